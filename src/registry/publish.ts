import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import { type Claim, closeDoor, consensus, listShowing, type Pace, splitter, type Verdict } from './claim.ts'
import { CACHED_LIST, claimValue, doorTag, type Proposal, proposalsOfRun, runOf } from './claim-tags.ts'
import { moveFloating } from './floating.ts'
import { annotationsOf } from './manifest.ts'
import { nextAfter, successors } from './next.ts'
import type { Digest, Manifest, Repository } from './port.ts'
import { baselineOf, type Reading, readVersion } from './published.ts'
import { isEarlierAttempt, parentOf, releaseManifest, releaseOf } from './release-manifest.ts'
import { checkNumbering, compareVersions, highestOf, tagOf, type VersionTag, versionsOf } from './tags.ts'
import type { Baseline, Comparison, Published, Release, Upload } from './types.ts'

/** The parts of the protocol that its safety rests on, by name: a test replaces one by a wrong one and sees the explorer catch it. */
export interface Protocol {
  readonly pace: Pace
  readonly listShowing: typeof listShowing
  readonly closeDoor: typeof closeDoor
  readonly consensus: typeof consensus
  readonly splitter: typeof splitter
  /** Who holds a tag right before the only write to it. */
  readonly holder: (repository: Repository, tag: string) => Promise<Digest | null>
}

/** Numbers tried before giving up: each is a version that another upload published meanwhile. */
const MAX_ROUNDS = 100
/** The same write again after an answer that says neither yes nor no. */
const MAX_WRITES = 4
/** About the time one upload needs for its number; losers spread over as many turns as they are. Milliseconds. */
const TURN = 400
/** Steps from a stale list up to the highest version. */
const MAX_CLIMB = 1000

export const PROTOCOL: Protocol = {
  pace: {
    sleep: async (milliseconds) => void (await wait(milliseconds)),
    random: Math.random,
    looks: [50, 100, 200, 400, 800, 1500, 2500, 4500],
    courtesy: [100, 150, 250, 400, 600, 1000],
  },
  listShowing,
  closeDoor,
  consensus,
  splitter,
  holder: (repository, tag) => repository.head(tag),
}

/** A number to try, and what stands before it. */
interface Candidate {
  /** Tag of the highest version seen, whether its manifest could be read or not. */
  readonly after: string | null
  readonly version: string
  readonly tag: string
  readonly previous: Published | null
  readonly baseline: Baseline
  readonly comparison: Comparison
}

/**
 * Gives an upload the next version: exactly one, higher than each version visible when it began, never one that anybody else has or had,
 * and no number left out while the tag list can be trusted. Reasons, guarantees and proof: docs/versioning.md.
 * Throws UserError `version-taken`, `version-not-higher`, `bump-too-low`, `upload-interrupted`, and what `compare` and the repository throw.
 */
export const publish = publishWith(PROTOCOL)

export function publishWith(protocol: Protocol): (upload: Upload) => Promise<Release> {
  const { pace } = protocol

  return async function publish(upload) {
    const { repository, numbering, log } = upload
    checkNumbering(numbering)
    const session = openSession(upload, pace)

    // the content is in the repository by digest, so it exists and can be written: "no such repository" only means that it holds no tag
    let tags = (await repository.list()) ?? []
    let listIsStale = repository.staleList === true || tags.includes(CACHED_LIST)
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const finished = await session.finishedBefore(tags)
      if (finished !== null) return finished
      if (listIsStale || upload.immutableTags) await session.climb(tags)
      const candidate = await session.next(tags)
      const { version, tag } = candidate
      if (tags.includes(doorTag(version)) && session.firstMeeting(version) && (await isPublishedSoon(repository, tag))) {
        session.published(candidate)
        tags = (await repository.list()) ?? []
        continue
      }

      const manifest = (await session.begunBefore(tags, candidate)) ?? releaseManifest(upload, { ...candidate, parent: candidate.previous })
      const claim = session.claim(candidate, manifest)

      let verdict: Verdict = { kind: 'won' }
      if (!upload.immutableTags) {
        if (listIsStale) verdict = await protocol.splitter(claim)
        else {
          const free = await protocol.closeDoor(claim)
          const look = await protocol.listShowing(claim, claim.door, pace)
          if (look.kind === 'hidden') {
            listIsStale = true
            log(
              `The tag list of ${repository.name} doesn't show what was just written: numbers are given out without it, which can leave some unused.`,
            )
            await repository.putManifest(CACHED_LIST, upload.content)
            session.burned(version)
            continue
          }
          if (look.kind === 'shown' && session.outdated(candidate, look.tags)) {
            tags = look.tags
            continue
          }
          verdict = free && look.kind === 'shown' ? await protocol.consensus(claim, pace) : { kind: 'lost', decided: null, rivals: 1 }
        }
      }

      if (verdict.kind === 'won' && (await hold(repository, tag, manifest))) return await session.release(candidate, manifest)
      const decided = verdict.kind === 'lost' ? verdict.decided : null
      const theirs = decided === null ? null : releaseOf(decided)
      const helped = decided !== null && theirs?.version === version && (await hold(repository, theirs.tag, decided))
      if (helped && isEarlierAttempt(upload, decided)) return await session.release(candidate, decided)

      const holder = helped ? decided.digest : await repository.head(tag)
      // somebody who lost to this upload has helped it, and cleaned its claims away before it saw that it had won
      if (holder === manifest.digest) return await session.release(candidate, manifest)
      if (holder === null) session.burned(version)
      else session.published({ version, tag: theirs?.tag ?? tag })
      log(`Version ${version} went to another upload; trying the next.`)
      await pace.sleep(pace.random() * TURN * (verdict.kind === 'lost' ? verdict.rivals : 1))
      tags = (await repository.list()) ?? []
    }
    throw new UserError(
      'upload-interrupted',
      `${MAX_ROUNDS} versions of ${repository.name} went to other uploads meanwhile.`,
      'Run the job again: the files are in the registry already.',
    )
  }

  /** Another upload is at this number: let it finish instead of competing with it. It may be dead, so the wait is short. */
  async function isPublishedSoon(repository: Repository, tag: string): Promise<boolean> {
    for (const pause of pace.courtesy) {
      await pace.sleep(pause * (0.5 + pace.random()))
      if ((await repository.head(tag)) !== null) return true
    }
    return false
  }

  /**
   * The only place that writes version tags, and only for bytes that were claimed: true when the tag holds them. Late, repeated and helped writes
   * of the same manifest change nothing; an answer that got lost is answered by looking.
   */
  async function hold(repository: Repository, tag: string, manifest: Manifest): Promise<boolean> {
    const before = await protocol.holder(repository, tag)
    if (before !== null) return before === manifest.digest
    let failure: unknown
    for (let attempt = 0; attempt < MAX_WRITES; attempt++) {
      try {
        await repository.putManifest(tag, manifest)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        failure = error
      }
      const holder = await repository.head(tag)
      if (holder !== null) return holder === manifest.digest
      await pace.sleep(pace.random() * 500)
    }
    throw (
      failure ??
      new UserError(
        'upload-interrupted',
        `${repository.name} accepts ${tag} and doesn't hold it.`,
        'Run the job again: an upload that was begun is completed.',
      )
    )
  }
}

/** What one upload learns while it runs. */
function openSession(upload: Upload, pace: Pace) {
  const { repository, numbering } = upload
  /** Versions seen by HEAD that a list may not show, and numbers that nobody will have. */
  const known = new Map<string, VersionTag>()
  const unused = new Set<string>()
  const met = new Set<string>()
  const readings = new Map<string, Reading>()
  const claims: { readonly version: string; readonly written: Set<string> }[] = []
  const higher = (a: string, b: string): boolean => compareVersions(a, b, numbering.scheme) > 0

  const versions = (tags: readonly string[]): readonly VersionTag[] =>
    [...new Map([...versionsOf(tags, numbering), ...known.values()].map((one) => [one.version, one])).values()].sort((a, b) =>
      higher(a.version, b.version) ? 1 : -1,
    )

  /**
   * What a version holds. Distribution lists a tag from the moment its directory is made, and answers "unknown" until the link in it is written: another
   * upload is in the middle of it, and its contract is waited for, because without it nobody could tell a compatible change.
   */
  async function read(version: VersionTag): Promise<Reading> {
    const before = readings.get(version.tag)
    if (before !== undefined) return before
    let reading = await readVersion(repository, version)
    for (const pause of pace.courtesy) {
      if (reading.published !== null) break
      await pace.sleep(pause)
      reading = await readVersion(repository, version)
    }
    readings.set(version.tag, reading)
    return reading
  }

  async function standing(highest: VersionTag | null): Promise<Pick<Candidate, 'previous' | 'baseline' | 'comparison'>> {
    const reading = highest === null ? null : await read(highest)
    const baseline: Baseline = reading === null ? { state: 'first' } : baselineOf(reading)
    return { previous: reading?.published ?? null, baseline, comparison: upload.compare(baseline) }
  }

  return {
    published: ({ version, tag }: VersionTag): void => void known.set(version, { version, tag }),
    firstMeeting: (version: string): boolean => !met.has(version) && met.add(version).has(version),
    burned: (version: string): void => void unused.add(version),

    /** The number after everything that is published or burned. */
    async next(tags: readonly string[]): Promise<Candidate> {
      const highest = highestOf(versions(tags))
      const state = await standing(highest)
      const floor = [...unused].reduce<string | null>((top, one) => (top === null || higher(one, top) ? one : top), highest?.version ?? null)
      if (numbering.explicit !== undefined && floor === numbering.explicit)
        throw new UserError(
          'version-taken',
          `Version ${floor} went to another upload while this one was running.`,
          `Ask for a version above ${floor}, or leave \`version\` out.`,
        )
      const version = nextAfter(floor, state, numbering)
      return { ...state, after: highest?.tag ?? null, version, tag: tagOf(version, numbering) }
    },

    /** A list that is known to be fresh demands another number than the one tried. */
    outdated({ after }: Candidate, tags: readonly string[]): boolean {
      return (highestOf(versions(tags))?.tag ?? null) !== after
    },

    /** From the highest listed version along its successors, for lists that may be old. */
    async climb(tags: readonly string[]): Promise<void> {
      for (let step = 0; step < MAX_CLIMB; step++) {
        const top = highestOf(versions(tags))
        let found: string | null = null
        for (const version of successors(top?.version ?? null, numbering)) {
          if ((await repository.head(tagOf(version, numbering))) !== null) {
            found = version
            break
          }
        }
        if (found === null) return
        known.set(found, { version: found, tag: tagOf(found, numbering) })
      }
    },

    claim({ version }: Candidate, manifest: Manifest): Claim & { readonly door: string } {
      const written = new Set<string>()
      claims.push({ version, written })
      return {
        repository,
        version,
        manifest,
        nonce: upload.nonce,
        written,
        door: doorTag(version),
        isPublished: (tags) => versionsOf(tags, numbering).some((one) => one.version === version),
      }
    },

    /** An earlier attempt of this run proposed just this number and died: its manifest is completed. */
    async begunBefore(tags: readonly string[], { version, previous }: Candidate): Promise<Manifest | null> {
      for (const proposal of ownProposals(tags)) {
        if (proposal.version !== version) continue
        const manifest = await repository.get(proposal.tag)
        if (manifest === null || claimValue(manifest.digest) !== proposal.value || !isEarlierAttempt(upload, manifest)) continue
        const parent = parentOf(annotationsOf(manifest))
        if ((parent?.digest ?? null) === (previous?.digest ?? null)) return manifest
      }
      return null
    },

    /** An earlier attempt of this run has published this content: nothing is left to do. */
    async finishedBefore(tags: readonly string[]): Promise<Release | null> {
      const all = versions(tags)
      const wanted = new Set([highestOf(all)?.version, ...ownProposals(tags).map(({ version }) => version)])
      if (runOf(upload.nonce)?.attempt === 1) return null
      for (const one of all.filter(({ version }) => wanted.has(version)).reverse()) {
        const manifest = await repository.get(one.tag)
        if (manifest === null || !isEarlierAttempt(upload, manifest)) continue
        const parent = all.find(({ version }) => version === parentOf(annotationsOf(manifest))?.version) ?? null
        return { ...one, digest: manifest.digest, ...(await standing(parent)), fresh: false, floating: await moveFloating(upload, one.version) }
      }
      return null
    },

    /** The outcome, after everything that may be done only now. */
    async release({ version, tag, previous, baseline, comparison }: Candidate, manifest: Manifest): Promise<Release> {
      const floating = await moveFloating(upload, version)
      const done = claims.filter((claim) => claim.version === version || known.has(claim.version))
      await repository.deleteTags(
        done.flatMap(({ written }) => [...written]),
        manifest,
      )
      return { version, tag, digest: manifest.digest, previous, baseline, comparison, fresh: true, floating }
    },
  }

  function ownProposals(tags: readonly string[]): readonly Proposal[] {
    const run = runOf(upload.nonce)?.run
    return run === undefined ? [] : proposalsOfRun(tags, run)
  }
}
