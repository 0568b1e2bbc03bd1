import { describe, expect, it } from 'vitest'
import { tensorrt } from '../../../src/frameworks/tensorrt/index.ts'
import { refusalOf } from '../contract-of.ts'
import { inMemory } from '../onnx/memory.ts'

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from([
    ...parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [...part])),
    ...new Array<number>(64).fill(0),
  ])

describe('a TensorRT engine', () => {
  it.each<[string, Uint8Array]>([
    ['ptrt', bytes('ptrt')],
    ['ftrt', bytes('ftrt')],
    ['behind a description', bytes([8, 0, 0, 0], '{"a": 1}', 'ptrt')],
    ['in a container that begins with its size', bytes([72, 0, 0, 0, 0, 0, 0, 0])],
  ])('%s: is recognised, and says that nobody can read it', (_, file) => {
    expect(refusalOf(tensorrt, { 'model.plan': file })).toBe('not-inferable')
  })

  it('is told by its bytes, not by its name', () => {
    const others = {
      'a.plan': bytes('other'),
      'b.engine': new Uint8Array(10),
      c: bytes([72, 0, 0, 0, 0, 0, 0, 0]),
      d: bytes([8, 0, 0, 0], '{"a": 1}', 'json'),
    }
    expect(tensorrt.match(inMemory(others))).toEqual([])
  })
})
