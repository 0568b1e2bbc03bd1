import { UserError } from '../errors.ts'
import type { Definition } from './definition-types.ts'
import { cleanPattern, compileGlob, matchesOrParent } from './glob.ts'
import type { ModelFile } from './types.ts'

/** Which files the author named: `include` for openModelFiles (`undefined` = all), and the entries that name nothing here. */
export interface Payload {
  readonly include: readonly string[] | undefined
  readonly missing: readonly string[]
}

/**
 * `payload:` of a definition against the files that are there. An entry is a path (file or directory) or a glob; a path that exists is taken
 * as it is, whatever special characters it has. Throws UserError `definition-invalid` when nothing is left, or for a malformed pattern.
 */
export function choosePayload(definition: Definition | null, files: readonly ModelFile[]): Payload {
  if (definition?.payload === undefined) return { include: undefined, missing: [] }
  const include: string[] = []
  const missing: string[] = []
  for (const [index, written] of definition.payload.entries()) {
    const pattern = cleanPattern(written)
    if (pattern === '') return { include: undefined, missing: [] }
    const literal = files.some(({ path }) => path === pattern || path.startsWith(`${pattern}/`))
    const glob = literal ? pattern.replace(/[\\*?[\]]/g, '\\$&') : pattern
    if (literal || matchesAny(glob, files, definition, index)) include.push(glob)
    else missing.push(written)
  }
  if (include.length === 0) {
    const place = definition.locate(['payload'])
    throw new UserError(
      'definition-invalid',
      `${definition.file}: payload names ${missing.join(', ')}, and nothing of it is here`,
      'correct the paths (relative to this file), or leave payload out: then everything beside this file is the model',
      place,
    )
  }
  return { include, missing }
}

function matchesAny(pattern: string, files: readonly ModelFile[], definition: Definition, index: number): boolean {
  try {
    const glob = compileGlob(pattern)
    return files.some(({ path }) => matchesOrParent(glob, path))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError('definition-invalid', `${definition.file}: ${error.message}`, error.remedy, definition.locate(['payload', String(index)]), {
      cause: error,
    })
  }
}
