import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { child, fields, outline, type ProtoField, text } from '../../formats/protobuf.ts'

/** What a file holds, told by its content. */
export type Content =
  | 'saved-model'
  | 'saved-model-text'
  | 'graph-def'
  | 'graph-def-text'
  | 'meta-graph'
  | 'meta-graph-text'
  | 'chunked'
  | 'checkpoint'

/** First bytes of a Riegeli file: saved_model.cpb, a SavedModel cut into chunks. Source: google/riegeli, records_format.md. */
const RIEGELI = [0x83, 0xaf, 0x70, 0xd1, 0x0d, 0x88, 0x4a, 0x3f]
/** Last bytes of a tensor bundle index, an SSTable: little-endian 0xdb4775248b80fb57. Source: tensorflow/core/lib/io/table_builder.cc. */
const SSTABLE = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]

/** Bytes of a text file looked at: behind comments, the first field tells. */
const HEAD = 4_096

/** undefined for what is none of TensorFlow's. Reads a few KiB; throws nothing for foreign content. */
export function contentOf(source: ByteSource): Content | undefined {
  try {
    if (begins(source, RIEGELI)) return 'chunked'
    if (source.size >= 48 && ends(source, SSTABLE)) return 'checkpoint'
    return binaryContent(source) ?? textContent(source)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

const begins = (source: ByteSource, magic: readonly number[]): boolean => {
  const head = source.read(0, Math.min(source.size, magic.length))
  return magic.every((byte, i) => head[i] === byte)
}

const ends = (source: ByteSource, magic: readonly number[]): boolean => {
  const tail = source.read(source.size - magic.length, magic.length)
  return magic.every((byte, i) => tail[i] === byte)
}

// ------------------------------------------------------------------------------------------------ binary

/** Wire types of the fields a message may have: number → type. */
type Layout = ReadonlyMap<number, number>

/** saved_model.proto */
const SAVED_MODEL: Layout = new Map([
  [1, 0],
  [2, 2],
])
/** meta_graph.proto */
const META_GRAPH: Layout = new Map([1, 2, 3, 4, 5, 6, 7].map((number) => [number, 2]))
const META_INFO: Layout = new Map([
  [1, 2],
  [2, 2],
  [3, 2],
  [4, 2],
  [5, 2],
  [6, 2],
  [7, 0],
  [8, 2],
])
/** graph.proto: node, library, version, versions, debug_info */
const GRAPH: Layout = new Map([
  [1, 2],
  [2, 2],
  [3, 0],
  [4, 2],
  [5, 2],
])
/** node_def.proto: name, op, input, device, attr, debug info, full type */
const NODE: Layout = new Map([1, 2, 3, 4, 5, 6, 7].map((number) => [number, 2]))

/** Op names are CamelCase words, perhaps with a namespace: `MatMul`, `_FusedConv2D`, `Addons>Resampler`. */
const OP = /^[A-Za-z_][A-Za-z0-9_.>\-/]{0,255}$/

function binaryContent(source: ByteSource): Content | undefined {
  const { fields: top, state } = outline(source, 16)
  if (state === 'broken' || top.length === 0) return undefined
  if (fits(top, SAVED_MODEL)) {
    const graph = top.find((field) => field.number === 2)
    if (graph !== undefined && isMetaGraph(inside(graph))) return 'saved-model'
  }
  if (fits(top, GRAPH) && isGraph(top)) return 'graph-def'
  return isMetaGraph(top) ? 'meta-graph' : undefined
}

const fits = (found: readonly ProtoField[], layout: Layout): boolean => found.every((field) => layout.get(field.number) === field.wire)

/** A graph without a node is no model, but a legal part of one. */
function isGraph(found: readonly ProtoField[]): boolean {
  const node = found.find((field) => field.number === 1)
  return node !== undefined && isNode(inside(node))
}

function isNode(found: readonly ProtoField[]): boolean {
  const name = found.find((field) => field.number === 1)
  const op = found.find((field) => field.number === 2)
  return name !== undefined && op !== undefined && fits(found, NODE) && text(name, 65_536) !== '' && OP.test(text(op, 256))
}

/** Told by its tags, version or graph: an unfinished message of lengths fits too many layouts. */
function isMetaGraph(found: readonly ProtoField[]): boolean {
  if (found.length === 0 || !fits(found, META_GRAPH)) return false
  const info = found.find((field) => field.number === 1)
  const graph = found.find((field) => field.number === 2)
  if (info !== undefined && (inside(info).length === 0 || !fits(inside(info), META_INFO))) return false
  if (graph === undefined) return info !== undefined && inside(info).some((field) => field.number === 5)
  const parts = inside(graph)
  return fits(parts, GRAPH) && (isGraph(parts) || (info !== undefined && !parts.some((field) => field.number === 1)))
}

/** The first fields of a message; a damaged one ends early and is judged by what is there. */
function inside(field: ProtoField): ProtoField[] {
  const found: ProtoField[] = []
  try {
    for (const part of fields(child(field))) if (found.push(part) >= 16) break
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
  return found
}

// ------------------------------------------------------------------------------------------------ text

/** The first field of each message in text format; `node {` alone could be anything, so its `op` must follow. */
const TEXTS: readonly (readonly [RegExp, Content])[] = [
  [/^(saved_model_schema_version\s*:|meta_graphs\s*:?\s*[{<])/, 'saved-model-text'],
  [/^(meta_info_def|graph_def)\s*:?\s*[{<]/, 'meta-graph-text'],
  [/^(node\s*:?\s*[{<]|versions\s*:?\s*[{<]|library\s*:?\s*[{<])[\s\S]*?\bop\s*:\s*["']/, 'graph-def-text'],
]

function textContent(source: ByteSource): Content | undefined {
  const head = new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD))).replace(/^\s*(#[^\n]*\n\s*)*/, '')
  return TEXTS.find(([pattern]) => pattern.test(head))?.[1]
}
