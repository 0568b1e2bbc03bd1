import { describe, expect, it } from 'vitest'
import type { RowLevel } from '../../src/contract/change.ts'
import { diff } from '../../src/contract/diff.ts'
import { levelOf } from '../../src/contract/level.ts'
import type { Contract, Field, Signature } from '../../src/contract/types.ts'
import { HOSTILE_NAMES } from './arbitraries.ts'
import { contractOf, field, float, int } from './contracts.ts'

const rows = (a: Contract, b: Contract) => diff(a, b).map(({ rule, level }) => [rule, level])
const inputs = (...fields: readonly Field[]) => contractOf(fields, [float('y', [-1])])
const outputs = (...fields: readonly Field[]) => contractOf([float('x')], fields)
const of = (value: object) => field('v', value as Field)
const tensor = { type: 'float32', shape: [-1] }

type Row = readonly [string, RowLevel]

describe('one change of one field', () => {
  const table: readonly (readonly [what: string, was: Field, is: Field, asInput: readonly Row[], asOutput: readonly Row[]])[] = [
    ['nothing', float('v'), float('v'), [], []],
    ['type', int('v'), float('v'), [['input-type-changed', 'breaking']], [['output-type-changed', 'breaking']]],
    ['rank', float('v', [-1]), float('v', [-1, 4]), [['input-rank-changed', 'breaking']], [['output-rank-changed', 'breaking']]],
    ['scalar to vector', float('v', []), float('v', [1]), [['input-rank-changed', 'breaking']], [['output-rank-changed', 'breaking']]],
    ['fixed → any', float('v', [8]), float('v', [-1]), [['input-dim-widened', 'compatible']], [['output-dim-widened', 'breaking']]],
    ['any → fixed', float('v', [-1]), float('v', [8]), [['input-dim-narrowed', 'breaking']], [['output-dim-narrowed', 'compatible']]],
    ['fixed → another fixed', float('v', [-1, 4]), float('v', [-1, 5]), [['input-dim-changed', 'breaking']], [['output-dim-changed', 'breaking']]],
    ['a lone symbol is any size', float('v', ['n']), float('v', [-1]), [], []],
    ['a symbol by another name', float('v', ['n', 'n']), float('v', ['k', 'k']), [], []],
    ['two sizes tied', float('v', [-1, -1]), float('v', ['n', 'n']), [['input-dims-tied', 'breaking']], [['output-dims-tied', 'compatible']]],
    [
      'two sizes freed',
      float('v', ['n', 'n']),
      float('v', ['n', 'm']),
      [['input-dims-independent', 'compatible']],
      [['output-dims-independent', 'breaking']],
    ],
    ['type lost', float('v'), { ...float('v'), type: null }, [['input-type-lost', 'lost']], [['output-type-lost', 'lost']]],
    ['type learned', { ...float('v'), type: null }, float('v'), [['input-type-learned', 'learned']], [['output-type-learned', 'learned']]],
    ['rank lost', float('v'), float('v', null), [['input-rank-lost', 'lost']], [['output-rank-lost', 'lost']]],
    ['rank learned', float('v', null), float('v'), [['input-rank-learned', 'learned']], [['output-rank-learned', 'learned']]],
    ['any → unknown is not the same', float('v', [-1]), float('v', [null]), [['input-dim-lost', 'lost']], [['output-dim-lost', 'lost']]],
    ['size learned', float('v', [null]), float('v', [4]), [['input-dim-learned', 'learned']], [['output-dim-learned', 'learned']]],
    ['type known → assumed', float('v'), float('v', [-1, 4], { assumed: ['type'] }), [['input-type-lost', 'lost']], [['output-type-lost', 'lost']]],
    [
      'an assumed type may turn out otherwise',
      int('v', [-1, 4], { assumed: ['type'] }),
      float('v'),
      [['input-type-learned', 'learned']],
      [['output-type-learned', 'learned']],
    ],
    [
      'an assumed shape too',
      float('v', [-1], { assumed: ['shape'] }),
      float('v'),
      [['input-rank-learned', 'learned']],
      [['output-rank-learned', 'learned']],
    ],
    [
      'required → optional',
      float('v'),
      float('v', [-1, 4], { optional: true }),
      [['input-became-optional', 'compatible']],
      [['output-became-optional', 'breaking']],
    ],
    [
      'optional → required',
      float('v', [-1, 4], { optional: true }),
      float('v'),
      [['input-became-required', 'breaking']],
      [['output-became-required', 'compatible']],
    ],
    [
      'dense → sparse',
      float('v'),
      float('v', [-1, 4], { sparse: true }),
      [['input-encoding-changed', 'breaking']],
      [['output-encoding-changed', 'breaking']],
    ],
    [
      'ragged → dense',
      float('v', [-1, 4], { ragged: true }),
      float('v'),
      [['input-encoding-changed', 'breaking']],
      [['output-encoding-changed', 'breaking']],
    ],
    [
      'profile said',
      float('v'),
      float('v', [-1, 4], { profile: 'ratio' }),
      [['input-profile-learned', 'learned']],
      [['output-profile-learned', 'learned']],
    ],
    ['profile none is no profile', float('v'), float('v', [-1, 4], { profile: 'none' }), [], []],
    [
      'profile changed',
      float('v', [], { profile: 'ratio' }),
      float('v', [], { profile: 'text' }),
      [['input-profile-changed', 'compatible']],
      [['output-profile-changed', 'compatible']],
    ],
    ['tensor → sequence', of(tensor), of({ sequence: tensor }), [['input-kind-changed', 'breaking']], [['output-kind-changed', 'breaking']]],
    [
      'wholly unknown → sequence',
      of({ type: null, shape: null }),
      of({ sequence: tensor }),
      [['input-type-learned', 'learned']],
      [['output-type-learned', 'learned']],
    ],
    [
      'wholly unknown → sparse',
      of({ type: null, shape: null }),
      of({ ...tensor, sparse: true }),
      [
        ['input-type-learned', 'learned'],
        ['input-rank-learned', 'learned'],
      ],
      [
        ['output-type-learned', 'learned'],
        ['output-rank-learned', 'learned'],
      ],
    ],
    [
      'an assumed kind may turn out otherwise',
      of({ sequence: tensor, assumed: ['type'] }),
      of({ map: { key: 'int8', value: tensor } }),
      [['input-type-learned', 'learned']],
      [['output-type-learned', 'learned']],
    ],
    [
      'an assumed image size too',
      of({ image: { width: 8, height: -1, channels: 3 }, assumed: ['shape'] }),
      of({ image: { width: 9, height: -1, channels: 3 } }),
      [['input-dim-learned', 'learned']],
      [['output-dim-learned', 'learned']],
    ],
    [
      'map → wholly unknown',
      of({ map: { key: 'int64', value: tensor } }),
      of({ type: null, shape: null }),
      [['input-type-lost', 'lost']],
      [['output-type-lost', 'lost']],
    ],
    [
      'type of elements',
      of({ sequence: tensor }),
      of({ sequence: { ...tensor, type: 'int8' } }),
      [['input-type-changed', 'breaking']],
      [['output-type-changed', 'breaking']],
    ],
    [
      'type of keys',
      of({ map: { key: 'int64', value: tensor } }),
      of({ map: { key: 'string', value: tensor } }),
      [['input-type-changed', 'breaking']],
      [['output-type-changed', 'breaking']],
    ],
    [
      'size in values',
      of({ map: { key: 'int64', value: tensor } }),
      of({ map: { key: 'int64', value: { ...tensor, shape: [3] } } }),
      [['input-dim-narrowed', 'breaking']],
      [['output-dim-narrowed', 'compatible']],
    ],
    [
      'field of a struct added',
      of({ struct: [] }),
      of({ struct: [float('a')] }),
      [['input-required-added', 'breaking']],
      [['output-added', 'compatible']],
    ],
    [
      'field of a struct removed',
      of({ struct: [float('a')] }),
      of({ struct: [] }),
      [['input-removed', 'breaking']],
      [['output-removed', 'breaking']],
    ],
    ['order in a struct', of({ struct: [float('a'), int('b')] }), of({ struct: [int('b'), float('a')] }), [], []],
    [
      'image size fixed',
      of({ image: { width: -1, height: 8, channels: 3 } }),
      of({ image: { width: 8, height: 8, channels: 3 } }),
      [['input-dim-narrowed', 'breaking']],
      [['output-dim-narrowed', 'compatible']],
    ],
    ['renamed to an alias', float('v', [], { aliases: ['w'] }), float('w', [], { aliases: ['v'] }), [], []],
    ['one more alias', float('v'), float('w', [-1, 4], { aliases: ['v'] }), [], []],
    [
      'alias dropped',
      float('v', [], { aliases: ['w'] }),
      float('w', []),
      [['input-name-dropped', 'breaking']],
      [['output-name-dropped', 'breaking']],
    ],
    [
      'an assumed name may turn out otherwise',
      float('v', [], { assumed: ['name'] }),
      float('ids', []),
      [['input-name-learned', 'learned']],
      [['output-name-learned', 'learned']],
    ],
    [
      'name known → assumed',
      float('v'),
      float('input', [-1, 4], { assumed: ['name'] }),
      [['input-name-lost', 'lost']],
      [['output-name-lost', 'lost']],
    ],
    ['likely rename', int('age'), int('years'), [['input-renamed', 'breaking']], [['output-renamed', 'breaking']]],
    [
      'another name and another type is no rename',
      int('age'),
      float('years'),
      [
        ['input-removed', 'breaking'],
        ['input-required-added', 'breaking'],
      ],
      [
        ['output-removed', 'breaking'],
        ['output-added', 'compatible'],
      ],
    ],
  ]
  it.each(table)('%s', (_, was, is, asInput, asOutput) => {
    expect(rows(inputs(was), inputs(is))).toEqual(asInput)
    expect(rows(outputs(was), outputs(is))).toEqual(asOutput)
  })
})

describe('fields that come and go', () => {
  it.each([
    ['a required input', inputs(), inputs(float('v')), [['input-required-added', 'breaking']]],
    ['an optional input', inputs(), inputs(float('v', [], { optional: true })), [['input-optional-added', 'compatible']]],
    ['an output', outputs(), outputs(float('v')), [['output-added', 'compatible']]],
    [
      'several renames are told apart by type',
      inputs(int('a'), float('b')),
      inputs(float('c'), int('d')),
      [
        ['input-renamed', 'breaking'],
        ['input-renamed', 'breaking'],
      ],
    ],
    [
      'two of equal type are no hint',
      inputs(int('a')),
      inputs(int('c'), int('d')),
      [
        ['input-removed', 'breaking'],
        ['input-required-added', 'breaking'],
        ['input-required-added', 'breaking'],
      ],
    ],
    [
      'unknown types are no hint',
      inputs(float('a', null)),
      inputs(float('b', null)),
      [
        ['input-removed', 'breaking'],
        ['input-required-added', 'breaking'],
      ],
    ],
  ])('%s', (_, a, b, expected) => {
    expect(rows(a, b)).toEqual(expected)
  })

  it('matches assumed names by what the fields carry, whatever their order', () => {
    const guessed = inputs(int('input_0', [-1, 128], { assumed: ['name'] }), float('input_1', [-1, 3], { assumed: ['name'] }))
    expect(rows(guessed, inputs(float('pixels', [-1, 3]), int('ids', [-1, 128])))).toEqual([
      ['input-name-learned', 'learned'],
      ['input-name-learned', 'learned'],
    ])
  })
})

describe('assumed names', () => {
  it('leave an input that carries the same where an optional one is new', () => {
    const guessed = inputs(int('input', [-1], { assumed: ['name'] }))
    expect(rows(guessed, inputs(float('a', [-1], { optional: true }), int('z', [-1])))).toEqual([
      ['input-optional-added', 'compatible'],
      ['input-name-learned', 'learned'],
    ])
  })
})

describe('positional signatures', () => {
  const call = (fields: readonly Field[], results: readonly Field[] = [float('y')]) => contractOf(fields, results, { positional: true })
  it.each([
    ['names are decoration', call([float('x')]), call([float('input')]), []],
    ['arguments swapped', call([float('x'), float('mask')]), call([float('mask'), float('x')]), [['input-order-changed', 'breaking']]],
    [
      'order of types',
      call([float('a'), int('b')]),
      call([int('c'), float('d')]),
      [
        ['input-type-changed', 'breaking'],
        ['input-type-changed', 'breaking'],
      ],
    ],
    [
      'optional argument at the end',
      call([float('x')]),
      call([float('x'), int('k', [], { optional: true })]),
      [['input-optional-added', 'compatible']],
    ],
    [
      'argument put in front',
      call([float('x')]),
      call([int('k', []), float('x')]),
      [
        ['input-order-changed', 'breaking'],
        ['input-required-added', 'breaking'],
      ],
    ],
    [
      'one result becomes a tuple',
      call([], [float('y')]),
      call([], [float('y'), int('z')]),
      [
        ['output-became-tuple', 'breaking'],
        ['output-added', 'compatible'],
      ],
    ],
    ['by position → by name', call([float('x')]), contractOf([float('x')], [float('y')]), [['calling-convention-changed', 'breaking']]],
    ['by name → by position', contractOf([float('x')], [float('y')]), call([float('input')]), [['calling-convention-changed', 'breaking']]],
  ])('%s', (_, a, b, expected) => {
    expect(rows(a, b)).toEqual(expected)
  })
})

describe('symbols across inputs and outputs', () => {
  const of = (x: Field['name'] extends string ? readonly (number | string | null)[] : never, y: readonly (number | string | null)[]) =>
    contractOf([float('x', x)], [float('y', y)])
  it.each([
    ['the output follows the input from now on', of([-1], [-1]), of(['n'], ['n']), [['output-dims-tied', 'compatible']]],
    ['the output does not follow the input any more', of(['n'], ['n']), of([-1], [-1]), [['output-dims-independent', 'breaking']]],
    [
      'one row in, one row out → any number of rows',
      of([1], [1]),
      of(['n'], ['n']),
      [
        ['input-dim-widened', 'compatible'],
        ['output-dim-follows-input', 'compatible'],
      ],
    ],
    [
      '… but only if it is the same number',
      of([4], [1]),
      of(['n'], ['n']),
      [
        ['input-dim-widened', 'compatible'],
        ['output-dim-widened', 'breaking'],
        ['output-dims-tied', 'compatible'],
      ],
    ],
    [
      'a fixed output where it followed the input',
      of(['n'], ['n']),
      of(['n'], [4]),
      [
        ['output-dim-narrowed', 'compatible'],
        ['output-dims-independent', 'breaking'],
      ],
    ],
    ['a size that is unknown now is lost, not independent', of(['n'], ['n']), of(['n'], [null]), [['output-dim-lost', 'lost']]],
  ])('%s', (_, a, b, expected) => {
    expect(rows(a, b)).toEqual(expected)
  })

  it.each([
    ['optional', (dim: number | string) => float('x', [dim], { optional: true })],
    ['in a sequence', (dim: number | string) => field('v', { sequence: { type: 'float32', shape: [dim] } })],
  ])('does not follow an input that a call may not carry: %s', (_, input) => {
    const changes = rows(contractOf([input(1)], [float('y', [1])]), contractOf([input('n')], [float('y', ['n'])]))
    expect(changes).toContainEqual(['output-dim-widened', 'breaking'])
  })

  it('does not call inputs free when one of them is fixed', () => {
    expect(rows(inputs(float('a', ['n']), float('b', ['n'])), inputs(float('a', [4]), float('b', ['n'])))).toEqual([
      ['input-dim-narrowed', 'breaking'],
    ])
  })

  it('refuses different fixed sizes that must be equal now', () => {
    expect(rows(inputs(float('a', [4]), float('b', [5])), inputs(float('a', ['n']), float('b', ['n'])))).toContainEqual([
      'input-dims-tied',
      'breaking',
    ])
  })

  it('says one row for a table whose 10,000 columns get a common batch, in reasonable time', () => {
    const columns = (dim: number | string) => inputs(...Array.from({ length: 10_000 }, (_, index) => float(`c${index}`, [dim])))
    const [row, ...more] = diff(columns(-1), columns('batch'))
    expect(more).toEqual([])
    expect(row?.message).toBe(
      'callers that send dimension 0 of `c0`, dimension 0 of `c1`, dimension 0 of `c2` and 9997 more in different sizes will be rejected: the sizes must be equal now',
    )
  })
})

it('compares a struct of 150,000 fields, more than a call may have arguments', () => {
  const wide = (type: 'int8' | 'int16') =>
    inputs(of({ struct: Array.from({ length: 150_000 }, (_, index) => ({ name: `c${index}`, type, shape: [] })) }))
  expect(diff(wide('int8'), wide('int16'))).toHaveLength(150_000)
})

describe('signatures and the model', () => {
  const named = (...names: readonly string[]): Contract => ({
    contract: 1,
    framework: { name: 'tensorflow' },
    signatures: names.map((name): Signature => ({ name, inputs: [float('x')], outputs: [] })),
  })
  it('adds compatibly and removes breakingly', () => {
    expect(rows(named('a'), named('a', 'b'))).toEqual([['signature-added', 'compatible']])
    expect(rows(named('a', 'b'), named('a'))).toEqual([['signature-removed', 'breaking']])
  })

  it('says a renamed only signature as removed and added, with the hint', () => {
    const changes = diff(named('predict'), named('classify'))
    expect(changes.map(({ rule }) => rule)).toEqual(['signature-removed', 'signature-added'])
    expect(changes[0]?.message).toBe(
      'callers of `predict` will fail: the signature is gone; `classify` has the same inputs and outputs: it looks renamed',
    )
  })

  it('gives no hint where several signatures could be the renamed one', () => {
    expect(diff(named('predict'), named('a', 'b'))[0]?.message).toBe('callers of `predict` will fail: the signature is gone')
  })

  it.each([
    ['framework', { name: 'onnx' }, { name: 'ort' }, [['runtime-changed', 'compatible']]],
    ['format', { name: 'keras', format: 'h5' }, { name: 'keras', format: 'keras' }, [['runtime-changed', 'compatible']]],
    ['version', { name: 'sklearn', version: '1.4' }, { name: 'sklearn', version: '1.5' }, []],
    ['format not said before', { name: 'keras' }, { name: 'keras', format: 'keras' }, []],
  ])('framework: %s', (_, was, is, expected) => {
    expect(rows({ ...contractOf([]), framework: was }, { ...contractOf([]), framework: is })).toEqual(expected)
  })
})

describe('sentences for callers', () => {
  it.each([
    ['type of an input', inputs(int('age')), inputs(float('age')), 'callers that send `age` as int64 will be rejected: it is float32 now'],
    ['type of an output', outputs(int('label')), outputs(float('label')), 'callers that read `label` as int64 get float32 now'],
    ['removed input', inputs(int('age')), inputs(), 'callers that send `age` will be rejected: there is no such input any more'],
    [
      'nested',
      outputs(of({ sequence: tensor })),
      outputs(of({ sequence: { ...tensor, type: 'int8' } })),
      'callers that read elements of `v` as float32 get int8 now',
    ],
    [
      'rename',
      inputs(int('age')),
      inputs(int('years')),
      'callers that send `age` will be rejected: it looks renamed to `years`, which has the same type and shape',
    ],
    [
      'several sizes in one row',
      inputs(float('x', [-1, 224, 224, 3])),
      inputs(float('x', [-1, 299, 299, 3])),
      'callers that send `x` as [-1, 224, 224, 3] will be rejected: it is [-1, 299, 299, 3] now (dimension 1 224 → 299, dimension 2 224 → 299)',
    ],
  ])('%s', (_, a, b, sentence) => {
    expect(diff(a, b).map(({ message }) => message)).toEqual([sentence])
  })

  it('points to the field, also inside of others', () => {
    const deep = (type: 'int8' | 'int16') => inputs(of({ map: { key: 'string', value: { struct: [{ name: 'a', type, shape: [] }] } } }))
    expect(diff(deep('int8'), deep('int16'))[0]?.path).toEqual(['predict', 'inputs', 'v', 'map', 'value', 'struct', 'a'])
  })
})

describe('hostile names are names like any other', () => {
  it.each(HOSTILE_NAMES)('%j', (name) => {
    expect(rows(inputs(float(name)), inputs(float(name)))).toEqual([])
    expect(rows(inputs(float(name)), inputs(int(name)))).toEqual([['input-type-changed', 'breaking']])
    expect(rows(inputs(), inputs(float(name, [], { optional: true })))).toEqual([['input-optional-added', 'compatible']])
    const signature = (one: string): Contract => ({ ...contractOf([]), signatures: [{ name: one, inputs: [], outputs: [] }] })
    expect(rows(signature('plain'), signature(name)).map(([rule]) => rule)).toEqual(['signature-removed', 'signature-added'])
  })
})

describe('the level of a comparison', () => {
  const row = (level: RowLevel) => ({ rule: 'r', level, where: '', path: [], was: '', is: '', message: '' })
  it.each([
    ['nothing at all', [], { contentChanged: false }, 'unchanged'],
    ['other bytes', [], { contentChanged: true }, 'weights'],
    ['learned only', ['learned'], { contentChanged: false }, 'learned'],
    ['learned and other bytes', ['learned'], { contentChanged: true }, 'weights'],
    ['compatible beats weights', ['compatible', 'learned'], { contentChanged: true }, 'compatible'],
    ['lost is no break', ['lost'], { contentChanged: true }, 'compatible'],
    ['lost is a break with strict', ['lost'], { contentChanged: true, strict: true }, 'breaking'],
    ['breaking beats all', ['compatible', 'breaking', 'lost'], { contentChanged: false }, 'breaking'],
  ] as const)('%s', (_, levels, circumstances, expected) => {
    expect(levelOf(levels.map(row), circumstances)).toBe(expected)
  })
})
