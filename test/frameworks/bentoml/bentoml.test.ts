/** BentoML's stores: bentos by the schema of their APIs, models by what lies beside model.yaml. */
import { describe, expect, it } from 'vitest'
import { bentoml } from '../../../src/frameworks/bentoml/index.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { modelFile, promised } from '../wrappers/wrapped.ts'

const ridge = modelFile('sklearn/ridge.skops')
const columns = modelFile('sklearn/columns.pkl')

/** JSON is YAML: what matters here is what stands under schema. */
const bento = (routes: readonly object[]): string =>
  `service: service:Summarizer\nname: summarizer\nversion: abc\nbentoml_version: 1.4.39\nschema:\n  name: Summarizer\n  type: service\n  routes:\n${routes.map((route) => `  - ${JSON.stringify(route)}\n`).join('')}`

const route = (input: object, output: object, required: readonly string[] = []): object => ({
  name: 'predict',
  route: '/predict',
  input: { properties: input, required, type: 'object' },
  output,
})

describe('a bento', () => {
  it.each<readonly [what: string, input: object, output: object, line: string]>([
    [
      'scalars, some with defaults',
      { text: { type: 'string' }, n: { type: 'integer', default: 3 }, t: { type: 'number', default: 0.5 }, s: { type: 'boolean', default: false } },
      { type: 'string' },
      'predict(text string[], n int64[] optional, t float64[] optional, s bool[] optional) -> (output string[])',
    ],
    [
      'tensors',
      { text: { type: 'tensor', format: 'numpy-array', dtype: 'float32', shape: [-1, 4] } },
      { type: 'tensor', format: 'torch-tensor', dtype: 'int64' },
      'predict(text float32[-1,4]) -> (output int64[…])',
    ],
    [
      'tables',
      { text: { type: 'dataframe', orient: 'records', columns: ['a', 'b'] } },
      { type: 'dataframe' },
      'predict(text {a ?[-1], b ?[-1]}) -> (output ?[…])',
    ],
    ['pictures', { text: { type: 'file', format: 'image' } }, { type: 'file', format: 'binary' }, 'predict(text bytes[]) -> (output bytes[])'],
    [
      'lists, also nested ones',
      { text: { type: 'array', items: { type: 'string' } } },
      { type: 'array', items: { type: 'array', items: { type: 'number' } } },
      'predict(text string[-1]) -> (output float64[-1,-1])',
    ],
    [
      'objects and maps',
      { text: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string', format: 'date-time' } }, required: ['a'] } },
      { type: 'object', additionalProperties: { type: 'integer' } },
      'predict(text {a int64[], b timestamp[] optional}) -> (output map<string, int64[]>)',
    ],
    ['what a schema leaves open', { text: {} }, { type: 'object' }, 'predict(text ?[…]) -> (output ?[…])'],
    ['nothing', { text: { type: 'string' } }, { type: 'null' }, 'predict(text string[]) -> ()'],
  ])('declares %s', (_, input, output, line) => {
    expect(promised({ 'bento.yaml': bento([route(input, output, ['text', 's'])]) }).lines).toEqual([line])
  })

  it('declares all its APIs, and where', () => {
    const { contract, inference } = promised({ 'bento.yaml': bento([route({}, {}), { ...route({}, {}), name: 'other' }]), 'src/service.py': 'x = 1' })
    expect(contract.framework).toEqual({ name: 'bentoml', version: '1.4.39', format: 'bento.yaml' })
    expect(inference.declarations?.[0]?.locate(['other', 'inputs'])).toMatchObject({ file: 'bento.yaml', line: 10 })
    expect(contract.signatures.map(({ name }) => name)).toEqual(['predict', 'other'])
  })

  it('of before schemas tells nothing that is not in its code, and that is said', () => {
    const text =
      'service: service:svc\nname: x\nbentoml_version: 1.0.20\napis:\n- name: classify\n  input_type: NumpyNdarray\n  output_type: NumpyNdarray\n'
    expect(promised({ 'bento.yaml': text })).toMatchObject({ lines: [], warnings: ['inside-unread'] })
  })
})

describe('a model of the store', () => {
  const stored = (signatures: string): string =>
    `name: iris\nversion: abc\nmodule: bentoml.sklearn\nlabels: {}\nsignatures:\n${signatures}context:\n  framework_name: sklearn\n  bentoml_version: 1.2.0\napi_version: v1\n`

  it('has the methods that are named', () => {
    const { lines, contract } = promised({
      'iris/abc/model.yaml': stored('  predict_proba:\n    batchable: true\n    batch_dim: [0, 0]\n'),
      'iris/abc/saved_model.pkl': columns,
    })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^predict_proba\(/)
    expect(contract.framework).toEqual({ name: 'bentoml', version: '1.2.0', format: 'model.yaml' })
  })

  it('has what it has where none of the names is known', () => {
    expect(promised({ 'model.yaml': stored('  __call__:\n    batchable: false\n'), 'model.skops': ridge }).lines).toEqual([
      'predict(age float64[-1] ~type, fare float64[-1] ~type) -> (predict float64[-1,2])',
    ])
  })

  it.each([
    ['a definition', 'kind: Model\nname: x\n'],
    ['settings of something else', 'module: my.code\ncontext: dev\n'],
  ])('%s called model.yaml is none', (_, text) => {
    expect(bentoml.match(inMemory({ 'model.yaml': new TextEncoder().encode(text) }))).toEqual([])
  })
})

it('damaged bentos give a contract, a refusal or no match, in time', () => {
  const text = bento([route({ text: { type: 'tensor', dtype: 'float32', shape: [-1, 4] } }, { type: 'array', items: { type: 'string' } }, ['text'])])
  const outcomes = damage(bentoml, { 'bento.yaml': new TextEncoder().encode(text) }, 'bento.yaml', 300)
  expect(outcomes.contract).toBeGreaterThan(5)
  expect(outcomes.refused).toBeGreaterThan(5)
})
