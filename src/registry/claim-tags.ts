import { createHash } from 'node:crypto'
import type { Digest } from './port.ts'
import { CLAIM_PREFIX } from './tags.ts'

/**
 * Names of claims. All live in the repository of the versions, are no versions, and point to the claimant's final manifest, which keeps it from
 * garbage collection. The number in them is the version without prefix, so that uploads with different prefixes still meet.
 *
 *   _claim.<version>.door                              somebody claims by consensus: the splitter is closed (and its own door, see `splitter`)
 *   _claim.<version>.r<round>.1.<value>[.<run>]        phase 1: this value is proposed; in round 1 with the run that proposes it
 *   _claim.<version>.r<round>.2<mark>.<value>          phase 2: `c` = nobody else was there, `a` = somebody was
 *   _claim.<version>.x<stage>, _claim.<version>.y<stage>   the splitter
 *
 * `value` is 16 hex digits of the manifest's digest, `run` 8 of the sha256 of the run id.
 */
/** Written once a repository's list turned out to hide what was just written; listed later, it spares the next uploads the wait. */
export const CACHED_LIST = `${CLAIM_PREFIX}cached-list`

export type Value = string

export interface Proposal {
  readonly version: string
  readonly value: Value
  readonly run: string
  readonly tag: string
}

/** Marks of phase 2. */
export type Mark = 'c' | 'a'

export function claimValue(digest: Digest): Value {
  return digest.slice('sha256:'.length, 'sha256:'.length + 16)
}

/** The run in a nonce `run id.attempt.uuid`, and the attempt; `null` for a nonce of another form, which no later attempt can belong to. */
export function runOf(nonce: string): { readonly run: string; readonly attempt: number } | null {
  const parts = /^(.+)\.(\d{1,9})\.[^.]+$/.exec(nonce)
  return parts?.[1] === undefined ? null : { run: parts[1], attempt: Number(parts[2]) }
}

export function runMark(run: string): string {
  return createHash('sha256').update(run).digest('hex').slice(0, 8)
}

export function doorTag(version: string): string {
  return `${CLAIM_PREFIX}${version}.door`
}

export function splitterTag(version: string, side: 'x' | 'y', stage: number): string {
  return `${CLAIM_PREFIX}${version}.${side}${stage}`
}

export function proposalTag(version: string, round: number, value: Value, run: string | null): string {
  return `${CLAIM_PREFIX}${version}.r${round}.1.${value}${round === 1 && run !== null ? `.${runMark(run)}` : ''}`
}

export function markTag(version: string, round: number, mark: Mark, value: Value): string {
  return `${CLAIM_PREFIX}${version}.r${round}.2${mark}.${value}`
}

/** Values proposed in phase 1 of a round, each with a tag that points to its manifest. */
export function proposals(tags: readonly string[], version: string, round: number): ReadonlyMap<Value, string> {
  return collect(tags, `${CLAIM_PREFIX}${version}.r${round}.1.`, /^([0-9a-f]{16})(?:\.[0-9a-f]{8})?$/)
}

/** Values marked in phase 2 of a round with that mark, each with a tag that points to its manifest. */
export function marked(tags: readonly string[], version: string, round: number, mark: Mark): ReadonlyMap<Value, string> {
  return collect(tags, `${CLAIM_PREFIX}${version}.r${round}.2${mark}.`, /^([0-9a-f]{16})$/)
}

/** What earlier attempts of a run proposed, in any version, as far as their claims are still there. */
export function proposalsOfRun(tags: readonly string[], run: string): readonly Proposal[] {
  const mark = runMark(run)
  return [...new Set(tags)].flatMap((tag) => {
    if (!tag.startsWith(CLAIM_PREFIX)) return []
    const [, version, value, by] = /^(\d+(?:\.\d+\.\d+)?)\.r1\.1\.([0-9a-f]{16})\.([0-9a-f]{8})$/.exec(tag.slice(CLAIM_PREFIX.length)) ?? []
    return version !== undefined && value !== undefined && by === mark ? [{ version, value, run: by, tag }] : []
  })
}

function collect(tags: readonly string[], prefix: string, rest: RegExp): ReadonlyMap<Value, string> {
  const found = new Map<Value, string>()
  for (const tag of tags) {
    const value = tag.startsWith(prefix) ? rest.exec(tag.slice(prefix.length))?.[1] : undefined
    if (value !== undefined) found.set(value, tag)
  }
  return found
}
