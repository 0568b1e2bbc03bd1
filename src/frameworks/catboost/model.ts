import type { DType } from '../../contract/types.ts'

/** One column of what a model takes. Source: catboost/libs/model/flatbuffers/features.fbs. */
export interface Feature {
  readonly kind: 'number' | 'category' | 'text' | 'embedding'
  /** Place in a row (`FlatIndex`). */
  readonly index: number
  /** '' where the author gave no name; null where the format has no place for one (JSON before 1.0). */
  readonly name: string | null
  /** Of an embedding. */
  readonly size?: number
}

/** Type of the labels a classifier was trained on. Source: catboost/private/libs/data_types/pair.h, ERawTargetType. */
export type LabelType = 'Integer' | 'String' | 'Boolean' | 'Float'

/** What a stored model says about its interface, in either format. */
export interface Model {
  readonly version?: string
  /** By their index. */
  readonly features: readonly Feature[]
  /** Approximated values per row; null where unknown. */
  readonly dimension: number | null
  /** `Logloss`; null for objects of the caller's own. */
  readonly loss: string | null
  readonly labels: LabelType | null
  /** Classes it was told of; null where it has none. */
  readonly classes: number | null
}

/** Features in one row: flat indices beyond are no table. */
export const MAX_FEATURES = 10_000_000

/** How `predict` of the class that fits the loss makes its results of the approximated values. */
type Kind = 'binary' | 'classes' | 'labels' | 'values'

/**
 * Every loss with results of its own; all others give their values as float64. Measured with CatBoost 1.2.10 for all its losses; source:
 * catboost/private/libs/options/enum_helpers.cpp (LossInfos), catboost/libs/model/eval_processing.h.
 */
const LOSSES: Readonly<Record<string, Kind>> = {
  Logloss: 'binary',
  CrossEntropy: 'binary',
  Focal: 'binary',
  MultiClass: 'classes',
  MultiClassOneVsAll: 'classes',
  // a yes or no (1 or 0) for every label
  MultiLogloss: 'labels',
  MultiCrossEntropy: 'labels',
}

const LABELS: Readonly<Record<LabelType, DType>> = { Integer: 'int64', String: 'string', Boolean: 'bool', Float: 'float64' }

export interface Prediction {
  readonly type: DType | null
  /** Behind the rows. */
  readonly dims: readonly (number | null)[]
  readonly assumed: boolean
}

const kindOf = ({ loss, labels, dimension }: Model): Kind => {
  if (loss !== null && Object.hasOwn(LOSSES, loss)) return LOSSES[loss] ?? 'values'
  // an objective of the caller's own: only classifiers keep labels
  return labels === null ? 'values' : dimension === 1 ? 'binary' : 'classes'
}

/** Results of `CatBoostClassifier`, `CatBoostRegressor` or `CatBoostRanker.predict`, whichever the loss belongs to. */
export function predictionOf(model: Model): Prediction {
  const { dimension, loss } = model
  const columns = dimension === null ? [null] : dimension > 1 ? [dimension] : []
  switch (kindOf(model)) {
    case 'binary':
      return { ...labelOf(model), dims: [] }
    case 'classes':
      return { ...labelOf(model), dims: [1] }
    case 'labels':
      return { type: 'int64', dims: columns, assumed: false }
    case 'values':
      return { type: 'float64', dims: columns, assumed: loss === null }
  }
}

/** Raw values, as `CatBoost.predict` gives them whatever the loss is. */
export function rawValuesOf({ dimension }: Model): Prediction {
  return { type: 'float64', dims: dimension === null ? [null] : dimension > 1 ? [dimension] : [], assumed: false }
}

/** Columns of `predict_proba`: null for models that have none. Labels have one each, a binary model has two. */
export function probabilitiesOf(model: Model): number | null {
  const kind = kindOf(model)
  if (kind === 'values') return null
  if (model.dimension === null) return model.classes
  return model.dimension === 1 ? 2 : Math.max(model.dimension, kind === 'classes' ? (model.classes ?? 0) : 0)
}

export const isClassifier = (model: Model): boolean => kindOf(model) !== 'values'

/** Labels come back as what they were. Booleans were texts before 1.2.3, and are stored as such (issues 1954, 2243). */
function labelOf({ labels }: Model): Pick<Prediction, 'type' | 'assumed'> {
  // models before 0.21 keep no type: versions since then number their classes, those before gave the numbers as float64
  if (labels === null) return { type: 'int64', assumed: true }
  return { type: LABELS[labels], assumed: false }
}
