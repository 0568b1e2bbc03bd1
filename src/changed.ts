import { UserError } from './errors.ts'
import { inRepository, lastLine } from './git-tree.ts'
import type { Log } from './log.ts'
import type { Run } from './tools/run.ts'

export interface Question {
  readonly run: Run
  readonly log: Pick<Log, 'notice'>
  /** The revision that the working copy is compared with; `''` where the event names none. */
  readonly since: string
  /** A person wrote the revision: then it must be one. */
  readonly written: boolean
}

/** Which of some paths of the working directory hold files that are not as they were. */
export type Changed = (path: string) => boolean

const TIMEOUT_MS = 120_000

/**
 * Asks git what differs between a revision and the working copy, files that were never committed included: a model may have been trained in this job.
 * A commit that a shallow clone lacks is fetched alone. Where git cannot tell, everything counts as changed, and a notice says why: this saves work and
 * decides nothing.
 * @throws UserError `input-invalid` for a written revision that is none
 */
export async function changedSince({ run, log, since, written }: Question): Promise<Changed> {
  const ask = async (...args: readonly string[]) =>
    await run('git', [...HARMLESS, ...args], { env: { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' }, timeoutMs: TIMEOUT_MS })
  const all = (because: string): Changed => {
    log.notice(`All models count as changed: ${because}`)
    return () => true
  }
  if (since === '') return all('the event names no commit to compare with')
  const prefix = await ask('rev-parse', '--show-prefix')
  if (prefix.code !== 0) return all(`git cannot read this repository (${lastLine(prefix.stderr)})`)
  const known = async (): Promise<boolean> => (await ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`)).code === 0
  if (!(await known())) {
    if (written) {
      throw new UserError(
        'input-invalid',
        `Input only-changed: ${JSON.stringify(since)} is no revision that git knows here.`,
        'Write true, or a branch (origin/main), a tag or a commit; `fetch-depth: 0` of actions/checkout fetches them.',
      )
    }
    const fetched = await ask('fetch', '--no-tags', '--no-recurse-submodules', '--depth=1', 'origin', since)
    if (fetched.code !== 0 || !(await known()))
      return all(`the commit ${since} is not in this clone, and cannot be fetched (${lastLine(fetched.stderr)})`)
  }
  const tracked = await ask('diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--end-of-options', since, '--')
  const untracked = await ask('ls-files', '--others', '--exclude-standard', '--full-name', '-z', ':/')
  const failed = [tracked, untracked].find(({ code }) => code !== 0)
  if (failed) return all(`git cannot compare (${lastLine(failed.stderr)})`)
  const names = [...tracked.stdout.split('\0'), ...untracked.stdout.split('\0')].filter((name) => name !== '')
  return (path) => {
    const own = inRepository(prefix.stdout.trim(), path)
    // a changed submodule is one name: its directory
    return own === '' ? names.length > 0 : names.some((name) => name === own || name.startsWith(`${own}/`) || own.startsWith(`${name}/`))
  }
}

/** No hook or helper program of the repository's own configuration runs. */
const HARMLESS = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'] as const
