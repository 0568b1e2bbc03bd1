import { concat, gather, insertAxis, pad, pieces, reshape, slice, split, squeeze, tile, transpose, unsqueeze } from '../../../shapes/arrange.ts'
import { axisOf, type Shape, withAxis } from '../../../shapes/shape.ts'
import { divideExactly, multiply, product, type Size } from '../../../shapes/size.ts'
import { depthToSpace, spaceToDepth } from '../../../shapes/window.ts'
import { alike, type Call, type Rule, type Rules, reshaped, tensor } from '../tensor.ts'
import { typeOrFloat } from '../words.ts'

/** Outputs of one node: splitting into more is no network. */
const MAX_PIECES = 4_096

/** Reshape's own language: 0 copies, -1 is the rest, -2 copies all that is left, -3 joins two axes, -4 splits one. Source: src/operator/tensor/matrix_op-inl.h, InferReshapeShape. */
const reshaping: Rule = (call) => {
  const legacy = call.ints('target_shape')
  const target = call.ints('shape') ?? []
  const input = call.shape(0)
  if (target.length === 0 && legacy !== undefined) {
    // before 0.9: 0 is what is left
    return [
      reshaped(
        call.input(0),
        reshape(
          input,
          legacy.map((size) => (size === 0 ? -1 : size)),
          'empty',
        ),
      ),
    ]
  }
  if (target.length === 0) return [reshaped(call.input(0), null)]
  const turned = call.flag('reverse', false)
  const codes = turned ? [...target].reverse() : target
  const shape = byCodes(turned && input !== null ? [...input].reverse() : input, codes)
  const out = turned && shape !== null ? [...shape].reverse() : shape
  if (input !== null && out?.every((size) => size !== null)) call.equal(product(input), product(out))
  else for (const size of input ?? []) if (!codes.every((code) => code !== null && code <= 0 && code !== -1)) call.bind(size)
  return [reshaped(call.input(0), firstKept(call, out, codes, turned))]
}

/** A first code 0 keeps the batch even of an input whose rank is open. */
function firstKept(call: Call, shape: Shape, codes: readonly (number | null)[], turned: boolean): Shape {
  return call.shape(0) === null && shape !== null && codes[0] === 0 && !turned ? withAxis(shape, 0, call.batch(0)) : shape
}

function byCodes(input: Shape, codes: readonly (number | null)[]): Shape {
  if (codes.some((code) => code === null)) return null
  if (input === null && codes.some((code) => code !== null && code < -1)) return null
  const sizes: Size[] = []
  let from = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    const size = input?.[from] ?? null
    switch (code) {
      case 0:
        sizes.push(size)
        from++
        break
      case -1:
        sizes.push(-1)
        from++
        break
      case -2:
        sizes.push(...(input?.slice(from) ?? []))
        from = input?.length ?? from
        break
      case -3:
        sizes.push(multiply(size, input?.[from + 1] ?? null))
        from += 2
        break
      case -4: {
        const [left, right] = [codes[i + 1] ?? -1, codes[i + 2] ?? -1]
        sizes.push(left === -1 ? divideExactly(size, right) : left, right === -1 ? divideExactly(size, left) : right)
        from++
        i += 2
        break
      }
      default:
        sizes.push(code)
        from++
    }
  }
  return reshape(input, sizes, 'empty')
}

const flattening: Rule = (call) => {
  const shape = call.shape(0)
  return [reshaped(call.input(0), [call.batch(0), shape === null ? null : product(shape.slice(1))])]
}

const transposing: Rule = (call) => {
  const axes = call.ints('axes')?.flatMap((axis) => (axis === null ? [] : [axis]))
  if (axes !== undefined && axes.length > 0) call.rank(0, axes.length)
  return [reshaped(call.input(0), transpose(call.shape(0), axes?.length ? axes : undefined), 0)]
}

const swapping: Rule = (call) => {
  const shape = call.shape(0)
  if (shape === null) return [reshaped(call.input(0), null, 0)]
  const [a, b] = [axisOf(call.int('dim1', 0), shape.length), axisOf(call.int('dim2', 0), shape.length)]
  if (a === null || b === null) return []
  return [
    reshaped(
      call.input(0),
      shape.map((size, i) => (i === a ? (shape[b] ?? null) : i === b ? (shape[a] ?? null) : size)),
    ),
  ]
}

const joining: Rule = (call) => {
  const indices = Array.from({ length: call.count }, (_, i) => i)
  const shapes = indices.map((index) => call.shape(index))
  const known = shapes.find((shape) => shape !== null)
  const axis = call.int('dim', 1)
  call.sameType(...indices)
  if (known !== undefined && known !== null) {
    const along = axisOf(axis, known.length)
    for (const [index, shape] of shapes.entries()) {
      call.rank(index, known.length)
      known.forEach((size, i) => {
        if (i !== along && shape !== null && shape !== known) call.equal(size, shape[i] ?? null)
      })
    }
  }
  const typed = indices.map((index) => call.input(index)).find(({ type }) => type !== null) ?? call.input(0)
  return [reshaped(typed, concat(shapes, axis))]
}

const stacking: Rule = (call) => {
  const shape = Array.from({ length: call.count }, (_, i) => call.shape(i)).find((one) => one !== null) ?? null
  const axis = call.int('axis', 0)
  return [reshaped(call.input(0), shape === null ? null : insertAxis(shape, axis, call.count))]
}

/** Equal pieces along an axis. */
const splitting: Rule = (call) => {
  const count = call.int('num_outputs', 0)
  if (count < 1 || count > MAX_PIECES) return []
  const axis = call.int('axis', 1)
  const size = call.shape(0)?.at(axis) ?? null
  const shapes = split(
    call.shape(0),
    axis,
    Array.from({ length: count }, () => divideExactly(size, count)),
  )
  const drop = call.flag('squeeze_axis', false)
  return shapes.map((shape) => reshaped(call.input(0), drop ? squeeze(shape, [axis]) : shape, drop ? -1 : 0))
}

/** `sections` equal pieces, or pieces that begin at `indices`. */
const splittingAt: Rule = (call) => {
  const sections = call.int('sections', 0)
  const starts = call.ints('indices') ?? []
  const count = sections > 0 ? sections : starts.length
  if (count < 1 || count > MAX_PIECES) return []
  const axis = call.int('axis', 1)
  const size = call.shape(0)?.at(axis) ?? null
  const parts = sections > 0 ? pieces(size, sections) : starts.map((start, i) => between(start, starts[i + 1] ?? null, size, i === starts.length - 1))
  const drop = call.flag('squeeze_axis', false)
  return split(call.shape(0), axis, parts).map((shape) => reshaped(call.input(0), drop ? squeeze(shape, [axis]) : shape))
}

function between(start: number | null, end: number | null, size: Size, last: boolean): Size {
  const stop = last ? size : end
  return typeof stop === 'number' && start !== null ? stop - start : null
}

const slicingAxis: Rule = (call) => {
  const end = call.ints('end')?.[0]
  const axis = call.int('axis', 0)
  const shape = call.shape(0)
  const cut = { axis, start: call.int('begin', 0), end: end ?? 2 ** 31, step: 1 }
  const out = slice(shape, [cut])
  if (shape !== null && out?.at(axis) === null) call.bind(shape.at(axis) ?? null)
  return [reshaped(call.input(0), out, 0)]
}

const slicing: Rule = (call) => {
  const [begin, end, step] = ['begin', 'end', 'step'].map((name) => call.ints(name) ?? [])
  const shape = call.shape(0)
  const cuts = (end ?? []).map((stop, axis) => {
    const by = step?.[axis] ?? 1
    return { axis, start: begin?.[axis] ?? (by > 0 ? 0 : -1), end: stop ?? (by > 0 ? 2 ** 31 : -(2 ** 31)), step: by }
  })
  const out = slice(shape, cuts)
  out?.forEach((size, i) => {
    if (size === null) call.bind(shape?.[i] ?? null)
  })
  return [reshaped(call.input(0), out, 0)]
}

/** Cut to the sizes of another value on these axes (all, if none are given). */
const slicingLike: Rule = (call) => {
  const [shape, like] = [call.shape(0), call.shape(1)]
  if (shape === null || like === null) return [reshaped(call.input(0), null, 0)]
  const axes = call.ints('axes')?.map((axis) => (axis === null ? null : axisOf(axis, shape.length)))
  return [
    reshaped(
      call.input(0),
      shape.map((size, i) => (axes === undefined || axes.length === 0 || axes.includes(i) ? (like[i] ?? null) : size)),
    ),
  ]
}

const taking: Rule = (call) => [reshaped(call.input(0), gather(call.shape(0), call.shape(1), call.int('axis', 0)))]

const picking: Rule = (call) => {
  const shape = call.shape(0)
  const axis = shape === null ? null : axisOf(call.int('axis', -1), shape.length)
  if (shape === null || axis === null) return [reshaped(call.input(0), null)]
  return [reshaped(call.input(0), call.flag('keepdims', false) ? withAxis(shape, axis, 1) : shape.filter((_, i) => i !== axis))]
}

const best: Rule = (call) => {
  const shape = call.shape(0)
  const axis = call.int('axis', -1)
  const k = call.int('k', 1)
  const out = call.text('ret_typ') === 'mask' || k < 1 ? shape : withAxis(shape, axis, k)
  const indices = tensor(typeOrFloat(call.text('dtype')), out)
  const values = reshaped(call.input(0), out, 0)
  switch (call.text('ret_typ') ?? 'indices') {
    case 'indices':
      return [indices]
    case 'both':
      return [values, indices]
    default:
      return [values]
  }
}

const padding: Rule = (call) => {
  const widths = call.ints('pad_width') ?? []
  call.rank(0, widths.length / 2)
  const side = (offset: number) => widths.filter((_, i) => i % 2 === offset)
  return [reshaped(call.input(0), call.shape(0) === null ? null : pad(call.shape(0), side(0), side(1)))]
}

/** 0 in the target keeps the size. */
const broadcastTo: Rule = (call) => {
  const target = call.ints('shape')
  if (target === undefined) return []
  return [
    reshaped(
      call.input(0),
      target.map((size, i) => (size === 0 ? (call.shape(0)?.[i] ?? null) : size)),
    ),
  ]
}

const broadcastAxis: Rule = (call) => {
  const [axes, sizes] = [call.ints('axis') ?? [], call.ints('size') ?? []]
  const shape = axes.reduce<Shape>((now, axis, i) => (axis === null ? null : withAxis(now, axis, sizes[i] ?? null)), call.shape(0))
  return [reshaped(call.input(0), shape, 0)]
}

const repeating: Rule = (call) => {
  const axis = call.ints('axis')?.[0] ?? null
  const times = call.int('repeats', 1)
  const shape = call.shape(0)
  if (axis === null) return [reshaped(call.input(0), shape === null ? [null] : [multiply(product(shape), times)])]
  return [reshaped(call.input(0), withAxis(shape, axis, multiply(shape?.at(axis) ?? null, times)), 0)]
}

const squeezing: Rule = (call) => {
  const axes = call.ints('axis')
  return [reshaped(call.input(0), squeeze(call.shape(0), axes ?? 'ones'), axes === undefined ? undefined : -axes.length)]
}

const sequenceLast: Rule = (call) => {
  const axis = call.int('axis', 0)
  return [reshaped(call.input(0), call.shape(0)?.filter((_, i) => i !== axis) ?? null, -1)]
}

/** Axes and elements moved, cut, joined and repeated. */
export const ARRANGEMENT: Rules = {
  ...alike('Reshape reshape', reshaping),
  ...alike('Flatten flatten', flattening),
  transpose: transposing,
  ...alike('SwapAxis swapaxes', swapping),
  expand_dims: (call) => [reshaped(call.input(0), call.shape(0) === null ? null : unsqueeze(call.shape(0), [call.int('axis', 0)]), 1)],
  squeeze: squeezing,
  ...alike('Concat concat', joining),
  stack: stacking,
  ...alike('SliceChannel split', splitting),
  _split_v2: splittingAt,
  slice_axis: slicingAxis,
  ...alike('slice crop', slicing),
  slice_like: slicingLike,
  take: taking,
  ...alike('pick choose_element_0index', picking),
  topk: best,
  argsort: (call) => [tensor(typeOrFloat(call.text('dtype')), call.shape(0))],
  one_hot: (call) => {
    const shape = call.shape(0)
    return [tensor(typeOrFloat(call.text('dtype')), shape === null ? null : [...shape, call.int('depth', Number.NaN) || null])]
  },
  tile: (call) => {
    const [reps, shape] = [call.ints('reps'), call.shape(0)]
    return [reshaped(call.input(0), reps !== undefined && shape !== null && reps.length === shape.length ? tile(shape, reps) : null)]
  },
  repeat: repeating,
  ...alike('Pad pad', padding),
  broadcast_to: broadcastTo,
  ...alike('broadcast_axis broadcast_axes', broadcastAxis),
  broadcast_like: (call) => [reshaped(call.input(0), call.node.attributes.has('lhs_axes') ? null : call.shape(1))],
  reshape_like: (call) => [reshaped(call.input(0), call.node.attributes.has('lhs_begin') ? null : call.shape(1))],
  SequenceLast: sequenceLast,
  space_to_depth: (call) => [reshaped(call.input(0), spaceToDepth(call.shape(0), call.int('block_size', 0)))],
  depth_to_space: (call) => [reshaped(call.input(0), depthToSpace(call.shape(0), call.int('block_size', 0)))],
  shape_array: (call) => [tensor('int64', [call.shape(0)?.length ?? null])],
  size_array: () => [tensor('int64', [1])],
}
