import { closeSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from './errors.ts'

/** One blob of a revision and where it goes. */
export interface TreeEntry {
  /** As git writes it: `100644`. */
  readonly mode: string
  readonly oid: string
  readonly path: string
}

/** Mode of a symbolic link: its blob is the target (gitformat-index). */
export const LINK = '120000'

export interface BlobWriter {
  /** The next piece of git's output; never throws, since a stream calls it. */
  readonly take: (chunk: Uint8Array) => void
  /** Throws UserError `corrupt` where not every blob came, or the file system refused one. */
  readonly end: () => void
}

/** The answers of `git cat-file --batch` (git-cat-file, BATCH OUTPUT): `OID TYPE SIZE\n`, that many bytes, `\n`; in the order of the questions. */
export function blobWriter(entries: readonly TreeEntry[], directory: string): BlobWriter {
  let index = 0
  let header = ''
  /** Bytes of the current blob that are still to come, -1 while its header is read; its line end counts. */
  let left = -1
  let file = -1
  let target: Buffer[] = []
  let failure: unknown

  function begin(): void {
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1]
    const entry = entries[index]
    if (size === undefined || entry === undefined) throw new Error(`git answers ${JSON.stringify(header.slice(0, 100))}`)
    left = Number(size) + 1
    header = ''
    const path = join(directory, entry.path)
    mkdirSync(dirname(path), { recursive: true })
    target = []
    if (entry.mode !== LINK) file = openSync(path, 'wx', entry.mode === '100755' ? 0o755 : 0o644)
  }

  function finish(): void {
    const entry = entries[index]
    if (file >= 0) closeSync(file)
    else if (entry) symlinkSync(Buffer.concat(target).toString('utf8'), join(directory, entry.path))
    file = -1
    left = -1
    index++
  }

  function write(chunk: Uint8Array): void {
    for (let offset = 0; offset < chunk.length; ) {
      if (left < 0) {
        const end = chunk.indexOf(0x0a, offset)
        header += Buffer.from(chunk.subarray(offset, end < 0 ? chunk.length : end)).toString('latin1')
        offset = end < 0 ? chunk.length : end + 1
        if (end >= 0) begin()
        continue
      }
      const part = chunk.subarray(offset, offset + left)
      const content = part.length === left ? part.subarray(0, -1) : part
      if (file >= 0) writeSync(file, content)
      else target.push(Buffer.from(content))
      left -= part.length
      offset += part.length
      if (left === 0) finish()
    }
  }

  return {
    take(chunk) {
      if (failure !== undefined) return
      try {
        write(chunk)
      } catch (error) {
        failure = error
      }
    },
    end() {
      if (file >= 0) closeSync(file)
      file = -1
      if (failure === undefined && index === entries.length) return
      const reason = failure instanceof Error ? failure.message : 'it ended early'
      throw new UserError(
        'corrupt',
        `The files of that revision cannot be written out: ${reason}`,
        'Fetch the revision again (`fetch-depth: 0`), or compare with another one.',
      )
    },
  }
}
