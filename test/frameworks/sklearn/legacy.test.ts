import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sklearn } from '../../../src/frameworks/sklearn/index.ts'
import { inMemory } from '../onnx/memory.ts'

const folder = join(import.meta.dirname, '../../models/sklearn/legacy')
const beginning = (word: string): Record<string, Uint8Array> =>
  Object.fromEntries(readdirSync(folder).flatMap((name) => (name.startsWith(word) ? [[name, new Uint8Array(readFileSync(join(folder, name)))]] : [])))

function told(all: Readonly<Record<string, Uint8Array>>): readonly string[] {
  const files = inMemory(all)
  const [match] = sklearn.match(files)
  const found = match === undefined ? [] : sklearn.infer(files, match).signatures
  return found.map(({ name, inputs, outputs }) => {
    const [input, output] = [inputs[0], outputs[0]]
    if (input === undefined || output === undefined || !('shape' in input) || !('shape' in output)) return name
    return `${name} ${JSON.stringify(input.shape)} → ${output.type} ${JSON.stringify(output.shape)} ${output.evidence?.classes?.labels.join(' ') ?? ''}`
  })
}

const WHOLE = [
  'predict [-1,4] → string [-1] eggs ham spam',
  'predict_proba [-1,4] → float64 [-1,3] eggs ham spam',
  'decision_function [-1,4] → float64 [-1,3] eggs ham spam',
]

describe('joblib before 0.10: arrays in files beside the pickle', () => {
  it('are read where the pickle names them', () => {
    expect(told(beginning('plain'))).toEqual(WHOLE)
  })

  it('compressed ones tell their shapes; what they hold is not looked at', () => {
    expect(told(beginning('packed')).map((line) => line.replace(/ (?:eggs.*)?$/, ''))).toEqual(WHOLE.map((line) => line.replace(/ eggs.*$/, '')))
  })

  it('that are missing or damaged leave their facts unknown', () => {
    const [unknown] = [told({ 'plain.pkl': beginning('plain')['plain.pkl'] ?? new Uint8Array(0) })]
    expect(unknown[0]).toBe('predict [-1,null] → null [-1] ')
    const damaged = Object.fromEntries(
      Object.entries(beginning('plain')).map(([name, bytes]) => [name, name.endsWith('.npy') ? bytes.slice(0, 9) : bytes]),
    )
    expect(told(damaged)).toEqual(unknown)
  })
})
