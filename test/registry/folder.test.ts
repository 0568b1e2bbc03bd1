import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { folderRepository } from '../../src/registry/folder.ts'
import { digestOf } from '../../src/registry/manifest.ts'
import type { Blob, Repository } from '../../src/registry/port.ts'
import { run, temporaryDirectory } from '../components.ts'
import { freeze } from './uploading.ts'

const WRITER = fileURLToPath(new URL('folder-writer.ts', import.meta.url))
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const at = (root: string): Repository => folderRepository(`oci:${root}`)
const newFolder = async (): Promise<string> => join(await temporaryDirectory('folder'), 'churn')

function blobOf(text: string, stated = text): Blob {
  return {
    digest: digestOf(bytesOf(stated)),
    size: stated.length,
    mediaType: 'application/octet-stream',
    async *open() {
      yield bytesOf(text)
    },
  }
}

/** A folder with one model that is tagged 1.0.0. */
async function published(): Promise<{ readonly root: string; readonly repository: Repository; readonly digest: string }> {
  const root = await newFolder()
  const repository = at(root)
  const manifest = await freeze(repository, 'one')
  await repository.putManifest('1.0.0', manifest)
  return { root, repository, digest: manifest.digest }
}

describe('a folder', () => {
  it('that is not there answers "not there", and is not made by questions', async () => {
    const root = await newFolder()
    const repository = at(root)
    const digest = digestOf(bytesOf('nothing'))
    expect(await repository.list()).toBeNull()
    expect(await repository.head('1.0.0')).toBeNull()
    expect(await repository.get(digest)).toBeNull()
    expect(await repository.hasBlob(digest, 7)).toBe(false)
    expect(await repository.getBlob(digest, 100)).toBeNull()
    await expect(stat(root)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('takes a blob, and gives it back', async () => {
    const repository = at(await newFolder())
    const blob = blobOf('weights')
    await repository.putBlob(blob)
    expect(await repository.hasBlob(blob.digest, blob.size)).toBe(true)
    expect(await repository.hasBlob(blob.digest, blob.size + 1)).toBe(false)
    expect(await repository.getBlob(blob.digest, 100)).toEqual(Buffer.from('weights'))
    await expect(repository.getBlob(blob.digest, 3)).rejects.toMatchObject({ code: 'registry-broken-answer' })
  })

  it.each([
    ['other bytes', 'WEIGHTS'],
    ['fewer bytes', 'weight'],
    ['more bytes', 'weights!'],
  ])('refuses a blob of %s than its digest, and keeps nothing of it', async (_what, text) => {
    const root = await newFolder()
    await expect(at(root).putBlob(blobOf(text, 'weights'))).rejects.toMatchObject({ code: 'upload-interrupted' })
    expect(await readdir(join(root, 'blobs/sha256'))).toEqual([])
    expect(await readdir(join(root, '.mlambda'))).toEqual([])
  })

  it('lists tags and moves them, and keeps what they named', async () => {
    const { repository, digest } = await published()
    const next = await freeze(repository, 'two')
    await repository.putManifest('latest', next)
    await repository.putManifest('1.0.0', next)
    expect([...((await repository.list()) ?? [])].sort()).toEqual(['1.0.0', 'latest'])
    expect(await repository.head('1.0.0')).toBe(next.digest)
    expect(await repository.head(digest)).toBe(digest)
  })

  it('deletes tags and never what they named', async () => {
    const { repository, digest } = await published()
    const manifest = await repository.get('1.0.0')
    if (manifest === null) throw new Error('1.0.0 is there')
    await repository.putManifest('_claim.1.0.0.door', manifest)
    expect(await repository.deleteTags(['_claim.1.0.0.door', 'never-there'], manifest)).toBe(true)
    expect(await repository.list()).toEqual(['1.0.0'])
    await repository.deleteTags(['1.0.0'], manifest)
    expect(await repository.list()).toEqual([])
    expect(await repository.head(digest)).toBe(digest)
  })

  it('holds a manifest by digest without showing it', async () => {
    const repository = at(await newFolder())
    const manifest = await freeze(repository, 'hidden')
    expect(await repository.list()).toEqual([])
    expect(await repository.get(manifest.digest)).toEqual({ ...manifest, bytes: Buffer.from(manifest.bytes) })
  })
})

describe('as other tools see it', () => {
  it('the folder is an image layout for skopeo and oras, tag by tag', async () => {
    const { root, repository, digest } = await published()
    const second = await freeze(repository, 'two')
    await repository.putManifest('1.1.0', second)
    expect(JSON.parse(await run('skopeo', ['inspect', '--raw', `oci:${root}:1.0.0`]))).toMatchObject({ schemaVersion: 2, layers: [] })
    expect(await run('skopeo', ['inspect', '--format', '{{.Digest}}', `oci:${root}:1.1.0`])).toBe(`${second.digest}\n`)
    expect(await run('oras', ['resolve', '--oci-layout', `${root}:1.0.0`])).toBe(`${digest}\n`)
    expect((await run('oras', ['repo', 'tags', '--oci-layout', root])).trim().split('\n').sort()).toEqual(['1.0.0', '1.1.0'])
  })

  it('what they write is read, and stays when this tool writes', async () => {
    const { root, repository, digest } = await published()
    await run('oras', ['tag', '--oci-layout', `${root}:1.0.0`, 'stable'])
    await run('skopeo', ['copy', `oci:${root}:1.0.0`, `oci:${root}:copied`])
    expect(await repository.head('stable')).toBe(digest)
    await repository.putManifest('1.1.0', await freeze(repository, 'two'))
    expect((await run('oras', ['repo', 'tags', '--oci-layout', root])).trim().split('\n').sort()).toEqual(['1.0.0', '1.1.0', 'copied', 'stable'])
  })

  it('keys of theirs in index.json are kept', async () => {
    const { root, repository } = await published()
    const index = JSON.parse(await readFile(join(root, 'index.json'), 'utf8'))
    Object.assign(index.manifests[0], { platform: { os: 'linux', architecture: 'arm64' } })
    index.manifests[0].annotations['org.example.note'] = 'kept'
    await writeFile(join(root, 'index.json'), JSON.stringify(index))
    await repository.putManifest('1.1.0', await freeze(repository, 'two'))
    const [row] = JSON.parse(await readFile(join(root, 'index.json'), 'utf8')).manifests
    expect(row).toMatchObject({ platform: { architecture: 'arm64' }, annotations: { 'org.example.note': 'kept' } })
  })
})

describe('processes side by side', () => {
  it('lose nothing of each other', async () => {
    const root = await newFolder()
    const names = ['a', 'b', 'c', 'd']
    await Promise.all(names.map((name) => run(process.execPath, [WRITER, root, name, '5'])))
    const expected = names.flatMap((name) => Array.from({ length: 5 }, (_, index) => `${name}-${index}`))
    expect([...((await at(root).list()) ?? [])].sort()).toEqual(expected)
    expect((await run('oras', ['repo', 'tags', '--oci-layout', root])).trim().split('\n').sort()).toEqual(expected)
    expect((await readdir(join(root, '.mlambda'))).filter((file) => file === 'lock' || file.startsWith('owner.'))).toEqual([])
  })

  it('are not kept waiting by a dead one', async () => {
    const { root, repository } = await published()
    await writeFile(join(root, '.mlambda/lock'), JSON.stringify({ token: 'gone', host: hostname(), pid: await deadProcess(), started: '1' }))
    await repository.putManifest('1.1.0', await freeze(repository, 'two'))
    expect([...((await repository.list()) ?? [])].sort()).toEqual(['1.0.0', '1.1.0'])
  })

  it('are not kept waiting by a dead one whose number another process has now', async () => {
    const { root, repository } = await published()
    await writeFile(join(root, '.mlambda/lock'), JSON.stringify({ token: 'gone', host: hostname(), pid: process.pid, started: '1' }))
    await repository.putManifest('1.1.0', await freeze(repository, 'two'))
    expect(await repository.head('1.1.0')).not.toBeNull()
  })

  it('are not kept waiting by one that died while it broke the lock of a dead one', async () => {
    const { root, repository } = await published()
    const dead = { host: hostname(), pid: await deadProcess(), started: '1' }
    await writeFile(join(root, '.mlambda/lock'), JSON.stringify({ token: 'gone', ...dead }))
    await writeFile(join(root, '.mlambda/lock.break.gone.0'), JSON.stringify({ token: 'gone-too', ...dead }))
    await repository.putManifest('1.1.0', await freeze(repository, 'two'))
    expect(await repository.head('1.1.0')).not.toBeNull()
  })

  it('on another machine are dead when their lock is five minutes old', async () => {
    const { root, repository } = await published()
    const lock = join(root, '.mlambda/lock')
    await writeFile(lock, JSON.stringify({ token: 'far', host: 'another-machine', pid: 1, started: '1' }))
    const old = new Date(Date.now() - 6 * 60_000)
    await utimes(lock, old, old)
    await repository.putManifest('1.1.0', await freeze(repository, 'two'))
    expect(await repository.head('1.1.0')).not.toBeNull()
  })

  it('wait for one that lives', async () => {
    const { root, repository } = await published()
    const lock = join(root, '.mlambda/lock')
    const holder = spawn('sleep', ['60'])
    await writeFile(lock, JSON.stringify({ token: 'alive', host: hostname(), pid: holder.pid, started: '' }))
    const manifest = await freezeBlobs(repository)
    let written = false
    const writing = repository.putManifest('1.1.0', manifest).then(() => {
      written = true
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(written).toBe(false)
    holder.kill('SIGKILL')
    await writing
    expect(await repository.head('1.1.0')).toBe(manifest.digest)
  })

  it('that were killed while they wrote a blob leave nothing that is taken for it', async () => {
    const { root, repository } = await published()
    await writeFile(join(root, '.mlambda/blob.half'), 'wei')
    const blob = blobOf('weights')
    expect(await repository.hasBlob(blob.digest, blob.size)).toBe(false)
    await repository.putBlob(blob)
    expect(await repository.hasBlob(blob.digest, blob.size)).toBe(true)
  })
})

describe('a folder that is damaged or something else is an error that names it', () => {
  it.each<
    [string, string, (root: string, digest: string) => Promise<unknown>, (repository: Repository, digest: `sha256:${string}`) => Promise<unknown>]
  >([
    ['an index.json that is no JSON', 'registry-broken-answer', (root) => writeFile(join(root, 'index.json'), '{"manifests": ['), (it) => it.list()],
    ['an index.json without a list', 'registry-broken-answer', (root) => writeFile(join(root, 'index.json'), '{"manifests": {}}'), (it) => it.list()],
    [
      'an index.json with a wrong digest',
      'registry-broken-answer',
      (root) => writeFile(join(root, 'index.json'), '{"manifests": [{"digest": "sha256:../../etc/passwd", "mediaType": "x", "size": 1}]}'),
      (it) => it.list(),
    ],
    [
      'an index.json of bytes that are no text',
      'registry-broken-answer',
      (root) => writeFile(join(root, 'index.json'), Buffer.of(0xff, 0xfe)),
      (it) => it.list(),
    ],
    ['an index.json of 65 MiB', 'registry-broken-answer', (root) => truncate(join(root, 'index.json'), 65 * 1024 * 1024), (it) => it.list()],
    ['a missing manifest', 'registry-broken-answer', (root, digest) => rm(join(root, 'blobs/sha256', digest.slice(7))), (it) => it.get('1.0.0')],
    [
      'a damaged manifest',
      'registry-broken-answer',
      (root, digest) => writeFile(join(root, 'blobs/sha256', digest.slice(7)), '{"config":{},"layers":[]}'),
      (it) => it.get('1.0.0'),
    ],
    [
      'a damaged blob',
      'registry-broken-answer',
      (root, digest) => writeFile(join(root, 'blobs/sha256', digest.slice(7)), 'x'),
      (it, digest) => it.getBlob(digest, 100),
    ],
  ])('%s', async (_what, code, damage, ask) => {
    const { root, repository, digest } = await published()
    await damage(root, digest)
    const error = await ask(repository, `sha256:${digest.slice(7)}`).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({ code, message: expect.stringContaining(root) })
  })

  it.each<[string, (root: string) => Promise<unknown>]>([
    ['a source tree', async (root) => (await mkdir(root)) ?? writeFile(join(root, 'package.json'), '{}')],
    ['a file', (root) => writeFile(root, 'a file')],
  ])('%s takes no upload', async (_what, prepare) => {
    const root = await newFolder()
    await prepare(root)
    await expect(at(root).putBlob(blobOf('x'))).rejects.toMatchObject({ code: 'repository-invalid', message: expect.stringContaining(root) })
  })

  it('a place where nobody may write takes no upload', async () => {
    await expect(at('/sys/churn').putBlob(blobOf('x'))).rejects.toMatchObject({
      code: 'permission-missing',
      message: expect.stringContaining('/sys/churn'),
    })
  })
})

/** A manifest whose blobs are there, without a lock being asked for. */
async function freezeBlobs(repository: Repository) {
  const manifest = await repository.get('1.0.0')
  if (manifest === null) throw new Error('1.0.0 is there')
  return manifest
}

/** The number of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn('true')
  await new Promise((resolve) => child.once('exit', resolve))
  return child.pid ?? 0
}
