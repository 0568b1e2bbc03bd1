import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/contract/types.ts'
import type { Inference } from '../../../src/frameworks/framework.ts'
import { spark } from '../../../src/frameworks/spark/index.ts'
import { memoryFiles } from '../../model/memory-files.ts'
import { damage, damageJson } from '../damage.ts'

/** Bundles as MLeap exports them. Source: combust/mleap bundle-ml, `json/JsonSupport.scala`. */
interface Node {
  readonly name: string
  readonly op: string
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly inputs?: Readonly<Record<string, string>>
  readonly outputs?: Readonly<Record<string, string>>
  readonly nodes?: readonly Node[]
}
type Files = Readonly<Record<string, string>>

const double = (value: number) => ({ double: value })
const long = (value: number) => ({ long: value })
const list = (kind: string, values: readonly unknown[]) => ({ [kind]: values, type: 'list' })
const tensor = (...sizes: readonly number[]) => ({
  double: [1],
  shape: { dimensions: sizes.map((size) => ({ size, name: '' })) },
  type: 'tensor',
})
const scalarShape = { base: 'scalar', isNullable: false }
const vectorShape = (size: number) => ({ base: 'tensor', isNullable: false, tensorShape: { dimensions: [{ size, name: '' }] } })

function nodeFiles({ name, op, attributes = {}, inputs = {}, outputs = {}, nodes }: Node, folder: string): Files {
  const sockets = (ports: Readonly<Record<string, string>>) => Object.entries(ports).map(([port, column]) => ({ port, name: column }))
  const inside = nodes && {
    nodes: list(
      'string',
      nodes.map((node) => node.name),
    ),
  }
  return {
    [`${folder}node.json`]: JSON.stringify({ name, shape: { inputs: sockets(inputs), outputs: sockets(outputs) } }),
    [`${folder}model.json`]: JSON.stringify({ op, attributes: { ...attributes, ...inside } }),
    ...Object.assign({}, ...(nodes ?? []).map((node) => nodeFiles(node, `${folder}${node.name}.node/`))),
  }
}
const bundle = (root: Node, folder = ''): Files => ({
  [`${folder}bundle.json`]: JSON.stringify({ uid: 'u', name: root.name, format: 'json', version: '0.20.0', timestamp: 't' }),
  ...nodeFiles(root, `${folder}root/`),
})
const pipeline = (name: string, ...nodes: readonly Node[]): Node => ({ name, op: 'pipeline', nodes })
const one = (op: string, input: Node['inputs'], output: Node['outputs'], attributes: Node['attributes'] = {}): Node => ({
  name: `${op}_1`,
  op,
  attributes,
  ...(input && { inputs: input }),
  ...(output && { outputs: output }),
})

/** A zip archive: APPNOTE 4.3. */
function zipOf(files: Files): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [content, label] = [Buffer.from(text), Buffer.from(name)]
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, label, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, label]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...locals, central, Buffer.from('PK\x05\x06', 'latin1'), end]))
}
function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return (crc ^ -1) >>> 0
}

function read(files: Readonly<Record<string, Uint8Array | string>>): Inference {
  const opened = memoryFiles(files)
  const [match] = spark.match(opened)
  if (match === undefined) throw new Error('no match')
  return spark.infer(opened, match)
}
const said = (field: Field): string => {
  if (!('shape' in field)) return field.name
  const shape = field.shape === null ? '?' : `[${field.shape.map((dim) => dim ?? '?').join(',')}]`
  return `${field.name}: ${field.type ?? '?'} ${shape}`
}
const contract = (root: Node): readonly (readonly string[])[] => {
  const [signature] = read(bundle(root)).signatures
  return [signature?.inputs.map(said) ?? [], signature?.outputs.map(said) ?? []]
}

const house = pipeline(
  'house',
  pipeline(
    'features',
    one('vector_assembler', { input0: 'rooms', input1: 'area' }, { output: 'raw' }, { input_shapes: list('data_shape', [scalarShape, scalarShape]) }),
    { ...one('standard_scaler', { input: 'raw' }, { output: 'scaled' }, { std: tensor(2) }), name: 'scale' },
  ),
  { ...one('string_indexer', { input: 'city' }, { output: 'ix' }, { labels: list('string', ['a', 'b', 'c']) }), name: 'index' },
  { ...one('one_hot_encoder', { input: 'ix' }, { output: 'hot' }, { size: long(2), drop_last: { boolean: true } }), name: 'hot' },
  {
    ...one(
      'vector_assembler',
      { input0: 'hot', input1: 'scaled' },
      { output: 'f' },
      { input_shapes: list('data_shape', [vectorShape(2), vectorShape(2)]) },
    ),
    name: 'all',
  },
  one('linear_regression', { features: 'f' }, { prediction: 'price' }, { coefficients: tensor(4), intercept: double(1) }),
)

describe('MLeap bundles', () => {
  const HOUSE = [['rooms: float64 [-1]', 'area: float64 [-1]', 'city: string [-1]'], ['price: float64 [-1]']]

  it('columns flow through nested pipelines: what no node makes goes in', () => {
    expect(contract(house)).toEqual(HOUSE)
  })

  it('an archive is the same bundle, and evidence points into it', () => {
    const { framework, signatures } = read({ 'house.zip': zipOf(bundle(house)) })
    expect([signatures[0]?.inputs.map(said), signatures[0]?.outputs.map(said)]).toEqual(HOUSE)
    expect(framework).toEqual({ name: 'spark', format: 'mleap' })
    expect(signatures[0]?.outputs[0]?.evidence?.where).toBe('house.zip: root/linear_regression_1.node/node.json')
  })

  it('a bundle in a folder is matched there, and covers it', () => {
    expect(spark.match(memoryFiles(bundle(house, 'm/')))).toMatchObject([{ format: 'mleap', path: 'm', covers: ['m/'] }])
  })

  it('a bundle.json without a root is nothing', () => {
    expect(spark.match(memoryFiles({ 'bundle.json': '{"format":"json"}' }))).toEqual([])
  })

  it.each<readonly [string, Node, readonly string[], readonly string[]]>([
    [
      'a classifier gives the columns it has sockets for',
      one(
        'logistic_regression',
        { features: 'f' },
        { prediction: 'p', probability: 'pr', raw_prediction: 'raw' },
        { num_classes: long(3), coefficient_matrix: tensor(3, 5) },
      ),
      ['f: float64 [-1,5]'],
      ['p: float64 [-1]', 'pr: float64 [-1,3]', 'raw: float64 [-1,3]'],
    ],
    [
      'forests store both counts',
      one('random_forest_classifier', { features: 'f' }, { prediction: 'p', probability: 'q' }, { num_features: long(7), num_classes: long(4) }),
      ['f: float64 [-1,7]'],
      ['p: float64 [-1]', 'q: float64 [-1,4]'],
    ],
    [
      'perceptrons: first and last layer',
      one('multi_layer_perceptron_classifier', { features: 'f' }, { prediction: 'p', probability: 'q' }, { layers: list('long', [6, 9, 2]) }),
      ['f: float64 [-1,6]'],
      ['p: float64 [-1]', 'q: float64 [-1,2]'],
    ],
    [
      'clusters are integers',
      one('k_means', { features: 'f' }, { prediction: 'c' }, { cluster_centers: list('tensor', [tensor(3), tensor(3)]) }),
      ['f: float64 [-1,3]'],
      ['c: int32 [-1]'],
    ],
    ['components', one('pca', { input: 'f' }, { output: 'g' }, { principal_components: tensor(8, 3) }), ['f: float64 [-1,8]'], ['g: float64 [-1,3]']],
    [
      'words',
      pipeline(
        'p',
        one('tokenizer', { input: 'text' }, { output: 'words' }),
        one('hashing_term_frequency', { input: 'words' }, { output: 'tf' }, { num_features: long(1024) }),
        one('idf', { input: 'tf' }, { output: 'v' }, { idf: tensor(1024) }),
      ),
      ['text: string [-1]'],
      ['v: float64 [-1,1024]'],
    ],
    [
      'word vectors stand one after another',
      one('word_to_vector', { input: 'w' }, { output: 'v' }, { words: list('string', ['a', 'b']), word_vectors: list('double', [1, 2, 3, 4, 5, 6]) }),
      ['w: string [-1,-1]'],
      ['v: float64 [-1,3]'],
    ],
    [
      'survival: quantiles',
      one(
        'aft_survival_regression',
        { features: 'f' },
        { prediction: 'p', quantiles: 'q' },
        { coefficients: tensor(2), quantile_probabilities: list('double', [0.1, 0.5, 0.9]) },
      ),
      ['f: float64 [-1,2]'],
      ['p: float64 [-1]', 'q: float64 [-1,3]'],
    ],
    [
      'products of columns',
      one(
        'interaction',
        { input0: 'a', input1: 'b' },
        { output: 'ab' },
        { num_inputs: { int: 2 }, num_features0: list('int', [3]), num_features1: list('int', [1, 1]) },
      ),
      ['a: float64 ?', 'b: float64 [-1,2]'],
      ['ab: float64 [-1,6]'],
    ],
    [
      'encoders of several columns: certain where nothing is dropped',
      one(
        'one_hot_encoder',
        { input0: 'a', input1: 'b' },
        { output0: 'x', output1: 'y' },
        { category_sizes: list('int', [3, 5]), drop_last: { boolean: true }, handle_invalid: { string: 'keep' } },
      ),
      ['a: float64 [-1]', 'b: float64 [-1]'],
      ['x: float64 [-1,3]', 'y: float64 [-1,5]'],
    ],
    [
      'encoders whose schema and values differ',
      one(
        'one_hot_encoder',
        { input0: 'a' },
        { output0: 'x' },
        { category_sizes: list('int', [3]), drop_last: { boolean: true }, handle_invalid: { string: 'error' } },
      ),
      ['a: float64 [-1]'],
      ['x: float64 [-1,?]'],
    ],
    [
      'an assembler without stored shapes is solved from its consumer',
      pipeline(
        'p',
        one('vector_assembler', { input0: 'a', input1: 'b' }, { output: 'f' }),
        one('gbt_regression', { features: 'f' }, { prediction: 'p' }, { num_features: long(2) }),
      ),
      ['a: float64 [-1]', 'b: float64 [-1]'],
      ['p: float64 [-1]'],
    ],
  ])('%s', (_, root, inputs, outputs) => {
    expect(contract(root)).toEqual([inputs, outputs])
  })

  it('columns of an unknown operation are known by name, and said', () => {
    const { signatures, warnings } = read(bundle(one('my_op', { input: 'a' }, { output: 'b' })))
    expect([signatures[0]?.inputs.map(said), signatures[0]?.outputs.map(said)]).toEqual([['a: ? ?'], ['b: ? ?']])
    expect(warnings.map(({ code }) => code)).toEqual(['spark-foreign-stage'])
  })

  it('a node that is not there leaves doubt', () => {
    const left = Object.fromEntries(Object.entries(bundle(house)).filter(([path]) => !path.includes('/index.node/')))
    expect(read(left).warnings.map(({ code }) => code)).toEqual(['spark-stage-missing'])
  })

  it('a pipeline of more nodes than any is read as far as 10,000', () => {
    const files = bundle(pipeline('p', one('tokenizer', { input: 'a' }, { output: 'b' })))
    const many = JSON.stringify({ op: 'pipeline', attributes: { nodes: list('string', Array(20_000).fill('tokenizer_1')) } })
    const { warnings } = read({ ...files, 'root/model.json': many })
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('one of too many')])
  })

  it('Protocol Buffers are recognised, with the way to JSON', () => {
    const files = { 'bundle.json': '{"format":"protobuf","version":"0.20.0"}', 'root/node.pb': 'x', 'root/model.pb': 'x' }
    expect(() => read(files)).toThrow(expect.objectContaining({ code: 'not-inferable', remedy: expect.stringContaining('SerializationFormat.Json') }))
  })

  it('damaged bundles: a contract or a UserError', () => {
    const files = Object.fromEntries(Object.entries(bundle(house)).map(([path, text]) => [path, new TextEncoder().encode(text)]))
    const seen = damageJson(spark, files, 'root/features.node/vector_assembler_1.node/model.json', 300)
    expect(seen.contract).toBeGreaterThan(10)
    expect(damageJson(spark, files, 'root/model.json', 200).contract).toBeGreaterThan(10)
    const archived = damage(spark, { 'house.zip': zipOf(bundle(house)) }, 'house.zip', 300)
    expect(archived.refused + archived.unmatched).toBeGreaterThan(10)
  })
})
