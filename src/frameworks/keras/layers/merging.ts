import type { DType } from '../../../contract/types.ts'
import { concat } from '../../../shapes/arrange.ts'
import { axisOf, type Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import type { Call } from '../call.ts'
import { argument, tensorsIn } from '../call.ts'
import { flagAt, get, numberAt, sizesOf, textAt } from '../json.ts'
import { BATCH, broadcastOpen, type Tensor, tensor } from '../tensor.ts'
import { castType, firstInput, keeps, keptType, named, type Rules } from './types.ts'

/** keras/src/layers: merging and attention. */

/**
 * Broadcasting as the merging layers do it: the batch stays first, shorter shapes get axes of 1 behind it.
 * Where one side is open and the other fixed, Keras 3 leaves the result open (base_merge.py, compute_elemwise_op_output_shape); in Keras 2 TensorFlow takes the fixed one.
 */
function mergeShapes(call: Call): Shape {
  const [first, ...others] = call.inputs.map((input) => input.shape)
  return others.reduce<Shape>((left, right) => {
    if (left === null || right === null || left.length === 0 || right.length === 0) return null
    const [a, b] = [left.slice(1), right.slice(1)]
    if (call.walk.generation !== 3) return withBatch(batchOf(left[0] ?? null, right[0] ?? null), broadcastOpen(a, b))
    const rank = Math.max(a.length, b.length)
    const rest = Array.from({ length: rank }, (_, i) => mergeSize(a[i - rank + a.length], b[i - rank + b.length]))
    return [batchOf(left[0] ?? null, right[0] ?? null), ...rest]
  }, first ?? null)
}

const withBatch = (batch: Size, rest: Shape): Shape => rest && [batch, ...rest]

function mergeSize(a: Size | undefined, b: Size | undefined): Size {
  if (a === undefined || b === undefined) return a ?? b ?? null
  if (typeof a === 'number' && typeof b === 'number') return a === 1 ? b : b === 1 || a === b ? a : null
  const open = typeof a === 'number' ? b : a
  return open === null && typeof b !== 'number' ? b : open
}

/** A batch of 1 meets any other one. */
function batchOf(a: Size, b: Size): Size {
  if (a === 1) return b
  if (b === 1) return a
  return typeof a === 'number' ? a : typeof b === 'number' ? b : (a ?? b ?? BATCH)
}

const merged = keeps(mergeShapes)

/** True division: integers of up to 16 bits become float32, wider ones float64 (TensorFlow, truediv). */
function averageType(call: Call): DType | null {
  const type = keptType(call)
  switch (type) {
    case 'int8':
    case 'int16':
    case 'uint8':
    case 'uint16':
      return 'float32'
    case 'int32':
    case 'int64':
    case 'uint32':
    case 'uint64':
      return 'float64'
    default:
      return type
  }
}

/** Sizes add up along the axis; in Keras 3 the others are those of the first tensor, in Keras 2 what any of them knows. */
function concatenated(call: Call, axis: number): Shape {
  const shapes = call.inputs.map((input) => input.shape)
  const joined = concat(shapes, axis)
  if (call.walk.generation !== 3) return joined
  const at = joined === null ? null : axisOf(axis, joined.length)
  const known = shapes.find((shape) => shape !== null)
  return joined?.map((size, i) => (i === at ? size : (known?.[i] ?? size))) ?? null
}

/** Contraction of one axis of each side; the batch is shared. */
function dot(call: Call): Shape {
  const [a, b] = [call.inputs[0]?.shape ?? null, call.inputs[1]?.shape ?? null]
  const axes = sizesOf(get(call.config, 'axes') ?? get(call.config, 'dot_axes'), 'single')
  if (a === null || b === null || axes === undefined) return null
  const [left = null, right = left] = axes
  if (left === null || right === null) return null
  const [i, j] = [left < 0 ? left + a.length : left, right < 0 ? right + b.length : right]
  const rest = [...a.filter((_, axis) => axis !== i), ...b.slice(1).filter((_, axis) => axis + 1 !== j)]
  return rest.length === 1 ? [...rest, 1] : rest
}

/** Keras 1: one layer for all ways to merge. */
function oldMerge(call: Call): readonly Tensor[] | null {
  const type = keptType(call)
  switch (textAt(call.config, 'mode')) {
    case 'sum':
    case 'mul':
    case 'ave':
    case 'max':
      return [tensor(type, mergeShapes(call))]
    case 'concat':
      return [tensor(type, concatenated(call, numberAt(call.config, 'concat_axis') ?? -1))]
    case 'dot':
    case 'cos':
      return [tensor(type, dot(call))]
    default:
      return null
  }
}

// ------------------------------------------------------------------------------------------------ attention

/** Whether the call asks for scores too. */
const wantsScores = (call: Call): boolean => {
  const asked = call.kwargs.get('return_attention_scores')
  return (asked !== undefined && 'json' in asked && asked.json === true) || flagAt(call.config, 'return_attention_scores')
}

/** Query, value: [batch, Tq, dim], [batch, Tv, dim] → [batch, Tq, dim of value], scores [batch, Tq, Tv]. */
function attention(call: Call): readonly Tensor[] {
  const [query = null, value = null] = call.inputs.map((input) => input.shape)
  const out = tensor(call.compute, query && [...query.slice(0, -1), value?.at(-1) ?? null])
  if (!wantsScores(call)) return [out]
  return [out, tensor(call.compute, query && [...query.slice(0, -1), value?.at(-2) ?? null])]
}

/** Several heads over [batch, …, features]: the output has the query's shape, its features `output_shape` or the query's own. */
function multiHead(call: Call): readonly Tensor[] {
  const query = tensorsIn(argument(call, 0, 'query'))[0]?.shape ?? firstInput(call).shape
  const value = tensorsIn(argument(call, 1, 'value'))[0]?.shape ?? null
  const key = tensorsIn(argument(call, 2, 'key'))[0]?.shape ?? value
  const heads = numberAt(call.config, 'num_heads') ?? numberAt(call.config, 'num_query_heads') ?? null
  const own = call.className === 'MultiHeadAttention' ? sizesOf(get(call.config, 'output_shape'), 'single') : undefined
  const out = tensor(call.compute, query && [...query.slice(0, -1), ...(own ?? [query.at(-1) ?? null])])
  if (!wantsScores(call)) return [out]
  const axes = sizesOf(get(call.config, 'attention_axes'), 'single')?.map((axis) => axis ?? 1)
  return [out, tensor(call.compute, scores(query, key, heads, axes))]
}

/** [batch, axes that are not attended, heads, query axes, key axes]. */
function scores(query: Shape, key: Shape, heads: Size, axes: readonly number[] | undefined): Shape {
  if (query === null) return null
  const attended = (axes ?? query.slice(1, -1).map((_, i) => i + 1)).map((axis) => (axis < 0 ? axis + query.length : axis))
  const kept = query.flatMap((size, axis) => (axis > 0 && axis < query.length - 1 && !attended.includes(axis) ? [size] : []))
  return [query[0] ?? null, ...kept, heads, ...attended.map((axis) => query[axis] ?? null), ...attended.map((axis) => key?.[axis] ?? null)]
}

export const MERGING: Rules = {
  ...named('Add Subtract Multiply Maximum Minimum', merged),
  Average: (call) => [tensor(averageType(call), mergeShapes(call))],
  Concatenate: keeps((call) => concatenated(call, numberAt(call.config, 'axis') ?? -1)),
  Dot: (call) => [tensor(castType(keptType(call), call), dot(call))],
  Merge: oldMerge,
  ...named('Attention AdditiveAttention', attention),
  ...named('MultiHeadAttention GroupedQueryAttention GroupQueryAttention', multiHead),
}
