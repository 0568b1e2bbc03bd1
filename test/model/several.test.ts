import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FRAMEWORKS } from '../../src/frameworks/index.ts'
import { findModels } from '../../src/model/several.ts'
import { temporaryDirectory } from '../components.ts'

const ONNX = join(import.meta.dirname, '../models/onnx/mlp.onnx')
const before = process.cwd()

beforeEach(async () => process.chdir(await temporaryDirectory('models')))
afterEach(() => process.chdir(before))

/** A real model for `….onnx`; the text for any other name. */
function lay(tree: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(path), { recursive: true })
    if (path.endsWith('.onnx')) cpSync(ONNX, path)
    else writeFileSync(path, text)
  }
}

const found = (...paths: readonly string[]): readonly string[] =>
  findModels(paths, FRAMEWORKS).map(({ path, name }) => (name === '' ? path : `${path}#${name}`))

const DEFINITION = (name: string) => `kind: Model\nname: ${name}\n`
const REPOSITORY = {
  'README.md': 'models',
  'models/README.md': 'models',
  'models/churn/model.onnx': '',
  'models/churn/notes.txt': 'x',
  'models/fraud/deep/model.onnx': '',
  'models/fraud/serving.yaml': DEFINITION('fraud'),
  'models/declared/serving.yaml': `${DEFINITION('declared')}contract: {predict: {inputs: {x: {type: int64, shape: [-1]}}, outputs: {y: {type: int64, shape: [-1]}}}}\n`,
  'models/declared/weights.bin': 'x',
  'models/group/a/a.onnx': '',
  'models/group/b/b.onnx': '',
  'models/empty/notes.txt': 'x',
  'models/two/serving.yaml': `${DEFINITION('left')}payload: [l.onnx]\n---\n${DEFINITION('right')}payload: [r.onnx]\n`,
  'models/two/l.onnx': '',
  'models/two/r.onnx': '',
  'models/.hidden/model.onnx': '',
}
const ALL = [
  'models/churn',
  'models/declared#declared',
  'models/fraud#fraud',
  'models/group/a',
  'models/group/b',
  'models/two#left',
  'models/two#right',
]

describe('models are found', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['by a directory that holds them', ['models'], ALL],
    ['from the root', ['.'], ALL],
    ['by a pattern for directories', ['models/*'], ALL],
    ['by a pattern for every depth', ['models/**'], ALL],
    ['by several paths, in their order', ['models/group/b', 'models/churn'], ['models/group/b', 'models/churn']],
    ['once, however often they are named', ['models/churn', './models/churn/', 'models/c*'], ['models/churn']],
    [
      'without those that are taken out',
      ['models/*', '!models/group', '!models/t*'],
      ['models/churn', 'models/declared#declared', 'models/fraud#fraud'],
    ],
    ['by a pattern for files', ['models/two/*.onnx'], ['models/two/l.onnx', 'models/two/r.onnx']],
    ['by a path that is one model', ['models/churn'], ['models/churn']],
    ['by a file', ['models/churn/model.onnx'], ['models/churn/model.onnx']],
    ['per document of a definition', ['models/two'], ['models/two#left', 'models/two#right']],
  ])('%s: %j', (_what, paths, models) => {
    lay(REPOSITORY)
    expect(found(...paths)).toEqual(models)
  })

  it.each<[string, Readonly<Record<string, string>>]>([
    ['nothing is recognised', { 'm/notes.txt': 'x' }],
    ['it does not exist', {}],
    ['several models lie side by side: their author has to name one', { 'm/a.onnx': '', 'm/b.onnx': '' }],
    ['a model lies beside directories with models', { 'm/a.onnx': '', 'm/b/b.onnx': '', 'm/c/c.onnx': '' }],
    ['versions of one model lie in it', { 'm/1/model.onnx': '', 'm/2/model.onnx': '' }],
    ['its code speaks for a model beside it', { 'm/src/func_main.py': 'def predict(x):\n    return {"y": x}\n', 'm/weights/model.onnx': '' }],
    ['its one model lies deeper', { 'm/weights/model.onnx': '', 'm/notes.txt': 'x' }],
    ['its contract is declared', { 'm/contract.prototxt': 'signature_name: "x"', 'm/a/a.onnx': '', 'm/b/b.onnx': '' }],
    ['its definition is broken', { 'm/serving.yaml': 'kind: Model\nname: [', 'm/a/a.onnx': '', 'm/b/b.onnx': '' }],
  ])('a directory that is written out stands for one model where %s', (_what, tree) => {
    lay(tree)
    expect(found('m')).toEqual(['m'])
  })

  it('a directory of one model that says its name is that model', () => {
    lay({ 'models/churn/model.onnx': '', 'models/churn/serving.yaml': DEFINITION('churn') })
    expect(found('models')).toEqual(['models/churn#churn'])
  })

  it('a name with the characters of a pattern is itself, where it is there', () => {
    lay({ 'models/[a]/model.onnx': '', 'models/a/model.onnx': '' })
    expect(found('models/[a]')).toEqual(['models/[a]'])
  })

  const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`
  it.each(['models', 'models/*'])('by their names in %s, where Git LFS has not pulled them', (path) => {
    lay({
      'models/a/model.joblib': POINTER,
      'models/b/model.onnx': '',
      'models/c/notes.txt': POINTER,
      'models/d/weights.safetensors': POINTER,
      'models/d/config.json': '{}',
    })
    expect(found(path)).toEqual(['models/a', 'models/b', 'models/d'])
  })

  it.each(['models', 'models/*'])('in %s beside one that is not fit to be opened, which is told in its own story', (path) => {
    lay({ 'models/a/model.onnx': '', 'models/b/model.onnx': '' })
    symlinkSync('/etc', 'models/b/outside')
    expect(found(path)).toEqual(['models/a', 'models/b'])
  })

  const CODE = 'def predict(**kwargs):\n    return {"y": kwargs["x"]}\n'
  it('beside one whose code speaks for all of its own files', () => {
    lay({
      'models/a/model.onnx': '',
      'models/b/src/func_main.py': CODE,
      'models/b/model.onnx': '',
      'models/c/service.py': CODE,
      'models/d/MLmodel': 'flavors: {}\n',
    })
    expect(found('models').slice(0, 2)).toEqual(['models/a', 'models/b'])
    expect(found('models')).toEqual(found('models/*'))
  })

  it('no link is followed by a pattern', () => {
    lay({ 'models/a/model.onnx': '' })
    symlinkSync('..', 'models/loop')
    expect(found('models/**')).toEqual(['models/a'])
  })

  it.each([
    ['nothing/*', 'meets nothing'],
    ['models/*', '1 names and no model'],
    ['models/[', 'cannot be read'],
  ])('%s is refused: %s', (pattern, message) => {
    lay({ 'models/notes.txt': 'x' })
    expect(() => found(pattern)).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }))
  })
})
