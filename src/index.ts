import { readFileSync } from 'node:fs'
import * as core from '@actions/core'
import { actionLog } from './action-log.ts'
import { UserError } from './errors.ts'
import { BREAKING_LABEL, type Occasion, occasionOf } from './event.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { modelsOf, uploadAll } from './models.ts'
import { openPorts } from './open-ports.ts'
import { originOf } from './origin.ts'
import { readRows } from './overview.ts'
import type { Origin } from './ports.ts'
import { acceptedInQueue, acceptedOnMerge } from './report/acceptance.ts'
import { forLog } from './report/escape.ts'
import { tell, tellCatalogue, tellModels, tellOverview } from './tell.ts'
import { run } from './tools/run.ts'
import { numberingOf } from './verdict.ts'

/** The action: the runner's variables in, the stories of its models, and what people and later steps are told. */
async function main(): Promise<void> {
  const inputs = readInputs((name) => core.getInput(name))
  if (inputs.githubToken) core.setSecret(inputs.githubToken)
  const occasion = readOccasion(inputs)
  core.info(`${occasion.mode}: ${occasion.because}`)
  const origin = await originOf(process.env, run, '.')
  const apiUrl = process.env['GITHUB_API_URL'] ?? 'https://api.github.com'
  const ports = openPorts(inputs, actionLog, origin)
  if (inputs.mode === 'overview') {
    if (!(await tellOverview(readRows(inputs.paths)))) process.exitCode = 1
    return
  }
  if (inputs.mode === 'catalogue') {
    const { writeSite } = await import('./catalogue/write.ts')
    const images = inputs.image.split(/\s+/).filter((image) => image !== '')
    if (!tellCatalogue(await writeSite({ images, out: inputs.path, numbering: numberingOf(inputs) }, ports))) process.exitCode = 1
    return
  }
  const { chosen, unchanged } = await modelsOf(inputs, occasion, ports)
  if (inputs.mode === 'discover') return await tellModels(chosen)
  const { reports, bugs } = await uploadAll(chosen, inputs, occasion, {
    ...ports,
    acceptance: () => acceptance(inputs, occasion, origin, apiUrl),
  })
  await tell(reports, unchanged, { inputs, occasion, origin, apiUrl })
  if (reports.some(({ outcome }) => outcome.kind === 'failed')) process.exitCode = 1
  if (bugs.length > 0) throw bugs.length === 1 ? bugs[0] : new AggregateError(bugs, `${bugs.length} models met bugs`)
}

async function acceptance(
  { githubToken: token }: Inputs,
  { queued }: Occasion,
  { repository, revision }: Origin,
  apiUrl: string,
): Promise<string | null> {
  if (token === '' || repository === '' || revision === '') return null
  const question = { token, apiUrl, repository, label: BREAKING_LABEL }
  return queued === undefined ? await acceptedOnMerge(question, revision) : await acceptedInQueue(question, queued)
}

function readOccasion(inputs: Inputs): Occasion {
  const path = process.env['GITHUB_EVENT_PATH']
  const payload: unknown = path ? JSON.parse(readFileSync(path, 'utf8')) : {}
  return occasionOf(process.env['GITHUB_EVENT_NAME'] ?? '', payload, process.env['GITHUB_ACTOR'] ?? '', inputs.mode)
}

try {
  await main()
} catch (error) {
  // a call that never became a story, or a bug of ours, which keeps its stack
  if (error instanceof UserError) core.setFailed(`${error.code}: ${forLog(error.message)} ${forLog(error.remedy)}`)
  else core.setFailed(forLog(error instanceof Error ? (error.stack ?? error.message) : String(error), 20_000))
}
