import type { DType, Value } from '../../../contract/types.ts'
import { elements, type Shape } from '../../../shapes/shape.ts'
import { type Size, sum } from '../../../shapes/size.ts'
import { known } from '../known.ts'
import { alike, type Node, type Rule, type Rules } from '../node.ts'
import { dtypeOf } from '../words.ts'

/** Rows of a table [rows, features]; a lone vector is one row in some runtimes and many in others, so it says nothing. */
const rows = (node: Node): Size => (node.shape(0)?.length === 2 ? (node.shape(0)?.[0] ?? null) : null)

const matrix = (node: Node, columns: Size): Shape => [rows(node), columns]

/** Labels are text or int64, by which list of classes is given. */
function labels(node: Node): { readonly type: DType | null; readonly count: number } {
  const words = node.strings('classlabels_strings') || node.strings('classes') || 0
  if (words > 0) return { type: 'string', count: words }
  return { type: 'int64', count: (node.ints('classlabels_ints') ?? node.ints('classlabels_int64s') ?? []).length }
}

/** A binary classifier may hold one score and return two; from three classes on there is one per class. */
const scores = (count: number): Size => (count >= 3 ? count : null)

const classifier: Rule = (node) => {
  const { type, count } = labels(node)
  return [known(type, [rows(node)]), known('float32', matrix(node, scores(count)))]
}

/** Raw scores of support vector machines are one per pair of classes. */
const supportVectors: Rule = (node) => [known(labels(node).type, [rows(node)]), known('float32', matrix(node, null))]

const encoder: Rule = (node) => [known(encodedType(node), node.shape(0))]

function encodedType(node: Node): DType | null {
  if (node.opset < 2) return node.type(0) === 'string' ? 'int64' : node.type(0) === 'int64' ? 'string' : null
  const tensor = node.message('values_tensor', 't')
  if (tensor !== undefined) return dtypeOf(tensor.int('data_type'))
  if (node.strings('values_strings') > 0) return 'string'
  if (node.ints('values_int64s') !== undefined) return 'int64'
  return node.floats('values_floats') === undefined ? null : 'float32'
}

const oneHot: Rule = (node) => {
  const count = node.ints('cats_int64s')?.length || node.strings('cats_strings') || null
  return [known('float32', node.shape(0) === null ? null : [...(node.shape(0) ?? []), count])]
}

const extractor: Rule = (node) => {
  const shape = node.shape(0)
  const count = elements(node.shape(1))
  return [known(node.type(0), shape === null || shape.length === 0 ? null : shape.length === 1 ? [1, count] : [...shape.slice(0, -1), count])]
}

/** One map of label → probability per row. */
const zipMap: Rule = (node) => {
  const { type } = labels(node)
  const value: Value = { sequence: { map: { key: type, value: { type: 'float32', shape: [] } } } }
  return [{ ...known(null, null), composite: value }]
}

/** Classic machine learning, domain ai.onnx.ml. Source: onnx/docs/Operators-ml.md. */
export const CLASSIC: Rules = {
  ...alike('LinearClassifier TreeEnsembleClassifier', classifier),
  SVMClassifier: supportVectors,
  LinearRegressor: (node) => [known('float32', matrix(node, node.int('targets') ?? 1))],
  TreeEnsembleRegressor: (node) => [known('float32', matrix(node, node.int('n_targets') ?? null))],
  TreeEnsemble: (node) => [known(node.type(0), matrix(node, node.int('n_targets') ?? null))],
  SVMRegressor: (node) => [known('float32', matrix(node, 1))],
  ...alike('Scaler Normalizer', (node) => [known('float32', node.shape(0))]),
  ...alike('Imputer Binarizer', (node) => [known(node.type(0), node.shape(0))]),
  LabelEncoder: encoder,
  OneHotEncoder: oneHot,
  FeatureVectorizer: (node) => [known('float32', matrix(node, sum(node.ints('inputdimensions') ?? [null])))],
  ArrayFeatureExtractor: extractor,
  ZipMap: zipMap,
}
