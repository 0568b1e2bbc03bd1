import { unify } from '../../../shapes/arrange.ts'
import { argReduce, type Keep, reduce } from '../../../shapes/reduce.ts'
import { broadcastSize, type Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import { alike, type Call, type Rule, type Rules, reshaped, type Tensor, tensor } from '../tensor.ts'
import { mshadowWord } from '../words.ts'

/** The value with other elements. */
const same: Rule = (call) => [reshaped(call.input(0), call.shape(0), 0)]

/** Per-axis statistics: the axis has as many entries as the first of them. */
const normalised =
  (otherwise: number, ...typed: readonly number[]): Rule =>
  (call) => {
    const axis = call.int('axis', otherwise)
    const entries = call.shape(1)?.[0] ?? null
    const shape = call.shape(0)
    if (entries !== null && shape !== null) call.equal(shape.at(axis) ?? null, entries)
    if (typed.length > 0) call.sameType(0, ...typed)
    const out = reshaped(call.input(0), shape, 0)
    const statistics = tensor(call.type(1), [entries])
    return [out, statistics, statistics]
  }

/** Operands of one shape and type. */
const equalShapes: Rule = (call) => {
  const indices = Array.from({ length: call.count }, (_, i) => i)
  let shape: Shape = null
  for (const index of indices) {
    const other = call.shape(index)
    if (shape !== null && other !== null) for (const [axis, size] of shape.entries()) call.equal(size, other[axis] ?? null)
    shape = unify(shape, other)
  }
  if (shape !== null) for (const index of indices) call.rank(index, shape.length)
  call.sameType(...indices)
  return [merged(call, shape)]
}

/** The type of whichever operand has one. */
function merged(call: Call, shape: Shape): Tensor {
  const inputs = Array.from({ length: call.count }, (_, i) => call.input(i))
  const typed = inputs.find(({ type }) => type !== null) ?? inputs[0]
  const ranked = inputs.find(({ origin }) => origin !== undefined)
  return {
    type: typed?.type ?? null,
    ...(typed?.typedBy !== undefined && { typedBy: typed.typedBy }),
    shape,
    ...(shape === null && ranked?.origin !== undefined && inputs.every((input) => input.shape === null) && { origin: ranked.origin }),
  }
}

/** NumPy broadcasting. A symbol that meets a number is that number or 1: not free, but not known either. */
const broadcasting: Rule = (call) => {
  const [a, b] = [call.shape(0), call.shape(1)]
  call.sameType(0, 1)
  if (a === null || b === null) {
    const [open, known] = a === null ? [call.input(0), b] : [call.input(1), a]
    // operands that cannot widen it keep the rank of the other one
    const narrow = known !== null && known.length <= 1
    const { type, typedBy } = merged(call, null)
    return [{ type, shape: null, ...(typedBy !== undefined && { typedBy }), ...(narrow && open.origin !== undefined && { origin: open.origin }) }]
  }
  const rank = Math.max(a.length, b.length)
  const shape = Array.from({ length: rank }, (_, i): Size => {
    const [left, right] = [a[i - rank + a.length], b[i - rank + b.length]]
    if (left !== undefined && right !== undefined && left !== 1 && right !== 1) {
      call.bind(left)
      call.bind(right)
    }
    return broadcastSize(left, right)
  })
  return [merged(call, shape)]
}

/** `axis` of a reduction: none means all. */
function axesOf(call: Call): readonly number[] | 'all' | null {
  const given = call.ints('axis')
  if (given === undefined || given.length === 0) return 'all'
  const axes = given.filter((axis): axis is number => axis !== null)
  return axes.length === given.length ? axes : null
}

/** Before NumPy shapes there were no scalars: everything reduced is one axis of 1. */
const noScalar = (shape: Shape): Shape => (shape?.length === 0 ? [1] : shape)

const reduction: Rule = (call) => {
  const keep: Keep = call.flag('keepdims', false) ? 'keep' : 'drop'
  const shape = call.shape(0)
  let axes = axesOf(call)
  if (call.flag('exclude', false) && Array.isArray(axes) && shape !== null) {
    const chosen = axes.map((axis: number) => (axis < 0 ? axis + shape.length : axis))
    axes = shape.map((_, i) => i).filter((i) => !chosen.includes(i))
  }
  if (call.flag('exclude', false) && shape === null) return [reshaped(call.input(0), null)]
  const dropped = keep === 'keep' ? 0 : axes === 'all' || axes === null ? undefined : -axes.length
  return [reshaped(call.input(0), noScalar(reduce(shape, axes, keep)), dropped)]
}

const index: Rule = (call) => {
  const axis = call.ints('axis')?.[0] ?? null
  const keep: Keep = call.flag('keepdims', false) ? 'keep' : 'drop'
  const shape = axis === null ? reduce(call.shape(0), 'all', keep) : argReduce(call.shape(0), axis, keep)
  return [reshaped(call.input(0), noScalar(shape), axis === null ? undefined : keep === 'keep' ? 0 : -1)]
}

const cast: Rule = (call) => {
  const { origin } = call.input(0)
  return [{ ...tensor(mshadowWord(call.text('dtype')), call.shape(0)), ...(origin !== undefined && { origin }) }]
}

const SAME = `Activation relu sigmoid log_sigmoid mish hard_sigmoid softsign tanh exp expm1 log log10 log2 log1p sqrt rsqrt cbrt rcbrt square abs sign
  round rint floor ceil fix trunc negative reciprocal erf erfinv gamma gammaln digamma sin cos tan arcsin arccos arctan sinh cosh arcsinh arccosh arctanh
  degrees radians logical_not _copy identity BlockGrad stop_gradient Dropout clip softmax log_softmax softmin SoftmaxActivation MakeLoss make_loss smooth_l1
  _mul_scalar _plus_scalar _minus_scalar _rminus_scalar _div_scalar _rdiv_scalar _power_scalar _rpower_scalar _maximum_scalar _minimum_scalar _mod_scalar
  _rmod_scalar _hypot_scalar _equal_scalar _not_equal_scalar _greater_scalar _greater_equal_scalar _lesser_scalar _lesser_equal_scalar
  _MulScalar _PlusScalar _MinusScalar _RMinusScalar _DivScalar _RDivScalar _PowerScalar _RPowerScalar _MaximumScalar _MinimumScalar
  LRN L2Normalization zeros_like ones_like reverse flip sort SequenceMask SequenceReverse _contrib_div_sqrt_dim _contrib_box_nms _contrib_gradientmultiplier
  _contrib_quadratic SoftmaxOutput Softmax LinearRegressionOutput LogisticRegressionOutput MAERegressionOutput SVMOutput IdentityAttachKLSparseReg shuffle _shuffle LeakyReLU`

const EQUAL = `elemwise_add elemwise_sub elemwise_mul elemwise_div _plus _Plus _add _minus _Minus _sub _mul _Mul _div _Div _power _Power _maximum _Maximum
  _minimum _Minimum _mod _hypot _grad_add _equal _not_equal _greater _greater_equal _lesser _lesser_equal add_n ElementWiseSum _sum _identity_with_attr_like_rhs`

const BROADCAST = `broadcast_add broadcast_plus broadcast_sub broadcast_minus broadcast_mul broadcast_div broadcast_mod broadcast_power broadcast_maximum
  broadcast_minimum broadcast_hypot broadcast_equal broadcast_not_equal broadcast_greater broadcast_greater_equal broadcast_lesser broadcast_lesser_equal
  broadcast_logical_and broadcast_logical_or broadcast_logical_xor`

/** Operators whose result has the shape of an operand, broadcast or reduced. */
export const ELEMENTWISE: Rules = {
  ...alike(SAME, same),
  ...alike(EQUAL, equalShapes),
  ...alike(BROADCAST, broadcasting),
  ...alike('BatchNorm BatchNorm_v1 CuDNNBatchNorm _contrib_SyncBatchNorm', normalised(1)),
  LayerNorm: normalised(-1, 1),
  InstanceNorm: normalised(1, 1),
  GroupNorm: same,
  ...alike('sum sum_axis mean prod nansum nanprod max max_axis min min_axis norm', reduction),
  ...alike('argmax argmin', index),
  argmax_channel: (call) => [reshaped(call.input(0), call.shape(0)?.slice(0, 1) ?? null)],
  ...alike('Cast cast amp_cast', cast),
  where: (call) => [reshaped(call.input(1), unify(call.shape(1), call.shape(2)))],
}
