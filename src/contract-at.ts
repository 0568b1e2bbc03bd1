import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { parseContract } from './contract/parse.ts'
import type { Contract } from './contract/types.ts'
import { UserError } from './errors.ts'
import { inferModel } from './infer.ts'
import type { Inputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import { readVersion } from './registry/published.ts'
import { isDigest, parseReference } from './registry/reference.ts'
import { highestOf, versionsOf } from './registry/tags.ts'
import { numberingOf } from './verdict.ts'

/** A contract and how people call it: `models/churn`, `ghcr.io/owner/churn:1.4.2`. */
export interface Located {
  readonly label: string
  readonly contract: Contract
}

/** A canonical contract of 60,000 fields is about 4 MiB. */
const MAX_CONTRACT_FILE = 16 * 1024 * 1024

/**
 * The contract of whatever `text` names: a model directory or file, a definition, a canonical contract (JSON), or an image (`REPOSITORY`, whose
 * highest version counts, `REPOSITORY:TAG` or `REPOSITORY@DIGEST`). What exists on disk is not looked for in a registry.
 * @throws UserError of the files, the declaration or the registry
 */
export async function contractAt(text: string, inputs: Inputs, ports: () => Promise<Ports>): Promise<Located> {
  if (existsSync(text)) return { label: text, contract: onDisk(text, inputs) }
  return published(text, inputs, await ports())
}

function onDisk(path: string, inputs: Inputs): Contract {
  if (statSync(path).isFile() && path.endsWith('.json')) {
    const contract = canonicalIn(path)
    if (contract) return contract
  }
  if (/\.(ya?ml|prototxt|protobin)$/.test(path) && statSync(path).isFile()) {
    return inferModel({ path: dirname(path), name: '', contract: path }).contract
  }
  return inferModel({ path, name: inputs.name, contract: '' }).contract
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

async function published(text: string, inputs: Inputs, ports: Ports): Promise<Located> {
  const { repository: parsed, reference } = parseReference(text)
  const repository = await ports.repository(parsed.name)
  const wanted = reference ?? highestOf(versionsOf((await repository.list()) ?? [], numberingOf(inputs)))?.tag
  if (wanted === undefined) {
    throw new UserError(
      'repository-missing',
      `${parsed.name} has no version yet, and no file or directory is called ${JSON.stringify(text)}.`,
      'Correct the name, or publish a first version.',
    )
  }
  const label = `${parsed.name}${isDigest(wanted) ? '@' : ':'}${wanted}`
  const reading = await readVersion(repository, { version: wanted, tag: wanted })
  if (reading.published?.contract) return { label, contract: reading.published.contract }
  throw new UserError(
    'not-a-model',
    `${label} holds no contract: ${reading.reason ?? 'it has none'}.`,
    'Compare with a version that this tool published.',
  )
}
