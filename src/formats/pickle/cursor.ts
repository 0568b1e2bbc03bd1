import { UserError } from '../../errors.ts'
import type { ByteSource } from '../bytes.ts'

/** Bytes read ahead: opcodes are one to five bytes, a window saves a call for each. */
const WINDOW_BYTES = 32 * 1024
/** A line of protocol 0 (a number, a name, an escaped string): longer ones are no names. */
const MAX_LINE_BYTES = 16 * 1024 * 1024

/** Sequential reading of a source, little-endian. Every read throws UserError `truncated` past the end, before anything is allocated. */
export interface Cursor {
  position(): number
  remaining(): number
  skip(length: number): void
  byte(): number
  uint16(): number
  uint32(): number
  /** u64 as a number; beyond 2^53 it is past any end: `truncated`. */
  uint64(): number
  int32(): number
  double(): number
  /** A view that is valid until the next read. */
  bytes(length: number): Uint8Array
  /** Up to the next newline, which is consumed but not returned. */
  line(): Uint8Array
}

/** Starts at `offset`. The source must not be read by anybody else between a read and the use of its view. */
export function cursorOver(source: ByteSource, offset = 0): Cursor {
  let at = offset
  let window = new Uint8Array(0)
  let view = new DataView(window.buffer)
  let start = 0

  /** Index in the window of the next `length` bytes. */
  const need = (length: number): number => {
    if (at >= start && at + length <= start + window.length) return at - start
    if (length > source.size - at) {
      const remedy = 'The file is cut off or damaged: save the model again, and compare its size with the original.'
      throw new UserError('truncated', `${source.name} ends at byte ${source.size}, but ${length} bytes are needed at ${at}`, remedy, {
        file: source.name,
      })
    }
    const read = source.read(at, Math.max(length, Math.min(WINDOW_BYTES, source.size - at)))
    // a copy: the source's own window moves when lazily kept bytes are looked at
    window = new Uint8Array(read)
    view = new DataView(window.buffer)
    start = at
    return 0
  }

  const fixed =
    (length: number, get: (index: number) => number): (() => number) =>
    () => {
      const index = need(length)
      at += length
      return get(index)
    }

  return {
    position: () => at,
    remaining: () => source.size - at,
    skip(length) {
      if (length > source.size - at) need(length)
      at += length
    },
    byte() {
      const index = need(1)
      at += 1
      return window[index] ?? 0
    },
    uint16: fixed(2, (index) => view.getUint16(index, true)),
    uint32: fixed(4, (index) => view.getUint32(index, true)),
    uint64: fixed(8, (index) => Math.min(Number(view.getBigUint64(index, true)), Number.MAX_SAFE_INTEGER)),
    int32: fixed(4, (index) => view.getInt32(index, true)),
    double: fixed(8, (index) => view.getFloat64(index, false)),
    bytes(length) {
      const index = need(length)
      at += length
      return window.subarray(index, index + length)
    },
    line() {
      for (let length = 256; ; length *= 4) {
        const span = Math.min(length, source.size - at, MAX_LINE_BYTES)
        const index = need(span)
        const end = window.indexOf(10, index)
        if (end >= 0) {
          at = start + end + 1
          return window.subarray(index, end)
        }
        if (span < length) {
          const remedy = 'The file is cut off or no pickle: save the model again.'
          throw new UserError('truncated', `${source.name} ends within a line that begins at byte ${at}`, remedy, { file: source.name })
        }
      }
    },
  }
}
