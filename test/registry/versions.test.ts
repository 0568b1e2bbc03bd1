import { describe, expect, it } from 'vitest'
import type { Level } from '../../src/contract/change.ts'
import { nextVersion } from '../../src/registry/next.ts'
import { checkNumbering, versionsOf } from '../../src/registry/tags.ts'
import type { Numbering } from '../../src/registry/types.ts'

const SEMVER: Numbering = { scheme: 'semver', prefix: '', initial: '1.0.0', allowBreaking: false }
const INTEGER: Numbering = { ...SEMVER, scheme: 'integer', initial: '1' }

describe('versions among tags', () => {
  const foreign = [
    'latest',
    '1',
    '1.2',
    'sha-abc',
    `sha256-${'a'.repeat(64)}`,
    `sha256-${'a'.repeat(64)}.sig`,
    'pr-7',
    '1.2.3-rc.1',
    '01.2.3',
    '1.2.3.4',
    'x1.2.3',
    '9007199254740993.0.0',
    '_claim.9.9.9.door',
    'V3.0.0',
    '1.2.3_1',
  ]

  it('are strict three-part numbers, sorted as numbers, whatever else is there', () => {
    expect(versionsOf(['1.10.0', ...foreign, '1.9.0', '1.10.0'], SEMVER).map(({ version }) => version)).toEqual(['1.9.0', '1.10.0'])
  })
  it('are plain numbers in the integer scheme', () => {
    expect(versionsOf(['10', '9', '007', 'v11', '1.0.0', '9007199254740993', '20240501'], INTEGER).map(({ tag }) => tag)).toEqual([
      '9',
      '10',
      'v11',
      '20240501',
    ])
  })
  it('count in both spellings, once, the own one first', () => {
    const tags = ['1.0.0', 'v1.0.0', 'm-2.0.0', 'v1.5.0']
    expect(versionsOf(tags, { ...SEMVER, prefix: 'm-' }).map(({ tag }) => tag)).toEqual(['1.0.0', 'v1.5.0', 'm-2.0.0'])
    expect(versionsOf(tags, { ...SEMVER, prefix: 'v' }).map(({ tag }) => tag)).toEqual(['v1.0.0', 'v1.5.0'])
  })
  it('are found in 3,000 tags', () => {
    const tags = Array.from({ length: 3000 }, (_, index) => (index % 3 === 0 ? `${foreign[index % foreign.length]}` : `1.${index}.0`))
    expect(versionsOf(tags, SEMVER).at(-1)?.version).toBe('1.2999.0')
  })
})

describe('the next version', () => {
  it.each<[string | null, Level, Partial<Numbering>, string]>([
    [null, 'breaking', {}, '1.0.0'],
    [null, 'unchanged', { initial: '0.1.0' }, '0.1.0'],
    ['1.2.3', 'breaking', {}, '2.0.0'],
    ['1.2.3', 'compatible', {}, '1.3.0'],
    ['1.2.3', 'weights', {}, '1.2.4'],
    ['1.2.3', 'learned', {}, '1.2.4'],
    ['1.2.3', 'unchanged', {}, '1.2.4'],
    ['0.4.1', 'breaking', {}, '0.5.0'],
    ['0.4.1', 'compatible', {}, '0.4.2'],
    ['0.4.1', 'compatible', { bump: 'major' }, '1.0.0'],
    ['1.2.3', 'weights', { bump: 'minor' }, '1.3.0'],
    ['1.2.3', 'breaking', { bump: 'patch', allowBreaking: true }, '1.2.4'],
    ['1.2.3', 'weights', { explicit: '4.0.0' }, '4.0.0'],
    ['7', 'breaking', INTEGER, '8'],
  ])('after %s with a %s change, %j: %s', (highest, level, numbering, expected) => {
    expect(nextVersion(highest, { level, changes: [] }, { ...SEMVER, ...numbering })).toBe(expected)
  })

  it.each<[string, string, Level, Partial<Numbering>]>([
    ['version-not-higher', '2.0.0', 'weights', { explicit: '2.0.0' }],
    ['version-not-higher', '2.0.0', 'weights', { explicit: '1.9.9' }],
    ['bump-too-low', '1.2.3', 'breaking', { bump: 'minor' }],
    ['bump-too-low', '0.2.3', 'breaking', { bump: 'patch' }],
    ['version-not-higher', '9007199254740991', 'weights', INTEGER],
    ['version-not-higher', '1.0.9007199254740991', 'weights', {}],
  ])('%s: after %s with a %s change, %j', (code, highest, level, numbering) => {
    expect(() => nextVersion(highest, { level, changes: [] }, { ...SEMVER, ...numbering })).toThrow(expect.objectContaining({ code }))
  })

  it.each<Partial<Numbering>>([
    { prefix: '1.' },
    { prefix: '-' },
    { prefix: '_claim.' },
    { initial: '1.0' },
    { explicit: 'v2.0.0' },
    { initial: '1.0.0-rc.1' },
  ])('numbering %j is refused', (numbering) => {
    expect(() => checkNumbering({ ...SEMVER, ...numbering })).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  })
})
