import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentDigest, contentOf } from '../../src/image/content.ts'
import { tarStream } from '../../src/image/layers.ts'
import { openModelFiles } from '../../src/model/files.ts'
import { planOf, SAMPLE, writeModel } from './sample.ts'

const quiet = (): void => {}

it('names every file by its sha256 and all of them by what sha256sum prints', async () => {
  const folder = await writeModel({ 'b.bin': Buffer.from('two'), 'a/x.bin': Buffer.from('one'), 'new\nline\\.txt': Buffer.from('three') })
  const content = await contentOf(openModelFiles(folder), quiet)
  const printed = execFileSync('sha256sum', ['a/x.bin', 'b.bin', 'new\nline\\.txt'], { cwd: folder })
  expect(content.digest).toBe(`sha256:${createHash('sha256').update(printed).digest('hex')}`)
  expect(content.size).toBe(11)
})

it('sorts by bytes, not by UTF-16 code units, and does not depend on the order of its input', () => {
  const files = [
    { path: '😀', sha256: 'a'.repeat(64) },
    { path: '\uffee', sha256: 'b'.repeat(64) },
  ]
  const lines = `${'b'.repeat(64)}  \uffee\n${'a'.repeat(64)}  😀\n`
  const expected = `sha256:${createHash('sha256').update(lines).digest('hex')}`
  expect(contentDigest(files)).toBe(expected)
  expect(contentDigest([...files].reverse())).toBe(expected)
})

it('takes an un-pulled Git LFS pointer for the file it points to', async () => {
  const weights = Buffer.alloc(2_000_000, 'w')
  const sha256 = createHash('sha256').update(weights).digest('hex')
  const pulled = await contentOf(openModelFiles(await writeModel({ 'w.bin': weights })), quiet)
  const pointer = Buffer.from(`version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${weights.length}\n`)
  const unpulled = await contentOf(openModelFiles(await writeModel({ 'w.bin': pointer })), quiet)
  expect([unpulled.digest, unpulled.size]).toEqual([pulled.digest, pulled.size])
})

it('reports every byte it has hashed', async () => {
  const seen: number[] = []
  const content = await contentOf(openModelFiles(await writeModel(SAMPLE)), (_step, done, total) => {
    expect(done).toBeLessThanOrEqual(total)
    seen.push(done)
  })
  expect(seen.at(-1)).toBe(content.size)
})

describe('a file that changes', () => {
  it('while it is hashed is an error that names it', async () => {
    const folder = await writeModel({ 'w.bin': Buffer.alloc(3_000_000) })
    const growing = contentOf(openModelFiles(folder), () => appendFileSync(join(folder, 'w.bin'), 'x'))
    await expect(growing).rejects.toMatchObject({ code: 'corrupt', where: { file: 'w.bin' } })
  })

  it('between hashing and packing is an error, even when its size is the same', async () => {
    const folder = await writeModel({ 'w.bin': Buffer.from('before') })
    const plan = await planOf(folder)
    writeFileSync(join(folder, 'w.bin'), 'after!')
    const packing = async (): Promise<void> => {
      for (const layer of plan.layers) for await (const _ of tarStream(layer.entries));
    }
    await expect(packing()).rejects.toMatchObject({ code: 'corrupt', message: expect.stringContaining('changed') })
  })

  it('that vanishes is an error of the files, not a bug', async () => {
    const folder = await writeModel({ 'w.bin': Buffer.from('here') })
    const files = openModelFiles(folder)
    execFileSync('rm', [join(folder, 'w.bin')])
    await expect(contentOf(files, quiet)).rejects.toMatchObject({ code: 'corrupt' })
  })
})
