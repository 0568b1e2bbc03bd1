import type { Field, Value } from '../../contract/types.ts'
import type { Warning } from '../framework.ts'

/** What callers of a contract should know before they find out. Codes are explained in docs/frameworks.d/onnx.md. */
export function remarks(inputs: readonly Field[], outputs: readonly Field[], domains: ReadonlySet<string>): readonly Warning[] {
  return [
    ...fixedBatch(inputs, outputs),
    ...emptyBatch(inputs),
    ...unknownTypes([...inputs, ...outputs]),
    ...noOutputs(outputs),
    ...customOperators(domains),
  ]
}

const where = (value: Value): { where?: string } => (value.evidence === undefined ? {} : { where: value.evidence.where })

/** Rows of a tensor that has more axes than the batch. */
const rowsOf = (field: Field): number | undefined => {
  const first = 'shape' in field && field.shape !== null && field.shape.length >= 2 ? field.shape[0] : undefined
  return typeof first === 'number' ? first : undefined
}

const isTable = (field: Field): boolean => 'shape' in field && (field.shape?.length ?? 0) >= 2

/** All inputs and an output start with the same fixed size: exported from one example batch. */
function fixedBatch(inputs: readonly Field[], outputs: readonly Field[]): readonly Warning[] {
  const tables = inputs.filter((field) => isTable(field) && !field.optional)
  const [first] = tables
  const rows = first === undefined ? undefined : rowsOf(first)
  if (first === undefined || rows === undefined || rows === 0) return []
  if (!tables.every((field) => rowsOf(field) === rows) || !outputs.some((field) => rowsOf(field) === rows)) return []
  const message = `the first axis is fixed to ${rows}: callers must always send ${rows === 1 ? 'one row' : `${rows} rows`} at a time. Export with a dynamic batch axis to accept any number`
  return [{ code: 'onnx-fixed-batch', message, ...where(first) }]
}

/** Some old exporters wrote 0 for "any number of rows". */
function emptyBatch(inputs: readonly Field[]): readonly Warning[] {
  const empty = inputs.filter((field) => 'shape' in field && (field.shape?.length ?? 0) >= 2 && field.shape?.[0] === 0)
  return empty.map((field) => ({
    code: 'onnx-empty-batch',
    message: `input ${field.name} has 0 rows by its declaration. If the exporter meant any number of rows, declare ${field.name} with shape [-1, …]`,
    ...where(field),
  }))
}

function unknownTypes(fields: readonly Field[]): readonly Warning[] {
  return fields.flatMap((field) =>
    'shape' in field && field.type === null
      ? [{ code: 'onnx-type-unknown', message: `the file gives no type for ${field.name} that is known here`, ...where(field) }]
      : [],
  )
}

const noOutputs = (outputs: readonly Field[]): readonly Warning[] =>
  outputs.length > 0 ? [] : [{ code: 'onnx-no-outputs', message: 'the graph has no outputs: callers get nothing back' }]

/** Domains that every ONNX runtime knows. Source: onnx/onnx/defs/schema.h, onnxruntime/core/graph/constants.h. */
const STANDARD = new Set([
  '',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview.training',
  'ai.onnx.preview',
  'com.microsoft',
  'com.microsoft.nchwc',
  'com.ms.internal.nhwc',
])
/** Custom domains named in the warning. */
const NAMED_DOMAINS = 5

function customOperators(domains: ReadonlySet<string>): readonly Warning[] {
  const custom = [...domains].filter((domain) => !STANDARD.has(domain)).sort()
  if (custom.length === 0) return []
  const names = custom.slice(0, NAMED_DOMAINS).join(', ')
  return [{ code: 'onnx-custom-operators', message: `operators of ${names} are used: the runtime needs the library that brings them` }]
}
