import { describe, expect, it } from 'vitest'
import { mxnet } from '../../../src/frameworks/mxnet/index.ts'
import { memoryFiles } from '../../model/memory-files.ts'
import { damage } from '../damage.ts'
import { paramsFile, symbolJson } from './network.ts'

const SYMBOL = new TextEncoder().encode(
  symbolJson(
    [
      ['data'],
      ['c_weight'],
      ['c', 'Convolution', ['data', 'c_weight'], { kernel: '(3, 3)', num_filter: '8', stride: '(2, 2)', no_bias: 'True' }],
      ['p', 'Pooling', ['c'], { kernel: '(2, 2)', pooling_convention: 'full' }],
      ['r', 'Reshape', ['p'], { shape: '(0, -4, 2, -1, -3)' }],
      ['s', 'SliceChannel', ['r'], { num_outputs: '2' }],
      ['j', 'Concat', ['s:0', 's:1'], { dim: '1', num_args: '2' }],
      ['fc_weight'],
      ['fc', 'FullyConnected', ['j', 'fc_weight'], { num_hidden: '4', no_bias: 'True' }],
      ['label'],
      ['out', 'SoftmaxOutput', ['fc', 'label']],
    ],
    ['out'],
  ),
)
const PARAMS = paramsFile({ 'arg:c_weight': [8, 3, 3, 3], 'arg:fc_weight': [4, 72] })

describe('1,200 damaged files: a contract or a UserError', () => {
  it.each([
    ['n-symbol.json', 700],
    ['n-0000.params', 500],
  ] as const)('%s', (victim, times) => {
    const seen = damage(mxnet, { 'n-symbol.json': SYMBOL, 'n-0000.params': PARAMS }, victim, times)
    // the mutations reach deep: some files still give a contract, some are refused
    expect(seen.contract).toBeGreaterThan(10)
    expect(seen.refused).toBeGreaterThan(10)
  })
})

describe('networks made to hurt', () => {
  const quick = (lines: Parameters<typeof symbolJson>[0], head: string) => {
    const start = performance.now()
    const files = memoryFiles({ 'n-symbol.json': symbolJson(lines, [head]) })
    expect(mxnet.match(files).map((match) => mxnet.infer(files, match).signatures.length)).toEqual([1])
    expect(performance.now() - start).toBeLessThan(2_000)
  }

  it('an axis more at every node', () => {
    const lines = Array.from({ length: 500 }, (_, i) => [`e${i + 1}`, 'expand_dims', [`e${i}`], { axis: '0' }] as const)
    quick([['e0'], ...lines], 'e500')
  })

  it('sizes that multiply at every node', () => {
    const lines = Array.from({ length: 500 }, (_, i) => [`e${i + 1}`, 'tile', [`e${i}`], { reps: '(9, 9)' }] as const)
    quick([['e0', 'null', [], { __shape__: '(0, 0)' }], ...lines], 'e500')
  })

  it('a split into a billion pieces', () => quick([['x'], ['s', 'SliceChannel', ['x'], { num_outputs: '1000000000' }]], 's'))

  it('numbers that no double holds', () =>
    quick([['x'], ['c', 'Convolution', ['x'], { kernel: '(99999999999999999999, 3)', stride: '(0, -1)', num_filter: '1e9' }]], 'c'))
})
