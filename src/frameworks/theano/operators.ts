import { integerOf, itemsOf, type PyObject, recordOf } from '../../formats/pickle/values.ts'
import { concat, gather, reshape } from '../../shapes/arrange.ts'
import { axisOf, type Shape } from '../../shapes/shape.ts'
import { multiply, product, type Size } from '../../shapes/size.ts'
import { slide } from '../../shapes/window.ts'
import { attribute, classOf, type Variable } from './variable.ts'

/** One application of an operator, as rules see it. */
export interface Application {
  readonly op: PyObject
  readonly inputs: readonly Variable[]
  shape(input: number): Shape
  /** Elements of a vector of sizes. */
  values(input: number): readonly Size[] | null
  equal(a: Size, b: Size): void
  /** Whether sizes that don't broadcast statically must be equal: Aesara also broadcasts at run time. */
  readonly strict: boolean
}

type Rule = (application: Application) => readonly Shape[]

/** An integer attribute of the operator. */
const int = (op: PyObject, name: string): number | null => integerOf(attribute(op, name))
const ints = (op: PyObject, name: string): readonly (number | null)[] | null => itemsOf(attribute(op, name))?.map((item) => integerOf(item)) ?? null

/** [m, k] · [k, n], either operand perhaps a vector. */
const dot: Rule = (a) => [matrix(a, 0, 1)]

function matrix(a: Application, left: number, right: number): Shape {
  const [x, y] = [a.shape(left), a.shape(right)]
  if (x === null || y === null || x.length === 0 || y.length === 0) return null
  a.equal(x.at(-1) ?? null, y.at(y.length > 1 ? -2 : -1) ?? null)
  return [...x.slice(0, -1), ...(y.length > 1 ? [...y.slice(0, -2), y.at(-1) ?? null] : [])]
}

/** `z·α + x·y·β`: the shape of z. */
const gemm: Rule = (a) => {
  const shape = matrix(a, 2, 3)
  const into = a.shape(0)
  if (shape !== null && into !== null && shape.length === into.length) for (const [i, size] of shape.entries()) a.equal(size, into[i] ?? null)
  return [shape ?? into]
}

/** Axes that broadcast are 1 by their type; all others are equal. */
const elementwise: Rule = (a) => {
  const shapes = a.inputs.map((_, i) => a.shape(i))
  const rank = shapes[0]?.length
  if (rank === undefined || shapes.some((shape) => shape?.length !== rank)) return []
  return [
    Array.from({ length: rank }, (_, axis): Size => {
      const sizes = shapes.map((shape) => shape?.[axis] ?? null).filter((size) => size !== 1)
      const known = sizes.find((size) => typeof size === 'number') ?? sizes.find((size) => size !== null)
      if (sizes.length === 0) return 1
      for (const size of sizes) if (a.strict) a.equal(size, known ?? null)
      return a.strict || sizes.length === 1 || typeof known === 'number' ? (known ?? null) : null
    }),
  ]
}

/** Axes in another order, dropped, or inserted (`'x'`). */
const dimShuffle: Rule = ({ op, shape }) => {
  const input = shape(0)
  const order = itemsOf(attribute(op, 'new_order'))
  if (order === null || input === null) return []
  return [order.map((axis) => (axis === 'x' ? 1 : (input[integerOf(axis) ?? -1] ?? null)))]
}

const same: Rule = ({ shape }) => [shape(0), shape(0)]

/** `axis`: null is all of them; an int, a list or a tuple. */
const reduction: Rule = ({ op, shape }) => {
  const input = shape(0)
  if (input === null) return []
  const axis = attribute(op, 'axis')
  const one = integerOf(axis)
  const axes = axis === null || axis === undefined ? input.map((_, i) => i) : one === null ? ints(op, 'axis') : [one]
  if (axes === null) return []
  const gone = new Set(axes.map((item) => (item === null ? null : axisOf(item, input.length))))
  const left = input.filter((_, i) => !gone.has(i))
  return [left, left]
}

const reshaping: Rule = (a) => {
  const target = a.values(1)
  return target === null ? [] : [reshape(a.shape(0), target, 'empty')]
}

/** The leading `outdim - 1` axes stay, the rest is one. */
const flattening: Rule = ({ op, shape }) => {
  const [input, rank] = [shape(0), int(op, 'outdim') ?? int(op, 'ndim') ?? 1]
  return input === null || rank < 1 ? [] : [[...input.slice(0, rank - 1), product(input.slice(rank - 1))]]
}

const joining: Rule = (a) => {
  const [axis] = a.values(0) ?? []
  const shapes = a.inputs.slice(1).map((_, i) => a.shape(i + 1))
  const first = shapes[0]
  if (typeof axis !== 'number' || first === null || first === undefined) return []
  const along = axisOf(axis, first.length)
  for (const shape of shapes) for (const [i, size] of first.entries()) if (i !== along && shape !== null) a.equal(size, shape[i] ?? null)
  return [concat(shapes, axis)]
}

/** Rows by their numbers. */
const taking: Rule = ({ shape }) => [gather(shape(0), shape(1), 0)]

/** Cross-correlation and convolution over [batch, channels, height, width]; filters [filters, channels, height, width]. */
const convolution: Rule = (a) => {
  const [image, filters] = [a.shape(0), a.shape(1)]
  if (image?.length !== 4 || filters?.length !== 4) return []
  const groups = int(a.op, 'num_groups') ?? 1
  a.equal(image[1] ?? null, multiply(filters[1] ?? null, groups))
  const mode = attribute(a.op, 'border_mode') ?? attribute(a.op, 'out_mode')
  const strides = ints(a.op, 'subsample') ?? [int(a.op, 'dx') ?? 1, int(a.op, 'dy') ?? 1]
  const dilation = ints(a.op, 'filter_dilation')
  const pads = itemsOf(mode)?.map((item) => integerOf(item)) ?? (integerOf(mode) === null ? null : [integerOf(mode), integerOf(mode)])
  const spatial = [0, 1].map((i): Size => {
    const [size, kernel] = [image[i + 2] ?? null, filters[i + 2] ?? null]
    const around = borderOf(mode, pads?.[i] ?? null, kernel)
    if (around === null) return null
    return slide(size, {
      kernel,
      stride: strides[i] ?? 1,
      dilation: dilation?.[i] ?? 1,
      padding: { before: around, after: around },
      rounding: 'floor',
    })
  })
  return [[image[0] ?? null, filters[0] ?? null, ...spatial]]
}

/** Padding on each side: `valid` none, `full` all but one, `half` half of the filter. */
function borderOf(mode: unknown, pad: number | null, kernel: Size): number | null {
  if (mode === 'valid') return 0
  if (pad !== null) return pad
  if (typeof kernel !== 'number') return null
  return mode === 'full' ? kernel - 1 : mode === 'half' ? Math.floor(kernel / 2) : null
}

/** The last two axes shrink; only borders that are ignored are counted here. Source: theano/tensor/signal/pool.py, Pool.out_shape. */
const pooling: Rule = (a) => {
  const input = a.shape(0)
  if (input === null || input.length < 2) return []
  const window = ints(a.op, 'ds') ?? a.values(1)
  const stride = ints(a.op, 'st') ?? a.values(2) ?? window
  const pads = ints(a.op, 'padding') ?? a.values(3) ?? [0, 0]
  const floor = attribute(a.op, 'ignore_border') === true
  const shrunk = input.slice(-2).map((size, i): Size => {
    const [kernel, step, around] = [window?.[i] ?? null, stride?.[i] ?? null, pads[i] ?? null]
    if (!floor || typeof kernel !== 'number' || typeof step !== 'number' || typeof around !== 'number') return null
    return slide(size, { kernel, stride: step, dilation: 1, padding: { before: around, after: around }, rounding: 'floor' })
  })
  return [[...input.slice(0, -2), ...shrunk]]
}

/** Batch normalisation and the like: statistics have one entry per feature, the result is as the input. */
const asInput =
  (index: number): Rule =>
  ({ shape }) => [shape(index)]

const alike = (names: string, rule: Rule): readonly (readonly [string, Rule])[] => names.split(' ').map((name) => [name, rule] as const)

/** By class name; those of GPUs behave like their models. Source: theano/tensor. */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...alike('Dot Dot22 GpuDot22 BatchedDot', dot),
  ...alike('Gemm GpuGemm Gemv CGemv GpuGemv', gemm),
  ...alike('Elemwise GpuElemwise', elementwise),
  ...alike('DimShuffle GpuDimShuffle InplaceDimShuffle', dimShuffle),
  ...alike(
    'Softmax SoftmaxWithBias LogSoftmax GpuSoftmax GpuSoftmaxWithBias CumOp SortOp OutputGuard ViewOp DeepCopyOp Rebroadcast SpecifyShape GpuFromHost HostFromGpu GpuToGpu',
    same,
  ),
  ...alike('Sum Prod CAReduce CAReduceDtype All Any Max Min Mean MaxAndArgmax Argmax GpuCAReduceCuda GpuCAReduceCPY', reduction),
  ...alike('Reshape GpuReshape', reshaping),
  ...alike('Flatten', flattening),
  ...alike('Join GpuJoin', joining),
  ...alike('AdvancedSubtensor1 GpuAdvancedSubtensor1', taking),
  ...alike('AbstractConv2d CorrMM ConvOp', convolution),
  ...alike('Pool DownsampleFactorMax', pooling),
  ...alike('Dot22Scalar', dot),
  ...alike('IncSubtensor AdvancedIncSubtensor1', asInput(0)),
])

export const ruleOf = (op: PyObject): Rule | undefined => RULES.get(classOf(op))

/** Elements of vectors of sizes: `MakeVector(Shape_i(x), 3)`. */
export function sizesOf(
  op: PyObject,
  inputs: readonly Variable[],
  shape: (input: number) => Shape,
  sizes: (input: number) => readonly Size[] | null,
): readonly Size[] | null {
  switch (classOf(op)) {
    case 'Shape_i': {
      const axis = int(op, 'i')
      return axis === null ? null : [shape(0)?.[axis] ?? null]
    }
    case 'Shape':
      return shape(0)
    case 'MakeVector':
      return inputs.map((_, i) => sizes(i)?.[0] ?? null)
    case 'Elemwise': {
      // casts between integers
      return inputs.length === 1 && classOf(recordOf(attribute(op, 'scalar_op'), 'object') ?? undefined) === 'Cast' ? sizes(0) : null
    }
    case 'ScalarFromTensor':
    case 'TensorFromScalar':
      return sizes(0)
    default:
      return null
  }
}
