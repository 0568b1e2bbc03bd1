import { type Evidence, evidenceOf, type Field, type Shape, type Signature, type TensorValue } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { Warning } from '../framework.ts'
import { guessSignature } from './guess.ts'
import { inputCount } from './library.ts'
import { type Module, unwrapped, weightsOfModule } from './modules.ts'
import { partsOfModule } from './parts.ts'
import { type Outcome, type Solved, solve } from './probe.ts'
import { outputNames, type Path } from './pt2/pytree.ts'
import { type Budget, RUN_BUDGET, run } from './run.ts'
import { ownForward, type SourceOf, sourcesOf } from './sources.ts'
import { RunStop } from './values.ts'

export interface Described {
  readonly signature: Signature
  readonly warnings: readonly Warning[]
}

/** A whole pickled module. What its classes do is known for torch.nn, torchvision and classes whose source is there; else its layers are a hint. */
export function describeModule(pickled: Module, sourceOf: SourceOf, path: string): Described {
  const module = unwrapped(pickled)
  const budget: Budget = { left: RUN_BUDGET }
  const methods = sourcesOf(sourceOf)
  const forward = methods(module)?.get('forward')
  const own = ownForward(methods, budget)
  const parameters = forward?.parameters.slice(1).filter(({ kind, default: otherwise }) => kind !== 'args' && kind !== 'kwargs' && otherwise === null)
  const names = parameters?.map(({ name }) => name)
  const where = `${path}: ${module.type}`
  const solved = solve(names?.length ?? inputCount(module.type), (inputs) => run(module, inputs, budget, own))
  if (!(solved instanceof RunStop)) return { signature: signatureOf(solved, names, where), warnings: fittingWarning(solved, path) }
  const guessed = guessSignature(partsOfModule(module), weightsOfModule(module), where, names)
  if (guessed === undefined || guessed.inputs.length === 0) throw withoutRule(module, solved, path)
  const more = (names ?? []).slice(guessed.inputs.length).map((name): Field => unknownField(name, where))
  const named = guessed.inputs.map((field) => (names === undefined ? field : withStoredName(field)))
  return { signature: { ...guessed, inputs: [...named, ...more] }, warnings: [assumedWarning(module, solved, path)] }
}

function signatureOf({ inputs, output }: Solved, names: readonly string[] | undefined, where: string): Signature {
  const fields = inputs.map(({ type, shape }, i): Field => {
    const evidence = evidenceOf({ type, shape }, 'derived', where)
    return {
      name: names?.[i] ?? (inputs.length === 1 ? 'input' : `input_${i}`),
      type,
      shape,
      evidence: { ...evidence, name: names === undefined ? 'derived' : 'stored' },
    }
  })
  return { name: 'predict', inputs: fields, outputs: outputFields(output, where), positional: true }
}

/** Tensors of the result, named by the way that leads to them. */
export function outputFields(output: Outcome, where: string): readonly Field[] {
  const found: { readonly path: Path; readonly value: TensorValue }[] = []
  const walk = (one: Outcome, path: Path): void => {
    switch (one.kind) {
      case 'tensor':
        found.push({ path, value: { type: one.type, shape: one.shape } })
        break
      case 'unknown':
        found.push({ path, value: { type: null, shape: null } })
        break
      case 'sequence':
        for (const [i, item] of one.items.entries()) walk(item, [...path, i])
        break
      case 'mapping':
        for (const [key, item] of one.entries) walk(item, [...path, key])
        break
      case 'none':
    }
  }
  walk(output, [])
  const names = outputNames(found.map(({ path }) => path))
  return found.map(({ value }, i): Field => ({ name: names[i] ?? `output_${i}`, ...value, evidence: evidenceOf(value, 'derived', where) }))
}

function unknownField(name: string, where: string): Field {
  const shape: Shape = null
  const evidence: Evidence = { ...evidenceOf({ type: null, shape }, 'unknown', where), name: 'stored' }
  return { name, type: null, shape, evidence }
}

function withStoredName(field: Field): Field {
  const assumed = field.assumed?.filter((fact) => fact !== 'name')
  return { ...field, ...(assumed && { assumed }), ...(field.evidence && { evidence: { ...field.evidence, name: 'stored' } }) }
}

/** Sizes named in a warning. */
const MAX_TOLD = 6

function fittingWarning({ fitting }: Solved, path: string): readonly Warning[] {
  if (fitting === undefined) return []
  const told = fitting.slice(0, MAX_TOLD).join(', ')
  const message = `not every height and width fits; of squares do ${told}${fitting.length > MAX_TOLD ? ` and ${fitting.length - MAX_TOLD} more` : ''}. Which one is meant is not in the file`
  return [{ code: 'pytorch-sizes-open', message, where: path }]
}

const assumedWarning = (module: Module, { message }: RunStop, path: string): Warning => ({
  code: 'pytorch-forward-unknown',
  message: `the file holds ${module.type} without what its forward does (${message}): the contract is what its first and last layers suggest`,
  where: path,
})

function withoutRule(module: Module, { message }: RunStop, path: string): UserError {
  return new UserError(
    'not-inferable',
    `${path} holds ${module.type}, whose code is not in the file (${message}).`,
    'Export the model with its code: torch.export.save(torch.export.export(model, args), "model.pt2") or torch.jit.script(model).save("model.pt"); or declare the contract in serving.yaml.',
    { file: path },
  )
}
