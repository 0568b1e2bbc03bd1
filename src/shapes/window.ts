import type { Shape } from './shape.ts'
import { add, ceilDivide, divideExactly, floorDivide, multiply, type Size, subtract } from './size.ts'

/** A sliding window along one axis. */
export interface Window {
  readonly kernel: Size
  readonly stride: number
  readonly dilation: number
  readonly padding: Padding
  /** Pooling may count a last, partial window. */
  readonly rounding: 'floor' | 'ceil'
}

/** `valid` none · `same` as much as keeps ⌈n / stride⌉ · or elements before and after. */
export type Padding = 'valid' | 'same' | { readonly before: number; readonly after: number }

/** Positions of a window along an axis of size n: ⌊(n + padding − extent) / stride⌋ + 1, extent = dilation·(kernel − 1) + 1. Source: arxiv.org/abs/1603.07285 §2. */
export function slide(size: Size, window: Window): Size {
  const { stride, padding } = window
  if (!isStep(stride) || !isStep(window.dilation)) return null
  if (padding === 'same') return ceilDivide(size, stride)
  const padded = padding === 'valid' ? size : add(size, padding.before + padding.after)
  const room = subtract(padded, extent(window))
  if (typeof room === 'number' && room < 0) return null // the window is larger than its input: no such run
  if (window.rounding === 'floor') return add(floorDivide(room, stride), 1)
  return lastWindow(size, room, window)
}

/** With ceil rounding, a window that would start in the padding after the input is left out (PyTorch and ONNX do; others don't), so only agreeing cases are known. */
function lastWindow(size: Size, room: Size, { stride, padding }: Window): Size {
  const positions = add(ceilDivide(room, stride), 1)
  if (typeof positions !== 'number' || typeof size !== 'number') return stride === 1 ? positions : null
  const before = typeof padding === 'string' ? 0 : padding.before
  return (positions - 1) * stride >= size + before ? null : positions
}

/** Transposed convolution: stride·(n − 1) + extent − padding + outputPadding; `same` gives n·stride. */
export function slideBack(size: Size, window: Window, outputPadding: number): Size {
  const { stride, padding } = window
  if (!isStep(stride) || !isStep(window.dilation)) return null
  if (padding === 'same') return multiply(size, stride)
  const cut = padding === 'valid' ? 0 : padding.before + padding.after
  return add(add(multiply(subtract(size, 1), stride), extent(window)), outputPadding - cut)
}

const extent = ({ kernel, dilation }: Window): Size => add(multiply(subtract(kernel, 1), dilation), 1)

const isStep = (value: number): boolean => Number.isInteger(value) && value >= 1

export interface Convolution {
  /** [batch, channels, …spatial]. */
  readonly input: Shape
  /** One per spatial axis. */
  readonly windows: readonly Window[]
}

/** Convolution over channels-first data: [batch, filters, …]. */
export function convolve({ input, windows }: Convolution, filters: Size): Shape {
  if (input === null) return [null, filters, ...windows.map(() => null)]
  if (input.length !== windows.length + 2) return null
  return [input[0] ?? null, filters, ...windows.map((window, i) => slide(input[i + 2] ?? null, window))]
}

/** Transposed convolution over channels-first data. `outputShape`, where the layer fixes it, wins. */
export function convolveBack(
  { input, windows }: Convolution,
  filters: Size,
  output: { readonly padding: readonly number[]; readonly shape?: readonly Size[] },
): Shape {
  if (input !== null && input.length !== windows.length + 2) return null
  const spatial = windows.map((window, i) => output.shape?.[i] ?? slideBack(input?.[i + 2] ?? null, window, output.padding[i] ?? 0))
  return [input?.[0] ?? null, filters, ...spatial]
}

/** Pooling keeps batch and channels. */
export const pool = (convolution: Convolution): Shape => convolve(convolution, convolution.input?.[1] ?? null)

/** Pooling over everything but batch and channels, kept as axes of 1. */
export const poolAll = (input: Shape): Shape => input?.map((size, axis) => (axis < 2 ? size : 1)) ?? null

/** Blocks of channels become pixels: [n, c, h, w] → [n, c/b², h·b, w·b]. */
export function depthToSpace(input: Shape, block: number): Shape {
  if (input === null) return [null, null, null, null]
  const [n = null, c = null, h = null, w = null] = input
  return input.length === 4 ? [n, divideExactly(c, block * block), multiply(h, block), multiply(w, block)] : null
}

/** Pixels become channels: [n, c, h, w] → [n, c·b², h/b, w/b]. */
export function spaceToDepth(input: Shape, block: number): Shape {
  if (input === null) return [null, null, null, null]
  const [n = null, c = null, h = null, w = null] = input
  return input.length === 4 ? [n, multiply(c, block * block), divideExactly(h, block), divideExactly(w, block)] : null
}
