import type { ModelFiles } from './types.ts'

/**
 * The files of one directory as a model of their own, for wrappers (MLflow, Triton, archives of several models) that hold another framework's model.
 * Paths and source names are relative to `prefix` (`artifacts/model/`, ending in `/`); `label` still tells people where. Closing is the owner's.
 */
export function filesUnder(files: ModelFiles, prefix: string): ModelFiles {
  if (prefix === '') return { ...files, close: () => undefined }
  const inside = files.files.filter((file) => file.path.startsWith(prefix)).map((file) => ({ ...file, path: file.path.slice(prefix.length) }))
  const byPath = new Map(inside.map((file) => [file.path, file]))
  return {
    label: `${files.label}/${prefix.slice(0, -1)}`,
    files: inside,
    find: (path) => byPath.get(path),
    open: (path) => files.open(prefix + path),
    text: (path, limit) => files.text(prefix + path, limit),
    close: () => undefined,
  }
}
