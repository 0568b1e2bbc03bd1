import type { Shape } from '../../../shapes/shape.ts'
import { multiply, type Size } from '../../../shapes/size.ts'
import { type Tensor, tensorOf, tupleOf, type Value } from '../values.ts'
import { alike, type Call, type Rules, tensorFrom } from './call.ts'

/** Layers with a state. Source: pytorch aten/src/ATen/native/RNN.cpp; arguments in native_functions.yaml. */

/** Rows of a weight per unit: gates. */
const GATES: Readonly<Record<string, number>> = { lstm: 4, gru: 3, rnn_tanh: 1, rnn_relu: 1, quantized_lstm: 4, quantized_gru: 3 }

function recurrent(call: Call): Value {
  const gates = GATES[call.name] ?? 1
  // packed: data, batch_sizes, state, weights, …; else input, state, weights, has_biases, layers, dropout, train, bidirectional, batch_first
  const isPacked = call.value(1).kind === 'tensor' && call.value(3).kind === 'list'
  const first = isPacked ? 3 : 2
  const x = call.tensor(0)
  const weights = call.tensors(first) ?? []
  const [layers, bothWays, batchFirst] = [call.int(first + 2, 1), call.flag(first + 5, false), isPacked ? false : call.flag(first + 6, false)]
  const [inWeight, ownWeight] = weights
  const rows = ownWeight?.shape?.[0]
  const units = typeof rows === 'number' ? rows / gates : null
  const width = inWeight?.shape?.[1] ?? null
  const directions = bothWays === null ? null : bothWays ? 2 : 1
  const state = stateOf(call, isPacked ? 2 : 1)
  // projections make the output narrower than the state: a fifth weight per layer, or the state says it
  const output = state?.shape?.at(-1) ?? (typeof units === 'number' ? units : null)
  if (inWeight !== undefined) call.sameType(x, inWeight)
  call.rank(x, isPacked ? 2 : 3)
  const states = statesOf(call, isPacked ? 2 : 1)
  for (const [i, one] of states.entries()) {
    call.sameType(one, x)
    call.rank(one, 3)
    if (one.shape?.length !== 3) continue
    call.equal(one.shape[0] ?? null, multiply(layers, directions))
    // the state of the cell is as wide as there are units, what it gives may be projected
    if (i === 1 && typeof units === 'number') call.equal(one.shape[2] ?? null, units)
    if (!isPacked && batchFirst !== null && x.shape?.length === 3) call.equal(one.shape[1] ?? null, x.shape[batchFirst ? 0 : 1] ?? null)
  }
  if (x.shape !== null) call.equal(x.shape.at(-1) ?? null, width)
  const type = inWeight?.type ?? x.type
  const features = multiply(output, directions)
  const [a = null, b = null] = x.shape ?? []
  const sequence: Shape = isPacked ? [a, features] : [a, b, features]
  const batch: Size = isPacked ? (state?.shape?.[1] ?? null) : batchFirst === null ? null : batchFirst ? a : b
  const hidden: Shape = [multiply(layers, directions), batch, output]
  const made = tensorOf(type, sequence, x.typedBy)
  const h = tensorOf(type, hidden, x.typedBy)
  return call.name.endsWith('lstm')
    ? tupleOf([made, h, tensorOf(type, [multiply(layers, directions), batch, typeof units === 'number' ? units : null], x.typedBy)])
    : tupleOf([made, h])
}

/** The states that are given: one tensor, or a list of two. */
function statesOf(call: Call, index: number): readonly Tensor[] {
  const value = call.value(index)
  if (value.kind === 'tensor') return [value]
  return value.kind === 'list' || value.kind === 'tuple' ? (value.items ?? []).map(tensorFrom) : []
}

/** The state that is given: one tensor, or the first of a list. */
function stateOf(call: Call, index: number): Tensor | undefined {
  return statesOf(call, index)[0]
}

function cell(call: Call): Value {
  const x = call.tensor(0)
  const weight = call.tensor(2)
  call.sameType(x, weight)
  call.rank(x, 2)
  if (x.shape !== null) call.equal(x.shape[1] ?? null, weight.shape?.[1] ?? null)
  const rows = weight.shape?.[0]
  const gates = GATES[call.name.replace(/_cell$/, '')] ?? 1
  const state = stateOf(call, 1)
  if (state?.shape && x.shape) call.equal(state.shape[0] ?? null, x.shape[0] ?? null)
  const made = tensorOf(weight.type ?? x.type, [x.shape?.[0] ?? null, typeof rows === 'number' ? rows / gates : null], x.typedBy)
  return call.name.startsWith('lstm') ? tupleOf([made, made]) : made
}

export const RECURRENT: Rules = {
  ...alike('lstm gru rnn_tanh rnn_relu', recurrent),
  ...alike('lstm_cell gru_cell rnn_tanh_cell rnn_relu_cell', cell),
  _pack_padded_sequence(call) {
    const x = call.tensor(0)
    const rest = x.shape === null ? null : [null, ...x.shape.slice(2)]
    for (const size of x.shape?.slice(0, 2) ?? []) call.bind(size)
    return tupleOf([tensorOf(x.type, rest, x.typedBy), tensorOf('int64', [null])])
  },
  _pad_packed_sequence(call) {
    const x = call.tensor(0)
    return tupleOf([tensorOf(x.type, x.shape === null ? null : [null, null, ...x.shape.slice(1)], x.typedBy), tensorOf('int64', [null])])
  },
}
