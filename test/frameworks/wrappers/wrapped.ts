import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { agree } from '../../../src/contract/agree.ts'
import type { Contract } from '../../../src/contract/types.ts'
import { UserError } from '../../../src/errors.ts'
import type { Inference } from '../../../src/frameworks/framework.ts'
import { FRAMEWORKS } from '../../../src/frameworks/index.ts'
import { matchAll, remaining } from '../../../src/model/candidates.ts'
import { insideReader } from '../../../src/model/inside.ts'
import { linesOf } from '../contract-of.ts'
import { inMemory } from '../onnx/memory.ts'

/** A model among the tests' own models: `sklearn/columns.pkl`. */
export const modelFile = (path: string): Uint8Array => readFileSync(resolve(import.meta.dirname, '../../models', path))

export type Files = Readonly<Record<string, Uint8Array | string>>

/** What every framework makes of files together, wrappers and what they wrap: the one model, its reader's answer, and what is promised to callers. */
export interface Promised {
  readonly inference: Inference
  readonly contract: Contract
  /** `predict(x float32[-1,4]) -> (y int64[-1])` */
  readonly lines: readonly string[]
  readonly warnings: readonly string[]
}

export function promised(files: Files): Promised {
  const memory = inMemory(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]),
    ),
  )
  const { candidates } = matchAll(memory, FRAMEWORKS)
  const [only, other] = remaining(candidates, { linkTarget: () => undefined })
  if (only === undefined || other !== undefined)
    throw new Error(`${other === undefined ? 'no' : 'several'} models among ${Object.keys(files).join(', ')}`)
  const inference = only.framework.infer(memory, only.match, insideReader(FRAMEWORKS))
  const { framework, signatures, declarations = [] } = inference
  const found = declarations.length > 0 && signatures.length === 0 ? null : ({ contract: 1, framework, signatures } as const)
  const contract = agree(declarations, found, { framework })
  return {
    inference,
    contract,
    lines: linesOf({ ...inference, signatures: contract.signatures }),
    warnings: inference.warnings.map(({ code }) => code),
  }
}

/** Code and message with which files are refused. */
export function refusedAs(files: Files): string {
  try {
    promised(files)
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'accepted'
}
