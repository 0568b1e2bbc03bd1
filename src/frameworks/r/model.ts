import { classesOf, memberOf, namesOf, pathOf, type RValue, textOf } from '../../formats/rds/values.ts'
import { columnsOfFrame, type Described, type Output } from './described.ts'
import { describe, MODEL_CLASSES, termsOf } from './table.ts'

/** A model in a file, and how it is called there. */
export interface Found {
  readonly name: string
  readonly model: RValue
}

/** The models of a saved workspace, of a list, or the one object itself. */
export function modelsIn(value: RValue): readonly Found[] {
  if (isModel(value)) return [{ name: '', model: value }]
  if (value.kind === 'pairs') return value.entries.flatMap(({ tag, value: item }) => (isModel(item) ? [{ name: tag ?? '', model: item }] : []))
  if (value.kind !== 'list') return []
  const names = namesOf(value)
  return value.items.flatMap((item, i) => (isModel(item) ? [{ name: names[i] ?? `[[${i + 1}]]`, model: item }] : []))
}

/** Classes of objects that hold a model and say what goes into it. */
const WRAPPERS = ['vetiver_model', 'workflow', 'model_fit']

export function isModel(value: RValue): boolean {
  const classes = classesOf(value)
  if (classes.length === 0 || classes.includes('data.frame') || classes.includes('formula')) return false
  return classes.some((name) => MODEL_CLASSES.has(name) || WRAPPERS.includes(name)) || termsOf(value) !== undefined
}

/** Models inside of models inside of … */
const MAX_WRAPPED = 8

/** What predict() takes and gives; undefined where the object doesn't say. */
export function describeModel(value: RValue, depth = 0): Described | undefined {
  const classes = classesOf(value)
  if (depth > MAX_WRAPPED) return undefined
  if (classes.includes('vetiver_model')) {
    const inner = memberOf(value, 'model')
    const described = inner && describeModel(unbundled(inner), depth + 1)
    return withFrame(described, memberOf(value, 'prototype'))
  }
  if (classes.includes('workflow')) {
    const fit = pathOf(value, 'fit', 'fit')
    return withFrame(fit && describeModel(fit, depth + 1), pathOf(value, 'pre', 'mold', 'blueprint', 'ptypes', 'predictors'))
  }
  if (classes.includes('model_fit')) {
    const inner = memberOf(value, 'fit')
    const described = inner && describeModel(inner, depth + 1)
    return described && { ...described, outputs: tidyOutputs(value) }
  }
  return describe(value)
}

/** butcher and bundle leave the model in `object`. */
const unbundled = (value: RValue): RValue => (classesOf(value).includes('bundle') ? (memberOf(value, 'object') ?? value) : value)

/** A table without rows that says what new data look like, in place of what the model says. */
function withFrame(described: Described | undefined, frame: RValue | undefined): Described | undefined {
  const columns = columnsOfFrame(frame)
  if (columns === undefined) return described
  return { inputs: { kind: 'columns', columns }, outputs: described?.outputs ?? [{ name: 'predict', type: null, dims: null, source: 'unknown' }] }
}

/** parsnip gives a table of one column. Source: parsnip::predict.model_fit. */
function tidyOutputs(fit: RValue): readonly Output[] {
  const mode = textOf(pathOf(fit, 'spec', 'mode'))
  if (mode === 'regression') return [{ name: '.pred', type: 'float64', dims: [], source: 'derived' }]
  if (mode === 'classification') return [{ name: '.pred_class', type: 'string', dims: [], source: 'derived', profile: 'categorical' }]
  return [{ name: 'predict', type: null, dims: null, source: 'unknown' }]
}
