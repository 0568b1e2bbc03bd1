import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readR } from '../../src/formats/rds/read.ts'
import { attributeOf, classesOf, memberOf, namesOf, numbersOf, pathOf, type RValue, textsOf } from '../../src/formats/rds/values.ts'
import { bytesSource } from '../../src/model/window-source.ts'

const saved = (name: string) => {
  const content = new Uint8Array(readFileSync(new URL(`../models/r/${name}`, import.meta.url)))
  return readR(bytesSource(name, content[0] === 0x1f ? new Uint8Array(gunzipSync(content)) : content))
}

describe('objects of every kind (test/models/r/generate.R, everything.rds)', () => {
  const { value, writer, hasPromise } = saved('everything.rds')
  const items: readonly RValue[] = value.kind === 'list' ? value.items : []
  const [own, self, sequence, short, sorted, raw, complex, call, expression, model] = items

  it('functions are passed over', () => expect(own?.kind).toBe('function'))
  it('environments may hold themselves', () => expect(memberOf(self, 'self')).toBe(self))
  it('promises in environments are at home', () => expect([memberOf(self, 'lazy')?.kind, hasPromise]).toEqual(['environment', false]))
  it('long sequences are not written out', () => expect(sequence).toMatchObject({ kind: 'numbers', type: 'integer', length: 100_000 }))
  it('numbers that became text late are text', () => expect(textsOf(short)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']))
  it('wrapped vectors are what is in them', () => expect(numbersOf(sorted)).toEqual([1, 2, 3]))
  it('raw and complex vectors have a length', () =>
    expect([raw, complex]).toMatchObject([
      { type: 'raw', length: 3 },
      { type: 'complex', length: 1 },
    ]))
  it('calls keep their parts', () => expect(call).toMatchObject({ kind: 'call', entries: [{ value: { kind: 'symbol', name: 'f' } }, {}, {}] }))
  it('expressions are lists', () => expect(expression?.kind).toBe('list'))
  it('what follows is still read', () => expect(classesOf(model)).toEqual(['lm']))
  it('the writer is known', () => expect(writer).toBe('4.2.2'))
})

describe('notations', () => {
  it.each(['glm.rds', 'native.rds', 'mlm.rds', 'lm.rds'])('%s: names and classes', (name) => {
    const { value } = saved(name)
    expect([namesOf(value).includes('coefficients'), classesOf(value).at(-1), attributeOf(pathOf(value, 'terms'), 'response')?.kind]).toEqual([
      true,
      'lm',
      'numbers',
    ])
  })

  const ascii = (...lines: (string | number)[]) =>
    readR(bytesSource('m', new TextEncoder().encode(['A', 2, 262146, 131840, ...lines, ''].join('\n')))).value
  it('text: escapes of strings', () => expect(textsOf(ascii(16, 1, 9, 8, '\\303\\244\\n\\040\\\\\\"\\tz'))).toEqual(['ä\n \\"\tz']))
  it('text: numbers that are none', () => expect(numbersOf(ascii(14, 4, 'Inf', '-Inf', '1e-5', '2.5'))).toEqual([Infinity, -Infinity, 1e-5, 2.5]))
  it('text: missing values', () => expect(ascii(13, 2, 'NA', 7)).toMatchObject({ values: [null, 7] }))
  it('strings in Latin-1 say so', () => expect(textsOf(ascii(16, 1, 9 + (4 << 12), 1, '\\344'))).toEqual(['ä']))
  it('a missing string is no text', () => expect(textsOf(ascii(16, 1, 9, -1))).toBeUndefined())
})
