import type { Change, Level } from './change.ts'

/**
 * The level of a whole comparison. `contentChanged`: other bytes than the published ones. `strict`: a fact that is no longer known counts
 * as broken.
 *
 * | strongest row | level |
 * |---|---|
 * | breaking, or lost with `strict` | breaking |
 * | compatible, or lost | compatible: the promise to callers is another one, nobody has to act |
 * | learned, or no row | weights if the content changed, else learned or unchanged |
 */
export function levelOf(changes: readonly Change[], circumstances: { readonly contentChanged: boolean; readonly strict?: boolean }): Level {
  const { contentChanged, strict = false } = circumstances
  const has = (level: Change['level']): boolean => changes.some((change) => change.level === level)
  if (has('breaking') || (strict && has('lost'))) return 'breaking'
  if (has('compatible') || has('lost')) return 'compatible'
  if (contentChanged) return 'weights'
  return has('learned') ? 'learned' : 'unchanged'
}
