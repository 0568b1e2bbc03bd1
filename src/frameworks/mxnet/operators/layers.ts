import { matmul, swapLast } from '../../../shapes/matmul.ts'
import { open, type Shape, withAxis } from '../../../shapes/shape.ts'
import { add, ceilDivide, divideExactly, multiply, product, type Size, subtract, sum } from '../../../shapes/size.ts'
import { slide, slideBack } from '../../../shapes/window.ts'
import { alike, type Call, type Rule, type Rules, reshaped, tensor } from '../tensor.ts'
import { typeOrFloat } from '../words.ts'

/** Where batch, channels and spatial axes lie: `NCHW`, `NWC`, …; channels come second unless the layout says so. */
function channelAxis(call: Call): 1 | -1 {
  return call.text('layout')?.trim().endsWith('C') === true ? -1 : 1
}

const spatialOf = (shape: Shape, axis: 1 | -1): Shape => (shape === null ? null : axis === 1 ? shape.slice(2) : shape.slice(1, -1))

const around = (batch: Size, channels: Size, spatial: readonly Size[], axis: 1 | -1): Shape =>
  axis === 1 ? [batch, channels, ...spatial] : [batch, ...spatial, channels]

/** An attribute with one number per spatial axis. */
const perAxis = (call: Call, attribute: string, axis: number, otherwise: number): number => call.ints(attribute)?.[axis] ?? otherwise

/** Kernel sizes; they tell the number of spatial axes. */
const kernelOf = (call: Call): readonly number[] => call.ints('kernel')?.flatMap((size) => (size === null ? [] : [size])) ?? []

/** weights: [filters, channels / group, …kernel], channels last in the channels-last layouts. */
const convolution =
  (weights: number): Rule =>
  (call) => {
    const kernel = kernelOf(call)
    if (kernel.length === 0) return []
    const axis = channelAxis(call)
    call.rank(0, kernel.length + 2)
    call.sameType(0, weights)
    const input = call.shape(0)
    const group = call.int('num_group', 1)
    call.equal(input?.at(axis) ?? null, multiply(call.shape(weights)?.at(axis) ?? null, group))
    const spatial = spatialOf(input, axis)
    const sizes = kernel.map((size, i) => {
      const pad = perAxis(call, 'pad', i, 0)
      const window = { kernel: size, stride: perAxis(call, 'stride', i, 1), dilation: perAxis(call, 'dilate', i, 1) }
      return slide(spatial?.[i] ?? null, { ...window, padding: { before: pad, after: pad }, rounding: 'floor' })
    })
    return [reshaped(typed(call, weights), around(call.batch(0), call.int('num_filter', Number.NaN) || null, sizes, axis))]
  }

/** Layers compute in the type of their weights, which is that of their data. */
const typed = (call: Call, weights: number) => (call.type(0) === null && call.type(weights) !== null ? call.input(weights) : call.input(0))

/** weights: [channels, filters / group, …kernel]. */
const deconvolution: Rule = (call) => {
  const kernel = kernelOf(call)
  if (kernel.length === 0) return []
  const axis = channelAxis(call)
  call.rank(0, kernel.length + 2)
  call.sameType(0, 1)
  const input = call.shape(0)
  if (axis === 1) call.equal(input?.[1] ?? null, call.shape(1)?.[0] ?? null)
  const spatial = spatialOf(input, axis)
  const target = call.ints('target_shape')
  const sizes = kernel.map((size, i): Size => {
    const wanted = target?.[i] ?? 0
    if (wanted > 0) return wanted
    const pad = perAxis(call, 'pad', i, 0)
    const window = { kernel: size, stride: perAxis(call, 'stride', i, 1), dilation: perAxis(call, 'dilate', i, 1) }
    return slideBack(spatial?.[i] ?? null, { ...window, padding: { before: pad, after: pad }, rounding: 'floor' }, perAxis(call, 'adj', i, 0))
  })
  return [reshaped(typed(call, 1), around(call.batch(0), call.int('num_filter', Number.NaN) || null, sizes, axis))]
}

/** Rounding `full` counts every started window, also one that starts in the padding. Source: src/operator/nn/pooling.cc, PoolingShape. */
const pooling: Rule = (call) => {
  const kernel = kernelOf(call)
  const axis = channelAxis(call)
  const everything = call.flag('global_pool', false)
  if (kernel.length > 0) call.rank(0, kernel.length + 2)
  const input = call.shape(0)
  const spatial = spatialOf(input, axis)
  if (everything && spatial === null) return [reshaped(call.input(0), null, 0)]
  const convention = call.text('pooling_convention') ?? 'valid'
  const sizes = everything
    ? (spatial ?? []).map(() => 1)
    : kernel.map((size, i): Size => {
        const [stride, pad] = [perAxis(call, 'stride', i, 1), perAxis(call, 'pad', i, 0)]
        const length = spatial?.[i] ?? null
        const window = { kernel: size, stride, dilation: 1, padding: { before: pad, after: pad }, rounding: 'floor' } as const
        if (stride < 1) return null
        if (convention === 'valid') return slide(length, window)
        if (convention === 'same') return ceilDivide(add(length, 2 * pad), stride)
        return add(ceilDivide(subtract(add(length, 2 * pad), size), stride), 1)
      })
  if (!everything && kernel.length === 0) return []
  const channels = input?.at(axis) ?? null
  return [reshaped(call.input(0), around(call.batch(0), channels, sizes, axis))]
}

/** y = x·Wᵀ + b over the last axis, or over everything behind the batch (`flatten`, the default). */
const fullyConnected: Rule = (call) => {
  const hidden = call.int('num_hidden', Number.NaN) || (call.shape(1)?.[0] ?? null)
  const features = call.shape(1)?.[1] ?? null
  const shape = call.shape(0)
  call.sameType(0, 1)
  const from = typed(call, 1)
  if (call.flag('flatten', true)) {
    call.usually(0, 2)
    if (shape !== null) call.equal(product(shape.slice(1)), features)
    return [reshaped(from, [call.batch(0), hidden])]
  }
  if (shape === null) return [{ ...reshaped(from, null), ...(call.input(0).origin !== undefined && { origin: call.input(0).origin }) }]
  call.equal(shape.at(-1) ?? null, features)
  return [reshaped(from, withAxis(shape, -1, hidden))]
}

/** One vector per id; ids may have any number type. */
const embedding: Rule = (call) => {
  const size = call.int('output_dim', Number.NaN) || (call.shape(1)?.[1] ?? null)
  const type = call.type(1) ?? (call.node.attributes.has('dtype') ? typeOrFloat(call.text('dtype')) : null)
  const { type: _, typedBy: __, ...ids } = reshaped(call.input(0), call.shape(0) === null ? null : [...(call.shape(0) ?? []), size], 1)
  return [{ type, ...ids }]
}

/** Gates per unit. Source: src/operator/rnn-inl.h, GetRnnParamSize. */
const GATES: ReadonlyMap<string, number> = new Map([
  ['rnn_relu', 1],
  ['rnn_tanh', 1],
  ['lstm', 4],
  ['gru', 3],
])

/** The fused recurrent network over [time, batch, features]; one vector holds all its parameters. */
const recurrent: Rule = (call) => {
  call.rank(0, 3)
  call.sameType(0, 1)
  const shape = call.shape(0)
  const [units, layers, directions] = [call.int('state_size', 0), call.int('num_layers', 0), call.flag('bidirectional', false) ? 2 : 1]
  const projection = call.int('projection_size', 0)
  const gates = GATES.get(call.text('mode') ?? '') ?? null
  const given = projection > 0 ? projection : units
  call.equal(shape?.[2] ?? null, featuresOf(call.shape(1)?.[0] ?? null, { units, layers, directions, projection, gates }))
  const [time, batch] = [shape?.[0] ?? null, shape?.[1] ?? null]
  const state = [layers * directions, batch, given]
  const from = typed(call, 1)
  return [reshaped(from, [time, batch, given * directions]), reshaped(from, state), reshaped(from, [layers * directions, batch, units])]
}

interface Packed {
  readonly units: number
  readonly layers: number
  readonly directions: number
  readonly projection: number
  readonly gates: number | null
}

/** Input features from the number of packed parameters: the first layer has gates·units·(features + back) weights per direction. */
function featuresOf(parameters: Size, { units, layers, directions, projection, gates }: Packed): Size {
  if (gates === null || units < 1 || layers < 1) return null
  const back = projection > 0 ? projection : units
  const perLayer = (inputs: number) => directions * (gates * units * (inputs + back + 2) + (projection > 0 ? projection * units : 0))
  const others = (layers - 1) * perLayer(back * directions)
  return divideExactly(subtract(parameters, others + perLayer(0)), directions * gates * units)
}

/** The last axis of a meets the first of b (the other way round where transposed). */
const dot: Rule = (call) => {
  const turned = (index: number, attribute: string): Shape => {
    const shape = call.shape(index)
    if (!call.flag(attribute, false) || shape === null) return shape
    return shape.length === 2 ? swapLast(shape) : null
  }
  call.sameType(0, 1)
  for (const index of [0, 1]) call.usually(index, 2)
  const [a, b] = [turned(0, 'transpose_a'), turned(1, 'transpose_b')]
  const from = call.type(0) === null ? call.input(1) : call.input(0)
  if (a === null || b === null || a.length === 0 || b.length === 0) {
    if (a !== null || b?.length !== 2 || call.flag('transpose_a', false)) return [reshaped(from, null)]
    // a matrix on the right leaves all axes but the last
    return [{ ...reshaped(from, null), ...(call.input(0).origin !== undefined && { origin: call.input(0).origin }) }]
  }
  call.equal(a.at(-1) ?? null, b[0] ?? null)
  const shape = [...a.slice(0, -1), ...b.slice(1)]
  return [reshaped(from, shape.length === 0 ? [1] : shape)]
}

const batchDot: Rule = (call) => {
  for (const index of [0, 1]) call.rank(index, 3)
  call.sameType(0, 1)
  return product3(call, 'transpose_a', 'transpose_b')
}

const gemm2: Rule = (call) => {
  call.sameType(0, 1)
  return product3(call, 'transpose_a', 'transpose_b')
}

function product3(call: Call, first: string, second: string) {
  const turned = (index: number, attribute: string) => (call.flag(attribute, false) ? swapLast(call.shape(index)) : call.shape(index))
  const [a, b] = [turned(0, first), turned(1, second)]
  call.equal(a?.at(-1) ?? null, b?.at(-2) ?? null)
  if (a !== null && b !== null && a.length === b.length) for (const [i, size] of a.slice(0, -2).entries()) call.equal(size, b[i] ?? null)
  return [reshaped(call.type(0) === null ? call.input(1) : call.input(0), matmul(a, b))]
}

const upSampling: Rule = (call) => {
  call.rank(0, 4)
  const scale = call.ints('scale')
  const shapes = Array.from({ length: call.text('sample_type') === 'bilinear' ? 1 : call.count }, (_, i) => call.shape(i))
  const channels = call.text('multi_input_mode') === 'sum' ? (shapes[0]?.[1] ?? null) : sum(shapes.map((shape) => shape?.[1] ?? null))
  const grown = [0, 1].map((i) => multiply(call.shape(0)?.[i + 2] ?? null, scale?.[i] ?? scale?.[0] ?? null))
  return [reshaped(call.input(0), [call.batch(0), channels, ...grown])]
}

/** Pixels resized to fixed sizes, or by factors that round: then unknown. */
const resize: Rule = (call) => {
  call.rank(0, 4)
  const fixed = ['height', 'width'].map((name, i) => {
    const size = call.int(name, 0)
    if (size > 1 && !call.node.attributes.has(`scale_${name}`) && (call.text('mode') ?? 'size') === 'size') return size
    call.bind(call.shape(0)?.[i + 2] ?? null)
    return null
  })
  return [reshaped(call.input(0), [call.batch(0), call.shape(0)?.[1] ?? null, ...fixed])]
}

const adaptivePooling: Rule = (call) => {
  call.rank(0, 4)
  const [height, width] = call.ints('output_size') ?? []
  return [reshaped(call.input(0), [call.batch(0), call.shape(0)?.[1] ?? null, height ?? 1, width ?? height ?? 1])]
}

const regionPooling: Rule = (call) => {
  call.rank(0, 4)
  call.rank(1, 2)
  const [height = null, width = null] = call.ints('pooled_size') ?? []
  call.equal(call.shape(1)?.[1] ?? null, 5)
  return [reshaped(call.input(0), [call.shape(1)?.[0] ?? null, call.shape(0)?.[1] ?? null, height, width])]
}

/** Anchor boxes of every pixel. Source: src/operator/contrib/multibox_prior-inl.h. */
const priors: Rule = (call) => {
  call.rank(0, 4)
  const listed = (name: string) =>
    call
      .text(name)
      ?.split(',')
      .filter((word) => word.trim() !== '' && word.trim() !== ')').length ?? 1
  const pixels = product(call.shape(0)?.slice(2) ?? [null])
  return [reshaped(call.input(0), [1, multiply(pixels, listed('sizes') + listed('ratios') - 1), 4])]
}

/** Layers with weights, windows and matrix products. */
export const LAYERS: Rules = {
  ...alike('Convolution Convolution_v1', convolution(1)),
  _contrib_DeformableConvolution: convolution(2),
  Deconvolution: deconvolution,
  ...alike('Pooling Pooling_v1', pooling),
  FullyConnected: fullyConnected,
  ...alike('Embedding _contrib_SparseEmbedding', embedding),
  RNN: recurrent,
  dot,
  batch_dot: batchDot,
  ...alike('linalg_gemm2 _linalg_gemm2', gemm2),
  UpSampling: upSampling,
  _contrib_BilinearResize2D: resize,
  _contrib_AdaptiveAvgPooling2D: adaptivePooling,
  ROIPooling: regionPooling,
  _contrib_MultiBoxPrior: priors,
  _contrib_MultiBoxDetection: (call) => [reshaped(call.input(0), [call.batch(0), call.shape(0)?.[2] ?? null, 6])],
  _rnn_param_concat: (call) => [
    reshaped(call.input(0), [sum(Array.from({ length: call.count }, (_, i) => (call.shape(i) === null ? null : product(call.shape(i) ?? []))))]),
  ],
  ...alike('_zeros _ones _full zeros ones', (call) => [
    tensor(typeOrFloat(call.text('dtype')), call.ints('shape')?.map((size) => (size === null || size <= 0 ? null : size)) ?? open(1)),
  ]),
}
