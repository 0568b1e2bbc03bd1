import type { DType } from '../../contract/types.ts'
import { bytesOf } from '../../formats/pickle/arrays.ts'
import { unpickle } from '../../formats/pickle/unpickle.ts'
import { dottedName, integerOf, itemsOf, type PyObject, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { memorySource } from '../../formats/zip-entry.ts'
import { storageType as elementsOf } from '../torchscript/dtypes.ts'

/** A tensor's type and sizes; its elements are never read. */
export interface Weight {
  readonly type: DType | null
  readonly shape: readonly number[]
}

/** `torch.dtype` objects by name. Source: torch/storage.py, torch/csrc/utils/tensor_dtypes.cpp. */
const TYPES: Readonly<Record<string, DType>> = {
  float32: 'float32',
  float: 'float32',
  float64: 'float64',
  double: 'float64',
  float16: 'float16',
  half: 'float16',
  bfloat16: 'bfloat16',
  int64: 'int64',
  long: 'int64',
  int32: 'int32',
  int: 'int32',
  int16: 'int16',
  short: 'int16',
  int8: 'int8',
  uint8: 'uint8',
  uint16: 'uint16',
  uint32: 'uint32',
  uint64: 'uint64',
  bool: 'bool',
  complex64: 'complex64',
  complex128: 'complex128',
  qint8: 'qint8',
  quint8: 'quint8',
  qint32: 'qint32',
  float8_e4m3fn: 'float8e4m3fn',
  float8_e4m3fnuz: 'float8e4m3fnuz',
  float8_e5m2: 'float8e5m2',
  float8_e5m2fnuz: 'float8e5m2fnuz',
  float8_e8m0fnu: 'float8e8m0',
}

/** `torch.float32`, `torch.cuda.FloatStorage`; `null` for what is no type of PyTorch's. */
export function typeNamed(name: string): DType | null {
  const match = /^torch\.(?:cuda\.|sparse\.)?(\w+)$/.exec(name)
  const last = match?.[1] ?? ''
  return Object.hasOwn(TYPES, last) ? (TYPES[last] ?? null) : match === null ? null : elementsOf(last)
}

/** Parameters around tensors, subclasses around those. */
const MAX_WRAPPERS = 8
const MAX_RANK = 64

/** A tensor as `torch.save` or `pickle` reduces it, or null. Source: torch/_tensor.py `__reduce_ex__`, torch/_utils.py. */
export function weightOf(value: PyValue | undefined, depth = 0): Weight | null {
  const object = recordOf(value, 'object')
  if (object === null || depth > MAX_WRAPPERS) return null
  const rebuild = dottedName(object.callable)
  const [first, second, third] = object.args
  switch (rebuild.replace(/^torch\.(?:_utils|_tensor|nn\.parameter)\./, '')) {
    case '_rebuild_tensor':
    case '_rebuild_tensor_v2':
    case '_rebuild_qtensor':
      return weight(storageType(first), third)
    case '_rebuild_tensor_v3':
      return weight(typeNamed(dottedName(object.args[6])), third)
    case '_rebuild_parameter':
    case '_rebuild_parameter_with_state':
    case 'Parameter':
      return weightOf(first, depth + 1)
    case '_rebuild_from_type_v2': {
      const args = itemsOf(third)
      return args === null || first === undefined ? null : weightOf(called(object, first, args), depth + 1)
    }
    case '_rebuild_meta_tensor_no_storage':
      return weight(typeNamed(dottedName(first)), second)
    case '_rebuild_wrapper_subclass':
      return weight(typeNamed(dottedName(second)), third)
    case '_rebuild_sparse_tensor': {
      const [, values, size] = itemsOf(second) ?? []
      return weight(weightOf(values, depth + 1)?.type ?? null, size)
    }
    default:
      return null
  }
}

const called = (object: PyObject, callable: PyValue, args: readonly PyValue[]): PyObject => ({ ...object, callable, args })

function weight(type: DType | null, size: PyValue | undefined): Weight | null {
  // torch.Size is a tuple of its own
  const sizes = itemsOf(size) ?? itemsOf(recordOf(size, 'object')?.args[0])
  if (sizes === null || sizes.length > MAX_RANK) return null
  const shape = sizes.map((one) => integerOf(one) ?? -1)
  return shape.every((one) => one >= 0) ? { type, shape } : null
}

/** `('storage', torch.FloatStorage, key, location, elements)`; plain pickles hold the storage as bytes of torch's own. */
function storageType(storage: PyValue | undefined): DType | null {
  const id = itemsOf(recordOf(storage, 'persistent')?.id)
  if (id !== null) return id[0] === 'storage' ? typeNamed(dottedName(id[1])) : null
  const object = recordOf(storage, 'object')
  if (object === null || dottedName(object.callable) !== 'torch.storage._load_from_bytes') return null
  return storedType(object.args[0])
}

/** Before the elements stand five pickles of some hundred bytes together. */
const HEAD_BYTES = 4_096
const QUIET = { imported() {}, called() {}, built() {}, odd() {} }

function storedType(content: PyValue | undefined): DType | null {
  const head = bytesOf(content, HEAD_BYTES)
  if (head === null) return null
  const source = memorySource('storage', head.length, () => head)
  let offset = 0
  for (let i = 0; i < 4; i++) {
    const { root, end } = unpickle(source, offset, QUIET)
    if (root === undefined) return null
    if (i === 3) return storageType(root)
    offset = end
  }
  return null
}
