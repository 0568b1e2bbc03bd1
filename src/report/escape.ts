/**
 * Text from a model file is hostile: names may hold line breaks, workflow commands, Markdown, HTML, mentions or characters that cannot be seen.
 * Everything a person reads passes through exactly one of these. All of them give one line, cut to whole graphemes.
 *
 * | for | what must not happen | source |
 * |---|---|---|
 * | the log | `::error::` at the start of a line, `##[` anywhere, terminal escapes | actions/runner src/Runner.Common/ActionCommand.cs |
 * | Markdown | any element, link, mention, issue reference, emoji or formula that we did not write | GFM spec 0.29, GitHub's later passes over the rendered text |
 * | HTML | an element or an attribute that we did not write | WHATWG HTML 13.1.2 |
 */

/** Graphemes of a name that are shown; the whole name is in the contract. */
export const NAME_LIMIT = 120
/** Graphemes of a sentence that are shown. */
export const SENTENCE_LIMIT = 600
/** Code units of one grapheme: a family of four with skin tones has 20; without a cap one letter could carry a million accents. */
const GRAPHEME_UNITS = 32
/** Code units of a whole text, for each grapheme allowed: emoji of 7 units on average, as flags and families are, all fit. */
const UNITS_PER_GRAPHEME = 8

/**
 * Characters that are not seen, or change how their neighbours are seen: controls, formats (bidi, zero width, tags), lone surrogates, private use,
 * separators, spaces other than U+0020, blank fillers, variation selectors.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|(?! )\p{Zs}/gu
/** What emoji are made of: VS16 after an emoji, a joiner between two of them. These stay as they are. */
const EMOJI_GLUE = new RegExp(
  [
    String.raw`(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f`,
    String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
    String.raw`(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})`,
  ].join('|'),
  'gu',
)
const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** The same text with everything invisible spelled out: a line break as `\n`, a right-to-left override as `\u{202e}`. */
export function visible(text: string): string {
  const glue = new Set([...text.matchAll(EMOJI_GLUE)].map((found) => found.index))
  return text.replace(INVISIBLE, (character: string, index: number) => {
    if (glue.has(index)) return character
    return SHORT_ESCAPES.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** At most `limit` graphemes, the last one `…` where something was left out; never half a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit && text.length <= GRAPHEME_UNITS) return text
  // printable ASCII, as nearly all names are: every character is a letter of its own
  if (/^[ -~]*$/.test(text.slice(0, limit + 1))) return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
  const kept: string[] = []
  let units = 0
  for (const { segment } of graphemes.segment(text)) {
    const whole = segment.length <= GRAPHEME_UNITS ? segment : `${wholeCharacters(segment, GRAPHEME_UNITS)}…`
    units += whole.length
    if (kept.length === limit || units > limit * UNITS_PER_GRAPHEME) return `${kept.slice(0, limit - 1).join('')}…`
    kept.push(whole)
  }
  return kept.join('')
}

function wholeCharacters(text: string, units: number): string {
  const end = (text.codePointAt(units - 1) ?? 0) > 0xffff ? units - 1 : units
  return text.slice(0, end)
}

/**
 * For logs and terminals: one line that starts no workflow command, wherever it is put in a line. `::` in the middle (`aten::conv2d`) is left
 * alone: the runner reads it at the start of a line only.
 */
export function forLog(text: string, limit = SENTENCE_LIMIT): string {
  return visible(cut(text, limit))
    .replaceAll('##[', '##\\[')
    .replace(/^(\s*):/, '$1\\:')
}

const HTML_ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** For HTML text and quoted attributes. */
export function forHtml(text: string, limit = NAME_LIMIT): string {
  return visible(cut(text, limit)).replace(/[&<>"']/g, (character) => HTML_ENTITIES.get(character) ?? character)
}

/** Zero width: splits what GitHub would read as one word after the Markdown is rendered, where entities no longer help. */
const SPLIT = '&#8203;'
const entity = (character: string): string => `&#${character.codePointAt(0)};`

/**
 * Prose for Markdown: a paragraph, a list item or a table cell. Characters that carry structure become entities, which GFM never reads as structure
 * (spec 6.2); what GitHub links in the finished text (mentions, references, commits, addresses, emoji names) is split by a zero-width space.
 */
export function forMarkdown(text: string, limit = SENTENCE_LIMIT): string {
  return (
    visible(cut(text, limit))
      .trim()
      .replace(/[&<>|`*~[\]\\$#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=]|(?<=^\d{1,9})[.)](?=\s|$)|:(?=\/\/)/g, (character) => {
        return character === ':' ? `${entity(character)}${SPLIT}` : (HTML_ENTITIES.get(character) ?? entity(character))
      })
      .replace(/(?<=&#35;|GH-)(?=\d)/gi, SPLIT)
      .replace(/@(?=\S)/g, `@${SPLIT}`)
      // an underscore beside it is an entity already
      .replace(/:(?=[a-z0-9_+-]|&#95;)/gi, `:${SPLIT}`)
      // also behind an underscore (GFM spec 6.9: extended autolinks)
      .replace(/(?<![A-Za-z0-9])www(?=\.)/gi, `www${SPLIT}`)
      .replace(/(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/gi, (sha) => `${sha.slice(0, 4)}${SPLIT}${sha.slice(4)}`)
  )
}

/**
 * A name, type or value for Markdown, as code: GitHub looks for nothing in code. The fence is longer than any run of backticks in the text.
 * A `|` would split a table cell even in a code span, so such text is written as an element with entities. Nothing and blanks are put in quotes.
 */
export function codeForMarkdown(text: string, limit = NAME_LIMIT): string {
  const whole = visible(cut(text, limit))
  const shown = whole.trim() === '' ? `"${whole}"` : whole
  if (shown.includes('|')) return `<code>${shown.replace(/[^A-Za-z0-9 \u0080-\u{10ffff}]/gu, splitEntity)}</code>`
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  // a space at both ends is taken off by the renderer (spec 6.3), so a text with its own gets another
  const pad = /^[ `]|[ `]$/.test(shown) ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** Inside our own `<code>` GFM still looks for e-mail addresses in the finished text; nothing else there is linked. */
function splitEntity(character: string): string {
  return character === '@' ? `&#64;${SPLIT}` : entity(character)
}

/**
 * A sentence that quotes names in backticks, for Markdown: the quoted parts become code, the rest prose. `names` are looked for first, so that a
 * name that itself holds a backtick stays whole; however the sentence is split, every part is escaped.
 */
export function sentenceForMarkdown(text: string, names: readonly string[] = [], limit = SENTENCE_LIMIT): string {
  const known = names.filter((name) => name.includes('`') && name.length <= limit)
  const quotes = [...known.map(quoted), '[^`]+'].join('|')
  return cut(text, limit)
    .split(new RegExp(`\`(${quotes})\``, 'u'))
    .map((part, index, parts) => {
      if (index % 2 === 1) return codeForMarkdown(part)
      // two fences must not touch, they would be one
      return part === '' && index > 0 && index < parts.length - 1 ? SPLIT : withBlanks(part)
    })
    .join('')
}

const quoted = (name: string): string => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** The prose between two pieces of code keeps the blank at each end. */
function withBlanks(part: string): string {
  if (part === '') return ''
  const prose = forMarkdown(part, Number.MAX_SAFE_INTEGER)
  return `${/^\s/.test(part) ? ' ' : ''}${prose}${prose !== '' && /\s$/.test(part) ? ' ' : ''}`
}
