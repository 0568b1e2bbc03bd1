#!/usr/bin/env node
// Sets up the real components that the tests run against, from package registries alone: the Go module proxy, Debian, PyPI.
// Plain Node >= 20, no dependency: it runs before `npm install`. Versions are pinned in components.json and buildkit/go.mod.
//   node tools/setup.mjs           sets up what is missing (idempotent, safe to run twice at once)
//   node tools/setup.mjs --path    prints the folder of the programs
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lock } from './lock.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const pins = readFileSync(join(here, 'components.json'), 'utf8')
const components = JSON.parse(pins)
/** What the system's package manager installs is no part of the cache, and of its name. */
const packages = [...components.debian, ...JSON.parse(readFileSync(join(here, 'packages.json'), 'utf8')).debian]
const buildkitModule = join(here, 'buildkit')
/** Servers in Python with everything they need, pinned: `python/NAME.txt` as `pip freeze` prints it. */
const servers = readdirSync(join(here, 'python'))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ name: file.slice(0, -'.txt'.length), requirements: join(here, 'python', file) }))

function cacheRoot() {
  return process.env.MLAMBDA_TOOLS || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlambda-upload-action')
}

/** The cache of this set of pins: a changed pin is another folder, so an old checkout beside a new one keeps working. */
export function toolsDirectory() {
  const hash = createHash('sha256').update(pins)
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(buildkitModule, file)))
  return join(cacheRoot(), hash.digest('hex').slice(0, 12))
}

/** The environment of one server: its own folder, so that its pins change nothing else. */
function serverDirectory({ name, requirements }) {
  return join(cacheRoot(), `${name}-${createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)}`)
}

const WHOLE = '.whole'

function isWhole(server) {
  const directory = serverDirectory(server)
  return existsSync(join(directory, WHOLE)) && isExecutable(join(directory, 'bin', server.name))
}

/** Absolute path of a program: from the cache, else from PATH. Throws a sentence with the remedy. */
export function toolPath(name) {
  const server = servers.find((one) => one.name === name)
  if (server && isWhole(server)) return join(serverDirectory(server), 'bin', name)
  const cached = join(toolsDirectory(), 'bin', name)
  const path = isExecutable(cached) ? cached : onPathAs(name)
  if (path === null) throw new Error(`${name} is not set up: run \`node tools/setup.mjs\` (or \`npm test\`, which does)`)
  return path
}

/** GitHub's runners have Chrome where Debian has Chromium. */
function onPathAs(name) {
  const { also = [] } = packages.find((component) => component.name === name) ?? {}
  return [name, ...also].map(onPath).find((path) => path !== null) ?? null
}

/** Every component: how to see that it is there, how to make it, how a person gets it otherwise. */
function plan(directory) {
  const bin = join(directory, 'bin')
  const inBin = (name) => isExecutable(join(bin, name))
  return [
    ...packages.map(({ name, package: debian }) => ({
      name,
      present: () => onPathAs(name) !== null,
      make: () => aptInstall(debian),
      remedy: `install the package ${debian}`,
    })),
    ...components.debianExtracted.map(({ name, package: debian, version }) => ({
      name: `${name} ${version}x`,
      present: () => inBin(name),
      make: () => extractDebian(directory, name, debian, version),
      remedy: `install the package ${debian} ${version}x`,
    })),
    ...components.python.map(({ name, version }) => ({
      name: `${name} ${version}`,
      present: () => inBin(name),
      make: () => pipInstall(directory, name, version),
      remedy: `python3 -m pip install ${name}==${version}`,
    })),
    ...servers.map((server) => ({
      name: server.name,
      present: () => isWhole(server),
      make: () => makeServer(server),
      remedy: `python3 (3.11 or 3.12) with venv and pip (Debian: apt-get install python3-venv), then: pip install --no-deps -r ${server.requirements}`,
    })),
    ...components.go.map(({ name, version, module, binary }) => ({
      name: name.includes(version) ? name : `${name} ${version}`,
      present: () => inBin(name),
      make: () => goInstall(directory, name, `${module}@v${version}`, binary),
      remedy: `go install ${module}@v${version}`,
    })),
    {
      name: `buildkitd and buildctl ${components.buildkit.version}`,
      present: () => components.buildkit.binaries.every(inBin),
      make: () => buildBuildkit(directory),
      remedy: `Go >= ${components.buildkit.go}, then: go build -C tools/buildkit -o DIR github.com/moby/buildkit/cmd/buildkitd`,
    },
  ]
}

/** Sets up everything that is missing. Returns the folder; throws one error that names every component that could not be had. */
export async function setUp(log = (line) => console.log(`tools: ${line}`)) {
  const directory = toolsDirectory()
  const missing = () => plan(directory).filter((component) => !component.present())
  if (missing().length === 0) return directory
  mkdirSync(join(directory, 'bin'), { recursive: true })
  const unlock = await lock(`${directory}.lock`, () => log('another process sets up the tools, waiting'))
  try {
    const failures = []
    for (const component of missing()) {
      const began = Date.now()
      log(`${component.name} …`)
      try {
        await component.make()
        if (!component.present()) throw new Error('was set up, but is not there')
        log(`${component.name}: ${Math.round((Date.now() - began) / 1000)} s`)
      } catch (error) {
        failures.push(`${component.name}: ${error.message}\n  How to get it: ${component.remedy}`)
      }
    }
    if (failures.length > 0) throw new Error(`${failures.length} component(s) for the tests are missing:\n${failures.join('\n')}`)
  } finally {
    unlock()
  }
  return directory
}

async function goInstall(directory, name, module, binary) {
  needGo()
  await staged(directory, name, async (stage) => {
    await run('go', ['install', module], { GOBIN: stage, CGO_ENABLED: '0' })
    return { [name]: join(stage, binary) }
  })
}

async function buildBuildkit(directory) {
  needGo()
  await staged(directory, 'buildkit', async (stage) => {
    const packages = components.buildkit.binaries.map((binary) => `github.com/moby/buildkit/cmd/${binary}`)
    // -mod=readonly: go.sum in the repository decides, nothing is resolved anew
    await run('go', ['build', '-C', buildkitModule, '-mod=readonly', '-o', `${stage}/`, ...packages], { CGO_ENABLED: '0' })
    return Object.fromEntries(components.buildkit.binaries.map((binary) => [binary, join(stage, binary)]))
  })
}

async function pipInstall(directory, name, version) {
  const target = join(directory, 'python', name)
  await run('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--upgrade', '--target', target, `${name}==${version}`])
  link(join(target, 'bin', name), join(directory, 'bin', name))
}

/** Nothing is resolved: the list is complete. The mark comes last, because a virtual environment cannot be moved to its place when it is whole. */
async function makeServer(server) {
  const directory = serverDirectory(server)
  rmSync(directory, { recursive: true, force: true })
  await run('python3', ['-m', 'venv', directory])
  await run(join(directory, 'bin', 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--no-compile',
    '--only-binary=:all:',
    '-r',
    server.requirements,
  ])
  writeFileSync(join(directory, WHOLE), '')
}

/** Unpacked, not installed: the package would start a service on port 5000. */
async function extractDebian(directory, name, debian, version) {
  const installed = onPath(name)
  if (installed !== null && spawnSync(installed, ['--version'], { encoding: 'utf8' }).stdout.includes(` ${version}`)) {
    return link(installed, join(directory, 'bin', name))
  }
  const stage = join(directory, 'debian')
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(join(stage, 'root'), { recursive: true })
  await aptUpdate()
  await run('apt-get', ['download', debian], {}, stage)
  const archive = readdirSync(stage).find((file) => file.endsWith('.deb'))
  if (archive === undefined || !archive.includes(version)) throw new Error(`Debian offers ${archive ?? 'nothing'}, wanted ${version}x`)
  await run('dpkg-deb', ['--extract', join(stage, archive), join(stage, 'root')])
  link(join(stage, 'root', 'usr', 'bin', name), join(directory, 'bin', name))
}

async function aptInstall(debian) {
  await aptUpdate()
  await run(...asRoot('apt-get', ['install', '--yes', '--no-install-recommends', debian]), { DEBIAN_FRONTEND: 'noninteractive' })
}

let aptUpdated
/** Once in a run: a fresh machine has no package list. */
function aptUpdate() {
  if (onPath('apt-get') === null) throw new Error('no apt-get on this machine')
  aptUpdated ??= run(...asRoot('apt-get', ['update', '--quiet', '--option', 'Acquire::Retries=3']))
  return aptUpdated
}

function asRoot(command, args) {
  // sudo drops the environment; --preserve-env keeps the one variable that apt needs
  return process.getuid?.() === 0 ? [command, args] : ['sudo', ['--non-interactive', '--preserve-env=DEBIAN_FRONTEND', command, ...args]]
}

function needGo() {
  if (onPath('go') === null) throw new Error(`Go >= ${components.buildkit.go} is needed: https://go.dev/dl, or actions/setup-go in a workflow`)
}

/** Builds into a folder of its own and moves finished programs in one step: a killed run leaves no half program behind. */
async function staged(directory, name, build) {
  const stage = join(directory, `.building-${name}`)
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { recursive: true })
  for (const [program, path] of Object.entries(await build(stage))) renameSync(path, join(directory, 'bin', program))
  rmSync(stage, { recursive: true, force: true })
}

function link(target, path) {
  rmSync(path, { force: true })
  symlinkSync(target, path)
}

/** Runs a program quietly; its last lines are in the error. */
function run(command, args, env = {}, cwd = undefined) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let end = ''
    const keep = (chunk) => {
      end = (end + chunk).slice(-4000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(new Error(`${command} ${args.slice(0, 3).join(' ')} ended with ${code}: ${end.trim().split('\n').slice(-5).join('\n    ')}`))
    })
  })
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  // where root's programs are; not on every user's PATH
  for (const folder of [...folders, '/usr/sbin', '/sbin']) if (isExecutable(join(folder, name))) return join(folder, name)
  return null
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--path')) console.log(join(toolsDirectory(), 'bin'))
  else {
    try {
      const began = Date.now()
      console.log(`tools: ready in ${await setUp()} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    } catch (error) {
      console.error(`tools: ${error.message}`)
      process.exitCode = 1
    }
  }
}
