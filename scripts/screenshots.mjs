#!/usr/bin/env node
// Renders the pull request comment and the job summary as GitHub shows them (marked, github-markdown-css, headless Chromium) into docs/images.
// Needs Debian's chromium (apt-get install chromium fonts-noto-color-emoji) and Node 24, which reads TypeScript:
//
//   node scripts/screenshots.mjs [--hostile] [DIR]
//
// --hostile renders the same pages with every hostile name of the tests instead, to be looked at; nothing of it is kept in the repository.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { marked } from 'marked'
import { writeSite } from '../src/catalogue/write.ts'
import { folderRepository } from '../src/registry/folder.ts'
import { renderMarkdown, renderSummary } from '../src/report/markdown.ts'
import { openBrowser } from '../test/catalogue/chromium.ts'
import { NUMBERING, publishContracts } from '../test/catalogue/collections.ts'
import * as samples from '../test/report/sample-reports.ts'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const hostile = process.argv.includes('--hostile')
const target = resolve(process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? join(ROOT, 'docs', 'images'))
/** What a README should weigh at most. */
const MAX_BYTES = 200_000

const css = readFileSync(join(ROOT, 'node_modules', 'github-markdown-css', 'github-markdown-light.css'), 'utf8')

/** Width of a comment on a pull request page, and of a job summary, CSS pixels. */
const PAGES = hostile ? hostilePages() : pages()

mkdirSync(target, { recursive: true })
const scratch = mkdtempSync(join(tmpdir(), 'mlambda-screenshots-'))
try {
  for (const { name, width, height, markdown } of PAGES) {
    const page = join(scratch, `${name}.html`)
    const image = join(target, `${name}.png`)
    writeFileSync(page, htmlPage(markdown))
    screenshot(page, image, width, height)
    const { size } = statSync(image)
    console.log(`${image} ${size} bytes`)
    if (size > MAX_BYTES && !hostile) throw new Error(`${image} has ${size} bytes, more than ${MAX_BYTES}`)
  }
  if (!hostile) await catalogue()
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** A model's page of the catalogue, after a story of five versions. */
async function catalogue() {
  const field = (name, type, size, more = {}) => ({ name, type, shape: [-1, size], ...more })
  const promise = (inputs, outputs) => ({
    contract: 1,
    framework: { name: 'onnx', version: 'opset 17', format: 'onnx' },
    signatures: [{ name: 'predict', inputs, outputs }],
  })
  const first = promise([field('age', 'int64', 1), field('usage', 'float32', 3)], [field('probability', 'float32', 1)])
  const more = promise(
    [...first.signatures[0].inputs, field('plan', 'string', 1, { optional: true })],
    [...first.signatures[0].outputs, field('churns', 'bool', 1)],
  )
  const other = promise([field('age', 'float32', 1), ...more.signatures[0].inputs.slice(1)], more.signatures[0].outputs)
  const image = `oci:${join(scratch, 'churn')}`
  await publishContracts(folderRepository(image), [first, first, more, more, other, other], {
    source: 'https://github.com/acme/models',
    revision: '5f2b9c1e7a4d8036b1c2d3e4f5a6978800112233',
  })
  const out = join(scratch, 'site')
  // what the page shows of its name is what readers would see: a registry, not this machine's folder
  const named = 'ghcr.io/acme/models/churn'
  await writeSite({ images: [named], out, numbering: NUMBERING }, { repository: async () => folderRepository(image), log: { info: () => undefined } })
  const browser = await openBrowser()
  await browser.size(1000, 820, 'light')
  await browser.open(pathToFileURL(join(out, 'churn.html')).href)
  const file = join(target, 'catalogue.png')
  writeFileSync(file, await browser.screenshot())
  await browser.close()
  console.log(`${file} ${statSync(file).size} bytes`)
}

function pages() {
  const refused = samples.report({
    outcome: samples.refused('3.0.0'),
    comparison: samples.comparison('breaking', samples.AGE_BREAKS, samples.PLAN_ADDED, samples.OUTPUT_ADDED),
  })
  const published = samples.report({
    mode: 'publish',
    outcome: samples.publishedOutcome(samples.release('2.5.0', { floating: ['latest'] })),
    findings: [{ severity: 'medium', message: 'unpickling calls `sklearn.pipeline.Pipeline`', where: 'model.joblib: GLOBAL at 12' }],
    warnings: [{ code: 'assumed-type', message: 'the type of `plan` is not stored; string is assumed', where: 'model.joblib: feature_names_in_' }],
  })
  return [
    { name: 'comment', width: 900, height: 700, markdown: renderMarkdown(refused) },
    { name: 'summary', width: 1000, height: 770, markdown: renderSummary([published]) },
  ]
}

function hostilePages() {
  const value = { type: 'float32', shape: [-1, 4] }
  const fields = samples.HOSTILE_NAMES.map(([, name]) => samples.field(name, value))
  const changes = samples.HOSTILE_NAMES.map(([, name]) => ({
    ...samples.AGE_BREAKS,
    where: `predict.inputs.${name}`,
    path: ['predict', 'inputs', name],
    message: `callers that send \`${name}\` as int64 will be rejected`,
  }))
  const report = samples.report({
    contract: { ...samples.CHURN, signatures: [{ name: 'predict', inputs: fields, outputs: [] }] },
    outcome: samples.refused('3.0.0'),
    comparison: samples.comparison('breaking', ...changes),
    warnings: samples.HOSTILE_NAMES.map(([what, name]) => ({ code: 'odd', message: `${what}: ${name} is odd` })),
  })
  // unfolded, so that everything is in the picture
  return [{ name: 'hostile', width: 1200, height: 6000, markdown: renderMarkdown(report).replaceAll('<details>', '<details open>') }]
}

function htmlPage(markdown) {
  return `<!doctype html><meta charset="utf-8"><style>${css}
body { margin: 0; padding: 16px 24px; background: #fff; font-family: 'Liberation Sans', sans-serif }</style>
<article class="markdown-body">${marked.parse(markdown, { async: false, gfm: true })}</article>`
}

function screenshot(page, image, width, height) {
  const profile = join(scratch, 'profile')
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  const flags = ['--headless', '--no-sandbox', ...quiet, '--hide-scrollbars', `--user-data-dir=${profile}`, `--window-size=${width},${height}`]
  execFileSync('chromium', [...flags, `--screenshot=${image}`, pathToFileURL(page).href], { stdio: 'ignore', timeout: 120_000 })
}
