import { describe, expect, it } from 'vitest'
import { rawUnicode, unescaped } from '../../../src/formats/pickle/lines.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const unescapedText = (text: string) => {
  const found = unescaped(bytes(text))
  return found === null ? null : Buffer.from(found).toString('latin1')
}

// expected values: Python's ast.literal_eval and bytes.decode('raw-unicode-escape')
describe('texts of protocol 0', () => {
  it.each([
    [`'abc'`, 'abc'],
    [`"it's"`, `it's`],
    [String.raw`'\x00\xff\n\t\r\\\''`, "\x00\xff\n\t\r\\'"],
    [String.raw`'\101\1018\0'`, 'AA8\0'],
    [String.raw`'\777'`, '\xff'],
    [` 'spaces around' `, 'spaces around'],
    [`''`, ''],
    [`'`, null],
    [`'abc"`, null],
    ['abc', null],
  ])('repr %s', (text, expected) => {
    expect(unescapedText(text)).toBe(expected)
  })

  it.each([
    ['plain', 'plain'],
    ['caf\xe9', 'café'],
    [String.raw`\u20ac\U0001f600!`, '€😀!'],
    [String.raw`a\b\u12`, String.raw`a\b\u12`],
    [String.raw`\u005cu0041`, String.raw`\u0041`],
    [String.raw`\U00110000`, String.raw`\U00110000`],
    ['windows\r', 'windows'],
  ])('raw unicode %s', (text, expected) => {
    expect(rawUnicode(bytes(text))).toBe(expected)
  })
})
