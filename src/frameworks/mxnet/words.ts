import type { DType } from '../../contract/types.ts'

/** Types that operator attributes name (`dtype='float16'`). Source: MXNet's MXNET_ADD_ALL_TYPES and NumPy's names. */
const WORDS: ReadonlyMap<string, DType> = new Map<string, DType>([
  ['float32', 'float32'],
  ['float64', 'float64'],
  ['float16', 'float16'],
  ['bfloat16', 'bfloat16'],
  ['uint8', 'uint8'],
  ['int8', 'int8'],
  ['int32', 'int32'],
  ['int64', 'int64'],
  ['bool', 'bool'],
])

/** `null` for a word of a later version and for none at all. */
export const mshadowWord = (word: string | undefined): DType | null => WORDS.get(word ?? '') ?? null

/** The type of an attribute that defaults to float32. */
export const typeOrFloat = (word: string | undefined): DType | null => (word === undefined || word === 'None' ? 'float32' : mshadowWord(word))

/** Element types by mshadow's number. Source: 3rdparty/mshadow/mshadow/base.h, `enum TypeFlag`. */
const FLAGS: readonly DType[] = [
  'float32',
  'float64',
  'float16',
  'uint8',
  'int32',
  'int8',
  'int64',
  'bool',
  'int16',
  'uint16',
  'uint32',
  'uint64',
  'bfloat16',
]

/** `null` for none and for a number of a later version. */
export const mshadowType = (flag: number | null | undefined): DType | null => (typeof flag === 'number' ? (FLAGS[flag] ?? null) : null)
