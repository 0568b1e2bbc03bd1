import { createHash } from 'node:crypto'
import { chmod, copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { findOras, type OrasSearch } from '../../src/tools/oras.ts'
import { type Asset, orasAsset } from '../../src/tools/oras-release.ts'
import { run } from '../../src/tools/run.ts'
import * as components from '../components.ts'

/** The real oras 1.3.2, packed as its release is, behind a loopback server that counts requests. */
const served = { requests: 0, body: Buffer.alloc(0), port: 0 }
const server = createServer((request, response) => {
  served.requests++
  const found = request.url === '/oras.tar.gz'
  response.writeHead(found ? 200 : 404).end(found ? served.body : 'not here')
})
let asset: Asset

beforeAll(async () => {
  const stage = await components.temporaryDirectory('oras')
  await copyFile(components.tool('oras-1.3.2'), join(stage, 'oras'))
  await components.run('tar', ['-czf', join(stage, 'oras.tar.gz'), '-C', stage, 'oras'])
  served.body = await readFile(join(stage, 'oras.tar.gz'))
  served.port = await components.freePort()
  await new Promise<void>((resolve) => server.listen(served.port, '127.0.0.1', resolve))
  const sha256 = createHash('sha256').update(served.body).digest('hex')
  asset = { url: `http://127.0.0.1:${served.port}/oras.tar.gz`, sha256, program: 'oras' }
})
afterAll(() => server.close())

/** A folder with a program `oras` that prints the given text as its version. */
async function fakeOras(prints: string, exit = 0): Promise<string> {
  const folder = await components.temporaryDirectory('fake')
  await writeFile(join(folder, 'oras'), `#!/bin/sh\nprintf '%s\\n' '${prints}'\nexit ${exit}\n`)
  await chmod(join(folder, 'oras'), 0o755)
  return folder
}

async function search(
  overrides: Partial<OrasSearch> = {},
  env: Record<string, string> = {},
): Promise<OrasSearch & { readonly lines: string[]; readonly cache: string }> {
  const lines: string[] = []
  const cache = await components.temporaryDirectory('cache')
  const base = { orasPath: '', platform: 'linux-x64', run, asset, log: (line: string) => void lines.push(line) }
  return { ...base, env: { PATH: '', XDG_CACHE_HOME: cache, ...env }, ...overrides, lines, cache }
}

async function failure(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`)
  return error
}

describe('oras-path', () => {
  it('is used without looking any further', async () => {
    const path = components.tool('oras')
    expect(await findOras(await search({ orasPath: path, asset: null }))).toEqual({ path, version: '1.3.3', source: 'oras-path' })
  })

  it.each([
    ['does not exist', async () => '/nowhere/oras', 'cannot be started'],
    ['is too old', async () => join(await fakeOras('Version:        1.2.3'), 'oras'), 'is version 1.2.3, 1.3.0 or newer is needed'],
    [
      'is a prerelease of the oldest',
      async () => join(await fakeOras('Version: 1.3.0-rc.2'), 'oras'),
      'is version 1.3.0-rc.2, 1.3.0 or newer is needed',
    ],
    ['tells no version', async () => join(await fakeOras('hello'), 'oras'), 'does not tell a version that can be compared'],
    ['fails', async () => join(await fakeOras('Version: 1.3.3', 7), 'oras'), 'fails on `oras version` (exit code 7)'],
  ])('that %s is an error, never replaced by another', async (_, make, reason) => {
    const error = await failure(findOras(await search({ orasPath: await make() }, { PATH: join(components.tool('oras'), '..') })))
    expect(error.code).toBe('oras-missing')
    expect(error.message).toContain(reason)
    expect(error.remedy).toContain('oras-project/setup-oras')
  })
})

describe('PATH', () => {
  it.each([
    ['the minimum', 'Version:        1.3.0', '1.3.0'],
    ['a build of a distribution', 'Version:        1.3.3+unknown', '1.3.3'],
    ['a later major version', 'Version: v2.0.1', '2.0.1'],
  ])('an oras of %s is used', async (_, prints, version) => {
    const folder = await fakeOras(prints)
    expect(await findOras(await search({ asset: null }, { PATH: `/nowhere:${folder}` }))).toEqual({
      path: join(folder, 'oras'),
      version,
      source: 'PATH',
    })
  })

  it('a file that may not be executed is no program: the next folder is looked at', async () => {
    const [dead, alive] = [await fakeOras('Version: 1.3.3'), await fakeOras('Version: 1.3.1')]
    await chmod(join(dead, 'oras'), 0o644)
    const asked = await search({}, { PATH: `${dead}:${alive}` })
    expect(await findOras(asked)).toMatchObject({ version: '1.3.1', source: 'PATH' })
    expect(asked.lines).toEqual([])
  })

  it('a too old one is passed over for the pinned one, and this is said', async () => {
    const asked = await search({}, { PATH: await fakeOras('Version: 1.1.0') })
    expect(await findOras(asked)).toMatchObject({ version: '1.3.2', source: 'download' })
    expect(asked.lines[0]).toContain('is version 1.1.0, 1.3.0 or newer is needed; the pinned oras 1.3.2 is taken instead')
  })
})

describe('download', () => {
  it.each([
    ['a terminal', {}],
    ['a runner', { GITHUB_ACTIONS: 'true' }],
  ])('works in %s, once', async (_, env) => {
    const asked = await search({}, env)
    served.requests = 0
    const first = await findOras(asked)
    expect(first).toMatchObject({ version: '1.3.2', source: 'download' })
    expect(first.path.startsWith(asked.cache)).toBe(true)
    expect(await findOras(asked)).toEqual(first)
    expect(served.requests).toBe(1)
  })

  it('goes to the tool cache of the runner where there is one', async () => {
    const toolCache = await components.temporaryDirectory('tool-cache')
    expect((await findOras(await search({}, { RUNNER_TOOL_CACHE: toolCache }))).path.startsWith(toolCache)).toBe(true)
  })

  it('side by side gives one program and no leftovers', async () => {
    const asked = await search()
    const found = await Promise.all([1, 2, 3].map(() => findOras(asked)))
    expect(new Set(found.map((oras) => oras.path)).size).toBe(1)
    expect(await readdir(join(asked.cache, 'mlambda-oras', '1.3.2'))).toEqual([asset.sha256.slice(0, 16)])
  })

  it('with another checksum is not unpacked', async () => {
    const asked = await search({ asset: { ...asset, sha256: '0'.repeat(64) }, run: refuseTar })
    const error = await failure(findOras(asked))
    expect(error.code).toBe('oras-missing')
    expect(error.message).toContain(`has the sha256 ${asset.sha256}, expected ${'0'.repeat(64)}; nothing of it was used`)
    expect(await readdir(join(asked.cache, 'mlambda-oras', '1.3.2'))).toEqual([])
  })

  it.each([
    ['a terminal', {}],
    ['a runner', { GITHUB_ACTIONS: 'true' }],
  ])('that is not there says so in %s, with what is wrong on PATH', async (_, env) => {
    const missing = { ...asset, url: `http://127.0.0.1:${served.port}/other.tar.gz` }
    const error = await failure(findOras(await search({ asset: missing }, { ...env, PATH: await fakeOras('Version: 1.1.0') })))
    expect(error.code).toBe('oras-missing')
    expect(error.message).toMatch(/is version 1\.1\.0.*download of oras 1\.3\.2 failed: .*404/)
  })

  it('from a host that nobody answers for is an error with a remedy', async () => {
    const closed = await components.freePort()
    const error = await failure(findOras(await search({ asset: { ...asset, url: `http://127.0.0.1:${closed}/oras.tar.gz` } })))
    expect(error.message).toMatch(/there is no oras on PATH, and the download of oras 1\.3\.2 failed: .*ECONNREFUSED/)
  })

  it('is refused for platforms whose checksum nobody knows', async () => {
    const asked = await search({ platform: 'linux-s390x' })
    const { asset: _, ...unpinned } = asked
    expect((await failure(findOras(unpinned))).message).toContain('for linux-s390x no verified download of oras is known')
  })

  it.each(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'])('is pinned for %s', (platform) => {
    const pinned = orasAsset(platform)
    expect(pinned?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(pinned?.url).toMatch(/^https:\/\/github\.com\/oras-project\/oras\/releases\/download\/v1\.3\.2\/oras_1\.3\.2_\w+\.(tar\.gz|zip)$/)
  })
})

const refuseTar: typeof run = (command, args, options) => {
  if (command === 'tar') throw new Error('unpacked before it was verified')
  return run(command, args, options)
}
