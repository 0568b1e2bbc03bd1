import { type BigIntStats, closeSync, constants, promises as fs, fstatSync, openSync, readSync } from 'node:fs'
import { UserError } from '../errors.ts'

/** Large enough that system calls cost nothing beside hashing, small enough that a few files at a time stay below 10 MB. */
export const CHUNK = 256 * 1024

/** Where buffers are used again and again they may be longer: on a busy machine each piece waits its turn for the disk and for the wire. */
const LONG_CHUNK = 1024 * 1024

/** What the walk saw and nothing else: no link followed, no pipe waited for (both flags are missing on Windows, where neither danger has this form). */
export const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** What the file system says about a file's state: it differs after any change of the content by ordinary means. */
export function stampOf(stats: Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>): string {
  return `${stats.dev}.${stats.ino}.${stats.size}.${stats.mtimeNs}.${stats.ctimeNs}`
}

export interface Reading {
  /** Told at the end which state of the file was read. */
  readonly seen?: (stamp: string) => void
  /** Two buffers of `readingBuffers` that pieces are read into by turns: a piece is good until the one after the next is asked for. Absent: pieces belong to the receiver. */
  readonly buffers?: readonly Buffer[]
}

/** Gigabytes through two buffers: fresh ones would be a hundred megabytes of garbage before anybody collects it. `longest`: bytes of what is read at most. */
export function readingBuffers(longest: number = LONG_CHUNK): readonly Buffer[] {
  const size = Math.min(longest, LONG_CHUNK)
  return [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)]
}

/**
 * Exactly `size` bytes of a file, in pieces. Throws UserError `corrupt` when the file
 * has changed since `stamp` was taken or changes while it is read. `path` names the file in messages.
 */
export async function* readFileChunks(
  file: string,
  path: string,
  size: number,
  stamp?: string,
  { seen, buffers = [] }: Reading = {},
): AsyncGenerator<Uint8Array> {
  if (size <= CHUNK) {
    const { bytes, state } = readSmall(file, path, size, stamp, buffers[0])
    if (size > 0) yield bytes
    seen?.(state)
    return
  }
  const handle = await fs.open(file, OPEN).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  try {
    const stats = await handle.stat({ bigint: true })
    const before = stampOf(stats)
    if (!stats.isFile()) throw changed(path)
    if (stamp !== undefined && before !== stamp) throw changed(path)
    let offset = 0
    for (let turn = 0; offset < size; turn += 1) {
      const buffer = buffers[turn % 2] ?? Buffer.allocUnsafe(CHUNK)
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - offset), offset)
      if (bytesRead === 0) throw changed(path)
      offset += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
    const after = await handle.stat({ bigint: true })
    if (after.size !== BigInt(size) || stampOf(after) !== before) throw changed(path)
    seen?.(before)
  } finally {
    await handle.close()
  }
}

/** A small file in one go, without a trip to the thread pool for each of five calls: thousands of them take a third of the time. */
function readSmall(
  file: string,
  path: string,
  size: number,
  stamp: string | undefined,
  buffer: Buffer = Buffer.allocUnsafe(size),
): { readonly bytes: Uint8Array; readonly state: string } {
  let descriptor: number
  try {
    descriptor = openSync(file, OPEN)
  } catch (error) {
    throw unreadable(path, error)
  }
  try {
    const stats = fstatSync(descriptor, { bigint: true })
    const state = stampOf(stats)
    if (!stats.isFile() || stats.size !== BigInt(size) || (stamp !== undefined && state !== stamp)) throw changed(path)
    const bytes = buffer.subarray(0, size)
    let read = 0
    while (read < size) {
      const more = readSync(descriptor, bytes, read, size - read, read)
      if (more === 0) throw changed(path)
      read += more
    }
    if (stampOf(fstatSync(descriptor, { bigint: true })) !== state) throw changed(path)
    return { bytes, state }
  } finally {
    closeSync(descriptor)
  }
}

export function changed(path: string): UserError {
  return new UserError('corrupt', `${path} changed while it was read`, 'let nothing write to the model directory during the upload', { file: path })
}

export function unreadable(path: string, cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new UserError('corrupt', `${path} cannot be read: ${reason}`, 'check the permissions of the model files', { file: path }, { cause })
}
