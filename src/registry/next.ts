import semver from 'semver'
import type { Level } from '../contract/change.ts'
import { UserError } from '../errors.ts'
import { compareVersions, parseVersion } from './tags.ts'
import type { Baseline, Bump, Comparison, Numbering } from './types.ts'

const STRENGTH: Readonly<Record<Bump, number>> = { patch: 0, minor: 1, major: 2 }

/** What a level of change demands of the number. Below 1.0.0 nothing is promised yet, so that a break is a minor step (semver.org, item 4). */
const DEMANDS: Readonly<Record<Level, { readonly stable: Bump; readonly initial: Bump }>> = {
  breaking: { stable: 'major', initial: 'minor' },
  compatible: { stable: 'minor', initial: 'patch' },
  weights: { stable: 'patch', initial: 'patch' },
  learned: { stable: 'patch', initial: 'patch' },
  unchanged: { stable: 'patch', initial: 'patch' },
}

/**
 * The version after `highest` (null: empty collection) for a candidate that compares like this.
 * Throws UserError `version-not-higher` and `bump-too-low`; numbering is checked before (`checkNumbering`).
 */
export function nextVersion(highest: string | null, comparison: Comparison, numbering: Numbering): string {
  const { scheme, explicit } = numbering
  if (explicit !== undefined) {
    if (highest !== null && compareVersions(explicit, highest, scheme) <= 0)
      throw new UserError(
        'version-not-higher',
        `Version ${explicit} is asked for, but ${highest} is already published: versions only grow.`,
        `Ask for a version above ${highest}, or leave \`version\` out and let the change decide.`,
      )
    return explicit
  }
  if (highest === null) return numbering.initial
  return scheme === 'integer'
    ? grown(String(Number(highest) + 1), highest, numbering)
    : grown(semver.inc(highest, bumpFor(highest, comparison, numbering)), highest, numbering)
}

/**
 * The version after `highest` for a candidate and what it was compared with. Where nothing could be compared the step is the safe one, but no change
 * demands it: `bump` may ask for less. Throws as `nextVersion`.
 */
export function nextAfter(
  highest: string | null,
  { baseline, comparison }: { readonly baseline: Baseline; readonly comparison: Comparison },
  numbering: Numbering,
): string {
  return nextVersion(highest, comparison, baseline.state === 'unavailable' ? { ...numbering, allowBreaking: true } : numbering)
}

/** Each number that can follow `highest` (null: empty collection) by one step. */
export function successors(highest: string | null, { scheme, initial }: Numbering): readonly string[] {
  if (highest === null) return [initial]
  if (scheme === 'integer') return [String(Number(highest) + 1)]
  return (['major', 'minor', 'patch'] as const).flatMap((bump) => semver.inc(highest, bump) ?? [])
}

function bumpFor(highest: string, comparison: Comparison, numbering: Numbering): Bump {
  const demand = DEMANDS[comparison.level]
  const demanded = semver.major(highest) === 0 ? demand.initial : demand.stable
  const asked = numbering.bump
  if (asked === undefined) return demanded
  if (STRENGTH[asked] < STRENGTH[demanded] && !numbering.allowBreaking)
    throw new UserError(
      'bump-too-low',
      `\`bump: ${asked}\` is less than this change needs after ${highest}: ${demanded}.${because(comparison)}`,
      `Write \`bump: ${demanded}\`, leave \`bump\` out, or undo the change.`,
    )
  return asked
}

/** The change that demands the step, in the caller's words. */
function because(comparison: Comparison): string {
  const change = comparison.changes.find(({ level }) => level === comparison.level)
  return change === undefined ? '' : ` ${change.message}`
}

function grown(next: string | null, highest: string, numbering: Numbering): string {
  const version = next === null ? null : parseVersion(next, numbering.scheme)
  if (version !== null) return version
  throw new UserError(
    'version-not-higher',
    `There is no version after ${highest}: its numbers are at 2^53, beyond which tools count wrong.`,
    'Delete the tag if it is a mistake, or publish to another image name.',
  )
}
