import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  any,
  ceilDivide,
  dimOf,
  divideExactly,
  floorDivide,
  isDifferent,
  isEqual,
  isNonNegative,
  multiply,
  named,
  type Size,
  sizeOf,
  subtract,
  unknown,
} from '../../src/shapes/size.ts'

const n = named('n')
const m = named('m')

describe('dimensions in contracts', () => {
  it.each([
    ['a number', sizeOf(7, 'x'), 7],
    ['the own word', n, 'n'],
    ['any size', sizeOf(-1, 'x[0]'), -1],
    ['unknown', sizeOf(null, 'x[0]'), null],
    ['nothing', null, null],
    ['twice a symbol has no word', multiply(n, 2), null],
    ['a size that follows from any-sizes is any', floorDivide(add(any('x'), 3), 2), -1],
    ['a mixture of any and a symbol has no word', multiply(any('x'), n), null],
    ['negative is impossible', subtract(3, 5), null],
    ['fractional is impossible', 0.5, null],
    ['beyond 2^53', multiply(2 ** 40, 2 ** 40), null],
  ])('%s', (_, size, dim) => {
    expect(dimOf(size)).toBe(dim)
  })
})

describe('algebra', () => {
  it.each<[string, Size, Size]>([
    ['n + n = 2n', add(n, n), multiply(n, 2)],
    ['n − n = 0', subtract(n, n), 0],
    ['n·m = m·n', multiply(n, m), multiply(m, n)],
    ['(n + 1)·2 = 2n + 2', multiply(add(n, 1), 2), add(multiply(n, 2), 2)],
    ['12nm / 4m = 3n', divideExactly(multiply(12, multiply(n, m)), multiply(4, m)), multiply(3, n)],
    ['(2n + 4) / 2 = n + 2', divideExactly(add(multiply(n, 2), 4), 2), add(n, 2)],
    ['⌊(2n + 5) / 2⌋ = n + 2', floorDivide(add(multiply(n, 2), 5), 2), add(n, 2)],
    ['⌊(n + 5) / 2⌋ = ⌊(n + 1) / 2⌋ + 2', floorDivide(add(n, 5), 2), add(floorDivide(add(n, 1), 2), 2)],
    ['⌈2n / 2⌉ = n', ceilDivide(multiply(n, 2), 2), n],
    ['−7 / 2 rounds down', floorDivide(-7, 2), -4],
    ['0 · unknown = 0', multiply(0, null), 0],
  ])('%s', (_, left, right) => {
    expect(isEqual(left, right)).toBe(true)
  })

  it.each<[string, Size]>([
    ['n / 2 is not whole', divideExactly(n, 2)],
    ['n / m', divideExactly(n, m)],
    ['n / 0', divideExactly(n, 0)],
    ['7 / 2', divideExactly(7, 2)],
    ['half of n', multiply(n, 0.5)],
    ['unknown + 1', add(null, 1)],
  ])('nothing is known of %s', (_, size) => {
    expect(size).toBeNull()
  })

  it('tells certain differences from possible ones', () => {
    expect(isDifferent(3, 5)).toBe(true)
    expect(isDifferent(add(n, 1), n)).toBe(true)
    expect(isDifferent(n, m)).toBe(false)
    expect(isDifferent(n, 5)).toBe(false)
    expect(isDifferent(null, 5)).toBe(false)
  })

  it('calls only sums of sizes non-negative', () => {
    expect(isNonNegative(add(n, 1))).toBe(true)
    expect(isNonNegative(subtract(n, 1))).toBe(false)
    expect(isNonNegative(null)).toBe(false)
  })

  it('keeps places apart and one place together', () => {
    expect(isEqual(unknown('x[0]'), unknown('x[0]'))).toBe(true)
    expect(isEqual(unknown('x[0]'), unknown('x[1]'))).toBe(false)
    expect(isEqual(named('x'), unknown('x'))).toBe(false)
  })

  it('agrees with integers for every choice of the symbols', () => {
    const integer = fc.integer({ min: 0, max: 50 })
    fc.assert(
      fc.property(integer, integer, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -20, max: 20 }), (a, b, d, c) => {
        // ⌊(d·n·a + c·n + b) / d⌋ for n = 0…5, symbolically and by number
        const formula = (size: Size) => floorDivide(add(add(multiply(size, d * a), multiply(size, c)), b), d)
        const symbolic = formula(n)
        const difference = subtract(symbolic, multiply(n, a))
        for (let value = 0; value < 6; value++) {
          const number = formula(value)
          if (typeof difference === 'number') expect(number).toBe(value * a + difference)
        }
        if (c % d === 0) expect(isEqual(symbolic, add(multiply(n, a + c / d), Math.floor(b / d)))).toBe(true)
      }),
    )
  })

  it('gives up rather than grow', () => {
    let size: Size = 1
    for (let i = 0; i < 20; i++) size = multiply(size, add(named(`s${i}`), 1))
    expect(size).toBeNull()
  })
})
