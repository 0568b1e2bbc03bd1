import { itemsOf } from '../../formats/pickle/values.ts'
import type { Describer } from './describe.ts'
import { type Described, derived, type Inputs, type Known, type Method, type Output, UNKNOWN } from './described.ts'
import { arrayAt, attribute, type Estimator, estimatorsAt, inner, integerAt, textAt } from './estimator.ts'
import { inputsOf } from './features.ts'
import { classesOf, predictedClasses, probabilityOutputs } from './outputs.ts'
import { selectedFromModel } from './widths.ts'

type Meta = (estimator: Estimator, describer: Describer) => Described

/** Estimators around estimators: what is their own, and what they leave to the fitted one inside. Null for all others. */
export function describeMeta(estimator: Estimator, describer: Describer): Described | null {
  return METAS[estimator.name]?.(estimator, describer) ?? null
}

/** The attributes under which a fitted estimator may lie, first one wins. */
const delegate =
  (...keys: readonly string[]): Meta =>
  (e, { describe }) =>
    describe(firstInner(e, keys))

function firstInner(e: Estimator, keys: readonly string[]): Estimator | null {
  for (const key of keys) {
    const found = inner(e, key) ?? estimatorsAt(e, key)[0] ?? null
    if (found !== null) return found
  }
  return null
}

const SEARCH = delegate('best_estimator_')
/** A threshold moves which class is said, nothing else. */
const THRESHOLD: Meta = (e, { describe }) => {
  const fitted = describe(firstInner(e, ['estimator_', 'estimator']))
  return { inputs: fitted.inputs, outputs: new Map([...fitted.outputs].filter(([method]) => method !== 'transform')) }
}

const METAS: Readonly<Record<string, Meta>> = {
  GridSearchCV: SEARCH,
  RandomizedSearchCV: SEARCH,
  HalvingGridSearchCV: SEARCH,
  HalvingRandomSearchCV: SEARCH,
  BayesSearchCV: SEARCH,
  OptunaSearchCV: SEARCH,
  TPOTClassifier: delegate('fitted_pipeline_'),
  TPOTRegressor: delegate('fitted_pipeline_'),
  FrozenEstimator: delegate('estimator'),
  // sklearn2pmml's wrappers, and what it brings of its own
  EstimatorProxy: delegate('estimator_', 'estimator'),
  SelectorProxy: delegate('selector_', 'selector'),
  StatsModelsRegressor: plainRegressor,
  StatsModelsClassifier: plainClassifier,
  StatsModelsOrdinalClassifier: plainClassifier,
  GBDTLMRegressor: plainRegressor,
  NGBRegressor: plainRegressor,
  NGBClassifier: plainClassifier,
  RANSACRegressor: delegate('estimator_'),
  FixedThresholdClassifier: THRESHOLD,
  TunedThresholdClassifierCV: THRESHOLD,
  SelfTrainingClassifier: delegate('estimator_', 'base_estimator_'),
  CalibratedClassifierCV: calibrated,
  BaggingClassifier: (e, d) => classifier(e, inside(e, d, 'estimators_'), { proba: true, decision: true }),
  BaggingRegressor: (e, d) => regressor(e, inside(e, d, 'estimators_')),
  OneVsRestClassifier: (e, d) => oneVsRest(e, inside(e, d, 'estimators_')),
  OneVsOneClassifier: (e, d) => classifier(e, inside(e, d, 'estimators_'), { decision: 'always' }),
  OutputCodeClassifier: (e, d) => classifier(e, inside(e, d, 'estimators_'), {}),
  VotingClassifier: voting,
  VotingRegressor: votingRegressor,
  StackingClassifier: stacking,
  StackingRegressor: stacking,
  MultiOutputClassifier: multiOutput,
  MultiOutputRegressor: (e, d) => several(e, inside(e, d, 'estimators_')),
  ClassifierChain: chain,
  RegressorChain: (e, d) => several(e, inside(e, d, 'estimators_'), true),
  RFE: elimination,
  RFECV: elimination,
  SelectFromModel: (e, d) => {
    const fitted = inner(e, 'estimator_') ?? (attribute(e, 'prefit') === true ? inner(e, 'estimator') : null)
    const { inputs } = d.describe(fitted)
    return {
      inputs,
      outputs: new Map<Method, readonly Output[]>([['transform', [{ type: 'float64', source: 'assumed', dims: [selectedFromModel(e, fitted)] }]]]),
    }
  },
  TransformedTargetRegressor: (e, d) => {
    const { inputs, outputs } = d.describe(inner(e, 'regressor_'))
    const [found] = outputs.get('predict') ?? []
    if (found === undefined) return { inputs, outputs: new Map() }
    // compose/_target.py: one target comes back in the form it was given
    const dimensions = integerAt(e, '_training_dim')
    const dims = dimensions === 1 ? [] : dimensions === 2 && found.dims?.length === 0 ? [1] : found.dims
    return { inputs, outputs: new Map([['predict', [{ ...found, dims }]]]) }
  },
}

function plainRegressor(e: Estimator): Described {
  return { inputs: inputsOf(e), outputs: new Map([['predict', [{ ...derived('float64'), dims: [] }]]]) }
}

function plainClassifier(e: Estimator, d: Describer): Described {
  return classifier(e, { ...d.describe(null), inputs: inputsOf(e) }, { proba: true })
}

/** The first fitted estimator of a list: all of them saw the same rows. */
const inside = (e: Estimator, { describe }: Describer, key: string): Described => describe(estimatorsAt(e, key)[0] ?? null)

/** The type of the scores of the estimator inside; without, scikit-learn's float64. */
const scoreType = (fitted: Described, method: Method): Known => {
  const [found] = fitted.outputs.get(method) ?? []
  return found === undefined ? derived('float64') : found
}

/** Means and stacks of scores keep their precision: what may be float32 inside may be so outside. */
const averaged = (fitted: Described, method: Method): Known => {
  const { type, source } = scoreType(fitted, method)
  return source === 'derived' && type === 'float64' ? { type, source } : { type: type === 'float32' ? type : 'float64', source: 'assumed' }
}

/** Own rows where it kept their number or names, else those of the estimators inside. */
function rowsOf(e: Estimator, fitted: Described): Inputs {
  const own = inputsOf(e)
  if (own.kind !== 'rows' || own.width === null || fitted.inputs.kind !== 'rows') return fitted.inputs
  // bagging may hand each estimator a part of the columns
  return { ...own, columns: fitted.inputs.columns.length === own.width ? fitted.inputs.columns : own.columns }
}

function perClass(e: Estimator): readonly (number | null)[] | null {
  const [count = null] = classesOf(e).counts
  return count === null ? null : count === 2 ? [] : [count]
}

function classifier(e: Estimator, fitted: Described, has: { readonly proba?: boolean; readonly decision?: boolean | 'always' }): Described {
  const outputs = new Map<Method, readonly Output[]>([['predict', [predictedClasses(e)]]])
  if (has.proba) outputs.set('predict_proba', probabilityOutputs(classesOf(e), derived('float64')))
  if (has.decision === 'always' || (has.decision && fitted.outputs.has('decision_function'))) {
    const type = has.decision === 'always' ? derived('float64') : averaged(fitted, 'decision_function')
    outputs.set('decision_function', [{ ...type, dims: perClass(e) }])
  }
  return { inputs: rowsOf(e, fitted), outputs }
}

function regressor(e: Estimator, fitted: Described): Described {
  const [found] = fitted.outputs.get('predict') ?? []
  return {
    inputs: rowsOf(e, fitted),
    outputs: new Map([['predict', [{ ...averaged(fitted, 'predict'), dims: found === undefined ? null : found.dims }]]]),
  }
}

function calibrated(e: Estimator, d: Describer): Described {
  const [first] = estimatorsAt(e, 'calibrated_classifiers_')
  const fitted = d.describe(first === undefined ? null : firstInner(first, ['estimator', 'base_estimator']))
  return classifier(e, fitted, { proba: true })
}

/** `classes_` is a property over its binarizer; scores exist where the binary estimators have them. */
function oneVsRest(e: Estimator, fitted: Described): Described {
  const described = classifier(e, fitted, { decision: false })
  const outputs = new Map(described.outputs)
  const { counts, multilabel } = classesOf(e)
  const [count = null] = counts
  if (fitted.outputs.has('predict_proba')) outputs.set('predict_proba', [{ ...averaged(fitted, 'predict_proba'), dims: [count] }])
  if (fitted.outputs.has('decision_function')) {
    outputs.set('decision_function', [{ ...averaged(fitted, 'decision_function'), dims: multilabel && count !== null ? [count] : perClass(e) }])
  }
  return { inputs: described.inputs, outputs }
}

/** Fitted estimators of an ensemble; dropped ones are not in the list. */
const members = (e: Estimator, d: Describer): readonly Described[] => estimatorsAt(e, 'estimators_').map((member) => d.describe(member))

function voting(e: Estimator, d: Describer): Described {
  const fitted = members(e, d)
  const count = classesOf(e).counts[0] ?? null
  const soft = textAt(e, 'voting') === 'soft'
  const outputs = new Map<Method, readonly Output[]>([['predict', [predictedClasses(e)]]])
  if (soft) outputs.set('predict_proba', [{ ...derived('float64'), dims: [count] }])
  // hard: a vote per estimator, as number of its class; soft: all probabilities, flat unless told otherwise
  const flat = attribute(e, 'flatten_transform') !== false
  if (!soft) outputs.set('transform', [{ ...derived('int64'), dims: [fitted.length] }])
  else if (flat) outputs.set('transform', [{ ...derived('float64'), dims: [count === null ? null : count * fitted.length] }])
  return { inputs: shared(e, fitted), outputs }
}

function votingRegressor(e: Estimator, d: Describer): Described {
  const fitted = members(e, d)
  const type = fitted.every((member) => scoreType(member, 'predict').source === 'derived')
    ? derived('float64')
    : ({ type: 'float64', source: 'assumed' } as const)
  const outputs = new Map<Method, readonly Output[]>([
    ['predict', [{ ...type, dims: [] }]],
    ['transform', [{ ...type, dims: [fitted.length] }]],
  ])
  return { inputs: shared(e, fitted), outputs }
}

/** All see the same rows: types that one of them knows hold for all. */
function shared(e: Estimator, fitted: readonly Described[]): Inputs {
  const best = fitted.map(({ inputs }) => inputs).sort((a, b) => known(b) - known(a))[0]
  return best === undefined ? inputsOf(e) : rowsOf(e, { inputs: best, outputs: new Map() })
}

const known = (inputs: Inputs): number =>
  inputs.kind !== 'rows'
    ? 1
    : (inputs.names === null ? 0 : 2) + (inputs.width === null ? 0 : 1) + (inputs.columns.some(({ source }) => source === 'derived') ? 4 : 0)

/** ensemble/_stacking.py: `stack_method_` per estimator; of two classes one probability is kept; `passthrough` adds the rows themselves. */
function stacking(e: Estimator, d: Describer): Described {
  const fitted = members(e, d)
  const final = d.describe(inner(e, 'final_estimator_'))
  const inputs = shared(e, fitted)
  const outputs = new Map<Method, readonly Output[]>()
  for (const method of ['predict', 'predict_proba', 'decision_function'] as const) {
    const found = final.outputs.get(method)
    if (found === undefined) continue
    // the final estimator saw encoded classes; the names are in the encoder
    const isClasses = method === 'predict' && e.name === 'StackingClassifier'
    outputs.set(method, isClasses ? [predictedClasses(e)] : found)
  }
  const methods = itemsOf(attribute(e, 'stack_method_')) ?? []
  const widths = fitted.map((member, i) => stacked(member, methods[i], e))
  const own = attribute(e, 'passthrough') === true ? (inputs.kind === 'rows' ? inputs.width : null) : 0
  const total = [...widths, own].reduce((sum, width) => (sum === null || width === null ? null : sum + width), 0)
  // predictions of classifiers that were fitted on encoded classes
  const areNumbers = e.name === 'StackingClassifier' && methods.length > 0 && methods.every((method) => method === 'predict')
  const type: Known = attribute(e, 'passthrough') === true ? { type: 'float64', source: 'assumed' } : derived(areNumbers ? 'int64' : 'float64')
  outputs.set('transform', [{ ...type, dims: [methods.length === fitted.length ? total : null] }])
  return { inputs, outputs }
}

function stacked(member: Described, method: unknown, e: Estimator): number | null {
  const name = method === 'predict' || method === 'predict_proba' || method === 'decision_function' ? method : null
  const [found] = name === null ? [] : (member.outputs.get(name) ?? [])
  if (found?.dims === undefined || found.dims === null) return null
  const [width = 1] = found.dims
  return name === 'predict_proba' && e.name === 'StackingClassifier' && width === 2 ? 1 : width
}

/** A fitted estimator per target. */
function several(e: Estimator, fitted: Described, isChain = false): Described {
  const count = estimatorsAt(e, 'estimators_').length
  const type = isChain ? derived('float64') : scoreType(fitted, 'predict')
  return {
    inputs: isChain ? ownRows(e, fitted) : rowsOf(e, fitted),
    outputs: new Map([['predict', [{ ...type, dims: [count === 0 ? null : count] }]]]),
  }
}

/** Later estimators of a chain see earlier predictions as columns; the first one sees the rows. */
function ownRows(e: Estimator, fitted: Described): Inputs {
  const own = inputsOf(e)
  return own.kind === 'rows' && own.width !== null && own.names === null && fitted.inputs.kind === 'rows' && fitted.inputs.width !== own.width
    ? own
    : rowsOf(e, fitted)
}

function multiOutput(e: Estimator, d: Describer): Described {
  const fitted = members(e, d)
  const [first] = fitted
  if (first === undefined) return { inputs: inputsOf(e), outputs: new Map() }
  const types = fitted.map((member) => scoreType(member, 'predict'))
  const same = types.every(({ type }) => type === types[0]?.type)
  const outputs = new Map<Method, readonly Output[]>([['predict', [{ ...(same ? (types[0] ?? UNKNOWN) : UNKNOWN), dims: [fitted.length] }]]])
  const scores = fitted.map((member) => member.outputs.get('predict_proba')?.[0])
  if (scores.every((score) => score !== undefined)) {
    outputs.set(
      'predict_proba',
      scores.map((score, i) => ({ ...score, name: `predict_proba_${i}` })),
    )
  }
  return { inputs: rowsOf(e, first), outputs }
}

/** multioutput.py: predictions are collected in an array of zeros, so they are float64 whatever the classes are. */
function chain(e: Estimator, d: Describer): Described {
  const first = inside(e, d, 'estimators_')
  const count = estimatorsAt(e, 'estimators_').length
  const wide = (method: Method): [Method, readonly Output[]][] =>
    first.outputs.has(method) ? [[method, [{ ...derived('float64'), dims: [count] }]]] : []
  return { inputs: ownRows(e, first), outputs: new Map([...wide('predict'), ...wide('predict_proba'), ...wide('decision_function')]) }
}

/** RFE serves its own rows; the estimator inside saw the selected columns. */
function elimination(e: Estimator, d: Describer): Described {
  const fitted = d.describe(inner(e, 'estimator_'))
  const selected =
    arrayAt(e, 'support_')
      ?.first(1_000_000)
      ?.filter((value) => value === true).length ?? integerAt(e, 'n_features_')
  const outputs = new Map([...fitted.outputs].filter(([method]) => method !== 'transform'))
  const support = arrayAt(e, 'support_')?.shape[0] ?? null
  const own = inputsOf({ ...e, attributes: { kind: 'dict', pairs: e.attributes.pairs.filter(([key]) => key !== 'n_features_') } })
  const column = fitted.inputs.kind === 'rows' ? (fitted.inputs.columns[0] ?? UNKNOWN) : UNKNOWN
  const width = own.kind === 'rows' ? (own.width ?? support) : support
  const inputs: Inputs = {
    kind: 'rows',
    width,
    names: own.kind === 'rows' ? own.names : null,
    columns: Array.from({ length: Math.min(width ?? 0, 100_000) }, () => column),
  }
  return {
    inputs,
    outputs: new Map<Method, readonly Output[]>([...outputs, ['transform', [{ type: 'float64', source: 'assumed', dims: [selected] }]]]),
  }
}
