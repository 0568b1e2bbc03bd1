import type { DType } from '../../contract/types.ts'
import { at, axisIn, flag, numberAt, sizesFrom, type TorchFunction, tensorOf } from './arguments.ts'
import { cat, chunk, expand, flatten, permute, repeat, squeeze, stack, transpose, unsqueeze, view } from './arranging.ts'
import { batchOf, slid } from './layers.ts'
import { typeNamed } from './tensors.ts'
import { integer, misfit, RunStop, reshaped, sequence, type Tensor, tensor, UNKNOWN, type Value } from './values.ts'

const same: TorchFunction = (args) => tensorOf(args)

/** Sizes as one number for all, or one for each axis. */
function perAxis(value: Value | undefined, axes: number, otherwise: number): readonly number[] {
  if (value?.kind === 'number') return Array.from({ length: axes }, () => value.value)
  if (value?.kind === 'sequence' && value.items.length === axes)
    return value.items.map((item) => {
      if (item.kind !== 'number') throw new RunStop('unknown', 'a window of unknown size')
      return item.value
    })
  if (value === undefined || value.kind === 'none' || (value.kind === 'sequence' && value.items.length === 0))
    return Array.from({ length: axes }, () => otherwise)
  throw new RunStop('unknown', 'a window of unknown size')
}

function pool(axes: number, hasDilation: 'dilation' | 'none'): TorchFunction {
  return (args) => {
    const input = tensorOf(args)
    const kernel = perAxis(at(args, 1, 'kernel_size'), axes, 1)
    const strideValue = at(args, 2, 'stride')
    const stride = strideValue === undefined || strideValue.kind === 'none' ? kernel : perAxis(strideValue, axes, 1)
    const padding = perAxis(at(args, 3, 'padding'), axes, 0)
    const dilation = hasDilation === 'dilation' ? perAxis(at(args, 4, 'dilation'), axes, 1) : kernel.map(() => 1)
    const ceil = flag(args, hasDilation === 'dilation' ? 5 : 4, 'ceil_mode') ? 'ceil' : 'floor'
    if (input.shape === null) return reshaped(input, null)
    const from = input.shape.length - axes
    if (from < 1) throw misfit('pooling needs more axes')
    return reshaped(
      input,
      input.shape.map((size, i) => {
        const k = kernel[i - from]
        if (k === undefined || size === null) return size
        const window = { kernel: k, stride: Math.max(stride[i - from] ?? 1, 1), padding: padding[i - from] ?? 0, dilation: dilation[i - from] ?? 1 }
        return slid(size, window, ceil, 'pooling')
      }),
    )
  }
}

function adaptive(axes: number): TorchFunction {
  return (args) => {
    const input = tensorOf(args)
    if (input.shape === null) return reshaped(input, null)
    const wanted = at(args, 1, 'output_size')
    const from = input.shape.length - axes
    return reshaped(
      input,
      input.shape.map((size, i) => {
        if (i < from) return size
        const one = wanted?.kind === 'sequence' ? wanted.items[i - from] : wanted
        return one?.kind === 'number' ? one.value : one?.kind === 'none' ? size : null
      }),
    )
  }
}

/** `dim` may be one axis, several, or absent: all. */
function reduce(type: (input: Tensor) => DType | null): TorchFunction {
  return (args) => {
    const input = tensorOf(args)
    const dim = at(args, 1, 'dim') ?? args.named.get('axis')
    const keep = flag(args, 2, 'keepdim')
    if (dim === undefined || dim.kind === 'none') return tensor(type(input), [])
    if (input.shape === null) return { ...reshaped(input, null), type: type(input) }
    const shape = input.shape
    const axes = new Set(sizesFrom([dim]).map((axis) => (axis === null ? -1 : axisIn(shape, axis))))
    if (axes.has(-1)) throw new RunStop('unknown', 'a sum over an unknown axis')
    const out = keep ? shape.map((size, i) => (axes.has(i) ? 1 : size)) : shape.filter((_, i) => !axes.has(i))
    return { ...reshaped(input, out), type: type(input) }
  }
}

const sum = reduce(({ type }) => (type === null || /float|complex/.test(type) ? type : 'int64'))
const mean = reduce(({ type }) => type)
const indices = reduce(() => 'int64')

/** `max(x)` is a scalar, `max(x, dim)` values and indices, `max(x, y)` elementwise. */
const extreme: TorchFunction = (args) => {
  const other = at(args, 1, 'other')
  if (other?.kind === 'tensor') return broadcast(tensorOf(args), other)
  const values = mean(args)
  return at(args, 1, 'dim') === undefined ? values : sequence([values, indices(args)])
}

/** Sizes aligned at the last axis; 1 stretches. */
export function broadcast(a: Tensor, b: Tensor): Tensor {
  const type = a.type === b.type ? a.type : null
  if (a.shape === null || b.shape === null) return tensor(type, null)
  const rank = Math.max(a.shape.length, b.shape.length)
  const [left, right] = [a.shape, b.shape]
  const shape = Array.from({ length: rank }, (_, i) => {
    const x = left[i - rank + left.length] ?? (i - rank + left.length < 0 ? 1 : null)
    const y = right[i - rank + right.length] ?? (i - rank + right.length < 0 ? 1 : null)
    if (x === null || y === null) return x === 1 ? y : y === 1 ? x : null
    if (x !== y && x !== 1 && y !== 1) throw misfit(`sizes ${x} and ${y} do not go together`)
    return x === 1 ? y : x
  })
  return tensor(type, shape)
}

const elementwise: TorchFunction = (args) => {
  const first = tensorOf(args)
  const other = args.positional[1]
  return other?.kind === 'tensor' ? broadcast(first, other) : first
}

export function matrixProduct(a: Tensor, b: Tensor): Tensor {
  const type = a.type ?? b.type
  if (a.shape === null || b.shape === null || a.shape.length < 2 || b.shape.length < 2) return tensor(type, null)
  const [inner, other] = [a.shape.at(-1) ?? null, b.shape.at(-2) ?? null]
  if (inner !== null && other !== null && inner !== other) throw misfit(`a product of ${inner} and ${other}`)
  const lead = broadcast(tensor(type, a.shape.slice(0, -2)), tensor(type, b.shape.slice(0, -2))).shape ?? []
  return tensor(type, [...lead, a.shape.at(-2) ?? null, b.shape.at(-1) ?? null])
}

const interpolate: TorchFunction = (args) => {
  const input = tensorOf(args)
  if (input.shape === null) return input
  const axes = input.shape.length - 2
  const [size, scale] = [at(args, 1, 'size'), at(args, 2, 'scale_factor')]
  const wanted = size === undefined || size.kind === 'none' ? undefined : perAxis(size, axes, 1)
  const factors = scale === undefined || scale.kind === 'none' ? undefined : perAxis(scale, axes, 1)
  return reshaped(input, [
    ...input.shape.slice(0, 2),
    ...input.shape.slice(2).map((one, i) => wanted?.[i] ?? (one === null ? null : Math.floor(one * (factors?.[i] ?? 1)))),
  ])
}

const size: TorchFunction = (args) => {
  const input = tensorOf(args)
  const axis = numberAt(args, 1, 'dim')
  if (axis === undefined) return shapeOf(input)
  if (axis === 0 && input.shape === null) return batchOf(input) === null ? UNKNOWN : integer(batchOf(input) ?? 0)
  if (input.shape === null || axis === null) return UNKNOWN
  const one = input.shape[axisIn(input.shape, axis)]
  return one === undefined || one === null ? UNKNOWN : integer(one)
}

/** `x.shape`, of a tensor whose rank is known. */
export const shapeOf = ({ shape }: Tensor): Value =>
  shape === null ? UNKNOWN : sequence(shape.map((one) => (one === null ? UNKNOWN : integer(one))))

const filled: TorchFunction = (args) => tensor('float32', sizesFrom(args.positional))

const cast =
  (type: DType): TorchFunction =>
  (args) => ({ ...tensorOf(args), type })

/** `x.to(device)` keeps the type, `x.to(torch.float16)` sets it. */
const to: TorchFunction = (args) => {
  const input = tensorOf(args)
  const dtype = [...args.positional.slice(1), args.named.get('dtype')].find((value) => value?.kind === 'text' && typeNamed(value.value) !== null)
  return dtype?.kind === 'text' ? { ...input, type: typeNamed(dtype.value) } : input
}

/** Name → function. Elementwise ones keep sizes; types stay except where the row says otherwise. */
export const FUNCTIONS: Readonly<Record<string, TorchFunction>> = {
  ...Object.fromEntries(
    [
      ...[
        'relu',
        'relu_',
        'relu6',
        'leaky_relu',
        'leaky_relu_',
        'elu',
        'selu',
        'celu',
        'gelu',
        'silu',
        'mish',
        'sigmoid',
        'logsigmoid',
        'hardsigmoid',
      ],
      ...['hardswish', 'hardtanh', 'tanh', 'softplus', 'softsign', 'softmax', 'log_softmax', 'dropout', 'dropout1d', 'dropout2d', 'dropout3d'],
      ...['alpha_dropout', 'feature_dropout', 'exp', 'log', 'sqrt', 'rsqrt', 'abs', 'clamp', 'clamp_', 'neg', 'sin', 'cos', 'normalize'],
      ...[
        'contiguous',
        'clone',
        'detach',
        'cpu',
        'cuda',
        'requires_grad_',
        'zeros_like',
        'ones_like',
        'randn_like',
        'empty_like',
        'softmin',
        'sigmoid_',
        'tanh_',
        'cumsum',
      ],
    ].map((name) => [name, same]),
  ),
  ...Object.fromEntries(['add', 'sub', 'mul', 'div', 'add_', 'sub_', 'mul_', 'div_', 'pow', 'maximum', 'minimum'].map((name) => [name, elementwise])),
  view,
  reshape: view,
  flatten,
  max_pool1d: pool(1, 'dilation'),
  max_pool2d: pool(2, 'dilation'),
  max_pool3d: pool(3, 'dilation'),
  avg_pool1d: pool(1, 'none'),
  avg_pool2d: pool(2, 'none'),
  avg_pool3d: pool(3, 'none'),
  adaptive_avg_pool1d: adaptive(1),
  adaptive_avg_pool2d: adaptive(2),
  adaptive_avg_pool3d: adaptive(3),
  adaptive_max_pool1d: adaptive(1),
  adaptive_max_pool2d: adaptive(2),
  sum,
  mean,
  amax: mean,
  amin: mean,
  logsumexp: mean,
  norm: mean,
  std: mean,
  var: mean,
  argmax: indices,
  argmin: indices,
  max: extreme,
  min: extreme,
  cat,
  concat: cat,
  concatenate: cat,
  stack,
  permute,
  transpose,
  unsqueeze,
  squeeze,
  interpolate,
  upsample: interpolate,
  size,
  expand,
  repeat,
  chunk,
  dim: (args) => {
    const { shape } = tensorOf(args)
    return shape === null ? UNKNOWN : integer(shape.length)
  },
  matmul: (args) => matrixProduct(tensorOf(args), tensorOf(args, 1, 'other')),
  bmm: (args) => matrixProduct(tensorOf(args), tensorOf(args, 1, 'mat2')),
  mm: (args) => matrixProduct(tensorOf(args), tensorOf(args, 1, 'mat2')),
  t: (args) => transpose({ positional: [tensorOf(args), integer(0), integer(1)], named: new Map() }),
  zeros: filled,
  ones: filled,
  randn: filled,
  rand: filled,
  to,
  float: cast('float32'),
  double: cast('float64'),
  half: cast('float16'),
  long: cast('int64'),
  int: cast('int32'),
  bool: cast('bool'),
}
