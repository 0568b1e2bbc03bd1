import type { DType, Profile } from '../../contract/types.ts'

/** Slots of the tables that are read. Source: tensorflow/compiler/mlir/lite/schema/schema.fbs. */
export const MODEL = { version: 0, subgraphs: 2, buffers: 4, metadata: 6, signatures: 7 } as const
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

export const METADATA = { name: 0, buffer: 1 } as const
export const BUFFER = { data: 0 } as const

/** Slots inside of the buffer `TFLITE_METADATA`; a union counts as two. Source: tflite-support, tensorflow_lite_support/metadata/metadata_schema.fbs. */
export const MODEL_METADATA = { subgraphs: 3 } as const
export const SUBGRAPH_METADATA = { inputs: 2, outputs: 3 } as const
export const TENSOR_METADATA = { content: 3, processUnits: 4, files: 6 } as const
export const CONTENT = { type: 0 } as const
/** `normalization`: id of NormalizationOptions in the union. */
export const PROCESS_UNIT = { type: 0, options: 1, normalization: 1 } as const
export const NORMALIZATION = { mean: 0, std: 1 } as const
/** `axisLabels`: AssociatedFileType.TENSOR_AXIS_LABELS. */
export const ASSOCIATED_FILE = { name: 0, type: 2, locale: 3, axisLabels: 2 } as const

/** `union ContentProperties`: features and bounding boxes say nothing that a profile is for. Same source. */
export const CONTENT_PROFILES: ReadonlyMap<number, Profile> = new Map([
  [2, 'image'],
  [4, 'audio'],
])
