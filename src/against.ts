import { existsSync } from 'node:fs'
import type { Contract } from './contract/types.ts'
import { contractAt, contractAtRevision, type Located, namesImage, type Surroundings } from './contract-at.ts'
import { UserError } from './errors.ts'
import type { Inputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import { readBaseline } from './registry/published.ts'
import { parseReference } from './registry/reference.ts'
import type { Against } from './report/types.ts'
import { numberingOf } from './verdict.ts'

/**
 * What the input `baseline` names, `null` without it: a path in the checkout, else an image, else a git revision (the model's own path there, unless
 * it says `REVISION:PATH`). `offer` is the contract it will be compared with.
 *
 * An image that cannot be read, and a model that could not be read at that revision, are `unavailable` with the reason: the pull request cannot
 * mend them. A file with an error in it, and a revision that nobody knows, are errors: the workflow names them, and a gate that silently compares
 * with nothing is none.
 * @throws UserError of the file; `input-invalid` for a revision that git does not know
 */
export async function readAgainst(inputs: Inputs, ports: Ports, offer: Contract): Promise<Against | null> {
  const { text, path } = inputs.baseline
  if (text === '') return null
  const surroundings = { inputs, ports: async () => ports }
  if (existsSync(path)) return compared(await contractAt(path, surroundings), offer)
  if (namesImage(text)) return await ofImage(text, surroundings, offer)
  return await ofRevision(text, surroundings, offer)
}

/** The contract of a promise as it is compared with an offer: a definition says nothing of the framework, so nothing changed there. */
export function promiseOf({ contract, framework }: Pick<Located, 'contract' | 'framework'>, offer: Contract): Contract {
  return framework === 'open' ? { ...contract, framework: offer.framework } : contract
}

function compared(located: Located, offer: Contract): Against {
  return { state: 'compared', label: located.label, contract: promiseOf(located, offer), content: located.content }
}

async function ofImage(text: string, surroundings: Surroundings, offer: Contract): Promise<Against> {
  const { repository: name, reference } = parseReference(text)
  try {
    if (reference !== null) return compared(await contractAt(text, surroundings), offer)
    const repository = await (await surroundings.ports()).repository(name.name)
    const baseline = await readBaseline(repository, numberingOf(surroundings.inputs))
    if (baseline.state !== 'compared') return { ...baseline, label: text }
    const { tag, contract, content } = baseline.published
    return { state: 'compared', label: `${text}:${tag}`, contract, content }
  } catch (error) {
    return unavailable(text, error)
  }
}

async function ofRevision(text: string, surroundings: Surroundings, offer: Contract): Promise<Against> {
  const [, revision = text, path = surroundings.inputs.path] = /^([^:]+):(.+)$/s.exec(text) ?? []
  try {
    const located = await contractAtRevision(revision, path, surroundings)
    return located === null ? { state: 'first', label: revision } : compared(located, offer)
  } catch (error) {
    if (error instanceof UserError && error.code === 'input-invalid') throw error
    return unavailable(revision, error)
  }
}

function unavailable(label: string, error: unknown): Against {
  if (!(error instanceof UserError)) throw error
  return { state: 'unavailable', label, reason: error.message }
}
