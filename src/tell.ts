import * as core from '@actions/core'
import { actionLog } from './action-log.ts'
import type { Occasion } from './event.ts'
import type { Inputs } from './inputs.ts'
import type { Origin } from './ports.ts'
import { annotationsOf } from './report/annotations.ts'
import { keepComment } from './report/comment.ts'
import { githubComments } from './report/github.ts'
import { renderSummary } from './report/markdown.ts'
import { outputsOf } from './report/outputs.ts'
import { renderTerminal } from './report/terminal.ts'
import type { Report } from './report/types.ts'

export interface Audience {
  readonly inputs: Inputs
  readonly occasion: Occasion
  readonly origin: Origin
  readonly apiUrl: string
}

const ANNOTATE = { error: core.error, warning: core.warning, notice: core.notice } as const

/** Tells everybody on GitHub: the log, annotations, outputs, the job summary, and the pull request's comment, which may be refused without harm. */
export async function tell(reports: readonly Report[], audience: Audience): Promise<void> {
  for (const report of reports) core.info(renderTerminal(report, { color: false, width: 160 }))
  for (const { level, message, ...place } of annotationsOf(reports)) ANNOTATE[level](message, place)
  for (const [name, value] of Object.entries(outputsOf(reports))) core.setOutput(name, value)
  if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(renderSummary(reports)).write()
  for (const report of reports) await comment(report, audience)
}

async function comment(report: Report, { inputs, occasion, origin, apiUrl }: Audience): Promise<void> {
  const { pullRequest } = occasion
  if (!inputs.comment || !pullRequest) return
  const address = { token: inputs.githubToken, apiUrl, repository: origin.repository, number: pullRequest.number }
  const comments = pullRequest.readOnly || inputs.githubToken === '' ? null : githubComments(address)
  // several models may lie in one directory, told apart by the input `name`
  const key = inputs.name === '' ? report.path : `${report.path}#${inputs.name}`
  const told = await keepComment({ comments, key, headSha: pullRequest.headSha }, report)
  if ('notice' in told) actionLog.notice(told.notice)
}
