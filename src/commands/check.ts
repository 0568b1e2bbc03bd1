import type { Call } from './call.ts'
import { diffSides } from './diff.ts'
import { tell } from './publish.ts'

/** `mlambda check DIR`: the story of a pull request; with `--against` the other contract takes the place of the published one. */
export async function check(call: Call): Promise<number> {
  if (call.against === '') return await tell(call, { mode: 'validate', because: 'command check', onDemand: false })
  const changes = await diffSides(call, call.against, call.operands[0] ?? '.')
  return changes.level === 'breaking' ? 1 : 0
}
