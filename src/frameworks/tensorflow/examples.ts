import type { Shape } from '../../contract/types.ts'
import { dtypeName, dtypeOf } from './dtypes.ts'
import { constantTexts, type Graph, type GraphNode, nodeName, shapesAttribute, typesAttribute } from './graph.ts'

/** A feature that a graph parses out of serialized tf.Example records. */
export interface ExampleFeature {
  readonly name: string
  readonly type: string
  /** Without the batch dimension; undefined for features of any length (sparse, ragged). */
  readonly shape: Shape | undefined
}

export const EXAMPLE_PARSERS: ReadonlySet<string> = new Set(['ParseExample', 'ParseExampleV2'])

/**
 * Features of the parser in a graph, in its order; undefined if there is none, its keys are not constants, or several disagree
 * (functions are often stored twice). Ops ParseExample(serialized, names, sparse_keys × Nsparse, dense_keys × Ndense, defaults) and
 * ParseExampleV2(serialized, names, sparse_keys, dense_keys, ragged_keys, defaults). Source: tensorflow/core/ops/parsing_ops.cc.
 */
export function exampleFeatures(graph: Graph): readonly ExampleFeature[] | undefined {
  const found: (readonly ExampleFeature[] | undefined)[] = []
  for (const body of bodiesOf(graph)) {
    const parsers = body.filter((node) => EXAMPLE_PARSERS.has(node.op))
    const pool = new Map(parsers.length === 0 ? [] : body.map((node) => [node.name, node]))
    found.push(...parsers.map((parser) => (parser.op === 'ParseExample' ? firstParser(parser, pool) : secondParser(parser, pool))))
  }
  const [first] = found
  return found.every((features) => JSON.stringify(features) === JSON.stringify(first)) ? first : undefined
}

/** The graph itself and the bodies of its functions, one after the other. */
export function* bodiesOf(graph: Graph): Generator<readonly GraphNode[]> {
  yield Array.from(graph.nodes(), ({ node }) => node)
  for (const body of graph.bodies()) yield [...body]
}

function firstParser(parser: GraphNode, pool: ReadonlyMap<string, GraphNode>): ExampleFeature[] | undefined {
  const sparse = typesAttribute(parser, 'sparse_types')
  const dense = typesAttribute(parser, 'Tdense')
  const keys = parser.inputs.slice(2, 2 + sparse.length + dense.length).map((input) => texts(pool, input)?.[0])
  return features(keys, sparse, dense, shapesAttribute(parser, 'dense_shapes'))
}

function secondParser(parser: GraphNode, pool: ReadonlyMap<string, GraphNode>): ExampleFeature[] | undefined {
  const [sparseKeys, denseKeys, raggedKeys] = [2, 3, 4].map((i) => texts(pool, parser.inputs[i] ?? ''))
  if (sparseKeys === undefined || denseKeys === undefined || raggedKeys === undefined) return undefined
  const ragged = features(raggedKeys, typesAttribute(parser, 'ragged_value_types'), [], [])
  const others = features(
    [...sparseKeys, ...denseKeys],
    typesAttribute(parser, 'sparse_types'),
    typesAttribute(parser, 'Tdense'),
    shapesAttribute(parser, 'dense_shapes'),
  )
  return ragged === undefined || others === undefined ? undefined : [...others, ...ragged]
}

function features(
  keys: readonly (string | undefined)[],
  open: readonly number[],
  dense: readonly number[],
  shapes: readonly Shape[],
): ExampleFeature[] | undefined {
  if (keys.length !== open.length + dense.length) return undefined
  const found = keys.map((name, i): ExampleFeature | undefined => {
    const id = open[i] ?? dense[i - open.length] ?? 0
    return name === undefined
      ? undefined
      : { name, type: dtypeOf(id) ?? dtypeName(id), shape: i < open.length ? undefined : (shapes[i - open.length] ?? null) }
  })
  return found.every((feature) => feature !== undefined) ? found : undefined
}

function texts(pool: ReadonlyMap<string, GraphNode>, input: string): string[] | undefined {
  const node = pool.get(nodeName(input))
  return node?.op === 'Const' ? constantTexts(node) : undefined
}

/** `age int64 [1], tags float32 of any length`. */
export function describeFeatures(features: readonly ExampleFeature[]): string {
  return features
    .map(
      ({ name, type, shape }) =>
        `${name} ${type} ${shape === undefined ? 'of any length' : shape === null ? 'of unknown shape' : `[${shape.join(', ')}]`}`,
    )
    .join(', ')
}
