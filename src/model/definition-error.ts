import { nearest } from '../contract/nearest.ts'
import { UserError } from '../errors.ts'
import type { Span, Tree, TreeEntry } from '../formats/yaml-tree.ts'

/** The text that a definition was read from: what errors quote. */
export interface Source {
  readonly file: string
  readonly text: string
}

interface Correction {
  /** What to do, as a sentence without a full stop. */
  readonly remedy?: string
  /** Text that should stand in place of the span: the corrected line is shown. */
  readonly instead?: string
  /** The key in question, dotted. */
  readonly key?: string
}

/** `definition-invalid` at a place: `serving.yaml:7:15: …`, with the corrected line where one is known. */
export function invalid(source: Source, span: Span, message: string, correction: Correction = {}): UserError {
  const { file, text } = source
  const { line, column } = span
  const fixed = correction.instead === undefined ? undefined : correctedLine(text, span, correction.instead)
  const remedy = [correction.remedy, fixed === undefined ? undefined : `write line ${line} as \`${fixed}\``]
    .filter((part) => part !== undefined)
    .join('; ')
  return new UserError('definition-invalid', `${file}:${line}:${column}: ${message}`, remedy || 'see docs/definition.md', {
    file,
    line,
    column,
    ...(correction.key !== undefined && { key: correction.key }),
  })
}

/** An unknown word where one of a list belongs. */
export function unknownWord(source: Source, span: Span, what: string, word: string, known: readonly string[], key: string): UserError {
  const meant = nearest(word, known)
  const list = known.length <= 16 ? `one of ${known.join(', ')}` : 'see docs/definition.md for the list'
  const message = `${JSON.stringify(clip(word))} is no ${what}${meant === undefined ? '' : `; the nearest is ${meant}`}`
  return meant === undefined
    ? invalid(source, span, message, { remedy: `use ${list}`, key })
    : invalid(source, span, message, { instead: meant, key })
}

/** Every key of a mapping is known, or the error names the nearest one. */
export function checkKeys(source: Source, entries: readonly TreeEntry[], known: readonly string[], where: string): void {
  for (const { key } of entries) if (!known.includes(key.text)) throw unknownWord(source, key.span, `key of ${where}`, key.text, known, key.text)
}

/** `a mapping`, `a list`, `nothing`, `"x"`: what stands there instead. */
export function described(tree: Tree): string {
  if (tree.kind === 'map') return 'a mapping'
  if (tree.kind === 'list') return 'a list'
  return tree.text === '' ? 'nothing' : JSON.stringify(clip(tree.text))
}

/** Long texts in messages help nobody. */
export function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** The line with the span replaced; `undefined` where the span runs over several lines or the line is too long to show. */
function correctedLine(text: string, { start, end }: Span, instead: string): string | undefined {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const newline = text.indexOf('\n', start)
  const to = newline < 0 ? text.length : newline
  if (end > to || to - from > 200) return undefined
  return (text.slice(from, start) + instead + text.slice(end, to)).trim()
}
