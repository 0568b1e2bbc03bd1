import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { UserError } from '../src/errors.ts'
import { inferModel } from '../src/infer.ts'

const models = join(import.meta.dirname, 'models')
const scratch = mkdtempSync(join(tmpdir(), 'pickle-policy-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** A model directory of these files. */
function directory(...files: readonly string[]): string {
  const path = mkdtempSync(join(scratch, 'model-'))
  for (const file of files) copyFileSync(join(models, file), join(path, file.split('/').at(-1) ?? file))
  return path
}

function codeOf(path: string, pickle: 'allow' | 'warn' | 'deny'): string {
  try {
    const model = inferModel({ path, name: '', contract: '', pickle })
    model.discovered.files.close()
    return model.findings.map(({ severity }) => severity).join() || 'nothing found'
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error.code
  }
}

describe('a pickle that runs a command', () => {
  it.each([
    ['alone, which is no model', ['sklearn/evil.pkl'], 'deny', 'unsafe'],
    ['alone, which is no model', ['sklearn/evil.pkl'], 'warn', 'not-a-model'],
    ['beside an ONNX model', ['sklearn/evil.joblib', 'onnx/mlp.onnx'], 'deny', 'unsafe'],
    ['beside an ONNX model', ['sklearn/evil.joblib', 'onnx/mlp.onnx'], 'warn', 'critical'],
    ['beside an ONNX model', ['sklearn/evil.joblib', 'onnx/mlp.onnx'], 'allow', 'nothing found'],
  ] as const)('%s (%j): %s → %s', (_, files, policy, expected) => {
    expect(codeOf(directory(...files), policy)).toBe(expected)
  })

  it('an honest model is not denied', () => {
    expect(codeOf(directory('sklearn/columns.pkl'), 'deny')).toBe('nothing found')
  })

  it('what a reader finds outside of pickles is told, and denies nothing', () => {
    const path = directory()
    const dense = { class_name: 'Dense', config: { name: 'dense', units: 2, activation: 'linear', batch_input_shape: [null, 3], dtype: 'float32' } }
    const lambda = { class_name: 'Lambda', config: { name: 'lambda', function: ['4wEAAAA=', null, null], function_type: 'lambda' } }
    const model = { class_name: 'Sequential', config: { name: 'net', layers: [dense, lambda] }, keras_version: '2.3.1', backend: 'tensorflow' }
    writeFileSync(join(path, 'model.json'), JSON.stringify(model))
    expect(codeOf(path, 'deny')).toBe('high')
  })
})
