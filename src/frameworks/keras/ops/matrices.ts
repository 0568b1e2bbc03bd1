import type { DType } from '../../../contract/types.ts'
import { concat } from '../../../shapes/arrange.ts'
import { axisOf, type Shape, withAxis } from '../../../shapes/shape.ts'
import { add, floorDivide, type Size, subtract } from '../../../shapes/size.ts'
import type { Call, Rule } from '../call.ts'
import { channelsFirst } from '../layers/settings.ts'
import type { Rules } from '../layers/types.ts'
import { dtypeOf, isFloat, promote, type Tensor, tensor } from '../tensor.ts'
import { elementwise, first, operands, setting, shapeOf } from './operands.ts'

/** Operations on matrices, pictures, spectra and losses. Source: keras/src/ops/{numpy,image,math,nn}.py. */

const same: Rule = (call) => [tensor(first(call).type, shapeOf(call))]
const floatOnly = (type: DType | null): DType | null => (isFloat(type) ? type : null)
const numberOf = (call: Call, name: string, otherwise: number): number | null => {
  const value = setting(call, -1, name)
  return value === undefined ? otherwise : typeof value === 'number' ? value : null
}

/** Two axes become one, the last: its length is that of the shorter if none is skipped. */
const diagonal: Rule = (call) => {
  const { rest, sizes } = plane(call)
  if (rest === null) return [tensor(first(call).type, null)]
  const [rows, columns] = sizes
  const length = typeof rows === 'number' && typeof columns === 'number' && numberOf(call, 'offset', 0) === 0 ? Math.min(rows, columns) : null
  return [tensor(first(call).type, [...rest, length])]
}

const trace: Rule = (call) => [tensor(floatOnly(first(call).type), plane(call).rest)]

/** The axes `axis1` and `axis2`, and what remains without them. */
function plane(call: Call): { rest: Shape; sizes: readonly Size[] } {
  const shape = shapeOf(call)
  const at = ['axis1', 'axis2'].map((name, i) => {
    const axis = numberOf(call, name, i)
    return shape === null || axis === null ? null : axisOf(axis, shape.length)
  })
  if (shape === null || at.includes(null) || at[0] === at[1]) return { rest: null, sizes: [] }
  return { rest: shape.filter((_, i) => !at.includes(i)), sizes: at.map((axis) => (axis === null ? null : (shape[axis] ?? null))) }
}

/** The last axis of one with the last but one of the other; leading axes are kept side by side. */
const dot: Rule = (call) => {
  const [a, b] = elementwise(call)
  const type = promote(operands(call).map((one) => one.type))
  if (a === undefined || b === undefined || a.shape === null || b.shape === null) return [tensor(floatOnly(type), null)]
  if (a.shape.length === 0 || b.shape.length === 0) return [tensor(floatOnly(type), a.shape.length === 0 ? b.shape : a.shape)]
  const right = b.shape.length === 1 ? [] : [...b.shape.slice(0, -2), ...b.shape.slice(-1)]
  return [tensor(floatOnly(type), [...a.shape.slice(0, -1), ...right])]
}

/** Joined along the second axis, or the only one. */
const hstack: Rule = (call) => {
  const tensors = operands(call)
  const axis = tensors[0]?.shape?.length === 1 ? 0 : 1
  return [
    tensor(
      promote(tensors.map((one) => one.type)),
      concat(
        tensors.map((one) => one.shape),
        axis,
      ),
    ),
  ]
}

const multiHot: Rule = (call) => {
  const shape = shapeOf(call)
  const classes = setting(call, 1, 'num_classes')
  const word = setting(call, -1, 'dtype')
  const type = typeof word === 'string' ? dtypeOf(word) : null
  return [tensor(type, shape?.length === 2 ? [shape[0] ?? null, typeof classes === 'number' ? classes : null] : null)]
}

const gray: Rule = (call) => [tensor(floatOnly(first(call).type), withAxis(shapeOf(call), channelsFirst(call.config) ? -3 : -1, 1))]

/** Pictures with borders added or taken away: by sizes, or to a target. */
const bordered =
  (word: string, change: (a: Size, b: Size) => Size): Rule =>
  (call) => {
    const shape = shapeOf(call)
    if (shape === null || (shape.length !== 3 && shape.length !== 4)) return [tensor(first(call).type, null)]
    const rows = channelsFirst(call.config) ? -2 : -3
    const side = (axis: number, before: string, after: string, target: string): Size => {
      const wanted = setting(call, -1, target)
      if (typeof wanted === 'number') return wanted
      const [a, b] = [`${before}_${word}`, `${after}_${word}`].map((name) => setting(call, -1, name))
      return typeof a === 'number' && typeof b === 'number' ? change(shape.at(axis) ?? null, a + b) : null
    }
    const height = side(rows, 'top', 'bottom', 'target_height')
    const width = side(rows + 1, 'left', 'right', 'target_width')
    return [tensor(first(call).type, withAxis(withAxis(shape, rows, height), rows + 1, width))]
  }

/** Real and imaginary parts of half a spectrum. */
const halfSpectrum: Rule = (call) => {
  const shape = shapeOf(call)
  const length = setting(call, 1, 'fft_length')
  const size = typeof length === 'number' ? length : (shape?.at(-1) ?? null)
  const part: Tensor = tensor(floatOnly(first(call).type), withAxis(shape, -1, add(floorDivide(size, 2), 1)))
  return [part, part]
}

/** One loss per row: the axis of classes is gone. */
const lossOverClasses: Rule = (call) => {
  const shape = shapeOf(call)
  const axis = numberOf(call, 'axis', -1)
  const at = shape === null || axis === null ? null : axisOf(axis, shape.length)
  const type = promote(operands(call).map((one) => one.type))
  return [tensor(floatOnly(type), at === null ? null : (shape?.filter((_, i) => i !== at) ?? null))]
}

export const MATRICES: Rules = {
  tril: same,
  triu: same,
  bandpart: same,
  diagonal,
  trace,
  dot,
  hstack,
  multihot: multiHot,
  isin: (call) => [tensor('bool', shapeOf(call))],
  digitize: (call) => [tensor('int32', shapeOf(call))],
  rgbtograyscale: gray,
  padimages: bordered('padding', add),
  cropimages: bordered('cropping', subtract),
  rfft: halfSpectrum,
  // TensorFlow's own take the last axes, and give one complex tensor
  'tf:rfft': () => [tensor(null, null)],
  'tf:trace': (call) => [tensor(floatOnly(first(call).type), shapeOf(call)?.slice(0, -2) ?? null)],
  binarycrossentropy: (call) => [tensor(floatOnly(promote(operands(call).map((one) => one.type))), shapeOf(call))],
  categoricalcrossentropy: lossOverClasses,
}
