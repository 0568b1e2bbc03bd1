import type { ByteSource } from '../bytes.ts'

/**
 * Python values as inert records: nothing is imported, called or turned into a host object. Integers are `number` (safe ones) or `bigint`,
 * floats are wrapped so that 1 and 1.0 stay apart; str is `string`, None is `null`. Containers may hold themselves: walk with a budget.
 */
export type PyValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PyFloat
  | PyBytes
  | PyTuple
  | PyList
  | PyDict
  | PySet
  | PyGlobal
  | PyObject
  | PyPersistent

export interface PyFloat {
  readonly kind: 'float'
  readonly value: number
}

/** Bytes that stay where they are: read them through `source` when they are wanted. */
export interface PyBytes {
  readonly kind: 'bytes'
  readonly source: ByteSource
  readonly offset: number
  readonly length: number
}

export interface PyTuple {
  readonly kind: 'tuple'
  readonly items: readonly PyValue[]
}

export interface PyList {
  readonly kind: 'list'
  readonly items: PyValue[]
}

/** Pairs in order of insertion; a key may come twice (the last one counts) and may be of any kind. */
export interface PyDict {
  readonly kind: 'dict'
  readonly pairs: [PyValue, PyValue][]
}

export interface PySet {
  readonly kind: 'set'
  readonly items: PyValue[]
}

/** A name to import: `sklearn.svm._classes` + `SVC`. */
export interface PyGlobal {
  readonly kind: 'global'
  readonly module: string
  readonly name: string
}

/** What a call would make: the callable (a global, or what another call would make), its arguments, and what was put into it afterwards. */
export interface PyObject {
  readonly kind: 'object'
  readonly callable: PyValue
  /** `new`: `cls.__new__(cls, *args)` (or the old INST/OBJ); `call`: `callable(*args)`. */
  readonly how: 'new' | 'call'
  readonly args: readonly PyValue[]
  readonly keywords: PyDict | null
  /** Argument of BUILD: usually the `__dict__`. */
  state: PyValue | undefined
  /** APPEND(S): subclasses of list, deque. */
  items: PyValue[]
  /** SETITEM(S): subclasses of dict. */
  pairs: [PyValue, PyValue][]
  /** joblib writes the bytes of an array behind its wrapper: raw, or for `dtype=object` a pickle of its own. */
  inline: PyValue | undefined
}

/** A value kept outside of the pickle (PyTorch's storages), by its id. */
export interface PyPersistent {
  readonly kind: 'persistent'
  readonly id: PyValue
}

/** Any value that is not a plain one, or null. */
export type PyRecord = Exclude<PyValue, null | boolean | number | bigint | string>

/** The record of this kind, or null. */
export function recordOf<K extends PyRecord['kind']>(value: PyValue | undefined, kind: K): Extract<PyRecord, { kind: K }> | null {
  return typeof value === 'object' && value !== null && isKind(value, kind) ? value : null
}

function isKind<K extends PyRecord['kind']>(value: PyRecord, kind: K): value is Extract<PyRecord, { kind: K }> {
  return value.kind === kind
}

/** `module.name` of a global, or of the global that an object was made from; '' for everything else. */
export function dottedName(value: PyValue | undefined): string {
  const global = recordOf(value, 'global')
  if (global !== null) return `${global.module}.${global.name}`
  const object = recordOf(value, 'object')
  return object === null ? '' : dottedName(recordOf(object.callable, 'global'))
}

/** The value under a text key; the last one counts, as in Python. */
export function itemOf(dict: PyDict | null, key: string): PyValue | undefined {
  if (dict === null) return undefined
  for (let i = dict.pairs.length - 1; i >= 0; i--) if (dict.pairs[i]?.[0] === key) return dict.pairs[i]?.[1]
  return undefined
}

/** Items of a list or tuple, or null. */
export function itemsOf(value: PyValue | undefined): readonly PyValue[] | null {
  return recordOf(value, 'list')?.items ?? recordOf(value, 'tuple')?.items ?? null
}

/** A whole number that JavaScript holds exactly, or null. Also of a float without fraction. */
export function integerOf(value: PyValue | undefined): number | null {
  if (typeof value === 'number') return value
  const float = recordOf(value, 'float')
  return float !== null && Number.isSafeInteger(float.value) ? float.value : null
}

/** A number of either kind, or null. */
export function numberOf(value: PyValue | undefined): number | null {
  return typeof value === 'number' ? value : (recordOf(value, 'float')?.value ?? null)
}
