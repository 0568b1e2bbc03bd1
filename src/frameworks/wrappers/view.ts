import type { ModelFiles } from '../../model/types.ts'

/** The same files, fewer of them, under their own paths: what a wrapper points to. `label` is for messages. */
export function viewOf(files: ModelFiles, label: string, keep: (path: string) => boolean): ModelFiles {
  const kept = files.files.filter(({ path }) => keep(path))
  const paths = new Set(kept.map(({ path }) => path))
  return {
    ...files,
    label,
    files: kept,
    find: (path) => (paths.has(path) ? files.find(path) : undefined),
    // the files belong to who opened them
    close: () => undefined,
  }
}

/** The files at a path: the file itself with its parts beside it (`model.pkl_01.npy` of old joblib), or everything below the directory. '' is everything. */
export function viewAt(files: ModelFiles, label: string, path: string): ModelFiles {
  if (path === '') return viewOf(files, label, () => true)
  return viewOf(files, label, (other) => other === path || other.startsWith(`${path}/`) || (other.startsWith(`${path}_`) && other.endsWith('.npy')))
}

/** Whether a file, or anything below a directory, lies at a path. */
export function isThere(files: ModelFiles, path: string): boolean {
  return files.files.some((file) => file.path === path || file.path.startsWith(`${path}/`))
}

/** A path as a wrapper writes it, from the directory it lies in: `./x`, `x/`, `a//b`. `null` where it leads out of the model, or is no path here. */
export function resolved(directory: string, written: string): string | null {
  if (/^[a-z][a-z0-9+.-]+:/i.test(written) || written.startsWith('/') || written.includes('\\')) return null
  const parts: string[] = directory === '' ? [] : directory.split('/')
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

/** `''` for a file at the top, else its directory without the slash. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** A path below a directory. */
export const below = (directory: string, name: string): string => (directory === '' ? name : `${directory}/${name}`)

/** What a wrapper that describes a whole directory covers. */
export const allBelow = (directory: string): string => `${directory}/`

/** Wrapper files looked at: a repository of models has tens. */
const MAX_WRAPPERS = 1_000
/** Bytes of a wrapper file that say whether it is one. */
const HEAD_BYTES = 64 * 1024

/** The files of these names, at any depth, whose first 64 KiB as text pass `isOne`; pulled and not empty. */
export function filesNamed(files: ModelFiles, isNamed: (name: string) => boolean, isOne: (head: string) => boolean): readonly string[] {
  return files.files
    .filter(({ path, size, pointer }) => size > 0 && pointer === undefined && isNamed(path.slice(path.lastIndexOf('/') + 1)))
    .slice(0, MAX_WRAPPERS)
    .filter(({ path, size }) => isOne(new TextDecoder().decode(files.open(path).read(0, Math.min(size, HEAD_BYTES)))))
    .map(({ path }) => path)
}
