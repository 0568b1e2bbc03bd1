import type { DType } from '../../contract/types.ts'

/**
 * TensorFlow's DataType enum: number, name, and the contract's word for it (null: no value a caller can send).
 * Source: tensorflow/core/framework/types.proto.
 */
const ROWS: readonly (readonly [number, string, DType | null])[] = [
  [0, 'DT_INVALID', null],
  [1, 'DT_FLOAT', 'float32'],
  [2, 'DT_DOUBLE', 'float64'],
  [3, 'DT_INT32', 'int32'],
  [4, 'DT_UINT8', 'uint8'],
  [5, 'DT_INT16', 'int16'],
  [6, 'DT_INT8', 'int8'],
  [7, 'DT_STRING', 'string'],
  [8, 'DT_COMPLEX64', 'complex64'],
  [9, 'DT_INT64', 'int64'],
  [10, 'DT_BOOL', 'bool'],
  [11, 'DT_QINT8', 'qint8'],
  [12, 'DT_QUINT8', 'quint8'],
  [13, 'DT_QINT32', 'qint32'],
  [14, 'DT_BFLOAT16', 'bfloat16'],
  [15, 'DT_QINT16', 'qint16'],
  [16, 'DT_QUINT16', 'quint16'],
  [17, 'DT_UINT16', 'uint16'],
  [18, 'DT_COMPLEX128', 'complex128'],
  [19, 'DT_HALF', 'float16'],
  [20, 'DT_RESOURCE', null],
  [21, 'DT_VARIANT', null],
  [22, 'DT_UINT32', 'uint32'],
  [23, 'DT_UINT64', 'uint64'],
  [24, 'DT_FLOAT8_E5M2', 'float8e5m2'],
  [25, 'DT_FLOAT8_E4M3FN', 'float8e4m3fn'],
  [26, 'DT_FLOAT8_E4M3FNUZ', 'float8e4m3fnuz'],
  [27, 'DT_FLOAT8_E4M3B11FNUZ', null],
  [28, 'DT_FLOAT8_E5M2FNUZ', 'float8e5m2fnuz'],
  [29, 'DT_INT4', 'int4'],
  [30, 'DT_UINT4', 'uint4'],
  [31, 'DT_INT2', 'int2'],
  [32, 'DT_UINT2', 'uint2'],
  [33, 'DT_FLOAT4_E2M1FN', 'float4e2m1'],
]

/** A variable's reference type is its value's type plus 100 (types.proto). */
const REF = 100

/** Enum names for text files, reference types included. */
export const DTYPE_WORDS: ReadonlyMap<string, number> = new Map(
  ROWS.flatMap(([id, name]) => [
    [name, id],
    [`${name}_REF`, id + REF],
  ]),
)

const BY_ID = new Map(ROWS.map(([id, , dtype]) => [id, dtype]))
const NAMES = new Map(ROWS.map(([id, name]) => [id, name]))

/** The contract's type of a DataType number; null for none, resources, variants and numbers from the future. */
export function dtypeOf(id: number): DType | null {
  return BY_ID.get(id > REF ? id - REF : id) ?? null
}

/** DT_… name for messages. */
export function dtypeName(id: number): string {
  return NAMES.get(id > REF ? id - REF : id) ?? `DataType ${id}`
}

export const DT_STRING = 7
