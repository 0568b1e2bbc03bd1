import type { DType } from '../../../contract/types.ts'
import type { Shape } from '../../../shapes/shape.ts'
import { add, type Size } from '../../../shapes/size.ts'
import type { Call } from '../call.ts'
import { firstNumber, flagAt, get, isObject, type Json, listAt, type Obj, objectAt, textAt } from '../json.ts'
import { BATCH, type Tensor, tensor } from '../tensor.ts'
import { firstInput, named, type Rules } from './types.ts'

/** keras/src/layers/rnn. */

/** What a cell gives per step, and the states it carries. */
interface Cell {
  readonly units: Size
  readonly states: readonly Size[]
}

/** States per class of layer or cell: LSTMs carry two. */
const STATES: Readonly<Record<string, number>> = {
  LSTM: 2,
  CuDNNLSTM: 2,
  LSTMCell: 2,
  GRU: 1,
  CuDNNGRU: 1,
  GRUCell: 1,
  SimpleRNN: 1,
  SimpleRNNCell: 1,
}

const statesOf = (className: string): number | undefined => (Object.hasOwn(STATES, className) ? STATES[className] : undefined)

function cellOf(className: string, config: Json | undefined): Cell | null {
  if (className === 'StackedRNNCells') {
    const cells = (listAt(config, 'cells') ?? []).map((cell) => cellOf(textAt(cell, 'class_name') ?? '', get(cell, 'config')))
    const known = cells.filter((cell) => cell !== null)
    const last = known.at(-1)
    if (last === undefined || known.length !== cells.length) return null
    const order = flagAt(config, 'reverse_state_order') ? [...known].reverse() : known
    return { units: last.units, states: order.flatMap((cell) => cell.states) }
  }
  const count = statesOf(className)
  const units = firstNumber(config, 'units', 'output_dim')
  if (count === undefined || units === undefined) return null
  return { units, states: Array.from({ length: count }, () => units) }
}

/** RNN has its cell inside, possibly a list of cells. */
function cellInside(config: Obj): Cell | null {
  const cell = get(config, 'cell')
  if (isObject(cell)) return cellOf(textAt(cell, 'class_name') ?? '', get(cell, 'config'))
  return Array.isArray(cell) ? cellOf('StackedRNNCells', { cells: cell }) : null
}

interface Run {
  readonly out: Shape
  readonly states: readonly Shape[]
}

/** [batch, time, features] → [batch, units] or [batch, time, units], and states [batch, units]. */
function runOf(input: Shape, cell: Cell, config: Obj): Run {
  const timeFirst = flagAt(config, 'time_major')
  const [a = null, b = null] = input ?? []
  const [batch, time] = timeFirst ? [b, a] : [a, b]
  const rows = batch ?? BATCH
  const all = timeFirst ? [time, rows, cell.units] : [rows, time, cell.units]
  return { out: flagAt(config, 'return_sequences') ? all : [rows, cell.units], states: cell.states.map((size) => [rows, size]) }
}

const outputs = (run: Run, config: Obj, type: DType | null): readonly Tensor[] => [
  tensor(type, run.out),
  ...(flagAt(config, 'return_state') ? run.states.map((shape) => tensor(type, shape)) : []),
]

function layer(call: Call): readonly Tensor[] | null {
  const cell = call.className === 'RNN' ? cellInside(call.config) : cellOf(call.className, call.config)
  return cell && outputs(runOf(firstInput(call).shape, cell, call.config), call.config, call.compute)
}

/** A cell by itself: one step, and its states. */
function step(call: Call): readonly Tensor[] | null {
  const cell = cellOf(call.className, call.config)
  if (cell === null) return null
  const batch = firstInput(call).shape?.[0] ?? BATCH
  return [cell.units, ...cell.states].map((size) => tensor(call.compute, [batch, size]))
}

/** Both directions joined (`concat` `sum` `mul` `ave`) or kept apart (`null`); states of the forward layer first. */
function bidirectional(call: Call): readonly Tensor[] | null {
  const forward = directionOf(call, objectAt(call.config, 'layer'))
  const own = objectAt(call.config, 'backward_layer')
  const backward = own === undefined ? forward : directionOf(call, own)
  if (forward === null || backward === null) return null
  const [front, ...frontStates] = forward
  const [back, ...backStates] = backward
  if (front === undefined || back === undefined) return null
  const mode = get(call.config, 'merge_mode')
  if (mode === null) return [front, back, ...frontStates, ...backStates]
  const joined = mode === 'concat' || mode === undefined ? concatenated(front.shape, back.shape) : front.shape
  return [tensor(front.type, joined), ...frontStates, ...backStates]
}

const concatenated = (a: Shape, b: Shape): Shape => a && [...a.slice(0, -1), add(a.at(-1) ?? null, b?.at(-1) ?? null)]

function directionOf(call: Call, entry: Obj | undefined): readonly Tensor[] | null {
  if (entry === undefined) return null
  return call.walk.run(entry, call.inputs.slice(0, 1), call.depth + 1)
}

/** The inner layer on every step of time. */
function timeDistributed(call: Call): readonly Tensor[] | null {
  const entry = objectAt(call.config, 'layer')
  const { shape, type } = firstInput(call)
  if (entry === undefined) return null
  const [batch = BATCH, time = null, ...rest] = shape ?? []
  const inner = call.walk.run(entry, [{ type, shape: shape === null ? null : [batch, ...rest] }], call.depth + 1)
  return inner?.map((out) => ({ ...out, shape: out.shape && [out.shape[0] ?? batch, time, ...out.shape.slice(1)] })) ?? null
}

/** Wrappers that change weights only. */
function transparent(call: Call): readonly Tensor[] | null {
  const entry = objectAt(call.config, 'layer')
  return entry === undefined ? null : call.walk.run(entry, call.inputs, call.depth + 1)
}

export const RECURRENT: Rules = {
  ...named('LSTM GRU SimpleRNN CuDNNLSTM CuDNNGRU RNN', layer),
  ...named('LSTMCell GRUCell SimpleRNNCell StackedRNNCells', step),
  Bidirectional: bidirectional,
  TimeDistributed: timeDistributed,
  SpectralNormalization: transparent,
}
