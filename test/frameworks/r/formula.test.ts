import { describe, expect, it } from 'vitest'
import type { RValue } from '../../../src/formats/rds/values.ts'
import { columnsOfTerms } from '../../../src/frameworks/r/formula.ts'

const NO_TAGS = new Map<string, RValue>()
const symbol = (name: string): RValue => ({ kind: 'symbol', name })
const text = (...values: string[]): RValue => ({ kind: 'strings', length: values.length, values, attributes: NO_TAGS })
const number = (...values: number[]): RValue => ({ kind: 'numbers', type: 'double', length: values.length, values, attributes: NO_TAGS })
const call = (name: string | RValue, ...args: (RValue | readonly [string, RValue])[]): RValue => ({
  kind: 'call',
  entries: [typeof name === 'string' ? symbol(name) : name, ...args].map((arg) =>
    'kind' in arg ? { tag: null, value: arg } : { tag: arg[0], value: arg[1] },
  ),
  attributes: NO_TAGS,
})
/** Terms of these variables, with the class of each. */
const terms = (variables: readonly RValue[], classes: readonly string[], more: Record<string, RValue> = {}): RValue => ({
  kind: 'call',
  entries: [{ tag: null, value: symbol('~') }],
  attributes: new Map(Object.entries({ variables: call('list', ...variables), dataClasses: text(...classes), ...more })),
})
const [x, y, k] = [symbol('x'), symbol('y'), symbol('k')]
const columnsOf = (value: RValue) =>
  columnsOfTerms(value)
    ?.columns.map(({ name, type, source, dims }) => `${name} ${type ?? '?'} ${source}${dims.length > 0 ? ` ${dims}` : ''}`)
    .join(', ')

describe('columns of a formula', () => {
  it.each([
    ['x', x, 'numeric', 'x float64 stored'],
    ['x, a factor', x, 'factor', 'x string stored'],
    ['x, a matrix', x, 'nmatrix.3', 'x float64 stored 3'],
    ['x, of another class', x, 'other', 'x ? unknown'],
    ['log(x, k)', call('log', x, k), 'numeric', 'x float64 derived'],
    ['stats::poly(x, 2, coefs = k)', call(call('::', symbol('stats'), symbol('poly')), x, number(2), ['coefs', k]), 'nmatrix.2', 'x float64 derived'],
    ['I(x) of a factor', call('I', x), 'factor', 'x string stored'],
    ['I(x^2)', call('I', call('^', x, number(2))), 'numeric', 'x float64 derived'],
    ['x + y', call('+', x, y), 'numeric', 'x float64 derived, y float64 derived'],
    ['x > 5', call('>', x, number(5)), 'logical', 'x float64 derived'],
    ['x == "a"', call('==', x, text('a')), 'logical', 'x string assumed'],
    ['x == y', call('==', x, y), 'logical', 'x ? unknown, y ? unknown'],
    ['x & y', call('&', x, y), 'logical', 'x bool assumed, y bool assumed'],
    ['cut(x, k)', call('cut', x, k), 'factor', 'x float64 assumed'],
    ['factor(x)', call('factor', x), 'factor', 'x ? unknown'],
    ['mine(x, y)', call('mine', x, y), 'numeric', 'x ? unknown, y ? unknown'],
    ['x * pi', call('*', x, symbol('pi')), 'numeric', 'x float64 derived'],
    ['mine(function(y) y)', call('mine', call('function', y)), 'numeric', ''],
  ])('%s', (_, variable, className, line) => expect(columnsOf(terms([variable], [className]))).toBe(line))

  it('leave out the response', () => {
    expect(columnsOf(terms([y, x], ['numeric', 'character'], { response: number(1) }))).toBe('x string stored')
  })

  it('are known best by the term that says most', () => {
    expect(columnsOf(terms([call('factor', x), call('log', x), x], ['factor', 'numeric', 'logical']))).toBe('x bool stored')
    expect(columnsOf(terms([x, call('log', x)], ['logical', 'numeric']))).toBe('x bool stored')
  })

  it('are those of predvars, which fitting has filled', () => {
    const fitted = { predvars: call('list', call('ns', x, ['knots', number(3)])) }
    expect(columnsOf(terms([call('ns', x, y)], ['nmatrix.2'], fitted))).toBe('x float64 derived')
    expect(columnsOf(terms([call('mine', x, y)], ['numeric'], fitted))).toBe('x float64 derived')
  })

  it('find their class by name where the order differs', () => {
    const named: RValue = { kind: 'strings', length: 2, values: ['factor', 'numeric'], attributes: new Map([['names', text('y', 'x')]]) }
    expect(columnsOf(terms([x, y], [], { dataClasses: named }))).toBe('x float64 stored, y string stored')
  })

  it('of other tables are told', () =>
    expect(columnsOfTerms(terms([call('$', symbol('d'), x)], ['numeric']))).toEqual({ columns: [], foreign: ['d$x'] }))

  it('are none without terms', () => expect(columnsOfTerms(text('a'))).toBeUndefined())
})
