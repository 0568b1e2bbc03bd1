import { constants, inflateRawSync } from 'node:zlib'
import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/** What of an entry its content is read with. */
interface Deflated {
  readonly name: string
  readonly compressedSize: number
  readonly size: number
}

/** Deflate codes at most 258 bytes in 2 bits: 1032 to 1 (zlib.net/zlib_tech.html). A larger claim is a lie. */
export const MAX_RATIO = 1032

/** Compressed bytes handed over at once for a head: a short text needs one round. */
const HEAD_STEP = 4096

/** Inflates a whole entry of known size. Throws UserError `corrupt`; more bytes than claimed are `unsafe`. */
export function inflateAll(source: ByteSource, entry: Deflated, start: number): Uint8Array {
  const packed = source.read(start, entry.compressedSize)
  try {
    return plain(inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) }))
  } catch (error) {
    throw notDeflated(source, entry, error)
  }
}

/** The first `length` bytes, from as little input as gives them. */
export function inflateHead(source: ByteSource, entry: Deflated, start: number, length: number): Uint8Array {
  if (length === 0) return new Uint8Array(0)
  for (let taken = Math.min(entry.compressedSize, HEAD_STEP + length); ; taken = Math.min(entry.compressedSize, taken * 4)) {
    const out = inflatePart(source, entry, source.read(start, taken), taken * MAX_RATIO + 64)
    if (out.length >= length || taken >= entry.compressedSize) return out.subarray(0, length)
  }
}

function inflatePart(source: ByteSource, entry: Deflated, packed: Uint8Array, room: number): Uint8Array {
  try {
    return plain(inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: room }))
  } catch (error) {
    throw notDeflated(source, entry, error)
  }
}

/** The same bytes, not as a Buffer: its `slice` and `toString` mean other things. */
const plain = (buffer: Uint8Array): Uint8Array => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)

function notDeflated(source: ByteSource, entry: Deflated, cause: unknown): UserError {
  const where = { file: source.name, key: entry.name }
  const tooLong = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
  if (tooLong) {
    const message = `${source.name}: ${entry.name} expands to more than the ${entry.size} bytes it claims`
    return new UserError('unsafe', message, 'save the model again with the framework that made it', where, { cause })
  }
  return new UserError(
    'corrupt',
    `${source.name}: ${entry.name} cannot be unpacked`,
    'save the model again, or copy it again in binary mode',
    where,
    { cause },
  )
}

/** A window of another source, under its own name. */
export function partOf(source: ByteSource, name: string, start: number, size: number): ByteSource {
  return {
    name,
    size,
    read(offset, length) {
      requireInside(name, size, offset, length)
      return source.read(start + offset, length)
    },
  }
}

/** A source over bytes that are made at the first read. */
export function memorySource(name: string, size: number, make: () => Uint8Array): ByteSource {
  let bytes: Uint8Array | undefined
  return {
    name,
    size,
    read(offset, length) {
      requireInside(name, size, offset, length)
      bytes ??= make()
      return bytes.subarray(offset, offset + length)
    },
  }
}

function requireInside(name: string, size: number, offset: number, length: number): void {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0 && offset + length <= size) return
  const message = `${name} ends at byte ${size}, but ${length} bytes are needed at ${offset}`
  throw new UserError('truncated', message, 'the file is cut off: copy or save it again, and compare its size with the original', { file: name })
}

/** CRC-32 as zip and gzip have it (polynomial 0xedb88320, reflected); zlib.crc32 is younger than Node 20.0. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = (c & 1) !== 0 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
