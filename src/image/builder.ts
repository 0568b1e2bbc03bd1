import { randomUUID } from 'node:crypto'
import { UserError } from '../errors.ts'
import type { Run } from '../tools/run.ts'
import { onThisMachine } from './base.ts'
import { parseObject } from './parse-object.ts'

export type Wanted = 'auto' | 'buildx' | 'embedded'

/** Who composes the image. `asked`: the user named buildx (or needs it), so nothing else may do instead. */
export type Builder =
  | { readonly kind: 'embedded'; readonly because: string }
  | { readonly kind: 'buildx'; readonly name: string; readonly asked: boolean; readonly created: boolean }

export interface BuilderNeeds {
  readonly wanted: Wanted
  /** Repository as users write it. */
  readonly repository: string
  readonly installCommand: boolean
  readonly run: Run
}

/** Starting a builder may pull its image; answers of a running one take milliseconds. */
const START_MS = 300_000
const ANSWER_MS = 60_000

/**
 * Finds out what can build, or makes it: the selected buildx builder, another one that can push by digest, a new docker-container builder.
 * Both kinds give the same image, so `auto` makes no builder where none is.
 * Throws UserError `docker-missing`, `builder-unsuitable`. A builder with `created` is to be given to `removeBuilder` in the end.
 */
export async function findBuilder(needs: BuilderNeeds): Promise<Builder> {
  const { wanted, installCommand, run } = needs
  const asked = wanted === 'buildx' || installCommand
  if (needs.repository.startsWith('oci:')) return folderBuilder(needs)
  if (wanted === 'embedded') {
    if (!installCommand) return { kind: 'embedded', because: 'asked for' }
    throw new UserError(
      'builder-unsuitable',
      'an install-command needs a builder that runs commands, and `builder: embedded` has none',
      'remove `builder: embedded`, or install into the runtime image instead',
    )
  }
  const version = await run('docker', ['buildx', 'version'], { timeoutMs: ANSWER_MS })
  if (version.code !== 0) {
    if (!asked) return { kind: 'embedded', because: 'docker buildx is not installed' }
    const what = installCommand ? 'install-command needs' : '`builder: buildx` needs'
    throw new UserError(
      'docker-missing',
      `${what} docker with buildx, and there is none: ${lastLine(version.stderr)}`,
      'use a runner with Docker (ubuntu-latest has it), or leave `builder` and `install-command` out',
    )
  }
  const name = (await suitable(run, [])) ?? (await another(run))
  if (name !== null) return { kind: 'buildx', name, asked, created: false }
  if (!asked) return { kind: 'embedded', because: 'no buildx builder here can push by digest (the docker driver cannot)' }
  return create(needs)
}

export async function removeBuilder(builder: Builder, run: Run): Promise<void> {
  if (builder.kind === 'buildx' && builder.created) await run('docker', ['buildx', 'rm', '--force', builder.name], { timeoutMs: ANSWER_MS })
}

function folderBuilder({ wanted, installCommand, repository }: BuilderNeeds): Builder {
  if (installCommand) {
    throw new UserError(
      'builder-unsuitable',
      `install-command needs buildx, which cannot write the folder ${repository}`,
      'publish to a registry (one on localhost will do), or install into the runtime image instead',
    )
  }
  if (wanted === 'buildx') {
    throw new UserError(
      'builder-unsuitable',
      `buildx cannot write the folder ${repository} without losing what others write to it`,
      'leave `builder` out: the embedded builder writes the same image',
    )
  }
  return { kind: 'embedded', because: 'the repository is a folder' }
}

/** Drivers whose builders push by digest; the docker driver answers "not implemented" (docker/buildx build/opt.go). */
const DRIVERS: readonly string[] = ['docker-container', 'remote', 'kubernetes', 'cloud']

/** Name of a builder (the selected one without `names`) if it runs and can push by digest. Starts it where it is stopped. */
async function suitable(run: Run, names: readonly string[]): Promise<string | null> {
  const ran = await run('docker', ['buildx', 'inspect', '--bootstrap', ...names], { timeoutMs: START_MS })
  if (ran.code !== 0) return null
  const value = (key: string) => new RegExp(`^${key}:[ \\t]*(\\S*)`, 'm').exec(ran.stdout)?.[1] ?? ''
  return DRIVERS.includes(value('Driver')) && value('Status') === 'running' ? value('Name') : null
}

/** A suitable builder that is not the selected one. `buildx ls` prints one JSON object per line. */
async function another(run: Run): Promise<string | null> {
  const ran = await run('docker', ['buildx', 'ls', '--format', 'json'], { timeoutMs: ANSWER_MS })
  if (ran.code !== 0) return null
  for (const line of ran.stdout.split('\n').filter((text) => text.startsWith('{'))) {
    const { Name: name, Driver: driver } = parseObject(Buffer.from(line), 'list of builders')
    if (typeof name !== 'string' || typeof driver !== 'string' || !DRIVERS.includes(driver)) continue
    const found = await suitable(run, [name])
    if (found !== null) return found
  }
  return null
}

async function create({ run, repository }: BuilderNeeds): Promise<Builder> {
  const name = `mlambda-${randomUUID().slice(0, 8)}`
  const network = onThisMachine(repository) ? ['--driver-opt', 'network=host'] : []
  const ran = await run('docker', ['buildx', 'create', '--name', name, '--driver', 'docker-container', ...network, '--bootstrap'], {
    timeoutMs: START_MS,
  })
  if (ran.code === 0) return { kind: 'buildx', name, asked: true, created: true }
  await run('docker', ['buildx', 'rm', '--force', name], { timeoutMs: ANSWER_MS })
  throw new UserError(
    'builder-unsuitable',
    `no buildx builder here can push by digest, and none could be made: ${lastLine(ran.stderr)}`,
    'set one up with docker/setup-buildx-action before this step',
  )
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
