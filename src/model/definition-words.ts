import { DTYPES, type DType, PROFILES, type Profile } from '../contract/types.ts'

/**
 * Other names of element types: Hydrosphere's manifest (docs reference/manifests.md), TensorFlow's DT_* (types.proto, serving/contract/types.proto),
 * numpy's, Triton's. Only names that mean one thing: `object`, `byte`, `float_` are left to the author to say clearly.
 */
export const TYPE_ALIASES: Readonly<Record<string, DType>> = {
  boolean: 'bool',
  bool_: 'bool',
  str: 'string',
  short: 'int16',
  int: 'int32',
  long: 'int64',
  half: 'float16',
  float: 'float32',
  single: 'float32',
  double: 'float64',
  fp16: 'float16',
  fp32: 'float32',
  fp64: 'float64',
  bf16: 'bfloat16',
  datetime: 'timestamp',
  datetime64: 'timestamp',
  'datetime64[ns]': 'timestamp',
  DT_BOOL: 'bool',
  DT_STRING: 'string',
  DT_INT4: 'int4',
  DT_INT8: 'int8',
  DT_INT16: 'int16',
  DT_INT32: 'int32',
  DT_INT64: 'int64',
  DT_UINT4: 'uint4',
  DT_UINT8: 'uint8',
  DT_UINT16: 'uint16',
  DT_UINT32: 'uint32',
  DT_UINT64: 'uint64',
  DT_HALF: 'float16',
  DT_BFLOAT16: 'bfloat16',
  DT_FLOAT: 'float32',
  DT_DOUBLE: 'float64',
  DT_FLOAT8_E4M3FN: 'float8e4m3fn',
  DT_FLOAT8_E5M2: 'float8e5m2',
  DT_COMPLEX64: 'complex64',
  DT_COMPLEX128: 'complex128',
  DT_QINT8: 'qint8',
  DT_QINT16: 'qint16',
  DT_QINT32: 'qint32',
  DT_QUINT8: 'quint8',
  DT_QUINT16: 'quint16',
}

/** Every word that may stand behind `type:`, canonical ones first: what an unknown word is compared with. */
export const TYPE_WORDS: readonly string[] = [...DTYPES, ...Object.keys(TYPE_ALIASES)]

/** Hydrosphere's documentation writes `numeric` in its own example. */
export const PROFILE_ALIASES: Readonly<Record<string, Profile>> = { numeric: 'numerical' }

export const PROFILE_WORDS: readonly string[] = [...PROFILES, ...Object.keys(PROFILE_ALIASES)]

const TYPES_BY_WORD: ReadonlyMap<string, DType> = new Map([
  ...DTYPES.map((type) => [type, type] as const),
  ...Object.entries(TYPE_ALIASES).map(([word, type]) => [word.toLowerCase(), type] as const),
])

const PROFILES_BY_WORD: ReadonlyMap<string, Profile> = new Map([
  ...PROFILES.map((profile) => [profile, profile] as const),
  ...Object.entries(PROFILE_ALIASES),
])

/** The element type a word means, whatever its case and module prefix (`np.float64`, `tf.float32`). */
export function typeOfWord(word: string): DType | undefined {
  return TYPES_BY_WORD.get(word.toLowerCase().replace(/^(?:np|numpy|tf|torch|jnp)\./, ''))
}

/** The profile a word means, whatever its case (Hydrosphere's own examples write `IMAGE`). */
export function profileOfWord(word: string): Profile | undefined {
  return PROFILES_BY_WORD.get(word.toLowerCase())
}

/** `?` and YAML's null: nothing is known. */
export function isUnknown(word: string): boolean {
  return word === '?' || word === '~' || word === 'null' || word === 'Null' || word === 'NULL'
}

/** Keys of the document; the last five are Hydrosphere's and have no effect here. */
export const DEFINITION_KEYS = [
  'kind',
  'name',
  'framework',
  'runtime',
  'payload',
  'install-command',
  'contract',
  'metadata',
  'model-type',
  'training-data',
  'training_data',
  'monitoring',
]
/** Keys of one signature. */
export const SIGNATURE_KEYS = ['inputs', 'outputs', 'positional', 'metadata']
/** Keys of one value; `name` only where fields are written as a list. */
export const VALUE_KEYS = ['type', 'shape', 'profile', 'optional', 'sparse', 'ragged', 'aliases', 'sequence', 'map', 'struct', 'image']
