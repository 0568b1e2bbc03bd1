/** MLflow directories: signatures of every kind, what is inside, and where both contradict each other. */
import { describe, expect, it } from 'vitest'
import { mlflow } from '../../../src/frameworks/mlflow/index.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { modelFile, promised, refusedAs } from '../wrappers/wrapped.ts'

interface Written {
  readonly inputs?: unknown
  readonly outputs?: unknown
  readonly params?: unknown
  /** Lines of flavors. */
  readonly flavors?: string
}

const CODE = '  python_function:\n    loader_module: mlflow.pyfunc.model\n    python_model: python_model.pkl\n'
const SKLEARN =
  '  python_function:\n    loader_module: mlflow.sklearn\n    model_path: model.pkl\n    predict_fn: predict\n  sklearn:\n    pickled_model: model.pkl\n'
const SKOPS = SKLEARN.replaceAll('model.pkl', 'model.skops')

/** An MLmodel as MLflow writes it: schemas are JSON in a string. */
function mlmodel({ inputs, outputs, params, flavors = CODE }: Written): string {
  const schema = (key: string, value: unknown): string => (value === undefined ? '' : `  ${key}: '${JSON.stringify(value).replaceAll("'", "''")}'\n`)
  const signature = schema('inputs', inputs) + schema('outputs', outputs) + schema('params', params)
  return `flavors:\n${flavors}mlflow_version: 2.9.2\n${signature === '' ? '' : `signature:\n${signature}`}`
}

const column = (type: string, name?: string, more: object = {}): object => ({ type, ...(name !== undefined && { name }), ...more })
const tensor = (dtype: string, shape: readonly number[], name?: string): object => ({
  type: 'tensor',
  'tensor-spec': { dtype, shape },
  ...(name !== undefined && { name }),
})
const ridge = modelFile('sklearn/ridge.skops')
const columns = modelFile('sklearn/columns.pkl')

describe('a signature alone', () => {
  it.each<readonly [what: string, written: Written, lines: string]>([
    [
      'types of columns',
      { inputs: ['boolean', 'integer', 'long', 'float', 'double', 'string', 'binary', 'datetime'].map((type) => column(type, type)) },
      'predict(boolean bool[-1], integer int32[-1], long int64[-1], float float32[-1], double float64[-1], string string[-1], binary bytes[-1], datetime timestamp[-1]) -> ()',
    ],
    ['an unnamed tensor', { inputs: [tensor('float32', [-1, 3])] }, 'predict(X float32[-1,3] ~name) -> ()'],
    [
      'named tensors',
      { inputs: [tensor('uint8', [-1, 28, 28, 1], 'image')], outputs: [tensor('float16', [-1, 10], 'logits')] },
      'predict(image uint8[-1,28,28,1]) -> (logits float16[-1,10])',
    ],
    ['tensors of text', { inputs: [tensor('str', [-1]), tensor('object', [-1])] }, 'predict(0 string[-1] ~name, 1 ?[-1] ~name) -> ()'],
    ['several unnamed columns', { inputs: [column('long'), column('double')] }, 'predict(0 int64[-1] ~name, 1 float64[-1] ~name) -> ()'],
    ['columns that are numbers', { inputs: [{ type: 'long', name: 7 }] }, 'predict(7 int64[-1]) -> ()'],
    [
      'columns that may be left out, of both ages',
      {
        inputs: [column('long', 'new', { required: false }), column('long', 'old', { optional: true }), column('long', 'needed', { required: true })],
      },
      'predict(new int64[-1] optional, old int64[-1] optional, needed int64[-1]) -> ()',
    ],
    [
      'arrays, objects, maps and anything',
      {
        inputs: [
          column('array', 'tags', { items: { type: 'string' } }),
          column('object', 'item', { properties: { id: { type: 'long', required: true }, w: { type: 'double', required: false } } }),
          column('map', 'weights', { values: { type: 'float' } }),
          column('any', 'rest'),
        ],
      },
      'predict(tags sequence<string[]>, item {id int64[], w float64[] optional}, weights map<string, float32[]>, rest ?[…]) -> ()',
    ],
    ['vectors of Spark', { inputs: [column('sparkml vector', 'features')] }, 'predict(features float64[-1,?]) -> ()'],
    [
      'params are inputs that may be left out',
      {
        inputs: [column('string', 'prompt')],
        params: [
          { name: 'temperature', type: 'double', default: 0.5, shape: null },
          { name: 'stop', type: 'string', default: ['a'], shape: [-1] },
        ],
      },
      'predict(prompt string[-1], temperature float64[] optional, stop string[-1] optional) -> ()',
    ],
    ['nothing but an output', { outputs: [column('long')] }, 'predict() -> (predict int64[-1] ~name)'],
  ])('%s', (_, written, line) => {
    expect(promised({ MLmodel: mlmodel(written), 'python_model.pkl': 'code' }).lines).toEqual([line])
  })

  it('may be written as YAML instead of JSON in a string', () => {
    const text = `flavors:\n${CODE}signature:\n  inputs:\n    - {name: age, type: long}\n    - {name: ok, type: boolean, required: false}\n  outputs: null\n`
    expect(promised({ MLmodel: text }).lines).toEqual(['predict(age int64[-1], ok bool[-1] optional) -> ()'])
  })

  it('with a type of the future leaves the type open and says so', () => {
    const { lines, warnings } = promised({ MLmodel: mlmodel({ inputs: [column('quaternion', 'q')] }) })
    expect([lines, warnings]).toEqual([['predict(q ?[…]) -> ()'], ['mlflow-unknown-type']])
  })

  it.each<readonly [what: string, text: string, message: string]>([
    ['a schema that is no JSON', `flavors:\n${CODE}signature:\n  inputs: '[{'\n`, 'MLmodel:6: signature.inputs is no JSON'],
    ['a schema that is no list', mlmodel({ inputs: {} }), 'MLmodel:7: signature.inputs: a schema is a list'],
    ['a column without a type', mlmodel({ inputs: [{ name: 'x' }] }), 'signature.inputs[0]: a column must say its type'],
    ['a tensor without a shape', mlmodel({ inputs: [{ type: 'tensor', 'tensor-spec': { dtype: 'int8' } }] }), 'must have a shape'],
    ['a size below -1', mlmodel({ outputs: [tensor('int8', [-2])] }), 'signature.outputs[0]: -2 is no size'],
    ['an array of nothing', mlmodel({ inputs: [column('array', 'x')] }), 'array must say its items'],
    ['broken YAML', 'flavors:\n  a: [', 'MLmodel:2'],
  ])('%s is refused with its place', (_, text, message) => {
    expect(refusedAs({ MLmodel: text })).toMatch(/^definition-invalid/)
    expect(refusedAs({ MLmodel: text })).toContain(message)
  })
})

describe('the model inside', () => {
  it('stands alone where there is no signature: what pyfunc calls', () => {
    const { lines, contract, inference } = promised({ MLmodel: mlmodel({ flavors: SKOPS }), 'model.skops': ridge })
    expect(lines).toEqual(['predict(age float64[-1] ~type, fare float64[-1] ~type) -> (predict float64[-1,2])'])
    expect(contract.framework).toEqual({ name: 'mlflow', version: '2.9.2', format: 'MLmodel' })
    expect(inference.inside).toBe('model.skops holds a skops model')
  })

  it('is asked for the method that pyfunc calls', () => {
    const flavors = SKLEARN.replace('predict_fn: predict', 'predict_fn: predict_proba')
    const { lines } = promised({ MLmodel: mlmodel({ flavors }), 'model.pkl': columns })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^predict\(.*\) -> \(predict_proba float64\[-1,3\]\)$/)
  })

  it('is read in a directory of its own, and its paths are told as they are', () => {
    const signature = { inputs: [column('double', 'age'), column('double', 'fare')], flavors: SKOPS }
    const { contract } = promised({ 'a/b/MLmodel': mlmodel(signature), 'a/b/model.skops': ridge, 'a/notes.txt': 'x' })
    expect(contract.signatures[0]?.outputs[0]?.evidence?.where).toContain('a/b/model.skops')
  })

  it('and the signature are both told', () => {
    const { contract } = promised({
      MLmodel: mlmodel({ inputs: [column('long', 'age'), column('double', 'fare')], flavors: SKOPS }),
      'model.skops': ridge,
    })
    const [age] = contract.signatures[0]?.inputs ?? []
    expect(age?.evidence).toMatchObject({ name: 'stored', type: 'declared', where: 'model.skops: Ridge; MLmodel:10' })
  })

  it('gives unnamed values their names', () => {
    const { lines } = promised({
      MLmodel: mlmodel({ inputs: [tensor('float64', [-1, 2])], outputs: [tensor('float64', [-1, 2])], flavors: SKOPS }),
      'model.skops': ridge,
    })
    expect(lines).toEqual(['predict(X float64[-1,2]) -> (predict float64[-1,2])'])
  })

  it.each<readonly [file: string, modelClass: string, output: string]>([
    ['logistic.ubj', 'xgboost.sklearn.XGBClassifier', 'predict ?[-1]'],
    ['softprob.json', 'xgboost.sklearn.XGBClassifier', 'predict ?[…]'],
    ['logistic.ubj', 'xgboost.core.Booster', 'predict float32[-1]'],
    ['logistic.ubj', 'xgboost.sklearn.XGBRegressor', 'predict float32[-1]'],
  ])('%s of the class %s gives %s', (file, modelClass, output) => {
    const flavors = `  xgboost:\n    data: ${file}\n    model_class: ${modelClass}\n`
    expect(promised({ MLmodel: mlmodel({ flavors }), [file]: modelFile(`xgboost/${file}`) }).lines[0]).toMatch(
      new RegExp(`-> \\(${output.replace(/[?[\]]/g, '\\$&')}\\)$`),
    )
  })

  it.each<readonly [what: string, files: Record<string, Uint8Array | string>]>([
    ['is empty', { 'model.pkl': '' }],
    ['is not here', {}],
    ['is something else', { 'model.pkl': 'hello' }],
  ])('that %s leaves the signature standing', (_, files) => {
    const declared = promised({ MLmodel: mlmodel({ inputs: [column('long', 'a')], flavors: SKLEARN }), ...files })
    expect([declared.lines, declared.warnings]).toEqual([['predict(a int64[-1]) -> ()'], ['inside-unread']])
    expect(promised({ MLmodel: mlmodel({ flavors: SKLEARN }), ...files })).toMatchObject({ lines: [], warnings: ['inside-unread'] })
  })

  it('that is cut off is no model, whatever is declared', () => {
    expect(refusedAs({ MLmodel: mlmodel({ inputs: [column('long', 'a')], flavors: SKLEARN }), 'model.pkl': columns.slice(0, 900) })).toMatch(
      /^(?:truncated|corrupt)/,
    )
  })

  it('that is code tells nothing, and that is said', () => {
    expect(promised({ MLmodel: mlmodel({}), 'python_model.pkl': 'code' })).toMatchObject({ lines: [], warnings: ['inside-unread'] })
    expect(promised({ MLmodel: mlmodel({ inputs: [column('long', 'a')] }), 'python_model.pkl': 'code' }).warnings).toEqual([])
  })

  it('that is code tells its columns by the example', () => {
    const text = `${mlmodel({})}saved_input_example_info: {artifact_path: input_example.json, type: dataframe, pandas_orient: split}\n`
    const example = '{"columns": ["age", "name"], "data": [[1.5, "x"]]}'
    expect(promised({ MLmodel: text, 'input_example.json': example }).lines).toEqual(['predict(age float64[-1] ~type, name string[-1] ~type) -> ()'])
    expect(promised({ MLmodel: text, 'input_example.json': 'no JSON' }).lines).toEqual([])
  })
})

describe('a signature that lies', () => {
  it.each<readonly [what: string, written: Written, says: readonly string[]]>([
    [
      'about the type of an output',
      { outputs: [column('boolean')] },
      ['predict.outputs.predict.type', 'bool', 'float64', 'model.skops', 'MLmodel:10'],
    ],
    ['about the width of a matrix', { inputs: [tensor('float64', [-1, 7])] }, ['MLmodel:10', '7 columns', '2 columns', 'model.skops']],
    ['about the number of columns', { inputs: [column('double', 'age')] }, ['predict.inputs.fare', 'not declared']],
    [
      'about the name of a column',
      { inputs: [column('double', 'age'), column('double', 'fair')] },
      ['predict.inputs.fare is required by model.skops', 'callers that trust'],
    ],
    ['about the width of an output', { outputs: [tensor('float64', [-1, 5])] }, ['[-1, 5]', '[-1, 2]']],
    ['about the rank of an output', { outputs: [tensor('float64', [-1])] }, ['[-1]', '[-1, 2]']],
  ])('%s', (_, written, says) => {
    const refusal = refusedAs({ MLmodel: mlmodel({ ...written, flavors: SKOPS }), 'model.skops': ridge })
    expect(refusal).toMatch(/^contract-conflict/)
    for (const part of says) expect(refusal).toContain(part)
  })

  it.each<readonly [what: string, written: Written]>([
    ['numbers of other types, which data frames convert', { inputs: [column('long', 'age'), column('boolean', 'fare')] }],
    ['more columns than the model reads', { inputs: [column('double', 'age'), column('double', 'fare'), column('string', 'id')] }],
    ['an output that may be any size', { outputs: [tensor('float64', [-1, -1])] }],
    ['a matrix as wide as the table', { inputs: [tensor('float64', [-1, 2])] }],
  ])('but not %s', (_, written) => {
    expect(refusedAs({ MLmodel: mlmodel({ ...written, flavors: SKOPS }), 'model.skops': ridge })).toBe('accepted')
  })

  it('about text where the model has text: numbers are refused', () => {
    const inputs = [column('double', 'age'), column('long', 'city'), column('double', 'fare')]
    expect(refusedAs({ MLmodel: mlmodel({ inputs, flavors: SKLEARN }), 'model.pkl': columns })).toMatch(/^contract-conflict.*city.*int64/s)
  })
})

describe('what is none', () => {
  it.each<readonly [what: string, content: Uint8Array]>([
    ['a pickle called MLmodel', columns],
    ['text called MLmodel', new TextEncoder().encode('the model of ML')],
  ])('%s', (_, content) => {
    expect(mlflow.match(inMemory({ MLmodel: content }))).toEqual([])
  })
})

describe('damaged', () => {
  const written = mlmodel({
    inputs: [column('long', 'age'), tensor('float32', [-1, 3], 'x')],
    outputs: [column('double')],
    params: [],
    flavors: SKOPS,
  })

  it('files give a contract, a refusal or no match, in time', () => {
    const outcomes = damage(mlflow, { MLmodel: new TextEncoder().encode(written) }, 'MLmodel', 300)
    expect(outcomes.contract).toBeGreaterThan(10)
    expect(outcomes.refused).toBeGreaterThan(10)
  })
})

it('labels of a classifier are told through the signature', () => {
  const svc = modelFile('sklearn/svc-protocol-2.pkl')
  const written = mlmodel({ inputs: [tensor('float64', [-1, 3])], outputs: [tensor('str', [-1])], flavors: SKLEARN })
  const [output] = promised({ MLmodel: written, 'model.pkl': svc }).contract.signatures[0]?.outputs ?? []
  expect(output?.evidence?.classes?.labels).toEqual(['maybe', 'no', 'yes'])
})
