import { UserError } from '../errors.ts'

/** The error of a full disk (ENOSPC, or a quota) as its user error; `undefined` for every other error. */
export function diskError(error: unknown): UserError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return undefined
  return diskFull(error)
}

export function diskFull(cause?: unknown): UserError {
  return new UserError('disk-full', 'the disk is full', 'free space on the runner; nothing was published', undefined, { cause })
}
