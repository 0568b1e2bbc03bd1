import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import { crc32, inflateAll, inflateHead, MAX_RATIO, memorySource, partOf } from './zip-entry.ts'

/**
 * Random access to zip archives: the central directory is read once, entries on demand, nothing is ever extracted to disk.
 * Source: PKWARE APPNOTE 6.3.10 (section numbers below). Names are data here, never paths: `../x` harms nobody who doesn't extract.
 */

/** PyTorch and MOJO archives hold some thousands of entries; a hundred thousand is beyond every model seen. */
const MAX_ENTRIES = 200_000
/** Central directory: 46 bytes and a name per entry. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024
/** One deflated entry lives in memory while it is read; contracts are far smaller, weights are stored or skipped. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024
/** All entries of one archive together, so that many entries over the same bytes (bamsoftware.com/hacks/zipbomb) add up. */
const MAX_INFLATED_TOTAL = 1024 * 1024 * 1024

export interface ZipEntry {
  /** As written, `/` between folders; folders end in `/`. */
  readonly name: string
  readonly directory: boolean
  /** 0 stored · 8 deflated · others cannot be read (APPNOTE 4.4.5). */
  readonly method: number
  readonly encrypted: boolean
  /** Bytes in the archive. */
  readonly compressedSize: number
  /** Bytes of the content. */
  readonly size: number
  readonly crc32: number
  /** Of the local header, from the start of the file. */
  readonly offset: number
}

export interface Zip {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[]
  /** The entry of exactly this name. Throws UserError `unsafe` where two have it: readers disagree which one counts. */
  find(name: string): ZipEntry | undefined
  /**
   * Content as a source named `archive.zip: entry`. Stored entries are windows into the archive (no memory, checksum not looked at);
   * deflated ones are inflated at the first read, checked and kept.
   * Throws UserError `truncated`, `corrupt` (also for encryption and other compressions), `unsafe` (expands beyond reason).
   */
  open(entry: ZipEntry): ByteSource
  /** Whole content, checksum verified; UserError `corrupt` beyond `limit` bytes. The bytes are the caller's own. */
  bytes(entry: ZipEntry, limit: number): Uint8Array
  /** Whole UTF-8 text, like `bytes`; a byte order mark is dropped. */
  text(entry: ZipEntry, limit: number): string
  /** At most `length` first bytes of the content, without inflating the rest. */
  head(entry: ZipEntry, length: number): Uint8Array
}

/** Begins like a zip file: a local header, or the end record of an empty one. Zips appended to other data don't; `openZip` reads them. */
export function isZip(source: ByteSource): boolean {
  if (source.size < 22) return false
  const [p, k, a, b] = source.read(0, 4)
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6))
}

/** Reads the central directory. Throws UserError `truncated` (no end record), `corrupt`, `unsafe` (beyond the caps). */
export function openZip(source: ByteSource): Zip {
  const entries = readDirectory(source, findEnd(source))
  const byName = new Map<string, ZipEntry | 'twice'>()
  for (const entry of entries) byName.set(entry.name, byName.has(entry.name) ? 'twice' : entry)
  const opened = new Map<ZipEntry, ByteSource>()
  let inflatedTotal = 0

  const inflate = (entry: ZipEntry): Uint8Array => {
    inflatedTotal += entry.size
    if (inflatedTotal > MAX_INFLATED_TOTAL) throw bomb(source, entry, `the entries read so far expand to more than ${MAX_INFLATED_TOTAL} bytes`)
    return checked(source, entry, inflateAll(source, entry, dataStart(source, entry)))
  }
  const find = (name: string): ZipEntry | undefined => {
    const found = byName.get(name)
    if (found !== 'twice') return found
    const message = `${source.name} holds two entries called ${JSON.stringify(name)}; programs disagree which one counts`
    throw new UserError('unsafe', message, 'save the model again into a new file', { file: source.name, key: name })
  }
  const open = (entry: ZipEntry): ByteSource => {
    const known = opened.get(entry)
    if (known !== undefined) return known
    requireReadable(source, entry)
    const name = `${source.name}: ${entry.name}`
    const content =
      entry.method === 0 ? partOf(source, name, dataStart(source, entry), entry.size) : memorySource(name, entry.size, () => inflate(entry))
    opened.set(entry, content)
    return content
  }
  const bytes = (entry: ZipEntry, limit: number): Uint8Array => {
    requireReadable(source, entry)
    if (entry.size > limit) {
      throw corrupt(source, `${entry.name} is ${entry.size} bytes long; at most ${limit} are read`, entry.name)
    }
    const content = open(entry).read(0, entry.size).slice()
    return entry.method === 0 ? checked(source, entry, content) : content
  }
  return {
    entries,
    find,
    open,
    bytes,
    text(entry, limit) {
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes(entry, limit))
      } catch (error) {
        if (error instanceof UserError) throw error
        throw corrupt(source, `${entry.name} is not UTF-8 text`, entry.name, error)
      }
    },
    head(entry, length) {
      requireReadable(source, entry)
      const start = dataStart(source, entry)
      const wanted = Math.min(length, entry.size)
      return entry.method === 0 ? source.read(start, wanted).slice() : inflateHead(source, entry, start, wanted)
    },
  }
}

// ---------------------------------------------------------------------------------------------------- end of central directory

interface Directory {
  readonly count: number
  readonly start: number
  readonly size: number
  /** Bytes before the archive (a zip appended to a program or a TFLite file): added to every offset. */
  readonly shift: number
}

const END = 0x06054b50
const END_BYTES = 22
const ZIP64_LOCATOR = 0x07064b50
const ZIP64_END = 0x06064b50
const LOCATOR_BYTES = 20

/** APPNOTE 4.3.16: the record is last, behind it only a comment whose length it states. */
function findEnd(source: ByteSource): Directory {
  const span = Math.min(source.size, END_BYTES + 0xffff)
  const base = source.size - span
  const tail = source.read(base, span).slice()
  const view = viewOf(tail)
  for (let at = span - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || at + END_BYTES + view.getUint16(at + 20, true) > span) continue
    return directoryAt(source, base + at, new DataView(tail.buffer, tail.byteOffset + at, END_BYTES))
  }
  const message = `${source.name} is a zip archive without its end: the list of its entries, which is written last, is missing`
  throw new UserError('truncated', message, 'the file is cut off: copy or save it again, and compare its size with the original', {
    file: source.name,
  })
}

function directoryAt(source: ByteSource, at: number, end: DataView): Directory {
  const wide = zip64End(source, at)
  const [disk, count, size, start] = wide?.fields ?? [
    end.getUint16(4, true),
    end.getUint16(10, true),
    end.getUint32(12, true),
    end.getUint32(16, true),
  ]
  if (disk !== 0) throw corrupt(source, 'is one part of an archive in several files')
  const shift = (wide?.at ?? at) - size - start
  if (shift < 0) throw corrupt(source, 'says its list of entries lies outside of the file')
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY_BYTES) {
    const message = `${source.name} claims ${count} entries in a list of ${size} bytes; at most ${MAX_ENTRIES} and ${MAX_DIRECTORY_BYTES} are read`
    throw new UserError('unsafe', message, 'save the model again with the framework that made it', { file: source.name })
  }
  return { count, start: start + shift, size, shift }
}

/** APPNOTE 4.3.14–15: present where a number doesn't fit 32 bits, and allowed always. */
function zip64End(source: ByteSource, end: number): { at: number; fields: readonly [number, number, number, number] } | undefined {
  if (end < LOCATOR_BYTES + 56) return undefined
  const locator = viewOf(source.read(end - LOCATOR_BYTES, LOCATOR_BYTES))
  if (locator.getUint32(0, true) !== ZIP64_LOCATOR) return undefined
  // the stated offset misses bytes before the archive; the record itself lies right before its locator unless it is extended
  for (const at of [wideNumber(source, locator, 8), end - LOCATOR_BYTES - 56]) {
    if (at < 0 || at + 56 > end) continue
    const view = viewOf(source.read(at, 56))
    if (view.getUint32(0, true) !== ZIP64_END) continue
    return { at, fields: [view.getUint32(16, true), wideNumber(source, view, 32), wideNumber(source, view, 40), wideNumber(source, view, 48)] }
  }
  throw corrupt(source, 'says it has a zip64 end record, and has none')
}

// ---------------------------------------------------------------------------------------------------- central directory

const CENTRAL = 0x02014b50
const CENTRAL_BYTES = 46

function readDirectory(source: ByteSource, { count, start, size, shift }: Directory): readonly ZipEntry[] {
  const bytes = source.read(start, size)
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + CENTRAL_BYTES > size || view.getUint32(at, true) !== CENTRAL) {
      throw corrupt(source, `claims ${count} entries; its list holds ${entries.length}`)
    }
    const [nameLength, extraLength, commentLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    const extraAt = at + CENTRAL_BYTES + nameLength
    const next = extraAt + extraLength + commentLength
    if (next > size) throw corrupt(source, `has an entry whose name or notes run over the end of the list of entries`)
    const flags = view.getUint16(at + 8, true)
    const name = decodeName(bytes.subarray(at + CENTRAL_BYTES, extraAt))
    const wide = wideNumbers(source, new DataView(bytes.buffer, bytes.byteOffset + extraAt, extraLength), [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ])
    const [uncompressed = 0, compressedSize = 0, offset = 0] = wide
    entries.push({
      name,
      directory: name.endsWith('/'),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      compressedSize,
      size: uncompressed,
      crc32: view.getUint32(at + 16, true),
      offset: offset + shift,
    })
    at = next
  }
  return entries
}

/** APPNOTE 4.5.3: the numbers that are 0xffffffff stand in extra field 1, in this order, eight bytes each. */
function wideNumbers(source: ByteSource, extra: DataView, narrow: readonly number[]): readonly number[] {
  if (!narrow.includes(0xffffffff)) return narrow
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue
    let next = at + 4
    return narrow.map((value) => {
      if (value !== 0xffffffff) return value
      if (next + 8 > extra.byteLength) throw corrupt(source, 'has an entry without its zip64 sizes')
      next += 8
      return wideNumber(source, extra, next - 8)
    })
  }
  return narrow
}

function wideNumber(source: ByteSource, view: DataView, at: number): number {
  const value = view.getBigUint64(at, true)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw corrupt(source, 'holds a size or offset beyond 2^53 bytes')
  return Number(value)
}

/** UTF-8 is flagged, but often written without the flag; what is no UTF-8 is read byte by byte (CP437 agrees for ASCII). */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

// ---------------------------------------------------------------------------------------------------- entries

const LOCAL = 0x04034b50
const LOCAL_BYTES = 30

/** Where an entry's bytes begin: its local header has its own lengths of name and extra field. */
function dataStart(source: ByteSource, entry: ZipEntry): number {
  const header = viewOf(source.read(entry.offset, LOCAL_BYTES))
  if (header.getUint32(0, true) !== LOCAL) throw corrupt(source, `has no entry where the list of entries says ${entry.name} is`, entry.name)
  const start = entry.offset + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true)
  if (start + entry.compressedSize > source.size) {
    const message = `${source.name}: ${entry.name} runs over the end of the file`
    throw new UserError('truncated', message, 'the file is cut off: copy or save it again', { file: source.name, key: entry.name })
  }
  return start
}

function requireReadable(source: ByteSource, entry: ZipEntry): void {
  if (entry.encrypted) throw corrupt(source, `${entry.name} is encrypted`, entry.name)
  if (entry.method !== 0 && entry.method !== 8) {
    throw corrupt(source, `${entry.name} is compressed by method ${entry.method}; stored and deflated entries can be read`, entry.name)
  }
  if (entry.method === 0 && entry.size !== entry.compressedSize) throw corrupt(source, `${entry.name} is stored, but has two sizes`, entry.name)
  if (entry.method === 8 && (entry.size > MAX_INFLATED_BYTES || entry.size > entry.compressedSize * MAX_RATIO + 64)) {
    throw bomb(source, entry, `${entry.compressedSize} bytes claim to expand to ${entry.size}`)
  }
}

function checked(source: ByteSource, entry: ZipEntry, content: Uint8Array): Uint8Array {
  if (content.length !== entry.size || crc32(content) !== entry.crc32) {
    throw corrupt(source, `${entry.name} does not match its checksum`, entry.name)
  }
  return content
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function corrupt(source: ByteSource, what: string, key?: string, cause?: unknown): UserError {
  return new UserError(
    'corrupt',
    `${source.name} ${what}`,
    'save the model again, or copy it again in binary mode',
    { file: source.name, ...(key !== undefined && { key }) },
    { cause },
  )
}

function bomb(source: ByteSource, entry: ZipEntry, why: string): UserError {
  const message = `${source.name}: ${entry.name} is not unpacked: ${why}`
  return new UserError('unsafe', message, 'save the model again with the framework that made it', { file: source.name, key: entry.name })
}
