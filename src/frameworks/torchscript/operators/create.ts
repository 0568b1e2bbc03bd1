import type { DType } from '../../../contract/types.ts'
import type { Shape } from '../../../shapes/shape.ts'
import { add, floorDivide, type Size } from '../../../shapes/size.ts'
import { rangeLength } from '../../../shapes/values.ts'
import { isFloating } from '../dtypes.ts'
import { type Tensor, tensorOf, UNKNOWN, type Value } from '../values.ts'
import { alike, axisFrom, type Call, type Rules, reshaped, tensorFrom, typed, typeFrom } from './call.ts'
import { floatOf } from './elementwise.ts'

/** Tensors made of sizes and numbers, and changes of type. */

const DEFAULT: DType = 'float32'

/** dtype= wins; none given: the default. */
const typeOr = (call: Call, at: number, otherwise: DType | null): DType | null => {
  const type = call.dtype(at, 'dtype')
  return type === undefined ? otherwise : type
}

const filled = (call: Call): Value => tensorOf(typeOr(call, 1, DEFAULT), call.sizes(0))

/** x, dtype=…: the dtype of x stays where none is given. */
function like(call: Call, at: number): Value {
  const x = call.tensor(0)
  const wanted = call.value(at, 'dtype')
  return wanted.kind === 'none' ? reshaped(x, x.shape) : ofDtype(x, wanted)
}

/** The tensor with a dtype that may be that of another tensor. */
function ofDtype(x: Pick<Tensor, 'shape'>, dtype: Value): Tensor {
  if (dtype.kind === 'int' && dtype.typeOf !== undefined) return tensorOf(dtype.typeOf.type, x.shape, dtype.typeOf.typedBy)
  return tensorOf(typeFrom(dtype), x.shape)
}

const numberType = (value: Value): DType | null =>
  value.kind === 'float' ? DEFAULT : value.kind === 'int' ? 'int64' : value.kind === 'bool' ? 'bool' : value.kind === 'tensor' ? value.type : null

/** arange(end), arange(start, end), arange(start, end, step) */
function arange(call: Call): Value {
  const numbers = call.args.filter((value) => value.kind === 'int' || value.kind === 'float' || value.kind === 'tensor')
  const places = numbers.slice(0, 3)
  // dtype, layout, device and pin_memory may follow by position: only as keywords in archives
  const types = places.map(numberType)
  const type = typeOr(call, 99, types.includes(null) ? null : types.some((one) => one !== null && isFloating(one)) ? DEFAULT : 'int64')
  const sizes = places.map(
    (value): Size => (value.kind === 'int' ? value.size : value.kind === 'float' ? value.value : (tensorFrom(value).elements?.[0] ?? null)),
  )
  const [start, end, step] =
    sizes.length === 1 ? [0, sizes[0] ?? null, 1] : [sizes[0] ?? null, sizes[1] ?? null, sizes.length > 2 ? (sizes[2] ?? null) : 1]
  return tensorOf(type, [rangeLength(start, end, step)])
}

/** torch.tensor(value): a number, or lists of numbers. */
function literal(call: Call): Value {
  const sizes: Size[] = []
  let at = call.value(0)
  for (let depth = 0; at.kind === 'list' && depth < 8; depth++) {
    sizes.push(at.items === null ? null : at.items.length)
    at = at.items === null ? at.element : (at.items[0] ?? UNKNOWN)
  }
  const type = typeOr(call, 1, at.kind === 'unknown' && sizes.length > 0 ? DEFAULT : numberType(at))
  const made = tensorOf(type, at.kind === 'unknown' && sizes.length === 0 ? null : sizes)
  return at.kind === 'int' && sizes.length === 0 && type === 'int64' ? { ...made, elements: [at.size] } : made
}

/** to(x, dtype, …), to(x, device, dtype, …), to(x, other, …), to(x, …, dtype=) */
function converted(call: Call): Value {
  const x = call.tensor(0)
  const kept = (made: Tensor): Tensor => (x.elements !== undefined && made.type === 'int64' ? { ...made, elements: x.elements } : made)
  const named = call.value(99, 'dtype')
  if (named.kind !== 'none') return kept(ofDtype(x, named))
  const [first, second] = [call.value(1), call.value(2)]
  if (first.kind === 'tensor') return kept(tensorOf(first.type, x.shape, first.typedBy))
  if (first.kind === 'int') return kept(ofDtype(x, first))
  if (first.kind !== 'function' && first.kind !== 'none' && first.kind !== 'bool') return tensorOf(null, x.shape)
  return second.kind === 'int' ? kept(ofDtype(x, second)) : x
}

const cast =
  (type: DType) =>
  (call: Call): Value =>
    typed(call.tensor(0), type)

const complexOf = (type: DType | null): DType | null =>
  type === 'float64' || type === 'complex128' ? 'complex128' : type === null ? null : 'complex64'
const realOf = (type: DType | null): DType | null => (type === 'complex128' ? 'float64' : type === 'complex64' ? 'float32' : type)

/** One-sided transforms: n/2 + 1 frequencies. Integers become the default type. */
function spectrum(call: Call, backwards: boolean): Value {
  const x = floatOf(call.tensor(0))
  if (x.shape?.length === 0) call.fail()
  const axis = axisFrom(call, x.shape, call.int(2, -1))
  const own = axis === undefined ? null : (x.shape?.[axis] ?? null)
  const n = call.has(1) ? call.size(1, null) : backwards ? null : own
  const length = backwards ? n : add(floorDivide(n, 2), 1)
  const type = backwards ? realOf(x.type) : complexOf(x.type)
  const shape: Shape = x.shape === null || axis === undefined ? null : x.shape.map((size, i) => (i === axis ? length : size))
  if (x.type === null && !backwards) call.usually(call.tensor(0), DEFAULT)
  return tensorOf(type, shape)
}

export const CREATE: Rules = {
  ...alike('zeros ones empty rand randn', filled),
  full(call) {
    return tensorOf(typeOr(call, 2, numberType(call.value(1))), call.sizes(0))
  },
  ...alike('zeros_like ones_like empty_like rand_like randn_like randint_like bernoulli_', (call) => like(call, 1)),
  full_like: (call) => like(call, 2),
  ...alike('new_zeros new_ones new_empty', (call) => {
    const wanted = call.value(2, 'dtype')
    const made = { shape: call.sizes(1) }
    return wanted.kind === 'none' ? tensorOf(call.tensor(0).type, made.shape, call.tensor(0).typedBy) : ofDtype(made, wanted)
  }),
  new_full: (call) => tensorOf(typeOr(call, 3, call.tensor(0).type), call.sizes(1)),
  ...alike('new_tensor', (call) => tensorOf(typeOr(call, 2, null), null)),
  ...alike('randint', (call) => tensorOf(typeOr(call, 99, 'int64'), call.value(1).kind === 'list' ? call.sizes(1) : call.sizes(2))),
  randperm: (call) => tensorOf(typeOr(call, 1, 'int64'), [call.size(0, null)]),
  arange,
  ...alike('linspace logspace', (call) => tensorOf(typeOr(call, 3, DEFAULT), [call.size(2, null)])),
  eye: (call) => tensorOf(typeOr(call, 99, DEFAULT), [call.size(0, null), call.value(1).kind === 'int' ? call.size(1, null) : call.size(0, null)]),
  ...alike('hann_window hamming_window bartlett_window blackman_window kaiser_window', (call) =>
    tensorOf(typeOr(call, 99, DEFAULT), [call.size(0, null)]),
  ),
  ...alike('tensor as_tensor scalar_tensor', (call) => (call.value(0).kind === 'tensor' ? like(call, 1) : literal(call))),
  // prim: a number as a tensor without axes
  'prim.NumToTensor': (call) => {
    const value = call.value(0)
    const made = tensorOf(numberType(value) === DEFAULT ? 'float64' : numberType(value), [])
    return value.kind === 'int' ? { ...made, elements: [value.size] } : made
  },
  ...alike('to _to_copy', converted),
  type_as: (call) => tensorOf(call.tensor(1).type, call.shape(0), call.tensor(1).typedBy),
  _cast_Float: cast('float32'),
  _cast_Double: cast('float64'),
  _cast_Half: cast('float16'),
  _cast_Int: cast('int32'),
  _cast_Long: cast('int64'),
  _cast_Byte: cast('uint8'),
  view_as_real: (call) => tensorOf(realOf(call.tensor(0).type), call.shape(0) === null ? null : [...(call.shape(0) ?? []), 2]),
  view_as_complex(call) {
    const x = call.tensor(0)
    if (x.shape !== null) call.equal(x.shape.at(-1) ?? null, 2)
    return tensorOf(complexOf(x.type), x.shape?.slice(0, -1) ?? null)
  },
  complex: (call) => tensorOf(complexOf(call.tensor(0).type), call.shape(0)),
  polar: (call) => tensorOf(complexOf(call.tensor(0).type), call.shape(0)),
  fft_rfft: (call) => spectrum(call, false),
  ...alike('fft_irfft', (call) => spectrum(call, true)),
  ...alike('fft_fft fft_ifft', (call) => tensorOf(complexOf(call.tensor(0).type), call.has(1) ? null : call.shape(0))),
  ...alike('fft_fftn fft_ifftn fft_rfftn fft_irfftn fft_rfft2 fft_irfft2 fft_ifft2', (call) =>
    tensorOf(null, call.has(1) || call.name.includes('r') ? (call.shape(0)?.map(() => null) ?? null) : call.shape(0)),
  ),
  stft: (call) => {
    const x = call.tensor(0)
    const size = call.int(1, 0)
    const [onesided, complex] = [call.flag(6, true), call.flag(7, false)]
    call.rank(x, 1, 2)
    const bins = size === null || onesided === null ? null : onesided ? Math.floor(size / 2) + 1 : size
    if (x.shape === null || complex === null) return tensorOf(null, null)
    const batch = x.shape.slice(0, -1)
    return tensorOf(complex ? complexOf(x.type) : x.type, [...batch, bins, null, ...(complex ? [] : [2])], x.typedBy)
  },
  istft: (call) => tensorOf(realOf(call.tensor(0).type), null),
}
