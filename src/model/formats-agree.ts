import { firstDifference } from '../contract/alike.ts'
import { UserError } from '../errors.ts'
import type { Framework, Inference, Warning } from '../frameworks/framework.ts'
import type { Candidate } from './candidates.ts'
import { insideReader } from './inside.ts'
import type { ModelFiles } from './types.ts'

/**
 * One network saved in several formats (`model.onnx` beside `model.keras`): each is read and compared with the first, up to names
 * (contract/alike.ts), so that people learn that two files are one model, or that they are not.
 */

/** Models read for a comparison; a directory of fifty is no network in fifty formats. */
const MAX_READ = 4

/** What came of comparing the model with others beside it. */
export interface Comparison {
  /** `onnx in model.onnx` of every other that says the same. */
  readonly alike: readonly string[]
  /** `formats-differ` for every other that does not. */
  readonly warnings: readonly Warning[]
}

/** Holds other readings against the model's. Others that cannot be read, or that say nothing, are left out. */
export function compareFormats(model: Inference, others: readonly Candidate[], files: ModelFiles, frameworks: readonly Framework[]): Comparison {
  const alike: string[] = []
  const warnings: Warning[] = []
  for (const other of others.slice(0, MAX_READ)) {
    const inference = readOne(other, files, frameworks)
    if (inference === undefined || inference.signatures.length === 0 || model.signatures.length === 0) continue
    const difference = firstDifference(model.signatures, inference.signatures)
    if (difference === undefined) alike.push(nameOf(other))
    else {
      const message = `${nameOf(other)} is not the same network, or is saved with another contract: ${difference}`
      warnings.push({ code: 'formats-differ', message, where: other.match.path })
    }
  }
  return { alike, warnings }
}

/** For the message of an ambiguity: whether the candidates are one network, as far as they can be read. */
export function agreementOf(candidates: readonly Candidate[], files: ModelFiles, frameworks: readonly Framework[]): string {
  const read = candidates.slice(0, MAX_READ).map((candidate) => ({ candidate, inference: readOne(candidate, files, frameworks) }))
  const [first, ...rest] = read
  if (first?.inference === undefined || first.inference.signatures.length === 0) return ''
  const { inference, candidate } = first
  let compared = 0
  for (const other of rest) {
    if (other.inference === undefined || other.inference.signatures.length === 0) continue
    const difference = firstDifference(inference.signatures, other.inference.signatures)
    if (difference !== undefined) return `; ${nameOf(candidate)} and ${nameOf(other.candidate)} differ: ${difference}`
    compared++
  }
  return compared > 0 && compared === candidates.length - 1 ? '; their contracts agree, names aside' : ''
}

const nameOf = ({ framework, match }: Candidate): string => `${framework.name} in ${match.path === '' ? 'the directory itself' : match.path}`

function readOne({ framework, match }: Candidate, files: ModelFiles, frameworks: readonly Framework[]): Inference | undefined {
  try {
    return framework.infer(files, match, insideReader(frameworks))
  } catch (error) {
    // a broken file beside the model is nobody's model
    if (error instanceof UserError) return undefined
    throw error
  }
}
