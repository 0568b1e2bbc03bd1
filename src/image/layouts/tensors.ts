import type { DType, Field } from '../../contract/types.ts'

/** A tensor of which type and every size are known; `-1` is any size. */
export interface Tensor {
  readonly name: string
  readonly type: DType
  readonly shape: readonly number[]
  readonly optional: boolean
}

/** What a type is called by servers. The Open Inference Protocol ("Tensor Data Types") has the first; MLflow's columns and NumPy the others. */
interface Words {
  readonly protocol: string
  /** `mlflow.types.DataType`. */
  readonly column?: string
  readonly numpy?: string
}

/** Types that some server has a word for. */
export const WORDS: Readonly<Partial<Record<DType, Words>>> = {
  bool: { protocol: 'BOOL', column: 'boolean', numpy: 'bool' },
  int8: { protocol: 'INT8', numpy: 'int8' },
  int16: { protocol: 'INT16', numpy: 'int16' },
  int32: { protocol: 'INT32', column: 'integer', numpy: 'int32' },
  int64: { protocol: 'INT64', column: 'long', numpy: 'int64' },
  uint8: { protocol: 'UINT8', numpy: 'uint8' },
  uint16: { protocol: 'UINT16', numpy: 'uint16' },
  uint32: { protocol: 'UINT32', numpy: 'uint32' },
  uint64: { protocol: 'UINT64', numpy: 'uint64' },
  float16: { protocol: 'FP16', numpy: 'float16' },
  float32: { protocol: 'FP32', column: 'float', numpy: 'float32' },
  float64: { protocol: 'FP64', column: 'double', numpy: 'float64' },
  bfloat16: { protocol: 'BF16' },
  string: { protocol: 'BYTES', column: 'string' },
  bytes: { protocol: 'BYTES', column: 'binary' },
  timestamp: { protocol: 'BYTES', column: 'datetime' },
}

/** How sure a fact must be: `firm` where a server enforces what is written, `shown` where it only tells callers, as the contract does. */
export type Sureness = 'firm' | 'shown'

/**
 * The tensors of a list of fields, or in words the first thing that is not known of them (then nothing is written: half a list would be a wrong one).
 * Symbols are any size: no server's configuration ties two sizes together.
 */
export function tensorsOf(fields: readonly Field[], sureness: Sureness): readonly Tensor[] | string {
  const tensors: Tensor[] = []
  for (const field of fields) {
    if (!('type' in field)) return `${JSON.stringify(field.name)} is no tensor`
    const assumed = sureness === 'firm' ? (field.assumed ?? []) : []
    if (field.type === null || assumed.includes('type')) return `the type of ${JSON.stringify(field.name)} is not known`
    if (WORDS[field.type] === undefined) return `${JSON.stringify(field.name)} is ${field.type}, which the server has no word for`
    const shape = field.shape?.map((dim) => (typeof dim === 'string' ? -1 : dim))
    const sizes = shape?.filter((dim) => dim !== null)
    if (sizes === undefined || sizes.length !== shape?.length || assumed.includes('shape'))
      return `the shape of ${JSON.stringify(field.name)} is not known`
    tensors.push({ name: field.name, type: field.type, shape: sizes, optional: field.optional === true })
  }
  return tensors
}

/** The protocol's word for a tensor's type. */
export function datatypeOf({ type }: Pick<Tensor, 'type'>): string {
  return WORDS[type]?.protocol ?? 'BYTES'
}
