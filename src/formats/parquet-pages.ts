import { gunzipSync } from 'node:zlib'
import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import { unSnappy } from './snappy.ts'
import { readThrift, type Thrift, ThriftError, thriftNumber, thriftStruct } from './thrift.ts'

/** A column of primitive values. */
export interface Leaf {
  /** `mus[].values[]` */
  readonly path: string
  /** Type of parquet.thrift: 0 boolean, 1 int32, 2 int64, 4 float, 5 double, 6 bytes. */
  readonly type: number
  /** Bytes that are UTF-8 text. */
  readonly text: boolean
  readonly maxDefinition: number
  readonly maxRepetition: number
}

/** The values of one column, flat, with the levels that say where rows and lists begin (Dremel encoding, parquet-format README, "Nested Encoding"). */
export interface Column {
  readonly leaf: Leaf
  readonly repetition: ArrayLike<number>
  readonly definition: ArrayLike<number>
  /** One per entry whose definition is full, in order; only small ones are decoded (`null` where an encoding is not read). */
  readonly values: readonly (number | boolean | string)[] | null
}

/** Entries of a column: vocabularies of 600,000 words and vectors of a million numbers are in use. */
const MAX_ENTRIES = 16_000_000
/** Values decoded of a column: everything that is looked at is small, counts come from the levels. */
const MAX_DECODED = 20_000
/** Bytes of one page, uncompressed. Parquet aims at 1 MB; one row with a large vector makes one large page. */
const MAX_PAGE = 256 * 2 ** 20
/** Bytes of a page header; statistics in it may hold two long texts. */
const MAX_HEADER = 65_536
const MAX_TEXT = 65_536

/** parquet.thrift: CompressionCodec, PageType, Encoding. */
const CODEC = { none: 0, snappy: 1, gzip: 2 }
const PAGE = { data: 0, dictionary: 2, dataV2: 3 }
const ENCODING = { plain: 0, plainDictionary: 2, rle: 3, rleDictionary: 8 }

/** Reads a column chunk (ColumnMetaData). `null` for compressions that are not read. @throws UserError `truncated`, `corrupt` */
export function readColumn(source: ByteSource, leaf: Leaf, chunk: ReadonlyMap<number, Thrift>): Column | null {
  const codec = thriftNumber(chunk.get(4)) ?? 0
  if (!Object.values(CODEC).includes(codec)) return null
  const total = thriftNumber(chunk.get(5)) ?? 0
  const data = thriftNumber(chunk.get(9)) ?? 0
  const dictionaryAt = thriftNumber(chunk.get(11)) ?? 0
  let position = dictionaryAt > 0 ? Math.min(dictionaryAt, data) : data
  if (total > MAX_ENTRIES) return null
  const repetition: number[] = []
  const definition: number[] = []
  const values: (number | boolean | string)[] = []
  let dictionary: readonly (number | boolean | string)[] = []
  let decoded = true
  while (definition.length < total) {
    const head = headerAt(source, position)
    const [packed, unpacked] = [thriftNumber(head.fields.get(3)) ?? 0, thriftNumber(head.fields.get(2)) ?? 0]
    if (packed < 0 || unpacked < 0 || unpacked > MAX_PAGE) throw corrupt(source, `has a page of ${unpacked} bytes`)
    const body = source.read(position + head.end, packed)
    position += head.end + packed
    const type = thriftNumber(head.fields.get(1))
    if (type === PAGE.dictionary) {
      const page = thriftStruct(head.fields.get(7))
      dictionary = plainValues(leaf, expand(source, body, codec, unpacked), Math.min(thriftNumber(page.get(1)) ?? 0, MAX_DECODED)) ?? []
      continue
    }
    if (type !== PAGE.data && type !== PAGE.dataV2) continue
    const page = thriftStruct(head.fields.get(type === PAGE.data ? 5 : 8))
    const count = thriftNumber(page.get(1)) ?? 0
    if (count <= 0 || definition.length + count > total) throw corrupt(source, `has a page of ${count} values`)
    const encoding = thriftNumber(page.get(type === PAGE.data ? 2 : 4)) ?? -1
    const content =
      type === PAGE.data
        ? dataPage(source, leaf, expand(source, body, codec, unpacked), count)
        : dataPageV2(source, leaf, page, body, codec, unpacked, count)
    for (let i = 0; i < count; i++) {
      repetition.push(content.repetition?.[i] ?? 0)
      definition.push(content.definition?.[i] ?? leaf.maxDefinition)
    }
    if (!decoded || values.length >= MAX_DECODED) continue
    const present = content.definition === null ? count : content.definition.reduce((sum, level) => sum + (level === leaf.maxDefinition ? 1 : 0), 0)
    const wanted = Math.min(present, MAX_DECODED - values.length)
    const found = decode(leaf, encoding, content.values, wanted, dictionary)
    if (found === null) decoded = false
    else for (const value of found) values.push(value)
  }
  return { leaf, repetition, definition, values: decoded ? values : null }
}

function headerAt(source: ByteSource, position: number): { readonly fields: ReadonlyMap<number, Thrift>; readonly end: number } {
  if (position < 0 || position >= source.size) throw corrupt(source, `has a page at byte ${position}, where there is none`)
  try {
    return readThrift(source.read(position, Math.min(MAX_HEADER, source.size - position)).slice())
  } catch (error) {
    if (error instanceof ThriftError) throw corrupt(source, `has a page header that ${error.message}`)
    throw error
  }
}

function expand(source: ByteSource, body: Uint8Array, codec: number, length: number): Uint8Array {
  if (codec === CODEC.none) return body.slice()
  const plain = codec === CODEC.snappy ? unSnappy(body, length) : gunzip(body, length)
  if (plain === null) throw corrupt(source, 'has a page that does not decompress')
  return plain
}

function gunzip(body: Uint8Array, length: number): Uint8Array | null {
  try {
    return gunzipSync(body, { maxOutputLength: Math.max(length, 1) })
  } catch {
    return null
  }
}

interface Page {
  readonly repetition: readonly number[] | null
  readonly definition: readonly number[] | null
  readonly values: Uint8Array
}

const widthOf = (level: number): number => Math.ceil(Math.log2(level + 1))

/** Levels with their length before them, then values. */
function dataPage(source: ByteSource, leaf: Leaf, bytes: Uint8Array, count: number): Page {
  let at = 0
  const levels = (highest: number): readonly number[] | null => {
    if (highest === 0) return null
    if (at + 4 > bytes.length) throw corrupt(source, 'has a page without levels')
    const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true)
    const run = bytes.subarray(at + 4, at + 4 + length)
    at += 4 + length
    return hybrid(run, widthOf(highest), count)
  }
  const repetition = levels(leaf.maxRepetition)
  const definition = levels(leaf.maxDefinition)
  return { repetition, definition, values: bytes.subarray(at) }
}

/** Version 2: levels are never compressed and their lengths stand in the header. */
function dataPageV2(
  source: ByteSource,
  leaf: Leaf,
  page: ReadonlyMap<number, Thrift>,
  body: Uint8Array,
  codec: number,
  unpacked: number,
  count: number,
): Page {
  const [definitionBytes, repetitionBytes] = [thriftNumber(page.get(5)) ?? 0, thriftNumber(page.get(6)) ?? 0]
  const levels = definitionBytes + repetitionBytes
  if (definitionBytes < 0 || repetitionBytes < 0 || levels > Math.min(body.length, unpacked))
    throw corrupt(source, 'has levels longer than their page')
  const repetition = leaf.maxRepetition === 0 ? null : hybrid(body.subarray(0, repetitionBytes), widthOf(leaf.maxRepetition), count)
  const definition = leaf.maxDefinition === 0 ? null : hybrid(body.subarray(repetitionBytes, levels), widthOf(leaf.maxDefinition), count)
  const packed = body.subarray(levels)
  const plain = page.get(7) === false || packed.length === 0
  return { repetition, definition, values: plain ? packed.slice() : expand(source, packed, codec, unpacked - levels) }
}

/** Run lengths and bit-packed groups mixed; what is missing at the end is 0. Spec: Encodings.md, "RLE / Bit-Packing Hybrid". */
function hybrid(bytes: Uint8Array, width: number, count: number): readonly number[] {
  const values: number[] = []
  let at = 0
  while (values.length < count && at < bytes.length) {
    let header = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++] ?? 0
      header += (byte & 0x7f) * 2 ** shift
      if (byte < 128) break
    }
    if (header % 2 === 1) {
      const groups = (header - 1) / 2
      for (let i = 0; i < groups * 8 && values.length < count; i++) values.push(bitsAt(bytes, at * 8 + i * width, width))
      at += groups * width
      continue
    }
    let value = 0
    for (let i = 0; i < Math.ceil(width / 8); i++) value += (bytes[at++] ?? 0) * 256 ** i
    for (let i = header / 2; i > 0 && values.length < count; i--) values.push(value)
    if (header === 0 && width === 0) break
  }
  while (values.length < count) values.push(0)
  return values
}

function bitsAt(bytes: Uint8Array, start: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i++) {
    const bit = start + i
    if (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) value += 2 ** i
  }
  return value
}

type Primitive = number | boolean | string

function decode(leaf: Leaf, encoding: number, bytes: Uint8Array, count: number, dictionary: readonly Primitive[]): readonly Primitive[] | null {
  if (encoding === ENCODING.plain) return plainValues(leaf, bytes, count)
  if (encoding === ENCODING.plainDictionary || encoding === ENCODING.rleDictionary) {
    const indices = hybrid(bytes.subarray(1), bytes[0] ?? 0, count)
    const values = indices.map((index) => dictionary[index])
    return values.every((value): value is Primitive => value !== undefined) ? values : null
  }
  // booleans of version 2 pages: a length, then runs
  return encoding === ENCODING.rle && leaf.type === 0 ? hybrid(bytes.subarray(4), 1, count).map((bit) => bit === 1) : null
}

/** Little-endian values one after the other; booleans are bits, texts have their length before them. */
function plainValues(leaf: Leaf, bytes: Uint8Array, count: number): readonly Primitive[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fixed = (size: number, read: (at: number) => number): readonly number[] | null =>
    count * size > bytes.length ? null : Array.from({ length: count }, (_, i) => read(i * size))
  switch (leaf.type) {
    case 0:
      return Array.from({ length: count }, (_, i) => bitsAt(bytes, i, 1) === 1)
    case 1:
      return fixed(4, (at) => view.getInt32(at, true))
    case 2:
      return fixed(8, (at) => Number(view.getBigInt64(at, true)))
    case 4:
      return fixed(4, (at) => view.getFloat32(at, true))
    case 5:
      return fixed(8, (at) => view.getFloat64(at, true))
    case 6: {
      const texts: string[] = []
      for (let at = 0; texts.length < count; ) {
        if (at + 4 > bytes.length) return null
        const length = view.getUint32(at, true)
        if (length > MAX_TEXT || at + 4 + length > bytes.length) return null
        texts.push(new TextDecoder().decode(bytes.subarray(at + 4, at + 4 + length)))
        at += 4 + length
      }
      return texts
    }
    default:
      return null
  }
}

const corrupt = (source: ByteSource, what: string): UserError =>
  new UserError('corrupt', `${source.name} ${what}`, 'save the model again with the framework that made it', { file: source.name })
