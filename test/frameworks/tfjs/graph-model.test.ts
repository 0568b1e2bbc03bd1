import { describe, expect, it } from 'vitest'
import { tfjs } from '../../../src/frameworks/tfjs/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const tensor = (name: string, dtype: unknown, sizes: readonly unknown[] | null) => ({
  name,
  dtype,
  ...(sizes && { tensorShape: { dim: sizes.map((size) => ({ size })) } }),
})
const placeholder = (name: string, sizes: readonly string[]) => ({
  name,
  op: 'Placeholder',
  attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim: sizes.map((size) => ({ size })) } } },
})
const graph = {
  node: [placeholder('x', ['-1', '3']), { name: 'y', op: 'Relu', input: ['x'], attr: { T: { type: 'DT_FLOAT' } } }],
  versions: { producer: 1645 },
}
const SIGNATURE = { inputs: { x: tensor('x:0', 'DT_FLOAT', ['-1', '3']) }, outputs: { y: tensor('y:0', 'DT_FLOAT', ['-1', '3']) } }
const converted = (more: object) => ({
  format: 'graph-model',
  generatedBy: '2.15.1',
  convertedBy: 'TensorFlow.js Converter v4.22.0',
  modelTopology: graph,
  ...more,
})
const filesOf = (model: object) => ({ 'model.json': JSON.stringify(model) })
const lines = (model: object) => linesOf(inferFrom(tfjs, filesOf(model)))

describe('the contract of a converted graph', () => {
  it.each<[string, object, string]>([
    ['is its signature', converted({ signature: SIGNATURE }), 'predict(x float32[-1,3]) -> (y float32[-1,3])'],
    [
      'is the signature in its metadata, which the loader prefers',
      converted({ signature: SIGNATURE, userDefinedMetadata: { signature: { inputs: {}, outputs: { z: tensor('y:0', 'DT_BOOL', []) } } } }),
      'predict() -> (z bool[])',
    ],
    [
      'has types as numbers and sizes as numbers',
      converted({ signature: { inputs: { a: tensor('a', 3, [2, -1]) }, outputs: { b: tensor('b', 1, [1]) } } }),
      'predict(a int32[2,-1]) -> (b float32[1])',
    ],
    [
      'has the types of the browser',
      converted({
        signature: {
          inputs: { a: tensor('a', 'DT_INT64', []), b: tensor('b', 'DT_UINT8', []) },
          outputs: { c: tensor('c', 'DT_DOUBLE', []), d: tensor('d', 'DT_VARIANT', []) },
        },
      }),
      'predict(a int32[], b int32[]) -> (c float32[], d ?[])',
    ],
    [
      'tells an unknown rank from a scalar',
      converted({
        signature: {
          inputs: { a: tensor('a', 1, null), b: { ...tensor('b', 1, null), tensorShape: { unknownRank: true } } },
          outputs: { c: { dtype: 1, tensorShape: {} } },
        },
      }),
      'predict(a float32[…], b float32[…]) -> (c float32[])',
    ],
    [
      'names outputs by structuredOutputKeys, in the order of the file',
      converted({
        signature: { inputs: {}, outputs: { 'q:0': tensor('q', 1, ['1']), 'p:0': tensor('p', 1, ['2']) } },
        userDefinedMetadata: { structuredOutputKeys: ['first', 'second'] },
      }),
      'predict() -> (second float32[2], first float32[1])',
    ],
    ['without a signature: placeholders, and what nobody reads', converted({ signature: {} }), 'predict(x float32[-1,3]) -> (y float32[-1,3] ~name)'],
    [
      'of a file that names no format',
      { modelTopology: graph, userDefinedMetadata: { signature: SIGNATURE } },
      'predict(x float32[-1,3]) -> (y float32[-1,3])',
    ],
  ])('%s', (_, model, line) => expect(lines(model)).toEqual([line]))

  it('keeps odd names as they are', () => {
    const text = JSON.stringify(converted({ signature: { inputs: { IN: tensor('x', 1, []) }, outputs: SIGNATURE.outputs } })).replace(
      '"IN"',
      '"__proto__"',
    )
    expect(linesOf(inferFrom(tfjs, { 'model.json': text }))[0]).toMatch(/^predict\(__proto__ float32\[\]\)/)
  })

  it('says who wrote the file', () => {
    expect(inferFrom(tfjs, filesOf(converted({ signature: SIGNATURE }))).framework).toEqual({
      name: 'tfjs',
      version: '4.22.0',
      format: 'tfjs-graph-model',
    })
  })
})

describe('weights', () => {
  const withWeights = (...paths: string[]) => converted({ signature: SIGNATURE, weightsManifest: [{ paths, weights: [] }] })

  it('that are missing are told', () => {
    const { warnings } = inferFrom(tfjs, filesOf(withWeights('group1-shard1of2', './group1-shard2of2')))
    expect(warnings.map(({ code, message }) => `${code}: ${message.slice(0, 28)}`)).toEqual(['tfjs-weights-missing: group1-shard1of2 and 1 more '])
  })

  it('beside the model belong to it', () => {
    const files = inMemory({ 'a/model.json': new TextEncoder().encode(JSON.stringify(withWeights('w.bin'))), 'a/w.bin': new Uint8Array(8) })
    expect(tfjs.match(files).map(({ covers }) => covers)).toEqual([['a/model.json', 'a/w.bin']])
    expect(tfjs.infer(files, tfjs.match(files)[0] ?? { format: '', path: '', because: '', covers: [] }).warnings).toEqual([])
  })

  it.each(['https://example.com/w.bin', '../../etc/passwd', '/etc/passwd'])('%s is left alone', (path) => {
    expect(inferFrom(tfjs, filesOf(withWeights(path))).warnings).toEqual([])
  })
})

describe('files that are not in order', () => {
  const whole = JSON.stringify(converted({ signature: SIGNATURE }))
  it.each([
    ['a file that ends early', whole.slice(0, -40), 'truncated'],
    ['a comma too many', whole.replace('"generatedBy"', ',"generatedBy"'), 'corrupt'],
    [
      'a topology that is no object',
      whole.replace(/"modelTopology":.*(?="signature")/, '"modelTopology": 7,').replace('"outputs":{', '"none":{'),
      'corrupt',
    ],
    ['a size that is no number', whole.replace('"-1"', '"many"').replace('"-1"', '"many"').replace('"-1"', '"many"'), 'corrupt'],
    ['a size below -1', whole.replaceAll('"-1"', '"-7"'), 'corrupt'],
  ])('%s', (_, text, code) => expect(refusalOf(tfjs, { 'model.json': text })).toBe(code))

  it('other JSON is no model of this kind', () => {
    expect(tfjs.match(inMemory({ 'package.json': new TextEncoder().encode('{"format": "module"}'), 'a.json': new Uint8Array([91, 93]) }))).toEqual([])
  })

  it('1,000 damaged files: a contract or a UserError', () => {
    const bytes = new TextEncoder().encode(whole)
    damage(tfjs, { 'model.json': bytes }, 'model.json', 300)
    const seen = damageJson(tfjs, { 'model.json': bytes }, 'model.json', 700)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(20)
  })
})
