import type { Column, Flow, Known } from '../flow.ts'
import { sameShape } from '../flow.ts'
import { expandsTo, sizesAddUp } from '../stages/vectors.ts'
import type { Attributes } from './attributes.ts'

/** A column that a node reads or makes, and which of the operation's ports it is. */
export interface Socket {
  readonly port: string
  readonly name: string
}
export interface Node {
  readonly attributes: Attributes
  readonly inputs: readonly Socket[]
  readonly outputs: readonly Socket[]
}

/** What an operation does to the columns of its node. */
export type Operation = (node: Node, flow: Flow) => void
/** Type and row shape of a port; `index` counts `input0`, `input1`, … */
type PortOf = (attributes: Attributes, index: number) => Known
/** By port; `*` for all others. */
type Ports = Readonly<Record<string, PortOf>>
type SizeOf = (attributes: Attributes) => number | null

/** Ports whose columns are results even where a later node reads them. */
const RESULTS = new Set(['prediction', 'probability', 'raw_prediction', 'link_prediction', 'quantiles', 'topicDistribution', 'leaf_prediction'])

const NUMBER: PortOf = () => ({ type: 'float64', shape: [] })
const TEXT: PortOf = () => ({ type: 'string', shape: [] })
const WORDS: PortOf = () => ({ type: 'string', shape: [-1] })
const INTEGER: PortOf = () => ({ type: 'int32', shape: [] })
const vector =
  (size: SizeOf): PortOf =>
  (attributes) => ({ type: 'float64', shape: [size(attributes)] })
/** A number or a vector, where the shape is stored. */
const shaped =
  (name: string): PortOf =>
  (attributes, index) => ({ type: 'float64', shape: attributes.shapes(name)[index] ?? null })
const UNKNOWN: PortOf = () => ({})

const counted =
  (name: string): SizeOf =>
  (attributes) =>
    attributes.count(name)
const length =
  (name: string): SizeOf =>
  (attributes) =>
    attributes.length(name)
const tensor =
  (name: string, axis = 0): SizeOf =>
  (attributes) =>
    attributes.tensor(name)?.[axis] ?? null
const either =
  (...sizes: readonly SizeOf[]): SizeOf =>
  (attributes) =>
    sizes.reduce<number | null>((found, size) => found ?? size(attributes), null)

interface Columns {
  readonly inputs: readonly Column[]
  readonly outputs: readonly Column[]
}

/** Reads and makes the columns of a node. */
function connect(node: Node, flow: Flow, inputs: Ports, outputs: Ports): Columns {
  const known = (ports: Ports, { port }: Socket): Known =>
    (ports[port] ?? ports['*'] ?? UNKNOWN)(node.attributes, Number(/\d+$/.exec(port)?.[0] ?? 0))
  return {
    inputs: node.inputs.map((socket) => {
      const column = flow.read(socket.name)
      flow.know(column, known(inputs, socket))
      return column
    }),
    outputs: node.outputs.map((socket) => {
      const column = flow.write(socket.name, known(outputs, socket))
      column.result = RESULTS.has(socket.port)
      return column
    }),
  }
}

const ports =
  (inputs: PortOf | Ports, outputs: PortOf | Ports, rule?: (columns: Columns, attributes: Attributes) => readonly (() => boolean)[]): Operation =>
  (node, flow) => {
    const columns = connect(
      node,
      flow,
      typeof inputs === 'function' ? { '*': inputs } : inputs,
      typeof outputs === 'function' ? { '*': outputs } : outputs,
    )
    for (const learns of rule?.(columns, node.attributes) ?? []) flow.relate(learns)
  }

/** A vector in, a vector of the same size out. */
const scaler = (size: SizeOf): Operation =>
  ports(vector(size), vector(size), ({ inputs: [from], outputs: [to] }) => (from === undefined || to === undefined ? [] : [sameShape(from, to)]))

/** A number of any shape in, the same out. */
const elementwise = (shape: string): Operation =>
  ports(shaped(shape), { '*': () => ({ type: 'float64' }) }, ({ inputs: [from], outputs: [to] }) =>
    from === undefined || to === undefined ? [] : [sameShape(from, to)],
  )

const assembler: Operation = ports(
  shaped('input_shapes'),
  vector(() => null),
  ({ inputs, outputs: [to] }) => (to === undefined ? [] : [sizesAddUp(inputs, to)]),
)

const polynomial: Operation = ports(
  vector(counted('input_size')),
  vector(() => null),
  ({ inputs: [from], outputs: [to] }, attributes) =>
    from === undefined || to === undefined ? [] : [expandsTo(from, to, attributes.count('degree') ?? 2)],
)

/** Before 0.11 `size` is the size of the vector. Since then there is a size per column, and what is dropped or kept changes it. */
const encoded: PortOf = (attributes, index) => {
  const size = attributes.count('size')
  if (size !== null) return { type: 'float64', shape: [size] }
  const categories = attributes.counts('category_sizes')[index] ?? null
  // the model's own schema leaves out what is dropped or kept, its values don't: only where both agree the size is certain
  const agrees = attributes.flag('drop_last') === (attributes.text('handle_invalid') === 'keep')
  return { type: 'float64', shape: [agrees ? categories : null] }
}

/** One factor per column: the sum of its numbers of categories. */
const interaction: Operation = ports(
  (attributes, index) => {
    const stored = attributes.shapes('input_shapes')[index]
    const width = attributes.length(`num_features${index}`)
    // one feature: a number, or a vector of one
    return { type: 'float64', shape: stored ?? (width !== null && width > 1 ? [width] : null) }
  },
  vector((attributes) => {
    const factors = Array.from({ length: Math.min(attributes.count('num_inputs') ?? 0, MAX_FACTORS) }, (_, i) =>
      attributes.counts(`num_features${i}`),
    )
    const sizes = factors.map((counts) => counts.reduce((sum, count) => sum + count, 0))
    const product = sizes.reduce((all, size) => all * size, 1)
    return sizes.length > 0 && Number.isSafeInteger(product) && product > 0 ? product : null
  }),
)
/** Columns that somebody multiplies with each other: the product is the cap in practice. */
const MAX_FACTORS = 64

const classifier = (features: SizeOf, classes: SizeOf): Operation =>
  ports({ features: vector(features) }, { prediction: NUMBER, probability: vector(classes), raw_prediction: vector(classes) })
const regressor = (features: SizeOf): Operation =>
  ports({ features: vector(features) }, { prediction: NUMBER, link_prediction: NUMBER, quantiles: vector(length('quantile_probabilities')) })
const clusters = (features: SizeOf, k: SizeOf): Operation => ports({ features: vector(features) }, { prediction: INTEGER, probability: vector(k) })

const NUM_FEATURES = counted('num_features')
const NUM_CLASSES = counted('num_classes')
const COEFFICIENTS = tensor('coefficients')
const unknown: SizeOf = () => null
const anyVector: SizeOf = (attributes) => attributes.anyVector()
const firstCenter =
  (name: string): SizeOf =>
  (attributes) =>
    attributes.firstTensor(name)?.[0] ?? null
/** First and last number of a list. */
const layer =
  (at: 0 | -1): SizeOf =>
  (attributes) =>
    attributes.counts('layers').at(at) ?? null
const sum =
  (...sizes: readonly SizeOf[]): SizeOf =>
  (attributes) =>
    sizes.reduce((total, size) => total + (size(attributes) ?? 0), 0) || null
/** Numbers of all words one after another. */
const wordVector: SizeOf = (attributes) => {
  const [words, numbers] = [attributes.length('words'), attributes.length('word_vectors')]
  return words !== null && numbers !== null && words > 0 && numbers % words === 0 ? numbers / words : null
}

/** By the word in `model.json: op`. Source: combust/mleap mleap-core (`inputSchema`, `outputSchema` of each model), mleap-runtime `bundle/ops`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    // feature
    vector_assembler: assembler,
    string_indexer: ports(TEXT, NUMBER),
    reverse_string_indexer: ports(NUMBER, TEXT),
    string_map: ports(TEXT, NUMBER),
    one_hot_encoder: ports(NUMBER, encoded),
    binarizer: elementwise('input_shapes'),
    bucketizer: ports(NUMBER, NUMBER),
    imputer: ports(NUMBER, NUMBER),
    math_unary: ports(NUMBER, NUMBER),
    math_binary: ports(NUMBER, NUMBER),
    standard_scaler: scaler(anyVector),
    min_max_scaler: scaler(anyVector),
    max_abs_scaler: scaler(anyVector),
    elementwise_product: scaler(anyVector),
    idf: scaler(anyVector),
    normalizer: scaler(counted('input_size')),
    dct: scaler(counted('input_size')),
    vector_indexer: scaler(NUM_FEATURES),
    polynomial_expansion: polynomial,
    interaction,
    pca: ports(vector(tensor('principal_components', 0)), vector(tensor('principal_components', 1))),
    vector_slicer: ports(vector(counted('input_size')), vector(sum(length('indices'), length('named_indices')))),
    chi_sq_selector: ports(vector(counted('input_size')), vector(length('filter_indices'))),
    tokenizer: ports(TEXT, WORDS),
    regex_tokenizer: ports(TEXT, WORDS),
    ngram: ports(WORDS, WORDS),
    stopwords_remover: ports(WORDS, WORDS),
    word_filter: ports(WORDS, WORDS),
    hashing_term_frequency: ports(WORDS, vector(NUM_FEATURES)),
    count_vectorizer: ports(WORDS, vector(length('vocabulary'))),
    word_to_vector: ports(WORDS, vector(wordVector)),
    feature_hasher: ports(UNKNOWN, vector(NUM_FEATURES)),
    coalesce: ports(UNKNOWN, UNKNOWN),
    // classification: the columns that are switched off have no socket
    logistic_regression: classifier(either(COEFFICIENTS, tensor('coefficient_matrix', 1)), NUM_CLASSES),
    decision_tree_classifier: classifier(NUM_FEATURES, NUM_CLASSES),
    random_forest_classifier: classifier(NUM_FEATURES, NUM_CLASSES),
    gbt_classifier: classifier(NUM_FEATURES, NUM_CLASSES),
    naive_bayes: classifier(NUM_FEATURES, NUM_CLASSES),
    support_vector_machine: classifier(COEFFICIENTS, NUM_CLASSES),
    linear_svc: classifier(COEFFICIENTS, NUM_CLASSES),
    multi_layer_perceptron_classifier: classifier(layer(0), layer(-1)),
    'xgboost.classifier': classifier(NUM_FEATURES, NUM_CLASSES),
    // one of its models gives the probability: a number, later a vector
    one_vs_rest: ports({ features: vector(NUM_FEATURES) }, { prediction: NUMBER, '*': () => ({ type: 'float64' }) }),
    // regression
    linear_regression: regressor(COEFFICIENTS),
    generalized_linear_regression: regressor(COEFFICIENTS),
    aft_survival_regression: regressor(COEFFICIENTS),
    decision_tree_regression: regressor(NUM_FEATURES),
    random_forest_regression: regressor(NUM_FEATURES),
    gbt_regression: regressor(NUM_FEATURES),
    'xgboost.regression': regressor(NUM_FEATURES),
    // a number, or the entry of a vector that `feature_index` says
    isotonic_regression: ports({ features: () => ({ type: 'float64' }) }, { prediction: NUMBER }),
    // clustering
    k_means: clusters(either(NUM_FEATURES, firstCenter('cluster_centers')), unknown),
    bisecting_k_means: clusters(unknown, unknown),
    gaussian_mixture: clusters(firstCenter('means'), either(length('weights'), length('means'))),
    lda_local_model_op: ports(
      { features: vector(either(counted('vocabSize'), tensor('topicMatrix', 0))) },
      { topicDistribution: vector(tensor('topicMatrix', 1)) },
    ),
    // recommendation
    als: ports({ user: INTEGER, item: INTEGER }, { prediction: () => ({ type: 'float32', shape: [] }) }),
  }),
)

/** Other people's operations: the columns are stored, their types not. */
export const unknownOperation: Operation = ports(UNKNOWN, UNKNOWN)
