import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tflite } from '../../../src/frameworks/tflite/index.ts'
import { type FlatTable, flatbuffer } from '../../formats/flatbuffer-writer.ts'
import { inferFrom, linesOf } from '../contract-of.ts'
import { damage } from '../damage.ts'

const model = new Uint8Array(readFileSync(new URL('../../models/tflite/metadata.tflite', import.meta.url)))

/** test/models/tflite/generate.py: written with tflite-support. */
describe('what authors say about tensors', () => {
  const inference = inferFrom(tflite, { 'model.tflite': model })
  const [signature] = inference.signatures

  it('names no field: the interpreter knows only the names of the signature', () => {
    expect(linesOf(inference)).toEqual(['serving_default(photo float32[1,4,4,3], sound float32[1,16]) -> (class float32[1,3], level float32[1])'])
  })
  it('images and sound are profiles', () => {
    expect(signature?.inputs.map(({ profile }) => profile)).toEqual(['image', 'audio'])
    expect(signature?.outputs.map(({ profile }) => profile)).toEqual([undefined, undefined])
  })
  it('labels without a language are classes, labels that do not fit the last axis are none', () => {
    expect(signature?.outputs.map(({ evidence }) => evidence?.classes)).toEqual([{ labels: ['cat', 'dog', 'mouse'], count: 3 }, undefined])
  })
  it('says how floats are normalized, per channel where channels differ, and nothing of what changes nothing', () => {
    expect(inference.warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'tflite-normalized: photo takes normalized values: (value - 127.5) / [64, 32, 16].',
    ])
  })
})

describe('metadata that cannot be used', () => {
  const tensor = (name: string): FlatTable => ({ 0: { i32s: [1] }, 3: { text: name } })
  const withMetadata = (buffer: number) =>
    flatbuffer(
      {
        2: { tables: [{ 0: { tables: [tensor('x')] }, 1: { i32s: [0] }, 2: { i32s: [0] } }] },
        4: { tables: [{}, { 0: { i32s: [2 ** 30, 7] } }] },
        6: { tables: [{ 0: { text: 'TFLITE_METADATA' }, 1: { i32: buffer } }] },
      },
      'TFL3',
    )
  it.each([
    ['without bytes: nothing is said', 0, []],
    ['of a buffer that is not there: nothing is said', 9, []],
    ['that points out of the file: left aside, because the model runs all the same', 1, ['tflite-metadata-damaged']],
  ])('%s', (_, buffer, codes) => {
    const inference = inferFrom(tflite, { 'model.tflite': withMetadata(buffer) })
    expect(linesOf(inference)).toEqual(['predict(x float32[1]) -> (x float32[1])'])
    expect(inference.warnings.map(({ code }) => code)).toEqual(codes)
  })
  it('damage anywhere gives a contract or a refusal', () => {
    const { contract, refused } = damage(tflite, { 'model.tflite': model }, 'model.tflite', 300)
    expect(Math.min(contract, refused)).toBeGreaterThan(0)
  })
})
