/** CPython's own limit: "too many nested parentheses". Source: Parser/lexer/state.h, MAXLEVEL. */
export const MAX_BRACKETS = 200

/**
 * Python that the grammar of @lezer/python 1.1.19 lacks, rewritten to Python of the same length that it has.
 * Nodes keep their places, and converting them reads the original text, so that nothing of the rewriting is ever seen:
 * - `255.` → `2550`: a float without digits behind its point
 * - a bare `yield` → `yiel_`: a name whose original text is the keyword
 * - `with a as (b, c):` → `with a ,  (b, c):`: targets other than a name, and items in parentheses
 * - a form feed on a line of its own → a space
 * - `case Point():` → `case Point  :`: class patterns without arguments
 * `undefined` for brackets nested deeper than MAX_BRACKETS.
 */
export function bridgeGaps(text: string): string | undefined {
  const pieces: string[] = []
  let copied = 0
  const replace = (from: number, to: number, by: string) => {
    pieces.push(text.slice(copied, from), by.padEnd(to - from))
    copied = to
  }
  let header: 'with' | 'case' | undefined
  let fresh = true // at the beginning of a statement
  let depth = 0
  TOKEN.lastIndex = 0
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const [token] = found
    const from = found.index
    const to = from + token.length
    if (token.startsWith('#')) continue
    if (token === '\f') {
      replace(from, to, ' ')
      continue
    }
    if (token === '\n' || token === ';') {
      if (depth > 0 && token === '\n') continue
      depth = 0
      header = undefined
      fresh = true
      continue
    }
    const quotes = QUOTES.exec(token)?.[1]
    if (quotes !== undefined) TOKEN.lastIndex = stringEnd(text, to, quotes)
    else if (/^[([{]/.test(token)) {
      depth += token === '()' ? 0 : 1
      if (depth > MAX_BRACKETS) return undefined
      if (token === '()' && header === 'case' && /\w$/.test(text.slice(from - 1, from))) replace(from, to, '  ')
    } else if (/^[)\]}]$/.test(token)) depth = Math.max(0, depth - 1)
    else if (/^\d/.test(token)) {
      if (token.endsWith('.')) replace(to - 1, to, '0')
    } else if (fresh && (token === 'with' || token === 'case')) header = token
    else if (token === 'as' && header === 'with') replace(from, to, ',')
    else if (token === 'yield' && BARE.test(text.slice(to, to + 40))) replace(from, to, 'yiel_')
    else if (token === ':' && depth === 0) {
      header = undefined
      fresh = true
      continue
    }
    fresh = token === 'async' && fresh
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(copied)
}

/** Comments, opening quotes, words, numbers with a point at their end, brackets, line ends. A backslash joins lines. */
const TOKEN =
  /\f(?=[ \t]*[\r\n])|#[^\r\n]*|\\\r?\n|[a-zA-Z]{0,2}(?:"""|'''|"|')|[\p{L}_][\p{L}\p{N}_]*|\d[\d_]*\.(?![\d.])|\d[\w.]*|\(\)|[()[\]{}:;\n]/gu
const QUOTES = /^[a-zA-Z]{0,2}("""|'''|"|')$/
/** Nothing is yielded: the statement or the parenthesis ends. */
const BARE = /^[ \t]*(?:[\r\n;)\]#]|$)/

/** Behind the closing quotes; a string in single quotes ends with its line at the latest. */
function stringEnd(text: string, from: number, quotes: string): number {
  const long = quotes.length === 3
  for (let i = from; i < text.length; i++) {
    const character = text[i]
    if (character === '\\') i++
    else if (!long && character === '\n') return i
    else if (text.startsWith(quotes, i)) return i + quotes.length
  }
  return text.length
}
