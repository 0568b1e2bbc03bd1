/**
 * Thrift's compact protocol, as Parquet writes its footer and page headers. Unknown fields are kept like known ones: readers pick by field number.
 * Spec: apache/thrift doc/specs/thrift-compact-protocol.md.
 */
export type Thrift = boolean | number | Uint8Array | readonly Thrift[] | ReadonlyMap<number, Thrift>

/** Structs in structs: Parquet nests 5 deep. */
const MAX_DEPTH = 32
/** Values in one message: a footer of 10,000 columns has a million. */
const MAX_VALUES = 4_000_000

/** What is wrong with the bytes; callers know the file and say so. */
export class ThriftError extends Error {
  override readonly name = 'ThriftError'
}

/** One struct from the start of the bytes, and where it ends. */
export function readThrift(bytes: Uint8Array): { readonly fields: ReadonlyMap<number, Thrift>; readonly end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let position = 0
  let values = 0

  const byte = (): number => {
    const value = bytes[position++]
    if (value === undefined) throw new ThriftError('ends inside a value')
    return value
  }
  const varint = (): number => {
    let value = 0
    for (let scale = 1; scale < 2 ** 70; scale *= 128) {
      const next = byte()
      value += (next & 0x7f) * scale
      if (next < 128) return value
    }
    throw new ThriftError('has a number without end')
  }
  /** Zigzag; numbers beyond 2^53 lose their low digits, which no length or count has. */
  const signed = (): number => {
    const raw = varint()
    return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2
  }
  const value = (type: number, depth: number): Thrift => {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) throw new ThriftError('nests or counts beyond reason')
    switch (type) {
      case 1:
        return true
      case 2:
        return false
      case 3:
        return (byte() << 24) >> 24
      case 4:
      case 5:
      case 6:
        return signed()
      case 7: {
        position += 8
        if (position > bytes.length) throw new ThriftError('ends inside a number')
        return view.getFloat64(position - 8, true)
      }
      case 8: {
        const length = varint()
        position += length
        if (position > bytes.length) throw new ThriftError('ends inside a text')
        return bytes.subarray(position - length, position)
      }
      case 9:
      case 10:
        return list(depth)
      case 12:
        return struct(depth)
      default:
        throw new ThriftError(`has a value of the unknown type ${type}`)
    }
  }
  const list = (depth: number): readonly Thrift[] => {
    const head = byte()
    const count = head >> 4 === 15 ? varint() : head >> 4
    if (count > bytes.length - position) throw new ThriftError(`claims a list of ${count} values`)
    const type = head & 15
    // in lists a boolean is a byte of its own
    return Array.from({ length: count }, () => (type === 1 || type === 2 ? byte() === 1 : value(type, depth + 1)))
  }
  const struct = (depth: number): ReadonlyMap<number, Thrift> => {
    const fields = new Map<number, Thrift>()
    for (let id = 0; ; ) {
      const head = byte()
      if (head === 0) return fields
      id = head >> 4 === 0 ? signed() : id + (head >> 4)
      fields.set(id, value(head & 15, depth + 1))
    }
  }
  return { fields: struct(0), end: position }
}

export const thriftNumber = (value: Thrift | undefined): number | undefined => (typeof value === 'number' ? value : undefined)
export const thriftText = (value: Thrift | undefined): string | undefined =>
  value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined
export const thriftStruct = (value: Thrift | undefined): ReadonlyMap<number, Thrift> => (value instanceof Map ? value : new Map())
export const thriftList = (value: Thrift | undefined): readonly Thrift[] => (Array.isArray(value) ? value : [])
