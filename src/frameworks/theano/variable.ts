import { DTYPES, type DType } from '../../contract/types.ts'
import { arrayOf, type PyArray } from '../../formats/pickle/arrays.ts'
import { dottedName, integerOf, itemOf, itemsOf, type PyDict, type PyObject, type PyValue, recordOf } from '../../formats/pickle/values.ts'

/** A symbolic variable: an input, a constant, a shared array, or the output of an operator. Source: theano/gof/graph.py, Variable. */
export interface Variable {
  readonly object: PyObject
  readonly name: string | null
  /** `null`: not a tensor, or a type of another library. */
  readonly type: DType | null
  /** Sizes that its type fixes (1 where it broadcasts); `null` elements are open, `null` unknown rank. */
  readonly shape: readonly (number | null)[] | null
  readonly sparse: boolean
  /** The operator that makes it, and which of its outputs it is. */
  readonly owner: PyObject | null
  readonly index: number
  /** Holds values itself: a shared variable or a constant. */
  readonly holdsData: boolean
}

/** The attributes of an instance. */
export function attributesOf(value: PyValue | undefined): PyDict | null {
  const state = recordOf(value, 'object')?.state
  // objects with slots: (dict, slots)
  return recordOf(state, 'dict') ?? recordOf(itemsOf(state)?.[0], 'dict')
}

export const attribute = (value: PyValue | undefined, name: string): PyValue | undefined => itemOf(attributesOf(value), name)

/** Class name without its module: `TensorVariable`, `Elemwise`. */
export const classOf = (value: PyValue | undefined): string => dottedName(value).split('.').at(-1) ?? ''

const isDType = (word: string): word is DType => DTYPES.some((type) => type === word)

/** `null` for anything that is no variable of Theano, Aesara or PyTensor. */
export function variableOf(value: PyValue | undefined): Variable | null {
  const object = recordOf(value, 'object')
  if (object === null || !/(Variable|Constant)$/.test(classOf(object))) return null
  const type = attribute(object, 'type')
  const name = attribute(object, 'name')
  const word = attribute(type, 'dtype')
  const kind = classOf(type)
  return {
    object,
    name: typeof name === 'string' && name !== '' ? name : null,
    // arrays on old GPUs are single precision and don't say so
    type: typeof word === 'string' && isDType(word) ? word : kind === 'CudaNdarrayType' ? 'float32' : null,
    shape: staticShape(type, kind),
    sparse: kind === 'SparseTensorType' || kind === 'SparseType',
    // properties since Aesara 2.6, with an underscore behind them
    owner: recordOf(attribute(object, 'owner') ?? attribute(object, '_owner'), 'object'),
    index: integerOf(attribute(object, 'index') ?? attribute(object, '_index')) ?? 0,
    holdsData: /Constant$|SharedVariable$/.test(classOf(object)),
  }
}

/** Axes of a tensor: NumPy's limit. */
const MAX_RANK = 64

/** `shape` of newer types, `broadcastable` of older ones. */
function staticShape(type: PyValue | undefined, kind: string): readonly (number | null)[] | null {
  if (kind === 'Scalar' || kind === 'ScalarType') return []
  const shape = itemsOf(attribute(type, 'shape'))
  if (shape !== null) return shape.length > MAX_RANK ? null : shape.map((size) => integerOf(size))
  const broadcastable = itemsOf(attribute(type, 'broadcastable'))
  if (broadcastable !== null) return broadcastable.length > MAX_RANK ? null : broadcastable.map((one) => (one === true ? 1 : null))
  return kind.startsWith('Sparse') ? [null, null] : null
}

/** The array in a shared variable's container, or of a constant. */
export function dataOf({ object }: Variable): PyArray | null {
  const container = attribute(object, 'container')
  return arrayOf(itemsOf(attribute(container, 'storage'))?.[0]) ?? arrayOf(attribute(object, 'data'))
}

/** Integers in a short constant: the target of a reshape, an axis. */
export function integersOf(variable: Variable): readonly number[] | null {
  if (!variable.holdsData || !/Constant$/.test(classOf(variable.object))) return null
  const plain = integerOf(attribute(variable.object, 'data'))
  if (plain !== null) return [plain]
  const array = dataOf(variable)
  const items = array === null || array.shape.reduce((a, b) => a * b, 1) > MAX_RANK ? null : array.first(MAX_RANK)
  const numbers = items?.map((item) => integerOf(item))
  return numbers?.every((number) => number !== null) ? numbers.flatMap((number) => (number === null ? [] : [number])) : null
}
