import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contract, Signature } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import { primarySignature, toMessage } from '../../src/model/signature-message.ts'
import { decodeSignature, encodeSignature } from '../../src/model/signature-proto.ts'
import { parseSignature, printSignature } from '../../src/model/signature-text.ts'
import { bytesSource } from '../../src/model/window-source.ts'
import { anyContract } from './contracts.ts'
import { refusal } from './scratch.ts'

const contractOf = (...signatures: readonly Signature[]): Contract => ({ contract: 1, framework: { name: 'other' }, signatures })
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'))
const decode = (bytes: Uint8Array) => decodeSignature(bytesSource('contract.protobin', bytes)).contract.signatures

const churn: Signature = {
  name: 'predict',
  inputs: [
    { name: 'x', type: 'float64', shape: [-1, 4], profile: 'numerical' },
    { name: 's', struct: [{ name: 'k', type: 'string', shape: [] }] },
  ],
  outputs: [{ name: 'y', type: 'int64', shape: null }],
}

describe('contract.protobin', () => {
  it('is ModelSignature, byte for byte', () => {
    // `protoc --encode=ModelSignature` (protobuf 7, Hydrosphere's .proto) of the text below
    const expected = hex(`
      0a07 70726564696374
      1216 0a0178 120d 0a0b ffffffffffffffffff01 04 2002 2802
      120e 0a0173 1a09 0a07 0a016b 1200 2007
      1a05 0a0179 2009`)
    expect(Buffer.from(encodeSignature(contractOf(churn))).toString('hex')).toBe(Buffer.from(expected).toString('hex'))
  })
})

describe('contract.prototxt', () => {
  const text = `signature_name: "predict"
inputs {
  name: "x"
  shape {
    dims: -1
    dims: 4
  }
  dtype: DT_DOUBLE
  profile: NUMERICAL
}
inputs {
  name: "s"
  subfields {
    data {
      name: "k"
      shape {
      }
      dtype: DT_STRING
    }
  }
}
outputs {
  name: "y"
  dtype: DT_INT64
}
`
  it('is written in protobuf text form', () => {
    expect(printSignature(contractOf(churn))).toBe(text)
  })
  it('is read back', () => {
    expect(parseSignature(text, 'contract.prototxt').contract).toEqual(contractOf(churn))
  })
  it('knows where its parts stand', () => {
    const { locate } = parseSignature(text, 'contract.prototxt')
    expect(locate(['predict', 'inputs', 'x', 'type'])).toMatchObject({ line: 8, column: 10 })
    expect(locate(['predict', 'inputs', 's', 'struct', 'k', 'shape'])).toMatchObject({ line: 16, column: 13 })
    expect(locate(['predict', 'outputs', 'y', 'shape'])).toMatchObject({ line: 23, column: 9 })
  })

  it.each([
    [
      'a ModelContract of Hydrosphere 1',
      'model_name: "m" signatures { signature_name: "a" inputs { name: "x" shape: { dim: { size: 2 } dim { size: -1 } } dtype: DT_DOUBLE } outputs { name: "y" dtype: DT_INT32 } } signatures { signature_name: "b" outputs { name: "z" dtype: DT_BOOL } }',
      ['a', 'b'],
    ],
    [
      'a ModelContract of Hydrosphere 2',
      'predict { signature_name: "infer" inputs { name: "x" shape { unknown_rank: true } dtype: DT_STRING } outputs { name: "y" shape: {} dtype: 9 } }',
      ['infer'],
    ],
    ['a signature without a name', 'inputs { name: "x" dtype: DT_MAP } outputs { name: "y" }', ['predict']],
  ])('%s', (_, old, names) => {
    expect(parseSignature(old, 'contract.prototxt').contract.signatures.map((signature) => signature.name)).toEqual(names)
  })

  it('an unknown rank of Hydrosphere 2 stays unknown, an empty shape is a scalar', () => {
    const old = 'inputs { name: "x" shape { unknown_rank: true } dtype: DT_STRING } outputs { name: "y" shape: {} dtype: 9 }'
    expect(parseSignature(old, 'contract.prototxt').contract.signatures).toEqual([
      { name: 'predict', inputs: [{ name: 'x', type: 'string', shape: null }], outputs: [{ name: 'y', type: 'int64', shape: [] }] },
    ])
  })

  it.each([
    ['dtype: DT_DUOBLE', 'inputs {\n  name: "x"\n  dtype: DT_DUOBLE\n}\n', 3, 10, 'Did you mean DT_DOUBLE?'],
    ['a field nobody knows', 'inputs {\n  nam: "x"\n}\n', 2, 8, 'Did you mean name?'],
    ['a size of -2', 'inputs { name: "x" shape {\n dims: -2 } }', 2, 8, 'no size'],
    ['no name', 'inputs {\n  dtype: DT_INT8\n}\n', 1, 8, 'no name'],
    ['an open brace', 'inputs {\n  name: "x"\n', 3, 1, '}'],
  ])('%s is refused at its place', (_, broken, line, column, message) => {
    const error = refusal(() => parseSignature(broken, 'contract.prototxt'))
    expect(error).toMatchObject({ code: 'definition-invalid', where: { file: 'contract.prototxt', line, column } })
    expect(error.message).toContain(message)
  })
})

describe('old binary forms', () => {
  it.each([
    // signature_name, input x: TensorShapeProto { dim { size: -1 name: "n" } dim { size: 4 } }, dtype 2; output y: unknown_rank, dtype 9
    [
      'TensorShapeProto',
      '0a0170 121c 0a0178 1215 120e 08ffffffffffffffffff01 12016e 12020804 2002'.replace('121c', '121b').replace('1215', '1214') +
        '1a09 0a0179 12021801 2009',
      [{ name: 'p', inputs: [{ name: 'x', type: 'float64', shape: [-1, 4] }], outputs: [{ name: 'y', type: 'int64', shape: null }] }],
    ],
    ['ModelContract', '0a016d 120c 0a0170 1a07 0a0179 1200 2001', [{ name: 'p', inputs: [], outputs: [{ name: 'y', type: 'float32', shape: [] }] }]],
  ])('%s', (_, bytes, expected) => {
    expect(decode(hex(bytes))).toEqual(expected)
  })
})

describe('what the format cannot say', () => {
  const lossy: readonly (readonly [what: string, given: Signature['inputs'][number], back: Signature['inputs'][number]])[] = [
    ['a symbol is any size', { name: 'x', type: 'int8', shape: ['batch', 2] }, { name: 'x', type: 'int8', shape: [-1, 2] }],
    ['an unknown size makes the shape unknown', { name: 'x', type: 'int8', shape: [null, 2] }, { name: 'x', type: 'int8', shape: null }],
    ['a type outside of the enum is unknown', { name: 'x', type: 'float8e5m2', shape: [1] }, { name: 'x', type: null, shape: [1] }],
    ['a sequence is unknown', { name: 'x', sequence: { type: 'int8', shape: [] } }, { name: 'x', type: null, shape: null }],
    ['an image is unknown', { name: 'x', image: { width: 1, height: 1, channels: 3 } }, { name: 'x', type: null, shape: null }],
    ['a sparse tensor has no shape', { name: 'x', type: 'int8', shape: [-1, 9], sparse: true }, { name: 'x', type: 'int8', shape: null }],
    ['an assumed type is unknown', { name: 'x', type: 'int8', shape: [1], assumed: ['type'] }, { name: 'x', type: null, shape: [1] }],
  ]
  it.each(lossy)('%s', (_, given, back) => {
    const contract = contractOf({ name: 'p', inputs: [given], outputs: [{ name: 'y', type: 'bool', shape: [] }] })
    expect(decode(encodeSignature(contract))[0]?.inputs).toEqual([back])
    expect(parseSignature(printSignature(contract), 'f').contract.signatures[0]?.inputs).toEqual([back])
  })

  it.each([
    [['b', 'predict', 'serving_default'], 'serving_default'],
    [['b', 'predict'], 'predict'],
    [['b', 'a'], 'b'],
  ])('of the signatures %j it holds %s', (names, chosen) => {
    expect(primarySignature(contractOf(...names.map((name) => ({ ...churn, name }))))?.name).toBe(chosen)
  })
})

describe('both forms', () => {
  it('say the same of any contract', () => {
    fc.assert(
      fc.property(anyContract, (contract) => {
        const signature = primarySignature(contract)
        if (signature === undefined || signature.inputs.length + signature.outputs.length === 0) return
        const text = parseSignature(printSignature(contract), 'f').contract.signatures
        expect(text.map(toMessage)).toEqual([toMessage(signature)])
        if (signature.outputs.length > 0) expect(decode(encodeSignature(contract))).toEqual(text)
      }),
      { numRuns: 300, seed: 9 },
    )
  })

  it('damaged bytes give a contract or definition-invalid, nothing else', () => {
    const good = encodeSignature(contractOf(churn))
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), fc.nat({ max: good.length }), (at, byte, length) => {
        const bytes = good.slice(0, length)
        if (at < length) bytes[at] = byte
        try {
          decode(bytes)
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          expect(error.code).toBe('definition-invalid')
        }
      }),
      { numRuns: 2000, seed: 10 },
    )
  })
})
