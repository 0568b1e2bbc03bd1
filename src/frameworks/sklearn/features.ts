import { arrayOf } from '../../formats/pickle/arrays.ts'
import { dtypeOf } from '../../formats/pickle/dtype.ts'
import { itemsOf } from '../../formats/pickle/values.ts'
import { assumed, type Column, derived, elementType, type Inputs, type Known, UNKNOWN } from './described.ts'
import { arrayAt, attribute, axisAt, type Estimator, estimatorsAt, integerAt, MAX_COLUMNS, textAt, textsOf } from './estimator.ts'
import { ESTIMATORS } from './table.ts'

/** Where any estimator may keep its number of features, surest first. `n_features_in_` is there since 0.23 or 0.24. */
const COUNTS = ['n_features_in_', 'n_features_', 'n_input_features_', '_n_features', 'n_features'] as const
/** Arrays with one column (or axis) per feature, for versions before. */
const AXES: readonly (readonly [string, number])[] = [
  ['coef_', -1],
  ['support_vectors_', 1],
  ['components_', 1],
  ['feature_importances_', 0],
  ['scale_', 0],
  ['X_train_', 1],
]
/** Estimators inside that were fitted on the same rows. */
const INNER = ['estimators_', 'base_estimator_', 'estimator_'] as const

/** Classes that take another thing than rows. */
export function inputsOf(estimator: Estimator): Inputs {
  const special = SPECIAL[estimator.name]?.(estimator)
  if (special !== undefined) return special
  const names = namesOf(estimator)
  const width = names?.length ?? widthOf(estimator)
  return { kind: 'rows', width, names, columns: width === null ? [] : columnsOf(estimator, width) }
}

const text = (estimator: Estimator): Inputs =>
  textAt(estimator, 'input') === 'content' || textAt(estimator, 'input') === null ? { kind: 'text', name: null } : unknownRows
const unknownRows: Inputs = { kind: 'rows', width: null, names: null, columns: [] }

const SPECIAL: Readonly<Record<string, (estimator: Estimator) => Inputs>> = {
  CountVectorizer: text,
  TfidfVectorizer: text,
  HashingVectorizer: text,
  DictVectorizer: () => ({ kind: 'mappings' }),
  FeatureHasher: (estimator) => (textAt(estimator, 'input_type') === 'dict' ? { kind: 'mappings' } : unknownRows),
  LabelEncoder: (estimator) => ({ kind: 'labels', type: elementType(arrayAt(estimator, 'classes_')) }),
  LabelBinarizer: (estimator) => ({ kind: 'labels', type: elementType(arrayAt(estimator, 'classes_')) }),
  MultiLabelBinarizer: (estimator) => ({ kind: 'label-lists', type: elementType(arrayAt(estimator, 'classes_')) }),
  PatchExtractor: () => ({ kind: 'images', height: null, width: null }),
  IsotonicRegression: (estimator) => ({ kind: 'rows', width: 1, names: null, columns: columnsOf(estimator, 1) }),
}

/** Column names of the table it was fitted on: since 1.0 under this name, before in ColumnTransformer's own attributes. */
export function namesOf(estimator: Estimator): readonly string[] | null {
  return (
    textsOf(attribute(estimator, 'feature_names_in_')) ??
    textsOf(attribute(estimator, '_feature_names_in')) ??
    textsOf(attribute(estimator, '_df_columns')) ??
    textsOf(attribute(estimator, 'active_fields'))
  )
}

/** How many features it was fitted on, or null. */
export function widthOf(estimator: Estimator, depth = 0): number | null {
  for (const key of COUNTS) {
    const count = integerAt(estimator, key)
    // n_features alone is also a parameter (FeatureHasher); those have a row of their own
    if (count !== null && count > 0 && count <= 1_000_000_000) return count
  }
  const row = ESTIMATORS[estimator.name]
  for (const [key, axis] of [...(row?.features ?? []), ...(row?.features === undefined ? AXES : [])]) {
    const size = axisAt(estimator, key, axis)
    if (size !== null && size > 0) return size
  }
  const fitted = itemsOf(attribute(estimator, 'shape_fit_'))?.[1]
  if (typeof fitted === 'number') return fitted
  if (depth >= 4) return null
  const [first] = INNER.flatMap((key) => estimatorsAt(estimator, key))
  return first === undefined ? null : widthOf(first, depth + 1)
}

/** The type of each column. Only encoders and imputers know them; everything else takes numbers of any kind. */
export function columnsOf(estimator: Estimator, width: number): readonly Column[] {
  const categories = CATEGORICAL.has(estimator.name) ? (itemsOf(attribute(estimator, 'categories_')) ?? []) : []
  if (categories.length === width) return categories.map((values) => categorical(elementType(arrayOf(values))))
  const common = NUMERIC.has(estimator.name) || ESTIMATORS[estimator.name] !== undefined ? numeric(estimator) : UNKNOWN
  return Array.from({ length: Math.min(width, MAX_COLUMNS) }, () => common)
}

const CATEGORICAL = new Set(['OneHotEncoder', 'OrdinalEncoder', 'TargetEncoder'])
/** Their columns may be of any type. */
const ANYTHING = new Set([
  'OneHotEncoder',
  'OrdinalEncoder',
  'TargetEncoder',
  'FunctionTransformer',
  'MissingIndicator',
  'DummyClassifier',
  'DummyRegressor',
  'HistGradientBoostingClassifier',
  'HistGradientBoostingRegressor',
])
const NUMERIC = new Set(['BaggingClassifier', 'BaggingRegressor', 'RANSACRegressor'])

export function categorical(known: Known): Column {
  return known.type === 'string' ? { ...known, profile: 'categorical' } : known
}

/** scikit-learn converts numbers of any type; which one the author had is not stored. float32 parameters come from float32 rows. */
function numeric(estimator: Estimator): Known {
  if (estimator.name === 'SimpleImputer') return imputed(estimator)
  if (ANYTHING.has(estimator.name)) return anything(estimator)
  const floats = ESTIMATORS[estimator.name]?.floats
  return assumed(floats !== undefined && isSingle(estimator, floats) ? 'float32' : 'float64')
}

/** Without categories these take numbers too, in practice. */
function anything(estimator: Estimator): Known {
  if (/^HistGradient/.test(estimator.name)) {
    const flags = arrayAt(estimator, 'is_categorical_')?.first(MAX_COLUMNS) ?? []
    return flags.includes(true) ? UNKNOWN : assumed('float64')
  }
  return CATEGORICAL.has(estimator.name) ? UNKNOWN : assumed('float64')
}

function imputed(estimator: Estimator): Known {
  const dtype = dtypeOf(attribute(estimator, '_fit_dtype')) ?? arrayAt(estimator, 'statistics_')?.dtype
  if (dtype?.kind !== 'O') return assumed('float64')
  const values = elementType(arrayAt(estimator, 'statistics_'))
  return values.type === 'string' ? derived('string') : UNKNOWN
}

/** The parameters are single precision. Of a list of arrays, the first. */
export function isSingle(estimator: Estimator, key: string): boolean {
  const value = attribute(estimator, key)
  const array = arrayOf(value) ?? arrayOf(itemsOf(value)?.[0])
  return array?.dtype.kind === 'f' && array.dtype.size === 4
}
