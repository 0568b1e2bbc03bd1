import type { Dim, DType, Shape } from '../../contract/types.ts'
import { type Need, RunStop, type Tensor, type Value } from './values.ts'

/** What a network takes and gives, found by running its shape rules over sizes. */
export interface Solved {
  readonly inputs: readonly Found[]
  readonly output: Outcome
  /** Square sizes that fit, where only some do: heights and widths are then unknown in the contract. */
  readonly fitting?: readonly number[]
}

export interface Found {
  readonly type: DType | null
  readonly shape: Shape
}

/** The result, with `-1` for what follows the batch or an open size. */
export type Outcome =
  | ({ readonly kind: 'tensor' } & Found)
  | { readonly kind: 'sequence'; readonly items: readonly Outcome[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [string, Outcome])[] }
  | { readonly kind: 'none' | 'unknown' }

/** A run over inputs; throws RunStop. */
export type Attempt = (inputs: readonly Tensor[]) => Value

/** Two runs whose sizes have nothing in common: what is equal in both is fixed, what differs follows the batch or an open size. */
const PROBES = [
  { batch: 5, sizes: [211, 223, 227, 229, 233, 239, 241, 251], shared: 'none' },
  { batch: 7, sizes: [307, 311, 313, 317, 331, 337, 347, 349], shared: 'none' },
] as const satisfies readonly Probe[]
/** Largest square that is tried where not every size fits. */
const MAX_SQUARE = 640

/** Solves the inputs of a network, or tells why it cannot be run. */
export function solve(count: number, attempt: Attempt): Solved | RunStop {
  const needs: Need[] = Array.from({ length: count }, () => ({ type: null }))
  const any = anySize(needs, attempt, 'none')
  if (!(any instanceof RunStop)) return any
  if (any.reason !== 'misfit') return any
  const equal = count > 1 ? anySize(needs, attempt, 'by position') : any
  return equal instanceof RunStop ? (squares(needs, attempt) ?? any) : equal
}

/** Every size fits that two runs tried. */
function anySize(needs: Need[], attempt: Attempt, shared: Probe['shared']): Solved | RunStop {
  const [first, second] = PROBES
  const trial = settle(needs, attempt, { ...first, shared })
  if (trial instanceof RunStop) return trial
  const again = runWith(needs, attempt, { ...second, shared })
  return again instanceof RunStop ? again : { inputs: needs.map((need) => found(need, -1)), output: merged(trial, again) }
}

interface Probe {
  readonly batch: number
  readonly sizes: readonly number[]
  /** Inputs that are added or joined have the same size at the same place: then these share it. */
  readonly shared: 'none' | 'by position'
}

/** Runs until no input has a need that was not known. `needs` is filled in place. */
function settle(needs: Need[], attempt: Attempt, probe: Probe): Value | RunStop {
  // each input may tell its type and then its sizes
  for (let tries = 0; tries <= needs.length * 2; tries++) {
    const result = runWith(needs, attempt, probe)
    if (!(result instanceof RunStop) || result.reason !== 'needs') return result
    const known = needs[result.input]
    if (known === undefined) return result
    const axes = known.axes ?? result.need?.axes
    needs[result.input] = { type: known.type ?? result.need?.type ?? null, ...(axes && { axes }) }
  }
  return new RunStop('unknown', 'the inputs have needs without end')
}

function runWith(needs: readonly Need[], attempt: Attempt, probe: Probe): Value | RunStop {
  try {
    return attempt(instances(needs, probe))
  } catch (error) {
    if (error instanceof RunStop) return error
    throw error
  }
}

function instances(needs: readonly Need[], { batch, sizes, shared }: Probe): readonly Tensor[] {
  let next = 0
  const size = (at: number): number => sizes[(shared === 'none' ? next++ : at) % sizes.length] ?? batch
  return needs.map(({ type, axes }, index): Tensor => {
    if (axes === undefined) return { kind: 'tensor', type, shape: null, input: { index, whole: true, batch } }
    return {
      kind: 'tensor',
      type,
      shape: axes.map((axis, at) => (axis === 'batch' ? batch : axis === 'free' ? size(at) : axis)),
    }
  })
}

/** Where not every size fits, the squares that do: the result is what all of them give. */
function squares(needs: Need[], attempt: Attempt): Solved | undefined {
  if (!needs.some(({ axes }) => axes?.includes('free'))) return undefined
  const fitting: number[] = []
  let output: Outcome | undefined
  for (let size = 1; size <= MAX_SQUARE; size++) {
    const probe: Probe = { batch: fitting.length % 2 === 0 ? 5 : 7, sizes: [size], shared: 'none' }
    const result = settle(needs, attempt, probe)
    if (result instanceof RunStop) {
      if (result.reason !== 'misfit') return undefined
      continue
    }
    if (fitting.length === 0) {
      const other = runWith(needs, attempt, { ...probe, batch: 7 })
      if (other instanceof RunStop) continue
      output = merged(result, other)
    } else if (output !== undefined) output = joinOutcomes(output, outcomeOf(result))
    fitting.push(size)
  }
  if (output === undefined) return undefined
  // one open axis and one size that fits: that is its size
  const [only, ...others] = fitting
  const axes = needs.flatMap((need) => need.axes ?? []).filter((axis) => axis === 'free').length
  if (axes === 1 && others.length === 0) return { inputs: needs.map((need) => found(need, only ?? null)), output }
  return { inputs: needs.map((need) => found(need, null)), output, fitting }
}

const found = ({ type, axes }: Need, free: Dim): Found => ({
  type,
  shape: axes?.map((axis) => (axis === 'batch' ? -1 : axis === 'free' ? free : axis)) ?? null,
})

const merged = (a: Value, b: Value): Outcome => joinOutcomes(outcomeOf(a), outcomeOf(b))

function outcomeOf(value: Value): Outcome {
  switch (value.kind) {
    case 'tensor':
      return { kind: 'tensor', type: value.type, shape: value.shape }
    case 'sequence':
      return { kind: 'sequence', items: value.items.map(outcomeOf) }
    case 'mapping':
      return { kind: 'mapping', entries: [...value.entries].map(([key, item]) => [key, outcomeOf(item)]) }
    case 'number':
      return { kind: 'tensor', type: value.isFloat ? 'float64' : 'int64', shape: [] }
    case 'bool':
      return { kind: 'tensor', type: 'bool', shape: [] }
    case 'text':
      return { kind: 'tensor', type: 'string', shape: [] }
    case 'none':
      return { kind: 'none' }
    case 'module':
    case 'unknown':
      return { kind: 'unknown' }
  }
}

function joinOutcomes(a: Outcome, b: Outcome): Outcome {
  if (a.kind === 'tensor' && b.kind === 'tensor') {
    const shape = a.shape === null || b.shape === null || a.shape.length !== b.shape.length ? null : joinSizes(a.shape, b.shape)
    return { kind: 'tensor', type: a.type === b.type ? a.type : null, shape }
  }
  if (a.kind === 'sequence' && b.kind === 'sequence' && a.items.length === b.items.length)
    return { kind: 'sequence', items: a.items.map((item, i) => joinOutcomes(item, b.items[i] ?? { kind: 'unknown' })) }
  if (a.kind === 'mapping' && b.kind === 'mapping' && a.entries.length === b.entries.length) {
    return { kind: 'mapping', entries: a.entries.map(([key, item], i) => [key, joinOutcomes(item, b.entries[i]?.[1] ?? { kind: 'unknown' })]) }
  }
  return a.kind === 'none' && b.kind === 'none' ? a : { kind: 'unknown' }
}

function joinSizes(a: readonly Dim[], b: readonly Dim[]): readonly Dim[] {
  return a.map((size, i) => {
    const other = b[i] ?? null
    if (size === null || other === null) return null
    return size === other ? size : -1
  })
}
