import { UserError } from '../../errors.ts'

export type Token =
  | { readonly kind: 'name' | 'operator'; readonly text: string; readonly line: number }
  | { readonly kind: 'int' | 'float'; readonly text: string; readonly line: number }
  | { readonly kind: 'string'; readonly text: string; readonly line: number }
  | { readonly kind: 'newline' | 'indent' | 'dedent' | 'end'; readonly text: ''; readonly line: number }

/** Blocks within blocks: unrolled `elif` chains of real code reach some dozens. */
const MAX_INDENTS = 100

const TOKEN =
  /[ \t\f]+|#[^\n]*|\\\r?\n|(?<newline>\r?\n)|(?<name>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?j?)|(?<string>"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')|(?<operator>\*\*|\/\/|->|[=!<>]=|<<|>>|[-+*/%@&|^~<>()[\]{},:.=;])/y

/**
 * Tokens of a source file, with indentation as tokens; inside brackets lines don't count.
 * @throws UserError `corrupt` for what is no such source
 */
export function tokenize(text: string, file: string): readonly Token[] {
  const tokens: Token[] = []
  const indents: number[] = [0]
  let line = 1
  let brackets = 0
  let at = 0
  const fail = (what: string): UserError => notCode(file, line, what)

  const startLine = (): void => {
    const width = /[ \t]*/y
    width.lastIndex = at
    const indent = width.exec(text)?.[0].length ?? 0
    const next = text[at + indent]
    if (next === undefined || next === '\n' || next === '\r' || next === '#') return
    if (indent > (indents.at(-1) ?? 0)) {
      if (indents.length > MAX_INDENTS) throw fail('blocks are nested too deeply')
      indents.push(indent)
      tokens.push({ kind: 'indent', text: '', line })
    }
    while (indent < (indents.at(-1) ?? 0)) {
      indents.pop()
      tokens.push({ kind: 'dedent', text: '', line })
    }
    if (indent !== (indents.at(-1) ?? 0)) throw fail('a line is indented unlike the lines before it')
  }

  startLine()
  while (at < text.length) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    if (found === null) throw fail(`${JSON.stringify(text.slice(at, at + 10))} is no Python`)
    at += found[0].length
    const { newline, name, number, string, operator } = found.groups ?? {}
    if (newline !== undefined) {
      line++
      if (brackets > 0) continue
      if (tokens.length > 0 && tokens.at(-1)?.kind !== 'newline') tokens.push({ kind: 'newline', text: '', line: line - 1 })
      startLine()
    } else if (name !== undefined) tokens.push({ kind: 'name', text: name, line })
    else if (number !== undefined) tokens.push({ kind: /^\d+$/.test(number) ? 'int' : 'float', text: number, line })
    else if (string !== undefined) tokens.push({ kind: 'string', text: unquoted(string), line })
    else if (operator !== undefined) {
      if ('([{'.includes(operator)) brackets++
      if (')]}'.includes(operator)) brackets = Math.max(0, brackets - 1)
      tokens.push({ kind: 'operator', text: operator, line })
    }
  }
  tokens.push({ kind: 'newline', text: '', line })
  for (let i = 1; i < indents.length; i++) tokens.push({ kind: 'dedent', text: '', line })
  tokens.push({ kind: 'end', text: '', line })
  return tokens
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"' }

/** The printer writes control characters as octal escapes. Source: torch/csrc/jit/frontend/strtod.h, c10 printQuotedString. */
const unquoted = (quoted: string): string =>
  quoted.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[\s\S])/g, (all, code: string) => {
    if (/^x[0-9a-fA-F]{2}$/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 255)
    return ESCAPES[code] ?? all
  })

export const notCode = (file: string, line: number, what: string): UserError =>
  new UserError('corrupt', `${file} line ${line}: ${what}`, 'the archived code is damaged: save the model again with torch.jit.save', { file, line })
