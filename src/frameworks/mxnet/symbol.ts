import { UserError } from '../../errors.ts'
import { at, isList, type Json, listOf, parseJson, textOf } from '../../formats/json.ts'
import type { ModelFiles } from '../../model/types.ts'

/** One output of a node. */
export interface Entry {
  readonly node: number
  readonly output: number
}

/** A node of a symbol; a variable has the operator `null`. */
export interface SymbolNode {
  readonly op: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly inputs: readonly Entry[]
}

/** A network as `Symbol.save` writes it: nodes in topological order, and which of their outputs are the network's. */
export interface Network {
  readonly nodes: readonly SymbolNode[]
  readonly heads: readonly Entry[]
  /** `1.9.1`, of the release that wrote it. */
  readonly version: string | undefined
}

/** Bytes of a symbol file: a thousand-layer network takes 2 MB. */
const MAX_BYTES = 64 * 2 ** 20
/** Nodes: an unrolled recurrent network of a thousand steps has 30,000. */
const MAX_NODES = 200_000
/** Inputs of all nodes together. */
const MAX_EDGES = 2_000_000

/** @throws UserError `truncated`, `corrupt` */
export function readSymbol(files: ModelFiles, path: string): Network {
  const root = parseJson(files.text(path, MAX_BYTES), path)
  const list = at(root, 'nodes')
  const heads = at(root, 'heads')
  if (!isList(list) || !isList(heads)) throw corrupt(path, 'has no list of nodes and heads')
  if (list.length > MAX_NODES) throw corrupt(path, `has ${list.length} nodes`)
  let edges = 0
  const nodes = list.map((node, i): SymbolNode => {
    const inputs = listOf(at(node, 'inputs')).map((input) => entryOf(input, i, path))
    edges += inputs.length
    if (edges > MAX_EDGES) throw corrupt(path, `has more than ${MAX_EDGES} edges`)
    const op = textOf(at(node, 'op'))
    if (op === undefined) throw corrupt(path, `has a node ${i} without an operator`)
    return { op, name: textOf(at(node, 'name')) ?? '', attributes: attributesOf(node), inputs }
  })
  return { nodes, heads: heads.map((head) => entryOf(head, nodes.length, path)), version: versionOf(at(root, 'attrs')) }
}

/** `[node, output]`, since 0.9 with a version behind. Nodes only read what comes before them. */
function entryOf(value: Json, before: number, path: string): Entry {
  const [node, output = 0] = listOf(value)
  if (!Number.isSafeInteger(node) || typeof node !== 'number' || node < 0 || node >= before)
    throw corrupt(path, `reads node ${String(node)} before it is there`)
  return { node, output: typeof output === 'number' && output >= 0 ? output : 0 }
}

/** Operator parameters and annotations: `param` and `attr` before 0.9, `attr` until 1.0, `attrs` since. */
function attributesOf(node: Json): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const key of ['attr', 'param', 'attrs']) {
    for (const [name, value] of Object.entries(at(node, key) ?? {})) if (typeof value === 'string') attributes.set(name, value)
  }
  return attributes
}

/** `{"mxnet_version": ["int", 10901]}` */
function versionOf(attributes: Json | undefined): string | undefined {
  const [, number] = listOf(at(attributes, 'mxnet_version'))
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number <= 0) return undefined
  return `${Math.floor(number / 10_000)}.${Math.floor(number / 100) % 100}.${number % 100}`
}

const corrupt = (path: string, what: string): UserError =>
  new UserError('corrupt', `${path} ${what}`, 'The file is damaged or no MXNet symbol: save it again with `symbol.save()` or `net.export()`.', {
    file: path,
  })

// ------------------------------------------------------------------------------------------------ attribute values, which are all text

/** `(3, 3)`, `[3,3]`, `3`, `(3L,)`; entries that are no numbers (`None`) are null. undefined: not given, or `None`. */
export function numbersOf(node: SymbolNode, name: string): readonly (number | null)[] | undefined {
  const text = node.attributes.get(name)?.trim()
  if (text === undefined || text === 'None' || text.length > 4_096) return undefined
  const inner = /^[([](.*)[)\]]$/s.exec(text)?.[1] ?? text
  return inner
    .split(',')
    .map((word) => word.trim())
    .filter((word, i, words) => word !== '' || i < words.length - 1)
    .map((word) => (/^[+-]?\d+L?$/.test(word) ? Number.parseInt(word, 10) : null))
}

export function intOf(node: SymbolNode, name: string): number | undefined {
  const text = node.attributes.get(name)?.trim() ?? ''
  return /^[+-]?\d+L?$/.test(text) ? Number.parseInt(text, 10) : undefined
}

export function flagOf(node: SymbolNode, name: string): boolean {
  return ['true', '1'].includes(node.attributes.get(name)?.trim().toLowerCase() ?? '')
}
