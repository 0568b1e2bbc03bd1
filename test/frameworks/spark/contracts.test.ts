import { describe, expect, it } from 'vitest'
import type { Field, Signature } from '../../../src/contract/types.ts'
import type { Inference } from '../../../src/frameworks/framework.ts'
import { spark } from '../../../src/frameworks/spark/index.ts'
import { memoryFiles } from '../../model/memory-files.ts'
import { damage } from '../damage.ts'
import { dense, MATRIX, matrix, type Stage, savedModel, sparse, VECTOR } from './saved.ts'

function read(files: Readonly<Record<string, Uint8Array | string>>): Inference {
  const opened = memoryFiles(files)
  const [match] = spark.match(opened)
  if (match === undefined) throw new Error('no match')
  return spark.infer(opened, match)
}

/** `x: float64 [-1,3]`; what rests on convention has a `~`. */
function said(field: Field): string {
  const mark = (fact: 'name' | 'type' | 'shape') => (field.assumed?.includes(fact) ? '~' : '')
  if (!('shape' in field)) return field.name
  const shape = field.shape === null ? '?' : `[${field.shape.map((dim) => dim ?? '?').join(',')}]`
  return `${mark('name')}${field.name}: ${mark('type')}${field.type ?? '?'} ${mark('shape')}${shape}`
}
const told = (signature: Signature | undefined) => [signature?.inputs.map(said), signature?.outputs.map(said)]
const contract = (stage: Stage) => told(read(savedModel(stage)).signatures[0])

// ------------------------------------------------------------------------------------------------ stages to build with

const indexer = (input: string, output: string, labels: readonly string[], params = {}): Stage => ({
  class: 'feature.StringIndexerModel',
  params: { inputCol: input, outputCol: output, ...params },
  data: { schema: { labelsArray: [['text']] }, rows: [{ labelsArray: [labels] }] },
})
const oneHot = (input: string, output: string, size: number, params = {}): Stage => ({
  class: 'feature.OneHotEncoderModel',
  params: { inputCols: [input], outputCols: [output], ...params },
  defaults: { dropLast: true, handleInvalid: 'error' },
  data: { schema: { categorySizes: ['int'] }, rows: [{ categorySizes: [size] }] },
})
const assembler = (inputs: readonly string[], output: string): Stage => ({
  class: 'feature.VectorAssembler',
  params: { inputCols: inputs, outputCol: output },
})
const regression = (features: string, size: number, params = {}): Stage => ({
  class: 'regression.LinearRegressionModel',
  params: { featuresCol: features, ...params },
  defaults: { labelCol: 'label', predictionCol: 'prediction' },
  data: { schema: { intercept: 'double', coefficients: VECTOR }, rows: [{ intercept: 1, coefficients: dense(size) }] },
})
const logistic = (features: string, size: number, classes: number, params = {}): Stage => ({
  class: 'classification.LogisticRegressionModel',
  params: { featuresCol: features, ...params },
  defaults: { labelCol: 'label', predictionCol: 'prediction', probabilityCol: 'probability', rawPredictionCol: 'rawPrediction' },
  data: {
    schema: { numClasses: 'int', numFeatures: 'int', coefficientMatrix: MATRIX },
    rows: [{ numClasses: classes, numFeatures: size, coefficientMatrix: matrix(1, size) }],
  },
})
const sql = (statement: string): Stage => ({ class: 'feature.SQLTransformer', params: { statement } })
const pipeline = (...stages: readonly Stage[]): Stage => ({ class: 'PipelineModel', stages })

const CASES: readonly (readonly [what: string, stage: Stage, inputs: readonly string[], outputs: readonly string[]])[] = [
  [
    'a table: text is indexed and encoded, numbers go straight into the assembler',
    pipeline(indexer('city', 'ix', ['a', 'b', 'c']), oneHot('ix', 'v', 3), assembler(['age', 'v'], 'features'), regression('features', 3)),
    ['city: string [-1]', 'age: ~float64 [-1]'],
    ['prediction: float64 [-1]'],
  ],
  [
    'the width of a model tells the width of a vector that callers give',
    pipeline(
      assembler(['age', 'embedding'], 'both'),
      { class: 'feature.VectorSizeHint', params: { inputCol: 'embedding', size: 7 } },
      regression('both', 8),
    ),
    ['age: ~float64 [-1]', 'embedding: float64 [-1,7]'],
    ['prediction: float64 [-1]'],
  ],
  [
    'without such a model an assembler takes scalars by convention',
    assembler(['a', 'b'], 'c'),
    ['a: ~float64 ~[-1]', 'b: ~float64 ~[-1]'],
    ['c: float64 [-1,2]'],
  ],
  [
    'one column left over is a vector of what is left over',
    pipeline(assembler(['x'], 'features'), regression('features', 5)),
    ['x: float64 [-1,5]'],
    ['prediction: float64 [-1]'],
  ],
  [
    'a sparse vector stores its size',
    { ...regression('f', 4), data: { schema: { coefficients: VECTOR }, rows: [{ coefficients: sparse(9) }] } },
    ['f: float64 [-1,9]'],
    ['prediction: float64 [-1]'],
  ],
  [
    'a label indexer is skipped where the label is missing: no input',
    pipeline(indexer('answer', 'label', ['yes', 'no']), logistic('features', 4, 2)),
    ['features: float64 [-1,4]'],
    ['rawPrediction: float64 [-1,2]', 'probability: float64 [-1,2]', 'prediction: float64 [-1]'],
  ],
  [
    'any other stage that makes a label needs its column',
    pipeline({ class: 'feature.Bucketizer', params: { inputCol: 'amount', outputCol: 'label', splits: [0, 1, 2] } }, logistic('features', 4, 2)),
    ['amount: ~float64 [-1]', 'features: float64 [-1,4]'],
    ['label: float64 [-1]', 'rawPrediction: float64 [-1,2]', 'probability: float64 [-1,2]', 'prediction: float64 [-1]'],
  ],
  [
    'an empty column name switches the output off',
    logistic('f', 4, 3, { probabilityCol: '', rawPredictionCol: '' }),
    ['f: float64 [-1,4]'],
    ['prediction: float64 [-1]'],
  ],
  [
    'predictions stay results where another stage reads them',
    pipeline(logistic('f', 4, 3), { class: 'feature.IndexToString', params: { inputCol: 'prediction', outputCol: 'said', labels: ['a', 'b', 'c'] } }),
    ['f: float64 [-1,4]'],
    ['rawPrediction: float64 [-1,3]', 'probability: float64 [-1,3]', 'prediction: float64 [-1]', 'said: string [-1]'],
  ],
  [
    'an overwritten column is two columns',
    pipeline(indexer('x', 'y', ['a']), { class: 'feature.Binarizer', params: { inputCol: 'y', outputCol: 'x' } }),
    ['x: string [-1]'],
    ['x: float64 [-1]'],
  ],
  [
    'kept invalid labels are one more, dropped last ones one less',
    pipeline(oneHot('a', 'va', 4, { handleInvalid: 'keep', dropLast: false }), oneHot('b', 'vb', 4, { handleInvalid: 'keep' }), oneHot('c', 'vc', 4)),
    ['a: ~float64 [-1]', 'b: ~float64 [-1]', 'c: ~float64 [-1]'],
    ['va: float64 [-1,5]', 'vb: float64 [-1,4]', 'vc: float64 [-1,3]'],
  ],
  [
    'an interaction widens index columns',
    pipeline(indexer('city', 'ix', ['a', 'b', 'c']), { class: 'feature.Interaction', params: { inputCols: ['ix', 'age'], outputCol: 'product' } }),
    ['city: string [-1]', 'age: ~float64 ~[-1]'],
    ['product: float64 [-1,3]'],
  ],
  [
    'texts become words, words become counts',
    pipeline(
      { class: 'feature.Tokenizer', params: { inputCol: 'text', outputCol: 'words' } },
      {
        class: 'feature.CountVectorizerModel',
        params: { inputCol: 'words', outputCol: 'counts' },
        data: { schema: { vocabulary: ['text'] }, rows: [{ vocabulary: ['a', 'b'] }] },
      },
    ),
    ['text: string [-1]'],
    ['counts: float64 [-1,2]'],
  ],
  [
    'polynomial terms, solved backwards',
    pipeline({ class: 'feature.PolynomialExpansion', params: { inputCol: 'x', outputCol: 'p', degree: 2 } }, regression('p', 9)),
    ['x: float64 [-1,3]'],
    ['prediction: float64 [-1]'],
  ],
  [
    'nested pipelines and tuned models are their insides',
    pipeline(pipeline(assembler(['a', 'b'], 'f')), {
      class: 'tuning.CrossValidatorModel',
      inner: { bestModel: regression('f', 2), estimator: regression('g', 3) },
    }),
    ['a: ~float64 [-1]', 'b: ~float64 [-1]'],
    ['prediction: float64 [-1]'],
  ],
  [
    'cluster numbers are 32-bit integers',
    {
      class: 'clustering.KMeansModel',
      params: { featuresCol: 'f', predictionCol: 'p' },
      data: { schema: { clusterIdx: 'int', clusterCenter: VECTOR }, rows: [{ clusterIdx: 0, clusterCenter: dense(6) }] },
    },
    ['f: float64 [-1,6]'],
    ['p: int32 [-1]'],
  ],
  ['an empty pipeline', pipeline(), [], []],
  [
    'SQL: a star keeps everything, expressions add columns',
    pipeline(sql('SELECT *, CAST(age AS double) AS years, upper(`the city`) up, a.b FROM __THIS__ WHERE score > 1'), assembler(['years'], 'f')),
    ['score: ? ?', 'age: ? ~[-1]', 'the city: ~string ~[-1]', 'a: ? ?'],
    ['up: string [-1]', 'b: ? ?', 'f: float64 [-1,1]'],
  ],
  [
    'SQL: without a star only the list is left',
    pipeline(indexer('x', 'y', ['a']), sql('SELECT y AS z, w FROM __THIS__'), regression('w', 2)),
    ['x: string [-1]', 'w: float64 [-1,2]'],
    ['z: float64 [-1]', 'prediction: float64 [-1]'],
  ],
  [
    "another library's stage: names by Spark's conventions, types unknown",
    { class: 'ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel', params: { featuresCol: 'f', predictionCol: 'p', labelCol: 'l' } },
    ['f: ? ?'],
    ['p: ? ?'],
  ],
]

describe('columns', () => {
  it.each(CASES)('%s', (_, stage, inputs, outputs) => {
    expect(contract(stage)).toEqual([inputs, outputs])
  })
})

describe('folders', () => {
  it('stage numbers are padded to the width of their count', () => {
    const stages = Array.from({ length: 11 }, (_, i) => ({ class: 'feature.Normalizer', params: { inputCol: `c${i}`, outputCol: `c${i + 1}` } }))
    expect(contract(pipeline(...stages))).toEqual([['c0: float64 [-1,?]'], ['c11: float64 [-1,?]']])
  })

  it('a missing stage leaves doubt about the names after it', () => {
    const files = savedModel(pipeline(indexer('city', 'ix', ['a', 'b']), regression('features', 4)))
    const left = Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes('stages/0_')))
    const { signatures, warnings } = read(left)
    expect(told(signatures[0])).toEqual([['~features: float64 [-1,4]'], ['prediction: float64 [-1]']])
    expect(warnings.map(({ code }) => code)).toEqual(['spark-stage-missing'])
  })

  it('stages whose pipeline lost its metadata are read in their order', () => {
    const files = savedModel(pipeline(assembler(['a'], 'f'), regression('f', 1)))
    const left = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('metadata/')))
    const { signatures, warnings } = read(left)
    expect(told(signatures[0])).toEqual([['a: ~float64 [-1]'], ['prediction: float64 [-1]']])
    expect(warnings.map(({ code }) => code)).toEqual(['spark-no-metadata'])
  })

  it('a model in a folder below belongs to the one above', () => {
    const files = { ...savedModel(regression('f', 2)), ...savedModel(regression('g', 3), 'old/') }
    expect(spark.match(memoryFiles(files)).map(({ path }) => path)).toEqual([''])
  })

  it('an estimator is no model', () => {
    expect(() => read(savedModel({ class: 'feature.StringIndexer', params: { inputCol: 'a' } }))).toThrow(
      expect.objectContaining({ code: 'not-a-model' }),
    )
  })

  it('a cut table is truncated', () => {
    const files = savedModel(regression('f', 2))
    const table = files['data/part-00000-x.parquet'] as Uint8Array
    expect(() => read({ ...files, 'data/part-00000-x.parquet': table.slice(0, -9) })).toThrow(expect.objectContaining({ code: 'truncated' }))
  })

  it('models of the old API predict vectors', () => {
    const stage: Stage = { class: 'org.apache.spark.mllib.regression.LassoModel', more: { version: '1.0', numFeatures: 3 } }
    const { framework, signatures } = read(savedModel(stage))
    expect(framework.format).toBe('mllib')
    expect(told(signatures[0])).toEqual([['~features: float64 [-1,3]'], ['~prediction: float64 [-1]']])
  })
})

describe('select lists', () => {
  it('DISTINCT is no part of a name', () => {
    expect(contract(sql('SELECT DISTINCT a, b FROM __THIS__'))).toEqual(contract(sql('SELECT a, b FROM __THIS__')))
  })

  it('a table with another name is not guessed at', () => {
    expect(contract(sql('SELECT a AS x, t.b FROM __THIS__ t'))).toEqual([[], []])
  })
})

describe('class labels', () => {
  const classes = (stage: Stage) =>
    Object.fromEntries(read(savedModel(stage)).signatures[0]?.outputs.map(({ name, evidence }) => [name, evidence?.classes?.labels]) ?? [])
  const species = indexer('species', 'label', ['cat', 'dog'])

  it('the index of a label tells what predictions and probabilities stand for', () => {
    expect(classes(pipeline(species, logistic('f', 3, 2)))).toEqual({
      rawPrediction: ['cat', 'dog'],
      probability: ['cat', 'dog'],
      prediction: ['cat', 'dog'],
    })
  })

  it('texts that indices become', () => {
    const back: Stage = { class: 'feature.IndexToString', params: { inputCol: 'prediction', outputCol: 'word', labels: ['no', 'yes'] } }
    expect(classes(pipeline(logistic('f', 3, 2), back))).toMatchObject({ word: ['no', 'yes'], prediction: undefined })
  })

  it('each column of one indexer has labels of its own', () => {
    const both: Stage = {
      class: 'feature.StringIndexerModel',
      params: { inputCols: ['a', 'b'], outputCols: ['x', 'y'] },
      data: { schema: { labelsArray: [['text']] }, rows: [{ labelsArray: [['p', 'q'], ['r']] }] },
    }
    expect(classes(both)).toEqual({ x: ['p', 'q'], y: ['r'] })
  })
})

describe('1,200 damaged files: a contract or a UserError', () => {
  const model = savedModel(indexer('city', 'ix', ['a', 'b', 'c']))
  const bytes = Object.fromEntries(
    Object.entries(model).flatMap(([path, content]) =>
      content === '' ? [] : [[path, typeof content === 'string' ? new TextEncoder().encode(content) : content]],
    ),
  )
  it.each(['metadata/part-00000', 'data/part-00000-x.parquet'])('%s', (victim) => {
    const seen = damage(spark, bytes, victim, 600)
    // the mutations reach deep: some files still give a contract, some are refused
    expect(seen.contract).toBeGreaterThan(10)
    expect(seen.refused).toBeGreaterThan(10)
  })
})
