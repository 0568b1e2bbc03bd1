import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { decodeNpyHeader } from '../../formats/npy.ts'
import type { PyObject, PyValue } from '../../formats/pickle/values.ts'
import { openZip, type Zip } from '../../formats/zip.ts'

/** A schema is a few kilobytes per estimator: a forest of 1000 trees has 10 MB. */
const MAX_SCHEMA_BYTES = 128 * 1024 * 1024
/** Levels of nodes: more are no estimators. */
const MAX_DEPTH = 200

/** A node of the schema; which keys it has depends on its loader. */
interface Node {
  readonly __id__?: unknown
  readonly __loader__?: unknown
  readonly __module__?: unknown
  readonly __class__?: unknown
  readonly content?: unknown
  readonly attrs?: unknown
  readonly state?: unknown
  readonly main?: unknown
  readonly key_types?: unknown
  readonly module_path?: unknown
  readonly function?: unknown
  readonly start?: unknown
  readonly stop?: unknown
  readonly step?: unknown
  readonly type?: unknown
  readonly shape?: unknown
  readonly file?: unknown
}

/**
 * A skops archive as the same records that a pickle gives, so that estimators are read alike. Source: skops/io/_general.py, _numpy.py, _sklearn.py.
 * Throws UserError `truncated`, `corrupt`, `unsafe`.
 */
export function readSkops(source: ByteSource): PyValue {
  const zip = openZip(source)
  const entry = zip.find('schema.json')
  if (entry === undefined) throw damaged(source, 'has no schema.json')
  return nodeValue(parse(zip.text(entry, MAX_SCHEMA_BYTES), source), { zip, source, known: new Map() }, 0)
}

function parse(text: string, source: ByteSource): Node {
  try {
    const value: unknown = JSON.parse(text)
    if (isNode(value)) return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw damaged(source, 'has a schema that is no JSON object')
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const nodesOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

interface Archive {
  readonly zip: Zip
  readonly source: ByteSource
  /** Nodes are written once; later ones refer to them by `__id__`. */
  readonly known: Map<unknown, PyValue>
}

function nodeValue(node: Node, archive: Archive, depth: number): PyValue {
  if (depth > MAX_DEPTH) throw damaged(archive.source, 'is nested too deeply')
  const id = node.__id__
  if (node.__loader__ === 'CachedNode') return archive.known.get(id) ?? null
  const value = read(node, archive, depth + 1)
  if (id !== undefined) archive.known.set(id, value)
  return value
}

function read(node: Node, archive: Archive, depth: number): PyValue {
  const { content } = node
  const of = (inner: unknown): PyValue => (isNode(inner) ? nodeValue(inner, archive, depth) : null)
  switch (node.__loader__) {
    case 'JsonNode':
      return jsonValue(textOf(content), archive.source)
    case 'DictNode':
    case 'DefaultDictNode':
    case 'OrderedDictNode':
      return dictOf(content, node, of, archive)
    case 'ListNode':
      return { kind: 'list', items: nodesOf(content).map(of) }
    case 'TupleNode':
      return { kind: 'tuple', items: nodesOf(content).map(of) }
    case 'SetNode':
      return { kind: 'set', items: nodesOf(content).map(of) }
    case 'TypeNode':
      return {
        kind: 'global',
        module: textOf(isNode(content) ? content.__module__ : node.__module__),
        name: textOf(isNode(content) ? content.__class__ : node.__class__),
      }
    case 'FunctionNode': {
      const named = isNode(content) ? content : node
      return { kind: 'global', module: textOf(named.module_path ?? named.__module__), name: textOf(named.function ?? named.__class__) }
    }
    case 'SliceNode':
      return objectOf(
        'builtins',
        'slice',
        isNode(content) ? [content.start, content.stop, content.step].map((bound) => (typeof bound === 'number' ? bound : null)) : [],
        undefined,
      )
    case 'NdArrayNode':
    case 'MaskedArrayNode':
    case 'RandomStateNode':
      return array(node, archive, of)
    case 'DTypeNode':
      // the dtype of an empty array that is stored for it
      return dtypeOfArray(of(content))
    case 'SparseMatrixNode':
      return objectOf('scipy.sparse', 'matrix', [], undefined)
    case 'PartialNode':
      return objectOf('functools', 'partial', [], undefined)
    default:
      return objectOf(textOf(node.__module__), textOf(node.__class__), isNode(node.content) ? [] : nodesOf(content).map(of), stateOf(content, of))
  }
}

/** The attributes: a DictNode, directly or below `attrs` (trees, losses and other reducible ones). */
function stateOf(content: unknown, of: (inner: unknown) => PyValue): PyValue | undefined {
  if (!isNode(content)) return undefined
  const attributes = isNode(content.attrs) ? content.attrs : isNode(content.state) ? content.state : content
  return of(attributes)
}

function objectOf(module: string, name: string, args: readonly PyValue[], state: PyValue | undefined): PyObject {
  return {
    kind: 'object',
    callable: { kind: 'global', module, name },
    how: 'new',
    args,
    keywords: null,
    state,
    items: [],
    pairs: [],
    inline: undefined,
  }
}

function dictOf(content: unknown, node: Node, of: (inner: unknown) => PyValue, archive: Archive): PyValue {
  const main = isNode(content) && isNode(content.main) ? content.main : null
  if (main !== null) return of(main)
  // keys lose their type in JSON; key_types has them, and attributes are all text
  const kinds = isNode(node.key_types)
    ? nodesOf(node.key_types.content).map((kind) => textOf(isNode(kind.content) ? kind.content.__class__ : kind.__class__))
    : []
  const entries = isNode(content) ? Object.entries(content) : []
  if (entries.length > 5_000_000) throw damaged(archive.source, 'has a dict beyond reason')
  return { kind: 'dict', pairs: entries.map(([key, inner], i) => [kinds[i] === 'int' && /^-?\d{1,15}$/.test(key) ? Number(key) : key, of(inner)]) }
}

/** Numbers, text, booleans and null are JSON within JSON; whole numbers and floats are told apart by their spelling. */
function jsonValue(text: string, source: ByteSource): PyValue {
  if (/^-?\d+$/.test(text)) return text.length > 15 ? BigInt(text.slice(0, 4000)) : Number(text)
  if (/^-?(?:\d|Infinity|NaN)/.test(text)) return { kind: 'float', value: Number(text) }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' || typeof value === 'boolean' ? value : null
  } catch {
    throw damaged(source, 'has a value that is no JSON')
  }
}

/** `type: numpy` is a file of the archive; `type: json` holds objects in place, with their shape. */
function array(node: Node, archive: Archive, of: (inner: unknown) => PyValue): PyValue {
  if (node.type === 'json') {
    const items = nodesOf(node.content).map(of)
    const shape = isNode(node.shape) ? of(node.shape) : { kind: 'tuple' as const, items: [items.length] }
    return reconstructed(objectOf('numpy', 'dtype', ['O8'], undefined), shape, { kind: 'list', items })
  }
  const entry = typeof node.file === 'string' ? archive.zip.find(node.file) : undefined
  if (entry === undefined) return objectOf(textOf(node.__module__), textOf(node.__class__), [], undefined)
  const content = archive.zip.open(entry)
  const header = decodeNpyHeader(content)
  const bytes: PyValue = { kind: 'bytes', source: content, offset: header.start, length: content.size - header.start }
  const reversed = header.fortran ? [...header.shape] : header.shape
  // one number is a scalar, as in a pickle
  if (node.__class__ !== 'ndarray' && header.shape.length === 0) {
    return objectOf('numpy.core.multiarray', 'scalar', [objectOf('numpy', 'dtype', [header.descr], undefined), bytes], undefined)
  }
  return reconstructed(objectOf('numpy', 'dtype', [header.descr], undefined), { kind: 'tuple', items: reversed }, bytes)
}

function reconstructed(dtype: PyValue, shape: PyValue, content: PyValue): PyObject {
  return objectOf('numpy.core.multiarray', '_reconstruct', [], { kind: 'tuple', items: [1, shape, dtype, false, content] })
}

function dtypeOfArray(value: PyValue): PyValue {
  const state = typeof value === 'object' && value?.kind === 'object' ? value.state : undefined
  return typeof state === 'object' && state?.kind === 'tuple' ? (state.items[2] ?? null) : null
}

const damaged = (source: ByteSource, what: string): UserError =>
  new UserError('corrupt', `${source.name} ${what}`, 'The file is damaged or no skops model: save it again.', { file: source.name })
