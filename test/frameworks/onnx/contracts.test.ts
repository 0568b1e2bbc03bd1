import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Field, Value } from '../../../src/contract/types.ts'
import type { Inference } from '../../../src/frameworks/framework.ts'
import { onnx } from '../../../src/frameworks/onnx/index.ts'
import { openModelFiles } from '../../../src/model/files.ts'

const MODELS = fileURLToPath(new URL('../../models/onnx/', import.meta.url))

function infer(model: string): Inference {
  const files = openModelFiles(`${MODELS}${model}`)
  try {
    const [match] = onnx.match(files)
    if (match === undefined) throw new Error(`${model} was not recognised`)
    return onnx.infer(files, match)
  } finally {
    files.close()
  }
}

/** `float32[batch,4]`, `?` unknown, `*` in front: derived, `optional` behind. */
function printed(value: Value): string {
  const flags = `${value.optional ? ' optional' : ''}${value.sparse ? ' sparse' : ''}`
  if ('sequence' in value) return `seq(${printed(value.sequence)})${flags}`
  if ('map' in value) return `map(${value.map.key ?? '?'}, ${printed(value.map.value)})${flags}`
  if (!('shape' in value)) throw new Error('ONNX has no such value')
  const { evidence } = value
  const star = (source: string | undefined) => (source === 'derived' ? '*' : '')
  const dims = value.shape?.map((dim, i) => `${star(evidence?.dims[i])}${dim ?? '?'}`).join(',')
  return `${star(evidence?.type)}${value.type ?? '?'}${star(evidence?.rank)}${dims === undefined ? '[…]' : `[${dims}]`}${flags}`
}

const listed = (fields: readonly Field[]) => Object.fromEntries(fields.map((field) => [`${field.name}`, printed(field)]))

describe('contracts that the file stores', () => {
  it.each([
    ['mlp.onnx', { x: 'float32[batch,4]' }, { y: 'float32[batch,3]' }],
    ['plain-name', { x: 'float32[batch,4]' }, { y: 'float32[batch,3]' }],
    ['mlp.textproto', { x: 'float32[batch,4]' }, { y: 'float32[batch,3]' }],
    ['mlp.json', { x: 'float32[batch,4]' }, { y: 'float32[batch,3]' }],
    // the two halves of a repeated singular message are one, wherever ir_version stands
    ['split-graph-first.onnx', { x: 'float32[batch,4]' }, { y: 'float32[batch,3]' }],
    // before IR 4 initialised inputs are weights, since then defaults
    ['weights-as-inputs-ir3.onnx', { x: 'float32[batch,4]' }, { y: 'float32[batch,3]' }],
    ['overridable-ir8.onnx', { x: 'float32[batch,4]', w: 'float32[4,3] optional', b: 'float32[3] optional' }, { y: 'float32[batch,3]' }],
    ['placeholders.onnx', { x: 'float32[?,?,?,?,N,?,7]' }, { y: 'float32[?,?,?,?,N,?,7]' }],
    ['optional-and-sequence.onnx', { o: 'int64[k] optional', s: 'seq(float32[1,k])' }, { has: 'bool[]', t: 'seq(float32[1,k])' }],
    ['optional-sequence.onnx', { o: 'seq(float32[1,k]) optional' }, { has: 'bool[]' }],
    ['sparse-input.onnx', { s: 'float64[n,9] sparse' }, { y: 'float64[n]' }],
    ['future-type-odd-names.onnx', { ['__proto__']: '?[2]' }, { ['constructor']: '?[2]' }],
    ['no-outputs.onnx', { x: 'float32[batch,4]' }, {}],
  ])('%s', (model, inputs, outputs) => {
    const [signature] = infer(model).signatures
    expect(signature?.name).toBe('predict')
    expect(listed(signature?.inputs ?? [])).toEqual(inputs)
    expect(listed(signature?.outputs ?? [])).toEqual(outputs)
  })

  it('knows every element type by its number', () => {
    const [signature] = infer('types.onnx').signatures
    const types = signature?.inputs.map((field) => `${field.name}=${'type' in field ? field.type : ''}`)
    expect(types?.join(' ')).toBe(
      'float16=float16 bfloat16=bfloat16 string=string uint64=uint64 complex128=complex128 float8e5m2fnuz=float8e5m2fnuz ' +
        'int4=int4 uint2=uint2 float4e2m1=float4e2m1 float8e8m0=float8e8m0',
    )
  })

  it('says where each fact stands', () => {
    const [signature] = infer('weights-as-inputs-ir3.onnx').signatures
    expect(signature?.inputs[0]?.evidence).toEqual({
      name: 'stored',
      type: 'stored',
      rank: 'stored',
      dims: ['stored', 'stored'],
      where: 'weights-as-inputs-ir3.onnx: graph.input[0]',
    })
    expect(signature?.outputs[0]?.evidence?.where).toBe('weights-as-inputs-ir3.onnx: graph.output[0]')
  })

  it.each([
    ['mlp.onnx', { name: 'onnx', version: 'opset 17', format: 'onnx' }],
    ['mlp.textproto', { name: 'onnx', version: 'opset 17', format: 'onnx-text' }],
    ['mlp.json', { name: 'onnx', version: 'opset 17', format: 'onnx-json' }],
  ])('%s: framework', (model, framework) => {
    expect(infer(model).framework).toEqual(framework)
  })
})

describe('contracts that follow from the operators', () => {
  it.each([
    ['external-present', { x: 'float32[batch,4]' }, { y: 'float32*[*batch,*3]' }],
    ['conv-reshape-chain.onnx', { img: 'float32[batch,3,32,32]' }, { y: 'float32*[*batch,*5]', flat: 'float32[*batch,*512]' }],
    ['lstm.onnx', { x: 'float32[time,batch,*5]' }, { y: 'float32*[*batch,*time,*2,*6]', last: 'float32*[*2,*batch,*6]' }],
    [
      'classic-no-types.onnx',
      { x: 'float32[?,*4]' },
      { label: '*string*[?]', scores: '*float32*[?,*3]', probability: 'seq(map(string, *float32*[]))' },
    ],
    // its reduction takes keepdims from the call: 0
    ['local-function.onnx', { x: 'float32[batch,4]' }, { y: 'float32*[]' }],
    // both branches give [batch, …]; the second axis differs
    ['branches.onnx', { c: 'bool[]', x: 'float32[batch,4]' }, { y: 'float32*[*batch,?]' }],
    ['symbol-is-number.onnx', { x: 'float32[batch,4]' }, { y: 'float32[*1,*12]' }],
    ['custom-operator.onnx', { x: 'string[?]' }, { y: 'int64[…]' }],
    // carried values: what no run of the body changes; scan outputs: one element per run
    ['loop.onnx', { times: 'int64[]', x: 'float32[batch,4]' }, { state: '*float32*[*batch,*4]', grown: '*float32*[?,*4]', totals: '*float32*[?]' }],
    ['loop-changing.onnx', { times: 'int64[]', x: 'float32[batch,4]' }, { state: '*float32[…]' }],
    ['scan.onnx', { x: 'float32[batch,4]' }, { last: '*float32*[*4]', pairs: '*float32*[*8,*batch]' }],
    [
      'sequence-loop.onnx',
      { times: 'int64[]', i: 'int64[]', x: 'float32[batch,4]', longer: 'float32[batch,9]' },
      {
        all: 'seq(*float32*[*batch,*4])',
        joined: '*float32*[*batch,?]',
        stacked: '*float32*[?,*batch,*4]',
        one: '*float32*[*batch,?]',
        columns: 'seq(*float32*[*batch])',
      },
    ],
    // the specification says 1, 18 and 2; NumPy says 0, ONNX Runtime 17 and 3
    [
      'undecided.onnx',
      { x: 'float32[batch,4]', img: 'float32[1,2,6,6]' },
      { back: '*float32*[*batch,?]', wide: '*float32*[*1,*3,?,*6]', pooled: '*float32*[*1,*2,?,*3]' },
    ],
    [
      'signals.onnx',
      { wave: 'float32[batch,100,1]', q: 'float32[batch,5,32]', kv: 'float32[batch,7,16]', past: 'float32[batch,2,3,8]', x: 'float32[batch,4]' },
      {
        spectrum: '*float32*[*batch,*51,*2]',
        frames: '*float32*[*batch,*9,*11,*2]',
        y: '*float32*[*batch,*5,*32]',
        keys: '*float32*[*batch,*2,*10,*8]',
        normed: '*float32*[*batch,*4]',
        mean: '*float32*[*batch,*1]',
        cropped: '*float32*[*batch,*6]',
      },
    ],
    ['contradicted.onnx', { x: 'float32[batch,4]' }, { y: 'float32[batch,?]' }],
    ['doubtful.onnx', { x: 'float32[batch,4]' }, { y: 'float32[1,3]' }],
  ])('%s', (model, inputs, outputs) => {
    const [signature] = infer(model).signatures
    expect(listed(signature?.inputs ?? [])).toEqual(inputs)
    expect(listed(signature?.outputs ?? [])).toEqual(outputs)
  })
})

describe('warnings', () => {
  it.each([
    ['mlp.onnx', []],
    ['fixed-batch.onnx', ['onnx-fixed-batch']],
    ['empty-batch.onnx', ['onnx-empty-batch']],
    ['custom-operator.onnx', ['onnx-custom-operators']],
    ['local-function.onnx', []],
    ['no-outputs.onnx', ['onnx-no-outputs']],
    ['external-missing', ['onnx-external-data-missing']],
    ['contradicted.onnx', ['onnx-output-shape-contradicted']],
    ['doubtful.onnx', ['onnx-output-shape-doubtful']],
    ['future-type-odd-names.onnx', ['onnx-type-unknown', 'onnx-type-unknown']],
  ])('%s: %j', (model, codes) => {
    expect(infer(model).warnings.map((warning) => warning.code)).toEqual(codes)
  })
})

describe('refusals', () => {
  it.each([
    ['no-graph.onnx', 'corrupt'],
    ['external-escaping', 'unsafe'],
    ['external-absolute', 'unsafe'],
    ['external-short', 'truncated'],
    ['external-nonsense', 'corrupt'],
  ])('%s is %s', (model, code) => {
    expect(() => infer(model)).toThrow(expect.objectContaining({ code }))
  })
})
