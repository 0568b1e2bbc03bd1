import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Shape } from '../../../src/contract/types.ts'
import { inferOne, lines, MODELS, memory, open } from './models.ts'

const NETWORK = [
  'predict(image: float32[-1,28,28,1], rate: optional float32[]) → (~probabilities: float32[-1,10], ~label: int32[-1], ~halves: float32[-1,3], ~halves:1: float32[-1,7])',
]

describe('the contract of a graph without signatures', () => {
  it.each([
    ['placeholders are inputs, ends are assumed outputs', 'graph', NETWORK],
    ['text says the same', 'graph-text', NETWORK],
    ['a scalar of producer 21 is an unknown rank', 'graph-legacy', ['predict(x: float32[…]) → (~add: float32[…])']],
    ['the latest training graph, without its saver', 'training', ['predict(x: int32[2,3]) → (~product: int32[2,3])']],
    [
      'signatures in a .meta file count',
      'training-signature',
      ['classes(inputs: string[-1]) → (scores: float32[-1,2])', 'open(raw: string[-1]) → (age: int64[-1,2])'],
    ],
  ])('%s', (_, directory, expected) => {
    expect(lines(inferOne(open(directory)))).toEqual(expected)
  })
  it('says that the outputs are assumed', () => {
    const found = inferOne(open('graph'))
    expect(found.warnings.map((warning) => warning.code)).toEqual(['tensorflow-outputs-assumed'])
    expect(found.signatures[0]?.inputs[0]?.evidence).toMatchObject({ name: 'stored', type: 'stored', dims: ['stored', 'stored', 'stored', 'stored'] })
    expect(found.signatures[0]?.outputs[0]?.evidence).toMatchObject({
      name: 'assumed',
      type: 'derived',
      rank: 'derived',
      dims: ['derived', 'derived'],
    })
  })
  it('the run named in the state file wins over the highest step', () => {
    const read = (name: string) => new Uint8Array(readFileSync(`${MODELS}training/${name}`))
    const state = new TextEncoder().encode('model_checkpoint_path: "model.ckpt-5"\n')
    const files = memory({ 'model.ckpt-5.meta': read('model.ckpt-5.meta'), 'model.ckpt-30.meta': read('model.ckpt-30.meta'), checkpoint: state })
    expect(inferOne(files).warnings[0]?.where).toBe('model.ckpt-5.meta')
  })
})

/** Where we say more than TensorFlow's own inference (a batch that the result fixes, the rest of a reshape), or less (a loop, arithmetic of tables). */
const OTHERWISE = new Map<string, Shape>([
  ['end_conv_back', [2, 12, 16, 5]],
  ['end_reshape_batch', [-1, 144]],
  ['end_while', null],
  ['end_fill_table', [-1, -1, -1, -1]],
])

describe.each(['windows', 'arranging', 'signals'])("types and shapes of ops agree with TensorFlow's own inference: %s", (half) => {
  const expected = JSON.parse(readFileSync(`${MODELS}ops/${half}/expected.json`, 'utf8')) as Record<string, { type: string; shape: number[] | null }>
  const outputs = new Map(inferOne(open(`ops/${half}`)).signatures[0]?.outputs.map((one) => [one.name, one]))
  it('every end of the graph is an output', () => {
    expect([...outputs.keys()].sort()).toEqual(Object.keys(expected).sort())
  })
  it.each(Object.entries(expected))('%s', (name, { type, shape }) => {
    const found = outputs.get(name)
    const given = found !== undefined && 'shape' in found ? { type: found.type, shape: found.shape?.map((dim) => dim ?? -1) ?? null } : undefined
    expect(given).toEqual({ type, shape: OTHERWISE.has(name) ? OTHERWISE.get(name) : shape })
  })
})
