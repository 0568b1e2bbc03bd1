import type { DType } from '../../contract/types.ts'

/**
 * Datatypes of the Open Inference (KServe v2) protocol, and Triton's names for the same (`TYPE_` before them in config.pbtxt).
 * github.com/kserve/open-inference-protocol "Tensor Data Types"; triton-inference-server/common protobuf/model_config.proto.
 */
const V2_TYPES: ReadonlyMap<string, DType> = new Map([
  ['BOOL', 'bool'],
  ['UINT8', 'uint8'],
  ['UINT16', 'uint16'],
  ['UINT32', 'uint32'],
  ['UINT64', 'uint64'],
  ['INT8', 'int8'],
  ['INT16', 'int16'],
  ['INT32', 'int32'],
  ['INT64', 'int64'],
  ['FP16', 'float16'],
  ['FP32', 'float32'],
  ['FP64', 'float64'],
  ['BF16', 'bfloat16'],
  // text in nearly every use; the protocol does not tell text from bytes
  ['BYTES', 'string'],
  ['STRING', 'string'],
])

/** `null` for words the protocol does not have. */
export const v2Type = (word: string): DType | null => V2_TYPES.get(word) ?? null

/** All words, for messages. */
export const V2_WORDS: readonly string[] = [...V2_TYPES.keys()]
