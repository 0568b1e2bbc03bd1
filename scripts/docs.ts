// `npm run docs`: writes what documents generate from code and action.yml; `npm run docs -- --check` only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { browserScript } from './docs/browser.ts'
import { contractRules } from './docs/contract.ts'
import { frameworkPages, frameworksTable } from './docs/frameworks.ts'
import { inputsTable, metadataModule, outputsTable } from './docs/metadata.ts'
import { sampleConflict, sampleFirst, sampleReview, sampleRun } from './docs/sample.ts'

/** Marked parts of documents: `<!-- generated:NAME -->` … `<!-- /generated -->`. */
const PARTS: Readonly<Record<string, () => string>> = {
  'contract-rules': contractRules,
  inputs: inputsTable,
  outputs: outputsTable,
  frameworks: frameworksTable,
  'framework-pages': frameworkPages,
  sample: sampleRun,
  'sample-first': sampleFirst,
  'sample-review': sampleReview,
  'sample-conflict': sampleConflict,
}
const DOCUMENTS = ['README.md', 'docs/contract.md', 'docs/frameworks.md', 'docs/first-workflow.md', 'docs/reviewing.md']

const root = new URL('../', import.meta.url)
const stale: string[] = []

function bring(path: string, text: string): void {
  const file = new URL(path, root)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  stale.push(path)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
}

bring('src/metadata.ts', metadataModule())
bring('src/catalogue/script.ts', browserScript())
for (const path of DOCUMENTS) {
  const text = readFileSync(new URL(path, root), 'utf8')
  const filled = text.replaceAll(/<!-- generated:([\w-]+) -->\n[\s\S]*?<!-- \/generated -->/g, (_, name: string) => {
    const part = PARTS[name]
    if (!part) throw new Error(`${path}: nothing generates ${name}`)
    return `<!-- generated:${name} -->\n${part()}\n<!-- /generated -->`
  })
  bring(path, filled)
}

if (stale.length > 0 && process.argv.includes('--check')) {
  console.error(`not up to date: ${stale.join(', ')}. Run npm run docs and commit.`)
  process.exitCode = 1
} else if (stale.length > 0) console.log(`written: ${stale.join(', ')}`)
