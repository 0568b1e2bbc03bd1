import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { contentOf } from '../../src/image/content.ts'
import { BASE_DIGEST_LABEL, BASE_NAME_LABEL, imageLabels, TITLE_LABEL } from '../../src/image/labels.ts'
import { LABEL } from '../../src/image/types.ts'
import { openModelFiles } from '../../src/model/files.ts'
import { CONTRACT, planOf, SAMPLE, writeModel } from './sample.ts'

const docs = readFileSync(new URL('../../docs/image.md', import.meta.url), 'utf8')
const rows = [...docs.matchAll(/^\| `((?:dev\.mlambda|org\.opencontainers)[^`]*)` \| ([^|]+) \|/gm)].map(([, name = '', where = '']) => ({
  name,
  where: where.trim(),
}))

it('lists every name that is written, and no other of ours', () => {
  const documented = rows.map(({ name }) => name).sort()
  const known = new Set([
    ...Object.values(LABEL),
    TITLE_LABEL,
    BASE_NAME_LABEL,
    BASE_DIGEST_LABEL,
    ...documented.filter((name) => /\.(version|created|revision|source)$/.test(name)),
  ])
  expect(documented).toEqual([...known].sort())
})

it('says of exactly the labels that they are labels', () => {
  const digest = `sha256:${'d'.repeat(64)}` as const
  const base = { name: 'r/x:1', pinned: `r/x@${digest}`, digest, layers: [], config: {} }
  const labels = imageLabels({
    name: 'x',
    contract: CONTRACT,
    content: { digest, files: [], size: 0 },
    completeness: 1,
    base,
    installCommand: 'true',
    layout: 'kserve',
  })
  expect(
    rows
      .filter(({ where }) => where.startsWith('label'))
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(labels).sort())
})

it('names the paths that are in the image', async () => {
  const paths = (await planOf(await writeModel({ 'a.bin': Buffer.from('a') }))).layers.flatMap(({ entries }) => entries.map(({ path }) => `/${path}`))
  for (const path of paths.filter((one) => !one.startsWith('/model/files/'))) expect(docs).toContain(`| \`${path}\` |`)
})

it('gives a command that prints the content digest', async () => {
  const command = /`cd model && (find [^`]+)`/.exec(docs)?.[1] ?? ''
  const folder = await writeModel(SAMPLE)
  const content = await contentOf(openModelFiles(folder), () => {})
  expect(`sha256:${execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }).split(' ')[0]}`).toBe(content.digest)
})
