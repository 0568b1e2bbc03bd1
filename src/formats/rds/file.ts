import { constants, gunzipSync } from 'node:zlib'
import type { ByteSource } from '../bytes.ts'
import { compressionOf, expand } from '../compressed.ts'
import { type RFile, readR } from './read.ts'

/** `rds`: one object (`saveRDS`). `rdata`: named objects (`save`). Both may be compressed by gzip, bzip2 or xz. */
export type RFormat = 'rds' | 'rdata'

const NAMES = /\.(?:rds|rda|rdata|robj)$/i
const WORKSPACE = /^RD[XAB][23]\n[XAB]\n/
/** Bytes of `RDX3` and a line feed. */
const WORKSPACE_HEADER = 5
/** Notation and version: big endian, little endian, text. */
const OBJECTS = ['X\n\0\0\0\u0002', 'X\n\0\0\0\u0003', 'B\n\u0002\0\0\0', 'B\n\u0003\0\0\0', 'B\n\0\0\0\u0002', 'B\n\0\0\0\u0003', 'A\n2\n', 'A\n3\n']

/** Bytes that are looked at. */
const HEAD = 1_024

/** By the first bytes; those of bzip2 and xz show nothing before they are expanded, so there the name decides. */
export function formatOf(source: ByteSource): RFormat | null {
  const compression = compressionOf(source)
  const byName: RFormat | null = !NAMES.test(source.name) ? null : /\.rds$/i.test(source.name) ? 'rds' : 'rdata'
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

/** The object of a file, whatever compresses it; of a workspace a pairlist of its objects. @throws UserError `truncated`, `corrupt`, `unsafe` */
export function readRFile(file: ByteSource): RFile {
  const compression = compressionOf(file)
  const source = compression === null ? file : expand(file, compression)
  const start = String.fromCharCode(...source.read(0, Math.min(source.size, 16)))
  return readR(source, WORKSPACE.test(start) ? WORKSPACE_HEADER : 0)
}
