import { scale } from '../../../shapes/arrange.ts'
import type { Shape } from '../../../shapes/shape.ts'
import { multiply, type Size } from '../../../shapes/size.ts'
import { convolve, convolveBack, depthToSpace, type Padding, pool, poolAll, spaceToDepth, type Window } from '../../../shapes/window.ts'
import { known } from '../known.ts'
import { alike, type Node, type Rule, type Rules } from '../node.ts'

/** Windows of a node over `rank` spatial axes: attributes kernel_shape, strides, dilations, pads (all begins, then all ends), auto_pad. */
function windowsOf(node: Node, weights: Shape): readonly Window[] | null {
  const kernels: readonly Size[] | undefined = node.ints('kernel_shape') ?? weights?.slice(2)
  if (kernels === undefined) return null
  return kernels.map((kernel, i) => ({
    kernel,
    stride: node.ints('strides')?.[i] ?? 1,
    dilation: node.ints('dilations')?.[i] ?? 1,
    padding: paddingOf(node, i, kernels.length),
    rounding: node.int('ceil_mode') === 1 ? 'ceil' : 'floor',
  }))
}

function paddingOf(node: Node, axis: number, rank: number): Padding {
  const word = node.text('auto_pad') ?? 'NOTSET'
  if (word === 'VALID') return 'valid'
  if (word.startsWith('SAME')) return 'same'
  const pads = node.ints('pads') ?? []
  return { before: pads[axis] ?? 0, after: pads[axis + rank] ?? 0 }
}

/** Convolution whose weights [filters, channels/group, …kernel] are input `at`. */
const convolution =
  (at: number, type?: 'int32' | 'zero-point'): Rule =>
  (node) => {
    const weights = node.shape(at)
    const windows = windowsOf(node, weights)
    const out = type === 'int32' ? 'int32' : type === 'zero-point' ? node.type(7) : node.type(0)
    return [known(out, windows === null ? null : convolve({ input: node.shape(0), windows }, weights?.[0] ?? null))]
  }

const transposed: Rule = (node) => {
  const weights = node.shape(1)
  const windows = windowsOf(node, weights)
  if (windows === null) return [known(node.type(0), null)]
  const fixed = node.ints('output_shape')?.slice(-windows.length)
  const output = { padding: node.ints('output_padding') ?? [], ...(fixed !== undefined && { shape: fixed }) }
  const shape = convolveBack({ input: node.shape(0), windows }, multiply(weights?.[1] ?? null, node.int('group') ?? 1), output)
  // SAME with steps wider than the kernel: the specification fills up to the stride, ONNX Runtime pads with nothing
  const doubtful = windows.map(
    ({ kernel, stride, dilation, padding }) => padding === 'same' && reach(kernel, dilation) < stride && fixed === undefined,
  )
  return [known(node.type(0), shape?.map((size, axis) => (doubtful[axis - 2] === true ? null : size)) ?? null)]
}

/** Elements between the first and the last that a kernel touches; an unknown kernel might be of one element. */
const reach = (kernel: Size, dilation: number): number => (typeof kernel === 'number' ? (kernel - 1) * dilation + 1 : 1)

const pooling: Rule = (node) => {
  const windows = windowsOf(node, null)
  const pooled = windows === null ? null : pool({ input: node.shape(0), windows })
  // SAME, rounded up, with steps wider than the window: runtimes count one position more than the specification
  const doubtful = windows?.map(
    ({ kernel, stride, dilation, padding, rounding }) => padding === 'same' && rounding === 'ceil' && reach(kernel, dilation) < stride,
  )
  const shape = pooled?.map((size, axis) => (doubtful?.[axis - 2] === true ? null : size)) ?? null
  return [known(node.type(0), shape), known('int64', shape)]
}

/** Sizes or scale factors per axis; with `axes` only those axes change. */
function resized(node: Node, inputs: { readonly scales: number; readonly sizes: number }): Shape {
  const shape = node.shape(0)
  const chosen = node.ints('axes')
  const policy = node.text('keep_aspect_ratio_policy') ?? 'stretch'
  if (shape === null) return null
  const axes = chosen?.map((axis) => (axis < 0 ? axis + shape.length : axis)) ?? shape.map((_, i) => i)
  const spread = (values: readonly Size[] | null, rest: (axis: number) => Size): readonly Size[] =>
    shape.map((_, axis) => (axes.includes(axis) ? (values?.[axes.indexOf(axis)] ?? null) : rest(axis)))
  if (policy !== 'stretch') return spread(null, (axis) => shape[axis] ?? null)
  if (node.has(inputs.sizes)) return spread(node.values(inputs.sizes), (axis) => shape[axis] ?? null)
  return scale(
    shape,
    spread(node.values(inputs.scales), () => 1),
  )
}

const upsample: Rule = (node) => {
  const scales = node.opset >= 9 ? node.values(1) : node.ints('scales') === undefined ? (node.floats('scales') ?? null) : null
  return [known(node.type(0), scales === null ? (node.shape(0)?.map(() => null) ?? null) : scale(node.shape(0), scales))]
}

const gridSample: Rule = (node) => {
  const [input, grid] = [node.shape(0), node.shape(1)]
  return [known(node.type(0), input === null || grid === null ? null : [input[0] ?? null, input[1] ?? null, ...grid.slice(1, -1)])]
}

/** Windows over channels-first data, default domain. */
export const WINDOWS: Rules = {
  Conv: convolution(1),
  ConvInteger: convolution(1, 'int32'),
  QLinearConv: convolution(3, 'zero-point'),
  ConvTranspose: transposed,
  ...alike('MaxPool AveragePool LpPool', pooling),
  ...alike('GlobalMaxPool GlobalAveragePool GlobalLpPool', (node) => [known(node.type(0), poolAll(node.shape(0)))]),
  // operator set 10 has no region-of-interest input
  Resize: (node) => [known(node.type(0), resized(node, node.opset < 11 ? { scales: 1, sizes: 3 } : { scales: 2, sizes: 3 }))],
  Upsample: upsample,
  DepthToSpace: (node) => [known(node.type(0), depthToSpace(node.shape(0), node.int('blocksize') ?? 0))],
  SpaceToDepth: (node) => [known(node.type(0), spaceToDepth(node.shape(0), node.int('blocksize') ?? 0))],
  GridSample: gridSample,
}
