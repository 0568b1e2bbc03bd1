import { einsum, matmul, swapLast } from '../../../shapes/matmul.ts'
import type { Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import { type Tensor, tensorOf, tupleOf, type Value } from '../values.ts'
import { alike, broadcastAll, type Call, type Rules, reshaped } from './call.ts'
import { floatOf } from './elementwise.ts'

/** Products of matrices, layers made of them, normalisations. Operands have one type: there is no promotion. */

const typeOfAny = (...tensors: readonly Tensor[]): Pick<Tensor, 'type' | 'typedBy'> =>
  tensors.find(({ type }) => type !== null) ?? tensors.find(({ typedBy }) => typedBy !== undefined) ?? { type: null }

function result(tensors: readonly Tensor[], shape: Shape): Tensor {
  const { type, typedBy } = typeOfAny(...tensors)
  return tensorOf(type, shape, typedBy)
}

/** x[…, in] · weight[out, in]ᵀ + bias[out]. */
function linear(call: Call): Value {
  const [x, weight] = [call.tensor(0), call.tensor(1)]
  call.sameType(x, weight)
  if (x.shape?.length === 0) call.fail()
  if (x.shape !== null && weight.shape !== null) call.equal(x.shape.at(-1) ?? null, weight.shape.at(-1) ?? null)
  const out: Shape = weight.shape?.length === 1 ? [] : [weight.shape?.at(0) ?? null]
  return result([weight, x], x.shape === null ? null : [...x.shape.slice(0, -1), ...out])
}

function product(call: Call, ranks: readonly number[], left: number, right: number): Value {
  const [a, b] = [call.tensor(left), call.tensor(right)]
  call.sameType(a, b)
  if (ranks.length > 0) for (const one of [a, b]) call.rank(one, ...ranks)
  const [x, y] = [a.shape, b.shape]
  if (x?.length === 0 || y?.length === 0) call.fail()
  if (x !== null && y !== null && x.length > 0 && y.length > 0) call.equal(x.at(-1) ?? null, (y.length === 1 ? y[0] : y.at(-2)) ?? null)
  const [only] = ranks
  const known: Shape = only === 2 && ranks.length === 1 && (x === null || y === null) ? [x?.[0] ?? null, y?.[1] ?? null] : matmul(x, y)
  return result([a, b], known)
}

function layerNorm(call: Call): Value {
  const [x, sizes] = [call.tensor(0), call.sizes(1)]
  if (x.shape !== null && sizes !== null) {
    if (x.shape.length < sizes.length) call.fail()
    for (const [i, size] of sizes.entries()) call.equal(x.shape[x.shape.length - sizes.length + i] ?? null, size)
  }
  // half precision runs with parameters of 32 bits
  const parameter = call.has(2) ? call.tensor(2).type : null
  if (parameter !== null) call.usually(x, parameter)
  return x
}

/** Axis 1 has one entry per channel. */
function channelNorm(call: Call, parameters: readonly number[]): Value {
  const x = call.tensor(0)
  const known = parameters.map((i) => call.tensor(i)).find(({ shape }) => shape?.length === 1)
  if (x.shape !== null && x.shape.length < 2) call.fail()
  if (x.shape !== null && known?.shape) call.equal(x.shape[1] ?? null, known.shape[0] ?? null)
  if (known === undefined) return floatOf(x)
  // half precision runs with parameters of 32 bits
  call.usually(x, known.type ?? 'float32')
  return x
}

const transposeLast = (call: Call): Value => reshaped(call.tensor(0), swapLast(call.shape(0)))

export const ALGEBRA: Rules = {
  linear,
  matmul: (call) => product(call, [], 0, 1),
  ...alike('mm', (call) => product(call, [2], 0, 1)),
  ...alike('bmm', (call) => product(call, [3], 0, 1)),
  mv: (call) => product(call, [], 0, 1),
  ...alike('dot vdot inner', (call) => {
    call.sameType(call.tensor(0), call.tensor(1))
    return result([call.tensor(0), call.tensor(1)], call.shape(0)?.length === 1 ? [] : null)
  }),
  addmm: (call) => product(call, [2], 1, 2),
  baddbmm: (call) => product(call, [3], 1, 2),
  addmv: (call) => product(call, [], 1, 2),
  ...alike('outer ger', (call) => result([call.tensor(0), call.tensor(1)], [call.shape(0)?.[0] ?? null, call.shape(1)?.[0] ?? null])),
  einsum(call) {
    const tensors = call.tensors(1)
    const equation = call.text(0)
    for (const one of tensors ?? []) for (const size of one.shape ?? []) call.bind(size)
    if (tensors === null || equation === null) return tensorOf(null, null)
    call.sameType(...tensors)
    for (const [i, letters] of (equation.replaceAll(' ', '').split('->')[0] ?? '').split(',').entries()) {
      const one = tensors[i]
      if (one !== undefined && !letters.includes('...')) call.rank(one, letters.length)
    }
    return result(
      tensors,
      einsum(
        equation,
        tensors.map(({ shape }) => shape),
      ),
    )
  },
  bilinear(call) {
    const [a, b, weight] = [call.tensor(0), call.tensor(1), call.tensor(2)]
    call.sameType(a, b, weight)
    call.equal(a.shape?.at(-1) ?? null, weight.shape?.[1] ?? null)
    call.equal(b.shape?.at(-1) ?? null, weight.shape?.[2] ?? null)
    return result([weight, a], a.shape === null ? null : [...a.shape.slice(0, -1), weight.shape?.[0] ?? null])
  },
  ...alike('t numpy_T', (call) => {
    const { shape } = call.tensor(0)
    if (call.name.endsWith('t') && shape !== null && shape.length > 2) call.fail()
    return reshaped(call.tensor(0), shape === null ? null : [...shape].reverse())
  }),
  ...alike('mT adjoint matrix_H mH', transposeLast),
  layer_norm: layerNorm,
  native_layer_norm: (call) => tupleOf([layerNorm(call), tensorOf(null, null), tensorOf(null, null)]),
  rms_norm: layerNorm,
  group_norm(call) {
    const x = call.tensor(0)
    const weight = call.has(2) ? call.tensor(2) : undefined
    if (x.shape !== null && x.shape.length < 2) call.fail()
    if (x.shape !== null && weight?.shape) call.equal(x.shape[1] ?? null, weight.shape[0] ?? null)
    if (weight?.type) call.usually(x, weight.type)
    return weight === undefined ? floatOf(x) : x
  },
  batch_norm: (call) => channelNorm(call, [1, 2, 3, 4]),
  _batch_norm_impl_index: (call) => tupleOf([channelNorm(call, [1, 2, 3, 4])]),
  native_batch_norm: (call) => tupleOf([channelNorm(call, [1, 2, 3, 4]), tensorOf(null, null), tensorOf(null, null)]),
  instance_norm: (call) => channelNorm(call, [1, 2, 3, 4]),
  ...alike('cosine_similarity pairwise_distance', (call) => {
    const [a, b] = [call.tensor(0), call.tensor(1)]
    call.sameType(a, b)
    const shape = broadcastAll(call, a.shape, b.shape)
    const axis = call.name.endsWith('similarity') ? call.int(2, 1) : -1
    if (shape === null || axis === null) return result([a, b], null)
    const at = axis < 0 ? axis + shape.length : axis
    return result(
      [a, b],
      shape.filter((_, i) => i !== at),
    )
  }),
  cdist(call) {
    const [a, b] = [call.tensor(0), call.tensor(1)]
    call.sameType(a, b)
    call.equal(a.shape?.at(-1) ?? null, b.shape?.at(-1) ?? null)
    const ok = a.shape !== null && b.shape !== null && a.shape.length >= 2 && b.shape.length === a.shape.length
    return result(
      [a, b],
      ok
        ? [
            ...(broadcastAll(call, a.shape?.slice(0, -2) ?? null, b.shape?.slice(0, -2) ?? null) ?? []),
            a.shape?.at(-2) ?? null,
            b.shape?.at(-2) ?? null,
          ]
        : null,
    )
  },
  scaled_dot_product_attention(call) {
    const [query, key, value] = [call.tensor(0), call.tensor(1), call.tensor(2)]
    call.sameType(query, key, value)
    call.equal(query.shape?.at(-1) ?? null, key.shape?.at(-1) ?? null)
    call.equal(key.shape?.at(-2) ?? null, value.shape?.at(-2) ?? null)
    return result([query, value], query.shape === null ? null : [...query.shape.slice(0, -1), value.shape?.at(-1) ?? null])
  },
  // the fast path of nn.TransformerEncoderLayer: src, embed_dim, …
  _transformer_encoder_layer_fwd(call) {
    const x = call.tensor(0)
    call.rank(x, 3)
    if (x.shape !== null) call.equal(x.shape[2] ?? null, call.size(1, null))
    call.sameType(x, call.tensor(3))
    return x
  },
  // query, key, value, embed_dim, …
  _native_multi_head_attention(call) {
    const x = call.tensor(0)
    call.rank(x, 3)
    if (x.shape !== null) call.equal(x.shape[2] ?? null, call.size(3, null))
    return tupleOf([x, tensorOf(null, null)])
  },
  embedding(call) {
    const [weight, ids] = [call.tensor(0), call.tensor(1)]
    integers(call, ids)
    const width: Size = weight.shape?.at(-1) ?? null
    return tensorOf(weight.type, ids.shape === null ? null : [...ids.shape, width], weight.typedBy)
  },
  ...alike('embedding_bag _embedding_bag', (call) => {
    const [weight, ids] = [call.tensor(0), call.tensor(1)]
    integers(call, ids)
    call.rank(ids, 1, 2)
    const offsets = call.has(2) ? call.tensor(2) : undefined
    if (offsets !== undefined) integers(call, offsets)
    if (offsets !== undefined && ids.shape?.length === 1) call.rank(offsets, 1)
    const lastCounts = call.flag(7, false)
    const bags = offsets?.shape?.length === 1 && lastCounts === false ? (offsets.shape[0] ?? null) : null
    return tupleOf([
      tensorOf(weight.type, [bags, weight.shape?.at(-1) ?? null]),
      tensorOf('int64', null),
      tensorOf('int64', null),
      tensorOf('int64', null),
    ])
  }),
}

/** Indices are 64-bit integers; 32 bits run as well in many places, but nobody documents where. */
export function integers(call: Call, ids: Tensor): void {
  if (ids.type !== null && !/^(?:int32|int64)$/.test(ids.type)) call.fail()
  call.sameType(ids, tensorOf(ids.type ?? 'int64', null))
}
