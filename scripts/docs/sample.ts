import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

const CHURN = 'examples/onnx/models/churn'
const IMAGE = ['--name', 'churn', '--image', 'oci:./registry/churn']

/** What the terminal prints for the second half of the story of the examples: a real run of the built command line. */
export function sampleRun(): string {
  return inTerminal((run) => {
    run(0, 'publish', CHURN, ...IMAGE)
    run(0, 'publish', 'test/models/story/output', ...IMAGE)
    return run(0, 'publish', 'test/models/story/type', ...IMAGE)
  })
}

/** The first publish of a model that nobody wrote a contract for. */
export function sampleFirst(): string {
  return inTerminal((run) => run(0, 'publish', CHURN, ...IMAGE))
}

/** What a pull request that breaks callers is told. */
export function sampleReview(): string {
  return inTerminal((run) => {
    run(0, 'publish', CHURN, ...IMAGE)
    return run(1, 'check', 'test/models/story/type', ...IMAGE, '--breaking', 'fail')
  })
}

/** A declaration that the model contradicts. */
export function sampleConflict(): string {
  return inTerminal((run, directory) => {
    cpSync(join(root, CHURN), join(directory, 'churn'), { recursive: true })
    writeFileSync(join(directory, 'churn/serving.yaml'), CONTRADICTION)
    return run(1, 'check', join(directory, 'churn')).replaceAll(`${directory}/`, '')
  })
}

const CONTRADICTION = `kind: Model
name: churn
contract:
  predict:
    inputs:
      age: { type: string, shape: [-1, 1] }
      usage: { type: float32, shape: [-1, 3] }
    outputs:
      probability: { type: float32, shape: [-1, 1] }
`

/** Calls the built command line as users do, checks its exit code, and gives what it printed on standard output and errors. */
type Call = (code: number, command: string, model: string, ...flags: readonly string[]) => string

function inTerminal(story: (call: Call, directory: string) => string): string {
  const directory = mkdtempSync(join(tmpdir(), 'mlambda-sample-'))
  const call: Call = (code, command, model, ...flags) => {
    const args = [join(root, 'dist/cli/index.js'), command, resolve(root, model), ...flags]
    const ran = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
    if (ran.status !== code) throw new Error(`the sample run gave ${ran.status}, not ${code}: ${ran.stdout}${ran.stderr}`)
    return ran.stdout
  }
  try {
    // the digest holds the time of the upload: it differs from run to run
    const stable = story(call, directory)
      .replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:…')
      .trimEnd()
    return ['```text', stable, '```'].join('\n')
  } finally {
    rmSync(directory, { recursive: true })
  }
}
