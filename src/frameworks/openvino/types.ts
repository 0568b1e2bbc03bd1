import type { DType } from '../../contract/types.ts'

/**
 * Element types in the words of ports (`FP32`) and of layer data (`f32`), lower case; others (dynamic, nf4, u1, u3, u6) have no word here.
 * Source: openvino/src/core/src/type/element_type.cpp, openvino/src/core/xml_util.
 */
const TYPES: Readonly<Record<string, DType>> = {
  fp64: 'float64',
  fp32: 'float32',
  fp16: 'float16',
  f64: 'float64',
  f32: 'float32',
  f16: 'float16',
  bf16: 'bfloat16',
  f8e4m3: 'float8e4m3fn',
  f8e5m2: 'float8e5m2',
  f8e8m0: 'float8e8m0',
  f4e2m1: 'float4e2m1',
  i64: 'int64',
  i32: 'int32',
  i16: 'int16',
  i8: 'int8',
  i4: 'int4',
  u64: 'uint64',
  u32: 'uint32',
  u16: 'uint16',
  u8: 'uint8',
  u4: 'uint4',
  u2: 'uint2',
  bool: 'bool',
  boolean: 'bool',
  string: 'string',
}

export function dtypeOf(word: string | undefined): DType | null {
  const key = word?.trim().toLowerCase() ?? ''
  return Object.hasOwn(TYPES, key) ? (TYPES[key] ?? null) : null
}
