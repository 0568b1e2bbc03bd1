/** Metadata of the KServe v2 protocol beside a model. */
import { describe, expect, it } from 'vitest'
import { kserve } from '../../../src/frameworks/kserve/index.ts'
import { damageJson } from '../damage.ts'
import { inMemory } from '../onnx/memory.ts'
import { modelFile, promised, refusedAs } from '../wrappers/wrapped.ts'

const churn = modelFile('story/output/churn.onnx')
const tensor = (name: string, datatype: string, shape: readonly number[]): object => ({ name, datatype, shape })
const INPUTS = [tensor('age', 'INT64', [-1, 1]), tensor('usage', 'FP32', [-1, 3])]
const schema = (json: object): string => JSON.stringify(json)

describe('a schema', () => {
  it.each(['_schema.json', 'schema.json', 'metadata.json'])('%s is a declared contract of the model beside it', (name) => {
    const { lines, contract } = promised({ [name]: schema({ inputs: INPUTS, outputs: [tensor('churns', 'BOOL', [-1, 1])] }), 'model.onnx': churn })
    expect(lines).toEqual(['predict(age int64[batch,1], usage float32[batch,3]) -> (churns bool[batch,1])'])
    expect(contract.framework).toMatchObject({ name: 'onnx' })
  })

  it('stands alone beside what nobody knows', () => {
    const { lines, contract, warnings } = promised({ '_schema.json': schema({ inputs: INPUTS }), 'model.bin': 'unknown' })
    expect([lines, contract.framework.name, warnings]).toEqual([['predict(age int64[-1,1], usage float32[-1,3]) -> ()'], 'kserve', ['inside-unread']])
  })

  it('that contradicts the model is refused', () => {
    const lie = schema({ inputs: [tensor('age', 'INT32', [-1, 1]), tensor('usage', 'FP32', [-1, 3])] })
    expect(refusedAs({ '_schema.json': lie, 'model.onnx': churn })).toMatch(
      /^contract-conflict.*_schema.json: inputs\[0\].datatype.*int32.*graph.input\[0\] has int64/,
    )
  })

  it.each([
    ['another schema', { $schema: 'http://json-schema.org/draft-07/schema#', properties: {} }],
    ['a schema of Avro', { type: 'record', fields: [] }],
    ['metadata of something else', { inputs: ['a'], version: 2 }],
  ])('%s is none', (_, json) => {
    expect(kserve.match(inMemory({ 'schema.json': new TextEncoder().encode(schema(json)) }))).toEqual([])
  })

  it('damaged gives a contract, a refusal or no match, in time', () => {
    const json = schema({ inputs: INPUTS, outputs: [tensor('churns', 'BOOL', [-1, 1])] })
    const outcomes = damageJson(kserve, { '_schema.json': new TextEncoder().encode(json), 'model.onnx': churn }, '_schema.json', 300)
    expect(outcomes.contract).toBeGreaterThan(10)
    expect(outcomes.refused).toBeGreaterThan(10)
  })
})
