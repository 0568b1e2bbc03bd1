import { readRows } from '../overview.ts'
import { allWell, printOverview } from '../report/overview.ts'
import type { Call } from './call.ts'

/** `mlambda overview PATH…`: one answer of what several jobs wrote, the output `models` in a file each. */
export async function overview(call: Call): Promise<number> {
  const rows = readRows(call.operands)
  process.stdout.write(call.json ? `${JSON.stringify(rows)}\n` : printOverview(rows))
  return allWell(rows) ? 0 : 1
}
