import type { Change } from '../contract/change.ts'
import { printBytes } from '../log.ts'
import type { Comparison } from '../registry/types.ts'
import { contractRows, printFramework, type SignatureRows } from './contract-rows.ts'
import { cut, forLog, NAME_LIMIT } from './escape.ts'
import { legend, printSources, usedSources } from './evidence.ts'
import type { Report } from './types.ts'
import { standingOf, usageCommands } from './usage.ts'
import { comparisonOf, percent, plural, SIGNS, toldByChanges, verdict } from './wording.ts'

export interface TerminalOptions {
  /** ANSI colours. */
  readonly color: boolean
  /** Columns of the terminal; lines of tables are cut to it. */
  readonly width: number
}

/** Rows of one table that are printed; `--json` has them all. */
const TABLE_ROWS = 60
const MIN_WIDTH = 40

type Paint = (text: string) => string
interface Palette {
  readonly good: Paint
  readonly attention: Paint
  readonly bad: Paint
  readonly dim: Paint
  readonly bold: Paint
}

/** The report of one model as plain text with a line break at its end. Safe in a workflow log: no line of it is a command. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint = paletteOf(options)
  const width = Math.max(MIN_WIDTH, options.width)
  const sections = [
    verdictLines(report, paint),
    failureLines(report),
    changeLines(comparisonOf(report)?.changes ?? [], paint),
    remedyLines(report),
    publishedLines(report, paint),
    noteLines(report, paint),
    contractLines(report, paint, width),
  ].filter((section) => section.length > 0)
  return `${sections.map((section) => section.join('\n')).join('\n\n')}\n`
}

/** The contract of a model alone: what `infer` prints. */
export function renderContract(
  model: string,
  told: Pick<Report, 'contract' | 'completeness' | 'detected' | 'warnings' | 'findings'>,
  options: TerminalOptions,
): string {
  const paint = paletteOf(options)
  const report = { ...told, model }
  const sections = [
    [paint.bold(forLog(model, NAME_LIMIT))],
    contractLines(report, paint, Math.max(MIN_WIDTH, options.width)),
    noteLines(report, paint),
  ]
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`
}

/** Two contracts compared, without a model or a registry between them: what `diff` prints. */
export function renderChanges(promise: string, offer: string, { level, changes }: Comparison, options: TerminalOptions): string {
  const paint = paletteOf(options)
  const counted = changes.length === 0 ? '' : `, ${plural(changes.length, 'change')}`
  const head = `${paint.bold(forLog(promise))} → ${paint.bold(forLog(offer))}: ${level}${counted}`
  return `${[head, ...changeLines(changes, paint)].join('\n')}\n`
}

function verdictLines(report: Report, paint: Palette): string[] {
  const { mood, model, sentence } = verdict(report)
  const [first = ''] = sentence.split('\n', 1)
  return [`${paint[mood](SIGNS[mood])} ${paint.bold(forLog(model, NAME_LIMIT))}: ${forLog(first)}`]
}

/** A refused breaking change is told by the list of changes. */
function failureLines(report: Report): string[] {
  if (report.outcome.kind !== 'failed' || toldByChanges(report)) return []
  const { code, message, where } = report.outcome.error
  const line = where?.line === undefined ? '' : `:${where.line}${where.column === undefined ? '' : `:${where.column}`}`
  const place = [where?.file === undefined ? '' : `${where.file}${line}`, where?.key ?? ''].filter((part) => part !== '').join(' ')
  return [`  error ${code}${place === '' ? '' : ` at ${forLog(place)}`}`, ...message.split('\n').map((text) => `  ${forLog(text)}`.trimEnd())]
}

/** The lines of a remedy are kept: it may hold a whole file to paste. */
function remedyLines({ outcome }: Report): string[] {
  return outcome.kind === 'failed' ? outcome.error.remedy.split('\n').map((text) => `  ${forLog(text)}`.trimEnd()) : []
}

function changeLines(changes: readonly Change[], paint: Palette): string[] {
  const order: readonly Change['level'][] = ['breaking', 'lost', 'compatible', 'learned']
  const colour: Readonly<Record<Change['level'], Paint>> = { breaking: paint.bad, lost: paint.attention, compatible: paint.good, learned: paint.dim }
  const ranked = [...changes].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  const shown = ranked.slice(0, TABLE_ROWS).map((change) => `  ${colour[change.level](change.level.padEnd(10))}  ${forLog(change.message)}`)
  return [...shown, ...moreLine(changes.length - shown.length, 'change')]
}

function publishedLines(report: Report, paint: Palette): string[] {
  const { outcome } = report
  const standing = standingOf(report)
  if (standing === null) {
    if (outcome.kind !== 'validated' || outcome.nextVersion === null || report.image === '') return []
    return [`  would be published as ${forLog(`${report.image}:${outcome.nextVersion}`)}`]
  }
  const lines = [`  image   ${forLog(standing.image)}`, `  digest  ${forLog(standing.digest)}`]
  if (outcome.kind === 'published') {
    const identity = outcome.reproducible ? 'reproducible' : 'not reproducible'
    lines.push(`  size    ${printBytes(outcome.size)}, ${printBytes(outcome.sent)} sent (${forLog(outcome.builder)}, ${identity})`)
    if (outcome.release.floating.length > 0) lines.push(`  also    ${outcome.release.floating.map((tag) => forLog(tag)).join(' ')}`)
  }
  return [...lines, '', paint.dim('  use it:'), ...usageCommands(report).map((command) => `    ${forLog(command)}`)]
}

function noteLines({ warnings, findings }: Pick<Report, 'warnings' | 'findings'>, paint: Palette): string[] {
  const risks = findings.map((one) => `  ${paint.bad(one.severity.padEnd(10))}  ${forLog(one.message)} (${forLog(one.where)})`)
  const notes = warnings.map(
    (one) => `  ${paint.attention('warning'.padEnd(10))}  ${forLog(one.message)}${one.where === undefined ? '' : ` (${forLog(one.where)})`}`,
  )
  return [
    ...risks.slice(0, TABLE_ROWS),
    ...moreLine(risks.length - TABLE_ROWS, 'security finding'),
    ...notes.slice(0, TABLE_ROWS),
    ...moreLine(notes.length - TABLE_ROWS, 'warning'),
  ]
}

function contractLines(report: Pick<Report, 'contract' | 'completeness' | 'detected'>, paint: Palette, width: number): string[] {
  const { contract, completeness, detected } = report
  if (contract === undefined) return []
  const signatures = contractRows(contract)
  const facts = [
    forLog(printFramework(contract)),
    ...(completeness === undefined ? [] : [`${percent(completeness)} of its facts are known`]),
    ...(detected === undefined ? [] : [forLog(detected.because)]),
    ...(detected?.declaredIn === undefined ? [] : [`declared in ${forLog(detected.declaredIn)}`]),
  ]
  const marks = legend(usedSources(signatures.flatMap((signature) => signature.rows.map((row) => row.sources))))
  const shown = signatures.slice(0, TABLE_ROWS)
  return [
    `  ${paint.bold('contract')}  ${facts.join(', ')}`,
    ...shown.flatMap((signature) => signatureLines(signature, paint, width)),
    ...moreLine(signatures.length - shown.length, 'signature'),
    ...(marks === '' ? [] : ['', paint.dim(`  ${marks}`)]),
  ]
}

function signatureLines(signature: SignatureRows, paint: Palette, width: number): string[] {
  const rows = signature.rows.slice(0, TABLE_ROWS)
  const cells = rows.map((row) => {
    const notes = row.notes.length === 0 ? '' : `, ${row.notes.join(', ')}`
    return [row.side === 'input' ? 'in' : 'out', forLog(row.name, NAME_LIMIT), forLog(`${row.value}${notes}`, NAME_LIMIT), printSources(row.sources)]
  })
  return [
    '',
    `  ${paint.bold(forLog(signature.name, NAME_LIMIT))}${signature.positional ? paint.dim(' (by position)') : ''}`,
    ...alignColumns(cells, width - 4).map((line) => `    ${line}`),
    ...moreLine(signature.rows.length - rows.length, 'field'),
  ]
}

function moreLine(left: number, what: string): string[] {
  return left > 0 ? [`    … and ${plural(left, what)} more; --json has all`] : []
}

/** Columns padded to their widest cell; names and values share what the terminal leaves beside the short columns. */
export function alignColumns(rows: readonly (readonly string[])[], width: number): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const room = Math.max(12, Math.floor((width - 4) * 0.4))
  const fitted = rows.map((row) => row.map((cell, index) => (index < columns - 1 ? fitCell(cell, room) : cell)))
  const widths = Array.from({ length: columns }, (_, index) => Math.max(0, ...fitted.map((row) => cellsOf(row[index] ?? ''))))
  return fitted.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - cellsOf(cell)))
      .join('  ')
      .trimEnd(),
  )
}

function fitCell(text: string, room: number): string {
  if (cellsOf(text) <= room) return text
  let limit = room
  while (limit > 1 && cellsOf(cut(text, limit)) > room) limit--
  return cut(text, limit)
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** East Asian wide and fullwidth letters (Unicode TR 11), as far as scripts go; emoji are counted beside. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}|\ufe0f/u

/** Cells that a terminal gives a text: 2 for wide letters and emoji. */
function cellsOf(text: string): number {
  let cells = 0
  for (const { segment } of graphemes.segment(text)) cells += WIDE.test(segment) ? 2 : 1
  return cells
}

function paletteOf({ color }: TerminalOptions): Palette {
  const sgr =
    (code: number): Paint =>
    (text) =>
      color ? `\u001b[${code}m${text}\u001b[0m` : text
  return { good: sgr(32), attention: sgr(33), bad: sgr(31), dim: sgr(2), bold: sgr(1) }
}
