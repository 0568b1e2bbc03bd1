import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderRepository } from '../../src/registry/folder.ts'
import type { Repository } from '../../src/registry/port.ts'
import { PROTOCOL, publishWith } from '../../src/registry/publish.ts'
import { versionsOf } from '../../src/registry/tags.ts'
import { temporaryDirectory } from '../components.ts'
import { freeze, SEMVER, uploadOf } from './uploading.ts'

/** Without the pause in which a dead upload might still finish: the protocol is the real one. */
const publish = publishWith({ ...PROTOCOL, pace: { ...PROTOCOL.pace, courtesy: [] } })

/** A repository whose user dies before its n-th request. */
function dyingAt(repository: Repository, last: number): Repository {
  let count = 0
  const step = <T>(work: () => Promise<T>): Promise<T> => {
    count++
    return count >= last ? Promise.reject(new Error('died')) : work()
  }
  return {
    ...repository,
    list: () => step(() => repository.list()),
    head: (reference) => step(() => repository.head(reference)),
    get: (reference) => step(() => repository.get(reference)),
    putManifest: (reference, manifest) => step(() => repository.putManifest(reference, manifest)),
    deleteTags: (tags, manifest) => step(() => repository.deleteTags(tags, manifest)),
  }
}

async function opened(): Promise<Repository> {
  return folderRepository(`oci:${join(await temporaryDirectory('resume'), 'layout')}`)
}

/** list, door, splitter, list, claim, list, claim, list, look, write, look, delete */
const REQUESTS = 12
/** The version itself: who dies later has published. */
const WRITE = 10
const EACH = Array.from({ length: REQUESTS }, (_, index) => index + 1)

describe('the next attempt of a run whose first attempt died before its request number', () => {
  it.each(EACH)('%i: there is one version, complete', async (last) => {
    const repository = await opened()
    const content = await freeze(repository, 'a')
    await expect(publish(uploadOf(dyingAt(repository, last), content, 'run.1.x'))).rejects.toThrow('died')
    expect(await publish(uploadOf(repository, content, 'run.2.y'))).toMatchObject({ version: '1.0.0', fresh: last <= WRITE })
    expect(versionsOf((await repository.list()) ?? [], SEMVER).map(({ version }) => version)).toEqual(['1.0.0'])
  })

  it.each(EACH)('%i, with another upload in between: each has one version', async (last) => {
    const repository = await opened()
    const content = await freeze(repository, 'a')
    await expect(publish(uploadOf(dyingAt(repository, last), content, 'run.1.x'))).rejects.toThrow('died')
    const other = await publish(uploadOf(repository, await freeze(repository, 'b'), 'other.1.z'))
    const again = await publish(uploadOf(repository, content, 'run.2.y'))
    expect([again.version, other.version].sort()).toEqual(['1.0.0', '1.1.0'])
    expect(versionsOf((await repository.list()) ?? [], SEMVER)).toHaveLength(2)
  })

  it('whose claims the first list does not show yet: one version, the one that was begun', async () => {
    const repository = await opened()
    const content = await freeze(repository, 'a')
    await expect(publish(uploadOf(dyingAt(repository, WRITE - 1), content, 'run.1.x'))).rejects.toThrow('died')
    let lists = 0
    const lagging: Repository = { ...repository, list: async () => (lists++ === 0 ? [] : repository.list()) }
    expect(await publish(uploadOf(lagging, content, 'run.2.y'))).toMatchObject({ version: '1.0.0', fresh: true })
    expect(versionsOf((await repository.list()) ?? [], SEMVER).map(({ version }) => version)).toEqual(['1.0.0'])
  })

  it('other content is another upload', async () => {
    const repository = await opened()
    await publish(uploadOf(repository, await freeze(repository, 'a'), 'run.1.x'))
    expect(await publish(uploadOf(repository, await freeze(repository, 'b'), 'run.2.y'))).toMatchObject({ version: '1.1.0', fresh: true })
  })

  it('the same attempt number is another upload: two jobs of a run may publish the same files', async () => {
    const repository = await opened()
    const content = await freeze(repository, 'a')
    await publish(uploadOf(repository, content, 'run.1.x'))
    expect(await publish(uploadOf(repository, content, 'run.1.y'))).toMatchObject({ version: '1.1.0', fresh: true })
  })
})
