import type { DType } from '../../contract/types.ts'
import { type Equations, equate } from '../../shapes/equations.ts'
import type { Shape } from '../../shapes/shape.ts'
import { any, type Size } from '../../shapes/size.ts'
import { flagOf, intOf, numbersOf, type SymbolNode } from './symbol.ts'

/** An input whose rank is not known yet, seen through operators that change the rank by a fixed number. */
export interface Origin {
  readonly input: string
  /** Rank here less rank of the input. */
  readonly more: number
}

/** What is known of one value of a network. */
export interface Tensor {
  readonly type: DType | null
  /** The input whose type this value has, where that is open. */
  readonly typedBy?: string
  readonly shape: Shape
  readonly origin?: Origin
}

export const UNKNOWN: Tensor = { type: null, shape: null }

/** What the operators of a network demand of its inputs. */
export interface Demands extends Equations {
  readonly ranks: Map<string, Set<number>>
  /** Ranks of inputs that would be ordinary, where several run. */
  readonly usual: Map<string, number>
  readonly types: Map<string, Set<DType>>
}

export const noDemands = (): Demands => ({ equations: [], bound: [], ranks: new Map(), usual: new Map(), types: new Map() })

/** One node as operator rules see it. */
export interface Call {
  readonly node: SymbolNode
  /** Number of inputs that are given. */
  readonly count: number
  input(index: number): Tensor
  shape(index: number): Shape
  type(index: number): DType | null
  int(attribute: string, otherwise: number): number
  ints(attribute: string): readonly (number | null)[] | undefined
  flag(attribute: string, otherwise: boolean): boolean
  text(attribute: string): string | undefined
  /** Both sizes are equal in every run. */
  equal(a: Size, b: Size): void
  /** The symbols in a size are not free, for a reason that is no equation. */
  bind(size: Size): void
  /** The value has this many axes. */
  rank(index: number, axes: number): void
  /** It may have others, but nobody calls it so. */
  usually(index: number, axes: number): void
  /** All these inputs have one type. */
  sameType(...indices: readonly number[]): void
  /** First axis of the input, known even before its rank. */
  batch(index: number): Size
}

/** What a node gives, output by output; missing ones are unknown. */
export type Rule = (call: Call) => readonly Tensor[]
export type Rules = Readonly<Record<string, Rule>>

/** The same rule for several operators. */
export const alike = (names: string, rule: Rule): Rules => Object.fromEntries(names.split(/\s+/).map((name) => [name, rule]))

export const tensor = (type: DType | null, shape: Shape): Tensor => ({ type, shape })

/** The value of an input in another shape. With `more`, the rank follows that of the input even while it is unknown. */
export function reshaped(from: Tensor, shape: Shape, more?: number): Tensor {
  const { type, typedBy, origin } = from
  return {
    type,
    shape,
    ...(typedBy !== undefined && { typedBy }),
    ...(shape === null && more !== undefined && origin !== undefined && { origin: { input: origin.input, more: origin.more + more } }),
  }
}

export function callOf(node: SymbolNode, inputs: readonly Tensor[], demands: Demands): Call {
  const input = (index: number): Tensor => inputs[index] ?? UNKNOWN
  const rankOf = (index: number, axes: number, note: (name: string, rank: number) => void): void => {
    const { shape, origin } = input(index)
    if (shape === null && origin !== undefined && axes - origin.more >= 0) note(origin.input, axes - origin.more)
  }
  return {
    node,
    count: inputs.length,
    input,
    shape: (index) => input(index).shape,
    type: (index) => input(index).type,
    int: (attribute, otherwise) => intOf(node, attribute) ?? otherwise,
    ints: (attribute) => numbersOf(node, attribute),
    flag: (attribute, otherwise) => (node.attributes.has(attribute) ? flagOf(node, attribute) : otherwise),
    text: (attribute) => node.attributes.get(attribute),
    equal: (a, b) => equate(demands, a, b),
    bind(size) {
      if (size !== null && typeof size !== 'number') demands.bound.push(size)
    },
    rank: (index, axes) => rankOf(index, axes, (name, rank) => demands.ranks.set(name, (demands.ranks.get(name) ?? new Set()).add(rank))),
    usually: (index, axes) => rankOf(index, axes, (name, rank) => demands.usual.set(name, demands.usual.get(name) ?? rank)),
    sameType(...indices) {
      const type = indices.map((index) => input(index).type).find((one) => one !== null)
      if (type === undefined || type === null) return
      for (const index of indices) {
        const { typedBy, type: own } = input(index)
        if (own === null && typedBy !== undefined) demands.types.set(typedBy, (demands.types.get(typedBy) ?? new Set()).add(type))
      }
    },
    batch(index) {
      const { shape, origin } = input(index)
      return shape === null ? (origin === undefined ? null : batchOf(origin.input)) : (shape[0] ?? null)
    },
  }
}

/** Networks take any number of rows. */
export const batchOf = (input: string): Size => any(`${input}[0]`)
