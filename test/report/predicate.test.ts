/** The file that a step hands to actions/attest: what can be signed of an image, and nothing where no image stands. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { canonicalJson, contractDigest } from '../../src/contract/canonical.ts'
import { writePredicate } from '../../src/predicate-file.ts'
import { contractPredicate, PREDICATE_TYPE } from '../../src/report/predicate.ts'
import type { Report } from '../../src/report/types.ts'
import { CHURN, DIGEST, publishedOutcome, refused, release, report } from './sample-reports.ts'

const root = new URL('../../', import.meta.url)
const schema = JSON.parse(readFileSync(new URL('docs/schema/contract-predicate-v1.schema.json', root), 'utf8'))
const validate = new Ajv({ allErrors: true }).compile(schema)
const content = `sha256:${'cd'.repeat(32)}` as const
const PUBLISHED = report({ content, contract: CHURN, outcome: publishedOutcome(release('2.5.0')) })
const UNCHANGED = report({ content, contract: CHURN, outcome: { kind: 'unchanged', version: '2.4.1', digest: DIGEST } })
const directory = mkdtempSync(join(tmpdir(), 'mlambda-test-predicate-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('the predicate', () => {
  it('holds the canonical contract, its digest, and the identity of the files', () => {
    expect(contractPredicate(PUBLISHED)).toMatchObject({
      model: 'churn',
      version: '2.5.0',
      contentDigest: content,
      contractDigest: contractDigest(CHURN),
      contract: JSON.parse(canonicalJson(CHURN)),
    })
  })

  it('says of each field where its facts are from', () => {
    expect(contractPredicate(PUBLISHED)).toMatchObject({
      evidence: {
        completeness: { known: expect.any(Number), total: expect.any(Number), ratio: expect.any(Number) },
        signatures: [
          {
            name: 'predict',
            inputs: [
              { name: 'age', source: { name: 'declared', type: 'declared', rank: 'declared', dim: 'declared' }, where: 'serving.yaml:7' },
              { name: 'plan', source: { type: 'assumed' } },
            ],
            outputs: [{ name: 'predict', source: { type: 'derived' }, where: 'model.joblib: classes_' }],
          },
        ],
      },
    })
  })

  it.each([
    ['published', PUBLISHED],
    ['unchanged', UNCHANGED],
  ])('of a version that is %s holds to its schema', (_, one) => {
    validate(contractPredicate(one))
    expect(validate.errors).toBeNull()
  })

  it('has a schema that refuses what is no contract', () => {
    expect(validate({ ...contractPredicate(PUBLISHED), contentDigest: 'sha256:1' })).toBe(false)
    expect(validate({ ...contractPredicate(PUBLISHED), contract: { contract: 2, framework: { name: 'x' }, signatures: [] } })).toBe(false)
  })

  it.each<[string, Report]>([
    ['only validated', report({ content, outcome: { kind: 'validated', nextVersion: '2.5.0' } })],
    ['refused', report({ content, outcome: refused('3.0.0') })],
  ])('is not made of a version that is %s', (_, one) => {
    expect(contractPredicate(one)).toBeNull()
  })
})

describe('its file', () => {
  it('is one of each upload, and none where nothing or several models were published', async () => {
    const first = await writePredicate([PUBLISHED], directory)
    const second = await writePredicate([UNCHANGED], directory)
    expect(JSON.parse(readFileSync(first, 'utf8'))).toEqual(contractPredicate(PUBLISHED))
    expect(JSON.parse(readFileSync(second, 'utf8'))).toEqual(contractPredicate(UNCHANGED))
    expect(await writePredicate([report({ outcome: refused('3.0.0') })], directory)).toBe('')
    expect(await writePredicate([PUBLISHED, UNCHANGED], directory)).toBe('')
    expect(await writePredicate([], directory)).toBe('')
  })
})

/** As a workflow writes it. */
const outputOf = (name: string): string => ['$', `{{ steps.model.outputs.${name} }}`].join('')

it('is of the type that leads to its schema, in the code, the example and the docs', () => {
  expect(schema.$id).toBe(PREDICATE_TYPE)
  const example = readFileSync(new URL('examples/attest/.github/workflows/model.yml', root), 'utf8')
  const steps: readonly { readonly uses?: string; readonly with?: object }[] = parse(example).jobs.upload.steps
  const attest = steps.find(({ uses }) => uses?.startsWith('actions/attest@'))
  expect(attest?.with).toEqual({
    'subject-name': outputOf('repository'),
    'subject-digest': outputOf('digest'),
    'predicate-type': PREDICATE_TYPE,
    'predicate-path': outputOf('predicate'),
    'push-to-registry': true,
  })
  for (const file of ['examples/attest/.github/workflows/verify.yml', 'docs/image.md']) {
    expect(readFileSync(new URL(file, root), 'utf8')).toContain(PREDICATE_TYPE)
  }
})
