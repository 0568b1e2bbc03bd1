import { at, axisIn, numberAt, sizesFrom, type TorchFunction, tensorOf } from './arguments.ts'
import { batchOf, flattened } from './layers.ts'
import { joined } from './library.ts'
import { integer, misfit, RunStop, reshaped, type Sizes, sequence, UNKNOWN } from './values.ts'

/** A size of -1 is what is left. Where the first one is, the batch must stay what it was: a network that mixes examples is wrong for this size. */
export const view: TorchFunction = (args) => {
  const input = tensorOf(args)
  const named = args.named.get('shape')
  const sizes = sizesFrom(named === undefined ? args.positional.slice(1) : [named])
  const known = sizes.map((size, i) => (size !== -1 ? size : i === 0 && input.shape === null ? batchOf(input) : null))
  const open = sizes.filter((size) => size === -1).length
  const total = product(input.shape)
  if (total === null || open > 1 || sizes.some((size) => size === null)) return reshaped(input, known)
  const rest = known.reduce<number>((left, size) => left * (size ?? 1), 1)
  if (open === 0 && rest !== total) throw misfit(`${total} elements are viewed as ${rest}`)
  if (open === 1 && (rest === 0 || total % rest !== 0)) throw misfit(`${total} elements are viewed in rows of ${rest}`)
  const shape = sizes.map((size) => (size === -1 ? total / rest : size))
  if (sizes[0] === -1 && input.shape !== null && shape[0] !== input.shape[0] && isRows(shape.length, input.shape.length)) {
    throw misfit('a view changes the batch')
  }
  return reshaped(input, shape)
}

/** `view(-1, 320)` of feature maps is meant to make one row per example; of rows it may fold time into the batch. */
const isRows = (after: number, before: number): boolean => after === 2 && before >= 4

const product = (shape: Sizes): number | null =>
  shape?.reduce<number | null>((total, size) => (total === null || size === null ? null : total * size), 1) ?? null

export const cat: TorchFunction = (args) => {
  const parts = at(args, 0, 'tensors')
  const axis = numberAt(args, 1, 'dim') ?? numberAt(args, 1, 'axis') ?? 0
  if (parts?.kind !== 'sequence') throw new RunStop('unknown', 'nothing is joined')
  return joined(
    parts.items.map((part) => tensorOf({ positional: [part], named: new Map() })),
    axis,
  )
}

export const permute: TorchFunction = (args) => {
  const input = tensorOf(args)
  const order = sizesFrom(args.positional.length > 1 ? args.positional.slice(1) : [args.named.get('dims') ?? UNKNOWN])
  if (input.shape === null) return reshaped(input, null)
  const shape = input.shape
  if (order.length !== shape.length) throw misfit('a permutation of another rank')
  return reshaped(
    input,
    order.map((axis) => (axis === null ? null : (shape[axisIn(shape, axis)] ?? null))),
  )
}

export const transpose: TorchFunction = (args) => {
  const input = tensorOf(args)
  const [a, b] = [numberAt(args, 1, 'dim0'), numberAt(args, 2, 'dim1')]
  if (input.shape === null) return reshaped(input, null)
  if (typeof a !== 'number' || typeof b !== 'number') throw new RunStop('unknown', 'a transposition of unknown axes')
  const shape = [...input.shape]
  const [i, j] = [axisIn(shape, a), axisIn(shape, b)]
  const kept = shape[i] ?? null
  shape[i] = shape[j] ?? null
  shape[j] = kept
  return reshaped(input, shape)
}

export const unsqueeze: TorchFunction = (args) => {
  const input = tensorOf(args)
  const axis = numberAt(args, 1, 'dim')
  if (input.shape === null || typeof axis !== 'number') return reshaped(input, null)
  const place = axis < 0 ? axis + input.shape.length + 1 : axis
  return reshaped(input, [...input.shape.slice(0, place), 1, ...input.shape.slice(place)])
}

export const squeeze: TorchFunction = (args) => {
  const input = tensorOf(args)
  const axis = numberAt(args, 1, 'dim')
  if (input.shape === null || axis === null) return reshaped(input, null)
  const shape = input.shape
  // without an axis every 1 goes, also the batch of one: then nothing general can be said
  if (axis === undefined) return reshaped(input, shape.slice(1).some((size) => size === null) ? null : shape.filter((size) => size !== 1))
  const place = axisIn(shape, axis)
  return reshaped(input, shape[place] === 1 ? shape.filter((_, i) => i !== place) : shape)
}

export const stack: TorchFunction = (args) => {
  const parts = at(args, 0, 'tensors')
  const axis = numberAt(args, 1, 'dim') ?? 0
  if (parts?.kind !== 'sequence') throw new RunStop('unknown', 'nothing is stacked')
  const grown = parts.items.map((part) =>
    tensorOf({ positional: [unsqueeze({ positional: [part, integer(axis)], named: new Map() })], named: new Map() }),
  )
  return joined(grown, axis)
}

export const flatten: TorchFunction = (args) => flattened(tensorOf(args), numberAt(args, 1, 'start_dim') ?? 0, numberAt(args, 2, 'end_dim') ?? -1)

/** -1 keeps a size; axes are added in front. Only sizes of 1 grow. */
export const expand: TorchFunction = (args) => {
  const input = tensorOf(args)
  const sizes = sizesFrom(args.positional.slice(1))
  if (input.shape === null) return reshaped(input, null)
  const { shape } = input
  const added = sizes.length - shape.length
  if (added < 0) throw misfit('an expansion to fewer axes')
  return reshaped(
    input,
    sizes.map((wanted, i) => {
      const have = i < added ? 1 : (shape[i - added] ?? null)
      if (wanted === -1) return have
      if (wanted !== null && have !== null && have !== 1 && have !== wanted) throw misfit(`a size of ${have} does not expand to ${wanted}`)
      return wanted
    }),
  )
}

export const repeat: TorchFunction = (args) => {
  const input = tensorOf(args)
  const times = sizesFrom(args.positional.slice(1))
  if (input.shape === null) return reshaped(input, null)
  const { shape } = input
  const added = times.length - shape.length
  if (added < 0) throw misfit('a repetition of fewer axes')
  return reshaped(
    input,
    times.map((count, i) => {
      const have = i < added ? 1 : (shape[i - added] ?? null)
      return count === null || have === null ? null : count * have
    }),
  )
}

/** Parts of ⌈n / chunks⌉, the last one smaller; there may be fewer. */
export const chunk: TorchFunction = (args) => {
  const input = tensorOf(args)
  const [count, axis] = [numberAt(args, 1, 'chunks'), numberAt(args, 2, 'dim') ?? 0]
  if (input.shape === null || typeof count !== 'number' || count < 1) return UNKNOWN
  const place = axisIn(input.shape, axis)
  const size = input.shape[place]
  if (size === undefined || size === null) return UNKNOWN
  const length = Math.ceil(size / count)
  if (length === 0 || size / length > MAX_PARTS) return UNKNOWN
  const starts = Array.from({ length: Math.ceil(size / length) }, (_, i) => i * length)
  return sequence(starts.map((from) => reshaped(input, input.shape?.map((one, i) => (i === place ? Math.min(length, size - from) : one)) ?? null)))
}

/** Parts of a tensor that is cut in pieces. */
const MAX_PARTS = 1_000
