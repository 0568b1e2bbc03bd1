/** What is asked of a contract before it may be published, and what the remedy is. */
import { describe, expect, it } from 'vitest'
import { inferModel, requireCompleteness } from '../src/infer.ts'
import { refusal, scratch } from './model/scratch.ts'

const SETTINGS = { name: 'm', implementation: 'mine.Model' }
const infer = (settings: object) => {
  const model = inferModel({ path: scratch({ 'model-settings.json': JSON.stringify(settings), 'mine.py': 'x = 1' }), name: 'mine', contract: '' })
  model.discovered.files.close()
  return model
}

describe('a model that tells nothing', () => {
  it('is refused with a definition to fill in', () => {
    const error = refusal(() => requireCompleteness(infer(SETTINGS), 0.5))
    expect(error.code).toBe('incomplete')
    expect(error.message).toBe('Nothing of the contract of mine is known from its files.')
    expect(error.remedy).toContain('replace every ?, and the names')
    expect(error.remedy).toMatch(/inputs:\n {6}input: .*\?.*\n {4}outputs:\n {6}output: .*\?/)
  })

  it('may be published where a wrapper declares its contract', () => {
    const inputs = [{ name: 'x', datatype: 'FP32', shape: [-1, 4] }]
    expect(() => requireCompleteness(infer({ ...SETTINGS, inputs }), 0.5)).not.toThrow()
  })
})
