import { describe, expect, it } from 'vitest'
import { tfjs } from '../../../src/frameworks/tfjs/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damageJson } from '../damage.ts'

const dense = (name: string, units: number, more: object = {}) => ({
  class_name: 'Dense',
  config: { name, units, activation: 'linear', use_bias: true, ...more },
})
const stack = {
  class_name: 'Sequential',
  config: { name: 's', layers: [dense('d1', 4, { batch_input_shape: [null, 7], dtype: 'float32' }), dense('d2', 2)] },
  keras_version: 'tfjs-layers 4.22.0',
  backend: 'tensor_flow.js',
}
const input = { class_name: 'InputLayer', name: 'x', config: { batch_input_shape: [null, 5], dtype: 'int32', name: 'x' }, inbound_nodes: [] }
const network = {
  keras_version: '2.15.0',
  model_config: {
    class_name: 'Functional',
    config: {
      name: 'm',
      layers: [
        input,
        {
          class_name: 'Embedding',
          name: 'e',
          config: { name: 'e', input_dim: 9, output_dim: 3, dtype: 'float32' },
          inbound_nodes: [[['x', 0, 0, {}]]],
        },
      ],
      input_layers: [['x', 0, 0]],
      output_layers: [['e', 0, 0]],
    },
  },
}
const bytesOf = (topology: object) => ({
  'model.json': new TextEncoder().encode(JSON.stringify({ format: 'layers-model', modelTopology: topology })),
})

describe('networks of layers', () => {
  it.each([
    ['written by TensorFlow.js', stack, 'predict(d1_input float32[-1,7]) -> (d2 float32[-1,2])'],
    ['written by Keras', network, 'predict(x int32[-1,5]) -> (e float32[-1,5,3])'],
  ])('%s', (_, topology, line) => expect(linesOf(inferFrom(tfjs, bytesOf(topology)))).toEqual([line]))

  it('are of this framework, whoever wrote the layers', () => {
    expect(inferFrom(tfjs, bytesOf(network)).framework).toEqual({ name: 'tfjs', format: 'tfjs-layers-model' })
  })

  it('without a class are corrupt', () => expect(refusalOf(tfjs, bytesOf({ keras_version: '2.0.0' }))).toBe('corrupt'))

  it('nested without end are refused', () => {
    const text = `{"format": "layers-model", "modelTopology": ${'['.repeat(9_000)}`
    expect(refusalOf(tfjs, { 'model.json': text })).toBe('unsafe')
  })

  it('1,000 damaged ones: a contract or a UserError', () => {
    const seen = { ...damageJson(tfjs, bytesOf(stack), 'model.json', 500) }
    damageJson(tfjs, bytesOf(network), 'model.json', 500)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(20)
  })
})
