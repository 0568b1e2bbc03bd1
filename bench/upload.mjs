#!/usr/bin/env node
// What an upload costs beside its peers, in one run on this machine: `node bench/upload.mjs [--dist DIR] [--only NAME] [--quick]`.
// The unit is one thread's sha256 of the same bytes, measured again before every row's case: a busy machine slows both.
// Each program runs once per row against the same registry (distribution v3 on loopback, storage on disk), with the file cache warm. `--quick`
// takes a tenth of the bytes, for trying. "Unchanged" is a fresh machine: every file has a new date, and BuildKit has forgotten everything.
// CPU and disk are those of the program and, for buildx, of BuildKit; sent is what the registry has read. Disk is what was written, kept or not.
// Models are made of random bytes in a temporary folder, and go with it.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomFillSync } from 'node:crypto'
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node24 } from '../scripts/node24.mjs'
import { toolPath } from '../tools/setup.mjs'
import { startBuildkit } from './buildkit.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const option = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise)
const dist = option('--dist', join(root, 'dist'))
const only = option('--only', '')
const quick = process.argv.includes('--quick')

/** Files and bytes of each. */
const MODELS = (
  quick
    ? [
        { name: '5 MB', count: 1, size: 5_000_000 },
        { name: '200 × 20 kB', count: 200, size: 20_000 },
        { name: '4 × 25 MB', count: 4, size: 25_000_000 },
        { name: '200 MB', count: 1, size: 200_000_000 },
      ]
    : [
        { name: '5 MB', count: 1, size: 5_000_000 },
        { name: '2,000 × 20 kB', count: 2000, size: 20_000 },
        { name: '40 × 25 MB', count: 40, size: 25_000_000 },
        { name: '2 GB', count: 1, size: 2_000_000_000 },
      ]
).filter(({ name }) => name.includes(only))

const DEFINITION = `kind: Model
framework: other
contract:
  predict:
    inputs:
      x: { type: float, shape: [-1, 3] }
    outputs:
      y: { type: float, shape: [-1] }
`

/** A program's three uploads, in this order, to a repository of its own. */
const ROUNDS = [
  { what: 'first upload', before: () => {} },
  {
    what: 'unchanged, new checkout',
    before: (folder) => {
      for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(), new Date())
    },
  },
  // each program finds another edit, so that none finds what a peer has sent
  { what: 'one small file changed', before: (folder) => writeFileSync(join(folder, 'serving.yaml'), `${DEFINITION}# ${process.hrtime.bigint()}\n`) },
]

const scratch = mkdtempSync(join(tmpdir(), 'mlambda-bench-'))
const running = []
try {
  await main()
} finally {
  for (const stop of running.reverse()) await stop()
  rmSync(scratch, { recursive: true, force: true })
}

async function main() {
  const port = await freePort()
  const registry = startRegistry(port)
  running.push(registry.stop)
  const buildkit = await startBuildkit(scratch, `localhost:${port}`)
  running.push(buildkit.stop)
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}\n`)
  console.log('| model | what | seconds | × sha256 | CPU s | memory MB | disk MB | sent MB |\n|---|---|---|---|---|---|---|---|')
  for (const model of MODELS) {
    const folder = write(model)
    const image = `localhost:${port}/${model.name.replace(/[^0-9a-z]+/gi, '').toLowerCase()}`
    for (const program of programsOf(folder, image, buildkit.env)) {
      for (const round of ROUNDS) {
        const unit = sha256(folder)
        round.before(folder)
        program.before?.(round)
        const cost = measure(program, registry.pid, buildkit.pid)
        const times = (cost.seconds / unit).toFixed(cost.seconds / unit < 10 ? 1 : 0)
        const rest = [cost.cpu.toFixed(1), Math.round(cost.memory), megabytes(cost.disk), megabytes(cost.sent)]
        console.log(`| ${model.name} | ${program.what}, ${round.what} | ${cost.seconds.toFixed(2)} | ${times} | ${rest.join(' | ')} |`)
      }
    }
    rmSync(folder, { recursive: true })
  }
}

/** What is compared: ours with the builder that needs nothing, and the peers as their own documentation calls them. */
function programsOf(folder, image, env) {
  const oras = toolPath('oras')
  const names = readdirSync(folder)
  const tar = join(scratch, 'layer.tar')
  const context = join(scratch, 'context')
  const withEnv = { env: { ...process.env, ...env } }
  const blob = names.length === 2 ? join(folder, 'w0.bin') : null
  return [
    {
      what: 'mlambda',
      command: [
        node24(),
        join(dist, 'cli', 'index.js'),
        ...['publish', folder, '--image', `${image}/mlambda`, '--builder', 'embedded', '--oras-path', oras],
      ],
    },
    { what: '`oras push`', command: [oras, 'push', '--no-tty', '--plain-http', `${image}/oras:1`, ...names], options: { cwd: folder } },
    ...(blob === null ? [] : [{ what: '`oras blob push`', command: [oras, 'blob', 'push', '--no-tty', '--plain-http', `${image}/blob`, blob] }]),
    {
      what: '`tar` + `crane append`',
      command: ['sh', '-c', `tar -cf ${tar} -C ${folder} . && ${toolPath('crane')} append --insecure -f ${tar} -t ${image}/crane:1 && rm ${tar}`],
    },
    {
      what: 'buildx as build-push-action runs it',
      before: () => {
        const pruned = spawnSync('docker', ['buildx', 'prune', '--all', '--force'], { encoding: 'utf8', ...withEnv })
        if (pruned.status !== 0) throw new Error(pruned.stderr)
        rmSync(context, { recursive: true, force: true })
        mkdirSync(context)
        writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY . /model/\n')
        cpSync(folder, context, { recursive: true })
      },
      command: ['docker', 'buildx', 'build', '--push', '--tag', `${image}/buildx:1`, context],
      options: withEnv,
      daemon: true,
    },
  ]
}

/** One run under GNU time: seconds on the clock and of CPU, the largest resident set in MB (of the program alone), bytes written and sent. */
function measure({ command: [command, ...args], options = {}, daemon = false }, registry, buildkit) {
  const report = join(scratch, 'time')
  const before = { sent: io(registry, 'rchar'), disk: daemon ? io(buildkit, 'write_bytes') : 0, cpu: daemon ? cpuOf(buildkit) : 0 }
  const began = process.hrtime.bigint()
  const ran = spawnSync('/usr/bin/time', ['-o', report, '-f', '%U %S %M %O', command, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, ...options })
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  if (ran.status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed: ${ran.stderr?.slice(-2000)}${ran.error ?? ''}`)
  const [user = 0, system = 0, kilobytes = 0, blocks = 0] = readFileSync(report, 'utf8').trim().split(' ').map(Number)
  return {
    seconds,
    cpu: user + system + (daemon ? cpuOf(buildkit) - before.cpu : 0),
    memory: kilobytes / 1000,
    // getrusage(2): blocks of 512 bytes
    disk: blocks * 512 + (daemon ? io(buildkit, 'write_bytes') - before.disk : 0),
    sent: io(registry, 'rchar') - before.sent,
  }
}

/** proc(5), /proc/PID/io: `rchar` counts what read(2) returned, from sockets as from files; the registry reads few files. */
function io(pid, field) {
  return Number(new RegExp(`^${field}: (\\d+)$`, 'm').exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
}

/** proc(5), /proc/PID/stat: fields 14 to 17 are user and system time, of its own and of children that ended, in hundredths of a second. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 2 : 0)
}

/** Seconds that one thread needs for the sha256 of all bytes of a folder; the best of two, warm. */
function sha256(folder) {
  const buffer = Buffer.alloc(1 << 20)
  const once = () => {
    const began = process.hrtime.bigint()
    for (const name of readdirSync(folder)) {
      const hash = createHash('sha256')
      const file = openSync(join(folder, name))
      for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read))
      closeSync(file)
      hash.digest()
    }
    return Number(process.hrtime.bigint() - began) / 1e9
  }
  return Math.min(once(), once())
}

function write({ count, size }) {
  const folder = join(scratch, `model-${count}-${size}`)
  mkdirSync(folder)
  const block = Buffer.alloc(Math.min(size, 1 << 24))
  for (let index = 0; index < count; index++) {
    const file = openSync(join(folder, `w${index}.bin`), 'w')
    for (let left = size; left > 0; left -= block.length) {
      randomFillSync(block)
      writeSync(file, block, 0, Math.min(block.length, left))
    }
    closeSync(file)
  }
  writeFileSync(join(folder, 'serving.yaml'), DEFINITION)
  return folder
}

function startRegistry(port) {
  const config = join(scratch, 'registry.json')
  const storage = { filesystem: { rootdirectory: join(scratch, 'registry') } }
  writeFileSync(config, JSON.stringify({ version: 0.1, log: { level: 'error' }, storage, http: { addr: `127.0.0.1:${port}`, secret: 'bench' } }))
  const child = spawn(toolPath('registry'), ['serve', config], { stdio: 'ignore', env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' } })
  return { stop: () => void child.kill(), pid: child.pid }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
