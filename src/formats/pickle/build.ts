import { inlineArray, sideArray } from './joblib.ts'
import { COST } from './limits.ts'
import type { Machine } from './machine.ts'
import type { PyDict, PyValue } from './values.ts'

/** BUILD: keeps the state; a joblib wrapper is followed by the bytes of its array. */
export function build(machine: Machine): void {
  const state = machine.pop()
  const target = machine.top()
  machine.events.built(target, machine.offset, state)
  if (typeof target !== 'object' || target === null || target.kind !== 'object') return
  // a second BUILD updates the attributes of the first (cloudpickle writes such)
  target.state = mergedState(machine, target.state, state)
  const inline = inlineArray(machine, target) ?? sideArray(machine, target)
  if (inline !== undefined) target.inline = inline
}

function mergedState(machine: Machine, before: PyValue | undefined, after: PyValue): PyValue {
  const isDict = (value: PyValue | undefined): value is PyDict => typeof value === 'object' && value !== null && value.kind === 'dict'
  if (!isDict(before) || !isDict(after)) return after
  machine.spend(COST.dict + COST.item * (before.pairs.length + after.pairs.length))
  return { kind: 'dict', pairs: [...before.pairs, ...after.pairs] }
}
