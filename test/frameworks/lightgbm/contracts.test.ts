import { describe, expect, it } from 'vitest'
import { lightgbm } from '../../../src/frameworks/lightgbm/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { modelFile, type Recorded, recorded, shapeOf, typeOf } from '../recorded.ts'

const model = (name: string): Uint8Array => modelFile('lightgbm', name)
const text = (name: string): string => new TextDecoder().decode(model(name))
const infer = (name: string) => inferFrom(lightgbm, { [name]: model(name) })

describe('every model, as LightGBM itself gives it', () => {
  it.each(recorded<Recorded>('lightgbm'))('%s', (name, { names, type, shape }) => {
    const { inputs, outputs } = infer(name).signatures[0] ?? { inputs: [], outputs: [] }
    const isArray = names?.every((column, i) => column === `Column_${i}`)
    if (isArray) expect(linesOf(infer(name))[0]).toMatch(`(X float64[-1,${names?.length}])`)
    else expect(inputs.map((input) => input.name)).toEqual(names)
    expect([typeOf(outputs[0]), shapeOf(outputs[0])]).toEqual([type, shape])
  })
})

const TABLE = 'age float64[-1], höhe_m float64[-1], gain=loss float64[-1], city string[-1], zip int64[-1], grade float64[-1], smokes bool[-1]'

describe('columns of categories', () => {
  it.each(['pandas-categories.txt', 'dump-categories.json', 'booster.pkl'])('have the types that pandas had: %s', (name) =>
    expect(linesOf(infer(name))).toEqual([`predict(${TABLE}) -> (predict float64[-1])`]),
  )

  it('of texts are categorical', () => expect(infer('pandas-categories.txt').signatures[0]?.inputs[3]?.profile).toBe('categorical'))

  it('are unknown where some are kept as numbers (ordered ones), and said to be', () => {
    const ordered = infer('ordered-categories.txt')
    expect(linesOf(ordered)).toEqual([
      'predict(age float64[-1], höhe_m float64[-1], gain=loss float64[-1], size ?[-1], city ?[-1]) -> (predict float64[-1])',
    ])
    expect(ordered.warnings.map(({ code }) => code)).toEqual(['lightgbm-categories-unknown'])
  })

  it('are unknown where a code has no category', () => {
    const shorter = text('pandas-categories.txt').replace('[0, 10, 20]', '[0, 10]')
    expect(linesOf(inferFrom(lightgbm, { 'm.txt': shorter }))[0]).toMatch('city ?[-1], zip ?[-1]')
  })

  it('are taken from the parameters where a column was never split on', () => {
    const unused = text('pandas-categories.txt').replace('-1:1:2:0 -1:1:2:0', 'none -1:1:2:0')
    expect(linesOf(inferFrom(lightgbm, { 'm.txt': unused }))).toEqual([`predict(${TABLE}) -> (predict float64[-1])`])
  })

  it('are taken from the Python object where the text in a pickle has none (before 2.2)', () => {
    const bytes = model('booster.pkl')
    const old = Buffer.from(bytes).toString('latin1').replace('\npandas_categorical:[[', '\npandas_catEgorical:[[')
    expect(linesOf(inferFrom(lightgbm, { 'm.pkl': Buffer.from(old, 'latin1') }))).toEqual([`predict(${TABLE}) -> (predict float64[-1])`])
  })

  it('of a dump before 2.2 are not known: that there are none is assumed', () => {
    const old = text('dump-categories.json').replace('"pandas_categorical"', '"pandas"')
    expect(linesOf(inferFrom(lightgbm, { 'm.json': old }))[0]).toMatch('age float64[-1] ~type')
  })

  it('are codes, and so numbers, where nobody gave categories of pandas', () =>
    expect(linesOf(infer('categorical-codes.txt'))).toEqual(['predict(X float64[-1,4]) -> (predict float64[-1])']))
})

describe('recognised', () => {
  it.each(['model.bst', 'model', 'model.txt', 'lgb.model'])('whatever it is called: %s', (path) =>
    expect(inferFrom(lightgbm, { [path]: model('binary.txt') }).framework.format).toBe('text'),
  )

  it('with the line ends of Windows', () =>
    expect(linesOf(inferFrom(lightgbm, { 'm.txt': text('multiclass.bst').replaceAll('\n', '\r\n') }))).toEqual(linesOf(infer('multiclass.bst'))))

  it('of version 2, which had no mark behind the trees', () => {
    const old = text('multiclass.bst').replace('version=v4', 'version=v2').replace('end of trees\n\nfeature_importances', 'feature importances')
    expect(linesOf(inferFrom(lightgbm, { 'm.txt': old }))).toEqual(linesOf(infer('multiclass.bst')))
  })

  it.each([
    ['a list of trees', 'tree\noak\nbeech\n'],
    ['another JSON', '{"name": "tree", "height": 3}'],
  ])('is not %s', (_, content) => expect(lightgbm.match(inMemory({ m: new TextEncoder().encode(content) }))).toEqual([]))
})

describe('refused', () => {
  it.each(['binary.txt', 'multiclass.bst', 'pandas-categories.txt', 'dump-categories.json'])('%s without its end is truncated', (name) => {
    const size = model(name).length
    for (const left of [0.05, 0.3, 0.6, 0.9]) expect(refusalOf(lightgbm, { [name]: model(name).slice(0, size * left) })).toBe('truncated')
    expect(refusalOf(lightgbm, { [name]: model(name).slice(0, -3) })).toBe('truncated')
  })

  it.each([
    ['names of another number', 'feature_names=age', 'feature_names=a age'],
    ['ranges of another number', 'feature_infos=[', 'feature_infos=none ['],
    ['a number of classes that is none', 'num_class=3', 'num_class=x'],
    ['no number of features', 'max_feature_idx=2\n', ''],
    ['categories that are no lists', 'pandas_categorical:[]', 'pandas_categorical:[1]'],
  ])('%s is corrupt', (_, was, is) => expect(refusalOf(lightgbm, { m: text('multiclass.bst').replace(was, is) })).toBe('corrupt'))
})

describe('damaged files', () => {
  it.each(['pandas-categories.txt', 'booster.pkl', 'dump-multiclass.json'])('%s is read or refused', (name) => {
    const { contract, refused, unmatched } = damage(lightgbm, { [name]: model(name) }, name, 200)
    expect(contract + refused + unmatched).toBe(200)
    expect(refused).toBeGreaterThan(0)
  })

  it('JSON with other values is read or refused', () => {
    const { contract, refused } = damageJson(lightgbm, { 'model.json': model('dump-categories.json') }, 'model.json', 300)
    expect(contract).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
  })
})
