import type { DType, Field, Shape } from '../contract/types.ts'

/**
 * The Open Inference Protocol ("KServe v2"), as JSON: what it calls the types of tensors, and what one tensor looks like in a request.
 * Source: github.com/kserve/open-inference-protocol, specification/protocol/inference_rest.md ("Tensor Data Types").
 */

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

interface Encoding {
  /** Words of the protocol that carry this type; servers differ (`FP64` for a Python float). */
  readonly datatypes: readonly string[]
  /** One element of `data`. */
  readonly element: JsonSchema
}

const integer = (datatype: string, bits: number, signed: boolean): Encoding => {
  // beyond 2^53 a number of JSON is not what was written
  const exact = Math.min(signed ? bits - 1 : bits, 53)
  return { datatypes: [datatype], element: { type: 'integer', minimum: signed ? -(2 ** exact) : 0, maximum: 2 ** exact - 1 } }
}
const TEXT: JsonSchema = { type: 'string' }
const NUMBER: JsonSchema = { type: 'number' }

/** Types that the protocol has a word for; the others can't be sent as JSON. */
const ENCODINGS: Readonly<Partial<Record<DType, Encoding>>> = {
  bool: { datatypes: ['BOOL'], element: { type: 'boolean' } },
  int8: integer('INT8', 8, true),
  int16: integer('INT16', 16, true),
  int32: integer('INT32', 32, true),
  int64: integer('INT64', 64, true),
  uint8: integer('UINT8', 8, false),
  uint16: integer('UINT16', 16, false),
  uint32: integer('UINT32', 32, false),
  uint64: integer('UINT64', 64, false),
  // the largest finite half, single and double
  float16: { datatypes: ['FP16'], element: { type: 'number', minimum: -65_504, maximum: 65_504 } },
  float32: { datatypes: ['FP32'], element: { type: 'number', minimum: -3.4028234663852886e38, maximum: 3.4028234663852886e38 } },
  float64: { datatypes: ['FP64'], element: NUMBER },
  string: { datatypes: ['BYTES'], element: TEXT },
  bytes: { datatypes: ['BYTES'], element: TEXT },
  date: { datatypes: ['BYTES'], element: { type: 'string', format: 'date' } },
  timestamp: { datatypes: ['BYTES'], element: { type: 'string', format: 'date-time' } },
}

/** Every word of the protocol, for tensors of unknown type. */
const ALL_DATATYPES = [...new Set(Object.values(ENCODINGS).flatMap(({ datatypes }) => datatypes))]

/** How sizes that the contract leaves open are written: `null` = any size, else this one, so that whatever the schema allows is one consistent request. */
export type OpenSize = number | null

/** One tensor of `inputs` or `outputs`: name, shape, datatype, and data as nested arrays or flat in row-major order. */
export function tensorSchema(field: Field, open: OpenSize): JsonSchema {
  const frame = { type: 'object', required: ['name', 'shape', 'datatype', 'data'], additionalProperties: false, title: field.name }
  if (!('type' in field)) {
    const kind = ['sequence', 'map', 'struct', 'image'].find((name) => name in field)
    return {
      ...frame,
      description: `A ${kind}: the protocol has no tensor for it.`,
      properties: { name: { const: field.name }, shape: shapeSchema(null, open), datatype: TEXT, data: { type: 'array' }, parameters: PARAMETERS },
    }
  }
  const encoding = field.type === null ? undefined : ENCODINGS[field.type]
  const words = field.type === null ? ALL_DATATYPES : (encoding?.datatypes ?? [])
  const unsendable = field.type !== null && encoding === undefined
  return {
    ...frame,
    ...(unsendable && { description: `${field.type}: the protocol has no datatype for it, the server's own extension is needed.` }),
    properties: {
      name: { const: field.name },
      shape: shapeSchema(field.shape, open),
      datatype: unsendable ? TEXT : words.length === 1 ? { const: words[0] } : { enum: words },
      data: dataSchema(field.shape, encoding?.element ?? true, open),
      parameters: PARAMETERS,
    },
  }
}

/** `$parameters`: names with texts, numbers and truths. */
export const PARAMETERS: JsonSchema = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } }

function shapeSchema(shape: Shape, open: OpenSize): JsonSchema {
  if (shape === null) return { type: 'array', items: SIZE }
  // the protocol has no scalars: one element
  const dims = shape.length === 0 ? [1] : shape
  const prefixItems = dims.map((dim) => {
    const size = sizeOf(dim, open)
    return size === null ? SIZE : { const: size }
  })
  return { type: 'array', prefixItems, items: false, minItems: dims.length, maxItems: dims.length }
}

const SIZE: JsonSchema = { type: 'integer', minimum: 0 }

/** `null`: any. */
function sizeOf(dim: NonNullable<Shape>[number], open: OpenSize): number | null {
  return typeof dim === 'number' && dim >= 0 ? dim : open
}

/** Nested arrays of these sizes. Flat data is as valid for the protocol, and said so only where sizes are open: the sizes could not be told otherwise. */
function dataSchema(shape: Shape, element: JsonSchema, open: OpenSize): JsonSchema {
  if (shape === null) return { type: 'array' }
  const sizes = (shape.length === 0 ? [1] : shape).map((dim) => sizeOf(dim, open))
  const nested = sizes.reduceRight<JsonSchema>((items, size) => arrayOf(items, size), element)
  if (sizes.length === 1) return nested
  const count = sizes.reduce<number | null>((product, size) => (product === null || size === null ? null : product * size), 1)
  return { anyOf: [nested, arrayOf(element, count)] }
}

function arrayOf(items: JsonSchema, size: number | null): JsonSchema {
  return size === null ? { type: 'array', items } : { type: 'array', items, minItems: size, maxItems: size }
}
