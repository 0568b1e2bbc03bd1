import { fit } from './blocks.ts'
import { codeForMarkdown, forLog, forMarkdown, NAME_LIMIT } from './escape.ts'
import { ICONS, SUMMARY_LIMIT } from './markdown.ts'
import { byMood, type Mood, overviewLine, plural, SIGNS } from './wording.ts'

/** What a run over many jobs tells of one model: of a row of the output `models` (src/report/outputs.ts), as another job wrote it. Text is raw. */
export interface OverviewRow {
  readonly name: string
  readonly outcome: string
  /** `NAME: SENTENCE` */
  readonly verdict: string
  /** With its tag, or ''. */
  readonly image: string
  readonly change: string
  readonly published: boolean
  readonly breaking: boolean
}

/** One table of all models, what needs somebody first. */
export function renderOverview(rows: readonly OverviewRow[], limit = SUMMARY_LIMIT): string {
  const title = `### ${overviewLine(rows.map(({ outcome }) => outcome))}\n\n| | Model | What happened | Image |\n|---|---|---|---|`
  const cells = ranked(rows).map((row) => {
    const image = row.image === '' ? '' : codeForMarkdown(row.image, 300)
    return `| ${ICONS[moodOf(row)]} | **${forMarkdown(row.name, NAME_LIMIT)}** | ${forMarkdown(sentenceOf(row), 300)} | ${image} |`
  })
  const more = (left: number): string => `… and ${plural(left, 'more model')}`
  return `${fit([{ kind: 'rows', rank: 0, before: title, rows: cells, more, after: '' }], limit - 1)}\n`
}

/** The same as lines of plain text. */
export function printOverview(rows: readonly OverviewRow[]): string {
  const lines = ranked(rows).map((row) => `${SIGNS[moodOf(row)]} ${forLog(row.name, NAME_LIMIT)}: ${forLog(sentenceOf(row), 300)}`)
  return `${[...lines, '', overviewLine(rows.map(({ outcome }) => outcome))].join('\n')}\n`
}

/** Did every model come through? */
export const allWell = (rows: readonly OverviewRow[]): boolean => rows.every(({ outcome }) => outcome !== 'failed')

function ranked(rows: readonly OverviewRow[]): readonly OverviewRow[] {
  const byName = (a: OverviewRow, b: OverviewRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  return [...rows].sort((a, b) => byMood(moodOf(a), moodOf(b)) || byName(a, b))
}

function moodOf({ outcome, breaking, change }: OverviewRow): Mood {
  if (outcome === 'failed') return 'bad'
  return breaking || change === 'unknown' ? 'attention' : 'good'
}

function sentenceOf({ name, verdict }: OverviewRow): string {
  return verdict.startsWith(`${name}: `) ? verdict.slice(name.length + 2) : verdict
}
