import { describe, expect, it } from 'vitest'
import { encodeInt, encodeMessage, encodeText, joined } from '../../../src/formats/protobuf-writer.ts'
import { inferOne, lines, memory, open } from './models.ts'

/** See test/models/tensorflow/generate.py; TensorFlow loads and calls these functions with exactly these arguments. */
const NESTED = '(inputs: float32[-1,4], extra: {a: int32[…], b: {0: string[-1]}}) → (y: float32[-1,2], z: {0: int32[…], 1: {0: string[-1]}})'

describe.each(['tf2-functions', 'tf2-functions-text'])('a SavedModel without signatures: %s', (directory) => {
  const found = lines(inferOne(open(directory)))
  it.each([
    ['traces that one trace covers, None or a tensor', '__call__(x: float32[-1,4], mask: optional bool[-1]) → (~output_0: float32[-1,2])'],
    ['nests of arguments and results', `nested${NESTED}`],
    ['a second name of the same function', `again${NESTED}`],
    ['a trace by itself takes the names of its tensors', 'bare(qq: int32[-1]) → (~output_0: int32[-1])'],
    [
      'further arguments, ragged and sparse ones, a named tuple in its own order',
      'composite(rows_0: ragged float32[-1,-1], k: sparse int32[-1,5]) → (second: ragged float32[-1,-1], first: sparse int32[-1,5])',
    ],
    ['nothing in, nothing out', 'reset() → ()'],
    ['sizes that traces differ in', 'sized(x: float32[?], scale: float32[]) → (~output_0: float32[-1], ~output_1: float32[-1])'],
    ['types that traces differ in, a result that only one gives', 'typed(x: ?[…]) → (rank: int32[], same: optional int64[-1,2])'],
  ])('%s', (_, expected) => {
    expect(found).toContain(expected)
  })
  it('leaves out what is private, was never traced, belongs to a part, or is a tensor here and a dictionary there', () => {
    expect(found.map((line) => line.slice(0, line.indexOf('(')))).toEqual([
      '__call__',
      'again',
      'bare',
      'composite',
      'nested',
      'reset',
      'sized',
      'typed',
    ])
  })
})

describe('what is said about functions', () => {
  const { signatures, warnings } = inferOne(open('tf2-functions'))
  it.each([
    ['tensorflow-functions-only', '__call__, again, bare, composite, nested, reset, sized, typed can be called in Python after tf.saved_model.load'],
    [
      'tensorflow-fixed-arguments',
      '__call__ was traced with Python values, which are no inputs of the contract: training (several values or a number)',
    ],
    ['tensorflow-fixed-arguments', 'composite was traced with Python values, which are no inputs of the contract: rows_1'],
    ['tensorflow-function-undecided', 'either is a function whose 2 traces do not say one thing'],
  ])('%s: %s', (code, message) => {
    expect(warnings.some((warning) => warning.code === code && warning.message.includes(message))).toBe(true)
  })
  it('marks names of arguments as stored, those of single results as assumed, and what traces agree on as derived', () => {
    const call = signatures.find(({ name }) => name === '__call__')
    expect(call?.inputs.map(({ evidence }) => [evidence?.name, evidence?.type])).toEqual([
      ['stored', 'derived'],
      ['stored', 'stored'],
    ])
    expect(call?.outputs[0]?.evidence?.name).toBe('assumed')
  })
})

describe('a damaged object graph', () => {
  /** saved_object_graph.proto: a root with one function of one trace. */
  const saved = (trace: Uint8Array): Uint8Array => {
    const root = encodeMessage(1, [encodeMessage(1, [encodeInt(1, 1), encodeText(2, 'f')])])
    const spec = encodeMessage(2, [encodeMessage(1, [encodeMessage(54, [])])])
    const child = encodeMessage(1, [encodeMessage(6, [encodeText(1, 'trace'), spec])])
    const objects = encodeMessage(7, [root, child, trace])
    const info = encodeMessage(1, [encodeText(4, 'serve'), encodeText(5, '2.21.0')])
    return joined([encodeInt(1, 1), encodeMessage(2, [info, encodeMessage(2, []), objects])])
  }
  const TRUE = encodeMessage(1, [encodeInt(14, 1)])
  it.each([
    ['a trace that is not there', encodeMessage(2, [encodeText(1, 'another'), encodeMessage(2, [])]), 'no traced functions'],
    ['a trace without inputs', encodeMessage(2, [encodeText(1, 'trace'), encodeMessage(2, [encodeMessage(4, [TRUE])])]), 'no traced functions'],
  ])('%s', (_, trace, message) => {
    expect(() => inferOne(memory({ 'saved_model.pb': saved(trace) }))).toThrow(message)
  })
  it('refuses nests that are too deep', () => {
    let nest = encodeMessage(52, [])
    for (let i = 0; i < 40; i++) nest = encodeMessage(52, [encodeMessage(1, [nest])])
    const trace = encodeMessage(2, [encodeText(1, 'trace'), encodeMessage(2, [encodeMessage(3, [nest]), encodeMessage(4, [TRUE])])])
    expect(() => inferOne(memory({ 'saved_model.pb': saved(trace) }))).toThrow('nests more than 32 deep')
  })
})
