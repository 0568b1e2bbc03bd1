import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import type { Json } from './json.ts'
import { type Budget, below, budgetOf, type Cursor, damagedAt, MAX_NESTED, openCursor, type Selection, within } from './select.ts'

/** Bytes of one key or text. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024

interface Reading {
  readonly source: ByteSource
  readonly cursor: Cursor
  readonly budget: Budget
}

/**
 * The selected parts of a UBJSON document that begins at `start`; numbers are big-endian, 64-bit ones beyond 2^53 are rounded. Arrays of one
 * number type are stepped over unread, the rest is walked to the end, so that a file that is cut off is told.
 * Spec: ubjson.org draft 12, with its optimised containers.
 * @throws UserError `truncated`, `corrupt`, `unsafe` (nests or keeps beyond reason)
 */
export function selectUbjson(source: ByteSource, selection: Selection, start = 0): Json {
  const reading = { source, cursor: openCursor(source, start), budget: budgetOf(source.name) }
  return readValue(reading, marker(reading), selection, 0) ?? null
}

const NO_OP = 'N'

/** The next type marker. */
function marker({ cursor }: Reading): string {
  for (;;) {
    const char = String.fromCharCode(cursor.byte())
    if (char !== NO_OP) return char
  }
}

/** Bytes and decoder of the types of fixed size. */
const NUMBERS: ReadonlyMap<string, { readonly size: number; readonly decode: (view: DataView) => Json }> = new Map([
  ['i', { size: 1, decode: (view) => view.getInt8(0) }],
  ['U', { size: 1, decode: (view) => view.getUint8(0) }],
  ['I', { size: 2, decode: (view) => view.getInt16(0) }],
  ['l', { size: 4, decode: (view) => view.getInt32(0) }],
  ['L', { size: 8, decode: (view) => Number(view.getBigInt64(0)) }],
  ['d', { size: 4, decode: (view) => view.getFloat32(0) }],
  ['D', { size: 8, decode: (view) => view.getFloat64(0) }],
  ['C', { size: 1, decode: (view) => String.fromCharCode(view.getUint8(0)) }],
])
const CONSTANTS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['Z', null],
  ['T', true],
  ['F', false],
])

/** A value of this type; undefined where it was only walked over. */
function readValue(reading: Reading, type: string, selection: Selection | undefined, depth: number): Json | undefined {
  const { cursor, budget } = reading
  const number = NUMBERS.get(type)
  if (number !== undefined) {
    if (selection !== 'all') return over(cursor, number.size)
    budget.keep(0)
    return number.decode(viewOf(cursor.bytes(number.size)))
  }
  const constant = CONSTANTS.get(type)
  if (constant !== undefined) return selection === 'all' ? constant : undefined
  switch (type) {
    case 'S':
    case 'H': {
      const length = lengthAt(reading)
      if (selection !== 'all') return over(cursor, length)
      budget.keep(length)
      return textOf(reading, length)
    }
    case '{':
      return readObject(reading, selection, depth + 1)
    case '[':
      return readArray(reading, selection, depth + 1)
    default:
      throw damagedAt(reading.source, cursor.position() - 1, 'has no value of a known type')
  }
}

function over(cursor: Cursor, length: number): undefined {
  cursor.skip(length)
}

function readObject(reading: Reading, selection: Selection | undefined, depth: number): Json | undefined {
  requireShallow(reading, depth)
  const found = new Map<string, Json>()
  const isKept = typeof selection === 'object' || selection === 'all'
  const { type, count } = header(reading)
  for (let i = 0; count === undefined || i < count; i++) {
    if (count === undefined && takes(reading, '}')) break
    const length = lengthAt(reading)
    if (!isKept) {
      reading.cursor.skip(length)
      readValue(reading, type ?? marker(reading), undefined, depth)
      continue
    }
    const key = textOf(reading, length)
    const wanted = below(selection, key)
    if (wanted !== undefined) reading.budget.keep(length)
    const value = readValue(reading, type ?? marker(reading), wanted, depth)
    if (wanted !== undefined && value !== undefined) found.set(key, value)
  }
  return isKept ? Object.fromEntries(found) : undefined
}

function readArray(reading: Reading, selection: Selection | undefined, depth: number): Json | undefined {
  requireShallow(reading, depth)
  const { type, count } = header(reading)
  const inner = within(selection)
  const size = type === undefined ? undefined : (NUMBERS.get(type)?.size ?? (CONSTANTS.has(type) ? 0 : undefined))
  if (count !== undefined && size !== undefined && inner === undefined) {
    reading.cursor.skip(count * size)
    return selection === 'length' ? count : undefined
  }
  const items: Json[] = []
  let seen = 0
  for (; count === undefined || seen < count; seen++) {
    if (count === undefined && takes(reading, ']')) break
    // values without bytes (null, true) cost nothing in the file: they are counted here
    if (inner !== undefined) reading.budget.keep(0)
    const value = readValue(reading, type ?? marker(reading), inner, depth)
    if (inner !== undefined) items.push(value ?? null)
  }
  return selection === 'length' ? seen : inner !== undefined ? items : undefined
}

/** `$` type, `#` count; a type needs a count. */
function header(reading: Reading): { readonly type?: string; readonly count?: number } {
  const { cursor, source } = reading
  if (takes(reading, '$')) {
    const type = String.fromCharCode(cursor.byte())
    if (!takes(reading, '#')) throw damagedAt(source, cursor.position(), 'has a typed container without a count')
    return { type, count: countAt(reading, type) }
  }
  return takes(reading, '#') ? { count: countAt(reading, undefined) } : {}
}

/** No container holds more items than bytes follow, unless its items have no bytes. */
function countAt(reading: Reading, type: string | undefined): number {
  const count = lengthAt(reading)
  const bytes = type === undefined ? 1 : (NUMBERS.get(type)?.size ?? 1)
  if (count * bytes > reading.cursor.left()) reading.cursor.skip(count * bytes)
  return count
}

function takes({ cursor }: Reading, char: string): boolean {
  while (cursor.peek() === NO_OP.charCodeAt(0)) cursor.byte()
  if (cursor.peek() !== char.charCodeAt(0)) return false
  cursor.byte()
  return true
}

/** A length: an integer with its own type. */
function lengthAt({ cursor, source }: Reading): number {
  const at = cursor.position()
  const number = NUMBERS.get(String.fromCharCode(cursor.byte()))
  const value = number?.decode(viewOf(cursor.bytes(number.size)))
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw damagedAt(source, at, 'has no length')
  return value
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

function textOf({ cursor, source }: Reading, length: number): string {
  if (length > MAX_TEXT_BYTES)
    throw new UserError('unsafe', `${source.name} holds a text of ${length} bytes`, 'Save the model again.', { file: source.name })
  return DECODER.decode(cursor.bytes(length))
}

function requireShallow({ source }: Reading, depth: number): void {
  if (depth > MAX_NESTED)
    throw new UserError('unsafe', `${source.name} nests more than ${MAX_NESTED} deep`, 'Save the model again.', { file: source.name })
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
