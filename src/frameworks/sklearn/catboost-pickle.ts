import { itemOf } from '../../formats/pickle/values.ts'
import { readCbm } from '../catboost/cbm.ts'
import { type Feature, isClassifier, type Model, type Prediction, predictionOf, probabilitiesOf, rawValuesOf } from '../catboost/model.ts'
import { bytesInPickle } from '../pickled-booster.ts'
import { assumed, type Column, type Described, derived, type Inputs, type Method, type Output, UNKNOWN } from './described.ts'
import { type Estimator, MAX_COLUMNS } from './estimator.ts'

/**
 * CatBoostClassifier, -Regressor, -Ranker and CatBoost: the state holds the parameters and the stored model.
 * Source: catboost/python-package/catboost/core.py, __getstate__. Null where it is not fitted.
 */
export function catboostPickle({ name, attributes }: Estimator): Described | null {
  const stored = bytesInPickle(itemOf(attributes, '__model'), name)
  if (stored === null) return null
  const model = readCbm(stored)
  // the class decides: CatBoost and the regressors give values, whatever the loss is
  const classifies = name === 'CatBoostClassifier' && isClassifier(model)
  const outputs = new Map<Method, readonly Output[]>([['predict', [outputOf(classifies ? predictionOf(model) : rawValuesOf(model))]]])
  if (classifies) outputs.set('predict_proba', [{ ...derived('float64'), dims: [probabilitiesOf(model)] }])
  return { inputs: inputsOf(model), outputs }
}

const outputOf = ({ type, dims, assumed: isAssumed }: Prediction): Output =>
  type === null ? { ...UNKNOWN, dims } : { ...(isAssumed ? assumed(type) : derived(type)), dims }

function inputsOf({ features }: Model): Inputs {
  // a column of vectors has no place among columns of scalars
  if (features.some(({ kind }) => kind === 'embedding')) return { kind: 'rows', width: null, names: null, columns: [] }
  const width = (features.at(-1)?.index ?? -1) + 1
  const names = features.map(({ name }) => name ?? '')
  const isNamed = names.length === width && names.every((name, i) => name !== '' && name !== String(i))
  return { kind: 'rows', width, names: isNamed ? names : null, columns: features.slice(0, MAX_COLUMNS).map(columnOf) }
}

/** Numbers of any type are taken; categories are texts or whole numbers. */
function columnOf({ kind }: Feature): Column {
  if (kind === 'category') return { ...assumed('string'), profile: 'categorical' }
  if (kind === 'text') return { ...derived('string'), profile: 'text' }
  return kind === 'number' ? assumed('float64') : UNKNOWN
}
