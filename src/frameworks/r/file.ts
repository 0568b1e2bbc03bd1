import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { readRFile } from '../../formats/rds/file.ts'
import type { RFile } from '../../formats/rds/read.ts'
import type { ModelFiles } from '../../model/types.ts'

const cache = new WeakMap<ModelFiles, Map<string, RFile | UserError>>()

/** The object of a file; of a workspace a pairlist of its objects. Read once per set of files. @throws UserError `truncated`, `corrupt`, `unsafe` */
export function openR(files: ModelFiles, path: string): RFile {
  const known = cache.get(files) ?? new Map<string, RFile | UserError>()
  cache.set(files, known)
  const found = known.get(path) ?? attempt(files.open(path))
  known.set(path, found)
  if (found instanceof UserError) throw found
  return found
}

function attempt(file: ByteSource): RFile | UserError {
  try {
    return readRFile(file)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}
