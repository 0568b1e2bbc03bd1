import { contractDigest } from './contract/canonical.ts'
import type { Change } from './contract/change.ts'
import { diff } from './contract/diff.ts'
import { levelOf } from './contract/level.ts'
import type { Contract } from './contract/types.ts'
import { UserError } from './errors.ts'
import { BREAKING_LABEL, type Occasion } from './event.ts'
import type { Runtime } from './freeze-model.ts'
import { BASE_DIGEST_LABEL, BASE_NAME_LABEL } from './image/labels.ts'
import { type Frozen, LABEL } from './image/types.ts'
import type { Inputs } from './inputs.ts'
import type { Origin, Ports } from './ports.ts'
import { nextAfter } from './registry/next.ts'
import type { Digest, Repository } from './registry/port.ts'
import { readBaseline } from './registry/published.ts'
import { parseRepository } from './registry/reference.ts'
import { checkNumbering } from './registry/tags.ts'
import type { Baseline, Comparison, Numbering, Published, Upload } from './registry/types.ts'
import type { Against } from './report/types.ts'

/** What is about to replace the published version. */
export interface Candidate {
  readonly contract: Contract
  readonly content: Digest
  readonly runtime: Pick<Runtime, 'name' | 'digest' | 'installCommand'>
  /** Layouts of the image as a label; absent = none beside the files. */
  readonly layout?: string
}

export interface Collection {
  /** `null`: a validation that cannot reach it; the baseline says why. */
  readonly repository: Repository | null
  readonly baseline: Baseline
}

/**
 * The published side. What hinders a validation from reading it is said in the baseline and changes no verdict (rule 4); a publish and a search for
 * drift need it.
 */
export async function openCollection(image: string, inputs: Inputs, occasion: Occasion, ports: Ports): Promise<Collection> {
  if (image === '') return { repository: null, baseline: { state: 'unavailable', reason: 'no image is given' } }
  parseRepository(image)
  let repository: Repository
  try {
    repository = await ports.repository(image)
  } catch (error) {
    if (occasion.mode === 'publish' || occasion.drift || !(error instanceof UserError)) throw error
    return { repository: null, baseline: { state: 'unavailable', reason: error.message } }
  }
  return { repository, baseline: await readBaseline(repository, numberingOf(inputs)) }
}

/** How strictly a change is judged, and who decided that. */
export interface Policy {
  readonly breaking: 'fail' | 'warn' | 'allow'
  /** Facts that were known and are not any more count as breaking. */
  readonly strict: boolean
  /** `label breaking-contract`: why a breaking change is let through. */
  readonly accepted?: string
}

/** The label on the pull request outweighs the input; on a push the major version is the answer to a breaking change. */
export function policyOf(inputs: Pick<Inputs, 'breaking'>, occasion: Occasion): Policy {
  const strict = inputs.breaking === 'strict'
  if (occasion.pullRequest?.breakingAccepted) return { breaking: 'warn', strict, accepted: `label ${BREAKING_LABEL}` }
  if (inputs.breaking === 'warn' || inputs.breaking === 'allow')
    return { breaking: inputs.breaking, strict, accepted: `input breaking: ${inputs.breaking}` }
  if (inputs.breaking === 'auto') return { breaking: occasion.mode === 'validate' ? 'fail' : 'allow', strict }
  return { breaking: 'fail', strict }
}

/**
 * Candidate against what is published, or against what `baseline` names; pure. What could not be read is never called compatible: without changes to
 * show, its level is `breaking`.
 */
export function compare(candidate: Candidate, side: Baseline | Against, policy: Pick<Policy, 'strict'>): Comparison {
  if (side.state === 'first') return { level: 'compatible', changes: [] }
  if (side.state === 'unavailable') return { level: 'breaking', changes: [] }
  const changes = diff('published' in side ? side.published.contract : side.contract, candidate.contract)
  const contentChanged = 'published' in side ? !sameContent(candidate, side.published) : side.content !== null && side.content !== candidate.content
  return { level: levelOf(changes, { contentChanged, strict: policy.strict }), changes }
}

/** @throws UserError `breaking-change` naming what happens to callers, where the policy says so. */
export function refuseBreaking(comparison: Comparison, side: Baseline | Against, policy: Policy): void {
  if (policy.breaking !== 'fail' || side.state !== 'compared' || comparison.level !== 'breaking') return
  const breaking = comparison.changes.filter((change) => change.level === 'breaking' || (policy.strict && change.level === 'lost'))
  const name = 'published' in side ? side.published.version : side.label
  throw new UserError(
    'breaking-change',
    `${breaking.length === 1 ? 'A change breaks' : `${breaking.length} changes break`} callers of ${name}: ${sentences(breaking)}`,
    `If that is intended, add the label ${BREAKING_LABEL} to the pull request or set breaking: warn.`,
  )
}

/**
 * Who accepted a breaking change, to be told and recorded: in a validation the policy; in a publish and a merge queue, whose events carry no labels, the
 * label of the pull request, where GitHub tells it, else the policy. `undefined`: nobody is known.
 */
export async function acceptedBy(
  { accepted }: Policy,
  { mode, queued }: Occasion,
  { acceptance }: Pick<Ports, 'acceptance'>,
): Promise<string | undefined> {
  const labelled = mode === 'publish' || queued !== undefined ? await acceptance?.() : undefined
  return labelled ?? accepted
}

/** A merge queue lets through what was accepted on the pull request; nothing else makes a policy milder. */
export function judgedBy(policy: Policy, { queued }: Occasion, accepted: string | undefined): Policy {
  return queued !== undefined && accepted !== undefined && policy.breaking === 'fail' ? { ...policy, breaking: 'warn' } : policy
}

/** The highest version already is this upload: same files, same contract, same base. */
export function standsAlready(candidate: Candidate, baseline: Baseline): Published | null {
  if (baseline.state !== 'compared') return null
  const { published } = baseline
  const same = sameContent(candidate, published) && published.contractDigest === contractDigest(candidate.contract)
  return same ? published : null
}

/** The version that a publish would make, or `null` where nobody can know. @throws UserError `version-not-higher`, `bump-too-low` */
export function nextOf(baseline: Baseline, comparison: Comparison, numbering: Numbering): string | null {
  if (baseline.state === 'unavailable' && baseline.published === undefined) return null
  const highest = baseline.state === 'first' ? null : (baseline.published?.version ?? null)
  return nextAfter(highest, { baseline, comparison }, numbering)
}

export interface Numbered {
  readonly repository: Repository
  readonly frozen: Pick<Frozen, 'manifest'>
  readonly candidate: Candidate
  readonly numbering: Numbering
  readonly policy: Policy
  /** Who accepted a breaking change. */
  readonly accepted: string | undefined
  readonly inputs: Pick<Inputs, 'immutableTags' | 'floatingTags'>
  readonly ports: Pick<Ports, 'log' | 'origin'>
}

/** The frozen image as an upload that is to be numbered; it is judged again whenever the highest version turns out to be another one. */
export function uploadOf({ repository, frozen, candidate, numbering, policy, accepted, inputs, ports }: Numbered): Upload {
  return {
    repository,
    content: frozen.manifest,
    numbering,
    immutableTags: inputs.immutableTags,
    nonce: ports.origin.nonce,
    annotations: annotationsOf(candidate, ports.origin),
    ...(accepted !== undefined && { accepted }),
    floating: inputs.floatingTags,
    log: ports.log.info,
    compare: (baseline) => {
      const comparison = compare(candidate, baseline, policy)
      refuseBreaking(comparison, baseline, policy)
      return comparison
    },
  }
}

/** What the manifest of the version says beside its number and its parent: everything that differs from upload to upload. */
function annotationsOf(candidate: Candidate, { source, revision, created }: Origin): Readonly<Record<string, string>> {
  return {
    'org.opencontainers.image.created': created,
    ...(source && { 'org.opencontainers.image.source': source }),
    ...(revision && { 'org.opencontainers.image.revision': revision }),
    [LABEL.content]: candidate.content,
    [LABEL.contractDigest]: contractDigest(candidate.contract),
  }
}

export function numberingOf(inputs: Inputs): Numbering {
  const numbering: Numbering = {
    scheme: inputs.versionScheme,
    prefix: inputs.tagPrefix,
    initial: inputs.initialVersion || (inputs.versionScheme === 'integer' ? '1' : '1.0.0'),
    ...(inputs.version && { explicit: inputs.version }),
    ...(inputs.bump && { bump: inputs.bump }),
    allowBreaking: inputs.breaking === 'allow',
  }
  // here and not when the number is given: a pull request must not promise what the push then refuses
  checkNumbering(numbering)
  return numbering
}

/** The same files on the same runtime, in the same layouts. A runtime whose digest nobody asked for is known by its name. */
export function sameContent({ content, runtime, layout = '' }: Candidate, { content: publishedContent, labels }: Published): boolean {
  if (publishedContent !== content || (labels[BASE_NAME_LABEL] ?? '') !== runtime.name) return false
  if ((labels[LABEL.installCommand] ?? '') !== runtime.installCommand || (labels[LABEL.layout] ?? '') !== layout) return false
  return runtime.digest === null || labels[BASE_DIGEST_LABEL] === runtime.digest
}

/** The first three in full: the report has them all. */
function sentences(changes: readonly Change[]): string {
  const shown = changes.slice(0, 3).map((change) => change.message)
  const more = changes.length - shown.length
  return more > 0 ? `${shown.join('; ')}; and ${more} more` : shown.join('; ')
}
