import { open, type Shape, withAxis } from '../../../shapes/shape.ts'
import { add, multiply, type Size } from '../../../shapes/size.ts'
import { convolve, convolveBack, type Padding, slide, type Window } from '../../../shapes/window.ts'
import type { Call } from '../call.ts'
import { firstNumber, flagAt, get, numberAt, type Obj, sizesOf, textAt } from '../json.ts'
import { BATCH, type Tensor, tensor } from '../tensor.ts'
import { at, channelsFirst, fromFirst, paddingOf, pairs, perAxis, toFirst } from './settings.ts'
import { computes, firstInput, keeps, type Rules } from './types.ts'

/** keras/src/layers: convolutional, pooling, and the reshaping layers that know where channels are. Arithmetic: keras/src/ops/operation_utils.py. */

// ------------------------------------------------------------------------------------------------ settings

/** Sizes of the kernel; Keras 1 wrote `nb_row`, `nb_col`, `filter_length`, `kernel_dim1…3`. */
function kernelOf(config: Obj, rank: number): readonly number[] | null {
  const found = perAxis(config, rank, 'kernel_size', 'filter_length')
  if (found !== null) return found
  const old = rank === 2 ? [numberAt(config, 'nb_row'), numberAt(config, 'nb_col')] : [1, 2, 3].map((i) => numberAt(config, `kernel_dim${i}`))
  return old.length === rank && old.every((size) => size !== undefined) ? old : null
}

const ones = (rank: number): readonly number[] => Array.from({ length: rank }, () => 1)

/** Sliding windows of a convolution, or `null` if the config lacks the kernel. */
function windowsOf(config: Obj, rank: number): readonly Window[] | null {
  const kernel = kernelOf(config, rank)
  if (kernel === null) return null
  const strides = perAxis(config, rank, 'strides', 'subsample', 'subsample_length') ?? ones(rank)
  const dilation = perAxis(config, rank, 'dilation_rate', 'atrous_rate') ?? ones(rank)
  return kernel.map((size, i) => ({
    kernel: size,
    stride: strides[i] ?? 1,
    dilation: dilation[i] ?? 1,
    padding: padded(paddingOf(config), size, dilation[i] ?? 1),
    rounding: 'floor' as const,
  }))
}

function padded(word: string, kernel: number, dilation: number): Padding {
  switch (word) {
    case 'same':
      return 'same'
    case 'causal':
      return { before: dilation * (kernel - 1), after: 0 }
    case 'full':
      return { before: dilation * (kernel - 1), after: dilation * (kernel - 1) }
    default:
      return 'valid'
  }
}

const filtersOf = (config: Obj): Size => firstNumber(config, 'filters', 'nb_filter') ?? null

// ------------------------------------------------------------------------------------------------ convolutions

function convolution(call: Call, rank: number, input: Shape, filters: Size): Shape {
  const windows = windowsOf(call.config, rank)
  const first = channelsFirst(call.config)
  if (windows === null) return fromFirst([at(input, 0), filters, ...(open(rank) ?? [])], first)
  return fromFirst(withBatch(convolve({ input: toFirst(input, first), windows }, filters)), first)
}

/** An unknown input still has a batch. */
const withBatch = (shape: Shape): Shape => shape && [shape[0] ?? BATCH, ...shape.slice(1)]

const conv = (rank: number) => computes((call) => convolution(call, rank, firstInput(call).shape, filtersOf(call.config)))

const depthwise = (rank: number) =>
  computes((call) => {
    const input = firstInput(call).shape
    const channels = at(toFirst(input, channelsFirst(call.config)), 1)
    return convolution(call, rank, input, multiply(channels, numberAt(call.config, 'depth_multiplier') ?? 1))
  })

/**
 * Transposed convolution. Without `output_padding` Keras gives n·stride (`same`) or n·stride + max(extent − stride, 0);
 * with it (n − 1)·stride + extent − 2·pad + output_padding, pad = ⌊extent / 2⌋ for `same`.
 */
const transposed = (rank: number) =>
  computes((call) => {
    const first = channelsFirst(call.config)
    const input = toFirst(firstInput(call).shape, first)
    const windows = windowsOf(call.config, rank)
    const filters = filtersOf(call.config)
    const fixed = sizesOf(get(call.config, 'output_shape')) // Keras 1: Deconvolution2D
    if (windows === null) return fromFirst([at(input, 0), filters, ...(open(rank) ?? [])], first)
    if (fixed?.length === rank + 2) return withAxis(fixed, 0, at(input, 0))
    const extra = perAxis(call.config, rank, 'output_padding')
    const same = paddingOf(call.config) === 'same'
    const padding: number[] = []
    const moved = windows.map((window, i): Window => {
      const extent = window.dilation * ((typeof window.kernel === 'number' ? window.kernel : 1) - 1) + 1
      padding.push(extra?.[i] ?? (same ? 0 : Math.max(0, window.stride - extent)))
      const cut = Math.floor(extent / 2)
      return { ...window, padding: same && extra === null ? 'same' : same ? { before: cut, after: cut } : 'valid' }
    })
    return fromFirst(withBatch(convolveBack({ input, windows: moved }, filters, { padding })), first)
  })

/** [batch, time, …] → the last of them or all, with hidden state and cell of the same shape. */
const convLstm =
  (rank: number) =>
  (call: Call): readonly Tensor[] => {
    const input = firstInput(call).shape
    const frame = input === null ? null : [input[0] ?? null, ...input.slice(2)]
    const state = convolution(call, rank, frame, filtersOf(call.config))
    const sequence = state && [state[0] ?? null, at(input, 1), ...state.slice(1)]
    const out = tensor(call.compute, flagAt(call.config, 'return_sequences') ? sequence : state)
    // the state is convolved with stride 1, so it has the size of the output
    return flagAt(call.config, 'return_state') ? [out, tensor(call.compute, state), tensor(call.compute, state)] : [out]
  }

// ------------------------------------------------------------------------------------------------ pooling

function poolWindows(config: Obj, rank: number): readonly Window[] | null {
  const size = perAxis(config, rank, 'pool_size', 'pool_length')
  if (size === null) return null
  const strides = perAxis(config, rank, 'strides', 'stride') ?? size
  return size.map((kernel, i) => ({
    kernel,
    stride: strides[i] ?? kernel,
    dilation: 1,
    padding: padded(paddingOf(config), kernel, 1),
    rounding: 'floor',
  }))
}

const pooling = (rank: number) =>
  keeps((call) => {
    const first = channelsFirst(call.config)
    const input = toFirst(firstInput(call).shape, first)
    const windows = poolWindows(call.config, rank) ?? null
    if (windows === null || (input !== null && input.length !== rank + 2)) return null
    return fromFirst([at(input, 0), at(input, 1), ...windows.map((window, i) => slide(at(input, i + 2), window))], first)
  })

const globalPooling = (rank: number) =>
  keeps((call) => {
    const first = channelsFirst(call.config)
    const input = toFirst(firstInput(call).shape, first)
    if (input !== null && input.length !== rank + 2) return null
    const [batch, channels] = [input?.[0] ?? BATCH, at(input, 1)]
    return flagAt(call.config, 'keepdims') ? fromFirst([batch, channels, ...ones(rank)], first) : [batch, channels]
  })

const adaptive = (rank: number) =>
  keeps((call) => {
    const first = channelsFirst(call.config)
    const input = toFirst(firstInput(call).shape, first)
    const size = perAxis(call.config, rank, 'output_size')
    return size === null ? null : fromFirst([at(input, 0), at(input, 1), ...size], first)
  })

// ------------------------------------------------------------------------------------------------ edges and sizes

/** Every spatial axis through a function. */
const spatial = (rank: number, change: (size: Size, axis: number, call: Call) => Size) =>
  keeps((call) => {
    const first = channelsFirst(call.config)
    const input = toFirst(firstInput(call).shape, first)
    if (input !== null && input.length !== rank + 2) return null
    return fromFirst([at(input, 0), at(input, 1), ...Array.from({ length: rank }, (_, i) => change(at(input, i + 2), i, call))], first)
  })

const zeroPadding = (rank: number) =>
  spatial(rank, (size, axis, { config }) => {
    const pair = pairs(config, rank, 'padding')?.[axis]
    const four = rank === 2 ? sizesOf(get(config, 'padding')) : undefined
    if (four?.length === 4) return add(size, add(four[2 * axis] ?? null, four[2 * axis + 1] ?? null)) // Keras 1: top, bottom, left, right
    return pair === undefined ? null : add(size, pair[0] + pair[1])
  })

const cropping = (rank: number) =>
  spatial(rank, (size, axis, { config }) => {
    const pair = pairs(config, rank, 'cropping')?.[axis]
    const rest = pair === undefined ? null : add(size, -pair[0] - pair[1])
    return typeof rest === 'number' && rest < 0 ? null : rest
  })

const upSampling = (rank: number) =>
  spatial(rank, (size, axis, { config }) => multiply(size, perAxis(config, rank, 'size', 'length')?.[axis] ?? null))

/** Between pixels Keras 2 interpolates in float32, whatever the policy. Source: tf_keras up_sampling2d.py, which keeps what tf.image.resize gives. */
function upSamplingOfPictures(call: Call): readonly Tensor[] | null {
  const outputs = upSampling(2)(call)
  const smooth = (textAt(call.config, 'interpolation') ?? 'nearest') !== 'nearest'
  return smooth && call.walk.generation !== 3 ? (outputs?.map((output) => ({ ...output, type: 'float32' })) ?? null) : outputs
}

// ------------------------------------------------------------------------------------------------ tables

/** Names with 1D, 2D and 3D. */
const each = (names: string, rule: (rank: number) => Rules[string]): Rules =>
  Object.fromEntries(names.split(' ').flatMap((name) => [1, 2, 3].map((rank) => [name.replace('#', `${rank}D`), rule(rank)] as const)))

export const WINDOWS: Rules = {
  ...each('Conv# Convolution# AtrousConvolution# SeparableConv# SeparableConvolution# LocallyConnected#', conv),
  ...each('DepthwiseConv#', depthwise),
  ...each('Conv#Transpose Convolution#Transpose Deconvolution#', transposed),
  ...each('ConvLSTM#', convLstm),
  ...each('MaxPooling# MaxPool# AveragePooling# AvgPool#', pooling),
  ...each('GlobalMaxPooling# GlobalMaxPool# GlobalAveragePooling# GlobalAvgPool#', globalPooling),
  ...each('AdaptiveAveragePooling# AdaptiveMaxPooling#', adaptive),
  ...each('ZeroPadding#', zeroPadding),
  ...each('Cropping#', cropping),
  ...each('UpSampling#', upSampling),
  UpSampling2D: upSamplingOfPictures,
}
