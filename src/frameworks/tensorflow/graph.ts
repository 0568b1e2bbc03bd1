import type { Dim } from '../../contract/types.ts'
import { DTYPE_WORDS } from './dtypes.ts'
import { ATTRIBUTE, ATTRIBUTE_LIST, FUNCTION, GRAPH, LIBRARY, NODE, TENSOR, VERSIONS } from './schema.ts'
import { BOOLEANS, readShape } from './signature.ts'
import type { View } from './view.ts'

/** One node of a graph; attributes are read when asked for, and those of the node asked last are kept. */
export interface GraphNode {
  readonly name: string
  readonly op: string
  /** `node`, `node:1`, or `^node` (control only). In function bodies `node:output:0`. */
  readonly inputs: readonly string[]
  attribute(name: string): View | undefined
}

/** A graph as a walk over its file: graphs of 100,000 nodes are common, and the contract needs few of them. */
export interface Graph {
  /** All nodes in file order, each read while it passes. */
  nodes(): Iterable<Passing>
  /** Bodies of the functions in the library. */
  bodies(): Iterable<Iterable<GraphNode>>
  /** Version of the program that wrote the graph; 0 if it does not say. */
  readonly producer: number
}

export interface Passing {
  readonly node: GraphNode
  /** Reads it once more: what to keep by the thousand. */
  readonly again: () => GraphNode
}

export function readGraph(view: View): Graph {
  const latest: Latest = { open: undefined, attributes: new Map() }
  return {
    *nodes() {
      for (const open of view.openers(GRAPH.nodes)) yield { node: readNode(open, latest), again: () => readNode(open, latest) }
    },
    *bodies() {
      for (const open of view.child(GRAPH.library)?.openers(LIBRARY.functions) ?? []) yield body(open(), latest)
    },
    producer: view.child(GRAPH.versions)?.int(VERSIONS.producer) ?? 0,
  }
}

function* body(view: View, latest: Latest): Generator<GraphNode> {
  for (const open of view.openers(FUNCTION.nodes)) yield readNode(open, latest)
}

/** Attributes of the node asked last: several are read of one node, but keeping those of all would cost more than the graph. */
interface Latest {
  open: (() => View) | undefined
  attributes: ReadonlyMap<string, View>
}

function readNode(open: () => View, latest: Latest): GraphNode {
  const view = open()
  return {
    name: view.text(NODE.name),
    op: view.text(NODE.op),
    inputs: view.texts(NODE.inputs),
    attribute(name) {
      if (latest.open !== open) Object.assign(latest, { open, attributes: open().entries(NODE.attributes) })
      return latest.attributes.get(name)
    },
  }
}

/** `x:1` → node x, output 1; `x` is its output 0; control inputs are none. */
export function tensorOf(input: string): { readonly node: string; readonly output: number } | undefined {
  if (input.startsWith('^')) return undefined
  const match = /^(.*?)(?::([0-9]{1,6}))?$/s.exec(input)
  return { node: match?.[1] ?? input, output: Number(match?.[2] ?? 0) }
}

/** Name of the node behind an input of any kind: `^x`, `x:1`, `x:out:0`. */
export const nodeName = (input: string): string => input.replace(/^\^/, '').replace(/:.*$/s, '')

// ------------------------------------------------------------------------------------------------ attributes

export const typeAttribute = (node: GraphNode, name: string): number => node.attribute(name)?.int(ATTRIBUTE.type, DTYPE_WORDS) ?? 0

export const typesAttribute = (node: GraphNode, name: string): number[] =>
  node.attribute(name)?.child(ATTRIBUTE.list)?.ints(ATTRIBUTE_LIST.types, DTYPE_WORDS) ?? []

export const shapeAttribute = (node: GraphNode, name: string) => readShape(node.attribute(name)?.child(ATTRIBUTE.shape))

export const shapesAttribute = (node: GraphNode, name: string): (readonly Dim[] | null)[] =>
  node.attribute(name)?.child(ATTRIBUTE.list)?.children(ATTRIBUTE_LIST.shapes).map(readShape) ?? []

export function intAttribute(node: GraphNode, name: string): number | undefined {
  return node.attribute(name)?.int(ATTRIBUTE.int)
}

export const intsAttribute = (node: GraphNode, name: string): number[] => node.attribute(name)?.child(ATTRIBUTE.list)?.ints(ATTRIBUTE_LIST.ints) ?? []

export const boolAttribute = (node: GraphNode, name: string): boolean => (node.attribute(name)?.int(ATTRIBUTE.bool, BOOLEANS) ?? 0) !== 0

/** Words in attributes (`SAME`, `NHWC`) are short. */
const MAX_WORD = 1_024

export function wordAttribute(node: GraphNode, name: string): string | undefined {
  const attribute = node.attribute(name)
  return attribute?.has(ATTRIBUTE.text) === true ? new TextDecoder().decode(attribute.bytes(ATTRIBUTE.text, MAX_WORD)) : undefined
}

// ------------------------------------------------------------------------------------------------ constants

/** Constants of more elements than this are weights: only their shape is of interest. */
const MAX_ELEMENTS = 1_024

const INT_BYTES: ReadonlyMap<number, number> = new Map([
  [3, 4],
  [9, 8],
])

export const constantShape = (node: GraphNode) => readShape(node.attribute('value')?.child(ATTRIBUTE.tensor)?.child(TENSOR.shape))

/** Elements of a small int32 or int64 constant, row-major; undefined for anything else. A short list repeats its last value (tensor.proto). */
export function constantInts(node: GraphNode): number[] | undefined {
  const tensor = node.attribute('value')?.child(ATTRIBUTE.tensor)
  const width = INT_BYTES.get(tensor?.int(TENSOR.dtype, DTYPE_WORDS) ?? 0)
  const count = elementCount(constantShape(node))
  if (tensor === undefined || width === undefined || count === undefined) return undefined
  const written = tensor.has(TENSOR.content)
    ? unpacked(tensor.bytes(TENSOR.content, MAX_ELEMENTS * 8), width)
    : tensor.ints(width === 4 ? TENSOR.ints : TENSOR.longs)
  if (written.length > count) return undefined
  return Array.from({ length: count }, (_, i) => written[i] ?? written.at(-1) ?? 0)
}

/** Elements of a small string constant. */
export function constantTexts(node: GraphNode): string[] | undefined {
  const tensor = node.attribute('value')?.child(ATTRIBUTE.tensor)
  const count = elementCount(constantShape(node))
  if (tensor === undefined || count === undefined) return undefined
  const written = tensor.byteStrings(TENSOR.texts, 65_536).map((raw) => new TextDecoder().decode(raw))
  return Array.from({ length: count }, (_, i) => written[i] ?? written.at(-1) ?? '')
}

function elementCount(shape: readonly Dim[] | null): number | undefined {
  if (shape === null) return undefined
  const count = shape.reduce<number>((product, dim) => product * (typeof dim === 'number' ? dim : Number.NaN), 1)
  return count >= 0 && count <= MAX_ELEMENTS ? count : undefined
}

function unpacked(raw: Uint8Array, width: number): number[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  return Array.from({ length: Math.floor(raw.length / width) }, (_, i) =>
    width === 4 ? view.getInt32(4 * i, true) : Number(view.getBigInt64(8 * i, true)),
  )
}
