import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING_AHEAD, type SendingAhead, sendAhead } from '../../src/image/ahead.ts'
import { contentOf } from '../../src/image/content.ts'
import { freeze } from '../../src/image/freeze.ts'
import { filesAlone } from '../../src/image/plan.ts'
import { NOTHING_PUBLISHED } from '../../src/image/published-layers.ts'
import { openModelFiles } from '../../src/model/files.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import type { BlobStream, Repository } from '../../src/registry/port.ts'
import { run } from '../../src/tools/run.ts'
import { type Registry, type RegistryKind, startRegistry, tool } from '../components.ts'
import { planOf, writeModel } from './sample.ts'
import { failure, PUSH, story } from './story.ts'

const MIB = 1024 * 1024
/** Two files of a layer each, one in a bundle. The first is the smallest by far. */
const MODEL = {
  'a.bin': randomBytes(17 * MIB),
  'b/shard-1.bin': Buffer.alloc(150 * MIB, 'b'),
  'config.json': Buffer.from('{}\n'),
}

const registries = new Map<RegistryKind, Registry>()
beforeAll(async () => {
  for (const kind of ['v3', 'debian'] as const) registries.set(kind, await startRegistry(kind))
})
afterAll(async () => {
  for (const registry of registries.values()) await registry.stop()
})

function repositoryOn(kind: RegistryKind, name: string): Repository {
  return orasRepository(`${registries.get(kind)?.host}/${name}`, { oras: tool('oras') })
}

function sending(repository: Repository, more: Partial<SendingAhead> = {}): SendingAhead {
  return { repository, published: NOTHING_PUBLISHED, onRuntime: false, progress: () => {}, ...more }
}

/** The sizes of what is given to the repository, by way. */
function counting(repository: Repository): { readonly repository: Repository; readonly streamed: number[]; readonly put: number[] } {
  const streamed: number[] = []
  const put: number[] = []
  return {
    streamed,
    put,
    repository: {
      ...repository,
      putStream: async (blob) => {
        streamed.push(blob.size)
        return (await repository.putStream?.(blob)) ?? false
      },
      putBlob: (blob) => {
        put.push(blob.size)
        return repository.putBlob(blob)
      },
    },
  }
}

/** Takes a blob to the end and keeps nothing. */
async function readAll(blob: BlobStream): Promise<number> {
  let size = 0
  for await (const chunk of blob.open()) size += chunk.length
  blob.digest()
  return size
}

const freezing = (repository: Repository) =>
  ({
    repository,
    builder: { kind: 'embedded', because: 'test' },
    compression: 'none',
    run,
    docker: run,
    oras: tool('oras'),
    progress: () => {},
  }) as const

describe.each(['v3', 'debian'] as const)('large files that a registry cannot have (%s)', (kind) => {
  it('are sent while they are identified, once, and make the same image', async () => {
    const folder = await writeModel(MODEL)
    const payload = openModelFiles(folder)
    const { repository, streamed, put } = counting(repositoryOn(kind, 'ahead'))
    const ahead = await sendAhead(payload, sending(repository))
    expect(ahead.files.map(({ path }) => path).sort()).toEqual(['a.bin', 'b/shard-1.bin'])
    expect(streamed).toHaveLength(2)
    const content = await contentOf(payload, () => {}, { known: ahead.files })
    expect(content).toEqual(await contentOf(payload, () => {}))
    const frozen = await freeze(await planOf(folder, { content }), { ...freezing(repository), ahead })
    expect(put.every((size) => size < MIB)).toBe(true)
    expect(frozen.sent).toBeGreaterThan(167 * MIB)
    const usual = await freeze(await planOf(folder), freezing(repositoryOn(kind, 'usual')))
    expect(frozen.manifest.digest).toBe(usual.manifest.digest)
    await run(tool('crane'), ['validate', '--fast', '--remote', `${repository.name}@${frozen.manifest.digest}`])
  })
})

describe('nothing is sent ahead', () => {
  it('of a size that is published: it may be the very file', async () => {
    const payload = openModelFiles(await writeModel(MODEL))
    const { repository, streamed } = counting(repositoryOn('v3', 'sizes'))
    const published = { ...NOTHING_PUBLISHED, files: [{ path: 'old.bin', size: 150 * MIB, sha256: 'a'.repeat(64), executable: false }] }
    expect((await sendAhead(payload, sending(repository, { published }))).files.map(({ path }) => path)).toEqual(['a.bin'])
    expect(streamed).toHaveLength(1)
  })

  it('where an upload that was cut off has left the smallest layer', async () => {
    const payload = openModelFiles(await writeModel(MODEL))
    const { repository, streamed } = counting(repositoryOn('v3', 'resumed'))
    await sendAhead(openModelFiles(await writeModel({ 'a.bin': MODEL['a.bin'] })), sending(repository))
    expect(streamed).toHaveLength(1)
    expect(await sendAhead(payload, sending(repository))).toBe(NOTHING_AHEAD)
  })

  it.each([
    [69, false, 69],
    [70, false, 0],
    [46, true, 46],
    [47, true, 0],
  ])('of files that share a layer: %i files, runtime %s', (count, onRuntime, alone) => {
    expect(filesAlone(Array(count).fill({ size: 17 * MIB }), { onRuntime })).toHaveLength(alone)
  })

  it('where the registry does not take streams', async () => {
    const refusing = { ...repositoryOn('v3', 'refusing'), putStream: async (blob: BlobStream) => (await readAll(blob)) === 0 }
    expect((await sendAhead(openModelFiles(await writeModel(MODEL)), sending(refusing))).files).toEqual([])
  })

  it.each([
    ['a layer that is too large for the registry', 'ghcr.io/team/model', 'input-invalid'],
    ['a file that grows meanwhile', 'localhost/team/model', 'corrupt'],
  ])('of %s', async (_, name, code) => {
    const folder = await writeModel({ 'a.bin': Buffer.alloc(17 * MIB) })
    const payload = openModelFiles(folder)
    const large = { ...payload, files: payload.files.map((file) => ({ ...file, size: name.startsWith('ghcr') ? 11e9 : file.size })) }
    const growing: Repository = {
      ...repositoryOn('v3', 'growing'),
      name,
      putStream: async (blob) => {
        for await (const _ of blob.open()) appendFileSync(join(folder, 'a.bin'), 'x')
        return true
      },
    }
    await expect(sendAhead(large, sending(growing))).rejects.toMatchObject({ code })
  })
})

describe('a publish', () => {
  const definition = (type: string) =>
    Buffer.from(
      `kind: Model\nframework: other\ncontract:\n  predict:\n    inputs:\n      x: { type: ${type}, shape: [-1, 3] }\n    outputs:\n      y: { type: float, shape: [-1] }\n`,
    )
  const first = { 'weights.bin': Buffer.alloc(17 * MIB, '1'), 'serving.yaml': definition('float') }

  it('streams what is new, and on a later attempt of the same run looks for what the earlier one sent', async () => {
    const image = `${registries.get('v3')?.host}/story`
    const sizes: number[][] = []
    const between = (repository: Repository) => {
      const counted = counting(repository)
      sizes.push(counted.streamed)
      return counted.repository
    }
    const bytes = (size: number) => ({ ...first, 'weights.bin': Buffer.alloc(size * MIB, '1') })
    expect(failure(await story(bytes(17), image, PUSH, { between }))).toBe('published')
    expect(failure(await story(bytes(18), image, PUSH, { between, attempt: '7.2.' }))).toBe('published')
    expect(failure(await story(bytes(19), image, PUSH, { between, written: { 'dry-run': 'true' } }))).toBe('validated')
    expect(sizes.map(({ length }) => length)).toEqual([1, 0, 0])
  })

  it('that is refused sends nothing', async () => {
    const image = `${registries.get('v3')?.host}/refused`
    expect(failure(await story(first, image, PUSH))).toBe('published')
    const streamed: number[][] = []
    const between = (repository: Repository) => {
      const counted = counting(repository)
      streamed.push(counted.streamed)
      return counted.repository
    }
    const other = { 'weights.bin': Buffer.alloc(20 * MIB, '2'), 'serving.yaml': definition('string') }
    expect(failure(await story(other, image, PUSH, { between, written: { breaking: 'fail' } }))).toMatch(/^breaking-change/)
    expect(streamed).toEqual([[]])
  })
})
