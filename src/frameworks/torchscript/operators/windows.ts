import { pad } from '../../../shapes/arrange.ts'
import type { Shape } from '../../../shapes/shape.ts'
import { divideExactly, multiply, type Size } from '../../../shapes/size.ts'
import { convolve, convolveBack, depthToSpace, pool, spaceToDepth, type Window } from '../../../shapes/window.ts'
import { type Tensor, tensorOf, tupleOf, type Value } from '../values.ts'
import { alike, type Call, type Rules, reshaped } from './call.ts'
import { floatOf } from './elementwise.ts'

/**
 * Windows over [batch, channels, …]. The batch axis is taken to be there: newer releases also run one sample without it,
 * but contracts always write it out. Source: pytorch aten/src/ATen/native/Convolution.cpp, Pool.h.
 */

export interface Steps {
  readonly stride: readonly Size[] | null
  readonly padding: readonly Size[] | 'same' | 'valid' | null
  readonly dilation: readonly Size[] | null
}

const at = (values: readonly Size[] | null, i: number, otherwise: number): Size =>
  values === null ? null : values.length === 0 ? otherwise : ((values.length === 1 ? values[0] : values[i]) ?? null)

/** One window per axis, or null where a number is unknown. */
function windowsOf(kernel: readonly Size[], { stride, padding, dilation }: Steps, rounding: 'floor' | 'ceil'): readonly Window[] | null {
  const windows = kernel.map((size, i): Window | null => {
    const step = at(stride, i, typeof size === 'number' ? size : 1)
    const spread = at(dilation, i, 1)
    const border = padding === 'same' || padding === 'valid' ? padding : at(padding, i, 0)
    if (typeof step !== 'number' || typeof spread !== 'number' || border === null || typeof border === 'object') return null
    return {
      kernel: size,
      stride: step,
      dilation: spread,
      padding: typeof border === 'number' ? { before: border, after: border } : border,
      rounding,
    }
  })
  return windows.every((window) => window !== null) ? windows : null
}

export interface Convolution {
  readonly steps: Steps
  readonly groups: Size
  readonly transposed: boolean | null
  readonly outputPadding: readonly Size[] | null
}

function convolution(call: Call, axes: number | null, settings: Convolution): Value {
  const [x, weight] = [call.tensor(0), call.tensor(1)]
  call.sameType(x, weight)
  const rank = axes === null ? weight.shape?.length : axes + 2
  return tensorOf(weight.type ?? x.type, rank === undefined ? null : convolved(call, x, weight, rank, settings), x.typedBy)
}

/** The shape of a convolution over `rank` axes, and what it demands of its input. */
export function convolved(call: Call, x: Tensor, weight: Tensor, rank: number, settings: Convolution): Shape {
  const { steps, groups, transposed, outputPadding } = settings
  call.rank(weight, rank)
  call.rank(x, rank)
  if (weight.shape === null || weight.shape.length !== rank || transposed === null) return Array.from({ length: rank }, () => null)
  const [first = null, second = null, ...kernel] = weight.shape
  if (x.shape !== null) call.equal(x.shape[1] ?? null, transposed ? first : multiply(second, groups))
  const windows = windowsOf(kernel, steps, 'floor')
  const filters = transposed ? multiply(second, groups) : first
  const open: Shape = [x.shape?.[0] ?? null, filters, ...kernel.map(() => null)]
  if (windows === null) return open
  if (!transposed) return tooSmall(call, convolve({ input: x.shape, windows }, filters), x.shape)
  const extra = kernel.map((_, i) => at(outputPadding, i, 0))
  const known = extra.every((size) => typeof size === 'number') ? extra.map(Number) : null
  return known === null ? open : convolveBack({ input: x.shape, windows }, filters, { padding: known })
}

/** A window larger than a known input cannot be placed. */
function tooSmall(call: Call, made: Shape, input: Shape): Shape {
  if (made !== null && input !== null) for (const [i, size] of made.entries()) if (size === null && typeof input[i] === 'number') call.fail()
  return made
}

const paddingOf = (call: Call, index: number): Steps['padding'] => {
  const word = call.text(index)
  return word === 'same' || word === 'valid' ? word : call.has(index) ? call.sizes(index) : [0]
}

const listOr = (call: Call, index: number, otherwise: number): readonly Size[] | null => (call.has(index) ? call.sizes(index) : [otherwise])

const convolutionOver =
  (axes: number) =>
  (call: Call): Value =>
    convolution(call, axes, {
      steps: { stride: listOr(call, 3, 1), padding: paddingOf(call, 4), dilation: listOr(call, 5, 1) },
      groups: call.size(6, 1),
      transposed: false,
      outputPadding: null,
    })

const transposedOver =
  (axes: number) =>
  (call: Call): Value =>
    convolution(call, axes, {
      steps: { stride: listOr(call, 3, 1), padding: listOr(call, 4, 0), dilation: listOr(call, 7, 1) },
      groups: call.size(6, 1),
      transposed: true,
      outputPadding: listOr(call, 5, 0),
    })

const poolingOver =
  (axes: number, places: { readonly padding: number; readonly dilation: number | null; readonly ceil: number }) =>
  (call: Call): Tensor => {
    const x = call.tensor(0)
    const kernel = call.sizes(1)
    call.rank(x, axes + 2)
    const spread = kernel === null ? null : Array.from({ length: axes }, (_, i) => at(kernel, i, 1))
    const steps: Steps = {
      stride: call.has(2) ? call.sizes(2) : [],
      padding: listOr(call, places.padding, 0),
      dilation: places.dilation === null ? [1] : listOr(call, places.dilation, 1),
    }
    const ceil = call.flag(places.ceil, false)
    const windows = spread === null || ceil === null ? null : windowsOf(spread, steps, ceil ? 'ceil' : 'floor')
    const open: Shape = [x.shape?.[0] ?? null, x.shape?.[1] ?? null, ...Array.from({ length: axes }, () => null)]
    if (windows === null) return reshaped(x, open)
    const made = pool({ input: x.shape, windows })
    const known =
      ceil === true ? (made?.map((size, i) => size ?? ceiling(x.shape?.[i] ?? null, windows[i - 2])) ?? null) : tooSmall(call, made, x.shape)
    return reshaped(x, known ?? open)
  }

/** Rounded up; a window that would begin in the padding behind the input is left out. */
function ceiling(size: Size, window: Window | undefined): Size {
  if (typeof size !== 'number' || window === undefined || typeof window.kernel !== 'number' || typeof window.padding === 'string') return null
  const { before } = window.padding
  const room = size + 2 * before - window.dilation * (window.kernel - 1) - 1
  const positions = Math.ceil(room / window.stride) + 1
  if (room < 0) return null
  return (positions - 1) * window.stride >= size + before ? positions - 1 : positions
}

const maxPooling = (axes: number) => poolingOver(axes, { padding: 3, dilation: 4, ceil: 5 })
const averagePooling = (axes: number) => poolingOver(axes, { padding: 3, dilation: null, ceil: 4 })
const withIndices = (of: Tensor): Value => tupleOf([of, tensorOf('int64', of.shape)])

const adaptive =
  (axes: number) =>
  (call: Call): Tensor => {
    const x = call.tensor(0)
    call.rank(x, axes + 2)
    const sizes = call.sizes(1)
    const spatial = Array.from({ length: axes }, (_, i) => (sizes === null ? null : at(sizes, i, 1)))
    return reshaped(x, [x.shape?.[0] ?? null, x.shape?.[1] ?? null, ...spatial])
  }

/** Sizes or factors; factors that are no integers round in ways that depend on how they are computed. */
const resize =
  (axes: number, factorsAt: number) =>
  (call: Call): Value => {
    const x = call.tensor(0)
    call.rank(x, axes + 2)
    const sizes = call.has(1) ? call.sizes(1) : null
    const factors = call.has(factorsAt) ? floatsOf(call.value(factorsAt)) : null
    const spatial = Array.from({ length: axes }, (_, i): Size => {
      if (sizes !== null) return at(sizes, i, 1)
      const factor = factors?.[i] ?? null
      const size = x.shape?.[i + 2] ?? null
      if (factor === null || factor <= 0) return null
      return Number.isInteger(factor) ? multiply(size, factor) : typeof size === 'number' && Number.isInteger(size * factor) ? size * factor : null
    })
    return reshaped(x, [x.shape?.[0] ?? null, x.shape?.[1] ?? null, ...spatial])
  }

function floatsOf(value: Value): readonly (number | null)[] | null {
  if (value.kind !== 'list' || value.items === null) return null
  return value.items.map((item) => (item.kind === 'float' ? item.value : item.kind === 'int' && typeof item.size === 'number' ? item.size : null))
}

/** Pads are listed from the last axis on, before and after. */
function padded(call: Call): Value {
  const x = call.tensor(0)
  const pads = call.sizes(1)
  if (x.shape === null || pads === null || pads.length % 2 !== 0) return reshaped(x, null)
  const axes = pads.length / 2
  if (axes > x.shape.length) {
    call.fail()
    return reshaped(x, null)
  }
  const side = (offset: number): readonly Size[] =>
    (x.shape ?? []).map((_, i, all) => {
      const from = all.length - 1 - i
      return from < axes ? (pads[2 * from + offset] ?? null) : 0
    })
  return reshaped(x, pad(x.shape, side(0), side(1)))
}

const AXES = [1, 2, 3] as const

export const WINDOWS: Rules = {
  ...Object.fromEntries(
    AXES.flatMap((axes) => [
      [`conv${axes}d`, convolutionOver(axes)],
      [`conv_transpose${axes}d`, transposedOver(axes)],
      [`max_pool${axes}d`, maxPooling(axes)],
      [`max_pool${axes}d_with_indices`, (call: Call) => withIndices(maxPooling(axes)(call))],
      [`avg_pool${axes}d`, averagePooling(axes)],
      [`adaptive_avg_pool${axes}d`, adaptive(axes)],
      [`_adaptive_avg_pool${axes}d`, adaptive(axes)],
      [`adaptive_max_pool${axes}d`, (call: Call) => withIndices(adaptive(axes)(call))],
      [`upsample_nearest${axes}d`, resize(axes, 2)],
      [`_upsample_nearest_exact${axes}d`, resize(axes, 2)],
      [`reflection_pad${axes}d`, padded],
      [`replication_pad${axes}d`, padded],
    ]),
  ),
  conv_transpose2d: transposedOver(2),
  ...alike('upsample_linear1d', resize(1, 3)),
  ...alike('upsample_bilinear2d upsample_bicubic2d _upsample_bilinear2d_aa _upsample_bicubic2d_aa', resize(2, 3)),
  ...alike('upsample_trilinear3d', resize(3, 3)),
  // input, weight, bias, stride, padding, dilation, transposed, output_padding, groups
  ...alike('_convolution convolution', (call) =>
    convolution(call, null, {
      steps: { stride: call.sizes(3), padding: call.sizes(4), dilation: call.sizes(5) },
      transposed: call.flag(6, false),
      outputPadding: call.sizes(7),
      groups: call.size(8, 1),
    }),
  ),
  _convolution_mode: (call) =>
    convolution(call, null, {
      steps: { stride: call.sizes(3), padding: paddingOf(call, 4), dilation: call.sizes(5) },
      transposed: false,
      outputPadding: null,
      groups: call.size(6, 1),
    }),
  ...alike('constant_pad_nd pad', padded),
  pixel_shuffle(call) {
    const x = call.tensor(0)
    const factor = call.int(1, 1)
    call.rank(x, 4)
    return reshaped(x, factor === null ? [null, null, null, null] : depthToSpace(x.shape, factor))
  },
  pixel_unshuffle(call) {
    const x = call.tensor(0)
    const factor = call.int(1, 1)
    call.rank(x, 4)
    for (const size of x.shape?.slice(2) ?? []) if (divideExactly(size, factor) === null) call.bind(size)
    return reshaped(x, factor === null ? [null, null, null, null] : spaceToDepth(x.shape, factor))
  },
  ...alike('im2col', (call) => {
    const x = call.tensor(0)
    call.rank(x, 4)
    const kernel = call.sizes(1)
    return reshaped(x, [
      x.shape?.[0] ?? null,
      kernel === null ? null : multiply(x.shape?.[1] ?? null, multiply(at(kernel, 0, 1), at(kernel, 1, 1))),
      null,
    ])
  }),
  ...alike('grid_sampler grid_sampler_2d', (call) => {
    const [x, grid] = [call.tensor(0), call.tensor(1)]
    call.sameType(x, grid)
    return reshaped(x, grid.shape?.length === 4 ? [x.shape?.[0] ?? null, x.shape?.[1] ?? null, grid.shape[1] ?? null, grid.shape[2] ?? null] : null)
  }),
  // torchvision: boxes kept, and features of each region
  'torchvision.nms': () => tensorOf('int64', [null]),
  ...alike('torchvision.roi_align torchvision.roi_pool', (call) => {
    const x = call.tensor(0)
    call.rank(x, 4)
    for (const size of x.shape?.slice(2) ?? []) call.bind(size)
    return reshaped(x, [null, x.shape?.[1] ?? null, call.size(3, null), call.size(4, null)])
  }),
  affine_grid_generator: (call) => {
    const sizes = call.sizes(1)
    return reshaped(floatOf(call.tensor(0)), sizes?.length === 4 ? [sizes[0] ?? null, sizes[2] ?? null, sizes[3] ?? null, 2] : null)
  },
}
