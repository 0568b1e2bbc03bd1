import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/**
 * Protocol buffers wire format, read in windows: what is not wanted is stepped over by its length and never read.
 * Spec: protobuf.dev/programming-guides/encoding. No schema here: callers know their field numbers.
 *
 * Use: `for (const field of fields(openMessage(source))) if (field.number === 7) graph = merge(graph, field, 'graph')`.
 */

/** Bytes fetched at once where fields follow each other: the headers of a few hundred small ones. */
const WINDOW = 16_384
/** Bytes fetched first after a jump: the header between two weights. Going on from there doubles them up to WINDOW. */
const FIRST = 256
/** Messages inside messages; protobuf's own parsers stop at 100 (CodedInputStream default recursion limit). */
const MAX_DEPTH = 100
/** Fields visited in one file: a frozen graph of 100,000 nodes visits about 3 million; more is a file made to keep us busy. */
const MAX_FIELDS = 8_000_000
/** Values in one repeated scalar field we really read (shapes, axes, small lists): far above any rank. */
const MAX_VALUES = 1_000_000
/** Bytes of one name or word; file paths and mangled scope names stay below 4 KiB. */
const MAX_TEXT = 65_536

const REMEDY_TRUNCATED =
  'The file is incomplete: copy or check it out again in full (git lfs pull, an interrupted download or save) and upload again.'
const REMEDY_CORRUPT = 'The file is damaged or not what its name says: export the model again and upload the new file.'

/** Wire types in use; groups (3, 4) are refused: no model format writes them. */
export type WireType = 0 | 1 | 2 | 5

/** A message lies in one or more spans of a file: a singular field that occurs twice is merged (encoding guide, "Last One Wins"). */
export interface Message {
  readonly reader: Reader
  /** [start, end) byte offsets in the file. */
  readonly spans: readonly (readonly [number, number])[]
  readonly depth: number
  /** Where we are, for messages: `graph.node[3]`; '' at the root. */
  readonly path: string
}

export interface ProtoField {
  readonly message: Message
  readonly number: number
  readonly wire: WireType
  /** Payload: [start, end) in the file; of a varint its own bytes. */
  readonly start: number
  readonly end: number
  /** The two halves of a varint as unsigned 32-bit numbers (0 for other wire types). */
  readonly low: number
  readonly high: number
}

/** A window over a file plus the work budget of this parse. */
export interface Reader {
  readonly source: ByteSource
  byte(position: number, end: number, path: string): number
  /** The bytes [start, end) if the window holds them all: valid until the next read. */
  held(start: number, end: number): Uint8Array | undefined
  countField(path: string): void
}

/** The whole file (or the part [start, end)) as one message. Reads nothing yet. */
export function openMessage(source: ByteSource, start = 0, end = source.size): Message {
  return { reader: openReader(source), spans: [[start, end]], depth: 0, path: '' }
}

function openReader(source: ByteSource): Reader {
  const buffer = new Uint8Array(WINDOW)
  let base = 0
  let filled = 0
  let visited = 0
  return {
    source,
    held: (start, end) => (start >= base && end <= base + filled ? buffer.subarray(start - base, end - base) : undefined),
    byte(position, end, path) {
      if (position >= end || position >= source.size) throw pastEnd(source, position + 1, path)
      if (position < base || position >= base + filled) {
        const next = position >= base && position <= base + filled + FIRST
        const ahead = next ? Math.min(2 * filled, WINDOW) : FIRST
        base = position
        filled = Math.min(Math.max(ahead, FIRST), source.size - position)
        buffer.set(source.read(position, filled)) // copied: the view dies with the next read of anybody
      }
      return buffer[position - base] ?? 0
    },
    countField(path) {
      visited += 1
      if (visited > MAX_FIELDS) throw corrupt(source, path, `holds more than ${MAX_FIELDS} fields`)
    },
  }
}

/**
 * The fields of a message in file order, one at a time; payloads of length-delimited fields are not read.
 * @throws UserError `truncated` where a field runs past the end of the file, `corrupt` for anything that is not wire format.
 */
export function* fields(message: Message): Generator<ProtoField, void, undefined> {
  const { reader } = message
  for (const [start, end] of message.spans) {
    let position = start
    while (position < end) {
      reader.countField(message.path)
      // nearly every tag is one byte
      const first = reader.byte(position, end, message.path)
      const tag = first < 0x80 ? undefined : varint(reader, position, end, message.path)
      const key = tag?.low ?? first
      const number = key >>> 3
      if ((tag !== undefined && tag.high !== 0) || number === 0)
        throw corrupt(reader.source, message.path, `has an impossible field number at byte ${position}`)
      const field = payload(message, number, key & 7, tag?.end ?? position + 1, end)
      yield field
      position = field.end
    }
  }
}

function payload(message: Message, number: number, wire: number, position: number, end: number): ProtoField {
  const { reader, path } = message
  switch (wire) {
    case 0: {
      const value = varint(reader, position, end, path)
      return { message, number, wire, start: position, end: value.end, low: value.low, high: value.high }
    }
    case 1:
    case 5: {
      const stop = position + (wire === 1 ? 8 : 4)
      if (stop > end) throw pastEnd(reader.source, stop, path)
      return { message, number, wire, start: position, end: stop, low: 0, high: 0 }
    }
    case 2: {
      const short = reader.byte(position, end, path)
      if (short < 0x80 && position + 1 + short <= end)
        return { message, number, wire, start: position + 1, end: position + 1 + short, low: 0, high: 0 }
      const length = varint(reader, position, end, path)
      const stop = length.end + length.high * 2 ** 32 + length.low
      if (stop > end) throw pastEnd(reader.source, stop, path)
      return { message, number, wire, start: length.end, end: stop, low: 0, high: 0 }
    }
    default:
      throw corrupt(reader.source, path, `has wire type ${wire} at byte ${position - 1}, which no model format uses`)
  }
}

/** At most 10 bytes, 7 bits each, least significant first; bits beyond 64 are dropped as protobuf does. */
function varint(reader: Reader, position: number, end: number, path: string): { low: number; high: number; end: number } {
  let low = 0
  let high = 0
  for (let i = 0; i < 10; i++) {
    const byte = reader.byte(position + i, end, path)
    const bits = byte & 0x7f
    if (i < 4) low |= bits << (7 * i)
    else if (i === 4) {
      low |= bits << 28
      high |= bits >>> 4
    } else high |= bits << (7 * i - 32)
    if (byte < 0x80) return { low: low >>> 0, high: high >>> 0, end: position + i + 1 }
  }
  throw corrupt(reader.source, path, `has a number of more than 10 bytes at byte ${position}`)
}

/** The message inside a length-delimited field; `name` extends the path: `child(field, 'node[3]')`. */
export function child(field: ProtoField, name = String(field.number)): Message {
  return merge(undefined, field, name)
}

/** Like `child`, but joined with an earlier occurrence of the same singular field. */
export function merge(earlier: Message | undefined, field: ProtoField, name = String(field.number)): Message {
  const { message } = field
  expectWire(field, 2)
  if (message.depth >= MAX_DEPTH) throw corrupt(message.reader.source, message.path, `nests messages deeper than ${MAX_DEPTH}`)
  const spans = [...(earlier?.spans ?? []), [field.start, field.end] as const]
  return { reader: message.reader, spans, depth: message.depth + 1, path: message.path === '' ? name : `${message.path}.${name}` }
}

/** Bytes of a length-delimited field, a copy. @throws UserError `corrupt` beyond `limit` bytes. */
export function bytes(field: ProtoField, limit: number): Uint8Array {
  return new Uint8Array(slice(field, limit))
}

/** The same, valid until the next read. */
function slice(field: ProtoField, limit: number): Uint8Array {
  expectWire(field, 2)
  const { reader, path } = field.message
  const length = field.end - field.start
  if (length > limit)
    throw corrupt(reader.source, path, `has a value of ${length} bytes in field ${field.number}, more than the ${limit} that make sense`)
  return length === 0 ? new Uint8Array(0) : (reader.held(field.start, field.end) ?? reader.source.read(field.start, length))
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A string field. @throws UserError `corrupt` beyond `limit` bytes or if it is not UTF-8. */
export function text(field: ProtoField, limit = MAX_TEXT): string {
  const { reader, path } = field.message
  try {
    return UTF8.decode(slice(field, limit))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw corrupt(reader.source, path, `has text that is not UTF-8 in field ${field.number}`)
  }
}

/** int32, int64 or enum. @throws UserError `corrupt` beyond ±2^53. */
export function int(field: ProtoField): number {
  expectWire(field, 0)
  return signed(field, field.low, field.high)
}

function signed(field: ProtoField, low: number, high: number): number {
  const value = (high | 0) * 2 ** 32 + low
  if (Number.isSafeInteger(value)) return value
  throw corrupt(field.message.reader.source, field.message.path, `has a number beyond 2^53 in field ${field.number}`)
}

/** uint32 or uint64. @throws UserError `corrupt` beyond 2^53. */
export function uint(field: ProtoField): number {
  expectWire(field, 0)
  const value = field.high * 2 ** 32 + field.low
  if (Number.isSafeInteger(value)) return value
  throw corrupt(field.message.reader.source, field.message.path, `has a number beyond 2^53 in field ${field.number}`)
}

/** int64 in full. */
export function bigint(field: ProtoField): bigint {
  expectWire(field, 0)
  return BigInt.asIntN(64, (BigInt(field.high) << 32n) | BigInt(field.low))
}

/** sint32, sint64: zigzag. @throws UserError `corrupt` beyond ±2^53. */
export function zigzag(field: ProtoField): number {
  expectWire(field, 0)
  const half = (field.high * 2 ** 32 + field.low - (field.low & 1)) / 2
  const value = (field.low & 1) === 1 ? -half - 1 : half
  if (Number.isSafeInteger(value)) return value
  throw corrupt(field.message.reader.source, field.message.path, `has a number beyond 2^53 in field ${field.number}`)
}

export function bool(field: ProtoField): boolean {
  expectWire(field, 0)
  return field.low !== 0 || field.high !== 0
}

export function float32(field: ProtoField): number {
  expectWire(field, 5)
  return view(field).getFloat32(0, true)
}

export function float64(field: ProtoField): number {
  expectWire(field, 1)
  return view(field).getFloat64(0, true)
}

/** fixed32/sfixed32 and fixed64/sfixed64 as signed numbers. */
export function fixed(field: ProtoField): number {
  if (field.wire === 5) return view(field).getInt32(0, true)
  expectWire(field, 1)
  const raw = view(field)
  return signed(field, raw.getUint32(0, true), raw.getUint32(4, true))
}

function view(field: ProtoField): DataView {
  const raw = field.message.reader.source.read(field.start, field.end - field.start)
  return new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
}

/** Values of one occurrence of a repeated int32/int64/enum field: packed (one length-delimited run) or a single unpacked one. */
export function ints(field: ProtoField): number[] {
  if (field.wire === 0) return [int(field)]
  expectWire(field, 2)
  const { reader, path } = field.message
  const values: number[] = []
  for (let position = field.start; position < field.end; ) {
    if (values.length >= MAX_VALUES) throw corrupt(reader.source, path, `lists more than ${MAX_VALUES} numbers in field ${field.number}`)
    const value = varint(reader, position, field.end, path)
    values.push(signed(field, value.low, value.high))
    position = value.end
  }
  return values
}

/** Values of one occurrence of a repeated float (`size` 4) or double (`size` 8) field, packed or not. */
export function floats(field: ProtoField, size: 4 | 8): number[] {
  if (field.wire === 5 || field.wire === 1) return [size === 4 ? float32(field) : float64(field)]
  const raw = bytes(field, MAX_VALUES * size)
  if (raw.length % size !== 0) throw corrupt(field.message.reader.source, field.message.path, `has half a number in field ${field.number}`)
  const numbers = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  return Array.from({ length: raw.length / size }, (_, i) => (size === 4 ? numbers.getFloat32(4 * i, true) : numbers.getFloat64(8 * i, true)))
}

/** One entry of `map<string, …>`: a missing key is '', a missing value `undefined` (its default); within an entry the last one wins. */
export function mapEntry(field: ProtoField): { key: string; value: ProtoField | undefined } {
  let key = ''
  let value: ProtoField | undefined
  for (const part of fields(child(field))) {
    if (part.number === 1) key = text(part)
    else if (part.number === 2) value = part
  }
  return { key, value }
}

/** `map<string, Message>` collected over all its entries: `put(map, field, 'inputs')`; a later entry of the same key replaces the earlier one. */
export function putEntry(map: Map<string, Message>, field: ProtoField, name: string): void {
  const { key, value } = mapEntry(field)
  const label = `${name}[${JSON.stringify(key)}]`
  map.set(key, value === undefined ? emptyMessage(field.message, label) : { ...child(value), path: join(field.message.path, label) })
}

function emptyMessage(parent: Message, name: string): Message {
  return { reader: parent.reader, spans: [], depth: parent.depth + 1, path: join(parent.path, name) }
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

/** What the top level of a file looks like. `state`: `whole` parses to its end, `truncated` until the file stops, `broken` is no wire format from some point. */
export interface Outline {
  readonly fields: readonly ProtoField[]
  readonly state: 'whole' | 'truncated' | 'broken' | 'more'
}

/** The first `limit` top-level fields of a file, for telling formats apart; never throws for foreign content. */
export function outline(source: ByteSource, limit = 64): Outline {
  const seen: ProtoField[] = []
  try {
    for (const field of fields(openMessage(source))) {
      seen.push(field)
      if (seen.length >= limit) return { fields: seen, state: 'more' }
    }
    return { fields: seen, state: 'whole' }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { fields: seen, state: error.code === 'truncated' ? 'truncated' : 'broken' }
  }
}

function expectWire(field: ProtoField, wire: WireType): void {
  if (field.wire === wire) return
  throw corrupt(field.message.reader.source, field.message.path, `has wire type ${field.wire} in field ${field.number}, which must be ${wire}`)
}

/** Only at the top level can the rest be missing: a message whose holder is there in full and that runs past it is damaged. */
function pastEnd(source: ByteSource, position: number, path: string): UserError {
  if (path !== '' || position <= source.size || position > Number.MAX_SAFE_INTEGER) {
    return corrupt(source, path, `has a field that is longer than what holds it, near byte ${Math.min(position, source.size)}`)
  }
  const message = `${source.name} ends early: ${source.size} bytes are there, at least ${position} are announced`
  return new UserError('truncated', message, REMEDY_TRUNCATED, place(source, path))
}

/** A `corrupt` error at a part of this file, for schema readers above: `corruptAt(message, 'has no graph')`. */
export function corruptAt(message: Message, what: string): UserError {
  return corrupt(message.reader.source, message.path, what)
}

function corrupt(source: ByteSource, path: string, what: string): UserError {
  const part = path === '' ? source.name : `${source.name}: ${path}`
  return new UserError('corrupt', `${part} ${what}`, REMEDY_CORRUPT, place(source, path))
}

function place(source: ByteSource, path: string): { file: string; key?: string } {
  return path === '' ? { file: source.name } : { file: source.name, key: path }
}
