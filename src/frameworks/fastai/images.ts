import type { Dim } from '../../contract/types.ts'
import { integerOf, itemOf, type PyDict, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { attributeOf, listOf, plainOf, shortNameOf } from './attributes.ts'

/** Height and width in pixels. */
export type Size = readonly [Dim, Dim]

/**
 * The size that a loader's transforms give images of a new item. What is done to a batch comes last and wins; of several, the last one.
 * Sources: fastai/vision/augment.py (Resize, RandomResizedCrop, CropPad: `size`, stored as width and height; AffineCoordTfm and
 * RandomResizedCropGPU: `size`, height and width).
 */
export function pipelineSize(items: readonly PyValue[], batch: readonly PyValue[]): Size | undefined {
  const sizes = batch.filter((transform) => !isTraining(transform)).flatMap((transform) => sizeOf(attributeOf(transform, 'size')) ?? [])
  const last = sizes.at(-1)
  if (last !== undefined) return last
  const resized = items
    .filter((transform) => RESIZERS.test(shortNameOf(transform)))
    .flatMap((transform) => sizeOf(attributeOf(transform, 'size')) ?? [])
  const size = resized.at(-1)
  return size === undefined ? undefined : [size[1], size[0]]
}

const RESIZERS = /^(?:Resize|RandomResizedCrop|CropPad|RandomCrop|OldRandomCrop|RatioResize|FlipItem)$/

/** Only for training (`split_idx` 0), and not one that also resizes what is served: affine transforms do, with no other change. */
const isTraining = (transform: PyValue): boolean => attributeOf(transform, 'split_idx') === 0 && !AFFINE.test(shortNameOf(transform))
const AFFINE = /^(?:AffineCoordTfm|Flip|DeterministicFlip|Dihedral|DeterministicDihedral|Rotate|Zoom|Warp|RandomResizedCropGPU)$/

/** One number is a square; two are a pair; three begin with channels. */
export function sizeOf(value: PyValue | undefined): readonly [Size] | undefined {
  const square = integerOf(plainOf(value) ?? null)
  if (square !== null && square > 0) return [[square, square]]
  const sides = listOf(value).map((side) => integerOf(plainOf(side) ?? null))
  const [first, second] = sides.slice(-2)
  if (sides.length < 2 || sides.length > 3 || typeof first !== 'number' || typeof second !== 'number' || first <= 0 || second <= 0) return undefined
  return [[first, second]]
}

/** v1: `tfmargs` of the exported data. Source: fastai v1 fastai/vision/image.py, `apply_tfms(size=…)`. */
export function storedSize(data: PyDict | null): Size | undefined {
  return sizeOf(itemOf(recordOf(itemOf(data, 'tfmargs'), 'dict'), 'size'))?.[0]
}
