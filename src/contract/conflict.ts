import type { Place } from '../errors.ts'
import { UserError } from '../errors.ts'
import type { Change } from './change.ts'

/** One contradiction: what the declaration promises and the model doesn't keep. */
export interface Conflict {
  /** The row of `diff(declared, found)`: `was` is declared, `is` is found. */
  readonly change: Change
  /** Key of a definition file that says the fact: `type`. */
  readonly key: string | undefined
  /** Where the declaration says it. */
  readonly declaredAt: Place
  /** Where the model says otherwise: `model.onnx: graph.input[0]`. */
  readonly foundAt: string
}

/** More contradictions than anybody reads: a table whose 10,000 columns all have the wrong type. The rest is counted. */
const MAX_LISTED = 100

/** What a declaration is held against: the model, or where its files say nothing, another declaration. */
export type Opposite = 'model' | 'declaration'

/** The one error for all contradictions; it points to the first one. */
export function conflictError(conflicts: readonly [Conflict, ...Conflict[]], opposite: Opposite): UserError {
  const [first] = conflicts
  const listed = conflicts.slice(0, MAX_LISTED).map(sentence)
  const more = conflicts.length - listed.length
  const two = opposite === 'declaration'
  const message =
    conflicts.length === 1
      ? `${two ? 'The declarations contradict each other' : 'The declaration contradicts the model'}: ${sentence(first)}`
      : [
          two
            ? `The declarations contradict each other in ${conflicts.length} facts:`
            : `${conflicts.length} facts of the declaration contradict the model:`,
          ...listed.map((one) => `- ${one}`),
          ...(more > 0 ? [`- and ${more} more`] : []),
        ].join('\n')
  return new UserError('contract-conflict', message, two ? remedyBetween(first) : remedy(first, conflicts.length), first.declaredAt)
}

/** `serving.yaml:7`, `serving.yaml` or, in files without lines, `contract.protobin: predict.inputs[0]`. */
export function printPlace({ file, line, key }: Place): string {
  const name = file ?? 'the declaration'
  if (line !== undefined) return `${name}:${line}`
  return key === undefined ? name : `${name}: ${key}`
}

function sentence({ change, key, declaredAt, foundAt }: Conflict): string {
  const fact = key === undefined ? change.where : `${change.where}.${key}`
  return `${printPlace(declaredAt)}: ${fact} ${contradiction(change, foundAt)}`
}

function contradiction({ rule, was, is, message }: Change, foundAt: string): string {
  switch (rule) {
    case 'signature-removed':
      return `is declared, but ${foundAt} has no such signature: ${message}`
    case 'input-removed':
    case 'output-removed':
      return `is declared, but ${foundAt} has no such ${rule === 'input-removed' ? 'input' : 'output'}`
    case 'input-renamed':
    case 'output-renamed':
      return `is declared (${was}), but ${foundAt} calls it otherwise: ${is}`
    case 'input-required-added':
      return `is required by ${foundAt} (${is}), but not declared: callers that trust the declaration would fail`
    default:
      return `is declared as ${was}, but ${foundAt} has ${is}`
  }
}

function remedy({ change, key, declaredAt }: Conflict, count: number): string {
  const all = 'Declare what the model has (mlambda init writes it), or export the model as declared.'
  if (count > 1 || key === undefined || !(key === 'type' || key === 'shape')) return all
  return `Write ${key}: ${change.is} at ${printPlace(declaredAt)}, or export the model as declared.`
}

/** Which of two declarations is right, only the author knows. */
function remedyBetween({ change, key, declaredAt, foundAt }: Conflict): string {
  if (key === undefined) return `Make ${printPlace(declaredAt)} and ${foundAt} say the same, or keep one of them.`
  return `Write ${key}: ${change.is} at ${printPlace(declaredAt)}, or ${change.was} at ${foundAt}; or keep one of the two declarations.`
}
