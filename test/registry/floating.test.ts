import { describe, expect, it } from 'vitest'
import { moveFloating } from '../../src/registry/floating.ts'
import { folderRepository } from '../../src/registry/folder.ts'
import type { Repository } from '../../src/registry/port.ts'
import type { Numbering, Upload } from '../../src/registry/types.ts'
import { temporaryDirectory } from '../components.ts'
import { freeze, SEMVER, uploadOf } from './uploading.ts'

const ALL: Upload['floating'] = ['latest', 'major', 'minor']

async function holding(...tags: readonly string[]): Promise<Repository> {
  const repository = folderRepository(`oci:${await temporaryDirectory('floating')}/churn`)
  for (const tag of tags) await repository.putManifest(tag, await freeze(repository, tag))
  return repository
}

async function move(
  repository: Repository,
  version: string,
  floating: Upload['floating'] = ALL,
  numbering: Numbering = SEMVER,
): Promise<readonly string[]> {
  return await moveFloating(uploadOf(repository, await freeze(repository, 'content'), '1.1.a', { floating, numbering }), version)
}

/** Which version each of the names stands at. */
async function standing(repository: Repository, names: readonly string[]): Promise<Readonly<Record<string, string | null>>> {
  const tags = ((await repository.list()) ?? []).filter((tag) => /\d+\.\d+\.\d+$|^r?\d+$/.test(tag) && !names.includes(tag))
  const digests = new Map(await Promise.all(tags.map(async (tag) => [await repository.head(tag), tag] as const)))
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, digests.get(await repository.head(name)) ?? null] as const)))
}

describe('tags that follow the highest version', () => {
  it.each<{ versions: readonly string[]; published: string; expected: Readonly<Record<string, string | null>> }>([
    { versions: ['1.0.0'], published: '1.0.0', expected: { latest: '1.0.0', 1: '1.0.0', '1.0': '1.0.0' } },
    { versions: ['1.0.0', '1.1.0'], published: '1.1.0', expected: { latest: '1.1.0', 1: '1.1.0', '1.1': '1.1.0', '1.0': null } },
    { versions: ['1.9.0', '1.10.0'], published: '1.10.0', expected: { latest: '1.10.0', 1: '1.10.0', '1.10': '1.10.0' } },
    { versions: ['1.1.0', '2.0.0'], published: '2.0.0', expected: { latest: '2.0.0', 2: '2.0.0', '2.0': '2.0.0', 1: null } },
    // somebody else published a higher one meanwhile
    { versions: ['1.0.0', '1.0.1', '2.0.0'], published: '1.0.0', expected: { latest: '2.0.0', 1: '1.0.1', '1.0': '1.0.1', 2: null } },
  ])('$versions after $published: $expected', async ({ versions, published, expected }) => {
    const repository = await holding(...versions)
    const moved = await move(repository, published)
    expect(await standing(repository, Object.keys(expected))).toEqual(expected)
    const [major, minor] = published.split('.')
    expect(moved).toEqual(['latest', major, `${major}.${minor}`])
  })

  it('move from where they stood, and only forward', async () => {
    const repository = await holding('1.0.0', '1.1.0')
    await move(repository, '1.1.0', ['latest'])
    await move(repository, '1.0.0', ['latest'])
    expect(await standing(repository, ['latest'])).toEqual({ latest: '1.1.0' })
  })

  it('are not written where nobody asked for them', async () => {
    const repository = await holding('1.0.0')
    expect(await move(repository, '1.0.0', [])).toEqual([])
    expect(await move(repository, '1.0.0', ['minor'])).toEqual(['1.0'])
    expect([...((await repository.list()) ?? [])].sort()).toEqual(['1.0', '1.0.0'])
  })

  it('are written once where they are asked for twice', async () => {
    expect(await move(await holding('1.0.0'), '1.0.0', ['latest', 'latest'])).toEqual(['latest'])
  })

  it('have the prefix of the versions, except `latest`', async () => {
    const repository = await holding('v1.2.0')
    expect(await move(repository, '1.2.0', ALL, { ...SEMVER, prefix: 'v' })).toEqual(['latest', 'v1', 'v1.2'])
    expect(await standing(repository, ['latest', 'v1', 'v1.2'])).toEqual({ latest: 'v1.2.0', v1: 'v1.2.0', 'v1.2': 'v1.2.0' })
  })

  it('under integers are `latest` alone: `1` is a version', async () => {
    const repository = await holding('9', '10')
    expect(await move(repository, '10', ALL, { ...SEMVER, scheme: 'integer', initial: '1' })).toEqual(['latest'])
    expect(await standing(repository, ['latest'])).toEqual({ latest: '10' })
  })

  it('do not move where the list does not show the version yet', async () => {
    const repository = await holding('1.0.0', '1.1.0')
    const stale: Repository = { ...repository, list: async () => ['1.0.0'] }
    await move(stale, '1.1.0', ['latest'])
    expect(await repository.head('latest')).toBeNull()
  })

  it('do not move to a listed tag without manifest', async () => {
    const repository = await holding('1.0.0')
    const holed: Repository = { ...repository, get: async () => null }
    await move(holed, '1.0.0', ['latest'])
    expect(await repository.head('latest')).toBeNull()
  })
})
