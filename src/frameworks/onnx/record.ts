import { bytes, corruptAt, fields, float32, floats, type Message, merge, type ProtoField, text } from '../../formats/protobuf.ts'
import type { Scalar, Schema } from './schema.ts'

/**
 * A message by field names, the same for all three spellings of ONNX (binary, text, JSON).
 * Getters of singular fields give the last occurrence (messages: all occurrences merged), as protobuf does.
 */
export interface Rec {
  int(name: string): number | undefined
  /** `null`: a list too long to matter here. */
  ints(name: string): readonly number[] | null
  float(name: string): number | undefined
  floats(name: string): readonly number[] | null
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  blobs(name: string): readonly Blob[]
  message(name: string): Rec | undefined
  messages(name: string): readonly Rec[]
  /** Like `messages`, one at a time: what was read of one may be forgotten before the next. */
  each(name: string): Iterable<Rec>
}

/** Bytes that have not been read. */
export interface Blob {
  readonly length: number
  /** @throws UserError `corrupt` beyond `limit` bytes. */
  read(limit: number): Uint8Array
}

/** Occurrences of one repeated field: no graph we have seen has more than 200,000 nodes; more is a file made to fill memory. */
export const MAX_OCCURRENCES = 500_000
/** Numbers in one list attribute or the dims of one tensor; longer lists (tree ensembles) never shape anything and are dropped. */
export const MAX_NUMBERS = 10_000

/** `null`: numbers were dropped. */
type Item = number | string | Blob | Message | null

/** Reads a binary message lazily: its own level on first use, parts of it on theirs. */
export function binaryRecord(message: Message, schema: Schema): Rec {
  let items: ReadonlyMap<string, readonly Item[]> | undefined
  const all = (name: string): readonly Item[] => {
    items ??= readLevel(message, schema)
    return items.get(name) ?? []
  }
  const schemaOf = (name: string): Schema => {
    for (const entry of Object.values(schema)) if (entry.name === name && typeof entry.type === 'function') return entry.type()
    throw new Error(`${name} is no message of this schema`)
  }
  return {
    int: (name) => all(name).findLast(isNumber),
    ints: (name) => numbersOf(all(name)),
    float: (name) => all(name).findLast(isNumber),
    floats: (name) => numbersOf(all(name)),
    text: (name) => all(name).findLast(isText),
    texts: (name) => all(name).filter(isText),
    blobs: (name) => all(name).filter(isBlob),
    message(name) {
      const parts = all(name).filter(isMessage)
      const [first] = parts
      return first === undefined ? undefined : binaryRecord({ ...first, spans: parts.flatMap((part) => part.spans) }, schemaOf(name))
    },
    messages: (name) =>
      all(name)
        .filter(isMessage)
        .map((part) => binaryRecord(part, schemaOf(name))),
    *each(name) {
      const inner = schemaOf(name)
      for (const part of all(name)) if (isMessage(part)) yield binaryRecord(part, inner)
    },
  }
}

const numbersOf = (items: readonly Item[]): readonly number[] | null => (items.includes(null) ? null : items.filter(isNumber))
const isNumber = (item: Item): item is number => typeof item === 'number'
const isText = (item: Item): item is string => typeof item === 'string'
const isMessage = (item: Item): item is Message => typeof item === 'object' && item !== null && 'spans' in item
const isBlob = (item: Item): item is Blob => typeof item === 'object' && item !== null && 'read' in item

function readLevel(message: Message, schema: Schema): ReadonlyMap<string, readonly Item[]> {
  const items = new Map<string, Item[]>()
  for (const field of fields(message)) {
    const entry = schema[field.number]
    if (entry === undefined) continue
    const list = items.get(entry.name) ?? []
    if (list.length === 0) items.set(entry.name, list)
    if (list.length >= MAX_OCCURRENCES) throw corruptAt(message, `holds more than ${MAX_OCCURRENCES} of ${entry.name}`)
    if (typeof entry.type === 'function') list.push(merge(undefined, field, `${entry.name}[${list.length}]`))
    else readScalar(field, entry.type, list)
  }
  return items
}

function readScalar(field: ProtoField, type: Scalar, list: Item[]): void {
  switch (type) {
    case 'int':
      readNumbers(field, list, 0, (run) => unpackInts(bytes(run, MAX_NUMBERS * 10)))
      return
    case 'float':
      readNumbers(field, list, 5, (run) => floats(run, 4))
      return
    case 'text':
      list.push(text(field))
      return
    case 'blob':
      // a repeated number may also come one by one (float_data without packing): those few are not followed
      if (field.wire === 2) list.push({ length: field.end - field.start, read: (limit) => bytes(field, limit) })
      return
  }
}

/** Numbers one by one or packed. int64 beyond 2^53 is clamped: exporters write INT64_MAX for "to the end". */
function readNumbers(field: ProtoField, list: Item[], wire: 0 | 5, unpack: (run: ProtoField) => readonly number[]): void {
  const room = MAX_NUMBERS - list.length
  if (field.wire === wire) {
    if (room > 0) list.push(wire === 0 ? clamped(field.low, field.high) : float32(field))
    else list[0] = null
  } else if (field.wire === 2) {
    const run = field.end - field.start <= MAX_NUMBERS * 4 ? unpack(field) : []
    if (run.length > 0 && run.length <= room) list.push(...run)
    else if (field.end > field.start) list[0] = null
  } else throw corruptAt(field.message, `has wire type ${field.wire} in field ${field.number}, which must be ${wire}`)
}

/** Numbers of a packed run of int32, int64 or enum. A number cut off at the end is dropped. */
export function unpackInts(run: Uint8Array): readonly number[] {
  const values: number[] = []
  let value = 0n
  let shift = 0n
  for (const byte of run) {
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80 && shift < 70n) continue
    const signed = BigInt.asIntN(64, value)
    values.push(Number(signed > BIGGEST ? BIGGEST : signed < -BIGGEST ? -BIGGEST : signed))
    value = 0n
    shift = 0n
  }
  return values
}

const BIGGEST = BigInt(Number.MAX_SAFE_INTEGER)

function clamped(low: number, high: number): number {
  const value = (high | 0) * 2 ** 32 + low
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value))
}
