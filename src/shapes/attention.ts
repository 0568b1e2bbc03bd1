import { project } from './matmul.ts'
import type { Shape } from './shape.ts'
import { divideExactly, multiply, type Size } from './size.ts'

export interface Attention {
  /** [batch, heads, time, features] or [batch, time, heads·features]. */
  readonly query: Shape
  readonly value: Shape
  /** Heads of the query and of the value where these are 3-dimensional; they differ in grouped-query attention. */
  readonly queryHeads: Size
  readonly valueHeads: Size
}

/** Scaled dot-product attention: one value vector per query position and head. */
export function attend({ query, value, queryHeads, valueHeads }: Attention): Shape {
  if (query === null) return null
  if (query.length === 4) return project(query, value?.length === 4 ? (value[3] ?? null) : null)
  if (query.length !== 3) return null
  const features = value?.length === 3 ? divideExactly(value[2] ?? null, valueHeads) : value?.length === 4 ? (value[3] ?? null) : null
  return project(query, multiply(queryHeads, features))
}
