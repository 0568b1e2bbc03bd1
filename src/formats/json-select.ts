import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import type { Json } from './json.ts'
import { type Budget, below, budgetOf, type Cursor, damagedAt, MAX_NESTED, openCursor, type Selection, within } from './select.ts'

interface Reading {
  readonly source: ByteSource
  readonly cursor: Cursor
  readonly budget: Budget
}

/**
 * The selected parts of a JSON text (RFC 8259, and `NaN`, `Infinity`, which model writers use: they become null), read in windows: trees of
 * gigabytes cost no memory. What is not selected is only followed by its brackets and quotes.
 * @throws UserError `truncated`, `corrupt`, `unsafe` (nests or keeps beyond reason)
 */
export function selectJson(source: ByteSource, selection: Selection, start = 0): Json {
  const reading = { source, cursor: openCursor(source, start), budget: budgetOf(source.name) }
  const { cursor } = reading
  if (cursor.peek() === 0xef) cursor.skip(3) // byte order mark
  const value = readValue(reading, selection, 0)
  for (let next = solid(cursor); next !== -1; next = solid(cursor)) {
    // C buffers end in zeros
    if (next !== 0) throw damagedAt(source, cursor.position(), 'goes on behind its JSON value')
    cursor.byte()
  }
  return value ?? null
}

/** The next byte that is no white space; -1 at the end. */
function solid(cursor: Cursor): number {
  let next = cursor.peek()
  while (next === 0x20 || next === 0x0a || next === 0x0d || next === 0x09) {
    cursor.byte()
    next = cursor.peek()
  }
  return next
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

function readValue(reading: Reading, selection: Selection | undefined, depth: number): Json | undefined {
  if (depth > MAX_NESTED)
    throw new UserError('unsafe', `${reading.source.name} nests more than ${MAX_NESTED} deep`, 'Save the model again.', { file: reading.source.name })
  const { cursor } = reading
  if (selection === undefined) return passOver(reading)
  if (selection === 'source') return sourceText(reading)
  switch (solid(cursor)) {
    case OPEN_OBJECT:
      return readObject(reading, selection, depth + 1)
    case OPEN_LIST:
      return readList(reading, selection, depth + 1)
    case QUOTE:
      return readText(reading, selection === 'all')
    default:
      return readWord(reading, selection === 'all')
  }
}

function readObject(reading: Reading, selection: Selection, depth: number): Json {
  const { cursor } = reading
  const found = new Map<string, Json>()
  cursor.byte()
  if (takes(cursor, CLOSE_OBJECT)) return {}
  do {
    if (solid(cursor) !== QUOTE) throw unexpected(reading)
    const key = readText(reading, true) ?? ''
    if (!takes(cursor, COLON)) throw unexpected(reading)
    const wanted = below(selection, key)
    const value = readValue(reading, wanted, depth)
    if (wanted !== undefined && value !== undefined) found.set(key, value)
  } while (takes(cursor, COMMA))
  if (!takes(cursor, CLOSE_OBJECT)) throw unexpected(reading)
  return Object.fromEntries(found)
}

function readList(reading: Reading, selection: Selection, depth: number): Json {
  const { cursor, budget } = reading
  const items: Json[] = []
  const inner = within(selection)
  let seen = 0
  cursor.byte()
  if (takes(cursor, CLOSE_LIST)) return selection === 'length' ? 0 : items
  do {
    const value = readValue(reading, inner, depth)
    seen += 1
    if (inner === undefined) continue
    budget.keep(0)
    items.push(value ?? null)
  } while (takes(cursor, COMMA))
  if (!takes(cursor, CLOSE_LIST)) throw unexpected(reading)
  return selection === 'length' ? seen : items
}

function sourceText(reading: Reading): string {
  const { cursor, source, budget } = reading
  solid(cursor)
  const start = cursor.position()
  passOver(reading)
  const length = cursor.position() - start
  budget.keep(length)
  return DECODER.decode(source.read(start, length))
}

/** Over one value of any kind. Depth is counted, not recursed: trees are what is passed over. */
function passOver(reading: Reading): undefined {
  const { cursor } = reading
  const first = solid(cursor)
  if (first === QUOTE) return void readText(reading, false)
  if (first !== OPEN_LIST && first !== OPEN_OBJECT) return void readWord(reading, false)
  const closers: number[] = []
  do {
    const byte = cursor.byte()
    if (byte === QUOTE) endOfText(cursor)
    else if (byte === OPEN_LIST) closers.push(CLOSE_LIST)
    else if (byte === OPEN_OBJECT) closers.push(CLOSE_OBJECT)
    else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && closers.pop() !== byte)
      throw damagedAt(reading.source, cursor.position() - 1, 'closes another bracket than it opened')
    if (closers.length > MAX_NESTED)
      throw new UserError('unsafe', `${reading.source.name} nests more than ${MAX_NESTED} deep`, 'Save the model again.', {
        file: reading.source.name,
      })
  } while (closers.length > 0)
  return undefined
}

/** From behind an opening quote to behind the closing one. */
function endOfText(cursor: Cursor): void {
  for (let byte = cursor.byte(); byte !== QUOTE; byte = cursor.byte()) if (byte === BACKSLASH) cursor.byte()
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
/** Bytes of one text that is kept. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024

function readText(reading: Reading, isKept: boolean): string | undefined {
  const { cursor, source, budget } = reading
  cursor.byte()
  if (!isKept) return void endOfText(cursor)
  const bytes: number[] = []
  for (let byte = cursor.byte(); byte !== QUOTE; byte = cursor.byte()) {
    bytes.push(byte)
    if (byte === BACKSLASH) bytes.push(cursor.byte())
    if (bytes.length > MAX_TEXT_BYTES)
      throw new UserError('unsafe', `${source.name} holds an endless text`, 'Save the model again.', { file: source.name })
  }
  budget.keep(bytes.length)
  const text = DECODER.decode(Uint8Array.from(bytes))
  return text.includes('\\') ? unescaped(reading, text) : text
}

/** Tabs and line feeds within texts are no JSON, but harmless; broken escapes are damage. */
function unescaped({ cursor, source }: Reading, text: string): string {
  try {
    const value: unknown = JSON.parse(`"${text.replace(/[\u0000-\u001f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`)
    if (typeof value === 'string') return value
  } catch {
    // told below
  }
  throw damagedAt(source, cursor.position(), 'has a text with a broken escape')
}

const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', null],
  ['nan', null],
  ['Infinity', null],
  ['-Infinity', null],
  ['inf', null],
  ['-inf', null],
])
const NUMBER = /^-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/
/** Longest number or word. */
const MAX_WORD = 400

function readWord(reading: Reading, isKept: boolean): Json | undefined {
  const { cursor, source } = reading
  const start = cursor.position()
  let word = ''
  for (let next = cursor.peek(); isWordByte(next) && word.length <= MAX_WORD; next = cursor.peek()) word += String.fromCharCode(cursor.byte())
  if (word === '') {
    if (cursor.peek() === -1) cursor.byte() // tells that the file is cut off
    throw damagedAt(source, start, 'has no JSON value')
  }
  const constant = WORDS.get(word)
  if (constant !== undefined) return isKept ? constant : undefined
  if (!NUMBER.test(word)) {
    if (cursor.peek() === -1) cursor.byte()
    throw damagedAt(source, start, 'has no JSON value')
  }
  if (!isKept) return undefined
  return Number(word)
}

/** Letters, digits, `+`, `-`, `.`. */
const isWordByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e

function takes(cursor: Cursor, byte: number): boolean {
  if (solid(cursor) !== byte) return false
  cursor.byte()
  return true
}

function unexpected({ cursor, source }: Reading): UserError | never {
  if (cursor.peek() === -1) cursor.byte() // tells that the file is cut off
  return damagedAt(source, cursor.position(), 'is no JSON')
}
