import type { DType } from '../../../contract/types.ts'
import { axisOf, type Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import { scalarType } from '../dtypes.ts'
import { bind, demandType, equal, type State, usuallyEqual, usualType } from '../state.ts'
import { type Tensor, tensorOf, UNKNOWN_TENSOR, type Value } from '../values.ts'

/** One call of an operator, as its rule sees it. Arguments in the order of native_functions.yaml. */
export interface Call {
  readonly state: State
  readonly name: string
  readonly args: readonly Value[]
  /** An argument by its place, or by name where it is given so. */
  value(index: number, name?: string): Value
  /** Given, and not None. */
  has(index: number, name?: string): boolean
  tensor(index: number, name?: string): Tensor
  shape(index: number): Shape
  /** A list of tensors, one by one; null where their number is unknown. */
  tensors(index: number): readonly Tensor[] | null
  size(index: number, otherwise: Size): Size
  int(index: number, otherwise: number): number | null
  /** A list of integers; one integer is a list of one. */
  sizes(index: number): readonly Size[] | null
  flag(index: number, otherwise: boolean): boolean | null
  text(index: number): string | null
  /** The dtype argument: `undefined` none is given, `null` an unknown one. */
  dtype(index: number, name?: string): DType | null | undefined
  /** Both sizes are equal in every call that succeeds. */
  equal(a: Size, b: Size): void
  bind(size: Size): void
  /** The tensor has one of these numbers of axes, or the call cannot succeed. */
  rank(tensor: Tensor, ...ranks: readonly number[]): void
  /** The call cannot succeed. */
  fail(): void
  /** All these tensors have one type. */
  sameType(...tensors: readonly Tensor[]): void
  /** Callers send this type, though others run. */
  usually(tensor: Tensor, type: DType): void
}

export type Rule = (call: Call) => Value
export type Rules = Readonly<Record<string, Rule>>

/** The same rule for several operators. */
export const alike = (names: string, rule: Rule): Rules =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  )

const ABSENT: Value = { kind: 'none' }

export function callOf(state: State, name: string, args: readonly Value[], keywords: readonly (readonly [string, Value])[]): Call {
  const named = new Map(keywords)
  const value = (index: number, word?: string): Value => {
    const found = args[index] ?? (word === undefined ? undefined : named.get(word)) ?? ABSENT
    return found.kind === 'optional' ? found.of : found
  }
  const tensor = (index: number, word?: string): Tensor => tensorFrom(value(index, word))
  return {
    state,
    name,
    args,
    value,
    tensor,
    has: (index, word) => value(index, word).kind !== 'none',
    shape: (index) => tensor(index).shape,
    tensors(index) {
      const list = value(index)
      return (list.kind === 'list' || list.kind === 'tuple') && list.items !== null ? list.items.map(tensorFrom) : null
    },
    size(index, otherwise) {
      const found = value(index)
      return found.kind === 'none' ? otherwise : sizeFrom(found)
    },
    int(index, otherwise) {
      const found = value(index)
      const size = found.kind === 'none' ? otherwise : sizeFrom(found)
      return typeof size === 'number' ? size : null
    },
    sizes: (index) => sizesFrom(value(index)),
    flag(index, otherwise) {
      const found = value(index)
      if (found.kind === 'none') return otherwise
      return found.kind === 'bool' ? found.value : found.kind === 'int' && typeof found.size === 'number' ? found.size !== 0 : null
    },
    text(index) {
      const found = value(index)
      return found.kind === 'string' ? found.value : null
    },
    dtype(index, word) {
      const found = value(index, word)
      return found.kind === 'none' ? undefined : typeFrom(found)
    },
    equal: (a, b) => equal(state, a, b),
    bind: (size) => bind(state, size),
    rank(of, ...ranks) {
      if (of.shape !== null && !ranks.includes(of.shape.length)) state.dead = true
    },
    fail() {
      state.dead = true
    },
    sameType(...tensors) {
      const type = tensors.find((one) => one.type !== null)?.type ?? null
      for (const one of tensors) {
        if (type !== null) demandType(state, one, type)
        if (type !== null && one.type !== null && one.type !== type) state.dead = true
      }
    },
    usually: (of, type) => usualType(state, of, type),
  }
}

/** Numbers count as tensors without axes where tensors are wanted. */
export function tensorFrom(value: Value): Tensor {
  if (value.kind === 'tensor') return value
  if (value.kind === 'optional') return tensorFrom(value.of)
  return UNKNOWN_TENSOR
}

export function sizeFrom(value: Value): Size {
  if (value.kind === 'int') return value.size
  if (value.kind === 'bool') return value.value === null ? null : Number(value.value)
  if (value.kind === 'tensor') return value.elements?.length === 1 ? (value.elements[0] ?? null) : null
  return null
}

export function sizesFrom(value: Value): readonly Size[] | null {
  if (value.kind === 'int') return [value.size]
  if (value.kind === 'tensor') return value.elements ?? null
  return (value.kind === 'list' || value.kind === 'tuple') && value.items !== null ? value.items.map((item) => sizeFrom(item)) : null
}

/** A dtype as its number, or as that of a tensor. */
export function typeFrom(value: Value): DType | null {
  if (value.kind !== 'int') return null
  if (value.typeOf !== undefined) return value.typeOf.type
  return typeof value.size === 'number' ? scalarType(value.size) : null
}

/** An axis of a tensor; the call cannot succeed without it. `undefined`: the rank or the axis is unknown. */
export function axisFrom(call: Call, shape: Shape, axis: number | null): number | undefined {
  if (shape === null || axis === null) return undefined
  // an axis of a tensor without axes may be 0 or -1
  const found = axisOf(axis, Math.max(shape.length, 1))
  if (found === null) call.fail()
  return found ?? undefined
}

/** The tensor with another shape; type and its origin stay. */
export const reshaped = (from: Tensor, shape: Shape): Tensor => tensorOf(from.type, shape, from.typedBy)

/** The tensor with another type. */
export const typed = (from: Tensor, type: DType | null): Tensor => tensorOf(type, from.shape)

/** Broadcasting binds what it compares: two different symbols are equal, or one of them is 1. */
export function broadcastAll(call: Call, ...shapes: readonly Shape[]): Shape {
  return shapes.reduce<Shape>((left, right) => broadcastTwo(call, left, right), [])
}

function broadcastTwo(call: Call, left: Shape, right: Shape): Shape {
  if (left === null || right === null) {
    for (const size of left ?? right ?? []) if (size !== 1) call.bind(size)
    return null
  }
  const rank = Math.max(left.length, right.length)
  return Array.from({ length: rank }, (_, i) => broadcastAxis(call, left[i - rank + left.length], right[i - rank + right.length]))
}

function broadcastAxis(call: Call, a: Size | undefined, b: Size | undefined): Size {
  if (a === undefined || a === 1) return b ?? (b === null ? null : 1)
  if (b === undefined || b === 1) return a
  if (typeof a === 'number' && typeof b === 'number') {
    if (a !== b) call.fail()
    return a
  }
  if (a !== null && b !== null && typeof a !== 'number' && typeof b !== 'number' && a.key === b.key) return a
  for (const size of [a, b]) call.bind(size)
  if (typeof a === 'number' || typeof b === 'number') usuallyEqual(call.state, a, b)
  if (typeof a === 'number') return a
  return typeof b === 'number' ? b : null
}
