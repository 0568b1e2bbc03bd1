import type { DType, Field, Value } from '../../contract/types.ts'
import { isObject, type Json, type JsonObject, own } from '../../formats/json-document.ts'
import type { Warning } from '../framework.ts'
import { numpyType } from '../wrappers/numpy-types.ts'

/**
 * The schema language of MLflow signatures: column specs, tensor specs and parameters, as JSON.
 * Source: mlflow/types/schema.py (`ColSpec`, `TensorSpec`, `ParamSpec`, `Array`, `Object`, `Map`, `AnyType`, `SparkMLVector`).
 */

/** Columns of one table; wide tables have some thousands. */
const MAX_FIELDS = 100_000
/** Arrays in objects in maps; a dozen levels is a document, not a row. */
const MAX_DEPTH = 32
/** Tensors have at most 64 dimensions. */
const MAX_DIMS = 64

/** mlflow.types.DataType */
const COLUMN_TYPES: ReadonlyMap<string, DType> = new Map([
  ['boolean', 'bool'],
  ['integer', 'int32'],
  ['long', 'int64'],
  ['float', 'float32'],
  ['double', 'float64'],
  ['string', 'string'],
  ['binary', 'bytes'],
  ['datetime', 'timestamp'],
])

/** One entry of a schema. */
export interface Spec {
  /** `undefined`: unnamed. */
  readonly name: string | undefined
  readonly value: Value
  /** One value per row of a table. */
  readonly column: boolean
}

/** What is no schema: the entry, and why. */
export type Complain = (entry: string, message: string) => Error

/** Entries of `signature.inputs` or `signature.outputs`. @throws what `complain` makes */
export function readSchema(schema: Json, complain: Complain, warn: (warning: Warning) => void): readonly Spec[] {
  if (schema === null) return []
  if (!Array.isArray(schema)) throw complain('', 'a schema is a list of columns or tensors')
  if (schema.length > MAX_FIELDS) throw complain('', `${schema.length} columns; at most ${MAX_FIELDS} are read`)
  return schema.map((entry, index) => readSpec(entry, `[${index}]`, complain, warn))
}

function readSpec(entry: Json, at: string, complain: Complain, warn: (warning: Warning) => void): Spec {
  if (!isObject(entry)) throw complain(at, 'a column or tensor must be an object')
  const written = own(entry, 'name')
  // pandas columns may be numbers
  const name = typeof written === 'string' ? written : typeof written === 'number' ? String(written) : undefined
  const optional = isOptional(entry) && { optional: true }
  if (own(entry, 'type') === 'tensor') return { name, value: { ...readTensor(entry, at, complain), ...optional }, column: false }
  const bare = readType(entry, at, 0, complain, warn)
  return { name, value: { ...asColumn(bare), ...optional }, column: 'shape' in bare && bare.shape?.length === 0 }
}

/** A scalar per row; vectors per row; composites and what is unknown as they are. */
function asColumn(value: Value): Value {
  return 'shape' in value && value.shape !== null ? { ...value, shape: [-1, ...value.shape] } : value
}

/** `required` of MLflow 2.7 and later, `optional` of those before. */
const isOptional = (entry: JsonObject): boolean => own(entry, 'required') === false || own(entry, 'optional') === true

function readType(entry: JsonObject, at: string, depth: number, complain: Complain, warn: (warning: Warning) => void): Value {
  if (depth > MAX_DEPTH) throw complain(at, `types nest deeper than ${MAX_DEPTH}`)
  const word = own(entry, 'type')
  if (typeof word !== 'string') throw complain(at, 'a column must say its type')
  const inner = (key: string): Value => {
    const part = own(entry, key)
    if (!isObject(part)) throw complain(at, `${word} must say its ${key}`)
    return readType(part, `${at}.${key}`, depth + 1, complain, warn)
  }
  switch (word) {
    case 'array':
      return { sequence: inner('items') }
    case 'map':
      return { map: { key: 'string', value: inner('values') } }
    case 'object':
      return { struct: readProperties(entry, at, depth, complain, warn) }
    case 'any':
      return { type: null, shape: null }
    case 'sparkml vector':
      return { type: 'float64', shape: [null] }
    default: {
      const type = COLUMN_TYPES.get(word) ?? null
      if (type === null) warn({ code: 'mlflow-unknown-type', message: `${JSON.stringify(word)} is no column type that is known`, where: 'MLmodel' })
      return { type, shape: type === null ? null : [] }
    }
  }
}

function readProperties(entry: JsonObject, at: string, depth: number, complain: Complain, warn: (warning: Warning) => void): readonly Field[] {
  const properties = own(entry, 'properties')
  if (!isObject(properties)) throw complain(at, 'object must say its properties')
  const names = Object.keys(properties)
  if (names.length > MAX_FIELDS) throw complain(at, `${names.length} properties; at most ${MAX_FIELDS} are read`)
  return names.map((name) => {
    const property = properties[name]
    if (property === undefined || !isObject(property)) throw complain(`${at}.${name}`, 'a property must be an object')
    return { name, ...readType(property, `${at}.${name}`, depth + 1, complain, warn), ...(isOptional(property) && { optional: true }) }
  })
}

function readTensor(entry: JsonObject, at: string, complain: Complain): Value {
  const spec = own(entry, 'tensor-spec')
  if (!isObject(spec)) throw complain(at, 'a tensor must have its tensor-spec')
  const shape = own(spec, 'shape')
  return { type: numpyType(own(spec, 'dtype')), shape: readShape(shape, at, complain) }
}

function readShape(shape: Json | undefined, at: string, complain: Complain): readonly number[] {
  if (!Array.isArray(shape)) throw complain(at, 'a tensor must have a shape: [-1, 28, 28]')
  if (shape.length > MAX_DIMS) throw complain(at, `${shape.length} dimensions; tensors have at most ${MAX_DIMS}`)
  return shape.map((size: Json) => {
    if (typeof size === 'number' && Number.isSafeInteger(size) && size >= -1) return size
    throw complain(at, `${JSON.stringify(size)} is no size: write -1 for any`)
  })
}

/** `signature.params`: named values beside the input, each with a default. @throws what `complain` makes */
export function readParams(params: Json, complain: Complain): readonly Field[] {
  if (params === null) return []
  if (!Array.isArray(params)) throw complain('', 'params is a list')
  if (params.length > MAX_FIELDS) throw complain('', `${params.length} params; at most ${MAX_FIELDS} are read`)
  return params.map((entry, index) => {
    const at = `[${index}]`
    if (!isObject(entry)) throw complain(at, 'a param must be an object')
    const name = own(entry, 'name')
    if (typeof name !== 'string') throw complain(at, 'a param must have a name')
    const type = own(entry, 'type')
    const shape = own(entry, 'shape')
    const known = typeof type === 'string' ? (COLUMN_TYPES.get(type) ?? null) : null
    return { name, type: known, shape: shape === null || shape === undefined ? [] : readShape(shape, at, complain), optional: true }
  })
}
