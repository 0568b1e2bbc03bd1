import type { Shape as ContractShape } from '../contract/types.ts'
import { dimOf, isEqual, merge, product, type Size, sizeOf, unknown } from './size.ts'

/** Sizes of the axes of a tensor, outermost first; `[]` is a scalar, `null` an unknown rank. */
export type Shape = readonly Size[] | null

/** A contract's shape at a place (`x`): open dimensions become symbols of that place. */
export const shapeAt = (shape: ContractShape, site: string): Shape => shape?.map((dim, axis) => sizeOf(dim, `${site}[${axis}]`)) ?? null

/** As contracts say it. */
export const contractShape = (shape: Shape): ContractShape => shape?.map(dimOf) ?? null

/** Gives sizes of which nothing is known an identity, so that later rules can tell that they are the same. */
export const identify = (shape: Shape, site: string): Shape => shape?.map((size, axis) => size ?? unknown(`${site}[${axis}]`)) ?? null

/** A shape of known rank whose sizes are all open. */
export const open = (rank: number): Shape => Array.from({ length: rank }, () => null)

/** Elements of a tensor. */
export const elements = (shape: Shape): Size => (shape === null ? null : product(shape))

/** `-1` is the last axis. `null` where the axis does not exist: the model is broken, and nothing follows from it. */
export function axisOf(axis: number, rank: number): number | null {
  const positive = axis < 0 ? axis + rank : axis
  return Number.isInteger(positive) && positive >= 0 && positive < rank ? positive : null
}

/** All axes, without repetition; `null` if one does not exist. */
export function axesOf(axes: readonly Size[], rank: number): readonly number[] | null {
  const found = new Set<number>()
  for (const axis of axes) {
    const positive = typeof axis === 'number' ? axisOf(axis, rank) : null
    if (positive === null) return null
    found.add(positive)
  }
  return [...found]
}

/** The shape with one axis replaced. */
export function withAxis(shape: Shape, axis: number, size: Size): Shape {
  const at = shape === null ? null : axisOf(axis, shape.length)
  return shape === null || at === null ? null : shape.map((old, i) => (i === at ? size : old))
}

/** NumPy broadcasting of all shapes, aligned at the last axis. */
export function broadcast(...shapes: readonly Shape[]): Shape {
  return shapes.reduce<Shape>((left, right) => {
    if (left === null || right === null) return null
    const rank = Math.max(left.length, right.length)
    return Array.from({ length: rank }, (_, i) => broadcastSize(left[i - rank + left.length], right[i - rank + right.length]))
  }, [])
}

/** A missing axis counts as 1. A known size other than 1 wins: the other one can only be equal or 1 in a graph that runs. */
export function broadcastSize(a: Size | undefined, b: Size | undefined): Size {
  if (a === undefined || a === 1) return b === undefined ? 1 : b
  if (b === undefined || b === 1 || isEqual(a, b)) return a
  if (typeof a === 'number') return typeof b === 'number' ? null : a
  return typeof b === 'number' ? b : null
}

/** What holds for both of two branches: equal facts stay, the rest is open. */
export function join(a: Shape, b: Shape): Shape {
  if (a === null || b === null || a.length !== b.length) return null
  return a.map((size, i) => merge(size, b[i] ?? null))
}
