import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { r } from '../../../src/frameworks/r/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/r/${name}`, import.meta.url)))
const saved = (name: string) => ({ [name]: bytes(name) })
const lineOf = (name: string) => linesOf(inferFrom(r, saved(name)))[0]

/** Outputs are what `describe(predict(model, newdata))` printed in test/models/r/generate.R. */
describe('what predict() takes and gives', () => {
  it.each([
    ['lm', 'num float64[-1], pos float64[-1], int ?[-1], fac string[-1], ord string[-1], chr string[-1], log bool[-1]', 'predict float64[-1]'],
    ['lm-basis', 'num float64[-1], pos float64[-1], int float64[-1]', 'predict float64[-1]'],
    ['mlm', 'pos float64[-1]', 'predict float64[-1,2]'],
    ['glm', 'pos float64[-1], fac string[-1]', 'predict float64[-1]'],
    ['gam', 'fac string[-1], pos float64[-1]', 'predict float64[-1]'],
    ['nls', 'pos float64[-1]', 'predict float64[-1]'],
    ['prcomp', 'num float64[-1], pos float64[-1], int float64[-1]', 'predict float64[-1,2]'],
    ['polr', 'pos float64[-1]', 'predict string[-1]'],
    ['lda', 'num float64[-1], pos float64[-1]', 'class string[-1], posterior float64[-1,3], x float64[-1,2]'],
    ['multinom', 'num float64[-1]', 'predict string[-1]'],
    ['nnet', 'num float64[-1], fac string[-1]', 'predict float64[-1,1]'],
    ['nnet-matrix', 'X float64[-1,3]', 'predict float64[-1,3]'],
    ['rpart-class', 'num float64[-1], fac string[-1]', 'predict float64[-1,2]'],
    ['rpart-anova', 'num float64[-1], chr string[-1]', 'predict float64[-1]'],
    ['rpart-counts', 'num float64[-1]', 'predict float64[-1]'],
    ['mine', 'num float64[-1], chr string[-1]', 'predict ?[…]'],
    ['forest', 'num float64[-1] ~type, fac string[-1], log float64[-1] ~type', 'predict string[-1]'],
    ['forest-formula', 'num float64[-1], fac string[-1]', 'predict float64[-1]'],
    ['svm', 'num float64[-1], log bool[-1]', 'predict string[-1]'],
    ['svm-one', 'num float64[-1], pos float64[-1]', 'predict bool[-1]'],
    ['svm-matrix', 'X float64[-1,3]', 'predict float64[-1]'],
    ['bayes', 'num float64[-1], fac string[-1], log ?[-1]', 'predict string[-1]'],
    ['ranger', 'num float64[-1] ~type, fac string[-1]', 'predict float64[-1,2]'],
    ['gbm', 'num float64[-1], fac string[-1]', 'predict float64[-1]'],
    ['caret', 'num float64[-1], int int32[-1], fac string[-1], log bool[-1]', 'predict float64[-1]'],
    ['glmnet', 'X float64[-1,3]', 'predict float64[-1,1]'],
    ['ksvm', 'num float64[-1], pos float64[-1]', 'predict string[-1]'],
    ['ctree', 'num float64[-1], fac string[-1]', 'predict string[-1]'],
    ['coxph', 'num float64[-1], chr ?[-1]', 'predict float64[-1]'],
  ])('%s', (name, inputs, outputs) => expect(lineOf(`${name}.rds`)).toBe(`predict(${inputs}) -> (${outputs})`))

  const table = 'num float64[-1], int int32[-1], fac string[-1], ord string[-1], chr string[-1], log bool[-1], day date[-1], time timestamp[-1]'
  it.each([
    ['vetiver', 'predict float64[-1]'],
    ['workflow', '.pred_class string[-1]'],
  ])('%s: the columns of its prototype', (name, outputs) => expect(lineOf(`${name}.rds`)).toBe(`predict(${table}) -> (${outputs})`))

  it.each([
    ['mine.rds', ['r-unknown-prediction']],
    ['lm.rds', []],
  ])('%s warns: %j', (name, codes) => expect(inferFrom(r, saved(name)).warnings.map(({ code }) => code)).toEqual(codes))

  it('factors and ordered factors are marked', () => {
    const [signature] = inferFrom(r, saved('lm.rds')).signatures
    expect(signature?.inputs.map(({ profile }) => profile)).toEqual([undefined, undefined, undefined, 'categorical', 'ordinal', undefined, undefined])
  })
})

describe('files', () => {
  const LINE = 'predict(num float64[-1]) -> (predict float64[-1])'
  it.each([
    ['native order of bytes', 'native.rds', LINE],
    ['a workspace with one model among other things', 'workspace.RData', LINE],
    ['a list with one model in it', 'list.rds', LINE],
    ['functions, byte code, environments and short forms beside the model', 'everything.rds', LINE],
    ['text', 'glm.rds', 'predict(pos float64[-1], fac string[-1]) -> (predict float64[-1])'],
  ])('%s', (_, name, line) => expect(lineOf(name)).toBe(line))

  it('are known by what they hold, whatever their name', () => {
    expect(r.match(inMemory({ model: bytes('svm.rds') })).map(({ format }) => format)).toEqual(['rds'])
  })

  it('tell the version of R', () => expect(inferFrom(r, saved('lm.rds')).framework).toEqual({ name: 'r', version: '4.2.2', format: 'rds' }))

  it('of tables beside a model belong to it', () => {
    const matches = r.match(inMemory({ ...saved('svm.rds'), ...saved('table.rds') }))
    expect(matches.map(({ path, covers }) => [path, covers])).toEqual([['svm.rds', ['svm.rds', 'table.rds']]])
  })

  it('of other kinds are none of R', () => {
    const gzip = new Uint8Array(Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64'))
    expect(r.match(inMemory({ 'a.gz': gzip, 'b.txt': new TextEncoder().encode('X\nhello') }))).toEqual([])
  })

  it.each([
    ['two.RData', 'ambiguous'],
    ['none.rda', 'not-a-model'],
    ['table.rds', 'not-a-model'],
    ['dollar.rds', 'not-inferable'],
  ])('%s is refused: %s', (name, code) => expect(refusalOf(r, saved(name))).toBe(code))

  it.each([
    ['compressed', (whole: Uint8Array) => whole.slice(0, whole.length * 0.6)],
    ['plain', (whole: Uint8Array) => new Uint8Array(gunzipSync(whole)).slice(0, 900)],
  ])('cut off (%s) are truncated', (_, cut) => expect(refusalOf(r, { 'm.rds': cut(bytes('lm.rds')) })).toBe('truncated'))
})

describe('hostile files', () => {
  const header = [0x58, 0x0a, 0, 0, 0, 2, 0, 4, 2, 2, 0, 2, 3, 0]
  const int = (value: number) => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
  const file = (...ints: number[]) => ({ 'm.rds': Uint8Array.from([...header, ...ints.flatMap(int)]) })
  it.each([
    ['a vector of two billion elements', file(14, 0x7fffffff), 'truncated'],
    ['a long vector beyond the file', file(14, -1, 0x7fffffff, 0), 'corrupt'],
    ['a vector of a negative length', file(14, -5), 'corrupt'],
    ['lists without end inside each other', file(...Array.from({ length: 6_000 }, (_, i) => (i % 2 === 0 ? 19 : 1))), 'unsafe'],
    ['calls without end inside each other', file(...Array.from({ length: 6_000 }, () => 6)), 'truncated'],
    ['a reference to nothing', file(0x1ff), 'corrupt'],
    ['an unknown type', file(99), 'corrupt'],
    ['a version of the future', { 'm.rds': Uint8Array.from([0x58, 0x0a, 0, 0, 0, 3, 0, 4, 2, 2, 0, 3, 5, 0, ...int(9_999)]) }, 'corrupt'],
  ])('%s', (_, model, code) => expect(refusalOf(r, model)).toBe(code))

  it('a promise in place of the model is found', () => {
    // a list of class lm whose first item is a promise of nothing
    const symbol = (name: string) => [1, 9, name.length].flatMap(int).concat([...new TextEncoder().encode(name)])
    const text = (value: string) => [16, 1, 9, value.length].flatMap(int).concat([...new TextEncoder().encode(value)])
    const promise = [5, 254, 254].flatMap(int)
    const terms = [0x206, 0x402]
      .flatMap(int)
      .concat(symbol('variables'), int(6), symbol('list'), int(2), symbol('x'), int(254), int(254), symbol('~'), int(254))
    const attributes = int(0x402).concat(
      symbol('names'),
      [16, 2].flatMap(int),
      text('a').slice(8),
      text('terms').slice(8),
      int(0x402),
      symbol('class'),
      text('lm'),
      int(254),
    )
    const list = [0x213, 2].flatMap(int).concat(promise, terms, attributes)
    const inference = inferFrom(r, { 'm.rds': Uint8Array.from([...header, ...list]) })
    expect([linesOf(inference), inference.findings.map(({ severity }) => severity)]).toEqual([
      ['predict(x ?[-1]) -> (predict float64[-1])'],
      ['high'],
    ])
  })

  it('promises inside of functions are at home', () => expect(inferFrom(r, saved('everything.rds')).findings).toEqual([]))

  it.each(['mlm.rds', 'glm.rds', 'lm.rds', 'everything.rds'])('%s damaged gives a contract or a refusal', (name) => {
    const content = bytes(name)
    const plain = content[0] === 0x1f ? new Uint8Array(gunzipSync(content)) : content
    const seen = damage(r, { 'm.rds': plain.length < 60_000 ? plain : content }, 'm.rds', 150)
    expect(seen.refused).toBeGreaterThan(5)
  })
})
