#!/usr/bin/env node
// Builds dist/ from src/: tsc to .build/ (ncc's own TypeScript loader fails with TypeScript 7), then one ncc bundle per entry.
//   npm run build                  replaces dist/
//   npm run build -- --out DIR     builds elsewhere (the tests compare it with the committed dist/)
//
// Start-up: ncc keeps `await import('./x.ts')` as a chunk of its own (`123.index.js`), loaded when it is reached. So what a command does
// not need costs nothing as long as it is behind a dynamic import; measured: +7 ms over bare node for an entry with 1.9 MB of chunks unread.
// The bytes depend on nothing but src/, the lockfile and this file: module ids come from paths relative to the working directory,
// which is why both steps run in the root and in `.build`, whatever the caller's directory is.
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { lock } from '../tools/lock.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const node = promisify(execFile)

/** Entry in .build → folder under dist. */
const ENTRIES = [
  { source: 'index.js', folder: '.' },
  { source: 'cli.js', folder: 'cli' },
]

/** Builds into `out` (replaced). Throws with the compiler's words. */
export async function build(out) {
  const unlock = await lock(join(root, '.build.lock'), () => console.error('build: another build runs, waiting'))
  // beside the target, so that the finished folder can be moved in one step
  mkdirSync(dirname(out), { recursive: true })
  const stage = mkdtempSync(join(dirname(out), '.dist-'))
  try {
    rmSync(join(root, '.build'), { recursive: true, force: true })
    await run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json'])
    await Promise.all(ENTRIES.map((entry) => bundle(entry, join(stage, `entry-${entry.source}`))))
    const dist = join(stage, 'dist')
    mkdirSync(dist)
    for (const { source, folder } of ENTRIES) cpSync(join(stage, `entry-${source}`), join(dist, folder), { recursive: true })
    chmodSync(join(dist, 'cli', 'index.js'), 0o755)
    rmSync(out, { recursive: true, force: true })
    renameSync(dist, out)
  } finally {
    rmSync(stage, { recursive: true, force: true })
    unlock()
  }
}

async function bundle({ source }, directory) {
  // --license: the texts of everything bundled, as their licences ask
  await run('node_modules/@vercel/ncc/dist/ncc/cli.js', ['build', join('.build', source), '--out', directory, '--license', 'licenses.txt', '--quiet'])
}

async function run(script, args) {
  try {
    await node(process.execPath, [join(root, script), ...args], { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    throw new Error(`${script} failed:\n${error.stdout ?? ''}${error.stderr ?? error.message}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--out')
  const out = at === -1 ? join(root, 'dist') : resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[at + 1] ?? 'dist')
  try {
    const began = Date.now()
    await build(out)
    console.log(`built ${out} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
