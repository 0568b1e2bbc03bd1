import {
  type Cut,
  concat,
  expand,
  flatten,
  gather,
  gatherNd,
  insertAxis,
  pad,
  pieces,
  reshape,
  slice,
  sliced,
  split,
  squeeze,
  tile,
  transpose,
  unsqueeze,
} from '../../../shapes/arrange.ts'
import { axisOf, elements, open, type Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import { MAX_VALUES, range, rangeLength, type Values } from '../../../shapes/values.ts'
import { known, knownTensor } from '../known.ts'
import type { Node, Rule, Rules } from '../node.ts'
import { dtypeOf } from '../words.ts'
import { follow } from './elementwise.ts'

/** A list that later operator sets take as an input and earlier ones as an attribute. `undefined`: not given; `null`: given, not known. */
export function listOf(node: Node, attribute: string, input: number): Values | null | undefined {
  if (node.has(input)) return node.values(input)
  return node.ints(attribute)
}

/** Elements of a vector input; unknown ones where only their number is known. */
function vector(node: Node, input: number): Values | null {
  const values = node.values(input)
  const length = node.shape(input)?.[0]
  if (values !== null) return values
  return node.shape(input)?.length === 1 && typeof length === 'number' && length <= MAX_VALUES ? Array.from({ length }, () => null) : null
}

const reshapeRule: Rule = (node) => {
  const target = node.opset < 5 ? (node.ints('shape') ?? null) : vector(node, 1)
  return [follow(node.input(0), reshape(node.shape(0), target, node.int('allowzero') === 1 ? 'empty' : 'copy'))]
}

const squeezeRule: Rule = (node) => {
  const axes = listOf(node, 'axes', 1)
  return [follow(node.input(0), squeeze(node.shape(0), axes === undefined ? 'ones' : axes))]
}

const concatRule: Rule = (node) => {
  const shapes = Array.from({ length: node.inputCount }, (_, i) => node.shape(i))
  // operator set 1 had axis 1 as default
  const axis = node.int('axis') ?? (node.opset < 4 ? 1 : null)
  const shape = axis === null ? null : concat(shapes, axis)
  const parts = shape?.length === 1 ? shapes.map((_, i) => vector(node, i)) : []
  const values = parts.length > 0 && parts.every((part) => part !== null) ? parts.flat() : null
  return [known(node.type(0), shape, values)]
}

const splitRule: Rule = (node) => {
  const axis = node.int('axis') ?? 0
  const shape = node.shape(0)
  const at = shape === null ? null : axisOf(axis, shape.length)
  const given = listOf(node, 'split', 1)
  const count = node.outputs.length
  const parts = given === undefined ? pieces(at === null ? null : (shape?.[at] ?? null), count) : (given ?? Array.from({ length: count }, () => null))
  return split(shape, axis, parts).map((part) => known(node.type(0), part))
}

const sliceRule: Rule = (node) => {
  const shape = node.shape(0)
  const [starts, ends, axes, steps] =
    node.opset < 10
      ? [node.ints('starts') ?? null, node.ints('ends') ?? null, node.ints('axes'), undefined]
      : [vector(node, 1), vector(node, 2), node.has(3) ? node.values(3) : undefined, node.has(4) ? node.values(4) : undefined]
  if (shape === null) return [known(node.type(0), null)]
  const count = starts?.length ?? ends?.length
  const chosen = axes === undefined && count !== undefined ? Array.from({ length: count }, (_, i) => i) : axes
  if (chosen === undefined || chosen === null) return [known(node.type(0), open(shape.length))]
  const cuts: Cut[] = []
  for (const [i, axis] of chosen.entries()) {
    if (typeof axis !== 'number') return [known(node.type(0), open(shape.length))]
    const step = steps === undefined ? 1 : (steps?.[i] ?? null)
    cuts.push({
      axis,
      start: settledStart(starts?.[i] ?? null, step, shape[axis < 0 ? axis + shape.length : axis] ?? null),
      end: ends?.[i] ?? null,
      step,
    })
  }
  return [known(node.type(0), slice(shape, cuts), sliceValues(node.values(0), shape, cuts))]
}

/** Backwards from before the beginning: nothing for NumPy and ONNX's reference, the first element by the specification and ONNX Runtime. */
const settledStart = (start: Size, step: Size, size: Size): Size =>
  typeof start === 'number' && start < 0 && typeof step === 'number' && step < 0 && (typeof size !== 'number' || start + size < 0) && start !== -1
    ? null
    : start

/** Elements of a sliced vector of known length. */
function sliceValues(values: Values | null, shape: Shape, cuts: readonly Cut[]): Values | null {
  const [cut] = cuts
  if (values === null || cut === undefined || cuts.length !== 1 || shape?.length !== 1) return null
  const { start, step } = cut
  const length = sliced(values.length, cut)
  if (typeof length !== 'number' || typeof start !== 'number' || typeof step !== 'number') return null
  const first = start < 0 ? Math.max(start + values.length, step > 0 ? 0 : -1) : Math.min(start, step > 0 ? values.length : values.length - 1)
  return Array.from({ length }, (_, i) => values[first + i * step] ?? null)
}

const gatherRule: Rule = (node) => {
  const axis = node.int('axis') ?? 0
  const values = node.values(0)
  const picked = node.shape(0)?.length === 1 ? node.values(1) : null
  const found = values === null || picked === null ? null : picked.map((index) => pick(values, index))
  return [known(node.type(0), gather(node.shape(0), node.shape(1), axis), found)]
}

function pick(values: Values, index: Size): Size {
  if (typeof index !== 'number') return null
  return values[index < 0 ? index + values.length : index] ?? null
}

const padRule: Rule = (node) => {
  const shape = node.shape(0)
  const pads = listOf(node, node.opset < 2 ? 'paddings' : 'pads', 1) ?? null
  const axes = node.has(3) ? node.values(3) : undefined
  if (shape === null) return [known(node.type(0), null)]
  const chosen = axes === undefined ? shape.map((_, i) => i) : axes
  if (pads === null || chosen === null || pads.length !== 2 * chosen.length) return [known(node.type(0), open(shape.length))]
  const places = chosen.map((axis) => (typeof axis === 'number' ? axisOf(axis, shape.length) : null))
  if (places.includes(null)) return [known(node.type(0), open(shape.length))]
  const side = (from: number): readonly Size[] => shape.map((_, i) => (places.includes(i) ? (pads[from + places.indexOf(i)] ?? null) : 0))
  return [known(node.type(0), pad(shape, side(0), side(chosen.length)))]
}

const constant: Rule = (node) => {
  const tensor = node.message('value', 't')
  if (tensor !== undefined) return [knownTensor(tensor)]
  const int = node.int('value_int')
  const float = node.float('value_float')
  const ints = node.ints('value_ints')
  const floats = node.floats('value_floats')
  const sparse = node.message('sparse_value', 'sparse_tensor')
  if (int !== undefined) return [known('int64', [], [int])]
  if (float !== undefined) return [known('float32', [], [float])]
  if (ints !== undefined) return [known('int64', [ints.length], ints.length <= MAX_VALUES ? ints : null)]
  if (floats !== undefined) return [known('float32', [floats.length])]
  if (sparse !== undefined) return [known(dtypeOf(sparse.message('values')?.int('data_type')), sparse.ints('dims'))]
  if (node.strings('value_strings') > 0) return [known('string', [node.strings('value_strings')])]
  return [node.text('value_string') === undefined ? known(null, null) : known('string', [])]
}

const constantOfShape: Rule = (node) => {
  const tensor = node.message('value', 't')
  const filling = tensor === undefined ? known('float32', [1], [0]) : knownTensor(tensor)
  const shape = vector(node, 0)
  const count = shape !== null && shape.length <= 1 ? elements(shape) : null
  const [value = null] = filling.values ?? []
  const values = typeof count === 'number' && count <= MAX_VALUES ? Array.from({ length: count }, () => value) : null
  return [known(filling.type, shape, values)]
}

const shapeOf: Rule = (node) => {
  const shape = node.shape(0)
  if (shape === null) return [known('int64', [null])]
  const sizes = shape.slice(node.int('start') ?? 0, node.int('end') ?? shape.length)
  return [known('int64', [sizes.length], sizes.length <= MAX_VALUES ? sizes : null)]
}

const rangeRule: Rule = (node) => {
  const [start, limit, step] = [node.scalar(0), node.scalar(1), node.scalar(2)]
  return [known(node.type(0), [rangeLength(start, limit, step)], range(start, limit, step))]
}

const oneHot: Rule = (node) => {
  const depth = node.scalar(1)
  return [known(node.type(2), insertAxis(node.shape(0), node.int('axis') ?? -1, depth))]
}

/** Random tensors: `shape` is an attribute, or that of the input. */
const filled =
  (from: 'attribute' | 'input'): Rule =>
  (node) => {
    const type = dtypeOf(node.int('dtype') || undefined) ?? (from === 'input' ? node.type(0) : 'float32')
    return [known(type, from === 'input' ? node.shape(0) : (node.ints('shape') ?? null))]
  }

const affineGrid: Rule = (node) => {
  const size = vector(node, 1)
  return [known(node.type(0), size === null ? null : [size[0] ?? null, ...size.slice(2), size.length - 2])]
}

/** One count per n-gram: rows stay, the last axis is as long as the largest index. */
const ngrams: Rule = (node) => {
  const indexes = node.ints('ngram_indexes')
  const shape = node.shape(0)
  const count = indexes === undefined ? null : Math.max(...indexes) + 1
  return [known('float32', shape === null || shape.length === 0 ? null : [...shape.slice(0, -1), count])]
}

const keepValues =
  (rule: (node: Node) => Shape): Rule =>
  (node) => [follow(node.input(0), rule(node))]

const plain =
  (rule: (node: Node) => Shape): Rule =>
  (node) => [known(node.type(0), rule(node))]

/** Moving, cutting, joining and making tensors, default domain. */
export const ARRANGEMENT: Rules = {
  Reshape: reshapeRule,
  Flatten: plain((node) => flatten(node.shape(0), node.int('axis') ?? 1)),
  Transpose: keepValues((node) => transpose(node.shape(0), node.ints('perm'))),
  Squeeze: squeezeRule,
  Unsqueeze: keepValues((node) => unsqueeze(node.shape(0), listOf(node, 'axes', 1) ?? null)),
  Expand: plain((node) => expand(node.shape(0), vector(node, 1))),
  Tile: plain((node) => (node.opset < 6 ? null : tile(node.shape(0), vector(node, 1) ?? node.shape(0)?.map(() => null) ?? []))),
  Concat: concatRule,
  Split: splitRule,
  Slice: sliceRule,
  Gather: gatherRule,
  GatherElements: plain((node) => node.shape(1)),
  GatherND: plain((node) => gatherNd(node.shape(0), node.shape(1), node.int('batch_dims') ?? 0)),
  Pad: padRule,
  Compress: plain((node) => compressed(node)),
  Constant: constant,
  ConstantOfShape: constantOfShape,
  Shape: shapeOf,
  Size: (node) => [known('int64', [], [elements(node.shape(0))])],
  Range: rangeRule,
  OneHot: oneHot,
  NonZero: (node) => [known('int64', [node.shape(0)?.length ?? null, null])],
  EyeLike: filled('input'),
  RandomNormal: filled('attribute'),
  RandomUniform: filled('attribute'),
  RandomNormalLike: filled('input'),
  RandomUniformLike: filled('input'),
  Bernoulli: filled('input'),
  NonMaxSuppression: () => [known('int64', [null, 3])],
  RoiAlign: plain((node) => [node.shape(1)?.[0] ?? null, node.shape(0)?.[1] ?? null, node.int('output_height') ?? 1, node.int('output_width') ?? 1]),
  AffineGrid: affineGrid,
  StringNormalizer: (node) => [known('string', node.shape(0)?.map(() => null) ?? null)],
  TfIdfVectorizer: ngrams,
  Multinomial: (node) => [known(dtypeOf(node.int('dtype') || undefined) ?? 'int32', [node.shape(0)?.[0] ?? null, node.int('sample_size') ?? 1])],
}

function compressed(node: Node): Shape {
  const axis = node.int('axis')
  const shape = node.shape(0)
  if (axis === undefined) return [null]
  const at = shape === null ? null : axisOf(axis, shape.length)
  return shape === null || at === null ? null : shape.map((size, i) => (i === at ? null : size))
}
