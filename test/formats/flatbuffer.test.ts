import { describe, expect, it } from 'vitest'
import { identifierOf, numbers, openRoot, scalar, type Table, table, tables, text, texts } from '../../src/formats/flatbuffer.ts'
import { bytesSource } from '../../src/model/window-source.ts'
import { flatbuffer } from './flatbuffer-writer.ts'

const sourceOf = (bytes: Uint8Array) => bytesSource('model.fb', bytes)
const code = (word: string) => expect.objectContaining({ code: word })
const rootOf = (...parts: Parameters<typeof flatbuffer>): Table => openRoot(sourceOf(flatbuffer(...parts)))

describe('what a table holds', () => {
  const root = rootOf(
    { 0: { u8: 200 }, 1: { u16: 65_535 }, 2: { i32: -7 }, 3: { i64: -(2 ** 40) }, 5: { text: 'имя' }, 6: { table: { 0: { text: 'inner' } } } },
    'TEST',
  )

  it('scalars, at their own slot', () => {
    expect(scalar(root, 0, 'uint8')).toBe(200)
    expect(scalar(root, 0, 'int8')).toBe(-56)
    expect(scalar(root, 1, 'uint16')).toBe(65_535)
    expect(scalar(root, 2, 'int32')).toBe(-7)
    expect(scalar(root, 3, 'int64')).toBe(-(2 ** 40))
  })

  it('defaults for fields that are absent, or newer than the file', () => {
    expect(scalar(root, 4, 'int32', 3)).toBe(3)
    expect(scalar(root, 90, 'int32', 4)).toBe(4)
    expect(text(root, 91)).toBeUndefined()
    expect(numbers(root, 92, 'int32')).toBeUndefined()
    expect(tables(root, 93, 'x')).toEqual([])
  })

  it('strings and tables', () => {
    expect(text(root, 5)).toBe('имя')
    const inner = table(root, 6, 'inner')
    expect(inner && text(inner, 0)).toBe('inner')
    expect(inner?.path).toBe('inner')
  })

  it('vectors', () => {
    const lists = rootOf({ 0: { tables: [{ 0: { i32: 1 } }, { 0: { i32: 2 } }] }, 1: { texts: ['a', ''] }, 2: { i32s: [-1, 3] }, 3: { i64s: [] } })
    expect(tables(lists, 0, 'list').map((one) => [one.path, scalar(one, 0, 'int32')])).toEqual([
      ['list[0]', 1],
      ['list[1]', 2],
    ])
    expect(texts(lists, 1)).toEqual(['a', ''])
    expect(numbers(lists, 2, 'int32')).toEqual([-1, 3])
    expect(numbers(lists, 3, 'int64')).toEqual([])
  })

  it('numbers beyond 2^53 are clamped', () => {
    const bytes = flatbuffer({ 0: { i64: 0 } })
    bytes.fill(0xff, bytes.length - 14, bytes.length - 7)
    bytes[bytes.length - 7] = 0x7f
    expect(scalar(openRoot(sourceOf(bytes)), 0, 'int64')).toBe(Number.MAX_SAFE_INTEGER)
  })
})

describe('the file identifier', () => {
  it('stands at byte 4', () => expect(identifierOf(sourceOf(flatbuffer({}, 'TFL3')))).toBe('TFL3'))
  it('needs 8 bytes', () => expect(identifierOf(sourceOf(new Uint8Array(7)))).toBeUndefined())
})

describe('damaged files', () => {
  const whole = flatbuffer({ 0: { text: 'a name of some length' }, 1: { i32s: [1, 2, 3] } })

  it('a file that ends early is truncated', () => {
    expect(() => text(openRoot(sourceOf(whole.slice(0, 30))), 0)).toThrow(expect.objectContaining({ code: 'truncated' }))
  })

  it('text that is not UTF-8 is corrupt', () => {
    const bytes = whole.slice()
    bytes[bytes.indexOf('a'.charCodeAt(0))] = 0xff
    expect(() => text(openRoot(sourceOf(bytes)), 0)).toThrow(expect.objectContaining({ code: 'corrupt' }))
  })

  it('a vector cannot announce more than the file holds', () => {
    const bytes = flatbuffer({ 0: { i32s: [1] } })
    bytes.fill(0xff, bytes.length - 8, bytes.length - 4)
    expect(() => numbers(openRoot(sourceOf(bytes)), 0, 'int32')).toThrow(expect.objectContaining({ code: 'truncated' }))
  })

  it('a vector of more numbers than make sense is corrupt, although the file has them', () => {
    const bytes = flatbuffer({ 0: { i32s: [1] } })
    const long = new Uint8Array(bytes.length + 4_400_000)
    long.set(bytes)
    new DataView(long.buffer).setUint32(bytes.length - 8, 1_000_001, true)
    expect(() => numbers(openRoot(sourceOf(long)), 0, 'int32')).toThrow(code('corrupt'))
  })

  it('a name of more than 64 KiB is corrupt', () => {
    expect(() => text(rootOf({ 0: { text: 'x'.repeat(65_537) } }), 0)).toThrow(code('corrupt'))
  })

  it('a field outside of its table is corrupt', () => {
    const bytes = flatbuffer({ 0: { i32: 1 } })
    bytes[bytes.length - 2] = 200
    expect(() => scalar(openRoot(sourceOf(bytes)), 0, 'int32')).toThrow(expect.objectContaining({ code: 'corrupt' }))
  })

  it('tables that nest without end are corrupt', () => {
    let nested: Parameters<typeof flatbuffer>[0] = {}
    for (let i = 0; i < 100; i++) nested = { 0: { table: nested } }
    const dig = (at: Table | undefined): unknown => (at === undefined ? undefined : dig(table(at, 0, 'x')))
    expect(() => dig(rootOf(nested))).toThrow(expect.objectContaining({ code: 'corrupt' }))
  })

  it('a table spread over many pages is read as well', () => {
    const long = 'x'.repeat(30_000)
    expect(texts(rootOf({ 0: { texts: [long, 'end'] } }), 0)).toEqual([long, 'end'])
  })
})
