import { readAgainst } from './against.ts'
import { requireNoDrift } from './drift.ts'
import { UserError } from './errors.ts'
import type { Occasion } from './event.ts'
import { withGrammar } from './formats/python/grammar.ts'
import { freezeModel, runtimeOf, viewsOf } from './freeze-model.ts'
import { type Identified, identify } from './identify.ts'
import { layoutsLabel } from './image/layouts/views.ts'
import type { Frozen } from './image/types.ts'
import { type Model, nameOf, requireCompleteness, requirePayload } from './infer.ts'
import type { Inputs } from './inputs.ts'
import { type Log, printBytes } from './log.ts'
import type { Origin, Ports } from './ports.ts'
import { publish } from './registry/publish.ts'
import type { Published, Release } from './registry/types.ts'
import type { Report } from './report/types.ts'
import { inferUnlessPointers, resolvePointers, type Unpulled } from './unpulled.ts'
import {
  acceptedBy,
  type Collection,
  compare,
  judgedBy,
  nextOf,
  numberingOf,
  openCollection,
  policyOf,
  refuseBreaking,
  standsAlready,
  uploadOf,
} from './verdict.ts'

/**
 * The story of one model: find it, infer its contract, compare it with what is published; on a push also freeze it into an image, number it
 * and tag it. What a user can mend ends in a report with outcome `failed`; anything else thrown is a bug of ours.
 */
export async function upload(inputs: Inputs, occasion: Occasion, ports: Ports): Promise<Report> {
  const { log, origin } = ports
  let report = openReport(inputs, occasion)
  let next: string | null = null
  try {
    const numbering = numberingOf(inputs)
    const policy = policyOf(inputs, occasion)
    const looked = await step(log, 'Infer the contract', () => withGrammar(() => inferUnlessPointers(inputs, origin.workspace)), sayModel)
    report = { ...report, ...looked.told, model: looked.name }
    const image = imageOf(inputs, occasion, origin, looked.name)
    report = { ...report, image }
    requirePayload(looked)
    if ('contract' in looked) requireCompleteness(looked, inputs.minCompleteness)
    // a pull request is refused for what the push would be refused for
    if ('contract' in looked) viewsOf(looked, inputs.layout)

    const runtime = await runtimeOf(looked.discovered, inputs, occasion, ports)
    const collection = await step(log, 'Read the published version', () => openCollection(image, inputs, occasion, ports), sayCollection)
    const identifying = { looked, collection, runtime, numbering, policy, inputs, occasion, ports }
    const { content, ahead } = await step(log, 'Identify the files', () => identify(identifying), sayContent)
    const { repository, baseline } = collection
    const model = await resolvePointers(looked, content, collection)
    report = { ...report, ...model.told, content: content.digest }
    const views = viewsOf(model, inputs.layout)
    const candidate = { contract: model.contract, content: content.digest, runtime, layout: layoutsLabel(inputs.layout) }
    const against = occasion.mode === 'validate' ? await readAgainst(inputs, ports, model.contract) : null
    const published = compare(candidate, baseline, policy)
    const comparison = against === null ? published : compare(candidate, against, policy)
    const accepted = comparison.level === 'breaking' ? await acceptedBy(policy, occasion, ports) : undefined
    report = { ...report, baseline, comparison, ...(against && { against }), ...(accepted && { breakingAccepted: accepted }) }
    if (occasion.drift)
      await step(log, 'Look for drift', () => requireNoDrift({ image, candidate, collection, comparison: published, numbering }), String)
    const standing = standsAlready(candidate, baseline)
    if (standing && against === null && !wantsAgain(standing, inputs, occasion)) {
      return { ...report, outcome: { kind: 'unchanged', version: standing.version, digest: standing.digest } }
    }
    next = standing && against !== null ? null : nextOf(baseline, published, numbering)
    refuseBreaking(comparison, against ?? baseline, judgedBy(policy, occasion, accepted))
    if (occasion.mode === 'validate' || inputs.dryRun || repository === null) return { ...report, outcome: { kind: 'validated', nextVersion: next } }

    const frozen = await step(
      log,
      'Freeze the image',
      () => freezeModel({ model, content, ahead, views, candidate, repository, baseline, inputs, ports }),
      sayFrozen,
    )
    const release = await step(
      log,
      'Number and tag',
      () => publish(uploadOf({ repository, frozen, candidate, numbering, policy, accepted, inputs, ports })),
      sayRelease,
    )
    const { builder, sent, reproducible } = frozen
    const outcome = { kind: 'published', release, builder, sent, size: content.size, reproducible } as const
    return { ...report, baseline: release.baseline, comparison: release.comparison, outcome }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { ...report, outcome: { kind: 'failed', error, ...(next !== null && { nextVersion: next }) } }
  }
}

/** One step of the story in the log: its title, its progress, and one line of what came out. */
async function step<T>(log: Log, title: string, work: () => Promise<T>, say: (result: T) => string): Promise<T> {
  return await log.group(title, async () => {
    const result = await work()
    log.info(say(result))
    return result
  })
}

const sayModel = (looked: Model | Unpulled): string =>
  'contract' in looked ? `${looked.contract.framework.name}: ${looked.because}` : `${looked.refusal.message}: the published version is asked`
const sayContent = ({ content: { files, size }, ahead: { sent } }: Identified): string =>
  `${files.length} file${files.length === 1 ? '' : 's'}, ${printBytes(size)}${sent > 0 ? `, ${printBytes(sent)} of them sent` : ''}`
const sayFrozen = ({ manifest, builder, sent }: Frozen): string => `${manifest.digest} by ${builder}, ${printBytes(sent)} sent`
const sayRelease = ({ tag, digest }: Release): string => `${tag} is ${digest}`

function sayCollection({ baseline }: Collection): string {
  switch (baseline.state) {
    case 'first':
      return 'no version yet'
    case 'compared':
      return `the highest is ${baseline.published.version}`
    case 'unavailable':
      return `not to be read: ${baseline.reason}`
  }
}

/** Stands for the model's name in the input `image`. */
export const NAME_IN_IMAGE = '{name}'

function openReport({ name, path, image }: Inputs, { mode }: Occasion): Report {
  return {
    model: name || nameOf(path),
    path,
    mode,
    image,
    warnings: [],
    findings: [],
    outcome: { kind: 'validated', nextVersion: null },
  }
}

/** `ghcr.io/<owner>/<repository>/<model>`: two repositories of one owner never share a collection by accident. '' where a validation has none. */
function imageOf({ image }: Inputs, { mode }: Occasion, { repository }: Origin, name: string): string {
  if (image !== '') return image.replaceAll(NAME_IN_IMAGE, name)
  if (repository !== '') return `ghcr.io/${repository}/${name}`
  if (mode === 'validate') return ''
  throw new UserError(
    'input-invalid',
    'No image is given, and outside of GitHub none follows from the repository.',
    'Write --image oci:./registry/NAME, or the name in your registry.',
  )
}

/**
 * A push of what is already published adds nothing; a person who starts the workflow by hand, or asks for a version that is not the standing one,
 * wants a new version.
 */
function wantsAgain(standing: Published, { unchanged, version }: Inputs, { onDemand }: Occasion): boolean {
  if (version !== '') return version !== standing.version
  return unchanged === 'publish' || (unchanged === 'auto' && onDemand)
}
