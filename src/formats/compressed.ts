import { constants, gunzipSync, inflateSync } from 'node:zlib'
import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import { unBzip2 } from './bzip2.ts'
import { cutOff, damaged, MAX_EXPANDED_BYTES, reasonableSize, requireReason } from './growing.ts'
import { unLz4 } from './lz4.ts'
import { unLzma } from './lzma.ts'
import { unXz } from './xz.ts'
import { memorySource } from './zip-entry.ts'

/** What joblib, gzip, bz2, xz and friends write around a whole file. */
export type Compression = 'zlib' | 'gzip' | 'bzip2' | 'xz' | 'lzma' | 'lz4' | 'zfile'

/** A compressed file larger than this is not read into memory to be expanded. */
const MAX_COMPRESSED_BYTES = 512 * 1024 * 1024

/** By the first bytes, never by the name; null where it is not compressed. */
export function compressionOf(source: ByteSource): Compression | null {
  const head = source.read(0, Math.min(6, source.size))
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x1f, 0x8b, 8)) return 'gzip'
  // RFC 1950: deflate, and the two bytes are a multiple of 31
  if (head[0] === 0x78 && ((0x78 << 8) + (head[1] ?? 1)) % 31 === 0) return 'zlib'
  if (starts(0x42, 0x5a, 0x68) && (head[3] ?? 0) >= 0x31 && (head[3] ?? 0) <= 0x39) return 'bzip2'
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)) return 'xz'
  if (starts(0x5d, 0, 0)) return 'lzma'
  if (starts(0x04, 0x22, 0x4d, 0x18)) return 'lz4'
  if (starts(0x5a, 0x46, 0x30, 0x78)) return 'zfile'
  return null
}

/**
 * The expanded bytes of a compressed file, in memory, made at once.
 * @throws UserError `truncated`, `corrupt`, `unsafe` (expands beyond reason)
 */
export function expand(source: ByteSource, compression: Compression): ByteSource {
  if (source.size > MAX_COMPRESSED_BYTES) requireReason(source.name, source.size, MAX_EXPANDED_BYTES + 1)
  const input = source.read(0, source.size)
  const bytes = EXPAND[compression](source.name, input)
  return memorySource(source.name, bytes.length, () => bytes)
}

const EXPAND: Readonly<Record<Compression, (name: string, input: Uint8Array) => Uint8Array>> = {
  zlib: (name, input) => byZlib(name, input, inflateSync),
  gzip: (name, input) => byZlib(name, input, gunzipSync),
  bzip2: unBzip2,
  xz: unXz,
  lzma: unLzma,
  lz4: unLz4,
  zfile: (name, input) => byZlib(name, input.subarray(zfileHeader(input)), inflateSync),
}

/** Pickled arrays become a third to a twelfth of their size. */
const LIKELY_RATIO = 12
const LEAST_CHUNK = 64 * 1024

function byZlib(name: string, input: Uint8Array, inflate: typeof inflateSync): Uint8Array {
  try {
    const limit = reasonableSize(input.length)
    // one piece where it can be: pieces are copied together in the end, and then stand in memory twice
    const chunkSize = Math.max(LEAST_CHUNK, Math.min(limit, LIKELY_RATIO * input.length))
    return inflate(input, { maxOutputLength: limit, chunkSize, finishFlush: constants.Z_FINISH })
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error
    const code = 'code' in error ? error.code : undefined
    if (code === 'ERR_BUFFER_TOO_LARGE') requireReason(name, input.length, reasonableSize(input.length) + 1)
    if (code === 'Z_BUF_ERROR') throw cutOff(name)
    throw damaged(name, error.message)
  }
}

/** joblib before 0.10: `ZF0x`, the size in hexadecimal padded to 19 or 20 characters, then zlib. Source: joblib/numpy_pickle_compat.py, `read_zfile`. */
const zfileHeader = (input: Uint8Array): number =>
  input[20] === 0x78 || input[21] !== 0x78 ? ([20, 19, 21].find((at) => input[at] === 0x78) ?? 20) : 21
