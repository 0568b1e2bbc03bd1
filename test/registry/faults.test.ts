import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCollection } from '../../src/registry/collection.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import type { Repository } from '../../src/registry/port.ts'
import { PROTOCOL, publish, publishWith } from '../../src/registry/publish.ts'
import { readBaseline } from '../../src/registry/published.ts'
import { type Registry, run, startRegistry, tool } from '../components.ts'
import { except, type Fate, type LoopbackProxy, startProxy } from './proxy.ts'
import { freeze, SEMVER, uploadOf } from './uploading.ts'

let registry: Registry
let proxy: LoopbackProxy
let names = 0

beforeAll(async () => {
  registry = await startRegistry('v3')
  proxy = await startProxy(registry.port)
})
afterAll(async () => {
  await proxy.stop()
  await registry.stop()
})

const open = (host: string, path: string): Repository => orasRepository(`${host}/${path}`, { oras: tool('oras'), pauses: [100] })
/** Waits short enough for a test; the protocol is the real one. */
const impatient = publishWith({ ...PROTOCOL, pace: { ...PROTOCOL.pace, looks: [20, 20], courtesy: [] } })

const json = { 'content-type': 'application/json' }
const isList = (path: string): boolean => path.includes('/tags/list')
const isVersion = (path: string): boolean => /\/manifests\/\d+\.\d+\.\d+$/.test(path)
const isClaim = (path: string): boolean => path.includes('/manifests/_claim')

/** A repository with 1.0.0 and 1.1.0 in it; the fault begins after that. */
async function withTwoVersions(): Promise<{ readonly direct: Repository; readonly faulty: Repository }> {
  const path = `faults/m${names++}`
  proxy.fate = except(() => null)
  const direct = open(registry.host, path)
  for (const content of ['a', 'b']) await publish(uploadOf(direct, await freeze(direct, content), `${content}.1.x`))
  return { direct, faulty: open(proxy.host, path) }
}

type Row = readonly [string, (method: string, path: string, count: number) => Fate | null, string]

/** What goes wrong on the way, and what becomes of the third upload: a version, or the error that names the cause. */
const FAULTS: readonly Row[] = [
  [
    'the answer to the version write is lost after it was applied',
    (method, path, count) => (method === 'PUT' && isVersion(path) && count === 0 ? { kind: 'applied' } : null),
    '1.2.0',
  ],
  [
    'a claim is refused because another upload of the same layer is writing its link (distribution 2.8)',
    (method, path, count) =>
      method === 'PUT' && isClaim(path) && count === 0
        ? {
            kind: 'answer',
            status: 400,
            headers: json,
            body: '{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match uploaded content"}]}',
          }
        : null,
    '1.2.0',
  ],
  [
    'the version write gets 500 after it was applied',
    (method, path, count) => (method === 'PUT' && isVersion(path) && count === 0 ? { kind: 'applied', status: 500 } : null),
    '1.2.0',
  ],
  [
    'the version write gets 503 before',
    (method, path, count) => (method === 'PUT' && isVersion(path) && count === 0 ? { kind: 'answer', status: 503 } : null),
    '1.2.0',
  ],
  ['the version write is reset', (method, path, count) => (method === 'PUT' && isVersion(path) && count === 0 ? { kind: 'reset' } : null), '1.2.0'],
  [
    'the version write comes twice',
    (method, path, count) => (method === 'PUT' && isVersion(path) && count === 0 ? { kind: 'repeat', after: 300 } : null),
    '1.2.0',
  ],
  [
    'every claim write comes twice',
    (method, path, count) => (method === 'PUT' && isClaim(path) && count === 0 ? { kind: 'repeat', after: 50 } : null),
    '1.2.0',
  ],
  [
    '429 with Retry-After',
    (_method, path, count) => (isList(path) && count === 0 ? { kind: 'answer', status: 429, headers: { 'retry-after': '1' } } : null),
    '1.2.0',
  ],
  [
    'a list hides claims',
    (_method, path) => (isList(path) ? { kind: 'rewrite', body: (text) => text.replace(/,?"_claim[^"]*"/g, '') } : null),
    '1.2.1|1.3.0',
  ],
  [
    'HTML with 200',
    (_method, path) => (isList(path) ? { kind: 'answer', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } } : null),
    'registry-broken-answer',
  ],
  [
    'a list cut off in the middle',
    (_method, path) => (isList(path) ? { kind: 'rewrite', body: (text) => text.slice(0, 20) } : null),
    'registry-broken-answer',
  ],
  [
    '404 from something that is no registry',
    (_method, path) => (isList(path) ? { kind: 'answer', status: 404, body: 'nothing here' } : null),
    'registry-broken-answer',
  ],
  [
    '`Link` to another host',
    (_method, path) =>
      isList(path) ? { kind: 'rewrite', body: (text) => text, headers: { link: '<http://127.0.0.9:1/v2/x/tags/list?last=1>; rel="next"' } } : null,
    'registry-broken-answer',
  ],
  [
    '`Link` to its own page',
    (_method, path) => (isList(path) ? { kind: 'rewrite', body: (text) => text, headers: { link: `<${path}>; rel="next"` } } : null),
    'registry-broken-answer',
  ],
  [
    '401 at the list',
    (_method, path) => (isList(path) ? { kind: 'answer', status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } } : null),
    'registry-unauthorized',
  ],
  [
    '403 at the list',
    (_method, path) => (isList(path) ? { kind: 'answer', status: 403, headers: json, body: '{"errors":[{"code":"DENIED","message":"no"}]}' } : null),
    'registry-unauthorized',
  ],
  [
    'the token expires before the version write',
    (method, path) =>
      method === 'PUT' && isVersion(path)
        ? { kind: 'answer', status: 401, headers: json, body: '{"errors":[{"code":"UNAUTHORIZED","message":"expired"}]}' }
        : null,
    'registry-unauthorized',
  ],
  [
    '`tags: null` although there are versions',
    (_method, path) => (isList(path) ? { kind: 'answer', status: 200, headers: json, body: '{"name":"x","tags":null}' } : null),
    '1.2.0|1.2.1|1.3.0',
  ],
  [
    '404 NAME_UNKNOWN although there are versions',
    (_method, path) =>
      isList(path) ? { kind: 'answer', status: 404, headers: json, body: '{"errors":[{"code":"NAME_UNKNOWN","message":"?"}]}' } : null,
    '1.2.0|1.2.1|1.3.0',
  ],
]

describe('a fault on the way to the registry loses nothing and reuses nothing', () => {
  it.each(FAULTS)('%s', async (_name, rule, expected) => {
    const { direct, faulty } = await withTwoVersions()
    const before = await readCollection(direct, SEMVER)
    const content = await freeze(direct, 'c')
    proxy.fate = except(rule)
    const outcome = await impatient(uploadOf(faulty, content, 'c.1.x')).then(
      ({ version }) => version,
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    )
    proxy.fate = except(() => null)
    expect(outcome).toMatch(new RegExp(`^(?:${expected})$`))
    await new Promise((resolve) => setTimeout(resolve, 350))
    const after = await readCollection(direct, SEMVER)
    expect(after.rows.slice(-2)).toEqual(before.rows)
    expect(after.intact).toBe(true)
    expect(after.rows.length).toBe(/^\d/.test(outcome) ? 3 : 2)

    // and a re-run completes it, whatever happened
    if (!/^\d/.test(outcome)) expect((await publish(uploadOf(direct, content, 'c.2.x'))).version).toBe('1.2.0')
  })

  it.each(['unauthorized', 'name-unknown'])('reading for a pull request never calls %s "first"', async (kind) => {
    const { faulty } = await withTwoVersions()
    proxy.fate = except((_method, path) =>
      isList(path)
        ? {
            kind: 'answer',
            status: kind === 'unauthorized' ? 403 : 404,
            headers: json,
            body: `{"errors":[{"code":"${kind === 'unauthorized' ? 'DENIED' : 'NAME_UNKNOWN'}","message":"?"}]}`,
          }
        : null,
    )
    expect(await readBaseline(faulty, SEMVER)).toMatchObject({ state: 'unavailable' })
  })
})

describe('a collection of 3,000 tags over 30 pages', () => {
  it('is listed once, and foreign tags are nobody', async () => {
    const tags = Array.from(
      { length: 3000 },
      (_, index) =>
        [`1.${index}.0`, `sha256-${'a'.repeat(60)}${1000 + index}`, `1.${index}`, `_claim.0.0.${index}.door`, `v0.0.${index}-rc.1`][index % 5] ?? '',
    ).sort()
    proxy.fate = except((_method, path) => {
      if (!isList(path)) return null
      const page = Number(/page=(\d+)/.exec(path)?.[1] ?? 0)
      const body = JSON.stringify({ name: 'x', tags: tags.slice(page * 100, page * 100 + 100) })
      return {
        kind: 'answer',
        status: 200,
        body,
        headers: { ...json, ...(page < 29 ? { link: `</v2/many/tags/list?page=${page + 1}>; rel="next"` } : {}) },
      }
    })
    const from = proxy.requests.length
    const listed = await open(proxy.host, 'many').list()
    expect(listed).toHaveLength(new Set(tags).size)
    expect(proxy.requests.slice(from).filter(isList)).toHaveLength(30)
    proxy.fate = except(() => null)
  })
})

describe('what was done behind the tool shows in the chain', () => {
  it('the highest version deleted: its number is used again, and the next child says so', async () => {
    const { direct } = await withTwoVersions()
    await publish(uploadOf(direct, await freeze(direct, 'c'), 'c.1.x'))
    await run('crane', ['delete', '--insecure', `${direct.name}@${await direct.head('1.1.0')}`])
    const { intact, rows } = await readCollection(direct, SEMVER)
    expect(intact).toBe(false)
    expect(rows[0]?.problems).toEqual(['its parent 1.1.0 was deleted'])
  })

  it('a version overwritten by another tool', async () => {
    const { direct } = await withTwoVersions()
    const foreign = await freeze(direct, 'foreign')
    await run('crane', ['tag', '--insecure', `${direct.name}@${foreign.digest}`, '1.0.0'])
    const { rows } = await readCollection(direct, SEMVER)
    expect(rows[0]?.problems).toEqual([expect.stringMatching(/^its parent 1\.0\.0 was overwritten/)])
  })
})

describe('an upload that nobody competes with', () => {
  it('leaves no claims behind', async () => {
    const { direct } = await withTwoVersions()
    const content = await freeze(direct, 'c')
    await publish(uploadOf(direct, content, 'c.1.x'))
    expect((await direct.list())?.filter((tag) => tag.startsWith('_claim'))).toEqual([])
  })
})
