import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ort } from '../../../src/frameworks/ort/index.ts'
import { type FlatTable, flatbuffer } from '../../formats/flatbuffer-writer.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'

const model = (name: string) => ({ 'model.ort': new Uint8Array(readFileSync(new URL(`../../models/ort/${name}.ort`, import.meta.url))) })

describe('models that ONNX Runtime wrote', () => {
  it.each([
    ['linear', 'predict(x float32[batch,4]) -> (y float32[batch,3])'],
    ['overridable', 'predict(x float32[2,4], w float32[4,3] optional) -> (y float32[2,3])'],
    ['weights-as-inputs-ir3', 'predict(x float32[2,4]) -> (y float32[2,3])'],
    ['sequence-and-map', 'predict(x float32[?,2]) -> (z sequence<map<int64, float32[]>>, p float32[?,2])'],
    ['scalar-and-text', 'predict(s string[?], n int64[]) -> (t string[?], f float16[])'],
  ])('%s', (name, line) => expect(linesOf(inferFrom(ort, model(name)))).toEqual([line]))
})

describe('types as they may be written', () => {
  const withType = (type: FlatTable) => ({
    'model.ort': flatbuffer(
      { 1: { table: { 7: { table: { 1: { tables: [{ 0: { text: 'x' }, 2: { table: type } }] }, 5: { texts: ['x'] }, 6: { texts: ['gone'] } } } } } },
      'ORTM',
    ),
  })
  const size = (value: FlatTable): FlatTable => ({ 0: { table: value } })
  const tensor = (dims: readonly FlatTable[]): FlatTable => ({ 1: { u8: 1 }, 2: { table: { 0: { i32: 1 }, 1: { table: { 0: { tables: dims } } } } } })

  it.each<[string, FlatTable, string]>([
    ['no shape is an unknown rank', { 1: { u8: 1 }, 2: { table: { 0: { i32: 7 } } } }, 'int64[…]'],
    ['an empty shape is a scalar', tensor([]), 'float32[]'],
    ['a size by number', tensor([size({ 0: { u8: 1 }, 1: { i64: 5 } })]), 'float32[5]'],
    ['a size of -1 says nothing', tensor([size({ 0: { u8: 1 }, 1: { i64: -1 } })]), 'float32[?]'],
    ['a size by symbol', tensor([size({ 0: { u8: 2 }, 2: { text: 'n' } })]), 'float32[n]'],
    ['a symbol numbered at export says nothing', tensor([size({ 0: { u8: 2 }, 2: { text: 'unk__4' } })]), 'float32[?]'],
    ['a size of no kind', tensor([size({})]), 'float32[?]'],
    ['a type from the future', { 1: { u8: 9 }, 2: { table: {} } }, '?[…]'],
  ])('%s', (_, type, text) => expect(linesOf(inferFrom(ort, withType(type)))).toEqual([`predict(x ${text}) -> (gone ?[…])`]))

  it('types that nest without end are corrupt', () => {
    let type: FlatTable = {}
    for (let i = 0; i < 40; i++) type = { 1: { u8: 2 }, 2: { table: { 0: { table: type } } } }
    expect(refusalOf(ort, withType(type))).toBe('corrupt')
  })
})

describe('damaged files', () => {
  it('without a graph are corrupt', () => expect(refusalOf(ort, { 'model.ort': flatbuffer({}, 'ORTM') })).toBe('corrupt'))

  it('that end early are truncated', () => {
    expect(refusalOf(ort, { 'model.ort': model('linear')['model.ort'].slice(0, 700) })).toBe('truncated')
  })

  it.each(['linear', 'sequence-and-map'])('500 of %s: a contract or a UserError', (name) => {
    const seen = damage(ort, model(name), 'model.ort', 500)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(20)
  })
})
