import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tflite } from '../../../src/frameworks/tflite/index.ts'
import { type FlatTable, flatbuffer } from '../../formats/flatbuffer-writer.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const model = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/tflite/${name}`, import.meta.url)))

describe('models that TensorFlow converted', () => {
  it.each([
    ['two-signatures.tflite', ['mix(a float32[], b int32[]) -> (sum float32[])', 'score(x float32[-1,3]) -> (best int64[-1], y float32[-1,2])']],
    ['no-signature.tflite', ['predict(x float32[1,4], y float32[1,4]) -> (Identity float32[1,4], Identity_1 int32[1,4])']],
    ['quantized.tflite', ['serving_default(row uint8[-1,4]) -> (output_0 uint8[-1,3])']],
    ['any-rank.tflite', ['serving_default(any float32[…]) -> (double float32[…])']],
  ])('%s', (name, lines) => expect([...linesOf(inferFrom(tflite, { 'model.tflite': model(name) }))].sort()).toEqual(lines))

  it('are recognised by content', () => {
    expect(tflite.match(inMemory({ weights: model('no-signature.tflite'), 'notes.tflite': new Uint8Array(20) })).map(({ path }) => path)).toEqual([
      'weights',
    ])
  })

  it('say how quantized values are meant', () => {
    const { warnings } = inferFrom(tflite, { 'model.tflite': model('quantized.tflite') })
    expect(warnings.map(({ code }) => code)).toEqual(['tflite-quantized', 'tflite-quantized'])
    expect(warnings[0]?.message).toMatch(/^row is quantized to uint8: real value = 0\.0038\d* × \(stored - 0\)\.$/)
  })
})

describe('what tensors say', () => {
  const withTensors = (tensors: readonly FlatTable[], inputs: readonly number[], outputs: readonly number[], more: FlatTable = {}) => ({
    'model.tflite': flatbuffer({ 2: { tables: [{ 0: { tables: tensors }, 1: { i32s: inputs }, 2: { i32s: outputs } }] }, ...more }, 'TFL3'),
  })
  const tensor = (name: string, more: FlatTable): FlatTable => ({ 3: { text: name }, ...more })
  const shapeIs = (more: FlatTable) => linesOf(inferFrom(tflite, withTensors([tensor('x', more)], [0], [])))[0]

  it.each<[string, FlatTable, string]>([
    ['the signature of a shape, not its example', { 0: { i32s: [1, 3] }, 7: { i32s: [-1, 3] } }, 'x float32[-1,3]'],
    ['its shape, where there is no signature', { 0: { i32s: [1, 3] } }, 'x float32[1,3]'],
    ['an empty shape with rank: a scalar', { 0: { i32s: [] }, 8: { u8: 1 } }, 'x float32[]'],
    ['an empty shape without rank: unknown', { 0: { i32s: [] } }, 'x float32[…]'],
    ['no shape at all: unknown', {}, 'x float32[…]'],
    ['a type from the future: unknown', { 0: { i32s: [2] }, 1: { u8: 99 } }, 'x ?[2]'],
    ['a resource is no type of a value', { 0: { i32s: [2] }, 1: { u8: 13 } }, 'x ?[2]'],
  ])('%s', (_, more, field) => expect(shapeIs(more)).toBe(`predict(${field}) -> ()`))

  it('names that do not tell the inputs apart are replaced by positions', () => {
    const files = withTensors([tensor('', { 0: { i32s: [1] } }), tensor('', { 0: { i32s: [2] } })], [0, 1], [1])
    expect(linesOf(inferFrom(tflite, files))).toEqual(['predict(input_0 float32[1] ~name, input_1 float32[2] ~name) -> ( float32[2])'])
  })

  const signature = (more: FlatTable): FlatTable => ({
    7: { tables: [{ 0: { tables: [{ 0: { text: 'in' }, 1: { i32: 0 } }] }, 2: { text: 'f' }, ...more }] },
  })

  it.each<[string, Parameters<typeof withTensors>]>([
    ['an input that is no tensor', [[], [0], []]],
    ['a size below -1', [[tensor('x', { 0: { i32s: [-5] } })], [0], []]],
    ['a signature of a subgraph that is not there', [[tensor('x', {})], [], [], signature({ 4: { i32: 3 } })]],
    ['a signature without a key', [[tensor('x', {})], [], [], { 7: { tables: [{}] } }]],
  ])('corrupt: %s', (_, parts) => expect(refusalOf(tflite, withTensors(...parts))).toBe('corrupt'))

  it('a model without subgraphs is corrupt', () => {
    expect(refusalOf(tflite, { 'model.tflite': flatbuffer({ 0: { i32: 3 } }, 'TFL3') })).toBe('corrupt')
  })

  it('a file that ends early is truncated', () => {
    expect(refusalOf(tflite, { 'model.tflite': model('two-signatures.tflite').slice(0, 600) })).toBe('truncated')
  })
})

describe('damaged files', () => {
  it.each(['two-signatures.tflite', 'quantized.tflite', 'any-rank.tflite'])('400 of %s: a contract or a UserError', (name) => {
    const seen = damage(tflite, { 'model.tflite': model(name) }, 'model.tflite', 400)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(20)
  })
})
