import { arrayOf } from '../../formats/pickle/arrays.ts'
import { itemsOf, numberOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { arrayAt, attribute, axisAt, type Estimator, has, inner, integerAt, MAX_COLUMNS, scalarValue, shapeOf, textAt } from './estimator.ts'
import { widthOf } from './features.ts'
import type { WidthRule } from './table.ts'

/** Columns that `transform` returns, by the rules of the classes that table.ts names; null where a part is not stored. Shapes without the rows. */
export function dimsByRule(rule: WidthRule, estimator: Estimator): readonly (number | null)[] | null {
  if (rule === 'label-encoder' || rule === 'one-dimensional') return []
  if (rule === 'patches') return itemsOf(attribute(estimator, 'patch_size'))?.map((size) => numberOf(scalarValue(size))) ?? [null, null]
  return [WIDTHS[rule](estimator)]
}

type Width = (estimator: Estimator) => number | null

const WIDTHS: Readonly<Record<Exclude<WidthRule, 'label-encoder' | 'one-dimensional' | 'patches'>, Width>> = {
  'one-hot': (e) => oneHot(e),
  // encode: onehot, onehot-dense → a column per bin; ordinal → one per feature
  bins: (e) => (textAt(e, 'encode') === 'ordinal' ? widthOf(e) : sum(numbersAt(e, 'n_bins_'))),
  // multiclass targets are encoded one against the rest
  'target-encoder': (e) => times(widthOf(e), textAt(e, 'target_type_') === 'multiclass' ? axisAt(e, 'classes_', 0) : 1),
  imputer: (e) => imputer(e),
  // before 0.21 an indicator that saw nothing missing gave every column
  'missing-indicator': (e) => {
    const found = axisAt(e, 'features_', 0)
    return found === 0 && /^0\.(?:1\d|20)\b/.test(textAt(e, '_sklearn_version') ?? '0.20') ? widthOf(e) : found
  },
  'label-binarizer': (e) => {
    const classes = axisAt(e, 'classes_', 0)
    return classes === 2 && textAt(e, 'y_type_') !== 'multilabel-indicator' ? 1 : classes
  },
  'multi-label': (e) => axisAt(e, 'classes_', 0),
  support: (e) => trues(arrayAt(e, 'support_')?.first(MAX_COLUMNS) ?? null),
  'k-best': (e) => kBest(e, attribute(e, 'k')),
  percentile: (e) => percentile(e, numberOf(scalarValue(attribute(e, 'percentile'))) ?? 10),
  'p-value': (e) => below(e, parameter(e, 'alpha', 0.05)),
  fdr: (e) => falseDiscovery(e, parameter(e, 'alpha', 0.05)),
  fwe: (e) => familyWise(e, parameter(e, 'alpha', 0.05)),
  univariate: (e) => univariate(e),
  variance: (e) => variance(e),
  'from-model': () => null,
  vocabulary: (e) => vocabulary(e),
  // sample_steps samples give 2 * steps - 1 columns per feature
  'chi2-sampler': (e) => {
    const steps = integerAt(e, 'sample_steps')
    return steps === null ? null : times(widthOf(e), 2 * steps - 1)
  },
  'sparse-coder': (e) => split(e, axisAt(e, 'dictionary', 0)),
  dictionary: (e) => split(e, axisAt(e, 'components_', 0)),
  'trees-embedding': (e) => {
    const encoder = inner(e, 'one_hot_encoder_')
    return encoder === null ? null : oneHot(encoder)
  },
  // no function is the identity
  function: (e) => (attribute(e, 'func') === null ? widthOf(e) : null),
  voting: (e) => itemsOf(attribute(e, 'estimators_'))?.length ?? null,
  discriminant: (e) => discriminant(e),
}

const parameter = (e: Estimator, key: string, otherwise: number): number => numberOf(scalarValue(attribute(e, key))) ?? otherwise
const times = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b)
const split = (e: Estimator, width: number | null): number | null => times(width, attribute(e, 'split_sign') === true ? 2 : 1)

function sum(numbers: readonly number[] | null): number | null {
  return numbers === null ? null : numbers.reduce((total, number) => total + number, 0)
}

/** Numbers of an array, or null. */
function numbersAt(e: Estimator, key: string): readonly number[] | null {
  const values = (arrayAt(e, key)?.first(MAX_COLUMNS) ?? itemsOf(attribute(e, key)))?.map((value) => numberOf(scalarValue(value)) ?? Number.NaN)
  return values === undefined ? null : values
}

function trues(values: readonly PyValue[] | null): number | null {
  return values === null ? null : values.filter((value) => value === true).length
}

/**
 * preprocessing/_encoders.py: `_n_features_outs` since 1.2; before, the categories less the dropped ones (infrequent ones are one category together,
 * 1.1: not counted here). 0.19 had no categories but `active_features_`.
 */
function oneHot(e: Estimator): number | null {
  const stored = itemsOf(attribute(e, '_n_features_outs'))
  if (stored !== null) return sum(stored.map((count) => numberOf(scalarValue(count)) ?? Number.NaN))
  const categories = itemsOf(attribute(e, 'categories_'))
  if (categories === null) return axisAt(e, 'active_features_', 0)
  if (attribute(e, '_infrequent_enabled') === true) return null
  const sizes = categories.map((values) => arrayOf(values)?.shape[0] ?? Number.NaN)
  const dropped = arrayAt(e, 'drop_idx_')
  const drops = dropped?.first(MAX_COLUMNS)?.map((index) => (index === null ? 0 : 1)) ?? []
  const total = sum(sizes.map((size, i) => size - (drops[i] ?? 0)))
  return total === null || Number.isNaN(total) || (dropped !== null && drops.length !== sizes.length) ? null : total
}

/** Columns without any value are dropped (unless kept), and the indicator's are added. */
function imputer(e: Estimator): number | null {
  const all = widthOf(e)
  const statistics = e.name === 'SimpleImputer' ? arrayAt(e, 'statistics_')?.first(MAX_COLUMNS) : undefined
  const empty = statistics?.filter((value) => Number.isNaN(recordOf(value, 'float')?.value ?? 0)).length ?? 0
  const lost = attribute(e, 'keep_empty_features') === true || textAt(e, 'strategy') === 'constant' ? 0 : empty
  const mask = e.name === 'KNNImputer' ? arrayAt(e, '_valid_mask') : null
  const invalid = mask === null || attribute(e, 'keep_empty_features') === true ? 0 : (mask.shape[0] ?? 0) - (trues(mask.first(MAX_COLUMNS)) ?? 0)
  const within = e.name === 'IterativeImputer' ? inner(e, 'initial_imputer_') : null
  const base = within === null ? all : imputer(within)
  const indicator = inner(e, 'indicator_')
  const added = indicator === null ? 0 : axisAt(indicator, 'features_', 0)
  return base === null || added === null ? null : base - lost - invalid + added
}

/** feature_selection/_univariate_selection.py */
function kBest(e: Estimator, k: PyValue | undefined): number | null {
  const all = axisAt(e, 'scores_', 0)
  const wanted = numberOf(scalarValue(k))
  if (k === 'all') return all
  return all === null || wanted === null ? null : Math.min(all, wanted)
}

/** Scores above the percentile, and of those equal to it as many as fill the share; NaN scores count as the lowest. */
function percentile(e: Estimator, share: number): number | null {
  const scores = numbersAt(e, 'scores_')
  if (scores === null) return null
  if (share === 100) return scores.length
  if (share === 0) return 0
  const clean = scores.map((score) => (Number.isNaN(score) ? -Number.MAX_VALUE : score))
  const sorted = [...clean].sort((a, b) => a - b)
  const at = ((100 - share) / 100) * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  const threshold = low + (high - low) * (at - Math.floor(at))
  const above = clean.filter((score) => score > threshold).length
  const ties = clean.filter((score) => score === threshold).length
  return above + Math.min(ties, Math.max(0, Math.trunc((clean.length * share) / 100) - above))
}

function below(e: Estimator, alpha: number): number | null {
  return numbersAt(e, 'pvalues_')?.filter((p) => p < alpha).length ?? null
}

/** Benjamini-Hochberg. */
function falseDiscovery(e: Estimator, alpha: number): number | null {
  const values = numbersAt(e, 'pvalues_')
  if (values === null) return null
  const sorted = [...values].sort((a, b) => a - b)
  const selected = sorted.filter((p, i) => p <= (alpha / sorted.length) * (i + 1))
  const limit = selected.at(-1)
  return limit === undefined ? 0 : values.filter((p) => p <= limit).length
}

function familyWise(e: Estimator, alpha: number): number | null {
  const values = numbersAt(e, 'pvalues_')
  return values?.filter((p) => p < alpha / values.length).length ?? null
}

function univariate(e: Estimator): number | null {
  const value = parameter(e, 'param', 1e-5)
  switch (textAt(e, 'mode')) {
    case 'percentile':
      return percentile(e, value)
    case 'k_best':
      return kBest(e, attribute(e, 'param'))
    case 'fpr':
      return below(e, value)
    case 'fdr':
      return falseDiscovery(e, value)
    case 'fwe':
      return familyWise(e, value)
    default:
      return null
  }
}

function variance(e: Estimator): number | null {
  const threshold = parameter(e, 'threshold', 0)
  return numbersAt(e, 'variances_')?.filter((value) => value > threshold).length ?? null
}

function vocabulary(e: Estimator): number | null {
  const value = attribute(e, 'vocabulary_') ?? attribute(e, 'vocabulary')
  return recordOf(value, 'dict')?.pairs.length ?? null
}

/** discriminant_analysis.py: `_max_components`, at most what `scalings_` (or `xbar_`) leave; the solver lsqr has no transform. */
function discriminant(e: Estimator): number | null {
  const scalings = axisAt(e, 'scalings_', 1)
  const most = integerAt(e, '_max_components')
  if (scalings === null) return null
  return most === null ? scalings : Math.min(scalings, most)
}

/** The threshold of SelectFromModel over the importances of its fitted estimator. feature_selection/_from_model.py */
export function selectedFromModel(e: Estimator, fitted: Estimator | null): number | null {
  if (fitted === null) return null
  const importances = numbersAt(fitted, 'feature_importances_') ?? coefficientSizes(fitted)
  if (importances === null || importances.some(Number.isNaN)) return null
  const threshold = thresholdOf(e, fitted, importances)
  if (threshold === null) return null
  // a mean that is rounded in another order may fall on the other side of an importance
  if (importances.some((value) => value !== threshold && Math.abs(value - threshold) <= ROUNDING * Math.abs(threshold))) return null
  const passing = importances.filter((value) => value >= threshold).length
  const most = integerAt(e, 'max_features_') ?? integerAt(e, 'max_features')
  if (has(e, 'max_features') && attribute(e, 'max_features') !== null && most === null) return null
  return most === null ? passing : Math.min(passing, most)
}

/** Relative difference within which a comparison of floats says nothing. */
const ROUNDING = 1e-9

/** |coef_|, summed over the classes (norm_order 1). */
function coefficientSizes(fitted: Estimator): readonly number[] | null {
  const array = arrayAt(fitted, 'coef_')
  const shape = shapeOf(attribute(fitted, 'coef_'))
  const values = array?.first(10_000_000)?.map((value) => Math.abs(numberOf(value) ?? Number.NaN))
  const width = shape?.at(-1)
  if (values === undefined || width === undefined || (shape?.length ?? 0) > 2) return null
  const rows = Math.max(1, values.length / width)
  const columnOf = (at: number): number => (array?.order === 'F' ? Math.floor(at / rows) : at % width)
  const sizes = new Array<number>(width).fill(0)
  for (const [at, value] of values.entries()) sizes[columnOf(at)] = (sizes[columnOf(at)] ?? 0) + value
  return sizes
}

function thresholdOf(e: Estimator, fitted: Estimator, importances: readonly number[]): number | null {
  const threshold = scalarValue(attribute(e, 'threshold'))
  const number = numberOf(threshold)
  if (number !== null) return number
  const mean = importances.reduce((total, value) => total + value, 0) / importances.length
  if (threshold === null || threshold === undefined) {
    const isSparse = /Lasso/.test(fitted.name) || textAt(fitted, 'penalty') === 'l1'
    return isSparse ? 1e-5 : mean
  }
  const match = typeof threshold === 'string' ? /^(?:([\d.eE+-]+)\s*\*\s*)?(mean|median)$/.exec(threshold.trim()) : null
  if (match === null) return null
  const sorted = [...importances].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const median = sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return Number(match[1] ?? 1) * (match[2] === 'mean' ? mean : median)
}
