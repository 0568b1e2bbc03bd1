import { arrayOf } from '../../formats/pickle/arrays.ts'
import { itemOf, itemsOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { positions } from './columns.ts'
import type { Describer } from './describe.ts'
import { type Known, type Output, UNKNOWN } from './described.ts'
import { arrayAt, attribute, type Estimator, estimatorOf, MAX_COLUMNS, namedAt, scalarValue, textAt } from './estimator.ts'

/** `set_output(transform='pandas')`, since 1.2: which container `transform` returns; null where arrays stay arrays. Source: utils/_set_output.py. */
export function tableOf(estimator: Estimator): 'pandas' | 'polars' | null {
  const config = recordOf(attribute(estimator, '_sklearn_output_config'), 'dict')
  const kind = config === null ? undefined : itemOf(config, 'transform')
  return kind === 'pandas' || kind === 'polars' ? kind : null
}

/** The names that array columns are given. */
export const arrayNames = (width: number | null): readonly string[] | null =>
  width === null || width > MAX_COLUMNS ? null : Array.from({ length: width }, (_, i) => `x${i}`)

/**
 * The columns of the table that `transform` returns, by each class's `get_feature_names_out`; null where a rule or a part is not known.
 * `array` is what the same transform returns as an array.
 */
export function tableColumns(
  estimator: Estimator,
  names: readonly string[],
  array: Output | undefined,
  describer: Describer,
): readonly Output[] | null {
  if (estimator.name === 'ColumnTransformer') return besideEachOther(estimator, names, describer)
  const width = array?.dims?.[0] ?? null
  const columns = ownNames(estimator, names, width)
  const type: Known = array === undefined ? UNKNOWN : { type: array.type, source: array.source }
  return columns === null || (width !== null && width !== columns.length) ? null : columns.map((name) => ({ ...type, dims: [], name }))
}

function ownNames(estimator: Estimator, names: readonly string[], width: number | null): readonly string[] | null {
  if (ONE_TO_ONE.has(estimator.name)) return width === names.length ? names : null
  if (estimator.name === 'OneHotEncoder') return oneHotNames(estimator, names)
  const support = SELECTORS.has(estimator.name) ? (arrayAt(estimator, 'support_')?.first(MAX_COLUMNS) ?? null) : null
  if (support !== null) return support.length === names.length ? names.filter((_, i) => support[i] === true) : null
  // the class and a number: ClassNamePrefixFeaturesOutMixin
  if (NUMBERED.has(estimator.name) && width !== null && width <= MAX_COLUMNS)
    return Array.from({ length: width }, (_, i) => `${estimator.name.toLowerCase()}${i}`)
  return null
}

/** OneToOneFeatureMixin; imputers too, where no column is lost or added. */
const ONE_TO_ONE = new Set(
  'StandardScaler MinMaxScaler MaxAbsScaler RobustScaler Normalizer Binarizer PowerTransformer QuantileTransformer OrdinalEncoder SimpleImputer KNNImputer IterativeImputer'.split(
    ' ',
  ),
)
const SELECTORS = new Set(['RFE', 'RFECV', 'SequentialFeatureSelector'])
const NUMBERED = new Set(
  (
    'PCA IncrementalPCA KernelPCA TruncatedSVD FastICA NMF MiniBatchNMF FactorAnalysis LatentDirichletAllocation SparsePCA MiniBatchSparsePCA ' +
    'DictionaryLearning MiniBatchDictionaryLearning KMeans MiniBatchKMeans BisectingKMeans Birch GaussianRandomProjection Nystroem RBFSampler ' +
    'SkewedChi2Sampler PLSRegression PLSCanonical CCA PLSSVD NeighborhoodComponentsAnalysis Isomap BernoulliRBM LinearDiscriminantAnalysis FeatureAgglomeration'
  ).split(' '),
)

/** `city_Oslo`; the dropped categories are left out, infrequent ones would stand together. preprocessing/_encoders.py */
function oneHotNames(estimator: Estimator, names: readonly string[]): readonly string[] | null {
  const categories = itemsOf(attribute(estimator, 'categories_'))
  const isPlain = attribute(estimator, '_infrequent_enabled') !== true && (textAt(estimator, 'feature_name_combiner') ?? 'concat') === 'concat'
  const combiner = attribute(estimator, 'feature_name_combiner')
  if (categories?.length !== names.length || !isPlain || (combiner !== undefined && typeof combiner !== 'string')) return null
  const dropped = itemsOf(attribute(estimator, 'drop_idx_')) ?? arrayAt(estimator, 'drop_idx_')?.first(MAX_COLUMNS) ?? []
  const columns = names.map((name, i) => {
    const drop = scalarValue(dropped[i])
    const labels = (arrayOf(categories[i])?.first(MAX_COLUMNS) ?? []).map(printed)
    return labels.some((label) => label === null) ? null : labels.flatMap((label, at) => (at === drop ? [] : [`${name}_${label}`]))
  })
  return columns.some((list) => list === null) ? null : columns.flatMap((list) => list ?? [])
}

/** Python's `str` of a category: floats are only told where they are whole. */
function printed(value: PyValue): string | null {
  const plain = scalarValue(value)
  if (typeof plain === 'string') return plain
  if (typeof plain === 'number' || typeof plain === 'bigint') return String(plain)
  if (typeof plain === 'boolean') return plain ? 'True' : 'False'
  const float = recordOf(plain, 'float')?.value
  return float !== undefined && Number.isInteger(float) && Math.abs(float) < 1e16 ? `${float}.0` : null
}

/** `name__column` of each part, in order; a passing column keeps its own name behind the prefix. compose/_column_transformer.py */
function besideEachOther(estimator: Estimator, names: readonly string[], describer: Describer): readonly Output[] | null {
  const isVerbose = attribute(estimator, 'verbose_feature_names_out') ?? true
  if (typeof isVerbose !== 'boolean') return null
  const columns: Output[] = []
  for (const [label, transformer, selector] of namedAt(estimator, 'transformers_')) {
    const at = positions(selector, names, names.length)
    if (at === null || typeof label !== 'string') return null
    if (transformer === 'drop' || at.length === 0) continue
    const chosen = at.flatMap((i) => names[i] ?? [])
    const fitted = estimatorOf(transformer)
    const passes = transformer === 'passthrough' || (fitted?.name === 'FunctionTransformer' && attribute(fitted, 'func') === null)
    const part = passes ? chosen.map((name): Output => ({ ...UNKNOWN, dims: [], name })) : namedOutputs(fitted, describer)
    if (part === null) return null
    columns.push(...part.map((column) => ({ ...column, ...(isVerbose && { name: `${label}__${column.name}` }) })))
  }
  return columns.length > MAX_COLUMNS ? null : columns
}

/** The parts of a transformer that gives tables give tables themselves. */
function namedOutputs(fitted: Estimator | null, { describe }: Describer): readonly Output[] | null {
  const outputs = describe(fitted).outputs.get('transform') ?? []
  return outputs.length > 0 && outputs.every(({ name }) => name !== undefined) ? outputs : null
}
