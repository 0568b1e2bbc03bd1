import { itemOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { forwardOf } from './library.ts'
import { classOf, type Module } from './modules.ts'
import { RunStop, type Value } from './values.ts'

/** Work left for all runs of one network: a hostile tree that shares its children could ask for any amount. */
export interface Budget {
  left: number
}

/** Modules applied and statements followed: 640 runs (probe.ts) of a network of a thousand layers, about a second. */
export const RUN_BUDGET = 700_000
/** Modules and methods inside each other. */
const MAX_DEPTH = 64

/** How a class of the author's own is run, where its Python source is there; undefined where it is not. */
export type OwnForward = (module: Module, args: readonly Value[], call: Call) => Value | undefined
export type Call = (module: Module, args: readonly Value[]) => Value

/** One run of a network over sizes. Throws RunStop where an input's need is met first, sizes don't fit, or a class has no rule. */
export function run(module: Module, args: readonly Value[], budget: Budget, own: OwnForward): Value {
  let depth = 0
  const call: Call = (one, values) => {
    spend(budget)
    if (depth > MAX_DEPTH) throw new RunStop('unknown', 'the network nests too deep to be followed')
    depth += 1
    try {
      return applied(one, values, call, own)
    } finally {
      depth -= 1
    }
  }
  return call(module, args)
}

function applied(module: Module, values: readonly Value[], call: Call, own: OwnForward): Value {
  if (isPatched(module)) throw new RunStop('unknown', `${module.type} has a forward or hooks of its own`)
  const forward = forwardOf(module.type)
  // a class of torch.nn is what it is called; a library's may have been another one when its source was stored with it
  if (forward !== undefined && /^torch\.nn\./.test(module.type)) return forward(module, values, call)
  const result = forward === undefined ? own(module, values, call) : orUnknown(() => own(module, values, call))
  if (result !== undefined) return result
  if (forward === undefined) throw new RunStop('unknown', `${module.type} is a class without a rule`)
  return forward(module, values, call)
}

function orUnknown(attempt: () => Value | undefined): Value | undefined {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof RunStop && error.reason === 'unknown') return undefined
    throw error
  }
}

/** Hooks before forward that only compute a weight. Source: torch/nn/utils/{spectral_norm,weight_norm}.py. */
const WEIGHT_HOOKS = /^torch\.nn\.utils\.(?:spectral_norm\.SpectralNorm|weight_norm\.WeightNorm)$/

/** Attributes of the instance win over its class; hooks may change what goes in and comes out. */
function isPatched({ attributes }: Module): boolean {
  const hooks = (name: string): readonly PyValue[] => recordOf(itemOf(attributes, name), 'dict')?.pairs.map(([, hook]) => hook) ?? []
  if (itemOf(attributes, 'forward') !== undefined || hooks('_forward_hooks').length > 0) return true
  return hooks('_forward_pre_hooks').some((hook) => !WEIGHT_HOOKS.test(classOf(recordOf(hook, 'object')?.callable ?? null).type))
}

/** Throws RunStop where nothing is left. */
export function spend(budget: Budget): void {
  budget.left -= 1
  if (budget.left < 0) throw new RunStop('unknown', 'the network is too large to be followed')
}
