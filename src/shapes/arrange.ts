import { axesOf, axisOf, broadcast, elements, type Shape, withAxis } from './shape.ts'
import { add, divideExactly, isEqual, merge, multiply, product, type Size, sum } from './size.ts'

/** Axes in another order; none given: reversed. */
export function transpose(shape: Shape, order?: readonly number[]): Shape {
  if (shape === null) return order === undefined ? null : order.map(() => null)
  const axes = order ?? shape.map((_, i) => shape.length - 1 - i)
  const found = axesOf(axes, shape.length)
  return found === null || found.length !== shape.length ? null : found.map((axis) => shape[axis] ?? null)
}

/** What a zero in a reshape target means: copy the input's axis, or an empty axis. */
export type ZeroMeans = 'copy' | 'empty'

/** `-1` in the target is what is left of the elements (one at most), 0 see `ZeroMeans`. An unknown target keeps its length as the rank. */
export function reshape(input: Shape, target: readonly Size[] | Shape, zero: ZeroMeans = 'copy'): Shape {
  if (target === null) return null
  const wanted = target.map((size, i) => (size === 0 && zero === 'copy' ? (input?.[i] ?? null) : size))
  const open = wanted.flatMap((size, i) => (size === -1 || size === null ? [i] : []))
  if (wanted.filter((size) => size === -1).length > 1) return null
  const [only] = open
  if (only === undefined) return wanted
  if (open.length > 1) return wanted.map((size) => (size === -1 ? null : size))
  // one open size, by -1 or by ignorance: the number of elements decides it
  return wanted.map((size, i) => (i === only ? leftOver(input, wanted, only) : size))
}

/** Elements of the input over the known sizes of the target, common factors cancelled first so that one unknown axis may stay in both. */
function leftOver(input: Shape, wanted: readonly Size[], open: number): Size {
  if (input === null) return null
  const have = [...input]
  const need: Size[] = []
  wanted.forEach((size, i) => {
    if (i === open) return
    const same = have.findIndex((other) => isEqual(other, size))
    if (same < 0 || size === 0) need.push(size)
    else have.splice(same, 1)
  })
  return divideExactly(product(have), product(need))
}

/** [a, b, c, d] at axis 2 → [a·b, c·d]. */
export function flatten(shape: Shape, axis: number): Shape {
  if (shape === null) return [null, null]
  const at = axis === shape.length ? axis : axisOf(axis, shape.length)
  return at === null ? null : [product(shape.slice(0, at)), product(shape.slice(at))]
}

/** Removes axes of size 1. `'ones'`: all of them, known only if every size is. */
export function squeeze(shape: Shape, axes: readonly Size[] | 'ones' | null): Shape {
  if (shape === null || axes === null) return null
  if (axes === 'ones') return shape.every((size) => typeof size === 'number') ? shape.filter((size) => size !== 1) : null
  const found = axesOf(axes, shape.length)
  return found === null ? null : shape.filter((_, i) => !found.includes(i))
}

/** Inserts axes of size 1 at these places of the result. */
export function unsqueeze(shape: Shape, axes: readonly Size[] | null): Shape {
  if (shape === null || axes === null) return null
  const rank = shape.length + axes.length
  const found = axesOf(axes, rank)
  if (found === null || found.length !== axes.length) return null
  const rest = shape[Symbol.iterator]()
  return Array.from({ length: rank }, (_, i) => (found.includes(i) ? 1 : (rest.next().value ?? null)))
}

/** Broadcast to a target shape, which may itself be broadcast. */
export const expand = (shape: Shape, target: Shape): Shape => broadcast(shape, target)

/** Sizes add up along the axis and agree elsewhere. */
export function concat(shapes: readonly Shape[], axis: number): Shape {
  const known = shapes.find((shape) => shape !== null)
  if (known === undefined || known === null) return null
  const at = axisOf(axis, known.length)
  if (at === null || shapes.some((shape) => shape !== null && shape.length !== known.length)) return null
  return known.map((_, i) => {
    const sizes = shapes.map((shape) => shape?.[i] ?? null)
    return i === at ? sum(sizes) : agreed(sizes)
  })
}

/** Sizes that must be equal: a known number wins, else the first that is known. */
const agreed = (sizes: readonly Size[]): Size => sizes.find((size) => typeof size === 'number') ?? sizes.find((size) => size !== null) ?? null

/** Equal pieces along new or old axes: `parts` sizes of the axis, or that many equal ones. */
export function split(shape: Shape, axis: number, parts: readonly Size[]): readonly Shape[] {
  return parts.map((part) => withAxis(shape, axis, part))
}

/** Sizes of n pieces of an axis: equal ones, the last one smaller if it doesn't divide. */
export function pieces(size: Size, count: number): readonly Size[] {
  const exact = divideExactly(size, count)
  if (exact !== null || typeof size !== 'number') return Array.from({ length: count }, () => exact)
  const piece = Math.ceil(size / count)
  return Array.from({ length: count }, (_, i) => Math.max(0, Math.min(piece, size - i * piece)))
}

export interface Cut {
  readonly axis: number
  /** Negative counts from the end; `null` unknown. */
  readonly start: Size
  readonly end: Size
  readonly step: Size
}

/** NumPy slicing: out-of-range bounds are clamped. */
export function slice(shape: Shape, cuts: readonly Cut[]): Shape {
  return cuts.reduce<Shape>((result, cut) => {
    const at = result === null ? null : axisOf(cut.axis, result.length)
    return result === null || at === null ? null : result.map((size, i) => (i === at ? sliced(size, cut) : size))
  }, shape)
}

/** Bounds at least this far out mean "to the end" (exporters write INT32_MAX or INT64_MAX). */
const FAR = 2 ** 31 - 1

/** Length of start:end:step of an axis. */
export function sliced(size: Size, { start, end, step }: Cut): Size {
  if (typeof step !== 'number' || step === 0 || typeof start !== 'number') return null
  if (step === 1 && start === 0 && (isEqual(end, size) || (typeof end === 'number' && end >= FAR))) return size
  if (step === -1 && start === -1 && typeof end === 'number' && end <= -FAR) return size
  if (typeof size !== 'number' || typeof end !== 'number') return null
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1]
  const bound = (value: number) => Math.min(high, Math.max(low, value < 0 ? value + size : value))
  return Math.max(0, Math.ceil((bound(end) - bound(start)) / step))
}

/** Pads are before and after of each axis. */
export function pad(shape: Shape, before: readonly Size[], after: readonly Size[]): Shape {
  if (shape === null) return before.map(() => null)
  if (before.length !== shape.length || after.length !== shape.length) return null
  return shape.map((size, i) => add(size, add(before[i] ?? null, after[i] ?? null)))
}

/** Each axis repeated. */
export function tile(shape: Shape, repeats: readonly Size[]): Shape {
  if (shape === null) return repeats.map(() => null)
  return repeats.length === shape.length ? shape.map((size, i) => multiply(size, repeats[i] ?? null)) : null
}

/** Entries picked along an axis: the axis is replaced by the axes of the indices. */
export function gather(shape: Shape, indices: Shape, axis: number): Shape {
  if (shape === null || indices === null) return null
  const at = axisOf(axis, shape.length)
  return at === null ? null : [...shape.slice(0, at), ...indices, ...shape.slice(at + 1)]
}

/** The last axis of the indices addresses leading axes (after `batch` shared ones). */
export function gatherNd(shape: Shape, indices: Shape, batch: number): Shape {
  if (shape === null || indices === null) return null
  const depth = indices.at(-1)
  if (typeof depth !== 'number' || depth + batch > shape.length) return null
  return [...indices.slice(0, -1), ...shape.slice(batch + depth)]
}

/** Sizes times factors, rounded down. Symbols stay known only for whole factors. */
export function scale(shape: Shape, factors: readonly Size[]): Shape {
  if (shape === null) return factors.map(() => null)
  if (shape.length !== factors.length) return null
  return shape.map((size, i) => {
    const factor = factors[i] ?? null
    if (typeof factor !== 'number' || factor <= 0) return null
    // f is a 32-bit float in the file: its double may be a hair below the exact product
    if (typeof size === 'number') return Number.isInteger(size * factor) ? size * factor : floorOfProduct(size, factor)
    return Number.isInteger(factor) ? multiply(size, factor) : null
  })
}

/** ⌊n·f⌋ where rounding cannot change it, else unknown. */
function floorOfProduct(size: number, factor: number): Size {
  const value = size * factor
  return Math.abs(value - Math.round(value)) < 1e-3 ? null : Math.floor(value)
}

/** A new axis of size n. */
export function insertAxis(shape: Shape, axis: number, size: Size): Shape {
  if (shape === null) return null
  const at = axisOf(axis, shape.length + 1)
  return at === null ? null : [...shape.slice(0, at), size, ...shape.slice(at)]
}

/** Shapes of equal rank that must be equal: what one of them knows. */
export function unify(a: Shape, b: Shape): Shape {
  if (a === null || b === null) return a ?? b
  return a.length === b.length
    ? a.map((size, i) => (size === null ? (b[i] ?? null) : (merge(size, b[i] ?? null) ?? agreed([size, b[i] ?? null]))))
    : null
}

/** Elements in one axis. */
export const ravel = (shape: Shape): Shape => [elements(shape)]
