import { axesOf, axisOf, type Shape, withAxis } from './shape.ts'
import type { Size } from './size.ts'

/** Whether reduced axes stay with size 1. */
export type Keep = 'keep' | 'drop'

/** Axes reduced away; `'all'` of them, or `null` unknown ones (the rank is then known only if they stay). */
export function reduce(shape: Shape, axes: readonly Size[] | 'all' | null, keep: Keep): Shape {
  if (axes === 'all' && keep === 'drop') return []
  if (shape === null) return null
  if (axes === null) return keep === 'keep' ? shape.map(() => null) : null
  const found = axes === 'all' ? shape.map((_, i) => i) : axesOf(axes, shape.length)
  if (found === null) return null
  return keep === 'keep' ? shape.map((size, i) => (found.includes(i) ? 1 : size)) : shape.filter((_, i) => !found.includes(i))
}

/** The best k entries of an axis. */
export const topK = (shape: Shape, axis: number, k: Size): Shape => withAxis(shape, axis, k)

/** The last axis (or another) removed: scores become the index of the best one. */
export function argReduce(shape: Shape, axis: number, keep: Keep): Shape {
  if (shape === null) return null
  const at = axisOf(axis, shape.length)
  return at === null ? null : reduce(shape, [at], keep)
}
