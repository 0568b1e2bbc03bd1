import { parseContract } from '../contract/parse.ts'
import type { Contract } from '../contract/types.ts'
import { UserError } from '../errors.ts'
import { LABEL } from '../image/types.ts'
import { readManifest, record, strings } from './manifest.ts'
import type { Manifest, Repository } from './port.ts'
import { isDigest } from './reference.ts'
import { highestOf, tagOf, type VersionTag, versionsOf } from './tags.ts'
import type { Baseline, Numbering, Published } from './types.ts'

/** The contract is a label in the config; MAX_FIELDS of contract/parse.ts at 64 bytes each fit. */
const MAX_CONFIG = 64 * 1024 * 1024

/** One published version, or why it tells nothing. */
export type Reading = { readonly published: Published; readonly reason: string | null } | { readonly published: null; readonly reason: string }

/**
 * Reads one version: its manifest and its config, no layer. An image of other tools is read as far as it goes, with the reason why it holds no contract.
 * Throws the repository's UserErrors; "not there" and "not ours" are values.
 */
export async function readVersion(repository: Repository, { version, tag }: VersionTag): Promise<Reading> {
  const manifest = await repository.get(tag)
  if (manifest === null) return { published: null, reason: `the registry lists ${tag}, but holds no manifest for it` }
  return readPublished(repository, { version, tag }, manifest)
}

async function readPublished(repository: Repository, { version, tag }: VersionTag, manifest: Manifest): Promise<Reading> {
  const content = readManifest(manifest)
  const bare = { version, tag, digest: manifest.digest, contract: null, contractDigest: null, content: null, labels: {}, annotations: {} }
  if (content.kind === 'index')
    return { published: bare, reason: `${tag} is an image index (several platforms or attestations), which holds no contract` }
  if (content.kind === 'other') return { published: bare, reason: `${tag} is no container image (${manifest.mediaType.slice(0, 100)})` }
  const bytes = content.config.size > MAX_CONFIG ? null : await repository.getBlob(content.config.digest, MAX_CONFIG)
  if (bytes === null) return { published: { ...bare, annotations: content.annotations }, reason: `the config of ${tag} is missing in the registry` }
  const labels = strings(record(record(json(bytes))['config'])['Labels'])
  const stated = labels[LABEL.content] ?? content.annotations[LABEL.content]
  const found = contractOf(labels, `${repository.name}:${tag}`)
  return {
    published: {
      ...bare,
      contract: found.contract,
      contractDigest: labels[LABEL.contractDigest] ?? content.annotations[LABEL.contractDigest] ?? null,
      content: isDigest(stated) ? stated : null,
      size: content.size,
      labels,
      annotations: content.annotations,
    },
    reason: found.reason,
  }
}

/**
 * The published side of a comparison, for a run that uploads nothing (a pull request): whatever hinders reading becomes `unavailable` with the reason,
 * never "compatible" and never an error. `first` is said only if the list shows no version and the first version isn't there either.
 */
export async function readBaseline(repository: Repository, numbering: Numbering): Promise<Baseline> {
  try {
    const tags = await repository.list()
    const highest = highestOf(versionsOf(tags ?? [], numbering))
    if (highest !== null) return baselineOf(await readVersion(repository, highest))
    // "name unknown" also stands for listing errors (zot) and for repositories nobody may see
    const initial = tagOf(numbering.initial, numbering)
    if ((await repository.head(initial)) === null) return { state: 'first' }
    return { state: 'unavailable', reason: `the registry holds ${initial}, but its tag list doesn't show it` }
  } catch (error) {
    if (error instanceof UserError) return { state: 'unavailable', reason: error.message }
    throw error
  }
}

/** A reading as a baseline. */
export function baselineOf(reading: Reading): Baseline {
  const { published } = reading
  if (published === null) return { state: 'unavailable', reason: reading.reason }
  const { contract } = published
  if (contract !== null) return { state: 'compared', published: { ...published, contract } }
  return { state: 'unavailable', reason: reading.reason ?? 'it holds no contract', published }
}

function contractOf(labels: Readonly<Record<string, string>>, file: string): { readonly contract: Contract | null; readonly reason: string | null } {
  const label = labels[LABEL.contract]
  if (label === undefined) return { contract: null, reason: `${file} has no label ${LABEL.contract}: another tool wrote it` }
  try {
    return { contract: parseContract(JSON.parse(label), file), reason: null }
  } catch (error) {
    if (error instanceof UserError || error instanceof SyntaxError)
      return { contract: null, reason: `the contract in ${file} can't be read: ${error.message}` }
    throw error
  }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
