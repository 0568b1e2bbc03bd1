import type { Change } from '../contract/change.ts'
import type { Place } from '../errors.ts'
import { cut, forLog } from './escape.ts'
import type { Report } from './types.ts'
import { comparisonOf, otherSideOf, plural, toldByChanges, verdict } from './wording.ts'

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

/** Written out only if it is among the ten: finding the place of each of a million columns would take a day. */
interface Draft {
  readonly level: AnnotationLevel
  readonly write: () => Omit<Annotation, 'level'>
}

function capped(drafts: readonly Draft[]): readonly Annotation[] {
  const written = (some: readonly Draft[]): readonly Annotation[] => some.map(({ level, write }) => ({ level, ...write() }))
  const [first] = drafts
  if (first === undefined || drafts.length <= ANNOTATIONS_PER_LEVEL) return written(drafts)
  const shown = written(drafts.slice(0, ANNOTATIONS_PER_LEVEL - 1))
  const rest = drafts.length - shown.length
  return [...shown, { level: first.level, title: plural(rest, `more ${first.level}`), message: 'The job summary has all of them.' }]
}

/** A refused breaking change is told row by row, on the lines that declare it; everything else where it happened. */
function failures(report: Report): Draft[] {
  if (report.outcome.kind !== 'failed') return []
  const { code, message, remedy, where } = report.outcome.error
  if (toldByChanges(report)) return []
  const [advice = ''] = remedy.split('\n', 1)
  return [draft(report, 'error', code, `${cut(message, 1200)} ${advice}`, () => where)]
}

function changed(report: Report): Draft[] {
  const rows = (level: Change['level']): readonly Change[] => (comparisonOf(report)?.changes ?? []).filter((change) => change.level === level)
  const drafts = (changes: readonly Change[], level: AnnotationLevel, what: string): readonly Draft[] =>
    changes.map((change) => draft(report, level, what, change.message, () => placeOf(report, change.path)))
  const refused = toldByChanges(report)
  const breaking = rows('breaking')
  return [
    ...drafts(breaking, refused ? 'error' : 'warning', 'breaking change'),
    // refused without a breaking row: lost facts counted as breaking (strict)
    ...drafts(rows('lost'), refused && breaking.length === 0 ? 'error' : 'warning', 'no longer known'),
    ...outcomeDraft(report),
    ...drafts(rows('compatible'), 'notice', 'compatible change'),
  ]
}

function outcomeDraft(report: Report): Draft[] {
  if (report.outcome.kind === 'failed') return []
  const level = otherSideOf(report)?.state === 'unavailable' ? 'warning' : 'notice'
  return [draft(report, level, report.outcome.kind, verdict(report).sentence, () => undefined)]
}

function risks(report: Report): Draft[] {
  return report.findings.map(({ severity, message, where }) => {
    const level = severity === 'critical' || severity === 'high' ? 'warning' : 'notice'
    return draft(report, level, 'runs code when loaded', message, () => evidencePlace(where))
  })
}

function notes(report: Report): Draft[] {
  return report.warnings.map(({ code, message, where }) =>
    draft(report, 'warning', code, message, () => (where === undefined ? undefined : evidencePlace(where))),
  )
}

/** `message` is raw; the first 1,500 letters of it are shown (GitHub keeps 4,096 characters). */
function draft(report: Report, level: AnnotationLevel, what: string, message: string, place: () => Place | undefined): Draft {
  const title = (): string => `${forLog(report.model, 80)}: ${forLog(what, 80)}`
  return { level, write: () => ({ title: title(), message: forLog(message, 1500), ...at(report, place()) }) }
}

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
