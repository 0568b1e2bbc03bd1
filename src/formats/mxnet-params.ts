import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/** An array of a parameter file, without its elements. */
export interface StoredArray {
  /** Number of the element type (mshadow's TypeFlag); `null` where there is no array. */
  readonly type: number | null
  /** `null`: the file stores a name, but no array (an empty NDArray), or marks the rank as unknown. */
  readonly shape: readonly number[] | null
}

/** NDArray lists begin with this (`kMXAPINDArrayListMagic`), then 8 reserved bytes. Source: apache/mxnet src/ndarray/ndarray.cc. */
export const LIST_MAGIC = 0x112
const MAGIC_V1 = 0xf993fac8
const MAGIC_V2 = 0xf993fac9
/** As V2, with NumPy shapes: rank -1 is unknown, and 0 is a size. */
const MAGIC_V3 = 0xf993faca

/** Arrays in one file: the largest public models have a few thousand. */
const MAX_ARRAYS = 1_000_000
/** Axes: MXNet's own limit is 32. */
const MAX_RANK = 32
/** Bytes of a name: layers are named by their path in the network. */
const MAX_NAME = 65_536

/** Bytes per element by type number: float32, float64, float16, uint8, int32, int8, int64, bool, int16, uint16, uint32, uint64, bfloat16. Source: 3rdparty/mshadow/mshadow/base.h, `enum TypeFlag`. */
const ELEMENT_BYTES = [4, 8, 2, 1, 4, 1, 8, 1, 2, 2, 4, 8, 2]

/**
 * Names, types and shapes of the arrays of an MXNet parameter file (all ages); elements are skipped, never read.
 * @throws UserError `truncated`, `corrupt`
 */
export function readParams(source: ByteSource): ReadonlyMap<string, StoredArray> {
  const cursor = cursorOf(source)
  if (cursor.u64() !== LIST_MAGIC) throw corrupt(source, 'does not begin like an MXNet parameter file')
  cursor.u64()
  const count = cursor.u64()
  // an array takes at least 8 bytes (legacy form: rank and type)
  if (count > MAX_ARRAYS || count * 4 > source.size) throw corrupt(source, `claims ${count} arrays`)
  const arrays = Array.from({ length: count }, () => readArray(cursor, source))
  const named = cursor.u64()
  if (named !== 0 && named !== count) throw corrupt(source, `has ${count} arrays, but ${named} names`)
  return new Map(arrays.map((array, i) => [named === 0 ? String(i) : cursor.name(), array]))
}

function readArray(cursor: Cursor, source: ByteSource): StoredArray {
  const magic = cursor.u32()
  switch (magic) {
    case MAGIC_V2:
    case MAGIC_V3:
      return readDenseOrSparse(cursor, source, magic === MAGIC_V3)
    case MAGIC_V1:
      return readContent(cursor, source, readDims(cursor, source, cursor.i32(), 8))
    default:
      // before the magic number existed an array began with its rank, and sizes had 32 bits
      return readContent(cursor, source, readDims(cursor, source, magic, 4))
  }
}

function readDims(cursor: Cursor, source: ByteSource, rank: number, bytes: 4 | 8): readonly number[] {
  if (rank < 0 || rank > MAX_RANK) throw corrupt(source, `holds an array of ${rank} axes`)
  return Array.from({ length: rank }, () => (bytes === 8 ? cursor.u64() : cursor.u32()))
}

/** Storage types: 0 dense, 1 row-sparse (one auxiliary array), 2 compressed rows (two). Source: include/mxnet/ndarray.h, `enum NDArrayStorageType`. */
const AUXILIARY = [0, 1, 2]

function readDenseOrSparse(cursor: Cursor, source: ByteSource, numpyShape: boolean): StoredArray {
  const storage = cursor.i32()
  const auxiliary = AUXILIARY[storage]
  if (auxiliary === undefined) throw corrupt(source, `holds an array of the unknown storage type ${storage}`)
  const stored = auxiliary === 0 ? null : readDims(cursor, source, cursor.i32(), 8)
  const rank = cursor.i32()
  if (rank === -1 && numpyShape) return { type: null, shape: null }
  const shape = readDims(cursor, source, rank, 8)
  if (!numpyShape && rank === 0) return { type: null, shape: null }
  cursor.skip(8) // device kind and number
  const flag = cursor.i32()
  const parts: (readonly [number, readonly number[]])[] = [[flag, stored ?? shape]]
  for (let i = 0; i < auxiliary; i++) parts.push([cursor.i32(), readDims(cursor, source, cursor.i32(), 8)])
  for (const [type, dims] of parts) cursor.skip(bytesOf(source, type, dims))
  return { type: flag, shape }
}

function readContent(cursor: Cursor, source: ByteSource, shape: readonly number[]): StoredArray {
  if (shape.length === 0) return { type: null, shape: null }
  cursor.skip(8)
  const flag = cursor.i32()
  cursor.skip(bytesOf(source, flag, shape))
  return { type: flag, shape }
}

function bytesOf(source: ByteSource, flag: number, shape: readonly number[]): number {
  const bytes = ELEMENT_BYTES[flag]
  if (bytes === undefined) throw corrupt(source, `holds an array of the unknown type ${flag}`)
  return shape.reduce((total, size) => total * size, bytes)
}

// ------------------------------------------------------------------------------------------------ little-endian numbers in their order

type Cursor = ReturnType<typeof cursorOf>

function cursorOf(source: ByteSource) {
  let position = 0
  const take = (length: number): DataView => {
    const bytes = source.read(position, length)
    position += length
    return new DataView(bytes.buffer, bytes.byteOffset, length)
  }
  return {
    u32: () => take(4).getUint32(0, true),
    i32: () => take(4).getInt32(0, true),
    /** Sizes beyond 2^53 stay beyond every file. */
    u64: () => Number(take(8).getBigUint64(0, true)),
    skip(length: number) {
      if (length === 0) return
      // the last byte must be there: a file that ends inside its weights is truncated
      source.read(position + length - 1, 1)
      position += length
    },
    name(): string {
      const length = Number(take(8).getBigUint64(0, true))
      if (length > MAX_NAME) throw corrupt(source, `has a name of ${length} bytes`)
      const bytes = source.read(position, length)
      position += length
      return new TextDecoder().decode(bytes)
    },
  }
}

const corrupt = (source: ByteSource, what: string): UserError =>
  new UserError('corrupt', `${source.name} ${what}`, 'save the parameters again with MXNet', { file: source.name })
