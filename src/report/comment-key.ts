import { createHash } from 'node:crypto'

/** Characters of a key; a longer one ends in its hash. */
const KEY_LIMIT = 200

/** The hidden first line of our comments: `<!-- mlambda/upload-action: models/churn -->`. */
export function markerOf(key: string): string {
  return `<!-- mlambda/upload-action: ${safeKey(key)} -->`
}

/**
 * A key that cannot end or hide anything of an HTML comment, different for different keys: what is not a plain letter is percent-encoded, the second
 * of two hyphens too (`--` may not stand in a comment, WHATWG HTML 13.1.6).
 */
export function safeKey(key: string): string {
  const encoded = [...Buffer.from(key, 'utf8')]
    .map((byte) => (PLAIN.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : percentOf(byte)))
    .join('')
  const safe = encoded.replace(/(?<=-)-/g, '%2D')
  if (safe.length <= KEY_LIMIT) return safe
  return `${safe.slice(0, KEY_LIMIT - 18)}%${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

const PLAIN = /[A-Za-z0-9._/-]/
const percentOf = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
