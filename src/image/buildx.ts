import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { Digest, Manifest, Repository } from '../registry/port.ts'
import { isDigest } from '../registry/reference.ts'
import type { Ran, Run } from '../tools/run.ts'
import { BUILDX_ENVIRONMENT, buildxArguments, dockerfile } from './buildx-arguments.ts'
import { type Failure, failureError, failureOf } from './buildx-failures.ts'
import type { Composed } from './compose.ts'
import { diskError } from './disk.ts'
import { composeEmbedded } from './embedded.ts'
import { writeLayout } from './layout.ts'
import { manifestParts } from './manifest-parts.ts'
import { parseObject } from './parse-object.ts'
import type { SentLayer } from './send.ts'
import type { Compression, Plan, Progress } from './types.ts'

export interface BuildxParts {
  readonly plan: Plan
  readonly image: Composed
  readonly sent: readonly SentLayer[]
  readonly repository: Repository
  /** Name of the builder. */
  readonly builder: string
  readonly compression: Compression
  readonly run: Run
  readonly progress: Progress
}

export interface Built {
  readonly manifest: Manifest
  /** Something people should know. */
  readonly notice?: string
}

/**
 * Where `FROM model` reads the image from.
 * `lazy`: a layout without layers; BuildKit asks the registry for them, finds them and skips them. Kilobytes move.
 * `registry`: the image by digest, pushed before; needed where a command runs in it, because then its bytes must be unpacked.
 * `complete`: a layout with all layers, on disk: nothing is asked of the registry before the push.
 */
type Origin = 'lazy' | 'registry' | 'complete'

/**
 * Lets buildx compose the image from layers that the registry already has, and push it by digest.
 * The next origin is tried only on evidence: a build that failed because content wasn't found where it was expected.
 * Throws UserError `builder-unsuitable`, `registry-unauthorized`, `disk-full`, `input-invalid` (install command failed).
 */
export async function composeWithBuildx(parts: BuildxParts): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'mlambda-image-'))
  try {
    const context = join(folder, 'context')
    await mkdir(context)
    await writeFile(join(context, 'Dockerfile'), dockerfile(parts.plan.installCommand))
    let failure: Failure | undefined
    for (const origin of originsOf(parts.plan)) {
      const metadataFile = join(folder, `${origin}.json`)
      const model = await provide(origin, join(folder, origin), parts)
      const ran = await build({ ...parts, model, context, metadataFile })
      if (ran.code === 0) return await resultOf(parts, await digestIn(metadataFile))
      failure = failureOf(ran)
      if (failure.kind !== 'content-missing') break
    }
    throw failureError(failure ?? { kind: 'unknown', line: '' }, parts.repository.name)
  } catch (error) {
    throw diskError(error) ?? error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function originsOf(plan: Plan): readonly Origin[] {
  const first: readonly Origin[] = plan.installCommand === undefined ? ['lazy', 'registry'] : ['registry']
  // the runtime's layers are never on this disk
  return plan.base === undefined ? [...first, 'complete'] : first
}

async function provide(origin: Origin, folder: string, { image, sent, repository }: BuildxParts): Promise<string> {
  if (origin === 'registry') {
    await composeEmbedded(image, repository)
    return `docker-image://${repository.name}@${image.manifest.digest}`
  }
  await writeLayout(folder, image.manifest, image.config, origin === 'complete' ? sent.map(({ blob }) => blob) : [])
  return `oci-layout://${folder}@${image.manifest.digest}`
}

/** Milliseconds. */
const TELL_EVERY = 1000

async function build(call: BuildxParts & { readonly model: string; readonly context: string; readonly metadataFile: string }): Promise<Ran> {
  const { builder, repository, model, compression, context, metadataFile, plan } = call
  const argv = buildxArguments({ builder, repository: repository.name, model, compression, platform: plan.platform, context, metadataFile })
  const step = plan.installCommand === undefined ? 'composing with buildx' : 'running the install-command in buildx'
  const tell = (): void => call.progress(step, 0, 0)
  tell()
  // BuildKit prints nothing while a command is silent
  const clock = setInterval(tell, TELL_EVERY)
  try {
    return await call.run('docker', argv, { env: BUILDX_ENVIRONMENT })
  } finally {
    clearInterval(clock)
  }
}

async function digestIn(metadataFile: string): Promise<Digest> {
  const digest = parseObject(await readFile(metadataFile), 'metadata of buildx')['containerimage.digest']
  if (!isDigest(digest)) throw failureError({ kind: 'unknown', line: 'it reported no digest' }, '')
  return digest
}

/** What the registry holds now: the very image, or the image with what a command added to it. */
async function resultOf({ plan, image, repository }: BuildxParts, digest: Digest): Promise<Built> {
  if (digest === image.manifest.digest) return { manifest: image.manifest }
  // A builder that has met the same files in another compression names those blobs. Ours are in the registry: they are named instead.
  if (plan.installCommand === undefined) return { manifest: await composeEmbedded(image, repository), notice: REWRITTEN }
  const manifest = await repository.get(digest)
  if (manifest === null) {
    throw new UserError(
      'builder-unsuitable',
      `buildx reported ${digest}, but ${repository.name} does not have it`,
      'check where the builder pushes to (mirrors, proxies)',
    )
  }
  const configDigest = manifestParts(manifest).config
  const config = await repository.getBlob(configDigest, MAX_CONFIG)
  const ours = diffIds(image.config.bytes)
  const built = config === null ? [] : diffIds(config)
  if (!ours.every((id, index) => id === built[index])) {
    throw new UserError(
      'builder-unsuitable',
      'the builder did not build on the layers of the model',
      'update the builder (docker/setup-buildx-action installs a recent BuildKit)',
    )
  }
  return { manifest }
}

const REWRITTEN = 'the builder knew these files in another compression; config and manifest were written directly'

/** Registries and clients refuse larger configs. */
const MAX_CONFIG = 4 * 1024 * 1024

function diffIds(config: Uint8Array): readonly unknown[] {
  const rootfs = parseObject(config, 'config of the image')['rootfs']
  return typeof rootfs === 'object' && rootfs !== null && 'diff_ids' in rootfs && Array.isArray(rootfs.diff_ids) ? rootfs.diff_ids : []
}
