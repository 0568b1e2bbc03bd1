import { bytesOf } from '../../formats/pickle/arrays.ts'
import { itemsOf, type PyValue } from '../../formats/pickle/values.ts'
import { catboostPickle } from './catboost-pickle.ts'
import { assumed, type Column, type Described, derived, type Inputs, type Method, type Output, UNKNOWN } from './described.ts'
import { attribute, type Estimator, inner, integerAt, MAX_COLUMNS, textAt, textsOf } from './estimator.ts'
import { namesOf } from './features.ts'
import { classesOf, predictedClasses } from './outputs.ts'
import { xgboostNames } from './xgboost-handle.ts'

/** Boosters with scikit-learn's interface, pickled with the library's own model inside; null for all others. */
export function describeBooster(estimator: Estimator): Described | null {
  if (estimator.library === 'xgboost' && /^XGB/.test(estimator.name)) return xgboost(estimator)
  if (estimator.library === 'lightgbm' && /^LGBM/.test(estimator.name)) return lightgbm(estimator)
  if (estimator.library === 'catboost' && /^CatBoost/.test(estimator.name)) return catboostPickle(estimator)
  return null
}

/** Bytes of a model inside that are looked at for names: the names stand near the end or the beginning of files of this size. */
const MAX_MODEL_BYTES = 256 * 1024 * 1024

/** xgboost/python-package/xgboost/sklearn.py: results are float32, classes are encoded as 0…n-1 unless an encoder is stored. */
function xgboost(estimator: Estimator): Described {
  const booster = inner(estimator, '_Booster')
  const stored = booster === null ? null : textsOf(attribute(booster, 'feature_names'))
  const handle = booster === null ? null : bytesOf(attribute(booster, 'handle'), MAX_MODEL_BYTES)
  const found = handle === null ? null : xgboostNames(handle)
  const names = namesOf(estimator) ?? stored ?? found?.names ?? null
  const width = names?.length ?? integerAt(estimator, 'n_features_in_') ?? integerAt(estimator, '_features_count') ?? found?.width ?? null
  const types = booster === null ? null : (textsOf(attribute(booster, 'feature_types')) ?? found?.types ?? null)
  const outputs = new Map<Method, readonly Output[]>()
  if (/Classifier$/.test(estimator.name)) {
    const own = classesOf(estimator)
    const count = own.counts[0] ?? integerAt(estimator, 'n_classes_')
    outputs.set('predict', [own.type.type === null ? { ...derived('int64'), dims: [] } : predictedClasses(estimator)])
    outputs.set('predict_proba', [{ ...derived('float32'), dims: [count] }])
  } else {
    const targets = found?.targets ?? 1
    outputs.set('predict', [{ ...derived('float32'), dims: targets > 1 ? [targets] : [] }])
  }
  const columns = Array.from({ length: Math.min(width ?? 0, MAX_COLUMNS) }, (_, i): Column => (types?.[i] === 'c' ? UNKNOWN : assumed('float64')))
  return { inputs: { kind: 'rows', width, names, columns }, outputs }
}

/** lightgbm/python-package/lightgbm/sklearn.py; the model is a text with `feature_names=` (Column_0 … where nobody gave names). */
function lightgbm(estimator: Estimator): Described {
  const booster = inner(estimator, '_Booster')
  const text = booster === null ? null : (textAt(booster, '_handle') ?? textAt(booster, 'handle') ?? textAt(booster, 'model_str'))
  const listed = line(text, 'feature_names')?.split(' ') ?? null
  const names = namesOf(estimator) ?? (listed === null || listed.every((name, i) => name === `Column_${i}`) ? null : listed)
  const width = names?.length ?? integerAt(estimator, '_n_features_in') ?? integerAt(estimator, '_n_features') ?? listed?.length ?? null
  const columns = lightgbmColumns(
    width,
    line(text, 'feature_infos')?.split(' ') ?? [],
    booster === null ? undefined : attribute(booster, 'pandas_categorical'),
  )
  return { inputs: rows(width, names, columns), outputs: lightgbmOutputs(estimator) }
}

const rows = (width: number | null, names: readonly string[] | null, columns: readonly Column[]): Inputs => ({ kind: 'rows', width, names, columns })

function lightgbmOutputs(estimator: Estimator): Map<Method, readonly Output[]> {
  const outputs = new Map<Method, readonly Output[]>()
  if (estimator.name !== 'LGBMClassifier') return outputs.set('predict', [{ ...derived('float64'), dims: [] }])
  const classes = attribute(estimator, '_classes') ?? attribute(estimator, 'classes_')
  const own = classesOf({ ...estimator, attributes: { kind: 'dict', pairs: [['classes_', classes ?? null]] } })
  outputs.set('predict', [{ ...own.type, dims: [] }])
  const count = own.counts[0] ?? integerAt(estimator, '_n_classes')
  outputs.set('predict_proba', [{ ...derived('float64'), dims: [count] }])
  // LightGBM 4.7 brought decision_function, and this attribute with it (4.6.0 has neither)
  const isRecent = attribute(estimator, '_fitted_with_feature_names') !== undefined
  if (isRecent) outputs.set('decision_function', [{ ...derived('float64'), dims: count === null ? null : count === 2 ? [] : [count] }])
  return outputs
}

function line(text: string | null, key: string): string | null {
  const at = text?.indexOf(`\n${key}=`) ?? -1
  if (text === null || at < 0) return null
  const end = text.indexOf('\n', at + 1)
  return text.slice(at + key.length + 2, end < 0 ? undefined : end)
}

/** `feature_infos`: `[min:max]` for numbers, `0:3:1` for categories, `none` for what was never split on. pandas' categories are in order of their columns. */
function lightgbmColumns(width: number | null, infos: readonly string[], categories: PyValue | undefined): readonly Column[] {
  const lists = itemsOf(categories) ?? []
  return Array.from({ length: Math.min(width ?? 0, MAX_COLUMNS) }, (_, i): Column => {
    const info = infos[i] ?? ''
    if (info.startsWith('[')) return assumed('float64')
    return lists.length > 0 || /^-?\d+(?::-?\d+)*$/.test(info) ? UNKNOWN : assumed('float64')
  })
}
