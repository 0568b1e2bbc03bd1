import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import type { Zip, ZipEntry } from '../../formats/zip.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'

/** A deflated model is inflated into memory to be read; larger ones are left unread and said so. */
export const MAX_INFLATED = 256 * 1024 * 1024

/**
 * The entries of a zip archive as files of a model, below the path of the archive: `digits.mar/digits.pt`. Entries whose names lead elsewhere
 * are not there. Throws UserError `empty-file`, `corrupt`, `truncated`, `unsafe` when a file is opened.
 */
export function filesInZip(zip: Zip, archive: string): ModelFiles {
  const byPath = new Map<string, ZipEntry>()
  for (const entry of zip.entries) {
    const isPlain = !entry.directory && !entry.name.split('/').some((part) => part === '' || part === '.' || part === '..')
    if (isPlain) byPath.set(`${archive}/${entry.name}`, entry)
  }
  const files = [...byPath].map(([path, { size }]): ModelFile => ({ path, size, executable: false })).sort((a, b) => (a.path < b.path ? -1 : 1))
  const entryAt = (path: string): ZipEntry => {
    const entry = byPath.get(path)
    if (entry === undefined) throw new Error(`${path} is not in ${archive}`)
    return entry
  }
  return {
    label: archive,
    files,
    find: (path) => files.find((file) => file.path === path),
    open(path): ByteSource {
      const entry = entryAt(path)
      if (entry.size === 0) {
        throw new UserError('empty-file', `${path} is empty`, 'archive the model again: the file held nothing when it was packed', { file: path })
      }
      return { ...zip.open(entry), name: path }
    },
    text: (path, limit) => zip.text(entryAt(path), limit),
    close: () => undefined,
  }
}
