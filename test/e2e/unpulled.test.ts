import { createHash, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, run, startRegistry, temporaryDirectory } from '../components.ts'
import { pullRequest, push } from './events.ts'
import { type ActionRun, runAction } from './harness.ts'
import { churn, mlambda, outputs } from './terminal.ts'

/** Beside the model: a layer of its own, as an embedding table would be. */
const WEIGHTS = randomBytes(17_000_000)

let registry: Registry
beforeAll(async () => {
  registry = await startRegistry('v3')
})
afterAll(async () => {
  await registry.stop()
})

/** What `actions/checkout` leaves without `lfs: true`. Git LFS specification: three sorted keys, each on a line. */
function pointerTo(bytes: Buffer): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${createHash('sha256').update(bytes).digest('hex')}\nsize ${bytes.length}\n`
}

async function checkout(lfs: 'pulled' | 'pointers', files: Readonly<Record<string, string>> = {}): Promise<string> {
  const directory = await churn('first')
  const model = join(directory, 'churn.onnx')
  if (lfs === 'pointers') await writeFile(model, pointerTo(await readFile(model)))
  await writeFile(join(directory, 'embeddings.bin'), lfs === 'pulled' ? WEIGHTS : pointerTo(WEIGHTS))
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  return directory
}

/** A new collection whose version 1.0.0 was published from pulled files. */
async function published(name: string): Promise<string> {
  const image = `${registry.host}/${name}/churn`
  expect(await outputs(['publish', await checkout('pulled'), '--image', image, '--builder', 'embedded'])).toMatchObject({ version: '1.0.0' })
  return image
}

/** Requests that gave the registry a layer, since `from` in its log. */
function layersSent(from: number): number {
  return (
    registry
      .log()
      .slice(from)
      .match(/"PATCH \/v2/g) ?? []
  ).length
}

function action(directory: string, event: ReturnType<typeof push>, image: string): Promise<ActionRun> {
  return runAction({ workspace: join(directory, '..'), event, inputs: { path: 'churn', image, builder: 'embedded' } })
}

describe('a checkout without `lfs: true`', () => {
  it.each([
    ['a pull request', pullRequest()],
    ['a push', push()],
  ])('of the published model is unchanged for %s: nothing is sent, and the report says where the files are', async (what, event) => {
    const image = await published(what.replace(/\W/g, ''))
    expect(layersSent(0)).toBeGreaterThan(0)
    const from = registry.log().length
    const ran = await action(await checkout('pointers'), event, image)
    expect(ran.exitCode, ran.log + ran.stderr).toBe(0)
    expect(ran.outputs).toMatchObject({ change: 'unchanged', published: 'false', version: '1.0.0' })
    expect(ran.summary + ran.log).toMatch(/Git LFS files? were not pulled: taken from version 1\.0\.0/)
    expect(layersSent(from)).toBe(0)
  })

  it('with another document is the next version, with every byte of the weights', async () => {
    const image = await published('document')
    const directory = await checkout('pointers', { 'README.md': '# churn, explained\n' })
    expect(await outputs(['check', directory, '--image', image])).toMatchObject({ change: 'weights' })
    const ran = await mlambda(['publish', directory, '--image', image, '--builder', 'embedded'])
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout).toMatch(/version 1\.0\.1 published/)
    expect(ran.stdout).toMatch(/size\s+17\.0 MB, [\d.]+ kB sent/)
    const unpacked = await temporaryDirectory('unpacked')
    await run('crane', ['export', '--insecure', `${image}:1.0.1`, join(unpacked, 'image.tar')])
    await run('tar', ['-xf', join(unpacked, 'image.tar'), '-C', unpacked])
    expect(WEIGHTS.equals(await readFile(join(unpacked, 'model/files/embeddings.bin')))).toBe(true)
    const model = await readFile(join(await churn('first'), 'churn.onnx'))
    expect(model.equals(await readFile(join(unpacked, 'model/files/churn.onnx')))).toBe(true)
  })

  it.each(['check', 'publish'])('of weights that are nowhere published is refused by %s, with the remedy', async (command) => {
    const image = await published(`new-${command}`)
    const directory = await checkout('pointers', { 'embeddings.bin': pointerTo(Buffer.from('retrained')) })
    const told = await outputs([command, directory, '--image', image])
    expect(told).toMatchObject({ error: { code: 'lfs-pointer', message: expect.stringContaining('embeddings.bin') } })
    expect(JSON.stringify(told['error'])).toMatch(/lfs: true/)
  })
})
