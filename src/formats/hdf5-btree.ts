import { type Cursor, corrupt, cursorOf, type Hdf5Context } from './hdf5-cursor.ts'

/** Records of one version 2 B-tree: names of a group or attributes of an object. */
const MAX_RECORDS = 200_000
/** Levels: 2^16 records per node make four levels more than any file has. */
const MAX_DEPTH = 8
const NODE_OVERHEAD = 10 // signature 4, version 1, type 1, checksum 4

/** All records of a version 2 B-tree in key order, as cursors over `recordSize` bytes (spec III.A.2). */
export function* records(context: Hdf5Context, address: number): Generator<Cursor> {
  const header = context.block(address, 16 + context.offsetSize + 2 + context.lengthSize)
  if (header.magic() !== 'BTHD') throw corrupt(context.source, 'has no B-tree where one should be')
  header.skip(2)
  const [nodeSize, recordSize, depth] = [header.uint(4), header.uint(2), header.uint(2)]
  header.skip(2)
  const [root, count] = [header.uint(context.offsetSize), header.uint(2)]
  if (recordSize < 1 || nodeSize < NODE_OVERHEAD + recordSize || nodeSize > 1 << 20 || depth > MAX_DEPTH) {
    throw corrupt(context.source, 'has a B-tree of impossible measures')
  }
  if (root < 0 || count === 0) return
  const tree = { context, nodeSize, recordSize, widths: pointerWidths(context, nodeSize, recordSize, depth), left: MAX_RECORDS }
  yield* node(tree, root, count, depth)
}

interface Tree {
  readonly context: Hdf5Context
  readonly nodeSize: number
  readonly recordSize: number
  readonly widths: Widths
  left: number
}

/** Bytes of the counts in child pointers: how many records a child node can hold, and all nodes below it (by depth). */
interface Widths {
  readonly count: number
  readonly total: readonly number[]
}

function pointerWidths(context: Hdf5Context, nodeSize: number, recordSize: number, depth: number): Widths {
  const leaf = Math.floor((nodeSize - NODE_OVERHEAD) / recordSize)
  const count = bytesFor(leaf)
  const total = [0]
  let below = leaf
  for (let level = 1; level <= depth; level++) {
    const pointer = context.offsetSize + count + (total[level - 1] ?? 0)
    const here = Math.floor((nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer))
    below = (here + 1) * below + here
    total.push(bytesFor(below))
  }
  return { count, total }
}

const bytesFor = (value: number): number => Math.floor(Math.log2(Math.max(1, value)) / 8) + 1

function* node(tree: Tree, address: number, count: number, depth: number): Generator<Cursor> {
  const { context, nodeSize, recordSize, widths } = tree
  const cursor = context.block(address, nodeSize)
  if (cursor.magic() !== (depth === 0 ? 'BTLF' : 'BTIN')) throw corrupt(context.source, 'has a broken B-tree')
  cursor.skip(2)
  tree.left -= count
  if (tree.left < 0) throw corrupt(context.source, `has a B-tree with more than ${MAX_RECORDS} records`)
  const own = Array.from({ length: count }, () => cursorOf(context.source, cursor.bytes(recordSize)))
  if (depth === 0) {
    yield* own
    return
  }
  for (let i = 0; i <= count; i++) {
    const [child, below] = [cursor.uint(context.offsetSize), cursor.uint(widths.count)]
    cursor.skip(depth > 1 ? (widths.total[depth - 1] ?? 0) : 0)
    yield* node(tree, child, below, depth - 1)
    const record = own[i]
    if (record !== undefined) yield record
  }
}
