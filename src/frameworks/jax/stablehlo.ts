import { type Dim, type DType, evidenceOf, type Field, type Shape, type Signature, type Value } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'

/** Bytes read at once. */
const CHUNK = 1024 * 1024
/** Bytes through which `@main` is looked for: before it only stand attributes of the module, and other functions. */
const MAX_SEARCH = 256 * 1024 * 1024
/** Bytes of one signature: 10,000 arguments with their attributes. */
const MAX_SIGNATURE = 4 * 1024 * 1024
const MAX_FIELDS = 100_000
const MAX_RANK = 256

/** Builtin types of MLIR that StableHLO uses. Source: openxla/stablehlo/docs/spec.md, "Types". `index` and others are unknown. */
const ELEMENTS: Readonly<Record<string, DType>> = {
  i1: 'bool',
  i2: 'int2',
  i4: 'int4',
  i8: 'int8',
  i16: 'int16',
  i32: 'int32',
  i64: 'int64',
  ui2: 'uint2',
  ui4: 'uint4',
  ui8: 'uint8',
  ui16: 'uint16',
  ui32: 'uint32',
  ui64: 'uint64',
  f16: 'float16',
  bf16: 'bfloat16',
  f32: 'float32',
  f64: 'float64',
  'complex<f32>': 'complex64',
  'complex<f64>': 'complex128',
  f4E2M1FN: 'float4e2m1',
  f8E4M3FN: 'float8e4m3fn',
  f8E4M3FNUZ: 'float8e4m3fnuz',
  f8E5M2: 'float8e5m2',
  f8E5M2FNUZ: 'float8e5m2fnuz',
  f8E8M0FNU: 'float8e8m0',
}

/** The signature of `@main`: arguments are positions, results are named only where JAX wrote a key beside them. */
export function readStablehlo(source: ByteSource): Signature {
  const words = mainSignature(source)
  const cursor: Cursor = { words, at: 0, file: source.name }
  const inputs = list(cursor).map((part, i) => argument(part, i, source.name))
  const results = /^\s*->\s*/.exec(words.slice(cursor.at))
  const parts: string[] = []
  if (results !== null) {
    cursor.at += results[0].length
    parts.push(...(words[cursor.at] === '(' ? list(cursor) : [single(cursor)]))
  }
  if (inputs.length + parts.length > MAX_FIELDS) throw corrupt(source.name, `has ${inputs.length + parts.length} arguments and results`)
  return { name: 'predict', inputs, outputs: unique(parts.map((part, i) => result(part, i, parts.length, source.name))), positional: true }
}

const MAIN = /\bfunc(?:\.func)?\s+(?:public\s+)?@main\s*(?=\()/

/** Text from the arguments of `@main` on. */
function mainSignature(source: ByteSource): string {
  const decoder = new TextDecoder()
  let held = ''
  for (let at = 0; at < Math.min(source.size, MAX_SEARCH); at += CHUNK) {
    held += decoder.decode(source.read(at, Math.min(CHUNK, source.size - at)), { stream: true })
    const found = MAIN.exec(held)
    if (found !== null) {
      const begin = found.index + found[0].length
      const next = at + CHUNK
      const more = next < source.size ? decoder.decode(source.read(next, Math.min(MAX_SIGNATURE, source.size - next))) : ''
      return (held.slice(begin) + more).slice(0, MAX_SIGNATURE)
    }
    // the words before @main may lie across two pieces
    held = held.slice(-200)
  }
  const remedy = 'Export one function: jax.export.export(jax.jit(f))(…), or declare the contract in serving.yaml.'
  throw new UserError('not-inferable', `${source.name} has no function @main: which of its functions callers use is not said.`, remedy, {
    file: source.name,
  })
}

interface Cursor {
  readonly words: string
  at: number
  readonly file: string
}

/** The parts of a list in round brackets, split at its own commas: brackets of every kind and texts inside are passed over. */
function list(cursor: Cursor): readonly string[] {
  const parts: string[] = []
  let start = cursor.at + 1
  const end = walk(cursor, (at, depth, char) => {
    if (depth === 1 && (char === ',' || char === ')')) {
      const part = cursor.words.slice(start, at).trim()
      if (part !== '') parts.push(part)
      start = at + 1
    }
    return depth === 0
  })
  cursor.at = end
  return parts
}

/** One type without brackets around it. */
function single(cursor: Cursor): string {
  const start = cursor.at
  cursor.at = walk(cursor, (_, depth, char) => depth === 0 && (char === '>' || /\s/.test(char)))
  return cursor.words.slice(start, cursor.at).trim()
}

const OPENING = '([{<'
const CLOSING = ')]}>'

/** Goes on until `stop` says so after a character; `depth` counts open brackets once the character is taken (a closing one still counts for `,` and `)`). */
function walk(cursor: Cursor, stop: (at: number, depth: number, char: string) => boolean): number {
  const { words } = cursor
  let depth = 0
  for (let at = cursor.at; at < words.length; at++) {
    const char = words[at] ?? ''
    if (char === '"') {
      for (at++; at < words.length && words[at] !== '"'; at++) if (words[at] === '\\') at++
      continue
    }
    // an arrow is no bracket
    const isArrow = char === '>' && words[at - 1] === '-'
    const isClosing = CLOSING.includes(char) && !isArrow
    if (OPENING.includes(char)) depth += 1
    if (isClosing && depth === 1) stop(at, 1, char)
    if (isClosing) depth -= 1
    if (depth < 0) break
    if ((!isClosing || depth === 0) && stop(at, depth, char)) return at + 1
  }
  const message = `${cursor.file} ends inside the signature of @main`
  throw new UserError('truncated', message, 'The file is cut off: copy or export it again.', { file: cursor.file })
}

function argument(part: string, i: number, file: string): Field {
  const [, name = `arg${i}`, type = ''] = /^%([\w$.-]+)\s*:\s*([\s\S]*)$/.exec(part) ?? ['', `arg${i}`, part]
  return withEvidence(name, typeOf(type, file), `${file}: @main argument ${i}`, 'stored')
}

/** `{jax.result_info = "result['logits']"}` names the leaf of a dictionary; other results have positions. */
function result(part: string, i: number, count: number, file: string): Field {
  const info = /jax\.result_info\s*=\s*"((?:[^"\\]|\\.)*)"/.exec(part)?.[1] ?? ''
  const key = /^(?:result)?\['([^'\\]+)'\]$/.exec(info)?.[1]
  const name = key ?? (count === 1 ? 'output' : `output_${i}`)
  return withEvidence(name, typeOf(part, file), `${file}: @main result ${i}`, key === undefined ? 'derived' : 'stored')
}

function withEvidence(name: string, value: Value, where: string, source: 'stored' | 'derived'): Field {
  return { name, ...value, evidence: { ...evidenceOf(value, 'stored', where), name: source } }
}

function unique(fields: readonly Field[]): readonly Field[] {
  if (new Set(fields.map(({ name }) => name)).size === fields.length) return fields
  return fields.map((field, i) => ({ ...field, name: `output_${i}` }))
}

/** `tensor<?x4xf32>`; tokens, tuples and quantized elements are unknown. */
function typeOf(text: string, file: string): Value {
  const inner = /^tensor<((?:[^<>]|<[^<>]*>)*)>/.exec(text.trim())?.[1]
  if (inner === undefined) return { type: null, shape: null }
  const parts = /^((?:\d+x|\?x|\*x)*)([^,]*)/.exec(inner)
  const sizes = parts?.[1] ?? ''
  const element = (parts?.[2] ?? '').trim()
  const type = Object.hasOwn(ELEMENTS, element) ? (ELEMENTS[element] ?? null) : null
  if (sizes.includes('*')) return { type, shape: null }
  const shape: Shape = sizes
    .split('x')
    .slice(0, -1)
    .map((size) => (size === '?' ? -1 : sizeOf(size, file)))
  if (shape.length > MAX_RANK) throw corrupt(file, `has ${shape.length} axes`)
  return { type, shape }
}

function sizeOf(text: string, file: string): Dim {
  const size = Number(text)
  if (!Number.isSafeInteger(size)) throw corrupt(file, `has the size ${text.slice(0, 40)}`)
  return size
}

function corrupt(file: string, what: string): UserError {
  return new UserError('corrupt', `${file} ${what}`, 'Export the function again.', { file })
}
