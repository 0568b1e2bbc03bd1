import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contract } from '../../src/contract/types.ts'
import { parseDefinitions } from '../../src/model/definition.ts'
import { SCHEMA_URL, writeDefinition } from '../../src/model/init.ts'
import { anyContract } from './contracts.ts'

const read = (text: string) => parseDefinitions(text, 'serving.yaml')

describe('writeDefinition', () => {
  it('writes what is known, and "?" where nothing is', () => {
    const contract: Contract = {
      contract: 1,
      framework: { name: 'sklearn', version: '1.5.2' },
      signatures: [
        {
          name: 'predict',
          inputs: [
            { name: 'age', type: 'int64', shape: [-1], profile: 'numerical' },
            { name: 'home town', type: null, shape: [-1] },
            { name: 'no', type: 'float32', shape: ['batch', null] },
            { name: 'x', type: 'float32', shape: null, assumed: ['type'] },
          ],
          outputs: [{ name: 'scores', sequence: { map: { key: 'string', value: { type: 'float32', shape: [] } } } }],
        },
      ],
    }
    expect(writeDefinition(contract, { name: 'churn' })).toBe(`# yaml-language-server: $schema=${SCHEMA_URL}
kind: Model
name: churn
contract:
  predict:
    inputs:
      age: { type: int64, shape: [-1], profile: numerical }
      home town: { type: "?", shape: [-1] }
      "no": { type: float32, shape: [batch, "?"] }
      x: { type: float32, shape: "?" }  # check: type by convention, not stored in the model
    outputs:
      scores:
        sequence:
          map:
            key: string
            value: { type: float32, shape: scalar }
`)
  })

  it('read back gives the same signatures, whatever the names and kinds', () => {
    fc.assert(
      fc.property(anyContract, fc.string(), (contract, name) => {
        const [definition, ...more] = read(writeDefinition(contract, { name: name || 'm' }))
        expect(more).toEqual([])
        expect(definition?.declaration?.contract).toEqual(contract)
        expect(definition?.name).toBe(name || 'm')
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  it('is printable, line by line', () => {
    fc.assert(
      fc.property(anyContract, (contract) => {
        expect(writeDefinition(contract, { name: 'm' })).not.toMatch(/[^\n\P{C}]|\p{Zl}|\p{Zp}/u)
      }),
      { numRuns: 200, seed: 8 },
    )
  })

  it.each(['4', '-1', 'None', '?', '.5', '+1'])('a symbol that reads as something else (%s) is unknown', (symbol) => {
    const contract: Contract = {
      contract: 1,
      framework: { name: 'other' },
      signatures: [{ name: 'p', inputs: [{ name: 'x', type: 'int8', shape: [symbol] }], outputs: [] }],
    }
    expect(read(writeDefinition(contract, { name: 'm' }))[0]?.declaration?.contract.signatures[0]?.inputs).toEqual([
      { name: 'x', type: 'int8', shape: [null] },
    ])
  })

  it('leaves the contract out when there is nothing to say', () => {
    const [definition] = read(writeDefinition({ contract: 1, framework: { name: 'other' }, signatures: [] }, { name: 'm' }))
    expect(definition?.declaration).toBeUndefined()
  })
})
