import { operatorName, ruleOf } from './operators/index.ts'
import { type Entry, intOf, type Network } from './symbol.ts'

/** Names of outputs where the operator gives them. Source: ListOutputs and FListOutputNames in apache/mxnet src/operator. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['RNN', ['output', 'state', 'state_cell']],
  ...['BatchNorm', 'BatchNorm_v1', 'InstanceNorm', 'GroupNorm'].map((op) => [op, ['output', 'mean', 'var']] as const),
  ['LayerNorm', ['output', 'mean', 'std']],
  ['_contrib_MultiBoxTarget', ['loc_target', 'loc_mask', 'cls_target']],
  ['CTCLoss', ['out', 'grad']],
])

/** Operators that number their outputs. */
const NUMBERED = new Set(['SliceChannel', 'split', '_split_v2', 'amp_multicast'])

/** The name of a head as `list_outputs()` gives it: `fc_output`. Operators that nobody knows may name theirs otherwise: not certain. Source: nnvm/src/core/symbolic.cc. */
export function outputName(symbol: Network, head: Entry): { readonly name: string; readonly certain: boolean } {
  const node = symbol.nodes[head.node]
  if (node === undefined) return { name: `output${head.output}`, certain: false }
  if (node.op === 'null') return { name: node.name, certain: true }
  const op = operatorName(node.op)
  const several =
    NUMBERED.has(op) || (op === 'topk' && node.attributes.get('ret_typ') === 'both') || (op === 'split' && (intOf(node, 'num_outputs') ?? 1) > 1)
  const own = NAMES.get(op)?.[head.output] ?? (several || head.output > 0 ? `output${head.output}` : 'output')
  return { name: node.name === '' ? own : `${node.name}_${own}`, certain: ruleOf(op) !== undefined && op !== '_contrib_box_nms' }
}
