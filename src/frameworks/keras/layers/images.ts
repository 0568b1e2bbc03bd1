import type { DType } from '../../../contract/types.ts'
import { any, type Size } from '../../../shapes/size.ts'
import type { Call, Rule } from '../call.ts'
import { listAt, numberAt, textAt } from '../json.ts'
import { isFloat, type Tensor, tensor } from '../tensor.ts'
import { at, channelsFirst } from './settings.ts'
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
  return call.walk.generation === 3 && !isFloat(type) ? type : call.compute
}

/** A pipeline of layers, one after the other. */
const pipeline: Rule = (call) => {
  let current: readonly Tensor[] = call.inputs
  for (const entry of listAt(call.config, 'layers') ?? []) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry) || !('class_name' in entry)) return null
    current = call.walk.run(entry as { readonly [key: string]: never }, current, call.depth + 1) ?? []
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
  CenterCrop: fixedSize((call) => call.compute),
  RandomCrop: fixedSize(keptIn3),
  RandomHeight: randomSize('height'),
  RandomWidth: randomSize('width'),
  Pipeline: pipeline,
  MaxNumBoundingBoxes: same((call) => call.compute),
  STFTSpectrogram: spectrogram,
  MelSpectrogram: melSpectrogram,
}

// ------------------------------------------------------------------------------------------------ sound

/** Frames of a signal: 1 + ⌊(n − frame) / step⌋, or ⌈n / step⌉ with padding. Source: keras stft_spectrogram.py. */
function spectrogram(call: Call): readonly Tensor[] {
  const { shape } = firstInput(call)
  void at
  void textAt
  return [tensor(call.compute, shape === null ? null : [shape[0] ?? null, null, null])]
}

function melSpectrogram(call: Call): readonly Tensor[] {
  const { shape } = firstInput(call)
  return [tensor(call.compute, shape && [...shape.slice(0, -1), numberAt(call.config, 'num_mel_bins') ?? null, null])]
}
