import type { DType } from '../../../contract/types.ts'
import { broadcast } from '../../../shapes/shape.ts'
import { isNonNegative, type Size } from '../../../shapes/size.ts'
import { ARITHMETIC, type Values, zip } from '../../../shapes/values.ts'
import { type Known, known } from '../known.ts'
import { alike, type Node, type Rule, type Rules } from '../node.ts'
import { dtypeOf } from '../words.ts'

/** The first input's type and shape. */
export const same: Rule = (node) => [known(node.type(0), node.shape(0))]

const sameAs =
  (type: DType): Rule =>
  (node) => [known(type, node.shape(0))]

/** Since operator set 7 shapes broadcast as in NumPy; before, the first input's shape was the result's (attribute `broadcast`). */
const broadcastAll = (node: Node) => (node.opset < 7 ? node.shape(0) : broadcast(...Array.from({ length: node.inputCount }, (_, i) => node.shape(i))))

type Combine = (a: Size, b: Size) => Size

/** Binary or variadic arithmetic; values are followed through where shapes are computed with it. */
function arithmetic(combine: { readonly integer: Combine; readonly real: Combine } | null, type?: DType): Rule {
  return (node) => {
    const of = combine === null ? null : isReal(node.type(0)) ? combine.real : combine.integer
    return [known(type ?? node.type(0), broadcastAll(node), of === null || node.inputCount !== 2 ? null : zipInputs(node, of))]
  }
}

function zipInputs(node: Node, combine: Combine): Values | null {
  const [a, b] = [node.values(0), node.values(1)]
  return a === null || b === null ? null : zip(a, b, combine)
}

const isReal = (type: DType | null): boolean => type === null || type.includes('float')
const both = (combine: Combine) => ({ integer: combine, real: combine })

/** Rounding of a computed factor: a value that is all but integral may be either in 32-bit floats, so it is not known. */
const rounded =
  (round: (value: number) => number) =>
  (value: Size): Size => {
    if (typeof value !== 'number') return value
    if (!Number.isInteger(value) && Math.abs(value - Math.round(value)) < 1e-3) return null
    return Math.abs(value) > 2 ** 24 && !Number.isInteger(value) ? null : round(value)
  }

const mapped =
  (change: (value: Size) => Size): Rule =>
  (node) => [known(node.type(0), node.shape(0), node.values(0)?.map(change) ?? null)]

const cast: Rule = (node) => {
  const type = dtypeOf(node.int('to'))
  return [known(type, node.shape(0), castValues(node.values(0), type))]
}

function castValues(values: Values | null, type: DType | null): Values | null {
  if (values === null || type === null) return null
  if (type === 'int64' || type === 'int32') return values.map(rounded(Math.trunc))
  if (type === 'bool') return values.map((value) => (typeof value === 'number' ? Number(value !== 0) : null))
  return type === 'float32' || type === 'float64' ? values : null
}

const where: Rule = (node) => [known(node.type(1), broadcast(node.shape(0), node.shape(1), node.shape(2)), whereValues(node))]

function whereValues(node: Node): Values | null {
  const [condition, yes, no] = [node.values(0), node.values(1), node.values(2)]
  if (condition === null || yes === null || no === null) return null
  const length = Math.max(condition.length, yes.length, no.length)
  const at = (values: Values, i: number): Size => (values.length === 1 ? values[0] : values[i]) ?? null
  if ([condition, yes, no].some((values) => values.length !== 1 && values.length !== length)) return null
  return Array.from({ length }, (_, i) => {
    const choice = at(condition, i)
    return choice === null ? null : choice === 0 ? at(no, i) : at(yes, i)
  })
}

const quantize: Rule = (node) => {
  const type = node.has(2) ? node.type(2) : (dtypeOf(node.int('output_dtype') || undefined) ?? 'uint8')
  return [known(type, node.shape(0))]
}

const dequantize: Rule = (node) => [known(dtypeOf(node.int('output_dtype') || undefined) ?? node.type(1), node.shape(0))]

const dropout: Rule = (node) => [known(node.type(0), node.shape(0)), known(node.opset >= 10 ? 'bool' : node.type(0), node.shape(0))]

/** Element by element, default domain. Source: onnx/docs/Operators.md. */
export const ELEMENTWISE: Rules = {
  ...alike(
    'Relu Sigmoid Tanh Exp Log Sqrt Reciprocal Erf Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Elu Selu LeakyRelu ThresholdedRelu PRelu ' +
      'HardSigmoid HardSwish Softplus Softsign Celu Gelu Mish Swish Clip Softmax LogSoftmax Hardmax LRN BatchNormalization InstanceNormalization ' +
      'GroupNormalization RMSNormalization MeanVarianceNormalization LpNormalization CumSum CumProd Sign BitwiseNot Trilu Shrink ' +
      'ScatterElements ScatterND Scatter ReverseSequence Scale ImageScaler ParametricSoftplus ScaledTanh Affine RotaryEmbedding TensorScatter',
    same,
  ),
  ...alike('IsNaN IsInf', sameAs('bool')),
  Not: (node) => [known('bool', node.shape(0), node.values(0)?.map((value) => (typeof value === 'number' ? Number(value === 0) : null)) ?? null)],
  Identity: (node) => [node.input(0)],
  Neg: mapped((value) => ARITHMETIC.multiply(value, -1)),
  Abs: mapped((value) => (typeof value === 'number' ? Math.abs(value) : isNonNegative(value) ? value : null)),
  Floor: mapped(rounded(Math.floor)),
  Ceil: mapped(rounded(Math.ceil)),
  Round: mapped((value) => (typeof value === 'number' && !Number.isInteger(value) ? null : value)),
  Add: arithmetic(both(ARITHMETIC.add)),
  Sub: arithmetic(both(ARITHMETIC.subtract)),
  Mul: arithmetic(both(ARITHMETIC.multiply)),
  Div: arithmetic({ integer: ARITHMETIC.divide, real: ARITHMETIC.ratio }),
  Mod: arithmetic({ integer: ARITHMETIC.modulo, real: () => null }),
  Min: arithmetic(both(ARITHMETIC.minimum)),
  Max: arithmetic(both(ARITHMETIC.maximum)),
  ...alike('Pow Mean Sum BitShift BitwiseAnd BitwiseOr BitwiseXor', arithmetic(null)),
  StringConcat: arithmetic(null, 'string'),
  ...alike('And Or Xor', arithmetic(null, 'bool')),
  Equal: arithmetic(both(ARITHMETIC.equal), 'bool'),
  Less: arithmetic(both(ARITHMETIC.less), 'bool'),
  Greater: arithmetic(
    both((a, b) => ARITHMETIC.less(b, a)),
    'bool',
  ),
  ...alike('LessOrEqual GreaterOrEqual', arithmetic(null, 'bool')),
  Where: where,
  Cast: cast,
  CastLike: (node) => [known(node.type(1), node.shape(0), castValues(node.values(0), node.type(1)))],
  QuantizeLinear: quantize,
  DequantizeLinear: dequantize,
  DynamicQuantizeLinear: (node) => [known('uint8', node.shape(0)), known('float32', []), known('uint8', [])],
  Dropout: dropout,
  SequenceLength: () => [known('int64', [])],
  OptionalHasElement: () => [known('bool', [])],
}

export const follow = (input: Known, shape: Known['shape']): Known =>
  known(input.type, shape, shape !== null && shape.length <= 1 ? input.values : null)
