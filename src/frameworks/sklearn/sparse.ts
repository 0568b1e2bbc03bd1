import { attribute, type Estimator, textAt } from './estimator.ts'

/** Transformers that give a sparse matrix whatever the rows are; of all others it depends on the rows. Sources: the `transform` of each class. */
export const isSparse = (estimator: Estimator): boolean => SPARSE[estimator.name]?.(estimator) ?? false

const always = (): boolean => true
/** A parameter that is true by default; OneHotEncoder's was called `sparse` before 1.2. */
const unless = (estimator: Estimator, ...parameters: readonly string[]): boolean =>
  parameters.every((parameter) => attribute(estimator, parameter) !== false)
const where = (parameter: string) => (estimator: Estimator) => attribute(estimator, parameter) === true

const SPARSE: Readonly<Record<string, (estimator: Estimator) => boolean>> = {
  CountVectorizer: always,
  TfidfVectorizer: always,
  HashingVectorizer: always,
  TfidfTransformer: always,
  FeatureHasher: always,
  KNeighborsTransformer: always,
  RadiusNeighborsTransformer: always,
  DictVectorizer: where('sparse'),
  OneHotEncoder: (estimator) => unless(estimator, 'sparse_output', 'sparse'),
  RandomTreesEmbedding: (estimator) => unless(estimator, 'sparse_output'),
  KBinsDiscretizer: (estimator) => textAt(estimator, 'encode') === 'onehot',
  SplineTransformer: where('sparse_output'),
  LabelBinarizer: where('sparse_output'),
  MultiLabelBinarizer: where('sparse_output'),
}
