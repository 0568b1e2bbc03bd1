import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { ByteSource } from '../../src/formats/bytes.ts'
import { selectJson } from '../../src/formats/json-select.ts'
import type { Selection } from '../../src/formats/select.ts'
import { selectUbjson } from '../../src/formats/ubjson.ts'
import { bytesSource } from '../../src/model/window-source.ts'

const json = (text: string, selection: Selection = 'all') => selectJson(bytesSource('m.json', new TextEncoder().encode(text)), selection)
/** Texts stand for their bytes; numbers are bytes. */
const ubjson = (parts: readonly (string | number)[], selection: Selection = 'all') =>
  selectUbjson(
    bytesSource('m.ubj', Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'utf8')])))),
    selection,
  )

function codeOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
  return 'accepted'
}

describe('JSON', () => {
  it.each([
    ['{"a": [1, -2.5e3, true, null, "x"], "b": {}}', { a: [1, -2500, true, null, 'x'], b: {} }],
    ['"\\u00fc\\n\\"\\ud83d\\ude00"', 'ü\n"😀'],
    // model writers put a float's odd values in as words
    ['[NaN, Infinity, -Infinity, nan]', [null, null, null, null]],
    ['\ufeff {"höhe": "Überlänge"}\n', { höhe: 'Überlänge' }],
    ['{"__proto__": {"a": 1}}', Object.fromEntries([['__proto__', { a: 1 }]])],
    ['{"a": 1, "a": 2}', { a: 2 }],
    // a C buffer with its end
    ['[]\0', []],
  ])('%s', (text, value) => expect(json(text)).toEqual(value))

  it('keeps what is selected', () =>
    expect(
      json('{"names": ["a"], "trees": [[1, {"x": "]"}], [2]], "lists": [{"n": 1, "m": 2}, 7], "raw": [1.0, "ü" ], "deep": {"a": 1, "b": 2}}', {
        keys: { names: 'all', trees: 'length', lists: { each: { keys: { n: 'all' } } }, raw: 'source', deep: { keys: { b: 'all' } } },
      }),
    ).toEqual({ names: ['a'], trees: 2, lists: [{ n: 1 }, null], raw: '[1.0, "ü" ]', deep: { b: 2 } }))

  it.each([
    ['{"a": [1, 2', 'truncated'],
    ['{"a": "x', 'truncated'],
    ['{"a"', 'truncated'],
    ['[1, tru', 'truncated'],
    ['', 'truncated'],
    ['{"a": 1,}', 'corrupt'],
    ['{a: 1}', 'corrupt'],
    ['[1 2]', 'corrupt'],
    ['"\\u12"', 'corrupt'],
    ['[] []', 'corrupt'],
    ['[01x]', 'corrupt'],
    ['['.repeat(2_000), 'unsafe'],
  ])('%s is refused', (text, code) => expect(codeOf(() => json(text))).toBe(code))

  it.each([
    ['{"a": [1, 2', 'truncated'],
    ['{"a": [1}]}', 'corrupt'],
    ['{"a": [{"b": 1]}}', 'corrupt'],
    [`{"a": ${'['.repeat(2_000)}`, 'unsafe'],
  ])('%s is refused where nothing of it is kept', (text, code) => expect(codeOf(() => json(text, { keys: {} }))).toBe(code))

  it('costs no memory for what is not kept', () => {
    const piece = new TextEncoder().encode('[0.125,"leaf"],')
    const count = 200_000
    const head = new TextEncoder().encode('{"trees":[')
    const tail = new TextEncoder().encode('[]],"name":"x"}')
    const size = head.length + piece.length * count + tail.length
    let most = 0
    const endless: ByteSource = {
      name: 'big.json',
      size,
      read(offset, length) {
        most = Math.max(most, length)
        return Uint8Array.from({ length }, (_, i) => {
          const at = offset + i
          if (at < head.length) return head[at] ?? 0
          if (at >= size - tail.length) return tail[at - size + tail.length] ?? 0
          return piece[(at - head.length) % piece.length] ?? 0
        })
      },
    }
    expect(selectJson(endless, { keys: { trees: 'length', name: 'all' } })).toEqual({ trees: count + 1, name: 'x' })
    expect(most).toBeLessThan(100_000)
  })
})

describe('UBJSON', () => {
  it.each<[string, readonly (string | number)[], unknown]>([
    [
      'numbers of every type',
      [
        '[',
        'i',
        0xff,
        'U',
        0xff,
        'I',
        1,
        0,
        'l',
        0,
        1,
        0,
        0,
        'L',
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        'd',
        0x3f,
        0x80,
        0,
        0,
        'D',
        0xc0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        ']',
      ],
      [-1, 255, 256, 65536, 4294967296, 1, -2],
    ],
    ['constants and texts', ['[', 'Z', 'T', 'F', 'C', 'x', 'S', 'i', 3, 'ü!', 'H', 'U', 2, '12', ']'], [null, true, false, 'x', 'ü!', '12']],
    ['an object', ['{', 'i', 1, 'a', 'T', 'i', 1, 'b', '{', '}', '}'], { a: true, b: {} }],
    ['a counted object', ['{', '#', 'i', 1, 'i', 1, 'a', 'T'], { a: true }],
    ['a typed object', ['{', '$', 'U', '#', 'i', 2, 'i', 1, 'a', 1, 'i', 1, 'b', 2], { a: 1, b: 2 }],
    ['a counted list', ['[', '#', 'i', 2, 'T', 'F'], [true, false]],
    ['a typed list', ['[', '$', 'I', '#', 'i', 2, 0, 1, 0, 2], [1, 2]],
    ['nothing between the values', ['[', 'N', 'N', 'T', 'N', ']'], [true]],
  ])('%s', (_, parts, value) => expect(ubjson(parts)).toEqual(value))

  it('keeps what is selected', () =>
    expect(
      ubjson(
        [
          '{',
          'i',
          1,
          'a',
          '[',
          '$',
          'D',
          '#',
          'i',
          2,
          ...new Array(16).fill(7),
          'i',
          1,
          'b',
          '[',
          'T',
          '[',
          ']',
          ']',
          'i',
          1,
          'c',
          'S',
          'i',
          1,
          'x',
          '}',
        ],
        {
          keys: { a: 'length', b: 'length', c: 'all' },
        },
      ),
    ).toEqual({ a: 2, b: 2, c: 'x' }))

  it.each<[string, readonly (string | number)[], string]>([
    ['a list without its end', ['[', 'T'], 'truncated'],
    ['a text without its end', ['S', 'i', 9, 'abc'], 'truncated'],
    ['more items than bytes', ['[', '$', 'D', '#', 'L', 0, 0, 0, 1, 0, 0, 0, 0], 'truncated'],
    ['constants without bytes by the billion', ['[', '$', 'Z', '#', 'L', 0, 0, 1, 0, 0, 0, 0, 0], 'truncated'],
    ['a length below zero', ['S', 'i', 0xff], 'corrupt'],
    ['a length that is a text', ['S', 'S'], 'corrupt'],
    ['a type that is none', ['[', '?', ']'], 'corrupt'],
    ['a type without a count', ['[', '$', 'D', ']'], 'corrupt'],
    ['nothing but depth', ['['.repeat(2_000)], 'unsafe'],
  ])('%s is refused', (_, parts, code) => {
    expect(codeOf(() => ubjson(parts))).toBe(code)
    expect(codeOf(() => ubjson(parts, { keys: {} }))).toBe(code)
  })
})
