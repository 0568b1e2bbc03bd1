import { pieces, sliced } from '../../../shapes/arrange.ts'
import { type Shape, withAxis } from '../../../shapes/shape.ts'
import { type Size, sum } from '../../../shapes/size.ts'
import { type Tensor, UNKNOWN, type Value } from '../values.ts'
import { alike, axisFrom, broadcastAll, type Call, type Rules, reshaped } from './call.ts'

/** Tensors cut into pieces, and entries picked from them. Source: pytorch aten/src/ATen/native/TensorShape.cpp, IndexingUtils.h. */

export function listOf(call: Call, items: readonly Tensor[] | null, element: Tensor): Value {
  return { kind: 'list', items: items === null ? null : [...items], element, block: call.state.block }
}

function chunks(call: Call): Value {
  const x = call.tensor(0)
  const [count, axis] = [call.int(1, 1), axisFrom(call, x.shape, call.int(2, 0))]
  const size = axis === undefined ? null : (x.shape?.[axis] ?? null)
  const open = axis === undefined ? null : withAxis(x.shape, axis, null)
  if (count === null || count < 1 || count > MAX_PIECES) return listOf(call, null, reshaped(x, open))
  // fewer pieces come out where the axis is short
  const step = typeof size === 'number' ? Math.ceil(size / count) : null
  const made = step === null || step === 0 ? count : Math.min(count, Math.ceil(Number(size) / step))
  const sizes = pieces(size, made)
  if (typeof size !== 'number' && sizes[0] === null) call.bind(size)
  return listOf(
    call,
    sizes.map((piece) => reshaped(x, axis === undefined ? null : withAxis(x.shape, axis, piece))),
    UNKNOWN_PIECE,
  )
}

const MAX_PIECES = 1_000
export const UNKNOWN_PIECE: Tensor = { kind: 'tensor', type: null, shape: null }

function splitUp(call: Call): Value {
  const x = call.tensor(0)
  const axis = axisFrom(call, x.shape, call.int(2, 0))
  const size = axis === undefined ? null : (x.shape?.[axis] ?? null)
  const piece = (length: Size): Tensor => reshaped(x, axis === undefined ? null : withAxis(x.shape, axis, length))
  const wanted = call.value(1)
  if (wanted.kind === 'list') {
    const sizes = call.sizes(1)
    if (sizes === null) return listOf(call, null, piece(null))
    if (axis !== undefined) call.equal(size, sum(sizes))
    return listOf(call, sizes.map(piece), piece(null))
  }
  const step = call.int(1, 1)
  if (typeof size !== 'number' || step === null || step < 1 || size / step > MAX_PIECES) return listOf(call, null, piece(null))
  return listOf(
    call,
    Array.from({ length: Math.max(1, Math.ceil(size / step)) }, (_, i) => piece(Math.min(step, size - i * step))),
    piece(null),
  )
}

function unbound(call: Call): Value {
  const x = call.tensor(0)
  const axis = axisFrom(call, x.shape, call.int(1, 0))
  if (x.shape?.length === 0) call.fail()
  const one = reshaped(x, axis === undefined || x.shape === null ? null : x.shape.filter((_, i) => i !== axis))
  const size = axis === undefined ? null : x.shape?.[axis]
  return listOf(call, typeof size === 'number' && size <= MAX_PIECES ? Array.from({ length: size }, () => one) : null, one)
}

function cut(call: Call): Value {
  const of = call.value(0)
  if (of.kind === 'list' || of.kind === 'tuple') return cutList(call, of.kind === 'list' ? of.items : of.items, of)
  const x = call.tensor(0)
  const axis = axisFrom(call, x.shape, call.int(1, 0))
  if (x.shape?.length === 0) call.fail()
  if (x.shape === null || axis === undefined) return reshaped(x, x.shape === null ? null : x.shape.map(() => null))
  const [start, end, step] = [call.size(2, 0), call.size(3, FAR), call.size(4, 1)]
  const length = sliced(x.shape[axis] ?? null, { axis, start, end, step })
  return reshaped(x, withAxis(x.shape, axis, length))
}

const FAR = Number.MAX_SAFE_INTEGER

/** list[a:b] */
function cutList(call: Call, items: readonly Value[] | null, of: Value): Value {
  const [start, end, step] = [call.int(1, 0), call.int(2, FAR), call.int(3, 1)]
  if (items === null || start === null || end === null || step !== 1) {
    return of.kind === 'list' ? { kind: 'list', items: null, element: of.items?.[0] ?? of.element, block: call.state.block } : UNKNOWN
  }
  return { kind: 'list', items: items.slice(start, end), element: UNKNOWN, block: call.state.block }
}

function selected(call: Call): Value {
  const x = call.tensor(0)
  if (x.shape?.length === 0) call.fail()
  const axis = axisFrom(call, x.shape, call.int(1, 0))
  const index = call.int(2, 0)
  if (x.shape === null || axis === undefined) return reshaped(x, null)
  const size = x.shape[axis] ?? null
  if (typeof size === 'number' && index !== null && (index >= size || index < -size)) call.fail()
  // the first and the last entry are there whatever the size is
  if (index === null || index > 0 || index < -1) call.bind(size)
  const made = reshaped(
    x,
    x.shape.filter((_, i) => i !== axis),
  )
  const element = x.elements !== undefined && x.shape.length === 1 && index !== null ? x.elements.at(index) : undefined
  return element === undefined ? made : { ...made, elements: [element] }
}

/** x[i, None, mask, …]: consecutive index tensors are broadcast in their place, others move to the front. */
function indexed(call: Call): Value {
  const x = call.tensor(0)
  const wanted = call.value(1)
  if (wanted.kind !== 'list' || wanted.items === null || x.shape === null) return reshaped(x, null)
  const indices = wanted.items.map((item) => (item.kind === 'optional' ? item.of : item))
  const picked = indices.flatMap((item, i) => (item.kind === 'tensor' ? [{ i, item }] : []))
  if (indices.length > x.shape.length) call.fail()
  for (const { i } of picked) call.bind(x.shape[i] ?? null)
  if (picked.some(({ item }) => item.type === 'bool' || item.type === 'uint8')) return reshaped(x, masked(x.shape, picked))
  if (picked.some(({ item }) => item.type === null) || picked.length === 0) return reshaped(x, null)
  const shape = broadcastAll(call, ...picked.map(({ item }) => item.shape))
  const [first] = picked
  if (shape === null || first === undefined) return reshaped(x, null)
  const together = picked.every(({ i }, k) => i === first.i + k)
  const rest = x.shape.flatMap((size, i) => (picked.some((one) => one.i === i) ? [] : [{ i, size }]))
  const before = together ? rest.filter(({ i }) => i < first.i) : []
  const after = rest.filter((one) => !before.includes(one))
  return reshaped(x, [...before.map(({ size }) => size), ...shape, ...after.map(({ size }) => size)])
}

/** One mask takes the axes it covers together. */
function masked(shape: readonly Size[], picked: readonly { readonly i: number; readonly item: Tensor }[]): Shape {
  const [only] = picked
  const covered = only?.item.shape?.length
  if (only === undefined || picked.length !== 1 || covered === undefined || covered === 0) return null
  return [...shape.slice(0, only.i), null, ...shape.slice(only.i + covered)]
}

export const CUT: Rules = {
  ...alike('chunk unsafe_chunk', chunks),
  ...alike('split split_with_sizes unsafe_split unsafe_split_with_sizes', splitUp),
  unbind: unbound,
  slice: cut,
  select: selected,
  index: indexed,
  tensor_split: (call) => listOf(call, null, reshaped(call.tensor(0), call.shape(0)?.map(() => null) ?? null)),
}
