import { inlineArray } from './joblib.ts'
import type { Machine } from './machine.ts'
import type { PyDict, PyValue } from './values.ts'

/** BUILD: keeps the state; a joblib wrapper is followed by the bytes of its array. */
export function build(machine: Machine): void {
  const state = machine.pop()
  const target = machine.top()
  machine.events.built(target, machine.offset, state)
  if (typeof target !== 'object' || target === null || target.kind !== 'object') return
  // a second BUILD updates the attributes of the first (cloudpickle writes such)
  target.state = mergedState(target.state, state)
  const inline = inlineArray(machine, target)
  if (inline !== undefined) target.inline = inline
}

function mergedState(before: PyValue | undefined, after: PyValue): PyValue {
  const isDict = (value: PyValue | undefined): value is PyDict => typeof value === 'object' && value !== null && value.kind === 'dict'
  return isDict(before) && isDict(after) ? { kind: 'dict', pairs: [...before.pairs, ...after.pairs] } : after
}
