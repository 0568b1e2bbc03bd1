import type { DType } from '../../../contract/types.ts'
import type { Shape } from '../../../shapes/shape.ts'
import { any, type Size } from '../../../shapes/size.ts'
import type { Call } from '../call.ts'
import { flagAt, get, listAt, numberAt, textAt } from '../json.ts'
import { variableType } from '../policy.ts'
import { type Tensor, tensor } from '../tensor.ts'
import { firstInput, type Rules } from './types.ts'

/** keras/src/layers/preprocessing: categories and words. Types are those of a run; Keras 3 declares some others. */

const modeOf = (call: Call): string => textAt(call.config, 'output_mode') ?? 'int'

/** Counts per category: the last axis becomes `depth`; `one_hot` adds an axis instead where the last one isn't 1. */
function encoded(shape: Shape, mode: string, depth: Size, generation: number): Shape {
  if (shape === null) return null
  if (shape.length === 0) return [depth]
  if (mode === 'one_hot') return shape.length > 1 && shape.at(-1) === 1 ? [...shape.slice(0, -1), depth] : [...shape, depth]
  // Keras 3 counts along axis 1, whatever comes behind it (backend multi_hot, count: seen in its runs)
  if (generation === 3 && shape.length > 2) return [shape[0] ?? null, ...shape.slice(2), depth]
  return [...(shape.length === 1 ? [] : shape.slice(0, -1)), depth]
}

const isCounted = (mode: string): boolean =>
  mode === 'multi_hot' || mode === 'count' || mode === 'one_hot' || mode === 'tf_idf' || mode === 'binary' || mode === 'tf-idf'

/** Encodings of integer categories are floats in Keras 2, and in 3 for layers that don't look up. */
const sparse = (call: Call): Partial<Tensor> => (flagAt(call.config, 'sparse') ? { sparse: true } : {})

/** Entries of the vocabulary, unknown words included: what `vocabulary_size()` gives. Source: keras index_lookup.py. */
function lookupDepth(call: Call): Size {
  const most = numberAt(call.config, 'max_tokens')
  if (flagAt(call.config, 'pad_to_max_tokens') && most !== undefined) return most
  const stated = numberAt(call.config, 'vocabulary_size')
  const listed = listAt(call.config, 'vocabulary')
  if (stated !== undefined || listed === undefined) return stated ?? null
  const special = new Set([get(call.config, 'mask_token'), get(call.config, 'oov_token')])
  // a vocabulary may come with its special tokens, and the mask is no category: only plain lists are counted
  return listed.some((word) => special.has(word)) ? null : listed.length + (numberAt(call.config, 'num_oov_indices') ?? 1)
}

function lookup(call: Call): readonly Tensor[] {
  const { shape } = firstInput(call)
  const mode = modeOf(call)
  if (!isCounted(mode)) {
    const type: DType = flagAt(call.config, 'invert') ? (call.className === 'StringLookup' ? 'string' : 'int64') : 'int64'
    return [{ ...tensor(type, shape), ...ragged(call) }]
  }
  return [{ ...tensor(countType(call, mode), encoded(shape, mode, lookupDepth(call), call.walk.generation)), ...sparse(call) }]
}

const ragged = (call: Call): Partial<Tensor> => (firstInput(call).ragged ? { ragged: true } : {})

/** Keras 3 runs lookups on TensorFlow, which counts in int64 and keeps weights of tf-idf in float32; everything of Keras 2 is of the policy. */
function countType(call: Call, mode: string): DType | null {
  if (call.walk.generation === 3) return mode === 'tf_idf' ? 'float32' : 'int64'
  return call.compute === 'int64' || call.compute === 'string' ? 'float32' : call.compute
}

function textVectorization(call: Call): readonly Tensor[] {
  const { shape } = firstInput(call)
  const mode = modeOf(call)
  if (!isCounted(mode)) {
    const split = get(call.config, 'split') !== null
    const fixed = numberAt(call.config, 'output_sequence_length')
    // without a split every text is one word, and the last axis is padded or cut, even if it is that of the rows
    const kept = fixed === undefined || shape === null || shape.length === 0 ? shape : [...shape.slice(0, -1), fixed]
    const rows = shape !== null && shape.length > 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape
    const words = rows && [...rows, fixed ?? any(`${call.name} words`)]
    return [{ ...tensor('int64', split ? words : kept), ...(flagAt(call.config, 'ragged') && { ragged: true }) }]
  }
  const rows = shape === null ? null : shape.length > 1 ? shape.slice(0, -1) : shape
  return [{ ...tensor(countType(call, mode), rows && [...rows, lookupDepth(call)]), ...sparse(call) }]
}

function categories(depthOf: (call: Call) => Size, intType: (call: Call) => DType | null, typeOf: (call: Call) => DType | null) {
  return (call: Call): readonly Tensor[] => {
    const { shape } = firstInput(call)
    const mode = modeOf(call)
    if (!isCounted(mode)) return [tensor(intType(call), shape)]
    return [{ ...tensor(typeOf(call), encoded(shape, mode, depthOf(call), call.walk.generation)), ...sparse(call) }]
  }
}

/** Keras 3 casts bucket numbers to the layer's type, whatever it is; without one they are int64. Source: keras hashed_crossing.py. */
function crossedType(call: Call): DType | null {
  const dtype = get(call.config, 'dtype')
  if (call.walk.generation === 3 && dtype !== undefined && dtype !== null) return variableType(dtype)
  return call.compute?.startsWith('int') === true ? call.compute : 'int64'
}

const floatType = (call: Call): DType | null => (call.compute?.startsWith('int') === true ? 'float32' : call.compute)

/** Keras 3 casts encodings to the type of weights, Keras 2 to that of computing. Source: keras category_encoding.py, hashing.py: `dtype=self.dtype`. */
function encodedType(call: Call): DType | null {
  return call.walk.generation === 3 ? variableType(get(call.config, 'dtype')) : floatType(call)
}

/** Buckets between boundaries. */
const bucketCount = (call: Call): Size => {
  const edges = listAt(call.config, 'bin_boundaries')
  const bins = numberAt(call.config, 'num_bins')
  return edges === undefined ? (bins ?? null) : edges.length + 1
}

export const PREPROCESSING: Rules = {
  StringLookup: lookup,
  IntegerLookup: lookup,
  TextVectorization: textVectorization,
  CategoryEncoding: (call) => [
    {
      ...tensor(
        encodedType(call),
        encoded(
          firstInput(call).shape,
          textAt(call.config, 'output_mode') ?? 'multi_hot',
          numberAt(call.config, 'num_tokens') ?? null,
          call.walk.generation,
        ),
      ),
      ...sparse(call),
    },
  ],
  Hashing: categories(
    (call) => numberAt(call.config, 'num_bins') ?? null,
    (call) => (call.compute?.startsWith('int') === true ? call.compute : 'int64'),
    encodedType,
  ),
  HashedCrossing: categories((call) => numberAt(call.config, 'num_bins') ?? null, crossedType, encodedType),
  Discretization: categories(
    bucketCount,
    (call) => (call.walk.generation === 3 ? 'int32' : call.compute?.startsWith('int') === true ? call.compute : 'int64'),
    floatType,
  ),
}
