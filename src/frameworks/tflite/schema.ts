import type { DType } from '../../contract/types.ts'

/** Slots of the tables that are read. Source: tensorflow/compiler/mlir/lite/schema/schema.fbs. */
export const MODEL = { version: 0, subgraphs: 2, metadata: 6, signatures: 7 } as const
export const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2 } as const
export const TENSOR = { shape: 0, type: 1, name: 3, quantization: 4, shapeSignature: 7, hasRank: 8 } as const
export const QUANTIZATION = { scale: 2, zeroPoint: 3 } as const
export const SIGNATURE = { inputs: 0, outputs: 1, key: 2, subgraph: 4 } as const
export const TENSOR_MAP = { name: 0, tensor: 1 } as const

/** `enum TensorType`; resources and variants (13, 14) are no values callers can send. Same source. */
export const TENSOR_TYPES: readonly (DType | null)[] = [
  'float32',
  'float16',
  'int32',
  'uint8',
  'int64',
  'string',
  'bool',
  'int16',
  'complex64',
  'int8',
  'float64',
  'complex128',
  'uint64',
  null,
  null,
  'uint32',
  'uint16',
  'int4',
  'bfloat16',
  'int2',
  'uint4',
]
