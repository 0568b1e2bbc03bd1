import type { Dim, Shape, Value } from './types.ts'

/** Fields of a struct that are printed; a table row of 10,000 columns is no help in a sentence. */
const MAX_PRINTED_FIELDS = 8

/** One size for people: `4`, `-1` (any), a symbol, `?` (unknown). */
export function printDim(dim: Dim): string {
  return dim === null ? '?' : String(dim)
}

/** `[-1, 4]`, `[]` for a scalar, `?` for an unknown rank. Symbols are raw text. */
export function printShape(shape: Shape): string {
  return shape === null ? '?' : `[${shape.map(printDim).join(', ')}]`
}

/**
 * The type for people, raw text: `float32`, `?`, `seq(map(int64 → float32 []))`, `struct(age: int64 [-1])`, `image(224 × 224 × 3)`
 * (width × height × channels). A tensor's shape is not part of it.
 */
export function printType(value: Value): string {
  if ('sequence' in value) return `seq(${printValue(value.sequence)})`
  if ('map' in value) return `map(${value.map.key ?? '?'} → ${printValue(value.map.value)})`
  if ('struct' in value) return `struct(${printFields(value.struct)})`
  if ('image' in value) return `image(${printDim(value.image.width)} × ${printDim(value.image.height)} × ${printDim(value.image.channels)})`
  return value.type ?? '?'
}

/** Type and shape with what modifies them: `float32 [-1, 4]`, `sparse float32 [-1, 4] (optional)`, `?` where neither is known. */
export function printValue(value: Value): string {
  const encoding = `${value.sparse ? 'sparse ' : ''}${value.ragged ? 'ragged ' : ''}`
  return `${encoding}${printBare(value)}${value.optional ? ' (optional)' : ''}`
}

function printBare(value: Value): string {
  if (!('shape' in value)) return printType(value)
  return value.type === null && value.shape === null ? '?' : `${printType(value)} ${printShape(value.shape)}`
}

function printFields(fields: readonly ({ readonly name: string } & Value)[]): string {
  const printed = fields.slice(0, MAX_PRINTED_FIELDS).map((field) => `${field.name}: ${printValue(field)}`)
  const more = fields.length - printed.length
  return [...printed, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
