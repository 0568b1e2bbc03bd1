import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/contract/types.ts'
import { theano } from '../../../src/frameworks/theano/index.ts'
import { memoryFiles } from '../../model/memory-files.ts'
import { damage } from '../damage.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/theano/${name}.pkl`, import.meta.url)))

function read(name: string) {
  const files = memoryFiles({ 'model.pkl': bytes(name) })
  const [match] = theano.match(files)
  if (match === undefined) throw new Error('no match')
  return theano.infer(files, match)
}

const said = (field: Field): string =>
  `${field.name}${field.optional ? '?' : ''}: ${'shape' in field ? `${field.type ?? '?'} ${field.shape === null ? '?' : `[${field.shape.map((dim) => dim ?? '?')}]`}` : ''}`

describe('functions and graphs', () => {
  it.each([
    ['mlp', 'shared arrays tell the sizes', ['x: float32 [-1,5]'], ['output: float32 [-1,3]']],
    [
      'unnamed',
      'arguments without a name are numbered',
      ['input_0: float32 [-1,5]', 'input_1: int64 []'],
      ['scores: float32 [-1,3]', 'output_1: float32 []'],
    ],
    ['default', 'an argument with a value may be left out', ['x: float32 [-1,4]', 'scale?: float32 []'], ['output: float32 [-1,2]']],
    ['graph', 'arguments of function() that nobody compiled; protocol 0', ['a: float32 [-1,7]', 'b: float32 [-1,3]'], ['output: float32 [-1,3]']],
    ['conv', 'variables side by side', ['image: float32 [-1,3,-1,-1]'], ['output: float32 [-1,8,-1,-1]']],
    ['odd', 'behind an operator nobody knows only the rank is known', ['x: float32 [-1,?]'], ['output: float32 [?,?]']],
  ] as const)('%s: %s', (name, _, inputs, outputs) => {
    const [signature, ...others] = read(name).signatures
    expect(others).toEqual([])
    expect(signature).toMatchObject({ name: 'predict', positional: true })
    expect([signature?.inputs.map(said), signature?.outputs.map(said)]).toEqual([inputs, outputs])
  })

  it('a dict of functions has one signature each', () => {
    expect(read('several').signatures.map(({ name, inputs }) => [name, ...inputs.map(said)])).toEqual([
      ['predict', 'x: float32 [-1,5]'],
      ['encode', 'z: float32 [-1,6]'],
    ])
  })

  it('weights alone say nothing about inputs', () => {
    expect(() => read('weights')).toThrow(expect.objectContaining({ code: 'not-inferable' }))
  })
})

describe('getattr', () => {
  it("is how Python pickles a type's bound method: no danger", () => {
    expect(read('bound-method').findings).toEqual([])
  })

  it('of anything else is one', () => {
    expect(read('other-getattr').findings).toMatchObject([{ severity: 'critical' }])
  })
})

describe('1,200 damaged files: a contract or a UserError', () => {
  it.each(['mlp', 'unnamed', 'several', 'graph'])('%s', (name) => {
    const seen = damage(theano, { 'model.pkl': bytes(name) }, 'model.pkl', 300)
    // the mutations reach deep: some files still give a contract, some are refused
    expect(seen.contract).toBeGreaterThan(5)
    expect(seen.refused).toBeGreaterThan(5)
  })
})
