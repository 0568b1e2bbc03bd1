import { basename, resolve } from 'node:path'
import { agree } from './contract/agree.ts'
import { completeness } from './contract/completeness.ts'
import type { Contract, Signature } from './contract/types.ts'
import { UserError } from './errors.ts'
import { withGrammar } from './formats/python/grammar.ts'
import type { Finding, Inference, Warning } from './frameworks/framework.ts'
import { FRAMEWORKS } from './frameworks/index.ts'
import { type Discovered, discover } from './model/discover.ts'
import { compareFormats } from './model/formats-agree.ts'
import { writeDefinition } from './model/init.ts'
import { insideReader } from './model/inside.ts'
import { checkPickles, type PicklePolicy, tellingDanger } from './pickle-policy.ts'
import type { Report } from './report/types.ts'

/** A model as far as its files tell: found, inferred, and agreed with what its author declared. */
export interface Model {
  readonly name: string
  readonly discovered: Discovered
  /** With evidence. */
  readonly contract: Contract
  /** 0…1 */
  readonly completeness: number
  /** Why this framework. */
  readonly because: string
  /** File of the declared contract. */
  readonly declaredIn?: string
  readonly warnings: readonly Warning[]
  readonly findings: readonly Finding[]
  /** The same, as the report tells it. */
  readonly told: Pick<Report, 'contract' | 'completeness' | 'detected' | 'warnings' | 'findings' | 'locate'>
}

export interface Search {
  /** Directory or file of the model. */
  readonly path: string
  readonly name: string
  /** Definition file elsewhere, or ''. */
  readonly contract: string
  /** What to do about pickles that run code; absent = deny. */
  readonly pickle?: PicklePolicy
}

/**
 * Finds the one model at a path, reads its contract from the bytes of its files, and makes it agree with its declaration.
 * With a `workspace` the model must lie in it after links are resolved.
 * @throws UserError of the groups "the files" and "the declaration".
 */
export function inferModel(search: Search, workspace = ''): Model {
  const options = { definition: search.contract, name: search.name, ...(workspace && { within: workspace }) }
  const policy = search.pickle ?? 'deny'
  const [discovered, inference] = tellingDanger(
    () => {
      const all = discover(search.path, FRAMEWORKS, options)
      return [all, inferOrYield(all)] as const
    },
    search.path,
    policy,
    workspace,
  )
  const { definition, found } = discovered
  const findings = checkPickles(discovered.files, policy, inference?.findings)
  // strongest first: what the author of the model wrote, then what a tool wrote for them
  const declarations = [...discovered.declarations, ...(inference?.declarations ?? [])]
  const [declared] = declarations
  const contract = agree(declarations, foundContract(inference, declarations.length > 0), {
    framework: inference?.framework ?? (found ? { name: found.framework.name, format: found.match.format } : { name: 'other' }),
  })
  const comparison = inference === null ? undefined : compareFormats(inference, discovered.others, discovered.files, FRAMEWORKS)
  const because = [
    found ? found.match.because : 'its contract is declared',
    ...(inference?.inside === undefined ? [] : [`inside it, ${inference.inside}`]),
    ...(comparison?.alike ?? []).map((other) => `${other} has the same contract`),
  ].join('; ')
  const facts = {
    contract,
    completeness: completeness(contract).ratio,
    warnings: [...discovered.warnings, ...(inference?.warnings ?? []), ...(comparison?.warnings ?? [])],
    findings,
  }
  return {
    ...facts,
    name: modelName(search, definition),
    discovered,
    because,
    ...(declared && { declaredIn: declared.file }),
    told: { ...facts, detected: { because, ...(declared && { declaredIn: declared.file }) }, ...(declared && { locate: declared.locate }) },
  }
}

/** The same for whoever has not loaded what some readers need. @throws UserError as `inferModel` */
export async function inferAt(search: Search, workspace = ''): Promise<Model> {
  return await withGrammar(() => inferModel(search, workspace))
}

/** A model of which nothing is known says nothing against what is declared of it. */
function foundContract(inference: Inference | null, isDeclared: boolean): Contract | null {
  if (inference === null || (isDeclared && inference.signatures.length === 0)) return null
  return { contract: 1, framework: inference.framework, signatures: inference.signatures }
}

/** Name of the collection: as asked for, as declared, else the directory's. */
export function modelName(search: Search, definition: Discovered['definition']): string {
  return search.name || definition?.name || nameOf(search.path)
}

/** A format that stores no contract is no error where the author declared one. */
function inferOrYield({ found, declarations, files }: Discovered): Inference | null {
  if (!found) return null
  try {
    return found.framework.infer(files, found.match, insideReader(FRAMEWORKS))
  } catch (error) {
    if (error instanceof UserError && error.code === 'not-inferable' && declarations.length > 0) return null
    throw error
  }
}

/**
 * Refuses a contract that is mostly ignorance, unless the author declared one; the remedy is the definition with `?` at the missing places.
 * @throws UserError `incomplete`
 */
export function requireCompleteness(model: Model, least: number): void {
  if (model.completeness >= least || model.declaredIn !== undefined) return
  const percent = (ratio: number) => `${Math.floor(100 * ratio)} %`
  const isSilent = model.contract.signatures.length === 0
  const contract = isSilent ? { ...model.contract, signatures: [NOTHING_KNOWN] } : model.contract
  throw new UserError(
    'incomplete',
    isSilent
      ? `Nothing of the contract of ${model.name} is known from its files.`
      : `Only ${percent(model.completeness)} of the facts of ${model.name} are known from its files; ${percent(least)} are asked for.`,
    `Put this serving.yaml beside the model and replace every ?${isSilent ? ', and the names' : ''}:\n\n${writeDefinition(contract, { name: model.name })}`,
  )
}

/** What a definition looks like, for models that tell nothing to begin with (code behind a wrapper). */
const NOTHING_KNOWN: Signature = {
  name: 'predict',
  inputs: [{ name: 'input', type: null, shape: null }],
  outputs: [{ name: 'output', type: null, shape: null }],
}

/** @throws UserError `definition-invalid` where the definition names files that are not here: an image without them would be no model. */
export function requirePayload({ discovered }: { readonly discovered: Pick<Discovered, 'missing' | 'definition'> }): void {
  const [first] = discovered.missing
  if (first === undefined) return
  const place = discovered.definition?.locate(['payload'])
  throw new UserError(
    'definition-invalid',
    `The payload names ${discovered.missing.map((entry) => JSON.stringify(entry)).join(', ')}, and nothing of that name is here.`,
    `Correct payload, or add ${first}.`,
    place,
  )
}

/** The directory's name, made a repository component: `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*` (OCI distribution spec). */
export function nameOf(path: string): string {
  const name = basename(resolve(path))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return name || 'model'
}
