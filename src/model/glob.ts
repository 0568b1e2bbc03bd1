import { UserError } from '../errors.ts'

/**
 * Path patterns of `.dockerignore` and `payload:`: Go's filepath.Match (`*`, `?`, `[a-z]`, `[^a]`, `\` escapes) plus `**` for any number of
 * directories. Source: docs.docker.com/build/concepts/context/#dockerignore-files, moby/patternmatcher.
 * Matching walks a set of positions instead of backtracking: patterns come from the pushed repository, and `**` many times over must not hang.
 */
export interface Glob {
  /** As written. */
  readonly text: string
  /** `path` is POSIX and relative, without a trailing slash. */
  matches(path: string): boolean
}

/** A pattern longer than this is no path: Linux' PATH_MAX. */
const MAX_PATTERN_LENGTH = 4096

type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  /** `*`: characters of one name. */
  | { readonly kind: 'star' }
  /** `**` + `/`: nothing, or any characters up to and including a slash. */
  | { readonly kind: 'directories' }
  /** `**` at the end or inside a name: any characters. */
  | { readonly kind: 'everything' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] }

/** Compiles a pattern. Throws UserError `input-invalid` for a malformed class or escape, as Docker refuses it. */
export function compileGlob(text: string): Glob {
  if (text.length > MAX_PATTERN_LENGTH) throw malformed(text.slice(0, 60), 'it is longer than any path')
  const tokens = tokenize(cleanPattern(text), text)
  // thousands of files meet tens of patterns, and nearly none match: what must be in the path is looked for first
  const literal = longestLiteral(tokens)
  return { text, matches: (path) => path.includes(literal) && matchTokens(tokens, path) }
}

/** The longest run of plain characters: every path that matches holds it. */
function longestLiteral(tokens: readonly Token[]): string {
  let longest = ''
  let run = ''
  for (const token of tokens) {
    run = token.kind === 'char' ? run + token.char : ''
    if (run.length > longest.length) longest = run
  }
  return longest
}

/** True when the path or one of the directories above it matches: a pattern that names a directory means all in it. */
export function matchesOrParent(glob: Glob, path: string): boolean {
  if (glob.matches(path)) return true
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    if (glob.matches(path.slice(0, slash))) return true
  }
  return false
}

/** `./a//b/` → `a/b`, `/a` → `a`; `..` is resolved as far as it can be (a pattern that still begins with `..` matches nothing). */
export function cleanPattern(pattern: string): string {
  const parts: string[] = []
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

function tokenize(pattern: string, text: string): Token[] {
  const chars = [...pattern]
  const tokens: Token[] = []
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? ''
    if (char === '*' && chars[at + 1] === '*') {
      while (chars[at + 1] === '*') at++
      if (chars[at + 1] === '/') {
        at++
        tokens.push({ kind: 'directories' })
      } else tokens.push({ kind: 'everything' })
    } else if (char === '*') tokens.push({ kind: 'star' })
    else if (char === '?') tokens.push({ kind: 'any' })
    else if (char === '\\') {
      const escaped = chars[++at]
      if (escaped === undefined) throw malformed(text, 'a backslash stands at its end')
      tokens.push({ kind: 'char', char: escaped })
    } else if (char === '[') {
      const [token, end] = tokenizeClass(chars, at + 1, text)
      tokens.push(token)
      at = end
    } else tokens.push({ kind: 'char', char })
  }
  return tokens
}

function tokenizeClass(chars: readonly string[], from: number, text: string): [Token, number] {
  let at = from
  const negated = chars[at] === '^'
  if (negated) at++
  const ranges: [string, string][] = []
  while (chars[at] !== ']' || ranges.length === 0) {
    const [low, afterLow] = classChar(chars, at, text)
    at = afterLow
    if (chars[at] === '-' && chars[at + 1] !== ']') {
      const [high, afterHigh] = classChar(chars, at + 1, text)
      at = afterHigh
      ranges.push([low, high])
    } else ranges.push([low, low])
  }
  return [{ kind: 'class', negated, ranges }, at]
}

function classChar(chars: readonly string[], at: number, text: string): [string, number] {
  const escaped = chars[at] === '\\'
  const char = chars[escaped ? at + 1 : at]
  if (char === undefined || char === '/') throw malformed(text, 'a [class] is not closed')
  return [char, escaped ? at + 2 : at + 1]
}

function matchTokens(tokens: readonly Token[], path: string): boolean {
  // reachable[i]: the path so far can end before token i
  let reachable = withSkips(new Set([0]), tokens)
  for (const char of path) {
    const next = new Set<number>()
    for (const at of reachable) {
      const token = tokens[at]
      if (token === undefined) continue
      switch (token.kind) {
        case 'char':
          if (token.char === char) next.add(at + 1)
          break
        case 'any':
          if (char !== '/') next.add(at + 1)
          break
        case 'star':
          if (char !== '/') next.add(at)
          break
        case 'everything':
          next.add(at)
          break
        case 'directories':
          next.add(-1 - at)
          break
        case 'class':
          if (char !== '/' && token.ranges.some(([low, high]) => low <= char && char <= high) !== token.negated) next.add(at + 1)
          break
      }
    }
    // inside `**/` (negative positions): the token is left only after a slash
    for (const at of reachable) if (at < 0) next.add(at)
    if (char === '/') for (const at of [...next]) if (at < 0) next.add(-at)
    reachable = withSkips(next, tokens)
    if (reachable.size === 0) return false
  }
  return reachable.has(tokens.length)
}

/** Positions reachable without reading a character: stars and directories may be empty. A Set walks what is added meanwhile. */
function withSkips(positions: Set<number>, tokens: readonly Token[]): Set<number> {
  for (const at of positions) {
    const kind = at < 0 ? undefined : tokens[at]?.kind
    if (kind === 'star' || kind === 'everything' || kind === 'directories') positions.add(at + 1)
  }
  return positions
}

function malformed(text: string, why: string): UserError {
  return new UserError(
    'input-invalid',
    `the pattern ${JSON.stringify(text)} cannot be read: ${why}`,
    'write it as in .dockerignore: `*`, `?`, `[a-z]`, `**`, and `\\` before a literal special character',
  )
}
