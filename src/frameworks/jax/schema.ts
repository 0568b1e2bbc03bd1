import type { DType } from '../../contract/types.ts'

/** Slots. Source: jax/_src/export/serialization.fbs. */
export const EXPORTED = {
  functionName: 1,
  inTree: 2,
  inValues: 3,
  outTree: 4,
  outValues: 5,
  platforms: 9,
  module: 13,
  callingConvention: 14,
  /** Since April 2026 equal values are written once and named by number. */
  uniqueValues: 19,
  inIndices: 22,
  outIndices: 23,
  jaxVersion: 26,
} as const
export const TREE = { kind: 0, children: 1, names: 2 } as const
export const VALUE = { shape: 1, type: 2 } as const

/** `enum PyTreeDefKind`; custom nodes (5) are named tuples and registered classes. */
export const KINDS = { leaf: 0, none: 1, dict: 4, last: 5 } as const

/** `enum DType`; without a word here: float8 kinds 17, 23, 24, float0 and random keys. */
export const DTYPES: ReadonlyMap<number, DType> = new Map([
  [0, 'bool'],
  [1, 'int8'],
  [2, 'int16'],
  [3, 'int32'],
  [4, 'int64'],
  [5, 'uint8'],
  [6, 'uint16'],
  [7, 'uint32'],
  [8, 'uint64'],
  [9, 'float16'],
  [10, 'float32'],
  [11, 'float64'],
  [12, 'complex64'],
  [13, 'complex128'],
  [14, 'bfloat16'],
  [15, 'int4'],
  [16, 'uint4'],
  [18, 'float8e4m3fn'],
  [19, 'float8e4m3fnuz'],
  [20, 'float8e5m2'],
  [21, 'float8e5m2fnuz'],
  [25, 'float8e8m0'],
  [26, 'float4e2m1'],
])
