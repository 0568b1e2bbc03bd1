import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import { type Hdf5Attribute, type Hdf5Value, readAttribute, readDataspace } from './hdf5-attribute.ts'
import { records } from './hdf5-btree.ts'
import { contextOf, corrupt, type Hdf5Context } from './hdf5-cursor.ts'
import { type Links, readLinks } from './hdf5-group.ts'
import { MESSAGE, type Message, readHeader } from './hdf5-header.ts'
import { fractalHeap } from './hdf5-heap.ts'

/**
 * HDF5 as far as contracts need it: groups, attributes, shapes of datasets. Datasets are never read, filters never run, links never followed.
 * Reads superblocks 0 to 3 behind any user block, both kinds of object headers, compact and dense attributes and links.
 */
export interface Hdf5Object {
  /** Value of an attribute; `undefined` if there is none, or of a type that is not read. */
  attribute(name: string): Hdf5Value
  /** Names of all attributes. */
  attributes(): readonly string[]
  /** Names of members, of groups. */
  members(): readonly string[]
  /** A member (`a/b/c` goes down). */
  member(path: string): Hdf5Object | undefined
  /** Sizes of a dataset; `undefined` for groups. */
  shape(): readonly number[] | undefined
}

/** "\x89HDF\r\n\x1a\n" (spec II.A). */
const MAGIC = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
/** A user block has 512·2ⁿ bytes; libraries look as far as the file goes, here as far as one window of a source reaches: every file is asked. */
const MAX_USER_BLOCK = 1 << 15

/** Where the superblock begins, if this is an HDF5 file. Reads 8 bytes at a few places. */
export function findHdf5(source: ByteSource): number | undefined {
  for (let at = 0; at + MAGIC.length <= source.size && at <= MAX_USER_BLOCK; at = at === 0 ? 512 : at * 2) {
    const head = source.read(at, MAGIC.length)
    if (MAGIC.every((byte, i) => head[i] === byte)) return at
  }
  return undefined
}

/** The root group. Throws UserError `corrupt` (also if this is no HDF5 file), `truncated`, `unsafe`. */
export function openHdf5(source: ByteSource): Hdf5Object {
  const start = findHdf5(source)
  if (start === undefined) throw corrupt(source, 'is no HDF5 file')
  const { context, root } = readSuperblock(source, start)
  return objectAt(context, root)
}

function readSuperblock(source: ByteSource, start: number): { context: Hdf5Context; root: number } {
  const plain = contextOf(source, start, 8, 8)
  const version = plain.block(8, 1).uint(1)
  if (version > 3) throw corrupt(source, `has a superblock of version ${version}; 0 to 3 are known`)
  const old = version < 2
  const sizes = plain.block(old ? 13 : 9, 2)
  const [O, L] = [sizes.uint(1), sizes.uint(1)]
  if (![2, 4, 8].includes(O) || ![2, 4, 8].includes(L)) throw corrupt(source, `has addresses of ${O} and lengths of ${L} bytes`)
  // versions 0 and 1 end in the symbol table entry of the root group: name offset, header address
  const addresses = plain.block(old ? (version === 0 ? 24 : 28) : 12, old ? 6 * O : 4 * O)
  const base = addresses.uint(O)
  addresses.skip(O)
  const end = addresses.uint(O)
  if (old) addresses.skip(2 * O)
  const root = addresses.uint(O)
  if (end > source.size) {
    const message = `${source.name} has ${source.size} bytes; it says that it has ${end}`
    throw new UserError('truncated', message, 'the file is cut off: copy or save it again', { file: source.name })
  }
  // the stated base is that of the first writer: a user block added or removed later does not change it, the place of the superblock does
  return { context: contextOf(source, base === start || base < 0 ? start : start, O, L), root }
}

function objectAt(context: Hdf5Context, address: number): Hdf5Object {
  let messages: readonly Message[] | undefined
  let attributes: ReadonlyMap<string, Hdf5Attribute> | undefined
  let links: Links | undefined
  const header = (): readonly Message[] => {
    messages ??= readHeader(context, address)
    return messages
  }
  const allAttributes = (): ReadonlyMap<string, Hdf5Attribute> => {
    attributes ??= readAttributes(context, header())
    return attributes
  }
  const allLinks = (): Links => {
    links ??= readLinks(context, header())
    return links
  }
  return {
    attribute: (name) => allAttributes().get(name)?.value(),
    attributes: () => [...allAttributes().keys()],
    members: () => [...allLinks().keys()],
    member(path) {
      const [first = '', ...rest] = path.split('/').filter((part) => part !== '')
      const found = allLinks().get(first)
      if (found === undefined) return undefined
      const child = objectAt(context, found)
      return rest.length === 0 ? child : child.member(rest.join('/'))
    },
    shape() {
      const space = header().find(({ type, shared }) => type === MESSAGE.dataspace && !shared)
      if (space === undefined) return undefined
      space.body.at = 0
      return readDataspace(context, space.body) ?? undefined
    },
  }
}

function readAttributes(context: Hdf5Context, messages: readonly Message[]): ReadonlyMap<string, Hdf5Attribute> {
  const found = new Map<string, Hdf5Attribute>()
  for (const { type, shared, body } of messages) {
    if (shared) continue // in the shared message heap: no writer of models makes one
    body.at = 0
    if (type === MESSAGE.attribute) {
      const attribute = readAttribute(context, body)
      found.set(attribute.name, attribute)
    } else if (type === MESSAGE.attributeInfo) {
      for (const attribute of denseAttributes(context, body)) found.set(attribute.name, attribute)
    }
  }
  return found
}

/** More than 8 attributes, or one above 64 KiB, lie in a heap with an index of names (spec IV.A.2.v). */
function* denseAttributes(context: Hdf5Context, body: Message['body']): Generator<Hdf5Attribute> {
  const { offsetSize: O } = context
  body.skip(1)
  if ((body.uint(1) & 1) !== 0) body.skip(2)
  const [heap, tree] = [body.uint(O), body.uint(O)]
  if (heap < 0 || tree < 0) return
  const object = fractalHeap(context, heap)
  for (const record of records(context, tree)) yield readAttribute(context, object(record))
}
