import type { Change } from './change.ts'
import { levelOn, type RuleName, ruleId, type Side } from './rules.ts'

/** One row of a diff, with the level that the table of rules gives it. Throws (a bug) where the rule has no such side. */
export function changeOf(
  rule: RuleName,
  side: Side,
  path: readonly string[],
  printed: { readonly was: string; readonly is: string },
  message: string,
): Change {
  return { rule: ruleId(rule, side), level: levelOn(rule, side), where: path.join('.'), path, was: printed.was, is: printed.is, message }
}
