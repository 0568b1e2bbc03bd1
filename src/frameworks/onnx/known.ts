import type { DType, Value } from '../../contract/types.ts'
import { join, type Shape } from '../../shapes/shape.ts'
import { product, type Size } from '../../shapes/size.ts'
import { MAX_VALUES, type Values } from '../../shapes/values.ts'
import { type Blob, type Rec, unpackInts } from './record.ts'
import { dtypeOf } from './words.ts'

/** What is known of one value while a graph is walked. */
export interface Known {
  readonly type: DType | null
  readonly shape: Shape
  /** Elements of a short integer or factor vector (or scalar), where shapes may depend on them. */
  readonly values: Values | null
  /** A sequence or map; type and shape are null then. */
  readonly composite?: Value
}

export const NOTHING: Known = { type: null, shape: null, values: null }

export const known = (type: DType | null, shape: Shape, values: Values | null = null): Known => ({ type, shape, values })

/** SequenceEmpty: whatever is put in decides. `values: []` marks it. */
export const isEmptySequence = ({ composite, values }: Known): boolean => composite !== undefined && values?.length === 0

export const commonType = (a: Known, b: Known): DType | null => (a.type === b.type ? a.type : null)

/** What holds for both of two values. */
export function commonOf(a: Known, b: Known): Known {
  if (a.composite === undefined && b.composite === undefined) return known(commonType(a, b), join(a.shape, b.shape))
  if (isEmptySequence(a) && b.composite !== undefined) return b
  if (isEmptySequence(b) && a.composite !== undefined) return a
  const composite = a.composite === undefined || b.composite === undefined ? undefined : commonValue(a.composite, b.composite)
  return composite === undefined ? NOTHING : { ...NOTHING, composite }
}

/** Sequences of tensors of which one may know more; other kinds only if they say the same. */
function commonValue(a: Value, b: Value): Value | undefined {
  if (JSON.stringify(a) === JSON.stringify(b)) return a
  if (!('sequence' in a) || !('sequence' in b) || !('shape' in a.sequence) || !('shape' in b.sequence)) return undefined
  const [left, right] = [a.sequence, b.sequence]
  const isRanked = left.shape !== null && left.shape.length === right.shape?.length
  const shape = isRanked ? (left.shape?.map((dim, axis) => (dim === right.shape?.[axis] ? dim : null)) ?? null) : null
  return { sequence: { type: left.type === right.type ? left.type : null, shape } }
}

/** A TensorProto: its type, dims, and its elements if they are few and could matter for a shape. */
export function knownTensor(tensor: Rec): Known {
  const type = dtypeOf(tensor.int('data_type'))
  const shape = tensor.ints('dims')?.map((dim) => (dim >= 0 ? dim : null)) ?? null
  return { type, shape, values: shape !== null && shape.length <= 1 ? elementsOf(tensor, type, product(shape)) : null }
}

/** An initializer of a graph. */
export interface Initializer {
  readonly name: string
  readonly known: Known
}

export const initializerOf = (tensor: Rec): Initializer => ({ name: tensor.text('name') ?? '', known: knownTensor(tensor) })

/** A SparseTensorProto is named by its values and has its own dims. */
export function sparseInitializerOf(tensor: Rec): Initializer {
  const values = tensor.message('values')
  const { type } = values === undefined ? NOTHING : knownTensor(values)
  return { name: values?.text('name') ?? '', known: known(type, tensor.ints('dims')) }
}

interface Encoding {
  /** Field that holds the elements if `raw_data` doesn't. */
  readonly field: string
  readonly bytes: number
  read(view: DataView, at: number): number
}

/** Storage of element types that shapes are computed with. Source: onnx.proto, TensorProto. */
const ENCODINGS: Partial<Record<DType, Encoding>> = {
  int64: { field: 'int64_data', bytes: 8, read: (view, at) => clamp(view.getBigInt64(at, true)) },
  int32: { field: 'int32_data', bytes: 4, read: (view, at) => view.getInt32(at, true) },
  bool: { field: 'int32_data', bytes: 1, read: (view, at) => view.getUint8(at) },
  float32: { field: 'float_data', bytes: 4, read: (view, at) => view.getFloat32(at, true) },
}

function elementsOf(tensor: Rec, type: DType | null, count: Size): Values | null {
  const encoding = type === null ? undefined : ENCODINGS[type]
  if (encoding === undefined || typeof count !== 'number' || count > MAX_VALUES || (tensor.int('data_location') ?? 0) !== 0) return null
  if (count === 0) return []
  const [raw] = tensor.blobs('raw_data')
  if (raw !== undefined && raw.length > 0) return raw.length === count * encoding.bytes ? fixedRun(raw, encoding) : null
  const values = tensor.blobs(encoding.field).flatMap((run) => numbersOf(run, type))
  return values.length === count ? values : null
}

function fixedRun(run: Blob, { bytes, read }: Encoding): Values {
  const content = run.read(MAX_VALUES * 8)
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  return Array.from({ length: Math.floor(content.length / bytes) }, (_, i) => finite(read(view, i * bytes)))
}

function numbersOf(run: Blob, type: DType | null): Values {
  if (run.length > MAX_VALUES * 10) return []
  if (type === 'float32' && ENCODINGS.float32 !== undefined) return fixedRun(run, ENCODINGS.float32)
  return unpackInts(run.read(MAX_VALUES * 10))
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

function clamp(value: bigint): number {
  const biggest = BigInt(Number.MAX_SAFE_INTEGER)
  return Number(value > biggest ? biggest : value < -biggest ? -biggest : value)
}
