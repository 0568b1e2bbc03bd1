#!/usr/bin/env node
// What reading a contract costs whatever the size of the file: `node bench/infer.mjs [--dist DIR]`.
// The unit is Node itself doing nothing, measured before every row: a busy machine slows both. Files are sparse: their weights are holes,
// so that a reader that walks through weights is seen by its time and memory, and no disk is filled. They go with the temporary folder.
import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node24 } from '../scripts/node24.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = process.argv.indexOf('--dist')
const dist = at < 0 ? join(root, 'dist') : process.argv[at + 1]
const scratch = mkdtempSync(join(tmpdir(), 'mlambda-bench-'))

/** Weights of each model: 490 of 4 MiB. */
const WEIGHTS = 490
const WEIGHT_BYTES = 4 * 1024 * 1024

// ------------------------------------------------------------------------------------------------ protobuf, as far as it takes

const varint = (value) => {
  const bytes = []
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 0x80n) return Buffer.from([...bytes, Number(rest)])
    bytes.push(Number(rest & 0x7fn) | 0x80)
  }
}
const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)])
const block = (field, ...parts) => {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body])
}
/** A block of which the last `hole` bytes are not written. */
const opened = (field, hole, ...parts) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([varint((field << 3) | 2), varint(body.length + hole), body])
}

/** Pieces of a file: bytes, and a hole behind them. */
const length = (pieces) => pieces.reduce((sum, [bytes, hole = 0]) => sum + bytes.length + hole, 0)

function writeSparse(folder, name, pieces) {
  mkdirSync(join(scratch, folder))
  const file = openSync(join(scratch, folder, name), 'w')
  let position = 0
  for (const [bytes, hole = 0] of pieces) {
    writeSync(file, bytes, 0, bytes.length, position)
    position += bytes.length + hole
  }
  ftruncateSync(file, position)
  closeSync(file)
  return join(scratch, folder)
}

const each = (make) => Array.from({ length: WEIGHTS }, (_, i) => make(i)).flat(1)

// ------------------------------------------------------------------------------------------------ models

/** A chain of products: Placeholder, then MatMul with a constant, again and again. Source of numbers: tensorflow/core/framework/*.proto. */
function graphDef() {
  const float = number(6, 1)
  const attribute = (key, value) => block(5, block(1, key), block(2, value))
  const shape = (...dims) => block(7, ...dims.map((dim) => block(2, number(1, dim))))
  const input = block(1, block(1, 'x'), block(2, 'Placeholder'), attribute('dtype', float), attribute('shape', shape(-1, 1024)))
  return [
    [input],
    ...each((i) => {
      const tensor = Buffer.concat([
        number(1, 1),
        block(2, block(2, number(1, 1024)), block(2, number(1, 1024))),
        varint((4 << 3) | 2),
        varint(WEIGHT_BYTES),
      ])
      const value = opened(8, WEIGHT_BYTES, tensor)
      const entry = Buffer.concat([block(1, 'value'), opened(2, WEIGHT_BYTES, value)])
      const constant = [block(1, `w${i}`), block(2, 'Const'), attribute('dtype', float), opened(5, WEIGHT_BYTES, entry)]
      const product = [block(1, `m${i}`), block(2, 'MatMul'), block(3, i === 0 ? 'x' : `m${i - 1}`), block(3, `w${i}`), attribute('T', float)]
      return [[opened(1, WEIGHT_BYTES, Buffer.concat(constant)), WEIGHT_BYTES], [block(1, ...product)]]
    }),
  ]
}

function savedModel() {
  const graph = graphDef()
  const tensor = (name) => block(2, block(1, name), number(2, 1), block(3, block(2, number(1, -1)), block(2, number(1, 1024))))
  const signature = block(2, block(1, block(1, 'x'), tensor('x:0')), block(2, block(1, 'y'), tensor(`m${WEIGHTS - 1}:0`)))
  const tail = block(5, block(1, 'serving_default'), signature)
  const head = Buffer.concat([block(1, block(4, 'serve')), opened(2, length(graph))])
  const meta = head.length + length(graph) + tail.length
  return [[Buffer.concat([number(1, 1), varint((2 << 3) | 2), varint(meta), head])], ...graph, [tail]]
}

/** Source of numbers: onnx/onnx.proto. */
function onnx() {
  const value = (field, name, ...dims) => {
    const sizes = dims.map((dim) => block(1, typeof dim === 'string' ? block(2, dim) : number(1, dim)))
    return block(field, block(1, name), block(2, block(1, number(1, 1), block(2, ...sizes))))
  }
  const graph = [
    ...each((i) => [
      [block(1, block(1, i === 0 ? 'x' : `h${i - 1}`), block(1, `w${i}`), block(2, i === WEIGHTS - 1 ? 'y' : `h${i}`), block(4, 'MatMul'))],
    ]),
    ...each((i) => {
      const tensor = [number(1, 1024), number(1, 1024), number(2, 1), block(8, `w${i}`), varint((9 << 3) | 2), varint(WEIGHT_BYTES)]
      return [[opened(5, WEIGHT_BYTES, Buffer.concat(tensor)), WEIGHT_BYTES]]
    }),
    [value(11, 'x', 'batch', 1024)],
    [value(12, 'y', 'batch', 'width')],
  ]
  return [[Buffer.concat([number(1, 8), opened(7, length(graph))])], ...graph, [block(8, block(1, ''), number(2, 17))]]
}

/** A network of 10,000 layers, as language models have them: text, all of which must be read. */
function openvino() {
  const port = (id, names = '') => `<port id="${id}" precision="FP32"${names}><dim>-1</dim><dim>1024</dim></port>`
  const layer = (i) => {
    const type = i === 0 ? 'Parameter' : i === 9_999 ? 'Result' : 'ReLU'
    const data = type === 'Parameter' ? '<data shape="?,1024" element_type="f32"/>' : ''
    const input = type === 'Parameter' ? '' : `<input>${port(0)}</input>`
    const output = type === 'Result' ? '' : `<output>${port(1, ` names="t${i}"`)}</output>`
    return `<layer id="${i}" name="block/${i}/activation" type="${type}" version="opset1">${data}${input}${output}</layer>`
  }
  const edge = (i) => `<edge from-layer="${i}" from-port="1" to-layer="${i + 1}" to-port="0"/>`
  const layers = Array.from({ length: 10_000 }, (_, i) => layer(i)).join('')
  const edges = Array.from({ length: 9_999 }, (_, i) => edge(i)).join('')
  return [[Buffer.from(`<?xml version="1.0"?><net name="n" version="11"><layers>${layers}</layers><edges>${edges}</edges></net>`)]]
}

const MODELS = [
  ['SavedModel, 2 GB', () => writeSparse('saved-model', 'saved_model.pb', savedModel())],
  ['frozen GraphDef, 2 GB', () => writeSparse('graph-def', 'frozen.pb', graphDef())],
  ['ONNX, 2 GB', () => writeSparse('onnx', 'model.onnx', onnx())],
  ['OpenVINO, 10,000 layers', () => writeSparse('openvino', 'model.xml', openvino())],
  [
    'TensorFlow text, tiny',
    () =>
      tiny(
        'text',
        'graph.pbtxt',
        'node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }\nnode { name: "y" op: "Relu" input: "x" }\n',
      ),
  ],
]

function tiny(folder, name, text) {
  mkdirSync(join(scratch, folder))
  writeFileSync(join(scratch, folder, name), text)
  return join(scratch, folder)
}

/** One run under GNU time: seconds on the clock and the largest resident set in MB. The quickest of five: what the machine allows. */
function measure(args) {
  const runs = Array.from({ length: 5 }, () => {
    const report = join(scratch, 'time')
    const began = process.hrtime.bigint()
    const ran = spawnSync('/usr/bin/time', ['-o', report, '-f', '%M', node24(), ...args], { encoding: 'utf8' })
    const seconds = Number(process.hrtime.bigint() - began) / 1e9
    if (ran.status !== 0) throw new Error(`${args.join(' ')} failed: ${ran.stderr}${ran.error ?? ''}`)
    return { seconds, memory: Number(readFileSync(report, 'utf8').trim()) / 1000 }
  })
  return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best))
}

try {
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}\n`)
  console.log('| model | seconds | × bare Node | memory MB | × bare Node |\n|---|---|---|---|---|')
  for (const [what, make] of MODELS) {
    const folder = make()
    const bare = measure(['-e', '0'])
    const cost = measure([join(dist, 'cli', 'index.js'), 'infer', '--json', folder])
    rmSync(folder, { recursive: true })
    const times = (cost.seconds / bare.seconds).toFixed(1)
    console.log(`| ${what} | ${cost.seconds.toFixed(2)} | ${times} | ${Math.round(cost.memory)} | ${(cost.memory / bare.memory).toFixed(1)} |`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
