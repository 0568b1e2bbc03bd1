import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { AGE_BREAKS, CHURN, comparison, DIM_LOST, OUTPUT_ADDED, publishedOutcome, refused, release, report } from './sample-reports.ts'

const locate = (path: readonly string[]) => ({ file: 'serving.yaml', line: path.at(-1) === 'age' ? 7 : 1, column: 12 })

describe('annotationsOf', () => {
  it('puts a breaking change on the line that declares it', () => {
    const refusal = report({ outcome: refused('3.0.0'), comparison: comparison('breaking', AGE_BREAKS), locate })
    expect(annotationsOf([refusal])).toEqual([
      {
        level: 'error',
        title: 'churn: breaking change',
        message: 'callers that send `age` as int64 will be rejected: it is float32 now',
        file: 'models/churn/serving.yaml',
        startLine: 7,
        startColumn: 12,
      },
    ])
  })

  it('puts it on the model file where nothing is declared', () => {
    const contract = {
      ...CHURN,
      signatures: [{ ...CHURN.signatures[0], name: 'predict', inputs: CHURN.signatures[0]?.inputs.slice(1) ?? [], outputs: [] }],
    }
    const [annotation] = annotationsOf([report({ contract, outcome: refused(), comparison: comparison('breaking', AGE_BREAKS) })])
    expect(annotation).toMatchObject({ level: 'error', file: 'models/churn/model.joblib' })
    expect(annotation).not.toHaveProperty('startLine')
  })

  it('warns of a breaking change that was accepted', () => {
    const accepted = report({
      outcome: { kind: 'validated', nextVersion: '3.0.0' },
      comparison: comparison('breaking', AGE_BREAKS),
      breakingAccepted: 'label breaking-contract',
    })
    expect(annotationsOf([accepted]).map(({ level }) => level)).toEqual(['warning', 'notice'])
  })

  it('makes lost facts the error where they are what was refused', () => {
    expect(annotationsOf([report({ outcome: refused(), comparison: comparison('breaking', DIM_LOST) })])[0]).toMatchObject({
      level: 'error',
      title: 'churn: no longer known',
    })
  })

  it('puts an error where it happened, with what to write instead', () => {
    const error = new UserError('definition-invalid', 'flaot32 is no type', 'Write float32.', {
      file: 'serving.yaml',
      line: 9,
      column: 13,
      key: 'type',
    })
    expect(annotationsOf([report({ outcome: { kind: 'failed', error } })])).toEqual([
      {
        level: 'error',
        title: 'churn: definition-invalid',
        message: 'flaot32 is no type Write float32.',
        file: 'models/churn/serving.yaml',
        startLine: 9,
        startColumn: 13,
      },
    ])
  })

  it.each([
    ['models/churn', 'serving.yaml', 'models/churn/serving.yaml'],
    ['./models/churn/', './serving.yaml', 'models/churn/serving.yaml'],
    ['.', 'serving.yaml', 'serving.yaml'],
    ['models/churn', 'models/churn/serving.yaml', 'models/churn/serving.yaml'],
    ['model.onnx', 'model.onnx', 'model.onnx'],
  ])('of a model in %s writes %s as %s, relative to the workspace', (path, file, written) => {
    const error = new UserError('corrupt', 'x', 'y', { file })
    expect(annotationsOf([report({ path, outcome: { kind: 'failed', error } })])[0]?.file).toBe(written)
  })

  it('keeps ten of a level, the most important first, and counts the rest', () => {
    const changes = Array.from({ length: 30 }, (_, index) => ({ ...AGE_BREAKS, message: `change ${index}` }))
    const shown = annotationsOf([report({ outcome: refused(), comparison: comparison('breaking', OUTPUT_ADDED, ...changes) })])
    expect(shown.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      ...Array.from({ length: 9 }, (_, index) => `change ${index}`),
      'The job summary has all of them.',
    ])
    expect(shown.find(({ title }) => title === '21 more errors')).toBeDefined()
  })

  it('notices what was published', () => {
    expect(annotationsOf([report({ outcome: publishedOutcome(release('2.5.0')) })])[0]).toEqual({
      level: 'notice',
      title: 'churn: published',
      message: 'version 2.5.0 published: 1 compatible change since 2.4.1',
    })
  })

  it('warns that nothing was compared', () => {
    const baseline = { state: 'unavailable', reason: 'ghcr.io answered 401' } as const
    expect(annotationsOf([report({ baseline })])[0]).toMatchObject({ level: 'warning', title: 'churn: validated' })
    const outcome = publishedOutcome(release('3.0.0', { baseline }))
    expect(annotationsOf([report({ outcome })])[0]).toMatchObject({ level: 'warning', title: 'churn: published' })
  })
})
