import { UserError } from '../../errors.ts'
import { decodeNpyHeader } from '../npy.ts'
import { type Dtype, dtypeOf, dtypeOfText } from './dtype.ts'
import { dottedName, integerOf, itemOf, itemsOf, numberOf, type PyBytes, type PyObject, type PyValue, recordOf } from './values.ts'

/** An array wherever and however it was pickled; its elements are decoded on demand. */
export interface PyArray {
  readonly shape: readonly number[]
  readonly dtype: Dtype
  /** Elements stand row by row (C), or column by column (F). */
  readonly order: 'C' | 'F'
  /** The first elements in storage order, at most `limit`; `null` where they cannot be had (sidecar files, unknown encodings). */
  first(limit: number): readonly PyValue[] | null
}

/** An array of NumPy (plain, protocol 5, joblib), of pandas (an index or a series of text) or of pyarrow; or null. */
export function arrayOf(value: PyValue | undefined): PyArray | null {
  const object = recordOf(value, 'object')
  if (object === null) return null
  const name = dottedName(object.callable)
  if (/^numpy\.(?:core|_core)\.multiarray\._reconstruct$/.test(name)) return reconstructed(object)
  if (/^numpy\.(?:core|_core)\.numeric\._frombuffer$/.test(name)) return fromBuffer(object)
  if (/^dill\.(?:_dill|dill)\._create_array$/.test(name)) return reconstructed({ ...object, state: object.args[2] })
  if (/joblib\.numpy_pickle\.NumpyArrayWrapper$/.test(name)) return joblibArray(object)
  if (/joblib\.numpy_pickle(?:_compat)?\.NDArrayWrapper$/.test(name)) return besideJoblib(object)
  if (/joblib\.numpy_pickle(?:_compat)?\.ZNDArrayWrapper$/.test(name)) return besideCompressed(object)
  if (/^pyarrow\.lib\.chunked_array$/.test(name)) return firstChunk(object)
  if (name === 'pyarrow.lib._restore_array' || name === 'pyarrow.lib.array') return arrowText(object)
  if (/^pandas\..*(?:ArrowStringArray|ArrowStringArrayNumpySemantics|ArrowExtensionArray|StringArray)$/.test(name)) return withinPandas(object)
  if (/^pandas\.core\.indexes\.base\._new_Index$/.test(name)) return arrayOf(itemOf(recordOf(object.args[1], 'dict'), 'data'))
  if (/^pandas\.(?:core\.arrays\.numpy_|arrays).*__?pyx|NDArrayBacked/.test(name)) return withinPandas(object)
  return null
}

/** `_reconstruct(ndarray, (0,), b'b')` + BUILD (version, shape, dtype, fortran, bytes or list). Source: numpy array_reduce. */
function reconstructed(object: PyObject): PyArray | null {
  const state = itemsOf(object.state)
  if (state === null) return null
  const [, shape, dtype, fortran, content] = state.length === 4 ? [0, ...state] : state
  return arrayFrom(shape, dtypeOf(dtype), content, fortran === true || fortran === 1 ? 'F' : 'C')
}

/** `_frombuffer(buffer, dtype, shape, order)`: protocol 5. */
function fromBuffer({ args: [buffer, dtype, shape, order] }: PyObject): PyArray | null {
  return arrayFrom(shape, dtypeOf(dtype), buffer, order === 'F' ? 'F' : 'C')
}

function joblibArray({ state, inline }: PyObject): PyArray | null {
  const attributes = recordOf(state, 'dict')
  const dtype = dtypeOf(itemOf(attributes, 'dtype'))
  const shape = itemOf(attributes, 'shape')
  if (dtype?.hasObjects !== true) return arrayFrom(shape, dtype, inline, itemOf(attributes, 'order') === 'F' ? 'F' : 'C')
  // the nested pickle of an array with objects is the array itself
  return arrayOf(inline)
}

/** joblib before 0.10: the .npy file that lies beside the pickle. A damaged one is as good as none. */
function besideJoblib({ inline }: PyObject): PyArray | null {
  const bytes = recordOf(inline, 'bytes')
  if (bytes === null) return null
  try {
    const { descr, shape, fortran, start } = decodeNpyHeader(bytes.source)
    const content: PyBytes = { ...bytes, offset: start, length: Math.max(0, bytes.length - start) }
    return arrayFrom({ kind: 'tuple', items: shape }, dtypeOfText(descr), content, fortran ? 'F' : 'C')
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

/** The same, compressed: `state` says what the array is; its elements are in the file. */
function besideCompressed({ state }: PyObject): PyArray | null {
  const [, shape, dtype, fortran] = itemsOf(itemOf(recordOf(state, 'dict'), 'state')) ?? []
  return arrayFrom(shape, dtypeOf(dtype), undefined, fortran === true || fortran === 1 ? 'F' : 'C')
}

function arrayFrom(shape: PyValue | undefined, dtype: Dtype | null, content: PyValue | undefined, order: PyArray['order']): PyArray | null {
  const sizes = itemsOf(shape)?.map(integerOf) ?? []
  if (dtype === null || itemsOf(shape) === null || sizes.some((size) => size === null || size < 0)) return null
  return { shape: sizes.map((size) => size ?? 0), dtype, order, first: (limit) => elements(dtype, content, limit) }
}

function elements(dtype: Dtype, content: PyValue | undefined, limit: number): readonly PyValue[] | null {
  const items = itemsOf(content)
  if (items !== null) return items.slice(0, limit)
  if (dtype.hasObjects || dtype.size === 0) return null
  const bytes = bytesOf(content, limit * dtype.size)
  return bytes === null ? null : decodeElements(dtype, bytes)
}

/** At most `limit` first bytes of what is bytes in Python: bytes, bytearray, `str` of Python 2, text encoded with `_codecs.encode`. */
export function bytesOf(value: PyValue | undefined, limit: number): Uint8Array | null {
  if (typeof value === 'string') return Buffer.from(value.slice(0, limit), 'latin1')
  const bytes = recordOf(value, 'bytes')
  if (bytes !== null) return readBytes(bytes, limit)
  const object = recordOf(value, 'object')
  const name = object === null ? '' : dottedName(object.callable)
  if (
    object !== null &&
    (name === '_codecs.encode' || /^(?:builtins|__builtin__)\.(?:bytearray|bytes)$/.test(name) || name === 'pickle.PickleBuffer')
  )
    return bytesOf(object.args[0], limit)
  return null
}

const readBytes = ({ source, offset, length }: PyBytes, limit: number): Uint8Array => new Uint8Array(source.read(offset, Math.min(length, limit)))

/** Whole elements in these bytes. */
export function decodeElements(dtype: Dtype, bytes: Uint8Array): readonly PyValue[] | null {
  const read = READERS[`${dtype.kind}${dtype.kind === 'U' || dtype.kind === 'S' ? '' : dtype.size}`]
  if (read === undefined) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: Math.floor(bytes.length / dtype.size) }, (_, i) => read(view, i * dtype.size, dtype))
}

const READERS: Readonly<Record<string, (view: DataView, at: number, dtype: Dtype) => PyValue>> = {
  b1: (view, at) => view.getUint8(at) !== 0,
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  i2: (view, at, { bigEndian }) => view.getInt16(at, !bigEndian),
  u2: (view, at, { bigEndian }) => view.getUint16(at, !bigEndian),
  i4: (view, at, { bigEndian }) => view.getInt32(at, !bigEndian),
  u4: (view, at, { bigEndian }) => view.getUint32(at, !bigEndian),
  i8: (view, at, { bigEndian }) => whole(view.getBigInt64(at, !bigEndian)),
  u8: (view, at, { bigEndian }) => whole(view.getBigUint64(at, !bigEndian)),
  f4: (view, at, { bigEndian }) => ({ kind: 'float', value: view.getFloat32(at, !bigEndian) }),
  f8: (view, at, { bigEndian }) => ({ kind: 'float', value: view.getFloat64(at, !bigEndian) }),
  U: (view, at, { size, bigEndian }) => {
    let text = ''
    for (let i = 0; i + 4 <= size; i += 4) {
      const code = view.getUint32(at + i, !bigEndian)
      if (code !== 0 && code <= 0x10ffff) text += String.fromCodePoint(code)
    }
    return text
  },
  S: (view, at, { size }) =>
    Buffer.from(view.buffer, view.byteOffset + at, size)
      .toString('latin1')
      .replace(/\0+$/, ''),
}

const whole = (value: bigint): number | bigint => (value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : value)

/** pandas 3 keeps text columns in pyarrow: the array is an attribute, or an argument. */
function withinPandas(object: PyObject): PyArray | null {
  const state =
    recordOf(object.state, 'dict') ??
    recordOf(
      itemsOf(object.state)?.find((item) => recordOf(item, 'dict') !== null),
      'dict',
    )
  const candidates = [itemOf(state, '_pa_array'), itemOf(state, '_ndarray'), itemOf(state, '_data'), ...(itemsOf(object.state) ?? []), ...object.args]
  for (const candidate of candidates) {
    const array = arrayOf(candidate)
    if (array !== null) return array
  }
  return null
}

/** `chunked_array([array…], type)`; a column of names is one chunk. */
function firstChunk({ args }: PyObject): PyArray | null {
  const chunks = itemsOf(args[0])
  return chunks?.length === 1 ? arrayOf(chunks[0]) : null
}

/** Names longer than this are none. */
const MAX_ARROW_TEXT = 64 * 1024 * 1024

/** `_restore_array((type, length, nulls, offset, [validity, offsets, text], children, dictionary))` of pyarrow: text with int32 or int64 offsets. */
function arrowText({ args }: PyObject): PyArray | null {
  const parts = args.length === 1 ? itemsOf(args[0]) : args
  const [type, ...rest] = parts ?? []
  // older versions nest (length, nulls, offset, buffers, …) in a tuple
  const [length, , start, buffers] = rest.length === 1 ? (itemsOf(rest[0]) ?? []) : rest
  const typeName = dottedName(type)
  const wide = /large_(?:string|utf8)/.test(typeName)
  const count = integerOf(length)
  const from = integerOf(start)
  const [, offsets, text] = (itemsOf(buffers) ?? []).map(bufferOf)
  if (!/^pyarrow\.lib\.(?:large_)?(?:string|utf8)$/.test(typeName) || count === null || from === null) return null
  return {
    shape: [count],
    dtype: { kind: 'O', size: 8, bigEndian: false, hasObjects: true },
    order: 'C',
    first(limit) {
      const size = wide ? 8 : 4
      const ends = decodeElements(
        dtypeOfText(wide ? '<i8' : '<i4') ?? { kind: 'i', size, bigEndian: false, hasObjects: false },
        bytesOf(offsets, (from + Math.min(count, limit) + 1) * size) ?? new Uint8Array(0),
      )
      const content = Buffer.from(bytesOf(text, MAX_ARROW_TEXT) ?? new Uint8Array(0))
      if (ends === null || ends.length < from + Math.min(count, limit) + 1) return null
      return Array.from({ length: Math.min(count, limit) }, (_, i) =>
        content.subarray(numberOf(ends[from + i]) ?? 0, numberOf(ends[from + i + 1]) ?? 0).toString('utf8'),
      )
    },
  }
}

/** `pyarrow.lib.py_buffer(bytes)`. */
function bufferOf(value: PyValue | undefined): PyValue | undefined {
  const object = recordOf(value, 'object')
  return object !== null && /^pyarrow\.lib\.(?:py_buffer|_.*buffer)/.test(dottedName(object.callable)) ? object.args[0] : value
}

/** A NumPy scalar (`multiarray.scalar(dtype, bytes)`) as a plain value, with its type; or null. */
export function scalarOf(value: PyValue | undefined): { readonly dtype: Dtype; readonly value: PyValue } | null {
  const object = recordOf(value, 'object')
  if (object === null || !/^numpy\.(?:core|_core)\.multiarray\.scalar$/.test(dottedName(object.callable))) return null
  const dtype = dtypeOf(object.args[0])
  if (dtype === null) return null
  const [first] = elements(dtype, object.args[1], 1) ?? []
  return { dtype, value: first ?? null }
}
