import { evidenceOf, type Field, type Shape, type Signature, type Source, type TensorValue } from '../../contract/types.ts'
import type { Warning } from '../framework.ts'
import { DTYPE_WORDS, dtypeName, dtypeOf } from './dtypes.ts'
import { COMPOSITE, DIM, SHAPE, SIGNATURE, STRUCTURED, TENSOR_INFO, TENSOR_SPEC, TUPLE, TYPE_SPEC } from './schema.ts'
import type { View } from './view.ts'

/** Inputs and outputs of one signature: TensorFlow Serving's own models stay below 1,000; more is a file made to keep us busy. */
const MAX_TENSORS = 10_000
/** Axes of a tensor: TensorShape::MaxDimensions() in tensor_shape.h. */
const MAX_RANK = 254

/** TypeSpecProto.TypeSpecClass (struct.proto). */
const SPEC_CLASSES: ReadonlyMap<string, number> = new Map([
  ['UNKNOWN', 0],
  ['SPARSE_TENSOR_SPEC', 1],
  ['INDEXED_SLICES_SPEC', 2],
  ['RAGGED_TENSOR_SPEC', 3],
  ['TENSOR_ARRAY_SPEC', 4],
  ['DATA_DATASET_SPEC', 5],
  ['DATA_ITERATOR_SPEC', 6],
  ['OPTIONAL_SPEC', 7],
  ['PER_REPLICA_SPEC', 8],
  ['VARIABLE_SPEC', 9],
  ['ROW_PARTITION_SPEC', 10],
  ['REGISTERED_TYPE_SPEC', 12],
  ['EXTENSION_TYPE_SPEC', 13],
])
const SPARSE = 1
const RAGGED = 3

/** Shapes and types of graph nodes that say more than a signature: `x:0` → shape. */
export type Refine = (tensor: string) => Shape

export interface ReadSignature {
  readonly signature: Signature
  /** `tensorflow/serving/predict`, or '' (legal). */
  readonly method: string
  /** Graph tensors behind the dense inputs: `x` → `x:0`. */
  readonly tensors: ReadonlyMap<string, string>
  readonly warnings: readonly Warning[]
}

/** One SignatureDef. Fields are sorted by name: a protobuf map has no order, and callers pass by name. */
export function readSignature(name: string, view: View, file: string, refine: Refine): ReadSignature {
  const warnings: Warning[] = []
  const tensors = new Map<string, string>()
  const optional = view.entries(SIGNATURE.defaults)
  const inputs = sorted(view, view.entries(SIGNATURE.inputs)).map(([key, info]): Field => {
    tensors.set(key, info.text(TENSOR_INFO.name))
    const field = readField(key, info, file, refine, warnings)
    return optional.has(key) ? { ...field, optional: true } : field
  })
  const outputs = sorted(view, view.entries(SIGNATURE.outputs)).map(([key, info]) => readField(key, info, file, refine, warnings))
  return { signature: { name, inputs, outputs }, method: view.text(SIGNATURE.method), tensors, warnings }
}

function sorted(view: View, entries: ReadonlyMap<string, View>): (readonly [string, View])[] {
  if (entries.size > MAX_TENSORS) throw view.corrupt(`has more than ${MAX_TENSORS} tensors`)
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

function readField(name: string, info: View, file: string, refine: Refine, warnings: Warning[]): Field {
  const where = `${file}: ${info.path}`
  const composite = info.child(TENSOR_INFO.composite)
  if (composite !== undefined) return { name, ...readTypeSpec(name, composite.child(COMPOSITE.spec), where, warnings) }
  const sparse = info.has(TENSOR_INFO.sparse)
  const declared = readShape(info.child(TENSOR_INFO.shape))
  const shape = declared ?? (sparse ? null : refine(info.text(TENSOR_INFO.name)))
  const source: Source = declared === null && shape !== null ? 'derived' : 'stored'
  const value = { type: typeOf(info.int(TENSOR_INFO.dtype, DTYPE_WORDS), where, warnings), shape }
  const stored = evidenceOf(value, 'stored', where)
  const evidence = source === 'stored' ? stored : { ...stored, rank: source, dims: evidenceOf(value, source, where).dims }
  return sparse ? { name, ...value, sparse: true, evidence } : { name, ...value, evidence }
}

/** A ragged or sparse tensor that is one value of the interface: its TypeSpec keeps (shape, dtype, …) in a tuple. Source: ragged_tensor.py, sparse_tensor.py `_serialize`. */
export function readTypeSpec(name: string, spec: View | undefined, where: string, warnings: Warning[]): TensorValue {
  const kind = spec?.int(TYPE_SPEC.class, SPEC_CLASSES) ?? 0
  const state = spec?.child(TYPE_SPEC.state)?.child(STRUCTURED.tuple)?.children(TUPLE.values) ?? []
  if (kind !== SPARSE && kind !== RAGGED) {
    const message = `${name} is a ${spec?.text(TYPE_SPEC.className) || 'composite value'}, which contracts have no word for: its type is left open.`
    warnings.push({ code: 'tensorflow-composite-unknown', message, where })
    const value = { type: null, shape: null }
    return { ...value, evidence: evidenceOf(value, 'stored', where) }
  }
  const dtype = state.find((one) => one.has(STRUCTURED.dtype))?.int(STRUCTURED.dtype, DTYPE_WORDS) ?? 0
  const value = { type: typeOf(dtype, where, warnings), shape: readShape(state.find((one) => one.has(STRUCTURED.shape))?.child(STRUCTURED.shape)) }
  const evidence = evidenceOf(value, 'stored', where)
  return kind === SPARSE ? { ...value, sparse: true, evidence } : { ...value, ragged: true, evidence }
}

/** A TensorSpecProto: type and shape. The name in it is that of a graph node: structures name their tensors by their keys. */
export function readTensorSpec(spec: View, where: string, warnings: Warning[]): TensorValue {
  const value = { type: typeOf(spec.int(TENSOR_SPEC.dtype, DTYPE_WORDS), where, warnings), shape: readShape(spec.child(TENSOR_SPEC.shape)) }
  return { ...value, evidence: evidenceOf(value, 'stored', where) }
}

function typeOf(id: number, where: string, warnings: Warning[]): ReturnType<typeof dtypeOf> {
  const type = dtypeOf(id)
  if (type === null)
    warnings.push({ code: 'tensorflow-type-unknown', message: `${dtypeName(id)} is no type callers can send: it is left open.`, where })
  return type
}

/** TensorShapeProto: absent and `unknown_rank` are both an unknown rank; an empty one is a scalar; a size of -1 is any size. */
export function readShape(view: View | undefined): Shape {
  if (view === undefined || view.int(SHAPE.unknownRank, BOOLEANS) !== 0) return null
  const dims = view.children(SHAPE.dims)
  if (dims.length > MAX_RANK) throw view.corrupt(`has ${dims.length} axes, TensorFlow's limit is ${MAX_RANK}`)
  return dims.map((dim) => {
    const size = dim.int(DIM.size)
    if (size < -1) throw dim.corrupt(`has the size ${size}`)
    return size
  })
}

/** `true` and `false` as text files write them. */
export const BOOLEANS: ReadonlyMap<string, number> = new Map([
  ['true', 1],
  ['false', 0],
])
