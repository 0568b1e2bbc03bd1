import type { Field } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { itemOf } from '../../formats/pickle/values.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { bytesInPickle, openPickledBooster } from '../pickled-booster.ts'
import { arrayOfColumns, type Column, namedColumns, prediction } from '../rows.ts'
import { readCbm } from './cbm.ts'
import { readJsonModel } from './json.ts'
import { matchCatboost } from './match.ts'
import { type Feature, type Model, type Prediction, predictionOf, rawValuesOf } from './model.ts'

/**
 * CatBoost: models in its own format and as JSON, and pickled `CatBoost` objects. The contract is that of `predict` of the class that fits the
 * loss (CatBoostClassifier gives labels); a pickled CatBoost gives raw values.
 */
export const catboost: Framework = { name: 'catboost', match: matchCatboost, infer }

function infer(files: ModelFiles, { path, format }: Match): Inference {
  if (format === 'pickle') {
    const { attributes, findings } = openPickledBooster(files, path)
    const stored = bytesInPickle(itemOf(attributes, '__model'), path)
    if (stored === null) throw notFitted(path)
    const model = readCbm(stored)
    return { ...inferenceOf(model, rawValuesOf(model), format, path), findings }
  }
  const source = files.open(path)
  const model = format === 'json' ? readJsonModel(source) : readCbm(source)
  return { ...inferenceOf(model, predictionOf(model), format, path), findings: [] }
}

function inferenceOf(model: Model, { type, dims, assumed }: Prediction, format: string, path: string): Omit<Inference, 'findings'> {
  const { version, features } = model
  const result: Column = { type, source: assumed ? 'assumed' : 'derived', dims, where: `${path}: loss_function, class_params` }
  return {
    framework: { name: 'catboost', ...(version !== undefined && { version }), format },
    signatures: [{ name: 'predict', inputs: inputsOf(features, path), outputs: [prediction('predict', result, 'derived')] }],
    warnings: features.some(({ name }) => name === null) ? [namesMissing(path)] : [],
  }
}

/** Columns by name where there are names; `X` for an array. Where the format keeps no names, nothing tells the two apart. */
function inputsOf(features: readonly Feature[], path: string): readonly Field[] {
  const width = (features.at(-1)?.index ?? -1) + 1
  const number: Column = { type: 'float32', source: 'derived', where: `${path}: features` }
  const isNamed = features.length > 0 && features.every(({ name }) => name !== null && name !== '')
  if (isNamed && features.length === width && !features.every(({ name, index }) => name === String(index))) {
    return namedColumns(
      features.map(({ name }) => name ?? ''),
      features.map((feature) => columnOf(feature, path)),
      number,
    )
  }
  const kinds = new Set(features.map(({ kind }) => kind))
  const array = arrayOfColumns(width, kinds.size === 1 && kinds.has('number') ? number : { ...number, type: null })
  return features.some(({ name }) => name === null) ? array.map(guessed) : array
}

/** Numbers are float32. Categories are hashed as texts; whole numbers are made texts first, so that either may be sent. */
function columnOf({ kind, size }: Feature, path: string): Column {
  const where = `${path}: features`
  switch (kind) {
    case 'number':
      return { type: 'float32', source: 'derived', where }
    case 'category':
      return { type: 'string', source: 'assumed', profile: 'categorical', where }
    case 'text':
      return { type: 'string', source: 'derived', profile: 'text', where }
    case 'embedding':
      return { type: 'float32', source: 'derived', dims: [size ?? null], where }
  }
}

const guessed = (field: Field): Field => ({
  ...field,
  assumed: ['name', 'shape', ...(field.assumed ?? [])],
  ...(field.evidence && {
    evidence: { ...field.evidence, name: 'assumed', rank: 'assumed', dims: field.evidence.dims.map(() => 'assumed' as const) },
  }),
})

const namesMissing = (path: string): Warning => ({
  code: 'catboost-names-missing',
  message: `${path} is of a version whose JSON keeps no names of features: whether it takes named columns is not known. Save it as .cbm`,
  where: path,
})

const notFitted = (path: string): UserError =>
  new UserError('not-inferable', `${path} holds a CatBoost model that is not fitted.`, 'Fit it before it is saved.', { file: path })
