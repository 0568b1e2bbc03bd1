import { basename, resolve } from 'node:path'
import { agree } from './contract/agree.ts'
import { completeness } from './contract/completeness.ts'
import type { Contract } from './contract/types.ts'
import { type ErrorCode, type Place, UserError } from './errors.ts'
import { FRAMEWORKS } from './frameworks/index.ts'
import type { Finding, Inference, Warning } from './frameworks/framework.ts'
import { type Discovered, discover } from './model/discover.ts'
import { writeDefinition } from './model/init.ts'

/** A model as far as its files tell: found, inferred, and agreed with what its author declared. */
export interface Model {
  readonly name: string
  readonly discovered: Discovered
  /** With evidence. */
  readonly contract: Contract
  readonly completeness: number
  /** Why this framework, and where a contract is declared. */
  readonly because: string
  readonly declaredIn?: string
  readonly warnings: readonly Warning[]
  readonly findings: readonly Finding[]
  readonly locate?: (path: readonly string[]) => Place
}

export interface Search {
  /** Directory or file of the model. */
  readonly path: string
  readonly name: string
  /** Definition file elsewhere, or ''. */
  readonly contract: string
}

/**
 * Finds the one model at a path, reads its contract from the bytes of its files, and makes it agree with its declaration.
 * @throws UserError of the groups "the files" and "the declaration".
 */
export function inferModel(search: Search): Model {
  const discovered = discover(search.path, FRAMEWORKS, { definition: search.contract })
  const { definition, found } = discovered
  const inference = found && inferOrYield(discovered)
  const declared = definition?.declaration
  const contract = agree(declared ? [declared] : [], inference ? { contract: 1, framework: inference.framework, signatures: inference.signatures } : null, {
    framework: found ? { name: found.framework.name, format: found.match.format } : { name: 'other' },
  })
  return {
    name: search.name || definition?.name || nameOf(search.path),
    discovered,
    contract,
    completeness: completeness(contract).ratio,
    because: found ? found.match.because : 'the contract is declared',
    ...(declared && { declaredIn: declared.file, locate: declared.locate }),
    warnings: [...discovered.warnings, ...(inference?.warnings ?? [])],
    findings: inference?.findings ?? [],
  }
}

/** A format that stores no contract is no error where the author declared one. */
function inferOrYield({ found, definition, files }: Discovered): Inference | null {
  if (!found) return null
  try {
    return found.framework.infer(files, found.match)
  } catch (error) {
    const yields: ErrorCode = 'not-inferable'
    if (error instanceof UserError && error.code === yields && definition?.declaration) return null
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
  throw new UserError(
    'incomplete',
    `Only ${percent(model.completeness)} of the facts of ${model.name} are known from its files; ${percent(least)} are asked for.`,
    `Put this serving.yaml beside the model and replace every ?:\n\n${writeDefinition(model.contract, { name: model.name })}`,
  )
}

/** The directory's name, made a repository component: `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*` (OCI distribution spec). */
function nameOf(path: string): string {
  const name = basename(resolve(path))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return name || 'model'
}
