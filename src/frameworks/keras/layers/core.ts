import { flatten, reshape, transpose } from '../../../shapes/arrange.ts'
import { einsum, project } from '../../../shapes/matmul.ts'
import { axisOf, broadcast, type Shape } from '../../../shapes/shape.ts'
import type { Size } from '../../../shapes/size.ts'
import type { Call } from '../call.ts'
import { firstNumber, get, numberAt, sizesOf, textAt } from '../json.ts'
import { NOTHING, shapeFrom, type Tensor, tensor } from '../tensor.ts'
import { computes, firstInput, keeps, keptType, named, type Rules } from './types.ts'

/** keras/src/layers: core, regularization, normalization, activations, reshaping. */

const shapeOf = (call: Call): Shape => firstInput(call).shape

/** Layers that change values only. Those of the second group keep integers as they are. */
const SAME_FLOAT = `
  ActivityRegularization AlphaDropout BatchNormalization ELU GaussianDropout GaussianNoise GroupNormalization
  LayerNormalization LeakyReLU ParametricSoftplus PReLU SReLU Softmax SpectralNormalization
  ThresholdedReLU UnitNormalization Normalization Rescaling Highway BatchNormalizationV1 BatchNormalizationV2 SyncBatchNormalization LayerNormalizationV1`
const SAME_KEPT = 'Activation Dropout Identity ReLU Masking SpatialDropout1D SpatialDropout2D SpatialDropout3D'

export const CORE: Rules = {
  ...named(SAME_FLOAT, computes(shapeOf)),
  ...named(SAME_KEPT, (call) => [{ ...tensor(keptType(call), shapeOf(call)), ...sparseness(firstInput(call)) }]),

  RMSNormalization: computes(scaled),

  ...named(
    'Dense TernaryDense TimeDistributedDense MaxoutDense',
    computes((call) => project(shapeOf(call), units(call))),
  ),
  Embedding: computes(embedding),
  ReversibleEmbedding: computes((call) => {
    const reverse = call.kwargs.get('reverse') ?? call.args[1]
    const isReverse = reverse !== undefined && 'json' in reverse && reverse.json === true
    return isReverse ? project(shapeOf(call), numberAt(call.config, 'input_dim') ?? null) : embedding(call)
  }),
  EinsumDense: computes(einsumDense),

  Flatten: keeps((call) => {
    const shape = shapeOf(call)
    if (shape === null) return [null, null]
    return shape.length === 0 ? [1] : shape.length === 1 ? [shape[0] ?? null, 1] : flatten(shape, 1)
  }),
  Reshape: keeps((call) => {
    const target = sizesOf(get(call.config, 'target_shape')) ?? sizesOf(get(call.config, 'dims'))
    if (target === undefined) return null
    const shape = shapeOf(call)
    const wanted = target.map((size) => size ?? -1)
    return [shape?.[0] ?? null, ...(reshape(shape === null ? null : shape.slice(1), wanted, 'empty') ?? wanted.map(() => null))]
  }),
  Permute: keeps((call) => {
    const dims = sizesOf(get(call.config, 'dims'))
    return dims === undefined ? null : transpose(shapeOf(call), [0, ...dims.map((dim) => dim ?? 0)])
  }),
  RepeatVector: keeps((call) => {
    const shape = shapeOf(call)
    return [shape?.[0] ?? null, numberAt(call.config, 'n') ?? null, shape?.length === 2 ? (shape[1] ?? null) : null]
  }),
  Lambda: lambda,
  InputLayer: (call) => (call.inputs.length > 0 ? call.inputs : null),
}

const sparseness = ({ sparse, ragged }: Tensor): Partial<Tensor> => ({ ...(sparse && { sparse }), ...(ragged && { ragged }) })

/** Keras 1 said `output_dim`. */
const units = (call: Call): Size => firstNumber(call.config, 'units', 'output_dim') ?? null

/** One vector per index; the length in old configs helps only where nothing else is known. */
function embedding(call: Call): Shape {
  const shape = shapeOf(call)
  const length = sizesOf(get(call.config, 'input_length'), 'single')
  const features = numberAt(call.config, 'output_dim') ?? null
  if (shape === null) return length === undefined ? null : [null, ...(shapeFrom([null, ...length], call.name)?.slice(1) ?? []), features]
  return [...shape, features]
}

/** Sizes that the equation takes from the input are its own; the others stand in `output_shape`, aligned at the last letter. */
function einsumDense(call: Call): Shape {
  const equation = textAt(call.config, 'equation')
  const sizes = sizesOf(get(call.config, 'output_shape'), 'single')
  const shape = shapeOf(call)
  const [inputs = '', output] = (equation ?? '').replaceAll(' ', '').split('->')
  const [left = '', right = ''] = inputs.split(',')
  if (output === undefined || sizes === undefined) return null
  const letters = output.replace('...', '')
  const own = new Map<string, Size>()
  ;[...letters].reverse().forEach((letter, i) => {
    const size = sizes.at(-1 - i)
    if (!left.includes(letter) && typeof size === 'number') own.set(letter, size)
  })
  // the weights are known by their letters only: sizes of the input come from the input
  return einsum(`${left},${right}->${output}`, [shape, [...right.replace('...', '')].map((letter) => own.get(letter) ?? null)])
}

/** Python code in the config: its shape is known only where the author wrote it down; the code is never looked at. */
function lambda(call: Call): readonly Tensor[] | null {
  call.walk.find({
    severity: 'high',
    message: `The Lambda layer ${call.name} holds Python code, which runs when the model is loaded and called.`,
    where: call.walk.file,
  })
  const { compute, config } = call
  const type = textAt(config, 'output_shape_type')
  const literal = type === undefined || type === 'raw' ? sizesOf(get(config, 'output_shape'), 'single') : undefined
  // Keras 2 traces the code and ignores what the author wrote: a claim, no fact
  const from = { shape: 'assumed', type: 'assumed' } as const
  if (literal === undefined) return [{ ...NOTHING, type: compute, from }]
  const batch = shapeOf(call)?.[0] ?? null
  return [{ type: compute, shape: [batch, ...(shapeFrom([null, ...literal], call.name)?.slice(1) ?? [])], from }]
}

/** One weight per size of the axes, which then meets the last axes, whichever were meant. Source: keras rms_normalization.py, `build`. */
function scaled(call: Call): Shape {
  const shape = shapeOf(call)
  const axes = sizesOf(get(call.config, 'axis')) ?? [numberAt(call.config, 'axis') ?? -1]
  if (shape === null) return null
  const places = axes.map((axis) => (axis === null ? null : axisOf(axis, shape.length)))
  if (places.includes(null)) return null
  const weights = places.flatMap((place) => (place === null ? [] : [place])).sort((a, b) => a - b)
  return broadcast(
    shape,
    weights.map((place) => shape[place] ?? null),
  )
}
