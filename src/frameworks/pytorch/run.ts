import { forwardOf } from './library.ts'
import type { Module } from './modules.ts'
import { RunStop, type Value } from './values.ts'

/** Work left for all runs of one network: a hostile tree that shares its children could ask for any amount. */
export interface Budget {
  left: number
}

/** Modules applied and statements followed: 640 runs (probe.ts) of a network of a thousand layers. */
export const RUN_BUDGET = 1_500_000
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
      // a class of torch.nn is what it is called, whatever source is stored beside it
      const forward = forwardOf(one.type)
      const result = forward === undefined ? own(one, values, call) : forward(one, values, call)
      if (result === undefined) throw new RunStop('unknown', `${one.type} is a class without a rule`)
      return result
    } finally {
      depth -= 1
    }
  }
  return call(module, args)
}

/** Throws RunStop where nothing is left. */
export function spend(budget: Budget): void {
  budget.left -= 1
  if (budget.left < 0) throw new RunStop('unknown', 'the network is too large to be followed')
}
