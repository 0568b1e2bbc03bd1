import type { Change } from '../contract/change.ts'
import type { Place } from '../errors.ts'
import { forLog } from './escape.ts'
import type { Report } from './types.ts'
import { comparisonOf, plural, toldByChanges, verdict } from './wording.ts'

export type AnnotationLevel = 'error' | 'warning' | 'notice'

/** One workflow command `::error file=…,line=…,title=…::message`; text is safe as it is. Lines and columns start at 1. */
export interface Annotation {
  readonly level: AnnotationLevel
  readonly title: string
  readonly message: string
  /** Relative to the workspace. */
  readonly file?: string
  readonly startLine?: number
  readonly startColumn?: number
}

/** GitHub shows 10 of each level per step and drops the rest without a word (actions/toolkit docs/problem-matchers.md). */
export const ANNOTATIONS_PER_LEVEL = 10

/** What a person should see beside the code, most important first, at most ten of each level with the rest counted in the tenth. */
export function annotationsOf(reports: readonly Report[]): readonly Annotation[] {
  const all = reports.flatMap((report) => [...failures(report), ...changed(report), ...risks(report), ...notes(report)])
  return (['error', 'warning', 'notice'] as const).flatMap((level) => capped(all.filter((one) => one.level === level)))
}

function capped(annotations: readonly Annotation[]): readonly Annotation[] {
  const first = annotations[0]
  if (first === undefined || annotations.length <= ANNOTATIONS_PER_LEVEL) return annotations
  const shown = annotations.slice(0, ANNOTATIONS_PER_LEVEL - 1)
  const rest = annotations.length - shown.length
  return [...shown, { level: first.level, title: `${plural(rest, `more ${first.level}`)}`, message: 'The job summary has all of them.' }]
}

/** A refused breaking change is told row by row, on the lines that declare it; everything else where it happened. */
function failures(report: Report): Annotation[] {
  if (report.outcome.kind !== 'failed') return []
  const { code, message, remedy, where } = report.outcome.error
  if (toldByChanges(report)) return []
  const [advice = ''] = remedy.split('\n', 1)
  return [{ level: 'error', title: titleOf(report, code), message: `${forLog(message, 1500)} ${forLog(advice)}`, ...at(report, where) }]
}

function changed(report: Report): Annotation[] {
  const refused = toldByChanges(report)
  const breaking = rowsOf(report, 'breaking').map((change) => onChange(report, change, refused ? 'error' : 'warning', 'breaking change'))
  // refused without a breaking row: lost facts counted as breaking (strict)
  const lostLevel = refused && breaking.length === 0 ? 'error' : 'warning'
  const lost = rowsOf(report, 'lost').map((change) => onChange(report, change, lostLevel, 'no longer known'))
  const compatible = rowsOf(report, 'compatible').map((change) => onChange(report, change, 'notice', 'compatible change'))
  return [...breaking, ...lost, ...outcomeNotice(report), ...compatible]
}

function onChange(report: Report, change: Change, level: AnnotationLevel, what: string): Annotation {
  return { level, title: titleOf(report, what), message: forLog(change.message), ...at(report, placeOf(report, change.path)) }
}

function outcomeNotice(report: Report): Annotation[] {
  if (report.outcome.kind === 'failed') return []
  const level = verdict(report).mood === 'attention' && report.baseline?.state === 'unavailable' ? 'warning' : 'notice'
  return [{ level, title: titleOf(report, report.outcome.kind), message: forLog(verdict(report).sentence) }]
}

function risks(report: Report): Annotation[] {
  return report.findings.map((finding) => ({
    level: finding.severity === 'critical' || finding.severity === 'high' ? 'warning' : 'notice',
    title: titleOf(report, 'runs code when loaded'),
    message: forLog(finding.message),
    ...at(report, evidencePlace(finding.where)),
  }))
}

function notes(report: Report): Annotation[] {
  return report.warnings.map((warning) => ({
    level: 'warning',
    title: titleOf(report, warning.code),
    message: forLog(warning.message),
    ...at(report, warning.where === undefined ? undefined : evidencePlace(warning.where)),
  }))
}

const rowsOf = (report: Report, level: Change['level']): readonly Change[] =>
  (comparisonOf(report)?.changes ?? []).filter((change) => change.level === level)
const titleOf = (report: Report, what: string): string => `${forLog(report.model, 80)}: ${forLog(what, 80)}`

/** The line of the definition where the author declared it, else the model file that holds the fact. */
function placeOf(report: Report, path: readonly string[]): Place | undefined {
  if (report.locate !== undefined) return report.locate(path)
  const [signatureName, side, fieldName] = path
  const signature = report.contract?.signatures.find((one) => one.name === signatureName)
  const fields = side === 'outputs' ? signature?.outputs : signature?.inputs
  const field = fields?.find((one) => one.name === fieldName) ?? signature?.inputs[0] ?? report.contract?.signatures[0]?.inputs[0]
  return field?.evidence === undefined ? undefined : evidencePlace(field.evidence.where)
}

/** `model.onnx: graph.input[0]` or `serving.yaml:12` → the file and line in it; the key may itself hold colons, a file name with `: ` would lose its end. */
function evidencePlace(where: string): Place {
  const file = where.split(': ', 1)[0] ?? where
  const line = /^(.+):(\d{1,7})$/.exec(file)
  return line?.[1] === undefined ? { file } : { file: line[1], line: Number(line[2]) }
}

/** Places are relative to the model directory; annotations are relative to the workspace. */
function at(report: Report, place: Place | undefined): Pick<Annotation, 'file' | 'startLine' | 'startColumn'> {
  if (place?.file === undefined || place.file === '') return {}
  return {
    file: inWorkspace(report.path, place.file),
    ...(place.line !== undefined && { startLine: place.line }),
    ...(place.line !== undefined && place.column !== undefined && { startColumn: place.column }),
  }
}

function inWorkspace(directory: string, file: string): string {
  const base = directory.replace(/^(\.\/)+/, '').replace(/\/+$/, '')
  const own = file.replace(/^(\.\/)+/, '')
  const joined = base === '' || base === '.' || own === base || own.startsWith(`${base}/`) || own.startsWith('/') ? own : `${base}/${own}`
  return forLog(joined, 400)
}
