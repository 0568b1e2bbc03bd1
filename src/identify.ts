import { UserError } from './errors.ts'
import type { Occasion } from './event.ts'
import type { Runtime } from './freeze-model.ts'
import { type Ahead, NOTHING_AHEAD, sendAhead } from './image/ahead.ts'
import { contentOf } from './image/content.ts'
import { layoutsLabel } from './image/layouts/views.ts'
import { NOTHING_PUBLISHED, readPublishedLayers } from './image/published-layers.ts'
import type { Content } from './image/types.ts'
import type { Model } from './infer.ts'
import type { Inputs } from './inputs.ts'
import type { Excluded } from './model/walk.ts'
import type { Ports } from './ports.ts'
import type { Digest } from './registry/port.ts'
import type { Numbering } from './registry/types.ts'
import type { Unpulled } from './unpulled.ts'
import { type Collection, compare, nextOf, type Policy, refuseBreaking } from './verdict.ts'

export interface Identifying {
  readonly looked: Model | Unpulled
  readonly collection: Collection
  readonly runtime: Runtime
  readonly numbering: Numbering
  readonly policy: Policy
  readonly inputs: Inputs
  readonly occasion: Occasion
  readonly ports: Ports
}

export interface Identified {
  readonly content: Content
  /** Layers that were sent while they were read. */
  readonly ahead: Ahead
}

/** Every file's sha256; where a publish is certain to need a large file's bytes in the registry, they are sent in the same pass. */
export async function identify(identifying: Identifying): Promise<Identified> {
  const { looked, ports } = identifying
  const { excluded } = looked.discovered.files
  if (excluded.length > 0) ports.log.info(leftOut(excluded))
  const ahead = await aheadOf(identifying)
  const content = await contentOf(looked.discovered.files, ports.progress, { threads: ports.threads, known: ahead.files })
  return { content, ahead }
}

/** Entries named in one line of the log. */
const SHOWN = 5

function leftOut(excluded: readonly Excluded[]): string {
  const shown = excluded.slice(0, SHOWN).map(({ path, reason }) => `${path} (${reason})`)
  const more = excluded.length - shown.length
  return `left out of the image: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** `RUN.ATTEMPT.UUID` of origin.nonce: an earlier attempt may have sent the layers, and hashing first finds them. */
const LATER_ATTEMPT = /^\d+\.(?:[2-9]|\d{2,})\./

async function aheadOf({ looked, collection, runtime, numbering, policy, inputs, occasion, ports }: Identifying): Promise<Ahead> {
  const { repository, baseline } = collection
  if (occasion.mode !== 'publish' || inputs.dryRun || inputs.compression !== 'none' || LATER_ATTEMPT.test(ports.origin.nonce)) return NOTHING_AHEAD
  if (repository?.putStream === undefined || baseline.state === 'unavailable' || !('contract' in looked)) return NOTHING_AHEAD
  if (looked.discovered.files.files.some(({ pointer }) => pointer !== undefined)) return NOTHING_AHEAD
  const candidate = { contract: looked.contract, content: NEW_CONTENT, runtime, layout: layoutsLabel(inputs.layout) }
  try {
    const comparison = compare(candidate, baseline, policy)
    nextOf(baseline, comparison, numbering)
    refuseBreaking(comparison, baseline, policy)
  } catch (error) {
    // it will be refused with its report, and nothing is sent for that
    if (error instanceof UserError) return NOTHING_AHEAD
    throw error
  }
  const published = baseline.state === 'compared' ? await readPublishedLayers(repository, baseline.published.digest) : NOTHING_PUBLISHED
  return await sendAhead(looked.discovered.files, { repository, published, onRuntime: runtime.base !== null, progress: ports.progress })
}

/** Stands for content that differs from everything published: a file of a size that is not there. No sha256 is known to be this. */
const NEW_CONTENT: Digest = `sha256:${'0'.repeat(64)}`
