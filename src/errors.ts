/**
 * Everything a user can fix has one of these codes; docs/troubleshooting.md explains each (a test keeps both lists equal).
 * Anything thrown that is not a UserError is a bug of ours and keeps its stack.
 */
export const ERROR_CODES = [
  // the files
  'not-a-model',
  'ambiguous',
  'lfs-pointer',
  'empty-file',
  'truncated',
  'corrupt',
  'unsafe',
  'not-inferable',
  'incomplete',
  // the declaration
  'definition-invalid',
  'contract-conflict',
  // the verdict
  'breaking-change',
  'version-not-higher',
  'bump-too-low',
  'drift',
  // the registry
  'registry-unauthorized',
  'registry-unreachable',
  'registry-broken-answer',
  'repository-invalid',
  'repository-missing',
  'version-taken',
  'upload-interrupted',
  // the environment
  'oras-missing',
  'docker-missing',
  'builder-unsuitable',
  'permission-missing',
  'event-refused',
  'disk-full',
  'input-invalid',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** A place a person can go to: a file, and where it has lines, the line (1-based), column (1-based) and key. */
export interface Place {
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly key?: string
}

/** What happened (`message`), where, and what to write instead (`remedy`). Text from model files in it is raw: renderers escape. */
export class UserError extends Error {
  readonly code: ErrorCode
  readonly remedy: string
  readonly where: Place | undefined

  constructor(code: ErrorCode, message: string, remedy: string, where?: Place, options?: ErrorOptions) {
    // told to people, never traced: frameworks look at thousands of files and find that they are not theirs
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super(message, options)
    Error.stackTraceLimit = limit
    this.name = 'UserError'
    this.code = code
    this.remedy = remedy
    this.where = where
  }
}
