import { DTYPES, type DType } from '../../contract/types.ts'
import { broadcastSize, type Shape } from '../../shapes/shape.ts'
import { any, isEqual, type Size } from '../../shapes/size.ts'

/** What is known of one tensor while a model is walked. Facts are `derived` unless `source` says more. */
export interface Tensor {
  readonly type: DType | null
  readonly shape: Shape
  readonly sparse?: boolean
  readonly ragged?: boolean
  /** How shape and type are known. */
  readonly from?: { readonly shape: 'stored' | 'derived' | 'assumed'; readonly type: 'stored' | 'derived' | 'assumed' }
}

export const NOTHING: Tensor = { type: null, shape: null }

export const tensor = (type: DType | null, shape: Shape): Tensor => ({ type, shape })

/** The batch: one size for all inputs of a model. */
export const BATCH: Size = any('batch')

/** A shape as files write it: `null` accepts every size; the first axis is the batch. */
export const shapeFrom = (sizes: readonly (number | null)[], site: string): Shape =>
  sizes.map((size, axis) => (size === null || size < 0 ? (axis === 0 ? BATCH : any(`${site}[${axis}]`)) : size))

const KNOWN: ReadonlySet<string> = new Set(DTYPES)
const isDtype = (word: string): word is DType => KNOWN.has(word)

/** Words of TensorFlow, NumPy and Keras for element types. */
const WORDS: Readonly<Record<string, DType>> = {
  half: 'float16',
  float: 'float32',
  double: 'float64',
  int: 'int32',
  long: 'int64',
  boolean: 'bool',
  str: 'string',
  DT_FLOAT: 'float32',
  DT_DOUBLE: 'float64',
  DT_HALF: 'float16',
  DT_BFLOAT16: 'bfloat16',
  DT_INT8: 'int8',
  DT_INT16: 'int16',
  DT_INT32: 'int32',
  DT_INT64: 'int64',
  DT_UINT8: 'uint8',
  DT_UINT16: 'uint16',
  DT_BOOL: 'bool',
  DT_STRING: 'string',
}

/** `float32`, `tf.float32`, `DT_FLOAT`; null for words that are none. */
export function dtypeOf(word: string | undefined): DType | null {
  if (word === undefined) return null
  const bare = word.replace(/^(tf|np|numpy|tensorflow)\./, '')
  if (isDtype(bare)) return bare
  return Object.hasOwn(WORDS, bare) ? (WORDS[bare] ?? null) : null
}

export const isFloat = (type: DType | null): boolean => type === 'float16' || type === 'bfloat16' || type === 'float32' || type === 'float64'

/** Like NumPy, but two sizes that both accept everything stay one that does: callers choose them to fit. */
export function broadcastOpen(a: Shape, b: Shape): Shape {
  if (a === null || b === null) return null
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const [left, right] = [a[i - rank + a.length], b[i - rank + b.length]]
    const met = broadcastSize(left, right)
    return met === null ? openBoth(left, right) : met
  })
}

function openBoth(a: Size | undefined, b: Size | undefined): Size {
  const open = (size: Size | undefined): size is Exclude<Size, number | null> => size !== null && size !== undefined && typeof size !== 'number'
  if (!open(a) || !open(b)) return null
  return isEqual(a, BATCH) || isEqual(b, BATCH) ? BATCH : any(`${a.key}~${b.key}`.slice(0, 200))
}

/** Floats are ordered by width, integers below them; two different integer types meet in the wider one. */
export function promote(types: readonly (DType | null)[]): DType | null {
  const known = new Set(types)
  if (known.size === 1) return types[0] ?? null
  if (known.has(null)) return null
  const order: readonly DType[] = [
    'float64',
    'float32',
    'bfloat16',
    'float16',
    'int64',
    'int32',
    'int16',
    'int8',
    'uint64',
    'uint32',
    'uint16',
    'uint8',
    'bool',
  ]
  if (known.has('bfloat16') && known.has('float16')) return 'float32'
  return order.find((type) => known.has(type)) ?? null
}
