import { describe, expect, it } from 'vitest'
import { openZip } from '../../../src/formats/zip.ts'
import { h2o } from '../../../src/frameworks/h2o/index.ts'
import { bytesSource } from '../../../src/model/window-source.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { modelFile, recorded, typeOf } from '../recorded.ts'

interface Frames {
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
}

const model = (name: string): Uint8Array => modelFile('h2o', `${name}.zip`)
const infer = (name: string) => inferFrom(h2o, { 'model.zip': model(name) })

/** The entries of a MOJO, as a directory it was unpacked into. */
function unpacked(name: string, change: (ini: string) => string = (ini) => ini): Record<string, Uint8Array | string> {
  const zip = openZip(bytesSource(name, model(name)))
  const entries = zip.entries.map((entry): [string, Uint8Array | string] => {
    const bytes = zip.bytes(entry, 1_000_000)
    return [`mojo/${entry.name}`, entry.name === 'model.ini' ? change(new TextDecoder().decode(bytes)) : bytes]
  })
  return Object.fromEntries(entries)
}

describe('every algorithm, as H2O itself gives it', () => {
  it.each(recorded<Frames>('h2o'))('%s', (name, frames) => {
    const { inputs, outputs } = infer(name).signatures[0] ?? { inputs: [], outputs: [] }
    // a MOJO may keep categories before numbers
    expect(Object.fromEntries(inputs.map((field) => [field.name, typeOf(field)]))).toEqual(frames.inputs)
    expect(outputs.map((field) => [field.name, typeOf(field)])).toEqual(Object.entries(frames.outputs))
    expect([...inputs, ...outputs].every((field) => field.assumed === undefined)).toBe(true)
  })
})

describe('unpacked', () => {
  it.each(['gbm-calibrated', 'autoencoder', 'gam', 'gbm-one-hot'])('%s is the same', (name) =>
    expect(linesOf(inferFrom(h2o, unpacked(name)))).toEqual(linesOf(infer(name))),
  )

  it('covers its directory', () =>
    expect(h2o.match(inMemory({ 'm/model.ini': new TextEncoder().encode('[info]\nh2o_version = 3\n') }))[0]?.covers).toEqual(['m/']))
})

describe('versions', () => {
  const old = (name: string, was: RegExp, is: string) =>
    inferFrom(
      h2o,
      unpacked(name, (ini) => ini.replace(was, is)),
    )

  it('are kept', () => expect(infer('kmeans').framework.version).toBe('3.44.0.3'))

  it('with levels in quotes', () => {
    const files = { ...unpacked('drf-multinomial'), 'mojo/domains/d001.txt': '"a ""x"""\n"b\nc"\n17\n' }
    expect(inferFrom(h2o, files).signatures[0]?.outputs.map(({ name }) => name)).toEqual(['predict', 'a "x"', 'b\nc', 'p17'])
  })

  it('with line ends in levels', () => {
    const files = { ...unpacked('drf-multinomial'), 'mojo/domains/d001.txt': 'a\\nb\nb\\\\n\n-5\n' }
    expect(inferFrom(h2o, files).signatures[0]?.outputs.map(({ name }) => name)).toEqual(['predict', 'a\nb', 'b\\n', 'p-5'])
  })

  it('that do not name the times of a survival model: its columns are assumed', () => {
    const files = Object.fromEntries(Object.entries(unpacked('coxph')).filter(([path]) => !path.includes('experimental')))
    expect(linesOf(inferFrom(h2o, files))[0]).toMatch('time float64[-1] ~name')
  })

  it('with a category that is new have no outputs, and a warning', () => {
    const next = old('kmeans', /^category = .*$/m, 'category = Poetry')
    expect(next.signatures[0]?.outputs).toEqual([])
    expect(next.warnings.map(({ code }) => code)).toEqual(['h2o-unknown-category'])
  })
})

describe('recognised', () => {
  it.each([
    ['a settings file', 'model.ini', '[info]\ncolour = red\n'],
    ['another Java class', 'Model.java', 'public class Model extends Base {}'],
  ])('is not %s', (_, path, content) => expect(h2o.match(inMemory({ [path]: new TextEncoder().encode(content) }))).toEqual([]))
})

describe('refused', () => {
  it.each([
    ['a POJO', 'gbm.java', 'import hex.genmodel.GenModel;\n@ModelPojo(name="gbm", algorithm="gbm")\npublic class gbm extends GenModel {\n'],
    ['a binary model', 'GBM_model_1', '\x1c\xed\x093.44.0.3\x01 more'],
  ])('%s cannot be inferred', (_, path, content) => expect(refusalOf(h2o, { [path]: Buffer.from(content, 'latin1') })).toBe('not-inferable'))

  it.each(['gbm-offset', 'autoencoder', 'pca', 'glrm', 'gam', 'coxph', 'glm-ordinal'])('%s without its end is truncated', (name) =>
    expect(refusalOf(h2o, { 'model.zip': model(name).slice(0, model(name).length * 0.6) })).toBe('truncated'),
  )

  it.each([
    ['columns of another number', /^n_columns = .*$/m, 'n_columns = 3'],
    ['more features than columns', /^n_features = .*$/m, 'n_features = 30'],
    ['no number of features', /^n_features = .*$/m, ''],
    ['another number of classes', /^n_classes = .*$/m, 'n_classes = 2'],
    ['another number of levels', /^4: 3 /m, '4: 9 '],
  ])('%s are corrupt', (_, was, is) =>
    expect(
      refusalOf(
        h2o,
        unpacked('drf-multinomial', (ini) => ini.replace(was, is)),
      ),
    ).toBe('corrupt'),
  )
})

describe('damaged files', () => {
  it.each(['autoencoder', 'gbm-one-hot', 'coxph'])('%s is read or refused', (name) => {
    const { contract, refused, unmatched } = damage(h2o, { 'model.zip': model(name) }, 'model.zip', 150)
    expect(contract + refused + unmatched).toBe(150)
  })

  it.each(['model.ini', 'domains/d000.txt'])('an unpacked %s is read or refused', (entry) => {
    const files = unpacked('autoencoder')
    const bytes = Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]),
    )
    const { contract, refused } = damage(h2o, bytes, `mojo/${entry}`, 300)
    expect(contract).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
  })
})
