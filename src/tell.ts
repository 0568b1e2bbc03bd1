import { tmpdir } from 'node:os'
import * as core from '@actions/core'
import { actionLog } from './action-log.ts'
import type { Catalogue } from './catalogue/types.ts'
import type { Occasion } from './event.ts'
import type { Inputs } from './inputs.ts'
import type { Named } from './models.ts'
import type { Origin } from './ports.ts'
import { writePredicate } from './predicate-file.ts'
import { annotationsOf } from './report/annotations.ts'
import { keepComment } from './report/comment.ts'
import { forLog } from './report/escape.ts'
import { githubComments } from './report/github.ts'
import { renderModels, renderSummary } from './report/markdown.ts'
import { outputsOf, outputsOfModels } from './report/outputs.ts'
import { allWell, type OverviewRow, printOverview, renderOverview } from './report/overview.ts'
import { renderTerminal } from './report/terminal.ts'
import type { Report } from './report/types.ts'

export interface Audience {
  readonly inputs: Inputs
  readonly occasion: Occasion
  readonly origin: Origin
  readonly apiUrl: string
}

const ANNOTATE = { error: core.error, warning: core.warning, notice: core.notice } as const

/**
 * Tells everybody on GitHub: the log, annotations, outputs, the job summary, and the pull request's comments, which may be refused without harm.
 * `unchanged`: models that were left alone; a comment about them that says otherwise is corrected.
 */
export async function tell(reports: readonly Report[], unchanged: readonly Named[], audience: Audience): Promise<void> {
  for (const report of reports) core.info(renderTerminal(report, { color: false, width: 160 }))
  if (unchanged.length > 0) core.info(forLog(`Not changed, and left alone: ${unchanged.map(({ name }) => name).join(', ')}`, 4000))
  for (const { level, message, ...place } of annotationsOf(reports)) ANNOTATE[level](message, place)
  const outputs = { ...outputsOf(reports), predicate: await writePredicate(reports, process.env['RUNNER_TEMP'] || tmpdir()) }
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
  await summarize(renderSummary(reports, unchanged))
  const all = [...reports, ...unchanged]
  for (const report of reports) await comment({ path: report.path, name: report.model }, report, all, audience)
  for (const model of unchanged) await comment(model, null, all, audience)
}

/** Mode `discover`: the models by name and path, for a matrix of jobs. */
export async function tellModels(models: readonly Named[]): Promise<void> {
  for (const { name, path } of models) core.info(forLog(`${name}: ${path}`))
  for (const [name, value] of Object.entries(outputsOfModels(models))) core.setOutput(name, value)
  await summarize(renderModels(models))
}

/** Mode `overview`: what several jobs did, in one table. @returns whether every model came through */
export async function tellOverview(rows: readonly OverviewRow[]): Promise<boolean> {
  core.info(printOverview(rows))
  await summarize(renderOverview(rows))
  return allWell(rows)
}

/** Mode `catalogue`: which models the site has; what could not be read is a warning each. @returns whether every collection could be read */
export function tellCatalogue({ models, unreadable }: Catalogue): boolean {
  core.setOutput('models', outputsOfModels(models.map(({ name, image }) => ({ name, path: image }))).models)
  for (const { image, reason } of unreadable) core.warning(forLog(`${image}: ${reason}`), { title: 'not in the catalogue' })
  return unreadable.length === 0
}

async function summarize(markdown: string): Promise<void> {
  if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown).write()
}

async function comment(
  { path, name }: Pick<Named, 'path' | 'name'>,
  report: Report | null,
  all: readonly { readonly path: string }[],
  { inputs, occasion, origin, apiUrl }: Audience,
): Promise<void> {
  const { pullRequest } = occasion
  if (!inputs.comment || !pullRequest) return
  const address = { token: inputs.githubToken, apiUrl, repository: origin.repository, number: pullRequest.number }
  const comments = pullRequest.readOnly || inputs.githubToken === '' ? null : githubComments(address)
  // several models may lie in one directory, told apart by their names
  const shared = inputs.name !== '' || all.filter((other) => other.path === path).length > 1
  const told = await keepComment({ comments, key: shared ? `${path}#${name}` : path, headSha: pullRequest.headSha }, report)
  if ('notice' in told) actionLog.notice(told.notice)
}
