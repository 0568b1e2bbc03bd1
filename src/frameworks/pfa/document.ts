import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { at, type Json } from '../../formats/json.ts'
import { selectJson } from '../../formats/json-select.ts'
import { parseYaml, type Tree } from '../../formats/yaml-tree.ts'

/** A scoring engine, as far as its interface goes. Spec: dmg.org/pfa, "Document structure". */
export interface Engine {
  readonly input: Json | undefined
  readonly output: Json | undefined
  /** `map` (one result per input), `emit` (any number), `fold`. */
  readonly method: string
}

export type Notation = 'json' | 'yaml'

const TOP_LEVEL = 'name|version|method|doc|metadata|options|input|output|begin|action|end|fcns|zero|merge|cells|pools'
const BEGINS_AS_JSON = new RegExp(`^\\ufeff?\\s*\\{\\s*"(?:${TOP_LEVEL})"\\s*:`)

/** Bytes looked at on both ends: the interface stands there, cells of any size between. */
const WINDOW = 65_536
/** Documents that are read whole to see whether they are one. */
const MAX_PEEK = 1024 * 1024

/** Whether a file is written like a scoring engine, and how. */
export function notationOf(source: ByteSource): Notation | null {
  const length = Math.min(source.size, WINDOW)
  const head = textOf(source, 0, length)
  const both = source.size > WINDOW ? head + textOf(source, source.size - length, length) : head
  const holds = (key: string): boolean => new RegExp(`"${key}"\\s*:`).test(both)
  if (BEGINS_AS_JSON.test(head)) {
    const isCalledSo = /\.pfa$/i.test(source.name)
    if (!isCalledSo && !['input', 'output', 'action'].every(holds)) return null
    return isCalledSo || source.size > MAX_PEEK || hasInterface(source) ? 'json' : null
  }
  const writes = (key: string): boolean => new RegExp(`^(["']?)${key}\\1\\s*:`, 'm').test(both)
  return ['input', 'output', 'action'].every(writes) && !/^(?:kind|apiVersion)\s*:/m.test(both) ? 'yaml' : null
}

function hasInterface(source: ByteSource): boolean {
  try {
    const engine = readJson(source)
    return [engine.input, engine.output].every((schema) => typeof schema === 'string' || Array.isArray(schema) || at(schema, 'type') !== undefined)
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

const textOf = (source: ByteSource, offset: number, length: number): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(source.read(offset, length))

/** @throws UserError `truncated`, `corrupt`, `unsafe` */
export const readEngine = (source: ByteSource, notation: Notation): Engine => (notation === 'json' ? readJson(source) : readYaml(source))

function readJson(source: ByteSource): Engine {
  return engineOf(selectJson(source, { keys: { input: 'all', output: 'all', method: 'all' } }))
}

function engineOf(document: Json): Engine {
  const method = at(document, 'method')
  return { input: at(document, 'input'), output: at(document, 'output'), method: typeof method === 'string' ? method : 'map' }
}

/** Documents searched for declarations of types outside of input and output. */
const MAX_SEARCHED = 32 * 1024 * 1024

/** Everything in the document, for the types that are declared elsewhere in it; undefined where it is too large to keep. */
export function readWhole(source: ByteSource, notation: Notation): Json | undefined {
  if (source.size > MAX_SEARCHED) return undefined
  return notation === 'json' ? selectJson(source, 'all') : jsonOf(treeOf(textOf(source, 0, source.size), source.name))
}

/** YAML documents of this size are written by hand. */
const MAX_YAML = 16 * 1024 * 1024

/** Only the keys of the interface are parsed: models below `cells` may be larger than what the YAML library takes. */
function readYaml(source: ByteSource): Engine {
  if (source.size > MAX_YAML)
    throw new UserError('corrupt', `${source.name} is too large for YAML`, 'Write the engine as JSON.', { file: source.name })
  const text = textOf(source, 0, source.size)
  const blocks = text.split(/^(?=[^\s#-])/m).filter((block) => /^(["']?)(?:input|output|method)\1\s*:/.test(block))
  return engineOf(jsonOf(treeOf(blocks.join(''), source.name)) ?? null)
}

function treeOf(text: string, file: string): Tree | undefined {
  try {
    return parseYaml(text, file)[0]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError('corrupt', error.message, 'Write the engine as JSON, or correct the YAML.', { file })
  }
}

/** Words stay words: types are all that is asked of them. */
function jsonOf(tree: Tree | undefined): Json | undefined {
  if (tree === undefined) return undefined
  if (tree.kind === 'scalar') return tree.text
  if (tree.kind === 'list') return tree.items.map((item) => jsonOf(item) ?? null)
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key.text, jsonOf(value) ?? null]))
}
