import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REGISTRIES, type Registry, run, startRegistry, temporaryDirectory, tool } from '../components.ts'

const UPLOADER = fileURLToPath(new URL('uploader.ts', import.meta.url))

interface Reported {
  readonly run: string
  readonly version: string
  readonly digest: string
}

/** Runs of one process, `process.upload`. */
function runsOf(process: number, uploads: number): readonly string[] {
  return Array.from({ length: uploads }, (_, upload) => `p${process}-u${upload}`)
}

/** One process that uploads; killed after `life` milliseconds if given. What it reported counts in any case. */
function race(
  image: string,
  attempt: number,
  runs: readonly string[],
  life?: number,
): Promise<{ readonly reported: readonly Reported[]; readonly code: number | null; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [UPLOADER, image, tool('oras'), String(attempt), ...runs], { stdio: ['ignore', 'pipe', 'pipe'] })
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
    child.on('close', (code) => {
      clearTimeout(timer)
      const lines = stdout.split('\n').slice(0, -1)
      resolve({
        reported: lines.map((line) => line.split(' ')).map(([name = '', version = '', digest = '']) => ({ run: name, version, digest })),
        code,
        stderr,
      })
    })
  })
}

/** The same runs again in new attempts until all have reported, as somebody does who presses "re-run". */
async function stubborn(image: string, runs: readonly string[], lives: readonly number[]): Promise<readonly Reported[]> {
  const reported: Reported[] = []
  for (let attempt = 1; ; attempt++) {
    const left = runs.filter((name) => !reported.some((one) => one.run === name))
    if (left.length === 0) return reported
    const life = lives[attempt - 1]
    const ended = await race(image, attempt, left, life)
    reported.push(...ended.reported)
    if (life === undefined && ended.code !== 0) throw new Error(ended.stderr)
  }
}

/** What an independent reader sees: each version with its digest. */
async function published(image: string): Promise<ReadonlyMap<string, string>> {
  const tags = (await run('crane', ['ls', '--insecure', image])).split('\n').filter((tag) => /^\d+\.\d+\.\d+$/.test(tag))
  const found = new Map<string, string>()
  for (const tag of tags) found.set(tag, (await run('crane', ['digest', '--insecure', `${image}:${tag}`])).trim())
  return found
}

function expectFrozen(reported: readonly Reported[], there: ReadonlyMap<string, string>): void {
  // 0 overwritten
  expect(reported.filter(({ version, digest }) => there.get(version) !== digest)).toEqual([])
  // 0 shared
  expect(new Set(reported.map(({ version }) => version)).size).toBe(reported.length)
  expect(new Set(there.values()).size).toBe(there.size)
  // 0 gaps
  expect([...there.keys()].sort((a, b) => Number(a.split('.')[1]) - Number(b.split('.')[1]))).toEqual(
    Array.from({ length: there.size }, (_, index) => `1.${index}.0`),
  )
}

describe.each(REGISTRIES)('uploads from many processes to %s', (kind) => {
  let registry: Registry
  beforeAll(async () => {
    registry = await startRegistry(kind)
  })
  afterAll(() => registry.stop())

  it('8 processes with 5 uploads each: 40 versions, each frozen', async () => {
    const image = `${registry.host}/race/many`
    const ended = await Promise.all(Array.from({ length: 8 }, (_, process) => race(image, 1, runsOf(process, 5))))
    expect(ended.map(({ stderr }) => stderr).join('')).toBe('')
    const reported = ended.flatMap((one) => one.reported)
    expect(reported).toHaveLength(40)
    const there = await published(image)
    expect(there.size).toBe(40)
    expectFrozen(reported, there)
  }, 120_000)

  it('processes killed at random moments and run again: nobody is blocked, nothing is lost', async () => {
    const image = `${registry.host}/race/killed`
    const lives = Array.from({ length: 4 }, () => [300 + Math.random() * 700, 300 + Math.random() * 900])
    const reported = (await Promise.all(lives.map((two, process) => stubborn(image, runsOf(process, 2), two)))).flat()
    expect(reported).toHaveLength(8)
    const there = await published(image)
    expectFrozen(reported, there)
    // an upload that had finished when its process was killed may be made again by the next attempt
    expect(there.size).toBeLessThanOrEqual(8 + 8)
  }, 120_000)

  it.runIf(kind === 'crane')(
    '20 processes with 2 uploads each',
    async () => {
      const image = `${registry.host}/race/crowd`
      const reported = (await Promise.all(Array.from({ length: 20 }, (_, process) => race(image, 1, runsOf(process, 2))))).flatMap(
        (one) => one.reported,
      )
      expect(reported).toHaveLength(40)
      expectFrozen(reported, await published(image))
    },
    120_000,
  )
})

describe('uploads from many processes to a folder', () => {
  it('8 processes with 5 uploads each, and some killed: read back by oras', async () => {
    const folder = `${await temporaryDirectory('race')}/layout`
    const image = `oci:${folder}`
    const whole = Array.from({ length: 8 }, (_, process) => race(image, 1, runsOf(process, 5)))
    const killed = Array.from({ length: 3 }, (_, process) => stubborn(image, runsOf(process + 8, 2), [200 + Math.random() * 300]))
    const reported = [...(await Promise.all(whole)).flatMap((one) => one.reported), ...(await Promise.all(killed)).flat()]
    expect(reported).toHaveLength(46)
    const tags = (await run('oras', ['repo', 'tags', '--oci-layout', folder])).split('\n').filter((tag) => /^\d+\.\d+\.\d+$/.test(tag))
    const there = new Map<string, string>()
    for (const tag of tags) there.set(tag, (await run('oras', ['resolve', '--oci-layout', `${folder}:${tag}`])).trim())
    expectFrozen(reported, there)
  }, 120_000)
})
