import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderRepository } from '../../src/registry/folder.ts'
import type { Repository } from '../../src/registry/port.ts'
import { PROTOCOL, publish, publishWith } from '../../src/registry/publish.ts'
import { temporaryDirectory } from '../components.ts'
import { freeze, SEMVER, uploadOf } from './uploading.ts'

const impatient = publishWith({ ...PROTOCOL, pace: { ...PROTOCOL.pace, looks: [5, 5] } })

/** Holds 1.0.0 and, one major step later, 2.0.0: a list without 2.0.0 makes 1.1.0 look free. */
async function withTwoMajors(): Promise<Repository> {
  const repository = folderRepository(`oci:${join(await temporaryDirectory('stale'), 'layout')}`)
  await publish(uploadOf(repository, await freeze(repository, 'a'), 'a.1.x'))
  await publish(uploadOf(repository, await freeze(repository, 'b'), 'b.1.x', { numbering: { ...SEMVER, bump: 'major' } }))
  return repository
}

/** Answers the first lists as if 2.0.0 and everything later had not been written. */
function lagging(repository: Repository, lists: number): Repository {
  let count = 0
  return { ...repository, list: async () => (count++ < lists ? ['1.0.0'] : repository.list()) }
}

describe('a version is higher than each that was visible when the upload began, although the list', () => {
  it.each([
    ['lags once', 1],
    ['lags until the third look', 3],
    ['never catches up', Number.POSITIVE_INFINITY],
  ])('%s', async (_name, lists) => {
    const repository = await withTwoMajors()
    const { version } = await impatient(uploadOf(lagging(repository, lists), await freeze(repository, 'c'), 'c.1.x'))
    expect(version).toBe('2.1.0')
    expect(await repository.head('1.1.0')).toBeNull()
  })

  it('is known to be cached: single tags are asked for instead', async () => {
    const repository = await withTwoMajors()
    const { version } = await publish(
      uploadOf({ ...lagging(repository, Number.POSITIVE_INFINITY), staleList: true }, await freeze(repository, 'c'), 'c.1.x'),
    )
    expect(version).toBe('2.1.0')
  })

  it('is not proven, but the registry keeps tags immutable', async () => {
    const repository = await withTwoMajors()
    const { version } = await publish(uploadOf(lagging(repository, 1), await freeze(repository, 'c'), 'c.1.x', { immutableTags: true }))
    expect(version).toBe('2.1.0')
  })
})

describe('the tags that an upload leaves', () => {
  it('are only its version, where the list was good', async () => {
    const repository = await withTwoMajors()
    expect((await repository.list())?.toSorted()).toEqual(['1.0.0', '2.0.0'])
  })

  it('say that the list is cached, where it never caught up', async () => {
    const repository = await withTwoMajors()
    await impatient(uploadOf(lagging(repository, Number.POSITIVE_INFINITY), await freeze(repository, 'c'), 'c.1.x'))
    expect(await repository.list()).toContain('_claim.cached-list')
  })
})
