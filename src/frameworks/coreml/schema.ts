import type { DType } from '../../contract/types.ts'
import { type FieldRef, ref } from '../tensorflow/view.ts'

/** Fields that are read. Source: coremltools/mlmodel/format/Model.proto, FeatureTypes.proto. */
type Schema = Readonly<Record<string, FieldRef>>

export const MODEL = { version: ref(1, 'specificationVersion'), description: ref(2, 'description') } as const satisfies Schema

export const DESCRIPTION = {
  inputs: ref(1, 'input'),
  outputs: ref(10, 'output'),
  functions: ref(20, 'functions'),
} as const satisfies Schema

export const FUNCTION = { name: ref(1, 'name'), inputs: ref(2, 'input'), outputs: ref(3, 'output') } as const satisfies Schema

export const FEATURE = { name: ref(1, 'name'), type: ref(3, 'type') } as const satisfies Schema

export const TYPE = {
  int64: ref(1, 'int64Type'),
  double: ref(2, 'doubleType'),
  text: ref(3, 'stringType'),
  image: ref(4, 'imageType'),
  array: ref(5, 'multiArrayType'),
  dictionary: ref(6, 'dictionaryType'),
  sequence: ref(7, 'sequenceType'),
  state: ref(8, 'stateType'),
  optional: ref(1000, 'isOptional'),
} as const satisfies Schema

export const IMAGE = {
  width: ref(1, 'width'),
  height: ref(2, 'height'),
  colors: ref(3, 'colorSpace'),
  sizes: ref(21, 'enumeratedSizes'),
  range: ref(31, 'imageSizeRange'),
} as const satisfies Schema
export const IMAGE_SIZES = { sizes: ref(1, 'sizes') } as const satisfies Schema
export const IMAGE_SIZE = { width: ref(1, 'width'), height: ref(2, 'height') } as const satisfies Schema
export const IMAGE_RANGE = { width: ref(1, 'widthRange'), height: ref(2, 'heightRange') } as const satisfies Schema

export const ARRAY = {
  shape: ref(1, 'shape'),
  type: ref(2, 'dataType'),
  shapes: ref(21, 'enumeratedShapes'),
  range: ref(31, 'shapeRange'),
} as const satisfies Schema
export const SHAPES = { shapes: ref(1, 'shapes') } as const satisfies Schema
export const SHAPE = { sizes: ref(1, 'shape') } as const satisfies Schema
export const SHAPE_RANGE = { sizes: ref(1, 'sizeRanges') } as const satisfies Schema
/** An upper bound below 0 is none. */
export const RANGE = { lower: ref(1, 'lowerBound'), upper: ref(2, 'upperBound') } as const satisfies Schema

export const DICTIONARY = { int64: ref(1, 'int64KeyType'), text: ref(2, 'stringKeyType') } as const satisfies Schema
export const SEQUENCE = { int64: ref(1, 'int64Type'), text: ref(3, 'stringType') } as const satisfies Schema

/** `enum ArrayDataType`: kind in the high half, bits in the low one. */
export const ARRAY_TYPES: ReadonlyMap<number, DType> = new Map([
  [65_552, 'float16'],
  [65_568, 'float32'],
  [65_600, 'float64'],
  [131_080, 'int8'],
  [131_104, 'int32'],
])

/** `enum ColorSpace` → channels: grayscale, RGB, BGR, grayscale in float16. */
export const CHANNELS: ReadonlyMap<number, number> = new Map([
  [10, 1],
  [20, 3],
  [30, 3],
  [40, 1],
])
