import type { Occasion } from '../event.ts'
import { modelsOf, type Named, uploadAll } from '../models.ts'
import { forLog } from '../report/escape.ts'
import { outputsOf } from '../report/outputs.ts'
import { renderTerminal } from '../report/terminal.ts'
import type { Report } from '../report/types.ts'
import { overviewLine } from '../report/wording.ts'
import type { Call } from './call.ts'
import { errorJson, exitCodeOf } from './failure.ts'
import { terminalPorts } from './ports.ts'

/** `mlambda publish DIR…`: the story of a push. With `--json` the action's outputs as one object. */
export async function publish(call: Call): Promise<number> {
  return await tell(call, { mode: 'publish', because: 'command publish', onDemand: false })
}

/** Runs the story of every model that the operands name, prints their reports and gives the worst exit code. */
export async function tell(call: Call, occasion: Occasion): Promise<number> {
  const inputs = call.inputs(...call.operands)
  const ports = await terminalPorts(inputs)
  const { chosen, unchanged } = await modelsOf(inputs, occasion, ports)
  const { reports, bugs } = await uploadAll(chosen, inputs, occasion, ports)
  process.stdout.write(
    call.json ? `${answer(reports)}\n` : `${reports.map((report) => renderTerminal(report, terminal())).join('\n')}${overview(reports, unchanged)}`,
  )
  if (bugs.length > 0) throw bugs[0]
  return Math.max(0, ...reports.map(({ outcome }) => (outcome.kind === 'failed' ? exitCodeOf(outcome.error) : 0)))
}

/** One line of JSON: the outputs, and for the failure of a single model the error beside them; of several, `models` has each. */
function answer(reports: readonly Report[]): string {
  const outputs = outputsOf(reports)
  const [report, ...others] = reports
  if (report?.outcome.kind !== 'failed' || others.length > 0) return JSON.stringify(outputs)
  return JSON.stringify({ ...JSON.parse(errorJson(report.outcome.error)), ...outputs })
}

/** The last line about several models. */
function overview(reports: readonly Report[], unchanged: readonly Named[]): string {
  if (reports.length === 1 && unchanged.length === 0) return ''
  const names = unchanged.length === 0 ? '' : ` (${unchanged.map(({ name }) => forLog(name)).join(', ')})`
  return `\n${overviewLine(
    reports.map(({ outcome }) => outcome.kind),
    unchanged.length,
  )}${names}\n`
}

/** What stdout can show (https://no-color.org). */
export function terminal(): { readonly color: boolean; readonly width: number } {
  return { color: process.stdout.isTTY === true && !process.env['NO_COLOR'], width: process.stdout.columns ?? 160 }
}
