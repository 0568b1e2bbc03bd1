import { broadcast, type Shape } from '../../shapes/shape.ts'
import { add, floorDivide, type Size } from '../../shapes/size.ts'
import { slide } from '../../shapes/window.ts'
import { boolAttribute, intsAttribute, typeAttribute, wordAttribute } from './graph.ts'
import { type Call, type OpRule, type Tensor, UNKNOWN } from './tensor.ts'

/** Losses, spectra, texts, segments and cut-outs of pictures. Source: tensorflow/core/ops/{nn,spectral,string,math,image,array,linalg}_ops.cc. */

const FLOAT = 1
const STRING = 7
const COMPLEX64 = 8
const INT32 = 3
const BOOL = 10

const input = (call: Call, i: number): Tensor => call.inputs[i] ?? UNKNOWN
const typed = (call: Call, name = 'T', absent = 0): number => typeAttribute(call.node, name) || absent
const one = (tensor: Tensor): Size => (tensor.values?.length === 1 ? (tensor.values[0] ?? null) : null)
const half = (size: Size): Size => add(floorDivide(size, 2), 1)

/** Loss per row, and its gradient. */
const crossEntropy: OpRule = (call) => [
  { type: typed(call), shape: input(call, 0).shape?.slice(0, 1) ?? null },
  { type: typed(call), shape: input(call, 0).shape },
]

/** `axes` last axes take the given lengths, of which a real spectrum keeps half. */
function spectrum(call: Call, axes: number, kept: (size: Size) => Size, type: number): readonly Tensor[] {
  const { shape } = input(call, 0)
  const lengths = input(call, 1).values
  const sizes = Array.from({ length: axes }, (_, i): Size => lengths?.[i] ?? null)
  if (shape === null || shape.length < axes) return [{ type, shape: null }]
  return [{ type, shape: [...shape.slice(0, -axes), ...sizes.slice(0, -1), kept(sizes.at(-1) ?? null)] }]
}

const toComplex =
  (axes: number): OpRule =>
  (call) =>
    spectrum(call, axes, half, typed(call, 'Tcomplex', COMPLEX64))
const toReal =
  (axes: number): OpRule =>
  (call) =>
    spectrum(call, axes, (size) => size, typed(call, 'Treal', FLOAT))
const inPlace: OpRule = (call) => [{ type: typed(call, 'Tcomplex', COMPLEX64), shape: input(call, 0).shape }]

/** Texts of the inputs' common shape. */
const text: OpRule = (call) => [{ type: STRING, shape: broadcast(...call.inputs.map(({ shape }) => shape)) }]

/** Segments replace the axes that their ids cover. */
const segments: OpRule = (call) => {
  const [{ shape }, ids] = [input(call, 0), input(call, 1).shape]
  const known = shape !== null && ids !== null && ids.length <= shape.length
  return [{ type: typed(call), shape: known ? [one(input(call, 2)), ...shape.slice(ids.length)] : null }]
}

/** [batch, rows, columns, depth] → [batch, rows', columns', window · depth]. */
const patches: OpRule = (call) => {
  const [sizes, strides, rates] = ['ksizes', 'strides', 'rates'].map((name) => intsAttribute(call.node, name))
  const padding = wordAttribute(call.node, 'padding') === 'VALID' ? 'valid' : 'same'
  const [batch = null, rows = null, columns = null, depth = null] = input(call, 0).shape ?? []
  if (sizes?.length !== 4 || strides?.length !== 4 || rates?.length !== 4) return [{ type: typed(call), shape: null }]
  const along = (size: Size, axis: number): Size =>
    slide(size, { kernel: sizes[axis] ?? 1, stride: strides[axis] ?? 1, dilation: rates[axis] ?? 1, padding, rounding: 'floor' })
  const window = typeof depth === 'number' ? depth * (sizes[1] ?? 1) * (sizes[2] ?? 1) : null
  return [{ type: typed(call), shape: [batch, along(rows, 1), along(columns, 2), window] }]
}

/** Boxes cut out of pictures and scaled: [boxes, height, width, depth]. */
const cutOut: OpRule = (call) => {
  const sizes = input(call, 3).values
  return [{ type: FLOAT, shape: [input(call, 1).shape?.[0] ?? null, sizes?.[0] ?? null, sizes?.[1] ?? null, input(call, 0).shape?.[3] ?? null] }]
}

const sameShape: OpRule = (call) => [{ type: typed(call), shape: input(call, 0).shape }]

/** The diagonal of the last two axes, where they are of one size. */
const diagonalOf = (shape: Shape): Shape => {
  const last = shape?.at(-1)
  return shape === null || shape.length < 2 || typeof last !== 'number' || last !== shape.at(-2) ? null : shape.slice(0, -1)
}

export const SIGNAL_OPS: ReadonlyMap<string, OpRule> = new Map<string, OpRule>([
  ['SparseSoftmaxCrossEntropyWithLogits', crossEntropy],
  ['SoftmaxCrossEntropyWithLogits', (call) => crossEntropy({ ...call, inputs: [{ ...input(call, 0), shape: joined(call) }] })],
  ['FFT', inPlace],
  ['FFT2D', inPlace],
  ['FFT3D', inPlace],
  ['IFFT', inPlace],
  ['IFFT2D', inPlace],
  ['IFFT3D', inPlace],
  ['RFFT', toComplex(1)],
  ['RFFT2D', toComplex(2)],
  ['RFFT3D', toComplex(3)],
  ['IRFFT', toReal(1)],
  ['IRFFT2D', toReal(2)],
  ['IRFFT3D', toReal(3)],
  ['AsString', (call) => [{ type: STRING, shape: input(call, 0).shape }]],
  ['StringJoin', text],
  ['StringLower', text],
  ['StringUpper', text],
  ['StringStrip', text],
  ['RegexReplace', (call) => [{ type: STRING, shape: input(call, 0).shape }]],
  ['StaticRegexReplace', text],
  ['UnsortedSegmentSum', segments],
  ['UnsortedSegmentMean', segments],
  ['UnsortedSegmentMax', segments],
  ['UnsortedSegmentMin', segments],
  ['UnsortedSegmentProd', segments],
  ['ExtractImagePatches', patches],
  ['CropAndResize', cutOut],
  ['LinSpace', (call) => [{ type: typed(call), shape: [one(input(call, 2))] }]],
  ['ScatterNd', (call) => [{ type: typed(call), shape: input(call, 2).values ?? null }]],
  ['MatrixInverse', sameShape],
  ['Cholesky', sameShape],
  ['MatrixDiagPart', (call) => [{ type: typed(call), shape: diagonalOf(input(call, 0).shape) }]],
  ['MatrixDiag', (call) => [{ type: typed(call), shape: squareOf(input(call, 0).shape) }]],
  ['InTopKV2', (call) => [{ type: BOOL, shape: input(call, 1).shape }]],
  ['NonMaxSuppressionV3', indices],
  ['NonMaxSuppressionV4', (call) => [...indices(call), { type: INT32, shape: [] }]],
])

function joined(call: Call): Shape {
  return broadcast(input(call, 0).shape, input(call, 1).shape)
}

function squareOf(shape: Shape): Shape {
  return shape === null || shape.length === 0 ? null : [...shape, shape.at(-1) ?? null]
}

/** Indices of the boxes that are kept, at most a given number; version 4 may fill up to it. */
function indices(call: Call): readonly Tensor[] {
  return [{ type: INT32, shape: boolAttribute(call.node, 'pad_to_max_output_size') ? [one(input(call, 2))] : [null] }]
}
