import { classesFrom, type Classes as Labels } from '../../contract/types.ts'
import { arrayOf, type PyArray } from '../../formats/pickle/arrays.ts'
import { dtypeOf } from '../../formats/pickle/dtype.ts'
import { itemsOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { assumed, commonType, derived, elementType, type Known, type Method, type Output, UNKNOWN, wordOf } from './described.ts'
import { arrayAt, attribute, axisAt, type Estimator, has, inner, integerAt, scalarValue, shapeOf, textAt } from './estimator.ts'
import { isSingle, widthOf } from './features.ts'
import { isSparse } from './sparse.ts'
import type { Decision, Predict, Proba, Row, Targets, Transform, TransformType } from './table.ts'
import { dimsByRule } from './widths.ts'

/** What the methods of a class of table.ts return. */
export function outputsOf(estimator: Estimator, row: Row, version: string): Map<Method, readonly Output[]> {
  const outputs = new Map<Method, readonly Output[]>()
  const scores = (row.scoresSince === undefined || atLeast(version, row.scoresSince)) && hasScores(estimator, row)
  if (row.predict !== undefined && !isOnlyForTraining(estimator)) outputs.set('predict', [predict(estimator, row.predict, row, version)])
  if (row.proba !== undefined && scores && hasProba(estimator, row.proba)) outputs.set('predict_proba', probabilities(estimator, row))
  if (row.decision !== undefined && scores && !isOnlyForTraining(estimator))
    outputs.set('decision_function', [decision(estimator, row.decision, row)])
  if (row.transform !== undefined && hasTransform(estimator))
    outputs.set('transform', [{ ...transform(estimator, row.transform, row), ...(isSparse(estimator) && { sparse: true }) }])
  return outputs
}

/** NearestCentroid scores by Euclidean distance only. */
const hasScores = (e: Estimator, { proba }: Row): boolean => proba !== 'euclidean' || textAt(e, 'metric') === 'euclidean'
/** LocalOutlierFactor serves new rows only with `novelty`. */
const isOnlyForTraining = (e: Estimator): boolean => e.name === 'LocalOutlierFactor' && attribute(e, 'novelty') !== true
/** LDA's solver lsqr has no transform. */
const hasTransform = (e: Estimator): boolean => e.name !== 'LinearDiscriminantAnalysis' || has(e, 'scalings_')

/** Versions as `1.5.2`; an unknown one is taken as recent. */
export function atLeast(version: string, least: string): boolean {
  const numbers = (text: string): readonly number[] => text.split('.').map((part) => Number.parseInt(part, 10) || 0)
  if (version === '') return true
  const [a = 0, b = 0] = numbers(version)
  const [c = 0, d = 0] = numbers(least)
  return a !== c ? a > c : b >= d
}

/** `classes_` of any classifier: an array, or a list of arrays for several targets. RidgeClassifier keeps them in its binarizer. */
export interface Classes {
  readonly type: Known
  /** Classes of each target. */
  readonly counts: readonly (number | null)[]
  /** Several targets: predictions have a column each. */
  readonly several: boolean
  /** Yes or no for every class: predictions have a column per class. */
  readonly multilabel: boolean
  /** Labels of each target, where they are plain. */
  readonly labels: readonly (Labels | null)[]
}

export function classesOf(e: Estimator): Classes {
  const binarizer = inner(e, '_label_binarizer') ?? inner(e, 'label_binarizer_')
  const multilabel = binarizer !== null && /^multilabel/.test(textAt(binarizer, 'y_type_') ?? '')
  const value = attribute(e, 'classes_') ?? (binarizer === null ? undefined : attribute(binarizer, 'classes_')) ?? classesOfEncoder(e)
  const array = arrayOf(value)
  if (array !== null) return { type: elementType(array), counts: [array.shape[0] ?? null], several: false, multilabel, labels: [labelsIn(array)] }
  const items = itemsOf(value)
  const lists = items?.map((item) => arrayOf(item))
  if (items !== null && lists?.every((list) => list !== null)) {
    return {
      type: elementType(lists[0] ?? null),
      counts: lists.map((list) => list?.shape[0] ?? null),
      several: items.length > 0,
      multilabel,
      labels: lists.map(labelsIn),
    }
  }
  if (items !== null)
    return { type: commonType(items), counts: [items.length], several: false, multilabel, labels: [plainLabels(items, items.length)] }
  return { type: UNKNOWN, counts: [null], several: false, multilabel, labels: [null] }
}

/** Labels read of one array: a few more than are kept. */
const LABELS_READ = 128

const labelsIn = (array: PyArray | null): Labels | null =>
  array === null || array.shape.length !== 1 ? null : plainLabels(array.first(LABELS_READ) ?? [], array.shape[0] ?? 0)

/** Text, numbers and truth; other objects are no labels. */
function plainLabels(values: readonly PyValue[], count: number): Labels | null {
  const labels = values.flatMap((value) => {
    const plain = typeof value === 'bigint' ? value.toString() : (recordOf(value, 'float')?.value ?? scalarValue(value))
    return typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean' ? [plain] : []
  })
  return labels.length === 0 || labels.length !== values.length || labels.some((label) => Number.isNaN(label)) ? null : classesFrom(labels, count)
}

/** LabelEncoder inside (voting, stacking, boosters). */
function classesOfEncoder(e: Estimator): PyValue | undefined {
  const encoder = inner(e, '_label_encoder') ?? inner(e, 'le_') ?? inner(e, '_le')
  return encoder === null ? undefined : attribute(encoder, 'classes_')
}

/** The float that arithmetic with stored parameters gives. */
export function floatOf(e: Estimator, row: Row): Known {
  return row.floats !== undefined && isSingle(e, row.floats) ? assumed('float32') : derived('float64')
}

function predict(e: Estimator, kind: Predict, row: Row, version: string): Output {
  if (kind === 'classes') {
    const predicted = predictedClasses(e)
    // trees put several numeric targets into one array of floats before 0.22
    const areFloats =
      /^(?:tree|ensemble)\//.test(row.source) && predicted.dims?.length === 1 && predicted.type !== 'string' && !atLeast(version, '0.22')
    return areFloats ? { ...predicted, ...UNKNOWN } : predicted
  }
  if (kind === 'labels') return { ...elementType(arrayAt(e, 'subcluster_labels_')), dims: [] }
  if (kind === 'number') return { ...floatOf(e, row), dims: targets(e, row.targets ?? 'one', version) }
  return { ...derived(kind), dims: [] }
}

export function predictedClasses(e: Estimator): Output {
  const { type, counts, several, multilabel, labels } = classesOf(e)
  const [only = null] = labels
  const classes = only === null || several ? {} : { classes: only }
  if (multilabel) return { ...derived('int64'), dims: [counts[0] ?? null], ...classes }
  return { ...type, dims: several ? [counts.length] : [], ...classes }
}

function hasProba(e: Estimator, proba: Proba): boolean {
  if (proba === 'svc') return attribute(e, 'probability') === true
  if (proba === 'sgd') return ['log', 'log_loss', 'modified_huber'].includes(textAt(e, 'loss') ?? '')
  return proba !== 'soft voting' || textAt(e, 'voting') === 'soft'
}

function probabilities(e: Estimator, row: Row): readonly Output[] {
  const type = floatOf(e, row)
  if (row.proba === 'components') return [{ ...type, dims: [axisAt(e, 'weights_', 0)] }]
  return probabilityOutputs(classesOf(e), type)
}

/** One array, or a list of one per target. */
export function probabilityOutputs({ counts, several, labels }: Classes, type: Known): readonly Output[] {
  const told = (i: number): { readonly classes?: Labels } => (labels[i] ? { classes: labels[i] } : {})
  if (!several) return [{ ...type, dims: [counts[0] ?? null], ...told(0) }]
  return counts.map((count, i) => ({ ...type, dims: [count], name: `predict_proba_${i}`, ...told(i) }))
}

function decision(e: Estimator, kind: Decision, row: Row): Output {
  const type = floatOf(e, row)
  const { counts, multilabel, labels } = classesOf(e)
  const [count = null] = counts
  const classes = labels[0] ? { classes: labels[0] } : {}
  if (kind === 'score') return { ...type, dims: [] }
  if (count === null) return { ...type, dims: null }
  // one score for two classes: it is the second one's
  if (count === 2 && !multilabel) return { ...type, dims: [], ...classes }
  const pairs = kind === 'svc' && textAt(e, 'decision_function_shape') === 'ovo'
  return pairs ? { ...type, dims: [(count * (count - 1)) / 2] } : { ...type, dims: [count], ...classes }
}

/** Dims behind the rows: none for one target, their number for several. */
function targets(e: Estimator, kind: Targets, version: string): readonly (number | null)[] | null {
  const several = (count: number | null): readonly (number | null)[] | null => (count === null ? null : count === 1 ? [] : [count])
  switch (kind) {
    case 'one':
      return []
    case 'coef': {
      const shape = shapeOf(attribute(e, 'coef_'))
      return shape === null ? null : shape.slice(0, -1)
    }
    case 'outputs':
      return several(integerAt(e, 'n_outputs_') ?? treeOutputs(e))
    case 'y': {
      const shape = shapeOf(attribute(e, '_y') ?? attribute(e, 'y_train_'))
      return shape === null ? null : shape.slice(1)
    }
    case 'process': {
      // a single column of targets came back as a column, until versions that squeeze it
      const shape = shapeOf(attribute(e, 'y_train_'))
      return shape === null || shape[1] === 1 ? (shape?.length === 2 && !atLeast(version, '1.5') ? null : []) : shape.slice(1)
    }
    case 'dual':
      return shapeOf(attribute(e, 'dual_coef_'))?.slice(1) ?? null
    case 'dummy':
      return several(integerAt(e, 'n_outputs_') ?? axisAt(e, 'constant_', -1))
    case 'pls':
    case 'pls2':
      return attribute(e, '_predict_1d') === true ? [] : [axisAt(e, 'y_loadings_', 0)]
  }
}

const treeOutputs = (e: Estimator): number | null => integerAt(e, 'n_outputs')

function transform(e: Estimator, rule: Transform, row: Row): Output {
  switch (rule[0]) {
    case 'same':
      return { ...transformType(e, rule[1], row), dims: [widthOf(e)] }
    case 'axis':
      return { ...transformType(e, rule[3], row), dims: [axisAt(e, rule[1], rule[2]) ?? oldAxis(e)] }
    case 'count':
      return { ...transformType(e, rule[2], row), dims: [integerAt(e, rule[1])] }
    case 'rule':
      return { ...transformType(e, rule[2], row), dims: dimsByRule(rule[1], e) }
  }
}

/** Names that attributes had before: KernelPCA's `lambdas_` became `eigenvalues_` in 1.0. */
const oldAxis = (e: Estimator): number | null => axisAt(e, 'lambdas_', 0) ?? axisAt(e, 'random_weights_', 1)

function transformType(e: Estimator, type: TransformType, row: Row): Known {
  switch (type) {
    case 'kept':
      return row.floats !== undefined && arrayAt(e, row.floats) !== null ? floatOf(e, row) : assumed('float64')
    case 'dtype':
      return dtypeParameter(e)
    case 'values': {
      // a constant fills the gaps of whatever comes in
      const values = elementType(arrayAt(e, 'statistics_'))
      if (textAt(e, 'strategy') === 'constant' && values.type !== 'string') return filled(e)
      return values.type === 'float64' ? assumed('float64') : values
    }
    case 'unknown':
      return UNKNOWN
    default:
      return derived(type)
  }
}

/** The type it was fitted on, kept since 0.24; rows of objects may hold anything. */
function filled(e: Estimator): Known {
  const dtype = dtypeOf(attribute(e, '_fit_dtype'))
  const word = dtype === null ? 'float64' : wordOf(dtype)
  return word === null ? UNKNOWN : { type: word, source: 'assumed' }
}

function dtypeParameter(e: Estimator): Known {
  const dtype = dtypeOf(attribute(e, 'dtype'))
  const stated = dtype === null ? null : wordOf(dtype)
  // weights and norms are no whole numbers
  const isWeighted = e.name === 'TfidfVectorizer' || (e.name === 'HashingVectorizer' && attribute(e, 'norm') !== null)
  const word = isWeighted && stated !== null && !stated.startsWith('float') ? 'float64' : stated
  // OneHotEncoder, TfidfVectorizer and HashingVectorizer: the documented default
  return word === null ? (recordOf(attribute(e, 'dtype'), 'global')?.name === 'float' ? derived('float64') : UNKNOWN) : derived(word)
}
