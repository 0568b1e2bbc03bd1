import { UserError } from '../errors.ts'
import type { Repository } from '../registry/port.ts'
import type { Run } from '../tools/run.ts'
import { type Ahead, NOTHING_AHEAD } from './ahead.ts'
import { copyBase } from './base.ts'
import type { Builder } from './builder.ts'
import { composeWithBuildx } from './buildx.ts'
import { type Composed, composeImage } from './compose.ts'
import { diskError } from './disk.ts'
import { composeEmbedded } from './embedded.ts'
import { manifestParts } from './manifest-parts.ts'
import { NOTHING_PUBLISHED, type PublishedLayers } from './published-layers.ts'
import { type SentLayer, sendLayers } from './send.ts'
import type { Compression, Frozen, Plan, Progress } from './types.ts'

export interface Freezing {
  readonly repository: Repository
  readonly builder: Builder
  readonly compression: Compression
  /** Starts oras. */
  readonly run: Run
  /** Starts docker. */
  readonly docker: Run
  /** Path of the oras program: copies the layers of a runtime. */
  readonly oras: string
  readonly progress: Progress
  /** Layers of the version before: what is in them is neither read nor sent. */
  readonly published?: PublishedLayers
  /** Layers of this very plan that were sent while their files were identified. */
  readonly ahead?: Ahead
}

/**
 * Freezes a plan into an image in the repository, by digest: nothing visible changes, and a run killed halfway leaves nothing but blobs
 * that the next one finds. Layers always go one way, from disk to the registry; then buildx or we ourselves write config and manifest around them.
 */
export async function freeze(plan: Plan, freezing: Freezing): Promise<Frozen> {
  try {
    return await freezeUnguarded(plan, freezing)
  } catch (error) {
    throw diskError(error) ?? error
  }
}

async function freezeUnguarded(plan: Plan, freezing: Freezing): Promise<Frozen> {
  const { repository, compression, progress } = freezing
  const published = freezing.published ?? NOTHING_PUBLISHED
  const ahead = freezing.ahead ?? NOTHING_AHEAD
  const { layers, sent } = await sendLayers(plan.layers, {
    repository,
    compression,
    progress,
    ahead: (layer) => (compression === 'none' ? ahead.find(layer) : null),
    published: (layer) => published.find(layer, compression),
  })
  const copied = plan.base === undefined ? 0 : await copyBase(plan.base, repository, freezing)
  const image = composeImage(plan, layers)
  const { manifest, builder, notice } = await compose(plan, image, layers, freezing)
  const parts = manifestParts(manifest)
  return {
    manifest,
    layers: parts.layers,
    configDigest: parts.config,
    sent: ahead.sent + sent + copied + image.config.size + manifest.bytes.length,
    reproducible: plan.installCommand === undefined,
    builder,
    ...(notice === undefined ? {} : { notice }),
  }
}

async function compose(
  plan: Plan,
  image: Composed,
  sent: readonly SentLayer[],
  freezing: Freezing,
): Promise<Pick<Frozen, 'manifest' | 'builder'> & { readonly notice?: string }> {
  const { builder, repository, compression, docker, progress } = freezing
  if (builder.kind === 'embedded') {
    if (plan.installCommand !== undefined) throw new Error('an install-command was given to the embedded builder: findBuilder refuses that')
    return { manifest: await composeEmbedded(image, repository), builder: 'embedded' }
  }
  try {
    return {
      ...(await composeWithBuildx({ plan, image, sent, repository, builder: builder.name, compression, run: docker, progress })),
      builder: 'buildx',
    }
  } catch (error) {
    const replaceable = error instanceof UserError && error.code === 'builder-unsuitable' && !builder.asked
    if (!replaceable) throw error
    // the layers are in the registry already: writing the same config and manifest needs no builder
    return { manifest: await composeEmbedded(image, repository), builder: 'embedded', notice: `composed without buildx: ${error.message}` }
  }
}
