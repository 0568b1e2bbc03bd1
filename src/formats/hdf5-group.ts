import { cString } from './hdf5-attribute.ts'
import { records } from './hdf5-btree.ts'
import { type Cursor, corrupt, type Hdf5Context } from './hdf5-cursor.ts'
import { MESSAGE, type Message } from './hdf5-header.ts'
import { fractalHeap } from './hdf5-heap.ts'

/** Members of a group: name → address of the object header. Soft and external links are left out: they lead elsewhere. */
export type Links = ReadonlyMap<string, number>

const MAX_LINKS = 200_000
/** Names of one old-style group lie in one piece. */
const MAX_NAMES_BYTES = 64 * 1024 * 1024
const MAX_DEPTH = 16

/** All three ways to store a group: symbol table (spec III.A.1), link messages (IV.A.2.g), dense links (III.G). */
export function readLinks(context: Hdf5Context, messages: readonly Message[]): Links {
  const links = new Map<string, number>()
  const add = (name: string, address: number): void => {
    if (links.size >= MAX_LINKS) throw corrupt(context.source, `has a group with more than ${MAX_LINKS} members`)
    links.set(name, address)
  }
  for (const { type, body, shared } of messages) {
    if (shared) continue
    body.at = 0
    if (type === MESSAGE.symbolTable) symbolTable(context, body, add)
    else if (type === MESSAGE.link) readLink(context, body, add)
    else if (type === MESSAGE.linkInfo) denseLinks(context, body, add)
  }
  return links
}

type Add = (name: string, address: number) => void

function symbolTable(context: Hdf5Context, body: Cursor, add: Add): void {
  const { offsetSize: O, lengthSize: L } = context
  const [tree, heap] = [body.uint(O), body.uint(O)]
  const head = context.block(heap, 8 + 2 * L + O)
  if (head.magic() !== 'HEAP') throw corrupt(context.source, 'has no names where those of a group should be')
  head.skip(4)
  const size = head.uint(L)
  head.skip(L)
  if (size < 0 || size > MAX_NAMES_BYTES) throw corrupt(context.source, `has ${size} bytes of names in one group`)
  const names = context.block(head.uint(O), size)
  const nameAt = (offset: number): string => {
    names.at = offset
    return cString(names.bytes(names.left()).subarray(0, 65_536))
  }
  groupNode(context, tree, 0, (offset, address) => add(nameAt(offset), address))
}

/** Version 1 B-tree of a group: inner nodes, and leaves that are symbol table nodes. */
function groupNode(context: Hdf5Context, address: number, depth: number, add: (nameOffset: number, address: number) => void): void {
  const { offsetSize: O, lengthSize: L } = context
  if (depth > MAX_DEPTH) throw corrupt(context.source, 'has a group that is nested too deeply')
  const magic = context.block(address, 4).magic()
  if (magic === 'SNOD') {
    const count = context.block(address, 8)
    count.skip(6)
    const entries = count.uint(2)
    const cursor = context.block(address + 8, entries * (2 * O + 24))
    for (let i = 0; i < entries; i++) {
      add(cursor.uint(O), cursor.uint(O))
      cursor.skip(24)
    }
    return
  }
  if (magic !== 'TREE') throw corrupt(context.source, 'has a broken group')
  const head = context.block(address, 8 + 2 * O)
  head.skip(6)
  const entries = head.uint(2)
  const cursor = context.block(address + 8 + 2 * O, entries * (L + O))
  for (let i = 0; i < entries; i++) {
    cursor.skip(L)
    groupNode(context, cursor.uint(O), depth + 1, add)
  }
}

function denseLinks(context: Hdf5Context, body: Cursor, add: Add): void {
  const { offsetSize: O } = context
  body.skip(1)
  if ((body.uint(1) & 1) !== 0) body.skip(8)
  const [heap, tree] = [body.uint(O), body.uint(O)]
  if (heap < 0 || tree < 0) return
  const object = fractalHeap(context, heap)
  for (const record of records(context, tree)) {
    record.skip(4) // hash of the name
    readLink(context, object(record), add)
  }
}

function readLink(context: Hdf5Context, body: Cursor, add: Add): void {
  if (body.uint(1) !== 1) throw corrupt(context.source, 'has a link of an unknown version')
  const flags = body.uint(1)
  const kind = (flags & 8) !== 0 ? body.uint(1) : 0
  if ((flags & 4) !== 0) body.skip(8)
  if ((flags & 16) !== 0) body.skip(1)
  const name = new TextDecoder().decode(body.bytes(body.uint(1 << (flags & 3))))
  if (kind === 0) add(name, body.uint(context.offsetSize))
}
