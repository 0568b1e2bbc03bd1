import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeInt, encodeMessage, encodePackedInts, encodeText, joined } from '../../../src/formats/protobuf-writer.ts'
import { coreml } from '../../../src/frameworks/coreml/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/coreml/${name}`, import.meta.url)))
const single = (name: string) => ({ 'm.mlmodel': bytes(`${name}.mlmodel`) })
const MANIFEST = 'p.mlpackage/Manifest.json'
const SPEC = 'p.mlpackage/Data/com.apple.CoreML/model.mlmodel'
const packaged = {
  [MANIFEST]: bytes('program.mlpackage/Manifest.json'),
  [SPEC]: bytes('program.mlpackage/Data/com.apple.CoreML/model.mlmodel'),
}

describe('models that coremltools wrote', () => {
  it.each([
    ['image-classifier', 'predict(image image 8x8x3) -> (scores map<string, float64[]>, label string[])'],
    ['flexible', 'predict(x float64[1,3,-1,-1] optional) -> (y float64[…])'],
    [
      'kinds',
      'predict(count int64[], ratio float64[], word string[], grey image 32x16x1, sized image -1x8x3, many int32[1,-1], series sequence<int64[]>, words map<string, float64[]>) -> (out float16[3])',
    ],
  ])('%s', (name, line) => expect(linesOf(inferFrom(coreml, single(name)))).toEqual([line]))

  it('are recognised under any name', () => {
    expect(coreml.match(inMemory({ weights: bytes('kinds.mlmodel') })).map(({ format }) => format)).toEqual(['mlmodel'])
  })

  it('a package is one model, its weights may lie apart', () => {
    expect(coreml.match(inMemory(packaged)).map(({ path, covers }) => [path, covers])).toEqual([[MANIFEST, ['p.mlpackage/']]])
    const inference = inferFrom(coreml, packaged)
    expect(linesOf(inference)).toEqual(['predict(x float32[2,3]) -> (y float32[2,3])'])
    expect(inference.warnings.map(({ code }) => code)).toEqual(['coreml-weights-missing'])
  })
})

describe('descriptions as they may be written', () => {
  const feature = (field: number, name: string, type: Uint8Array) => encodeMessage(field, [encodeText(1, name), encodeMessage(3, [type])])
  const double = encodeMessage(2, [])
  const described = (...parts: readonly Uint8Array[]) => ({ 'm.mlmodel': joined([encodeInt(1, 9), encodeMessage(2, parts)]) })

  it('each function is a signature', () => {
    const functions = ['b', 'a'].map((name) => encodeMessage(20, [encodeText(1, name), feature(2, 'x', double), feature(3, 'y', double)]))
    expect(linesOf(inferFrom(coreml, described(...functions)))).toEqual(['b(x float64[]) -> (y float64[])', 'a(x float64[]) -> (y float64[])'])
  })

  it.each<[string, Uint8Array, string]>([
    ['a state is no input', encodeMessage(8, []), ''],
    ['a type of a later kind is unknown', encodeMessage(99, []), 'x ?[…]'],
    [
      'enumerated shapes of several ranks have no known rank',
      encodeMessage(5, [
        encodeInt(2, 65_568),
        encodeMessage(
          21,
          [[2], [2, 2]].map((shape) => encodeMessage(1, [encodePackedInts(1, shape)])),
        ),
      ]),
      'x float32[…]',
    ],
    ['an element type of a later kind is unknown', encodeMessage(5, [encodePackedInts(1, [2]), encodeInt(2, 7)]), 'x ?[2]'],
  ])('%s', (_, type, text) => expect(linesOf(inferFrom(coreml, described(feature(1, 'x', type))))).toEqual([`predict(${text}) -> ()`]))
})

describe('compiled models', () => {
  const feature = (more: object) => ({ name: 'f', isOptional: '0', ...more })
  const compiled = (...inputs: object[]) => ({
    'm.mlmodelc/metadata.json': JSON.stringify([{ inputSchema: inputs, outputSchema: [feature({ name: 'y', type: 'Double' })] }]),
    'm.mlmodelc/coremldata.bin': 'x',
  })
  it.each<[string, object, string]>([
    ['arrays', { type: 'MultiArray', dataType: 'Float16', shape: '[1, 10]', hasShapeFlexibility: '0' }, 'f float16[1,10]'],
    [
      'arrays in a range',
      { type: 'MultiArray', dataType: 'Int32', shape: '[1, 8]', hasShapeFlexibility: '1', shapeRange: '[[1, 1], [1, 512]]' },
      'f int32[1,-1]',
    ],
    ['arrays whose range is not told', { type: 'MultiArray', dataType: 'Int32', shape: '[1, 8]', hasShapeFlexibility: '1' }, 'f int32[?,?]'],
    ['arrays without a shape', { type: 'MultiArray', dataType: 'Double', shape: '[]' }, 'f float64[…]'],
    ['images', { type: 'Image', width: '224', height: '112', colorspace: 'BGR' }, 'f image 224x112x3'],
    [
      'images of any size',
      { type: 'Image', width: '8', height: '8', colorspace: 'Grayscale', hasSizeFlexibility: '1', sizeRange: '[[8, -1], [8, 64]]' },
      'f image -1x-1x1',
    ],
    ['images of sizes that are not told', { type: 'Image', width: '8', height: '8', colorspace: 'RGB', hasSizeFlexibility: '1' }, 'f image ?x?x3'],
    ['dictionaries', { type: 'Dictionary', keyType: 'String' }, 'f map<string, float64[]>'],
    ['optional features', { type: 'Int64', isOptional: '1' }, 'f int64[] optional'],
    ['features of a later kind', { type: 'Video' }, 'f ?[…]'],
    ['states, which nobody passes', { type: 'State' }, ''],
  ])('%s', (_, more, text) => expect(linesOf(inferFrom(coreml, compiled(feature(more))))).toEqual([`predict(${text}) -> (y float64[])`]))

  it('of several functions', () => {
    const functions = ['a', 'b'].map((name) => ({ name, inputSchema: [], outputSchema: [feature({ type: 'Double' })] }))
    const files = { 'metadata.json': JSON.stringify([{ functions }]), 'coremldata.bin': 'x' }
    expect(linesOf(inferFrom(coreml, files))).toEqual(['a() -> (f float64[])', 'b() -> (f float64[])'])
  })
})

describe('files that are not in order', () => {
  const manifest = new TextDecoder().decode(packaged[MANIFEST])
  it.each<[string, Record<string, Uint8Array | string>, string]>([
    ['a model that ends early', { 'm.mlmodel': bytes('image-classifier.mlmodel').slice(0, 200) }, 'truncated'],
    ['a model without description', { 'm.mlmodel': Uint8Array.from([8, 4]) }, 'corrupt'],
    ['a package whose model is missing', { [MANIFEST]: manifest }, 'corrupt'],
    ['a package whose model lies outside', { ...packaged, [MANIFEST]: manifest.replaceAll('com.apple.CoreML/model', '../../model') }, 'corrupt'],
    ['a manifest that ends early', { ...packaged, [MANIFEST]: manifest.slice(0, -20) }, 'truncated'],
    ['metadata that are no list of features', { 'metadata.json': '[{"inputSchema": 3}]', 'coremldata.bin': 'x' }, 'corrupt'],
  ])('%s', (_, files, code) => expect(refusalOf(coreml, files)).toBe(code))

  it.each(['image-classifier', 'kinds', 'flexible'])('400 of %s: a contract or a UserError', (name) => {
    const seen = damage(coreml, single(name), 'm.mlmodel', 400)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(5)
  })

  it('200 damaged manifests: a contract or a UserError', () => {
    expect(damage(coreml, packaged, MANIFEST, 200).refused).toBeGreaterThan(5)
  })
})
