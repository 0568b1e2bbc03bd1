import type { DType } from '../../../contract/types.ts'
import { add, any, floorDivide, multiply, type Size } from '../../../shapes/size.ts'
import { slide } from '../../../shapes/window.ts'
import type { Call, Rule } from '../call.ts'
import { flagAt, isObject, listAt, numberAt, textAt } from '../json.ts'
import { isFloat, type Tensor, tensor } from '../tensor.ts'
import { channelsFirst, fromFirst, paddingOf, toFirst } from './settings.ts'
import { castType, firstInput, named, type Rules } from './types.ts'

/** keras/src/layers/preprocessing: image_preprocessing, and sound. */

/** Augmentations leave the shape alone. Those of the second list keep uint8 pictures in Keras 3. */
const TO_FLOAT = `
  AugMix AutoContrast CutMix RandAugment RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur RandomPerspective RandomRotation
  RandomSharpness RandomShear RandomTranslation RandomZoom Solarization Equalization RandomInvertPosterization`
const KEEPING = `
  ContrastLimitedAdaptiveHistogramEqualization CLAHE MixUp RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast RandomGrayscale RandomHue RandomInvert
  RandomPosterization RandomSaturation`

const keptIn3 = (call: Call): DType | null => (call.walk.generation === 3 ? castType(firstInput(call).type, call) : call.compute)

const same =
  (typeOf: (call: Call) => DType | null): Rule =>
  (call) => [tensor(typeOf(call), firstInput(call).shape)]

/** Height and width replaced; pictures have three or four axes. */
function resized(call: Call, type: DType | null, height: Size, width: Size): readonly Tensor[] {
  const { shape } = firstInput(call)
  if (shape === null || (shape.length !== 3 && shape.length !== 4)) return [tensor(type, null)]
  const first = channelsFirst(call.config)
  const rows = shape.length - (first ? 2 : 3)
  return [
    tensor(
      type,
      shape.map((size, axis) => (axis === rows ? height : axis === rows + 1 ? width : size)),
    ),
  ]
}

const fixedSize =
  (typeOf: (call: Call) => DType | null): Rule =>
  (call) =>
    resized(call, typeOf(call), numberAt(call.config, 'height') ?? null, numberAt(call.config, 'width') ?? null)

/** Keras 2 and 3.7 scale to the size when they don't train; 3.15 leaves the picture as it is, whatever it declares; between them it changed. */
function randomCrop(call: Call): readonly Tensor[] {
  const { shape, type } = firstInput(call)
  const { generation, minor } = call.walk
  // not even cast: the layer takes its arguments unconverted
  if (generation === 3 && minor >= 15) return [tensor(type, shape)]
  if (generation === 3 && minor > 7) return resized(call, type === keptIn3(call) ? type : null, null, null)
  return resized(call, keptIn3(call), numberAt(call.config, 'height') ?? null, numberAt(call.config, 'width') ?? null)
}

/** One axis of unknown size: drawn anew on every call. */
const randomSize =
  (axis: 'height' | 'width'): Rule =>
  (call) => {
    const { shape, type } = firstInput(call)
    const place = shape === null ? -1 : shape.length - (axis === 'height' ? 3 : 2)
    return [tensor(castType(type, call), shape?.map((size, i) => (i === place ? any(`${call.name} ${axis}`) : size)) ?? null)]
  }

/** Interpolation gives floats, except where Keras 3 casts back to the integers that came in. */
function resizedType(call: Call): DType | null {
  const { type } = firstInput(call)
  return call.walk.generation === 3 && !isFloat(type) && !flagAt(call.config, 'pad_to_aspect_ratio') ? type : call.compute
}

/** Keras 3 scales pictures that are too small, and TensorFlow scales in float32 whatever came in; other backends keep the type. */
function croppedType(call: Call): DType | null {
  const { shape } = firstInput(call)
  const first = channelsFirst(call.config)
  const small = ['height', 'width'].some((side, i) => {
    const size = shape?.at((first ? -2 : -3) + i)
    return typeof size === 'number' && size < (numberAt(call.config, side) ?? 0)
  })
  return call.walk.generation === 3 && small && call.compute !== 'float32' ? null : call.compute
}

/** A pipeline of layers, one after the other. */
const pipeline: Rule = (call) => {
  let current: readonly Tensor[] = call.inputs
  for (const entry of listAt(call.config, 'layers') ?? []) {
    if (!isObject(entry)) return null
    current = call.walk.run(entry, current, call.depth + 1) ?? []
  }
  return current
}

export const IMAGES: Rules = {
  ...named(
    TO_FLOAT,
    same((call) => call.compute),
  ),
  ...named(KEEPING, same(keptIn3)),
  Resizing: fixedSize(resizedType),
  CenterCrop: fixedSize(croppedType),
  RandomCrop: randomCrop,
  RandomHeight: randomSize('height'),
  RandomWidth: randomSize('width'),
  Pipeline: pipeline,
  MaxNumBoundingBoxes: same((call) => call.compute),
  STFTSpectrogram: spectrogram,
  MelSpectrogram: melSpectrogram,
}

// ------------------------------------------------------------------------------------------------ sound

/**
 * Short-time Fourier transform of [batch, samples, channels]: frames like positions of a convolution, `fft_length / 2 + 1` frequencies each
 * (real and imaginary parts apart in mode `stft`). Source: keras stft_spectrogram.py, compute_output_shape.
 */
function spectrogram(call: Call): readonly Tensor[] {
  const { config } = call
  const first = channelsFirst(config)
  const shape = toFirst(firstInput(call).shape, first)
  const frame = numberAt(config, 'frame_length')
  if (shape === null || shape.length !== 3 || frame === undefined) return [tensor(call.compute, null)]
  // without a length the next power of two
  const half = Math.floor((numberAt(config, 'fft_length') ?? 2 ** Math.ceil(Math.log2(frame))) / 2) + 1
  const frequencies = textAt(config, 'mode') === 'stft' ? half * 2 : half
  const stride = numberAt(config, 'frame_step') ?? Math.floor(frame / 2)
  const [batch = null, channels = null, samples = null] = shape
  const frames = slide(samples, { kernel: frame, stride, dilation: 1, padding: paddingOf(config) === 'same' ? 'same' : 'valid', rounding: 'floor' })
  if (!flagAt(config, 'expand_dims')) return [tensor(call.compute, fromFirst([batch, multiply(channels, frequencies), frames], first))]
  return [tensor(call.compute, fromFirst([batch, channels, frames, frequencies], first))]
}

/**
 * [samples] or [batch, samples] → […, mel bands, frames]: half a window of padding on both sides, then positions of a window of `fft_length`.
 * (The shape that Keras declares has one frame more where `samples + 1` is a multiple of the stride.) Source: keras/src/backend/tensorflow/math.py, stft.
 */
function melSpectrogram(call: Call): readonly Tensor[] {
  const { shape } = firstInput(call)
  const stride = numberAt(call.config, 'sequence_stride')
  if (shape === null || shape.length > 2 || stride === undefined) return [tensor(call.compute, null)]
  const odd = (numberAt(call.config, 'fft_length') ?? 2048) % 2
  const frames = floorDivide(add(shape.at(-1) ?? null, stride - odd), stride)
  return [tensor(call.compute, [...shape.slice(0, -1), numberAt(call.config, 'num_mel_bins') ?? null, frames])]
}
