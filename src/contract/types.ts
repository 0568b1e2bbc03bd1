/**
 * The language of contracts: what callers may send and what they get back.
 * Rules in docs/contract.md. This folder depends on nothing but ../errors.ts.
 */

/** Element types, in the words of the canonical JSON. */
export const DTYPES = [
  'bool',
  'string',
  'bytes',
  'date',
  'timestamp',
  'int2',
  'int4',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint2',
  'uint4',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float4e2m1',
  'float8e4m3fn',
  'float8e4m3fnuz',
  'float8e5m2',
  'float8e5m2fnuz',
  'float8e8m0',
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'complex64',
  'complex128',
  'qint8',
  'qint16',
  'qint32',
  'quint8',
  'quint16',
] as const
export type DType = (typeof DTYPES)[number]

/** Meaning of a field for people, declared by the author; never inferred unless a file says so. */
export const PROFILES = [
  'none',
  'categorical',
  'nominal',
  'ordinal',
  'numerical',
  'continuous',
  'interval',
  'ratio',
  'image',
  'video',
  'audio',
  'text',
] as const
export type Profile = (typeof PROFILES)[number]

/** `n ≥ 0` fixed · `-1` any size (a promise) · a word: a symbol, equal symbols are equal sizes · `null` size unknown (ignorance). */
export type Dim = number | string | null

/** `[]` is a scalar; `null` is an unknown rank. The batch (row) dimension is always written out. */
export type Shape = readonly Dim[] | null

/** The facts of a field that may be `assumed`: resting on a convention of the framework, not on the file. */
export type AssumedFact = 'name' | 'type' | 'shape'

/** Where a fact comes from, strongest first. */
export type Source = 'declared' | 'stored' | 'derived' | 'assumed' | 'unknown'

/**
 * Evidence of the facts of one value. `dims[i]` belongs to `shape[i]`; `where` is a file and a key: `model.onnx: graph.input[0]`.
 * It is reported, but no part of the contract's identity.
 */
export interface Evidence {
  readonly name: Source
  readonly type: Source
  readonly rank: Source
  readonly dims: readonly Source[]
  readonly where: string
  /** Of a classifier's outputs: what its predictions are, or what the columns of its scores stand for, in order. */
  readonly classes?: Classes
}

/** Class labels as stored: the first of them, and how many there are. */
export interface Classes {
  readonly labels: readonly (string | number | boolean)[]
  readonly count: number
}

/** Labels that are kept: more are no list that people read. */
const MAX_CLASSES = 100
/** Characters of one label. */
const MAX_LABEL = 200

/** The labels of a classifier, cut to what people read. */
export const classesFrom = (labels: readonly (string | number | boolean)[], count = labels.length): Classes => ({
  labels: labels
    .slice(0, MAX_CLASSES)
    .map((label) => (typeof label === 'string' && label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL)}…` : label)),
  count,
})

interface Modifiers {
  readonly profile?: Profile
  /** May be left out by the caller (input) or by the model (output). */
  readonly optional?: boolean
  readonly sparse?: boolean
  readonly ragged?: boolean
  /** Other names the format accepts for the same field. */
  readonly aliases?: readonly string[]
  readonly assumed?: readonly AssumedFact[]
  /** Present on inferred contracts only; never serialised into the canonical form. */
  readonly evidence?: Evidence
}

export interface TensorValue extends Modifiers {
  readonly type: DType | null
  readonly shape: Shape
}
export interface SequenceValue extends Modifiers {
  readonly sequence: Value
}
export interface MapValue extends Modifiers {
  readonly map: { readonly key: DType | null; readonly value: Value }
}
export interface StructValue extends Modifiers {
  readonly struct: readonly Field[]
}
export interface ImageValue extends Modifiers {
  readonly image: { readonly width: Dim; readonly height: Dim; readonly channels: Dim }
}

/** What one field carries; the five kinds are told apart by their one key: `type`+`shape`, `sequence`, `map`, `struct`, `image`. */
export type Value = TensorValue | SequenceValue | MapValue | StructValue | ImageValue

/** A named value. Names are strings with any character; renderers escape them. */
export type Field = { readonly name: string } & Value

export interface Signature {
  readonly name: string
  readonly inputs: readonly Field[]
  readonly outputs: readonly Field[]
  /** Callers pass arguments by position: names are decoration, order is the promise. */
  readonly positional?: boolean
}

export interface FrameworkId {
  readonly name: string
  readonly version?: string
  readonly format?: string
}

export interface Contract {
  readonly contract: 1
  readonly framework: FrameworkId
  readonly signatures: readonly Signature[]
}

export type Kind = 'tensor' | 'sequence' | 'map' | 'struct' | 'image'

/** Which of the five kinds a value is. */
export function kindOf(value: Value): Kind {
  if ('sequence' in value) return 'sequence'
  if ('map' in value) return 'map'
  if ('struct' in value) return 'struct'
  if ('image' in value) return 'image'
  return 'tensor'
}

/** Evidence that is the same for every fact of a value of this rank; what is `null` in the value is `unknown` by itself. */
export function evidenceOf(value: Value, source: Source, where: string): Evidence {
  if (!('shape' in value)) return { name: source, type: source, rank: source, dims: [], where }
  return {
    name: source,
    type: value.type === null ? 'unknown' : source,
    rank: value.shape === null ? 'unknown' : source,
    dims: (value.shape ?? []).map((dim) => (dim === null ? 'unknown' : source)),
    where,
  }
}
