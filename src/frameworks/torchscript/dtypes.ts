import type { DType } from '../../contract/types.ts'

/** Numbers of c10::ScalarType; holes are types the contract language has no word for. Source: pytorch c10/core/ScalarType.h. */
const SCALAR_TYPES: readonly (DType | null)[] = [
  'uint8',
  'int8',
  'int16',
  'int32',
  'int64',
  'float16',
  'float32',
  'float64',
  null, // complex32
  'complex64',
  'complex128',
  'bool',
  'qint8',
  'quint8',
  'qint32',
  'bfloat16',
  null, // quint4x2
  null, // quint2x4
  null, // bits…
  null,
  null,
  null,
  null,
  'float8e5m2',
  'float8e4m3fn',
  'float8e5m2fnuz',
  'float8e4m3fnuz',
  'uint16',
  'uint32',
  'uint64',
]

export const scalarType = (number: number): DType | null => SCALAR_TYPES[number] ?? null

/** The number of a type, or null where it has none. */
export function scalarNumber(type: DType): number | null {
  const number = SCALAR_TYPES.indexOf(type)
  return number < 0 ? null : number
}

/** Classes of storages as pickles name them. Source: pytorch torch/csrc/jit/serialization/pickler.cpp, toString(ScalarType). */
const STORAGES: Readonly<Record<string, DType>> = {
  ByteStorage: 'uint8',
  CharStorage: 'int8',
  ShortStorage: 'int16',
  IntStorage: 'int32',
  LongStorage: 'int64',
  HalfStorage: 'float16',
  FloatStorage: 'float32',
  DoubleStorage: 'float64',
  ComplexFloatStorage: 'complex64',
  ComplexDoubleStorage: 'complex128',
  BoolStorage: 'bool',
  QInt8Storage: 'qint8',
  QUInt8Storage: 'quint8',
  QInt32Storage: 'qint32',
  BFloat16Storage: 'bfloat16',
}

export const storageType = (name: string): DType | null => (Object.hasOwn(STORAGES, name) ? (STORAGES[name] ?? null) : null)

/** Names of caffe2's TensorProto in files of 2019. Source: pytorch caffe2/proto/caffe2.proto. */
const CAFFE2: Readonly<Record<string, DType>> = {
  FLOAT: 'float32',
  INT32: 'int32',
  UINT8: 'uint8',
  INT8: 'int8',
  UINT16: 'uint16',
  INT16: 'int16',
  INT64: 'int64',
  FLOAT16: 'float16',
  DOUBLE: 'float64',
  BOOL: 'bool',
}

export const caffe2Type = (name: string): DType | null => (Object.hasOwn(CAFFE2, name) ? (CAFFE2[name] ?? null) : null)

/** Bytes of one element of the integer types that shapes are computed with. */
export const INTEGER_BYTES: Readonly<Partial<Record<DType, number>>> = { uint8: 1, int8: 1, int16: 2, int32: 4, int64: 8 }

export const isFloating = (type: DType): boolean => /^(?:b?float|complex)/.test(type)
export const isInteger = (type: DType): boolean => /^u?int/.test(type)

/** Which of bool, integer, float, complex: of an operand with axes only this is promoted by one without. */
const rankOf = (type: DType): number => (type === 'bool' ? 0 : isInteger(type) ? 1 : type.startsWith('complex') ? 3 : 2)

const FLOAT_WIDTH: Readonly<Partial<Record<DType, number>>> = { float16: 1, bfloat16: 1, float32: 2, float64: 3 }

/** torch.promote_types; null where there is no such type. Source: pytorch c10/core/ScalarType.cpp. */
export function promoteTypes(a: DType, b: DType): DType | null {
  if (a === b) return a
  const [low, high] = rankOf(a) <= rankOf(b) ? [a, b] : [b, a]
  if (rankOf(low) < rankOf(high)) {
    if (rankOf(high) === 3) return low === 'float64' ? 'complex128' : high
    return high
  }
  if (rankOf(a) === 3) return 'complex128'
  if (rankOf(a) === 2) {
    const [x, y] = [FLOAT_WIDTH[a], FLOAT_WIDTH[b]]
    if (x === undefined || y === undefined) return null
    return x === y ? 'float32' : x > y ? a : b
  }
  const [x, y] = [INTEGER_BYTES[a], INTEGER_BYTES[b]]
  if (x === undefined || y === undefined) return null
  // one unsigned: the next signed type that holds both
  const unsigned = a === 'uint8' || b === 'uint8'
  if (unsigned && Math.max(x, y) === 1) return 'int16'
  return x > y ? a : b
}

/** Kinds as numbers, for results of operands with and without axes. */
export const kindRank = rankOf
