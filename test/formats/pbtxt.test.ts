import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import {
  all,
  boolOf,
  bytesOf,
  intOf,
  last,
  merged,
  messageOf,
  type PbtxtMessage,
  type PbtxtOptions,
  parsePbtxt,
  textOf,
  wordOf,
} from '../../src/formats/pbtxt.ts'

const parse = (text: string, options: Partial<PbtxtOptions> = {}): PbtxtMessage => parsePbtxt(text, { file: 'm.pbtxt', code: 'corrupt', ...options })

/** Fields as plain lists: [name, string | word | fields]. */
const plain = (message: PbtxtMessage): unknown[] =>
  message.fields.map(({ name, value }) => [
    name,
    value.kind === 'message' ? plain(value.message) : value.kind === 'string' ? { text: value.text } : value.kind === 'word' ? value.text : value,
  ])

const failure = (text: string, options: Partial<PbtxtOptions> = {}): { code: string; line: number | undefined; column: number | undefined } => {
  try {
    parse(text, options)
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, line: error.where?.line, column: error.where?.column }
    throw error
  }
  throw new Error('no error')
}

describe('what the text format allows', () => {
  it.each([
    ['a: 1', [['a', '1']]],
    [
      'a: DT_FLOAT b: true',
      [
        ['a', 'DT_FLOAT'],
        ['b', 'true'],
      ],
    ],
    [
      'a: -1; b: - 2, c: 1.5e-3f d: -inf',
      [
        ['a', '-1'],
        ['b', '-2'],
        ['c', '1.5e-3f'],
        ['d', '-inf'],
      ],
    ],
    [
      'a { b: 1 } c: < d: 2 >',
      [
        ['a', [['b', '1']]],
        ['c', [['d', '2']]],
      ],
    ],
    ['a{b{}}', [['a', [['b', []]]]]],
    [
      'a: [1, 2] b: [] c [{d: 1}, <>]',
      [
        ['a', '1'],
        ['a', '2'],
        ['c', [['d', '1']]],
        ['c', []],
      ],
    ],
    ['a: "x" \'y\'\n "z"', [['a', { text: 'xyz' }]]],
    ['a: "\\303\\274\\x41\\n\\"\\u00e9\\U0001F600"', [['a', { text: 'üA\n"é😀' }]]],
    ['a: "\\303" "\\274"', [['a', { text: 'ü' }]]],
    ['# comment { "\na: 1 # more }\n', [['a', '1']]],
    [
      '[com.acme.ext]: 3 any { [type.googleapis.com/x.Y] { z: 1 } }',
      [
        ['[com.acme.ext]', '3'],
        ['any', [['[type.googleapis.com/x.Y]', [['z', '1']]]]],
      ],
    ],
    [
      '__proto__: 1 constructor: 2',
      [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    ],
    ['\ufeffa: 1', [['a', '1']]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(plain(parse(text))).toEqual(expected)
  })
})

describe('values', () => {
  const message = parse('n: 0x1F o: 017 m: -12 b: false s: "x" n: 7 part { p: 1 } part { q: 2 }')
  it('the last singular value counts, repeated ones keep their order, messages merge', () => {
    expect(all(message, 'n').map(intOf)).toEqual([31, 7])
    expect(last(message, 'n')?.value).toEqual({ kind: 'word', text: '7' })
    expect(plain(merged(message, 'part') ?? parse(''))).toEqual([
      ['p', '1'],
      ['q', '2'],
    ])
    expect(merged(message, 'none')).toBeUndefined()
  })
  it('numbers are decimal, octal or hexadecimal', () => {
    expect([intOf(field('o')), intOf(field('m')), boolOf(field('b')), textOf(field('s'))]).toEqual([15, -12, false, 'x'])
  })
  it.each<[string, () => unknown]>([
    ['text as number', () => intOf(field('s'))],
    ['number as text', () => textOf(field('n'))],
    ['text as word', () => wordOf(field('s'))],
    ['number as message', () => messageOf(field('n'))],
    ['number as boolean', () => boolOf(field('m'))],
    ['a number beyond 2^53', () => intOf(parse('a: 99999999999999999999').fields[0] ?? field('n'))],
  ])('%s is an error', (_, read) => {
    expect(read).toThrow(UserError)
  })
  function field(name: string) {
    const found = last(message, name)
    if (found === undefined) throw new Error(name)
    return found
  }
})

describe('skipping', () => {
  const skip = new Set(['tensor_content', 'graph_def'])
  it('steps over braces in strings, comments, lists and extensions', () => {
    const text = `graph_def { node { name: "}" 'x\\'}' tensor_content: "{{{" # }
      list: [1, {a: "]"}] [type.googleapis.com/x] <> } } after { tensor_content: "\\377" "}" tensor_content: [ "a", "b" ] kept: 1 }`
    expect(plain(parse(text, { skip }))).toEqual([['after', [['kept', '1']]]])
  })
  it('is quick on a megabyte of string and on a megabyte on one line', () => {
    const start = performance.now()
    parse(`tensor_content: "${'\\000{'.repeat(400_000)}" a: 1`, { skip })
    parse('a: 1 '.repeat(200_000))
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('bytes', () => {
  it('are decoded where they are named, whatever they hold', () => {
    const [field] = parse('tensor_content: \'\\377\\000\' "\\n"', { bytes: new Set(['tensor_content']) }).fields
    if (field === undefined) throw new Error('no field')
    expect([...bytesOf(field, 3)]).toEqual([255, 0, 10])
    expect(() => bytesOf(field, 1)).toThrow(UserError)
  })
})

describe('places', () => {
  it('every field knows line and column of its name and of its value', () => {
    const [outer] = parse('# first\nouter {\n  inner:\n    7 last: 8 }').fields
    const [inner, lastField] = outer === undefined ? [] : messageOf(outer).fields
    expect(inner).toMatchObject({ line: 3, column: 3, valueLine: 4, valueColumn: 5 })
    expect(lastField).toMatchObject({ line: 4, column: 7, valueLine: 4, valueColumn: 13 })
  })
  it.each([
    ['a: 1\nb 2', 2, 3],
    ['a: 1\n  : 2', 2, 3],
    ['a {\n  b: 1\n]', 3, 1],
    ['a: "x\n"', 1, 4],
    ['a: [1 2]', 1, 7],
    ['a: [1, ]', 1, 8],
    ['\na: "\\377"', 2, 4],
    ['a: }', 1, 4],
  ])('%j is corrupt at line %d, column %d', (text, line, column) => {
    expect(failure(text)).toEqual({ code: 'corrupt', line, column })
    expect(failure(text, { code: 'definition-invalid' }).code).toBe('definition-invalid')
  })
  it.each(['a {', 'a { b: 1 ', 'a: "x', 'a: [1, 2', 'a:', 'a: [', 'a { b: "x" '])('%j stops early', (text) => {
    expect(failure(text).code).toBe('truncated')
    expect(failure(text, { code: 'definition-invalid' }).code).toBe('definition-invalid')
    expect(failure(text, { skip: new Set(['a']) }).code).toBe('truncated')
  })
  it('caps nesting', () => {
    expect(failure('a{'.repeat(5000)).code).toBe('corrupt')
  })
})
