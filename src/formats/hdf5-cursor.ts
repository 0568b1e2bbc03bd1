import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/**
 * What the parts of an HDF5 file share: where it lies, how wide its addresses and lengths are, and how much may still be read.
 * Spec: HDF5 File Format Specification 3.0 (section numbers in the other hdf5 files).
 */
export interface Hdf5Context {
  readonly source: ByteSource
  /** Bytes before the superblock; every address counts from here. */
  readonly base: number
  /** Bytes of an address. */
  readonly offsetSize: number
  /** Bytes of a length. */
  readonly lengthSize: number
  /** The bytes at an address, as the caller's own. Throws UserError `truncated`, `corrupt`, or `unsafe` when a file keeps us reading. */
  block(address: number, length: number): Cursor
}

/** Structures read per file: a model of 10,000 layers needs some ten thousand; cycles of a hostile one end here. */
const MAX_BLOCKS = 200_000
/** Bytes read per file: the largest `model_config` seen has 4 MB. */
const MAX_BYTES = 256 * 1024 * 1024

/** "Undefined address" (spec IV.A): all bits set. */
export const UNDEFINED = -1

export interface Cursor {
  readonly length: number
  /** Bytes from the start; may be set. */
  at: number
  left(): number
  skip(count: number): void
  /** Little-endian unsigned integer of 1 to 8 bytes; beyond 2^53 the file is corrupt, all bits set in 8 bytes are `UNDEFINED`. */
  uint(size: number): number
  bytes(count: number): Uint8Array
  /** Four letters. */
  magic(): string
}

export function contextOf(source: ByteSource, base: number, offsetSize: number, lengthSize: number): Hdf5Context {
  let blocks = 0
  let total = 0
  return {
    source,
    base,
    offsetSize,
    lengthSize,
    block(address, length) {
      if (address < 0) throw corrupt(source, 'refers to a part that it does not have')
      blocks += 1
      total += length
      if (blocks > MAX_BLOCKS || total > MAX_BYTES) {
        const message = `${source.name} leads in circles: more than ${MAX_BLOCKS} structures or ${MAX_BYTES} bytes would have to be read`
        throw new UserError('unsafe', message, 'save the model again with the framework that made it', { file: source.name })
      }
      return cursorOf(source, source.read(base + address, length).slice())
    },
  }
}

/** A walk through bytes in memory. Reading past their end is `corrupt`: the structure is longer than what holds it. */
export function cursorOf(source: ByteSource, data: Uint8Array): Cursor {
  const take = (cursor: Cursor, count: number): number => {
    const start = cursor.at
    if (count < 0 || start < 0 || start + count > data.length) throw corrupt(source, 'holds a structure that is longer than its place')
    cursor.at = start + count
    return start
  }
  return {
    length: data.length,
    at: 0,
    left() {
      return data.length - this.at
    },
    skip(count) {
      take(this, count)
    },
    uint(size) {
      const start = take(this, size)
      let value = 0
      let ones = true
      for (let i = size - 1; i >= 0; i--) {
        const byte = data[start + i] ?? 0
        value = value * 256 + byte
        ones &&= byte === 0xff
      }
      if (ones && size >= 4) return UNDEFINED
      if (value > Number.MAX_SAFE_INTEGER) throw corrupt(source, 'holds an address or length beyond 2^53')
      return value
    },
    bytes(count) {
      const start = take(this, count)
      return data.subarray(start, start + count)
    },
    magic() {
      return String.fromCharCode(...this.bytes(4))
    },
  }
}

export function corrupt(source: ByteSource, what: string): UserError {
  return new UserError('corrupt', `${source.name} ${what}`, 'save the model again, or copy it again in binary mode', { file: source.name })
}
