/** What a wrapper's callers see of the model inside: the model's facts under the wrapper's names, without what the wrapper converts. */
import { describe, expect, it } from 'vitest'
import type { Dim, DType, Field, Signature } from '../../../src/contract/types.ts'
import { UserError } from '../../../src/errors.ts'
import { type Custom, calledBy, isNumber, seenThrough, USUAL_METHODS } from '../../../src/frameworks/wrappers/seen-through.ts'
import { linesOf } from '../contract-of.ts'

const field = (name: string, type: DType | null, shape: readonly Dim[] | null, more: object = {}): Field => ({ name, type, shape, ...more })
const signature = (inputs: readonly Field[], outputs: readonly Field[] = [], more: object = {}): Signature => ({
  name: 'predict',
  inputs,
  outputs,
  ...more,
})
const column = (name: string, type: DType = 'float64'): Field => field(name, type, [-1])

const SAME: Custom = { names: 'same', converts: () => false, isColumn: () => false }
const FREE: Custom = { names: 'free', converts: ({ type }, found) => isNumber(type) && isNumber(found.type), isColumn: () => false }
const TABLE: Custom = { ...FREE, isColumn: (one) => 'shape' in one && one.shape?.length === 1 }

function seen(declared: Signature, found: Signature, custom: Custom): string {
  const declaration = {
    file: 'wrapper',
    contract: { contract: 1, framework: { name: 'w' }, signatures: [declared] },
    locate: () => ({ file: 'wrapper', line: 3 }),
  } as const
  try {
    const [line = ''] = linesOf({
      framework: { name: 'm' },
      signatures: [seenThrough(declaration, declared, found, custom)],
      warnings: [],
      findings: [],
    })
    return line
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`
    throw error
  }
}

describe('inputs', () => {
  it.each<readonly [what: string, declared: readonly Field[], found: Signature, custom: Custom, line: string]>([
    [
      'go by name',
      [column('b'), column('a')],
      signature([field('a', 'string', [-1]), column('b')]),
      TABLE,
      'predict(b float64[-1], a string[-1]) -> ()',
    ],
    [
      'go by other names the model accepts',
      [field('x', 'int8', [2])],
      signature([field('in', 'int8', [2], { aliases: ['x'] })]),
      SAME,
      'predict(x int8[2]) -> ()',
    ],
    ['a single tensor has any name', [field('input-0', 'int8', [2])], signature([field('X', 'int8', [2])]), FREE, 'predict(input-0 int8[2]) -> ()'],
    ['a single column has its own', [column('a')], signature([column('b')]), TABLE, 'predict(a ?[…], b float64[-1]) -> ()'],
    [
      'go by order where the model counts',
      [field('p', 'int8', [2]), field('q', 'bool', [])],
      signature([field('a', 'int8', [2]), field('b', 'bool', [])], [], { positional: true }),
      FREE,
      'predict(p int8[2], q bool[]) -> ()',
    ],
    [
      'keep their names where they are the model’s',
      [field('p', 'int8', [2])],
      signature([field('a', 'int8', [2])]),
      SAME,
      'predict(a int8[2]) -> ()',
    ],
    ['numbers are converted', [column('a', 'int32')], signature([column('a', 'float64')]), TABLE, 'predict(a ?[-1]) -> ()'],
    ['text is not', [column('a', 'int32')], signature([column('a', 'string')]), TABLE, 'predict(a string[-1]) -> ()'],
    ['a table for a matrix', [column('a'), column('b')], signature([field('X', 'float32', [-1, 2])]), TABLE, 'predict(a ?[…], b ?[…]) -> ()'],
    ['a matrix for a table', [field('x', 'float32', [-1, 2])], signature([column('a'), column('b')]), FREE, 'predict(x ?[…]) -> ()'],
    [
      'a table for a matrix of another width',
      [column('a')],
      signature([field('X', 'float32', [-1, 2])]),
      TABLE,
      'contract-conflict: The declaration contradicts the model: wrapper:3: predict.inputs is declared as 1 column, but the model has X float32 [-1, 2]',
    ],
    [
      'a matrix of assumed width is no evidence',
      [column('a')],
      signature([field('X', 'float32', [-1, 2], { assumed: ['shape'] })]),
      TABLE,
      'predict(a ?[…]) -> ()',
    ],
    ['more columns than are read', [column('a'), column('b')], signature([column('a')]), TABLE, 'predict(a float64[-1], b ?[…]) -> ()'],
    [
      'what may be left out is not offered',
      [column('a')],
      signature([column('a'), { ...column('b'), optional: true }]),
      TABLE,
      'predict(a float64[-1]) -> ()',
    ],
    ['nothing declared', [], signature([column('a')]), TABLE, 'predict(a float64[-1]) -> ()'],
    ['nothing found', [column('a')], signature([]), SAME, 'predict(a ?[…]) -> ()'],
    ['a sequence for a tensor', [{ name: 'a', sequence: column('') }], signature([column('a')]), TABLE, 'predict(a ?[…]) -> ()'],
  ])('%s', (_, declared, found, custom, line) => {
    expect(seen(signature(declared), found, custom)).toBe(line)
  })
})

describe('outputs', () => {
  it.each<readonly [what: string, declared: readonly Field[], found: readonly Field[], custom: Custom, line: string]>([
    ['types are promises', [field('y', 'int32', [-1])], [field('y', 'int64', [-1])], FREE, 'predict() -> (y int64[-1])'],
    ['a column of one is a series', [column('y')], [field('y', 'float64', [-1, 1])], TABLE, 'predict() -> (y float64[-1])'],
    [
      'a declared size may be true where any is possible',
      [field('y', 'int8', [-1, 7])],
      [field('y', 'int8', ['batch', 'n'])],
      FREE,
      'predict() -> (y int8[batch,?])',
    ],
    ['a declared -1 says nothing', [field('y', 'int8', [-1, -1])], [field('y', 'int8', [4, 'n'])], FREE, 'predict() -> (y int8[4,n])'],
    ['only what is declared is offered', [column('y')], [column('y'), column('z')], SAME, 'predict() -> (y float64[-1])'],
    ['others than the model has', [column('x')], [column('y')], SAME, 'predict() -> ()'],
    ['columns for a matrix', [column('a'), column('b')], [field('y', 'float32', [-1, 2])], TABLE, 'predict() -> (a ?[…], b ?[…])'],
    [
      'columns for a matrix of another width',
      [column('a'), column('b')],
      [field('y', 'float32', [-1, 3])],
      TABLE,
      'contract-conflict: The declaration contradicts the model: wrapper:3: predict.outputs is declared as 2 columns, but the model has y float32 [-1, 3]',
    ],
  ])('%s', (_, declared, found, custom, line) => {
    expect(seen(signature([], declared), signature([], found), custom)).toBe(line)
  })
})

describe('what a server calls', () => {
  const named = (...names: readonly string[]): readonly Signature[] => names.map((name) => ({ name, inputs: [], outputs: [] }))
  it.each<readonly [found: readonly Signature[], called: string | undefined]>([
    [named('transform'), 'transform'],
    [named('anything'), 'anything'],
    [named('predict_proba', 'predict'), 'predict'],
    [named('open', 'serving_default'), 'serving_default'],
    [named('a', 'b'), undefined],
    [[], undefined],
  ])('%j', (found, called) => {
    expect(calledBy(found, USUAL_METHODS)?.name).toBe(called)
  })
})
