import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { at, countOf, isObject, type Json, listOf, numberOf, textOf } from '../../formats/json.ts'
import { selectJson } from '../../formats/json-select.ts'
import type { Selection } from '../../formats/select.ts'
import { describeInfo } from './info.ts'
import { type Feature, MAX_FEATURES, type Model } from './model.ts'

const FEATURES: Selection = { each: { keys: { flat_feature_index: 'all', feature_id: 'all', dimension: 'all' } } }
const LOSS: Selection = { keys: { loss_function: { keys: { type: 'all' } } } }
/** Source: catboost/libs/model/model_export/json_model_helpers.cpp. Trees and tables of categories are walked over. */
const MODEL: Selection = {
  keys: {
    features_info: { keys: { float_features: FEATURES, categorical_features: FEATURES, text_features: FEATURES, embedding_features: FEATURES } },
    model_info: { keys: { params: LOSS, class_params: 'all', multiclass_params: 'all', loss_function: 'all', catboost_version_info: 'all' } },
    scale_and_bias: 'all',
    oblivious_trees: { each: { keys: { splits: 'length', leaf_values: 'length' } } },
  },
}

const KINDS = [
  { kind: 'number', key: 'float_features' },
  { kind: 'category', key: 'categorical_features' },
  { kind: 'text', key: 'text_features' },
  { kind: 'embedding', key: 'embedding_features' },
] as const

/** @throws UserError `truncated`, `corrupt` */
export function readJsonModel(source: ByteSource): Model {
  const root = selectJson(source, MODEL)
  const features = at(root, 'features_info')
  if (!isObject(features)) throw damaged(source, 'does not describe its features', 'features_info')
  const info = at(root, 'model_info')
  return {
    features: featuresOf(features, source),
    dimension: dimensionOf(root),
    ...describeInfo({
      params: at(info, 'params'),
      classes: at(info, 'class_params') ?? at(info, 'multiclass_params'),
      lossFunction: at(info, 'loss_function'),
      version: textOf(at(info, 'catboost_version_info')),
    }),
  }
}

/** Names came with 1.0: before, no feature has the key. */
function featuresOf(info: Json, source: ByteSource): readonly Feature[] {
  const features = KINDS.flatMap(({ kind, key }) =>
    listOf(at(info, key)).map((feature, i): Feature => {
      const index = countOf(at(feature, 'flat_feature_index'))
      if (index === undefined || index >= MAX_FEATURES)
        throw damaged(source, `does not say the place of ${key}[${i}] in a row`, `features_info.${key}`)
      const size = kind === 'embedding' ? countOf(at(feature, 'dimension')) : undefined
      return { kind, index, name: textOf(at(feature, 'feature_id')) ?? null, ...(size !== undefined && size > 0 && { size }) }
    }),
  )
  if (new Set(features.map(({ index }) => index)).size !== features.length)
    throw damaged(source, 'has two features at one place of a row', 'features_info')
  return features.sort((a, b) => a.index - b.index)
}

/** One bias per value; in early files a number alone, and then 2^splits leaves hold all values. */
function dimensionOf(root: Json): number | null {
  const [, bias] = listOf(at(root, 'scale_and_bias'))
  const biases = listOf(bias).length
  if (biases > 0) return biases
  const [tree] = listOf(at(root, 'oblivious_trees'))
  const [splits, leaves] = [numberOf(at(tree, 'splits')), numberOf(at(tree, 'leaf_values'))]
  if (splits === undefined || leaves === undefined) return null
  const dimension = leaves / 2 ** splits
  return Number.isInteger(dimension) && dimension > 0 ? dimension : null
}

const damaged = ({ name }: ByteSource, what: string, key: string): UserError =>
  new UserError('corrupt', `${name} ${what}`, 'Save the model again with model.save_model("model.cbm").', { file: name, key })
