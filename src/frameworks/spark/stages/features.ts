import type { DType } from '../../../contract/types.ts'
import { at, listOf, textOf, textsOf } from '../../../formats/json.ts'
import { firstLength, firstList, firstNumber, innerLengths } from '../../../formats/parquet-values.ts'
import { type Column, type Flow, learn, sameShape, sameType } from '../flow.ts'
import { columnParams, countParam, type Saved } from '../saved.ts'
import { sqlTransformer } from './sql.ts'
import { nameOf, positive, readVector, type SizeOf, type Stage, type Stages, stored, storedNumber } from './stage.ts'
import { expandsTo, sizesAddUp } from './vectors.ts'

const LIST = [-1]

/** `inputCol` and `outputCol`, or both lists pair by pair. */
function pairs(saved: Saved): readonly (readonly [string, string])[] {
  const [inputs, outputs] = [columnParams(saved, 'inputCol', 'inputCols'), columnParams(saved, 'outputCol', 'outputCols')]
  return inputs.map((input, i) => [input, outputs[i] ?? ''] as const).filter(([, output]) => output !== '')
}

/** Text to text, or text to words. */
const text =
  (input: readonly number[], output: readonly number[]): Stage =>
  (saved, flow) => {
    for (const [from, to] of pairs(saved)) {
      flow.know(flow.read(from), { type: 'string', shape: input })
      flow.write(to, { type: 'string', shape: output })
    }
  }

/** A vector to a vector of the same size; `size` is stored with the model. */
const scaler =
  (size: SizeOf): Stage =>
  (saved, flow) => {
    const from = readVector(flow, nameOf(saved, 'inputCol'), size(saved))
    const to = flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [size(saved)] })
    to.mayHoldCategories = from.mayHoldCategories
    flow.relate(sameShape(from, to))
  }

/** A vector of one stored size to a vector of another. */
const projection =
  (input: SizeOf, output: SizeOf): Stage =>
  (saved, flow) => {
    const from = readVector(flow, nameOf(saved, 'inputCol'), input(saved))
    const to = flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [output(saved)] })
    to.mayHoldCategories = from.mayHoldCategories
  }

const unknown: SizeOf = () => null

/** Any number; Spark casts it. */
const number = (flow: Flow, name: string, type: DType = 'float64'): Column => {
  const column = flow.read(name)
  flow.know(column, { shape: [] })
  flow.assume(column, { type })
  return column
}

/** Labels of each column: one list before Spark 3, a list of lists since. */
function labelCounts(saved: Saved): readonly (number | null)[] {
  const table = saved.table()
  if (table === null) return []
  return innerLengths(table, 'labelsArray[][]') ?? [firstLength(table, 'labels[]')]
}

/** Labels of each column, as many as the counts say. */
function labelLists(saved: Saved, counts: readonly (number | null)[]): readonly (readonly string[] | null)[] {
  const table = saved.table()
  const all = table?.column('labelsArray[][]')?.values ?? table?.column('labels[]')?.values ?? []
  let from = 0
  return counts.map((count) => {
    const labels = all.slice(from, from + (count ?? 0)).filter((label): label is string => typeof label === 'string')
    from += count ?? 0
    return count === null || labels.length !== count ? null : labels
  })
}

/** Numbers as labels: the column may hold numbers as well as text. */
function labelsAreNumbers(saved: Saved): boolean {
  const table = saved.table()
  const labels = table?.column('labelsArray[][]')?.values ?? table?.column('labels[]')?.values ?? []
  return labels.length > 0 && labels.every((label) => typeof label === 'string' && /^[+-]?\d+(\.\d+)?$/.test(label))
}

const keepsInvalid = (saved: Saved): boolean => textOf(saved.param('handleInvalid')) === 'keep'

/** Text (anything else is cast) to its index. Where the column is missing, the stage is skipped. Source: StringIndexerModel.transform. */
const stringIndexer: Stage = (saved, flow) => {
  const counts = labelCounts(saved)
  const lists = labelLists(saved, counts)
  const asText = !labelsAreNumbers(saved)
  for (const [i, [from, to]] of pairs(saved).entries()) {
    const input = flow.read(from)
    flow.know(input, { shape: [], ...(asText && { type: 'string' }) })
    flow.assume(input, { type: 'string' })
    const output = flow.write(to, { type: 'float64', shape: [] })
    const labels = counts[i] ?? null
    output.categories = labels === null ? null : labels + (keepsInvalid(saved) ? 1 : 0)
    output.labels = lists[i] ?? null
    output.skippable = true
    skippable.set(output, input)
  }
}

/** Which column a skippable stage reads. */
export const skippable = new WeakMap<Column, Column>()

/** Sizes per column; unseen categories may be kept, the last one dropped. Source: OneHotEncoderModel.getConfigedCategorySizes. */
const oneHotModel: Stage = (saved, flow) => {
  const table = saved.table()
  const sizes = table === null ? null : firstList(table, 'categorySizes[]')
  const more = (keepsInvalid(saved) ? 1 : 0) - (saved.param('dropLast') === false ? 0 : 1)
  for (const [i, [from, to]] of pairs(saved).entries()) {
    number(flow, from)
    const size = sizes?.[i]
    flow.write(to, { type: 'float64', shape: [typeof size === 'number' ? size + more : null] })
  }
}

/** Before Spark 3 the encoder had no model: the attributes of its input tell the size. */
const oneHotTransformer: Stage = (saved, flow) => {
  for (const [from, to] of pairs(saved)) {
    const input = number(flow, from)
    const less = saved.param('dropLast') === false ? 0 : 1
    flow.write(to, { type: 'float64', shape: [input.categories === null ? null : input.categories - less] })
  }
}

/** Numbers, booleans and vectors side by side: sizes add up, in both directions. */
const assembler: Stage = (saved, flow) => {
  const inputs = (textsOf(saved.param('inputCols')) ?? []).map((name) => flow.read(name))
  const output = flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [null] })
  output.mayHoldCategories = inputs.some((input) => input.categories !== null || input.mayHoldCategories)
  for (const input of inputs) flow.assume(input, { type: 'float64', shape: [] })
  flow.relate(sizesAddUp(inputs, output))
}

/** Products of everything with everything; index columns count as one-hot vectors. Source: Interaction.getFeatureEncoders. */
const interaction: Stage = (saved, flow) => {
  const inputs = (textsOf(saved.param('inputCols')) ?? []).map((name) => flow.read(name))
  const output = flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [null] })
  for (const input of inputs) flow.assume(input, { type: 'float64', shape: [] })
  flow.relate(() => {
    if (inputs.some((input) => input.shape === null || input.mayHoldCategories)) return false
    const widths = inputs.map(({ shape, categories }) => (shape?.length === 0 ? Math.max(1, categories ?? 1) : (shape?.[0] ?? null)))
    // what callers give may carry attributes of its own, but a plain table has none
    return widths.every((width) => width !== null)
      ? learn(output, { shape: [widths.reduce<number>((product, width) => product * (width ?? 1), 1)] })
      : false
  })
}

const bucketizer: Stage = (saved, flow) => {
  const several = listOf(saved.param('splitsArray'))
  for (const [i, [from, to]] of pairs(saved).entries()) {
    number(flow, from)
    const splits = listOf(several[i] ?? saved.param('splits')).length
    flow.write(to, { type: 'float64', shape: [] }).categories = splits > 1 ? splits - 1 + (keepsInvalid(saved) ? 1 : 0) : null
  }
}

/** Doubles stay doubles, vectors vectors. */
const binarizer: Stage = (saved, flow) => {
  for (const [from, to] of pairs(saved)) {
    const input = flow.read(from)
    flow.know(input, { type: 'float64' })
    const output = flow.write(to, { type: 'float64' })
    flow.assume(input, { shape: [] })
    flow.relate(sameShape(input, output))
    flow.relate(() => {
      if (!input.shapeAssumed || output.shape !== null) return false
      Object.assign(output, { shape: input.shape, shapeAssumed: true })
      return true
    })
  }
}

const imputer: Stage = (saved, flow) => {
  for (const [from, to] of pairs(saved)) {
    const input = number(flow, from)
    const output = flow.write(to, { shape: [] })
    flow.relate(sameType(input, output))
  }
}

const polynomial: Stage = (saved, flow) => {
  const from = readVector(flow, nameOf(saved, 'inputCol'), null)
  const to = flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [null] })
  flow.relate(expandsTo(from, to, countParam(saved, 'degree') ?? 2))
}

/** The vector itself, with its size said. */
const sizeHint: Stage = (saved, flow) => {
  readVector(flow, nameOf(saved, 'inputCol'), positive(countParam(saved, 'size')))
}

const slicer: Stage = (saved, flow) => {
  readVector(flow, nameOf(saved, 'inputCol'), null)
  const size = listOf(saved.param('indices')).length + listOf(saved.param('names')).length
  flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [positive(size)] }).mayHoldCategories = true
}

/** Selectors have read `featuresCol` since they exist. */
const selector: Stage = (saved, flow) => {
  const from = readVector(flow, nameOf(saved, 'featuresCol'), null)
  const table = saved.table()
  const size = table === null ? null : firstLength(table, 'selectedFeatures[]')
  flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [size] }).mayHoldCategories = from.mayHoldCategories
}

const counting =
  (size: SizeOf): Stage =>
  (saved, flow) => {
    flow.know(flow.read(nameOf(saved, 'inputCol')), { type: 'string', shape: LIST })
    flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [size(saved)] })
  }

const numFeatures: SizeOf = (saved) => positive(countParam(saved, 'numFeatures'))

/** Lists of anything that can be hashed; words by convention. */
const hashing: Stage = (saved, flow) => {
  const input = flow.read(nameOf(saved, 'inputCol'))
  flow.know(input, { shape: LIST })
  flow.assume(input, { type: 'string' })
  flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [numFeatures(saved) ?? 262_144] })
}

/** Columns of any kind. */
const featureHasher: Stage = (saved, flow) => {
  const text = new Set(textsOf(saved.param('categoricalCols')) ?? [])
  for (const name of textsOf(saved.param('inputCols')) ?? []) {
    const input = flow.read(name)
    flow.know(input, { shape: [] })
    flow.assume(input, { type: text.has(name) ? 'string' : 'float64' })
  }
  flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [numFeatures(saved) ?? 262_144] })
}

const vocabulary: SizeOf = (saved) => {
  const table = saved.table()
  return table === null ? null : firstLength(table, 'vocabulary[]')
}

const indexToString: Stage = (saved, flow) => {
  for (const [from, to] of pairs(saved)) {
    number(flow, from)
    flow.write(to, { type: 'string', shape: [] }).labels = textsOf(saved.param('labels')) ?? null
  }
}

/** One vector of one number per hash table. */
const hashes =
  (size: SizeOf): Stage =>
  (saved, flow) => {
    readVector(flow, nameOf(saved, 'inputCol'), size(saved))
    flow.write(nameOf(saved, 'outputCol'), { type: 'float64', shape: [positive(countParam(saved, 'numHashTables')) ?? 1, 1] })
  }

const targetEncoder: Stage = (saved, flow) => {
  for (const [from, to] of pairs(saved)) {
    number(flow, from)
    flow.write(to, { type: 'float64', shape: [] })
  }
}

/** Left behind by RFormula: intermediate columns go. */
const pruner: Stage = (saved, flow) => {
  const table = saved.table()
  for (const name of (table === null ? null : firstList(table, 'columnsToPrune[]')) ?? []) flow.drop(String(name))
}

const elementwise: SizeOf = (saved) => {
  const vector = saved.param('scalingVec')
  const [values, size] = [listOf(at(vector, 'values')).length, at(vector, 'size')]
  return at(vector, 'type') === 0 && typeof size === 'number' ? positive(size) : positive(values)
}

/** Tables of 2.x keep one vector size as a number. */
const vectorSizeParam: SizeOf = (saved) => positive(countParam(saved, 'vectorSize'))
const hashDimension: SizeOf = (saved) => {
  const table = saved.table()
  return table === null ? null : positive(firstNumber(table, 'randUnitVectors.numCols'))
}

/** `org.apache.spark.ml.feature.*`; sizes from the class's writer. */
export const FEATURES: Stages = {
  'feature.StringIndexerModel': stringIndexer,
  'feature.IndexToString': indexToString,
  'feature.OneHotEncoderModel': oneHotModel,
  'feature.OneHotEncoder': oneHotTransformer,
  'feature.VectorAssembler': assembler,
  'feature.VectorSizeHint': sizeHint,
  'feature.VectorSlicer': slicer,
  'feature.VectorIndexerModel': scaler(storedNumber('numFeatures')),
  'feature.StandardScalerModel': scaler(stored('std')),
  'feature.MinMaxScalerModel': scaler(stored('originalMin')),
  'feature.MaxAbsScalerModel': scaler(stored('maxAbs')),
  'feature.RobustScalerModel': scaler(stored('range')),
  'feature.Normalizer': scaler(unknown),
  'feature.DCT': scaler(unknown),
  'feature.ElementwiseProduct': scaler(elementwise),
  'feature.IDFModel': scaler(stored('idf')),
  'feature.PolynomialExpansion': polynomial,
  'feature.PCAModel': projection(storedNumber('pc.numRows'), storedNumber('pc.numCols')),
  'feature.CountVectorizerModel': counting(vocabulary),
  'feature.Word2VecModel': counting(vectorSizeParam),
  'feature.HashingTF': hashing,
  'feature.FeatureHasher': featureHasher,
  'feature.Tokenizer': text([], LIST),
  'feature.RegexTokenizer': text([], LIST),
  'feature.StopWordsRemover': text(LIST, LIST),
  'feature.NGram': text(LIST, LIST),
  'feature.Binarizer': binarizer,
  'feature.Bucketizer': bucketizer,
  'feature.ImputerModel': imputer,
  'feature.Interaction': interaction,
  'feature.ChiSqSelectorModel': selector,
  'feature.UnivariateFeatureSelectorModel': selector,
  'feature.VarianceThresholdSelectorModel': selector,
  'feature.TargetEncoderModel': targetEncoder,
  'feature.BucketedRandomProjectionLSHModel': hashes(hashDimension),
  'feature.MinHashLSHModel': hashes(unknown),
  'feature.ColumnPruner': pruner,
  // attributes only, in place
  'feature.VectorAttributeRewriter': () => undefined,
  'feature.SQLTransformer': sqlTransformer,
}
