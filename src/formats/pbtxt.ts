import { type Place, UserError } from '../errors.ts'
import { unescaped } from './pbtxt-escapes.ts'

/**
 * Protocol buffers text format (`.pbtxt`, `.prototxt`), without a schema: fields keep their name, place and written value.
 * Spec: protobuf.dev/reference/protobuf/textformat-spec. Lists are written out as repeated fields; fields named in `skip` leave no trace.
 */

/** Messages inside messages, as in the binary format. */
const MAX_DEPTH = 100
/** Fields kept of one file: a graph of 100,000 nodes in text keeps about 1.5 million. */
const MAX_FIELDS = 2_000_000
/** Bytes of one kept string; names and words stay far below, and tensors belong into `skip`. */
const MAX_STRING = 1_048_576

export interface PbtxtOptions {
  readonly file: string
  /** What a mistake is called: `corrupt` in a model file (with `truncated` where the text just stops), `definition-invalid` in what an author wrote. */
  readonly code: 'corrupt' | 'definition-invalid'
  /** Names of fields, at any depth, that are stepped over without decoding (`tensor_content`). */
  readonly skip?: ReadonlySet<string>
  /** Names of fields whose strings are bytes, not text; they are decoded when asked for (`bytesOf`). */
  readonly bytes?: ReadonlySet<string>
}

export type PbtxtValue =
  | { readonly kind: 'message'; readonly message: PbtxtMessage }
  /** A quoted string, escapes resolved, UTF-8. */
  | { readonly kind: 'string'; readonly text: string }
  /** Quoted strings of a field named in `bytes`, as written between their quotes. */
  | { readonly kind: 'bytes'; readonly pieces: readonly string[] }
  /** A number, `true`, or the name of an enum value, as written, a sign included. */
  | { readonly kind: 'word'; readonly text: string }

export interface PbtxtField {
  readonly name: string
  readonly value: PbtxtValue
  /** Of the name, 1-based; columns count UTF-16 units. */
  readonly line: number
  readonly column: number
  /** Of the value. */
  readonly valueLine: number
  readonly valueColumn: number
  readonly origin: PbtxtOptions
}

export interface PbtxtMessage {
  readonly fields: readonly PbtxtField[]
}

/**
 * The whole text as one message.
 * @throws UserError `options.code` with line and column where it is no text format; `truncated` where a model file stops inside a message.
 */
export function parsePbtxt(text: string, options: PbtxtOptions): PbtxtMessage {
  const cursor = openCursor(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, options)
  return { fields: parseFields(cursor, '', 0) }
}

/** All occurrences of a field, in order. */
export function all(message: PbtxtMessage, name: string): PbtxtField[] {
  return message.fields.filter((field) => field.name === name)
}

/** The last occurrence: the one that counts for a singular scalar. */
export function last(message: PbtxtMessage, name: string): PbtxtField | undefined {
  return message.fields.findLast((field) => field.name === name)
}

/** A singular message: the fields of all its occurrences together; undefined if there is none. */
export function merged(message: PbtxtMessage, name: string): PbtxtMessage | undefined {
  const found = all(message, name).map(messageOf)
  return found.length <= 1 ? found[0] : { fields: found.flatMap((part) => part.fields) }
}

export function messageOf(field: PbtxtField): PbtxtMessage {
  if (field.value.kind === 'message') return field.value.message
  throw mistake(field, `${field.name} must be a message: { … }`)
}

export function textOf(field: PbtxtField): string {
  if (field.value.kind === 'string') return field.value.text
  throw mistake(field, `${field.name} must be text in quotes`)
}

/** The bytes of a field named in the option `bytes`. @throws UserError beyond `limit` bytes. */
export function bytesOf(field: PbtxtField, limit: number): Uint8Array {
  if (field.value.kind !== 'bytes') throw mistake(field, `${field.name} must be bytes in quotes`)
  const { pieces } = field.value
  // every byte takes one to four characters, so this bounds the work before any is done
  if (pieces.reduce((sum, piece) => sum + piece.length, 0) > 4 * limit) throw mistake(field, `${field.name} is longer than ${limit} bytes`)
  const fail = (message: string) => mistake(field, message)
  return Uint8Array.from(pieces.flatMap((piece) => [...unescaped(piece, fail)]))
}

/** Name of an enum value, `true`, or a number, as written. */
export function wordOf(field: PbtxtField): string {
  if (field.value.kind === 'word') return field.value.text
  throw mistake(field, `${field.name} must be a word or a number`)
}

/** A whole number: decimal, 0x… or 0… (octal). @throws beyond ±2^53. */
export function intOf(field: PbtxtField): number {
  const word = wordOf(field)
  const match = /^(-?)(?:(0[xX][0-9a-fA-F]+)|0([0-7]+)|([0-9]+))$/.exec(word)
  if (match === null) throw mistake(field, `${field.name} must be a whole number, not ${word}`)
  const [, sign, hex, octal, decimal] = match
  const size = octal === undefined ? Number(hex ?? decimal) : Number.parseInt(octal, 8)
  if (!Number.isSafeInteger(size)) throw mistake(field, `${field.name} is beyond 2^53`)
  return sign === '-' && size !== 0 ? -size : size
}

export function boolOf(field: PbtxtField): boolean {
  const word = wordOf(field)
  if (['true', 'True', 't', '1'].includes(word)) return true
  if (['false', 'False', 'f', '0'].includes(word)) return false
  throw mistake(field, `${field.name} must be true or false, not ${word}`)
}

/** An error at the value of a field, with its line and column. */
export function mistake(field: PbtxtField, message: string): UserError {
  const { valueLine, valueColumn, origin } = field
  return textError(origin, message, { file: origin.file, line: valueLine, column: valueColumn, key: field.name })
}

// ------------------------------------------------------------------------------------------------ reading

interface Cursor {
  readonly text: string
  readonly options: PbtxtOptions
  position: number
  kept: number
  /** Line counting, always behind `position` and moving forward only. */
  line: number
  lineStart: number
  /** Index of the line feed that ends the line, or the length of the text. */
  lineEnd: number
}

function openCursor(text: string, options: PbtxtOptions): Cursor {
  return { text, options, position: 0, kept: 0, line: 1, lineStart: 0, lineEnd: endOfLine(text, 0) }
}

/** Fields up to `close` ('' = the end of the text), which is consumed. */
function parseFields(cursor: Cursor, close: string, depth: number): PbtxtField[] {
  if (depth > MAX_DEPTH) throw at(cursor, `messages nest deeper than ${MAX_DEPTH}`)
  const fields: PbtxtField[] = []
  for (;;) {
    skipBlank(cursor)
    const next = cursor.text[cursor.position]
    if (next === undefined && close === '') return fields
    if (next === undefined) throw stopped(cursor, `${close} is missing`)
    if (next === close) {
      cursor.position += 1
      return fields
    }
    parseField(cursor, depth, fields)
    skipBlank(cursor)
    if (cursor.text[cursor.position] === ',' || cursor.text[cursor.position] === ';') cursor.position += 1
  }
}

/** One field as written: a single value, or a list `[…]` of them, which is the same as repeating the field. */
function parseField(cursor: Cursor, depth: number, into: PbtxtField[]): void {
  const place = here(cursor)
  const name = parseName(cursor)
  skipBlank(cursor)
  const colon = cursor.text[cursor.position] === ':'
  if (colon) {
    cursor.position += 1
    skipBlank(cursor)
  }
  const head = { name, ...place, colon }
  if (cursor.text[cursor.position] !== '[') {
    parseOccurrence(cursor, head, depth, into)
    return
  }
  cursor.position += 1
  skipBlank(cursor)
  while (cursor.text[cursor.position] !== ']') {
    parseOccurrence(cursor, head, depth, into)
    skipBlank(cursor)
    if (cursor.text[cursor.position] === ',') {
      cursor.position += 1
      skipBlank(cursor)
      if (cursor.text[cursor.position] === ']') throw at(cursor, 'a value is missing after the comma')
    } else if (cursor.text[cursor.position] !== ']') {
      throw cursor.position >= cursor.text.length ? stopped(cursor, '] is missing') : at(cursor, "',' or ']' is missing in the list")
    }
  }
  cursor.position += 1
}

interface Head {
  readonly name: string
  readonly line: number
  readonly column: number
  readonly colon: boolean
}

function parseOccurrence(cursor: Cursor, { name, line, column, colon }: Head, depth: number, into: PbtxtField[]): void {
  const opening = cursor.text[cursor.position]
  if (!colon && opening !== undefined && opening !== '{' && opening !== '<') throw at(cursor, `':' is missing after ${name}`)
  if (cursor.options.skip?.has(name) === true) {
    skipValue(cursor)
    return
  }
  cursor.kept += 1
  if (cursor.kept > MAX_FIELDS) throw at(cursor, `more than ${MAX_FIELDS} fields`)
  const { line: valueLine, column: valueColumn } = here(cursor)
  into.push({ name, value: parseValue(cursor, name, depth), line, column, valueLine, valueColumn, origin: cursor.options })
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*|\[[A-Za-z0-9_.\-/% ]+\]/y
const WORD = /-?[ \t]*[A-Za-z0-9_.]+(?:(?<=[0-9.][eE])[+-][0-9]+[fF]?)?/y

/** A field name, or `[extension.name]` / `[type.googleapis.com/…]` with its brackets. */
function parseName(cursor: Cursor): string {
  NAME.lastIndex = cursor.position
  const match = NAME.exec(cursor.text)
  if (match === null) throw at(cursor, 'a field name is missing')
  cursor.position = NAME.lastIndex
  return match[0]
}

function parseValue(cursor: Cursor, name: string, depth: number): PbtxtValue {
  const next = cursor.text[cursor.position]
  if (next === '{' || next === '<') {
    cursor.position += 1
    return { kind: 'message', message: { fields: parseFields(cursor, next === '{' ? '}' : '>', depth + 1) } }
  }
  if (next === '"' || next === "'") {
    return cursor.options.bytes?.has(name) === true
      ? { kind: 'bytes', pieces: parsePieces(cursor, Number.POSITIVE_INFINITY) }
      : { kind: 'string', text: parseString(cursor) }
  }
  return { kind: 'word', text: parseWord(cursor) }
}

function parseWord(cursor: Cursor): string {
  WORD.lastIndex = cursor.position
  const match = WORD.exec(cursor.text)
  if (match === null) throw cursor.position >= cursor.text.length ? stopped(cursor, 'a value is missing') : at(cursor, 'a value is missing')
  cursor.position = WORD.lastIndex
  return match[0].replace(/[ \t]/g, '')
}

/** Whatever opens, closes and quotes nothing. */
const PLAIN = /[^\s"'#{}<>[\]]+/y

/** Steps over one value: strings as such (tensors hold braces), messages by their braces. */
function skipValue(cursor: Cursor): void {
  let depth = 0
  do {
    skipBlank(cursor)
    const next = cursor.text[cursor.position]
    if (next === undefined) throw stopped(cursor, 'a value is cut off')
    if (next === '"' || next === "'") stringEnd(cursor)
    else if ('{<['.includes(next)) {
      depth += 1
      cursor.position += 1
    } else if ('}>]'.includes(next)) {
      depth -= 1
      cursor.position += 1
    } else if (depth === 0) parseWord(cursor)
    else {
      PLAIN.lastIndex = cursor.position
      PLAIN.exec(cursor.text)
      cursor.position = PLAIN.lastIndex
    }
  } while (depth > 0)
  skipBlank(cursor)
  while (cursor.text[cursor.position] === '"' || cursor.text[cursor.position] === "'") {
    stringEnd(cursor) // adjacent strings are one value
    skipBlank(cursor)
  }
}

/** Moves behind one quoted string; returns what stands between the quotes. */
function stringEnd(cursor: Cursor): string {
  const quote = cursor.text[cursor.position] === "'" ? "'" : '"'
  const start = cursor.position + 1
  for (let position = start; ; position++) {
    const code = cursor.text.charCodeAt(position)
    if (code === 0x5c) position += 1
    else if (code === quote.charCodeAt(0)) {
      cursor.position = position + 1
      return cursor.text.slice(start, position)
    } else if (Number.isNaN(code)) throw stopped(cursor, 'a string is cut off')
    else if (code === 0x0a) throw at(cursor, 'a string has no closing quote on its line')
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Adjacent quoted strings, as written; together at most `limit` characters. */
function parsePieces(cursor: Cursor, limit: number): string[] {
  const pieces: string[] = []
  let length = 0
  while (cursor.text[cursor.position] === '"' || cursor.text[cursor.position] === "'") {
    const piece = stringEnd(cursor)
    length += piece.length
    if (length > limit) throw at(cursor, `a string is longer than ${limit} bytes`)
    pieces.push(piece)
    skipBlank(cursor)
  }
  return pieces
}

/** Adjacent quoted strings joined, escapes resolved as bytes, then read as UTF-8. */
function parseString(cursor: Cursor): string {
  const place = { file: cursor.options.file, ...here(cursor) }
  const pieces = parsePieces(cursor, MAX_STRING)
  if (!pieces.some((piece) => piece.includes('\\'))) return pieces.join('')
  const fail = (message: string) => textError(cursor.options, message, place)
  const raw = Uint8Array.from(pieces.flatMap((piece) => [...unescaped(piece, fail)]))
  try {
    return UTF8.decode(raw)
  } catch {
    throw fail('a string is not UTF-8')
  }
}

/** White space and comments. */
function skipBlank(cursor: Cursor): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.position)
    if (code === 0x23) {
      const end = cursor.text.indexOf('\n', cursor.position)
      cursor.position = end < 0 ? cursor.text.length : end
    } else if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) cursor.position += 1
    else return
  }
}

// ------------------------------------------------------------------------------------------------ places and errors

/** Line and column of the current position, counting on from the last call: one pass over the text in all. */
function here(cursor: Cursor): { line: number; column: number } {
  while (cursor.lineEnd < cursor.position) {
    cursor.line += 1
    cursor.lineStart = cursor.lineEnd + 1
    cursor.lineEnd = endOfLine(cursor.text, cursor.lineStart)
  }
  return { line: cursor.line, column: cursor.position - cursor.lineStart + 1 }
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}

function at(cursor: Cursor, message: string): UserError {
  return textError(cursor.options, message, { file: cursor.options.file, ...here(cursor) })
}

/** The text stops where more must come: a cut file, if a program wrote it. */
function stopped(cursor: Cursor, message: string): UserError {
  cursor.position = cursor.text.length
  if (cursor.options.code === 'definition-invalid') return at(cursor, `${message} at the end of the file`)
  const where = { file: cursor.options.file, ...here(cursor) }
  return new UserError(
    'truncated',
    `${where.file} ends early, at line ${where.line}: ${message}`,
    'The file is incomplete: copy it again in full.',
    where,
  )
}

function textError(options: PbtxtOptions, message: string, where: Place): UserError {
  const remedy =
    options.code === 'corrupt'
      ? 'The file is damaged or not protobuf text: export the model again and upload the new file.'
      : 'Write the file in protobuf text format: name: value, name { … }.'
  return new UserError(options.code, `${where.file}:${where.line}:${where.column}: ${message}`, remedy, where)
}
