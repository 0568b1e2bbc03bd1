import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, type RegistryKind, run, startRegistry, temporaryDirectory, tool } from '../components.ts'
import { node24, PROJECT } from '../e2e/harness.ts'

interface Reported {
  readonly version: string
  readonly digest: string
}

/** GitHub's run ids are numbers; each upload of a race is a run of its own. */
let runs = 1000

/** One upload by the built command line, as one attempt of a run. `null`: it was killed after `life` milliseconds, before it said anything. */
function upload(image: string, runId: number, attempt: number, life?: number): Promise<Reported | null> {
  const flags = ['--image', image, '--builder', 'embedded', '--unchanged', 'publish', '--json']
  const args = [join(PROJECT, 'dist/cli/index.js'), 'publish', join(PROJECT, 'examples/onnx/models/churn'), ...flags]
  const env = {
    ...process.env,
    PATH: `${dirname(tool('oras'))}:${process.env['PATH']}`,
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: String(attempt),
  }
  return new Promise((resolve, reject) => {
    const child = spawn(node24(), args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    const timer = life === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), life)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (stdout.endsWith('\n')) {
        const { version, digest, error } = JSON.parse(stdout)
        // killed between its answer and its end: it has answered
        if (code === 0 || (signal === 'SIGKILL' && error === undefined)) resolve({ version, digest })
        else reject(new Error(JSON.stringify(error)))
      } else if (signal === 'SIGKILL') resolve(null)
      else reject(new Error(`ended with ${code}: ${stderr}`))
    })
  })
}

/** One process after the other: `uploads` runs, each killed at the moments of `lives` and run again until it reports. */
async function worker(image: string, uploads: number, lives: readonly number[] = []): Promise<readonly Reported[]> {
  const reported: Reported[] = []
  for (let index = 0; index < uploads; index++) {
    const runId = runs++
    for (let attempt = 1; ; attempt++) {
      const said = await upload(image, runId, attempt, lives[attempt - 1])
      if (said === null) continue
      reported.push(said)
      break
    }
  }
  return reported
}

async function race(image: string, processes: number, uploads: number, lives: () => readonly number[] = () => []): Promise<readonly Reported[]> {
  return (await Promise.all(Array.from({ length: processes }, () => worker(image, uploads, lives())))).flat()
}

const isVersion = (tag: string): boolean => /^\d+\.\d+\.\d+$/.test(tag)

/** What an independent reader sees: each version with its digest. */
async function published(image: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (image.startsWith('oci:')) {
    const folder = image.slice('oci:'.length)
    const tags = (await run('oras', ['repo', 'tags', '--oci-layout', folder])).split('\n').filter(isVersion)
    for (const tag of tags) found.set(tag, (await run('oras', ['resolve', '--oci-layout', `${folder}:${tag}`])).trim())
    return found
  }
  const tags = (await run('crane', ['ls', image])).split('\n').filter(isVersion)
  for (const tag of tags) found.set(tag, (await run('crane', ['digest', `${image}:${tag}`])).trim())
  return found
}

function expectFrozen(reported: readonly Reported[], there: ReadonlyMap<string, string>): void {
  // 0 overwritten
  expect(reported.filter(({ version, digest }) => there.get(version) !== digest)).toEqual([])
  // 0 shared
  expect(new Set(reported.map(({ version }) => version)).size).toBe(reported.length)
  expect(new Set(there.values()).size).toBe(there.size)
  // 0 gaps
  const patches = [...there.keys()].map((version) => Number(version.split('.')[2])).sort((a, b) => a - b)
  expect(patches).toEqual(Array.from(patches.keys()))
}

const registries = new Map<RegistryKind, Registry>()
let folder: string
beforeAll(async () => {
  for (const kind of ['debian', 'v3', 'crane'] as const) registries.set(kind, await startRegistry(kind))
  folder = `oci:${await temporaryDirectory('race')}`
})
afterAll(async () => {
  for (const registry of registries.values()) await registry.stop()
})

const on = (place: RegistryKind | 'folder', name: string): string =>
  place === 'folder' ? `${folder}/${name}` : `${registries.get(place)?.host}/race/${name}`

/** The worst list (2.8.2: unsorted, unpaged) gets the most; the others show that nothing depends on one registry. */
const CROWDS = [
  { place: 'debian', processes: 8, uploads: 5 },
  { place: 'v3', processes: 20, uploads: 2 },
  { place: 'crane', processes: 8, uploads: 2 },
  { place: 'folder', processes: 8, uploads: 3 },
] as const

describe('uploads of the built command line from many processes', () => {
  it.each(CROWDS)(
    '$processes processes with $uploads uploads each ($place): as many versions, each frozen',
    async ({ place, processes, uploads }) => {
      const image = on(place, 'crowd')
      const reported = await race(image, processes, uploads)
      const there = await published(image)
      expect([reported.length, there.size]).toEqual([processes * uploads, processes * uploads])
      expectFrozen(reported, there)
    },
    180_000,
  )

  it.each(['debian', 'v3', 'crane', 'folder'] as const)(
    'killed at random moments and run again (%s): nobody is blocked, nothing is lost',
    async (place) => {
      const image = on(place, 'killed')
      const life = (): number => 60 + Math.random() * 600
      const reported = await race(image, 4, 1, () => [life(), life()])
      expect(reported).toHaveLength(4)
      expectFrozen(reported, await published(image))
    },
    120_000,
  )
})
