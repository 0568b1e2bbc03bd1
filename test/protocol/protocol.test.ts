import { describe, expect, it } from 'vitest'
import { closeDoor, consensus, listShowing } from '../../src/registry/claim.ts'
import { markTag, proposalTag } from '../../src/registry/claim-tags.ts'
import type { Protocol } from '../../src/registry/publish.ts'
import { explore } from './explore.ts'
import type { Setup } from './world.ts'

/** Uploads that meet, everything the registry may do to them, and how much of it is explored. */
const SETUPS: readonly (readonly [string, Setup])[] = [
  ['two uploads, every interleaving', { uploads: 2, list: 'atomic', deletes: true, rounds: 1 }],
  ['two uploads on a registry that keeps claims', { uploads: 2, list: 'atomic', rounds: 1 }],
  ['two uploads, into the second round, with few switches', { uploads: 2, list: 'atomic', deletes: true, rounds: 2, preemptions: 4 }],
  ['two uploads, one dies at any request', { uploads: 2, list: 'atomic', deletes: true, rounds: 1, crashes: 1 }],
  ['two uploads, both may die', { uploads: 2, list: 'atomic', rounds: 1, crashes: 2 }],
  ['two uploads, lists from a lagging replica', { uploads: 2, list: 'lagging', deletes: true, rounds: 1 }],
  [
    'two uploads, a write is repeated late or its answer gets lost',
    { uploads: 2, list: 'atomic', deletes: true, rounds: 1, faults: 1, preemptions: 4 },
  ],
  ['two uploads, lists that sometimes hide the own write', { uploads: 2, list: 'hiding', hides: 2, deletes: true, rounds: 1, preemptions: 2 }],
  ['two uploads, one of them distrusts the list', { uploads: 2, list: 'atomic', wary: 1, deletes: true, rounds: 1 }],
  ['two uploads, one of them distrusts the list, one dies', { uploads: 2, list: 'atomic', wary: 1, rounds: 1, crashes: 1, preemptions: 3 }],
  ['two uploads, cached lists', { uploads: 2, list: 'cached', deletes: true }],
  ['two uploads, cached lists, one dies', { uploads: 2, list: 'cached', crashes: 1, preemptions: 2 }],
  ['two uploads that distrust the list, a write is repeated late', { uploads: 2, list: 'atomic', wary: 2, faults: 1, preemptions: 2 }],
  ['two uploads, immutable tags, faults and a death', { uploads: 2, list: 'atomic', immutable: true, faults: 1, crashes: 1 }],
  ['three uploads, few switches', { uploads: 3, list: 'atomic', deletes: true, rounds: 1, preemptions: 2 }],
  ['three uploads, few switches, one dies', { uploads: 3, list: 'atomic', rounds: 1, preemptions: 1, crashes: 1 }],
  ['three uploads, one of them distrusts the list, few switches', { uploads: 3, list: 'atomic', wary: 1, deletes: true, rounds: 1, preemptions: 2 }],
]

const lowestClaimWins: Protocol['consensus'] = async ({ repository, version, manifest, nonce }) => {
  const tag = proposalTag(version, 1, manifest.digest.slice(7, 23), nonce)
  await repository.putManifest(tag, manifest)
  const claims = ((await repository.list()) ?? []).filter((other) => other.startsWith(`_claim.${version}.r1.1.`)).sort()
  return claims[0] === tag ? { kind: 'won' } : { kind: 'lost', decided: null, rivals: 1 }
}

/** Adds the own tag to whatever the list says instead of waiting for it. */
const blindTrust: Protocol['listShowing'] = async ({ repository }, tag) => ({ kind: 'shown', tags: [...((await repository.list()) ?? []), tag] })

/** The protocol with one part wrong: each must be caught, or the part is not needed. */
const MUTATIONS: readonly (readonly [string, Partial<Protocol>, Setup, RegExp])[] = [
  ['no look right before the write', { holder: async () => null }, { uploads: 2, list: 'atomic', deletes: true, rounds: 1 }, /G[12]/],
  ['highest listed plus one', { consensus: async () => ({ kind: 'won' }) }, { uploads: 2, list: 'atomic' }, /G[12]/],
  ['the lowest claim wins', { consensus: lowestClaimWins }, { uploads: 2, list: 'atomic' }, /G[1245]/],
  [
    'a list is trusted without the own tag in it',
    { listShowing: blindTrust, consensus: (claim, pace) => consensus(claim, pace, blindTrust) },
    { uploads: 2, list: 'hiding', hides: 2, rounds: 1, preemptions: 2 },
    /G[12]/,
  ],
  [
    'nobody enters the splitter first',
    { closeDoor: async (claim) => (await closeDoor(claim)) || true },
    { uploads: 2, list: 'atomic', wary: 1, rounds: 1 },
    /G[12]/,
  ],
  ['who enters the splitter wins', { splitter: async () => ({ kind: 'won' }) }, { uploads: 2, list: 'atomic', wary: 2 }, /G[12]/],
  [
    'a loser does not help',
    {
      consensus: async (claim, pace) => {
        const verdict = await consensus(claim, pace)
        return verdict.kind === 'lost' ? { ...verdict, decided: null } : verdict
      },
    },
    { uploads: 2, list: 'atomic', rounds: 1, crashes: 1 },
    /G4/,
  ],
  [
    'one phase only: alone in the first is enough',
    {
      consensus: async (claim, pace) => {
        const { repository, version, manifest, nonce, written } = claim
        const tag = proposalTag(version, 1, manifest.digest.slice(7, 23), nonce)
        await repository.putManifest(tag, manifest)
        const look = await listShowing(claim, tag, pace)
        const others = look.kind === 'shown' ? look.tags.filter((one) => one.startsWith(`_claim.${version}.r1.1.`)) : []
        written.add(markTag(version, 1, 'c', ''))
        return others.length === 1 ? { kind: 'won' } : { kind: 'lost', decided: null, rivals: 1 }
      },
    },
    { uploads: 2, list: 'atomic' },
    /G4/,
  ],
]

describe('the upload protocol keeps its guarantees', () => {
  it.each(SETUPS)('%s', async (_name, setup) => {
    const { violation, states } = await explore(setup)
    expect(violation).toBeNull()
    expect(states).toBeGreaterThan(100)
  })
})

describe('the explorer catches a protocol with one part wrong', () => {
  it.each(MUTATIONS)('%s', async (_name, protocol, setup, guarantee) => {
    const { violation } = await explore({ ...setup, protocol })
    expect(violation).toMatch(guarantee)
  })
})
