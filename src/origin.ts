import { randomUUID } from 'node:crypto'
import type { Origin } from './ports.ts'
import type { Run } from './tools/run.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where an upload comes from: the runner's variables (https://docs.github.com/actions/reference/variables), else what git says of the directory.
 * Every field may be empty; nothing here decides anything but names and annotations.
 */
export async function originOf(env: Environment, run: Run, directory: string): Promise<Origin> {
  const attempt = /^\d+$/.test(env['GITHUB_RUN_ATTEMPT'] ?? '') ? env['GITHUB_RUN_ATTEMPT'] : '1'
  const runId = /^\d+$/.test(env['GITHUB_RUN_ID'] ?? '') ? env['GITHUB_RUN_ID'] : 'local'
  const base = {
    created: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    nonce: `${runId}.${attempt}.${randomUUID()}`,
    workspace: env['GITHUB_ACTIONS'] === 'true' ? (env['GITHUB_WORKSPACE'] ?? '') : '',
  }
  const repository = env['GITHUB_REPOSITORY'] ?? ''
  if (repository !== '') {
    const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com'
    return { ...base, repository: repository.toLowerCase(), source: `${server}/${repository}`, revision: env['GITHUB_SHA'] ?? '' }
  }
  const git = async (...args: readonly string[]): Promise<string> => {
    const ran = await run('git', ['-C', directory, ...args], { timeoutMs: 10_000 })
    return ran.code === 0 ? ran.stdout.trim() : ''
  }
  const remote = await git('config', '--get', 'remote.origin.url')
  return { ...base, repository: '', source: publicUrl(remote), revision: await git('rev-parse', 'HEAD') }
}

/** A remote's address without the login it may carry: annotations are public. `git@host:owner/name.git` and URLs; anything else says nothing. */
export function publicUrl(remote: string): string {
  const scp = /^[\w.-]+@([\w.-]+):([\w./-]+)$/.exec(remote)
  if (scp) return `https://${scp[1]}/${scp[2]?.replace(/\.git$/, '')}`
  if (!URL.canParse(remote)) return ''
  const url = new URL(remote)
  if (!['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol)) return ''
  const path = url.pathname.replace(/\.git$/, '')
  // the port of ssh and git is no web server's
  return url.protocol.startsWith('http') ? `${url.protocol}//${url.host}${path}` : `https://${url.hostname}${path}`
}
