import type { DType } from '../../contract/types.ts'
import { integerOf, itemOf, itemsOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { slide, slideBack } from '../../shapes/window.ts'
import type { Module } from './modules.ts'
import { type Axis, misfit, RunStop, require, reshaped, type Sizes, sequence, type Tensor, tensor, UNKNOWN, type Value } from './values.ts'

/**
 * What a layer without sub-modules does with sizes: class → rule. Formulas are those of the "Shape" sections of the PyTorch reference
 * (pytorch.org/docs/stable/nn.html); attributes those that the class keeps (torch/nn/modules/*.py).
 */
export type Rule = (module: Module, args: readonly Value[]) => Value

/** A whole number, a float without fraction, or a bool; undefined for anything else. */
export function settingOf(module: Module, name: string): number | undefined {
  return integerOf(itemOf(module.attributes, name)) ?? undefined
}

export const flagOf = (module: Module, name: string): boolean => itemOf(module.attributes, name) === true

/** One number for all axes, or one for each. `null` stands for None. */
function perAxis(value: PyValue | undefined, axes: number): readonly (number | null)[] | undefined {
  const single = integerOf(value)
  if (single !== null) return Array.from({ length: axes }, () => single)
  const items = itemsOf(value)
  if (items === null || items.length !== axes) return undefined
  return items.map(integerOf)
}

const perAxisOf = (module: Module, name: string, axes: number): readonly (number | null)[] | undefined =>
  perAxis(itemOf(module.attributes, name), axes)

export function tensorAt(args: readonly Value[], at: number, layer: string): Tensor {
  const value = args[at]
  if (value?.kind !== 'tensor') throw new RunStop('unknown', `${layer} gets no tensor`)
  return value
}

const typeOf = (module: Module): DType | null =>
  module.weights.get('weight')?.type ?? [...module.weights.values()].find((weight) => weight !== null)?.type ?? null

/** Types that floats of another width don't mix with: a layer's input has the type of its weights. */
const linear: Rule = (module, args) => {
  const wanted = settingOf(module, 'in_features') ?? module.weights.get('weight')?.shape[1]
  const width = settingOf(module, 'out_features') ?? module.weights.get('weight')?.shape[0]
  if (wanted === undefined || width === undefined) throw new RunStop('unknown', 'a linear layer without sizes')
  const input = require(tensorAt(args, 0, 'Linear'), { type: typeOf(module), axes: ['batch', wanted] }, 'Linear')
  const type = typeOf(module) ?? input.type
  if (input.shape === null) return tensor(type, null)
  const last = input.shape.at(-1)
  if (last === undefined || (last !== null && last !== wanted)) throw misfit(`Linear needs ${wanted}, not ${last}`)
  return tensor(type, [...input.shape.slice(0, -1), width])
}

const SAME: Rule = (module, args) => tensorAt(args, 0, module.type)

function convolution(axes: number): Rule {
  return (module, args) => {
    const channels = settingOf(module, 'in_channels')
    const filters = settingOf(module, 'out_channels')
    const windows = windowsOf(module, axes)
    if (channels === undefined || filters === undefined || windows === undefined) throw new RunStop('unknown', 'a convolution without sizes')
    const free = Array.from({ length: axes }, (): Axis => 'free')
    const input = require(tensorAt(args, 0, module.type), { type: typeOf(module), axes: ['batch', channels, ...free] }, module.type)
    const type = typeOf(module) ?? input.type
    if (input.shape === null) return tensor(type, null)
    const [batch, spatial] = split(input.shape, axes, channels, module.type)
    const padding = itemOf(module.attributes, 'padding')
    const sizes = spatial.map((size, i) => {
      const window = windows[i]
      if (size === null || window === undefined) return null
      return padding === 'same' ? Math.ceil(size / window.stride) : slid(size, window, 'floor', module.type)
    })
    return tensor(type, [...batch, filters, ...sizes])
  }
}

interface Window {
  readonly kernel: number
  readonly stride: number
  readonly padding: number
  readonly dilation: number
}

function windowsOf(module: Module, axes: number): readonly Window[] | undefined {
  const kernel = perAxisOf(module, 'kernel_size', axes)
  const rawStride = itemOf(module.attributes, 'stride')
  const stride = rawStride === null || rawStride === undefined ? kernel : perAxis(rawStride, axes)
  const padding = typeof itemOf(module.attributes, 'padding') === 'string' ? kernel?.map(() => 0) : perAxisOf(module, 'padding', axes)
  const dilation = itemOf(module.attributes, 'dilation') === undefined ? kernel?.map(() => 1) : perAxisOf(module, 'dilation', axes)
  if (kernel === undefined || stride === undefined || padding === undefined || dilation === undefined) return undefined
  return kernel.map((size, i) => ({ kernel: size ?? 1, stride: Math.max(stride[i] ?? 1, 1), padding: padding[i] ?? 0, dilation: dilation[i] ?? 1 }))
}

/**
 * Positions of a window along an axis; a window that is larger than its input is a misfit. Ceil counts a last partial window, unless it would
 * start behind the input: PyTorch's own rule (aten/src/ATen/native/Pool.h, pooling_output_shape).
 */
export function slid(size: number, { kernel, stride, padding, dilation }: Window, rounding: 'floor' | 'ceil', layerName: string): number {
  const count = slide(size, { kernel, stride, dilation, padding: { before: padding, after: padding }, rounding: 'floor' })
  if (typeof count !== 'number') throw misfit(`${layerName} has a window larger than ${size}`)
  const isWhole = (size + 2 * padding - dilation * (kernel - 1) - 1) % stride === 0
  return rounding === 'floor' || isWhole || count * stride >= size + padding ? count : count + 1
}

/** Everything before the channels, and the axes that windows slide along. One example without a batch is fine, too. */
function split(shape: NonNullable<Sizes>, axes: number, channels: number | null, name: string): readonly [NonNullable<Sizes>, NonNullable<Sizes>] {
  if (shape.length !== axes + 2 && shape.length !== axes + 1) throw misfit(`${name} needs ${axes + 2} axes, not ${shape.length}`)
  const at = shape.length - axes - 1
  const have = shape[at] ?? null
  if (channels !== null && have !== null && have !== channels) throw misfit(`${name} needs ${channels} channels, not ${have}`)
  return [shape.slice(0, at), shape.slice(at + 1)]
}

function transposed(axes: number): Rule {
  return (module, args) => {
    const channels = settingOf(module, 'in_channels')
    const filters = settingOf(module, 'out_channels')
    const windows = windowsOf(module, axes)
    const more = perAxisOf(module, 'output_padding', axes)
    if (channels === undefined || filters === undefined || windows === undefined) throw new RunStop('unknown', 'a convolution without sizes')
    const free = Array.from({ length: axes }, (): Axis => 'free')
    const input = require(tensorAt(args, 0, module.type), { type: typeOf(module), axes: ['batch', channels, ...free] }, module.type)
    const type = typeOf(module) ?? input.type
    if (input.shape === null) return tensor(type, null)
    const [batch, spatial] = split(input.shape, axes, channels, module.type)
    const sizes = spatial.map((size, i) => {
      const window = windows[i]
      if (size === null || window === undefined) return null
      const around = { before: window.padding, after: window.padding }
      const grown = slideBack(size, { ...window, padding: around, rounding: 'floor' }, more?.[i] ?? 0)
      return typeof grown === 'number' ? grown : null
    })
    return tensor(type, [...batch, filters, ...sizes])
  }
}

function pooling(axes: number): Rule {
  return (module, args) => {
    const input = tensorAt(args, 0, module.type)
    const windows = windowsOf(module, axes)
    if (windows === undefined) throw new RunStop('unknown', 'a pooling layer without sizes')
    if (input.shape === null) return reshaped(input, null)
    const [batch, spatial] = split(input.shape, axes, null, module.type)
    const ceil = flagOf(module, 'ceil_mode') ? 'ceil' : 'floor'
    const at = batch.length
    const sizes = spatial.map((size, i) => {
      const window = windows[i]
      return size === null || window === undefined ? null : slid(size, window, ceil, module.type)
    })
    return reshaped(input, [...batch, input.shape[at] ?? null, ...sizes])
  }
}

function adaptive(axes: number): Rule {
  return (module, args) => {
    const input = tensorAt(args, 0, module.type)
    const sizes = perAxisOf(module, 'output_size', axes)
    if (sizes === undefined) throw new RunStop('unknown', 'an adaptive pooling layer without sizes')
    if (input.shape === null) return reshaped(input, null)
    const [batch, spatial] = split(input.shape, axes, null, module.type)
    return reshaped(input, [...batch, input.shape[batch.length] ?? null, ...spatial.map((size, i) => sizes[i] ?? size)])
  }
}

/** BatchNorm and its like need their channels on axis 1. */
function normalized(ranks: readonly number[]): Rule {
  return (module, args) => {
    const channels = settingOf(module, 'num_features') ?? settingOf(module, 'num_channels')
    const axes: readonly Axis[] | undefined =
      channels === undefined || ranks.length === 0
        ? undefined
        : ['batch', channels, ...Array.from({ length: (ranks[0] ?? 2) - 2 }, (): Axis => 'free')]
    const input = require(tensorAt(args, 0, module.type), { type: typeOf(module), ...(axes && { axes }) }, module.type)
    if (input.shape === null) return input
    if (ranks.length > 0 && !ranks.includes(input.shape.length)) throw misfit(`${module.type} does not take ${input.shape.length} axes`)
    const have = input.shape[1] ?? null
    if (channels !== undefined && have !== null && have !== channels) throw misfit(`${module.type} needs ${channels} channels`)
    return input
  }
}

const layerNorm: Rule = (module, args) => {
  const sizes = itemsOf(itemOf(module.attributes, 'normalized_shape'))?.map(integerOf) ?? []
  const axes: readonly Axis[] = ['batch', ...sizes.map((size): Axis => size ?? 'free')]
  const input = require(tensorAt(args, 0, 'LayerNorm'), { type: typeOf(module), ...(sizes.length > 0 && { axes }) }, 'LayerNorm')
  if (input.shape === null) return input
  const tail = input.shape.slice(-sizes.length)
  if (tail.some((size, i) => size !== null && size !== sizes[i])) throw misfit('LayerNorm needs other sizes')
  return input
}

const embedding: Rule = (module, args) => {
  const width = settingOf(module, 'embedding_dim') ?? module.weights.get('weight')?.shape[1]
  if (width === undefined) throw new RunStop('unknown', 'an embedding without sizes')
  const input = require(tensorAt(args, 0, 'Embedding'), { type: 'int64', axes: ['batch', 'free'] }, 'Embedding')
  return tensor(typeOf(module), input.shape === null ? null : [...input.shape, width])
}

/** Bags side by side, or one long row with the places where each begins. Source: torch/nn/modules/sparse.py. */
const embeddingBag: Rule = (module, args) => {
  const width = settingOf(module, 'embedding_dim')
  const offsets = args[1]
  if (width === undefined) throw new RunStop('unknown', 'an embedding without sizes')
  const separate = offsets?.kind === 'tensor'
  const input = require(tensorAt(args, 0, 'EmbeddingBag'), { type: 'int64', axes: separate ? ['free'] : ['batch', 'free'] }, 'EmbeddingBag')
  const bags = separate ? require(offsets, { type: 'int64', axes: ['batch'] }, 'EmbeddingBag') : input
  return tensor(typeOf(module), [bags.shape?.[0] ?? null, width])
}

/** LSTM, GRU, RNN: (sequence, state). Source: torch/nn/modules/rnn.py. */
const recurrent: Rule = (module, args) => {
  const [width, hidden] = [settingOf(module, 'input_size'), settingOf(module, 'hidden_size')]
  const layers = settingOf(module, 'num_layers') ?? 1
  if (width === undefined || hidden === undefined) throw new RunStop('unknown', 'a recurrent layer without sizes')
  const batchFirst = flagOf(module, 'batch_first')
  const type = [...module.weights.values()].find((weight) => weight !== null)?.type ?? null
  const axes: readonly Axis[] = batchFirst ? ['batch', 'free', width] : ['free', 'batch', width]
  const input = require(tensorAt(args, 0, module.type), { type, axes }, module.type)
  const directions = flagOf(module, 'bidirectional') ? 2 : 1
  const projected = settingOf(module, 'proj_size') || hidden
  if (input.shape === null) return sequence([tensor(type, null), UNKNOWN])
  if (input.shape.length !== 3 && input.shape.length !== 2) throw misfit(`${module.type} needs 3 axes`)
  if (input.shape.at(-1) !== null && input.shape.at(-1) !== width) throw misfit(`${module.type} needs ${width}`)
  const batch = input.shape.length === 2 ? [] : [input.shape[batchFirst ? 0 : 1] ?? null]
  const state = tensor(type, [layers * directions, ...batch, projected])
  const cell = tensor(type, [layers * directions, ...batch, hidden])
  return sequence([
    tensor(type, [...input.shape.slice(0, -1), projected * directions]),
    module.type.endsWith('LSTM') ? sequence([state, cell]) : state,
  ])
}

const flatten: Rule = (module, args) => {
  const input = tensorAt(args, 0, 'Flatten')
  return flattened(input, settingOf(module, 'start_dim') ?? 1, settingOf(module, 'end_dim') ?? -1)
}

/** Examples side by side: known even where nothing else is of an input. */
export const batchOf = ({ input, shape }: Tensor): number | null => (shape === null ? (input?.whole ? input.batch : null) : (shape[0] ?? null))

/** Axes `start` to `end`, both counted, become one. */
export function flattened(input: Tensor, start: number, end: number): Tensor {
  if (input.shape === null) return reshaped(input, start === 1 && end === -1 ? [batchOf(input), null] : null)
  const rank = input.shape.length
  const [from, to] = [start < 0 ? start + rank : start, end < 0 ? end + rank : end]
  if (from > to || from < 0 || to >= rank) throw misfit('Flatten has no such axes')
  const inside = input.shape.slice(from, to + 1)
  const size = inside.reduce<number | null>((total, one) => (total === null || one === null ? null : total * one), 1)
  return reshaped(input, [...input.shape.slice(0, from), size, ...input.shape.slice(to + 1)])
}

const unflatten: Rule = (module, args) => {
  const input = tensorAt(args, 0, 'Unflatten')
  const sizes = itemsOf(itemOf(module.attributes, 'unflattened_size'))?.map(integerOf)
  const dim = settingOf(module, 'dim')
  if (sizes === undefined || dim === undefined || input.shape === null) return reshaped(input, null)
  const at = dim < 0 ? dim + input.shape.length : dim
  const whole = input.shape[at] ?? null
  const known = sizes.reduce<number>((total, size) => (size === null || size < 0 ? total : total * size), 1)
  const filled = sizes.map((size) => (size !== null && size >= 0 ? size : whole === null || known === 0 ? null : whole / known))
  return reshaped(input, [...input.shape.slice(0, at), ...filled, ...input.shape.slice(at + 1)])
}

const upsample: Rule = (module, args) => {
  const input = tensorAt(args, 0, 'Upsample')
  if (input.shape === null) return input
  const axes = input.shape.length - 2
  const size = perAxisOf(module, 'size', axes)
  const scale = itemOf(module.attributes, 'scale_factor')
  const factors = itemsOf(scale)?.map(factorOf) ?? Array.from({ length: axes }, () => factorOf(scale))
  return reshaped(input, [...input.shape.slice(0, 2), ...input.shape.slice(2).map((one, i) => size?.[i] ?? scaled(one, factors[i] ?? null))])
}

const factorOf = (value: PyValue | undefined): number | null => (typeof value === 'number' ? value : (recordOf(value, 'float')?.value ?? null))
const scaled = (size: number | null, factor: number | null): number | null => (size === null || factor === null ? null : Math.floor(size * factor))

const shuffle: Rule = (module, args) => {
  const input = tensorAt(args, 0, 'PixelShuffle')
  const factor = settingOf(module, 'upscale_factor')
  if (input.shape === null || factor === undefined || factor < 1 || input.shape.length < 3) return reshaped(input, null)
  const [c = null, h = null, w = null] = input.shape.slice(-3)
  const channels = c === null ? null : c / factor ** 2
  if (channels !== null && !Number.isInteger(channels)) throw misfit('PixelShuffle does not divide the channels')
  return reshaped(input, [...input.shape.slice(0, -3), channels, h === null ? null : h * factor, w === null ? null : w * factor])
}

/** (query, key, value) → (output, weights over the places, their mean over the heads). Source: torch/nn/modules/activation.py. */
const attention: Rule = (module, args) => {
  const width = settingOf(module, 'embed_dim')
  if (width === undefined || args.length < 3) throw new RunStop('unknown', 'attention without sizes')
  const type = typeOf(module) ?? module.weights.get('in_proj_weight')?.type ?? null
  const widths = [width, settingOf(module, 'kdim') ?? width, settingOf(module, 'vdim') ?? width]
  const batchFirst = flagOf(module, 'batch_first')
  const [query, key] = widths.map((size, i) => {
    const axes: readonly Axis[] = batchFirst ? ['batch', 'free', size] : ['free', 'batch', size]
    return require(tensorAt(args, i, 'MultiheadAttention'), { type, axes }, 'MultiheadAttention')
  })
  if (query?.shape?.length !== 3 || key?.shape?.length !== 3) return sequence([tensor(type, null), UNKNOWN])
  const [batch, place] = batchFirst ? [0, 1] : [1, 0]
  return sequence([query, tensor(type, [query.shape[batch] ?? null, query.shape[place] ?? null, key.shape[place] ?? null])])
}

const padding: Rule = (module, args) => {
  const input = tensorAt(args, 0, module.type)
  const axes = Number(/(\d)d$/.exec(module.type)?.[1] ?? 0)
  const sides = perAxisOf(module, 'padding', axes * 2)
  if (input.shape === null || sides === undefined || axes === 0) return reshaped(input, null)
  const from = input.shape.length - axes
  // sides are written last axis first
  return reshaped(
    input,
    input.shape.map((size, i) => {
      if (i < from || size === null) return size
      const at = (input.shape?.length ?? 0) - 1 - i
      return size + (sides[2 * at] ?? 0) + (sides[2 * at + 1] ?? 0)
    }),
  )
}

/** For subclasses of the layer. */
export const CONVOLUTION_3D = convolution(3)

/** Rows of `torch.nn.modules`: class name → rule. */
export const LAYERS: Readonly<Record<string, Rule>> = {
  Linear: linear,
  NonDynamicallyQuantizableLinear: linear,
  Identity: SAME,
  Conv1d: convolution(1),
  Conv2d: convolution(2),
  Conv3d: CONVOLUTION_3D,
  ConvTranspose1d: transposed(1),
  ConvTranspose2d: transposed(2),
  ConvTranspose3d: transposed(3),
  MaxPool1d: pooling(1),
  MaxPool2d: pooling(2),
  MaxPool3d: pooling(3),
  AvgPool1d: pooling(1),
  AvgPool2d: pooling(2),
  AvgPool3d: pooling(3),
  AdaptiveAvgPool1d: adaptive(1),
  AdaptiveAvgPool2d: adaptive(2),
  AdaptiveAvgPool3d: adaptive(3),
  AdaptiveMaxPool1d: adaptive(1),
  AdaptiveMaxPool2d: adaptive(2),
  AdaptiveMaxPool3d: adaptive(3),
  BatchNorm1d: normalized([2, 3]),
  BatchNorm2d: normalized([4]),
  BatchNorm3d: normalized([5]),
  SyncBatchNorm: normalized([]),
  InstanceNorm1d: normalized([3]),
  InstanceNorm2d: normalized([4]),
  InstanceNorm3d: normalized([5]),
  GroupNorm: normalized([]),
  LayerNorm: layerNorm,
  RMSNorm: layerNorm,
  Embedding: embedding,
  EmbeddingBag: embeddingBag,
  LSTM: recurrent,
  GRU: recurrent,
  RNN: recurrent,
  Flatten: flatten,
  Unflatten: unflatten,
  Upsample: upsample,
  UpsamplingNearest2d: upsample,
  UpsamplingBilinear2d: upsample,
  PixelShuffle: shuffle,
  MultiheadAttention: attention,
  ...Object.fromEntries(
    ['ReflectionPad', 'ReplicationPad', 'ZeroPad', 'ConstantPad', 'CircularPad'].flatMap((name) => [1, 2, 3].map((n) => [`${name}${n}d`, padding])),
  ),
  // values change, sizes don't
  ...Object.fromEntries(
    [
      ...['ReLU', 'ReLU6', 'LeakyReLU', 'PReLU', 'RReLU', 'ELU', 'SELU', 'CELU', 'GELU', 'SiLU', 'Mish', 'Sigmoid', 'LogSigmoid', 'Hardsigmoid'],
      ...['Hardswish', 'Hardtanh', 'Hardshrink', 'Softshrink', 'Tanh', 'Tanhshrink', 'Softplus', 'Softsign', 'Threshold', 'Softmax', 'Softmin'],
      ...['LogSoftmax', 'Softmax2d', 'Dropout', 'Dropout1d', 'Dropout2d', 'Dropout3d', 'AlphaDropout', 'FeatureAlphaDropout'],
      ...['LocalResponseNorm', 'CrossMapLRN2d', 'ChannelShuffle'],
    ].map((name) => [name, SAME]),
  ),
}
