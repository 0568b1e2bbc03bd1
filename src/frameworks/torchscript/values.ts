import type { DType } from '../../contract/types.ts'
import { join as joinShapes, type Shape } from '../../shapes/shape.ts'
import { isEqual, merge, type Size } from '../../shapes/size.ts'
import type { Type } from './types.ts'

/** What is known of a value while code is walked. Lists, dicts and objects are shared by whoever holds them, as in Python. */
export type Value =
  | Tensor
  | IntValue
  | BoolValue
  | ListValue
  | DictValue
  | ObjectValue
  | { readonly kind: 'float'; readonly value: number | null }
  | { readonly kind: 'string'; readonly value: string | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | { readonly kind: 'optional'; readonly of: Value }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'unknown' }

/** The inputs whose type a tensor has, as long as that is open. */
export interface TypedBy {
  readonly inputs: readonly string[]
  /** Other types of the input would give the type as well (integers divided are floats). */
  readonly loosely: boolean
}

export interface Tensor {
  readonly kind: 'tensor'
  readonly type: DType | null
  readonly typedBy?: TypedBy
  readonly shape: Shape
  /** Elements of small integer tensors that shapes are computed with. */
  readonly elements?: readonly Size[]
}

export interface IntValue {
  readonly kind: 'int'
  readonly size: Size
  /** The number of a dtype that is that of this tensor. */
  readonly typeOf?: Tensor
  /** The number of axes of a tensor. */
  readonly isRank?: true
}

/** What a condition compares, so that its outcome tells something. */
export type Test =
  | { readonly kind: 'compare'; readonly relation: 'eq' | 'ne' | 'order'; readonly pairs: readonly (readonly [Size, Size])[] }
  | { readonly kind: 'all' | 'any'; readonly tests: readonly Test[] }

export interface BoolValue {
  readonly kind: 'bool'
  readonly value: boolean | null
  readonly test?: Test
  /** It depends on the number of axes of a tensor. */
  readonly onRank?: true
}

export interface ListValue {
  readonly kind: 'list'
  /** `null`: the number of items is unknown. */
  items: Value[] | null
  /** What holds for every item, where they are not told apart. */
  element: Value
  /** The block in which it was made: there, changes are certain. */
  readonly block: number
}

export interface DictValue {
  readonly kind: 'dict'
  /** By text key; `null`: keys are unknown. */
  entries: Map<string, Value> | null
  key: Value
  element: Value
  readonly block: number
}

/** A module, or an instance of a class: its attributes are looked up by whoever runs the code. */
export interface ObjectValue {
  readonly kind: 'object'
  readonly className: string
  readonly attributes: Map<string, Value>
  /** Stored attributes, asked once each. */
  readonly stored: (name: string) => Value | undefined
  readonly block: number
}

export const UNKNOWN: Value = { kind: 'unknown' }
export const NONE: Value = { kind: 'none' }
export const intOf = (size: Size): IntValue => ({ kind: 'int', size })
export const floatOf = (value: number | null): Value => ({ kind: 'float', value })
export const boolOf = (value: boolean | null): BoolValue => ({ kind: 'bool', value })
export const stringOf = (value: string | null): Value => ({ kind: 'string', value })
export const tensorOf = (type: DType | null, shape: Shape, typedBy?: TypedBy): Tensor => ({
  kind: 'tensor',
  type,
  shape,
  ...(type === null && typedBy !== undefined && { typedBy }),
})
export const UNKNOWN_TENSOR: Tensor = { kind: 'tensor', type: null, shape: null }
export const tupleOf = (items: readonly Value[]): Value => ({ kind: 'tuple', items })

/** A value of a type of which nothing else is known. */
export function anyOf(type: Type, block: number): Value {
  switch (type.kind) {
    case 'tensor':
      return UNKNOWN_TENSOR
    case 'int':
      return intOf(null)
    case 'float':
      return floatOf(null)
    case 'bool':
      return boolOf(null)
    case 'string':
      return stringOf(null)
    case 'none':
      return NONE
    case 'optional':
      return { kind: 'optional', of: anyOf(type.of, block) }
    case 'list':
      return { kind: 'list', items: null, element: anyOf(type.of, block), block }
    case 'dict':
      return { kind: 'dict', entries: null, key: anyOf(type.key, block), element: anyOf(type.value, block), block }
    case 'tuple':
      return tupleOf(type.items.map((item) => anyOf(item, block)))
    default:
      return UNKNOWN
  }
}

/** Containers within containers that are compared or joined; deeper ones are unknown. */
const MAX_NESTING = 12

/** What holds for both of two values. */
export function joinValues(a: Value, b: Value, depth = 0): Value {
  if (a === b) return a
  if (depth > MAX_NESTING) return UNKNOWN
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind ? a : optional(a.kind === 'none' ? b : a)
  if (a.kind === 'optional' || b.kind === 'optional') {
    return optional(joinValues(a.kind === 'optional' ? a.of : a, b.kind === 'optional' ? b.of : b, depth + 1))
  }
  if (a.kind !== b.kind) return UNKNOWN
  if (a.kind === 'tensor' && b.kind === 'tensor') return joinTensors(a, b)
  if (a.kind === 'int' && b.kind === 'int') return intOf(merge(a.size, b.size))
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value ? a : boolOf(null)
  if (a.kind === 'float' && b.kind === 'float') return floatOf(Object.is(a.value, b.value) ? a.value : null)
  if (a.kind === 'string' && b.kind === 'string') return stringOf(a.value === b.value ? a.value : null)
  if (a.kind === 'function' && b.kind === 'function') return a.name === b.name ? a : UNKNOWN
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return a.items.length === b.items.length ? tupleOf(a.items.map((item, i) => joinValues(item, b.items[i] ?? UNKNOWN, depth + 1))) : UNKNOWN
  }
  if (a.kind === 'list' && b.kind === 'list') return joinLists(a, b, depth)
  if (a.kind === 'dict' && b.kind === 'dict') return joinDicts(a, b, depth)
  return UNKNOWN
}

const optional = (of: Value): Value => (of.kind === 'optional' ? of : { kind: 'optional', of })

function joinTensors(a: Tensor, b: Tensor): Tensor {
  const isSame = a.typedBy !== undefined && b.typedBy !== undefined && a.typedBy.inputs.join() === b.typedBy.inputs.join()
  const typedBy = isSame && a.typedBy !== undefined ? { ...a.typedBy, loosely: a.typedBy.loosely || b.typedBy?.loosely === true } : undefined
  return tensorOf(a.type === b.type ? a.type : null, joinShapes(a.shape, b.shape), typedBy)
}

function joinLists(a: ListValue, b: ListValue, depth: number): ListValue {
  const { items } = a
  if (items !== null && b.items !== null && items.length === b.items.length) {
    return { kind: 'list', items: items.map((item, i) => joinValues(item, b.items?.[i] ?? UNKNOWN, depth + 1)), element: UNKNOWN, block: a.block }
  }
  const [left, right] = [elementOf(a), elementOf(b)]
  const element = left === null ? (right ?? UNKNOWN) : right === null ? left : joinValues(left, right, depth + 1)
  return { kind: 'list', items: null, element, block: a.block }
}

function joinDicts(a: DictValue, b: DictValue, depth: number): DictValue {
  const entries = a.entries
  const other = b.entries
  if (entries !== null && other !== null && entries.size === other.size && [...entries.keys()].every((key) => other.has(key))) {
    const joined = [...entries].map(([key, value]) => [key, joinValues(value, other.get(key) ?? UNKNOWN, depth + 1)] as const)
    return { kind: 'dict', entries: new Map(joined), key: a.key, element: UNKNOWN, block: a.block }
  }
  const [left, right] = [entryOf(a), entryOf(b)]
  const element = left === null ? (right ?? UNKNOWN) : right === null ? left : joinValues(left, right, depth + 1)
  return { kind: 'dict', entries: null, key: joinValues(a.key, b.key, depth + 1), element, block: a.block }
}

/** What holds for every item of a list; null for an empty one. */
export function elementOf(list: ListValue): Value | null {
  if (list.items === null) return list.element
  return list.items.length === 0 ? null : list.items.reduce((left, right) => joinValues(left, right))
}

export function entryOf(dict: DictValue): Value | null {
  if (dict.entries === null) return dict.element
  return dict.entries.size === 0 ? null : [...dict.entries.values()].reduce((left, right) => joinValues(left, right))
}

/** The same knowledge: walking a loop once more would tell nothing new. */
export function sameValue(a: Value, b: Value, depth = 0): boolean {
  if (a === b) return true
  if (a.kind !== b.kind || depth > MAX_NESTING) return false
  if (a.kind === 'tensor' && b.kind === 'tensor')
    return a.type === b.type && a.typedBy?.inputs.join() === b.typedBy?.inputs.join() && sameShape(a.shape, b.shape)
  if (a.kind === 'int' && b.kind === 'int') return sameSize(a.size, b.size)
  if ((a.kind === 'bool' || a.kind === 'string' || a.kind === 'float') && 'value' in b) return Object.is(a.value, b.value)
  if (a.kind === 'optional' && b.kind === 'optional') return sameValue(a.of, b.of, depth + 1)
  if (a.kind === 'tuple' && b.kind === 'tuple') return sameItems(a.items, b.items, depth)
  if (a.kind === 'list' && b.kind === 'list') {
    return a.items === null || b.items === null
      ? a.items === b.items && sameValue(a.element, b.element, depth + 1)
      : sameItems(a.items, b.items, depth)
  }
  if (a.kind === 'dict' && b.kind === 'dict') return a.entries === null && b.entries === null && sameValue(a.element, b.element, depth + 1)
  return a.kind === 'unknown' || a.kind === 'none'
}

const sameSize = (a: Size, b: Size): boolean => (a === null && b === null) || isEqual(a, b)
const sameShape = (a: Shape, b: Shape): boolean =>
  a === null || b === null ? a === b : a.length === b.length && a.every((size, i) => sameSize(size, b[i] ?? null))
const sameItems = (a: readonly Value[], b: readonly Value[], depth: number): boolean =>
  a.length === b.length && a.every((item, i) => sameValue(item, b[i] ?? UNKNOWN, depth + 1))

/** What one walk found, as far as another one with more arguments does not say otherwise. */
export function unlessContradicted(a: Value, b: Value): Value {
  if (a.kind === 'tensor' && b.kind === 'tensor') {
    if (b.shape !== null && a.shape !== null && b.shape.length !== a.shape.length) return tensorOf(a.type === b.type ? a.type : null, null)
    const shape =
      a.shape?.map((size, i) => (typeof b.shape?.[i] === 'number' && typeof size === 'number' && b.shape[i] !== size ? null : size)) ?? null
    return tensorOf(b.type !== null && a.type !== b.type ? null : a.type, shape, a.typedBy)
  }
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.items.length === b.items.length) {
    return tupleOf(a.items.map((item, i) => unlessContradicted(item, b.items[i] ?? UNKNOWN)))
  }
  return a
}
