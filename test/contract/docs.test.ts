import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contractRules } from '../../scripts/docs/contract.ts'
import { canonicalJson } from '../../src/contract/canonical.ts'
import { parseContract } from '../../src/contract/parse.ts'
import { RULES } from '../../src/contract/rules.ts'
import { DTYPES, PROFILES } from '../../src/contract/types.ts'

const docs = readFileSync(new URL('../../docs/contract.md', import.meta.url), 'utf8')

describe('docs/contract.md', () => {
  it('has the table of rules that the program follows (npm run docs writes it)', () => {
    const [, table] = /<!-- generated:contract-rules -->\n([\s\S]*?)\n?<!-- \/generated -->/.exec(docs) ?? []
    expect(table).toBe(contractRules())
  })

  it('shows a contract in canonical form', () => {
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(docs) ?? []
    expect(canonicalJson(parseContract(JSON.parse(json), 'docs/contract.md'))).toBe(JSON.stringify(JSON.parse(json)))
  })

  it('lists every type and profile', () => {
    const words = docs.replaceAll('\n', ' ')
    expect(words).toContain(DTYPES.join(' '))
    expect(words).toContain(PROFILES.join(' '))
  })
})

it('no two rules share a name', () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length)
})
