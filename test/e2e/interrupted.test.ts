import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run as start } from '../../src/tools/run.ts'
import { type Registry, run, startRegistry, temporaryDirectory, tool } from '../components.ts'
import { type SlowProxy, startSlowProxy } from '../registry/slow-proxy.ts'
import { node24, PROJECT } from './harness.ts'
import { mlambda } from './terminal.ts'

const MB = 1_000_000
const CLI = join(PROJECT, 'dist/cli/index.js')
const DEFINITION =
  'kind: Model\nframework: other\nname: churn\ncontract:\n  predict:\n    inputs:\n      x: { type: float, shape: [-1, 3] }\n    outputs:\n      y: { type: float, shape: [-1] }\n'
/** Large enough for a layer each; the first is there long before the second. */
const SMALL = randomBytes(17 * MB)
const LARGE = randomBytes(150 * MB)

async function model(): Promise<string> {
  const directory = join(await temporaryDirectory('interrupted'), 'churn')
  await mkdir(directory)
  await writeFile(join(directory, 'small.bin'), SMALL)
  await writeFile(join(directory, 'large.bin'), LARGE)
  await writeFile(join(directory, 'serving.yaml'), DEFINITION)
  return directory
}

describe('an upload killed in the middle', () => {
  let registry: Registry
  let slow: SlowProxy
  beforeAll(async () => {
    registry = await startRegistry('v3')
    slow = await startSlowProxy(registry.port, 15 * MB)
  })
  afterAll(async () => {
    slow.stop()
    await registry.stop()
  })

  it('leaves nothing visible; the next one sends what is missing and publishes every byte', { timeout: 120_000 }, async () => {
    const directory = await model()
    const killed = spawn(
      node24(),
      [CLI, 'publish', directory, '--image', `${slow.host}/team/churn`, '--builder', 'embedded', '--oras-path', tool('oras')],
      {
        stdio: 'ignore',
      },
    )
    const ended = new Promise((resolve) => killed.once('close', (_, signal) => resolve(signal)))
    // the first layer is complete, the second is on its way
    while (!/PUT \/v2\/team\/churn\/blobs\/uploads/.test(registry.log())) {
      if (killed.exitCode !== null) throw new Error('it ended before it could be killed')
      await delay(50)
    }
    killed.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect((await start(tool('oras'), ['repo', 'tags', '--plain-http', `${registry.host}/team/churn`])).stdout).toBe('')

    const image = `${registry.host}/team/churn`
    const again = await mlambda(['publish', directory, '--image', image, '--builder', 'embedded'])
    expect(again.code, again.stderr).toBe(0)
    expect((await run('crane', ['ls', '--insecure', image])).trim().split('\n')).toContain('1.0.0')
    const [, sent] = /([\d.]+) MB sent/.exec(again.stdout + again.stderr) ?? []
    expect(Number(sent)).toBeGreaterThanOrEqual(150)
    expect(Number(sent)).toBeLessThan(160)
    const unpacked = await temporaryDirectory('unpacked')
    await run('crane', ['export', '--insecure', `${image}:1.0.0`, join(unpacked, 'image.tar')])
    await run('tar', ['-xf', join(unpacked, 'image.tar'), '-C', unpacked])
    expect(SMALL.equals(await readFile(join(unpacked, 'model/files/small.bin')))).toBe(true)
    expect(LARGE.equals(await readFile(join(unpacked, 'model/files/large.bin')))).toBe(true)
    await rm(unpacked, { recursive: true })
  })
})

/** A disk of 60 MB that only one process tree sees. */
const WITH_A_DISK = [...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--mount', 'sh', '-c']
const small = 'mount -t tmpfs -o size=60m none "$0"'

describe('a disk that is full', () => {
  beforeAll(async () => {
    const ran = await start('unshare', [...WITH_A_DISK, small, await temporaryDirectory('disk')])
    const remedy = 'run the tests as root, or allow it: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
    if (ran.code !== 0) throw new Error(`this machine forbids a mount of one's own (${ran.stderr.trim()}): ${remedy}`)
  })

  it('is said, and with more room the same upload ends well', { timeout: 60_000 }, async () => {
    const directory = await model()
    const disk = await temporaryDirectory('disk')
    const publish = `"$1" "$2" publish "$3" --image "oci:$0/registry/churn" --json`
    const script = `${small} && { ${publish} >"$4/full.json"; echo "$?" >"$4/full.code"; mount -o remount,size=400m "$0" && ${publish} >"$4/enough.json"; echo "$?" >"$4/enough.code"; "$1" "$2" versions "oci:$0/registry/churn" --json >"$4/versions.json"; }`
    const answers = await temporaryDirectory('answers')
    const ran = await start('unshare', [...WITH_A_DISK, script, disk, node24(), CLI, directory, answers])
    const answer = (name: string) => readFile(join(answers, name), 'utf8')
    expect(JSON.parse(await answer('full.json')), ran.stderr).toMatchObject({ error: { code: 'disk-full' } })
    expect((await answer('full.code')).trim()).not.toBe('0')
    expect((await answer('enough.code')).trim(), ran.stderr).toBe('0')
    expect(JSON.parse(await answer('enough.json'))).toMatchObject({ version: '1.0.0' })
    expect(await answer('versions.json')).toContain('1.0.0')
  })
})
