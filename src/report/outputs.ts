import { canonicalJson, contractDigest } from '../contract/canonical.ts'
import type { Change, Level } from '../contract/change.ts'
import { renderMarkdown } from './markdown.ts'
import type { ModelPlace, Report } from './types.ts'
import { standingOf } from './usage.ts'
import { baselineOf, type Counts, comparisonOf, countChanges, otherSideOf, percent, verdictLine } from './wording.ts'

/** `first`: nothing was published before · `unknown`: the published contract could not be read, or the story ended before it was. */
export type ChangeOutput = Level | 'first' | 'unknown'

/** One row of the output `changes`; docs/schema/changes.schema.json. */
export interface ChangeRow extends Change {
  readonly model: string
}

/** One object of the output `models`; docs/schema/models.schema.json. */
export interface ModelRow {
  readonly name: string
  readonly path: string
  readonly outcome: Report['outcome']['kind']
  readonly verdict: string
  readonly version: string
  readonly 'previous-version': string
  readonly image: string
  readonly digest: string
  readonly ref: string
  readonly published: boolean
  readonly change: ChangeOutput
  readonly breaking: boolean
  readonly counts: Counts
  readonly framework: string
  readonly completeness: string
  readonly 'contract-digest': string
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string } | null
}

/**
 * Code units of one long output (`contract`, `changes`, `models`). GitHub keeps 1 MB of outputs of a job, counted as UTF-16, and a step that takes one
 * as an environment variable may not get more than 128 KiB of it (Linux MAX_ARG_STRLEN). Beyond this the contract is '' and arrays end early.
 */
const LONG_OUTPUT = 120 * 1024
/** The Markdown output: short enough for a comment and for an environment variable. */
const REPORT_LIMIT = 65_536

/**
 * All outputs of action.yml for a run; values are strings, '' where there is nothing to say. One model: its own values. Several: `models` has each; `published` and `breaking` are true if any is, `change` is the
 * strongest, `changes` holds the rows of all, and what only one model can have is ''.
 */
export function outputsOf(reports: readonly Report[]): Readonly<Record<OutputName, string>> {
  const rows = reports.map(modelRow)
  const shared = {
    published: String(rows.some((row) => row.published)),
    change: strongest(rows.map((row) => row.change)),
    breaking: String(rows.some((row) => row.breaking)),
    changes: wholeRows(reports.flatMap(changeRows)),
    report: reports.map((report) => renderMarkdown(report, Math.floor(REPORT_LIMIT / reports.length) - 2)).join('\n\n'),
    models: wholeRows(rows),
  }
  const [row, ...others] = rows
  const [report] = reports
  if (row === undefined || report === undefined || others.length > 0) return { ...NOTHING, ...shared }
  const contract = report.contract === undefined ? '' : canonicalJson(report.contract)
  return {
    ...NOTHING,
    ...shared,
    name: row.name,
    version: row.version,
    'previous-version': row['previous-version'],
    image: row.image,
    digest: row.digest,
    ref: row.ref,
    repository: row.digest === '' ? '' : report.image,
    framework: row.framework,
    completeness: row.completeness,
    contract: contract.length > LONG_OUTPUT ? '' : contract,
  }
}

/** The outputs where models are only named. `index` tells the jobs of a matrix apart in words that every file name takes. */
export function outputsOfModels(models: readonly ModelPlace[]): Readonly<Record<OutputName, string>> {
  return { ...NOTHING, models: wholeRows(placeRows(models)) }
}

/** Rows of `models` where models are only named. */
export function placeRows(models: readonly ModelPlace[]): readonly (ModelPlace & { readonly index: number })[] {
  return models.map(({ name, path }, index) => ({ index, name, path }))
}

/** The outputs of action.yml, in its order, where there is nothing to say. */
const NOTHING = {
  name: '',
  version: '',
  'previous-version': '',
  image: '',
  digest: '',
  ref: '',
  repository: '',
  published: 'false',
  change: '',
  breaking: 'false',
  framework: '',
  completeness: '',
  contract: '',
  predicate: '',
  changes: '[]',
  report: '',
  models: '[]',
} as const
export type OutputName = keyof typeof NOTHING

function modelRow(report: Report): ModelRow {
  const { outcome } = report
  const standing = standingOf(report)
  const comparison = comparisonOf(report)
  return {
    name: report.model,
    path: report.path,
    outcome: outcome.kind,
    verdict: verdictLine(report),
    version: standing?.version ?? nextVersionOf(report),
    'previous-version': previousVersionOf(report),
    image: standing?.image ?? '',
    digest: standing?.digest ?? '',
    ref: standing?.ref ?? '',
    published: outcome.kind === 'published' && outcome.release.fresh,
    change: changeOf(report),
    breaking: comparison?.level === 'breaking',
    counts: countChanges(comparison?.changes ?? []),
    framework: report.contract?.framework.name ?? '',
    completeness: report.completeness === undefined ? '' : percent(report.completeness).replace(' %', ''),
    'contract-digest': report.contract === undefined ? '' : contractDigest(report.contract),
    error: outcome.kind === 'failed' ? { code: outcome.error.code, message: outcome.error.message, remedy: outcome.error.remedy } : null,
  }
}

function nextVersionOf({ outcome }: Report): string {
  return (outcome.kind === 'validated' || outcome.kind === 'failed' ? outcome.nextVersion : undefined) ?? ''
}

function previousVersionOf(report: Report): string {
  if (report.outcome.kind === 'published') return report.outcome.release.previous?.version ?? ''
  const baseline = baselineOf(report)
  return baseline === undefined || baseline.state === 'first' ? '' : (baseline.published?.version ?? '')
}

function changeOf(report: Report): ChangeOutput {
  if (report.outcome.kind === 'unchanged') return 'unchanged'
  if (otherSideOf(report)?.state === 'first') return 'first'
  return comparisonOf(report)?.level ?? 'unknown'
}

const STRENGTH: readonly ChangeOutput[] = ['breaking', 'unknown', 'compatible', 'first', 'weights', 'learned', 'unchanged']

function strongest(changes: readonly ChangeOutput[]): string {
  return STRENGTH.find((level) => changes.includes(level)) ?? ''
}

const LEVELS: readonly Change['level'][] = ['breaking', 'lost', 'compatible', 'learned']

function changeRows(report: Report): readonly ChangeRow[] {
  const changes = comparisonOf(report)?.changes ?? []
  return [...changes]
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
    .map(({ rule, level, where, path, was, is, message }) => ({ model: report.model, rule, level, where, path, was, is, message }))
}

/** A JSON array of as many whole rows as fit, most important first; `models[].counts` always tells how many there are. */
function wholeRows(rows: readonly object[]): string {
  const printed: string[] = []
  let units = 2
  for (const row of rows) {
    const text = JSON.stringify(row)
    units += text.length + 1
    if (units > LONG_OUTPUT) break
    printed.push(text)
  }
  return `[${printed.join(',')}]`
}
