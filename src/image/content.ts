import { createHash } from 'node:crypto'
import type { ModelFile } from '../model/types.ts'
import type { Digest } from '../registry/port.ts'
import { readFileChunks } from './read.ts'
import type { Content, ContentFile, Progress } from './types.ts'

/** The files of a payload, and where their bytes lie on disk (OpenedFiles of the model directory has both). */
export interface Payload {
  readonly files: readonly ModelFile[]
  onDisk(path: string): string
}

/** Files read at the same time: one waits for the disk while the other is hashed. */
const PARALLEL = 2

/**
 * Identity of a payload, whatever archive, layer or registry carries it: sha256 of every file, and one digest over all.
 * Files are streamed in constant memory; a Git LFS pointer *is* the sha256 and size of its file and is not read.
 * Throws UserError `corrupt` when a file changes meanwhile.
 */
export async function contentOf(payload: Payload, progress: Progress): Promise<Content> {
  const total = payload.files.reduce((sum, file) => sum + (file.pointer ? 0 : file.size), 0)
  let done = 0
  const see = (bytes: number) => {
    done += bytes
    progress('hashing', done, total)
  }
  const found: ContentFile[] = []
  const queue = payload.files.entries()
  const lane = async () => {
    for (const [index, file] of queue) found[index] = await identify(file, payload, see)
  }
  await Promise.all(Array.from({ length: PARALLEL }, lane))
  return {
    digest: contentDigest(found),
    files: found,
    size: found.reduce((sum, file) => sum + file.size, 0),
  }
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

async function identify(file: ModelFile, payload: Payload, see: (bytes: number) => void): Promise<ContentFile> {
  const { path, executable } = file
  if (file.pointer) return { path, executable, size: file.pointer.size, sha256: file.pointer.sha256, pointer: file.pointer }
  const hash = createHash('sha256')
  let stamp = ''
  const remember = (seen: string) => {
    stamp = seen
  }
  for await (const chunk of readFileChunks(payload.onDisk(path), path, file.size, undefined, remember)) {
    hash.update(chunk)
    see(chunk.length)
  }
  return { path, executable, size: file.size, sha256: hash.digest('hex'), stamp }
}
