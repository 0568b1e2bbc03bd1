import type { Entry, Network, SymbolNode } from './symbol.ts'

/** What a variable is for, told by who reads it. */
export type Role = 'data' | 'parameter' | 'label' | 'state'

const NORMALISATION: readonly Role[] = ['data', 'parameter', 'parameter', 'parameter', 'parameter']
const LAYER: readonly Role[] = ['data', 'parameter', 'parameter']
const HEAD: readonly Role[] = ['data', 'label', 'label']

/** Roles of the inputs of operators that have others than data. Source: ListArguments and FListInputNames in apache/mxnet src/operator. */
const ROLES: ReadonlyMap<string, readonly Role[]> = new Map<string, readonly Role[]>([
  ...['Convolution', 'Convolution_v1', 'Deconvolution', 'FullyConnected', 'Embedding', '_contrib_SparseEmbedding'].map((op) => [op, LAYER] as const),
  ...['BatchNorm', 'BatchNorm_v1', 'CuDNNBatchNorm', '_contrib_SyncBatchNorm', 'LayerNorm', 'InstanceNorm', 'GroupNorm'].map(
    (op) => [op, NORMALISATION] as const,
  ),
  ['LeakyReLU', LAYER],
  ['_contrib_DeformableConvolution', ['data', 'data', 'parameter', 'parameter']],
  ['RNN', ['data', 'parameter', 'state', 'state', 'data']],
  ...['SoftmaxOutput', 'Softmax', 'LinearRegressionOutput', 'LogisticRegressionOutput', 'MAERegressionOutput', 'SVMOutput'].map(
    (op) => [op, HEAD] as const,
  ),
])

/** Operators that only rearrange: what they make has the role that its readers give it. */
const REARRANGING = new Set(
  'Reshape reshape Flatten flatten transpose Concat concat _rnn_param_concat Cast cast amp_cast BlockGrad stop_gradient _copy identity expand_dims squeeze SwapAxis swapaxes slice_axis SliceChannel split stack'.split(
    ' ',
  ),
)

/** Roles of the variables of a symbol by node number: one that is read in several roles is data. */
export function rolesOf({ nodes, heads }: Network, operatorOf: (node: SymbolNode) => string): ReadonlyMap<number, Role> {
  const roles = new Map<number, Role>()
  const note = ({ node }: Entry, role: Role): void => {
    const before = roles.get(node)
    roles.set(node, before === undefined || before === role ? role : 'data')
  }
  for (const head of heads) note(head, 'data')
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]
    if (node === undefined || node.op === 'null') continue
    const op = operatorOf(node)
    // what nobody reads is no part of the network
    const own = roles.get(i)
    if (own === undefined) continue
    const wanted = ROLES.get(op)
    for (const [position, input] of node.inputs.entries()) note(input, wanted?.[position] ?? (REARRANGING.has(op) ? own : 'data'))
  }
  return roles
}

/** Names that MXNet's layers give their parameters. */
export const PARAMETER_NAME = /_(weight|bias|gamma|beta|alpha|moving_mean|moving_var|running_mean|running_var|parameters)$/

/** Annotations that `gluon.Parameter` leaves on its variable, and data variables don't have. */
export const isGluonParameter = (node: SymbolNode): boolean =>
  node.attributes.has('__lr_mult__') || node.attributes.has('__wd_mult__') || node.attributes.has('__init__')
