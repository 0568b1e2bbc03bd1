// Measures inference against a corpus of real models with independently known contracts, and writes docs/measured.json,
// from which the tables in README.md and docs/frameworks.md are generated (npm run docs).
//
//   node scripts/measure.mjs CORPUS      CORPUS has score.mjs and one folder per family
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const corpus = process.argv[2]
if (!corpus) throw new Error('usage: node scripts/measure.mjs CORPUS')
const frameworks = JSON.parse(readFileSync(join(root, 'docs/frameworks.json'), 'utf8'))

const scratch = mkdtempSync(join(tmpdir(), 'mlambda-measure-'))
const report = join(scratch, 'score.json')
const families = frameworks.flatMap((framework) => ['--family', framework.family])
const scored = spawnSync(
  process.execPath,
  [join(corpus, 'score.mjs'), ...families, '--json', report, '--', process.execPath, join(root, 'dist/cli/index.js'), 'infer', '--json'],
  { stdio: ['ignore', 'inherit', 'inherit'] },
)
if (scored.status !== 0) process.exit(scored.status ?? 1)

const { families: results } = JSON.parse(readFileSync(report, 'utf8'))
rmSync(scratch, { recursive: true })
const measured = Object.fromEntries(
  results
    .filter((result) => result.family !== 'all')
    .map((result) => {
      const right = result.right + result.compatible + result.finer
      const facts = right + result.missing + result.wrong + result.assumed
      return [result.family, { models: result.cases, facts, right, wrong: result.wrong, missing: result.missing, assumed: result.assumed }]
    }),
)
writeFileSync(join(root, 'docs/measured.json'), `${JSON.stringify(measured, null, 2)}\n`)
