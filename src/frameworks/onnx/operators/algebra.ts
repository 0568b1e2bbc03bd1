import { einsum, matmul, matrixProduct, project, swapLast } from '../../../shapes/matmul.ts'
import { recurrent } from '../../../shapes/recurrent.ts'
import { argReduce, type Keep, reduce, topK } from '../../../shapes/reduce.ts'
import { open, type Shape } from '../../../shapes/shape.ts'
import { product, type Size } from '../../../shapes/size.ts'
import type { Values } from '../../../shapes/values.ts'
import { known } from '../known.ts'
import { alike, type Node, type Rule, type Rules } from '../node.ts'
import { listOf } from './arrangement.ts'

const keepOf = (node: Node): Keep => ((node.int('keepdims') ?? 1) === 0 ? 'drop' : 'keep')

const reduction: Rule = (node) => {
  const axes = listOf(node, 'axes', 1)
  const nothing = axes === undefined || axes?.length === 0
  if (nothing && node.int('noop_with_empty_axes') === 1) return [known(node.type(0), node.shape(0))]
  const shape = reduce(node.shape(0), nothing ? 'all' : axes, keepOf(node))
  return [known(node.type(0), shape, node.op === 'ReduceProd' ? reducedProduct(node, shape) : null)]
}

/** The product of a shape vector: how exporters count elements. */
function reducedProduct(node: Node, shape: Shape): Values | null {
  const values = node.values(0)
  return values === null || shape === null || node.shape(0)?.length !== 1 || shape.length > 1 ? null : [product(values)]
}

const bestIndex: Rule = (node) => [known('int64', argReduce(node.shape(0), node.int('axis') ?? 0, keepOf(node)))]

const topKRule: Rule = (node) => {
  // operator set 1 had k as an attribute
  const k = node.opset < 10 ? (node.int('k') ?? null) : node.scalar(1)
  const shape = topK(node.shape(0), node.int('axis') ?? -1, k)
  return [known(node.type(0), shape), known('int64', shape)]
}

/** Also com.microsoft's fused forms. */
export const gemm: Rule = (node) => {
  const [a, b] = [node.shape(0), node.shape(1)]
  return [known(node.type(0), matrixProduct(node.int('transA') === 1 ? swapLast(a) : a, node.int('transB') === 1 ? swapLast(b) : b))]
}

/** LSTM, GRU, RNN: layout 0 is [time, batch, …], 1 is [batch, time, …]. The recurrence weights are [directions, gates·units, units]. */
const recurrence: Rule = (node) => {
  const units: Size = node.int('hidden_size') ?? node.shape(2)?.[2] ?? null
  const directions = node.text('direction') === 'bidirectional' ? 2 : 1
  const order = node.int('layout') === 1 ? 'batch-first' : 'time-first'
  const { sequence, state } = recurrent({ input: node.shape(0), order, units, directions })
  const type = node.type(0)
  // layout 0: [time, directions, batch, units]
  return [known(type, sequence), known(type, state), known(type, state)]
}

const einsumRule: Rule = (node) => {
  const operands = Array.from({ length: node.inputCount }, (_, i) => node.shape(i))
  return [known(node.type(0), einsum(node.text('equation') ?? '', operands))]
}

/** Products, reductions and recurrences, default domain. */
export const ALGEBRA: Rules = {
  MatMul: (node) => [known(node.type(0), matmul(node.shape(0), node.shape(1)))],
  MatMulInteger: (node) => [known('int32', matmul(node.shape(0), node.shape(1)))],
  QLinearMatMul: (node) => [known(node.type(7), matmul(node.shape(0), node.shape(3)))],
  Gemm: gemm,
  Einsum: einsumRule,
  ...alike('ReduceSum ReduceMean ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceSumSquare', reduction),
  ...alike('ArgMax ArgMin', bestIndex),
  TopK: topKRule,
  ...alike('LSTM GRU RNN', recurrence),
  Det: (node) => [known(node.type(0), node.shape(0)?.slice(0, -2) ?? null)],
}

/** Quantised and fused operators of ONNX Runtime. Source: onnxruntime/docs/ContribOperators.md. */
export const MICROSOFT: Rules = {
  ...alike(
    'Gelu FastGelu QuickGelu BiasGelu SkipLayerNormalization SkipSimplifiedLayerNormalization SimplifiedLayerNormalization RotaryEmbedding ' +
      'QLinearSigmoid QLinearLeakyRelu QLinearSoftmax BiasSoftmax BiasDropout Inverse NhwcInferenceSkip GemmaRotaryEmbedding',
    (node) => [known(node.type(0), node.shape(0))],
  ),
  FusedGemm: gemm,
  FusedMatMul: (node) => [
    known(
      node.type(0),
      node.int('transBatchA') === 1 || node.int('transBatchB') === 1
        ? null
        : matmul(
            node.int('transA') === 1 ? swapLast(node.shape(0)) : node.shape(0),
            node.int('transB') === 1 ? swapLast(node.shape(1)) : node.shape(1),
          ),
    ),
  ],
  MatMulNBits: (node) => [known(node.type(0), project(node.shape(0), node.int('N') ?? null))],
  DynamicQuantizeMatMul: (node) => [known('float32', matmul(node.shape(0), node.shape(1)))],
  MatMulIntegerToFloat: (node) => [known('float32', matmul(node.shape(0), node.shape(1)))],
  EmbedLayerNormalization: (node) => [known(node.type(2), [node.shape(0)?.[0] ?? null, node.shape(0)?.[1] ?? null, node.shape(2)?.[1] ?? null])],
  MultiHeadAttention: (node) => [
    known(node.type(0), node.shape(0)?.length === 3 && node.shape(2)?.length === 3 ? project(node.shape(0), node.shape(2)?.[2] ?? null) : open(3)),
  ],
  GroupQueryAttention: (node) => [known(node.type(0), node.has(1) ? node.shape(0) : open(3))],
}
