import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { encodeInt, encodeMessage, encodeText, joined } from '../../../src/formats/protobuf-writer.ts'
import { inferOne, lines, MODELS, memory, open } from './models.ts'

describe('the contract of a SavedModel', () => {
  it.each([
    [
      'several signatures, without inputs, of unknown rank, with spaces in their names; init ops left out',
      'tf2-signatures',
      [
        'rank of(any: float64[…]) → (rank: int32[], same: float64[…])',
        'serve(x: float32[-1,4]) → (best: int64[-1], y: float32[-1,2])',
        'serving_default(x: float32[-1,4]) → (best: int64[-1], y: float32[-1,2])',
        'version() → (version: int32[])',
      ],
    ],
    [
      'sparse and ragged tensors as one value, defaults as optional inputs, a placeholder that knows more than its signature',
      'tf1-composites',
      [
        'serving_default(k: optional float32[], ragged: ragged float32[-1,-1], sparse: sparse int64[-1,10], spec: sparse int32[-1,5], unknown: string[…]) → (out: int64[-1,-1], scalar: float32[])',
      ],
    ],
    [
      'the highest of several version directories, as numbers, with variables by reference',
      'tf1-versions',
      ['serving_default(x: float32[-1,3]) → (w: float32[3,2], y: float32[-1,2])'],
    ],
    ['serialized examples', 'tf1-examples', ['classes(inputs: string[-1]) → (scores: float32[-1,2])', 'open(raw: string[-1]) → (age: int64[-1,2])']],
    [
      'text format, braces in bytes included',
      'tf1-text',
      ['classes(inputs: string[-1]) → (scores: float32[-1,2])', 'open(raw: string[-1]) → (age: int64[-1,2])'],
    ],
  ])('%s', (_, directory, expected) => {
    expect(lines(inferOne(open(directory)))).toEqual(expected)
  })

  it('says which framework wrote it and where each fact stands', () => {
    const { framework, signatures } = inferOne(open('tf2-signatures'))
    expect(framework).toEqual({ name: 'tensorflow', version: '2.21.0', format: 'saved-model' })
    expect(signatures[1]?.inputs[0]?.evidence).toEqual({
      name: 'stored',
      type: 'stored',
      rank: 'stored',
      dims: ['stored', 'stored'],
      where: 'saved_model.pb: meta_graphs[0].signature_def["serve"].inputs["x"]',
    })
  })
  it('marks what the graph adds as derived and what nobody says as unknown', () => {
    const [k, , , , unknown] = inferOne(open('tf1-composites')).signatures[0]?.inputs ?? []
    expect(k?.evidence).toMatchObject({ type: 'stored', rank: 'derived', dims: [] })
    expect(unknown?.evidence).toMatchObject({ type: 'stored', rank: 'unknown', dims: [] })
  })
})

describe('warnings of a SavedModel', () => {
  it.each([
    ['tf1-versions', 'tensorflow-other-versions', 'the version directories 9 are in the payload'],
    ['tf1-composites', 'tensorflow-other-tags', 'the tags {train} hold another graph with signatures train_step'],
    [
      'tf1-examples',
      'tensorflow-serialized-examples',
      'classes takes serialized tf.Example records in inputs; the graph parses tags string of any length, age int64 [2]',
    ],
    [
      'tf1-text',
      'tensorflow-serialized-examples',
      'open takes serialized tf.Example records in raw; the graph parses tags string of any length, age int64 [2]',
    ],
  ])('%s: %s', (directory, code, message) => {
    const found = inferOne(open(directory)).warnings.filter((warning) => warning.code === code)
    expect(found.map((warning) => warning.message).join(' ')).toContain(message)
  })
  it('tells of ops that write files', () => {
    const node = encodeMessage(1, [encodeText(1, 'w'), encodeText(2, 'WriteFile')])
    const files = memory({ 'saved_model.pb': savedModel([signature('f', [])], node) })
    expect(inferOne(files).findings).toEqual([{ severity: 'high', message: 'WriteFile writes a file when it runs', where: 'saved_model.pb: node w' }])
  })
})

describe('what has no contract or is damaged', () => {
  const whole = new Uint8Array(readFileSync(`${MODELS}tf2-signatures/saved_model.pb`))
  it.each<[string, Parameters<typeof memory>[0] | string, string]>([
    ['no signatures but internal ones', 'tf2-no-signatures', 'not-inferable'],
    ['a SavedModel in chunks', 'chunked', 'not-inferable'],
    ['a checkpoint without a graph', 'checkpoint-only', 'not-inferable'],
    ['an empty file', { 'saved_model.pb': new Uint8Array(0) }, 'empty-file'],
    ['half a file', { 'saved_model.pb': whole.slice(0, whole.length / 2) }, 'truncated'],
    ['a file without its last byte', { 'saved_model.pb': whole.slice(0, -1) }, 'truncated'],
    ['half a text', { 'saved_model.pbtxt': new Uint8Array(readFileSync(`${MODELS}tf1-text/saved_model.pbtxt`)).slice(0, 5000) }, 'truncated'],
    ['no meta graph', { 'saved_model.pb': encodeInt(1, 1) }, 'corrupt'],
    ['a size of -7', { 'saved_model.pb': savedModel([signature('f', [tensor('x', 1, -7)])]) }, 'corrupt'],
    ['300 axes', { 'saved_model.pb': savedModel([signature('f', [tensor('x', 1, ...Array.from({ length: 300 }, () => 1))])]) }, 'corrupt'],
  ])('%s: %s', (_, model, code) => {
    const files = typeof model === 'string' ? open(model) : memory(model)
    expect(codeOf(() => inferOne(files))).toBe(code)
  })
  it('leaves types open that callers cannot send, and says so', () => {
    const found = inferOne(memory({ 'saved_model.pb': savedModel([signature('f', [tensor('r', 20), tensor('later', 99)])]) }))
    expect(lines(found)).toEqual(['f(later: ?[], r: ?[]) → ()'])
    expect(found.warnings.map((warning) => warning.message)).toEqual([
      'DataType 99 is no type callers can send: it is left open.',
      'DT_RESOURCE is no type callers can send: it is left open.',
    ])
  })
})

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return error instanceof UserError ? error.code : `bug: ${error}`
  }
  return 'no error'
}

// a SavedModel by hand: field numbers of saved_model.proto and meta_graph.proto
function tensor(name: string, dtype: number, ...dims: number[]): Uint8Array {
  const shape = dims.map((dim) => encodeMessage(2, [encodeInt(1, dim)]))
  return encodeMessage(1, [encodeText(1, name), encodeMessage(2, [encodeText(1, `${name}:0`), encodeInt(2, dtype), encodeMessage(3, shape)])])
}
function signature(name: string, inputs: readonly Uint8Array[]): Uint8Array {
  return encodeMessage(5, [encodeText(1, name), encodeMessage(2, inputs)])
}
function savedModel(signatures: readonly Uint8Array[], ...nodes: Uint8Array[]): Uint8Array {
  const info = encodeMessage(1, [encodeText(4, 'serve'), encodeText(5, '2.0.0')])
  return joined([encodeInt(1, 1), encodeMessage(2, [info, encodeMessage(2, nodes), ...signatures])])
}
