import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { onnx } from '../../../src/frameworks/onnx/index.ts'
import { inMemory } from './memory.ts'

const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../models/onnx/${name}`, import.meta.url)))
const mlp = read('mlp.onnx')
const words = (text: string): Uint8Array => new TextEncoder().encode(text)
const code = (path: string, content: Uint8Array): string => {
  const files = inMemory({ [path]: content })
  const [match] = onnx.match(files)
  if (match === undefined) return 'no match'
  try {
    return onnx.infer(files, match).framework.format ?? ''
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('what a file is, by its content', () => {
  it.each([
    ['model.onnx', mlp, 'onnx'],
    ['model', mlp, 'onnx'],
    ['saved_model.pb', mlp, 'onnx'],
    ['model.txt', read('mlp.textproto'), 'onnx-text'],
    ['model.onnx', read('mlp.json'), 'onnx-json'],
    // named so, but something else
    ['model.onnx', words('<!DOCTYPE html><html><body>404</body></html>\n'), 'no match'],
    ['model.onnx', words('{"detail": "not found"}'), 'no match'],
    ['model.onnx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'no match'],
    ['model.onnx', new Uint8Array([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]), 'no match'],
    // SavedModel: version, then meta graphs in field 2
    ['saved_model.pb', new Uint8Array([0x08, 0x01, 0x12, 0x02, 0x0a, 0x00]), 'no match'],
    // field 7 is there, but holds a number
    ['weights.bin', new Uint8Array([0x08, 0x01, 0x3a, 0x02, 0x08, 0x01]), 'no match'],
    // TensorFlow GraphDef: nodes in field 1
    ['graph.pb', new Uint8Array([0x0a, 0x05, 0x0a, 0x01, 0x78, 0x12, 0x00]), 'no match'],
    ['model.onnx', new Uint8Array([0x08, 0x08, 0x3a, ...Array<number>(10).fill(0xff), 1, 1]), 'corrupt'],
    ['model.onnx', new Uint8Array([0x08, 0x08, 0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x0a]), 'corrupt'],
    ['model.onnx', new Uint8Array([0xde, 0xad, 0xbe, 0xef, 0xde, 0xad]), 'corrupt'],
    ['model.onnx', mlp.slice(0, 120), 'truncated'],
    ['model', mlp.slice(0, 120), 'truncated'],
  ])('%s: %#', (path, content, expected) => {
    expect(code(path, content)).toBe(expected)
  })

  it('covers its weight files', () => {
    const files = inMemory({
      'model.onnx': mlp,
      'model.onnx.data': new Uint8Array(9),
      'model.onnx_data_1': new Uint8Array(9),
      'other.bin': new Uint8Array(9),
    })
    expect(onnx.match(files)[0]?.covers).toEqual(['model.onnx', 'model.onnx.data', 'model.onnx_data_1'])
  })
})

describe('a file of 2 GB', () => {
  it('is read in windows: kilobytes per tensor, never its weights', () => {
    const { source, readBytes } = holey(500, 4 * 1024 * 1024)
    const files = inMemory({ 'model.onnx': source })
    const [match] = onnx.match(files)
    const inference = match && onnx.infer(files, match)
    expect(source.size).toBeGreaterThan(2e9)
    expect(inference?.signatures[0]?.outputs[0]).toMatchObject({ name: 'y', type: 'float32', shape: ['batch', 3] })
    expect(readBytes()).toBeLessThan(64 * 1024 * 1024)
  })
})

/** The small model with `count` more initializers, whose bytes are holes of `size` zeros. */
function holey(count: number, size: number) {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))])
  const tensor = [0x08, ...varint(size / 4), 0x10, 1, 0x42, 1, 0x7a, 0x4a, ...varint(size)]
  const header = [0x2a, ...varint(tensor.length + size), ...tensor]
  const graphAt = mlp.indexOf(0x3a)
  const graphLength = ((mlp[graphAt + 1] ?? 0) % 128) + 128 * (mlp[graphAt + 2] ?? 0)
  const graph = mlp.slice(graphAt + 3, graphAt + 3 + graphLength)
  const front = new Uint8Array([...mlp.slice(0, graphAt), 0x3a, ...varint(graph.length + count * (header.length + size))])
  const back = new Uint8Array([...graph, ...mlp.slice(graphAt + 3 + graphLength)])
  const step = header.length + size
  const length = front.length + count * step + back.length
  const starts = [...Array(count).keys()].map((i) => front.length + i * step)
  const pieces: readonly (readonly [number, Uint8Array])[] = [
    [0, front],
    ...starts.map((start) => [start, Uint8Array.from(header)] as const),
    [front.length + count * step, back],
  ]
  let bytes = 0
  const read = (offset: number, wanted: number): Uint8Array => {
    bytes += wanted
    const window = new Uint8Array(wanted)
    for (const [start, piece] of pieces) {
      const from = Math.max(start, offset)
      const to = Math.min(start + piece.length, offset + wanted)
      if (from < to) window.set(piece.subarray(from - start, to - start), from - offset)
    }
    return window
  }
  return { source: { name: 'model.onnx', size: length, read }, readBytes: () => bytes }
}
