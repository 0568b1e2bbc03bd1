import type { NumberLiteral } from './syntax.ts'

/** A string literal as written: prefix, quotes, content. Source: Python language reference, 2.4.1 String and Bytes literals. */
export interface StringLiteral {
  readonly bytes: boolean
  readonly raw: boolean
  readonly format: boolean
  /** Where the content begins and ends within the literal. */
  readonly from: number
  readonly to: number
}

/** Reads prefix and quotes of a literal; a literal that ends before its closing quotes ends at its end. */
export function literalParts(text: string): StringLiteral {
  const [, prefix = '', quotes = '"'] = /^([a-zA-Z]{0,2})("""|'''|"|')/.exec(text) ?? []
  const from = prefix.length + quotes.length
  const closed = text.length >= from + quotes.length && text.endsWith(quotes)
  const letters = prefix.toLowerCase()
  return {
    bytes: letters.includes('b'),
    raw: letters.includes('r'),
    format: letters.includes('f'),
    from,
    to: closed ? text.length - quotes.length : text.length,
  }
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\r\n': '',
  '\r': '',
}

/** Escape sequences of a literal's content; those that Python doesn't know, and `\N{name}`, stay as written. */
export function unescaped(content: string, { raw, bytes }: Pick<StringLiteral, 'raw' | 'bytes'>): string {
  if (raw || !content.includes('\\')) return content
  return content.replace(/\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/g, (whole: string, sequence: string) => {
    const simple = SIMPLE[sequence]
    if (simple !== undefined) return simple
    if (/^[0-7]/.test(sequence)) return String.fromCharCode(Number.parseInt(sequence, 8))
    if (/^x./.test(sequence)) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16))
    if (bytes || !/^[uU]./.test(sequence)) return whole
    const code = Number.parseInt(sequence.slice(1), 16)
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })
}

/** `1_000`, `0xff`, `0o17`, `1e-3`, `2j`. Source: Python language reference, 2.4.4–2.4.7. */
export function numberLiteral(text: string): Pick<NumberLiteral, 'value' | 'type'> {
  const digits = text.replaceAll('_', '')
  if (/^0[xX][0-9a-fA-F]+$|^0[oO][0-7]+$|^0[bB][01]+$/.test(digits)) return { value: Number(digits), type: 'int' }
  if (/[jJ]$/.test(digits)) return { value: Number(digits.slice(0, -1)), type: 'complex' }
  return { value: Number(digits), type: /[.eE]/.test(digits) ? 'float' : 'int' }
}
