import type { UserError } from '../../errors.ts'
import type { ByteSource } from '../bytes.ts'
import type { Cursor } from './cursor.ts'
import type { PyDict, PyGlobal, PyList, PyObject, PyTuple, PyValue } from './values.ts'

/** What an unpickler would do besides building data, in order; `offset` is the byte of the opcode. */
export interface Events {
  imported(global: PyGlobal, offset: number): void
  called(object: PyObject, offset: number): void
  /** BUILD: `__setstate__` or attributes of `target`. */
  built(target: PyValue, offset: number, state: PyValue): void
  /** Something no pickler writes. */
  odd(what: string, offset: number): void
}

/** Marks on the stack, apart from every value. */
export const MARK = Symbol('mark')
export type Slot = PyValue | typeof MARK

/** What the operations of a pickle work on. */
export interface Machine {
  readonly cursor: Cursor
  readonly source: ByteSource
  readonly events: Events
  /** Offset of the opcode being run. */
  readonly offset: number
  protocol: number
  push(value: Slot): void
  /** @throws UserError `corrupt` where there is nothing, or a mark. */
  pop(): PyValue
  top(): PyValue
  popToMark(): PyValue[]
  popSlot(): void
  memoGet(index: number): PyValue
  memoPut(index: number): void
  memoSize(): number
  /** Spends the budget of one record and returns it. */
  record<T extends PyValue>(value: T): T
  text(length: number, encoding: 'utf8' | 'latin1'): string
  fail(what: string): UserError
  /** Runs a pickle that begins at the cursor (joblib's object arrays). */
  nested(): PyValue
}

export const listOf = (items: PyValue[]): PyList => ({ kind: 'list', items })
export const tupleOf = (items: readonly PyValue[]): PyTuple => ({ kind: 'tuple', items })

/** Pairs from a flat run of keys and values. */
export function dictOf(machine: Machine, flat: readonly PyValue[]): PyDict {
  const dict = machine.record<PyDict>({ kind: 'dict', pairs: [] })
  addPairs(machine, dict.pairs, flat)
  return dict
}

export function addPairs(machine: Machine, pairs: [PyValue, PyValue][], flat: readonly PyValue[]): void {
  if (flat.length % 2 !== 0) throw machine.fail('a dict has a key without a value')
  for (let i = 0; i < flat.length; i += 2) pairs.push([flat[i] ?? null, flat[i + 1] ?? null])
}
