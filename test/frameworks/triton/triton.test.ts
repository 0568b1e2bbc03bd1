/** Triton: what config.pbtxt promises to callers under every batching rule, which model must honour it, and what the server completes. */
import { describe, expect, it } from 'vitest'
import { triton } from '../../../src/frameworks/triton/index.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { type Files, modelFile, promised, refusedAs } from '../wrappers/wrapped.ts'

// predict(age int64[batch,1], usage float32[batch,3]) -> (probability float32[batch,1], churns bool[batch,1])
const churn = modelFile('story/output/churn.onnx')
// predict(x float32[1,4]) -> (y float32[1,3])
const fixed = modelFile('onnx/fixed-batch.onnx')

const config = (text: string, files: Files = {}): Files => ({ 'config.pbtxt': text, ...files })
const one = (side: string, name: string, type: string, dims: string, more = ''): string =>
  `${side} { name: "${name}" data_type: TYPE_${type} dims: [ ${dims} ] ${more} }\n`
const input = (name: string, type: string, dims: string, more?: string): string => one('input', name, type, dims, more)
const output = (name: string, type: string, dims: string, more?: string): string => one('output', name, type, dims, more)

const CHURN = `${input('age', 'INT64', '1')}${input('usage', 'FP32', '3')}${output('probability', 'FP32', '1')}${output('churns', 'BOOL', '1')}`

describe('what callers see', () => {
  it.each<readonly [what: string, text: string, lines: readonly string[]]>([
    [
      'dims as they are, without batching',
      `backend: "x"\n${input('a', 'FP32', '2, -1')}${output('b', 'INT8', '1')}`,
      ['predict(a float32[2,-1]) -> (b int8[1])'],
    ],
    [
      'the batch before them',
      `max_batch_size: 4\n${input('a', 'FP32', '2')}${output('b', 'UINT16', '1')}`,
      ['predict(a float32[-1,2]) -> (b uint16[-1,1])'],
    ],
    ['no batch for max_batch_size 0', `max_batch_size: 0\n${input('a', 'FP64', '2')}`, ['predict(a float64[2]) -> ()']],
    [
      'dims, not what the model gets by reshape',
      `max_batch_size: 4\n${input('a', 'FP16', '2, 2', 'reshape: { shape: [ 4 ] }')}${output('b', 'BF16', '1', 'reshape { shape: [ ] }')}`,
      ['predict(a float16[-1,2,2]) -> (b bfloat16[-1,1])'],
    ],
    [
      'the batch of ragged inputs: each request is dense',
      `max_batch_size: 4\n${input('a', 'INT32', '-1', 'allow_ragged_batch: true')}`,
      ['predict(a int32[-1,-1]) -> ()'],
    ],
    [
      'no batch for shape tensors, whose size depends on the server',
      `max_batch_size: 4\n${input('s', 'INT32', '2', 'is_shape_tensor: true')}${input('a', 'FP32', '1')}`,
      ['predict(s int32[?], a float32[-1,1]) -> ()'],
    ],
    ['inputs that may be left out', `max_batch_size: 4\n${input('a', 'STRING', '1', 'optional: true')}`, ['predict(a string[-1,1] optional) -> ()']],
    ['types by their number, sizes in hex', 'backend: "x"\ninput { name: "a" data_type: 11 dims: 0x10 }', ['predict(a float32[16]) -> ()']],
    [
      'types that are left open',
      'max_batch_size: 1\ninput { name: "a" dims: 2 } output { name: "b" data_type: TYPE_INVALID dims: 1 }',
      ['predict(a ?[-1,2]) -> (b ?[-1,1])'],
    ],
    ['shapes that are left open', 'max_batch_size: 1\ninput { name: "a" data_type: TYPE_BOOL }', ['predict(a bool[…]) -> ()']],
    [
      'the ends of an ensemble, not its steps',
      `platform: "ensemble"\nmax_batch_size: 2\n${input('a', 'UINT8', '-1')}${output('b', 'FP32', '5')}ensemble_scheduling { step [ { model_name: "m" model_version: -1 input_map { key: "x" value: "a" } output_map { key: "y" value: "b" } } ] }`,
      ['predict(a uint8[-1,-1]) -> (b float32[-1,5])'],
    ],
    [
      'no controls and states of a sequence',
      `max_batch_size: 2\n${input('a', 'INT32', '1')}${output('b', 'INT32', '1')}sequence_batching { control_input [ { name: "START" control [ { kind: CONTROL_SEQUENCE_START int32_false_true: [ 0, 1 ] } ] } ] state [ { input_name: "s" output_name: "t" data_type: TYPE_INT32 dims: [ 1 ] } ] }`,
      ['predict(a int32[-1,1]) -> (b int32[-1,1])'],
    ],
  ])('%s', (_, text, lines) => {
    expect(promised(config(text)).lines).toEqual(lines)
  })

  it('pictures where the format says so', () => {
    const { contract } = promised(config(`max_batch_size: 1\n${input('a', 'FP32', '3, 8, 8', 'format: FORMAT_NCHW')}`))
    expect(contract.signatures[0]?.inputs[0]?.profile).toBe('image')
  })

  it.each<readonly [what: string, text: string, message: string]>([
    ['an unknown type', 'backend: "x"\ninput { name: "a" data_type: TYPE_FLOAT32 dims: 1 }', 'config.pbtxt:2:30: TYPE_FLOAT32 is no data type'],
    ['a tensor without a name', 'backend: "x"\ninput { dims: 1 }', 'config.pbtxt:2:7: an input must have a name'],
    ['a size below -1', 'backend: "x"\ninput { name: "a" dims: -2 }', '-2 is no size'],
    ['a message that does not end', 'backend: "x"\ninput {', 'at the end of the file'],
  ])('%s is refused with its place', (_, text, message) => {
    expect(refusedAs(config(text))).toMatch(/^definition-invalid/)
    expect(refusedAs(config(text))).toContain(message)
  })
})

describe('the model inside', () => {
  it('must be what the configuration says', () => {
    const { lines, contract, inference } = promised(config(`backend: "onnxruntime"\nmax_batch_size: 8\n${CHURN}`, { '1/model.onnx': churn }))
    expect(lines).toEqual(['predict(age int64[batch,1], usage float32[batch,3]) -> (probability float32[batch,1], churns bool[batch,1])'])
    expect(contract.framework).toEqual({ name: 'triton', format: 'config.pbtxt' })
    expect(inference.inside).toContain('1/model.onnx')
  })

  it.each<readonly [what: string, text: string]>([
    ['an empty file', ''],
    ['comments', '# everything is completed\n'],
    ['settings', 'instance_group [ { kind: KIND_CPU } ]'],
    ['a name', 'name: "churn"'],
  ])('completes %s', (_, text) => {
    expect(promised(config(text, { '1/model.onnx': churn })).lines).toEqual([
      'predict(age int64[batch,1], usage float32[batch,3]) -> (probability float32[batch,1], churns bool[batch,1])',
    ])
  })

  it('tells the batch where max_batch_size is not written', () => {
    expect(promised(config(`platform: "onnxruntime_onnx"\n${CHURN}`, { '1/model.onnx': churn })).lines[0]).toContain('usage float32[batch,3]')
  })

  it('gives fewer outputs than it has where fewer are configured', () => {
    const text = `max_batch_size: 8\n${input('age', 'INT64', '1')}${input('usage', 'FP32', '3')}${output('churns', 'BOOL', '1')}`
    expect(promised(config(text, { '1/model.onnx': churn })).lines).toEqual([
      'predict(age int64[batch,1], usage float32[batch,3]) -> (churns bool[batch,1])',
    ])
  })

  it('gets the reshaped form', () => {
    const text = `max_batch_size: 0\n${input('x', 'FP32', '2, 2', 'reshape { shape: [ 1, 4 ] }')}${output('y', 'FP32', '3', 'reshape { shape: [ 1, 3 ] }')}`
    expect(promised(config(text, { '1/model.onnx': fixed })).lines).toEqual(['predict(x float32[2,2]) -> (y float32[3])'])
  })

  it('gets ragged requests laid end to end: its shape is not the callers’', () => {
    const ragged = input('x', 'FP32', '-1', 'allow_ragged_batch: true')
    const text = `max_batch_size: 8\n${ragged}${output('y', 'FP32', '3')}batch_output { target_name: "y" kind: BATCH_SCATTER_WITH_INPUT_SHAPE source_input: "x" }`
    expect(promised(config(text, { '1/model.onnx': fixed })).lines).toEqual(['predict(x float32[-1,-1]) -> (y float32[-1,3])'])
    expect(refusedAs(config(text.replace('FP32', 'INT8'), { '1/model.onnx': fixed }))).toMatch(/^contract-conflict/)
  })

  it.each<readonly [what: string, text: string, files: Files, inside: string]>([
    ['the highest version', '', { '2/model.onnx': fixed, '10/model.onnx': churn, '1/model.onnx': fixed }, '10/model.onnx'],
    [
      'a version that the policy serves',
      'version_policy { specific { versions: [ 1, 2 ] } }',
      { '2/model.onnx': fixed, '10/model.onnx': churn },
      '2/model.onnx',
    ],
    ['the file that is named', 'default_model_filename: "b.onnx"', { '1/model.onnx': churn, '1/b.onnx': fixed }, '1/b.onnx'],
    ['the file of the platform', 'platform: "onnxruntime_onnx"', { '1/model.onnx': churn, '1/old.onnx': fixed }, '1/model.onnx'],
    ['in a repository', '', { 'notes.txt': 'x', 'm/config.pbtxt': 'backend: "onnxruntime"', 'm/1/model.onnx': churn }, 'm/1/model.onnx'],
  ])('is %s', (_, text, files, inside) => {
    const all = 'm/config.pbtxt' in files ? files : config(text.includes('platform') ? text : `backend: "onnxruntime"\n${text}`, files)
    expect(promised(all).inference.inside).toContain(inside)
  })

  it('of several without a name is a choice that nobody made', () => {
    const files = { '1/a.onnx': churn, '1/b.onnx': fixed }
    expect(refusedAs(config('backend: "custom"', files))).toMatch(/^ambiguous.*config.pbtxt.*1\/a.onnx.*1\/b.onnx/)
    expect(promised(config(`backend: "custom"\nmax_batch_size: 1\n${CHURN}`, files)).warnings).toEqual(['inside-unread'])
  })

  it('feeds its controls itself', () => {
    const text = `max_batch_size: 8\n${input('usage', 'FP32', '3')}${output('churns', 'BOOL', '1')}sequence_batching { control_input [ { name: "age" control [ { kind: CONTROL_SEQUENCE_CORRID data_type: TYPE_INT64 } ] } ] }`
    expect(promised(config(text, { '1/model.onnx': churn })).lines).toEqual(['predict(usage float32[batch,3]) -> (churns bool[batch,1])'])
  })

  it('is all of them for an ensemble beside its parts', () => {
    const ensemble = `platform: "ensemble"\n${input('a', 'INT64', '1')}ensemble_scheduling { step { model_name: "churn" } step { model_name: "other" } }`
    const part = {
      'churn/config.pbtxt': 'backend: "onnxruntime"',
      'churn/1/model.onnx': churn,
      'other/config.pbtxt': 'backend: "python"',
      'other/1/model.py': '',
    }
    const matches = triton.match(
      inMemory(
        Object.fromEntries(
          Object.entries({ 'all/config.pbtxt': ensemble, ...part }).map(([path, content]) => [
            path,
            typeof content === 'string' ? new TextEncoder().encode(content) : content,
          ]),
        ),
      ),
    )
    expect(matches.find(({ path }) => path === 'all/config.pbtxt')?.covers).toEqual(['all/', 'churn/', 'other/'])
    expect(promised({ 'all/config.pbtxt': ensemble, ...part }).lines).toEqual(['predict(a int64[1]) -> ()'])
  })
})

describe('a configuration that lies', () => {
  it.each<readonly [what: string, text: string, model: Uint8Array, says: readonly string[]]>([
    [
      'about a type',
      `max_batch_size: 8\n${CHURN.replace('INT64', 'INT32')}`,
      churn,
      ['config.pbtxt:2', 'predict.inputs.age.type', 'int32', '1/model.onnx: graph.input[0] has int64'],
    ],
    ['about a size', `max_batch_size: 8\n${CHURN.replace('[ 3 ]', '[ 4 ]')}`, churn, ['[batch, 4]', '1/model.onnx', '[batch, 3]']],
    ['about the batch', `max_batch_size: 8\n${input('x', 'FP32', '4')}${output('y', 'FP32', '3')}`, fixed, ['[-1, 4]', '[1, 4]']],
    ['about no batch', `max_batch_size: 0\n${CHURN}`, churn, ['predict.inputs.age.shape is declared as [1]']],
    ['about the name of an input', `max_batch_size: 8\n${CHURN.replace('"age"', '"years"')}`, churn, ['years', 'age']],
    ['about the name of an output', `max_batch_size: 8\n${CHURN.replace('"churns"', '"leaves"')}`, churn, ['leaves']],
    ['by leaving out an input', `max_batch_size: 8\n${input('age', 'INT64', '1')}${output('churns', 'BOOL', '1')}`, churn, ['usage', 'not declared']],
    [
      'about what the model gets',
      `max_batch_size: 0\n${input('x', 'FP32', '3', 'reshape { shape: [ 1, 3 ] }')}${output('y', 'FP32', '1, 3')}`,
      fixed,
      ['[1, 4]'],
    ],
    ['about an input that needs a value', `max_batch_size: 8\n${CHURN.replace('dims: [ 1 ]', 'dims: [ 1 ] optional: true')}`, churn, ['age']],
  ])('%s', (_, text, model, says) => {
    const refusal = refusedAs(config(`${text}\nbackend: "onnxruntime"`, { '1/model.onnx': model }))
    expect(refusal).toMatch(/^contract-conflict/)
    for (const part of says) expect(refusal).toContain(part)
  })
})

describe('a model of PyTorch, whose tensors go by their number', () => {
  // forward(image float32[-1,1,?,?]) -> (output float32[-1,3])
  const mnist = modelFile('torchscript/mnist.pt')
  const numbered = (inputs: string, outputs: string): Files =>
    config(`platform: "pytorch_libtorch"\nmax_batch_size: 4\n${inputs}${outputs}`, { '1/model.pt': mnist })
  const image = input('INPUT__0', 'FP32', '1, 28, 28')
  const scores = output('OUTPUT__0', 'FP32', '3')

  it('has the declared names', () => {
    expect(promised(numbered(image, scores)).lines).toEqual(['predict(INPUT__0 float32[-1,1,28,28]) -> (OUTPUT__0 float32[-1,3])'])
  })

  it('may be called by the names of its arguments', () => {
    expect(promised(numbered(input('image', 'FP32', '1, 28, 28'), scores)).lines).toEqual([
      'predict(image float32[-1,1,28,28]) -> (OUTPUT__0 float32[-1,3])',
    ])
  })

  it.each<readonly [what: string, inputs: string, outputs: string, says: string]>([
    ['channels', input('INPUT__0', 'FP32', '3, 28, 28'), scores, 'INPUT__0.shape'],
    ['classes', image, output('OUTPUT__0', 'FP32', '4'), 'OUTPUT__0.shape'],
    ['inputs', `${image}${input('INPUT__1', 'FP32', '1')}`, scores, 'INPUT__1 is declared, but 1/model.pt has no such input'],
    ['outputs', image, `${scores}${output('OUTPUT__1', 'FP32', '1')}`, 'OUTPUT__1 is declared'],
    ['numbers', input('INPUT__7', 'FP32', '1, 28, 28'), scores, 'INPUT__7 is declared'],
  ])('with other %s contradicts the configuration', (_, inputs, outputs, says) => {
    expect(refusedAs(numbered(inputs, outputs))).toMatch(/^contract-conflict/)
    expect(refusedAs(numbered(inputs, outputs))).toContain(says)
  })
})

describe('a model of Python', () => {
  const python = (body: string): string =>
    `import triton_python_backend_utils as pb_utils\n\nclass TritonPythonModel:\n    @staticmethod\n    def auto_complete_config(config):\n${body
      .split('\n')
      .map((line) => `        ${line}`)
      .join('\n')}\n        return config\n\n    def execute(self, requests):\n        return []\n`
  const completed = (text: string, body: string): readonly string[] => promised(config(text, { '1/model.py': python(body) })).lines

  it('completes its configuration by literals', () => {
    const body = [
      'a = {"name": "A", "data_type": "TYPE_FP32", "dims": [4, -1]}',
      'config.set_max_batch_size(4)',
      'config.add_input(a)',
      'config.add_input(dict(name="B", data_type="TYPE_STRING", dims=[1], optional=True))',
      'config.add_output({"name": "C", "data_type": "TYPE_BOOL", "dims": [2]})',
    ].join('\n')
    expect(completed('backend: "python"', body)).toEqual(['predict(A float32[-1,4,-1], B string[-1,1] optional) -> (C bool[-1,2])'])
  })

  it('in loops over lists, unless a tensor is there already', () => {
    const body = [
      'inputs = [{"name": "A", "data_type": "TYPE_INT8", "dims": [4]}, {"name": "B", "data_type": "TYPE_INT16", "dims": [5]}]',
      'names = []',
      'for input in inputs:',
      '    if input["name"] not in names:',
      '        config.add_input(input)',
      'config.set_max_batch_size(0)',
    ].join('\n')
    expect(completed(`backend: "python"\n${input('A', 'INT8', '4')}`, body)).toEqual(['predict(A int8[4], B int16[5]) -> ()'])
  })

  it('and what only running would tell stays open', () => {
    const body =
      'if size() > 3:\n    config.add_input({"name": "A", "data_type": "TYPE_INT8", "dims": [4]})\nconfig.add_output({"name": "B", "data_type": kind(), "dims": [4]})'
    const { lines, warnings } = promised(config('backend: "python"', { '1/model.py': python(body) }))
    expect([lines, warnings]).toEqual([['predict() -> (B ?[…])'], ['triton-auto-complete']])
  })

  it('that cannot be read completes nothing', () => {
    const files = config(`backend: "python"\nmax_batch_size: 1\n${input('A', 'INT8', '4')}`, { '1/model.py': 'class TritonPythonModel(: ((' })
    expect(promised(files).lines).toEqual(['predict(A int8[-1,4]) -> ()'])
  })
})

describe('what is none', () => {
  it.each([
    ['a network of Caffe', 'name: "net"\ninput: "data"\nlayer { name: "x" type: "ReLU" }'],
    ['a graph of TensorFlow', 'node { name: "x" op: "Placeholder" }'],
    ['a pipeline of object detection', 'model { ssd { num_classes: 3 } }'],
  ])('%s', (_, text) => {
    expect(triton.match(inMemory({ 'config.pbtxt': new TextEncoder().encode(text) }))).toEqual([])
  })
})

describe('damaged', () => {
  it.each([
    ['lines', '\n'.repeat(65_536)],
    ['comments', '# x\n'.repeat(16_384)],
    ['blanks', `${' '.repeat(65_535)}x`],
    ['names', 'name: "'.repeat(9_000)],
  ])('heads of nothing but %s are looked at in time', (_, text) => {
    const start = performance.now()
    triton.match(inMemory({ 'config.pbtxt': new TextEncoder().encode(text) }))
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  it('configurations give a contract, a refusal or no match, in time', () => {
    const text = `name: "m"\nmax_batch_size: 8\n${CHURN}version_policy { specific { versions: [ 1 ] } }\nparameters: { key: "a" value: { string_value: "b" } }\n`
    const outcomes = damage(triton, { 'config.pbtxt': new TextEncoder().encode(text), '1/model.onnx': churn }, 'config.pbtxt', 300)
    expect(outcomes.contract).toBeGreaterThan(5)
    expect(outcomes.refused).toBeGreaterThan(10)
  })
})
