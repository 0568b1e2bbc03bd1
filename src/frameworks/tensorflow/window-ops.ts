import { transpose } from '../../shapes/arrange.ts'
import { open, type Shape, withAxis } from '../../shapes/shape.ts'
import { add, divideExactly, multiply, product, type Size } from '../../shapes/size.ts'
import { convolve, depthToSpace, pool, spaceToDepth, type Window } from '../../shapes/window.ts'
import { intAttribute, intsAttribute, typeAttribute, wordAttribute } from './graph.ts'
import { type Call, type OpRule, type Tensor, UNKNOWN } from './tensor.ts'

/** Ops that slide a window or move between space, batch and channels. Source: tensorflow/core/ops/nn_ops.cc, array_ops.cc, image_ops.cc. */

const FLOAT = 1
const INT64 = 9

const input = (call: Call, i: number): Tensor => call.inputs[i] ?? UNKNOWN
const typed = (call: Call, name = 'T'): number => typeAttribute(call.node, name)

type Layout = 'first' | 'last'
/** NHWC and NDHWC unless the attribute says otherwise. */
const layoutOf = (call: Call): Layout | undefined => {
  const format = wordAttribute(call.node, 'data_format') ?? 'NHWC'
  if (/^N[DHW]+C$/.test(format)) return 'last'
  return /^NC[DHW]+$/.test(format) ? 'first' : undefined // NCHW_VECT_C and friends
}

const spatialOf = <T>(list: readonly T[], layout: Layout): readonly T[] => (layout === 'first' ? list.slice(2) : list.slice(1, -1))

const toFirst = (shape: Shape, layout: Layout): Shape =>
  layout === 'first' || shape === null ? shape : transpose(shape, [0, shape.length - 1, ...shape.slice(1, -1).map((_, i) => i + 1)])
const fromFirst = (shape: Shape, layout: Layout): Shape =>
  layout === 'first' || shape === null ? shape : transpose(shape, [0, ...shape.slice(2).map((_, i) => i + 2), 1])

/** Windows along the spatial axes; undefined where the attributes don't say. */
function windowsOf(call: Call, kernels: readonly Size[], layout: Layout): Window[] | undefined {
  const padding = wordAttribute(call.node, 'padding')
  const strides = spatialOf(intsAttribute(call.node, 'strides'), layout)
  const dilations = spatialOf(intsAttribute(call.node, 'dilations'), layout)
  const explicit = intsAttribute(call.node, 'explicit_paddings')
  if (padding === undefined || strides.length !== kernels.length) return undefined
  const at = (axis: number) => 2 * (layout === 'first' ? axis + 2 : axis + 1)
  return kernels.map((kernel, i) => ({
    kernel,
    stride: strides[i] ?? 1,
    dilation: dilations[i] ?? 1,
    rounding: 'floor',
    padding: padding === 'SAME' ? 'same' : padding === 'VALID' ? 'valid' : { before: explicit[at(i)] ?? 0, after: explicit[at(i) + 1] ?? 0 },
  }))
}

/** Filters are [.. spatial, in, out]; of a depthwise convolution [h, w, in, multiplier]. */
const convolution =
  (spatial: number, filtersOf: (filter: readonly Size[]) => Size): OpRule =>
  (call) => {
    const layout = layoutOf(call)
    const filter = input(call, 1).shape ?? open(spatial + 2) ?? []
    const windows = layout === undefined || filter.length !== spatial + 2 ? undefined : windowsOf(call, filter.slice(0, spatial), layout)
    if (layout === undefined || windows === undefined) return [{ type: typed(call), shape: null }]
    return [{ type: typed(call), shape: fromFirst(convolve({ input: toFirst(input(call, 0).shape, layout), windows }, filtersOf(filter)), layout) }]
  }

/** The gradient ops that serve as transposed convolution: their first input is the shape of the result. */
const transposed =
  (spatial: number): OpRule =>
  (call) => {
    const layout = layoutOf(call)
    const sizes = input(call, 0).values
    const gradient = input(call, 2).shape
    if (layout === undefined) return [{ type: typed(call), shape: null }]
    if (sizes !== undefined)
      return [{ type: typed(call), shape: sizes.map((size, i) => (i === 0 && size === null ? (gradient?.[0] ?? null) : size)) }]
    // the size of the result is only known at run time: stride and padding leave several possible
    const channels = input(call, 1).shape?.at(-2) ?? null
    return [{ type: typed(call), shape: fromFirst([gradient?.[0] ?? null, channels, ...Array.from({ length: spatial }, () => null)], layout) }]
  }

const pooled = (call: Call): Shape => {
  const layout = layoutOf(call)
  const windows = layout === undefined ? undefined : windowsOf(call, spatialOf(intsAttribute(call.node, 'ksize'), layout), layout)
  return layout === undefined || windows === undefined ? null : fromFirst(pool({ input: toFirst(input(call, 0).shape, layout), windows }), layout)
}

/** Images are [n, h, w, c]; the size is a vector of two. */
const resized =
  (type: (call: Call) => number): OpRule =>
  (call) => {
    const [height = null, width = null] = input(call, 1).values ?? []
    const shape = input(call, 0).shape
    return [{ type: type(call), shape: shape === null ? [null, height, width, null] : withAxis(withAxis(shape, 1, height), 2, width) }]
  }

const blocks =
  (move: (shape: Shape, block: number) => Shape): OpRule =>
  (call) => {
    const layout = layoutOf(call)
    const block = intAttribute(call.node, 'block_size')
    const shape = layout === undefined || block === undefined ? null : fromFirst(move(toFirst(input(call, 0).shape, layout), block), layout)
    return [{ type: typed(call), shape }]
  }

/** [n, …] with blocks of space moved into the batch, or back. Paddings and crops are [axes, 2] matrices, row by row. */
const spaceAndBatch =
  (direction: 'to-batch' | 'to-space'): OpRule =>
  (call) => {
    const { shape } = input(call, 0)
    const block = input(call, 1).values
    const edges = input(call, 2).values
    if (shape === null || block === undefined || edges?.length !== 2 * block.length || block.length >= shape.length) {
      return [{ type: typed(call), shape: shape === null ? null : open(shape.length) }]
    }
    const all = product(block)
    const result = shape.map((size, axis): Size => {
      if (axis === 0) return direction === 'to-batch' ? multiply(size, all) : divideExactly(size, all)
      const step = block[axis - 1]
      if (step === undefined) return size
      const edge = add(edges[2 * axis - 2] ?? null, edges[2 * axis - 1] ?? null)
      return direction === 'to-batch' ? divideExactly(add(size, edge), step) : add(multiply(size, step), multiply(edge, -1))
    })
    return [{ type: typed(call), shape: result }]
  }

/** y, then mean and variance; the reserved outputs are for gradients only. */
const batchNorm: OpRule = (call) => {
  const statistics = { type: typed(call, 'U') || typed(call), shape: input(call, 1).shape }
  return [{ type: typed(call), shape: input(call, 0).shape }, statistics, statistics]
}

export const WINDOW_OPS: readonly (readonly [string, OpRule])[] = [
  ['Conv2D', convolution(2, (filter) => filter[3] ?? null)],
  ['Conv3D', convolution(3, (filter) => filter[4] ?? null)],
  ['DepthwiseConv2dNative', convolution(2, (filter) => multiply(filter[2] ?? null, filter[3] ?? null))],
  ['Conv2DBackpropInput', transposed(2)],
  ['Conv3DBackpropInputV2', transposed(3)],
  ...['MaxPool', 'AvgPool', 'MaxPool3D', 'AvgPool3D'].map((name) => [name, (call: Call) => [{ type: typed(call), shape: pooled(call) }]] as const),
  [
    'MaxPoolWithArgmax',
    (call) => [
      { type: typed(call), shape: pooled(call) },
      { type: typed(call, 'Targmax') || INT64, shape: pooled(call) },
    ],
  ],
  ...['FusedBatchNorm', 'FusedBatchNormV2', 'FusedBatchNormV3'].map((name) => [name, batchNorm] as const),
  ...['ResizeBilinear', 'ResizeBicubic', 'ResizeArea'].map((name) => [name, resized(() => FLOAT)] as const),
  ['ResizeNearestNeighbor', resized((call) => typed(call))],
  ['DepthToSpace', blocks(depthToSpace)],
  ['SpaceToDepth', blocks(spaceToDepth)],
  ['SpaceToBatchND', spaceAndBatch('to-batch')],
  ['BatchToSpaceND', spaceAndBatch('to-space')],
]
