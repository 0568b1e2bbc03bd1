import { describe, expect, it } from 'vitest'
import { gguf } from '../../../src/frameworks/gguf/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage } from '../damage.ts'

type Value = number | string | readonly string[] | readonly number[]

interface Written {
  readonly keys: Readonly<Record<string, Value>>
  /** Sizes of float32 arrays, the fastest axis first. */
  readonly arrays?: Readonly<Record<string, readonly number[]>>
  readonly version?: number
  readonly big?: boolean
}

/** A GGUF file with arrays of zeros. Spec: ggml/docs/gguf.md. */
function fileOf({ keys, arrays = {}, version = 3, big = false }: Written): Uint8Array {
  const bytes: number[] = [...Buffer.from('GGUF')]
  const number = (value: number, width: 4 | 8): void => {
    const buffer = Buffer.alloc(8)
    if (width === 8) big ? buffer.writeBigUInt64BE(BigInt(value)) : buffer.writeBigUInt64LE(BigInt(value))
    else big ? buffer.writeUInt32BE(value) : buffer.writeUInt32LE(value)
    bytes.push(...buffer.subarray(0, width))
  }
  const size = (value: number): void => number(value, version === 1 ? 4 : 8)
  const text = (value: string): void => {
    const encoded = Buffer.from(value)
    size(encoded.length)
    bytes.push(...encoded)
  }
  number(version, 4)
  size(Object.keys(arrays).length)
  size(Object.keys(keys).length)
  for (const [name, value] of Object.entries(keys)) {
    text(name)
    if (typeof value === 'string') {
      number(8, 4)
      text(value)
    } else if (typeof value === 'number') {
      number(4, 4)
      number(value, 4)
    } else {
      number(9, 4)
      number(typeof value[0] === 'string' ? 8 : 4, 4)
      size(value.length)
      for (const item of value) typeof item === 'string' ? text(item) : number(item, 4)
    }
  }
  let offset = 0
  for (const [name, sizes] of Object.entries(arrays)) {
    text(name)
    number(sizes.length, 4)
    for (const one of sizes) size(one)
    number(0, 4)
    number(offset, 8)
    offset += 4 * sizes.reduce((product, one) => product * one, 1)
  }
  const alignment = typeof keys['general.alignment'] === 'number' ? keys['general.alignment'] : 32
  while (bytes.length % alignment !== 0) bytes.push(0)
  return Uint8Array.from([...bytes, ...new Uint8Array(offset)])
}

const LLAMA: Written = {
  keys: {
    'general.architecture': 'llama',
    'llama.embedding_length': 4,
    'tokenizer.ggml.tokens': ['a', 'b', 'c'],
    'tokenizer.ggml.token_type': [1, 1, 1],
  },
  arrays: { 'token_embd.weight': [4, 3], 'output.weight': [4, 3] },
}
const line = (written: Written): string => linesOf(inferFrom(gguf, { 'm.gguf': fileOf(written) }))[0] ?? ''
const keys = (more: Written['keys']): Written => ({ keys: { ...LLAMA.keys, ...more } })

describe('a GGUF file', () => {
  it.each<[string, Written, string]>([
    ['of a language model gives scores per word', LLAMA, 'predict(tokens int32[-1]) -> (logits float32[-1,3])'],
    ['of version 2', { ...LLAMA, version: 2 }, 'predict(tokens int32[-1]) -> (logits float32[-1,3])'],
    ['of version 1, with shorter lengths', { ...LLAMA, version: 1 }, 'predict(tokens int32[-1]) -> (logits float32[-1,3])'],
    ['of big machines', { ...LLAMA, big: true }, 'predict(tokens int32[-1]) -> (logits float32[-1,3])'],
    [
      'with an alignment of its own',
      { ...LLAMA, keys: { ...LLAMA.keys, 'general.alignment': 64 } },
      'predict(tokens int32[-1]) -> (logits float32[-1,3])',
    ],
    ['with a padded head has its rows', { ...LLAMA, arrays: { 'token_embd.weight': [4, 8] } }, 'predict(tokens int32[-1]) -> (logits float32[-1,8])'],
    [
      'with fewer rows than words says nothing',
      { ...LLAMA, arrays: { 'token_embd.weight': [4, 2] } },
      'predict(tokens int32[-1]) -> (logits float32[-1,?])',
    ],
    ['without arrays is told by its keys', keys({ 'llama.vocab_size': 9 }), 'predict(tokens int32[-1]) -> (logits float32[-1,9])'],
    [
      'of an encoder gives embeddings',
      { keys: { 'general.architecture': 'bert', 'bert.embedding_length': 6 } },
      'predict(tokens int32[-1]) -> (embedding float32[-1,6])',
    ],
    [
      'of an unknown architecture is assumed to be a language model',
      keys({ 'general.architecture': 'new' }),
      'predict(tokens int32[-1] ~name~type~shape) -> (logits float32[-1,3] ~name~type~shape)',
    ],
  ])('%s', (_what, written, contract) => {
    expect(line(written)).toBe(contract)
  })

  it('in several parts is one model', () => {
    const part = (number: number): string => `m-0000${number}-of-00002.gguf`
    const first = fileOf({ keys: LLAMA.keys })
    const second = fileOf({ keys: { 'split.no': 1 }, arrays: LLAMA.arrays ?? {} })
    expect(linesOf(inferFrom(gguf, { [part(1)]: first, [part(2)]: second }))[0]).toContain('[-1,3]')
    expect(refusalOf(gguf, { [part(1)]: first })).toBe('truncated')
  })

  it.each<[string, Uint8Array, string]>([
    ['that projects pictures', fileOf({ keys: { 'general.architecture': 'clip' } }), 'not-inferable'],
    ['that ends in its arrays', fileOf(LLAMA).slice(0, -1), 'truncated'],
    ['that ends in its keys', fileOf(LLAMA).slice(0, 60), 'truncated'],
    ['of a version that is not known', fileOf({ ...LLAMA, version: 4 }), 'corrupt'],
  ])('%s is refused', (_what, file, code) => {
    expect(refusalOf(gguf, { 'm.gguf': file })).toBe(code)
  })

  it('is never a crash, however it is damaged', () => {
    expect(damage(gguf, { 'm.gguf': fileOf(LLAMA) }, 'm.gguf', 400).refused).toBeGreaterThan(0)
  })
})
