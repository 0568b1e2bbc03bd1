/**
 * Protocol buffers wire format, written: the few shapes that the messages of this project need (contract.protobin).
 * Every function returns the bytes of one field; a message is the concatenation of its fields in number order.
 * Spec: protobuf.dev/programming-guides/encoding.
 */

const UTF8 = new TextEncoder()

/** int32, int64, enum, bool: negative numbers take ten bytes, as protobuf demands. */
export function encodeInt(number: number, value: number | bigint | boolean): Uint8Array {
  return joined([varint(number * 8), varint(BigInt.asUintN(64, BigInt(value)))])
}

export function encodeText(number: number, value: string): Uint8Array {
  return encodeBytes(number, UTF8.encode(value))
}

export function encodeBytes(number: number, value: Uint8Array): Uint8Array {
  return joined([varint(number * 8 + 2), varint(value.length), value])
}

/** A submessage made of its encoded fields. */
export function encodeMessage(number: number, parts: readonly Uint8Array[]): Uint8Array {
  return encodeBytes(number, joined(parts))
}

/** A repeated int32, int64 or enum field in packed form; nothing at all for an empty list. */
export function encodePackedInts(number: number, values: readonly (number | bigint)[]): Uint8Array {
  if (values.length === 0) return new Uint8Array(0)
  return encodeMessage(
    number,
    values.map((value) => varint(BigInt.asUintN(64, BigInt(value)))),
  )
}

export function encodeDouble(number: number, value: number): Uint8Array {
  const raw = new Uint8Array(8)
  new DataView(raw.buffer).setFloat64(0, value, true)
  return joined([varint(number * 8 + 1), raw])
}

/** The bytes of several fields after each other: a message. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function varint(value: number | bigint): Uint8Array {
  const out: number[] = []
  let rest = BigInt(value)
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  out.push(Number(rest))
  return Uint8Array.from(out)
}
