import type { Classes, DType, Profile } from '../../contract/types.ts'
import type { PyArray } from '../../formats/pickle/arrays.ts'
import type { Dtype } from '../../formats/pickle/dtype.ts'
import { type PyValue, recordOf } from '../../formats/pickle/values.ts'

/** The four methods that serve new rows. */
export const METHODS = ['predict', 'predict_proba', 'decision_function', 'transform'] as const
export type Method = (typeof METHODS)[number]

/** An element type and how it is known: from what is stored, by the framework's convention, or not at all. */
export interface Known {
  readonly type: DType | null
  readonly source: 'derived' | 'assumed' | 'unknown'
}

export const UNKNOWN: Known = { type: null, source: 'unknown' }
export const derived = (type: DType): Known => ({ type, source: 'derived' })
export const assumed = (type: DType): Known => ({ type, source: 'assumed' })

/** One column (of a table, or of the array X). */
export interface Column extends Known {
  readonly profile?: Profile
  /** No step uses it. */
  readonly optional?: boolean
}

/** What a row is. */
export type Inputs =
  /** Numbers or mixed columns; `names` where the estimator was fitted on a table. */
  | {
      readonly kind: 'rows'
      readonly width: number | null
      readonly names: readonly string[] | null
      readonly columns: readonly Column[] /** A class that may not store its names. */
      readonly guessed?: boolean
    }
  /** One text per row; `name` where a table's column is taken. */
  | { readonly kind: 'text'; readonly name: string | null }
  /** One mapping of names to numbers per row. */
  | { readonly kind: 'mappings' }
  /** One label per row. */
  | { readonly kind: 'labels'; readonly type: Known }
  /** A list of labels per row. */
  | { readonly kind: 'label-lists'; readonly type: Known }
  /** One image per row, height and width. */
  | { readonly kind: 'images'; readonly height: number | null; readonly width: number | null }

/** What a method returns: `dims` without the rows; `null` is an unknown size, `dims: null` an unknown rank. */
export interface Output extends Known {
  readonly dims: readonly (number | null)[] | null
  /** Only where outputs have names of their own. */
  readonly name?: string
  /** The dims rest on a convention. */
  readonly guessed?: boolean
  /** `transform` gives a SciPy matrix for any rows. */
  readonly sparse?: boolean
  /** What predictions are, or columns of scores stand for. */
  readonly classes?: Classes
}

export interface Described {
  readonly inputs: Inputs
  readonly outputs: ReadonlyMap<Method, readonly Output[]>
}

/** The word of the contract for a NumPy type. Texts of either kind are strings; what an object array holds is in its elements. */
export function wordOf(dtype: Dtype): DType | null {
  const { kind, size } = dtype
  if (kind === 'b') return 'bool'
  if (kind === 'U' || kind === 'S' || kind === 'T') return 'string'
  const word = WORDS.get(`${kind}${size}`)
  return word ?? null
}

const WORDS = new Map<string, DType>([
  ['i1', 'int8'],
  ['i2', 'int16'],
  ['i4', 'int32'],
  ['i8', 'int64'],
  ['u1', 'uint8'],
  ['u2', 'uint16'],
  ['u4', 'uint32'],
  ['u8', 'uint64'],
  ['f2', 'float16'],
  ['f4', 'float32'],
  ['f8', 'float64'],
  ['c8', 'complex64'],
  ['c16', 'complex128'],
])

/** Elements looked at to say what an object array holds. */
const ELEMENTS = 1000

/** The type of an array's elements; of an object array, what its elements have in common (missing values apart). */
export function elementType(array: PyArray | null): Known {
  if (array === null) return UNKNOWN
  const word = wordOf(array.dtype)
  if (word !== null) return derived(word)
  if (array.dtype.kind !== 'O') return UNKNOWN
  return commonType(array.first(ELEMENTS) ?? [])
}

export function commonType(values: readonly PyValue[]): Known {
  const types = new Set(values.filter((value) => !isMissing(value)).map(typeOfPython))
  const [only] = types
  return types.size === 1 && only !== undefined && only !== null ? derived(only) : UNKNOWN
}

function isMissing(value: PyValue): boolean {
  return value === null || Number.isNaN(recordOf(value, 'float')?.value ?? 0)
}

function typeOfPython(value: PyValue): DType | null {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int64'
  return recordOf(value, 'float') === null ? null : 'float64'
}
