/** Learners that fastai 2.8.12 exported (v1: dicts of the same form); inputs are the columns that test_dl() needs, outputs are get_preds()'s. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fastai } from '../../../src/frameworks/fastai/index.ts'
import { pytorch } from '../../../src/frameworks/pytorch/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/fastai/${name}.pkl`, import.meta.url)))
const read = (name: string) => inferFrom(fastai, { 'export.pkl': bytes(name) })
const lineOf = (name: string) => linesOf(read(name))[0]

describe('tables', () => {
  it.each([
    [
      'table',
      'predict(city string[-1], floor int64[-1], flag bool[-1], code float64[-1], area float64[-1] ~type, year float64[-1] ~type) -> (output float32[-1,1])',
    ],
    ['two-targets', 'predict(city string[-1], floor int64[-1], flag bool[-1], code float64[-1], area float64[-1] ~type) -> (output float32[-1,2])'],
    ['collab', 'predict(user int64[-1], item string[-1]) -> (output float32[-1])'],
    ['collab-layers', 'predict(user int64[-1], item string[-1]) -> (output float32[-1,1])'],
    ['v1-table', 'predict(city string[-1], floor int64[-1], year float64[-1] ~type) -> (output float32[-1,2] ~type~shape)'],
  ])('%s', (name, line) => expect(lineOf(name)).toBe(line))

  it('columns have the profile that the pipeline gives them', () => {
    const inputs = read('table').signatures[0]?.inputs ?? []
    expect(inputs.map(({ profile }) => profile)).toEqual([...Array.from({ length: 4 }, () => 'categorical'), 'continuous', 'continuous'])
  })
})

describe('pictures', () => {
  it.each([
    ['pictures: the size of batches beats that of items', 'pictures', '[-1,3,48,48]'],
    ['height before width', 'rectangles', '[-1,3,32,48]'],
    ['one channel', 'grey', '[-1,1,20,20]'],
    ['no size in the pipeline', 'any-picture', '[-1,3,-1,-1]'],
    ['v1: height and width', 'v1-pictures', '[-1,3,36,30]'],
  ])('%s', (_, name, shape) => expect(lineOf(name)).toBe(`predict(input float32${shape}) -> (output float32[-1,2])`))

  it('that are not resized are told', () => expect(read('any-picture').warnings.map(({ code }) => code)).toEqual(['fastai-size-open']))
})

describe('a network of unknown classes', () => {
  it('has the classes of its target, where its last layer is as wide', () => {
    expect(lineOf('own-classes')).toBe('predict(input float32[-1,3,32,32]) -> (output float32[-1,2])')
  })
  it('is assumed to give what its last layer does otherwise', () => {
    expect(lineOf('own-width')).toBe('predict(input float32[-1,3,32,32]) -> (output float32[-1,7] ~type~shape)')
  })
})

describe('what is dangerous', () => {
  it.each(['table', 'pictures', 'collab', 'v1-table'])('nothing in %s: methods are kept by name', (name) => {
    expect(read(name).findings.filter(({ severity }) => severity === 'critical' || severity === 'high')).toEqual([])
  })
})

describe('what is no learner', () => {
  it('a module of PyTorch', () => {
    const half = new Uint8Array(readFileSync(new URL('../../models/pytorch/half.pt', import.meta.url)))
    expect(fastai.match(inMemory({ 'export.pkl': half }))).toEqual([])
  })

  it('a learner is no model of PyTorch alone: both match, and fastai comes first', () => {
    expect(pytorch.match(inMemory({ 'export.pkl': bytes('table') }))).toHaveLength(1)
    expect(fastai.match(inMemory({ 'export.pkl': bytes('table') }))).toMatchObject([{ covers: ['export.pkl'] }])
  })

  it('an export that is cut off', () => {
    expect(refusalOf(pytorch, { 'export.pth': bytes('table').slice(0, 20_000) })).toBe('truncated')
  })
})

describe('damaged learners: a contract or a UserError', () => {
  it.each(['table', 'pictures', 'v1-table'])('%s', (name) => {
    const seen = damage(fastai, { 'export.pkl': bytes(name) }, 'export.pkl', 150)
    expect(seen.contract).toBeGreaterThan(2)
    expect(seen.unmatched + seen.refused).toBeGreaterThan(2)
  })
})
