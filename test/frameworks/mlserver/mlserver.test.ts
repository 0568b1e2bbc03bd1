/** MLServer settings: declared tensors, the model its runtime loads, and code that tells nothing. */
import { describe, expect, it } from 'vitest'
import { mlserver } from '../../../src/frameworks/mlserver/index.ts'
import { damageJson } from '../damage.ts'
import { modelFile, promised, refusedAs } from '../wrappers/wrapped.ts'

const ridge = modelFile('sklearn/ridge.skops')
const columns = modelFile('sklearn/columns.joblib')
const SKLEARN = 'mlserver_sklearn.SKLearnModel'

const settings = (json: object): string => JSON.stringify({ name: 'm', implementation: SKLEARN, ...json })
const tensor = (name: string, datatype: string, shape?: readonly number[], more: object = {}): object => ({
  name,
  datatype,
  ...(shape && { shape }),
  ...more,
})

describe('declared tensors', () => {
  it.each<readonly [what: string, json: object, lines: readonly string[]]>([
    [
      'of every datatype',
      { inputs: ['BOOL', 'UINT8', 'INT16', 'FP16', 'FP32', 'FP64', 'BF16', 'BYTES'].map((word) => tensor(word, word, [1])) },
      [
        'predict(BOOL bool[1], UINT8 uint8[1], INT16 int16[1], FP16 float16[1], FP32 float32[1], FP64 float64[1], BF16 bfloat16[1], BYTES string[1]) -> ()',
      ],
    ],
    ['of any size', { inputs: [tensor('x', 'FP32', [-1, 4])], outputs: [tensor('y', 'INT64', [-1])] }, ['predict(x float32[-1,4]) -> (y int64[-1])']],
    ['without a shape, of a datatype that is not known', { inputs: [tensor('x', 'FP8')] }, ['predict(x ?[…]) -> ()']],
    [
      'by what their codec makes of them',
      {
        inputs: [
          tensor('a', 'BYTES', [1], { parameters: { content_type: 'base64' } }),
          tensor('b', 'BYTES', [1], { parameters: { content_type: 'datetime' } }),
        ],
      },
      ['predict(a bytes[1], b timestamp[1]) -> ()'],
    ],
  ])('%s', (_, json, lines) => {
    expect(promised({ 'model-settings.json': settings({ implementation: 'mine.Model', ...json }) }).lines).toEqual(lines)
  })

  it.each<readonly [what: string, json: object, message: string]>([
    ['no list', { inputs: {} }, 'model-settings.json: inputs must be a list'],
    ['without a name', { outputs: [{ datatype: 'FP32' }] }, 'outputs[0] must have a name'],
    ['of a size that is none', { inputs: [tensor('x', 'FP32', [1.5])] }, 'inputs[0].shape 1.5 is no size'],
  ])('%s are refused with their key', (_, json, message) => {
    expect(refusedAs({ 'model-settings.json': settings(json) })).toMatch(/^definition-invalid/)
    expect(refusedAs({ 'model-settings.json': settings(json) })).toContain(message)
  })
})

describe('the model inside', () => {
  it.each<readonly [what: string, json: object, path: string]>([
    ['named by its uri', { parameters: { uri: './models/m.skops' } }, 'models/m.skops'],
    ['beside the settings', {}, 'model.skops'],
  ])('%s is the contract where nothing is declared', (_, json, path) => {
    const { lines, contract } = promised({ 'model-settings.json': settings(json), 'settings.json': '{}', [path]: ridge })
    expect(lines).toEqual(['predict(age float64[-1] ~type, fare float64[-1] ~type) -> (predict float64[-1,2])'])
    expect(contract.framework).toEqual({ name: 'mlserver', format: 'model-settings.json' })
  })

  it('may be a wrapper itself', () => {
    const mlmodel =
      'flavors:\n  sklearn:\n    pickled_model: model.skops\nsignature:\n  inputs: \'[{"name": "age", "type": "long"}, {"name": "fare", "type": "double"}]\'\n'
    const files = {
      'model-settings.json': settings({ implementation: 'mlserver_mlflow.MLflowRuntime', parameters: { uri: './m' } }),
      'm/MLmodel': mlmodel,
      'm/model.skops': ridge,
    }
    const { lines, inference } = promised(files)
    expect(lines).toEqual(['predict(age int64[-1], fare float64[-1]) -> (predict float64[-1,2])'])
    expect(inference.inside).toBe('m/MLmodel describes an MLflow model; inside that, m/model.skops holds a skops model')
  })

  it('takes the declared tensor, whatever it calls it', () => {
    const declared = settings({ inputs: [tensor('input-0', 'FP32', [1, 2])] })
    expect(promised({ 'model-settings.json': declared, 'model.skops': ridge }).lines).toEqual([
      'predict(input-0 float32[1,2]) -> (predict float64[-1,2])',
    ])
  })

  it('gets columns by name from a data frame', () => {
    const inputs = [tensor('age', 'FP64', [-1]), tensor('city', 'BYTES', [-1]), tensor('fare', 'INT64', [-1])]
    const files = { 'model-settings.json': settings({ parameters: { content_type: 'pd' }, inputs }), 'model.joblib': columns }
    expect(promised(files).lines).toEqual(['predict(age float64[-1], city string[-1], fare int64[-1]) -> (predict string[-1])'])
  })

  it('may take one matrix for the columns of a data frame, of the same number', () => {
    const svc = modelFile('sklearn/svc-protocol-2.pkl')
    const files = (names: readonly string[]): Record<string, Uint8Array | string> => ({
      'model-settings.json': settings({ parameters: { content_type: 'pd' }, inputs: names.map((name) => tensor(name, 'FP64', [-1])) }),
      'model.pkl': svc,
    })
    expect(promised(files(['a', 'b', 'c'])).lines[0]).toMatch(/^predict\(a float64\[-1\], b float64\[-1\], c float64\[-1\]\)/)
    expect(refusedAs(files(['a', 'b']))).toMatch(/^contract-conflict.*2 columns/)
  })

  it.each<readonly [what: string, json: object]>([
    ['code', { implementation: 'mine.Model' }],
    ['not here', { parameters: { uri: './gone.joblib' } }],
    ['elsewhere', { parameters: { uri: 's3://bucket/model' } }],
    ['outside', { parameters: { uri: '../../model' } }],
  ])('that is %s tells nothing, and that is said', (_, json) => {
    expect(promised({ 'model-settings.json': settings(json) })).toMatchObject({ lines: [], warnings: ['inside-unread'] })
  })

  it.each<readonly [what: string, json: object, says: readonly string[]]>([
    ['width', { inputs: [tensor('x', 'FP32', [-1, 5])] }, ['model-settings.json: inputs', '5 columns', '2 columns', 'model.skops']],
    ['type of an output', { outputs: [tensor('predict', 'BOOL', [-1, 2])] }, ['model-settings.json: outputs[0].datatype', 'bool', 'float64']],
    ['rank of an output', { outputs: [tensor('predict', 'FP64', [-1])] }, ['outputs[0].shape', '[-1, 2]']],
  ])('that has another %s contradicts the settings', (_, json, says) => {
    const refusal = refusedAs({ 'model-settings.json': settings(json), 'model.skops': ridge })
    expect(refusal).toMatch(/^contract-conflict/)
    for (const part of says) expect(refusal).toContain(part)
  })
})

it('damaged settings give a contract or a refusal, in time', () => {
  const json = settings({ inputs: [tensor('x', 'FP32', [-1, 2], { parameters: { content_type: 'np' } })], parameters: { uri: 'm' } })
  const outcomes = damageJson(mlserver, { 'model-settings.json': new TextEncoder().encode(json) }, 'model-settings.json', 300)
  expect(outcomes.contract).toBeGreaterThan(10)
  expect(outcomes.refused).toBeGreaterThan(10)
})
