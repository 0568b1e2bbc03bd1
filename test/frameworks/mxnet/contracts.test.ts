import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/contract/types.ts'
import type { Inference } from '../../../src/frameworks/framework.ts'
import { mxnet } from '../../../src/frameworks/mxnet/index.ts'
import { memoryFiles } from '../../model/memory-files.ts'
import { type Line, paramsFile, symbolJson } from './network.ts'

function read(files: Readonly<Record<string, Uint8Array | string>>): Inference {
  const opened = memoryFiles(files)
  const [match] = mxnet.match(opened)
  if (match === undefined) throw new Error('no match')
  return mxnet.infer(opened, match)
}

/** `x: float32 [-1,3]`; what rests on convention has a `~`. */
function said(field: Field): string {
  const mark = (fact: 'name' | 'type' | 'shape') => (field.assumed?.includes(fact) ? '~' : '')
  if (!('shape' in field)) return field.name
  const shape = field.shape === null ? '?' : `[${field.shape.map((dim) => dim ?? '?').join(',')}]`
  return `${mark('name')}${field.name}: ${mark('type')}${field.type ?? '?'} ${mark('shape')}${shape}`
}

interface Case {
  readonly what: string
  readonly lines: readonly Line[]
  readonly heads: readonly string[]
  readonly params?: Readonly<Record<string, readonly number[]>>
  readonly type?: number
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

const dense = (name: string, input: string, units: number, extra = {}): readonly Line[] => [
  [`${name}_weight`],
  [`${name}_bias`],
  [name, 'FullyConnected', [input, `${name}_weight`, `${name}_bias`], { num_hidden: String(units), ...extra }],
]
const convolution = (name: string, input: string, filters: number, extra = {}): readonly Line[] => [
  [`${name}_weight`],
  [name, 'Convolution', [input, `${name}_weight`], { num_filter: String(filters), kernel: '(3, 3)', no_bias: 'True', ...extra }],
]

const CASES: readonly Case[] = [
  {
    what: 'a dense layer takes its width from its weights, but other ranks are flattened too',
    lines: [['data'], ...dense('fc', 'data', 2)],
    heads: ['fc'],
    params: { 'arg:fc_weight': [2, 5], 'arg:fc_bias': [2] },
    inputs: ['data: float32 ~[-1,5]'],
    outputs: ['fc_output: float32 [-1,2]'],
  },
  {
    what: 'the weights tell the type',
    lines: [['data'], ...dense('fc', 'data', 2)],
    heads: ['fc'],
    params: { 'arg:fc_weight': [2, 5], 'arg:fc_bias': [2] },
    type: 1,
    inputs: ['data: float64 ~[-1,5]'],
    outputs: ['fc_output: float64 [-1,2]'],
  },
  {
    what: 'labels of training heads are no inputs, whatever they are called and however they are arranged',
    lines: [
      ['data'],
      ...dense('fc', 'data', 3),
      ['truth'],
      ['flat', 'Reshape', ['truth'], { shape: '(-1,)' }],
      ['out', 'SoftmaxOutput', ['fc', 'flat']],
    ],
    heads: ['out'],
    params: { 'arg:fc_weight': [3, 5], 'arg:fc_bias': [3] },
    inputs: ['data: float32 ~[-1,5]'],
    outputs: ['out_output: float32 [-1,3]'],
  },
  {
    what: 'a label that the network reads otherwise as well is an input',
    lines: [['data'], ['y'], ...dense('fc', 'data', 3), ['out', 'SoftmaxOutput', ['fc', 'y']], ['again', 'identity', ['y']]],
    heads: ['out', 'again'],
    params: { 'arg:fc_weight': [3, 5], 'arg:fc_bias': [3] },
    inputs: ['data: float32 ~[-1,5]', 'y: ~float32 ?'],
    outputs: ['out_output: float32 [-1,3]', 'again_output: ~float32 ?'],
  },
  {
    what: 'a convolution fixes rank and channels; with global pooling any size is fine',
    lines: [
      ['image'],
      ...convolution('c', 'image', 8),
      ['pool', 'Pooling', ['c'], { global_pool: 'True', kernel: '(1, 1)' }],
      ['flat', 'Flatten', ['pool']],
      ...dense('fc', 'flat', 4),
    ],
    heads: ['fc'],
    params: { c_weight: [8, 3, 3, 3], fc_weight: [4, 8], fc_bias: [4] },
    inputs: ['image: float32 [-1,3,-1,-1]'],
    outputs: ['fc_output: float32 [-1,4]'],
  },
  {
    what: 'a dense layer behind a convolution binds the sizes without fixing them',
    lines: [['image'], ...convolution('c', 'image', 8), ['flat', 'Flatten', ['c']], ...dense('fc', 'flat', 4)],
    heads: ['fc'],
    params: { c_weight: [8, 3, 3, 3], fc_weight: [4, 288], fc_bias: [4] },
    inputs: ['image: float32 [-1,3,?,?]'],
    outputs: ['fc_output: float32 [-1,4]'],
  },
  {
    what: 'along one axis it does fix them',
    lines: [['sound'], ...convolution('c', 'sound', 8, { kernel: '(3,)', pad: '(1,)' }), ['flat', 'Flatten', ['c']], ...dense('fc', 'flat', 4)],
    heads: ['fc'],
    params: { c_weight: [8, 2, 3], fc_weight: [4, 160], fc_bias: [4] },
    inputs: ['sound: float32 [-1,2,20]'],
    outputs: ['fc_output: float32 [-1,4]'],
  },
  {
    what: 'groups multiply the channels',
    lines: [['image'], ...convolution('c', 'image', 8, { num_group: '2' })],
    heads: ['c'],
    params: { c_weight: [8, 3, 3, 3] },
    inputs: ['image: float32 [-1,6,-1,-1]'],
    outputs: ['c_output: float32 [-1,8,-1,-1]'],
  },
  {
    what: 'channels last',
    lines: [['image'], ...convolution('c', 'image', 8, { layout: 'NHWC' })],
    heads: ['c'],
    params: { c_weight: [8, 3, 3, 5] },
    inputs: ['image: float32 [-1,-1,-1,5]'],
    outputs: ['c_output: float32 [-1,-1,-1,8]'],
  },
  {
    what: 'demands reach the input through a normalisation',
    lines: [['data'], ['bn_gamma'], ['bn', 'BatchNorm', ['data', 'bn_gamma']], ...convolution('c', 'bn', 8)],
    heads: ['c'],
    params: { 'arg:bn_gamma': [3], 'arg:c_weight': [8, 3, 3, 3] },
    inputs: ['data: float32 [-1,3,-1,-1]'],
    outputs: ['c_output: float32 [-1,8,-1,-1]'],
  },
  {
    what: 'a transposed input: channels last outside, first inside',
    lines: [['data'], ['t', 'transpose', ['data'], { axes: '(0, 3, 1, 2)' }], ...convolution('c', 't', 8)],
    heads: ['c'],
    params: { c_weight: [8, 3, 3, 3] },
    inputs: ['data: float32 [-1,-1,-1,3]'],
    outputs: ['c_output: float32 [-1,8,-1,-1]'],
  },
  {
    what: 'stored annotations: a type, sizes, and 0 for open ones',
    lines: [
      ['ids', 'null', [], { __shape__: '(0, 7)', __dtype__: '6' }],
      ['e_weight'],
      ['e', 'Embedding', ['ids', 'e_weight'], { input_dim: '10', output_dim: '4' }],
    ],
    heads: ['e'],
    params: { e_weight: [10, 4] },
    inputs: ['ids: int64 [-1,7]'],
    outputs: ['e_output: float32 [-1,7,4]'],
  },
  {
    what: 'ids of an embedding may have any type: MXNet gives float32 by convention',
    lines: [
      ['ids'],
      ['e_weight'],
      ['e', 'Embedding', ['ids', 'e_weight'], { input_dim: '10', output_dim: '4' }],
      ['t', 'transpose', ['e'], { axes: '(1, 0, 2)' }],
    ],
    heads: ['t'],
    params: { e_weight: [10, 4] },
    inputs: ['ids: ~float32 [-1,-1]'],
    outputs: ['t_output: float32 [-1,-1,4]'],
  },
  {
    what: 'packed parameters of a fused network tell its features; states are inputs',
    lines: [
      ['x'],
      ['rnn_parameters'],
      ['h'],
      ['rnn', 'RNN', ['x', 'rnn_parameters', 'h'], { mode: 'gru', state_size: '8', num_layers: '2', state_outputs: 'True' }],
    ],
    heads: ['rnn', 'rnn:1'],
    // 3 gates · 8 units · (5 features + 8 back + 2 biases), then (8 + 8 + 2)
    params: { rnn_parameters: [3 * 8 * (5 + 8 + 2) + 3 * 8 * (8 + 8 + 2)] },
    inputs: ['x: float32 [-1,-1,5]', 'h: ~float32 ?'],
    outputs: ['rnn_output: float32 [-1,-1,8]', 'rnn_state: float32 [2,-1,8]'],
  },
  {
    what: 'pieces are numbered, variables keep their names',
    lines: [
      ['data', 'null', [], { __shape__: '(0, 6)' }],
      ['s', 'SliceChannel', ['data'], { num_outputs: '3' }],
    ],
    heads: ['s:2', 'data'],
    inputs: ['data: ~float32 [-1,6]'],
    outputs: ['s_output2: ~float32 [-1,2]', 'data: ~float32 [-1,6]'],
  },
  {
    what: 'without parameters, weights are told by their use',
    lines: [['data'], ...convolution('c', 'data', 8)],
    heads: ['c'],
    inputs: ['data: ~float32 [-1,?,-1,-1]'],
    outputs: ['c_output: ~float32 [-1,8,-1,-1]'],
  },
  {
    what: 'full reductions are one axis of 1: there were no scalars',
    lines: [
      ['data', 'null', [], { __shape__: '(0, 6)' }],
      ['m', 'mean', ['data']],
      ['n', 'sum', ['data'], { axis: '1' }],
    ],
    heads: ['m', 'n'],
    inputs: ['data: ~float32 [-1,6]'],
    outputs: ['m_output: ~float32 [1]', 'n_output: ~float32 [-1]'],
  },
  {
    what: 'behind an operator nobody knows, nothing is known',
    lines: [['data'], ...dense('fc', 'data', 3), ['odd', 'Custom', ['fc'], { op_type: 'mine' }]],
    heads: ['odd'],
    params: { fc_weight: [3, 5], fc_bias: [3] },
    inputs: ['data: float32 ~[-1,5]'],
    outputs: ['~odd_output: ? ?'],
  },
]

describe('networks', () => {
  it.each(CASES)('$what', ({ lines, heads, params, type, inputs, outputs }) => {
    const { signatures } = read({ 'net-symbol.json': symbolJson(lines, heads), ...(params && { 'net-0000.params': paramsFile(params, type) }) })
    expect(signatures.map(({ name }) => name)).toEqual(['predict'])
    expect(signatures[0]?.inputs.map(said)).toEqual(inputs)
    expect(signatures[0]?.outputs.map(said)).toEqual(outputs)
  })

  it.each(['attr', 'param', 'attrs'])('attributes under the key %s', (key) => {
    const files = {
      'net.json': symbolJson([['x'], ...dense('fc', 'x', 3)], ['fc'], key),
      'net.params': paramsFile({ fc_weight: [3, 5], fc_bias: [3] }),
    }
    expect(read(files).signatures[0]?.outputs.map(said)).toEqual(['fc_output: float32 [-1,3]'])
  })
})

describe('reshape', () => {
  const codes = [
    ['(0, -1)', '[-1,24]'],
    ['(-1, 8)', '[-1,8]'],
    ['(0, 0, 3, 2, 2)', '[-1,2,3,2,2]'],
    ['(-2, 1)', '[-1,2,3,4,1]'],
    ['(0, -3, -2)', '[-1,6,4]'],
    ['(0, -4, 1, 2, -2)', '[-1,1,2,3,4]'],
    ['(0, 0, -4, -1, 3, 4)', '[-1,2,1,3,4]'],
    ['(-3, 0, 0)', '[-1,3,4]'],
  ]
  it.each(codes)('of [n,2,3,4] to %s is %s', (shape = '', expected) => {
    const lines: Line[] = [
      ['x', 'null', [], { __shape__: '(0, 2, 3, 4)' }],
      ['r', 'Reshape', ['x'], { shape }],
    ]
    const [output] = read({ 'n-symbol.json': symbolJson(lines, ['r']) }).signatures[0]?.outputs ?? []
    expect(output && said(output).split(' ').at(-1)).toBe(expected)
  })

  it('in reverse counts from the end', () => {
    const lines: Line[] = [
      ['x', 'null', [], { __shape__: '(0, 6, 4)' }],
      ['r', 'Reshape', ['x'], { shape: '(-1, 0)', reverse: 'True' }],
    ]
    const [output] = read({ 'n-symbol.json': symbolJson(lines, ['r']) }).signatures[0]?.outputs ?? []
    expect(output && said(output)).toBe('r_output: ~float32 [-1,4]')
  })
})

describe('files', () => {
  const net = symbolJson([['data'], ...dense('fc', 'data', 2)], ['fc'])
  const weights = (features: number) => paramsFile({ 'arg:fc_weight': [2, features], 'arg:fc_bias': [2] })

  it('of several epochs the last counts', () => {
    const files = { 'net-symbol.json': net, 'net-0001.params': weights(4), 'net-0012.params': weights(5) }
    expect(read(files).signatures[0]?.inputs.map(said)).toEqual(['data: float32 ~[-1,5]'])
  })

  it('a declared signature fills what the network leaves open', () => {
    const signature = {
      inputs: [{ data_name: 'data', data_shape: [0, 1, 5] }],
      input_type: 'x',
      outputs: [{ data_name: 'softmax', data_shape: [0, 2] }],
    }
    const { signatures } = read({ 'net-symbol.json': net, 'net-0000.params': weights(5), 'signature.json': JSON.stringify(signature) })
    expect(signatures[0]?.inputs.map(said)).toEqual(['data: float32 [-1,1,5]'])
    expect(signatures[0]?.outputs.map(said)).toEqual(['fc_output: float32 [-1,2]'])
  })

  it('a declared signature that the weights contradict is a conflict', () => {
    const signature = { outputs: [{ data_name: 'softmax', data_shape: [0, 3] }] }
    expect(() => read({ 'net-symbol.json': net, 'net-0000.params': weights(5), 'signature.json': JSON.stringify(signature) })).toThrow(
      expect.objectContaining({ code: 'contract-conflict' }),
    )
  })

  it('parameters alone say nothing about inputs', () => {
    expect(() => read({ 'net.params': weights(5) })).toThrow(expect.objectContaining({ code: 'not-inferable' }))
  })

  it('a graph compiled by TVM is no symbol', () => {
    const tvm = JSON.stringify({ nodes: [{ op: 'null', name: 'x', inputs: [] }], heads: [[0, 0, 0]], attrs: { storage_id: ['list_int', [0]] } })
    expect(mxnet.match(memoryFiles({ 'deploy.json': tvm }))).toEqual([])
  })

  it.each([
    ['half of the parameters', { 'net-symbol.json': net, 'net-0000.params': weights(5).slice(0, 40) }, 'truncated'],
    ['half of the symbol', { 'net-symbol.json': net.slice(0, net.length / 2), 'net-0000.params': weights(5) }, 'truncated'],
    [
      'a node that reads a later one',
      { 'net-symbol.json': '{"nodes":[{"op":"relu","name":"a","inputs":[[1,0]]},{"op":"null","name":"b"}],"heads":[[0,0]]}' },
      'corrupt',
    ],
    [
      'a million arrays in 30 bytes',
      { 'net-symbol.json': net, 'net-0000.params': Uint8Array.of(0x12, 1, 0, 0, 0, 0, 0, 0, ...Array(8).fill(0), 64, 66, 15, 0, 0, 0, 0, 0, 1, 2) },
      'corrupt',
    ],
  ] as const)('%s: refused', (_, files, code) => {
    expect(() => read(files)).toThrow(expect.objectContaining({ code }))
  })

  it('a parameter that the file lacks is told, and is no input', () => {
    const { signatures, warnings } = read({ 'net-symbol.json': net, 'net-0000.params': paramsFile({ 'arg:fc_weight': [2, 5] }) })
    expect(signatures[0]?.inputs.map(({ name }) => name)).toEqual(['data'])
    expect(warnings.map(({ code }) => code)).toEqual(['mxnet-parameters-missing'])
  })
})
