import type { DType, Shape, Value } from '../../contract/types.ts'
import type { FunctionDef } from '../../formats/python/syntax.ts'
import { DTYPE_NAMES } from './type-table.ts'

/** Characters of a docstring that are read. */
const MAX_DOCSTRING = 20_000

/**
 * Types of parameters as a docstring tells them, in the styles of Google, numpy and Sphinx. Prose is checked by nothing and goes stale,
 * so whoever uses this marks it as assumed.
 */
export function docstringOf(node: FunctionDef): ReadonlyMap<string, Value> {
  const [first] = node.body
  const text = first?.kind === 'expression' && first.value.kind === 'string' ? first.value.value : undefined
  const found = new Map<string, Value>()
  if (text === undefined || text.length > MAX_DOCSTRING) return found
  const names = new Set(node.parameters.map(({ name }) => name))
  for (const line of text.split('\n')) {
    for (const style of STYLES) {
      const match = style.exec(line)
      const { name = '', type = '' } = match?.groups ?? {}
      const value = names.has(name) && !found.has(name) ? typeInWords(type, line) : undefined
      if (value !== undefined) found.set(name, value)
    }
  }
  return found
}

/** `x (np.ndarray): …` · `x : ndarray of shape (n, 4)` · `:param float x: …` · `:type x: float` */
const STYLES: readonly RegExp[] = [
  /^\s*(?<name>\w+)\s*\((?<type>[^()]*(?:\([^()]*\))?[^()]*)\)\s*:/,
  /^\s*(?<name>\w+)\s+:\s+(?<type>\S.*)$/,
  /^\s*:param\s+(?<type>[\w.[\], ]+?)\s+(?<name>\w+)\s*:/,
  /^\s*:type\s+(?<name>\w+)\s*:\s*(?<type>\S.*)$/,
]

const SCALARS: Readonly<Record<string, DType>> = {
  str: 'string',
  string: 'string',
  int: 'int64',
  integer: 'int64',
  float: 'float64',
  bool: 'bool',
  boolean: 'bool',
  bytes: 'bytes',
}

function typeInWords(type: string, line: string): Value | undefined {
  const word = type
    .trim()
    .replace(/,?\s*(?:optional|default.*)$/i, '')
    .replace(/\.$/, '')
  const scalar = SCALARS[word.toLowerCase()]
  if (scalar !== undefined) return { type: scalar, shape: [] }
  const list = /^(?:list|sequence|iterable)\s*(?:\[|of\s+)(\w+?)s?\]?$/i.exec(word)?.[1]
  const element = list === undefined ? undefined : (SCALARS[list.toLowerCase()] ?? undefined)
  if (element !== undefined) return { type: element, shape: [-1] }
  if (!/\b(?:ndarray|array|tensor)\b/i.test(word)) return undefined
  const shape = shapeInWords(line)
  const dtype = [...word.matchAll(/\b(?:float(?:16|32|64)|u?int(?:8|16|32|64)|bool)\b/g)].map(([name]) => DTYPE_NAMES.get(name))
  return shape === null && dtype.length !== 1 ? undefined : { type: dtype.length === 1 ? (dtype[0] ?? null) : null, shape }
}

/** `of shape (n_samples, 4)`, `shape=(batch, 3, 224, 224)`: words are any size. */
function shapeInWords(line: string): Shape {
  const sizes = /\bshape\s*(?:is|of|[:=])?\s*[([]([^)\]]*)[)\]]/i.exec(line)?.[1]
  if (sizes === undefined) return null
  const words = sizes
    .split(',')
    .map((size) => size.trim())
    .filter(Boolean)
  if (words.length === 0 || words.length > 8 || words.some((size) => !/^(?:-1|\d{1,9}|[a-zA-Z_]\w*|\?)$/.test(size))) return null
  return words.map((size) => (/^\d+$/.test(size) ? Number(size) : -1))
}
