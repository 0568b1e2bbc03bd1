import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { agree } from './contract/agree.ts'
import { parseContract } from './contract/parse.ts'
import type { Contract } from './contract/types.ts'
import { UserError } from './errors.ts'
import { checkoutRevision } from './git-tree.ts'
import { contentOf } from './image/content.ts'
import { inferAt, type Model } from './infer.ts'
import type { Inputs } from './inputs.ts'
import { readDefinitionFile } from './model/discover.ts'
import type { Ports } from './ports.ts'
import type { Digest, Repository } from './registry/port.ts'
import { readVersion } from './registry/published.ts'
import { isDigest, parseReference } from './registry/reference.ts'
import { highestOf, versionsOf } from './registry/tags.ts'
import type { Published } from './registry/types.ts'
import { numberingOf } from './verdict.ts'

/** A contract and how people call it: `models/churn`, `ghcr.io/owner/churn:1.4.2`. */
export interface Located {
  readonly label: string
  readonly contract: Contract
  /** Identity of the files, `null` where there are only words (a definition, a contract file). */
  readonly content: Digest | null
  /** A definition says nothing of the framework; then nothing is compared there. */
  readonly framework: 'known' | 'open'
  /** The image it was read from. */
  readonly image?: { readonly repository: Repository; readonly published: Published }
}

/** Where to look. */
export interface Surroundings {
  readonly inputs: Inputs
  /** Opened when the first image is named. */
  readonly ports: () => Promise<Ports>
}

/** A canonical contract of 60,000 fields is about 4 MiB. */
const MAX_CONTRACT_FILE = 16 * 1024 * 1024

/**
 * The contract of whatever `text` names: a model directory or file, a definition, a canonical contract (JSON, also as `infer --json` prints it), an image
 * (`REPOSITORY`, whose highest version counts, `REPOSITORY:TAG` or `REPOSITORY@DIGEST`), or a path in a git revision (`REVISION:PATH`).
 * What exists on disk is not looked for elsewhere.
 * @throws UserError of the files, the declaration or the registry; `input-invalid` where the text names nothing
 */
export async function contractAt(text: string, surroundings: Surroundings): Promise<Located> {
  if (existsSync(text)) return await onDisk(text, text, surroundings)
  if (namesImage(text)) return await published(text, surroundings)
  const [, revision = '', path = ''] = /^([^:]+):(.+)$/s.exec(text) ?? []
  const located = revision === '' ? null : await contractAtRevision(revision, path, surroundings)
  if (located) return located
  throw new UserError(
    'input-invalid',
    `${JSON.stringify(text)} is no file, no directory and no image.`,
    'Write a model directory, a definition, a contract file, IMAGE:TAG with its registry, or REVISION:PATH.',
  )
}

/** It begins with a registry (`ghcr.io/`, `localhost:5000/`) or is a folder in OCI image layout; anything else is a path or a revision. */
export function namesImage(text: string): boolean {
  return text.startsWith('oci:') || /^(?:localhost|\w[\w-]*\.[\w.-]*|\[[0-9a-fA-F:.]+\]|[\w-]+(?=:\d))(?::\d{1,5})?\//.test(text)
}

/** What a path held at a git revision; `null`: nothing. The definition elsewhere (input `contract`) is taken from the same revision. */
export async function contractAtRevision(revision: string, path: string, surroundings: Surroundings): Promise<Located | null> {
  const { inputs, ports } = surroundings
  const checkout = await checkoutRevision((await ports()).run, revision, [path, ...(inputs.contract === '' ? [] : [inputs.contract])])
  try {
    const there = checkout.at(path)
    if (!existsSync(there)) return null
    const contract = inputs.contract === '' ? '' : checkout.at(inputs.contract)
    const label = `${revision} (${checkout.commit.slice(0, 7)})`
    return await onDisk(there, label, { ...surroundings, inputs: { ...inputs, contract: existsSync(contract) ? contract : '' } }, checkout.directory)
  } finally {
    checkout.remove()
  }
}

/** Links must not leave `within`: what is compared may come from a pull request. */
async function onDisk(path: string, label: string, { inputs, ports }: Surroundings, within?: string): Promise<Located> {
  const isFile = statSync(path).isFile()
  if (isFile && path.endsWith('.json')) {
    const contract = canonicalIn(path)
    if (contract) return { label, contract, content: null, framework: 'known' }
  }
  const workspace = within ?? (await ports()).origin.workspace
  if (isFile && /\.(ya?ml|prototxt|protobin)$/.test(path)) {
    const { declaration } = readDefinitionFile(path, inputs.name)
    if (declaration) return { label, contract: agree([declaration], null), content: null, framework: 'open' }
    return await ofModel(label, await inferAt({ path: dirname(path), name: inputs.name, contract: path, pickle: inputs.pickle }, workspace))
  }
  return await ofModel(label, await inferAt({ path, name: inputs.name, contract: inputs.contract, pickle: inputs.pickle }, workspace))
}

async function ofModel(label: string, { contract, discovered }: Model): Promise<Located> {
  const { digest } = await contentOf(discovered.files, () => undefined)
  discovered.files.close()
  return { label, contract, content: digest, framework: 'known' }
}

/** `null`: JSON, but of something else (a model may be a .json file). */
function canonicalIn(path: string): Contract | null {
  if (statSync(path).size > MAX_CONTRACT_FILE) return null
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
  const isContract = typeof json === 'object' && json !== null && Object.hasOwn(json, 'contract') && Object.hasOwn(json, 'signatures')
  return isContract ? parseContract(withoutEvidence(json), basename(path)) : null
}

/** `infer --json` is the canonical form with `source` and `where` beside each field, and more facts at the top. Names are never keys in it. */
function withoutEvidence(json: unknown): unknown {
  const { contract, framework, signatures } = json as { contract?: unknown; framework?: unknown; signatures?: unknown }
  const fields = JSON.stringify(signatures, (key, value: unknown) => (key === 'source' || key === 'where' ? undefined : value))
  return { contract, framework, signatures: fields === undefined ? undefined : JSON.parse(fields) }
}

async function published(text: string, { inputs, ports }: Surroundings): Promise<Located> {
  const { repository: parsed, reference } = parseReference(text)
  const repository = await (await ports()).repository(parsed.name)
  const versions = versionsOf((await repository.list()) ?? [], numberingOf(inputs))
  const wanted = reference ?? highestOf(versions)?.tag
  if (wanted === undefined) {
    throw new UserError('repository-missing', `${parsed.name} has no version yet.`, 'Correct the name, or publish a first version.')
  }
  const label = `${parsed.name}${isDigest(wanted) ? '@' : ':'}${wanted}`
  const reading = await readVersion(repository, versions.find(({ tag }) => tag === wanted) ?? { version: wanted, tag: wanted })
  if (reading.published?.contract) {
    const { contract, content } = reading.published
    return { label, contract, content, framework: 'known', image: { repository, published: reading.published } }
  }
  throw new UserError(
    'not-a-model',
    `${label} holds no contract: ${reading.reason ?? 'it has none'}.`,
    'Compare with a version that this tool published.',
  )
}
