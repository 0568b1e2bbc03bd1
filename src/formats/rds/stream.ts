import { UserError } from '../../errors.ts'
import type { ByteSource } from '../bytes.ts'
import { type Cursor, damagedAt, openCursor } from '../select.ts'

/** The three notations of R's serialisation: `xdr` (big endian), `native` (of the machine, in practice little endian), `ascii`. */
export interface RStream {
  /** A 32-bit integer; `NA` is -2147483648. */
  int(): number
  double(): number
  /** Bytes of a string of this length. */
  text(length: number): Uint8Array
  /** Over so many elements of vectors. */
  skipInts(count: number): void
  skipDoubles(count: number): void
  skipRaw(count: number): void
  position(): number
}

/** @throws UserError `corrupt` for another notation, `truncated` later on */
export function openStream(source: ByteSource, offset: number): RStream {
  const cursor = openCursor(source, offset)
  const [notation, end] = [cursor.byte(), cursor.byte()]
  if (end !== LINE_FEED) throw damagedAt(source, offset, 'is no R object')
  if (notation === 0x58) return binary(cursor, false)
  if (notation === 0x42) {
    // the version, a small number, tells the order of bytes
    return binary(cursor, cursor.peek() !== 0)
  }
  if (notation === 0x41) return ascii(cursor, source)
  throw damagedAt(source, offset, 'is no R object')
}

const LINE_FEED = 0x0a

function binary(cursor: Cursor, isLittle: boolean): RStream {
  const view = (length: number): DataView => {
    const bytes = cursor.bytes(length)
    return new DataView(bytes.buffer, bytes.byteOffset, length)
  }
  return {
    int: () => view(4).getInt32(0, isLittle),
    double: () => view(8).getFloat64(0, isLittle),
    text: (length) => cursor.bytes(length),
    skipInts: (count) => cursor.skip(4 * count),
    skipDoubles: (count) => cursor.skip(8 * count),
    skipRaw: (count) => cursor.skip(count),
    position: () => cursor.position(),
  }
}

/** Longest word of the ascii notation: a number. */
const MAX_WORD = 64
const BACKSLASH = 0x5c
const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['t', 0x09],
  ['v', 0x0b],
  ['b', 0x08],
  ['r', 0x0d],
  ['f', 0x0c],
  ['a', 0x07],
])

/** One value per line. Source: R, src/main/serialize.c, InWord and InString. */
function ascii(cursor: Cursor, source: ByteSource): RStream {
  const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
  const skipSpace = (): void => {
    while (isSpace(cursor.peek())) cursor.byte()
  }
  const word = (): string => {
    skipSpace()
    let text = String.fromCharCode(cursor.byte())
    for (let next = cursor.peek(); next !== -1 && !isSpace(next); next = cursor.peek()) {
      text += String.fromCharCode(cursor.byte())
      if (text.length > MAX_WORD) throw damagedAt(source, cursor.position(), 'has an endless number')
    }
    return text
  }
  const number = (): number => {
    const text = word()
    if (text === 'NA') return Number.NaN
    if (/^-?Inf$/.test(text)) return text === 'Inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    const value = Number(text)
    if (Number.isNaN(value) && text !== 'NaN') throw damagedAt(source, cursor.position(), `has ${JSON.stringify(text)} for a number`)
    return value
  }
  const int = (): number => {
    const value = number()
    if (Number.isNaN(value)) return NA_INT
    if (!Number.isInteger(value)) throw damagedAt(source, cursor.position(), 'has a broken whole number')
    return value | 0
  }
  const escaped = (): number => {
    const byte = cursor.byte()
    if (byte !== BACKSLASH) return byte
    const char = String.fromCharCode(cursor.byte())
    if (!/[0-7]/.test(char)) return ESCAPES.get(char) ?? char.charCodeAt(0)
    let octal = char
    while (octal.length < 3 && cursor.peek() >= 0x30 && cursor.peek() <= 0x37) octal += String.fromCharCode(cursor.byte())
    return Number.parseInt(octal, 8) & 0xff
  }
  const skipWords = (count: number): void => {
    // each needs a character and a line feed
    if (2 * count > cursor.left() + 1) throw cutOff(source)
    for (let i = 0; i < count; i++) word()
  }
  return {
    int,
    double: number,
    text(length) {
      if (length > cursor.left()) throw cutOff(source)
      skipSpace()
      return Uint8Array.from({ length }, escaped)
    },
    skipInts: skipWords,
    skipDoubles: skipWords,
    skipRaw: skipWords,
    position: () => cursor.position(),
  }
}

/** `NA` of whole numbers. */
export const NA_INT = -0x80000000

const cutOff = ({ name }: ByteSource): UserError =>
  new UserError('truncated', `${name} ends early`, 'The file is cut off: copy or save it again.', { file: name })
