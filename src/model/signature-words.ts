import type { DType, Profile } from '../contract/types.ts'

/**
 * Enums of Hydrosphere's ModelSignature. Source: hydro-serving-protos, serving/contract/types.proto (DataType, DataProfileType), and for the
 * rows marked "old" tf/types.proto of its 2.x line. Names as in protobuf text, numbers as on the wire.
 */
export const DATA_TYPES: readonly (readonly [name: string, number: number, type: DType])[] = [
  ['DT_FLOAT', 1, 'float32'],
  ['DT_DOUBLE', 2, 'float64'],
  ['DT_INT32', 3, 'int32'],
  ['DT_UINT8', 4, 'uint8'],
  ['DT_INT16', 5, 'int16'],
  ['DT_INT8', 6, 'int8'],
  ['DT_STRING', 7, 'string'],
  ['DT_COMPLEX64', 8, 'complex64'],
  ['DT_INT64', 9, 'int64'],
  ['DT_BOOL', 10, 'bool'],
  ['DT_QINT8', 11, 'qint8'],
  ['DT_QUINT8', 12, 'quint8'],
  ['DT_QINT32', 13, 'qint32'],
  ['DT_BFLOAT16', 14, 'bfloat16'], // old: readers of the 3.x line see an unknown number
  ['DT_QINT16', 15, 'qint16'],
  ['DT_QUINT16', 16, 'quint16'],
  ['DT_UINT16', 17, 'uint16'],
  ['DT_COMPLEX128', 18, 'complex128'],
  ['DT_HALF', 19, 'float16'],
  ['DT_UINT32', 22, 'uint32'],
  ['DT_UINT64', 23, 'uint64'],
]

/** Legal on the wire, but no type that a contract could promise: DT_INVALID "not set", resources, variants, ANY, Hydrosphere's MAP. */
export const OPEN_TYPES: readonly (readonly [name: string, number: number])[] = [
  ['DT_INVALID', 0],
  ['DT_RESOURCE', 20],
  ['DT_VARIANT', 21],
  ['DT_ANY', 24],
  ['DT_MAP', 27],
]

/** Written for what the enum cannot say: both generations know 0 as "not set". */
export const DT_INVALID = 0

export const PROFILE_NUMBERS: readonly (readonly [name: string, number: number, profile: Profile])[] = [
  ['NONE', 0, 'none'],
  ['CATEGORICAL', 1, 'categorical'],
  ['NOMINAL', 11, 'nominal'],
  ['ORDINAL', 12, 'ordinal'],
  ['NUMERICAL', 2, 'numerical'],
  ['CONTINUOUS', 21, 'continuous'],
  ['INTERVAL', 22, 'interval'],
  ['RATIO', 23, 'ratio'],
  ['IMAGE', 3, 'image'],
  ['VIDEO', 4, 'video'],
  ['AUDIO', 5, 'audio'],
  ['TEXT', 6, 'text'],
]
