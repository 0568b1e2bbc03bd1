import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { attempt, temporaryDirectory } from './components.ts'

const root = resolve(import.meta.dirname, '..')
const documents = ['README.md', ...globSync('docs/**/*.md', { cwd: root }), ...globSync('examples/**/*.md', { cwd: root })]
const blocks = documents.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ''], index) => ({ file, number: index + 1, text })),
)
const workflows = blocks.filter(({ text }) => /^jobs:/m.test(text))

describe('YAML in documents', () => {
  it('is there', () => {
    expect(workflows.length).toBeGreaterThan(3)
  })

  it.each(blocks)('$file, block $number can be read', ({ text }) => {
    expect(parseAllDocuments(text).flatMap((document) => document.errors)).toEqual([])
  })

  it.each(workflows)('$file, block $number is a workflow that actionlint takes', async ({ text }) => {
    const workflow = join(await temporaryDirectory('docs'), 'workflow.yml')
    writeFileSync(workflow, text)
    const ran = await attempt('actionlint', ['-no-color', '-oneline', workflow])
    expect(ran.stdout + ran.stderr).toBe('')
  })

  const inputs = new Set([...readFileSync(join(root, 'action.yml'), 'utf8').matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name = '']) => name))
  it.each(workflows.filter(({ text }) => text.includes('mlambda/upload-action')))(
    '$file, block $number gives only inputs that there are',
    ({ text }) => {
      const given = [...text.matchAll(/uses: mlambda\/upload-action@\S+\n\s+(?:id: .*\n\s+)?with:(?: \{([^}]*)\}|\n((?: {10}.*\n?)+))/g)].flatMap(
        ([, inline = '', lines = '']) => [
          ...[...inline.matchAll(/(?:^|,)\s*([a-z-]+):/g)].map(([, name = '']) => name),
          ...[...lines.matchAll(/^ {10}([a-z-]+):/gm)].map(([, name = '']) => name),
        ],
      )
      expect(given.filter((name) => !inputs.has(name))).toEqual([])
      if (!text.includes('workflows/models.yml')) expect(given.length).toBeGreaterThan(0)
    },
  )
})
