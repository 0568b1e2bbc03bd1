import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, run, startRegistry, temporaryDirectory, tool } from '../components.ts'
import { failure, PULL_REQUEST, PUSH, story } from './story.ts'

const DEFINITION = `kind: Model
framework: other
contract:
  predict:
    inputs:
      x: { type: float, shape: [-1, 3] }
    outputs:
      y: { type: float, shape: [-1] }
`
const MODEL = { 'serving.yaml': Buffer.from(DEFINITION), 'weights.bin': Buffer.from('weights') }

/** What lies beside a model on a real machine, and what is said about it: docs/definition.md. */
const BESIDE = {
  '.env': Buffer.from('TOKEN=hunter2\n'),
  'deploy/key.txt': Buffer.from('-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n'),
  '.git/config': Buffer.from('[core]\n'),
  '__pycache__/train.pyc': Buffer.from('x'),
  '.dockerignore': Buffer.from('notebooks\n*.log\n!kept.log\n'),
  'notebooks/a.ipynb': Buffer.from('{}'),
  'train.log': Buffer.from('x'),
  'kept.log': Buffer.from('x'),
}

let registry: Registry
beforeAll(async () => {
  registry = await startRegistry('v3')
})
afterAll(async () => {
  await registry.stop()
})

describe('what lies beside a model', () => {
  it('stays out of the image: secrets, version control, caches and what .dockerignore names', async () => {
    const image = `${registry.host}/beside`
    const lines: string[] = []
    const report = await story({ ...MODEL, ...BESIDE }, image, PUSH, { log: (line) => lines.push(line) })
    expect(failure(report)).toBe('published')
    expect(await filesIn(`${image}:1.0.0`)).toEqual(['kept.log', 'serving.yaml', 'weights.bin'])
    expect(lines.find((line) => line.startsWith('left out'))).toBe(
      'left out of the image: .dockerignore (says what to leave out), .env (may hold secrets), .git/ (version control), ' +
        '__pycache__/ (left behind by a tool), deploy/key.txt (holds a private key) and 2 more',
    )
  })

  it('is told in the report where it may be a secret, before and when it is published', async () => {
    for (const occasion of [PULL_REQUEST, PUSH]) {
      const { warnings } = await story({ ...MODEL, ...BESIDE }, `${registry.host}/secrets`, occasion)
      expect(warnings.map(({ code, where }) => `${code} ${where}`)).toEqual(['left-out .env', 'left-out deploy/key.txt'])
    }
  })

  it('changes nothing: the model with it and without it is the same version', async () => {
    const image = `${registry.host}/same`
    const { 'kept.log': _, ...beside } = BESIDE
    expect(failure(await story(MODEL, image, PUSH))).toBe('published')
    expect(failure(await story({ ...MODEL, ...beside }, image, PUSH))).toBe('unchanged')
  })
})

describe('a model of many files', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`shards/${index}.bin`, Buffer.alloc(1 + index, index)]))

  it('has few layers, and one changed file moves one of them and the list', async () => {
    const image = `${registry.host}/many`
    expect(failure(await story({ ...MODEL, ...many }, image, PUSH))).toBe('published')
    expect(failure(await story({ ...MODEL, ...many, 'shards/7.bin': Buffer.from('other') }, image, PUSH))).toBe('published')
    const [before, after] = [await layersOf(`${image}:1.0.0`), await layersOf(`${image}:1.0.1`)]
    expect(before.length).toBeLessThan(120)
    expect(after.filter((digest) => !before.includes(digest)).length).toBeLessThanOrEqual(2)
  })
})

async function filesIn(image: string): Promise<readonly string[]> {
  const archive = join(await temporaryDirectory('payload'), 'image.tar')
  await run('crane', ['export', '--insecure', image, archive])
  const listed = (await run('tar', ['-tf', archive])).split('\n')
  return listed.filter((path) => path.startsWith('model/files/') && !path.endsWith('/')).map((path) => path.slice('model/files/'.length))
}

async function layersOf(image: string): Promise<readonly string[]> {
  const { layers } = JSON.parse(await run(tool('crane'), ['manifest', '--insecure', image]))
  return layers.map(({ digest }: { digest: string }) => digest)
}
