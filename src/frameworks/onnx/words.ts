import type { DType } from '../../contract/types.ts'

/** TensorProto.DataType by number; what the list doesn't know (a future type) is an unknown type. Source: onnx.proto, `enum DataType`. */
const DTYPE_BY_ID: Readonly<Record<number, DType>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  14: 'complex64',
  15: 'complex128',
  16: 'bfloat16',
  17: 'float8e4m3fn',
  18: 'float8e4m3fnuz',
  19: 'float8e5m2',
  20: 'float8e5m2fnuz',
  21: 'uint4',
  22: 'int4',
  23: 'float4e2m1',
  24: 'float8e8m0',
  25: 'uint2',
  26: 'int2',
}

export const dtypeOf = (id: number | undefined): DType | null => (id === undefined ? null : (DTYPE_BY_ID[id] ?? null))

/** TensorProto.DataType. */
const DATA_TYPES: Readonly<Record<string, number>> = {
  UNDEFINED: 0,
  FLOAT: 1,
  UINT8: 2,
  INT8: 3,
  UINT16: 4,
  INT16: 5,
  INT32: 6,
  INT64: 7,
  STRING: 8,
  BOOL: 9,
  FLOAT16: 10,
  DOUBLE: 11,
  UINT32: 12,
  UINT64: 13,
  COMPLEX64: 14,
  COMPLEX128: 15,
  BFLOAT16: 16,
  FLOAT8E4M3FN: 17,
  FLOAT8E4M3FNUZ: 18,
  FLOAT8E5M2: 19,
  FLOAT8E5M2FNUZ: 20,
  UINT4: 21,
  INT4: 22,
  FLOAT4E2M1: 23,
  FLOAT8E8M0: 24,
  UINT2: 25,
  INT2: 26,
}

/** AttributeProto.AttributeType. */
const ATTRIBUTE_TYPES: Readonly<Record<string, number>> = {
  UNDEFINED: 0,
  FLOAT: 1,
  INT: 2,
  STRING: 3,
  TENSOR: 4,
  GRAPH: 5,
  FLOATS: 6,
  INTS: 7,
  STRINGS: 8,
  TENSORS: 9,
  GRAPHS: 10,
}

/** TensorProto.DataLocation. */
const LOCATIONS: Readonly<Record<string, number>> = { DEFAULT: 0, EXTERNAL: 1 }

/** An enum value that the text and JSON forms write by name: `elem_type: FLOAT`. */
export function enumValue(field: string, word: string): number | undefined {
  const table = field === 'type' ? ATTRIBUTE_TYPES : field === 'data_location' ? LOCATIONS : DATA_TYPES
  return Object.hasOwn(table, word) ? table[word] : undefined
}
