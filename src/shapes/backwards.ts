import { open, type Shape, withAxis } from './shape.ts'
import { multiply, type Size } from './size.ts'

/**
 * What an operator demands of its first operand: the sizes without which no run succeeds. `null` sizes are free.
 * Only demands that hold whatever the other axes are; broadcasting operators demand nothing.
 */

/** x · W: the last axis of x is the first of the matrix W (the last but one of a stack). A vector W demands its own length. */
export function matmulLeft(rank: number, weights: Shape): Shape {
  if (weights === null || weights.length === 0 || rank === 0) return null
  return withAxis(open(rank), -1, weights.length === 1 ? (weights[0] ?? null) : (weights.at(-2) ?? null))
}

/** Channels-first convolution with weights [filters, channels per group, …]. */
export const convolveInput = (rank: number, weights: Shape, groups: number): Shape =>
  weights === null || weights.length !== rank ? null : withAxis(open(rank), 1, multiply(weights[1] ?? null, groups))

/** An axis of known size, where that axis exists. */
export const axisInput = (rank: number, axis: number, size: Size): Shape => withAxis(open(rank), axis, size)
