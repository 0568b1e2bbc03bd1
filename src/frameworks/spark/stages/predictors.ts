import type { DType } from '../../../contract/types.ts'
import { listOf } from '../../../formats/json.ts'
import { firstLength, firstList, firstNumber, vectorSize } from '../../../formats/parquet-values.ts'
import type { Column, Flow } from '../flow.ts'
import { columnParam, countIn, countParam, type Saved } from '../saved.ts'
import { always, either, inMetadata, nameOf, positive, readVector, type SizeOf, type Stage, type Stages, stored, storedNumber } from './stage.ts'

/** Writes a column where the stage has one: '' switches it off. */
function result(flow: Flow, saved: Saved, param: string, type: DType, shape: readonly (number | null)[], labels: Column['labels'] = null): void {
  const name = columnParam(saved, param)
  if (name !== undefined) Object.assign(flow.write(name, { type, shape }), { result: true, labels })
}

/** Columns that only training reads; what the indices of the label stood for. */
function training(flow: Flow, saved: Saved): Column['labels'] {
  const [label = null] = ['labelCol', 'weightCol', 'censorCol'].map((param) => {
    const name = columnParam(saved, param)
    return name === undefined ? null : flow.read(name, 'label')
  })
  return label?.labels ?? null
}

interface Classifier {
  readonly features: SizeOf
  readonly classes: SizeOf
  readonly probability?: false
}

/** Order of the columns as transform() adds them. */
const classifier =
  ({ features, classes, probability }: Classifier): Stage =>
  (saved, flow) => {
    readVector(flow, nameOf(saved, 'featuresCol'), features(saved))
    const labels = training(flow, saved)
    const k = classes(saved)
    result(flow, saved, 'rawPredictionCol', 'float64', [k], labels)
    if (probability !== false) result(flow, saved, 'probabilityCol', 'float64', [k], labels)
    result(flow, saved, 'predictionCol', 'float64', [], labels)
    leaves(saved, flow)
  }

/** One leaf per tree; off unless it is named. */
function leaves(saved: Saved, flow: Flow): void {
  const forest = countIn(saved, 'numTrees')
  const single = saved.className.includes('DecisionTree')
  result(flow, saved, 'leafCol', 'float64', [single ? 1 : positive(forest)])
}

const regressor =
  (features: SizeOf, more: (saved: Saved, flow: Flow) => void = () => undefined): Stage =>
  (saved, flow) => {
    readVector(flow, nameOf(saved, 'featuresCol'), features(saved))
    training(flow, saved)
    result(flow, saved, 'predictionCol', 'float64', [])
    more(saved, flow)
    leaves(saved, flow)
  }

const clusters =
  (features: SizeOf, k: SizeOf = () => null): Stage =>
  (saved, flow) => {
    readVector(flow, nameOf(saved, 'featuresCol'), features(saved))
    result(flow, saved, 'probabilityCol', 'float64', [k(saved)])
    result(flow, saved, 'predictionCol', 'int32', [])
  }

const NUM_FEATURES = either(inMetadata('numFeatures'), storedNumber('numFeatures'))
const TREES: Classifier = { features: inMetadata('numFeatures'), classes: inMetadata('numClasses') }

/** Sizes of the layers, first and last: data until 2.4, a parameter since 3.0. */
const layer =
  (index: 0 | -1): SizeOf =>
  (saved) => {
    const parameter = listOf(saved.param('layers'))
    const table = parameter.length > 0 ? null : saved.table()
    const size = (parameter.length > 0 ? parameter : ((table === null ? null : firstList(table, 'layers[]')) ?? [])).at(index)
    return typeof size === 'number' ? positive(size) : null
  }

const listLength =
  (path: string): SizeOf =>
  (saved) => {
    const table = saved.table()
    return table === null ? null : firstLength(table, path)
  }

/** Rows of cluster centers since 2.0, one list of them before. */
const centers: SizeOf = either(stored('clusterCenter'), stored('clusterCenters[]'))

/** Any of the models, one per class. */
const oneVsRest: Stage = (saved, flow) => {
  const first = saved.inner('model_0')
  const classes = countIn(saved, 'numClasses') ?? null
  readVector(flow, nameOf(saved, 'featuresCol'), first === null ? null : featuresOfAny(first))
  training(flow, saved)
  result(flow, saved, 'rawPredictionCol', 'float64', [positive(classes)])
  result(flow, saved, 'predictionCol', 'float64', [])
}

function featuresOfAny(saved: Saved): number | null {
  const table = saved.table()
  return NUM_FEATURES(saved) ?? (table === null ? null : (vectorSize(table, 'coefficients') ?? firstNumber(table, 'coefficientMatrix.numCols')))
}

/** Ids are integers, in whatever number type; unknown ids give NaN. */
const recommender: Stage = (saved, flow) => {
  for (const param of ['userCol', 'itemCol']) {
    const column = flow.read(nameOf(saved, param))
    flow.know(column, { shape: [] })
    flow.assume(column, { type: 'int32' })
  }
  result(flow, saved, 'predictionCol', 'float32', [])
}

/** Physical types of parquet.thrift, of the items. */
const ITEM_TYPES: Readonly<Record<number, DType>> = { 1: 'int32', 2: 'int64', 4: 'float32', 5: 'float64' }

/** Lists of items of the type that the frequent ones have. */
const patterns: Stage = (saved, flow) => {
  const leaf = saved.table()?.leaves.find(({ path }) => path === 'items[]')
  const type = leaf === undefined ? null : leaf.text ? 'string' : (ITEM_TYPES[leaf.type] ?? null)
  flow.know(flow.read(nameOf(saved, 'itemsCol')), { type, shape: [-1] })
  const name = columnParam(saved, 'predictionCol')
  if (name !== undefined) flow.write(name, { type, shape: [-1] })
}

/** One number, or an entry of a vector. */
const isotonic: Stage = (saved, flow) => {
  const features = flow.read(nameOf(saved, 'featuresCol'))
  flow.know(features, { type: 'float64' })
  flow.assume(features, { shape: [] })
  training(flow, saved)
  result(flow, saved, 'predictionCol', 'float64', [])
}

const topics: Stage = (saved, flow) => {
  readVector(flow, nameOf(saved, 'featuresCol'), storedNumber('vocabSize')(saved))
  result(flow, saved, 'topicDistributionCol', 'float64', [positive(countParam(saved, 'k'))])
}

const coefficients = stored('coefficients')

/** `org.apache.spark.ml.{classification,regression,clustering,recommendation,fpm}.*` */
export const PREDICTORS: Stages = {
  'classification.LogisticRegressionModel': classifier({
    features: either(storedNumber('numFeatures'), coefficients),
    classes: storedNumber('numClasses'),
  }),
  'classification.LinearSVCModel': classifier({ features: coefficients, classes: always(2), probability: false }),
  'classification.DecisionTreeClassificationModel': classifier(TREES),
  'classification.RandomForestClassificationModel': classifier(TREES),
  'classification.GBTClassificationModel': classifier({ ...TREES, classes: always(2) }),
  'classification.NaiveBayesModel': classifier({ features: storedNumber('theta.numCols'), classes: storedNumber('theta.numRows') }),
  'classification.MultilayerPerceptronClassificationModel': classifier({ features: layer(0), classes: layer(-1) }),
  'classification.FMClassificationModel': classifier({ features: either(stored('linear'), storedNumber('factors.numRows')), classes: always(2) }),
  'classification.OneVsRestModel': oneVsRest,
  'regression.LinearRegressionModel': regressor(coefficients),
  'regression.GeneralizedLinearRegressionModel': regressor(coefficients, (saved, flow) => result(flow, saved, 'linkPredictionCol', 'float64', [])),
  'regression.AFTSurvivalRegressionModel': regressor(coefficients, (saved, flow) =>
    result(flow, saved, 'quantilesCol', 'float64', [positive(listOf(saved.param('quantileProbabilities')).length)]),
  ),
  'regression.DecisionTreeRegressionModel': regressor(NUM_FEATURES, (saved, flow) => result(flow, saved, 'varianceCol', 'float64', [])),
  'regression.RandomForestRegressionModel': regressor(NUM_FEATURES),
  'regression.GBTRegressionModel': regressor(NUM_FEATURES),
  'regression.FMRegressionModel': regressor(either(stored('linear'), storedNumber('factors.numRows'))),
  'regression.IsotonicRegressionModel': isotonic,
  'clustering.KMeansModel': clusters(centers),
  'clustering.BisectingKMeansModel': clusters(either(stored('center'), centers)),
  'clustering.GaussianMixtureModel': clusters(stored('mus[]'), listLength('weights[]')),
  'clustering.LocalLDAModel': topics,
  'clustering.DistributedLDAModel': topics,
  'recommendation.ALSModel': recommender,
  'fpm.FPGrowthModel': patterns,
}
