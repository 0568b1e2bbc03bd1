import type { UserError } from '../../errors.ts'
import type { ByteSource } from '../bytes.ts'
import type { Cursor } from './cursor.ts'
import { COST } from './limits.ts'
import type { PyDict, PyGlobal, PyList, PyObject, PyRecord, PyTuple, PyValue } from './values.ts'

/** What an unpickler would do besides building data, in order; `offset` is the byte of the opcode. */
export interface Events {
  imported(global: PyGlobal, offset: number): void
  called(object: PyObject, offset: number): void
  /** BUILD: `__setstate__` or attributes of `target`. */
  built(target: PyValue, offset: number, state: PyValue): void
  /** Something no pickler writes. */
  odd(what: string, offset: number): void
}

/** What the operations of a pickle work on. */
export interface Machine {
  readonly cursor: Cursor
  readonly source: ByteSource
  readonly events: Events
  /** A file beside the pickle. */
  beside(name: string): ByteSource | null
  /** Offset of the opcode being run. */
  readonly offset: number
  protocol: number
  push(value: PyValue): void
  mark(): void
  /** @throws UserError `corrupt` where there is nothing, or a mark. */
  pop(): PyValue
  top(): PyValue
  popToMark(): PyValue[]
  /** Throws away the uppermost value, or mark. */
  discard(): void
  memoGet(index: number): PyValue
  memoPut(index: number): void
  memoSize(): number
  /** Spends bytes of memory. @throws UserError `unsafe` */
  spend(bytes: number): void
  /** Spends what a new record takes, and returns it. */
  record<T extends PyRecord>(value: T): T
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

/** Bytes that a new record takes with what is in it. */
export function costOf(value: PyRecord): number {
  if ('items' in value && value.kind !== 'object') return COST[value.kind] + (value.items.length > 0 ? COST.item * value.items.length : 0)
  return COST[value.kind]
}

export function addPairs(machine: Machine, pairs: [PyValue, PyValue][], flat: readonly PyValue[]): void {
  if (flat.length % 2 !== 0) throw machine.fail('a dict has a key without a value')
  machine.spend((flat.length / 2) * COST.pair)
  for (let i = 0; i < flat.length; i += 2) pairs.push([flat[i] ?? null, flat[i + 1] ?? null])
}
