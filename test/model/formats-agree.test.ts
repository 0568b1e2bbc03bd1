/** One network in several formats, and code beside models: what is said of them. Real readers, real files. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { inferModel } from '../../src/infer.ts'
import { type Content, refusal, scratch } from './scratch.ts'

const model = (file: string): Uint8Array => readFileSync(path.resolve(import.meta.dirname, '../models', file))
const churn = model('story/output/churn.onnx')
const fixed = model('onnx/fixed-batch.onnx')

const infer = (files: Readonly<Record<string, Content>>) => {
  const found = inferModel({ path: scratch(files), name: '', contract: '' })
  found.discovered.files.close()
  return found
}
const refused = (files: Readonly<Record<string, Content>>) => refusal(() => infer(files))

/** The same contract as churn.onnx, in words of a model that MLflow wraps. */
const MLMODEL = 'flavors:\n  onnx:\n    data: model.onnx\n'

describe('an ambiguity says whether the candidates are one network', () => {
  it('that agree', () => {
    const error = refused({ 'a.onnx': churn, 'copy/b.onnx': churn })
    expect(error.code).toBe('ambiguous')
    expect(error.message).toContain('onnx in a.onnx, onnx in copy/b.onnx; their contracts agree, names aside')
    expect(error.remedy).toContain('`payload: ["a.onnx"]`')
  })

  it('that differ, and where', () => {
    const { message } = refused({ 'a.onnx': churn, 'b.onnx': fixed })
    expect(message).toContain('onnx in a.onnx and onnx in b.onnx differ: 2 inputs against 1')
  })

  it('that cannot be read is not judged', () => {
    const { message } = refused({ 'a.onnx': churn, 'b.onnx': churn.slice(0, 120) })
    expect(message).toMatch(/holds 2 models: onnx in a.onnx, onnx in b.onnx$/)
  })

  it('of wrappers is settled by a directory', () => {
    const files = { 'a/MLmodel': MLMODEL, 'a/model.onnx': churn, 'b/MLmodel': MLMODEL, 'b/model.onnx': churn }
    expect(refused(files).remedy).toContain('`payload: ["a/"]`')
    expect(infer({ ...files, 'serving.yaml': 'kind: Model\npayload: ["a/"]\n' }).contract.framework.name).toBe('mlflow')
  })
})

describe('a definition that names one format', () => {
  const saved = { 'model.onnx': churn, 'deploy/MLmodel': MLMODEL, 'deploy/model.onnx': churn }

  it('says which others have the same contract', () => {
    const { because, warnings } = infer({ ...saved, 'serving.yaml': 'kind: Model\nframework: mlflow\n' })
    expect(because).toBe(
      'deploy/MLmodel describes an MLflow model; inside it, deploy/model.onnx holds an ONNX model; onnx in model.onnx has the same contract',
    )
    expect(warnings.map(({ code }) => code)).toEqual([])
  })

  it('warns of one that has another', () => {
    const { warnings } = infer({ ...saved, 'deploy/model.onnx': fixed, 'serving.yaml': 'kind: Model\nframework: mlflow\n' })
    expect(warnings.find(({ code }) => code === 'formats-differ')).toMatchObject({
      where: 'model.onnx',
      message: expect.stringContaining('1 input against 2'),
    })
  })

  it('compares nothing with what is inside of it', () => {
    const { because } = infer({ MLmodel: MLMODEL, 'model.onnx': churn, 'serving.yaml': 'kind: Model\nframework: onnx\n' })
    expect(because).toBe('model.onnx holds an ONNX model')
  })
})

describe('precedence', () => {
  const lie = `${MLMODEL}signature:\n  inputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int32", "shape": [-1, 1]}, "name": "age"}, {"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 3]}, "name": "usage"}]'\n`

  it('a wrapper before the model inside', () => {
    expect(infer({ MLmodel: MLMODEL, 'model.onnx': churn, 'requirements.txt': 'x' }).contract.framework.name).toBe('mlflow')
  })

  it('the author before the wrapper: both must agree', () => {
    const serving = 'kind: Model\ncontract: { predict: { inputs: { age: { type: int32, shape: [-1, 1] } }, outputs: {} } }\n'
    const error = refused({ MLmodel: MLMODEL, 'model.onnx': churn, 'serving.yaml': serving })
    expect(error.code).toBe('contract-conflict')
    expect(error.message).toContain('serving.yaml:2')
  })

  it('a contradiction between wrapper and model names both', () => {
    const error = refused({ MLmodel: lie, 'model.onnx': churn })
    expect(error.code).toBe('contract-conflict')
    expect(error.message).toMatch(/MLmodel:5: predict.inputs.age.type is declared as int32, but model.onnx: graph.input\[0\] has int64/)
    expect(error.where).toMatchObject({ file: 'MLmodel', line: 5 })
  })

  it('a wrapper is where the contract is declared', () => {
    const declared = infer({ MLmodel: lie.replace('int32', 'int64'), 'model.onnx': churn })
    expect(declared.declaredIn).toBe('MLmodel')
    expect(declared.told.locate?.(['predict', 'inputs', 'age'])).toMatchObject({ file: 'MLmodel', line: 5 })
  })

  it('a model that was not pulled is asked for, not passed over', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 123456789\n`
    expect(refused({ MLmodel: MLMODEL, 'model.onnx': pointer }).code).toBe('lfs-pointer')
  })

  it('wrappers around wrappers end', () => {
    const settings = '{"implementation": "mlserver_mlflow.MLflowRuntime", "parameters": {"uri": "./a"}}'
    const depth = 8
    const files = Object.fromEntries(Array.from({ length: depth }, (_, level) => [`${'a/'.repeat(level)}model-settings.json`, settings]))
    expect(refused({ ...files, [`${'a/'.repeat(depth)}model.onnx`]: churn }).code).toBe('unsafe')
  })
})
