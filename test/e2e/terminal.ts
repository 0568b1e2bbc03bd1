import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ran, run } from '../../src/tools/run.ts'
import { temporaryDirectory, tool } from '../components.ts'
import { node24, PROJECT } from './harness.ts'

/** The committed bundle's command line. Standard output as JSON where `--json` is among the arguments. */
export async function mlambda(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly node?: string } = {},
): Promise<Ran> {
  const env = {
    PATH: `${join(tool('oras'), '..')}:${process.env['PATH'] ?? ''}`,
    GITHUB_RUN_ID: undefined,
    GITHUB_REPOSITORY: undefined,
    NO_COLOR: '1',
    ...options.env,
  }
  return await run(options.node ?? node24(), [join(PROJECT, 'dist/cli/index.js'), ...args], { ...(options.cwd && { cwd: options.cwd }), env })
}

/** The outputs of one `publish` or `check --json`, with `error` beside them where it failed. */
export async function outputs(args: readonly string[], options: Parameters<typeof mlambda>[1] = {}): Promise<Readonly<Record<string, string>>> {
  const ran = await mlambda([...args, '--json'], options)
  if (ran.stdout === '') throw new Error(`mlambda ${args.join(' ')} answered nothing: ${ran.stderr}`)
  return JSON.parse(ran.stdout)
}

/** The models of the story: `first` is the example's. Each call is a fresh copy of its own, with the directory's name `churn`. */
export async function churn(version: 'first' | 'weights' | 'output' | 'type'): Promise<string> {
  const source = version === 'first' ? 'examples/onnx/models/churn' : `test/models/story/${version}`
  const directory = join(await temporaryDirectory('model'), 'churn')
  await mkdir(directory)
  await cp(join(PROJECT, source), directory, { recursive: true })
  return directory
}
