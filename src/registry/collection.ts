import { LABEL } from '../image/types.ts'
import type { Digest, Repository } from './port.ts'
import { readVersion } from './published.ts'
import { parentOf } from './release-manifest.ts'
import { type VersionTag, versionsOf } from './tags.ts'
import type { Numbering, Published } from './types.ts'

/** One row of the collection. Text from the registry is raw: renderers escape. */
export interface CollectionRow {
  readonly version: string
  readonly tag: string
  /** null: the registry lists the tag and holds no manifest for it. */
  readonly digest: Digest | null
  /** RFC 3339 as the upload wrote it, or null. */
  readonly date: string | null
  /** `breaking: …`, as the upload wrote it, or null for an image of other tools. */
  readonly change: string | null
  readonly contractDigest: string | null
  readonly revision: string | null
  /** What is wrong with this link of the chain; empty: it holds. */
  readonly problems: readonly string[]
}

export interface Collection {
  /** Newest first. */
  readonly rows: readonly CollectionRow[]
  readonly intact: boolean
}

/** A row with all that its manifest and config tell; `null`: nothing is there. */
export interface Version {
  readonly row: CollectionRow
  readonly published: Published | null
}

/** Requests at a time: registries limit bursts, and each is a process. */
const AT_ONCE = 4

/**
 * All versions of a repository, newest first, with the chain of parents checked: each upload names the version before it with its digest, so that a
 * version that was overwritten, deleted or slipped in by another tool shows afterwards. One list, and two requests per version. Throws the repository's UserErrors.
 */
export async function readCollection(repository: Repository, numbering: Numbering): Promise<Collection> {
  const rows = (await readVersions(repository, numbering)).map(({ row }) => row).reverse()
  return { rows, intact: rows.every(({ problems }) => problems.length === 0) }
}

/** The same with contracts, oldest first. Throws the repository's UserErrors. */
export async function readVersions(repository: Repository, numbering: Numbering): Promise<readonly Version[]> {
  const versions = versionsOf((await repository.list()) ?? [], numbering)
  const readings = await inTurns(versions, AT_ONCE, (version) => readVersion(repository, version))
  const isOurs = (index: number): boolean => readings[index]?.published?.annotations[LABEL.upload] !== undefined
  const firstOfOurs = versions.findIndex((_, index) => isOurs(index))
  const digests = new Map(versions.map(({ version }, index) => [version, readings[index]?.published?.digest ?? null]))

  const rowOf = ({ version, tag }: VersionTag, index: number): CollectionRow => {
    const published = readings[index]?.published ?? null
    if (published === null)
      return {
        version,
        tag,
        digest: null,
        date: null,
        change: null,
        contractDigest: null,
        revision: null,
        problems: ['listed, but its manifest is missing'],
      }
    const { annotations, labels } = published
    const before = versions[index - 1]?.version ?? null
    return {
      version,
      tag,
      digest: published.digest,
      date: annotations['org.opencontainers.image.created'] ?? null,
      change: annotations[LABEL.change] ?? null,
      contractDigest: published.contractDigest,
      revision: annotations['org.opencontainers.image.revision'] ?? labels['org.opencontainers.image.revision'] ?? null,
      // what other tools published before the first of ours is history, not a broken chain
      problems: !isOurs(index) && (firstOfOurs < 0 || index < firstOfOurs) ? [] : problemsOf(version, annotations, before, digests),
    }
  }
  return versions.map((version, index) => ({ row: rowOf(version, index), published: readings[index]?.published ?? null }))
}

/** Checks what one version says about itself and its parent against what is there. */
function problemsOf(
  version: string,
  annotations: Readonly<Record<string, string>>,
  before: string | null,
  digests: ReadonlyMap<string, Digest | null>,
): readonly string[] {
  if (annotations[LABEL.upload] === undefined) return ['written by another tool: it has no upload annotation']
  const stated = annotations['org.opencontainers.image.version']
  const problems = stated === version ? [] : [`it says that it is ${stated ?? 'no version'}: the tag was moved`]
  const parent = parentOf(annotations)
  if (parent === null) return before === null ? problems : [...problems, `it says that it is the first, but ${before} is there`]
  const found = digests.get(parent.version)
  if (found === undefined) return [...problems, `its parent ${parent.version} was deleted`]
  if (found !== parent.digest)
    return [...problems, `its parent ${parent.version} was overwritten: ${parent.digest} was published, ${found ?? 'nothing'} is there`]
  return parent.version === before ? problems : [...problems, `${before ?? 'nothing'} stands before it, but it was made after ${parent.version}`]
}

/** Like Promise.all over `map`, with at most `width` running. Results keep their order. */
export async function inTurns<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}
