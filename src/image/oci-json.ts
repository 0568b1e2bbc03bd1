/** JSON as it may be built here: what Go's encoding/json knows too. `undefined` properties are left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * JSON as Go's encoding/json writes it (`<`, `>`, `&`, U+2028 and U+2029 escaped; Unicode otherwise plain), because BuildKit re-writes configs and
 * manifests with it: bytes that are already in its form stay what they are. `indent` 2 for manifests, 0 for configs.
 */
export function goJson(value: Json, indent: 0 | 2): Uint8Array {
  const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? wellFormed(part) : part), indent)
  return Buffer.from(text.replace(/[<>&\u2028\u2029]/g, goEscape))
}

function goEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A lone surrogate has no UTF-8 form: U+FFFD, as every decoder would make of it. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

/** An object with its keys sorted by bytes, as Go writes maps. */
export function sortedMap<T extends Json>(entries: Iterable<readonly [string, T]>): { readonly [key: string]: T } {
  const sorted = [...entries].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return Object.fromEntries(sorted)
}
