import { type Dim, evidenceOf, type Field, type Shape, type Value } from '../../contract/types.ts'
import type { View } from '../tensorflow/view.ts'
import {
  ARRAY,
  ARRAY_TYPES,
  CHANNELS,
  DICTIONARY,
  FEATURE,
  IMAGE,
  IMAGE_RANGE,
  IMAGE_SIZE,
  IMAGE_SIZES,
  RANGE,
  SEQUENCE,
  SHAPE,
  SHAPE_RANGE,
  SHAPES,
  TYPE,
} from './schema.ts'

/** Features of one function; tables have one per column. */
const MAX_FEATURES = 100_000
/** Shapes that a feature enumerates; Core ML allows 128. */
const MAX_SHAPES = 10_000
/** Axes of a feature. */
const MAX_RANK = 256

/** FeatureDescription → field. States are kept by the runtime, no caller passes them. Features have no batch dimension. */
export function fieldsOf(features: readonly View[], holder: View, file: string): readonly Field[] {
  if (features.length > MAX_FEATURES) throw holder.corrupt(`has ${features.length} features`)
  return features.flatMap((feature): readonly Field[] => {
    const type = feature.child(FEATURE.type)
    if (type?.has(TYPE.state)) return []
    const value = valueOfType(type)
    const field = { name: feature.text(FEATURE.name), ...value, evidence: evidenceOf(value, 'stored', `${file}: ${feature.path}`) }
    return [type !== undefined && type.int(TYPE.optional) !== 0 ? { ...field, optional: true } : field]
  })
}

const UNKNOWN: Value = { type: null, shape: null }

function valueOfType(type: View | undefined): Value {
  if (type?.has(TYPE.int64)) return { type: 'int64', shape: [] }
  if (type?.has(TYPE.double)) return { type: 'float64', shape: [] }
  if (type?.has(TYPE.text)) return { type: 'string', shape: [] }
  const image = type?.child(TYPE.image)
  if (image !== undefined) return { image: { ...sizeOfImage(image), channels: CHANNELS.get(image.int(IMAGE.colors)) ?? null } }
  const array = type?.child(TYPE.array)
  if (array !== undefined) return { type: ARRAY_TYPES.get(array.int(ARRAY.type)) ?? null, shape: shapeOf(array) }
  const dictionary = type?.child(TYPE.dictionary)
  if (dictionary !== undefined) return { map: { key: keyOf(dictionary, DICTIONARY), value: { type: 'float64', shape: [] } } }
  const sequence = type?.child(TYPE.sequence)
  if (sequence !== undefined) return { sequence: { type: keyOf(sequence, SEQUENCE), shape: [] } }
  return UNKNOWN
}

function keyOf(view: View, kinds: typeof DICTIONARY | typeof SEQUENCE): 'int64' | 'string' | null {
  if (view.has(kinds.int64)) return 'int64'
  return view.has(kinds.text) ? 'string' : null
}

function sizeOfImage(image: View): { readonly width: Dim; readonly height: Dim } {
  const range = image.child(IMAGE.range)
  if (range !== undefined) return { width: rangeOf(range.child(IMAGE_RANGE.width)), height: rangeOf(range.child(IMAGE_RANGE.height)) }
  const sizes = image.child(IMAGE.sizes)?.children(IMAGE_SIZES.sizes) ?? []
  const [first, ...others] = sizes.length > 0 ? sizes : [image]
  const both = (field: typeof IMAGE_SIZE.width): Dim => {
    const size = first?.int(field) ?? 0
    return others.every((other) => other.int(field) === size) ? known(size) : -1
  }
  return { width: both(IMAGE_SIZE.width), height: both(IMAGE_SIZE.height) }
}

/** Sizes that may change are any size; `shape` is then only the default. An empty shape says nothing: features are never scalars. */
function shapeOf(array: View): Shape {
  const range = array.child(ARRAY.range)?.children(SHAPE_RANGE.sizes) ?? []
  if (range.length > 0) return limited(array, range).map(rangeOf)
  const listed = array.child(ARRAY.shapes)?.children(SHAPES.shapes) ?? []
  if (listed.length > MAX_SHAPES) throw array.corrupt(`enumerates ${listed.length} shapes`)
  const [first, ...others] = listed.length > 0 ? listed.map((shape) => shape.ints(SHAPE.sizes)) : [array.ints(ARRAY.shape)]
  if (first === undefined || first.length === 0 || others.some((other) => other.length !== first.length)) return null
  return limited(array, first).map((size, axis) => (others.every((other) => other[axis] === size) ? known(size) : -1))
}

function limited<T>(view: View, list: readonly T[]): readonly T[] {
  if (list.length > MAX_RANK) throw view.corrupt(`has ${list.length} axes`)
  return list
}

const known = (size: number): Dim => (size > 0 ? size : null)

function rangeOf(range: View | undefined): Dim {
  if (range === undefined) return null
  const lower = range.int(RANGE.lower)
  return lower > 0 && lower === range.int(RANGE.upper) ? lower : -1
}
