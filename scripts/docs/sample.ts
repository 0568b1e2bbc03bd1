import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** What the terminal prints for the second half of the story of the examples: a real run of the built command line. */
export function sampleRun(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mlambda-sample-'))
  const publish = (model: string): string => {
    const args = [join(root, 'dist/cli/index.js'), 'publish', join(root, model), '--name', 'churn', '--image', 'oci:./registry/churn']
    const ran = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
    if (ran.status !== 0) throw new Error(`the sample run failed: ${ran.stdout}${ran.stderr}`)
    return ran.stdout
  }
  try {
    publish('examples/onnx/models/churn')
    publish('test/models/story/output')
    const printed = publish('test/models/story/type')
    // the digest holds the time of the upload: it differs from run to run
    const stable = printed.replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:…').trimEnd()
    return ['```text', stable, '```'].join('\n')
  } finally {
    rmSync(directory, { recursive: true })
  }
}
