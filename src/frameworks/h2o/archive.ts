import { UserError } from '../../errors.ts'
import { openZip } from '../../formats/zip.ts'
import type { ModelFiles } from '../../model/types.ts'

/** The files of a MOJO: entries of a zip, or of a directory it was unpacked into. */
export interface Archive {
  /** Zip or directory, for messages. */
  readonly name: string
  has(path: string): boolean
  /** @throws UserError `corrupt` where it is missing, is no UTF-8 or longer than the limit */
  text(path: string, limit: number): string
}

export function openArchive(files: ModelFiles, path: string): Archive {
  if (path.endsWith(MODEL_INI)) {
    const folder = path.slice(0, -MODEL_INI.length)
    return {
      name: path,
      has: (entry) => files.find(folder + entry) !== undefined,
      text: (entry, limit) => {
        if (files.find(folder + entry) === undefined) throw missing(path, entry)
        return files.text(folder + entry, limit)
      },
    }
  }
  const zip = openZip(files.open(path))
  return {
    name: path,
    has: (entry) => zip.find(entry) !== undefined,
    text: (entry, limit) => {
      const found = zip.find(entry)
      if (found === undefined) throw missing(path, entry)
      return zip.text(found, limit)
    },
  }
}

export const MODEL_INI = 'model.ini'

const missing = (file: string, entry: string): UserError =>
  new UserError('corrupt', `${file} has no ${entry}`, 'Download the MOJO again: model.download_mojo(path).', { file, key: entry })
