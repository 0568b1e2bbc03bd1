import type { DType } from '../../../contract/types.ts'
import type { Json } from '../../../formats/json.ts'

/** `enum ScalarType`: number in files of today, name in early ones. Source: torch/_export/serde/schema.py. `null`: no word of contracts. */
const ROWS: readonly (readonly [number, string, DType | null])[] = [
  [1, 'BYTE', 'uint8'],
  [2, 'CHAR', 'int8'],
  [3, 'SHORT', 'int16'],
  [4, 'INT', 'int32'],
  [5, 'LONG', 'int64'],
  [6, 'HALF', 'float16'],
  [7, 'FLOAT', 'float32'],
  [8, 'DOUBLE', 'float64'],
  [9, 'COMPLEXHALF', null],
  [10, 'COMPLEXFLOAT', 'complex64'],
  [11, 'COMPLEXDOUBLE', 'complex128'],
  [12, 'BOOL', 'bool'],
  [13, 'BFLOAT16', 'bfloat16'],
  [28, 'UINT16', 'uint16'],
  [29, 'FLOAT8E4M3FN', 'float8e4m3fn'],
  [30, 'FLOAT8E5M2', 'float8e5m2'],
  [31, 'FLOAT8E4M3FNUZ', 'float8e4m3fnuz'],
  [32, 'FLOAT8E5M2FNUZ', 'float8e5m2fnuz'],
]

const DTYPES: ReadonlyMap<Json, DType | null> = new Map<Json, DType | null>([
  ...ROWS.map(([code, , type]) => [code, type] as const),
  ...ROWS.map(([, name, type]) => [name, type] as const),
])

/** `dtype` of a TensorMeta; `null` where contracts have no word for it. */
export const dtypeOf = (code: Json | undefined): DType | null => (code === undefined ? null : (DTYPES.get(code) ?? null))

/** The kinds of Argument that are one Python value. Python's int is 64 bits wide where it meets a tensor, its float 64. */
export const SCALARS: Readonly<Record<string, DType>> = {
  as_int: 'int64',
  as_sym_int: 'int64',
  as_float: 'float64',
  as_sym_float: 'float64',
  as_bool: 'bool',
  as_sym_bool: 'bool',
  as_string: 'string',
  as_complex: 'complex128',
}
