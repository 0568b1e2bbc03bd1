import { expect, it } from 'vitest'
import { folderRepository } from '../../src/registry/folder.ts'
import type { Repository } from '../../src/registry/port.ts'
import { publish } from '../../src/registry/publish.ts'
import type { Baseline } from '../../src/registry/types.ts'
import { temporaryDirectory } from '../components.ts'
import { freeze, uploadOf } from './uploading.ts'

/** Distribution makes a tag's directory, which its list shows, before it writes the link that its manifest is found by. */
function showingEarly(repository: Repository, tag: string, misses: number): Repository {
  let left = misses
  return { ...repository, get: async (reference) => (reference === tag && left-- > 0 ? null : await repository.get(reference)) }
}

it.each([
  ['is waited for, and compared with', 3, 'compared', '1.1.0'],
  ['that never comes is not compared with: nobody knows what it promised', 100, 'unavailable', '2.0.0'],
])('a version that is listed before it can be read %s', async (_what, misses, state, version) => {
  const repository = folderRepository(`oci:${await temporaryDirectory('early')}/churn`)
  await publish(uploadOf(repository, await freeze(repository, 'one'), '1.1.a'))
  const compared: Baseline['state'][] = []
  const compare = (baseline: Baseline) => {
    compared.push(baseline.state)
    return { level: baseline.state === 'compared' ? ('compatible' as const) : ('breaking' as const), changes: [] }
  }
  const numbering = { scheme: 'semver', prefix: '', initial: '1.0.0', allowBreaking: true } as const
  const early = showingEarly(repository, '1.0.0', misses)
  const release = await publish(uploadOf(early, await freeze(repository, 'two'), '2.1.b', { compare, numbering }))
  expect([new Set(compared), release.version]).toEqual([new Set([state]), version])
})
