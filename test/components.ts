/**
 * The real components that tests run against: registries, a builder, independent readers. tools/setup.mjs has set them up.
 * Everything listens on a free loopback port, keeps its files in a temporary folder, and ends with the test process, however that ends.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { type Ran, type RunOptions, run as start } from '../src/tools/run.ts'
import { toolPath } from '../tools/setup.mjs'

/** Absolute path of a component: `crane`, `oras`, `oras-1.3.2`, `skopeo`, `act`, `actionlint`, … */
export const tool = toolPath

/** Runs a component (or any program) to its end and returns its standard output; throws with its standard error where it fails. */
export async function run(command: string, args: readonly string[], options?: RunOptions): Promise<string> {
  const ran = await attempt(command, args, options)
  if (ran.code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${ran.code}: ${ran.stderr}${ran.stdout}`)
  return ran.stdout
}

/** The same for what may fail: the result says how. */
export function attempt(command: string, args: readonly string[], options?: RunOptions): Promise<Ran> {
  return start(command.includes('/') ? command : tool(command), args, options)
}

/** A folder of its own, removed when the test process ends. */
export async function temporaryDirectory(purpose = 'test'): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `mlambda-${purpose}-`))
  leftovers.add(directory)
  return directory
}

export type RegistryKind = 'v3' | 'debian' | 'crane'
/** For tables: `describe.each(REGISTRIES)`. v3: distribution 3.1.1; debian: distribution 2.8.2 with its unsorted, unpaged tag list; crane: in memory. */
export const REGISTRIES: readonly RegistryKind[] = ['v3', 'debian', 'crane']

export interface RegistryOptions {
  /** Asks for CREDENTIALS (not with crane). */
  readonly auth?: boolean
  /** Default 127.0.0.1, which is spoken to as `localhost:PORT`. */
  readonly address?: '127.0.0.1' | '::1'
  /** Keeps the storage of an earlier registry: a restart. */
  readonly storage?: string
  /** Default: any free one. For a restart behind the same name. */
  readonly port?: number
}

export interface Registry {
  /** `localhost:PORT`: first part of image names. */
  readonly host: string
  readonly port: number
  readonly storage: string
  /** What it has printed so far, one line per request among it. */
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/** The one user of registries started with `auth`. */
export const CREDENTIALS = { username: 'frieda', password: 'correct horse' } as const
/** bcrypt of the password above, cost 4. */
const HTPASSWD = 'frieda:$2b$04$PVObp9gFB7rERQhvfkCXSewjrDVO0SnFC/wTt9EJG4L.Qkw5TRXxS\n'

export async function startRegistry(kind: RegistryKind, options: RegistryOptions = {}): Promise<Registry> {
  const address = options.address ?? '127.0.0.1'
  const storage = options.storage ?? (await temporaryDirectory('registry'))
  // between finding a free port and listening on it, another process may take it
  for (let round = 1; ; round++) {
    const port = options.port ?? (await freePort(address))
    const authority = address === '::1' ? `[::1]:${port}` : `${address}:${port}`
    const { command, args } = await registryCommand(kind, authority, storage, options.auth === true)
    const child = startProcess(command, args, { OTEL_TRACES_EXPORTER: 'none' })
    try {
      await ready(child, async () => [200, 401].includes(await statusOf(`http://${authority}/v2/`)))
      return { host: address === '::1' ? authority : `localhost:${port}`, port, storage, log: child.log, stop: child.stop }
    } catch (error) {
      await child.stop()
      if (round === 3 || options.port !== undefined || !child.log().includes('address already in use')) throw error
    }
  }
}

async function registryCommand(kind: RegistryKind, authority: string, storage: string, auth: boolean): Promise<{ command: string; args: string[] }> {
  if (kind === 'crane') return { command: tool('crane'), args: ['registry', 'serve', '--address', authority] }
  const config = join(storage, 'config.json')
  const htpasswd = join(storage, 'htpasswd')
  if (auth) await writeFile(htpasswd, HTPASSWD)
  // the configuration is YAML, of which JSON is a part
  await writeFile(
    config,
    JSON.stringify({
      version: 0.1,
      log: { level: 'info', accesslog: { disabled: false } },
      storage: { filesystem: { rootdirectory: join(storage, 'files') }, delete: { enabled: true } },
      http: { addr: authority, secret: 'one process, one secret' },
      ...(auth ? { auth: { htpasswd: { realm: 'tests', path: htpasswd } } } : {}),
    }),
  )
  return { command: tool(kind === 'v3' ? 'registry' : 'docker-registry'), args: ['serve', config] }
}

export interface Buildkit {
  /** Name for `docker buildx build --builder`. */
  readonly builder: string
  /** For every docker call: a configuration folder with the buildx plugin and this builder. */
  readonly env: Readonly<{ DOCKER_CONFIG: string; BUILDX_BUILDER: string }>
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/**
 * A real BuildKit behind the real docker CLI and buildx, set as the default builder.
 * As root: an own buildkitd and the remote driver. Else (GitHub's runners): the runner's Docker and the docker-container driver.
 * Loopback registries are spoken to without TLS; `hosts` adds others.
 */
export async function startBuildkit(hosts: readonly string[] = []): Promise<Buildkit> {
  const directory = await temporaryDirectory('buildkit')
  const configuration = join(directory, 'docker')
  const env = { DOCKER_CONFIG: configuration, BUILDX_BUILDER: 'mlambda' }
  await mkdir(join(configuration, 'cli-plugins'), { recursive: true })
  await symlink(tool('buildx'), join(configuration, 'cli-plugins', 'docker-buildx'))
  const toml = join(directory, 'buildkitd.toml')
  const plain = hosts.map((host) => `[registry.${JSON.stringify(host)}]\n  http = true\n`).join('')
  const create = (driver: readonly string[]): Promise<string> =>
    run('docker', ['buildx', 'create', '--name', env.BUILDX_BUILDER, '--use', ...driver], { env })

  if (process.getuid?.() !== 0) {
    await writeFile(toml, plain)
    await create(['--driver', 'docker-container', '--driver-opt', 'network=host', '--buildkitd-config', toml, '--bootstrap'])
    const stop = async (): Promise<void> => void (await run('docker', ['buildx', 'rm', '--force', env.BUILDX_BUILDER], { env }))
    return { builder: env.BUILDX_BUILDER, env, log: () => '', stop }
  }
  await writeFile(toml, `[worker.oci]\n  enabled = true\n  networkMode = "host"\n[worker.containerd]\n  enabled = false\n${plain}`)
  const address = `unix://${join(directory, 'buildkitd.sock')}`
  const daemon = startProcess(tool('buildkitd'), ['--config', toml, '--root', join(directory, 'root'), '--addr', address])
  await ready(daemon, async () => (await attempt('buildctl', ['--addr', address, 'debug', 'workers'])).code === 0)
  await create(['--driver', 'remote', address])
  return { builder: env.BUILDX_BUILDER, env, log: daemon.log, stop: daemon.stop }
}

/** A DOCKER_CONFIG folder that is logged in to the given registries as CREDENTIALS; with none, an anonymous one. */
export async function dockerConfig(...hosts: readonly string[]): Promise<string> {
  const directory = await temporaryDirectory('login')
  const auth = Buffer.from(`${CREDENTIALS.username}:${CREDENTIALS.password}`).toString('base64')
  const file = join(directory, 'config.json')
  await writeFile(file, JSON.stringify({ auths: Object.fromEntries(hosts.map((host) => [host, { auth }])) }))
  await chmod(file, 0o600)
  return directory
}

/** A loopback port that is free now. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, address, resolve))
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  return bound.port
}

interface Process {
  readonly child: ChildProcess
  readonly log: () => string
  readonly stop: () => Promise<void>
}

const running = new Set<Process>()
const leftovers = new Set<string>()

/** Starts a server that cannot outlive this process: killed at exit, and by the kernel where this process is killed itself. */
export function startProcess(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Process {
  const guarded = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--', command] : [command]
  const [program = command, ...before] = guarded
  const child = spawn(program, [...before, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let text = ''
  const keep = (chunk: Buffer): void => {
    // enough for every test's requests, and bounded
    text = (text + chunk.toString('utf8')).slice(-4_000_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  child.on('error', (error) => keep(Buffer.from(`${command}: ${error.message}\n`)))
  const started: Process = {
    child,
    log: () => text,
    stop: async () => {
      child.kill('SIGTERM')
      const slow = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(slow)
    },
  }
  running.add(started)
  void ended.then(() => running.delete(started))
  return started
}

/** Asks every 20 ms, until the process answers; throws with its log where it has ended or 30 s are over. */
async function ready(started: Process, answers: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; ; await delay(20)) {
    if (await answers()) return
    if (started.child.exitCode !== null || started.child.signalCode !== null) throw new Error(`ended before it was ready:\n${started.log()}`)
    if (Date.now() > end) throw new Error(`not ready after 30 s:\n${started.log()}`)
  }
}

/** HTTP status of a GET, 0 where nobody answers. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    get(url, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', () => resolve(0))
  })
}

async function cleanUp(): Promise<void> {
  await Promise.all([...running].map((started) => started.stop()))
  for (const directory of leftovers) await rm(directory, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  leftovers.clear()
}

// after the file's own hooks, since it is registered when the file is imported
afterAll(cleanUp)
process.on('exit', () => {
  for (const started of running) started.child.kill('SIGKILL')
  for (const directory of leftovers) rmSync(directory, { recursive: true, force: true })
})
