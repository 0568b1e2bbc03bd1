import type { DType } from '../../contract/types.ts'
import { dottedName, integerOf, itemOf, itemsOf, type PyObject, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import type { Size } from '../../shapes/size.ts'
import type { Archive } from './archive.ts'
import { INTEGER_BYTES, scalarType, storageType } from './dtypes.ts'
import {
  boolOf,
  type DictValue,
  floatOf,
  intOf,
  NONE,
  type ObjectValue,
  stringOf,
  type Tensor,
  tensorOf,
  tupleOf,
  UNKNOWN,
  type Value,
} from './values.ts'

/** Containers within containers of a pickle; modules nest some dozens deep, and are read one attribute at a time. */
const MAX_DEPTH = 64
/** Axes: more have no meaning. */
const MAX_RANK = 32
/** Elements of an integer tensor that are read: sizes, scale factors. */
const MAX_ELEMENTS = 64

/** Values of pickles, as the code sees them. Made anew for each walk, because code may change objects. */
export interface Stored {
  value(from: PyValue | undefined): Value
}

/** `folder` holds the storages: `data`, `constants`. */
export function storedValues(archive: Archive, folder: string): Stored {
  const objects = new Map<PyObject, Value>()

  const convert = (from: PyValue | undefined, depth: number): Value => {
    if (from === undefined || depth > MAX_DEPTH) return UNKNOWN
    if (from === null) return NONE
    if (typeof from === 'boolean') return boolOf(from)
    if (typeof from === 'number') return intOf(from)
    if (typeof from === 'bigint') return intOf(null)
    if (typeof from === 'string') return stringOf(from)
    switch (from.kind) {
      case 'float':
        return floatOf(from.value)
      case 'tuple':
        return tupleOf(from.items.map((item) => convert(item, depth + 1)))
      case 'list':
        return { kind: 'list', items: from.items.map((item) => convert(item, depth + 1)), element: UNKNOWN, block: 0 }
      case 'dict':
        return dictOf(from.pairs, depth)
      case 'object': {
        const known = objects.get(from)
        if (known !== undefined) return known
        const made = ofObject(from, depth)
        objects.set(from, made)
        return made
      }
      default:
        return UNKNOWN
    }
  }

  const dictOf = (pairs: readonly [PyValue, PyValue][], depth: number): DictValue => {
    const texts = pairs.flatMap(([key, value]) => (typeof key === 'string' ? [[key, convert(value, depth + 1)] as const] : []))
    const isText = texts.length === pairs.length
    const entries = isText ? new Map(texts) : null
    return { kind: 'dict', entries, key: isText ? stringOf(null) : UNKNOWN, element: UNKNOWN, block: 0 }
  }

  const ofObject = (from: PyObject, depth: number): Value => {
    const name = dottedName(from.callable)
    if (name.startsWith('torch._utils._rebuild')) return tensorFrom(archive, folder, from) ?? UNKNOWN
    // restore_type_tag(value, type), build_intlist([…]), build_tensorlist([…])
    if (name.startsWith('torch.jit._pickle.')) return convert(from.args[0], depth + 1)
    if (name === 'collections.OrderedDict') return dictOf(from.pairs, depth)
    return name.startsWith('__torch__.') ? objectFrom(name, from, depth) : UNKNOWN
  }

  const objectFrom = (className: string, from: PyObject, depth: number): ObjectValue => {
    const attributes = recordOf(from.state, 'dict')
    return {
      kind: 'object',
      className,
      attributes: new Map(),
      // each attribute starts anew: what limits the depth is the code that goes from one to the next
      stored: (name) => {
        if (attributes === null) return name === STATE ? convert(from.state, depth + 1) : undefined
        const found = itemOf(attributes, name)
        return found === undefined ? undefined : convert(found, 0)
      },
      block: 0,
    }
  }

  return { value: (from) => convert(from, 0) }
}

/** The name under which an object gives the state its class has its own way to restore. */
export const STATE = '__getstate__()'

/** The name under which the state of a native class is kept: packed weights of quantised layers. */
export const PACKED = 'packed()'

/** Type and shape of a pickled tensor; its storage is not read, but for a few integers. */
function tensorFrom(archive: Archive, folder: string, from: PyObject): Tensor | undefined {
  const name = dottedName(from.callable)
  const [first] = from.args
  if (/\._rebuild_parameter(?:_with_state)?$/.test(name)) {
    const inner = recordOf(first, 'object')
    return inner === null ? undefined : tensorFrom(archive, folder, inner)
  }
  if (name.endsWith('._rebuild_sparse_tensor')) {
    const shape = shapeOf(itemsOf(from.args[1])?.[2])
    return shape === undefined ? undefined : tensorOf(null, shape)
  }
  const id = itemsOf(recordOf(first, 'persistent')?.id)
  const shape = shapeOf(from.args[2])
  if (id === null || shape === undefined) return undefined
  const type = storageType(recordOf(id[1], 'global')?.name ?? '') ?? typeArgument(from)
  const tensor = tensorOf(type, shape)
  const elements = type === null ? undefined : readElements(archive, `${folder}/${String(id[2])}`, type, shape, integerOf(from.args[1]))
  return elements === undefined ? tensor : { ...tensor, elements }
}

/** _rebuild_tensor_v3(storage, offset, size, stride, requires_grad, hooks, dtype): for types without a storage class. */
function typeArgument({ args }: PyObject): DType | null {
  const name = recordOf(args[6], 'global')?.name
  const words: Readonly<Record<string, number>> = {
    float8_e5m2: 23,
    float8_e4m3fn: 24,
    float8_e5m2fnuz: 25,
    float8_e4m3fnuz: 26,
    uint16: 27,
    uint32: 28,
    uint64: 29,
  }
  return name !== undefined && Object.hasOwn(words, name) ? scalarType(words[name] ?? -1) : null
}

function shapeOf(value: PyValue | undefined): readonly number[] | undefined {
  const sizes = itemsOf(value)
  if (sizes === null || sizes.length > MAX_RANK) return undefined
  const numbers = sizes.map(integerOf)
  return numbers.every((size) => size !== null && size >= 0) ? numbers.map((size) => size ?? 0) : undefined
}

function readElements(archive: Archive, path: string, type: DType, shape: readonly number[], offset: number | null): readonly Size[] | undefined {
  const width = INTEGER_BYTES[type]
  const count = shape.reduce((product, size) => product * size, 1)
  if (width === undefined || offset === null || offset < 0 || count > MAX_ELEMENTS || shape.length > 1) return undefined
  const source = archive.bytes(path)
  if (source === undefined || (offset + count) * width > source.size) return undefined
  const bytes = source.read(offset * width, count * width)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: count }, (_, i) => integerAt(view, type, i * width))
}

function integerAt(view: DataView, type: DType, at: number): Size {
  if (type === 'int64') {
    const value = Number(view.getBigInt64(at, true))
    return Number.isSafeInteger(value) ? value : null
  }
  if (type === 'int32') return view.getInt32(at, true)
  if (type === 'int16') return view.getInt16(at, true)
  return type === 'int8' ? view.getInt8(at) : view.getUint8(at)
}
