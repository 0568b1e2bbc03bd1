import { axisInput, convolveInput, matmulLeft } from '../../../shapes/backwards.ts'
import { swapLast } from '../../../shapes/matmul.ts'
import type { Shape } from '../../../shapes/shape.ts'
import type { Node } from '../node.ts'

/** What an operator demands of its input 0, of this rank. */
type Demand = (node: Node, rank: number) => Shape

/** Statistics per feature: one entry means "the same for all". */
const perFeature =
  (attribute: string): Demand =>
  (node, rank) => {
    const count = node.floats(attribute)?.length ?? 0
    return count > 1 ? axisInput(rank, -1, count) : null
  }

const recurrence: Demand = (node, rank) => (rank === 3 ? axisInput(rank, 2, node.shape(1)?.[2] ?? null) : null)

const DEMANDS: ReadonlyMap<string, Demand> = new Map<string, Demand>([
  ['MatMul', (node, rank) => matmulLeft(rank, node.shape(1))],
  ['Gemm', (node) => (node.int('transA') === 1 ? null : matmulLeft(2, node.int('transB') === 1 ? swapLast(node.shape(1)) : node.shape(1)))],
  ['Conv', (node, rank) => convolveInput(rank, node.shape(1), node.int('group') ?? 1)],
  ['BatchNormalization', (node, rank) => (rank >= 2 ? axisInput(rank, 1, node.shape(1)?.[0] ?? null) : null)],
  ['LSTM', recurrence],
  ['GRU', recurrence],
  ['RNN', recurrence],
  ['ai.onnx.ml:Scaler', perFeature('offset')],
  ['ai.onnx.ml:Imputer', perFeature('imputed_value_floats')],
])

/** Sizes that the operator demands of its first input, or null. */
export function demandOf(domain: string, node: Node): Shape {
  const rank = node.shape(0)?.length
  const demand = DEMANDS.get(domain === '' ? node.op : `${domain}:${node.op}`)
  return rank === undefined || demand === undefined ? null : demand(node, rank)
}
