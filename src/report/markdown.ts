import type { Change } from '../contract/change.ts'
import { printBytes } from '../log.ts'
import { type Block, fit } from './blocks.ts'
import { contractRows, type FieldRow, printFramework, type SignatureRows } from './contract-rows.ts'
import { codeForMarkdown, forHtml, forLog, forMarkdown, NAME_LIMIT, sentenceForMarkdown } from './escape.ts'
import { legend, printSources, usedSources } from './evidence.ts'
import type { ModelPlace, Report } from './types.ts'
import { standingOf, usageCommands } from './usage.ts'
import { byMood, comparisonOf, type Mood, overviewLine, percent, plural, toldByChanges, verdict } from './wording.ts'

/** Characters of a comment's body, enforced by GitHub's API. We count bytes, which are never fewer. */
export const COMMENT_LIMIT = 65_536
/** Bytes of one step's summary, enforced by the runner (actions/runner FileCommandManager.cs, AttachmentSizeLimit). */
export const SUMMARY_LIMIT = 1024 * 1024

/** Rows that are shown unfolded; a longer table folds. */
const OPEN_ROWS = 12
/** Graphemes of each of at most this many lines of an error; the whole of it is in the log. */
const ERROR_LINES = 20

export const ICONS: Readonly<Record<Mood, string>> = { good: '✅', attention: '⚠️', bad: '❌' }
/** What each row means and why it has its level; ids of rules are anchors there. */
const RULES_PAGE = 'https://github.com/mlambda/upload-action/blob/main/docs/contract.md'
const TROUBLESHOOTING = 'https://github.com/mlambda/upload-action/blob/main/docs/troubleshooting.md'

/** The report of one model as GitHub-flavoured Markdown, for the comment and the summary alike; at most `limit` bytes. */
export function renderMarkdown(report: Report, limit = COMMENT_LIMIT): string {
  return fit(blocksOf(report), limit)
}

/**
 * The job summary of all models: with several, a list of verdicts first, the bad ones at its top. Each gets an equal share of what the ones before it
 * left. `unchanged`: models that were left alone.
 */
export function renderSummary(reports: readonly Report[], unchanged: readonly ModelPlace[] = [], limit = SUMMARY_LIMIT): string {
  if (reports.length === 1 && reports[0] && unchanged.length === 0) return `${renderMarkdown(reports[0], limit - 1)}\n`
  const outcomes = reports.map(({ outcome }) => outcome.kind)
  const ranked = [...reports].sort((a, b) => byMood(verdict(a).mood, verdict(b).mood))
  const rows = [...ranked.map((report) => `- ${headline(report)}`), ...leftAlone(unchanged)]
  const list = fit(
    [{ kind: 'rows', rank: 0, before: `### ${overviewLine(outcomes, unchanged.length)}\n`, rows, more: more('model'), after: '' }],
    limit / 4,
  )
  const parts = [list]
  let left = limit - Buffer.byteLength(list) - 1
  for (const [index, report] of reports.entries()) {
    const part = renderMarkdown(report, Math.floor(left / (reports.length - index)) - 2)
    parts.push(part)
    left -= Buffer.byteLength(part) + 2
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function leftAlone(models: readonly ModelPlace[]): readonly string[] {
  if (models.length === 0) return []
  const names = models.slice(0, MAX_NAMED).map(({ name }) => `**${forMarkdown(name, NAME_LIMIT)}**`)
  return [`- ⏭️ not changed, left alone: ${names.join(', ')}${models.length > MAX_NAMED ? ` and ${models.length - MAX_NAMED} more` : ''}`]
}

/** Names in one line. */
const MAX_NAMED = 50

/** The summary of a run that only names the models. */
export function renderModels(models: readonly ModelPlace[], limit = SUMMARY_LIMIT): string {
  const rows = models.map(({ name, path }) => `- **${forMarkdown(name, NAME_LIMIT)}** in ${codeForMarkdown(path)}`)
  return `${fit([{ kind: 'rows', rank: 0, before: `### ${plural(models.length, 'model')}\n`, rows, more: more('model'), after: '' }], limit - 1)}\n`
}

/** `✅ **churn**: 3 compatible changes → next version 2.5.0 (published 2.4.1)` */
function headline(report: Report): string {
  const { mood, model, sentence } = verdict(report)
  return `${ICONS[mood]} **${forMarkdown(model, NAME_LIMIT)}**: ${forMarkdown(firstLine(sentence), 300)}`
}

function blocksOf(report: Report): readonly Block[] {
  return [
    { kind: 'text', rank: 0, text: `### ${headline(report)}` },
    ...failureBlocks(report),
    ...changeBlocks(comparisonOf(report)?.changes ?? []),
    ...remedyBlocks(report),
    ...publishedBlocks(report),
    ...findingBlocks(report),
    ...warningBlocks(report),
    ...contractBlocks(report),
  ]
}

/** A refused breaking change is told by the table of changes. */
function failureBlocks(report: Report): Block[] {
  const { outcome } = report
  if (outcome.kind !== 'failed' || toldByChanges(report)) return []
  const { code, message, where } = outcome.error
  const line = where?.line === undefined ? '' : `:${where.line}`
  const place = [where?.file === undefined ? '' : `${where.file}${line}`, where?.key ?? ''].filter((part) => part !== '')
  const at = place.length === 0 ? '' : ` at ${place.map((part) => codeForMarkdown(part)).join(' ')}`
  const [first = '', ...rest] = lines(message)
  const body = [`[${code}](${TROUBLESHOOTING}#${code})${at}: ${sentenceForMarkdown(first)}`, ...rest.map((text) => `- ${sentenceForMarkdown(text)}`)]
  return [{ kind: 'text', rank: 1, text: body.join('\n') }]
}

function remedyBlocks({ outcome }: Report): Block[] {
  return outcome.kind === 'failed' ? [{ kind: 'text', rank: 1, text: remedyText(outcome.error.remedy) }] : []
}

/** A remedy of several paragraphs ends in a file to paste, which keeps its lines in a fence; a short one is a sentence. */
function remedyText(remedy: string): string {
  const [sentence = '', ...paste] = remedy.split('\n\n')
  const prose = lines(sentence).map((line) => sentenceForMarkdown(line))
  const words = `**To fix it:** ${prose.join('<br>')}`
  return paste.length === 0 ? words : `${words}\n\n${fence(paste.join('\n\n').split('\n').slice(0, 400))}`
}

function changeBlocks(changes: readonly Change[]): Block[] {
  if (changes.length === 0) return []
  const ranked = [...changes].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
  const head = '| | What happens to callers | Where | Published | Now |\n|---|---|---|---|---|'
  const rows = ranked.map((change) => {
    const cells = [
      `[**${change.level}**](${RULES_PAGE}#${change.rule})`,
      sentenceForMarkdown(change.message, change.path),
      codeForMarkdown(change.where),
      side(change.was),
      side(change.is),
    ]
    return `| ${cells.join(' | ')} |`
  })
  const open: Block = { kind: 'rows', rank: 1, before: head, rows: rows.slice(0, OPEN_ROWS), more: more('change'), after: '' }
  if (rows.length <= OPEN_ROWS) return [open]
  const rest = rows.slice(OPEN_ROWS)
  return [
    open,
    { kind: 'rows', rank: 3, before: `${unfold(plural(rest.length, 'more change'))}\n\n${head}`, rows: rest, more: more('change'), after: FOLD_END },
  ]
}

const LEVELS: readonly Change['level'][] = ['breaking', 'lost', 'compatible', 'learned']
const side = (printed: string): string => (printed === '' ? '' : codeForMarkdown(printed))

function publishedBlocks(report: Report): Block[] {
  const { outcome } = report
  const standing = standingOf(report)
  if (standing === null) {
    if (outcome.kind !== 'validated' || outcome.nextVersion === null || report.image === '') return []
    return [
      {
        kind: 'text',
        rank: 2,
        text: `Would be published as ${codeForMarkdown(`${report.image}:${outcome.nextVersion}`, 300)}; nothing has left the runner.`,
      },
    ]
  }
  const facts = [codeForMarkdown(standing.image, 300), codeForMarkdown(standing.digest, 300)]
  if (outcome.kind === 'published') {
    facts.push(
      forMarkdown(
        `${printBytes(outcome.size)}, ${printBytes(outcome.sent)} sent, ${outcome.builder}, ${outcome.reproducible ? 'reproducible' : 'not reproducible'}`,
      ),
    )
    if (outcome.release.floating.length > 0) facts.push(`also ${outcome.release.floating.map((tag) => codeForMarkdown(tag)).join(' ')}`)
  }
  return [
    { kind: 'text', rank: 2, text: facts.join(' · ') },
    { kind: 'text', rank: 3, text: fence(usageCommands(report)) },
  ]
}

function findingBlocks({ findings }: Report): Block[] {
  if (findings.length === 0) return []
  const rows = findings.map((one) => `| **${one.severity}** | ${sentenceForMarkdown(one.message)} | ${codeForMarkdown(one.where)} |`)
  const before = `${unfold(`${plural(findings.length, 'security finding')}: loading this model runs code`, findings.length <= OPEN_ROWS)}\n\n| Severity | Finding | Where |\n|---|---|---|`
  return [{ kind: 'rows', rank: 2, before, rows, more: more('finding'), after: FOLD_END }]
}

function warningBlocks({ warnings }: Report): Block[] {
  if (warnings.length === 0) return []
  const rows = warnings.map((one) => `- ${sentenceForMarkdown(one.message)}${one.where === undefined ? '' : ` (${codeForMarkdown(one.where)})`}`)
  return [
    {
      kind: 'rows',
      rank: 4,
      before: `${unfold(plural(warnings.length, 'warning'), warnings.length <= OPEN_ROWS)}\n`,
      rows,
      more: more('warning'),
      after: FOLD_END,
    },
  ]
}

function contractBlocks(report: Report): Block[] {
  if (report.contract === undefined) return []
  const signatures = contractRows(report.contract)
  const facts = [
    `**Contract** ${forMarkdown(printFramework(report.contract))}`,
    ...(report.completeness === undefined ? [] : [`${percent(report.completeness)} of its facts are known`]),
    ...(report.detected === undefined ? [] : [forMarkdown(report.detected.because)]),
    ...(report.detected?.declaredIn === undefined ? [] : [`declared in ${codeForMarkdown(report.detected.declaredIn)}`]),
  ]
  const marks = legend(usedSources(signatures.flatMap((signature) => signature.rows.map((row) => row.sources))))
  return [
    { kind: 'text', rank: 4, text: facts.join(' · ') },
    ...signatures.map((signature) => signatureBlock(signature)),
    ...(marks === '' ? [] : [{ kind: 'text', rank: 4, text: `<sub>${marks}</sub>` } as const]),
  ]
}

function signatureBlock(signature: SignatureRows): Block {
  const title = `<code>${forHtml(signature.name)}</code>: ${plural(signature.inputs, 'input')}${signature.positional ? ' by position' : ''}, ${plural(signature.outputs, 'output')}`
  const head = '| | Name | Type and shape | Known from | Where |\n|---|---|---|---|---|'
  const before = `${unfoldHtml(title, signature.rows.length <= OPEN_ROWS)}\n\n${head}`
  return { kind: 'rows', rank: 5, before, rows: signature.rows.map(fieldRow), more: more('field'), after: FOLD_END }
}

function fieldRow(row: FieldRow): string {
  const notes = row.notes.map((note) => forMarkdown(note, NAME_LIMIT)).join(', ')
  const value = `${codeForMarkdown(row.value, 200)}${notes === '' ? '' : ` ${notes}`}`
  return `| ${row.side} | ${codeForMarkdown(row.name)} | ${value} | ${printSources(row.sources)} | ${row.where === '' ? '' : codeForMarkdown(row.where)} |`
}

const FOLD_END = '\n\n</details>'
const unfold = (title: string, open = false): string => unfoldHtml(forHtml(title), open)
const unfoldHtml = (html: string, open: boolean): string => `<details${open ? ' open' : ''}><summary>${html}</summary>`

const more =
  (what: string) =>
  (left: number): string =>
    `… and ${left.toLocaleString('en-US')} more ${what}${left === 1 ? '' : 's'}.`

/** A code block whose fence is longer than any run of backticks in it; every line is one line. */
function fence(text: readonly string[]): string {
  const shown = text.map((line) => forLog(line, 500))
  const longest = Math.max(2, ...shown.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)))
  const bar = '`'.repeat(longest + 1)
  return [bar, ...shown, bar].join('\n')
}

function lines(message: string): readonly string[] {
  return message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, ERROR_LINES)
}

const firstLine = (sentence: string): string => sentence.split('\n', 1)[0] ?? ''
