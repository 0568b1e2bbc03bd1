import { describe, expect, it } from 'vitest'
import { readXml } from '../../src/formats/xml.ts'
import { bytesSource } from '../../src/model/window-source.ts'

/** What a visitor sees, one line each. */
function visits(text: string | Uint8Array): readonly string[] {
  const seen: string[] = []
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  readXml(bytesSource('a.xml', bytes), {
    open: (path, attributes) => seen.push(`${path.join('/')}${[...attributes].map(([key, value]) => ` ${key}=${value}`).join('')}`),
    text: (path, words) => words.trim() !== '' && seen.push(`${path.join('/')}: ${words}`),
    close: (path) => seen.push(`end ${path.join('/')}`),
  })
  return seen
}

const refusal = (text: string | Uint8Array) => expect(() => visits(text))
const code = (word: string) => expect.objectContaining({ code: word })

describe('reading', () => {
  it('tells elements, attributes and text with their path', () => {
    expect(visits('<?xml version="1.0"?><a x="1 &amp; &lt;2&gt;"><b>t</b></a>')).toEqual(['a x=1 & <2>', 'a/b', 'a/b: t', 'end a/b', 'end a'])
  })

  it('keeps characters that lie across two chunks', () => {
    const name = 'я'.repeat(40_000)
    expect(visits(`<!-- ${'x'.repeat(65_530)} --><a n="${name}"/>`)).toEqual([`a n=${name}`, 'end a'])
  })

  it('drops a byte order mark', () => expect(visits('\ufeff<a/>')).toEqual(['a', 'end a']))

  it('takes names of object members as names', () => expect(visits('<a __proto__="1" constructor="2"/>')[0]).toContain('constructor=2'))
})

describe('refusing', () => {
  it.each([
    ['entities of a document type', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['external entities', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'],
    ['tags that do not match', '<a></b>'],
    ['attributes without quotes', '<a x=1/>'],
    ['elements nested without end', '<a>'.repeat(300)],
    ['too many attributes', `<a ${Array.from({ length: 1_100 }, (_, i) => `x${i}="1"`).join(' ')}/>`],
    ['megabytes without an element', `<a>${' '.repeat(17 * 1024 * 1024)}`],
    ['nothing but text', 'no xml'],
  ])('%s', (_, text) => refusal(text).toThrow(code('corrupt')))

  it('bytes that are no UTF-8', () => refusal(Uint8Array.from([60, 97, 62, 0xff, 0xfe])).toThrow(code('corrupt')))

  it('a file that ends early', () => refusal('<a><b x="1">').toThrow(code('truncated')))
})
