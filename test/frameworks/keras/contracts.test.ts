import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/contract/types.ts'
import { UserError } from '../../../src/errors.ts'
import { fileBytes, inferFiles, inferJson, inferStored } from './models.ts'

interface Expected {
  readonly inputs: Readonly<Record<string, object>>
  readonly outputs: Readonly<Record<string, object>>
}

const EXPECTED = JSON.parse(readFileSync(new URL('../../models/keras/expected.json', import.meta.url), 'utf8')) as Readonly<Record<string, Expected>>

/** Name → type and shape, in order. */
const told = (fields: readonly Field[] | undefined) =>
  Object.fromEntries((fields ?? []).map((field) => [field.name, 'shape' in field ? { type: field.type, shape: field.shape } : {}]))

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
  return 'no error'
}

describe('models that Keras saved give what they give when they run', () => {
  it.each(Object.entries(EXPECTED))('%s', (file, { inputs, outputs }) => {
    const inference = inferStored(file)
    const [signature] = inference?.signatures ?? []
    expect(signature?.name).toBe('predict')
    expect(told(signature?.inputs)).toEqual(inputs)
    expect(told(signature?.outputs)).toEqual(outputs)
    expect(inference?.framework).toMatchObject({ name: 'keras', version: file.startsWith('k3') ? '3.15.1' : '2.21.0' })
    expect(inference?.warnings).toEqual([])
  })
})

it('says where each fact comes from', () => {
  const [signature] = inferStored('k3-stack.keras')?.signatures ?? []
  const where = 'k3-stack.keras: config.json'
  expect(signature?.inputs[0]?.evidence).toEqual({ name: 'stored', type: 'stored', rank: 'stored', dims: ['stored', 'stored'], where })
  expect(signature?.outputs[0]?.evidence).toEqual({ name: 'stored', type: 'derived', rank: 'derived', dims: ['derived', 'derived'], where })
})

describe('recognised by content', () => {
  const stack = fileBytes('k3-stack.keras')
  it.each<[string, Readonly<Record<string, Uint8Array | string>>, string | undefined]>([
    ['an archive under another name', { 'model.bin': stack }, 'keras-v3'],
    ['HDF5 that is called .keras', { 'model.keras': fileBytes('k2-stack.h5') }, 'hdf5'],
    ['a model beside its checkpoint', { 'a.weights.h5': fileBytes('k3-only.weights.h5'), 'model.keras': stack }, 'keras-v3'],
    [
      'an architecture beside its weights',
      { 'model.json': fileBytes('k2-architecture.json'), 'weights.h5': fileBytes('k2-weights.h5') },
      'keras-json',
    ],
    [
      'an unpacked archive',
      Object.fromEntries(['config.json', 'metadata.json', 'model.weights.h5'].map((name) => [`m/${name}`, fileBytes(`k3-directory/${name}`)])),
      'keras-v3-directory',
    ],
    ['another JSON file', { 'config.json': '{"class_name": "Bert"}', 'metadata.json': '{}' }, undefined],
    ['another zip file', { 'a.zip': fileBytes('../hdf5/generate.py') }, undefined],
    ['another HDF5 file', { 'a.h5': fileBytes('../hdf5/members-latest.h5') }, undefined],
  ])('%s', (_, files, format) => {
    expect(inferFiles(files)?.framework.format).toBe(format)
  })
})

describe('what holds no contract says so', () => {
  it.each<[string, string, () => unknown]>([
    ['weights of Keras 3', 'not-inferable', () => inferStored('k3-only.weights.h5')],
    ['weights of Keras 2', 'not-inferable', () => inferStored('k2-weights.h5')],
    ['a model that was never built', 'not-inferable', () => inferStored('k3-unbuilt.keras')],
    ['an archive that is cut off', 'truncated', () => inferFiles({ 'm.keras': fileBytes('k3-stack.keras').subarray(0, 3000) })],
    ['HDF5 that is cut off', 'truncated', () => inferFiles({ 'm.h5': fileBytes('k2-stack.h5').subarray(0, 5000) })],
    ['an archive that is none', 'truncated', () => inferFiles({ 'm.keras': 'not a zip file, but long enough to be one' })],
    ['a Git LFS pointer', 'lfs-pointer', () => inferFiles({ 'm.keras': POINTER })],
    ['a configuration nested without end', 'unsafe', () => inferFiles({ 'm.json': `{"class_name": "Model", "config": ${'['.repeat(1000)}` })],
  ])('%s', (_, code, run) => {
    expect(codeOf(run)).toBe(code)
  })
})

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`

// ------------------------------------------------------------------------------------------------ dialects, by hand

const dense = (name: string, units: number, more: object = {}) => ({ class_name: 'Dense', config: { name, units, ...more } })
const input = (name: string, shape: readonly (number | null)[], more: object = {}) => ({
  class_name: 'InputLayer',
  name,
  config: { name, batch_input_shape: shape, dtype: 'float32', ...more },
  inbound_nodes: [],
})
const called = (layer: { config: { name: string } }, ...nodes: readonly unknown[]) => ({ ...layer, name: layer.config.name, inbound_nodes: nodes })
const graph = (layers: readonly unknown[], inputs: unknown, outputs: unknown) => ({
  class_name: 'Functional',
  keras_version: '2.12.0',
  config: { name: 'm', layers, input_layers: inputs, output_layers: outputs },
})

describe('dialects', () => {
  it.each<[string, unknown, object, object]>([
    [
      'Keras 1: a list of layers, its input named after class and number',
      {
        class_name: 'Sequential',
        keras_version: '1.2.2',
        config: [
          {
            class_name: 'Convolution2D',
            config: {
              name: 'c',
              batch_input_shape: [null, 3, 9, 8],
              dim_ordering: 'th',
              nb_filter: 4,
              nb_row: 3,
              nb_col: 2,
              subsample: [2, 1],
              border_mode: 'valid',
              input_dtype: 'float32',
            },
          },
          { class_name: 'Flatten', config: { name: 'f' } },
          { class_name: 'Dense', config: { name: 'd', output_dim: 5 } },
        ],
      },
      { convolution2d_input_1: { type: 'float32', shape: [-1, 3, 9, 8] } },
      { d: { type: 'float32', shape: [-1, 5] } },
    ],
    [
      'Keras 2: a list of layers, its input named after the first',
      {
        class_name: 'Sequential',
        keras_version: '2.1.6',
        config: [dense('first', 4, { batch_input_shape: [null, 3], dtype: 'float32' }), dense('last', 2)],
      },
      { first_input: { type: 'float32', shape: [-1, 3] } },
      { last: { type: 'float32', shape: [-1, 2] } },
    ],
    [
      'a stack that was built by its first call: the rows of the example are not its batch',
      { class_name: 'Sequential', keras_version: '2.12.0', config: { name: 's', layers: [dense('d', 2)], build_input_shape: [32, 7] } },
      { d_input: { type: 'float32', shape: [-1, 7] } },
      { d: { type: 'float32', shape: [-1, 2] } },
    ],
    [
      'Inputs and outputs as one tensor without a list',
      graph([input('x', [null, 3]), called(dense('d', 2), [['x', 0, 0, {}]])], ['x', 0, 0], ['d', 0, 0]),
      { x: { type: 'float32', shape: [-1, 3] } },
      { d: { type: 'float32', shape: [-1, 2] } },
    ],
    [
      'Dictionaries: the keys callers use, not the names of layers',
      graph([input('x', [null, 3]), called(dense('d', 2), [['x', 0, 0, {}]])], { left: ['x', 0, 0] }, { right: ['d', 0, 0] }),
      { left: { type: 'float32', shape: [-1, 3] } },
      { right: { type: 'float32', shape: [-1, 2] } },
    ],
    [
      'a layer used twice, both as outputs',
      graph(
        [input('x', [null, 3]), input('y', [5, 3]), called(dense('d', 2), [['x', 0, 0, {}]], [['y', 0, 0, {}]])],
        [
          ['x', 0, 0],
          ['y', 0, 0],
        ],
        [
          ['d', 0, 0],
          ['d', 1, 0],
        ],
      ),
      { x: { type: 'float32', shape: [-1, 3] }, y: { type: 'float32', shape: [5, 3] } },
      { d: { type: 'float32', shape: [-1, 2] }, d_1: { type: 'float32', shape: [5, 2] } },
    ],
    [
      'a fixed batch, a fixed type',
      graph([input('x', [4, 3], { dtype: 'float64' }), called(dense('d', 2, { dtype: 'float64' }), [['x', 0, 0, {}]])], [['x', 0, 0]], [['d', 0, 0]]),
      { x: { type: 'float64', shape: [4, 3] } },
      { d: { type: 'float64', shape: [4, 2] } },
    ],
    [
      'policies: what is computed, not what is stored',
      graph(
        [input('x', [null, 3]), called(dense('d', 2, { dtype: { class_name: 'Policy', config: { name: 'mixed_bfloat16' } } }), [['x', 0, 0, {}]])],
        [['x', 0, 0]],
        [['d', 0, 0]],
      ),
      { x: { type: 'float32', shape: [-1, 3] } },
      { d: { type: 'bfloat16', shape: [-1, 2] } },
    ],
    [
      'a quantised policy',
      graph(
        [
          input('x', [null, 3]),
          called(dense('d', 2, { dtype: { class_name: 'QuantizedDTypePolicy', config: { name: 'int8_from_mixed_float16' } } }), [['x', 0, 0, {}]]),
        ],
        [['x', 0, 0]],
        [['d', 0, 0]],
      ),
      { x: { type: 'float32', shape: [-1, 3] } },
      { d: { type: 'float16', shape: [-1, 2] } },
    ],
    [
      'an output that is an input',
      graph([input('x', [null, 3])], [['x', 0, 0]], [['x', 0, 0]]),
      { x: { type: 'float32', shape: [-1, 3] } },
      { x: { type: 'float32', shape: [-1, 3] } },
    ],
    [
      'a class of another package that is called like a layer: unknown',
      graph(
        [input('x', [null, 3]), called({ ...dense('d', 2), registered_name: 'acme>Dense' } as never, [['x', 0, 0, {}]])],
        [['x', 0, 0]],
        [['d', 0, 0]],
      ),
      { x: { type: 'float32', shape: [-1, 3] } },
      { d: { type: null, shape: null } },
    ],
    [
      'layers that wait for each other: unknown, not endless',
      graph([called(dense('a', 2), [['b', 0, 0, {}]]), called(dense('b', 2), [['a', 0, 0, {}]])], [['a', 0, 0]], [['b', 0, 0]]),
      { a: { type: null, shape: null } },
      { b: { type: 'float32', shape: null } },
    ],
  ])('%s', (_, model, inputs, outputs) => {
    const [signature] = inferJson(model)?.signatures ?? []
    expect(told(signature?.inputs)).toEqual(inputs)
    expect(told(signature?.outputs)).toEqual(outputs)
  })

  it('NaN and Infinity, which Python writes', () => {
    const model = JSON.stringify(graph([input('x', [null, 3])], [['x', 0, 0]], [['x', 0, 0]])).replace('"trainable"', '"trainable"')
    const files = { 'model.json': model.replace('"dtype":"float32"', '"dtype":"float32","low":-Infinity,"high":NaN,"word":"NaN"') }
    expect(inferFiles(files)?.signatures[0]?.inputs[0]?.name).toBe('x')
  })

  it('optional, sparse and ragged inputs', () => {
    const inputs = [input('o', [null, 1], { optional: true }), input('s', [null, 2], { sparse: true }), input('r', [null, null], { ragged: true })]
    const [signature] =
      inferJson(
        graph(
          inputs,
          [
            ['o', 0, 0],
            ['s', 0, 0],
            ['r', 0, 0],
          ],
          [['o', 0, 0]],
        ),
      )?.signatures ?? []
    expect(signature?.inputs.map(({ name, optional, sparse, ragged }) => ({ name, optional, sparse, ragged }))).toEqual([
      { name: 'o', optional: true, sparse: undefined, ragged: undefined },
      { name: 's', optional: undefined, sparse: true, ragged: undefined },
      { name: 'r', optional: undefined, sparse: undefined, ragged: true },
    ])
  })
})

describe('models made to keep a reader busy', () => {
  /** A model that calls the one inside twice: 2ⁿ calls in n lines. */
  const doubling = (depth: number): object => {
    const inner = depth === 0 ? { class_name: 'Dense', config: { name: 'm', units: 3 } } : doubling(depth - 1)
    const twice = { ...inner, name: 'm', inbound_nodes: [[['x', 0, 0, {}]], [['m', depth === 0 ? 0 : 1, 0, {}]]] }
    return graph([input('x', [null, 3]), twice], [['x', 0, 0]], [['m', depth === 0 ? 1 : 2, 0]])
  }

  it('a few nested models that are called twice are followed', () => {
    expect(told(inferJson(doubling(3))?.signatures[0]?.outputs)).toEqual({ m: { type: 'float32', shape: [-1, 3] } })
  })

  it('twenty are not', () => {
    expect(codeOf(() => inferJson(doubling(20)))).toBe('unsafe')
  })

  it('thirty thousand layers in a row, and as many inputs of one layer', () => {
    const chain = Array.from({ length: 30_000 }, (_, i) => called(dense(`d${i}`, 2), [[i === 0 ? 'x' : `d${i - 1}`, 0, 0, {}]]))
    const all = {
      class_name: 'Concatenate',
      name: 'all',
      config: { name: 'all', axis: 1 },
      inbound_nodes: [chain.map(({ name }) => [name, 0, 0, {}])],
    }
    const [signature] = inferJson(graph([input('x', [null, 3]), ...chain, all], [['x', 0, 0]], [['all', 0, 0]]))?.signatures ?? []
    expect(told(signature?.outputs)).toEqual({ all: { type: 'float32', shape: [-1, 60_000] } })
  })
})

describe('code in a model', () => {
  const lambda = (shape: unknown) => ({
    class_name: 'Lambda',
    config: { name: 'l', function: ['4wEA', null, null], output_shape: shape, output_shape_type: 'raw' },
  })
  const model = (shape: unknown) => graph([input('x', [null, 3]), called(lambda(shape), [['x', 0, 0, {}]])], [['x', 0, 0]], [['l', 0, 0]])

  it('a Lambda layer is a finding: its code runs when the model is loaded', () => {
    expect(inferJson(model(null))?.findings).toMatchObject([{ severity: 'high' }])
    expect(told(inferJson(model(null))?.signatures[0]?.outputs)).toEqual({ l: { type: 'float32', shape: null } })
  })

  it('the shape its author wrote down is assumed: Keras 2 does not check it', () => {
    expect(inferJson(model([4, 1]))?.signatures[0]?.outputs).toMatchObject([{ shape: [-1, 4, 1], assumed: ['type', 'shape'] }])
  })

  it('a custom layer is named in a warning; what Keras 3 recorded behind it is stored', () => {
    const tensor = (name: string, shape: readonly (number | null)[]) => ({
      class_name: '__keras_tensor__',
      config: { shape, dtype: 'float32', keras_history: [name, 0, 0] },
    })
    const layers = [
      { ...input('x', [null, 3]), config: { name: 'x', batch_shape: [null, 3], dtype: 'float32' } },
      {
        class_name: 'Own',
        module: 'mine',
        registered_name: 'mine>Own',
        name: 'own',
        config: { name: 'own' },
        inbound_nodes: [{ args: [tensor('x', [null, 3])], kwargs: {} }],
      },
      { ...dense('d', 2), name: 'd', inbound_nodes: [{ args: [tensor('own', [null, 7, 4])], kwargs: {} }] },
    ]
    const inference = inferJson({ ...graph(layers, [['x', 0, 0]], [['d', 0, 0]]), keras_version: '3.8.0' })
    expect(inference?.warnings.map(({ code }) => code)).toEqual(['keras-custom-layer'])
    expect(told(inference?.signatures[0]?.outputs)).toEqual({ d: { type: 'float32', shape: [-1, 7, 2] } })
  })
})
