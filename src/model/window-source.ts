import { UserError } from '../errors.ts'
import type { ByteSource } from '../formats/bytes.ts'

/** The longest window: large enough that a walk of small fields costs few system calls, small enough that hundreds of open files cost little. */
const WINDOW_BYTES = 64 * 1024

/**
 * The first window after a jump, one page: between two weights lie a few hundred bytes of headers, and a file of 40,000 weights would else
 * be read as a whole. Reading on from there doubles it.
 */
const FIRST_BYTES = 4 * 1024

/**
 * No format keeps a contract in one piece larger than this; weights are skipped, never read. A reader that asks for more
 * follows a length that a hostile file made up.
 */
const MAX_READ_BYTES = 512 * 1024 * 1024

/** Fills `target` from `position`, returns how many bytes it got: `fs.readSync` over one descriptor, or a copy out of memory. */
export type ReadAt = (target: Uint8Array, position: number) => number

/**
 * A ByteSource over anything that reads at a position, through one window of 4 to 64 KiB (it grows with what is asked for). Reads larger than 64 KiB get their own buffer.
 * Throws UserError `truncated` past the end (also when the file shrank meanwhile), `unsafe` beyond 512 MiB at once.
 */
export function windowSource(name: string, size: number, readAt: ReadAt): ByteSource {
  const longest = Math.min(WINDOW_BYTES, size)
  // as long as what was asked for: thousands of files of which one page is looked at would else fill tens of megabytes with zeros
  let window = new Uint8Array(0)
  let start = 0
  let filled = 0

  const fill = (target: Uint8Array, position: number): void => {
    for (let got = 0; got < target.length; ) {
      const count = readAt(target.subarray(got), position + got)
      if (count <= 0) throw truncated(name, position + got, target.length - got, size)
      got += count
    }
  }

  return {
    name,
    size,
    read(offset, length) {
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > size) {
        throw truncated(name, offset, length, size)
      }
      if (offset >= start && offset + length <= start + filled) return window.subarray(offset - start, offset - start + length)
      if (length > longest) {
        if (length > MAX_READ_BYTES) {
          throw new UserError(
            'unsafe',
            `${name} claims one piece of ${length} bytes at ${offset}`,
            'save the model again with the framework that made it',
            { file: name },
          )
        }
        const piece = new Uint8Array(length)
        fill(piece, offset)
        return piece
      }
      const near = offset >= start - FIRST_BYTES && offset <= start + filled + FIRST_BYTES
      const ahead = near ? Math.min(2 * filled, WINDOW_BYTES) : FIRST_BYTES
      // invalid until it is filled: a failed read must leave no half window behind
      filled = 0
      const span = Math.min(Math.max(length, ahead, FIRST_BYTES), size - offset, longest)
      if (span > window.length) window = new Uint8Array(span)
      fill(window.subarray(0, span), offset)
      start = offset
      filled = span
      return window.subarray(0, length)
    },
  }
}

/** A ByteSource over bytes that are already in memory (members of archives, tests). */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read(offset, length) {
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > bytes.length) {
        throw truncated(name, offset, length, bytes.length)
      }
      return bytes.subarray(offset, offset + length)
    },
  }
}

function truncated(name: string, offset: number, length: number, size: number): UserError {
  return new UserError(
    'truncated',
    `${name} ends at byte ${size}, but ${length} bytes are needed at ${offset}`,
    'the file is cut off: copy or save it again, and compare its size with the original',
    {
      file: name,
    },
  )
}
