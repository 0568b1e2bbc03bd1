import { describe, expect, it } from 'vitest'
import type { Contract } from '../../src/contract/types.ts'
import { folderRepository } from '../../src/registry/folder.ts'
import { digestOf } from '../../src/registry/manifest.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import type { Repository } from '../../src/registry/port.ts'
import { publish } from '../../src/registry/publish.ts'
import { readBaseline, readVersion } from '../../src/registry/published.ts'
import { freePort, startRegistry, temporaryDirectory, tool } from '../components.ts'
import { freeze, SEMVER, uploadOf } from './uploading.ts'

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const INDEX = 'application/vnd.oci.image.index.v1+json'
const CONTRACT: Contract = {
  contract: 1,
  framework: { name: 'onnx' },
  signatures: [{ name: 'predict', inputs: [{ name: 'x', type: 'float32', shape: [-1, 4] }], outputs: [] }],
}
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

async function emptyFolder(): Promise<Repository> {
  return folderRepository(`oci:${await temporaryDirectory('published')}/churn`)
}

/** Puts an image with that config under a tag. */
async function put(repository: Repository, tag: string, config: unknown, annotations = {}): Promise<void> {
  const bytes = bytesOf(config)
  const blob = { digest: digestOf(bytes), size: bytes.length, mediaType: 'application/vnd.oci.image.config.v1+json' }
  await repository.putBlob({
    ...blob,
    async *open() {
      yield bytes
    },
  })
  const manifest = bytesOf({ schemaVersion: 2, mediaType: MANIFEST, config: blob, layers: [], annotations })
  await repository.putManifest(tag, { bytes: manifest, mediaType: MANIFEST })
}

const labelled = (labels: Readonly<Record<string, string>>): unknown => ({ architecture: 'amd64', os: 'linux', config: { Labels: labels } })

describe('the baseline', () => {
  it('of a collection with versions is the highest one, with its contract', async () => {
    const repository = await emptyFolder()
    const older = { 'dev.mlambda.contract': JSON.stringify({ ...CONTRACT, signatures: [] }) }
    await put(repository, '1.9.0', labelled(older))
    const content = digestOf(bytesOf('files'))
    const labels = {
      'dev.mlambda.contract': JSON.stringify(CONTRACT),
      'dev.mlambda.contract.digest': 'sha256:stated',
      'dev.mlambda.content': content,
    }
    await put(repository, '1.10.0', labelled(labels), { 'org.opencontainers.image.revision': 'abc' })
    for (const tag of ['latest', '2', '9.0.0-rc.1']) await put(repository, tag, labelled(older))
    expect(await readBaseline(repository, SEMVER)).toMatchObject({
      state: 'compared',
      published: {
        version: '1.10.0',
        tag: '1.10.0',
        digest: await repository.head('1.10.0'),
        contract: CONTRACT,
        contractDigest: 'sha256:stated',
        content,
        labels,
        annotations: { 'org.opencontainers.image.revision': 'abc' },
      },
    })
  })

  it('of a prefixed version has its number and its tag', async () => {
    const repository = await emptyFolder()
    await put(repository, 'v1.2.0', labelled({ 'dev.mlambda.contract': JSON.stringify(CONTRACT) }))
    expect(await readBaseline(repository, { ...SEMVER, prefix: 'v' })).toMatchObject({
      state: 'compared',
      published: { version: '1.2.0', tag: 'v1.2.0' },
    })
  })

  it.each<[string, readonly string[]]>([
    ['an empty repository', []],
    ['a repository of other tags', ['latest', '1.0', 'pr-7']],
  ])('of %s is `first`', async (_what, tags) => {
    const repository = await emptyFolder()
    for (const tag of tags) await put(repository, tag, labelled({}))
    expect(await readBaseline(repository, SEMVER)).toEqual({ state: 'first' })
  })

  it.each<[string, RegExp, unknown]>([
    ['a foreign image', /no label dev\.mlambda\.contract: another tool wrote it/, labelled({})],
    ['an image without labels', /no label/, { architecture: 'amd64', os: 'linux' }],
    ['a label that is no JSON', /can't be read/, labelled({ 'dev.mlambda.contract': '{' })],
    ['a label of another form', /can't be read/, labelled({ 'dev.mlambda.contract': '{"contract":1}' })],
    ['a label of a later form', /can't be read/, labelled({ 'dev.mlambda.contract': '{"contract":2,"framework":{"name":"x"},"signatures":[]}' })],
    ['a label that is no text', /no label/, { config: { Labels: { 'dev.mlambda.contract': CONTRACT } } }],
    ['a config that is no JSON', /no label/, 'no JSON'],
    ['a config that is a list', /no label/, []],
  ])('of %s is unavailable, and its version is known', async (_what, reason, config) => {
    const repository = await emptyFolder()
    await put(repository, '1.4.0', config)
    expect(await readBaseline(repository, SEMVER)).toMatchObject({
      state: 'unavailable',
      reason: expect.stringMatching(reason),
      published: { version: '1.4.0', contract: null },
    })
  })

  it.each<[string, RegExp, string, unknown]>([
    ['an image index', /image index/, INDEX, { schemaVersion: 2, mediaType: INDEX, manifests: [] }],
    [
      'an artifact of another kind',
      /no container image/,
      'application/vnd.example+json',
      { schemaVersion: 2, mediaType: 'application/vnd.example+json' },
    ],
    ['a manifest without a digest of its config', /no container image/, MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config: {}, layers: [] }],
    [
      'a manifest with a path for a digest',
      /no container image/,
      MANIFEST,
      { schemaVersion: 2, mediaType: MANIFEST, config: { digest: 'sha256:../../x', size: 1 }, layers: [] },
    ],
    [
      'a config of 65 MiB',
      /config of 1\.4\.0 is missing/,
      MANIFEST,
      { schemaVersion: 2, mediaType: MANIFEST, config: { digest: digestOf(bytesOf('x')), size: 65 * 1024 * 1024 }, layers: [] },
    ],
    [
      'a config that is not there',
      /config of 1\.4\.0 is missing/,
      MANIFEST,
      { schemaVersion: 2, mediaType: MANIFEST, config: { digest: digestOf(bytesOf('gone')), size: 4 }, layers: [] },
    ],
  ])('of %s is unavailable, and its version is known', async (_what, reason, mediaType, manifest) => {
    const repository = await emptyFolder()
    await repository.putManifest('1.4.0', { bytes: bytesOf(manifest), mediaType })
    expect(await readBaseline(repository, SEMVER)).toMatchObject({
      state: 'unavailable',
      reason: expect.stringMatching(reason),
      published: { version: '1.4.0', contract: null },
    })
  })

  it('of a listed tag without manifest is unavailable, and nothing of it is known', async () => {
    const repository: Repository = { ...(await emptyFolder()), list: async () => ['1.4.0'] }
    expect(await readBaseline(repository, SEMVER)).toEqual({ state: 'unavailable', reason: expect.stringContaining('lists 1.4.0') })
  })

  it('of a list that hides the first version is unavailable, never `first`', async () => {
    const repository = await emptyFolder()
    await put(repository, '1.0.0', labelled({}))
    expect(await readBaseline({ ...repository, list: async () => null }, SEMVER)).toEqual({
      state: 'unavailable',
      reason: expect.stringContaining("doesn't show it"),
    })
  })

  it('of a registry that is down is unavailable with the reason', async () => {
    const repository = orasRepository(`localhost:${await freePort()}/churn`, { oras: tool('oras'), pauses: [] })
    expect(await readBaseline(repository, SEMVER)).toEqual({ state: 'unavailable', reason: expect.stringContaining("can't be reached") })
  })

  it('of a registry that refuses the login is unavailable with the reason', async () => {
    const registry = await startRegistry('v3', { auth: true })
    const repository = orasRepository(`${registry.host}/churn`, {
      oras: tool('oras'),
      pauses: [],
      env: { DOCKER_CONFIG: await temporaryDirectory('anonymous') },
    })
    expect(await readBaseline(repository, SEMVER)).toEqual({ state: 'unavailable', reason: expect.stringContaining('refuses this login') })
    await registry.stop()
  })

  it('keeps what is no error of a registry an error', async () => {
    const bug = new TypeError('a bug')
    const repository: Repository = {
      ...(await emptyFolder()),
      list: async () => {
        throw bug
      },
    }
    await expect(readBaseline(repository, SEMVER)).rejects.toBe(bug)
  })
})

describe('a version', () => {
  it('that is not there is said so', async () => {
    expect(await readVersion(await emptyFolder(), { version: '9.0.0', tag: 'v9.0.0' })).toEqual({
      published: null,
      reason: expect.stringContaining('v9.0.0'),
    })
  })

  it('listed without its manifest is passed over by the next upload', async () => {
    const repository = await emptyFolder()
    for (const run of ['1', '2']) await publish(uploadOf(repository, await freeze(repository, run), `${run}.1.u`))
    const holed: Repository = { ...repository, get: async (reference) => (reference === '1.1.0' ? null : await repository.get(reference)) }
    const release = await publish(uploadOf(holed, await freeze(repository, '3'), '3.1.u'))
    expect(release).toMatchObject({ version: '1.2.0', previous: null, baseline: { state: 'unavailable' } })
  })
})
