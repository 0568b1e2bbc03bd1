import type { DType } from '../../contract/types.ts'
import type { Json } from '../../formats/json-document.ts'

/** numpy's names, as `np.dtype(…).name` or `str(dtype)` writes them. `object` says nothing. */
const NUMPY_TYPES: ReadonlyMap<string, DType> = new Map([
  ['bool', 'bool'],
  ['int8', 'int8'],
  ['int16', 'int16'],
  ['int32', 'int32'],
  ['int64', 'int64'],
  ['uint8', 'uint8'],
  ['uint16', 'uint16'],
  ['uint32', 'uint32'],
  ['uint64', 'uint64'],
  ['float16', 'float16'],
  ['float32', 'float32'],
  ['float64', 'float64'],
  ['complex64', 'complex64'],
  ['complex128', 'complex128'],
  ['str', 'string'],
  ['bytes', 'bytes'],
])

/** `null` for objects, structures, and what is no type of numpy's. */
export function numpyType(word: Json | undefined): DType | null {
  if (typeof word !== 'string') return null
  if (/^datetime64/.test(word)) return 'timestamp'
  if (/^(?:[<>=|]?U\d*|str\d+)$/.test(word)) return 'string'
  if (/^(?:[<>=|]?S\d*|bytes\d+)$/.test(word)) return 'bytes'
  return NUMPY_TYPES.get(word) ?? null
}
