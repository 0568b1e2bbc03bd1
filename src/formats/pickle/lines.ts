/** Texts of protocol 0, one a line: decoded in place, so that a line costs about what it holds. */

const BACKSLASH = 0x5c
const CONTROLS: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 }

/** The bytes that Python's `repr` of a string means, or null where it is none: `'a\\x00\\n'`. Unknown escapes stand for their character. */
export function unescaped(line: Uint8Array): Uint8Array | null {
  let [start, end] = [0, line.length]
  while (start < end && isSpace(line[start])) start++
  while (end > start && isSpace(line[end - 1])) end--
  const quote = line[start]
  if (end - start < 2 || (quote !== 0x27 && quote !== 0x22) || line[end - 1] !== quote) return null
  const out = new Uint8Array(end - start - 2)
  let length = 0
  for (let at = start + 1; at < end - 1; ) {
    const byte = line[at++] ?? 0
    if (byte !== BACKSLASH || at >= end - 1) {
      out[length++] = byte
      continue
    }
    const code = line[at++] ?? 0
    const hex = code === 0x78 ? digits(line, at, Math.min(at + 2, end - 1), 16) : null
    if (hex !== null && hex.count === 2) {
      out[length++] = hex.value
      at += 2
    } else if (code >= 0x30 && code <= 0x37) {
      const octal = digits(line, at - 1, Math.min(at + 2, end - 1), 8)
      out[length++] = (octal?.value ?? 0) & 255
      at += (octal?.count ?? 1) - 1
    } else out[length++] = CONTROLS[String.fromCharCode(code)] ?? code
  }
  return out.slice(0, length)
}

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13)

/** As many digits as there are between `from` and `to`. */
function digits(line: Uint8Array, from: number, to: number, base: 8 | 16): { readonly value: number; readonly count: number } | null {
  let [value, count] = [0, 0]
  for (let at = from; at < to; at++, count++) {
    const digit = Number.parseInt(String.fromCharCode(line[at] ?? 0), base)
    if (Number.isNaN(digit)) break
    value = value * base + digit
  }
  return count === 0 ? null : { value, count }
}

/** raw-unicode-escape: Latin-1, with `\\uXXXX` and `\\UXXXXXXXX` for everything else. */
export function rawUnicode(line: Uint8Array): string {
  const text = line.at(-1) === 13 ? line.subarray(0, -1) : line
  if (!text.includes(BACKSLASH)) return Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1')
  const units = new Uint16Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; ) {
    const byte = text[at++] ?? 0
    const width = byte !== BACKSLASH ? 0 : text[at] === 0x75 ? 4 : text[at] === 0x55 ? 8 : 0
    const hex = width === 0 ? null : digits(text, at + 1, Math.min(at + 1 + width, text.length), 16)
    if (hex === null || hex.count !== width || hex.value > 0x10ffff) {
      units[length++] = byte
      continue
    }
    at += 1 + width
    if (hex.value > 0xffff) {
      units[length++] = 0xd800 + ((hex.value - 0x10000) >> 10)
      units[length++] = 0xdc00 + ((hex.value - 0x10000) & 0x3ff)
    } else units[length++] = hex.value
  }
  return Buffer.from(units.buffer, 0, 2 * length).toString('utf16le')
}
