import { agree } from '../../contract/agree.ts'
import type { FrameworkId, Signature } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Finding, Inference, Match, ReadInside, Warning } from '../framework.ts'

/** What a wrapper learnt of the model inside of it. */
export interface Wrapped {
  readonly match?: Match
  readonly signatures: readonly Signature[]
  /** The framework that read it, or ''. */
  readonly framework: string
  readonly id: FrameworkId
  readonly warnings: readonly Warning[]
  readonly findings: readonly Finding[]
  /** For people; absent where nothing could be read. */
  readonly inside?: string
}

/** Nothing is inside that could be read, and nothing need be said about it. */
export const NOTHING: Wrapped = { signatures: [], framework: '', id: { name: '' }, warnings: [], findings: [] }

/** Why a model inside stays unread without the wrapper being broken: archives of test suites hold empty models, a declaration may stand for code. */
const SOFT: readonly string[] = ['not-a-model', 'not-inferable', 'empty-file']

export interface Asked {
  /** File of the wrapper, for warnings. */
  readonly wrapper: string
  /** A contract is declared: then a choice among several models inside is nobody's problem. */
  readonly isDeclared: boolean
}

/**
 * The model inside, as far as it can be read. What is missing, empty or says nothing of itself is a warning `inside-unread`; damage is thrown,
 * and so is a choice between several models where nothing is declared.
 */
export function wrappedIn(files: ModelFiles, readInside: ReadInside | undefined, { wrapper, isDeclared }: Asked): Wrapped {
  if (readInside === undefined) return NOTHING
  const soft = isDeclared ? [...SOFT, 'ambiguous'] : SOFT
  try {
    const inside = readInside(files)
    if ('refusal' in inside) throw inside.refusal
    const { match, inference } = inside
    return {
      match,
      signatures: agreed(inference),
      framework: inference.framework.name,
      id: inference.framework,
      warnings: inference.warnings,
      findings: inference.findings,
      inside: inference.inside === undefined ? match.because : `${match.because}; inside that, ${inference.inside}`,
    }
  } catch (error) {
    if (!(error instanceof UserError) || !soft.includes(error.code)) throw error
    return { ...NOTHING, warnings: [unread(wrapper, error.message)] }
  }
}

/** A wrapper in a wrapper stands for its declaration and its model, once both agree. */
function agreed({ framework, signatures, declarations = [] }: Inference): readonly Signature[] {
  if (declarations.length === 0) return signatures
  return agree(declarations, signatures.length === 0 ? null : { contract: 1, framework, signatures }, { framework }).signatures
}

/** Callers learn of the model only what the wrapper says. */
export function unread(wrapper: string, why: string): Warning {
  return { code: 'inside-unread', message: `the model that ${wrapper} wraps tells nothing of its contract: ${why}`, where: wrapper }
}
