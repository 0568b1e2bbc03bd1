import { UserError } from './errors.ts'
import type { Occasion } from './event.ts'
import { freezeModel, runtimeOf } from './freeze-model.ts'
import { contentOf } from './image/content.ts'
import { inferModel, requireCompleteness, requirePayload } from './infer.ts'
import type { Inputs } from './inputs.ts'
import type { Origin, Ports } from './ports.ts'
import { publish } from './registry/publish.ts'
import type { Report } from './report/types.ts'
import { annotationsOf, compare, nextOf, numberingOf, openCollection, policyOf, refuseBreaking, standsAlready } from './verdict.ts'

/**
 * The story of one model: find it, infer its contract, compare it with what is published; on a push also freeze it into an image, number it
 * and tag it. What a user can mend ends in a report with outcome `failed`; anything else thrown is a bug of ours.
 */
export async function upload(inputs: Inputs, occasion: Occasion, ports: Ports): Promise<Report> {
  const { log, origin, progress } = ports
  let report = openReport(inputs, occasion)
  let next: string | null = null
  try {
    const numbering = numberingOf(inputs)
    const policy = policyOf(inputs, occasion)
    const model = await log.group('Infer the contract', async () => inferModel(inputs, origin.workspace))
    report = { ...report, ...model.told, model: model.name }
    const image = inputs.image || defaultImage(origin, model.name)
    if (image === '' && occasion.mode === 'publish') throw noImage()
    report = { ...report, image }
    requirePayload(model)
    requireCompleteness(model, inputs.minCompleteness)

    const content = await log.group('Identify the files', () => contentOf(model.discovered.files, progress))
    const collection = await log.group('Read the published version', () => openCollection(image, inputs, occasion, ports))
    const { baseline } = collection
    const candidate = { contract: model.contract, content: content.digest, runtime: await runtimeOf(model, inputs, occasion, ports) }
    const comparison = compare(candidate, baseline, policy)
    report = { ...report, baseline, comparison, ...(comparison.level === 'breaking' && policy.accepted && { breakingAccepted: policy.accepted }) }
    next = nextOf(baseline, comparison, numbering)
    refuseBreaking(comparison, baseline, policy)

    const standing = standsAlready(candidate, baseline)
    if (standing && !wantsAgain(inputs, occasion)) {
      return { ...report, outcome: { kind: 'unchanged', version: standing.version, digest: standing.digest } }
    }
    if (occasion.mode === 'validate' || inputs.dryRun || collection.repository === null) {
      return { ...report, outcome: { kind: 'validated', nextVersion: next } }
    }

    const { repository } = collection
    const frozen = await log.group('Freeze the image', () => freezeModel({ model, content, candidate, repository, baseline, inputs, ports }))
    const release = await log.group('Number and tag', () =>
      publish({
        repository,
        content: frozen.manifest,
        numbering,
        immutableTags: inputs.immutableTags,
        nonce: origin.nonce,
        annotations: annotationsOf(candidate, origin),
        floating: inputs.floatingTags,
        log: log.info,
        compare: (published) => {
          const found = compare(candidate, published, policy)
          refuseBreaking(found, published, policy)
          return found
        },
      }),
    )
    const { builder, sent, reproducible } = frozen
    return {
      ...report,
      baseline: release.baseline,
      comparison: release.comparison,
      outcome: { kind: 'published', release, builder, sent, size: content.size, reproducible },
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { ...report, outcome: { kind: 'failed', error, ...(next !== null && { nextVersion: next }) } }
  }
}

function openReport({ name, path, image }: Inputs, { mode }: Occasion): Report {
  return {
    model: name || path,
    path,
    mode,
    image,
    warnings: [],
    findings: [],
    outcome: { kind: 'validated', nextVersion: null },
  }
}

/** `ghcr.io/<owner>/<repository>/<model>`: two repositories of one owner never share a collection by accident. '' outside of GitHub. */
function defaultImage({ repository }: Origin, name: string): string {
  return repository === '' ? '' : `ghcr.io/${repository}/${name}`
}

function noImage(): UserError {
  return new UserError(
    'input-invalid',
    'No image is given, and outside of GitHub none follows from the repository.',
    'Write --image oci:./registry/NAME, or the name in your registry.',
  )
}

/** A push of what is already published adds nothing; a person who starts the workflow by hand wants a new version. */
function wantsAgain({ unchanged }: Inputs, { onDemand }: Occasion): boolean {
  return unchanged === 'publish' || (unchanged === 'auto' && onDemand)
}
