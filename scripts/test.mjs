#!/usr/bin/env node
// npm test               everything, on a fresh machine too: packages, tools, types, lint, dist, tests
// npm test -- PATTERN    only test files whose path holds PATTERN (flags go to vitest): for quick runs
// The last line is `N passed, N failed`; each check counts as one.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from '../tools/setup.mjs'
import { node24 } from './node24.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const patterns = process.argv.slice(2)
const count = { passed: 0, failed: 0 }

try {
  await main()
} catch (error) {
  console.error(`\n${error.message}`)
  count.failed++
}
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed === 0 ? 0 : 1

async function main() {
  installPackages()
  const node = node24()
  await setUp()
  if (patterns.length === 0) {
    check('types', () => run(node, ['node_modules/typescript/bin/tsc', '--noEmit']))
    check('format and lint', () => run(node, ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']))
    check('dist is built from src', () => compareDist(node))
    check('documents are generated', () => run(node, ['scripts/docs.ts', '--check']))
  }
  vitest(node)
}

/** Exactly the lockfile's packages; again when the lockfile is newer than what was installed from it. */
function installPackages() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return
  // a checkout sets new times: the same content needs no installation
  if (existsSync(installed) && samePackages(installed)) return
  console.log('packages: npm install …')
  // not `npm ci`: it refuses a lockfile that was made where a registry lacks some platform's optional package. --no-save leaves the lockfile as it is
  const done = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) throw new Error('npm install failed')
}

function samePackages(installed) {
  const versions = (file) => {
    const packages = Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
    return new Map(packages.filter(([path]) => path !== '').map(([path, { version }]) => [path, version]))
  }
  const wanted = versions(join(root, 'package-lock.json'))
  const found = versions(installed)
  // packages for other platforms are in the lockfile only
  return (
    [...found].every(([path, version]) => wanted.get(path) === version) && directDependencies().every((name) => found.has(`node_modules/${name}`))
  )
}

function directDependencies() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies })
}

function check(name, work) {
  const began = Date.now()
  const problem = work()
  if (problem === null) count.passed++
  else count.failed++
  console.log(`${problem === null ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  if (problem !== null) console.log(problem)
}

/** What a program printed if it failed, else null. */
function run(node, args) {
  const done = spawnSync(node, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return done.status === 0 ? null : `${done.stdout}${done.stderr}`
}

/** The committed dist is the product: it must be what src builds to, byte for byte. */
function compareDist(node) {
  const stage = mkdtempSync(join(tmpdir(), 'mlambda-dist-'))
  try {
    const failed = run(node, ['scripts/build.mjs', '--out', join(stage, 'dist')])
    if (failed !== null) return failed
    const built = contents(join(stage, 'dist'))
    const committed = contents(join(root, 'dist'))
    const differing = [...new Set([...built.keys(), ...committed.keys()])].filter((file) => built.get(file) !== committed.get(file)).sort()
    return differing.length === 0 ? null : `dist/ is not what src/ builds to (${differing.join(', ')}): run \`npm run build\` and commit dist/`
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

function contents(directory) {
  if (!existsSync(directory)) return new Map()
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => [
      relative(directory, join(entry.parentPath ?? entry.path, entry.name)),
      readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'latin1'),
    ]),
  )
}

/** Vitest's own words on the terminal, its counts from the JSON report. */
function vitest(node) {
  const stage = mkdtempSync(join(tmpdir(), 'mlambda-report-'))
  const file = join(stage, 'report.json')
  try {
    const args = ['node_modules/vitest/vitest.mjs', 'run', ...patterns, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const done = spawnSync(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
    count.passed += report?.numPassedTests ?? 0
    count.failed += report?.numFailedTests ?? 0
    // a file that cannot be loaded, an unhandled rejection, a crash: no single test failed, the run did
    if (done.status !== 0 && (report?.numFailedTests ?? 0) === 0) throw new Error(`vitest ended with ${done.status ?? done.signal}`)
    if (report === null || report.numTotalTests === 0) throw new Error('no test ran')
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}
