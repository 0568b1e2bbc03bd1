import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundle, bundleAtMost } from '../../src/image/bundles.ts'
import type { Payload } from '../../src/image/content.ts'
import { parseFilesList } from '../../src/image/files-list.ts'
import { imageLabels } from '../../src/image/labels.ts'
import { planImage } from '../../src/image/plan.ts'
import type { Content, ContentFile, Plan } from '../../src/image/types.ts'
import { CONTRACT } from './sample.ts'

const MIB = 1024 * 1024
const file = (path: string, size: number, sha256 = 'a'.repeat(64)): ContentFile => ({ path, size, sha256, executable: false })
const payload: Payload = { files: [], onDisk: (path) => `/nowhere/${path}` }

function planned(files: readonly ContentFile[], more: Partial<Parameters<typeof planImage>[0]> = {}): Plan {
  const content: Content = { digest: `sha256:${'c'.repeat(64)}`, files, size: files.reduce((sum, { size }) => sum + size, 0) }
  return planImage({
    name: 'churn',
    completeness: 0.999,
    payload,
    content,
    contract: CONTRACT,
    signature: Buffer.from('s'),
    platform: { os: 'linux', architecture: 'amd64' },
    ...more,
  })
}

/** Paths of each layer. */
const packing = (plan: Plan): string[][] => plan.layers.map((layer) => layer.entries.map(({ path }) => path))

describe('packing', () => {
  it('gives a large file its own layer, bundles the rest by size, and puts what we know last', () => {
    const layers = packing(planned([file('big.bin', 17 * MIB), file('vocab.txt', MIB), file('config.json', 100), file('b.json', 10)]))
    expect(layers).toEqual([
      ['model/files/big.bin'],
      ['model/files/vocab.txt'],
      ['model/files/b.json', 'model/files/config.json'],
      ['model/contract.json', 'model/contract.protobin', 'model/files.json'],
    ])
  })

  it.each([
    { what: '2,000 small files', files: Array.from({ length: 2000 }, (_, i) => file(`d${i % 9}/f${i}.json`, 20_000)), most: 20 },
    { what: '500 shards', files: Array.from({ length: 500 }, (_, i) => file(`model-${i}.safetensors`, 100 * MIB)), most: 120 },
    { what: 'everything at once', files: Array.from({ length: 3000 }, (_, i) => file(`x/${i}`, (i % 40) * MIB + (i % 7) * 1000)), most: 120 },
  ])('makes at most $most layers of $what', ({ files, most }) => {
    const plan = planned(files)
    expect(plan.layers.length).toBeLessThanOrEqual(most)
    expect(packing(plan).flat()).toHaveLength(files.length + 3)
  })

  it('leaves room for the layers of a runtime', () => {
    const files = Array.from({ length: 500 }, (_, i) => file(`${i}.bin`, 100 * MIB))
    const base = { name: 'x/y:1', pinned: `x/y@sha256:${'d'.repeat(64)}`, digest: `sha256:${'d'.repeat(64)}`, layers: [], config: {} } as const
    expect(planned(files, { base }).layers.length).toBeLessThanOrEqual(80)
  })

  it('moves one bundle when one file is added', () => {
    const files = Array.from({ length: 2000 }, (_, i) => file(`d${i % 9}/f${i}.json`, 20_000))
    const before = packing(planned(files)).map((layer) => layer.join('\n'))
    const after = packing(planned([...files, file('d3/new.json', 20_000)])).map((layer) => layer.join('\n'))
    // the bundle that got it, which may have split in two
    expect(after.filter((layer) => !before.includes(layer)).length).toBeLessThanOrEqual(2)
  })

  it('does not depend on the order of the files, and loses none', () => {
    const files = fc.uniqueArray(fc.record({ path: fc.stringMatching(/^[a-c]\/[a-z]{1,4}$/), size: fc.integer({ min: 0, max: 500 }) }), {
      selector: ({ path }) => path,
    })
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 1000 }), (some, target) => {
        const bundles = bundle(some, target)
        expect(bundle([...some].reverse(), target)).toEqual(bundles)
        expect(bundles.flat().length).toBe(some.length)
        for (const one of bundles) expect(one.length === 1 || one.reduce((sum, { size }) => sum + size, 0) <= target).toBe(true)
        expect(bundleAtMost(some, 1, 5).length).toBeLessThanOrEqual(5)
      }),
    )
  })

  it('is the same plan for the same facts', () => {
    const files = [file('a', 1), file('b', 2)]
    expect(planned(files)).toEqual(planned(files))
  })
})

it('lists every file with its identity and its layer', () => {
  const plan = planned([file('big.bin', 17 * MIB), file('a "quoted"\n.json', 5)])
  const last = plan.layers.at(-1)?.entries.find(({ path }) => path === 'model/files.json')
  const bytes = last && 'bytes' in last.from ? last.from.bytes : new Uint8Array()
  expect(parseFilesList(bytes)?.files).toEqual([
    { path: 'a "quoted"\n.json', size: 5, sha256: 'a'.repeat(64), executable: false, layer: 1 },
    { path: 'big.bin', size: 17 * MIB, sha256: 'a'.repeat(64), executable: false, layer: 0 },
  ])
})

it.each(['', '/etc/passwd', '../x', 'a/../x', 'a//b', './a', 'a/', 'a\0b', `${'x'.repeat(256)}`, `${'y/'.repeat(3000)}z`])(
  'refuses the path %j',
  (path) => {
    expect(() => planned([file(path, 1)])).toThrow(expect.objectContaining({ code: 'unsafe' }))
  },
)

describe('labels', () => {
  const content: Content = { digest: `sha256:${'c'.repeat(64)}`, files: [], size: 0 }
  it('hold one printable line, whatever a model calls itself', () => {
    const hostile = `a\n\r\u0000\u202eb${'x'.repeat(1000)}`
    const labels = imageLabels({
      name: hostile,
      contract: { ...CONTRACT, framework: { name: 'x', version: '1\n2', format: hostile } },
      content,
      completeness: 0.999,
    })
    for (const [key, value] of Object.entries(labels)) if (key !== 'dev.mlambda.contract') expect(value, key).toMatch(/^[^\p{Cc}\p{Cf}]{1,256}$/u)
    expect(labels['dev.mlambda.completeness']).toBe('99%')
  })
  it('leave a contract too large for a config to contract.json, and keep its digest', () => {
    const inputs = Array.from({ length: 60_000 }, (_, i) => ({ name: `column number ${i}`, type: 'float64' as const, shape: [-1] }))
    const labels = imageLabels({
      name: 'wide',
      contract: { ...CONTRACT, signatures: [{ name: 'predict', inputs, outputs: [] }] },
      content,
      completeness: 1,
    })
    expect(labels).not.toHaveProperty(['dev.mlambda.contract'])
    expect(labels['dev.mlambda.contract.digest']).toMatch(/^sha256:/)
  })
})
