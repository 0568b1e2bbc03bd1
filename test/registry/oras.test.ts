import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { digestOf } from '../../src/registry/manifest.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import type { Blob, Manifest, Repository } from '../../src/registry/port.ts'
import { CREDENTIALS, dockerConfig, freePort, REGISTRIES, type Registry, run, startRegistry, temporaryDirectory, tool } from '../components.ts'
import { freeze } from './uploading.ts'

const open = (name: string, env: Readonly<Record<string, string>> = {}): Repository => orasRepository(name, { oras: tool('oras'), env, pauses: [] })
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function blobOf(...chunks: readonly Uint8Array[]): Blob & { readonly opened: () => number } {
  let opened = 0
  return {
    digest: digestOf(Buffer.concat(chunks)),
    size: Buffer.concat(chunks).length,
    mediaType: 'application/octet-stream',
    async *open() {
      opened++
      yield* chunks
    },
    opened: () => opened,
  }
}

describe.each(REGISTRIES)('a repository of a registry (%s)', (kind) => {
  let registry: Registry
  beforeAll(async () => {
    registry = await startRegistry(kind)
  })
  afterAll(async () => {
    await registry.stop()
  })
  const named = (path: string): Repository => open(`${registry.host}/${path}`)

  it('that nobody wrote to answers "not there" to everything', async () => {
    const repository = named('nobody/wrote')
    const digest = digestOf(bytesOf('nothing'))
    expect(await repository.list()).toBeNull()
    expect(await repository.head('1.0.0')).toBeNull()
    expect(await repository.head(digest)).toBeNull()
    expect(await repository.get('1.0.0')).toBeNull()
    expect(await repository.hasBlob(digest, 7)).toBe(false)
    expect(await repository.getBlob(digest, 100)).toBeNull()
  })

  it('takes a blob as a stream, and gives it back', async () => {
    const repository = named('blobs/streamed')
    const chunks = Array.from({ length: 64 }, (_, index) => new Uint8Array(65_536).fill(index))
    const blob = blobOf(...chunks)
    await repository.putBlob(blob)
    expect(blob.opened()).toBe(1)
    expect(await repository.hasBlob(blob.digest, blob.size)).toBe(true)
    expect(await repository.hasBlob(blob.digest, blob.size + 1)).toBe(false)
    const back = await repository.getBlob(blob.digest, blob.size)
    expect(back === null ? null : createHash('sha256').update(back).digest('hex')).toBe(blob.digest.slice('sha256:'.length))
    await expect(repository.getBlob(blob.digest, blob.size - 1)).rejects.toMatchObject({ code: 'registry-broken-answer' })
  })

  it('takes an empty blob', async () => {
    const blob = blobOf()
    await named('blobs/empty').putBlob(blob)
    expect(await named('blobs/empty').hasBlob(blob.digest, 0)).toBe(true)
  })

  it.each([
    ['other bytes than its digest', { chunks: ['other'], size: 5 }],
    ['fewer bytes than its size', { chunks: ['righ'], size: 5 }],
  ])('refuses a blob of %s, and holds nothing of it', async (_what, { chunks, size }) => {
    const repository = named(`blobs/refused${chunks.length}${chunks[0]?.length}`)
    const { digest } = blobOf(bytesOf('right'))
    const wrong: Blob = {
      digest,
      size,
      mediaType: 'application/octet-stream',
      async *open() {
        yield* chunks.map(bytesOf)
      },
    }
    await expect(repository.putBlob(wrong)).rejects.toBeInstanceOf(UserError)
    expect(await repository.hasBlob(digest, size)).toBe(false)
  })

  it('stops at the error of the source, and says that and nothing else', async () => {
    const vanished = new UserError('upload-interrupted', 'weights.bin changed', 'Run again.')
    const blob: Blob = {
      ...blobOf(bytesOf('right')),
      async *open() {
        yield bytesOf('ri')
        throw vanished
      },
    }
    await expect(named('blobs/vanished').putBlob(blob)).rejects.toBe(vanished)
  })

  it('holds a manifest by digest without showing it', async () => {
    const repository = named('manifests/hidden')
    const manifest = await freeze(repository, 'hidden')
    expect((await repository.list()) ?? []).toEqual([])
    expect(await repository.head(manifest.digest)).toBe(manifest.digest)
    expect(await repository.head('1.0.0')).toBeNull()
    expect(await repository.get('1.0.0')).toBeNull()
  })

  it('gives manifests back byte by byte', async () => {
    const repository = named('manifests/exact')
    const { bytes, mediaType } = await freeze(repository, 'exact')
    const spaced = bytesOf(`${JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 3)}\n`)
    await repository.putManifest('spaced', { bytes: spaced, mediaType })
    expect(await repository.get('spaced')).toEqual({ bytes: spaced, digest: digestOf(spaced), mediaType })
    expect(await repository.get(digestOf(spaced))).toEqual({ bytes: spaced, digest: digestOf(spaced), mediaType })
    expect(await run('crane', ['digest', `${repository.name}:spaced`])).toBe(`${digestOf(spaced)}\n`)
  })

  it('tells an image index from an image', async () => {
    const repository = named('manifests/index')
    const image = await freeze(repository, 'index')
    const mediaType = 'application/vnd.oci.image.index.v1+json'
    const bytes = bytesOf(
      JSON.stringify({
        schemaVersion: 2,
        mediaType,
        manifests: [{ mediaType: image.mediaType, digest: image.digest, size: image.bytes.length, platform: { os: 'linux', architecture: 'amd64' } }],
      }),
    )
    await repository.putManifest('1.0.0', { bytes, mediaType })
    expect(await repository.get('1.0.0')).toMatchObject({ mediaType, digest: digestOf(bytes) })
  })

  it('lists tags once each, and moves them', async () => {
    const repository = named('manifests/tagged')
    const [first, second] = [await freeze(repository, 'first'), await freeze(repository, 'second')]
    for (const tag of ['1.10.0', '1.9.0', '_claim.1.9.0.door', 'latest']) await repository.putManifest(tag, first)
    await repository.putManifest('latest', second)
    expect([...((await repository.list()) ?? [])].sort()).toEqual(['1.10.0', '1.9.0', '_claim.1.9.0.door', 'latest'])
    expect(await repository.head('latest')).toBe(second.digest)
    expect(await repository.head('1.9.0')).toBe(first.digest)
  })

  it('deletes tags and keeps what they named, or says that it does not', async () => {
    const repository = named('manifests/deleted')
    const manifest = await freeze(repository, 'deleted')
    const claims = ['_claim.1.0.0.door', '_claim.1.0.0.r1.1.0123456789abcdef']
    for (const tag of ['1.0.0', ...claims]) await repository.putManifest(tag, manifest)
    const deleted = await repository.deleteTags(claims, manifest)
    // crane's deletes by digest and keeps the tags
    expect(deleted).toBe(kind !== 'crane')
    const left = [...((await repository.list()) ?? [])].sort()
    expect(left).toEqual(deleted ? ['1.0.0'] : ['1.0.0', ...claims])
    for (const tag of left) expect(await repository.head(tag)).toBe(manifest.digest)
    expect(await repository.get(manifest.digest)).toEqual(manifest)
  })

  it('is empty and no error after all its tags were deleted', async () => {
    const repository = named('manifests/emptied')
    const manifest = await freeze(repository, 'emptied')
    await repository.putManifest('1.0.0', manifest)
    const deleted = await repository.deleteTags(['1.0.0'], manifest)
    expect((await repository.list()) ?? []).toEqual(deleted ? [] : ['1.0.0'])
    expect(await repository.head('1.0.0')).toBe(deleted ? null : manifest.digest)
    expect(await repository.head(manifest.digest)).toBe(manifest.digest)
  })

  it('is the same under `localhost` and `127.0.0.1`', async () => {
    const manifest = await freeze(named('names/loopback'), 'loopback')
    await named('names/loopback').putManifest('1.0.0', manifest)
    const numeric = open(`127.0.0.1:${registry.port}/names/loopback`)
    expect(await numeric.list()).toEqual(['1.0.0'])
    expect(await numeric.get('1.0.0')).toEqual(manifest)
  })
})

describe('a registry on [::1]', () => {
  it('is written and read like any other', async () => {
    const registry = await startRegistry('v3', { address: '::1' })
    const repository = open(`${registry.host}/six/model`)
    const manifest = await freeze(repository, 'six')
    await repository.putManifest('1.0.0', manifest)
    expect(registry.host).toMatch(/^\[::1\]:/)
    expect(await repository.list()).toEqual(['1.0.0'])
    expect(await repository.get('1.0.0')).toEqual(manifest)
    await registry.stop()
  })
})

describe.each(['v3', 'debian'] as const)('a registry that asks for a login (%s)', (kind) => {
  let registry: Registry
  beforeAll(async () => {
    registry = await startRegistry(kind, { auth: true })
  })
  afterAll(async () => {
    await registry.stop()
  })

  it('lets the user of the docker configuration in', async () => {
    const repository = open(`${registry.host}/private/model`, { DOCKER_CONFIG: await dockerConfig(registry.host) })
    expect(await repository.list()).toBeNull()
    const manifest = await freeze(repository, 'private')
    await repository.putManifest('1.0.0', manifest)
    expect(await repository.list()).toEqual(['1.0.0'])
    expect(await repository.get('1.0.0')).toEqual(manifest)
  })

  it('refuses everybody else, and that is never "not there"', async () => {
    const repository = open(`${registry.host}/private/model`, { DOCKER_CONFIG: await dockerConfig() })
    const blob = blobOf(bytesOf('secret'))
    const manifest: Manifest = { bytes: bytesOf('{}'), digest: digestOf(bytesOf('{}')), mediaType: 'application/vnd.oci.image.manifest.v1+json' }
    const asked: readonly (() => Promise<unknown>)[] = [
      () => repository.list(),
      () => repository.head('1.0.0'),
      () => repository.get('1.0.0'),
      () => repository.hasBlob(blob.digest, blob.size),
      () => repository.getBlob(blob.digest, 100),
      () => repository.putBlob(blob),
      () => repository.putManifest('2.0.0', manifest),
    ]
    for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'registry-unauthorized', remedy: expect.stringContaining('Log in') })
  })

  it('refuses a wrong password, and never shows it', async () => {
    const directory = await temporaryDirectory('wrong-login')
    const auth = Buffer.from(`${CREDENTIALS.username}:wrong horse`).toString('base64')
    await writeFile(join(directory, 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }))
    const repository = open(`${registry.host}/private/model`, { DOCKER_CONFIG: directory })
    const refused = await repository.list().catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'registry-unauthorized' })
    expect(JSON.stringify(refused, ['message', 'remedy'])).not.toMatch(new RegExp(`wrong horse|${auth}`))
  })
})

describe('what is no registry', () => {
  let page: Server
  let port = 0
  beforeAll(async () => {
    port = await freePort()
    page = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>'))
    await new Promise<void>((resolve) => page.listen(port, '127.0.0.1', resolve))
  })
  afterAll(() => page.close())

  it('a web page is a broken answer to everything', async () => {
    const repository = open(`localhost:${port}/model`)
    for (const ask of [() => repository.list(), () => repository.get('1.0.0'), () => repository.head('1.0.0')])
      await expect(ask()).rejects.toMatchObject({ code: 'registry-broken-answer' })
  })

  it('a port where nobody listens is unreachable', async () => {
    const repository = open(`localhost:${await freePort()}/model`)
    for (const ask of [() => repository.list(), () => repository.head('1.0.0'), () => repository.putBlob(blobOf(bytesOf('x')))])
      await expect(ask()).rejects.toMatchObject({ code: 'registry-unreachable' })
  })

  it('a missing oras says so', async () => {
    const repository = orasRepository('localhost:1/model', { oras: '/nowhere/oras', pauses: [] })
    for (const ask of [() => repository.list(), () => repository.head('1.0.0'), () => repository.putBlob(blobOf(bytesOf('x')))])
      await expect(ask()).rejects.toMatchObject({ code: 'oras-missing', message: expect.stringContaining('/nowhere/oras') })
  })

  it('a folder is a mistake of the program', () => {
    expect(() => open('oci:./folder')).toThrow('a folder')
  })
})

describe('oras is called', () => {
  it('with names and never with flags made of them', async () => {
    expect(() => open('--help/model')).toThrow(expect.objectContaining({ code: 'repository-invalid' }))
    await expect(open('localhost:1/model').head('--help')).rejects.toThrow('neither tag nor digest')
  })
})
