import { describe, expect, it } from 'vitest'
import type { Change, Level } from '../../src/contract/change.ts'
import { nextAfter, nextVersion, successors } from '../../src/registry/next.ts'
import type { Baseline, Comparison, Numbering } from '../../src/registry/types.ts'

const SEMVER: Numbering = { scheme: 'semver', prefix: '', initial: '1.0.0', allowBreaking: false }
const INTEGER: Numbering = { ...SEMVER, scheme: 'integer', initial: '1' }
const at = (level: Level, changes: readonly Change[] = []): Comparison => ({ level, changes })

const TYPE_CHANGED: Change = {
  rule: 'input-type-changed',
  level: 'breaking',
  where: 'predict.inputs.age',
  path: ['predict', 'inputs', 'age'],
  was: 'int64 [-1]',
  is: 'string [-1]',
  message: 'Callers that send int64 are refused.',
}

describe('the number after a change (semver.org, items 4 and 6 to 8)', () => {
  it.each<[string, Level, string]>([
    ['1.2.3', 'breaking', '2.0.0'],
    ['1.2.3', 'compatible', '1.3.0'],
    ['1.2.3', 'weights', '1.2.4'],
    ['1.2.3', 'learned', '1.2.4'],
    ['1.2.3', 'unchanged', '1.2.4'],
    ['1.9.9', 'compatible', '1.10.0'],
    ['9.9.9', 'breaking', '10.0.0'],
    ['0.4.1', 'breaking', '0.5.0'],
    ['0.4.1', 'compatible', '0.4.2'],
    ['0.4.1', 'weights', '0.4.2'],
    ['0.0.0', 'breaking', '0.1.0'],
    ['0.0.3', 'unchanged', '0.0.4'],
  ])('%s, %s: %s', (highest, level, next) => {
    expect(nextVersion(highest, at(level), SEMVER)).toBe(next)
  })

  it.each<Level>(['breaking', 'compatible', 'weights', 'learned', 'unchanged'])('under integers is one more, %s or not', (level) => {
    expect(nextVersion('9', at(level), INTEGER)).toBe('10')
  })

  it.each<[string, Numbering]>([
    ['1.0.0', SEMVER],
    ['0.1.0', { ...SEMVER, initial: '0.1.0' }],
    ['1', INTEGER],
    ['100', { ...INTEGER, initial: '100' }],
    ['1.0.0', { ...SEMVER, bump: 'patch' }],
  ])('of an empty collection is the initial one: %s', (next, numbering) => {
    expect(nextVersion(null, at('compatible'), numbering)).toBe(next)
  })

  it('has no prefix of its own: tags have', () => {
    expect(nextVersion('1.0.0', at('weights'), { ...SEMVER, prefix: 'v' })).toBe('1.0.1')
  })

  it.each<[Numbering, string, Level]>([
    [INTEGER, '9007199254740991', 'weights'],
    [SEMVER, '1.0.9007199254740991', 'weights'],
    [SEMVER, '1.9007199254740991.0', 'compatible'],
    [SEMVER, '9007199254740991.0.0', 'breaking'],
  ])('is refused where it would be beyond 2^53: %j after %s', (numbering, highest, level) => {
    expect(() => nextVersion(highest, at(level), numbering)).toThrow(
      expect.objectContaining({ code: 'version-not-higher', message: expect.stringContaining('2^53') }),
    )
  })
})

describe('`version`', () => {
  it.each<[string | null, string, Numbering]>([
    [null, '3.1.4', SEMVER],
    ['1.2.3', '1.2.4', SEMVER],
    ['1.9.0', '1.10.0', SEMVER],
    ['0.9.0', '7.0.0', SEMVER],
    ['9', '10', INTEGER],
  ])('after %s is %s, whatever changed', (highest, explicit, numbering) => {
    expect(nextVersion(highest, at('breaking', [TYPE_CHANGED]), { ...numbering, explicit })).toBe(explicit)
  })

  it.each<[string, string, Numbering]>([
    ['1.2.3', '1.2.3', SEMVER],
    ['1.2.3', '1.2.2', SEMVER],
    ['1.10.0', '1.9.0', SEMVER],
    ['10', '9', INTEGER],
    ['10', '10', INTEGER],
  ])('after %s is not %s', (highest, explicit, numbering) => {
    expect(() => nextVersion(highest, at('weights'), { ...numbering, explicit })).toThrow(
      expect.objectContaining({ code: 'version-not-higher', message: expect.stringContaining(highest) }),
    )
  })
})

describe('`bump`', () => {
  it.each<[string, Level, Numbering['bump'], string]>([
    ['1.2.3', 'weights', 'patch', '1.2.4'],
    ['1.2.3', 'weights', 'minor', '1.3.0'],
    ['1.2.3', 'unchanged', 'major', '2.0.0'],
    ['1.2.3', 'compatible', 'major', '2.0.0'],
    ['1.2.3', 'breaking', 'major', '2.0.0'],
    ['0.4.1', 'breaking', 'minor', '0.5.0'],
    ['0.4.1', 'compatible', 'patch', '0.4.2'],
    ['0.4.1', 'breaking', 'major', '1.0.0'],
  ])('after %s, %s, may be %s: %s', (highest, level, bump, next) => {
    expect(nextVersion(highest, at(level), { ...SEMVER, ...(bump && { bump }) })).toBe(next)
  })

  it.each<[string, Level, 'minor' | 'patch', string]>([
    ['1.2.3', 'breaking', 'minor', 'major'],
    ['1.2.3', 'breaking', 'patch', 'major'],
    ['1.2.3', 'compatible', 'patch', 'minor'],
    ['0.4.1', 'breaking', 'patch', 'minor'],
  ])('after %s, %s, is more than %s: %s is asked for', (highest, level, bump, demanded) => {
    expect(() => nextVersion(highest, at(level), { ...SEMVER, bump })).toThrow(
      expect.objectContaining({ code: 'bump-too-low', remedy: expect.stringContaining(`bump: ${demanded}`) }),
    )
  })

  it('that is too low is refused with the change that demands more', () => {
    expect(() => nextVersion('1.2.3', at('breaking', [TYPE_CHANGED]), { ...SEMVER, bump: 'minor' })).toThrow(TYPE_CHANGED.message)
  })

  it('decides alone where breaking is allowed', () => {
    expect(nextVersion('1.2.3', at('breaking', [TYPE_CHANGED]), { ...SEMVER, bump: 'patch', allowBreaking: true })).toBe('1.2.4')
  })

  it('says nothing under integers', () => {
    expect(nextVersion('3', at('breaking'), { ...INTEGER, bump: 'patch' })).toBe('4')
  })
})

describe('where nothing could be compared', () => {
  const baseline: Baseline = { state: 'unavailable', reason: 'another tool wrote it' }
  const comparison = at('breaking')

  it.each<[string, Partial<Numbering>, string]>([
    ['1.2.3', {}, '2.0.0'],
    ['0.4.1', {}, '0.5.0'],
    ['1.2.3', { bump: 'major' }, '2.0.0'],
    ['1.2.3', { bump: 'minor' }, '1.3.0'],
    ['1.2.3', { bump: 'patch' }, '1.2.4'],
    ['1.2.3', { explicit: '1.2.4' }, '1.2.4'],
  ])('after %s with %j the number is %s: nothing demands more', (highest, changes, next) => {
    expect(nextAfter(highest, { baseline, comparison }, { ...SEMVER, ...changes })).toBe(next)
  })

  it('a lower version is refused all the same', () => {
    expect(() => nextAfter('1.2.3', { baseline, comparison }, { ...SEMVER, explicit: '1.0.0' })).toThrow(
      expect.objectContaining({ code: 'version-not-higher' }),
    )
  })

  it('and only there: a first version and a compared one keep their demands', () => {
    const published = {
      version: '1.2.3',
      tag: '1.2.3',
      digest: 'sha256:0',
      content: null,
      contractDigest: null,
      labels: {},
      annotations: {},
    } as const
    const compared: Baseline = {
      state: 'compared',
      published: { ...published, contract: { contract: 1, framework: { name: 'onnx' }, signatures: [] } },
    }
    expect(() => nextAfter('1.2.3', { baseline: compared, comparison }, { ...SEMVER, bump: 'patch' })).toThrow(
      expect.objectContaining({ code: 'bump-too-low' }),
    )
    expect(nextAfter(null, { baseline: { state: 'first' }, comparison }, { ...SEMVER, bump: 'patch' })).toBe('1.0.0')
  })
})

describe('one step up', () => {
  it.each<[string | null, Numbering, readonly string[]]>([
    [null, SEMVER, ['1.0.0']],
    [null, { ...INTEGER, initial: '5' }, ['5']],
    ['1.2.3', SEMVER, ['2.0.0', '1.3.0', '1.2.4']],
    ['9', INTEGER, ['10']],
  ])('from %s leads to what any change can lead to', (highest, numbering, expected) => {
    expect(successors(highest, numbering)).toEqual(expected)
    if (highest === null) return
    for (const level of ['breaking', 'compatible', 'weights'] as const)
      expect(successors(highest, numbering)).toContain(nextVersion(highest, at(level), numbering))
  })
})
