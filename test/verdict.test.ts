import { describe, expect, it } from 'vitest'
import { contractDigest } from '../src/contract/canonical.ts'
import type { Level } from '../src/contract/change.ts'
import type { Contract, DType } from '../src/contract/types.ts'
import type { Occasion } from '../src/event.ts'
import { BASE_DIGEST_LABEL, BASE_NAME_LABEL } from '../src/image/labels.ts'
import { defaultOf, type Inputs, readInputs } from '../src/inputs.ts'
import type { InputName } from '../src/metadata.ts'
import { digestOf } from '../src/registry/manifest.ts'
import type { Baseline, Numbering, Published } from '../src/registry/types.ts'
import type { Against } from '../src/report/types.ts'
import { acceptedBy, type Candidate, compare, nextOf, numberingOf, type Policy, policyOf, refuseBreaking, standsAlready } from '../src/verdict.ts'

const SEMVER: Numbering = { scheme: 'semver', prefix: '', initial: '1.0.0', allowBreaking: false }
const identity = (text: string) => digestOf(new TextEncoder().encode(text))
const FILES = identity('files')
const OTHER_FILES = identity('other files')
const RUNTIME_DIGEST = identity('runtime')

/** A contract whose one input has that type; `null`: it is not known. */
const taking = (type: DType | null, ...outputs: readonly string[]): Contract => ({
  contract: 1,
  framework: { name: 'onnx' },
  signatures: [
    {
      name: 'predict',
      inputs: [{ name: 'x', type, shape: [-1] }],
      outputs: ['y', ...outputs].map((name) => ({ name, type: 'float32', shape: [-1] })),
    },
  ],
})

const CONTRACT = taking('float32')
const candidateOf = (changes: Partial<Candidate> = {}): Candidate => ({
  contract: CONTRACT,
  content: FILES,
  runtime: { name: '', digest: null, installCommand: '' },
  ...changes,
})

function publishedAs(contract: Contract, changes: Partial<Published> = {}): Baseline {
  const published = {
    version: '1.4.1',
    tag: '1.4.1',
    digest: identity('manifest'),
    contractDigest: contractDigest(contract),
    content: FILES,
    labels: {},
    annotations: {},
    ...changes,
    contract,
  }
  return { state: 'compared', published }
}

const UNREADABLE: Baseline = { state: 'unavailable', reason: 'another tool wrote it' }
const FOREIGN: Baseline = {
  state: 'unavailable',
  reason: 'another tool wrote it',
  published: {
    version: '1.4.1',
    tag: '1.4.1',
    digest: identity('m'),
    contract: null,
    contractDigest: null,
    content: null,
    labels: {},
    annotations: {},
  },
}

describe('a candidate compared', () => {
  it.each<[string, Level, Candidate, Baseline | Against, boolean]>([
    ['with nothing', 'compatible', candidateOf(), { state: 'first' }, false],
    ['with what could not be read', 'breaking', candidateOf(), UNREADABLE, false],
    ['with a foreign image', 'breaking', candidateOf(), FOREIGN, false],
    ['with itself', 'unchanged', candidateOf(), publishedAs(CONTRACT), false],
    ['with other files', 'weights', candidateOf({ content: OTHER_FILES }), publishedAs(CONTRACT), false],
    ['with files of unknown identity', 'weights', candidateOf(), publishedAs(CONTRACT, { content: null }), false],
    [
      'on another runtime',
      'weights',
      candidateOf({ runtime: { name: 'python:3.12', digest: null, installCommand: '' } }),
      publishedAs(CONTRACT),
      false,
    ],
    [
      'with another install command',
      'weights',
      candidateOf({ runtime: { name: '', digest: null, installCommand: 'pip install x' } }),
      publishedAs(CONTRACT),
      false,
    ],
    [
      'on the same runtime, by name',
      'unchanged',
      candidateOf({ runtime: { name: 'python:3.12', digest: null, installCommand: '' } }),
      publishedAs(CONTRACT, { labels: { [BASE_NAME_LABEL]: 'python:3.12', [BASE_DIGEST_LABEL]: RUNTIME_DIGEST } }),
      false,
    ],
    [
      'on a runtime that moved',
      'weights',
      candidateOf({ runtime: { name: 'python:3.12', digest: identity('moved'), installCommand: '' } }),
      publishedAs(CONTRACT, { labels: { [BASE_NAME_LABEL]: 'python:3.12', [BASE_DIGEST_LABEL]: RUNTIME_DIGEST } }),
      false,
    ],
    ['with a further output', 'compatible', candidateOf({ contract: taking('float32', 'z') }), publishedAs(CONTRACT), false],
    ['with another type', 'breaking', candidateOf({ contract: taking('string') }), publishedAs(CONTRACT), false],
    ['with a type that is not known any more', 'compatible', candidateOf({ contract: taking(null) }), publishedAs(CONTRACT), false],
    ['with a type that is not known any more, strictly', 'breaking', candidateOf({ contract: taking(null) }), publishedAs(CONTRACT), true],
    ['with a type that is known now', 'learned', candidateOf(), publishedAs(taking(null)), false],
    ['with a contract alone', 'unchanged', candidateOf(), { state: 'compared', label: 'a.json', contract: CONTRACT, content: null }, false],
    ['with other files elsewhere', 'weights', candidateOf(), { state: 'compared', label: 'HEAD', contract: CONTRACT, content: OTHER_FILES }, false],
  ])('%s is %s', (_what, level, candidate, side, strict) => {
    expect(compare(candidate, side, { strict }).level).toBe(level)
  })
})

describe('the policy', () => {
  const validate: Occasion = { mode: 'validate', because: '', onDemand: false }
  const publish: Occasion = { ...validate, mode: 'publish' }
  const labelled: Occasion = { ...validate, pullRequest: { number: 7, headSha: 'abc', readOnly: false, breakingAccepted: true } }

  it.each<[Inputs['breaking'], string, Occasion, Policy]>([
    ['auto', 'a pull request', validate, { breaking: 'fail', strict: false }],
    ['auto', 'a push', publish, { breaking: 'allow', strict: false }],
    ['auto', 'a labelled pull request', labelled, { breaking: 'warn', strict: false, accepted: 'label breaking-contract' }],
    ['fail', 'a pull request', validate, { breaking: 'fail', strict: false }],
    ['fail', 'a push', publish, { breaking: 'fail', strict: false }],
    ['fail', 'a labelled pull request', labelled, { breaking: 'warn', strict: false, accepted: 'label breaking-contract' }],
    ['strict', 'a push', publish, { breaking: 'fail', strict: true }],
    ['strict', 'a labelled pull request', labelled, { breaking: 'warn', strict: true, accepted: 'label breaking-contract' }],
    ['warn', 'a pull request', validate, { breaking: 'warn', strict: false, accepted: 'input breaking: warn' }],
    ['allow', 'a push', publish, { breaking: 'allow', strict: false, accepted: 'input breaking: allow' }],
  ])('%s on %s', (breaking, _what, occasion, policy) => {
    expect(policyOf({ breaking }, occasion)).toEqual(policy)
  })

  it('names who accepted a break: after a merge the one on GitHub, else itself', async () => {
    const acceptance = async () => 'label breaking-contract on #7'
    const policy: Policy = { breaking: 'allow', strict: false, accepted: 'input breaking: allow' }
    expect(await acceptedBy(policy, publish, { acceptance })).toBe('label breaking-contract on #7')
    expect(await acceptedBy(policy, validate, { acceptance })).toBe('input breaking: allow')
    expect(await acceptedBy(policy, publish, { acceptance: async () => null })).toBe('input breaking: allow')
    expect(await acceptedBy({ breaking: 'allow', strict: false }, publish, {})).toBeUndefined()
  })

  const refused = (contract: Contract, side: Baseline | Against, policy: Policy) => () =>
    refuseBreaking(compare(candidateOf({ contract }), side, policy), side, policy)
  const FAIL: Policy = { breaking: 'fail', strict: false }

  it.each<[string, Contract, Policy, RegExp]>([
    ['a break', taking('string'), FAIL, /^A change breaks callers of 1\.4\.1: /],
    [
      'several',
      { ...CONTRACT, signatures: [{ name: 'other', inputs: [], outputs: [] }, ...taking('string').signatures] },
      FAIL,
      /breaks? callers of 1\.4\.1/,
    ],
    ['a loss, strictly', taking(null), { breaking: 'fail', strict: true }, /^A change breaks callers of 1\.4\.1: /],
  ])('refuses %s with what happens to callers', (_what, contract, policy, message) => {
    expect(refused(contract, publishedAs(CONTRACT), policy)).toThrow(
      expect.objectContaining({ code: 'breaking-change', message: expect.stringMatching(message) }),
    )
  })

  it('names the other side of a comparison by its label', () => {
    const side: Against = { state: 'compared', label: 'main (abc1234)', contract: CONTRACT, content: null }
    expect(refused(taking('string'), side, FAIL)).toThrow(/callers of main \(abc1234\)/)
  })

  it.each<[string, Contract, Baseline, Policy]>([
    ['a break that is warned of', taking('string'), publishedAs(CONTRACT), { breaking: 'warn', strict: false }],
    ['a break that is allowed', taking('string'), publishedAs(CONTRACT), { breaking: 'allow', strict: false }],
    ['a compatible change', taking('float32', 'z'), publishedAs(CONTRACT), FAIL],
    ['a loss', taking(null), publishedAs(CONTRACT), FAIL],
    ['a first version', CONTRACT, { state: 'first' }, FAIL],
    ['what could not be compared: nobody is known to break', CONTRACT, FOREIGN, FAIL],
  ])('lets %s pass', (_what, contract, baseline, policy) => {
    expect(refused(contract, baseline, policy)).not.toThrow()
  })
})

describe('the published version stands', () => {
  it.each<[boolean, string, Candidate, Baseline]>([
    [true, 'for the same files and contract', candidateOf(), publishedAs(CONTRACT)],
    [false, 'for other files', candidateOf({ content: OTHER_FILES }), publishedAs(CONTRACT)],
    [false, 'for another contract', candidateOf({ contract: taking('string') }), publishedAs(CONTRACT)],
    [false, 'for facts learned since', candidateOf(), publishedAs(taking(null))],
    [
      true,
      'for another version of the framework',
      candidateOf({ contract: { ...CONTRACT, framework: { name: 'onnx', version: '9' } } }),
      publishedAs(CONTRACT),
    ],
    [false, 'for an image without the digest of its contract', candidateOf(), publishedAs(CONTRACT, { contractDigest: null })],
    [false, 'for a first one', candidateOf(), { state: 'first' }],
    [false, 'for a foreign image', candidateOf(), FOREIGN],
  ])('%s %s', (stands, _what, candidate, baseline) => {
    expect(standsAlready(candidate, baseline)?.version).toBe(stands ? '1.4.1' : undefined)
  })
})

describe('the version that would be published', () => {
  it.each<[string, string | null, Baseline, Level, Partial<Numbering>]>([
    ['the first', '1.0.0', { state: 'first' }, 'compatible', {}],
    ['after a break', '2.0.0', publishedAs(CONTRACT), 'breaking', {}],
    ['after weights', '1.4.2', publishedAs(CONTRACT), 'weights', {}],
    ['after a foreign image, to be safe', '2.0.0', FOREIGN, 'breaking', {}],
    ['after a foreign image, as asked for', '1.4.2', FOREIGN, 'breaking', { bump: 'patch' }],
    ['where nothing is known', null, UNREADABLE, 'breaking', {}],
    ['where nothing is known but what is asked for', null, UNREADABLE, 'breaking', { bump: 'patch' }],
  ])('%s is %s', (_what, version, baseline, level, numbering) => {
    expect(nextOf(baseline, { level, changes: [] }, { ...SEMVER, ...numbering })).toBe(version)
  })

  it('after a compared break is not the one asked for', () => {
    expect(() => nextOf(publishedAs(CONTRACT), { level: 'breaking', changes: [] }, { ...SEMVER, bump: 'patch' })).toThrow(
      expect.objectContaining({ code: 'bump-too-low' }),
    )
  })
})

describe('numbering', () => {
  const inputs = (given: Readonly<Partial<Record<InputName, string>>>): Inputs => readInputs((name) => given[name] ?? defaultOf(name))

  it.each<[Readonly<Partial<Record<InputName, string>>>, Numbering]>([
    [{}, SEMVER],
    [{ 'version-scheme': 'integer' }, { ...SEMVER, scheme: 'integer', initial: '1' }],
    [
      { 'initial-version': '0.1.0', 'tag-prefix': 'v' },
      { ...SEMVER, initial: '0.1.0', prefix: 'v' },
    ],
    [
      { version: '2.0.0', bump: 'minor' },
      { ...SEMVER, explicit: '2.0.0', bump: 'minor' },
    ],
    [{ breaking: 'allow' }, { ...SEMVER, allowBreaking: true }],
    [{ breaking: 'warn' }, SEMVER],
  ])('of %j', (given, numbering) => {
    expect(numberingOf(inputs(given))).toEqual(numbering)
  })

  it.each<[InputName, string]>([
    ['version', 'v2.0.0'],
    ['version', '2.0'],
    ['initial-version', '1'],
    ['tag-prefix', 'v1'],
    ['tag-prefix', 'a/b'],
    ['tag-prefix', 'x'.repeat(40)],
  ])('with %s: %s is refused before anything is promised', (name, text) => {
    expect(() => numberingOf(inputs({ [name]: text }))).toThrow(
      expect.objectContaining({ code: 'input-invalid', where: { file: 'workflow', key: name } }),
    )
  })
})
