/**
 * The messages of ONNX that a contract depends on, by field number. What is not listed is stepped over, never read.
 * Source: onnx/onnx.proto (IR version 13, onnx 1.23). Names serve the text and JSON forms too.
 */

/** `blob`: bytes that are only read where a shape depends on them. */
export type Scalar = 'int' | 'float' | 'text' | 'blob'
export type FieldType = Scalar | (() => Schema)

export interface SchemaField {
  readonly name: string
  readonly type: FieldType
}
export type Schema = Readonly<Record<number, SchemaField>>

const field = (name: string, type: FieldType): SchemaField => ({ name, type })

const ENTRY: Schema = { 1: field('key', 'text'), 2: field('value', 'text') }

const DIMENSION: Schema = { 1: field('dim_value', 'int'), 2: field('dim_param', 'text') }
const TENSOR_SHAPE: Schema = { 1: field('dim', () => DIMENSION) }
const TENSOR_TYPE: Schema = { 1: field('elem_type', 'int'), 2: field('shape', () => TENSOR_SHAPE) }
const ELEMENT_TYPE: Schema = { 1: field('elem_type', () => TYPE) }
const MAP_TYPE: Schema = { 1: field('key_type', 'int'), 2: field('value_type', () => TYPE) }
const OPAQUE_TYPE: Schema = { 1: field('domain', 'text'), 2: field('name', 'text') }
const TYPE: Schema = {
  1: field('tensor_type', () => TENSOR_TYPE),
  4: field('sequence_type', () => ELEMENT_TYPE),
  5: field('map_type', () => MAP_TYPE),
  7: field('opaque_type', () => OPAQUE_TYPE),
  8: field('sparse_tensor_type', () => TENSOR_TYPE),
  9: field('optional_type', () => ELEMENT_TYPE),
}
const VALUE_INFO: Schema = { 1: field('name', 'text'), 2: field('type', () => TYPE) }

const TENSOR: Schema = {
  1: field('dims', 'int'),
  2: field('data_type', 'int'),
  4: field('float_data', 'blob'),
  5: field('int32_data', 'blob'),
  7: field('int64_data', 'blob'),
  8: field('name', 'text'),
  9: field('raw_data', 'blob'),
  13: field('external_data', () => ENTRY),
  14: field('data_location', 'int'),
}
const SPARSE_TENSOR: Schema = { 1: field('values', () => TENSOR), 3: field('dims', 'int') }

const ATTRIBUTE: Schema = {
  1: field('name', 'text'),
  2: field('f', 'float'),
  3: field('i', 'int'),
  4: field('s', 'blob'),
  5: field('t', () => TENSOR),
  6: field('g', () => GRAPH),
  7: field('floats', 'float'),
  8: field('ints', 'int'),
  9: field('strings', 'blob'),
  20: field('type', 'int'),
  21: field('ref_attr_name', 'text'),
  22: field('sparse_tensor', () => SPARSE_TENSOR),
}
const NODE: Schema = {
  1: field('input', 'text'),
  2: field('output', 'text'),
  4: field('op_type', 'text'),
  5: field('attribute', () => ATTRIBUTE),
  7: field('domain', 'text'),
  8: field('overload', 'text'),
}
const GRAPH: Schema = {
  1: field('node', () => NODE),
  5: field('initializer', () => TENSOR),
  11: field('input', () => VALUE_INFO),
  12: field('output', () => VALUE_INFO),
  13: field('value_info', () => VALUE_INFO),
  15: field('sparse_initializer', () => SPARSE_TENSOR),
}
const OPSET: Schema = { 1: field('domain', 'text'), 2: field('version', 'int') }
const FUNCTION: Schema = {
  1: field('name', 'text'),
  4: field('input', 'text'),
  5: field('output', 'text'),
  7: field('node', () => NODE),
  9: field('opset_import', () => OPSET),
  10: field('domain', 'text'),
  11: field('attribute_proto', () => ATTRIBUTE),
  13: field('overload', 'text'),
}

export const MODEL: Schema = {
  1: field('ir_version', 'int'),
  2: field('producer_name', 'text'),
  3: field('producer_version', 'text'),
  7: field('graph', () => GRAPH),
  8: field('opset_import', () => OPSET),
  14: field('metadata_props', () => ENTRY),
  25: field('functions', () => FUNCTION),
}

/** Field numbers of ModelProto, wanted or not, with their wire types: what a file must look like to be ONNX. */
export const MODEL_WIRE: Readonly<Record<number, 0 | 2>> = { 1: 0, 2: 2, 3: 2, 4: 2, 5: 0, 6: 2, 7: 2, 8: 2, 14: 2, 20: 2, 25: 2, 26: 2 }

/** Field numbers of GraphProto; all are length-delimited. */
export const GRAPH_FIELDS: ReadonlySet<number> = new Set([1, 2, 5, 10, 11, 12, 13, 14, 15, 16])
