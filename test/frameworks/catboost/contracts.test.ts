import { describe, expect, it } from 'vitest'
import { catboost } from '../../../src/frameworks/catboost/index.ts'
import { type Model, predictionOf, probabilitiesOf } from '../../../src/frameworks/catboost/model.ts'
import { sklearn } from '../../../src/frameworks/sklearn/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { modelFile, type Recorded, recorded, shapeOf, typeOf } from '../recorded.ts'

const model = (name: string): Uint8Array => modelFile('catboost', name)
const text = (name: string): string => new TextDecoder().decode(model(name))
const infer = (name: string) => inferFrom(catboost, { [name]: model(name) })

describe('every model, as CatBoost itself gives it', () => {
  it.each(recorded<Recorded>('catboost'))('%s', (name, { names, type, shape }) => {
    const { inputs, outputs } = infer(name).signatures[0] ?? { inputs: [], outputs: [] }
    // names that nobody gave are the places in a row
    if (names?.every((column, i) => column === String(i)))
      expect(linesOf(infer(name))[0]).toMatch(RegExp(`\\(X (?:float32|\\?)\\[-1,${names.length}\\]\\)`))
    else expect(inputs.map((input) => input.name)).toEqual(names)
    expect([typeOf(outputs[0]), shapeOf(outputs[0])]).toEqual([type, shape])
  })
})

describe('columns', () => {
  it.each([
    [
      'categories-texts.cbm',
      'predict(age float32[-1], höhe m float32[-1], gain,loss float32[-1], city string[-1] ~type, review string[-1]) -> (predict int64[-1])',
    ],
    ['categories.cbm', 'predict(age float32[-1], höhe m float32[-1], gain,loss float32[-1], city string[-1] ~type) -> (predict float64[-1])'],
    // the size is only kept by what is computed of the embedding, and not of one that no tree uses
    ['embeddings.cbm', 'predict(age float32[-1], vector float32[-1,?], other float32[-1,2]) -> (predict int64[-1,1])'],
    ['embedding.cbm', 'predict(age float32[-1], vector float32[-1,4]) -> (predict float64[-1])'],
  ])('of %s have their types', (name, line) => expect(linesOf(infer(name))).toEqual([line]))

  it('of several kinds in an array have no common type', () =>
    expect(linesOf(infer('categories-array.cbm'))).toEqual(['predict(X ?[-1,4]) -> (predict float64[-1])']))

  it('of texts and categories say so', () =>
    expect(infer('categories-texts.cbm').signatures[0]?.inputs.map(({ profile }) => profile)).toEqual([
      undefined,
      undefined,
      undefined,
      'categorical',
      'text',
    ]))

  it('without a place for names (JSON before 1.0) are assumed to be an array', () => {
    const old = inferFrom(catboost, { 'm.json': text('rmse.json').replaceAll(/"feature_id":\s*"[^"]*",/g, '') })
    expect(linesOf(old)[0]).toMatch('predict(X float32[-1,3] ~name~shape)')
    expect(old.warnings.map(({ code }) => code)).toEqual(['catboost-names-missing'])
  })
})

describe('results', () => {
  const base: Model = { features: [], dimension: 1, loss: 'Logloss', labels: 'Integer', classes: 2 }
  it.each<[string, Partial<Model>, string | null, readonly (number | null)[], boolean, number | null]>([
    ['labels that were floats', { labels: 'Float' }, 'float64', [], false, 2],
    ['labels that were booleans', { labels: 'Boolean' }, 'bool', [], false, 2],
    ['labels of models that keep no type', { labels: null }, 'int64', [], true, 2],
    ['classes', { loss: 'MultiClass', dimension: 3, classes: 3 }, 'int64', [1], false, 3],
    ['more classes than were there to learn from', { loss: 'MultiClass', dimension: 3, classes: 5 }, 'int64', [1], false, 5],
    ['several labels', { loss: 'MultiCrossEntropy', dimension: 3, labels: 'String' }, 'int64', [3], false, 3],
    ['one label of several', { loss: 'MultiLogloss', dimension: 1 }, 'int64', [], false, 2],
    ['values', { loss: 'SurvivalAft', labels: null, classes: null }, 'float64', [], false, null],
    ['an objective of the caller with labels', { loss: null }, 'int64', [], false, 2],
    ['an objective of the caller', { loss: null, labels: null, classes: null }, 'float64', [], true, null],
    ['a number of values that is not stored', { loss: 'MultiRMSE', dimension: null, labels: null }, 'float64', [null], false, null],
  ])('%s', (_, partial, type, dims, assumed, probabilities) => {
    expect(predictionOf({ ...base, ...partial })).toEqual({ type, dims, assumed })
    expect(probabilitiesOf({ ...base, ...partial })).toBe(probabilities)
  })
})

describe('pickles', () => {
  it('of CatBoostClassifier have its methods', () =>
    expect(linesOf(inferFrom(sklearn, { 'm.pkl': model('classifier.pkl') }))).toEqual([
      'predict(X float64[-1,3] ~type) -> (predict string[-1,1])',
      'predict_proba(X float64[-1,3] ~type) -> (predict_proba float64[-1,3])',
    ]))

  it('of CatBoostClassifier are no CatBoost objects', () => expect(catboost.match(inMemory({ 'm.pkl': model('classifier.pkl') }))).toEqual([]))
})

describe('recognised', () => {
  it.each([
    ['model.bin', 'categories.cbm', 'cbm'],
    ['model', 'rmse.json', 'json'],
  ])('by content: %s that holds %s', (path, name, format) => expect(inferFrom(catboost, { [path]: model(name) }).framework.format).toBe(format))

  it('without biases (early JSON): leaves tell the number of values', () => {
    const early = text('multirmse.json').replace(/"scale_and_bias":\s*\[\s*1,\s*\[[^\]]*\]/, '"scale_and_bias": [1, 0')
    expect(early).not.toBe(text('multirmse.json'))
    expect(linesOf(inferFrom(catboost, { 'm.json': early }))).toEqual(linesOf(infer('multirmse.json')))
  })

  it('with its version', () => expect(infer('rmse.json').framework.version).toBe('1.2.10'))

  it('is no other JSON', () =>
    expect(catboost.match(inMemory({ 'm.json': new TextEncoder().encode('{"features_info": {"title": "x"}}') }))).toEqual([]))
})

describe('refused', () => {
  it.each(['logloss-integers.cbm', 'categories.cbm', 'categories-texts.cbm', 'rmse.json'])('%s without its end is truncated', (name) => {
    const size = model(name).length
    for (const left of [0.1, 0.5, 0.9]) expect(refusalOf(catboost, { [name]: model(name).slice(0, size * left) })).toBe('truncated')
  })

  it('without the last bytes of a table of categories is truncated', () =>
    expect(refusalOf(catboost, { m: model('categories.cbm').slice(0, -1) })).toBe('truncated'))

  it.each([
    ['a place in the row that is none', '"flat_feature_index":1', '"flat_feature_index":-1'],
    ['two features at one place', '"flat_feature_index":1', '"flat_feature_index":0'],
  ])('%s is corrupt', (_, was, is) => expect(refusalOf(catboost, { m: text('rmse.json').replace(was, is) })).toBe('corrupt'))
})

describe('damaged files', () => {
  it.each(['categories-texts.cbm', 'embedding.cbm', 'multiclass-strings.json', 'base.pkl'])('%s is read or refused', (name) => {
    const { contract, refused, unmatched } = damage(catboost, { [name]: model(name) }, name, 200)
    expect(contract + refused + unmatched).toBe(200)
    expect(refused).toBeGreaterThan(0)
  })

  it('JSON with other values is read or refused', () => {
    const { contract } = damageJson(catboost, { 'model.json': model('multiclass-strings.json') }, 'model.json', 300)
    expect(contract).toBeGreaterThan(0)
  })
})
