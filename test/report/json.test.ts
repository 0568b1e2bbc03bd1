import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/contract/canonical.ts'
import { parseContract } from '../../src/contract/parse.ts'
import { type Contract, evidenceOf, type Value } from '../../src/contract/types.ts'
import { contractAnswer, contractJson } from '../../src/report/json.ts'
import { CHURN } from './sample-reports.ts'

const facts = { warnings: [{ code: 'odd', message: 'odd' }], findings: [{ severity: 'low', message: 'a pickle', where: 'model.pkl' }] } as const
const only = (value: Value): Contract => ({ ...CHURN, signatures: [{ name: 'predict', inputs: [{ name: 'x', ...value }], outputs: [] }] })
const input = (value: Value) => contractAnswer({ contract: only(value), warnings: [], findings: [] }).signatures[0]?.inputs[0]

describe('contractJson', () => {
  it('is the canonical contract at the top level, with the evidence of every field beside it', () => {
    const answer = JSON.parse(contractJson({ contract: CHURN, ...facts }))
    expect(answer).toMatchObject({ contract: 1, framework: { name: 'sklearn' }, ...facts })
    expect(answer.signatures[0].inputs[1]).toEqual({
      name: 'plan',
      type: 'string',
      shape: [-1],
      profile: 'categorical',
      assumed: ['type'],
      source: { name: 'stored', type: 'assumed', rank: 'stored', dim: 'stored' },
      where: 'model.joblib: feature_names_in_',
    })
    expect(answer.assumed).toEqual([{ path: ['predict', 'inputs', 'plan'], facts: ['type'] }])
    expect(answer.completeness).toMatchObject({ missing: [{ path: ['predict', 'inputs', 'plan'], fact: 'type' }] })
  })

  it('holds exactly the canonical contract once the evidence is taken off', () => {
    const bare = JSON.parse(contractJson({ contract: CHURN, ...facts }), (key, value: unknown) =>
      key === 'source' || key === 'where' ? undefined : value,
    )
    const { contract, framework, signatures } = bare
    expect(canonicalJson(parseContract({ contract, framework, signatures }, 'answer'))).toBe(canonicalJson(CHURN))
  })

  it('says of a shape how sure its weakest dimension is', () => {
    const value = { type: 'float32', shape: [-1, 4, 'n'] } as const
    const evidence = { ...evidenceOf(value, 'stored', 'm'), dims: ['assumed', 'stored', 'derived'] as const }
    expect(input({ ...value, evidence })?.source).toEqual({ name: 'stored', type: 'stored', rank: 'stored', dim: 'assumed' })
  })

  it('never gives evidence of what it does not say', () => {
    const value = { type: null, shape: null } as const
    const evidence = { name: 'stored', type: 'stored', rank: 'stored', dims: [], where: 'm' } as const
    expect(input({ ...value, evidence })?.source).toEqual({ name: 'stored', type: 'unknown', rank: 'unknown', dim: 'unknown' })
  })

  it('goes into sequences, maps and structs', () => {
    const leaf = { type: 'int64', shape: [] } as const
    const known = { ...leaf, evidence: evidenceOf(leaf, 'stored', 'm: leaf') }
    const nested = input({ sequence: { map: { key: 'string', value: { struct: [{ name: 'a', ...known }] } } } })
    expect(nested?.sequence?.map?.value.struct?.[0]).toMatchObject({ name: 'a', source: { type: 'stored' }, where: 'm: leaf' })
  })

  it('has no source where there is no evidence, as in a contract read back from an image', () => {
    expect(input({ type: 'int64', shape: [] })).toEqual({ name: 'x', type: 'int64', shape: [] })
  })
})
