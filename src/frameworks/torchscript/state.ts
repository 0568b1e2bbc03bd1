import type { DType } from '../../contract/types.ts'
import { type Equations, equate } from '../../shapes/equations.ts'
import { divideExactly, type Expression, type Size, subtract } from '../../shapes/size.ts'
import type { Environment } from './environment.ts'
import type { Program } from './program.ts'
import type { Statement } from './syntax.ts'
import type { Tensor, Test, Value } from './values.ts'

/** What code demands of the inputs, collected while it is walked. */
export interface Demands extends Equations {
  /** Types without which no call succeeds. */
  readonly types: Map<string, Set<DType>>
  /** Types that are usual where several run. */
  readonly usual: Map<string, Set<DType>>
  /** Differences that are 0 in the calls that are meant: a size of 1 would be broadcast as well. */
  readonly usualSizes: Expression[]
}

export const noDemands = (): Demands => ({ equations: [], bound: [], types: new Map(), usual: new Map(), usualSizes: [] })

/** Calls and expressions within each other: real code nests some hundreds. */
const MAX_NESTING = 600

/** What one walk may cost. */
export interface Budget {
  /** Statements and expressions left. */
  steps: number
  /** More was asked for: then nothing that was found holds, because parts were not walked. */
  exhausted: boolean
}

/** Spends a step; true where nothing more is walked. */
export function spent(state: State): boolean {
  const { budget } = state
  if (--budget.steps < 0 || state.nesting > MAX_NESTING) budget.exhausted = true
  return budget.exhausted
}

/** Runs statements until a `return`, or until the code cannot go on. */
export type Execute = (state: State, environment: Environment, statements: readonly Statement[]) => void

/** One walk of one method. */
export interface State {
  readonly program: Program
  /** The root of constants.pkl: a tuple. */
  readonly constants: Value
  readonly budget: Budget
  readonly execute: Execute
  /** `class.attribute` of stored objects that some code sets: they may hold anything of their type when a call begins. */
  readonly changing: Set<string>
  demands: Demands
  /** The code cannot go on here: it raises, or an operator refuses its operands whatever their sizes are. */
  dead: boolean
  /** Number of the innermost block that may or may not be run; what was made outside of it changes only perhaps. */
  block: number
  blocks: number
  nesting: number
  /** The tensors that callers give, by the place they are given at. */
  readonly inputs: Map<string, Tensor>
  /** Branches taken because of a number of axes, around the code that is run. */
  rankBranches: number
  /** Such a branch adds an axis: samples may come without a batch. */
  addsBatch: boolean
  /** Operators without a rule that were met. */
  readonly unknown: Set<string>
}

export const stateOf = (given: Pick<State, 'program' | 'constants' | 'budget' | 'execute' | 'changing'>): State => ({
  ...given,
  demands: noDemands(),
  dead: false,
  block: 0,
  blocks: 0,
  nesting: 0,
  inputs: new Map(),
  rankBranches: 0,
  addsBatch: false,
  unknown: new Set(),
})

/** Both sizes are equal in every call that succeeds; if they cannot be, the code cannot go on. */
export function equal(state: State, a: Size, b: Size): void {
  const difference = subtract(a, b)
  if (typeof difference === 'number') {
    if (difference !== 0) state.dead = true
    return
  }
  if (difference !== null && hasNoSolution(difference)) state.dead = true
  if (difference === null) equate(state.demands, a, b)
  else equate(state.demands, withoutFactors(difference), 0)
}

/** b·h·w = 3·b·h says w = 3, but for empty tensors: sizes that all terms have are left out. */
function withoutFactors(difference: Expression): Size {
  let left: Size = difference
  while (typeof left === 'object' && left.terms.size > 1) {
    const terms: readonly Term[] = [...left.terms.values()]
    const shared = terms[0]?.atoms.find((atom) => terms.every(({ atoms }) => atoms.some(({ key }) => key === atom.key)))
    if (shared === undefined) return left
    const factor: Expression = { terms: new Map([[shared.key, { coefficient: 1, atoms: [shared] }]]), key: `1*${shared.key}` }
    left = divideExactly(left, factor) ?? difference
    if (left === difference) return left
  }
  return left
}

type Term = Expression['terms'] extends ReadonlyMap<string, infer T> ? T : never

/** `2·b − 1`, `a + 3`: never 0 for whole sizes of at least 0. */
function hasNoSolution(difference: Expression): boolean {
  const constant = difference.terms.get('')?.coefficient ?? 0
  const terms = [...difference.terms.values()].filter(({ atoms }) => atoms.length > 0)
  const divisor = terms.map(({ coefficient }) => Math.abs(coefficient)).reduce(greatestCommonDivisor, 0)
  if (divisor > 0 && constant % divisor !== 0) return true
  const areSizes = terms.every(({ atoms }) => atoms.every(({ key }) => !key.startsWith('floor')))
  return areSizes && constant !== 0 && terms.every(({ coefficient }) => Math.sign(coefficient) === Math.sign(constant))
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

/** Symbols in it are not free, for a reason that is no equation. */
export function bind(state: State, size: Size): void {
  if (size !== null && typeof size !== 'number' && state.demands.bound.length < MAX_BOUND) state.demands.bound.push(size)
}

/** Every size in a value: something unknown is done with it. */
export function bindAll(state: State, value: Value, depth = 0): void {
  if (depth > 4) return
  if (value.kind === 'tensor') for (const size of value.shape ?? []) bind(state, size)
  else if (value.kind === 'int') bind(state, value.size)
  else if (value.kind === 'optional') bindAll(state, value.of, depth + 1)
  else if (value.kind === 'list' || value.kind === 'tuple') for (const item of value.items ?? []) bindAll(state, item, depth + 1)
  else if (value.kind === 'dict') for (const item of value.entries?.values() ?? []) bindAll(state, item, depth + 1)
}

/**
 * Sizes that a step made unknown are not free: what is demanded later of the result would be a demand on them.
 * Those that are still seen in the result stay free.
 */
export function bindLost(state: State, before: readonly Value[], after: Value): void {
  const seen: string[] = []
  if (!collectKeys(after, seen, 0)) return
  const kept = seen.join(' ')
  for (const value of before) bindUnless(state, value, kept, 0)
}

/** Keys of the sizes in a value; true where something in it is unknown. */
function collectKeys(value: Value, into: string[], depth: number): boolean {
  if (depth > 4) return true
  switch (value.kind) {
    case 'tensor':
      return value.shape === null || value.shape.map((size) => keyInto(size, into)).includes(true)
    case 'int':
      return value.typeOf === undefined && keyInto(value.size, into)
    case 'float':
      return value.value === null
    case 'list':
    case 'tuple':
      return value.items === null || value.items.map((item) => collectKeys(item, into, depth + 1)).includes(true)
    case 'optional':
      return collectKeys(value.of, into, depth + 1)
    case 'unknown':
    case 'dict':
      return true
    default:
      return false
  }
}

function keyInto(size: Size, into: string[]): boolean {
  if (size !== null && typeof size !== 'number') into.push(size.key)
  return size === null
}

function bindUnless(state: State, value: Value, kept: string, depth: number): void {
  if (depth > 4) return
  const one = (size: Size): void => {
    if (size === null || typeof size === 'number') return
    const atoms = [...size.terms.values()].flatMap((term) => term.atoms)
    if (!atoms.every(({ key }) => kept.includes(key))) bind(state, size)
  }
  if (value.kind === 'tensor') for (const size of [...(value.shape ?? []), ...(value.elements ?? [])]) one(size)
  else if (value.kind === 'int') one(value.size)
  else if (value.kind === 'optional') bindUnless(state, value.of, kept, depth + 1)
  else if (value.kind === 'list' || value.kind === 'tuple') for (const item of value.items ?? []) bindUnless(state, item, kept, depth + 1)
  else if (value.kind === 'dict') for (const item of value.entries?.values() ?? []) bindUnless(state, item, kept, depth + 1)
}

/** Expressions kept of one walk. */
const MAX_BOUND = 100_000

/** Two sizes are broadcast: one of them is known, the other one is meant to be as large. */
export function usuallyEqual(state: State, a: Size, b: Size): void {
  const difference = subtract(a, b)
  if (difference !== null && typeof difference !== 'number' && state.demands.usualSizes.length < MAX_BOUND) state.demands.usualSizes.push(difference)
}

/** The tensor has this type in every call that succeeds. */
export function demandType(state: State, tensor: Tensor, type: DType): void {
  if (tensor.type !== null) {
    return
  }
  const { typedBy } = tensor
  if (typedBy === undefined) return
  for (const input of typedBy.inputs) note(typedBy.loosely ? state.demands.usual : state.demands.types, input, type)
}

/** Other types would do, but this is the one that callers send. */
export function usualType(state: State, tensor: Tensor, type: DType): void {
  if (tensor.type === null) for (const input of tensor.typedBy?.inputs ?? []) note(state.demands.usual, input, type)
}

const note = (to: Map<string, Set<DType>>, input: string, type: DType): void => {
  to.set(input, (to.get(input) ?? new Set()).add(type))
}

/** The outcome of a test is certain from here on. */
export function assume(state: State, test: Test | undefined, outcome: boolean): void {
  if (test === undefined) return
  if (test.kind === 'compare') {
    const isEqual = test.relation === 'order' ? undefined : (test.relation === 'eq') === outcome
    for (const [a, b] of test.pairs) {
      if (isEqual === true) equal(state, a, b)
      else if (test.relation === 'order') for (const size of [a, b]) bind(state, size)
    }
    return
  }
  // all of them hold, or none of them does; anything else only says that sizes matter
  if ((test.kind === 'all') === outcome) for (const one of test.tests) assume(state, one, outcome)
  else bindTest(state, test)
}

export function bindTest(state: State, test: Test): void {
  if (test.kind !== 'compare') for (const one of test.tests) bindTest(state, one)
  else for (const [a, b] of test.pairs) for (const size of [a, b]) bind(state, size)
}

/**
 * Demands of two branches of which one is taken: what both demand is certain, the rest only tells that sizes are not free.
 * A branch that is never run demands nothing: pass `null` for a loop that may have no rounds.
 */
export function mergeBranches(into: Demands, yes: Demands, no: Demands | null): void {
  const keys = new Set(no?.equations.map(({ key }) => key))
  const certain = (equation: Expression): boolean => keys.has(equation.key)
  for (const equation of yes.equations) (certain(equation) ? into.equations : into.bound).push(equation)
  const yesKeys = new Set(yes.equations.map(({ key }) => key))
  for (const equation of no?.equations ?? []) if (!yesKeys.has(equation.key)) into.bound.push(equation)
  into.bound.push(...yes.bound, ...(no?.bound ?? []))
  into.usualSizes.push(...yes.usualSizes, ...(no?.usualSizes ?? []))
  for (const [input, types] of yes.types) for (const type of types) note(no?.types.get(input)?.has(type) ? into.types : into.usual, input, type)
  for (const [input, types] of no?.types ?? []) for (const type of types) if (!yes.types.get(input)?.has(type)) note(into.usual, input, type)
  for (const side of [yes, no]) for (const [input, types] of side?.usual ?? []) for (const type of types) note(into.usual, input, type)
}

/** Demands of a part that is certainly run. */
export function addDemands(into: Demands, from: Demands): void {
  into.equations.push(...from.equations)
  into.bound.push(...from.bound)
  into.usualSizes.push(...from.usualSizes)
  for (const [input, types] of from.types) for (const type of types) note(into.types, input, type)
  for (const [input, types] of from.usual) for (const type of types) note(into.usual, input, type)
}
