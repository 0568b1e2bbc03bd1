import type { Dim } from '../contract/types.ts'

/**
 * The algebra of dimensions: integers and polynomials over symbols (`batch`, `2*h + 1`, `floor((h - 3)/2) + 1`).
 * Everything here is exact or `null`: two equal expressions are equal sizes for every input, and nothing is ever rounded or guessed.
 * The same numbers serve as the values of small integer tensors, so they may be negative (and for scale factors fractional) there.
 */

/** What a symbol stands for. `named`: the model's own word · `any`: every size is accepted, a promise · `unknown`: a size nobody told us, but always the same one. */
type AtomKind = 'named' | 'any' | 'unknown'

interface Atom {
  /** Identity: equal keys are equal sizes. */
  readonly key: string
  readonly kind: AtomKind
  /** The model's own word; undefined for composite atoms such as floor(…). */
  readonly name?: string
}

interface Term {
  readonly coefficient: number
  /** Sorted by key; a power is a repetition. */
  readonly atoms: readonly Atom[]
}

/** A polynomial with integer coefficients and at least one atom. */
export interface Expression {
  readonly terms: ReadonlyMap<string, Term>
  readonly key: string
}

/** `number` known · `Expression` known up to symbols · `null` nothing known, not even whether it equals another one. */
export type Size = number | Expression | null

/** Terms of one expression: real networks need two or three; more would only make hostile graphs slow. */
const MAX_TERMS = 8
/** Characters of an atom's key: nested floors of a 200-layer network stay below. */
const MAX_KEY = 1_000

// ------------------------------------------------------------------------------------------------------------ making and showing sizes

/** The size a model calls `name`. */
export const named = (name: string): Size => ofAtom({ key: `n${JSON.stringify(name)}`, kind: 'named', name })

/** A size that nobody told, but that is the same wherever `site` is given again. */
export const unknown = (site: string): Size => ofAtom({ key: `u${JSON.stringify(site)}`, kind: 'unknown' })

/** A size of which every value is accepted; the same wherever `site` is given again. */
export const any = (site: string): Size => ofAtom({ key: `a${JSON.stringify(site)}`, kind: 'any' })

/** A contract's dimension at a place: `-1` and `null` become symbols of that place, so that what is copied from them stays equal. */
export function sizeOf(dim: Dim, site: string): Size {
  if (typeof dim === 'string') return named(dim)
  if (dim === null) return unknown(site)
  return dim === -1 ? any(site) : dim
}

/** As contracts say it: a number, the model's own symbol, `-1` for what only depends on any-sizes, else `null`. Impossible sizes (negative, fractional) are `null`. */
export function dimOf(size: Size): Dim {
  if (size === null) return null
  if (typeof size === 'number') return Number.isSafeInteger(size) && size >= 0 ? size : null
  const atoms = [...size.terms.values()].flatMap((term) => term.atoms)
  const [first] = atoms
  if (first?.name !== undefined && atoms.length === 1 && size.terms.size === 1 && [...size.terms.values()][0]?.coefficient === 1) return first.name
  return atoms.every((atom) => atom.kind === 'any') ? -1 : null
}

const ofAtom = (atom: Atom): Size => (atom.key.length > MAX_KEY ? null : build(new Map([[atom.key, { coefficient: 1, atoms: [atom] }]])))

// ------------------------------------------------------------------------------------------------------------ arithmetic

export function add(a: Size, b: Size): Size {
  if (a === null || b === null) return null
  if (typeof a === 'number' && typeof b === 'number') return checked(a + b)
  const terms = new Map(termsOf(a))
  for (const [key, term] of termsOf(b)) {
    const coefficient = (terms.get(key)?.coefficient ?? 0) + term.coefficient
    if (coefficient === 0) terms.delete(key)
    else terms.set(key, { ...term, coefficient })
  }
  return build(terms)
}

export const subtract = (a: Size, b: Size): Size => add(a, multiply(b, -1))

export function multiply(a: Size, b: Size): Size {
  if (a === 0 || b === 0) return 0
  if (a === null || b === null) return null
  if (typeof a === 'number' && typeof b === 'number') return checked(a * b)
  if (a === 1) return b
  if (b === 1) return a
  const terms = new Map<string, Term>()
  for (const left of termsOf(a).values()) {
    for (const right of termsOf(b).values()) {
      const atoms = [...left.atoms, ...right.atoms].sort((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0))
      const key = keyOf(atoms)
      const coefficient = (terms.get(key)?.coefficient ?? 0) + left.coefficient * right.coefficient
      if (coefficient === 0) terms.delete(key)
      else terms.set(key, { coefficient, atoms })
    }
  }
  return build(terms)
}

/** a / b where b divides a for every value of the symbols (b ≠ 0 is taken for granted), else `null`. */
export function divideExactly(a: Size, b: Size): Size {
  if (a === null || b === null || b === 0) return null
  if (typeof a === 'number' && typeof b === 'number') return Number.isInteger(a / b) ? a / b : null
  if (isEqual(a, b)) return 1
  const divisors = [...termsOf(b).values()]
  const [divisor] = divisors
  if (divisor === undefined || divisors.length !== 1) return null
  const terms = new Map<string, Term>()
  for (const term of termsOf(a).values()) {
    const atoms = [...term.atoms]
    for (const atom of divisor.atoms) {
      const at = atoms.findIndex((other) => other.key === atom.key)
      if (at < 0) return null
      atoms.splice(at, 1)
    }
    const coefficient = term.coefficient / divisor.coefficient
    if (!Number.isInteger(coefficient)) return null
    terms.set(keyOf(atoms), { coefficient, atoms })
  }
  return build(terms)
}

/** ⌊a / n⌋ for a fixed n ≥ 1. What n divides is divided; the rest stays as one opaque symbol, equal wherever the same floor is taken. */
export function floorDivide(a: Size, n: Size): Size {
  if (a === null || typeof n !== 'number' || !Number.isInteger(n) || n < 1) return divideExactly(a, n)
  if (typeof a === 'number') return Math.floor(a / n)
  let whole: Size = 0
  const rest = new Map<string, Term>()
  for (const [key, term] of a.terms) {
    const quotient = Math.floor(term.coefficient / n)
    if (term.coefficient % n === 0) whole = add(whole, build(new Map([[key, { ...term, coefficient: quotient }]])))
    else if (term.atoms.length === 0) {
      // ⌊(x + c)/n⌋ = ⌊c/n⌋ + ⌊(x + c mod n)/n⌋
      whole = add(whole, quotient)
      rest.set(key, { ...term, coefficient: term.coefficient - quotient * n })
    } else rest.set(key, term)
  }
  const remainder = build(rest)
  if (remainder === null || typeof remainder === 'number') return add(whole, floorDivide(remainder, n))
  return add(whole, ofAtom({ key: `floor(${remainder.key})/${n}`, kind: kindOf(remainder) }))
}

/** ⌈a / n⌉ for a fixed n ≥ 1. */
export const ceilDivide = (a: Size, n: number): Size => floorDivide(add(a, n - 1), n)

/** Product of sizes; 1 for none. */
export const product = (sizes: readonly Size[]): Size => sizes.reduce<Size>((total, size) => multiply(total, size), 1)

export const sum = (sizes: readonly Size[]): Size => sizes.reduce<Size>((total, size) => add(total, size), 0)

// ------------------------------------------------------------------------------------------------------------ comparing

/** Certainly the same size. */
export function isEqual(a: Size, b: Size): boolean {
  if (a === null || b === null) return false
  if (typeof a === 'number' || typeof b === 'number') return a === b
  return a.key === b.key
}

/** Certainly different sizes, whatever the symbols stand for. */
export function isDifferent(a: Size, b: Size): boolean {
  const difference = subtract(a, b)
  return typeof difference === 'number' && difference !== 0
}

/** Certainly ≥ 0: symbols are sizes, and nothing is subtracted. */
export function isNonNegative(size: Size): boolean {
  if (size === null) return false
  if (typeof size === 'number') return size >= 0
  return [...size.terms.values()].every((term) => term.coefficient >= 0 && term.atoms.every((atom) => !atom.key.startsWith('floor')))
}

/** The one size both may have: equal ones stay, else nothing is known. */
export const merge = (a: Size, b: Size): Size => (isEqual(a, b) ? a : null)

// ------------------------------------------------------------------------------------------------------------ canonical form

function termsOf(size: number | Expression): ReadonlyMap<string, Term> {
  if (typeof size !== 'number') return size.terms
  return size === 0 ? new Map() : new Map([['', { coefficient: size, atoms: [] }]])
}

const keyOf = (atoms: readonly Atom[]): string => atoms.map((atom) => atom.key).join('*')

/** Coefficients are integers: a fraction or an overflow makes the size unknown. */
function build(terms: ReadonlyMap<string, Term>): Size {
  if (terms.size > MAX_TERMS) return null
  for (const term of terms.values()) if (!Number.isSafeInteger(term.coefficient)) return null
  const constant = terms.get('')
  if (terms.size === 0) return 0
  if (terms.size === 1 && constant !== undefined) return constant.coefficient
  const keys = [...terms.keys()].sort()
  const key = keys.map((one) => `${terms.get(one)?.coefficient ?? 0}${one === '' ? '' : `*${one}`}`).join('+')
  return key.length > MAX_KEY * 2 ? null : { terms, key }
}

const checked = (value: number): Size => (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null)

function kindOf(expression: Expression): AtomKind {
  const kinds = [...expression.terms.values()].flatMap((term) => term.atoms.map((atom) => atom.kind))
  if (kinds.includes('unknown')) return 'unknown'
  return kinds.every((kind) => kind === 'any') ? 'any' : 'named'
}
