import { describe, expect, it } from 'vitest'
import { agree } from '../../src/contract/agree.ts'
import { type Contract, evidenceOf, type TensorValue } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import { parseDefinitions } from '../../src/model/definition.ts'
import { parseSignature } from '../../src/model/signature-text.ts'

const YAML =
  'kind: Model\ncontract:\n  predict:\n    inputs:\n      age: { type: int64, shape: [-1, 1] }\n    outputs:\n      score: { type: float, shape: [-1] }\n'
const PROTOTXT = `signature_name: "predict"
inputs { name: "age" dtype: DT_STRING shape { dim { size: -1 } dim { size: 1 } } }
outputs { name: "score" dtype: DT_FLOAT shape { dim { size: -1 } } }
`

const tensor = (type: TensorValue['type'], shape: TensorValue['shape'], where: string) => {
  const value: TensorValue = { type, shape }
  return { ...value, evidence: evidenceOf(value, 'stored', where) }
}
const MODEL: Contract = {
  contract: 1,
  framework: { name: 'onnx' },
  signatures: [
    {
      name: 'predict',
      inputs: [{ name: 'age', ...tensor('int64', [-1, 1], 'model.onnx: graph.input[0]') }],
      outputs: [{ name: 'score', ...tensor('float32', [-1], 'model.onnx: graph.output[0]') }],
    },
  ],
}

function conflict(model: Contract | null): UserError {
  const [definition] = parseDefinitions(YAML, 'serving.yaml')
  if (!definition?.declaration) throw new Error('no declaration')
  try {
    agree([definition.declaration, parseSignature(PROTOTXT, 'contract.prototxt')], model)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('they agree')
}

describe('two declarations that contradict each other', () => {
  it('are both named with file, line and key, and the author chooses', () => {
    const { code, message, remedy, where } = conflict(null)
    expect(code).toBe('contract-conflict')
    expect(message).toBe(
      'The declarations contradict each other: serving.yaml:5: predict.inputs.age.type is declared as int64, but contract.prototxt:2 has string',
    )
    expect(remedy).toBe('Write type: string at serving.yaml:5, or int64 at contract.prototxt:2; or keep one of the two declarations.')
    expect(where).toMatchObject({ file: 'serving.yaml', line: 5, column: 20 })
  })

  it('are judged by the model where there is one: only the wrong one is blamed', () => {
    const { message, where } = conflict(MODEL)
    expect(message).toBe(
      'The declaration contradicts the model: contract.prototxt:2: predict.inputs.age.type is declared as string, but model.onnx: graph.input[0] has int64',
    )
    expect(where).toMatchObject({ file: 'contract.prototxt', line: 2 })
  })
})
