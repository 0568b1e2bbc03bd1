import { UserError } from './errors.ts'
import type { Finding } from './frameworks/framework.ts'
import { scanPickles } from './frameworks/pickle-scan.ts'
import { openModelFiles } from './model/files.ts'
import type { ModelFiles } from './model/types.ts'

/** Input `pickle`: what to do about pickles that run code when they are loaded. */
export type PicklePolicy = 'allow' | 'warn' | 'deny'

/** Findings named in one message. */
const MAX_TOLD = 5

/**
 * Findings of the reader and of every pickle among the files, each once. `allow` looks at nothing more. What readers find elsewhere (a Keras Lambda,
 * a file-writing op) is told and refuses nothing: those loaders ask before they run it.
 * @throws UserError `unsafe` under `deny`, where a pickle's finding is critical or high.
 */
export function checkPickles(files: ModelFiles, policy: PicklePolicy, known: readonly Finding[] = []): readonly Finding[] {
  if (policy === 'allow') return known
  const pickled = scanPickles(files)
  const all = [...new Map([...known, ...pickled].map((finding) => [`${finding.where}\n${finding.message}`, finding])).values()]
  const [worst, ...more] = pickled.filter(({ severity }) => severity === 'critical' || severity === 'high')
  if (worst === undefined || policy === 'warn') return all
  const told = [worst, ...more].slice(0, MAX_TOLD).map(({ where, message, severity }) => `${where} ${message} (${severity})`)
  const rest = more.length + 1 - told.length
  throw new UserError(
    'unsafe',
    `Loading this model runs code: ${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
    'Do not load the file. If it is yours and this is meant, save it without that code, or set `pickle: warn`.',
    { file: worst.where.split(': ')[0] ?? worst.where },
  )
}

/**
 * Runs `look`; where it finds no model, or a broken one, because of a dangerous pickle, that is what is told.
 * @throws UserError `unsafe` for such a pickle under `deny`, else what `look` throws.
 */
export function tellingDanger<T>(look: () => T, path: string, policy: PicklePolicy, within: string): T {
  try {
    return look()
  } catch (error) {
    if (error instanceof UserError && BEFORE.includes(error.code)) {
      const files = openModelFiles(path, within === '' ? {} : { within })
      try {
        checkPickles(files, policy)
      } finally {
        files.close()
      }
    }
    throw error
  }
}

/** What a model may be refused as before its pickles are looked at. */
const BEFORE: readonly string[] = ['not-a-model', 'ambiguous', 'corrupt', 'truncated', 'not-inferable']
