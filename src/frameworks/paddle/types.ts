import type { DType } from '../../contract/types.ts'

/** `VarType.Type` of tensors by number, and the word of the same type in PIR (`t_f32`). Source: paddle/fluid/framework/framework.proto, pir serializer. */
const ROWS: readonly (readonly [number, string, DType])[] = [
  [0, 'bool', 'bool'],
  [1, 'i16', 'int16'],
  [2, 'i32', 'int32'],
  [3, 'i64', 'int64'],
  [4, 'f16', 'float16'],
  [5, 'f32', 'float32'],
  [6, 'f64', 'float64'],
  [20, 'ui8', 'uint8'],
  [21, 'i8', 'int8'],
  [22, 'bf16', 'bfloat16'],
  [23, 'c64', 'complex64'],
  [24, 'c128', 'complex128'],
  [32, 'f8e4m3fn', 'float8e4m3fn'],
  [33, 'f8e5m2', 'float8e5m2'],
  [36, 'ui16', 'uint16'],
  [37, 'ui32', 'uint32'],
  [38, 'ui64', 'uint64'],
]

const BY_NUMBER = new Map(ROWS.map(([number, , type]) => [number, type]))
const BY_WORD = new Map(ROWS.map(([, word, type]) => [word, type]))

export const dtypeOfNumber = (number: number): DType | null => BY_NUMBER.get(number) ?? null

/** `0.t_f32` → float32. */
export const dtypeOfWord = (word: string): DType | null => BY_WORD.get(word.replace(/^[^.]*\.t_/, '')) ?? null
