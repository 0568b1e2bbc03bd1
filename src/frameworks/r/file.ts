import { constants, gunzipSync } from 'node:zlib'
import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { compressionOf, expand } from '../../formats/compressed.ts'
import { type RFile, readR } from '../../formats/rds/read.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'

/** `rds`: one object (`saveRDS`). `rdata`: named objects (`save`). Both may be compressed by gzip, bzip2 or xz. */
export type RFormat = 'rds' | 'rdata'

const NAMES = /\.(?:rds|rda|rdata|robj)$/i
const WORKSPACE = /^RD[XAB][23]\n[XAB]\n/
/** Notation and version: big endian, little endian, text. */
const OBJECTS = ['X\n\0\0\0\u0002', 'X\n\0\0\0\u0003', 'B\n\u0002\0\0\0', 'B\n\u0003\0\0\0', 'B\n\0\0\0\u0002', 'B\n\0\0\0\u0003', 'A\n2\n', 'A\n3\n']

/** Bytes that are looked at. */
const HEAD = 1_024

/** By the first bytes; those of bzip2 and xz show nothing before they are expanded, so there the name decides. */
export function formatOf(source: ByteSource, file: ModelFile): RFormat | null {
  const compression = compressionOf(source)
  const byName: RFormat | null = !NAMES.test(file.path) ? null : /\.rds$/i.test(file.path) ? 'rds' : 'rdata'
  if (compression === null) return formatOfHead(source.read(0, Math.min(source.size, 16)))
  if (compression !== 'gzip') return ['bzip2', 'xz'].includes(compression) ? byName : null
  try {
    const start = gunzipSync(source.read(0, Math.min(source.size, HEAD)), { finishFlush: constants.Z_SYNC_FLUSH })
    return formatOfHead(start.subarray(0, 16))
  } catch {
    // no gzip after all, or damaged in its first bytes
    return byName
  }
}

function formatOfHead(head: Uint8Array): RFormat | null {
  const text = String.fromCharCode(...head)
  if (WORKSPACE.test(text)) return 'rdata'
  return OBJECTS.some((start) => text.startsWith(start)) ? 'rds' : null
}

const cache = new WeakMap<ModelFiles, Map<string, RFile | UserError>>()

/** The object of a file; of a workspace a pairlist of its objects. Read once. @throws UserError `truncated`, `corrupt`, `unsafe` */
export function openR(files: ModelFiles, path: string): RFile {
  const known = cache.get(files) ?? new Map<string, RFile | UserError>()
  cache.set(files, known)
  const found = known.get(path) ?? attempt(files.open(path))
  known.set(path, found)
  if (found instanceof UserError) throw found
  return found
}

function attempt(file: ByteSource): RFile | UserError {
  try {
    const compression = compressionOf(file)
    const source = compression === null ? file : expand(file, compression)
    const start = String.fromCharCode(...source.read(0, Math.min(source.size, 16)))
    return readR(source, WORKSPACE.test(start) ? 5 : 0)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}
