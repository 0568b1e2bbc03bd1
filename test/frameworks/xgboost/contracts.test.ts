import { describe, expect, it } from 'vitest'
import { xgboost } from '../../../src/frameworks/xgboost/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { modelFile, type Recorded, recorded, shapeOf, typeOf } from '../recorded.ts'

const model = (name: string): Uint8Array => modelFile('xgboost', name)
const infer = (name: string) => inferFrom(xgboost, { [name]: model(name) })

describe('every model, as XGBoost itself gives it', () => {
  it.each(recorded<Recorded>('xgboost'))('%s', (name, { names, features, type, shape }) => {
    const { inputs, outputs } = infer(name).signatures[0] ?? { inputs: [], outputs: [] }
    if (names === null) expect(linesOf(infer(name))[0]).toMatch(`(X float32[-1,${features}])`)
    else expect(inputs.map((input) => input.name)).toEqual(names)
    expect([typeOf(outputs[0]), shapeOf(outputs[0])]).toEqual([type, shape])
  })
})

describe('columns', () => {
  it.each([
    // what a feature is called in feature_types is how it is split on: rows are float32 all the same
    ['logistic.ubj', 'predict(age float32[-1], höhe m float32[-1], a"b,{c} float32[-1]) -> (predict float32[-1])'],
    // categories are stored since 3.1, with their type
    ['categories.json', 'predict(city string[-1], zip int64[-1], grade int8[-1], x float32[-1]) -> (predict float32[-1])'],
    ['categories-dart.ubj', 'predict(city string[-1], zip int64[-1], grade int8[-1], x float32[-1]) -> (predict float32[-1])'],
  ])('of %s have their types', (name, line) => expect(linesOf(infer(name))).toEqual([line]))

  it('of texts are categorical', () => expect(infer('categories.json').signatures[0]?.inputs[0]?.profile).toBe('categorical'))

  it('of categories are unknown before 3.1, and said to be', () => {
    const old = changed('categories.json', (tree) => {
      tree.learner.gradient_booster.model.cats.enc = []
    })
    expect(linesOf(old)).toEqual(['predict(city ?[-1], zip ?[-1], grade ?[-1], x float32[-1]) -> (predict float32[-1])'])
    expect(old.warnings.map(({ code }) => code)).toEqual(['xgboost-categories-unknown'])
  })

  it('of the old binary format have no names, which a warning says', () =>
    expect(infer('binary-softprob.model').warnings.map(({ code }) => code)).toEqual(['xgboost-old-format']))
})

interface Tree {
  learner: {
    objective: { name: string }
    learner_model_param: Record<string, string>
    feature_names: unknown
    gradient_booster: { model: { cats: { enc: unknown[] } } }
  }
  version: unknown
}

function changedText(name: string, change: (tree: Tree) => void): string {
  const tree: Tree = JSON.parse(new TextDecoder().decode(model(name)))
  change(tree)
  return JSON.stringify(tree)
}
const changed = (name: string, change: (tree: Tree) => void) => inferFrom(xgboost, { 'model.json': changedText(name, change) })

describe('objectives', () => {
  it('of the caller give a value for each class, which is assumed', () => {
    const own = changed('softprob.json', (tree) => {
      tree.learner.objective.name = 'my:objective'
    })
    expect(linesOf(own)[0]).toMatch(/-> \(predict float32\[-1,3\] ~shape\)$/)
    expect(own.warnings.map(({ code }) => code)).toEqual(['xgboost-unknown-objective'])
  })

  it('before 1.6 know no targets', () => {
    const old = changed('rank.json', (tree) => {
      delete tree.learner.learner_model_param['num_target']
    })
    expect(linesOf(old)).toEqual(['predict(X float32[-1,3]) -> (predict float32[-1])'])
  })
})

describe('recognised', () => {
  it.each([
    ['model.bst', 'softmax.ubj', 'ubj'],
    ['model', 'rank.json', 'json'],
    ['x.bin', 'binary-dart.model', 'binary'],
    ['x.pickle', 'booster.pkl', 'pickle'],
  ])('by content: %s that holds %s', (path, name, format) => expect(inferFrom(xgboost, { [path]: model(name) }).framework.format).toBe(format))

  it.each([
    ['a package', '{"name": "left-pad", "version": "1.0.0", "learner": null}'],
    ['another JSON with a version', '{"version": [1, 0], "nodes": []}'],
    ['text', 'booster of the month'],
    ['zeros', new Uint8Array(400)],
  ])('is not %s', (_, content) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    expect(xgboost.match(inMemory({ 'model.json': bytes }))).toEqual([])
  })

  it('keeps the version', () => expect(infer('softmax.ubj').framework.version).toBe('3.2.0'))
})

describe('refused', () => {
  it.each(['softmax.ubj', 'softprob.json', 'binary-softprob.model', 'binary-gblinear.model', 'binary-dart.model', 'binary-softmax-attributes.bst'])(
    '%s without its end is truncated',
    (name) => {
      for (const left of [0.6, 0.95]) expect(refusalOf(xgboost, { [name]: model(name).slice(0, model(name).length * left) })).toBe('truncated')
      expect(refusalOf(xgboost, { [name]: model(name).slice(0, -1) })).toBe('truncated')
    },
  )

  it('names of metrics behind an old binary model belong to it', () => {
    const claims = Uint8Array.from(model('binary-softprob.model'))
    claims[4 + 16] = 1
    expect(refusalOf(xgboost, { m: claims })).toBe('truncated')
    const metrics = [1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, ...Buffer.from('error')]
    expect(refusalOf(xgboost, { m: Uint8Array.from([...claims, ...metrics]) })).toBe('accepted')
    expect(refusalOf(xgboost, { m: Uint8Array.from([...claims, ...metrics.slice(0, -1)]) })).toBe('truncated')
  })

  it.each([
    ['dump.txt', 'not-inferable'],
    ['dump.json', 'not-inferable'],
    ['config.json', 'not-inferable'],
  ])('%s: %s', (name, code) => expect(refusalOf(xgboost, { [name]: model(name) })).toBe(code))

  it.each<[string, (tree: Tree) => void]>([
    ['names of another number', (tree) => (tree.learner.feature_names = ['a'])],
    ['names that are numbers', (tree) => (tree.learner.feature_names = [1, 2, 3])],
    ['two features of one name', (tree) => (tree.learner.feature_names = ['a', 'b', 'a'])],
    ['a number of classes that is none', (tree) => (tree.learner.learner_model_param['num_class'] = '-3')],
    ['more features than a table has', (tree) => (tree.learner.learner_model_param['num_feature'] = '99999999999')],
  ])('%s are corrupt', (_, change) => expect(refusalOf(xgboost, { 'model.json': changedText('softprob.json', change) })).toBe('corrupt'))
})

describe('damaged files', () => {
  it.each(['softprob.json', 'categories-dart.ubj', 'binary-softmax-attributes.bst', 'booster.pkl', 'tree-per-targets.ubj'])(
    '%s is read or refused',
    (name) => {
      const { contract, refused, unmatched } = damage(xgboost, { [name]: model(name) }, name, 150)
      expect(contract + refused + unmatched).toBe(150)
      expect(refused).toBeGreaterThan(0)
    },
  )

  it('JSON with other values is read or refused', () => {
    const { contract, refused } = damageJson(xgboost, { 'model.json': model('categories.json') }, 'model.json', 300)
    expect(contract).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
  })
})
