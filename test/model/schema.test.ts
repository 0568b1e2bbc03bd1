import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { DTYPES, PROFILES } from '../../src/contract/types.ts'
import { parseDefinitions } from '../../src/model/definition.ts'
import { PROFILE_WORDS, TYPE_WORDS } from '../../src/model/definition-words.ts'
import { SCHEMA_URL, writeDefinition } from '../../src/model/init.ts'
import { anyContract } from './contracts.ts'
import { refusal } from './scratch.ts'

const schema = JSON.parse(readFileSync('docs/schema/serving.schema.json', 'utf8'))
const validate = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true }).compile(schema)
/** As an editor sees it: every document by the schema. */
const accepts = (text: string) => parseAllDocuments(text).every((document) => 'toJS' in document && validate(document.toJS()))

const contract = (written: string) => `kind: Model\ncontract: { p: { inputs: { x: ${written} }, outputs: {} } }\n`

describe('the JSON Schema', () => {
  it('lies where definitions point to', () => {
    expect(schema.$id).toBe(SCHEMA_URL)
    expect(SCHEMA_URL).toContain('docs/schema/serving.schema.json')
  })

  it('knows the words that the reader knows', () => {
    expect(schema.$defs.type.anyOf[0].enum).toEqual([...TYPE_WORDS, '?'])
    expect(schema.$defs.value.properties.profile.enum).toEqual([...PROFILE_WORDS, ...PROFILES.map((profile) => profile.toUpperCase())])
    expect(TYPE_WORDS).toEqual(expect.arrayContaining([...DTYPES]))
  })

  it('accepts whatever we write', () => {
    fc.assert(
      fc.property(anyContract, (any) => {
        expect(accepts(writeDefinition(any, { name: 'm' })), JSON.stringify(validate.errors)).toBe(true)
      }),
      { numRuns: 200, seed: 11 },
    )
  })

  const good = [
    'kind: Model\nname: a\nruntime: r:1\npayload: [a, b/]\ninstall-command: x\nmetadata: {a: 1}\nmodel-type: python:3.6\n',
    'kind: Model\npayload: a\n---\nkind: Application\nname: [1]\n---\nkind: Model\nx-base: 1\n',
    'kind: Model\ncontract: { name: p, inputs: { x: { shape: [-1, 4], type: double, profile: IMAGE } }, outputs: {}, metadata: {a: 1} }\n',
    'kind: Model\ncontract:\n- { name: p, positional: true, inputs: [{ name: x, type: DT_FLOAT }], outputs: {} }\n',
    contract('{ map: { key: string, value: { sequence: { type: "?" } } }, optional: true }'),
    contract('{ struct: { a: { image: { width: 1, height: "?", channels: -1 } } } }'),
    contract('{ type: int, shape: [batch, "n+1", 0, ~] }'),
    contract('{}'),
  ]
  it.each(good)('accepts what the reader accepts: %j', (text) => {
    expect(parseDefinitions(text, 'serving.yaml').length).toBeGreaterThan(0)
    expect(accepts(text), JSON.stringify(validate.errors)).toBe(true)
  })

  const bad = [
    'kind: Model\nruntim: x\n',
    'kind: Model\nname: [a]\n',
    'kind: Model\npayload: []\n',
    'kind: Model\ncontract: {}\n',
    'kind: Model\ncontract: contract.prototxt\n',
    'contract: { p: { inputs: {}, outputs: {} } }\n',
    'kind: Model\ncontract: { p: { inputs: {} } }\n',
    'kind: Model\ncontract: { p: { inputs: {}, outputs: {}, extra: 1 } }\n',
    'kind: Model\ncontract: [{ name: p, inputs: [{ type: int }], outputs: {} }]\n',
    contract('double'),
    contract('{ type: flaot64 }'),
    contract('{ tpye: int }'),
    contract('{ type: int, profile: numbercal }'),
    contract('{ type: int, shape: 4 }'),
    contract('{ type: int, shape: scaler }'),
    contract('{ type: int, shape: [-2] }'),
    contract('{ type: int, shape: [1.5] }'),
    contract('{ type: int, shape: ["4"] }'),
    contract('{ type: int, shape: [None] }'),
    contract('{ type: int, shape: [[1]] }'),
    contract('{ type: int, optional: yes }'),
    contract('{ type: int, sequence: { type: int } }'),
    contract('{ sequence: { type: int }, struct: {} }'),
    contract('{ image: { width: 1, channels: 3 } }'),
    contract('{ map: { key: string } }'),
    contract('{ type: int, aliases: y }'),
  ]
  it.each(bad)('refuses what the reader refuses: %j', (text) => {
    expect(refusal(() => parseDefinitions(text, 'serving.yaml')).code).toBe('definition-invalid')
    expect(accepts(text)).toBe(false)
  })
})

describe('the examples', () => {
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(?:^|\/)(?:serving|model)\.ya?ml$/.test(file) && !file.includes('.github'),
  )
  it.each(files)('%s', (file) => {
    const text = readFileSync(`examples/${file}`, 'utf8')
    expect(parseDefinitions(text, file).length).toBeGreaterThan(0)
    expect(accepts(text), JSON.stringify(validate.errors)).toBe(true)
  })
})

describe('the documentation', () => {
  const text = readFileSync('docs/definition.md', 'utf8')
  const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  it.each(blocks)('shows a definition that is one: %#', (block) => {
    expect(parseDefinitions(block, 'serving.yaml').length).toBeGreaterThan(0)
    expect(accepts(block), JSON.stringify(validate.errors)).toBe(true)
  })
  it('has examples', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(4)
  })
  it.each([...TYPE_WORDS])('names the type %s', (word) => {
    expect(text).toContain(`\`${word}\``)
  })
  it.each([...PROFILES])('names the profile %s', (word) => {
    expect(text).toContain(`\`${word}\``)
  })
})
