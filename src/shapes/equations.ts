import { type Expression, type Size, subtract } from './size.ts'

/** What operators demand of the sizes they meet, collected while a graph is walked. */
export interface Equations {
  /** Differences that are 0 in every run that succeeds. */
  readonly equations: Expression[]
  /** Sizes that are not free, for reasons that are no equation. */
  readonly bound: Expression[]
}

/** Equations kept of one walk: each layer gives one or two. */
const MAX_EQUATIONS = 100_000

/** Two sizes are equal in every run. One that is unknown ties the other one to it. */
export function equate(to: Equations, a: Size, b: Size): void {
  if (to.equations.length + to.bound.length >= MAX_EQUATIONS) return
  const difference = subtract(a, b)
  if (difference !== null) {
    if (typeof difference !== 'number') to.equations.push(difference)
    return
  }
  for (const side of [a, b]) if (side !== null && typeof side !== 'number') to.bound.push(side)
}

/** What equations say about their symbols. */
export interface Solved {
  /** Symbols, by `symbolKey`, that can only be one number. */
  readonly values: ReadonlyMap<string, number>
  /** Expressions whose symbols are not free. */
  readonly bound: readonly Expression[]
}

/**
 * Linear equations in one symbol are solved: `2·x + 1 = 7` gives x = 3. Contradictions (a model that cannot run) give nothing.
 * Anything else only binds its symbols. Sound: no solution is ever chosen among several.
 */
export function solve({ equations, bound }: Equations): Solved {
  const values = new Map<string, number>()
  const contradicted = new Set<string>()
  const left: Expression[] = [...bound]
  for (const equation of equations) {
    const solution = solveOne(equation)
    if (solution === null) {
      left.push(equation)
      continue
    }
    const [key, value] = solution
    if (values.has(key) && values.get(key) !== value) contradicted.add(key)
    values.set(key, value)
  }
  for (const key of contradicted) values.delete(key)
  return { values, bound: left }
}

/** c·x + d = 0 with one plain symbol x: its key and −d/c, if that is a size. */
function solveOne(difference: Expression): readonly [string, number] | null {
  const linear = [...difference.terms.values()].filter((term) => term.atoms.length > 0)
  const [term] = linear
  const [atom] = term?.atoms ?? []
  if (term === undefined || atom === undefined || linear.length !== 1 || term.atoms.length !== 1 || atom.key.startsWith('floor')) return null
  const value = -(difference.terms.get('')?.coefficient ?? 0) / term.coefficient
  // an empty axis is what a model that cannot run asks for
  return Number.isSafeInteger(value) && value > 0 ? [atom.key, value] : null
}

/** The key under which `solve` lists a plain symbol. */
export function symbolKey(symbol: Size): string | undefined {
  if (symbol === null || typeof symbol === 'number') return undefined
  const [term] = symbol.terms.values()
  return symbol.terms.size === 1 && term?.coefficient === 1 && term.atoms.length === 1 ? term.atoms[0]?.key : undefined
}

/** Whether a plain symbol stands anywhere in one of the expressions, inside floors as well: composite atoms hold the keys they are made of. */
export function isBound(symbol: Size, expressions: readonly Expression[]): boolean {
  const key = symbolKey(symbol)
  return key === undefined || expressions.some((expression) => expression.key.includes(key))
}
