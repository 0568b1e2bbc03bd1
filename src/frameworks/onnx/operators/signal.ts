import { attend } from '../../../shapes/attention.ts'
import { axisOf, type Shape, withAxis } from '../../../shapes/shape.ts'
import { add, divideExactly, floorDivide, product, type Size, subtract } from '../../../shapes/size.ts'
import { known } from '../known.ts'
import type { Node, Rule, Rules } from '../node.ts'

/** Spectra, patches, losses and attention. Source: onnx/defs/math, nn, tensor, training (defs.cc). */

/** [batch, …signal, 1 or 2] → the same with 2 (real, imaginary); half the frequencies if onesided. */
const fourier: Rule = (node) => {
  const shape = node.shape(0)
  const place = node.opset < 20 ? (node.int('axis') ?? 1) : node.has(2) ? node.scalar(2) : -2
  const at = shape === null || typeof place !== 'number' ? null : axisOf(place, shape.length)
  if (shape === null || at === null) return [known(node.type(0), shape?.map(() => null) ?? null)]
  const length = node.has(1) ? node.scalar(1) : (shape[at] ?? null)
  const isHalf = node.int('onesided') === 1
  const isBack = node.int('inverse') === 1
  // back from half a spectrum the length is not the number of frequencies, and the result is real
  const frequencies = isHalf && isBack ? (node.has(1) ? node.scalar(1) : null) : isHalf ? half(length) : length
  return [known(node.type(0), withAxis(withAxis(shape, at, frequencies), -1, isHalf && isBack ? 1 : 2))]
}

const half = (length: Size): Size => add(floorDivide(length, 2), 1)

/** [batch, samples, 1 or 2], step, window, frame length → [batch, frames, frequencies, 2]. */
const shortTimeFourier: Rule = (node) => {
  const frame = node.has(3) ? node.scalar(3) : (node.shape(2)?.[0] ?? null)
  const [batch = null, samples = null] = node.shape(0) ?? []
  const frames = add(floorDivide(subtract(samples, frame), node.scalar(1)), 1)
  return [known(node.type(0), [batch, frames, (node.int('onesided') ?? 1) === 1 ? half(frame) : frame, 2])]
}

/** [batch, channels · block, patches], picture, block → [batch, channels, …picture]. */
const patchesToPicture: Rule = (node) => {
  const [batch = null, columns = null] = node.shape(0) ?? []
  const [picture, block] = [node.values(1), node.values(2)]
  if (picture === null) return [known(node.type(0), null)]
  return [known(node.type(0), [batch, block === null ? null : divideExactly(columns, product(block)), ...picture])]
}

const centerCropPad: Rule = (node) => {
  const shape = node.shape(0)
  const sizes = node.values(1)
  const axes = node.ints('axes') ?? shape?.map((_, axis) => axis) ?? []
  return [
    known(
      node.type(0),
      axes.reduce<Shape>((result, axis, i) => withAxis(result, axis, sizes?.[i] ?? null), shape),
    ),
  ]
}

/** One number, or one per target. */
const loss: Rule = (node) => [
  known(node.type(0), (node.text('reduction') ?? 'mean') === 'none' ? node.shape(1) : []),
  known(node.type(0), node.shape(0)),
]

/** Mean and inverse deviation are kept over the normalised axes, in float32 unless `stash_type` says otherwise. */
const layerNormalization: Rule = (node) => {
  const shape = node.shape(0)
  const at = shape === null ? null : axisOf(node.int('axis') ?? -1, shape.length)
  const kept = at === null ? null : (shape?.map((size, axis) => (axis < at ? size : 1)) ?? null)
  const type = (node.int('stash_type') ?? 1) === 1 ? 'float32' : null
  return [known(node.type(0), shape), known(type, kept), known(type, kept)]
}

/** Words of every text: as many as the longest has. */
const stringSplit: Rule = (node) => {
  const shape = node.shape(0)
  return [known('string', shape === null ? null : [...shape, null]), known('int64', shape)]
}

/** Indices into a flattened tensor are int64 of the result's shape. */
const maxUnpool: Rule = (node) => {
  const sizes = node.has(2) ? node.values(2) : null
  return [known(node.type(0), sizes ?? node.shape(0)?.map((size, axis) => (axis < 2 ? size : null)) ?? null)]
}

/** Also the caches of keys and values with what came in appended: [batch, heads, past + new, width]; and scores per query. */
const attention: Rule = (node) => {
  const queryHeads = node.int('q_num_heads') ?? null
  const valueHeads = node.int('kv_num_heads') ?? null
  const type = node.type(0)
  const output = attend({ query: node.shape(0), value: node.shape(2), queryHeads, valueHeads })
  const [query, key, value] = [perHead(node.shape(0), queryHeads), perHead(node.shape(1), valueHeads), perHead(node.shape(2), valueHeads)]
  const past = node.has(4) ? (node.shape(4)?.[2] ?? null) : 0
  const grown = (heads: Shape): Shape => withAxis(heads, 2, add(heads?.[2] ?? null, past))
  const scores = query === null ? null : withAxis(query, 3, add(key?.[2] ?? null, past))
  return [known(type, output), known(node.type(1), grown(key)), known(node.type(2), grown(value)), known(type, scores)]
}

/** [batch, length, heads · width] or [batch, heads, length, width] → the latter. */
function perHead(shape: Shape, heads: number | null): Shape {
  if (shape?.length === 4) return shape
  if (shape?.length !== 3) return null
  const [batch = null, length = null, width = null] = shape
  return [batch, heads, length, heads === null ? null : divideExactly(width, heads)]
}

/** A window function of that many samples. */
const windowFunction: Rule = (node: Node) => [known((node.int('output_datatype') ?? 1) === 1 ? 'float32' : null, [node.scalar(0)])]

export const SIGNAL: Rules = {
  Attention: attention,
  DFT: fourier,
  STFT: shortTimeFourier,
  BlackmanWindow: windowFunction,
  HammingWindow: windowFunction,
  HannWindow: windowFunction,
  Col2Im: patchesToPicture,
  CenterCropPad: centerCropPad,
  MaxUnpool: maxUnpool,
  NegativeLogLikelihoodLoss: loss,
  SoftmaxCrossEntropyLoss: loss,
  LayerNormalization: layerNormalization,
  StringSplit: stringSplit,
  RegexFullMatch: (node) => [known('bool', node.shape(0))],
}
