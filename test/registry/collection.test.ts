import { describe, expect, it } from 'vitest'
import { readCollection } from '../../src/registry/collection.ts'
import { folderRepository } from '../../src/registry/folder.ts'
import type { Manifest, Repository } from '../../src/registry/port.ts'
import { publish } from '../../src/registry/publish.ts'
import type { Release } from '../../src/registry/types.ts'
import { temporaryDirectory } from '../components.ts'
import { freeze, SEMVER, uploadOf } from './uploading.ts'

async function emptyRepository(): Promise<Repository> {
  return folderRepository(`oci:${await temporaryDirectory('collection')}/churn`)
}

let uploads = 0
async function add(repository: Repository, content: string, changes: Parameters<typeof uploadOf>[3] = {}): Promise<Release> {
  uploads++
  return await publish(uploadOf(repository, await freeze(repository, content), `${uploads}.1.u`, changes))
}

/** 1.0.0, 1.1.0 and 1.2.0, published by this tool. */
async function three(): Promise<Repository> {
  const repository = await emptyRepository()
  for (const content of ['one', 'two', 'three']) await add(repository, content)
  return repository
}

async function manifestAt(repository: Repository, tag: string): Promise<Manifest> {
  const manifest = await repository.get(tag)
  if (manifest === null) throw new Error(`${tag} is there`)
  return manifest
}

/** What is wrong, by version, newest first. */
async function problems(repository: Repository): Promise<Readonly<Record<string, string>>> {
  const { rows, intact } = await readCollection(repository, SEMVER)
  const found = Object.fromEntries(rows.filter((row) => row.problems.length > 0).map((row) => [row.version, row.problems.join('; ')]))
  expect(intact).toBe(Object.keys(found).length === 0)
  return found
}

describe('a collection', () => {
  it('that is empty is intact', async () => {
    expect(await readCollection(await emptyRepository(), SEMVER)).toEqual({ rows: [], intact: true })
  })

  it('is read newest first, with what each upload said', async () => {
    const repository = await emptyRepository()
    await add(repository, 'one', {
      annotations: { 'org.opencontainers.image.created': '2026-01-02T03:04:05Z', 'org.opencontainers.image.revision': 'abc' },
    })
    const last = await add(repository, 'two')
    const { rows, intact } = await readCollection(repository, SEMVER)
    expect(intact).toBe(true)
    expect(rows.map(({ version, date, change, revision }) => [version, date, change, revision])).toEqual([
      ['1.1.0', '2026-01-02T03:04:05Z', 'compatible', null],
      ['1.0.0', '2026-01-02T03:04:05Z', 'first version', 'abc'],
    ])
    expect(rows[0]?.digest).toBe(last.digest)
  })

  it('of ten versions is in the order of numbers', async () => {
    const repository = await emptyRepository()
    for (let index = 0; index < 11; index++) await add(repository, `${index}`)
    const { rows, intact } = await readCollection(repository, SEMVER)
    expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: 11 }, (_, index) => `1.${10 - index}.0`))
    expect(intact).toBe(true)
  })

  it('with gaps that its users asked for is intact', async () => {
    const repository = await emptyRepository()
    await add(repository, 'one')
    await add(repository, 'two', { numbering: { ...SEMVER, explicit: '4.0.0' } })
    await add(repository, 'three')
    expect(await problems(repository)).toEqual({})
  })

  it('with images of other tools before the first of ours is intact', async () => {
    const repository = await emptyRepository()
    for (const tag of ['0.1.0', '0.2.0']) await repository.putManifest(tag, await freeze(repository, tag))
    const ours = await add(repository, 'ours')
    expect(ours.version).toBe('0.2.1')
    const { rows, intact } = await readCollection(repository, SEMVER)
    expect(rows.map(({ version, change }) => [version, change])).toEqual([
      ['0.2.1', 'compatible'],
      ['0.2.0', null],
      ['0.1.0', null],
    ])
    expect(intact).toBe(true)
  })

  it('with tags that are no versions is intact', async () => {
    const repository = await three()
    for (const tag of ['latest', 'stable', '1', '1.2.0-rc.1']) await repository.putManifest(tag, await manifestAt(repository, '1.1.0'))
    expect(await problems(repository)).toEqual({})
  })
})

describe('a collection that was changed behind the tool', () => {
  it('shows an overwritten version at its child, and that the new image is foreign', async () => {
    const repository = await three()
    await repository.putManifest('1.1.0', await freeze(repository, 'evil'))
    expect(await problems(repository)).toEqual({
      '1.2.0': expect.stringMatching(/^its parent 1\.1\.0 was overwritten: sha256:.* was published, sha256:.* is there$/),
      '1.1.0': 'written by another tool: it has no upload annotation',
    })
  })

  it('shows a deleted version at its child', async () => {
    const repository = await three()
    await repository.deleteTags(['1.1.0'], await manifestAt(repository, '1.1.0'))
    expect(await problems(repository)).toEqual({ '1.2.0': 'its parent 1.1.0 was deleted' })
  })

  it('shows a deleted first version', async () => {
    const repository = await three()
    await repository.deleteTags(['1.0.0'], await manifestAt(repository, '1.0.0'))
    expect(await problems(repository)).toEqual({ '1.1.0': 'its parent 1.0.0 was deleted' })
  })

  it('cannot show a deleted highest version, which nothing names', async () => {
    const repository = await three()
    await repository.deleteTags(['1.2.0'], await manifestAt(repository, '1.2.0'))
    expect(await problems(repository)).toEqual({})
  })

  it('shows a foreign image on top', async () => {
    const repository = await three()
    await repository.putManifest('1.3.0', await freeze(repository, 'foreign'))
    expect(await problems(repository)).toEqual({ '1.3.0': 'written by another tool: it has no upload annotation' })
  })

  it('shows a foreign image between two of ours, and does not blame what comes after it', async () => {
    const repository = await emptyRepository()
    await add(repository, 'one')
    await repository.putManifest('1.1.0', await freeze(repository, 'foreign'))
    expect((await add(repository, 'three')).version).toBe('1.2.0')
    expect(await problems(repository)).toEqual({ '1.1.0': 'written by another tool: it has no upload annotation' })
  })

  it('shows an image that was slipped in below', async () => {
    const repository = await three()
    await repository.putManifest('1.1.1', await freeze(repository, 'foreign'))
    expect(await problems(repository)).toEqual({
      '1.2.0': '1.1.1 stands before it, but it was made after 1.1.0',
      '1.1.1': 'written by another tool: it has no upload annotation',
    })
  })

  it('shows a version of ours that was copied to a higher number', async () => {
    const repository = await three()
    await repository.putManifest('2.0.0', await manifestAt(repository, '1.1.0'))
    expect(await problems(repository)).toEqual({
      '2.0.0': 'it says that it is 1.1.0: the tag was moved; 1.2.0 stands before it, but it was made after 1.0.0',
    })
  })

  it('shows a rollback: an old version under the newest tag', async () => {
    const repository = await three()
    await repository.putManifest('1.2.0', await manifestAt(repository, '1.0.0'))
    expect(await problems(repository)).toEqual({
      '1.2.0': 'it says that it is 1.0.0: the tag was moved; it says that it is the first, but 1.1.0 is there',
    })
  })

  it('shows a listed tag without its manifest', async () => {
    const repository = await three()
    const holed: Repository = { ...repository, get: async (reference) => (reference === '1.1.0' ? null : await repository.get(reference)) }
    expect(await problems(holed)).toEqual({
      '1.2.0': expect.stringMatching(/^its parent 1\.1\.0 was overwritten: sha256:.* was published, nothing is there$/),
      '1.1.0': 'listed, but its manifest is missing',
    })
  })
})
