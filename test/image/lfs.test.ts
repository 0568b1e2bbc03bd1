import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Occasion } from '../../src/event.ts'
import type { Report } from '../../src/report/types.ts'
import { type Registry, run, startRegistry, temporaryDirectory } from '../components.ts'
import { PROJECT } from '../e2e/harness.ts'
import { DISPATCH, failure, PULL_REQUEST, PUSH, story } from './story.ts'

/** A model of two files that are in Git LFS (one of them in a bundle with small files), a document and a definition. */
const MODEL = {
  'churn.onnx': await readFile(join(PROJECT, 'examples/onnx/models/churn/churn.onnx')),
  'vocabulary.bin': Buffer.alloc(300 * 1024, 'v'),
  'weights.bin': Buffer.alloc(17 * 1024 * 1024, 'w'),
  'README.md': Buffer.from('# churn\n'),
  'labels.json': Buffer.from('["stays", "leaves"]\n'),
}
type Files = Readonly<Record<string, Buffer>>
const POINTERS = Object.fromEntries((['churn.onnx', 'vocabulary.bin', 'weights.bin'] as const).map((name) => [name, pointerTo(MODEL[name])]))

let registry: Registry
beforeAll(async () => {
  registry = await startRegistry('v3')
})
afterAll(async () => {
  await registry.stop()
})

/** Git LFS specification: three sorted keys, each on a line. */
function pointerTo(bytes: Buffer): Buffer {
  const oid = createHash('sha256').update(bytes).digest('hex')
  return Buffer.from(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${bytes.length}\n`)
}

/** The story at an image of the test's registry. */
function told(files: Files, name: string, occasion: Occasion, written: Partial<Record<string, string>> = {}): Promise<Report> {
  return story(files, name.includes(':') ? name : `${registry.host}/${name}`, occasion, { written })
}

async function published(image: string): Promise<Report> {
  const report = await told(MODEL, image, PUSH)
  expect(report.outcome).toMatchObject({ kind: 'published', release: { version: '1.0.0' } })
  return report
}

describe('a model whose Git LFS files were not pulled', () => {
  const unpulled = { ...MODEL, ...POINTERS }

  it('is unchanged where the published version holds its files: contract, completeness and why', async () => {
    const first = await published('same')
    for (const occasion of [PULL_REQUEST, PUSH]) {
      const again = await told(unpulled, 'same', occasion)
      expect(again.outcome).toMatchObject({ kind: 'unchanged', version: '1.0.0' })
      expect(again.contract?.signatures.map(({ name }) => name)).toEqual(first.contract?.signatures.map(({ name }) => name))
      expect(again.completeness).toBe(first.completeness)
      expect(again.detected?.because).toBe('its files are those of version 1.0.0, whose contract it has')
      expect(again.warnings).toContainEqual({
        code: 'lfs-published',
        message: 'churn.onnx and 2 more Git LFS files were not pulled: taken from version 1.0.0, which holds these very files',
        where: 'churn.onnx',
      })
    }
  })

  it('is published again on demand: the same layers and config, without a byte of the weights', async () => {
    const first = await published('again')
    const again = await told(unpulled, 'again', DISPATCH)
    expect(again.outcome).toMatchObject({ kind: 'published', release: { version: '1.0.1' }, size: sizeOf(MODEL) })
    expect(again.outcome.kind === 'published' && again.outcome.sent).toBeLessThan(10_000)
    expect(await contentsOf('again:1.0.1')).toEqual(await contentsOf('again:1.0.0'))
    expect(first.outcome.kind).toBe('published')
  })

  it('may have another document; a file that shares a bundle with it is cut out of the published layer', async () => {
    await published('document')
    const edited = { ...unpulled, 'README.md': Buffer.from('# churn, explained\n') }
    const report = await told(edited, 'document', PUSH)
    expect(failure(report)).toBe('published')
    expect(report.outcome).toMatchObject({ release: { version: '1.0.1', comparison: { level: 'weights' } } })
    const directory = await unpacked('document:1.0.1')
    for (const [path, bytes] of Object.entries({ ...MODEL, 'README.md': edited['README.md'] })) {
      expect(bytes.equals(await readFile(join(directory, 'model/files', path))), path).toBe(true)
    }
  })

  it('takes layers over where only the weights beside a pulled model were not', async () => {
    await published('beside')
    const labels = Buffer.from('["leaves", "stays"]\n')
    const report = await told({ ...MODEL, 'weights.bin': POINTERS['weights.bin'] ?? labels, 'labels.json': labels }, 'beside', PUSH)
    expect(report.outcome).toMatchObject({ kind: 'published', release: { version: '1.0.1' } })
    expect(report.outcome.kind === 'published' && report.outcome.sent).toBeLessThan(20_000)
  })

  it.each<readonly [string, Files, RegExp]>([
    [
      'a pointer that is nowhere published',
      { ...MODEL, 'weights.bin': pointerTo(Buffer.from('other')) },
      /weights\.bin is a Git LFS pointer to 5 bytes.*version 1\.0\.0 does not hold it/,
    ],
    [
      'the model itself, nowhere published',
      { ...unpulled, 'churn.onnx': pointerTo(Buffer.from('other')) },
      /churn\.onnx is a Git LFS pointer to 5 bytes.*version 1\.0\.0 does not hold it/,
    ],
    [
      'one of several pointers, which is named: the model itself is published',
      { ...unpulled, 'weights.bin': pointerTo(Buffer.from('other')) },
      /weights\.bin is a Git LFS pointer to 5 bytes.*version 1\.0\.0 does not hold it/,
    ],
    [
      'a file beside it that the contract may rest on',
      { ...unpulled, 'labels.json': Buffer.from('[]') },
      /labels\.json differs from version 1\.0\.0, and the contract may rest on both/,
    ],
    ['a file more beside it', { ...unpulled, 'tokenizer.json': Buffer.from('{}') }, /tokenizer\.json differs from version 1\.0\.0/],
    ['a file less beside it', without(unpulled, 'labels.json'), /labels\.json differs from version 1\.0\.0/],
  ])('is refused for %s, when validated and when published', async (_, files, says) => {
    await told(MODEL, 'refused', PUSH)
    for (const occasion of [PULL_REQUEST, PUSH]) {
      const report = await told(files, 'refused', occasion)
      expect(failure(report)).toMatch(/^lfs-pointer: /)
      expect(failure(report)).toMatch(says)
    }
  })

  it('is refused where the definition outside of the payload declares another contract now', async () => {
    await published('declared')
    const definition = join(await temporaryDirectory('definition'), 'serving.yaml')
    await writeFile(
      definition,
      'kind: Model\ncontract:\n  predict:\n    inputs:\n      other: { type: float, shape: [-1, 3] }\n    outputs:\n      y: { type: float, shape: [-1] }\n',
    )
    expect(failure(await told(unpulled, 'declared', PULL_REQUEST, { contract: definition }))).toMatch(/lfs-pointer.*declares another contract/)
  })

  it('is refused where nothing is published, and where the registry cannot be read', async () => {
    expect(failure(await told(unpulled, 'nothing', PULL_REQUEST))).toMatch(/lfs-pointer.*nothing is published yet/)
    expect(failure(await told(unpulled, 'localhost:1/nobody', PULL_REQUEST))).toMatch(/lfs-pointer.*the published version can't be read/)
  })

  it('is validated with a warning where the contract is known and the registry cannot be read', async () => {
    const report = await told({ ...MODEL, 'weights.bin': pointerTo(MODEL['weights.bin']) }, 'localhost:1/nobody', PULL_REQUEST)
    expect(report.outcome.kind).toBe('validated')
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ code: 'lfs-unknown', message: expect.stringContaining('weights.bin was not pulled') }),
    )
  })
})

function without(files: Files, path: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path))
}

function sizeOf(files: Files): number {
  return Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0)
}

/** Layers and config, as crane reads them. */
async function contentsOf(image: string): Promise<unknown> {
  const { config, layers } = JSON.parse(await run('crane', ['manifest', '--insecure', `${registry.host}/${image}`]))
  return { config, layers }
}

async function unpacked(image: string): Promise<string> {
  const directory = await temporaryDirectory('unpacked')
  await run('crane', ['export', '--insecure', `${registry.host}/${image}`, join(directory, 'image.tar')])
  await run('tar', ['-xf', join(directory, 'image.tar'), '-C', directory])
  return directory
}
