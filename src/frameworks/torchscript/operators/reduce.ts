import { reduce } from '../../../shapes/reduce.ts'
import { type Shape, withAxis } from '../../../shapes/shape.ts'
import { isFloating } from '../dtypes.ts'
import { type Tensor, tensorOf, tupleOf, type Value } from '../values.ts'
import { alike, axisFrom, type Call, type Rules, reshaped, typed } from './call.ts'
import { elementwisePair, floatOf } from './elementwise.ts'

/** Axes reduced to one number, sorted, counted. Source: pytorch aten/src/ATen/native/ReduceOps.cpp. */

/** `axes` at this argument (none: all), `keepdim` at that one. */
function reducedShape(call: Call, axesAt: number, keepAt: number): Shape {
  const shape = call.shape(0)
  const wanted = call.has(axesAt) ? call.sizes(axesAt) : []
  const keep = call.flag(keepAt, false)
  if (wanted === null || keep === null) return null
  if (wanted.length === 0) return reduce(shape, 'all', keep ? 'keep' : 'drop')
  if (shape === null) return null
  const axes = wanted.map((axis) => axisFrom(call, shape, typeof axis === 'number' ? axis : null))
  if (axes.includes(undefined)) return keep ? shape.map(() => null) : null
  return shape.length === 0
    ? []
    : reduce(
        shape,
        axes.map((axis) => axis ?? 0),
        keep ? 'keep' : 'drop',
      )
}

/** Sums of integers and bools are 64 bits wide. */
function summed(of: Tensor): Tensor {
  if (of.type === null) return reshaped({ ...of, ...(of.typedBy && { typedBy: { ...of.typedBy, loosely: true } }) }, of.shape)
  return isFloating(of.type) ? of : typed(of, 'int64')
}

/** dtype= comes last; it wins. */
function withType(call: Call, at: number, of: Tensor): Tensor {
  const type = call.dtype(at, 'dtype')
  return type === undefined ? of : typed(of, type)
}

const withIndices = (values: Tensor): Value => tupleOf([values, tensorOf('int64', values.shape)])

/** max(x), max(x, y), max(x, dim, keepdim) */
function extreme(call: Call): Value {
  const x = call.tensor(0)
  if (!call.has(1)) return reshaped(x, [])
  if (call.value(1).kind === 'tensor') return elementwisePair(call)
  return withIndices(reshaped(x, reducedShape(call, 1, 2)))
}

/** x, k, dim */
function best(call: Call, kAt: number, axisAt: number): Tensor {
  const x = call.tensor(0)
  const axis = axisFrom(call, x.shape, call.int(axisAt, -1))
  const k = call.size(kAt, null)
  const size = axis === undefined ? null : (x.shape?.[axis] ?? null)
  if (typeof size === 'number' && typeof k === 'number' && k > size) call.fail()
  call.bind(size)
  return reshaped(x, x.shape === null || axis === undefined ? null : withAxis(x.shape, axis, k))
}

const same = (call: Call): Tensor => reshaped(call.tensor(0), call.shape(0))

/** Losses, and which argument says how they are reduced. */
const LOSSES: Readonly<Record<string, number>> = {
  mse_loss: 2,
  l1_loss: 2,
  smooth_l1_loss: 2,
  huber_loss: 2,
  kl_div: 2,
  soft_margin_loss: 2,
  cross_entropy_loss: 3,
  nll_loss: 3,
  nll_loss_nd: 3,
  nll_loss2d: 3,
  binary_cross_entropy: 3,
  binary_cross_entropy_with_logits: 4,
}

/** One number, unless the reduction (0: none, 1: mean, 2: sum) says otherwise. */
function loss(call: Call, reductionAt: number): Value {
  const reduction = call.int(reductionAt, 1)
  return reshaped(floatOf(call.tensor(0)), reduction === 1 || reduction === 2 ? [] : null)
}

export const REDUCE: Rules = {
  ...alike('sum nansum', (call) => {
    // sum(x, dtype=) has no axes
    const shape = reducedShape(call, 1, 2)
    return withType(call, 3, summed(reshaped(call.tensor(0), shape)))
  }),
  ...alike('mean nanmean', (call) => withType(call, 3, reshaped(floating(call), reducedShape(call, 1, 2)))),
  prod: (call) => withType(call, 3, summed(reshaped(call.tensor(0), reducedShape(call, 1, 2)))),
  ...alike('amax amin', (call) => reshaped(call.tensor(0), reducedShape(call, 1, 2))),
  aminmax: (call) => tupleOf([reshaped(call.tensor(0), null), reshaped(call.tensor(0), null)]),
  logsumexp: (call) => reshaped(floatOf(call.tensor(0)), reducedShape(call, 1, 2)),
  // (x, unbiased), (x, dims, unbiased, keepdim), (x, dims, correction=, keepdim=)
  ...alike('std var', (call) => {
    const x = floating(call)
    if (!call.has(1) || call.value(1).kind === 'bool') return reshaped(x, [])
    const keep = call.has(3, 'keepdim') ? call.value(3, 'keepdim') : undefined
    return reshaped(
      x,
      keep !== undefined && keep.kind !== 'bool' ? null : reducedShape({ ...call, flag: () => (keep?.kind === 'bool' ? keep.value : false) }, 1, 3),
    )
  }),
  ...alike('std_mean var_mean', (call) => tupleOf([reshaped(floating(call), null), reshaped(floating(call), null)])),
  // (x, p), (x, p, dims, keepdim)
  norm: (call) => {
    const x = floating(call)
    return absolute(reshaped(x, call.has(2) ? reducedShape(call, 2, 3) : []))
  },
  ...alike('linalg_norm linalg_vector_norm', (call) => absolute(reshaped(floating(call), reducedShape(call, 2, 3)))),
  frobenius_norm: (call) => absolute(reshaped(floating(call), reducedShape(call, 1, 2))),
  ...alike('max min', extreme),
  ...alike('argmax argmin', (call) => tensorOf('int64', reducedShape(call, 1, 2))),
  ...alike('median nanmedian mode', (call) =>
    call.has(1) || call.name === 'mode' ? withIndices(reshaped(call.tensor(0), reducedShape(call, 1, 2))) : reshaped(call.tensor(0), []),
  ),
  kthvalue: (call) => withIndices(reshaped(call.tensor(0), reducedShape(call, 2, 3))),
  ...alike('any all', (call) => tensorOf(call.tensor(0).type === 'uint8' ? 'uint8' : 'bool', reducedShape(call, 1, 2))),
  count_nonzero: (call) => tensorOf('int64', reducedShape(call, 1, 99)),
  topk: (call) => withIndices(best(call, 1, 2)),
  ...alike('sort', (call) => withIndices(same(call))),
  argsort: (call) => tensorOf('int64', call.shape(0)),
  ...alike('cummax cummin', (call) => withIndices(same(call))),
  nonzero: (call) => tensorOf('int64', [null, call.shape(0)?.length ?? null]),
  argwhere: (call) => tensorOf('int64', [null, call.shape(0)?.length ?? null]),
  ...alike('searchsorted bucketize', (call) => tensorOf(null, call.name === 'bucketize' ? call.shape(0) : call.shape(1))),
  bincount: () => tensorOf(null, [null]),
  ...alike('_unique2 unique_consecutive _unique unique_dim', (call) =>
    tupleOf([reshaped(call.tensor(0), call.name === 'unique_dim' ? null : [null]), tensorOf('int64', null), tensorOf('int64', null)]),
  ),
  multinomial(call) {
    const x = call.tensor(0)
    return tensorOf('int64', x.shape === null ? null : [...x.shape.slice(0, -1), call.size(1, null)])
  },
  ...Object.fromEntries(Object.entries(LOSSES).map(([name, at]) => [name, (call: Call) => loss(call, at)])),
  trace: (call) => summed(reshaped(call.tensor(0), [])),
  ...alike('det logdet', (call) => reshaped(call.tensor(0), call.shape(0)?.slice(0, -2) ?? null)),
  ...alike('inverse linalg_inv pinverse cholesky linalg_cholesky matrix_exp', (call) =>
    reshaped(call.tensor(0), call.name === 'pinverse' ? null : call.shape(0)),
  ),
}

/** Means are of floats only. */
function floating(call: Call): Tensor {
  const x = call.tensor(0)
  if (x.type !== null && !isFloating(x.type) && call.dtype(3, 'dtype') === undefined) call.fail()
  // no integer gets through: what comes out has the type of what goes in
  return x
}

function absolute(of: Tensor): Tensor {
  return of.type === 'complex64' ? typed(of, 'float32') : of.type === 'complex128' ? typed(of, 'float64') : of
}
