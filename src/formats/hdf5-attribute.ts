import { type Cursor, corrupt, type Hdf5Context } from './hdf5-cursor.ts'
import { MESSAGE, readHeader } from './hdf5-header.ts'
import { globalHeapObject } from './hdf5-heap.ts'

/** Element types as far as model files use them; `other` is everything else (compounds, references, time …). */
export type Hdf5Type =
  | { readonly kind: 'integer'; readonly size: number; readonly signed: boolean; readonly bigEndian: boolean }
  | { readonly kind: 'float'; readonly size: number; readonly bigEndian: boolean }
  | { readonly kind: 'string'; readonly size: number }
  | { readonly kind: 'text'; readonly size: number }
  | { readonly kind: 'other'; readonly size: number }

/** A decoded attribute: texts and numbers in row-major order; `undefined` for types of which nothing is read here. */
export type Hdf5Value = readonly (string | number)[] | undefined

export interface Hdf5Attribute {
  readonly name: string
  /** `[]` is a scalar, `null` holds nothing. */
  readonly shape: readonly number[] | null
  readonly value: () => Hdf5Value
}

/** Elements of one attribute: names of weights in a list are the longest seen (some thousands). */
const MAX_ELEMENTS = 1_000_000
const MAX_RANK = 32

/** An attribute message of version 1 to 3 (spec IV.A.2.m). Its value is decoded on demand. */
export function readAttribute(context: Hdf5Context, body: Cursor): Hdf5Attribute {
  const version = body.uint(1)
  if (version < 1 || version > 3) throw corrupt(context.source, `has an attribute of version ${version}`)
  const flags = body.uint(1)
  const [nameSize, typeSize, spaceSize] = [body.uint(2), body.uint(2), body.uint(2)]
  if (version === 3) body.skip(1)
  // version 1 pads every part to 8 bytes
  const part = (size: number): number => {
    const start = body.at
    body.skip(version === 1 ? Math.ceil(size / 8) * 8 : size)
    return start
  }
  const name = cString(bytesAt(body, part(nameSize), nameSize))
  const typeAt = part(typeSize)
  const spaceAt = part(spaceSize)
  const dataAt = body.at
  const shape = (flags & 2) !== 0 ? null : at(body, spaceAt, () => readDataspace(context, body))
  return {
    name,
    shape,
    value() {
      const type = at(body, typeAt, () => (version > 1 && (flags & 1) !== 0 ? committedType(context, body) : readDatatype(body)))
      if (shape === null || type === undefined) return undefined
      return at(body, dataAt, () => decode(context, body, type, elementsOf(context, shape)))
    },
  }
}

function at<T>(cursor: Cursor, position: number, read: () => T): T {
  cursor.at = position
  return read()
}

const bytesAt = (cursor: Cursor, position: number, count: number): Uint8Array => {
  const back = cursor.at
  const bytes = at(cursor, position, () => cursor.bytes(count))
  cursor.at = back
  return bytes
}

/** Dataspace message (spec IV.A.2.b): `null` for a space without elements. */
export function readDataspace(context: Hdf5Context, body: Cursor): readonly number[] | null {
  const [version, rank, flags] = [body.uint(1), body.uint(1), body.uint(1)]
  if ((version !== 1 && version !== 2) || rank > MAX_RANK) throw corrupt(context.source, 'has a dataspace that is none')
  if (version === 1) body.skip((flags & 4) !== 0 ? 5 : 5)
  else if (body.uint(1) === 2) return null
  return Array.from({ length: rank }, () => body.uint(context.lengthSize))
}

function elementsOf(context: Hdf5Context, shape: readonly number[]): number {
  const count = shape.reduce((product, size) => product * size, 1)
  if (count < 0 || count > MAX_ELEMENTS) throw corrupt(context.source, `has an attribute of ${count} elements; at most ${MAX_ELEMENTS} are read`)
  return count
}

/** Datatype message (spec IV.A.2.d): the class in the low half of the first byte. */
export function readDatatype(body: Cursor): Hdf5Type {
  const kind = body.uint(1) & 0x0f
  const [bits] = [body.uint(1), body.skip(2)]
  const size = body.uint(4)
  switch (kind) {
    case 0:
      return { kind: 'integer', size, signed: (bits & 8) !== 0, bigEndian: (bits & 1) !== 0 }
    case 1:
      return { kind: 'float', size, bigEndian: (bits & 1) !== 0 }
    case 3:
      return { kind: 'string', size }
    case 9:
      // a variable-length text, or a sequence of characters, which is written alike
      return (bits & 0x0f) === 1 ? { kind: 'text', size } : { kind: 'other', size }
    default:
      return { kind: 'other', size }
  }
}

/** A datatype that has its own object (spec IV.A.2, shared messages): only its address is here. */
function committedType(context: Hdf5Context, body: Cursor): Hdf5Type | undefined {
  const [version, kind] = [body.uint(1), body.uint(1)]
  if (version === 3 && kind === 1) return undefined // in the shared message heap
  if (version === 1) body.skip(6)
  const found = readHeader(context, body.uint(context.offsetSize)).find(({ type, shared }) => type === MESSAGE.datatype && !shared)
  return found && readDatatype(found.body)
}

function decode(context: Hdf5Context, body: Cursor, type: Hdf5Type, count: number): Hdf5Value {
  const list: (string | number)[] = []
  for (let i = 0; i < count; i++) {
    const value = decodeOne(context, body, type)
    if (value === undefined) return undefined
    list.push(value)
  }
  return list
}

function decodeOne(context: Hdf5Context, body: Cursor, type: Hdf5Type): string | number | undefined {
  switch (type.kind) {
    case 'string':
      return cString(body.bytes(type.size))
    case 'text': {
      const [length, address, index] = [body.uint(4), body.uint(context.offsetSize), body.uint(4)]
      if (length === 0) return ''
      const text = globalHeapObject(context, address, index)
      if (length > text.length) throw corrupt(context.source, 'has a text that is longer than its place')
      return cString(text.bytes(length))
    }
    case 'integer':
    case 'float':
      return numberOf(body.bytes(type.size), type)
    default:
      return undefined
  }
}

type NumberType = Extract<Hdf5Type, { kind: 'integer' | 'float' }>

function numberOf(bytes: Uint8Array, type: NumberType): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = !type.bigEndian
  if (type.kind === 'float') return type.size === 4 ? view.getFloat32(0, little) : type.size === 8 ? view.getFloat64(0, little) : undefined
  switch (type.size) {
    case 1:
      return type.signed ? view.getInt8(0) : view.getUint8(0)
    case 2:
      return type.signed ? view.getInt16(0, little) : view.getUint16(0, little)
    case 4:
      return type.signed ? view.getInt32(0, little) : view.getUint32(0, little)
    case 8:
      return Number(type.signed ? view.getBigInt64(0, little) : view.getBigUint64(0, little))
    default:
      return undefined
  }
}

/** UTF-8 up to the first zero byte: fixed strings are padded with zeros (or spaces, which stay). */
export function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end))
}
