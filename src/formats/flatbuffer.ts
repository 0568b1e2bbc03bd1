import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/**
 * FlatBuffers, read in pages: tables, strings and vectors are visited where they lie, weights are never touched.
 * Spec: flatbuffers.dev/internals. No schema here: callers know their slots (fields counted from 0, a union counts as two).
 *
 * Use: `const model = openRoot(source); for (const graph of tables(model, 2, 'subgraphs')) text(graph, 4)`.
 */

/** Bytes of one page: fields of a table lie close together, its vtable often a little before it. */
const PAGE = 4_096
/** Pages kept: 1 MiB, so that a walk over strings and tables that lie far apart doesn't read the same bytes again. */
const MAX_PAGES = 256
/** Tables inside tables; schemas nest a dozen, recursive types (sequence of map of …) a few more. */
const MAX_DEPTH = 64
/** Tables and strings visited in one file: a graph of 100,000 nodes with its names; more is a file made to keep us busy. */
const MAX_VISITS = 2_000_000
/** Elements of one vector of tables or strings. */
const MAX_ELEMENTS = 1_000_000
/** Numbers in one vector that we read (shapes, indices): far above any rank or number of tensors. */
const MAX_NUMBERS = 1_000_000
/** Bytes of one name: scope names of fused operators reach some KiB. */
const MAX_TEXT = 65_536

/** One table of the file. */
export interface Table {
  readonly reader: Reader
  /** Byte offset of the table. */
  readonly position: number
  readonly depth: number
  /** Where we are, for messages: `subgraphs[0].tensors[3]`; '' at the root. */
  readonly path: string
}

interface Reader {
  readonly source: ByteSource
  view(position: number, length: number, path: string): DataView
  visit(path: string): void
}

interface Scalar {
  /** Bytes. */
  readonly size: number
  read(view: DataView): number
}

/** Scalars of the schema language; 64-bit numbers beyond 2^53 are clamped. */
const SCALARS = {
  uint8: { size: 1, read: (view) => view.getUint8(0) },
  int8: { size: 1, read: (view) => view.getInt8(0) },
  uint16: { size: 2, read: (view) => view.getUint16(0, true) },
  int32: { size: 4, read: (view) => view.getInt32(0, true) },
  uint32: { size: 4, read: (view) => view.getUint32(0, true) },
  int64: { size: 8, read: (view) => clamp(view.getBigInt64(0, true)) },
  float32: { size: 4, read: (view) => view.getFloat32(0, true) },
} as const satisfies Record<string, Scalar>

export type ScalarKind = keyof typeof SCALARS

const BIGGEST = BigInt(Number.MAX_SAFE_INTEGER)
const clamp = (value: bigint): number => Number(value > BIGGEST ? BIGGEST : value < -BIGGEST ? -BIGGEST : value)

/** The four characters that schemas with `file_identifier` put at byte 4; undefined for a file too short to have them. */
export function identifierOf(source: ByteSource): string | undefined {
  if (source.size < 8) return undefined
  return String.fromCharCode(...source.read(4, 4))
}

/** The root table of a file, or of a buffer inside it that begins at `start`. @throws UserError `truncated`, `corrupt` */
export function openRoot(source: ByteSource, start = 0): Table {
  const reader = openReader(source)
  return tableAt(reader, start, start, 0, '')
}

function openReader(source: ByteSource): Reader {
  const pages = new Map<number, Uint8Array>()
  let visits = 0
  const pageAt = (index: number): Uint8Array => {
    const known = pages.get(index)
    if (known !== undefined) return known
    const start = index * PAGE
    // copied: the view dies with the next read of anybody
    const page = source.read(start, Math.min(PAGE, source.size - start)).slice()
    // a Map keeps insertion order: the first key is the oldest page
    for (const [oldest] of pages) {
      if (pages.size < MAX_PAGES) break
      pages.delete(oldest)
    }
    pages.set(index, page)
    return page
  }
  return {
    source,
    view(position, length, path) {
      if (position + length > source.size) throw pastEnd(source, position + length, path)
      const first = Math.floor(position / PAGE)
      const offset = position - first * PAGE
      if (offset + length <= PAGE) return viewOf(pageAt(first), offset, length)
      const joined = source.read(position, length).slice()
      return viewOf(joined, 0, length)
    },
    visit(path) {
      visits += 1
      if (visits > MAX_VISITS) throw corrupt(source, path, `holds more than ${MAX_VISITS} tables and names`)
    },
  }
}

const viewOf = (bytes: Uint8Array, offset: number, length: number): DataView => new DataView(bytes.buffer, bytes.byteOffset + offset, length)

/** The table that the offset stored at `position` points to; offsets count from `base`. */
function tableAt(reader: Reader, position: number, base: number, depth: number, path: string): Table {
  if (depth > MAX_DEPTH) throw corrupt(reader.source, path, `nests tables deeper than ${MAX_DEPTH}`)
  reader.visit(path)
  return { reader, position: base + reader.view(position, 4, path).getUint32(0, true), depth, path }
}

/** Byte offset of a field, or undefined where the table does not have it (its default applies). */
function fieldAt(table: Table, slot: number, size: number): number | undefined {
  const { reader, position, path } = table
  const vtable = position - reader.view(position, 4, path).getInt32(0, true)
  if (vtable < 0) throw corrupt(reader.source, path, 'has a table without a layout')
  const layout = reader.view(vtable, 4, path)
  const length = layout.getUint16(0, true)
  const inline = layout.getUint16(2, true)
  if (length < 4) throw corrupt(reader.source, path, 'has a table with a damaged layout')
  const entry = 4 + 2 * slot
  if (entry + 2 > length) return undefined
  const offset = reader.view(vtable + entry, 2, path).getUint16(0, true)
  if (offset === 0) return undefined
  if (offset < 4 || offset + size > inline) throw corrupt(reader.source, path, `has field ${slot} outside of its table`)
  return position + offset
}

export const has = (table: Table, slot: number): boolean => fieldAt(table, slot, 1) !== undefined

/** A scalar field, or its default. */
export function scalar(table: Table, slot: number, kind: ScalarKind, fallback = 0): number {
  const { size, read } = SCALARS[kind]
  const at = fieldAt(table, slot, size)
  return at === undefined ? fallback : read(table.reader.view(at, size, table.path))
}

/** A table field; `name` extends the path. */
export function table(parent: Table, slot: number, name: string): Table | undefined {
  const at = fieldAt(parent, slot, 4)
  return at === undefined ? undefined : tableAt(parent.reader, at, at, parent.depth + 1, join(parent.path, name))
}

/** A vector of tables; a missing one is empty. */
export function tables(parent: Table, slot: number, name: string): readonly Table[] {
  const run = vector(parent, slot, 4, MAX_ELEMENTS)
  if (run === undefined) return []
  return Array.from({ length: run.count }, (_, i) => {
    const at = run.start + 4 * i
    return tableAt(parent.reader, at, at, parent.depth + 1, join(parent.path, `${name}[${i}]`))
  })
}

/** A string field. @throws UserError `corrupt` beyond 64 KiB or if it is not UTF-8 */
export function text(parent: Table, slot: number): string | undefined {
  const at = fieldAt(parent, slot, 4)
  return at === undefined ? undefined : textAt(parent, at)
}

/** A vector of strings; a missing one is empty. */
export function texts(parent: Table, slot: number): readonly string[] {
  const run = vector(parent, slot, 4, MAX_ELEMENTS)
  return run === undefined ? [] : Array.from({ length: run.count }, (_, i) => textAt(parent, run.start + 4 * i))
}

/** A vector of scalars; undefined where there is none, which a schema may tell from an empty one. */
export function numbers(parent: Table, slot: number, kind: ScalarKind): readonly number[] | undefined {
  const { size, read } = SCALARS[kind]
  const run = vector(parent, slot, size, MAX_NUMBERS)
  if (run === undefined) return undefined
  return Array.from({ length: run.count }, (_, i) => read(parent.reader.view(run.start + size * i, size, parent.path)))
}

/** Where the bytes of a `[ubyte]` field lie in the file; they are not read. */
export function bytesAt(parent: Table, slot: number): { readonly start: number; readonly length: number } | undefined {
  const run = vector(parent, slot, 1, Number.MAX_SAFE_INTEGER)
  return run === undefined ? undefined : { start: run.start, length: run.count }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textAt(parent: Table, at: number): string {
  const { reader, path } = parent
  reader.visit(path)
  const position = at + reader.view(at, 4, path).getUint32(0, true)
  const length = reader.view(position, 4, path).getUint32(0, true)
  if (position + 4 + length > reader.source.size) throw pastEnd(reader.source, position + 4 + length, path)
  if (length > MAX_TEXT) throw corrupt(reader.source, path, `has a name of ${length} bytes`)
  try {
    return UTF8.decode(reader.view(position + 4, length, path))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw corrupt(reader.source, path, 'has text that is not UTF-8')
  }
}

function vector(parent: Table, slot: number, size: number, most: number): { readonly start: number; readonly count: number } | undefined {
  const { reader, path } = parent
  const at = fieldAt(parent, slot, 4)
  if (at === undefined) return undefined
  const position = at + reader.view(at, 4, path).getUint32(0, true)
  const count = reader.view(position, 4, path).getUint32(0, true)
  const start = position + 4
  // checked before anything is allocated: a hostile count costs nothing
  if (start + size * count > reader.source.size) throw pastEnd(reader.source, start + size * count, path)
  if (count > most) throw corrupt(reader.source, path, `lists ${count} elements in field ${slot}, more than the ${most} that make sense`)
  return { start, count }
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

function pastEnd(source: ByteSource, position: number, path: string): UserError {
  const message = `${source.name} ends early: ${source.size} bytes are there, ${path === '' ? 'it' : path} points to byte ${position}`
  const remedy = 'The file is incomplete or damaged: copy or check it out again in full (git lfs pull, an interrupted download or save).'
  return new UserError('truncated', message, remedy, place(source, path))
}

/** A `corrupt` error at a table, for schema readers above. */
export const corruptAt = (table: Table, what: string): UserError => corrupt(table.reader.source, table.path, what)

function corrupt(source: ByteSource, path: string, what: string): UserError {
  const subject = path === '' ? source.name : `${source.name}: ${path}`
  return new UserError('corrupt', `${subject} ${what}`, 'The file is damaged or not what its name says: export the model again.', place(source, path))
}

const place = (source: ByteSource, path: string) => (path === '' ? { file: source.name } : { file: source.name, key: path })
