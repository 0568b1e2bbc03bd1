import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scanPickles } from '../../../src/frameworks/pickle-scan.ts'
import { sklearn } from '../../../src/frameworks/sklearn/index.ts'
import { inMemory } from '../onnx/memory.ts'

const load = (name: string) => inMemory({ [name]: new Uint8Array(readFileSync(join(import.meta.dirname, '../../models/sklearn', name))) })
const pickle = (text: string) => inMemory({ 'm.pkl': new Uint8Array(Buffer.from(text, 'latin1')) })

describe('dill', () => {
  it('wraps arrays, which are read, and are no code', () => {
    const files = load('plain.dill')
    const [match] = sklearn.match(files)
    const outputs = match && sklearn.infer(files, match).signatures.flatMap((signature) => signature.outputs)
    expect(outputs?.map((output) => 'shape' in output && [output.type, output.shape])).toEqual([
      ['string', [-1]],
      ['float64', [-1, 3]],
      ['float64', [-1, 3]],
    ])
    expect(scanPickles(files)).toEqual([])
  })

  it('keeps functions by value with the names of their program: medium', () => {
    expect(scanPickles(load('function.dill')).map(({ severity }) => severity)).toEqual(['medium', 'medium'])
  })

  it('setting names of the program is high', () => {
    expect(scanPickles(pickle('\x80\x04c__builtin__\n__main__\n\x8c\x05printNs.'))).toMatchObject([{ severity: 'high' }])
    expect(scanPickles(pickle('\x80\x04cbuiltins\n__main__\n(\x8c\x05printNu.'))).toMatchObject([{ severity: 'high' }])
  })
})
