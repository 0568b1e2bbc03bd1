import { UserError } from '../errors.ts'
import { claimValue, doorTag, type Mark, marked, markTag, proposals, proposalTag, runOf, splitterTag, type Value } from './claim-tags.ts'
import type { Manifest, Repository } from './port.ts'

/** Time and chance, so that a test can be both. */
export interface Pace {
  /** Milliseconds. */
  sleep(milliseconds: number): Promise<void>
  /** In [0, 1). */
  random(): number
  /** Milliseconds between looks at a list that doesn't show the own tag yet; their sum is the patience (10 s). */
  readonly looks: readonly number[]
  /** Milliseconds between looks whether another upload, seen at the same number, publishes it. Only saves work: nothing rests on it. */
  readonly courtesy: readonly number[]
}

export interface Claim {
  readonly repository: Repository
  /** Without prefix. */
  readonly version: string
  /** The final manifest; its config and layers are in the repository. */
  readonly manifest: Manifest
  readonly nonce: string
  /** The list shows the version, however it is spelled. */
  readonly isPublished: (tags: readonly string[]) => boolean
  /** Every tag written is noted here, to be deleted once the version is published. */
  readonly written: Set<string>
}

/** Who may write a version: this upload, or another one whose manifest is `decided` (null: unknown, the number is burned or published already). */
export type Verdict =
  | { readonly kind: 'won' }
  /** `rivals`: how many others asked for the number at once, as far as seen. */
  | { readonly kind: 'lost'; readonly decided: Manifest | null; readonly rivals: number }

/** The claims are gone because their version is published: the caller's HEAD shows by whom. */
const PUBLISHED: Verdict = { kind: 'lost', decided: null, rivals: 1 }
/** Rounds of the consensus; with random pauses two are rare, and ten have not been seen. */
const MAX_ROUNDS = 60
/** One stage is exclusive while every write is applied once; a second one forgives a request that a proxy repeats late. */
const SPLITTER_STAGES = [1, 2] as const

/** A list that shows `tag`, which has been written before: everything written earlier is in it too. */
export type Look = { readonly kind: 'shown'; readonly tags: readonly string[] } | { readonly kind: 'published' | 'hidden' }

/**
 * Lists until the list shows a tag of ours; a list that doesn't is no news of anything. `published`: it shows the version instead, so that our tag was
 * deleted with the other claims on it. `hidden`: neither within the patience.
 */
export async function listShowing({ repository, isPublished }: Claim, tag: string, pace: Pace): Promise<Look> {
  for (let look = 0; ; look++) {
    const tags = (await repository.list()) ?? []
    if (tags.includes(tag)) return { kind: 'shown', tags }
    if (isPublished(tags)) return { kind: 'published' }
    const wait = pace.looks[look]
    if (wait === undefined) return { kind: 'hidden' }
    await pace.sleep(wait)
  }
}

/**
 * Closes the splitter of a version before a consensus on it begins, so that uploads that trust the list and uploads that can't never both win:
 * whoever entered the splitter before is seen here (false: leave this number to them), whoever enters later finds the door closed.
 */
export async function closeDoor({ repository, version, manifest, written }: Claim): Promise<boolean> {
  await write(repository, doorTag(version), manifest, written)
  return (await repository.head(splitterTag(version, 'x', 1))) === null
}

/**
 * Adopt-commit consensus over claim tags (design: versions.md): all who ask about one version get the same manifest, whoever dies in between.
 * Needs a list that shows every tag written before a tag of ours that it shows. Tags are only added, so late and repeated writes change nothing.
 */
export async function consensus(claim: Claim, pace: Pace, look = listShowing): Promise<Verdict> {
  const { repository, version, manifest, nonce, written } = claim
  const mine = claimValue(manifest.digest)
  let estimate = { value: mine, manifest }
  let rivals = 0
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const proposal = proposalTag(version, round, estimate.value, runOf(nonce)?.run ?? null)
    await write(repository, proposal, estimate.manifest, written)
    const first = fresh(await look(claim, proposal, pace), claim, proposal)
    if (first === null) return PUBLISHED
    const proposed = proposals(first, version, round)
    rivals = Math.max(rivals, proposed.size - 1)
    const mark: Mark = proposed.size === 1 && proposed.has(estimate.value) ? 'c' : 'a'

    const vote = markTag(version, round, mark, estimate.value)
    await write(repository, vote, estimate.manifest, written)
    const votes = fresh(await look(claim, vote, pace), claim, vote)
    if (votes === null) return PUBLISHED
    const committed = marked(votes, version, round, 'c')
    const adopted = marked(votes, version, round, 'a')

    const [next] = committed.size > 0 ? committed : [...adopted].sort(([a], [b]) => (a < b ? -1 : 1))
    if (next === undefined) throw new Error('the own vote is in the list')
    if (next[0] !== estimate.value) {
      const found = await manifestOf(repository, next)
      if (found === null) return PUBLISHED
      estimate = { value: next[0], manifest: found }
    }
    if (committed.size > 0 && adopted.size === 0)
      return estimate.value === mine ? { kind: 'won' } : { kind: 'lost', decided: estimate.manifest, rivals }
    await pace.sleep(pace.random() * 100 * Math.min(round, 10))
  }
  throw new UserError(
    'upload-interrupted',
    `Too many uploads claim version ${version} of ${repository.name} at the same time.`,
    'Run the job again: nothing was lost.',
  )
}

/**
 * Lamport's splitter, for registries whose list can't be trusted: of all who enter at most one wins, perhaps nobody (then the number stays unused).
 * It reads no list, only single tags.
 */
export async function splitter({ repository, version, manifest, written }: Claim): Promise<Verdict> {
  if ((await repository.head(doorTag(version))) !== null) return { kind: 'lost', decided: null, rivals: 1 }
  for (const stage of SPLITTER_STAGES) {
    const x = splitterTag(version, 'x', stage)
    const y = splitterTag(version, 'y', stage)
    await write(repository, x, manifest, written)
    if (stage === 1 && (await repository.head(doorTag(version))) !== null) return { kind: 'lost', decided: null, rivals: 1 }
    if ((await repository.head(y)) !== null) return { kind: 'lost', decided: null, rivals: 1 }
    await write(repository, y, manifest, written)
    if ((await repository.head(x)) !== manifest.digest) return { kind: 'lost', decided: null, rivals: 1 }
  }
  return { kind: 'won' }
}

async function write(repository: Repository, tag: string, manifest: Manifest, written: Set<string>): Promise<void> {
  written.add(tag)
  await repository.putManifest(tag, manifest)
}

function fresh(look: Look, claim: Claim, tag: string): readonly string[] | null {
  if (look.kind === 'shown') return look.tags
  if (look.kind === 'published') return null
  throw new UserError(
    'registry-broken-answer',
    `${claim.repository.name} showed a tag at once and hides the next (${tag}): its tag list comes from a cache.`,
    'Run the job again: an upload that was begun is completed. If it happens often, let the registry enforce immutable tags and set `immutable-tags: true`.',
  )
}

async function manifestOf(repository: Repository, [value, tag]: readonly [Value, string]): Promise<Manifest | null> {
  const manifest = await repository.get(tag)
  return manifest !== null && claimValue(manifest.digest) === value ? manifest : null
}
