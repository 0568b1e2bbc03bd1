import { records } from './hdf5-btree.ts'
import { type Cursor, corrupt, cursorOf, type Hdf5Context } from './hdf5-cursor.ts'

/** An object in a heap: attributes and links, never weights. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024
/** A global heap collection holds what doesn't fit elsewhere, so it may be as large as the largest string. */
const MAX_COLLECTION_BYTES = 64 * 1024 * 1024
/** Levels of indirect blocks: each doubles the address space of at most 64 bits. */
const MAX_DEPTH = 32

/** The bytes of a heap ID. */
export type Heap = (id: Cursor) => Cursor

interface HeapHeader {
  readonly flags: number
  readonly filters: boolean
  readonly hugeTree: number
  readonly width: number
  readonly startSize: number
  readonly maxDirect: number
  /** Bytes of an offset within the heap. */
  readonly offsetBytes: number
  readonly lengthBytes: number
  readonly root: number
  /** Rows of the root indirect block; 0: the root is a direct block. */
  readonly rows: number
}

/** A fractal heap (spec III.G). Throws UserError `corrupt`, also for filtered heaps, which no writer of attributes makes. */
export function fractalHeap(context: Hdf5Context, address: number): Heap {
  const header = readHeapHeader(context, address)
  return (id) => {
    const first = id.uint(1)
    switch ((first >> 4) & 3) {
      case 0:
        return managedObject(context, header, id)
      case 1:
        return hugeObject(context, header, id)
      case 2:
        return cursorOf(context.source, id.bytes((first & 0x0f) + 1))
      default:
        throw corrupt(context.source, 'has an unknown kind of heap object')
    }
  }
}

function readHeapHeader(context: Hdf5Context, address: number): HeapHeader {
  const { offsetSize: O, lengthSize: L } = context
  const cursor = context.block(address, 22 + 12 * L + 3 * O)
  if (cursor.magic() !== 'FRHP') throw corrupt(context.source, 'has no heap where one should be')
  cursor.skip(3)
  const filterLength = cursor.uint(2)
  const flags = cursor.uint(1)
  const maxManaged = cursor.uint(4)
  cursor.skip(L)
  const hugeTree = cursor.uint(O)
  cursor.skip(L + O + 8 * L)
  const width = cursor.uint(2)
  const [startSize, maxDirect] = [cursor.uint(L), cursor.uint(L)]
  const heapBits = cursor.uint(2)
  cursor.skip(2)
  const [root, rows] = [cursor.uint(O), cursor.uint(2)]
  const isPower = (size: number): boolean => size > 0 && Number.isInteger(Math.log2(size))
  if (!isPower(startSize) || !isPower(maxDirect) || width < 1 || width > 1024 || heapBits < 1 || heapBits > 64 || rows > 64) {
    throw corrupt(context.source, 'has a heap of impossible measures')
  }
  const lengthBytes = Math.floor(Math.log2(Math.max(1, Math.min(maxDirect, maxManaged))) / 8) + 1
  return { flags, filters: filterLength > 0, hugeTree, width, startSize, maxDirect, offsetBytes: Math.ceil(heapBits / 8), lengthBytes, root, rows }
}

function managedObject(context: Hdf5Context, header: HeapHeader, id: Cursor): Cursor {
  if (header.filters) throw corrupt(context.source, 'has a compressed heap, which this program does not read')
  const [offset, length] = [id.uint(header.offsetBytes), id.uint(header.lengthBytes)]
  if (header.rows === 0) return context.block(header.root + offset, length)
  return throughIndirect(context, header, { address: header.root, rows: header.rows, start: 0 }, offset, length, 0)
}

interface Indirect {
  readonly address: number
  readonly rows: number
  /** Heap offset of its first byte. */
  readonly start: number
}

/** Rows of blocks that double in size from row to row; the first two are equal (spec III.G, doubling table). */
function throughIndirect(context: Hdf5Context, header: HeapHeader, block: Indirect, offset: number, length: number, depth: number): Cursor {
  if (depth > MAX_DEPTH) throw corrupt(context.source, 'has a heap that is nested too deeply')
  const { width, startSize, maxDirect } = header
  const directRows = Math.log2(maxDirect / startSize) + 2
  const head = 5 + context.offsetSize + header.offsetBytes
  let start = block.start
  for (let row = 0; row < block.rows; row++) {
    const size = startSize * 2 ** Math.max(0, row - 1)
    if (offset >= start + size * width) {
      start += size * width
      continue
    }
    const column = Math.floor((offset - start) / size)
    const child = context.block(block.address + head + (row * width + column) * context.offsetSize, context.offsetSize).uint(context.offsetSize)
    const childStart = start + column * size
    if (row < directRows) return context.block(child < 0 ? child : child + (offset - childStart), length)
    // an indirect block of this size has as many rows as fill it
    const rows = Math.log2(size / (startSize * width)) + 1
    if (rows < 1 || rows >= block.rows + 64) throw corrupt(context.source, 'has a heap of impossible measures')
    return throughIndirect(context, header, { address: child, rows, start: childStart }, offset, length, depth + 1)
  }
  throw corrupt(context.source, 'refers to an object outside of its heap')
}

/** Objects too large for a block lie by themselves; their place is in a B-tree by number (spec III.A.2, record type 1), or in the ID itself. */
function hugeObject(context: Hdf5Context, header: HeapHeader, id: Cursor): Cursor {
  const { offsetSize: O, lengthSize: L } = context
  if (id.left() >= O + L && header.hugeTree < 0) return wholeObject(context, id.uint(O), id.uint(L))
  const wanted = id.uint(Math.min(8, id.left()))
  for (const record of records(context, header.hugeTree)) {
    const [address, length, number] = [record.uint(O), record.uint(L), record.uint(L)]
    if (number === wanted) return wholeObject(context, address, length)
  }
  throw corrupt(context.source, 'refers to an object that its heap does not have')
}

function wholeObject(context: Hdf5Context, address: number, length: number): Cursor {
  if (length > MAX_OBJECT_BYTES) throw corrupt(context.source, `has an attribute of ${length} bytes; at most ${MAX_OBJECT_BYTES} are read`)
  return context.block(address, length)
}

/** One object of a global heap collection (spec III.E): the bytes of a variable-length value. */
export function globalHeapObject(context: Hdf5Context, address: number, index: number): Cursor {
  const { lengthSize: L } = context
  const head = context.block(address, 8 + L)
  if (head.magic() !== 'GCOL') throw corrupt(context.source, 'has no global heap where one should be')
  head.skip(4)
  const end = head.uint(L)
  if (end < 0 || end > MAX_COLLECTION_BYTES) throw corrupt(context.source, `has a global heap of ${end} bytes`)
  for (let at = 8 + L; at + 8 + L <= end; ) {
    const entry = context.block(address + at, 8 + L)
    const number = entry.uint(2)
    entry.skip(6)
    const size = entry.uint(L)
    if (number === 0 || size < 0) break
    if (number === index) return context.block(address + at + 8 + L, size)
    at += 8 + L + Math.ceil(size / 8) * 8
  }
  throw corrupt(context.source, 'refers to a text that its global heap does not have')
}
