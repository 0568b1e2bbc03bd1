import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openvino } from '../../../src/frameworks/openvino/index.ts'
import { splitNames } from '../../../src/frameworks/openvino/network.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (name: string) => new Uint8Array(readFileSync(new URL(`../../models/openvino/${name}`, import.meta.url)))
const saved = (name: string) => ({ [`${name}.xml`]: bytes(`${name}.xml`), [`${name}.bin`]: bytes(`${name}.bin`) })

describe('networks that OpenVINO saved', () => {
  it.each([
    ['linear', 'predict(x float32[-1,4] =x,0) -> (out0 float32[-1,3])'],
    ['shapes', 'predict(ranged int64[-1,-1,3], any & <all> float32[…], scalar float64[]) -> (out0 int32[-1,-1,3], out1 float32[…], out2 float64[])'],
  ])('%s', (name, line) => expect(linesOf(inferFrom(openvino, saved(name)))).toEqual([line]))

  it('cover their weights', () => {
    expect(openvino.match(inMemory(saved('linear'))).map(({ covers }) => covers)).toEqual([['linear.xml', 'linear.bin']])
  })
})

const port = (id: number, attributes: string, dims = '') => `<port id="${id}" ${attributes}>${dims}</port>`
const layer = (id: number, name: string, type: string, inner: string, more = '') =>
  `<layer id="${id}" name="${name}" type="${type}" ${more}>${inner}</layer>`
const edge = (from: number, fromPort: number, to: number, toPort = 0) =>
  `<edge from-layer="${from}" from-port="${fromPort}" to-layer="${to}" to-port="${toPort}"/>`
const net = (version: number, layers: string[], edges: string[]) =>
  `<?xml version="1.0"?><net name="n" version="${version}"><layers>${layers.join('')}</layers><edges>${edges.join('')}</edges></net>`
const parameter = (shape: string, names = '') =>
  layer(0, 'p', 'Parameter', `<data shape="${shape}" element_type="f32"/><output>${port(0, `precision="FP32" ${names}`)}</output>`)
const result = (id: number, more = '') => layer(id, `r${id}`, 'Result', `<input>${port(0, 'precision="FP32"')}</input>`, more)
const lineOf = (xml: string) => linesOf(inferFrom(openvino, { 'm.xml': xml }))[0]

describe('names', () => {
  it('commas inside are escaped', () => expect(splitNames('a\\,b,c\\\\,d')).toEqual(['a,b', 'c\\', 'd']))

  it.each([
    ['without a tensor name: the layer', net(11, [parameter('1'), result(1)], [edge(0, 0, 1)]), 'predict(p float32[1]) -> (p float32[1])'],
    [
      'of a layer with several outputs: with its number',
      net(
        11,
        [
          parameter('1'),
          layer(
            1,
            's',
            'Split',
            `<input>${port(0, '')}</input><output>${port(1, 'precision="I8"', '<dim>1</dim>')}${port(2, 'precision="U8"', '<dim>2</dim>')}</output>`,
          ),
          result(2),
          result(3),
        ],
        [edge(0, 0, 1), edge(1, 1, 2), edge(1, 2, 3)],
      ),
      'predict(p float32[1]) -> (s.0 int8[1], s.1 uint8[2])',
    ],
    [
      'of version 10: the layer as well',
      net(10, [parameter('1', 'names="t"'), result(1)], [edge(0, 0, 1)]),
      'predict(p float32[1] =t) -> (p float32[1] =t)',
    ],
    [
      'of results that take the same tensor',
      net(11, [parameter('1'), result(1), result(2)], [edge(0, 0, 1), edge(0, 0, 2)]),
      'predict(p float32[1]) -> (p float32[1], p#1 float32[1] ~name)',
    ],
  ])('%s', (_, xml, line) => expect(lineOf(xml)).toBe(line))
})

describe('a tensor without sizes', () => {
  const through = (type: string, shape: string, second = '') =>
    net(
      11,
      [
        parameter(shape),
        layer(1, 'o', type, `<input>${port(0, '')}${second}</input><output>${port(5, 'precision="FP32"')}</output>`),
        second ? parameter2 : '',
        result(9),
      ],
      [edge(0, 0, 1), edge(1, 5, 9), ...(second ? [edge(2, 0, 1, 1)] : [])],
    )
  const parameter2 = layer(2, 'axes', 'Parameter', `<data shape="?" element_type="i64"/><output>${port(0, 'precision="I64"')}</output>`)
  it.each([
    ['after a scalar is a scalar', through('ReLU', ''), '[]'],
    ['after any rank has an unknown rank', through('ReLU', '...'), '[…]'],
    ['of a loop has an unknown rank', through('Loop', '3'), '[…]'],
    ['of a Reshape to a computed shape has an unknown rank', through('Reshape', '3', port(1, '', '<dim>-1</dim>')), '[…]'],
  ])('%s', (_, xml, shape) => expect(lineOf(xml)?.split(' -> ')[1]).toBe(`(o float32${shape})`))
})

it('layers inside of loops are none of the interface', () => {
  const loop = layer(
    1,
    'l',
    'TensorIterator',
    `<output>${port(1, 'precision="FP32"', '<dim>2</dim>')}</output><body><layers>${parameter('7')}${result(5)}</layers><edges/></body>`,
  )
  expect(lineOf(net(11, [parameter('1'), loop, result(2)], [edge(1, 1, 2)]))).toBe('predict(p float32[1]) -> (l float32[2])')
})

it('before version 10: inputs by type, outputs by what nobody reads', () => {
  const io = (input: string, output: string) => `<input>${port(0, '', input)}</input><output>${port(1, '', output)}</output>`
  const [small, large] = ['<dim>1</dim>', '<dim>1</dim><dim>3</dim>']
  const old = net(
    6,
    [
      layer(0, 'data', 'Input', `<output>${port(0, '', large)}</output>`, 'precision="FP32"'),
      layer(1, 'fc', 'FullyConnected', io(large, small), 'precision="FP32"'),
      layer(2, 'prob', 'SoftMax', io(small, large), 'precision="FP16"'),
    ],
    [edge(0, 0, 1), edge(1, 1, 2)],
  )
  expect(lineOf(old)).toBe('predict(data float32[1,3]) -> (prob ?[1,3])')
})

describe('weights', () => {
  it('that are missing are told', () => {
    expect(inferFrom(openvino, { 'linear.xml': bytes('linear.xml') }).warnings.map(({ code }) => code)).toEqual(['openvino-weights-missing'])
  })

  it('may be missing where no layer has any', () => expect(inferFrom(openvino, { 'shapes.xml': bytes('shapes.xml') }).warnings).toEqual([]))
})

describe('files that are not in order', () => {
  const good = net(11, [parameter('1'), result(1)], [edge(0, 0, 1)])
  it.each([
    ['a size that is no number', good.replace('shape="1"', 'shape="many"'), 'corrupt'],
    ['a result that takes nothing', good.replace(/<edge [^>]*>/, ''), 'corrupt'],
    ['two layers of one number', good.replace('id="1"', 'id="0"'), 'corrupt'],
    ['a version that is none', good.replace('version="11"', 'version="x"'), 'corrupt'],
    ['a file that ends early', good.slice(0, -30), 'truncated'],
  ])('%s', (_, xml, code) => expect(refusalOf(openvino, { 'm.xml': xml })).toBe(code))

  it.each(['<project/>', '<net version="1.9"><edge id="1"/></net>', ''])('%s is no network', (text) => {
    expect(openvino.match(inMemory({ 'm.xml': new TextEncoder().encode(text || ' ') }))).toEqual([])
  })

  it.each(['linear', 'shapes'])('500 damaged files of %s: a contract or a UserError', (name) => {
    const seen = damage(openvino, { 'm.xml': bytes(`${name}.xml`) }, 'm.xml', 500)
    expect(Math.min(seen.contract, seen.refused)).toBeGreaterThan(10)
  })
})
