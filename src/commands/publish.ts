import type { Occasion } from '../event.ts'
import { outputsOf } from '../report/outputs.ts'
import { renderTerminal } from '../report/terminal.ts'
import type { Report } from '../report/types.ts'
import { upload } from '../upload.ts'
import type { Call } from './call.ts'
import { errorJson, exitCodeOf } from './failure.ts'
import { terminalPorts } from './ports.ts'

/** `mlambda publish DIR`: the story of a push. With `--json` the action's outputs as one object. */
export async function publish(call: Call): Promise<number> {
  return await tell(call, { mode: 'publish', because: 'command publish', onDemand: false })
}

/** Runs the story for one operand, prints its report and gives the exit code. */
export async function tell(call: Call, occasion: Occasion): Promise<number> {
  const inputs = call.inputs(call.operands[0] ?? '.')
  const report = await upload(inputs, occasion, await terminalPorts(inputs))
  process.stdout.write(call.json ? `${answer(report)}\n` : renderTerminal(report, terminal()))
  return report.outcome.kind === 'failed' ? exitCodeOf(report.outcome.error) : 0
}

/** One line of JSON: the outputs, and for a failure the error beside them. */
function answer(report: Report): string {
  const outputs = outputsOf([report])
  if (report.outcome.kind !== 'failed') return JSON.stringify(outputs)
  return JSON.stringify({ ...JSON.parse(errorJson(report.outcome.error)), ...outputs })
}

/** What stdout can show (https://no-color.org). */
export function terminal(): { readonly color: boolean; readonly width: number } {
  return { color: process.stdout.isTTY === true && !process.env['NO_COLOR'], width: process.stdout.columns ?? 160 }
}
