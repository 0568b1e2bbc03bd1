import type { Occasion } from '../event.ts'
import { inspectImage } from '../image/inspect.ts'
import { forLog } from '../report/escape.ts'
import { renderChanges } from '../report/terminal.ts'
import { type Call, requireOperands } from './call.ts'
import { compareSides } from './diff.ts'
import { tell, terminal } from './publish.ts'

/**
 * `mlambda check DIR`: the story of a pull request, and with `--mode drift` that of a scheduled check. With `--against` the other contract takes the
 * place of the published one; an image is also asked whether it still carries what it says.
 */
export async function check(call: Call): Promise<number> {
  if (call.against !== '') {
    requireOperands(call, 'mlambda check DIR --against OTHER', 1, 1)
    return await checkAgainst(call)
  }
  const drift = call.inputs('.').mode === 'drift'
  const occasion: Occasion = { mode: 'validate', because: 'command check', onDemand: false, ...(drift && { drift }) }
  return await tell(call, occasion)
}

async function checkAgainst(call: Call): Promise<number> {
  const { promise, labels, comparison } = await compareSides(call, call.against, call.operands[0] ?? '.')
  const problems = promise.image ? await inspectImage(promise.image.repository, promise.image.published) : []
  const told = problems.map((problem) => `  damaged     ${forLog(`${promise.label}: ${problem}`)}\n`).join('')
  process.stdout.write(
    call.json
      ? `${JSON.stringify({ ...comparison, ...(promise.image && { problems }) })}\n`
      : `${renderChanges(...labels, comparison, terminal())}${told}`,
  )
  return comparison.level === 'breaking' || problems.length > 0 ? 1 : 0
}
