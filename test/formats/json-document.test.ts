import { describe, expect, it } from 'vitest'
import { own, parseDocument } from '../../src/formats/json-document.ts'

const code = (word: string) => expect.objectContaining({ code: word })

describe('a JSON file', () => {
  it('is read', () => expect(parseDocument('{"a": [1, "]{\\""]}', 'a.json')).toEqual({ a: [1, ']{"'] }))
  it.each([
    ['that ends early is truncated', '{"a": [1, 2', 'truncated'],
    ['that is empty is truncated', '', 'truncated'],
    ['with a mistake is corrupt', '{"a" 1}', 'corrupt'],
    ['nested without end is unsafe', '['.repeat(501), 'unsafe'],
  ])('%s', (_, text, word) => expect(() => parseDocument(text, 'a.json')).toThrow(code(word)))
  it('may be 500 deep', () => expect(parseDocument('['.repeat(500) + ']'.repeat(500), 'a.json')).toHaveLength(1))
  it('has only properties of its own', () => {
    expect(own({}, 'constructor')).toBeUndefined()
    expect(own(JSON.parse('{"__proto__": 1}'), '__proto__')).toBe(1)
  })
})
