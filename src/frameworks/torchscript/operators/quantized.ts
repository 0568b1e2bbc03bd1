import type { Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import { PACKED, STATE } from '../stored.ts'
import { type Tensor, tensorOf, tupleOf, type Value } from '../values.ts'
import { alike, type Call, type Rules, reshaped, sizeFrom, sizesFrom, typed } from './call.ts'
import { type Convolution, convolved } from './windows.ts'

/**
 * Layers whose weights are packed for a machine: quantised ones and those of mobile CPUs. Their sizes are stored. Dynamic ones take and give
 * float32, static ones what quantize_per_tensor gives.
 * Source: pytorch aten/src/ATen/native/quantized/library.cpp, native/xnnpack/OpContext.h, native/quantized/cpu/conv_serialization.h.
 */

/** What was packed: the arguments of a prepack operator, or the stored state of a native class. */
function partsOf(value: Value): readonly Value[] {
  if (value.kind === 'optional') return partsOf(value.of)
  if (value.kind === 'object') return partsOf(value.attributes.get(PACKED) ?? value.stored(STATE) ?? { kind: 'none' })
  return value.kind === 'tuple' || value.kind === 'list' ? (value.items ?? []) : []
}

/** The first tensor that has the axes of a weight, within lists as well. */
function weightIn(parts: readonly Value[], depth = 0): Tensor | undefined {
  for (const part of parts) {
    if (part.kind === 'tensor' && part.shape !== null && part.shape.length >= 2) return part
    const inner = depth < 4 && part.kind !== 'tensor' ? weightIn(partsOf(part), depth + 1) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}

/** (weight, bias, stride, padding, dilation, groups) or, transposed, (weight, bias, stride, padding, output padding, dilation, groups). */
function settingsOf(parts: readonly Value[], transposed: boolean): Convolution | undefined {
  const [weight, , stride, padding, ...rest] = parts
  if (weight?.kind !== 'tensor' || stride === undefined || padding === undefined) return configured(parts)
  const [outputPadding, dilation, groups] = transposed ? rest : [undefined, ...rest]
  const steps = { stride: sizesFrom(stride), padding: sizesFrom(padding), dilation: dilation === undefined ? [1] : sizesFrom(dilation) }
  return {
    steps,
    groups: groups === undefined ? 1 : sizeFrom(groups),
    transposed,
    outputPadding: outputPadding === undefined ? null : sizesFrom(outputPadding),
  }
}

/** Versions 2 and 3 of quantised classes: axes, stride, padding, dilation, output padding, groups, transposed, as one list of numbers. */
function configured(parts: readonly Value[]): Convolution | undefined {
  const second = parts[1]
  const first = second?.kind === 'list' ? second.items?.[0] : undefined
  const numbers = (second === undefined ? null : first?.kind === 'tensor' ? first.elements : sizesFrom(second)) ?? null
  const axes = numbers?.[0]
  if (numbers === null || typeof axes !== 'number' || axes < 1 || axes > 3 || numbers.length < 4 * axes + 3) return undefined
  const part = (i: number): readonly Size[] => numbers.slice(1 + i * axes, 1 + (i + 1) * axes)
  const transposed = numbers[4 * axes + 2]
  return {
    steps: { stride: part(0), padding: part(1), dilation: part(2) },
    outputPadding: part(3),
    groups: numbers[4 * axes + 1] ?? null,
    transposed: typeof transposed === 'number' ? transposed !== 0 : null,
  }
}

function linear(call: Call, takes: 'float32' | null): Value {
  const x = call.tensor(0)
  const weight = weightIn(partsOf(call.value(1)))
  if (takes !== null) call.sameType(x, tensorOf(takes, null))
  if (x.shape?.length === 0) call.fail()
  const [out = null, width = null] = weight?.shape ?? []
  if (x.shape !== null) call.equal(x.shape.at(-1) ?? null, width)
  return tensorOf(takes ?? 'quint8', x.shape === null ? null : [...x.shape.slice(0, -1), out])
}

function convolution(call: Call, rank: number, takes: 'float32' | null, transposed = false): Value {
  const x = call.tensor(0)
  const parts = partsOf(call.value(1))
  const weight = weightIn(parts)
  const settings = settingsOf(parts, transposed)
  if (takes !== null) call.sameType(x, tensorOf(takes, null))
  call.rank(x, rank)
  if (weight === undefined || settings === undefined) {
    for (const size of x.shape?.slice(1) ?? []) call.bind(size)
    const shape: Shape = Array.from({ length: rank }, (_, i) =>
      i === 0 ? (x.shape?.[0] ?? null) : i === 1 && !transposed ? (weight?.shape?.[0] ?? null) : null,
    )
    return tensorOf(takes ?? 'quint8', shape)
  }
  return tensorOf(takes ?? 'quint8', convolved(call, x, weight, rank, settings))
}

const prepack = (call: Call): Value => tupleOf(call.args)

export const QUANTIZED: Rules = {
  ...alike(
    `quantized.linear_prepack quantized.linear_prepack_fp16 quantized.conv1d_prepack quantized.conv2d_prepack quantized.conv3d_prepack
     quantized.conv_prepack quantized.conv_transpose1d_prepack quantized.conv_transpose2d_prepack prepacked.conv2d_clamp_prepack
     prepacked.linear_clamp_prepack prepacked.conv2d_transpose_clamp_prepack`,
    prepack,
  ),
  'prepacked.conv2d_clamp_run': (call) => convolution(call, 4, 'float32'),
  'prepacked.conv2d_transpose_clamp_run': (call) => convolution(call, 4, 'float32', true),
  'prepacked.linear_clamp_run': (call) => linear(call, 'float32'),
  ...alike('quantized.linear_unpack quantized.linear_unpack_fp16', (call) =>
    tupleOf([weightIn(partsOf(call.value(0))) ?? tensorOf(null, null), tensorOf(null, null)]),
  ),
  ...alike('quantized.linear_dynamic quantized.linear_dynamic_fp16 quantized.linear_relu_dynamic', (call) => linear(call, 'float32')),
  ...alike('quantized.linear quantized.linear_relu', (call) => linear(call, null)),
  ...alike('quantized.conv1d quantized.conv1d_relu', (call) => convolution(call, 3, null)),
  ...alike('quantized.conv2d quantized.conv2d_relu', (call) => convolution(call, 4, null)),
  ...alike('quantized.conv3d quantized.conv3d_relu', (call) => convolution(call, 5, null)),
  'quantized.conv_transpose2d': (call) => convolution(call, 4, null, true),
  ...alike('quantized.add quantized.add_relu quantized.mul quantized.add_scalar quantized.mul_scalar', (call) => {
    const [a, b] = [call.tensor(0), call.tensor(1)]
    return reshaped(a, b.shape === null || a.shape === null || a.shape.length === b.shape.length ? a.shape : null)
  }),
  'quantized.cat': () => tensorOf('quint8', null),
  ...alike(
    'quantized.batch_norm2d quantized.batch_norm quantized.hardswish quantized.leaky_relu quantized.relu6 quantized.layer_norm quantized.sigmoid',
    (call) => call.tensor(0),
  ),
  ...alike('quantize_per_tensor', (call) => {
    call.sameType(call.tensor(0), tensorOf('float32', null))
    const type = call.dtype(3)
    return typed(call.tensor(0), type ?? null)
  }),
  ...alike('quantize_per_tensor_dynamic quantize_per_channel', (call) => typed(call.tensor(0), null)),
  dequantize: (call) => typed(call.tensor(0), 'float32'),
  int_repr: (call) => typed(call.tensor(0), null),
}
