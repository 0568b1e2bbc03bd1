import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { ByteSource } from '../../src/formats/bytes.ts'
import {
  bigint,
  bytes,
  child,
  fields,
  floats,
  int,
  ints,
  type Message,
  mapEntry,
  merge,
  openMessage,
  outline,
  putEntry,
  text,
  uint,
  zigzag,
} from '../../src/formats/protobuf.ts'
import { encodeBytes, encodeDouble, encodeInt, encodeMessage, encodePackedInts, encodeText, joined } from '../../src/formats/protobuf-writer.ts'

/** Bytes as a source that counts what is read and destroys each view at the next read, as the contract of ByteSource allows. */
function source(raw: Uint8Array, size = raw.length): ByteSource & { readonly reads: number[] } {
  const reads: number[] = []
  let last = new Uint8Array(0)
  return {
    name: 'model.pb',
    size,
    reads,
    read(offset, length) {
      if (offset < 0 || offset + length > size) throw new UserError('truncated', 'past the end', '')
      last.fill(0xee)
      reads.push(length)
      last = new Uint8Array(length)
      last.set(raw.subarray(offset, offset + length))
      return last
    },
  }
}
const message = (...parts: readonly (Uint8Array | readonly number[])[]): Message =>
  openMessage(source(joined(parts.map((part) => Uint8Array.from(part)))))
const only = (m: Message) => {
  const [field, ...more] = fields(m)
  if (field === undefined || more.length > 0) throw new Error('not one field')
  return field
}
const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return error instanceof UserError ? error.code : `bug: ${error}`
  }
  return 'no error'
}

describe('numbers', () => {
  it.each([
    [[8, 0], 0],
    [[8, 150, 1], 150],
    [[8, 255, 255, 255, 255, 15], 2 ** 32 - 1],
    [[8, 255, 255, 255, 255, 255, 255, 255, 15], 2 ** 53 - 1],
    [[8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], -1],
    [encodeInt(1, -2147483648), -2147483648],
  ])('int of %j is %d', (raw, value) => {
    expect(int(only(message(raw)))).toBe(value)
  })
  it('reads all 64 bits as a bigint', () => {
    expect(bigint(only(message(encodeInt(1, -(2n ** 63n)))))).toBe(-(2n ** 63n))
  })
  it('refuses what a number cannot hold', () => {
    expect(codeOf(() => int(only(message(encodeInt(1, 2n ** 53n)))))).toBe('corrupt')
    expect(codeOf(() => uint(only(message(encodeInt(1, -1)))))).toBe('corrupt')
  })
  it.each([
    [0, 0],
    [1, -1],
    [2, 1],
    [4294967294, 2147483647],
    [4294967295, -2147483648],
  ])('zigzag of %d is %d', (raw, value) => {
    expect(zigzag(only(message(encodeInt(1, raw))))).toBe(value)
  })
  it('reads packed and unpacked lists alike', () => {
    expect(ints(only(message(encodePackedInts(3, [1, -1, 300]))))).toEqual([1, -1, 300])
    expect([...fields(message(encodeInt(3, 1), encodeInt(3, -1)))].flatMap(ints)).toEqual([1, -1])
    expect(floats(only(message(encodeDouble(3, 0.5))), 8)).toEqual([0.5])
    expect(floats(only(message(encodeBytes(3, Uint8Array.of(0, 0, 128, 63)))), 4)).toEqual([1])
  })
})

describe('messages', () => {
  it('joins a singular message that occurs twice', () => {
    let merged: Message | undefined
    for (const field of fields(message(encodeMessage(7, [encodeInt(1, 1)]), encodeInt(2, 9), encodeMessage(7, [encodeInt(3, 2)])))) {
      if (field.number === 7) merged = merge(merged, field, 'graph')
    }
    expect([...fields(merged ?? message())].map((field) => [field.number, int(field)])).toEqual([
      [1, 1],
      [3, 2],
    ])
  })
  it('reads map entries without key or value; the last of equal keys wins', () => {
    expect(mapEntry(only(message(encodeMessage(1, [])))).key).toBe('')
    const map = new Map<string, Message>()
    const entry = (key: string, value: number) => encodeMessage(1, [encodeText(1, key), encodeMessage(2, [encodeInt(5, value)])])
    for (const field of fields(message(entry('x', 1), entry('__proto__', 2), entry('x', 3)))) putEntry(map, field, 'inputs')
    expect([...map].map(([key, value]) => [key, int(only(value))])).toEqual([
      ['x', 3],
      ['__proto__', 2],
    ])
    expect(map.get('x')?.path).toBe('inputs["x"]')
  })
  it('keeps strings exactly, a byte order mark included', () => {
    expect(text(only(message(encodeText(1, '\ufeffNaïve 😀'))))).toBe('\ufeffNaïve 😀')
  })
})

describe('windows', () => {
  it('steps over two gigabytes of tensors without reading them', () => {
    // a sparse file: the header of each 4 MB tensor is real, its bytes are holes
    const head = joined([Uint8Array.of(0x42), Uint8Array.of(0x80, 0x80, 0x80, 0x02)]) // field 8, length 4 MiB
    const step = head.length + 4 * 2 ** 20
    const size = 500 * step
    const reads: number[] = []
    const sparse: ByteSource = {
      name: 'big.onnx',
      size,
      read(offset, length) {
        reads.push(length)
        const out = new Uint8Array(length)
        for (let i = 0; i < length; i++) out[i] = head[(offset + i) % step] ?? 0
        return out
      },
    }
    expect([...fields(openMessage(sparse))]).toHaveLength(500)
    expect(reads.length).toBeLessThanOrEqual(500)
    expect(reads.reduce((a, b) => a + b, 0)).toBeLessThan(9e6)
  })
  it('reads fields that lie across the border of a window', () => {
    const parts = Array.from({ length: 9000 }, (_, i) => encodeInt(1 + (i % 3), 2 ** 40 + i))
    expect([...fields(message(...parts))].map(int)).toEqual(Array.from({ length: 9000 }, (_, i) => 2 ** 40 + i))
  })
})

describe('damage', () => {
  it.each([
    ['a length past the end of the file', [0x0a, 5, 1, 2], 'truncated'],
    ['a number that stops in the middle', [0x08, 0x80], 'truncated'],
    ['half a fixed64', [0x09, 1, 2], 'truncated'],
    ['a length of 2^60', [0x3a, 255, 255, 255, 255, 255, 255, 255, 127], 'corrupt'],
    ['field number 0', [0x00, 1], 'corrupt'],
    ['a group', [0x0b, 0x0c], 'corrupt'],
    ['wire type 7', [0x0f], 'corrupt'],
    ['a number of 11 bytes', [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], 'corrupt'],
  ])('%s is %s', (_, raw, code) => {
    expect(codeOf(() => [...fields(message(raw))])).toBe(code)
  })
  it('a submessage field longer than its message is damage, not a short file', () => {
    const inner = child(only(message(encodeBytes(1, Uint8Array.of(0x0a, 99)))))
    expect(codeOf(() => [...fields(inner)])).toBe('corrupt')
  })
  it('caps nesting, long values and foreign text', () => {
    let raw = encodeInt(1, 1)
    for (let i = 0; i < 200; i++) raw = encodeBytes(1, raw)
    const dive = (m: Message): void => {
      for (const field of fields(m)) if (field.wire === 2) dive(child(field))
    }
    expect(codeOf(() => dive(message(raw)))).toBe('corrupt')
    expect(codeOf(() => bytes(only(message(encodeBytes(1, new Uint8Array(9)))), 8))).toBe('corrupt')
    expect(codeOf(() => text(only(message(encodeBytes(1, Uint8Array.of(0xff))))))).toBe('corrupt')
    expect(codeOf(() => int(only(message(encodeText(1, 'a')))))).toBe('corrupt')
  })
  it('tells how a file looks without throwing', () => {
    expect(outline(source(joined([encodeInt(1, 8), encodeText(2, 'x')]))).state).toBe('whole')
    expect(outline(source(Uint8Array.of(8, 1, 0x12, 9))).state).toBe('truncated')
    expect(outline(source(new TextEncoder().encode('<html>'))).state).toBe('broken')
    expect(outline(source(joined([encodeInt(1, 8), encodeInt(1, 8)])), 1).state).toBe('more')
  })
})
