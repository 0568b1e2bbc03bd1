import type { DType, Field, Shape, Value } from '../../contract/types.ts'
import { isObject, type Json, type JsonObject, own } from '../../formats/json-document.ts'
import { numpyType } from '../wrappers/numpy-types.ts'

/**
 * JSON Schema as BentoML writes it for the inputs and outputs of an API, with its own types `tensor`, `dataframe` and `file`.
 * Source: bentoml/BentoML src/_bentoml_sdk/validators.py (`TensorSchema`, `DataframeSchema`, `FileSchema`), method.py (`schema`).
 */

/** Objects in arrays in objects. */
const MAX_DEPTH = 32
const MAX_FIELDS = 10_000

const SCALARS: ReadonlyMap<string, DType> = new Map([
  ['string', 'string'],
  ['integer', 'int64'],
  ['number', 'float64'],
  ['boolean', 'bool'],
])

const UNKNOWN: Value = { type: null, shape: null }

/** The parameters of an API: properties of one object; those with a default, or not required, may be left out. */
export function parametersOf(schema: Json | undefined): readonly Field[] {
  const properties = schema !== undefined && isObject(schema) ? own(schema, 'properties') : undefined
  if (schema === undefined || !isObject(schema) || properties === undefined || !isObject(properties)) return []
  const required = own(schema, 'required')
  const names = new Set(Array.isArray(required) ? required : [])
  return Object.entries(properties)
    .slice(0, MAX_FIELDS)
    .map(([name, property]): Field => {
      const hasDefault = isObject(property) && Object.hasOwn(property, 'default')
      return { name, ...valueIn(property, 0), ...((hasDefault || !names.has(name)) && { optional: true }) }
    })
}

/** What a schema describes; what it leaves open, or what no contract can say, is unknown. */
export function valueIn(schema: Json | undefined, depth = 0): Value {
  if (schema === undefined || !isObject(schema) || depth > MAX_DEPTH) return UNKNOWN
  const type = own(schema, 'type')
  switch (type) {
    case 'tensor':
      return { type: numpyType(own(schema, 'dtype')), shape: tensorShape(own(schema, 'shape')) }
    case 'dataframe':
      return tableOf(own(schema, 'columns'))
    case 'file':
      return fileOf(own(schema, 'format'))
    case 'array':
      return arrayOf(schema, depth)
    case 'object':
      return objectOf(schema, depth)
    default: {
      const scalar = typeof type === 'string' ? SCALARS.get(type) : undefined
      return scalar === undefined ? UNKNOWN : { type: stringType(schema, scalar), shape: [] }
    }
  }
}

/** JSON carries times and bytes as text; pydantic says which. */
function stringType(schema: JsonObject, scalar: DType): DType {
  if (scalar !== 'string') return scalar
  const format = own(schema, 'format')
  if (format === 'date-time') return 'timestamp'
  if (format === 'date') return 'date'
  return format === 'binary' ? 'bytes' : 'string'
}

/** Sizes as they are written; -1 is any. Without a shape an array of any rank is taken. */
function tensorShape(shape: Json | undefined): Shape {
  if (!Array.isArray(shape)) return null
  const sizes = shape.map((size: Json) => (typeof size === 'number' && Number.isSafeInteger(size) && size >= -1 ? size : null))
  return sizes
}

function tableOf(columns: Json | undefined): Value {
  if (!Array.isArray(columns) || columns.length > MAX_FIELDS) return UNKNOWN
  const names = columns.filter((name): name is string => typeof name === 'string')
  return { struct: [...new Set(names)].map((name) => ({ name, type: null, shape: [-1] })) }
}

function fileOf(format: Json | undefined): Value {
  const profile = format === 'image' || format === 'video' || format === 'audio' || format === 'text' ? format : undefined
  return { type: 'bytes', shape: [], ...(profile && { profile }) }
}

/** Lists of numbers, also nested ones, are tensors; of other things, sequences. */
function arrayOf(schema: JsonObject, depth: number): Value {
  const item = valueIn(own(schema, 'items'), depth + 1)
  if ('shape' in item) return item.type === null || item.shape === null ? UNKNOWN : { type: item.type, shape: [-1, ...item.shape] }
  return { sequence: item }
}

function objectOf(schema: JsonObject, depth: number): Value {
  const properties = own(schema, 'properties')
  if (properties !== undefined && isObject(properties)) {
    const required = own(schema, 'required')
    const names = new Set(Array.isArray(required) ? required : [])
    const fields = Object.entries(properties).slice(0, MAX_FIELDS)
    return { struct: fields.map(([name, property]) => ({ name, ...valueIn(property, depth + 1), ...(!names.has(name) && { optional: true }) })) }
  }
  const values = own(schema, 'additionalProperties')
  return values !== undefined && isObject(values) ? { map: { key: 'string', value: valueIn(values, depth + 1) } } : UNKNOWN
}
