import { at, countOf, type Json, listOf, textOf } from '../../formats/json.ts'
import type { LabelType, Model } from './model.ts'

/**
 * The map of texts that goes along with a model: `params`, `class_params` (before 0.17 `multiclass_params`), `loss_function` of a sum of models,
 * `catboost_version_info`. Source: catboost/libs/model/model.cpp, GetModelClassLabels; catboost/libs/model/model_build_helper.cpp.
 */
export interface Info {
  readonly params: Json | undefined
  readonly classes: Json | undefined
  readonly lossFunction: Json | undefined
  readonly version: string | undefined
}

export function describeInfo({ params, classes, lossFunction, version }: Info): Pick<Model, 'version' | 'loss' | 'labels' | 'classes'> {
  const release = /(?:tags\/v|release )(\d+\.\d+(?:\.\d+)?)/.exec(version ?? '')?.[1]
  const loss = textOf(at(at(params, 'loss_function') ?? lossFunction, 'type')) ?? null
  const names = listOf(at(classes, 'class_names'))
  const count = Math.max(countOf(at(classes, 'classes_count')) ?? 0, names.length, listOf(at(classes, 'class_to_label')).length)
  return {
    ...(release !== undefined && { version: release }),
    loss: loss?.startsWith('PythonUserDefined') ? null : loss,
    labels: labelType(textOf(at(classes, 'class_label_type'))) ?? typeOfNames(names),
    classes: classes === undefined ? null : count,
  }
}

const labelType = (text: string | undefined): LabelType | null =>
  text === 'Integer' || text === 'String' || text === 'Boolean' || text === 'Float' ? text : null

/** Texts that name classes come back as such; numbers may have been integers or floats. */
const typeOfNames = (names: readonly Json[]): LabelType | null =>
  names.length > 0 && names.every((name) => typeof name === 'string') ? 'String' : null
