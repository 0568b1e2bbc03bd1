import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { paddle } from '../../../src/frameworks/paddle/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/paddle/${name}`, import.meta.url)))
const legacy = { 'inference.pdmodel': bytes('legacy/inference.pdmodel'), 'inference.pdiparams': bytes('legacy/inference.pdiparams') }
const pir = { 'inference.json': bytes('pir/inference.json'), 'inference.pdiparams': bytes('pir/inference.pdiparams') }
const json = new TextDecoder().decode(pir['inference.json'])

describe('programs that PaddlePaddle 3.3 saved', () => {
  it('of the first generation: outputs are called like their variables', () => {
    expect(linesOf(inferFrom(paddle, legacy))).toEqual([
      'predict(dense float32[-1,4], ids int64[-1,-1]) -> (linear_0.tmp_1 float32[-1,3], embedding_0.tmp_0 float32[-1,-1,2], tmp_1 bool[-1,-1])',
    ])
  })

  it('of PIR: outputs have numbered names', () => {
    expect(linesOf(inferFrom(paddle, pir))).toEqual([
      'predict(dense float32[-1,4], ids int64[-1,-1]) -> (fetch_name_0 float32[-1,3], fetch_name_1 float32[-1,-1,2], fetch_name_2 bool[-1,-1])',
    ])
  })

  it.each([
    ['legacy', { program: legacy['inference.pdmodel'] }, 'pdmodel'],
    ['PIR', { program: pir['inference.json'] }, 'pir-json'],
  ])('%s is recognised under any name', (_, files, format) => {
    expect(paddle.match(inMemory(files)).map((match) => match.format)).toEqual([format])
  })

  it('cover their parameters', () => {
    expect(paddle.match(inMemory(legacy)).map(({ covers }) => covers)).toEqual([['inference.pdmodel', 'inference.pdiparams']])
  })

  it('say when the parameters are missing', () => {
    expect(inferFrom(paddle, { 'inference.json': json }).warnings.map(({ code }) => code)).toEqual(['paddle-parameters-missing'])
    expect(inferFrom(paddle, legacy).warnings).toEqual([])
  })
})

describe('what PIR may say', () => {
  it.each([
    ['a type of a later version is unknown', json.replace('"0.t_i64"', '"0.t_new"'), 'predict(dense float32[-1,4], ids ?[-1,-1])'],
    [
      'a list of tensors is unknown',
      json.replace('"TT":{"#":"0.t_dtensor","D":[{"#":"0.t_f32"},[-1,4]', '"TT":{"#":"0.t_vec","D":[{"#":"0.t_f32"},[-1,4]'),
      'predict(dense ?[…], ids int64[-1,-1])',
    ],
    ['names of operators in full', json.replaceAll('"1.data"', '"pd_op.data"'), 'predict(dense float32[-1,4], ids int64[-1,-1])'],
  ])('%s', (_, text, start) => expect(linesOf(inferFrom(paddle, { 'm.json': text }))[0]?.split(' -> ')[0]).toBe(start))

  it('outputs stand in the order of their column', () => {
    const swapped = json
      .replace('"N":"col"', '"N":"col?"')
      .replace('{"AT":{"#":"0.a_i32","D":0},"N":"col?"}', '{"AT":{"#":"0.a_i32","D":9},"N":"col"}')
    expect(linesOf(inferFrom(paddle, { 'm.json': swapped }))[0]).toMatch(/fetch_name_1 .*fetch_name_2 .*fetch_name_0 /)
  })
})

describe('files that are not in order', () => {
  it.each<[string, Record<string, Uint8Array | string>, string]>([
    ['a program that ends early', { 'm.pdmodel': legacy['inference.pdmodel'].slice(0, 2_000) }, 'truncated'],
    ['JSON that ends early', { 'm.json': json.slice(0, -200) }, 'truncated'],
    ['JSON that is none', { 'm.json': json.replace('"program":', '"program"') }, 'corrupt'],
    ['a program without operators', { 'm.json': '{"base_code":{"magic":"pir"},"program":{}}' }, 'corrupt'],
    ['a program that gives nothing', { 'm.json': json.replaceAll('"1.fetch"', '"1.shadow_output"') }, 'not-inferable'],
    ['two outputs of one name', { 'm.json': json.replace('"fetch_name_1"', '"fetch_name_0"') }, 'corrupt'],
    ['parameters alone', { 'model.pdparams': 'xxxx', 'model.pdopt': 'xxxx' }, 'not-inferable'],
  ])('%s', (_, files, code) => expect(refusalOf(paddle, files)).toBe(code))

  it('500 damaged programs: a contract or a UserError', () => {
    const seen = damage(paddle, legacy, 'inference.pdmodel', 500)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(20)
  })

  it('1,000 PIR programs with a wrong value or a wrong byte: a contract or a UserError', () => {
    damage(paddle, pir, 'inference.json', 300)
    const seen = damageJson(paddle, pir, 'inference.json', 700)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(20)
  })
})
