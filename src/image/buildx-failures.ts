import { type ErrorCode, UserError } from '../errors.ts'
import type { Ran } from '../tools/run.ts'
import { diskFull } from './disk.ts'

/** Why a build failed, by what buildx and BuildKit print; `line` is theirs, raw. */
export type Failure = { readonly kind: Kind; readonly line: string }
type Kind = 'disk-full' | 'command-failed' | 'wrong-platform' | 'unauthorized' | 'unreachable' | 'no-builder' | 'content-missing' | 'unknown'

/** First match wins. Texts as BuildKit 0.32 and buildx 0.36 print them; `content-missing` is what another origin of the model's layers can mend. */
const SIGNS: readonly (readonly [RegExp, Kind])[] = [
  [/no space left on device|disk quota exceeded/i, 'disk-full'],
  [/exec format error/i, 'wrong-platform'],
  [/did not complete successfully: exit code/i, 'command-failed'],
  [/401 Unauthorized|403 Forbidden|insufficient_scope|authorization failed|no basic auth credentials|\bdenied\b|unauthorized:/i, 'unauthorized'],
  [/connection refused|no such host|i\/o timeout|network is unreachable|HTTP response to HTTPS client|x509:|tls: /i, 'unreachable'],
  [
    /no builder .*found|cannot load builder|failed to find driver|cannot connect to the docker daemon|docker API|not implemented for docker driver|not supported for the docker driver/i,
    'no-builder',
  ],
  [/not ?found|missing content|failed to (compute cache key|resolve source metadata)|unknown blob/i, 'content-missing'],
]

export function failureOf(ran: Ran): Failure {
  const line = errorLine(ran.stderr)
  const kind = SIGNS.find(([sign]) => sign.test(ran.stderr))?.[1] ?? 'unknown'
  return { kind, line }
}

/** The last `ERROR:` line of the log, else its last line. */
function errorLine(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? ''
}

const SETUP = 'set a builder up with docker/setup-buildx-action before this step, or use `builder: embedded`'

const MEANING: { readonly [kind in Exclude<Kind, 'disk-full'>]: readonly [code: ErrorCode, message: string, remedy: string] } = {
  'command-failed': ['input-invalid', 'the install-command failed', 'run it in the runtime image by hand; the log above shows its output'],
  'wrong-platform': [
    'builder-unsuitable',
    'the builder cannot run commands of this platform',
    'set QEMU up with docker/setup-qemu-action, or build on a runner of that platform',
  ],
  unauthorized: [
    'registry-unauthorized',
    'the builder may not push',
    'log in before this step (docker/login-action) with an account that may write the repository',
  ],
  unreachable: [
    'builder-unsuitable',
    'the builder does not reach the registry, although this step does',
    'for a registry on this machine give the builder its network (docker/setup-buildx-action, `driver-opts: network=host`) or use `builder: embedded`',
  ],
  'no-builder': ['builder-unsuitable', 'buildx has no builder that can push by digest', SETUP],
  'content-missing': ['builder-unsuitable', 'the builder did not find the layers of the model', SETUP],
  unknown: ['builder-unsuitable', 'buildx failed', SETUP],
}

export function failureError({ kind, line }: Failure, repository: string): UserError {
  if (kind === 'disk-full') return diskFull()
  const [code, message, remedy] = MEANING[kind]
  return new UserError(code, `${message}${repository === '' ? '' : ` (${repository})`}: ${line}`, remedy)
}
