import { describe, expect, it } from 'vitest'
import { tensorrt } from '../../../src/frameworks/tensorrt/index.ts'
import { refusalOf } from '../contract-of.ts'
import { inMemory } from '../onnx/memory.ts'

const engine = (offset: number, mark: string) => Uint8Array.from({ length: 64 }, (_, i) => mark.charCodeAt(i - offset) || 0)

describe('a TensorRT engine', () => {
  it.each([
    [0, 'ptrt'],
    [0, 'ftrt'],
    [24, 'ptrt'],
  ])('at %i: %s is recognised, and says that nobody can read it', (offset, mark) => {
    expect(refusalOf(tensorrt, { 'model.plan': engine(offset, mark) })).toBe('not-inferable')
  })

  it('is told by its bytes, not by its name', () => {
    expect(tensorrt.match(inMemory({ 'model.plan': engine(8, 'ptrt'), 'a.engine': new Uint8Array(10) }))).toEqual([])
  })
})
