import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeInt, encodeMessage, encodeText, joined } from '../../../src/formats/protobuf-writer.ts'
import { tensorflow } from '../../../src/frameworks/tensorflow/index.ts'
import { MODELS, memory } from './models.ts'

const model = (path: string): Uint8Array => new Uint8Array(readFileSync(MODELS + path))
const words = (text: string): Uint8Array => new TextEncoder().encode(text)
const saved = model('tf2-signatures/saved_model.pb')
const frozen = model('graph/frozen.pb')
const meta = model('training/model.ckpt-30.meta')
const index = model('checkpoint-only/model.ckpt-30.index')
/** ONNX: ir_version, producer_name, graph, opset. */
const onnx = joined([encodeInt(1, 8), encodeText(2, 'torch'), encodeMessage(7, [encodeText(2, 'g')]), encodeMessage(8, [encodeInt(2, 17)])])

describe('what is TensorFlow, by content', () => {
  it.each<[string, Record<string, Uint8Array>, string[]]>([
    ['a SavedModel', { 'saved_model.pb': saved }, ['saved-model saved_model.pb']],
    ['a SavedModel under another name', { 'export/model.pb': saved }, ['saved-model export/model.pb']],
    ['a frozen graph, whatever its name', { 'a.pb': frozen, 'model.graphdef': frozen }, ['graph-def a.pb', 'graph-def model.graphdef']],
    ['a graph named like a SavedModel', { 'saved_model.pb': frozen }, ['graph-def saved_model.pb']],
    [
      'text',
      { 'graph.pbtxt': model('graph-text/graph.pbtxt'), 'x/saved_model.pbtxt': model('tf1-text/saved_model.pbtxt') },
      ['saved-model x/saved_model.pbtxt', 'graph-def graph.pbtxt'],
    ],
    ['binary before text', { 'saved_model.pb': saved, 'saved_model.pbtxt': model('tf1-text/saved_model.pbtxt') }, ['saved-model saved_model.pb']],
    [
      'the highest version',
      { 'm/2/saved_model.pb': saved, 'm/0010/saved_model.pb': saved, 'm/9/saved_model.pb': saved },
      ['saved-model m/0010/saved_model.pb'],
    ],
    [
      'versions of two models',
      { 'a/1/saved_model.pb': saved, 'b/1/saved_model.pb': saved },
      ['saved-model a/1/saved_model.pb', 'saved-model b/1/saved_model.pb'],
    ],
    ['a training graph with its checkpoint', { 'm-1.meta': meta, 'm-2.meta': meta, 'm-2.index': index }, ['meta-graph m-2.meta']],
    [
      'variables of a SavedModel are no model of their own',
      { 'saved_model.pb': saved, 'variables/variables.index': index },
      ['saved-model saved_model.pb'],
    ],
    ['a checkpoint only where nothing better is', { 'm.index': index }, ['checkpoint m.index']],
    ['an empty SavedModel is still meant as one', { 'saved_model.pb': new Uint8Array(0) }, ['saved-model saved_model.pb']],
    ['a damaged SavedModel too', { 'saved_model.pb': saved.slice(0, 100) }, ['saved-model saved_model.pb']],
    ['ONNX', { 'model.pb': onnx, 'saved_model.pb': onnx }, []],
    ['messages of names that are no ops', { 'labels.pb': encodeMessage(1, [encodeText(1, 'cat'), encodeText(2, 'a small animal')]) }, []],
    [
      'words',
      {
        'labels.pbtxt': words('item { id: 1 name: "cat" }'),
        'config.pbtxt': words('name: "m"\ninput { name: "x" }'),
        README: words('node { a graph }'),
      },
      [],
    ],
    [
      'noise',
      { 'a.pb': Uint8Array.from({ length: 400 }, (_, i) => (i * 73) % 251), 'b.pb': new Uint8Array(64), 'c.index': words('x'.repeat(60)) },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(tensorflow.match(memory(files)).map(({ format, path }) => `${format} ${path}`)).toEqual(expected)
  })
  it('covers what belongs to the model', () => {
    const [match] = tensorflow.match(memory({ 'm/1/saved_model.pb': saved, 'm/2/saved_model.pb': saved }))
    expect(match?.covers).toEqual(expect.arrayContaining(['m/1/saved_model.pb', 'm/2/saved_model.pb', 'm/2/variables/', 'm/1/keras_metadata.pb']))
    const [training] = tensorflow.match(
      memory({ 'm-1.meta': meta, 'm-1.index': index, 'm-1.data-00000-of-00001': words('x'), checkpoint: words('x') }),
    )
    expect([...(training?.covers ?? [])].sort()).toEqual(['checkpoint', 'm-1.data-00000-of-00001', 'm-1.index', 'm-1.meta'])
  })
})
