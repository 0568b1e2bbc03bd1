import type { DType } from '../../../contract/types.ts'
import { isFloating, kindRank, promoteTypes } from '../dtypes.ts'
import { type Tensor, type TypedBy, tensorOf, type Value } from '../values.ts'
import { alike, broadcastAll, type Call, type Rules, reshaped, typed } from './call.ts'

/** Element by element. Type promotion: docs.pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc. */

/** What floats come out of integers as. Source: torch.get_default_dtype. */
const DEFAULT: DType = 'float32'

/** The type of functions that give floats: floats stay as they are, integers become the default type. */
export function floatOf(tensor: Tensor): Tensor {
  if (tensor.type === null) return loosely(tensor)
  return isFloating(tensor.type) ? tensor : typed(tensor, DEFAULT)
}

/** The type is that of the input, unless that is an integer. */
const loosely = (tensor: Tensor): Tensor =>
  tensorOf(null, tensor.shape, tensor.typedBy === undefined ? undefined : { ...tensor.typedBy, loosely: true })

const same = (call: Call): Value => reshaped(call.tensor(0), call.shape(0))
const floating = (call: Call): Value => floatOf(call.tensor(0))

// ------------------------------------------------------------------------------------------------------------ operands

interface Operand {
  readonly type: DType | null
  readonly typedBy?: TypedBy | undefined
  /** 0 a number, 1 a tensor without axes, 2 one with axes, null: not known which. */
  readonly priority: 0 | 1 | 2 | null
}

function operandOf(value: Value): Operand {
  if (value.kind === 'optional') return operandOf(value.of)
  switch (value.kind) {
    case 'tensor':
      return { type: value.type, typedBy: value.typedBy, priority: value.shape === null ? null : value.shape.length === 0 ? 1 : 2 }
    case 'int':
      return { type: 'int64', priority: 0 }
    case 'bool':
      return { type: 'bool', priority: 0 }
    case 'float':
      return { type: DEFAULT, priority: 0 }
    default:
      return { type: null, priority: null }
  }
}

/** The type of the result of operands of several priorities; where it is that of an input, which one. */
export function promote(values: readonly Value[]): { readonly type: DType | null; readonly typedBy?: TypedBy | undefined } {
  const [first, ...rest] = values.map(operandOf)
  return first === undefined ? { type: null } : rest.reduce(promoteTwo, first)
}

/** Inputs followed through one value: more are put together in lists. */
const MAX_INPUTS = 16

function promoteTwo(a: Operand, b: Operand): Operand {
  if (a.priority !== null && b.priority !== null && a.priority !== b.priority) {
    const [weak, strong] = a.priority < b.priority ? [a, b] : [b, a]
    if (strong.type !== null && weak.type !== null) {
      if (kindRank(weak.type) <= kindRank(strong.type)) return strong
      // a number of a higher kind brings the default type of that kind, a tensor its own
      return { type: weak.type, priority: strong.priority }
    }
    // an integer leaves any number as it is, except bool; a float makes floats of integers
    if (strong.type === null)
      return {
        ...strong,
        typedBy: strong.typedBy && { ...strong.typedBy, loosely: strong.typedBy.loosely || weak.type === null || kindRank(weak.type) >= 2 },
      }
  }
  const priority =
    a.priority === null || b.priority === null ? null : Math.max(a.priority, b.priority) === 2 ? 2 : Math.max(a.priority, b.priority) === 1 ? 1 : 0
  if (a.type !== null && b.type !== null) {
    // which of them has axes decides, unless both say the same
    const type = a.type === b.type ? a.type : priority === null ? null : promoteTypes(a.type, b.type)
    return { type, priority }
  }
  if (a.priority === 0 && a.type === 'bool') return b
  const inputs = [...new Set([...(a.typedBy?.inputs ?? []), ...(b.typedBy?.inputs ?? [])])].slice(0, MAX_INPUTS)
  return { type: null, priority, ...(inputs.length > 0 && { typedBy: { inputs, loosely: true } }) }
}

/** Numbers alone are computed elsewhere: an operator that gets here has a tensor. */
function binary(call: Call, count: number): Tensor {
  const values = Array.from({ length: count }, (_, i) => call.value(i))
  const { type, typedBy } = promote(values)
  return tensorOf(type, broadcastAll(call, ...values.map(shapeOf)), typedBy)
}

const shapeOf = (value: Value) =>
  value.kind === 'tensor' ? value.shape : value.kind === 'int' || value.kind === 'float' || value.kind === 'bool' ? [] : null

/** An input that meets a float parameter is a float, as far as callers are concerned. */
function meets(call: Call, count: number): void {
  const tensors = Array.from({ length: count }, (_, i) => call.tensor(i))
  const type = tensors.find((one) => one.type !== null && isFloating(one.type) && one.shape?.length !== 0)?.type
  for (const one of tensors) if (type !== undefined && type !== null && one.type === null) call.usually(one, type)
}

const arithmetic = (call: Call): Value => {
  meets(call, 2)
  return binary(call, 2)
}

const comparison = (call: Call): Value => typed(binary(call, 2), 'bool')

/** maximum and minimum of two tensors; `torch.max(x, y)`. */
export const elementwisePair = arithmetic

export const ELEMENTWISE: Rules = {
  ...alike(
    `relu relu6 hardtanh leaky_relu elu selu celu threshold hardswish hardsigmoid rrelu clamp clamp_min clamp_max clip neg negative abs_ floor ceil round
     trunc frac sign positive contiguous detach clone alias dropout feature_dropout alpha_dropout feature_alpha_dropout cumsum_ nan_to_num flip
     fliplr flipud roll tril triu zero fill masked_fill copy index_fill index_add index_copy index_put index_put_ scatter scatter_add masked_scatter
     fill_ zero_ copy_ normal uniform random_ exponential channel_shuffle pin_memory requires_grad_ expand_as_ fft_fftshift fft_ifftshift fft_fft2 renorm
     resolve_conj resolve_neg cpu cuda to_dense coalesce lift_fresh lift _conj_physical bitwise_not rsub_ square_ threshold_ fake_quantize_per_tensor_affine
     local_response_norm data detach_ diagonal_scatter slice_scatter select_scatter index_reduce set_`,
    same,
  ),
  ...alike(
    `sigmoid tanh exp exp2 expm1 log log2 log10 log1p sqrt rsqrt sin cos tan asin acos atan sinh cosh asinh acosh atanh arctan arcsin arccos erf erfc erfinv
     reciprocal gelu silu mish softplus log_sigmoid hardshrink softshrink tanhshrink sinc logit special_expit special_erf special_logit digamma lgamma
     bernoulli poisson rad2deg deg2rad celu_ softsign logsigmoid _standard_gamma glu_ sigmoid_ special_gammaln i0`,
    floating,
  ),
  ...alike(
    'add sub subtract mul multiply maximum minimum fmax fmin remainder fmod floor_divide bitwise_and bitwise_or bitwise_xor __and__ __or__ __xor__ _add_relu',
    arithmetic,
  ),
  ...alike('rsub', arithmetic),
  ...alike('atan2 arctan2 xlogy hypot copysign logaddexp logaddexp2', (call) => floatOf(binary(call, 2))),
  ...alike('addcmul addcdiv lerp', (call) => binary(call, 3)),
  ...alike('eq ne lt le gt ge equal_ greater less greater_equal less_equal not_equal isclose logical_and logical_or logical_xor', comparison),
  ...alike('logical_not isnan isinf isfinite isposinf isneginf signbit', (call) => typed(call.tensor(0), 'bool')),
  pow: (call) =>
    call.value(0).kind === 'tensor' && call.value(1).kind === 'float' && call.tensor(0).type === null ? loosely(call.tensor(0)) : arithmetic(call),
  square: same,
  div: division,
  divide: division,
  true_divide: (call) => floatOf(binary(call, 2)),
  prelu(call) {
    call.sameType(call.tensor(0), call.tensor(1))
    const [x, weight] = [call.tensor(0), call.shape(1)]
    // one slope for all, or one per channel
    const slopes = weight?.[0]
    if (x.shape !== null && x.shape.length > 1 && typeof slopes === 'number' && slopes > 1) call.equal(x.shape[1] ?? null, slopes)
    return x.type === null ? typed(x, call.tensor(1).type) : x
  },
  abs(call) {
    const x = call.tensor(0)
    if (x.type === 'complex64') return typed(x, 'float32')
    if (x.type === 'complex128') return typed(x, 'float64')
    return x.type === null ? loosely(x) : x
  },
  ...alike('real imag angle', (call) => {
    const x = call.tensor(0)
    return x.type === 'complex64' ? typed(x, 'float32') : x.type === 'complex128' ? typed(x, 'float64') : loosely(typed(x, null))
  }),
  where(call) {
    if (!call.has(1)) {
      const shape = call.shape(0)
      const found = tensorOf('int64', [null])
      return { kind: 'list', items: shape === null ? null : shape.map(() => found), element: found, block: call.state.block }
    }
    const { type, typedBy } = promote([call.value(1), call.value(2)])
    return tensorOf(type, broadcastAll(call, call.shape(0), shapeOf(call.value(1)), shapeOf(call.value(2))), typedBy)
  },
  // along an axis; integers become 64 bits wide
  ...alike('cumsum cumprod', (call) => {
    const x = call.tensor(0)
    const type = call.dtype(2, 'dtype')
    if (type !== undefined) return typed(x, type)
    return x.type === null ? loosely(x) : typed(x, isFloating(x.type) ? x.type : 'int64')
  }),
  ...alike('softmax log_softmax _softmax _log_softmax special_softmax special_log_softmax', (call) => {
    const type = call.dtype(2, 'dtype')
    return type === undefined || type === null ? floatOf(call.tensor(0)) : typed(call.tensor(0), type)
  }),
  expand_as: (call) => reshaped(call.tensor(0), call.shape(1)),
  glu(call) {
    const x = call.tensor(0)
    const axis = call.int(1, -1)
    if (x.shape === null || axis === null) return reshaped(x, null)
    const at = axis < 0 ? axis + x.shape.length : axis
    return reshaped(
      x,
      x.shape.map((size, i) => (i === at ? (typeof size === 'number' ? size / 2 : null) : size)),
    )
  },
}

function division(call: Call): Value {
  meets(call, 2)
  const rounding = call.value(2, 'rounding_mode')
  const made = binary(call, 2)
  // divisions that round keep integers
  return rounding.kind === 'string' ? made : floatOf(made)
}
