import type { Rule } from '../tensor.ts'
import { ARRANGEMENT } from './arrangement.ts'
import { ELEMENTWISE } from './elementwise.ts'
import { LAYERS } from './layers.ts'

const RULES: ReadonlyMap<string, Rule> = new Map(Object.entries({ ...ELEMENTWISE, ...ARRANGEMENT, ...LAYERS }))

/** NumPy-style names of MXNet 1.6 and later for the same operators. Source: src/operator/numpy*, `.add_alias`. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['_npx_fully_connected', 'FullyConnected'],
  ['_npx_convolution', 'Convolution'],
  ['_npx_deconvolution', 'Deconvolution'],
  ['_npx_pooling', 'Pooling'],
  ['_npx_activation', 'Activation'],
  ['_npx_leaky_relu', 'LeakyReLU'],
  ['_npx_relu', 'relu'],
  ['_npx_sigmoid', 'sigmoid'],
  ['_npx_softmax', 'softmax'],
  ['_npx_log_softmax', 'log_softmax'],
  ['_npx_batch_norm', 'BatchNorm'],
  ['_npx_layer_norm', 'LayerNorm'],
  ['_npx_group_norm', 'GroupNorm'],
  ['_npx_dropout', 'Dropout'],
  ['_npx_embedding', 'Embedding'],
  ['_npx_rnn', 'RNN'],
  ['_npx_batch_flatten', 'Flatten'],
  ['_npx_one_hot', 'one_hot'],
  ['_npx_cast', 'Cast'],
  ['_npi_add', 'broadcast_add'],
  ['_npi_subtract', 'broadcast_sub'],
  ['_npi_multiply', 'broadcast_mul'],
  ['_npi_tanh', 'tanh'],
  ['_npi_exp', 'exp'],
  ['_np_copy', 'identity'],
  ['_npi_copy', 'identity'],
])

/** The name under which an operator is known here. */
export const operatorName = (op: string): string => ALIASES.get(op) ?? op

export const ruleOf = (op: string): Rule | undefined => RULES.get(op)

/** All operators with a shape rule, for the documentation. */
export const OPERATORS: readonly string[] = [...RULES.keys(), ...ALIASES.keys()]
