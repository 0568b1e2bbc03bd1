import { describe, expect, it } from 'vitest'
import { pfa } from '../../../src/frameworks/pfa/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

/** Engines after the examples of the PFA specification. */
const engine = (input: unknown, output: unknown = 'double', more: object = {}) =>
  JSON.stringify({ input, output, action: [{ '+': ['input', 1] }], ...more })
const lineOf = (text: string, name = 'm.pfa') => linesOf(inferFrom(pfa, { [name]: text }))[0]
const inputsOf = (input: unknown, more: object = {}) =>
  lineOf(engine(input, 'double', more))
    ?.split(') -> ')[0]
    ?.slice('predict('.length)
const record = (fields: Record<string, unknown>, name = 'Datum', more: object = {}) => ({
  type: 'record',
  name,
  fields: Object.entries(fields).map(([field, type]) => ({ name: field, type })),
  ...more,
})

describe('Avro types of the input', () => {
  it.each([
    ['boolean', 'boolean', 'input bool[-1]'],
    ['int', 'int', 'input int32[-1]'],
    ['long', 'long', 'input int64[-1]'],
    ['float', 'float', 'input float32[-1]'],
    ['double', 'double', 'input float64[-1]'],
    ['string', 'string', 'input string[-1]'],
    ['bytes', 'bytes', 'input bytes[-1]'],
    ['null', 'null', 'input ?[-1]'],
    ['a primitive written long', { type: 'int' }, 'input int32[-1]'],
    ['enum', { type: 'enum', name: 'Color', symbols: ['red'] }, 'input string[-1]'],
    ['fixed', { type: 'fixed', name: 'Key', size: 16 }, 'input bytes[-1]'],
    ['array', { type: 'array', items: 'double' }, 'input sequence<float64[]>'],
    ['array of arrays', { type: 'array', items: { type: 'array', items: 'int' } }, 'input sequence<sequence<int32[]>>'],
    ['map', { type: 'map', values: 'int' }, 'input map<string, int32[]>'],
    ['record: a table', record({ x: 'double', n: 'int' }), 'x float64[-1], n int32[-1]'],
    ['record in a record: a struct', record({ p: record({ x: 'double' }, 'Point') }), 'p {x float64[]}'],
    ['array of records', { type: 'array', items: record({ x: 'double' }) }, 'input sequence<{x float64[]}>'],
    ['nothing or one type', record({ x: ['null', 'double'], y: ['string', 'null'] }), 'x float64[-1] optional, y string[-1] optional'],
    ['one of several types', record({ x: ['int', 'string'] }), 'x ?[…]'],
  ])('%s', (_, input, line) => expect(inputsOf(input)).toBe(line))
})

describe('names of types', () => {
  const point = record({ x: 'double' }, 'Point')
  it.each([
    ['stand for what was declared before', record({ a: point, b: 'Point' }), {}, 'a {x float64[]}, b {x float64[]}'],
    ['or elsewhere, in a cell', 'Point', { cells: { c: { type: point, init: { x: 1 } } } }, 'x float64[-1]'],
    ['or in the output', 'Point', { output: point }, 'x float64[-1]'],
    [
      'belong to a namespace',
      record({ a: record({ x: 'int' }, 'Inner'), b: 'Inner' }, 'Datum', { namespace: 'org.a' }),
      {},
      'a {x int32[]}, b {x int32[]}',
    ],
    [
      'of other namespaces are written in full',
      record({ a: record({ x: 'int' }, 'In', { namespace: 'b' }), c: 'b.In' }),
      {},
      'a {x int32[]}, c {x int32[]}',
    ],
    [
      'declared twice are what was said first',
      'Point',
      { cells: { c: { type: point }, d: { type: record({ z: 'int' }, 'Point') } } },
      'x float64[-1]',
    ],
    ['in the values of cells declare nothing', 'Point', { cells: { c: { type: 'int', init: point } } }, 'input ?[…]'],
  ])('%s', (_, input, more, line) => expect(inputsOf(input, more)).toBe(line))

  it('that nobody declares are told', () => {
    expect(inferFrom(pfa, { 'm.pfa': engine('Nothing') }).warnings.map(({ code }) => code)).toEqual(['pfa-unknown-type'])
  })

  it('of records that hold themselves end somewhere', () => {
    expect(inputsOf(record({ next: ['null', 'Datum'] }))?.length).toBeLessThan(2_000)
  })

  it('that double with every step end as well', () => {
    const types = Array.from({ length: 30 }, (_, i) => record(i === 0 ? { x: 'int' } : { a: `T${i - 1}`, b: `T${i - 1}` }, `T${i}`))
    expect(inputsOf('T29', { cells: Object.fromEntries(types.map((type, i) => [`c${i}`, { type, init: 0 }])) })?.length).toBeGreaterThan(0)
  })
})

describe('engines', () => {
  it('give a record as columns', () => {
    expect(lineOf(engine('int', record({ label: 'string', score: 'double' })))).toBe(
      'predict(input int32[-1]) -> (label string[-1], score float64[-1])',
    )
  })

  it('that emit may give nothing', () => {
    expect(lineOf(engine('int', 'string', { method: 'emit' }))).toBe('predict(input int32[-1]) -> (predict string[-1] optional)')
  })

  it.each([
    ['block', 'input: string\n# comment\noutput:\n  type: map\n  values: int\naction:\n- input\n'],
    ['flow', '---\n"input": string\noutput: {type: map, values: int}\naction: [input]\n'],
    [
      'deep models below cells',
      `input: string\noutput: {type: map, values: int}\naction: [x]\ncells:\n  t:\n    init: ${'['.repeat(90)}${']'.repeat(90)}\n`,
    ],
    ['a broken model below cells', 'input: string\noutput: {type: map, values: int}\naction: [x]\ncells:\n  a: [\n'],
  ])('in YAML: %s', (_, text) => expect(lineOf(text, 'model.yaml')).toBe('predict(input string[-1]) -> (predict map<string, int32[]>)'))

  it('in YAML: types from cells', () => {
    const text = 'input: Point\noutput: double\naction: [x]\ncells:\n  c:\n    type: {type: record, name: Point, fields: [{name: x, type: double}]}\n'
    expect(lineOf(text, 'm.yml')).toBe('predict(x float64[-1]) -> (predict float64[-1])')
  })

  it.each([
    ['JSON with other keys first', 'm.json', JSON.stringify({ prompt: 1, input: 'int', output: 'int', action: 1 })],
    ['an input that is no schema', 'm.json', JSON.stringify({ input: { a: 1 }, output: 'int', action: [] })],
    ['a definition file', 'serving.yaml', 'kind: Model\ninput: x\noutput: y\naction: z\n'],
    ['a record of a conversation', 'm.json', JSON.stringify({ input: 'hello', output: 5, action: 'say' })],
  ])('%s is none', (_, name, text) => expect(pfa.match(inMemory({ [name]: new TextEncoder().encode(text) }))).toEqual([]))

  it.each([
    ['that end early', engine('int').slice(0, -20), 'truncated'],
    ['that are no JSON', engine('int').replace('"output":', '"output"'), 'corrupt'],
    ['without an output', '{"input": "int", "action": []}', 'corrupt'],
  ])('%s are refused', (_, text, code) => expect(refusalOf(pfa, { 'm.pfa': text })).toBe(code))

  it('damaged give a contract or a refusal', () => {
    const model = { 'm.pfa': new TextEncoder().encode(engine(record({ x: ['null', 'double'], y: record({ z: 'int' }, 'In'), w: 'In' }))) }
    const seen = damage(pfa, model, 'm.pfa', 300)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(5)
    expect(damageJson(pfa, model, 'm.pfa', 300).contract).toBeGreaterThan(50)
  })
})
