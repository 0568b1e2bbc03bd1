import type { DType } from '../../../contract/types.ts'
import { einsum, matmul, swapLast } from '../../../shapes/matmul.ts'
import { argReduce, reduce, topK } from '../../../shapes/reduce.ts'
import type { Shape } from '../../../shapes/shape.ts'
import type { Call, Rule } from '../call.ts'
import type { Rules } from '../layers/types.ts'
import { broadcastOpen, dtypeOf, isFloat, promote, type Tensor, tensor } from '../tensor.ts'
import { axesSetting, axisSetting, elementwise, first, keepSetting, operands, setting, shapeOf } from './operands.ts'

/** Operations that compute: elementwise, reductions, products. Source: keras/src/ops/{numpy,math,nn,core}.py, tensorflow/python/ops. */

const of = (names: string, rule: Rule): Rules =>
  Object.fromEntries(
    names
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => [name, rule]),
  )

const same: Rule = (call) => [{ ...tensor(first(call).type, shapeOf(call)) }]

/** Functions of real numbers: integers become floats. */
const toFloat = (type: DType | null): DType | null => (type === null || isFloat(type) || type.startsWith('complex') ? type : 'float32')

const real: Rule = (call) => [tensor(toFloat(first(call).type), shapeOf(call))]

const predicate: Rule = (call) => [tensor('bool', shapeOf(call))]

const broadcastAll = (tensors: readonly Tensor[]): Shape => tensors.map((one) => one.shape).reduce<Shape>((a, b) => broadcastOpen(a, b), [])

/** A constant takes the type of the tensor it meets; a fraction makes integers float in Keras 3. */
function metType(call: Call): DType | null {
  const type = promote(operands(call).map((one) => one.type))
  if (type === null || isFloat(type)) return type
  const fraction = [...call.args, ...call.kwargs.values()].some(
    (value) => 'json' in value && typeof value.json === 'number' && !Number.isInteger(value.json),
  )
  return fraction ? null : type
}

const binary: Rule = (call) => [tensor(metType(call), broadcastAll(elementwise(call)))]

const compared: Rule = (call) => [tensor('bool', broadcastAll(elementwise(call)))]

/** Quotients of integers are floats: float32 in Keras 3, float64 from 32 bits on in TensorFlow. */
const divided: Rule = (call) => {
  const type = metType(call)
  return [tensor(type === null || isFloat(type) ? type : null, broadcastAll(elementwise(call)))]
}

// ------------------------------------------------------------------------------------------------ reductions

const reduced =
  (typeOf: (type: DType | null) => DType | null): Rule =>
  (call) => {
    const axes = axesSetting(call)
    const shape = axes === undefined ? null : reduce(shapeOf(call), axes, keepSetting(call))
    return [tensor(typeOf(first(call).type), shape)]
  }

const keepType = (type: DType | null): DType | null => type
/** Sums of small integers are wider in Keras 3; only floats are certain. */
const summed = (type: DType | null): DType | null => (isFloat(type) ? type : type === 'int32' || type === 'int64' ? type : null)

const argued =
  (type: DType): Rule =>
  (call) => {
    const axis = setting(call, 1, 'axis', 'dimension')
    const chosen = dtypeOf(String(setting(call, -1, 'output_type') ?? '')) ?? type
    if (axis === null || axis === undefined) return [tensor(chosen, type === 'int64' ? argReduce(shapeOf(call), 0, 'drop') : [])]
    return [tensor(chosen, typeof axis === 'number' ? argReduce(shapeOf(call), axis, keepSetting(call)) : null)]
  }

const normed: Rule = (call) => {
  const axes = axesSetting(call, -1)
  return [tensor(toFloat(first(call).type), axes === undefined ? null : reduce(shapeOf(call), axes, keepSetting(call)))]
}

// ------------------------------------------------------------------------------------------------ products

const product: Rule = (call) => {
  const [a, b] = operands(call)
  if (a === undefined || b === undefined) return null
  const left = setting(call, -1, 'transpose_a') === true ? swapLast(a.shape) : a.shape
  const right = setting(call, -1, 'transpose_b') === true ? swapLast(b.shape) : b.shape
  return [tensor(promote([a.type, b.type]), matmul(left, right))]
}

const summation: Rule = (call) => {
  const equation = setting(call, 0, 'subscripts', 'equation')
  const tensors = operands(call)
  const type = promote(tensors.map((one) => one.type))
  return [
    tensor(
      type,
      typeof equation === 'string'
        ? einsum(
            equation,
            tensors.map((one) => one.shape),
          )
        : null,
    ),
  ]
}

const best: Rule = (call) => {
  const k = setting(call, 1, 'k')
  const shape = topK(shapeOf(call), -1, typeof k === 'number' ? k : null)
  return [tensor(first(call).type, shape), tensor('int32', shape)]
}

const cast: Rule = (call) => {
  const word = setting(call, 1, 'dtype')
  return [tensor(typeof word === 'string' ? dtypeOf(word) : null, shapeOf(call))]
}

/** Cumulative sums run over the flattened tensor where Keras 3 names no axis. */
const cumulative: Rule = (call) => {
  const flat = call.className !== 'TFOpLambda' && axisSetting(call, 1, 0) === null
  return [tensor(summed(first(call).type), flat ? [null] : shapeOf(call))]
}

const whereRule: Rule = (call) => {
  const [condition, ...rest] = elementwise(call)
  if (condition === undefined || rest.length !== 2) return null
  const types = operands(call).slice(1)
  return [tensor(types.length === 0 ? null : promote(types.map((one) => one.type)), broadcastAll([condition, ...rest]))]
}

export const COMPUTING: Rules = {
  ...of(
    `absolute abs negative sign square relu relu6 leakyrelu softsign flip clip clipbyvalue stopgradient identity zeroslike oneslike fulllike sort
     nantonum copy roll cropstub reverse l2normalize normalize preventgradient ensureshape dropout`,
    same,
  ),
  ...of(
    `exp exp2 expm1 log log10 log1p log2 sqrt rsqrt sin cos tan asin arcsin acos arccos atan arctan sinh cosh tanh arcsinh arccosh arctanh asinh acosh atanh
     sigmoid logsigmoid softplus silu swish sileu gelu elu selu celu glustub hardsigmoid hardsilu hardswish hardtanh hardshrink softshrink tanhshrink squareplus
     sparseplus softmax logsoftmax sparsemax erf erfinv erfc lgamma digamma threshold mish reciprocal logit`,
    real,
  ),
  ...of('floor ceil rint round', (call) => [tensor(isFloat(first(call).type) ? first(call).type : null, shapeOf(call))]),
  ...of('isnan isfinite isinf isneginf isposinf logicalnot', predicate),
  ...of(
    'add subtract multiply power pow mod floormod remainder floordivide floordiv maximum minimum addv2 sub mul bitwiseand bitwiseor bitwisexor squareddifference',
    binary,
  ),
  ...of('truedivide divide truediv div realdiv dividenonan arctan2 atan2 hypot logaddexp', divided),
  ...of('equal notequal greater greaterequal less lessequal ne eq logicaland logicalor logicalxor isclose', compared),

  ...of('reducemax reducemin max min amax amin', reduced(keepType)),
  ...of('sum prod reducesum reduceprod nansum nanprod', reduced(summed)),
  ...of(
    'mean std var variance median average nanmean reducemean reducestd reducevariance reduceeuclideannorm logsumexp reducelogsumexp',
    reduced(toFloat),
  ),
  ...of(
    'any all reduceany reduceall',
    reduced(() => 'bool'),
  ),
  countnonzero: reduced(() => null),
  norm: normed,
  'tf:norm': normed,
  ...of('argmax argmin', argued('int32')),
  ...of('tf:argmax tf:argmin', argued('int64')),
  argsort: (call) => [tensor('int32', shapeOf(call))],

  ...of('matmul', product),
  einsum: summation,
  topk: best,
  ...of('cast saturatecast', cast),
  ...of('cumsum cumprod', cumulative),
  where: whereRule,
  'tf:length': (call) => [tensor('int32', shapeOf(call))],
}
