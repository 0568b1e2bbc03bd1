import { type Dim, type DType, evidenceOf, type Field, type Shape, type Signature, type Value } from '../../contract/types.ts'
import { isObject, type Json, type JsonObject, own } from '../../formats/json-document.ts'
import { corrupt } from '../tfjs/json-view.ts'

/** Words of metadata.json in a compiled model (.mlmodelc). Source: files written by coremlc (Xcode 14 to 16). */
const ARRAY_WORDS: Readonly<Record<string, DType>> = {
  Float16: 'float16',
  Float32: 'float32',
  Double: 'float64',
  Float64: 'float64',
  Int8: 'int8',
  Int32: 'int32',
}
const SCALAR_WORDS: Readonly<Record<string, DType>> = { Double: 'float64', Int64: 'int64', String: 'string' }
const CHANNEL_WORDS: Readonly<Record<string, number>> = { RGB: 3, BGR: 3, Grayscale: 1, GrayscaleFloat16: 1 }

/** Features of one function. */
const MAX_FEATURES = 100_000

/** Signatures of the one model a metadata.json describes: its functions, else `predict`. */
export function compiledSignatures(metadata: Json, file: string): readonly Signature[] {
  const model = Array.isArray(metadata) ? metadata[0] : metadata
  if (!isObject(model)) throw corrupt(file, '', 'describes no model')
  const functions = own(model, 'functions')
  if (Array.isArray(functions) && functions.length > 0 && functions.every((one: Json) => isObject(one) && own(one, 'inputSchema') !== undefined)) {
    return functions.filter(isObject).map((one, i) => signatureOf(textAt(one, 'name') ?? `function_${i}`, one, file))
  }
  return [signatureOf('predict', model, file)]
}

function signatureOf(name: string, holder: JsonObject, file: string): Signature {
  return { name, inputs: fieldsAt(holder, 'inputSchema', file), outputs: fieldsAt(holder, 'outputSchema', file) }
}

function fieldsAt(holder: JsonObject, key: string, file: string): readonly Field[] {
  const list = own(holder, key)
  if (!Array.isArray(list)) throw corrupt(file, key, 'is no list of features')
  if (list.length > MAX_FEATURES) throw corrupt(file, key, `has ${list.length} features`)
  return list.flatMap((feature: Json, i): readonly Field[] => {
    const name = isObject(feature) ? textAt(feature, 'name') : undefined
    if (!isObject(feature) || name === undefined) throw corrupt(file, `${key}[${i}]`, 'has no name')
    if (textAt(feature, 'type') === 'State') return []
    const value = valueOfFeature(feature)
    const field = { name, ...value, evidence: evidenceOf(value, 'stored', `${file}: ${key}[${i}]`) }
    return [textAt(feature, 'isOptional') === '1' ? { ...field, optional: true } : field]
  })
}

function valueOfFeature(feature: JsonObject): Value {
  const type = textAt(feature, 'type') ?? ''
  const scalar = word(SCALAR_WORDS, type)
  if (scalar !== undefined) return { type: scalar, shape: [] }
  switch (type) {
    case 'MultiArray':
      return { type: word(ARRAY_WORDS, textAt(feature, 'dataType') ?? '') ?? null, shape: shapeOf(feature) }
    case 'Image': {
      const ranges = rangesAt(feature, 'sizeRange', 'hasSizeFlexibility') ?? []
      // which of the two is the width is nowhere told: only two open ranges are sure
      const open = ranges.length === 2 && ranges.every((dim) => dim === -1)
      const [width, height] = open ? ([-1, -1] as const) : [sizeAt(feature, 'width'), sizeAt(feature, 'height')]
      return { image: { width, height, channels: word(CHANNEL_WORDS, textAt(feature, 'colorspace') ?? '') ?? null } }
    }
    case 'Dictionary': {
      const key = word(SCALAR_WORDS, textAt(feature, 'keyType') ?? '') ?? null
      return { map: { key, value: { type: 'float64', shape: [] } } }
    }
    default:
      return { type: null, shape: null }
  }
}

function shapeOf(feature: JsonObject): Shape {
  const shape = numbersIn(textAt(feature, 'shape') ?? '')
  if (shape === undefined || shape.length === 0) return null
  const dims = rangesAt(feature, 'shapeRange', 'hasShapeFlexibility')
  if (dims === undefined) return shape
  // flexible in a way that is not told: only the rank is sure
  return dims.length === shape.length ? dims : shape.map(() => null)
}

/** `[[1, 1], [1, 512]]` → a size per axis; undefined for what is fixed, [] for a range that is not told. */
function rangesAt(feature: JsonObject, key: string, flag: string): readonly Dim[] | undefined {
  if (textAt(feature, flag) !== '1') return undefined
  const pairs = [...(textAt(feature, key) ?? '').slice(0, 4_096).matchAll(/\[\s*(-?\d{1,15})\s*,\s*(-?\d{1,15})\s*\]/g)]
  return pairs.map(([, lower, upper]) => (lower === upper ? Number(lower) : -1))
}

function numbersIn(text: string): readonly number[] | undefined {
  return /^\s*\[[\d\s,]{0,4096}\]\s*$/.test(text) ? (text.match(/\d{1,15}/g) ?? []).map(Number) : undefined
}

function sizeAt(feature: JsonObject, key: string): Dim {
  // a size that may change is only the default
  if (textAt(feature, 'hasSizeFlexibility') === '1') return null
  const size = Number(textAt(feature, key) ?? '')
  return Number.isInteger(size) && size > 0 ? size : null
}

const word = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined)

/** Numbers are written as text: both are taken. */
function textAt(object: JsonObject, key: string): string | undefined {
  const value = own(object, key)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}
