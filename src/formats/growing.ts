import { UserError } from '../errors.ts'

/** What a compressed file may become: the largest forests are some hundred megabytes, and the bytes live in memory. */
export const MAX_EXPANDED_BYTES = 1024 * 1024 * 1024
/** Arrays of zeros compress a thousandfold; this much of that is fine, more of it is a bomb. */
const UNSUSPICIOUS_BYTES = 160 * 1024 * 1024
/** Forests compress about tenfold. */
const MAX_RATIO = 40

/** Bytes that a decompressor appends; earlier ones can be read back. Throws UserError `unsafe` when it grows beyond reason. */
export interface Growing {
  length(): number
  push(byte: number): void
  append(bytes: Uint8Array): void
  /** Repeats `count` bytes from `distance` bytes back; throws UserError `corrupt` before the beginning. */
  repeat(distance: number, count: number): void
  at(index: number): number
  bytes(): Uint8Array
}

/** For the content of the file `name`, which is `compressedSize` bytes long. */
export function growing(name: string, compressedSize: number): Growing {
  let buffer = new Uint8Array(Math.max(1024, Math.min(4 * compressedSize, 64 * 1024 * 1024)))
  let length = 0
  const ensure = (more: number): void => {
    if (length + more <= buffer.length) return
    requireReason(name, compressedSize, length + more)
    const larger = new Uint8Array(Math.max(length + more, Math.min(2 * buffer.length, MAX_EXPANDED_BYTES)))
    larger.set(buffer.subarray(0, length))
    buffer = larger
  }
  return {
    length: () => length,
    push(byte) {
      ensure(1)
      buffer[length++] = byte
    },
    append(bytes) {
      ensure(bytes.length)
      buffer.set(bytes, length)
      length += bytes.length
    },
    repeat(distance, count) {
      if (distance > length || distance < 1) throw damaged(name, 'it refers to bytes before its beginning')
      ensure(count)
      for (let i = 0; i < count; i++, length++) buffer[length] = buffer[length - distance] ?? 0
    },
    at: (index) => buffer[index] ?? 0,
    bytes: () => buffer.subarray(0, length),
  }
}

/** The most that a compressed file of this size may become. */
export const reasonableSize = (compressedSize: number): number =>
  Math.max(UNSUSPICIOUS_BYTES, Math.min(MAX_EXPANDED_BYTES, MAX_RATIO * compressedSize))

/** @throws UserError `unsafe` */
export function requireReason(name: string, compressedSize: number, size: number): void {
  if (size <= reasonableSize(compressedSize)) return
  const message = `${name} expands from ${compressedSize} to more than ${size - 1} bytes: too much to be looked at`
  throw new UserError('unsafe', message, 'Save the model without compression.', { file: name })
}

/** The compressed bytes make no sense. */
export const damaged = (name: string, why: string): UserError =>
  new UserError('corrupt', `${name} cannot be decompressed: ${why}`, 'The file is damaged: save or copy it again.', { file: name })

/** The compressed bytes end early. */
export const cutOff = (name: string): UserError =>
  new UserError(
    'truncated',
    `${name} ends within its compressed bytes`,
    'The file is cut off: copy or save it again, and compare its size with the original.',
    { file: name },
  )
