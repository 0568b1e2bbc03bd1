import type { DType, Evidence, Field, Signature, Source } from '../../contract/types.ts'
import { firstNumber, innerLengths, vectorSize } from '../../formats/parquet-values.ts'
import type { ModelFiles } from '../../model/types.ts'
import { countIn, metadataFile, type Saved } from './saved.ts'

/** Result of predict() of each model; `null`: it differs between Spark's languages, or there is no predict of vectors. */
const RESULTS: ReadonlyMap<string, DType | null> = new Map<string, DType | null>([
  ['classification.LogisticRegressionModel', null],
  ['classification.SVMModel', null],
  ['classification.NaiveBayesModel', 'float64'],
  ['regression.LinearRegressionModel', 'float64'],
  ['regression.RidgeRegressionModel', 'float64'],
  ['regression.LassoModel', 'float64'],
  ['regression.IsotonicRegressionModel', 'float64'],
  ['tree.model.DecisionTreeModel', 'float64'],
  ['tree.DecisionTreeModel', 'float64'],
  ['tree.model.RandomForestModel', 'float64'],
  ['tree.model.GradientBoostedTreesModel', 'float64'],
  ['clustering.KMeansModel', 'int32'],
  ['clustering.BisectingKMeansModel', 'int32'],
  ['clustering.GaussianMixtureModel', null],
])

/** The old API predicts vectors, not tables: no column has a name. `null`: a model without such a predict. Source: org.apache.spark.mllib, `SaveLoadV1_0`. */
export function mllibSignature(files: ModelFiles, saved: Saved): Signature | null {
  const name = saved.className.replace('org.apache.spark.mllib.', '')
  const type = RESULTS.get(name)
  if (type === undefined) return null
  const where = metadataFile(files, saved.folder) ?? saved.folder
  const scalar = name === 'regression.IsotonicRegressionModel'
  const features = scalar ? null : featuresOf(saved)
  const input: Field = {
    name: 'features',
    type: 'float64',
    shape: scalar ? [-1] : [-1, features],
    assumed: ['name'],
    evidence: evidence('derived', scalar ? ['derived'] : ['derived', features === null ? 'unknown' : 'derived'], where),
  }
  const output: Field = {
    name: 'prediction',
    type,
    shape: [-1],
    assumed: ['name'],
    evidence: evidence(type === null ? 'unknown' : 'derived', ['derived'], where),
  }
  return { name: 'predict', inputs: [input], outputs: [output] }
}

const evidence = (type: Source, dims: readonly Source[], where: string): Evidence => ({ name: 'assumed', type, rank: 'derived', dims, where })

/** Trees only store the features they split on: their width is not known. */
function featuresOf(saved: Saved): number | null {
  const stored = countIn(saved, 'numFeatures')
  if (stored !== null && stored > 0) return stored
  const table = saved.table()
  if (table === null || saved.className.includes('.tree.')) return null
  const theta = innerLengths(table, 'theta[][]')?.[0] ?? null
  return (
    ['weights', 'mu', 'point', 'center'].map((path) => vectorSize(table, path)).find((size) => size !== null) ??
    theta ??
    firstNumber(table, 'numFeatures')
  )
}
