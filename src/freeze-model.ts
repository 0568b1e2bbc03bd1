import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Occasion } from './event.ts'
import type { Ahead } from './image/ahead.ts'
import { fullReference, resolveBase } from './image/base.ts'
import { findBuilder, removeBuilder } from './image/builder.ts'
import { freeze } from './image/freeze.ts'
import type { Layout } from './image/layouts/types.ts'
import { viewEntries } from './image/layouts/views.ts'
import { planImage } from './image/plan.ts'
import { NOTHING_PUBLISHED, readPublishedLayers } from './image/published-layers.ts'
import { recoverPointers } from './image/recover.ts'
import type { Base, Content, Entry, Frozen } from './image/types.ts'
import type { Model } from './infer.ts'
import type { Inputs } from './inputs.ts'
import type { Discovered } from './model/discover.ts'
import { encodeSignature } from './model/signature-proto.ts'
import type { Ports } from './ports.ts'
import type { Digest, Repository } from './registry/port.ts'
import type { Baseline } from './registry/types.ts'

/** What a model runs on, as far as the occasion needs to know it. */
export interface Runtime {
  /** In full, as a tag: `docker.io/library/python:3.12`; '' = none. */
  readonly name: string
  /** `null` where a validation does not ask the registry of the runtime. */
  readonly digest: Digest | null
  readonly base: Base | null
  readonly installCommand: string
}

/** The runtime that the input or the definition names; pinned by digest where something will be built on it. */
export async function runtimeOf({ definition }: Pick<Discovered, 'definition'>, inputs: Inputs, occasion: Occasion, ports: Ports): Promise<Runtime> {
  const reference = inputs.runtime || definition?.runtime || ''
  const installCommand = definition?.installCommand ?? ''
  if (reference === '') return { name: '', digest: null, base: null, installCommand }
  if (occasion.mode === 'validate') return { name: fullReference(reference).full, digest: null, base: null, installCommand }
  const base = await resolveBase(reference, inputs.platform, ports.repository)
  return { name: base.name, digest: base.digest, base, installCommand }
}

/** The model as other servers want it, in the same image. @throws UserError `input-invalid` where one of them could not serve it */
export function viewsOf({ name, contract, discovered: { found, files } }: Model, layouts: readonly Layout[]): readonly Entry[] {
  const recognised = found && { framework: found.framework.name, format: found.match.format, path: found.match.path }
  return viewEntries({ name, contract, found: recognised, files: files.files.map(({ path }) => path) }, layouts)
}

export interface Freezing {
  readonly model: Model
  readonly content: Content
  /** Layers that are in the registry already. */
  readonly ahead: Ahead
  readonly views: readonly Entry[]
  readonly candidate: { readonly runtime: Runtime; readonly layout: string }
  readonly repository: Repository
  readonly baseline: Baseline
  readonly inputs: Inputs
  readonly ports: Ports
}

/** The model as an image in the repository, by digest: nothing visible has changed yet. */
export async function freezeModel({ model, content, ahead, views, candidate, repository, baseline, inputs, ports }: Freezing): Promise<Frozen> {
  const { layout } = candidate
  const { base, installCommand } = candidate.runtime
  const { platform } = inputs
  const plan = planImage({
    name: model.name,
    payload: model.discovered.files,
    content,
    contract: model.contract,
    signature: encodeSignature(model.contract),
    completeness: model.completeness,
    platform,
    views,
    layout,
    ...(base && { base }),
    ...(installCommand && { installCommand }),
  })
  const folder = join(tmpdir(), `mlambda-lfs-${randomUUID()}`)
  const builder = await findBuilder({ wanted: inputs.builder, repository: repository.name, installCommand: installCommand !== '', run: ports.docker })
  try {
    const published = baseline.state === 'compared' ? await readPublishedLayers(repository, baseline.published.digest) : NOTHING_PUBLISHED
    const frozen = await freeze(await recoverPointers(plan, published, inputs.compression, folder), {
      repository,
      builder,
      compression: inputs.compression,
      docker: ports.docker,
      run: ports.run,
      oras: base ? await ports.oras() : '',
      progress: ports.progress,
      published,
      ahead,
    })
    if (frozen.notice) ports.log.notice(frozen.notice)
    return frozen
  } finally {
    await rm(folder, { recursive: true, force: true })
    await removeBuilder(builder, ports.docker)
  }
}
