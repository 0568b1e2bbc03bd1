import { createHash } from 'node:crypto'
import { createGzip } from 'node:zlib'
import { UserError } from '../errors.ts'
import type { Blob, Digest } from '../registry/port.ts'
import { CHUNK, type Reading, readFileChunks, readingBuffers } from './read.ts'
import { BLOCK, type Member, padding, TRAILER, tarHeader } from './tar.ts'
import type { Compression, Entry, LayerPlan } from './types.ts'

/** OCI image-spec layer.md: media types of layers by compression. */
export const LAYER_TYPE = {
  none: 'application/vnd.oci.image.layer.v1.tar',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const

/** A layer up to this stays in memory between hashing and sending, instead of opening its many small files twice. Bundles of small files are a few MiB. */
const MAX_KEPT = 4 * 1024 * 1024

/** A layer whose bytes have been read once: ready to be asked for and sent. */
export interface HashedLayer {
  readonly blob: Blob
  /** Digest of the uncompressed tar, as the image config lists it. */
  readonly diffId: Digest
}

/** An entry as far as its place in the tar goes. */
export type Placed = Pick<Entry, 'path' | 'size' | 'mode' | 'link'>

/** Bytes of the finished tar, known before any content is read. */
export function layerSize(entries: readonly Placed[]): number {
  let size = TRAILER
  for (const { member } of members(entries)) size += tarHeader(member).length + member.size + padding(member.size)
  return size
}

/** Where the content of one entry begins in the tar, in bytes; the size of the tar where there is no such entry. */
export function contentOffset(entries: readonly Placed[], path: string): number {
  let offset = 0
  for (const { member } of members(entries)) {
    offset += tarHeader(member).length
    if (member.path === path) return offset
    offset += member.size + padding(member.size)
  }
  return offset + TRAILER
}

/**
 * Reads a layer once and says what it is; memory stays constant at any size.
 * `progress` gets the number of bytes of every piece. Throws UserError `corrupt` when a file changed since it was hashed.
 */
export async function hashLayer(layer: LayerPlan, compression: Compression, progress: (bytes: number) => void): Promise<HashedLayer> {
  if (compression === 'zstd') {
    throw new UserError(
      'input-invalid',
      'compression zstd is not available here',
      'use `compression: none` (weights hardly compress) or `compression: gzip`',
    )
  }
  const diff = createHash('sha256')
  // only hashing is done with a piece, or a copy, before the next one is read
  const packing = compression === 'none' ? { buffers: readingBuffers(layer.size <= MAX_KEPT ? Math.min(layer.size, CHUNK) : layer.size) } : {}
  const plain = observed(tarStream(layer.entries, packing), (chunk) => {
    diff.update(chunk)
    progress(chunk.length)
  })
  if (compression === 'none') {
    // in one piece: thousands of small ones are more garbage than they are content
    const kept = layer.size <= MAX_KEPT ? Buffer.allocUnsafeSlow(layer.size) : null
    let offset = 0
    for await (const chunk of plain) {
      kept?.set(chunk, offset)
      offset += chunk.length
    }
    const digest: Digest = `sha256:${diff.digest('hex')}`
    const open = kept ? () => onePiece(kept) : () => tarStream(layer.entries)
    return { diffId: digest, blob: { digest, size: layer.size, mediaType: LAYER_TYPE.none, open } }
  }
  const packed = createHash('sha256')
  let size = 0
  for await (const chunk of gzipped(plain)) {
    packed.update(chunk)
    size += chunk.length
  }
  const digest: Digest = `sha256:${packed.digest('hex')}`
  return {
    diffId: `sha256:${diff.digest('hex')}`,
    blob: { digest, size, mediaType: LAYER_TYPE.gzip, open: () => gzipped(tarStream(layer.entries)) },
  }
}

async function* onePiece(kept: Uint8Array): AsyncGenerator<Uint8Array> {
  yield kept
}

/** How files are read while they are packed. */
export interface Packing extends Reading {
  /** Sees a file's own bytes, without what the tar adds. */
  readonly content?: (chunk: Uint8Array) => void
}

/** The layer's tar, streamed in pieces of at most a mebibyte. */
export async function* tarStream(entries: readonly Entry[], packing: Packing = {}): AsyncGenerator<Uint8Array> {
  for (const { member, entry } of members(entries)) {
    yield tarHeader(member)
    if (!entry || entry.size === 0) continue
    yield* contentOfEntry(entry, packing)
    const pad = padding(entry.size)
    if (pad > 0) yield Buffer.alloc(pad)
  }
  yield Buffer.alloc(TRAILER)
}

async function* contentOfEntry({ path, size, from }: Entry, packing: Packing): AsyncGenerator<Uint8Array> {
  if ('bytes' in from) yield from.bytes
  else if ('file' in from) {
    for await (const chunk of readFileChunks(from.file, path, size, from.stamp, packing)) {
      packing.content?.(chunk)
      yield chunk
    }
  } else {
    throw new UserError(
      'lfs-pointer',
      `${path} is a Git LFS pointer whose file (${from.pointer.size} bytes) is neither here nor published`,
      'check the repository out with `lfs: true` (actions/checkout) or run `git lfs pull`',
      { file: path },
    )
  }
}

/**
 * Files and their directories in the order of a depth-first walk that sorts the names of each directory by bytes, as BuildKit's differ walks:
 * `a/`, `a/x`, `a-b`. (Sorting whole paths would put `a-b` before `a/x`.)
 */
function members<E extends Placed>(entries: readonly E[]): { readonly member: Member; readonly entry?: E }[] {
  const sorted = entries.map((entry) => ({ entry, names: entry.path.split('/') })).sort((a, b) => compareNames(a.names, b.names))
  const result: { member: Member; entry?: E }[] = []
  let open: readonly string[] = []
  for (const { entry, names } of sorted) {
    let shared = 0
    while (shared < names.length - 1 && shared < open.length && names[shared] === open[shared]) shared += 1
    for (let depth = shared + 1; depth < names.length; depth += 1) {
      result.push({ member: { path: `${names.slice(0, depth).join('/')}/`, size: 0, mode: 0o755, type: 'directory' } })
    }
    open = names.slice(0, -1)
    const { path, size, mode, link } = entry
    result.push({ member: { path, size, mode, ...(link === undefined ? { type: 'file' as const } : { type: 'link' as const, link }) }, entry })
  }
  return result
}

/** Path order by components; bytes of UTF-8, because JavaScript's own order is that of UTF-16 code units. */
export function compareNames(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const [left = '', right = ''] = [a[index], b[index]]
    if (left !== right) return Buffer.compare(Buffer.from(left), Buffer.from(right))
  }
  return a.length - b.length
}

async function* observed(stream: AsyncIterable<Uint8Array>, see: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    see(chunk)
    yield chunk
  }
}

/** RFC 1952 §2.3.1: byte 9 names the operating system; 255 is "unknown", so that every machine writes the same. The mtime is 0 by zlib's default. */
const GZIP_OS_BYTE = 9
const GZIP_OS_UNKNOWN = 255

async function* gzipped(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: 6, chunkSize: 128 * BLOCK })
  const feed = feedInto(gzip, stream)
  // A failed source destroys the stream, which makes the loop below throw; the promise itself must not be unhandled meanwhile.
  feed.catch(() => {})
  let first = true
  for await (const chunk of gzip) {
    if (first && chunk instanceof Uint8Array) chunk[GZIP_OS_BYTE] = GZIP_OS_UNKNOWN
    first = false
    yield chunk
  }
  await feed
}

async function feedInto(gzip: ReturnType<typeof createGzip>, stream: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of stream) {
      if (!gzip.write(chunk)) await new Promise<void>((resolve) => gzip.once('drain', () => resolve()))
    }
    gzip.end()
  } catch (error) {
    gzip.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}
