import { add, divideExactly, floorDivide, isEqual, isNonNegative, multiply, type Size, subtract } from './size.ts'

/**
 * Small integer tensors that shapes are made of: `shape(x)[0]`, `concat([batch, -1])`, the limit of a range.
 * Flat, row-major; a `null` element is unknown. Only vectors and scalars of this many elements are followed.
 */
export type Values = readonly Size[]

/** Entries of a shape-like tensor: ranks are below 10, pads twice that; 64 leaves room for stacked ones. */
export const MAX_VALUES = 64

/** Element by element; a scalar meets every element. `null` where the lengths don't match. */
export function zip(a: Values, b: Values, combine: (a: Size, b: Size) => Size): Values | null {
  if (a.length !== b.length && a.length !== 1 && b.length !== 1) return null
  const length = a.length === 0 || b.length === 0 ? 0 : Math.max(a.length, b.length)
  return Array.from({ length }, (_, i) => combine(pick(a, i), pick(b, i)))
}

const pick = (values: Values, i: number): Size => (values.length === 1 ? values[0] : values[i]) ?? null

/** Integer arithmetic as tensors do it. Sizes are never negative, which is what makes truncating and flooring the same. */
export const ARITHMETIC = {
  add,
  subtract,
  multiply,
  divide: (a: Size, b: Size): Size => {
    const exact = divideExactly(a, b)
    if (exact !== null) return exact
    return isNonNegative(a) && typeof b === 'number' && b > 0 ? floorDivide(a, b) : null
  },
  /** Real division, as float tensors do it. */
  ratio: (a: Size, b: Size): Size => (typeof a === 'number' && typeof b === 'number' && b !== 0 ? a / b : divideExactly(a, b)),
  minimum: (a: Size, b: Size): Size => (typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : isEqual(a, b) ? a : null),
  maximum: (a: Size, b: Size): Size => {
    if (typeof a === 'number' && typeof b === 'number') return Math.max(a, b)
    if (isEqual(a, b) || (typeof b === 'number' && b <= 0 && isNonNegative(a))) return a
    return typeof a === 'number' && a <= 0 && isNonNegative(b) ? b : null
  },
  modulo: (a: Size, b: Size): Size => {
    if (typeof b !== 'number' || b <= 0) return null
    if (typeof a === 'number') return a >= 0 ? a % b : null
    return divideExactly(a, b) === null ? null : 0
  },
  equal: (a: Size, b: Size): Size => {
    if (isEqual(a, b)) return 1
    const difference = subtract(a, b)
    // sizes are not negative: `size == -1` is false for every size
    const apart = (typeof difference === 'number' && difference !== 0) || never(a, b) || never(b, a)
    return apart ? 0 : null
  },
  less: (a: Size, b: Size): Size => {
    const difference = subtract(b, a)
    return typeof difference === 'number' ? Number(difference > 0) : null
  },
} as const satisfies Record<string, (a: Size, b: Size) => Size>

const never = (a: Size, b: Size): boolean => isNonNegative(a) && typeof b === 'number' && b < 0

/** start, start + step, …; `null` if it is not a short list of known numbers. */
export function range(start: Size, limit: Size, step: Size): Values | null {
  const length = rangeLength(start, limit, step)
  if (typeof length !== 'number' || length > MAX_VALUES || typeof start !== 'number' || typeof step !== 'number') return null
  return Array.from({ length }, (_, i) => start + i * step)
}

/** max(0, ⌈(limit − start) / step⌉). */
export function rangeLength(start: Size, limit: Size, step: Size): Size {
  if (typeof start === 'number' && typeof limit === 'number' && typeof step === 'number') {
    // fractions are rounded differently by 32-bit floats
    const whole = [start, limit, step].every(Number.isInteger) && step !== 0
    return whole ? Math.max(0, Math.ceil((limit - start) / step)) : null
  }
  const length = step === 1 ? subtract(limit, start) : null
  return isNonNegative(length) ? length : null
}
