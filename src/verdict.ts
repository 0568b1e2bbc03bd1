import { contractDigest } from './contract/canonical.ts'
import type { Change } from './contract/change.ts'
import { diff } from './contract/diff.ts'
import { levelOf } from './contract/level.ts'
import type { Contract } from './contract/types.ts'
import { UserError } from './errors.ts'
import { BREAKING_LABEL, type Occasion } from './event.ts'
import type { Inputs } from './inputs.ts'
import type { Digest } from './registry/port.ts'
import type { Baseline, Comparison, Numbering, Published } from './registry/types.ts'

/** What is about to replace the published version. */
export interface Candidate {
  readonly contract: Contract
  readonly content: Digest
  /** Base image and install command, as the labels of the image tell them. */
  readonly base: string
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
  if (inputs.breaking === 'warn' || inputs.breaking === 'allow') return { breaking: inputs.breaking, strict, accepted: `input breaking: ${inputs.breaking}` }
  if (inputs.breaking === 'auto') return { breaking: occasion.mode === 'validate' ? 'fail' : 'allow', strict }
  return { breaking: 'fail', strict }
}

/** Candidate against what is published; pure. An unreadable baseline is never called compatible: without changes to show, its level is `breaking`. */
export function compare(candidate: Candidate, baseline: Baseline, policy: Pick<Policy, 'strict'>): Comparison {
  if (baseline.state === 'first') return { level: 'compatible', changes: [] }
  if (baseline.state === 'unavailable') return { level: 'breaking', changes: [] }
  const changes = diff(baseline.published.contract, candidate.contract)
  return { level: levelOf(changes, { contentChanged: !sameContent(candidate, baseline.published), strict: policy.strict }), changes }
}

/** @throws UserError `breaking-change` naming what happens to callers, where the policy says so. */
export function refuseBreaking(comparison: Comparison, baseline: Baseline, policy: Policy): void {
  if (policy.breaking !== 'fail' || baseline.state !== 'compared' || comparison.level !== 'breaking') return
  const breaking = comparison.changes.filter((change) => change.level === 'breaking' || (policy.strict && change.level === 'lost'))
  throw new UserError(
    'breaking-change',
    `${breaking.length === 1 ? 'A change breaks' : `${breaking.length} changes break`} callers of ${baseline.published.version}: ${sentences(breaking)}`,
    `If that is intended, add the label ${BREAKING_LABEL} to the pull request or set breaking: warn.`,
  )
}

/** The highest version already is this upload: same files, same contract, same base. */
export function standsAlready(candidate: Candidate, baseline: Baseline): Published | null {
  if (baseline.state !== 'compared') return null
  const { published } = baseline
  const same = sameContent(candidate, published) && published.contractDigest === contractDigest(candidate.contract)
  return same ? published : null
}

export function numberingOf(inputs: Inputs): Numbering {
  return {
    scheme: inputs.versionScheme,
    prefix: inputs.tagPrefix,
    initial: inputs.initialVersion || (inputs.versionScheme === 'integer' ? '1' : '1.0.0'),
    ...(inputs.version && { explicit: inputs.version }),
    ...(inputs.bump && { bump: inputs.bump }),
    allowBreaking: inputs.breaking === 'allow',
  }
}

function sameContent(candidate: Candidate, published: Published): boolean {
  return published.content === candidate.content && (published.labels[BASE_LABEL] ?? '') === candidate.base
}

const BASE_LABEL = 'org.opencontainers.image.base.name'

/** The first three in full: the report has them all. */
function sentences(changes: readonly Change[]): string {
  const shown = changes.slice(0, 3).map((change) => change.message)
  const more = changes.length - shown.length
  return more > 0 ? `${shown.join('; ')}; and ${more} more` : shown.join('; ')
}
