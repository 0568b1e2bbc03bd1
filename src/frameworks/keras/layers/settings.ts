import type { Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import { get, isList, type Obj, sizesOf, textAt } from '../json.ts'

/** What layers are set to, in the words of Keras 2 and 3 and those of Keras 1. */

/** One whole number per spatial axis: `3`, `[3]`, `[3, 3]`. `null` where the config doesn't say or says nonsense. */
export function perAxis(config: Obj, rank: number, ...keys: readonly string[]): readonly number[] | null {
  for (const key of keys) {
    const sizes = sizesOf(get(config, key), 'single')
    if (sizes === undefined) continue
    const list = sizes.length === 1 ? Array.from({ length: rank }, () => sizes[0] ?? null) : sizes
    return list.length === rank && list.every((size): size is number => size !== null && size >= 0) ? list : null
  }
  return null
}

/** `channels_last` unless told otherwise; Keras 1 said `th` and `tf`. */
export const channelsFirst = (config: Obj): boolean =>
  (textAt(config, 'data_format') ?? textAt(config, 'dim_ordering')) === 'channels_first' || textAt(config, 'dim_ordering') === 'th'

/** Batch, channels, then the rest. */
export function toFirst(shape: Shape, first: boolean): Shape {
  if (shape === null || first || shape.length < 2) return shape
  return [shape[0] ?? null, shape.at(-1) ?? null, ...shape.slice(1, -1)]
}

/** Back to where the layer keeps its channels. */
export function fromFirst(shape: Shape, first: boolean): Shape {
  if (shape === null || first || shape.length < 2) return shape
  return [shape[0] ?? null, ...shape.slice(2), shape[1] ?? null]
}

/** Pairs per axis: `1`, `[1, 2]`, `[[1, 2], [3, 4]]`; for one axis `[1, 2]` is a pair. */
export function pairs(config: Obj, rank: number, key: string): readonly (readonly [number, number])[] | null {
  const value = get(config, key)
  if (typeof value === 'number') return Array.from({ length: rank }, () => [value, value])
  if (!isList(value)) return null
  const numbers = value.filter((item) => typeof item === 'number')
  if (numbers.length === value.length) {
    if (rank === 1)
      return numbers.length === 2 ? [[numbers[0] ?? 0, numbers[1] ?? 0]] : numbers.length === 1 ? [[numbers[0] ?? 0, numbers[0] ?? 0]] : null
    return numbers.length === rank ? numbers.map((size) => [size, size]) : null
  }
  const found = value.map((item) => sizesOf(item))
  if (found.length !== rank) return null
  return found.every((pair) => pair?.length === 2) ? found.map((pair) => [pair?.[0] ?? 0, pair?.[1] ?? 0]) : null
}

/** `valid`, `same`, `causal`, `full`; Keras 1 called it `border_mode`. */
export const paddingOf = (config: Obj): string => (textAt(config, 'padding') ?? textAt(config, 'border_mode') ?? 'valid').toLowerCase()

/** A spatial axis, channels first. */
export const at = (shape: Shape, axis: number): Size => shape?.[axis] ?? null
