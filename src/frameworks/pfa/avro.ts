import type { DType, Evidence, Field, Source, Value } from '../../contract/types.ts'
import { at, isObject, type Json, listOf, textOf } from '../../formats/json.ts'

/**
 * Avro schemas as fields of a contract. A record at the top is a table: one column per field; inside of other types it is a struct.
 * Source: avro.apache.org, "Specification"; dmg.org/pfa, "Type schemas".
 */

const PRIMITIVES: ReadonlyMap<string, DType | null> = new Map<string, DType | null>([
  ['null', null],
  ['boolean', 'bool'],
  ['int', 'int32'],
  ['long', 'int64'],
  ['float', 'float32'],
  ['double', 'float64'],
  ['bytes', 'bytes'],
  ['string', 'string'],
])
const NAMED = new Set(['record', 'enum', 'fixed', 'error'])

/** Types inside of types; a record that holds itself has no end, and is unknown below. */
const MAX_DEPTH = 32
/** Values of one interface: tables of 100,000 columns; records of records of records end here. */
const MAX_VALUES = 200_000

/** Full name → schema. */
export type NamedTypes = ReadonlyMap<string, Json>

/** Named types declared anywhere in a value: PFA takes them in any order, from cells and functions as well. */
export function namedTypesIn(value: Json | undefined): NamedTypes {
  const found = new Map<string, Json>()
  const visit = (node: Json | undefined, namespace: string): void => {
    if (!isObject(node)) {
      for (const item of listOf(node)) visit(item, namespace)
      return
    }
    const name = textOf(at(node, 'name'))
    const isNamed = name !== undefined && NAMED.has(textOf(at(node, 'type')) ?? '')
    const full = isNamed ? fullName(name, textOf(at(node, 'namespace')) ?? namespace) : undefined
    if (full !== undefined && !found.has(full)) found.set(full, node)
    const inner = full === undefined ? namespace : full.split('.').slice(0, -1).join('.')
    // values of cells are data, not declarations
    for (const key of Object.keys(node)) if (key !== 'init') visit(node[key], inner)
  }
  visit(value, '')
  return found
}

const fullName = (name: string, namespace: string): string => (name.includes('.') || namespace === '' ? name : `${namespace}.${name}`)

/** What is asked of a schema: its place for evidence, and what else is declared. */
export interface Reading {
  readonly types: NamedTypes
  readonly where: string
  /** Names that are declared nowhere. */
  readonly missing: Set<string>
  left: number
}

export const readingOf = (types: NamedTypes, where: string, missing: Set<string>): Reading => ({ types, where, missing, left: MAX_VALUES })

/** A schema at the top: the columns of a record, else one field of this name. */
export function fieldsOf(schema: Json | undefined, reading: Reading, name: string, isNamed: Source): readonly Field[] {
  const { schema: resolved, namespace } = resolve(schema, reading, '')
  if (isRecord(resolved)) return recordFields(resolved, reading, namespace, 0, [-1])
  const value = schemaValue(schema, reading, '', 0, [-1])
  const field: Field = { name, ...value }
  return [{ ...field, ...(value.evidence && { evidence: { ...value.evidence, name: isNamed } }) }]
}

const isRecord = (schema: Json | undefined): boolean => ['record', 'error'].includes(textOf(at(schema, 'type')) ?? '')

function recordFields(schema: Json | undefined, reading: Reading, namespace: string, depth: number, shape: readonly number[]): readonly Field[] {
  return listOf(at(schema, 'fields')).flatMap((field): readonly Field[] => {
    const name = textOf(at(field, 'name'))
    return name === undefined || reading.left <= 0 ? [] : [{ name, ...schemaValue(at(field, 'type'), reading, namespace, depth + 1, shape) }]
  })
}

/** `shape`: rows for a column, none inside of composites. */
function schemaValue(written: Json | undefined, reading: Reading, enclosing: string, depth: number, shape: readonly number[]): Value {
  reading.left -= 1
  const { schema, namespace } = resolve(written, reading, enclosing)
  if (schema === undefined || depth > MAX_DEPTH || reading.left < 0) return unknown(reading)
  if (Array.isArray(schema)) return unionOf(schema, reading, namespace, depth, shape)
  if (typeof schema === 'string') return tensor(PRIMITIVES.get(schema) ?? null, shape, reading)
  const evidence = plain(reading)
  const inner = (key: string): Value => schemaValue(at(schema, key), reading, namespace, depth + 1, [])
  const type = at(schema, 'type')
  switch (type) {
    case 'array':
      return { sequence: inner('items'), evidence }
    case 'map':
      return { map: { key: 'string', value: inner('values') }, evidence }
    case 'record':
    case 'error':
      return { struct: recordFields(schema, reading, namespace, depth, []), evidence }
    case 'enum':
      return { ...tensor('string', shape, reading), profile: 'categorical' }
    case 'fixed':
      return tensor('bytes', shape, reading)
    default:
      // `{"type": "double"}` and `{"type": {…}}` are the type itself
      return schemaValue(type, reading, namespace, depth + 1, shape)
  }
}

/** Null beside one type: a value that may be missing. Several types have no word. */
function unionOf(branches: readonly Json[], reading: Reading, namespace: string, depth: number, shape: readonly number[]): Value {
  const others = branches.filter((branch) => branch !== 'null')
  const [only] = others
  if (others.length !== 1) return unknown(reading)
  const value = schemaValue(only, reading, namespace, depth + 1, shape)
  return others.length < branches.length ? { ...value, optional: true } : value
}

interface Resolved {
  readonly schema: Json | undefined
  readonly namespace: string
}

/** Follows a name to what it stands for. */
function resolve(schema: Json | undefined, { types, missing }: Reading, enclosing: string): Resolved {
  if (typeof schema !== 'string') {
    const name = textOf(at(schema, 'name'))
    const isNamed = name !== undefined && NAMED.has(textOf(at(schema, 'type')) ?? '')
    const own = isNamed ? fullName(name, textOf(at(schema, 'namespace')) ?? enclosing) : ''
    return { schema: schema ?? undefined, namespace: isNamed ? own.split('.').slice(0, -1).join('.') : enclosing }
  }
  if (PRIMITIVES.has(schema)) return { schema, namespace: enclosing }
  const full = types.has(fullName(schema, enclosing)) ? fullName(schema, enclosing) : schema
  const found = types.get(full)
  if (found === undefined) missing.add(schema)
  return { schema: found, namespace: full.split('.').slice(0, -1).join('.') }
}

const plain = ({ where }: Reading): Evidence => ({ name: 'stored', type: 'stored', rank: 'stored', dims: [], where })

function tensor(type: DType | null, shape: readonly number[], { where }: Reading): Value {
  const evidence: Evidence = { name: 'stored', type: type === null ? 'unknown' : 'stored', rank: 'stored', dims: shape.map(() => 'stored'), where }
  return { type, shape, evidence }
}

const unknown = ({ where }: Reading): Value => ({
  type: null,
  shape: null,
  evidence: { name: 'stored', type: 'unknown', rank: 'unknown', dims: [], where },
})
