import { describe, expect, it } from 'vitest'
import { canonicalJson, contractDigest } from '../../src/contract/canonical.ts'
import { MAX_DEPTH, MAX_FIELDS, MAX_NAME, parseContract } from '../../src/contract/parse.ts'
import type { Contract, Value } from '../../src/contract/types.ts'
import { evidenceOf } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import { longestShape } from './arbitraries.ts'
import { contractOf, float } from './contracts.ts'

const iris: Contract = {
  contract: 1,
  framework: { format: 'joblib', version: '1.5.2', name: 'sklearn' },
  signatures: [
    {
      outputs: [{ shape: [-1], name: 'predict', type: 'int64' }],
      inputs: [{ profile: 'numerical', name: 'X', shape: [-1, 4], type: 'float64' }],
      name: 'predict',
    },
  ],
}

describe('canonical JSON', () => {
  it('has a fixed order of keys and no whitespace', () => {
    expect(canonicalJson(iris)).toBe(
      '{"contract":1,"framework":{"name":"sklearn","version":"1.5.2","format":"joblib"},"signatures":[{"name":"predict","inputs":[{"name":"X","type":"float64","shape":[-1,4],"profile":"numerical"}],"outputs":[{"name":"predict","type":"int64","shape":[-1]}]}]}',
    )
  })

  it('leaves evidence, false flags and empty lists out', () => {
    const plain = float('x')
    const noisy = { ...plain, optional: false, sparse: false, aliases: [], assumed: [], evidence: evidenceOf(plain, 'stored', 'model.onnx') }
    expect(canonicalJson(contractOf([noisy]))).toBe(canonicalJson(contractOf([plain])))
  })

  it('sorts signatures in code unit order: capitals before small letters, half an emoji before U+FFFD', () => {
    const named = (name: string) => ({ name, inputs: [], outputs: [] })
    const sorted = JSON.parse(canonicalJson({ ...iris, signatures: ['b', '\ufffd', 'B', '😀', 'a'].map(named) }))
    expect(sorted.signatures.map((one: { name: string }) => one.name)).toEqual(['B', 'a', 'b', '😀', '\ufffd'])
  })

  it('has a digest that other tools can compute: sha256 without framework.version', () => {
    // printf '{"contract":1,"framework":{"name":"onnx"},"signatures":[]}' | sha256sum
    const empty: Contract = { contract: 1, framework: { name: 'onnx', version: '1.17' }, signatures: [] }
    expect(contractDigest(empty)).toBe('sha256:b65c98db6df11b10fd9b3048445dc9cb1cfd4932a78244823301579889a206ad')
  })
})

describe('reading canonical JSON', () => {
  const inputs = (...fields: readonly unknown[]) => ({
    contract: 1,
    framework: { name: 'onnx' },
    signatures: [{ name: 'predict', inputs: fields, outputs: [] }],
  })
  const at = 'signatures[0].inputs[0]'
  const nested = (depth: number): unknown => (depth === 0 ? { type: 'int8', shape: [] } : { sequence: nested(depth - 1) })

  it.each<[string, unknown, string | undefined, RegExp]>([
    ['no object', [], undefined, /is a list; it must be an object/],
    ['no language', {}, 'contract', /is missing; a contract begins with "contract": 1/],
    ['a newer language', { contract: 2, anything: 'else' }, 'contract', /version 2 of the contract language; this program knows version 1/],
    [
      'unknown key of the contract',
      { contract: 1, framework: { name: 'a' }, signature: [] },
      undefined,
      /unknown key "signature"\. Did you mean signatures\?/,
    ],
    ['no framework', { contract: 1, signatures: [] }, 'framework', /is missing/],
    ['unknown type', inputs({ name: 'x', type: 'flaot32', shape: [] }), `${at}.type`, /"flaot32".*Did you mean float32\?/],
    ['unknown key of a field', inputs({ name: 'x', type: 'int8', shape: [], shpae: 1 }), at, /unknown key "shpae"\. Did you mean shape\?/],
    ['evidence is not part of it', inputs({ name: 'x', type: 'int8', shape: [], evidence: {} }), at, /unknown key "evidence"/],
    ['a hostile key', JSON.parse('{"contract":1,"framework":{"name":"a"},"signatures":[],"__proto__":{}}'), undefined, /unknown key "__proto__"/],
    ['no name', inputs({ type: 'int8', shape: [] }), `${at}.name`, /is missing; it must be a string/],
    ['no shape', inputs({ name: 'x', type: 'int8' }), at, /no shape: write \[\] for a scalar/],
    ['no type at all', inputs({ name: 'x' }), at, /says nothing about its type/],
    ['two kinds', inputs({ name: 'x', type: 'int8', shape: [], struct: [] }), at, /both type and struct/],
    ['a shape beside a kind', inputs({ name: 'x', struct: [], shape: [] }), `${at}.shape`, /only tensors have a shape/],
    ['negative size', inputs({ name: 'x', type: 'int8', shape: [-2] }), `${at}.shape[0]`, /is -2; a size is/],
    ['fraction', inputs({ name: 'x', type: 'int8', shape: [1.5] }), `${at}.shape[0]`, /is 1.5/],
    ['size beyond 2^53', inputs({ name: 'x', type: 'int8', shape: [2 ** 53] }), `${at}.shape[0]`, /is 9007199254740992/],
    ['minus zero', inputs({ name: 'x', type: 'int8', shape: [-0] }), `${at}.shape[0]`, /a size is/],
    ['a name without end', inputs(float('x'.repeat(MAX_NAME + 1))), `${at}.name`, /longer than 65536 characters/],
    [
      'fields without end',
      { ...inputs(), signatures: [{ name: 'predict', inputs: new Array(MAX_FIELDS).fill(float('x')), outputs: [] }] },
      undefined,
      /more than 1000000 fields/,
    ],
    ['empty symbol', inputs({ name: 'x', type: 'int8', shape: [''] }), `${at}.shape[0]`, /is ""/],
    ['too many dimensions', inputs({ name: 'x', type: 'int8', shape: [...longestShape, 1] }), `${at}.shape`, /255 dimensions/],
    ['unknown profile', inputs({ name: 'x', type: 'int8', shape: [], profile: 'numeric' }), `${at}.profile`, /Did you mean numerical\?/],
    ['a flag that is a word', inputs({ name: 'x', type: 'int8', shape: [], optional: 'yes' }), `${at}.optional`, /is "yes"; write true/],
    ['assumed twice', inputs({ name: 'x', type: 'int8', shape: [], assumed: ['type', 'type'] }), `${at}.assumed`, /twice/],
    ['two fields of one name', inputs(float('x'), float('x')), 'signatures[0].inputs[1]', /the name "x", which signatures\[0\]\.inputs\[0\] has/],
    ['an alias that is another field', inputs(float('x'), float('y', [], { aliases: ['x'] })), 'signatures[0].inputs[1]', /the name "x"/],
    ['two struct fields of one name', inputs({ name: 'x', struct: [float('a'), float('a')] }), `${at}.struct[1]`, /the name "a"/],
    [
      'two signatures of one name',
      { ...inputs(), signatures: [...inputs().signatures, ...inputs().signatures] },
      'signatures[1]',
      /the name "predict"/,
    ],
    ['image without channels', inputs({ name: 'x', image: { width: 1, height: 1 } }), `${at}.image.channels`, /is missing/],
    ['bottomless', inputs({ name: 'x', sequence: nested(MAX_DEPTH) }), undefined, /nested more than 32 deep/],
  ])('refuses: %s', (_, json, key, message) => {
    try {
      parseContract(json, 'contract.json')
      expect.unreachable('it was accepted')
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      expect(error.code).toBe('definition-invalid')
      expect(error.message).toMatch(message)
      expect(error.where?.file).toBe('contract.json')
      if (key !== undefined) expect(error.where?.key).toBe(key)
    }
  })

  it('takes every kind of value, also as deep and of as many dimensions as allowed', () => {
    const values: readonly Value[] = [
      { type: null, shape: null },
      { type: 'float32', shape: [0, -1, 'batch', null] },
      { type: 'float32', shape: longestShape, optional: true, sparse: true, ragged: true, profile: 'none', assumed: ['shape'] },
      { map: { key: null, value: { struct: [{ name: '', image: { width: 1, height: -1, channels: 'c' } }] } } },
      nested(MAX_DEPTH - 1) as Value,
    ]
    const contract = contractOf(
      values.map((value, index) => ({ name: `v${index}`, ...value })),
      [],
      { positional: true },
    )
    expect(parseContract(JSON.parse(canonicalJson(contract)), 'contract.json')).toEqual(contract)
  })
})
