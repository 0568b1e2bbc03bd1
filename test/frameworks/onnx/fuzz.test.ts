import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { onnx } from '../../../src/frameworks/onnx/index.ts'
import { inMemory } from './memory.ts'

const MODELS = [
  'mlp.onnx',
  'lstm.onnx',
  'branches.onnx',
  'local-function.onnx',
  'classic-no-types.onnx',
  'optional-sequence.onnx',
  'external-missing/model.onnx',
  'types.onnx',
  'placeholders.onnx',
  'symbol-is-number.onnx',
  'mlp.json',
  'mlp.textproto',
  'conv-reshape-chain.onnx',
  'loop.onnx',
  'scan.onnx',
  'sequence-loop.onnx',
  'signals.onnx',
]
const PER_MODEL = 250
/** Milliseconds one file may take; the honest ones take less than 10, but test machines are shared. */
const PATIENCE = 2_000

/** mulberry32: the same mutations in every run. */
function random(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** One to four of: flip a byte, set one to an extreme, cut the end, cut a piece out, double a piece. */
function mutate(original: Uint8Array, pick: (limit: number) => number): Uint8Array {
  let bytes = Uint8Array.from(original)
  for (let times = 1 + pick(4); times > 0; times--) {
    const at = pick(bytes.length || 1)
    const piece = bytes.slice(at, at + 1 + pick(40))
    switch (pick(5)) {
      case 0:
        bytes[at] = pick(256)
        break
      case 1:
        bytes[at] = [0, 0x7f, 0x80, 0xff][pick(4)] ?? 0
        break
      case 2:
        bytes = bytes.slice(0, at)
        break
      case 3:
        bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + piece.length)])
        break
      default:
        bytes = Uint8Array.from([...bytes.slice(0, at), ...piece, ...bytes.slice(at)])
    }
  }
  return bytes
}

describe(`${MODELS.length * PER_MODEL} damaged files`, () => {
  it.each(MODELS)('%s: a contract or a UserError, quickly', (name) => {
    const original = new Uint8Array(readFileSync(new URL(`../../models/onnx/${name}`, import.meta.url)))
    const pick = random(name.length * 7919)
    const seen = { contract: 0, refused: 0, unmatched: 0 }
    for (let i = 0; i < PER_MODEL; i++) {
      const files = inMemory({ 'model.onnx': mutate(original, pick) })
      const start = performance.now()
      try {
        const [match] = onnx.match(files)
        if (match === undefined) seen.unmatched++
        else if (onnx.infer(files, match).signatures.length === 1) seen.contract++
      } catch (error) {
        if (!(error instanceof UserError)) throw new Error(`mutation ${i} of ${name} is a bug`, { cause: error })
        seen.refused++
      }
      expect(performance.now() - start, `mutation ${i}`).toBeLessThan(PATIENCE)
    }
    // the mutations reach deep: some files still give a contract, some are refused
    expect(seen.contract).toBeGreaterThan(0)
    expect(seen.refused + seen.unmatched).toBeGreaterThan(0)
  })
})

describe('files made to hurt', () => {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))])
  const field = (number: number, content: Uint8Array): Uint8Array =>
    Uint8Array.from([...varint(number * 8 + 2), ...varint(content.length), ...content])
  const concat = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  const model = (graph: Uint8Array): Uint8Array => concat([Uint8Array.of(0x08, 8), field(7, graph), field(8, Uint8Array.of(0x10, 17))])
  const node = (op: string, inputs: readonly string[], output: string): Uint8Array =>
    field(1, concat([...inputs.map((name) => field(1, text(name))), field(2, text(output)), field(4, text(op))]))
  const tensorType = (dims: number): Uint8Array =>
    field(1, concat([Uint8Array.of(0x08, 1), field(2, concat(Array.from({ length: dims }, (_, i) => field(1, field(2, text(`d${i}`))))))]))
  const value = (number: number, name: string, type: Uint8Array): Uint8Array => field(number, concat([field(1, text(name)), field(2, type)]))
  const outcome = (bytes: Uint8Array): string => {
    const files = inMemory({ 'model.onnx': bytes })
    const [match] = onnx.match(files)
    if (match === undefined) return 'no match'
    try {
      return JSON.stringify(onnx.infer(files, match).signatures[0]?.outputs.map((output) => ('shape' in output ? output.shape : null)))
    } catch (error) {
      if (error instanceof UserError) return error.code
      throw error
    }
  }

  it('types nested a thousand deep are refused', () => {
    let type = tensorType(1)
    for (let i = 0; i < 1_000; i++) type = field(4, field(1, type))
    expect(outcome(model(value(11, 'x', type)))).toBe('corrupt')
  })

  it('types nested without end in JSON are refused', () => {
    const type = `${'{"sequenceType":{"elemType":'.repeat(2_000)}{}${'}}'.repeat(2_000)}`
    expect(outcome(text(`{"irVersion":"8","graph":{"input":[{"name":"x","type":${type}}]}}`))).toBe('corrupt')
  })

  it('a tensor of 129 axes has an unknown rank', () => {
    const nodes = Array.from({ length: 7 }, (_, i) => node('Gather', [`x${i}`, `x${i}`], `x${i + 1}`))
    expect(outcome(model(concat([...nodes, value(11, 'x0', tensorType(2)), value(12, 'x7', field(1, Uint8Array.of(0x08, 1)))])))).toBe('[null]')
  })

  it('axes that double at each node end as an unknown rank', () => {
    const nodes = Array.from({ length: 40 }, (_, i) => node('Gather', [`x${i}`, `x${i}`], `x${i + 1}`))
    expect(outcome(model(concat([...nodes, value(11, 'x0', tensorType(2)), value(12, 'x40', field(1, Uint8Array.of(0x08, 1)))])))).toBe('[null]')
  })

  it('symbols that multiply at each node end as unknown sizes', () => {
    const nodes = Array.from({ length: 3_000 }, (_, i) => [
      node('Concat', [`x${i}`, `x${i}`], `c${i}`),
      node('Flatten', [`c${i}`], `x${i + 1}`),
    ]).flat()
    const start = performance.now()
    expect(outcome(model(concat([...nodes, value(11, 'x0', tensorType(3)), value(12, 'x3000', field(1, Uint8Array.of(0x08, 1)))])))).not.toBe('')
    expect(performance.now() - start).toBeLessThan(PATIENCE)
  })

  it('a function that calls itself ends', () => {
    const call = field(1, concat([field(1, text('x')), field(2, text('y')), field(4, text('F')), field(7, text('my'))]))
    const again = [...Array(8)].map(() => field(7, call.slice(2)))
    const recursive = field(25, concat([field(1, text('F')), field(4, text('x')), field(5, text('y')), field(10, text('my')), ...again]))
    const start = performance.now()
    expect(outcome(concat([model(concat([call, value(11, 'x', tensorType(2)), value(12, 'y', field(1, Uint8Array.of(0x08, 1)))])), recursive]))).toBe(
      '[null]',
    )
    expect(performance.now() - start).toBeLessThan(PATIENCE)
  })
})
