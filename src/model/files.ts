import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats, statSync } from 'node:fs'
import path from 'node:path'
import { UserError } from '../errors.ts'
import type { ByteSource } from '../formats/bytes.ts'
import type { LfsPointer, ModelFiles } from './types.ts'
import { type Excluded, type Found, walk } from './walk.ts'
import { windowSource } from './window-source.ts'

/** The files of a model directory as they lie on disk. */
export interface OpenedFiles extends ModelFiles {
  /** What stayed out of the payload, and why; directories end in `/`. For a notice. */
  readonly excluded: readonly Excluded[]
  /** Real path of the model directory. */
  readonly root: string
  /** Path on disk of a file's bytes (for a link inside the tree: of its target). */
  onDisk(path: string): string
  /** Target of a link inside the tree, relative to the model directory: the same file under its first name. */
  linkTarget(path: string): string | undefined
}

export interface OpenOptions {
  /** Globs (`payload:`): only files that match one, or lie in a directory that matches, are the model's. Default: all. */
  readonly include?: readonly string[]
  /** The model directory must lie in here after links are resolved (the workspace), else `unsafe`. */
  readonly within?: string
}

/** Descriptors open at once: far below the usual limit of 1024; the least recently used is closed and opened again on demand. */
const MAX_OPEN_FILES = 64

/**
 * Lists a model directory and opens windows into its files; nothing is read but the heads of small files (Git LFS pointers, private keys).
 * `directory` may be one file: the model is that file. Links to regular files inside the tree count as files with the target's bytes;
 * links that leave the tree, dangle, loop or name a directory, devices, sockets and pipes are `unsafe` unless they are excluded.
 * Throws UserError `input-invalid` (no such directory), `unsafe`.
 */
export function openModelFiles(directory: string, options: OpenOptions = {}): OpenedFiles {
  const { root, only } = locate(directory, options.within)
  const { found, excluded } = walk(root, { include: options.include ?? [], only })
  const byPath = new Map(found.map((entry) => [entry.file.path, entry]))
  const sources = new Map<string, ByteSource>()
  const descriptors = descriptorPool()

  const entryOf = (name: string): Found => {
    const entry = byPath.get(name)
    if (entry === undefined) throw new Error(`${name} is not among the model's files`)
    return entry
  }

  const open = (name: string): ByteSource => {
    const known = sources.get(name)
    if (known !== undefined) return known
    const { file, disk } = entryOf(name)
    if (file.pointer !== undefined) throw pointerError(name, file.pointer)
    if (file.size === 0) throw emptyError(name)
    const source = windowSource(name, file.size, (target, position) =>
      readSync(descriptors.get(name, disk, file.size), target, 0, target.length, position),
    )
    sources.set(name, source)
    return source
  }

  return {
    label: directory,
    root,
    excluded,
    files: found.map((entry) => entry.file),
    find: (name) => byPath.get(name)?.file,
    open,
    text: (name, limit) => decodeText(open(name), limit),
    onDisk: (name) => entryOf(name).disk,
    linkTarget: (name) => byPath.get(name)?.link,
    close() {
      descriptors.closeAll()
      sources.clear()
    },
  }
}

/** Reads a whole small text through a source. UserError `corrupt` when it is longer than `limit` bytes or no UTF-8. A byte order mark is dropped. */
export function decodeText(source: ByteSource, limit: number): string {
  const where = { file: source.name }
  if (source.size > limit) {
    throw new UserError(
      'corrupt',
      `${source.name} is ${source.size} bytes long; as text at most ${limit} are read`,
      'check that this is the file it claims to be',
      where,
    )
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source.read(0, source.size))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError('corrupt', `${source.name} is not UTF-8 text`, 'save it as UTF-8, or check that this is the file it claims to be', where, {
      cause: error,
    })
  }
}

/** The error for a file that `git lfs` did not fetch. */
export function pointerError(name: string, pointer: LfsPointer): UserError {
  return new UserError(
    'lfs-pointer',
    `${name} is a Git LFS pointer to ${pointer.size} bytes (sha256 ${pointer.sha256.slice(0, 12)}…), not the file itself`,
    'fetch the file: `with: { lfs: true }` in actions/checkout, or `git lfs pull` on your machine',
    { file: name },
  )
}

/** The error for a file that holds nothing although something is read from it. */
export function emptyError(name: string): UserError {
  return new UserError('empty-file', `${name} is empty`, 'save the model again: an interrupted save, copy or download leaves an empty file', {
    file: name,
  })
}

function locate(directory: string, within: string | undefined): { root: string; only: string | undefined } {
  const real = realPath(directory)
  if (within !== undefined) {
    const relative = path.relative(realPath(within), real)
    if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
      throw new UserError('unsafe', `${directory} lies outside of ${within}`, 'the model must lie in the workspace: replace the link by the files')
    }
  }
  const stats = statSync(real)
  if (stats.isDirectory()) return { root: real, only: undefined }
  if (stats.isFile()) return { root: path.dirname(real), only: path.basename(real) }
  throw new UserError('unsafe', `${directory} is neither a directory nor a regular file`, 'name the directory that holds the model')
}

function realPath(directory: string): string {
  try {
    return realpathSync(directory)
  } catch (error) {
    throw new UserError(
      'input-invalid',
      `there is no ${directory} here`,
      'name the directory that holds the model, relative to the working directory; in a workflow, check out the repository first',
      undefined,
      {
        cause: error,
      },
    )
  }
}

function descriptorPool() {
  // a Map keeps insertion order: the first key is the least recently used
  const open = new Map<string, number>()
  return {
    get(name: string, disk: string, size: number): number {
      const known = open.get(name)
      if (known !== undefined) {
        open.delete(name)
        open.set(name, known)
        return known
      }
      for (const [oldest, descriptor] of open) {
        if (open.size < MAX_OPEN_FILES) break
        closeSync(descriptor)
        open.delete(oldest)
      }
      const descriptor = openRegular(name, disk, size)
      open.set(name, descriptor)
      return descriptor
    },
    closeAll() {
      for (const descriptor of open.values()) closeSync(descriptor)
      open.clear()
    },
  }
}

/** Opens what the walk saw: no link followed, no pipe waited for, the same size. */
function openRegular(name: string, disk: string, size: number): number {
  let descriptor: number
  try {
    // both flags are missing on Windows, where neither danger exists in this form
    descriptor = openSync(disk, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw new UserError(
      'corrupt',
      `${name} cannot be opened (${error instanceof Error ? error.message : String(error)})`,
      'check its permissions, and that nothing changes the directory meanwhile',
      { file: name },
      {
        cause: error,
      },
    )
  }
  const stats: Stats = fstatSync(descriptor)
  if (stats.isFile() && stats.size === size) return descriptor
  closeSync(descriptor)
  throw new UserError('corrupt', `${name} changed while it was being read`, 'let nothing write to the model directory during the upload', {
    file: name,
  })
}
