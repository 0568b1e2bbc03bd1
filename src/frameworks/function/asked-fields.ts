import { type AssumedFact, type Evidence, evidenceOf, type Field, type Source, type Value } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { Asked } from './abstract.ts'
import { isUnknown } from './annotations.ts'
import type { Entry } from './entries.ts'

/** `**kwargs`: the keys that are read. Used as a whole, it hides what callers must send. */
export function keywordFields(record: Asked, entry: Entry): readonly Field[] {
  if (record.whole || record.element !== null)
    throw notInferable(entry, `takes its inputs as **${record.name} and uses them as a whole, so that their names are not in the code`)
  return keysOf(record, entry)
}

/** The JSON body of a request. */
export function bodyFields(record: Asked, entry: Entry): readonly Field[] {
  if (record.whole || record.keys.size === 0)
    throw notInferable(entry, 'uses the body of the request as a whole, so that its keys are not in the code')
  return keysOf(record, entry)
}

export const keysOf = (record: Asked, { node, scope }: Entry): readonly Field[] =>
  [...record.keys].map(([name, { asked: inner, optional }]) => ({
    name,
    ...keyValue(inner, record),
    ...(optional && { optional: true }),
    ...evidenceFor(inner, undefined, `${scope.file}: ${node.name} reads ${JSON.stringify(name)}, line ${inner.line}`, false, keyValue(inner, record)),
  }))

/** Nesting of keys in keys. */
const MAX_NESTING = 8

/** A column of a table has one value per row; a value of a typed dict is of its type. */
function keyValue(inner: Asked, record: Asked, depth = 0): Value {
  const value = recordValue(inner, undefined, depth)
  if (!isUnknown(value)) return value
  if (record.values !== null) return record.values
  return record.table ? { type: null, shape: [-1] } : value
}

/** What the body's use of a value tells of it. */
export function recordValue(record: Asked, described?: Value, depth = 0): Value {
  const [type, other] = record.types
  if (record.types.size > 0) return { type: other === undefined ? (type ?? null) : null, shape: null }
  if (!record.whole && record.keys.size > 0 && depth < MAX_NESTING)
    return {
      struct: [...record.keys].map(([name, { asked: inner, optional }]) => ({
        name,
        ...keyValue(inner, record, depth + 1),
        ...(optional && { optional: true }),
      })),
    }
  const { element } = record
  if (element !== null && !record.whole && !element.whole && element.keys.size > 0 && depth < MAX_NESTING)
    return { sequence: recordValue(element, undefined, depth + 1) }
  return described ?? { type: null, shape: null }
}

export function evidenceFor(
  record: Asked,
  described: Value | undefined,
  where: string,
  assumedName: boolean,
  value: Value = recordValue(record, described),
): { readonly assumed?: readonly AssumedFact[]; readonly evidence: Evidence } {
  const prose = record.types.size === 0 && (record.whole || record.keys.size === 0) && described !== undefined && 'shape' in described
  const { evidence } = said(prose ? 'assumed' : 'derived', value, where)
  const assumed: AssumedFact[] = [...(assumedName ? (['name'] as const) : [])]
  if (prose && evidence.type === 'assumed') assumed.push('type')
  if (prose && evidence.rank === 'assumed') assumed.push('shape')
  return { ...(assumed.length > 0 && { assumed }), evidence: { ...evidence, name: assumedName ? 'assumed' : 'stored' } }
}

export const said = (source: Source, value: Value, where: string): { readonly evidence: Evidence } => ({ evidence: evidenceOf(value, source, where) })

export function notInferable({ node, scope }: Entry, why: string): UserError {
  return new UserError(
    'not-inferable',
    `${node.name} in ${scope.file} ${why}.`,
    'Name what it takes and gives: parameters with annotations, `data["age"]` for each key, a dict literal as its result; or declare the contract in serving.yaml.',
    { file: scope.file, line: node.line },
  )
}
