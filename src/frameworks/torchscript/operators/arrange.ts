import { flatten, insertAxis, reshape, tile } from '../../../shapes/arrange.ts'
import { elements, withAxis } from '../../../shapes/shape.ts'
import { add, floorDivide, isEqual, multiply, product, type Size, subtract, sum } from '../../../shapes/size.ts'
import { tensorOf, UNKNOWN, type Value } from '../values.ts'
import { alike, axisFrom, broadcastAll, type Call, type Rules, reshaped } from './call.ts'
import { listOf, UNKNOWN_PIECE } from './cut.ts'
import { promote } from './elementwise.ts'

/** Axes moved, cut and put together. Source: pytorch aten/src/ATen/native/TensorShape.cpp. */

/** Sizes are given as a list, or one by one. */
const target = (call: Call): readonly Size[] | null => call.sizes(1)

function view(call: Call): Value {
  const x = call.tensor(0)
  const sizes = target(call)
  if (sizes === null) {
    for (const size of x.shape ?? []) call.bind(size)
    return reshaped(x, null)
  }
  const made = reshape(x.shape, sizes, 'empty')
  if (x.shape !== null) {
    const open = sizes.indexOf(-1)
    if (open < 0) call.equal(elements(x.shape), product(sizes))
    else if (made?.[open] === null) divisible(call, x.shape, sizes)
  }
  return reshaped(x, made)
}

/** What is left of the elements is a size only if the others divide them. */
function divisible(call: Call, shape: readonly Size[], sizes: readonly Size[]): void {
  const [have, need] = [product(shape), product(sizes.filter((size) => size !== -1))]
  if (typeof have === 'number' && typeof need === 'number' && need !== 0 && have % need !== 0) call.fail()
  for (const size of shape) call.bind(size)
}

function permuted(call: Call, order: readonly (number | undefined)[]): Value {
  const x = call.tensor(0)
  if (x.shape === null) return reshaped(x, order.length > 0 ? order.map(() => null) : null)
  const known = order.flatMap((axis) => (axis === undefined ? [] : [axis]))
  if (known.length !== x.shape.length || new Set(known).size !== known.length) {
    if (known.length === order.length) call.fail()
    return reshaped(x, null)
  }
  return reshaped(
    x,
    known.map((axis) => x.shape?.[axis] ?? null),
  )
}

function transposed(call: Call): Value {
  const x = call.tensor(0)
  const [a, b] = [axisFrom(call, x.shape, call.int(1, 0)), axisFrom(call, x.shape, call.int(2, 1))]
  if (x.shape === null || a === undefined || b === undefined || x.shape.length === 0)
    return reshaped(x, x.shape?.length === 0 ? [] : x.shape === null ? null : x.shape.map(() => null))
  return permuted(
    call,
    x.shape.map((_, i) => (i === a ? b : i === b ? a : i)),
  )
}

function squeezed(call: Call): Value {
  const x = call.tensor(0)
  if (x.shape === null) return reshaped(x, null)
  const wanted = call.has(1) ? call.sizes(1) : x.shape.map((_, i) => i)
  if (wanted === null) return reshaped(x, null)
  const axes = wanted.map((axis) => axisFrom(call, x.shape, typeof axis === 'number' ? axis : null))
  const isCut = (i: number): boolean => axes.includes(i)
  // an axis whose size is open may be of size 1
  const unclear = x.shape.some((size, i) => isCut(i) && typeof size !== 'number')
  if (unclear) for (const [i, size] of x.shape.entries()) if (isCut(i)) call.bind(size)
  const kept = x.shape.filter((size, i) => !(isCut(i) && size === 1))
  return reshaped(x, unclear || axes.includes(undefined) ? null : kept)
}

function unsqueezed(call: Call): Value {
  const x = call.tensor(0)
  const axis = call.int(1, 0)
  if (call.state.rankBranches > 0) call.state.addsBatch = true
  if (x.shape === null || axis === null) return reshaped(x, null)
  const made = insertAxis(x.shape, axis, 1)
  if (made === null) call.fail()
  return { ...reshaped(x, made), ...(x.elements !== undefined && { elements: x.elements }) }
}

// ------------------------------------------------------------------------------------------------------------ put together

function concatenated(call: Call): Value {
  const tensors = call.tensors(0)
  if (tensors === null) return joinedList(call)
  const { type, typedBy } = promote(tensors)
  // an empty vector may stand for nothing at all
  const shapes = tensors.map(({ shape }) => shape).filter((shape) => !(shape?.length === 1 && shape[0] === 0))
  const known = shapes.flatMap((shape) => (shape === null ? [] : [shape]))
  const [first] = known
  for (const other of known) for (const one of first === undefined ? [] : [first]) if (other.length !== one.length) call.fail()
  const axis = axisFrom(call, first ?? null, call.int(1, 0))
  if (first === undefined) return tensorOf(type, null, typedBy)
  if (first.length === 0) call.fail()
  if (axis === undefined)
    return tensorOf(
      type,
      first.map(() => null),
      typedBy,
    )
  const sizes = first.map((_, i) =>
    i === axis
      ? sum(shapes.map((shape) => shape?.[i] ?? null))
      : agreed(
          call,
          known.map((shape) => shape[i] ?? null),
        ),
  )
  return tensorOf(type, sizes, typedBy)
}

/** A list whose length is unknown: one of its items tells the other axes. */
function joinedList(call: Call): Value {
  const list = call.value(0)
  const element = list.kind === 'list' && list.element.kind === 'tensor' ? list.element : undefined
  if (element === undefined) return tensorOf(null, null)
  const axis = axisFrom(call, element.shape, call.int(1, 0))
  return reshaped(element, element.shape === null ? null : element.shape.map((size, i) => (i === axis || axis === undefined ? null : size)))
}

function agreed(call: Call, sizes: readonly Size[]): Size {
  const [first = null, ...rest] = sizes
  for (const size of rest) call.equal(first, size)
  return sizes.find((size) => typeof size === 'number') ?? sizes.find((size) => size !== null) ?? null
}

function stacked(call: Call): Value {
  const tensors = call.tensors(0)
  if (tensors === null) {
    const list = call.value(0)
    const element = list.kind === 'list' && list.element.kind === 'tensor' ? list.element : undefined
    const axis = call.int(1, 0)
    return element === undefined || axis === null ? tensorOf(null, null) : reshaped(element, insertAxis(element.shape, axis, null))
  }
  const { type, typedBy } = promote(tensors)
  const known = tensors.flatMap(({ shape }) => (shape === null ? [] : [shape]))
  const [first] = known
  if (first === undefined) return tensorOf(type, null, typedBy)
  if (known.some((shape) => shape.length !== first.length)) call.fail()
  const inner = first.map((_, i) =>
    agreed(
      call,
      known.map((shape) => shape[i] ?? null),
    ),
  )
  const axis = call.int(1, 0)
  const elementsKnown = tensors.every((one) => one.elements?.length === 1) && first.length === 0
  const made = tensorOf(type, axis === null ? null : insertAxis(inner, axis, tensors.length), typedBy)
  return elementsKnown ? { ...made, elements: tensors.map((one) => one.elements?.[0] ?? null) } : made
}

function expanded(call: Call): Value {
  const x = call.tensor(0)
  const sizes = target(call)
  if (sizes === null) return reshaped(x, null)
  if (x.shape !== null && x.shape.length > sizes.length) call.fail()
  const more = sizes.length - (x.shape?.length ?? 0)
  return reshaped(
    x,
    sizes.map((size, i) => {
      const own = x.shape === null ? null : (x.shape[i - more] ?? null)
      if (size === -1) return own
      if (i >= more && own !== 1 && !isEqual(own, size)) {
        if (typeof own === 'number') call.equal(own, size)
        else call.bind(own)
      }
      return size
    }),
  )
}

export const ARRANGE: Rules = {
  ...alike('view reshape _unsafe_view _reshape_alias', view),
  ...alike('view_as reshape_as', (call) => {
    if (call.shape(0) !== null && call.shape(1) !== null) call.equal(elements(call.shape(0)), elements(call.shape(1)))
    return reshaped(call.tensor(0), call.shape(1))
  }),
  flatten(call) {
    const x = call.tensor(0)
    if (x.shape === null) return reshaped(x, null)
    const [start, end] = [axisFrom(call, x.shape, call.int(1, 0)), axisFrom(call, x.shape, call.int(2, -1))]
    if (start === undefined || end === undefined) return reshaped(x, null)
    if (x.shape.length === 0) return reshaped(x, [1])
    if (start > end) call.fail()
    return reshaped(x, [...x.shape.slice(0, start), product(x.shape.slice(start, end + 1)), ...x.shape.slice(end + 1)])
  },
  ravel: (call) => reshaped(call.tensor(0), [elements(call.shape(0))]),
  unflatten(call) {
    const x = call.tensor(0)
    const [axis, sizes] = [axisFrom(call, x.shape, call.int(1, 0)), call.sizes(2)]
    if (x.shape === null || axis === undefined || sizes === null) return reshaped(x, null)
    const own = x.shape[axis] ?? null
    const made = reshape([own], sizes, 'empty')
    if (!sizes.includes(-1)) call.equal(own, product(sizes))
    else if (made?.includes(null)) divisible(call, [own], sizes)
    return reshaped(x, made === null ? null : [...x.shape.slice(0, axis), ...made, ...x.shape.slice(axis + 1)])
  },
  permute: (call) =>
    permuted(
      call,
      (call.sizes(1) ?? []).map((axis) => axisFrom(call, call.shape(0), typeof axis === 'number' ? axis : null)),
    ),
  ...alike('transpose swapaxes swapdims', transposed),
  ...alike('movedim moveaxis', (call) => {
    const x = call.tensor(0)
    const [from, to] = [call.sizes(1), call.sizes(2)]
    const [a, b] = [from?.[0], to?.[0]]
    if (x.shape === null || from?.length !== 1 || to?.length !== 1 || typeof a !== 'number' || typeof b !== 'number')
      return reshaped(x, x.shape === null ? null : x.shape.map(() => null))
    const [source, place] = [axisFrom(call, x.shape, a), axisFrom(call, x.shape, b)]
    if (source === undefined || place === undefined) return reshaped(x, null)
    const rest = x.shape.filter((_, i) => i !== source)
    return reshaped(x, [...rest.slice(0, place), x.shape[source] ?? null, ...rest.slice(place)])
  }),
  squeeze: squeezed,
  unsqueeze: unsqueezed,
  ...alike('cat concat concatenate', concatenated),
  stack: stacked,
  ...alike('hstack vstack dstack', () => tensorOf(null, null)),
  narrow(call) {
    const x = call.tensor(0)
    const axis = axisFrom(call, x.shape, call.int(1, 0))
    if (x.shape === null || axis === undefined) return reshaped(x, null)
    call.bind(x.shape[axis] ?? null)
    return reshaped(x, withAxis(x.shape, axis, call.size(3, null)))
  },
  index_select(call) {
    const x = call.tensor(0)
    const axis = axisFrom(call, x.shape, call.int(1, 0))
    const count = call.shape(2)?.length === 0 ? 1 : (call.shape(2)?.[0] ?? null)
    if (x.shape === null || axis === undefined) return reshaped(x, null)
    return reshaped(x, x.shape.length === 0 ? [] : withAxis(x.shape, axis, count))
  },
  ...alike('gather take_along_dim', (call) => reshaped(call.tensor(0), call.shape(call.name === 'gather' ? 2 : 1))),
  take: (call) => reshaped(call.tensor(0), call.shape(1)),
  masked_select: (call) => reshaped(call.tensor(0), [null]),
  expand: expanded,
  ...alike('repeat tile', (call) => {
    const x = call.tensor(0)
    const repeats = target(call)
    if (repeats === null) return reshaped(x, null)
    if (x.shape === null)
      return reshaped(
        x,
        repeats.map(() => null),
      )
    const rank = Math.max(x.shape.length, repeats.length)
    const widened = [...Array.from({ length: rank - x.shape.length }, () => 1), ...x.shape]
    if (call.name === 'repeat' && repeats.length < x.shape.length) call.fail()
    return reshaped(x, tile(widened, [...Array.from({ length: rank - repeats.length }, () => 1), ...repeats]))
  }),
  repeat_interleave(call) {
    const x = call.tensor(0)
    const count = call.value(1).kind === 'int' ? call.size(1, 1) : null
    if (!call.has(2)) return reshaped(x, [multiply(elements(x.shape), count)])
    const axis = axisFrom(call, x.shape, call.int(2, 0))
    return reshaped(x, x.shape === null || axis === undefined ? null : withAxis(x.shape, axis, multiply(x.shape[axis] ?? null, count)))
  },
  unfold(call) {
    const x = call.tensor(0)
    const axis = axisFrom(call, x.shape, call.int(1, 0))
    const [size, step] = [call.int(2, 1), call.int(3, 1)]
    if (x.shape === null || axis === undefined || size === null || step === null) return reshaped(x, null)
    const count = add(floorDivide(subtract(x.shape[axis] ?? null, size), step), 1)
    return reshaped(x, [...(withAxis(x.shape, axis, count) ?? []), size])
  },
  broadcast_to: expanded,
  broadcast_tensors(call) {
    const tensors = call.tensors(0)
    if (tensors === null) return listOf(call, null, UNKNOWN_PIECE)
    const shape = broadcastAll(call, ...tensors.map((one) => one.shape))
    return listOf(
      call,
      tensors.map((one) => reshaped(one, shape)),
      UNKNOWN_PIECE,
    )
  },
  meshgrid(call) {
    const tensors = call.tensors(0)
    if (tensors === null) return listOf(call, null, UNKNOWN_PIECE)
    const sizes = tensors.map((one) => (one.shape?.length === 0 ? 1 : (one.shape?.[0] ?? null)))
    // `xy` swaps the first two
    const shape = call.has(1, 'indexing') ? sizes.map(() => null) : sizes
    return listOf(
      call,
      tensors.map((one) => reshaped(one, shape)),
      UNKNOWN_PIECE,
    )
  },
  diag: (call) => reshaped(call.tensor(0), call.shape(0)?.length === 1 ? [null, null] : call.shape(0)?.length === 2 ? [null] : null),
  atleast_1d: (call) => reshaped(call.tensor(0), call.shape(0)?.length === 0 ? [1] : call.shape(0)),
  as_strided: (call) => {
    for (const size of call.shape(0) ?? []) call.bind(size)
    return reshaped(call.tensor(0), call.sizes(1))
  },
  one_hot: (call) =>
    tensorOf('int64', call.shape(0) === null ? null : [...(call.shape(0) ?? []), call.int(1, -1) === -1 ? null : call.size(1, null)]),
  ...alike('pad_sequence', (call) => {
    const list = call.value(0)
    const element = list.kind === 'list' ? (list.items?.[0] ?? list.element) : UNKNOWN
    const shape = element.kind === 'tensor' ? element.shape : null
    return tensorOf(element.kind === 'tensor' ? element.type : null, shape === null ? null : [null, null, ...shape.slice(1)])
  }),
  flatten_dense_tensors: (call) => reshaped(call.tensor(0), flatten(call.shape(0), 0)),
}
