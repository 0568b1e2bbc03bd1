import type { Shape } from '../../../shapes/shape.ts'
import { PACKED } from '../interpret.ts'
import { type Tensor, tensorOf, tupleOf, type Value } from '../values.ts'
import { alike, type Call, type Rules, reshaped, typed } from './call.ts'

/**
 * Quantised layers: weights are packed for the machine, but their sizes are stored. Dynamic ones take and give float32, static ones
 * take what quantize_per_tensor gives. Source: pytorch aten/src/ATen/native/quantized/library.cpp.
 */

/** The weight in a packed parameter: prepacked by code, or the stored state of a native class. */
function weightOf(value: Value, depth = 0): Tensor | undefined {
  if (depth > 6) return undefined
  if (value.kind === 'tensor') return value.shape !== null && value.shape.length >= 2 ? value : undefined
  if (value.kind === 'optional') return weightOf(value.of, depth + 1)
  if (value.kind === 'object') {
    const packed = value.attributes.get(PACKED)
    return packed === undefined ? undefined : weightOf(packed, depth + 1)
  }
  if (value.kind !== 'tuple' && value.kind !== 'list') return undefined
  for (const item of value.items ?? []) {
    const found = weightOf(item, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function linear(call: Call, dynamic: boolean): Value {
  const x = call.tensor(0)
  const weight = weightOf(call.value(1))
  if (dynamic) call.sameType(x, tensorOf('float32', null))
  if (x.shape?.length === 0) call.fail()
  const [out = null, width = null] = weight?.shape ?? []
  if (x.shape !== null) call.equal(x.shape.at(-1) ?? null, width)
  return tensorOf(dynamic ? 'float32' : 'quint8', x.shape === null ? null : [...x.shape.slice(0, -1), out])
}

/** Axes are packed with stride, padding, dilation and groups, which are not read: channels and rank are known. */
function convolution(call: Call, axes: number): Value {
  const x = call.tensor(0)
  const weight = weightOf(call.value(1))
  call.rank(x, axes + 2)
  for (const size of x.shape?.slice(1) ?? []) call.bind(size)
  const shape: Shape = [x.shape?.[0] ?? null, weight?.shape?.[0] ?? null, ...Array.from({ length: axes }, () => null)]
  return tensorOf('quint8', shape)
}

const prepack = (call: Call): Value => tupleOf([call.value(0), call.value(1)])

export const QUANTIZED: Rules = {
  ...alike(
    'quantized.linear_prepack quantized.linear_prepack_fp16 quantized.conv1d_prepack quantized.conv2d_prepack quantized.conv3d_prepack quantized.conv_prepack',
    prepack,
  ),
  ...alike('quantized.linear_unpack quantized.linear_unpack_fp16', (call) =>
    tupleOf([weightOf(call.value(0)) ?? tensorOf(null, null), tensorOf(null, null)]),
  ),
  ...alike('quantized.linear_dynamic quantized.linear_dynamic_fp16 quantized.linear_relu_dynamic', (call) => linear(call, true)),
  ...alike('quantized.linear quantized.linear_relu', (call) => linear(call, false)),
  ...alike('quantized.conv1d quantized.conv1d_relu', (call) => convolution(call, 1)),
  ...alike('quantized.conv2d quantized.conv2d_relu', (call) => convolution(call, 2)),
  ...alike('quantized.conv3d quantized.conv3d_relu', (call) => convolution(call, 3)),
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
