import { describe, expect, it } from 'vitest'
import { checkNumbering, compareVersions, highestOf, parseVersion, tagOf, versionsOf } from '../../src/registry/tags.ts'
import type { Numbering, Scheme } from '../../src/registry/types.ts'

const SEMVER: Numbering = { scheme: 'semver', prefix: '', initial: '1.0.0', allowBreaking: false }
const INTEGER: Numbering = { ...SEMVER, scheme: 'integer', initial: '1' }
const HIGHEST_SAFE = '9007199254740991'
const ABOVE_SAFE = '9007199254740992'

describe('one text', () => {
  it.each<[Scheme, string]>([
    ['semver', '0.0.0'],
    ['semver', '1.0.0'],
    ['semver', '10.20.30'],
    ['semver', `1.0.${HIGHEST_SAFE}`],
    ['integer', '0'],
    ['integer', '1'],
    ['integer', '20240501'],
    ['integer', HIGHEST_SAFE],
  ])('under %s %s is a version', (scheme, text) => {
    expect(parseVersion(text, scheme)).toBe(text)
  })

  it.each<[Scheme, string]>([
    ['semver', ''],
    ['semver', '1'],
    ['semver', '1.2'],
    ['semver', '1.2.3.4'],
    ['semver', '01.2.3'],
    ['semver', '1.02.3'],
    ['semver', '1.2.3-rc.1'],
    ['semver', '1.2.3+build'],
    ['semver', 'v1.2.3'],
    ['semver', ' 1.2.3'],
    ['semver', '1.2.3 '],
    ['semver', '1.2.3\n'],
    ['semver', '-1.2.3'],
    ['semver', '1.2.x'],
    ['semver', '1..3'],
    ['semver', '1,2,3'],
    ['semver', '１.２.３'],
    ['semver', `${ABOVE_SAFE}.0.0`],
    ['semver', `1.${'9'.repeat(120)}.0`],
    ['semver', '20240501'],
    ['semver', 'sha-1234567'],
    ['integer', ''],
    ['integer', '007'],
    ['integer', '-1'],
    ['integer', '+1'],
    ['integer', '1e3'],
    ['integer', '0x10'],
    ['integer', '1_000'],
    ['integer', '1.0'],
    ['integer', '1.0.0'],
    ['integer', 'v1'],
    ['integer', '7\n'],
    ['integer', ABOVE_SAFE],
    ['integer', '9'.repeat(128)],
  ])('under %s %j is none', (scheme, text) => {
    expect(parseVersion(text, scheme)).toBeNull()
  })

  it.each<[Scheme, string, string]>([
    ['semver', '1.9.0', '1.10.0'],
    ['semver', '9.0.0', '10.0.0'],
    ['semver', '1.0.9', '1.0.10'],
    ['semver', '0.9.9', '1.0.0'],
    ['integer', '9', '10'],
    ['integer', '9007199254740990', HIGHEST_SAFE],
  ])('under %s %s stands before %s, as numbers do', (scheme, low, high) => {
    expect(Math.sign(compareVersions(low, high, scheme))).toBe(-1)
    expect(Math.sign(compareVersions(high, low, scheme))).toBe(1)
    expect(compareVersions(low, low, scheme)).toBe(0)
  })
})

describe('the tags of a repository', () => {
  /** What stands beside versions in real repositories: channels, commits, signatures, pull requests, claims of this tool. */
  const LOOK_ALIKES = [
    'latest',
    'main',
    '1.2',
    '1.2.3-rc.1',
    '1.2.3-amd64',
    '1.2.3_1',
    '01.2.3',
    '1.2.3.4',
    'V9.0.0',
    'vv9.0.0',
    'v',
    'v.9.0.0',
    'pr-7',
    'release-9.0.0',
    'sha-9f2b1c0',
    `sha256-${'1'.repeat(64)}`,
    `sha256-${'1'.repeat(64)}.sig`,
    `${ABOVE_SAFE}.0.0`,
    '_claim.9.0.0.door',
    '_claim.cached-list',
  ]

  it.each<{ what: string; numbering: Numbering; tags: readonly string[]; versions: readonly string[] }>([
    { what: 'none', numbering: SEMVER, tags: [], versions: [] },
    { what: 'nothing but look-alikes', numbering: SEMVER, tags: LOOK_ALIKES, versions: [] },
    { what: 'nothing but look-alikes, by integers', numbering: INTEGER, tags: LOOK_ALIKES, versions: [] },
    { what: 'versions among look-alikes', numbering: SEMVER, tags: ['1.10.0', ...LOOK_ALIKES, '1.9.0'], versions: ['1.9.0', '1.10.0'] },
    { what: 'one of them twice', numbering: SEMVER, tags: ['2.0.0', '1.0.0', '2.0.0'], versions: ['1.0.0', '2.0.0'] },
    { what: 'a date under semver', numbering: SEMVER, tags: ['20240501', '1.0.0'], versions: ['1.0.0'] },
    { what: 'a date under integers', numbering: INTEGER, tags: ['20240501', '7'], versions: ['7', '20240501'] },
    { what: 'a floating major under semver', numbering: SEMVER, tags: ['2', '1.9.9'], versions: ['1.9.9'] },
    { what: 'semver tags under integers', numbering: INTEGER, tags: ['1.0.0', '2.0.0'], versions: [] },
    { what: 'a foreign `v`', numbering: SEMVER, tags: ['v2.0.0', '1.0.0'], versions: ['1.0.0', 'v2.0.0'] },
    { what: 'both spellings of one number', numbering: SEMVER, tags: ['v1.0.0', '1.0.0'], versions: ['1.0.0'] },
    { what: 'both spellings, prefixed `v`', numbering: { ...SEMVER, prefix: 'v' }, tags: ['1.0.0', 'v1.0.0'], versions: ['v1.0.0'] },
    { what: 'the bare spelling alone, prefixed `v`', numbering: { ...SEMVER, prefix: 'v' }, tags: ['1.0.0'], versions: ['1.0.0'] },
    { what: 'another prefix', numbering: { ...SEMVER, prefix: 'm-' }, tags: ['m-1.0.0', 'n-9.0.0', 'v3.0.0'], versions: ['m-1.0.0', 'v3.0.0'] },
    { what: 'a prefix of pattern characters', numbering: { ...SEMVER, prefix: 'a.b-' }, tags: ['a.b-1.0.0', 'axb-9.0.0'], versions: ['a.b-1.0.0'] },
    { what: 'a prefix under integers', numbering: { ...INTEGER, prefix: 'r' }, tags: ['r10', 'r9', '8', 'v11'], versions: ['8', 'r9', 'r10', 'v11'] },
  ])('$what: $versions', ({ numbering, tags, versions }) => {
    expect(versionsOf(tags, numbering).map(({ tag }) => tag)).toEqual(versions)
    expect(highestOf(versionsOf(tags, numbering))?.tag ?? null).toBe(versions.at(-1) ?? null)
  })

  it('tell the number without its prefix, in the spelling that is in the registry', () => {
    expect(versionsOf(['rel-1.2.3'], { ...SEMVER, prefix: 'rel-' })).toEqual([{ version: '1.2.3', tag: 'rel-1.2.3' }])
  })
})

describe('numbering', () => {
  it.each<Partial<Numbering>>([
    {},
    { prefix: 'v' },
    { prefix: 'model-' },
    { prefix: 'a1.b_' },
    { prefix: 'x'.repeat(32) },
    { initial: '0.1.0' },
    { explicit: '2.0.0' },
    { scheme: 'integer', initial: '0', explicit: HIGHEST_SAFE },
  ])('%j gives tags that are read back as the same version', (changes) => {
    const numbering = { ...SEMVER, ...changes }
    checkNumbering(numbering)
    for (const version of [numbering.initial, numbering.explicit ?? numbering.initial]) {
      expect(versionsOf([tagOf(version, numbering)], numbering)).toEqual([{ version, tag: tagOf(version, numbering) }])
    }
  })

  it.each<[string, Partial<Numbering>]>([
    ['a prefix that ends in a digit', { prefix: 'v1' }],
    ['a prefix that is a digit', { prefix: '1' }],
    ['a prefix that ends in a dot', { prefix: 'v.' }],
    ['a prefix that no tag begins with', { prefix: '-v' }],
    ['a prefix with a slash', { prefix: 'a/' }],
    ['a prefix with a colon', { prefix: 'a:' }],
    ['a prefix with a space', { prefix: 'a ' }],
    ['a prefix that is not ASCII', { prefix: 'modèle-' }],
    ['a prefix of 33 characters', { prefix: 'x'.repeat(33) }],
    ['a prefix of claims', { prefix: '_claim.v' }],
    ['an initial version of two numbers', { initial: '1.0' }],
    ['an initial version with its prefix', { prefix: 'v', initial: 'v1.0.0' }],
    ['an explicit pre-release', { explicit: '2.0.0-rc.1' }],
    ['an explicit `latest`', { explicit: 'latest' }],
    ['an explicit version of the other scheme', { scheme: 'integer', initial: '1', explicit: '1.0.0' }],
    ['an explicit version above 2^53', { scheme: 'integer', initial: '1', explicit: ABOVE_SAFE }],
  ])('%s is refused', (_what, changes) => {
    expect(() => checkNumbering({ ...SEMVER, ...changes })).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  })
})
