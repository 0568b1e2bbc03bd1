import type { Change } from '../contract/change.ts'
import type { Baseline, Comparison } from '../registry/types.ts'
import type { Against, Report } from './types.ts'

/** `good`: nothing to do · `attention`: somebody should read it · `bad`: the step fails. */
export type Mood = 'good' | 'attention' | 'bad'

/** The report in one line. `model` and `sentence` are raw text: renderers escape. */
export interface Verdict {
  readonly mood: Mood
  readonly model: string
  readonly sentence: string
}

/** How many rows of a comparison are of each level. */
export interface Counts {
  readonly breaking: number
  readonly compatible: number
  readonly lost: number
  readonly learned: number
}

/** `churn: 2 breaking changes → next version 3.0.0 (published 2.4.1)`, one line of raw text. */
export function verdictLine(report: Report): string {
  const { model, sentence } = verdict(report)
  return `${model}: ${sentence}`
}

/** `8 models: 1 failed, 2 published, 5 left alone` */
export function overviewLine(outcomes: readonly string[], leftAlone = 0): string {
  const counts = OUTCOMES.map((kind) => [outcomes.filter((outcome) => outcome === kind).length, kind] as const)
  const told = [...counts, [leftAlone, 'left alone'] as const].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return `${plural(outcomes.length + leftAlone, 'model')}${told.length === 0 ? '' : `: ${told.join(', ')}`}`
}

const OUTCOMES: readonly Report['outcome']['kind'][] = ['failed', 'published', 'validated', 'unchanged']

/** What needs somebody comes first. */
export const byMood = (a: Mood, b: Mood): number => MOODS.indexOf(a) - MOODS.indexOf(b)

const MOODS: readonly Mood[] = ['bad', 'attention', 'good']

/** Before a verdict in plain text. */
export const SIGNS: Readonly<Record<Mood, string>> = { good: '✔', attention: '!', bad: '✘' }

/**
 * What happened, in one sentence, for every outcome and every state of the baseline. It says "compatible" only where both contracts were read:
 * without a baseline it says so and why.
 */
export function verdict(report: Report): Verdict {
  const { outcome, model } = report
  switch (outcome.kind) {
    case 'failed':
      return { mood: 'bad', model, sentence: failedSentence(report, outcome.error.message, outcome.nextVersion) }
    case 'unchanged':
      return { mood: 'good', model, sentence: `unchanged: version ${outcome.version} stands` }
    case 'validated':
      return { mood: moodOf(report), model, sentence: `${finding(report)}${arrow(outcome.nextVersion, report.baseline)}` }
    case 'published': {
      const { release } = outcome
      if (!release.fresh)
        return { mood: 'good', model, sentence: `version ${release.version} was already published by an earlier attempt of this run` }
      const since = release.previous === null || release.baseline.state !== 'compared' ? '' : ` since ${release.previous.version}`
      return { mood: moodOf(report), model, sentence: `version ${release.version} published: ${finding(report)}${since}` }
    }
  }
}

/** The baseline of a report: what the release was compared with in the end, else what the story compared with before. */
export function baselineOf(report: Report): Baseline | undefined {
  return report.outcome.kind === 'published' ? report.outcome.release.baseline : report.baseline
}

/** What the model was compared with: the published version, or what the input `baseline` names. */
export function otherSideOf(report: Report): Baseline | Against | undefined {
  return report.against ?? baselineOf(report)
}

/** The comparison of a report, `undefined` where there was nothing to compare with. */
export function comparisonOf(report: Report): Comparison | undefined {
  const side = otherSideOf(report)
  if (side !== undefined && side.state !== 'compared') return undefined
  return report.outcome.kind === 'published' ? report.outcome.release.comparison : report.comparison
}

/** The run was refused for a breaking change, and the rows of the comparison say which. */
export function toldByChanges(report: Report): boolean {
  const refused = report.outcome.kind === 'failed' && report.outcome.error.code === 'breaking-change'
  return refused && (comparisonOf(report)?.changes.length ?? 0) > 0
}

export function countChanges(changes: readonly Change[]): Counts {
  const count = (level: Change['level']): number => changes.filter((change) => change.level === level).length
  return { breaking: count('breaking'), compatible: count('compatible'), lost: count('lost'), learned: count('learned') }
}

/** `1 change`, `2 changes`, `10,000 changes`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** Rounded down, so that 100 % is said only of a contract without a gap. */
export function percent(ratio: number): string {
  return `${Math.floor(ratio * 1000 + 1e-9) / 10} %`
}

function failedSentence(report: Report, message: string, nextVersion: string | undefined): string {
  const comparison = comparisonOf(report)
  if (comparison === undefined || !toldByChanges(report)) return `failed: ${message}`
  const against = report.against === undefined ? '' : ` against ${report.against.label}`
  return `${levelSentence(comparison)}${against}${arrow(nextVersion ?? null, report.baseline)}`
}

function arrow(nextVersion: string | null, baseline: Baseline | undefined): string {
  const published = baseline?.state === 'first' ? undefined : baseline?.published?.version
  const next = nextVersion === null ? '' : ` → next version ${nextVersion}`
  return `${next}${published === undefined ? '' : ` (published ${published})`}`
}

function finding(report: Report): string {
  if (report.against !== undefined) return findingAgainst(report, report.against)
  const baseline = baselineOf(report)
  const comparison = comparisonOf(report)
  if (baseline === undefined) return 'not compared with a published version'
  switch (baseline.state) {
    case 'first':
      return report.detected?.declaredIn === undefined ? 'first version' : `first version, as declared in ${report.detected.declaredIn}`
    case 'unavailable':
      return `not compared with the published version: ${baseline.reason}`
    case 'compared':
      return comparison === undefined ? 'not compared with the published version' : `${levelSentence(comparison)}${acceptance(report, comparison)}`
  }
}

function findingAgainst(report: Report, against: Against): string {
  const comparison = comparisonOf(report)
  switch (against.state) {
    case 'first':
      return `not in ${against.label} yet`
    case 'unavailable':
      return `not compared with ${against.label}: ${against.reason}`
    case 'compared':
      return comparison === undefined
        ? `not compared with ${against.label}`
        : `${levelSentence(comparison)} against ${against.label}${acceptance(report, comparison)}`
  }
}

function acceptance(report: Report, comparison: Comparison): string {
  return comparison.level === 'breaking' && report.breakingAccepted !== undefined ? `, accepted by ${report.breakingAccepted}` : ''
}

function levelSentence(comparison: Comparison): string {
  const counts = countChanges(comparison.changes)
  const lost = counts.lost === 0 ? '' : `${plural(counts.lost, 'fact')} no longer known`
  switch (comparison.level) {
    case 'breaking':
      if (counts.breaking === 0) return `${lost}, which counts as breaking`
      return joined(
        plural(counts.breaking, 'breaking change'),
        counts.compatible === 0 ? '' : `${counts.compatible.toLocaleString('en-US')} compatible`,
        lost,
      )
    case 'compatible':
      return joined(counts.compatible === 0 ? 'compatible' : plural(counts.compatible, 'compatible change'), lost)
    case 'weights':
      return joined('same contract, new content', lost)
    case 'learned':
      return joined(`same promises to callers, ${plural(counts.learned, 'fact')} more known`, lost)
    case 'unchanged':
      return joined('unchanged', lost)
  }
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')

function moodOf(report: Report): Mood {
  const comparison = comparisonOf(report)
  if (comparison?.level === 'breaking') return 'attention'
  if (report.findings.some((one) => one.severity === 'critical' || one.severity === 'high')) return 'attention'
  return otherSideOf(report)?.state === 'unavailable' || countChanges(comparison?.changes ?? []).lost > 0 ? 'attention' : 'good'
}
