import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { UserError } from '../../src/errors.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Report } from '../../src/report/types.ts'
import { AGE_BREAKS, comparison, DIGEST, OUTPUT_ADDED, publishedOutcome, refused, release, report } from './sample-reports.ts'

const validatorOf = (schema: string) =>
  new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(new URL(`../../docs/schema/${schema}`, import.meta.url), 'utf8')))
const error = new UserError('lfs-pointer', 'weights.bin is a Git LFS pointer', 'Run git lfs pull.')

const EVERY_OUTCOME: readonly (readonly [string, Report])[] = [
  ['refused', report({ outcome: refused('3.0.0'), comparison: comparison('breaking', OUTPUT_ADDED, AGE_BREAKS) })],
  [
    'failed early',
    { model: 'churn', path: 'models/churn', mode: 'publish', image: '', outcome: { kind: 'failed', error }, warnings: [], findings: [] },
  ],
  ['validated', report({ outcome: { kind: 'validated', nextVersion: '2.4.2' }, comparison: comparison('weights') })],
  ['first', report({ outcome: { kind: 'validated', nextVersion: '1.0.0' }, baseline: { state: 'first' } })],
  ['not compared', report({ baseline: { state: 'unavailable', reason: '401' }, comparison: comparison('breaking') })],
  ['unchanged', report({ outcome: { kind: 'unchanged', version: '2.4.1', digest: DIGEST } })],
  ['published', report({ mode: 'publish', outcome: publishedOutcome(release('2.5.0', { tag: 'v2.5.0' })) })],
]

describe('outputsOf', () => {
  it('are those of action.yml, in its order', () => {
    const action: unknown = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'))
    expect(action).toMatchObject({ outputs: expect.anything() })
    expect(Object.keys(outputsOf([report()]))).toEqual(Object.keys(Object(Reflect.get(Object(action), 'outputs'))))
  })

  it('of a published version', () => {
    const { contract, report: markdown, models, ...outputs } = outputsOf([EVERY_OUTCOME[6]?.[1] ?? report()])
    expect(outputs).toEqual({
      name: 'churn',
      version: '2.5.0',
      'previous-version': '2.4.1',
      image: 'ghcr.io/owner/churn:v2.5.0',
      digest: DIGEST,
      ref: `ghcr.io/owner/churn@${DIGEST}`,
      repository: 'ghcr.io/owner/churn',
      predicate: '',
      published: 'true',
      change: 'compatible',
      breaking: 'false',
      framework: 'sklearn',
      completeness: '90',
      changes: JSON.stringify([{ model: 'churn', ...OUTPUT_ADDED }]),
    })
    expect(JSON.parse(contract)).toMatchObject({ contract: 1, framework: { name: 'sklearn' } })
    expect(contract).not.toContain('evidence')
    expect(markdown).toContain('### ✅ **churn**')
    expect(JSON.parse(models)).toHaveLength(1)
  })

  it.each<[string, string, string, string]>([
    ['refused', 'breaking', 'true', '3.0.0'],
    ['failed early', 'unknown', 'false', ''],
    ['validated', 'weights', 'false', '2.4.2'],
    ['first', 'first', 'false', '1.0.0'],
    ['not compared', 'unknown', 'false', ''],
    ['unchanged', 'unchanged', 'false', '2.4.1'],
    ['published', 'compatible', 'false', '2.5.0'],
  ])('of a report that is %s: change %s, breaking %s, version %j', (kind, change, breaking, version) => {
    const about = EVERY_OUTCOME.find(([name]) => name === kind)?.[1]
    expect(about && outputsOf([about])).toMatchObject({ change, breaking, version })
  })

  it('of several models: the strongest change, and nothing that only one can have', () => {
    expect(outputsOf(EVERY_OUTCOME.map(([, one]) => one))).toMatchObject({
      name: '',
      version: '',
      published: 'true',
      change: 'breaking',
      breaking: 'true',
    })
  })

  it('of a finished upload that a re-run found: not published by this run', () => {
    expect(outputsOf([report({ outcome: publishedOutcome(release('2.5.0', { fresh: false })) })])).toMatchObject({
      published: 'false',
      version: '2.5.0',
      digest: DIGEST,
    })
  })

  it.each(EVERY_OUTCOME)('hold to their schemas: %s', (_, one) => {
    const outputs = outputsOf([one])
    for (const [schema, text] of [
      ['models.schema.json', outputs.models],
      ['changes.schema.json', outputs.changes],
    ] as const) {
      const validate = validatorOf(schema)
      validate(JSON.parse(text))
      expect(validate.errors).toBeNull()
    }
  })

  it('have schemas that refuse what is not theirs', () => {
    expect(validatorOf('models.schema.json')([{ name: 'churn' }])).toBe(false)
    expect(validatorOf('changes.schema.json')([{ model: 'churn', ...OUTPUT_ADDED, level: 'minor' }])).toBe(false)
  })
})
