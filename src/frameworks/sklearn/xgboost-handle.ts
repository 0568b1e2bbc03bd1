/** What a pickled `xgboost.core.Booster` says of its features: names, types (`c` = categorical), number of targets. */
export interface XgboostHandle {
  readonly names: readonly string[] | null
  readonly types: readonly string[] | null
  readonly width: number | null
  readonly targets: number | null
}

/** Names in one list; more is no list of names. */
const MAX_NAMES = 100_000

/**
 * Looks the few facts up in the serialised booster, without reading its trees. Three ages of the buffer (xgboost/src/c_api, learner.cc):
 * UBJSON `{Config, Model}` since 1.6, JSON in 1.3 to 1.5, `CONFIG-offset:` or `binf` before the binary model in old ones.
 */
export function xgboostNames(handle: Uint8Array): XgboostHandle {
  const bytes = Buffer.from(handle.buffer, handle.byteOffset, handle.length)
  const width = numberAfter(bytes, 'num_feature')
  const names = listAfter(bytes, 'feature_names')
  const usable = names !== null && names.length > 0 && (width === null || width === 0 || names.length === width) ? names : null
  return {
    names: usable,
    types: usable === null ? null : listAfter(bytes, 'feature_types'),
    width: width === 0 ? (usable?.length ?? null) : width,
    targets: numberAfter(bytes, 'num_target'),
  }
}

/** A number that both spellings write as a string: `"num_feature":"3"`. */
function numberAfter(bytes: Buffer, key: string): number | null {
  const at = afterKey(bytes, key)
  if (at === null) return null
  const text = bytes.toString('latin1', at, at + 40)
  const json = /^\s*:\s*"(\d+)"/.exec(text)?.[1]
  const ubjson = text[0] === 'S' ? (stringAt(bytes, at + 1)?.text ?? null) : null
  const found = json ?? ubjson
  return found !== null && /^\d{1,9}$/.test(found) ? Number(found) : null
}

function listAfter(bytes: Buffer, key: string): readonly string[] | null {
  const at = afterKey(bytes, key)
  if (at === null) return null
  return bytes[at] === 0x5b ? ubjsonList(bytes, at + 1) : jsonList(bytes, at)
}

/** Where the value of a key begins: behind the key in UBJSON, behind its closing quote in JSON. */
function afterKey(bytes: Buffer, key: string): number | null {
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) {
    const end = at + key.length
    if (bytes[at - 1] === 0x22 && bytes[end] === 0x22) return end + 1
    const next = bytes[end]
    const length = at >= 9 && bytes[at - 9] === 0x4c ? bytes.readUInt32BE(at - 4) : bytes[at - 1]
    // `[` and `S` are the types these values have
    if (length === key.length && (next === 0x5b || next === 0x53)) return end
  }
  return null
}

function jsonList(bytes: Buffer, at: number): readonly string[] | null {
  const start = bytes.indexOf('[', at)
  const end = start < 0 || start > at + 8 ? -1 : bytes.indexOf(']', start)
  // names may hold brackets: the first end that parses
  for (let close = end, tries = 0; close >= 0 && tries < 100; close = bytes.indexOf(']', close + 1), tries++) {
    try {
      const list: unknown = JSON.parse(bytes.toString('utf8', start, close + 1))
      return Array.isArray(list) && list.length <= MAX_NAMES && list.every((item) => typeof item === 'string') ? list : null
    } catch {
      // not yet the end
    }
  }
  return null
}

/** `[` `#` count, then strings, each with or without its type `S`. */
function ubjsonList(bytes: Buffer, start: number): readonly string[] | null {
  let at = start
  const typed = bytes[at] === 0x24
  if (typed) at += 2
  if (bytes[at] !== 0x23) return null
  const count = integerAt(bytes, at + 1)
  if (count === null || count.value > MAX_NAMES) return null
  at = count.end
  const list: string[] = []
  while (list.length < count.value) {
    if (!typed && bytes[at++] !== 0x53) return null
    const found = stringAt(bytes, at)
    if (found === null) return null
    list.push(found.text)
    at = found.end
  }
  return list
}

function stringAt(bytes: Buffer, at: number): { readonly text: string; readonly end: number } | null {
  const length = integerAt(bytes, at)
  if (length === null || length.end + length.value > bytes.length) return null
  const end = length.end + length.value
  return { text: bytes.toString('utf8', length.end, end), end }
}

/** UBJSON's integers: i int8, U uint8, I int16, l int32, L int64, big-endian. */
function integerAt(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | null {
  const sizes: Readonly<Record<number, number>> = { 105: 1, 85: 1, 73: 2, 108: 4, 76: 8 }
  const size = sizes[bytes[at] ?? 0]
  if (size === undefined || at + 1 + size > bytes.length) return null
  const value = size === 8 ? Number(bytes.readBigInt64BE(at + 1)) : bytes.readIntBE(at + 1, size)
  return value >= 0 && Number.isSafeInteger(value) ? { value, end: at + 1 + size } : null
}
