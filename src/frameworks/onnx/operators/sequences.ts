import type { Value } from '../../../contract/types.ts'
import { axisOf, contractShape, join, type Shape, withAxis } from '../../../shapes/shape.ts'
import { type Size, sizeOf } from '../../../shapes/size.ts'
import { commonType, isEmptySequence, type Known, known, NOTHING } from '../known.ts'
import type { Node, Rule, Rules } from '../node.ts'
import { dtypeOf } from '../words.ts'

/** Sequences of tensors: what is known is what holds for every element. Source: onnx/defs/sequence/defs.cc. */

/** A sequence of such tensors. */
const sequenceOf = (element: Known): Known => ({
  ...NOTHING,
  composite: { sequence: { type: element.type, shape: contractShape(element.shape) } },
})

/** The tensor that stands for all elements; sizes that the sequence leaves open may differ between them. */
function elementOf({ composite }: Known): Known {
  const element: Value | undefined = composite !== undefined && 'sequence' in composite ? composite.sequence : undefined
  if (element === undefined || !('shape' in element)) return NOTHING
  return known(element.type, element.shape?.map((dim): Size => (dim === null || dim === -1 ? null : sizeOf(dim, ''))) ?? null)
}

/** What holds for tensors of either kind. */
const either = (a: Known, b: Known): Known => known(commonType(a, b), join(a.shape, b.shape))

const construct: Rule = (node) => {
  const inputs = Array.from({ length: node.inputCount }, (_, i) => node.input(i))
  const [first, ...more] = inputs
  return first === undefined ? [NOTHING] : [sequenceOf(more.reduce(either, first))]
}

const insert: Rule = (node) => {
  const [sequence, tensor] = [node.input(0), node.input(1)]
  if (sequence.composite === undefined) return [NOTHING]
  return [sequenceOf(isEmptySequence(sequence) ? tensor : either(elementOf(sequence), tensor))]
}

/** Parts along an axis: of given sizes, of one size (the last may be smaller), or of 1 each, which `keepdims: 0` then drops. */
const splitToSequence: Rule = (node) => {
  const shape = node.shape(0)
  const axis = node.int('axis') ?? 0
  const at = shape === null ? null : axisOf(axis, shape.length)
  if (shape === null || at === null) return [sequenceOf(known(node.type(0), null))]
  if (!node.has(1)) {
    const dropped = node.int('keepdims') === 0
    return [sequenceOf(known(node.type(0), dropped ? shape.filter((_, i) => i !== at) : withAxis(shape, at, 1)))]
  }
  return [sequenceOf(known(node.type(0), withAxis(shape, at, partOf(node, shape[at] ?? null))))]
}

function partOf(node: Node, size: Size): Size {
  const parts = node.values(1)
  const [first] = parts ?? []
  if (parts === null || typeof first !== 'number') return null
  if (node.shape(1)?.length === 0) return typeof size === 'number' && size % first === 0 ? first : null
  return parts.every((part) => part === first) ? first : null
}

const concatenate: Rule = (node) => {
  const { type, shape } = elementOf(node.input(0))
  const axis = node.int('axis')
  if (shape === null || axis === undefined) return [known(type, null)]
  if (node.int('new_axis') !== 1) return [known(type, withAxis(shape, axis, null))]
  const at = axisOf(axis, shape.length + 1)
  const stacked: Shape = at === null ? null : [...shape.slice(0, at), null, ...shape.slice(at)]
  return [known(type, stacked)]
}

export const SEQUENCES: Rules = {
  SequenceEmpty: (node) => [{ ...sequenceOf(known(dtypeOf(node.int('dtype') ?? 1), null)), values: [] }],
  SequenceConstruct: construct,
  SequenceInsert: insert,
  SequenceErase: (node) => [node.input(0)],
  SequenceAt: (node) => [elementOf(node.input(0))],
  SplitToSequence: splitToSequence,
  ConcatFromSequence: concatenate,
}
