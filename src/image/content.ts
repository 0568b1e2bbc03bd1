import { createHash } from 'node:crypto'
import type { ModelFile } from '../model/types.ts'
import type { Digest } from '../registry/port.ts'
import type { HashThreads } from '../tools/hash-threads.ts'
import { changed, OPEN, readFileChunks, readingBuffers, stampOf, unreadable } from './read.ts'
import type { Content, ContentFile, Progress } from './types.ts'

/** The files of a payload, and where their bytes lie on disk (OpenedFiles of the model directory has both). */
export interface Payload {
  readonly files: readonly ModelFile[]
  onDisk(path: string): string
}

/** Below this, starting threads costs more than they save. */
const WORTH_THREADS = 64 * 1024 * 1024

/** Starts threads that hash files side by side (tools/hash-threads.ts). */
export type StartThreads = (wanted: number) => HashThreads

/**
 * Identity of a payload, whatever archive, layer or registry carries it: sha256 of every file, and one digest over all.
 * Files are read in constant memory, large ones on all processors; a Git LFS pointer *is* the sha256 and size of its file and is not read.
 * What is `known` already (read while it was sent) is not read again. Throws UserError `corrupt` when a file changes meanwhile.
 */
export async function contentOf(
  payload: Payload,
  progress: Progress,
  options: { readonly threads?: StartThreads; readonly known?: readonly ContentFile[] } = {},
): Promise<Content> {
  const known = new Map((options.known ?? []).map((file) => [file.path, file]))
  const unread = payload.files.filter((file) => !file.pointer && !known.has(file.path))
  const total = unread.reduce((sum, file) => sum + file.size, 0)
  let done = 0
  const see = (bytes: number) => {
    done += bytes
    progress('hashing', done, total)
  }
  const read = total < WORTH_THREADS || !options.threads ? readHere : readInThreads(options.threads)
  for (const file of await read(unread, payload, see)) known.set(file.path, file)
  const files = payload.files.map((file) => known.get(file.path) ?? pointedTo(file))
  return { digest: contentDigest(files), files, size: files.reduce((sum, file) => sum + file.size, 0) }
}

type Reader = (files: readonly ModelFile[], payload: Payload, see: (bytes: number) => void) => Promise<readonly ContentFile[]>

/** Files read at the same time: one waits for the disk while the other is hashed. */
const PARALLEL = 2

const readHere: Reader = async (files, payload, see) => {
  const buffers = Array.from({ length: PARALLEL }, readingBuffers)
  return await inLanes(files, PARALLEL, (file, lane) => identify(file, payload, see, buffers[lane] ?? []))
}

function readInThreads(start: StartThreads): Reader {
  return async (files, payload, see) => {
    const threads = start(files.length)
    try {
      // the largest first: a lane that takes it last would work alone
      const queue = [...files].sort((a, b) => b.size - a.size)
      return await inLanes(queue, threads.lanes, async ({ path, executable, size }, lane) => {
        const hashed = await threads.hash(lane, payload.onDisk(path), OPEN, size, see)
        if (hashed.outcome === 'changed') throw changed(path)
        if (hashed.outcome === 'unreadable') throw unreadable(path, hashed.reason)
        return { path, executable, size, sha256: hashed.sha256, stamp: stampOf(hashed.state) }
      })
    } finally {
      await threads.close()
    }
  }
}

async function inLanes<T, R>(items: readonly T[], lanes: number, work: (item: T, lane: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const queue = items.entries()
  const run = async (lane: number) => {
    for (const [index, item] of queue) results[index] = await work(item, lane)
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)))
  return results
}

function pointedTo({ path, executable, pointer }: ModelFile): ContentFile {
  if (!pointer) throw new Error(`${path} was neither read nor is it a pointer`)
  return { path, executable, size: pointer.size, sha256: pointer.sha256, pointer }
}

/**
 * `sha256:` of the lines `SHA256  PATH\n` (as sha256sum prints them) in order of the paths' UTF-8 bytes.
 * A path with a line break is written as sha256sum writes it: a backslash before the line, `\n` and `\\` in the path.
 */
export function contentDigest(files: readonly { readonly path: string; readonly sha256: string }[]): Digest {
  const lines = files
    .map((file) => ({ key: Buffer.from(file.path), line: sumLine(file.sha256, file.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
  const hash = createHash('sha256')
  for (const { line } of lines) hash.update(line)
  return `sha256:${hash.digest('hex')}`
}

/** GNU coreutils manual, md5sum invocation: escaping of file names. */
function sumLine(sha256: string, path: string): string {
  if (!/[\n\r\\]/.test(path)) return `${sha256}  ${path}\n`
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return `\\${sha256}  ${escaped}\n`
}

async function identify(file: ModelFile, payload: Payload, see: (bytes: number) => void, buffers: readonly Buffer[]): Promise<ContentFile> {
  const { path, executable } = file
  const hash = createHash('sha256')
  let stamp = ''
  const remember = (seen: string) => {
    stamp = seen
  }
  for await (const chunk of readFileChunks(payload.onDisk(path), path, file.size, undefined, { seen: remember, buffers })) {
    hash.update(chunk)
    see(chunk.length)
  }
  return { path, executable, size: file.size, sha256: hash.digest('hex'), stamp }
}
