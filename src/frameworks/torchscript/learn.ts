import type { DType } from '../../contract/types.ts'
import { isBound, solve, symbolKey } from '../../shapes/equations.ts'
import { any, type Expression, type Size, subtract } from '../../shapes/size.ts'
import { argumentsFor, type Facts, isItem, type Leaf, type Scenario, sizeKey, symbolOf } from './arguments.ts'
import { callFunction } from './interpret.ts'
import type { Program } from './program.ts'
import { type Demands, type State, stateOf } from './state.ts'
import { execute } from './statements.ts'
import type { FunctionDefinition } from './syntax.ts'
import type { Value } from './values.ts'

/** What every walk of a file needs. Objects are made anew for each, because code changes them. */
export interface Machine {
  readonly program: Program
  readonly values: () => { readonly module: Value; readonly constants: Value }
  readonly changing: Set<string>
  readonly unknown: Set<string>
  /** Ranks tried with the same facts. */
  readonly tried: WeakMap<Facts, Map<string, readonly Candidate[]>>
  /** Steps left for learning. */
  steps: number
  /** Steps left for the walks that tell what was learned. */
  reserve: number
}

export type Purse = 'steps' | 'reserve'

/** Steps of one walk: the largest detectors of torchvision need 60,000. */
const MAX_WALK = 400_000
/** Ranks that are tried: video is [batch, time, channels, height, width]. */
const MAX_RANK = 6
/** Walks until nothing new is learned: each settles types and sizes that others follow from. */
const MAX_ROUNDS = 6

interface Walk {
  readonly result: Value | undefined
  readonly demands: Demands
  readonly state: State
}

/** One walk; null where it is too long to be finished, or cannot succeed. */
export function walk(machine: Machine, method: FunctionDefinition, facts: Facts, scenario: Scenario, purse: Purse = 'steps'): Walk | null {
  const { module, constants } = machine.values()
  const steps = Math.min(MAX_WALK, machine[purse])
  const budget = { steps, exhausted: false }
  const state = stateOf({ program: machine.program, constants, budget, execute, changing: machine.changing })
  const result = callFunction(state, method, [module, ...argumentsFor(state, method, facts, scenario)], [])
  machine[purse] -= steps - Math.max(0, budget.steps)
  // a walk that was cut off tells nothing, not even that it is impossible: the purse is closed
  if (budget.exhausted) machine[purse] = 0
  for (const name of state.unknown) machine.unknown.add(name)
  return budget.exhausted || state.dead ? null : { result, demands: state.demands, state }
}

/** Facts that every successful call agrees with, and the walk that told the last of them. */
interface Settled {
  readonly facts: Facts
  readonly walked: Walk
}

/** Walks until nothing new is learned; null where no call can succeed, or the code is too long. */
function settleWith(machine: Machine, method: FunctionDefinition, start: Facts, scenario: Scenario, rounds: number): Settled | null {
  let facts = start
  for (let round = 1; ; round++) {
    const walked = walk(machine, method, facts, scenario)
    if (walked === null) return null
    const learned = learn(facts, walked)
    if (learned === 'impossible') return null
    if (learned === facts || round >= rounds) return { facts, walked }
    facts = learned
  }
}

/** Facts that every successful call agrees with; null where none can succeed. */
export const settle = (machine: Machine, method: FunctionDefinition, start: Facts, scenario: Scenario): Facts | null =>
  settleWith(machine, method, start, scenario, MAX_ROUNDS)?.facts ?? null

/** What one walk adds. The same facts: nothing. */
function learn(facts: Facts, { demands, state }: Walk): Facts | 'impossible' {
  const leaves = new Map(facts.leaves)
  const sizes = new Map(facts.sizes)
  let isNew = false
  for (const [place, types] of demands.types) {
    const [type] = types
    const leaf = leaves.get(place) ?? NOTHING
    if (type === undefined || leaf.type !== null) continue
    if (types.size > 1) return 'impossible'
    leaves.set(place, { ...leaf, type })
    isNew = true
  }
  const keys = placesBySymbol(state)
  for (const [key, value] of solve(demands).values) {
    const place = keys.get(key)
    if (place === undefined || sizes.has(place)) continue
    sizes.set(place, value)
    isNew = true
  }
  for (const equation of demands.equations) {
    const tie = tieOf(equation, keys)
    if (tie === null || sizes.has(tie.place)) continue
    sizes.set(tie.place, tie.as)
    isNew = true
    // one at a time: others may be about the same symbols
    break
  }
  return isNew ? { leaves, sizes } : facts
}

const NOTHING: Leaf = { type: null, rank: null }

/** Keys of the symbols of all tensors that callers give. */
function placesBySymbol(state: State): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const [place, tensor] of state.inputs) {
    for (const axis of (tensor.shape ?? []).keys()) {
      const key = symbolKey(symbolOf(place, axis))
      if (key !== undefined) keys.set(key, sizeKey(place, axis))
    }
  }
  return keys
}

/** x − y = 0: the later one is as large as the earlier one. */
function tieOf(equation: Expression, keys: ReadonlyMap<string, string>): { readonly place: string; readonly as: Size } | null {
  const terms = [...equation.terms.values()]
  const [a, b] = terms
  if (a === undefined || b === undefined || terms.length !== 2 || a.coefficient + b.coefficient !== 0 || Math.abs(a.coefficient) !== 1) return null
  const [left, right] = [a.atoms[0]?.key, b.atoms[0]?.key]
  if (a.atoms.length !== 1 || b.atoms.length !== 1 || left === undefined || right === undefined) return null
  const order = [...keys.keys()]
  const [first, second] = order.indexOf(left) < order.indexOf(right) ? [left, right] : [right, left]
  const [place, other] = [keys.get(second), keys.get(first)]
  if (place === undefined || other === undefined) return null
  const at = other.lastIndexOf('.')
  return { place, as: symbolOf(other.slice(0, at), Number(other.slice(at + 1))) }
}

// ------------------------------------------------------------------------------------------------------------ ranks

/** One number of axes with which calls may succeed. */
export interface Candidate {
  readonly rank: number
  readonly facts: Facts
  /** Learned from that rank: sizes that are fixed. */
  readonly fixesRows: boolean
  readonly addsBatch: boolean
  /** Axes of size 1 only: they could as well be missing. */
  readonly hasSpareAxis: boolean
  /** It meets parameters whose sizes it is meant to have. */
  readonly meetsSizes: boolean
  readonly result: Value | undefined
}

/** Walks per rank that is tried. */
const RANK_ROUNDS = 4

/** Every number of axes of these tensors with which a call may succeed, with what follows from it. */
export function candidates(
  machine: Machine,
  method: FunctionDefinition,
  facts: Facts,
  scenario: Scenario,
  places: readonly string[],
): readonly Candidate[] {
  const key = `${method.name} ${scenario} ${places.join(' ')}`
  const tried = machine.tried.get(facts) ?? new Map<string, readonly Candidate[]>()
  machine.tried.set(facts, tried)
  const known = tried.get(key)
  if (known !== undefined) return known
  const found: Candidate[] = []
  for (let rank = 0; rank <= MAX_RANK; rank++) {
    const ranked = places.map((place) => [place, { ...(facts.leaves.get(place) ?? NOTHING), rank }] as const)
    const settled = settleWith(machine, method, { ...facts, leaves: new Map([...facts.leaves, ...ranked]) }, scenario, RANK_ROUNDS)
    if (settled === null) continue
    const fixesRows = places.some((place) => typeof settled.facts.sizes.get(sizeKey(place, 0)) === 'number')
    found.push({
      rank,
      facts: settled.facts,
      fixesRows,
      addsBatch: settled.walked.state.addsBatch,
      hasSpareAxis: Array.from({ length: rank }).some((_, axis) => places.some((place) => settled.facts.sizes.get(sizeKey(place, axis)) === 1)),
      meetsSizes: settled.walked.demands.usualSizes.length > 0,
      result: settled.walked.result,
    })
  }
  // what was not tried for want of steps is not impossible
  const made = machine.steps > 0 ? found : []
  tried.set(key, made)
  return made
}

/** First sizes of all tensors of a result, in order. */
function firstSizes(result: Value | undefined): readonly Size[] {
  if (result?.kind === 'tuple' || result?.kind === 'list') return (result.items ?? []).flatMap(firstSizes)
  return [result?.kind === 'tensor' ? (result.shape?.[0] ?? null) : null]
}

/** No result has as many rows as are sent, and one has a fixed number that other ranks would leave open: such another one is meant. */
function losesRows(candidate: Candidate, all: readonly Candidate[], places: readonly string[]): boolean {
  const own = firstSizes(candidate.result)
  const keys = places.flatMap((place) => symbolKey(symbolOf(place, 0)) ?? [])
  if (own.some((size) => typeof size === 'object' && size !== null && keys.some((key) => size.key.includes(key)))) return false
  return all.some(({ result }) => firstSizes(result).some((size, i) => typeof own[i] === 'number' && typeof size === 'object' && size !== null))
}

/** Settles the ranks that only one number fits, again and again; the rest is returned as it is. */
export function settleRanks(machine: Machine, method: FunctionDefinition, start: Facts, scenario: Scenario, places: readonly string[]): Facts | null {
  let facts = settle(machine, method, start, scenario)
  for (let round = 0; facts !== null && round < places.length; round++) {
    let isNew = false
    for (const place of places) {
      if ((facts.leaves.get(place) ?? NOTHING).rank !== null) continue
      const possible = candidates(machine, method, facts, scenario, [place])
      const [only] = possible
      if (machine.steps <= 0) return facts
      if (possible.length === 0) return null
      if (only === undefined || possible.length > 1 || only.rank === MAX_RANK) continue
      facts = only.facts
      isNew = true
    }
    if (!isNew) break
  }
  return facts
}

/**
 * The usual number of axes where several run: the fewest that leave the number of rows open, and two at least for floats.
 * undefined where nothing speaks for one: no number is excluded, or it makes no difference.
 */
export function usualCandidate(
  all: readonly Candidate[],
  places: readonly string[],
  type: DType | null,
  differ: (a: Value | undefined, b: Value | undefined) => boolean,
): Candidate | undefined {
  const possible = all.filter(({ hasSpareAxis }) => !hasSpareAxis)
  const hasLimits = possible.length <= MAX_RANK || possible.some(({ fixesRows, meetsSizes }) => fixesRows || meetsSizes)
  const [first] = possible
  if (!hasLimits || first === undefined) return undefined
  // of any number of axes only the elements count: a reshape
  const isOpenEnded = possible.some(({ rank }) => rank === MAX_RANK)
  if (isOpenEnded && !possible.some(({ result }) => differ(first.result, result))) return undefined
  const least = type !== null && /^u?int/.test(type) ? 1 : 2
  const open = possible.filter(({ rank, fixesRows }) => rank >= least && !fixesRows)
  const best = open.find((one) => !losesRows(one, possible, places)) ?? open[0]
  // code that adds a batch axis itself: contracts write it out
  const batched = best?.addsBatch === true ? open.find(({ rank, addsBatch }) => rank === best.rank + 1 && !addsBatch) : undefined
  return batched ?? best
}

/** Sizes that are meant where others would be broadcast, as far as calls succeed with them. */
export function usualSizes(machine: Machine, method: FunctionDefinition, facts: Facts, scenario: Scenario): Facts {
  const walked = walk(machine, method, facts, scenario)
  if (walked === null || walked.demands.usualSizes.length === 0) return facts
  const keys = placesBySymbol(walked.state)
  const sizes = new Map(facts.sizes)
  for (const [key, value] of solve({ equations: [...walked.demands.equations, ...walked.demands.usualSizes], bound: [] }).values) {
    const place = keys.get(key)
    // rows are any number
    if (place !== undefined && !sizes.has(place) && !place.endsWith('.0')) sizes.set(place, value)
  }
  return sizes.size === facts.sizes.size ? facts : (settle(machine, method, { leaves: facts.leaves, sizes }, scenario) ?? facts)
}

// ------------------------------------------------------------------------------------------------------------ free sizes

/** Sizes that nothing limits are any; the first axis counts rows, which models take any number of. */
export function freed(facts: Facts, { demands, state }: Walk): Facts {
  const { bound } = solve(demands)
  const sizes = new Map(facts.sizes)
  for (const [place, tensor] of state.inputs) {
    for (const axis of (tensor.shape ?? []).keys()) {
      const key = sizeKey(place, axis)
      const own = symbolOf(place, axis)
      if (!sizes.has(key) && ((axis === 0 && !isItem(place)) || !isBound(own, bound))) sizes.set(key, any(key))
    }
  }
  // ties point to symbols that have become free
  for (const [key, size] of sizes) {
    const target = size === null || typeof size === 'number' ? undefined : [...sizes].find(([other]) => isSymbol(size, other))
    if (target !== undefined) sizes.set(key, target[1])
  }
  return { leaves: facts.leaves, sizes }
}

function isSymbol(size: Size, key: string): boolean {
  const at = key.lastIndexOf('.')
  return subtract(size, symbolOf(key.slice(0, at), Number(key.slice(at + 1)))) === 0
}
