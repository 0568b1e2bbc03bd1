import { axisOf } from '../../shapes/shape.ts'
import { isEqual, type Size } from '../../shapes/size.ts'
import { commonOf, isEmptySequence, type Known, known, NOTHING } from './known.ts'
import type { Node } from './node.ts'

/**
 * Loop and Scan: a body that runs any number of times. What is known of a carried value is what holds before the first run and after every run:
 * a state is kept as soon as a run of the body leaves all of it true. Source: onnx/defs/controlflow/defs.cc.
 */

/** Outputs of the body for given inputs, by position. */
export type Body = (inputs: readonly Known[]) => readonly Known[]

/** Runs after which carried values still change: each run only takes facts away, and shapes have few. */
const MAX_RUNS = 4

/** Inputs: trip count, condition, carried values. The body takes iteration, condition, carried values, and gives condition, carried values, scan outputs. */
export function loop(node: Node, run: Body): readonly Known[] {
  const initial = Array.from({ length: Math.max(0, node.inputCount - 2) }, (_, i) => node.input(i + 2))
  const { state, given } = settled(initial, (carried) => run([known('int64', []), known('bool', []), ...carried]).slice(1))
  const scanned = given.slice(state.length).map((element) => stacked(element, 0, null))
  return [...state, ...scanned]
}

/** Inputs: carried values, then `num_scan_inputs` sequences that lose their axis in the body; scan outputs gain one of the same length. */
export function scan(node: Node, run: Body): readonly Known[] {
  const count = node.int('num_scan_inputs')
  // operator set 8 had a batch axis and lengths
  if (node.opset < 9 || count === undefined || count > node.inputCount) return []
  const carried = node.inputCount - count
  const initial = Array.from({ length: carried }, (_, i) => node.input(i))
  const sequences = Array.from({ length: count }, (_, i) => cut(node.input(carried + i), node.ints('scan_input_axes')?.[i] ?? 0))
  const { state, given } = settled(initial, (values) => run([...values, ...sequences.map(({ element }) => element)]))
  const length = sequences.find((one) => typeof one.length === 'number')?.length ?? sequences[0]?.length ?? null
  const axes = node.ints('scan_output_axes')
  return [...state, ...given.slice(carried).map((element, i) => stacked(element, axes?.[i] ?? 0, length))]
}

function settled(initial: readonly Known[], run: Body): { state: readonly Known[]; given: readonly Known[] } {
  let state = initial.map(withoutValues)
  for (let i = 0; i < MAX_RUNS; i++) {
    const given = run(state)
    const next = state.map((value, at) => commonOf(value, withoutValues(given[at] ?? NOTHING)))
    if (next.every((value, at) => isSame(value, state[at] ?? NOTHING))) return { state, given }
    state = next
  }
  const unknown = initial.map(() => NOTHING)
  return { state: unknown, given: run(unknown) }
}

/** Elements change from run to run; that a sequence begins empty is kept. */
const withoutValues = (value: Known): Known => (value.composite === undefined ? known(value.type, value.shape) : value)

function isSame(a: Known, b: Known): boolean {
  if (a.composite !== undefined || b.composite !== undefined) {
    return isEmptySequence(a) === isEmptySequence(b) && JSON.stringify(a.composite) === JSON.stringify(b.composite)
  }
  if (a.type !== b.type || a.shape?.length !== b.shape?.length) return false
  return a.shape?.every((size, axis) => isSameSize(size, b.shape?.[axis] ?? null)) ?? true
}

const isSameSize = (a: Size, b: Size): boolean => (a === null ? b === null : isEqual(a, b))

function cut(sequence: Known, axis: number): { element: Known; length: Size } {
  const { type, shape } = sequence
  const at = shape === null ? null : axisOf(axis, shape.length)
  if (shape === null || at === null) return { element: known(type, null), length: null }
  return {
    element: known(
      type,
      shape.filter((_, i) => i !== at),
    ),
    length: shape[at] ?? null,
  }
}

/** Elements of all runs, one behind the other: they must be of one shape. */
function stacked({ type, shape }: Known, axis: number, length: Size): Known {
  const at = shape === null ? null : axisOf(axis, shape.length + 1)
  return known(type, shape === null || at === null ? null : [...shape.slice(0, at), length, ...shape.slice(at)])
}
