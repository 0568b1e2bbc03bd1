import { UserError } from '../errors.ts'

/** Parsed JSON: objects keep their own keys only, so a key such as `__proto__` is a key like any other. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/**
 * A JSON text. Damage is told apart: text that ends before its value does is `truncated`, anything else `corrupt`.
 * Numbers are doubles, as ECMAScript reads them: integers beyond 2^53 are rounded.
 */
export function parseJson(text: string, file: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    // JSON.parse gives nothing but these kinds of values
    return value as Json
  } catch (cause) {
    const cut = endsEarly(text)
    throw new UserError(
      cut ? 'truncated' : 'corrupt',
      `${file} is no whole JSON text${cause instanceof Error ? `: ${cause.message.slice(0, 200)}` : ''}`,
      cut ? 'the file is cut off: copy or save it again, and compare its size with the original' : 'save it again with the framework that made it',
      { file },
      { cause },
    )
  }
}

/** Whether an object, array or string is still open where the text ends. */
function endsEarly(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
  }
  return quoted || depth > 0
}

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** A key of an object; undefined for anything else. */
export const at = (value: Json | undefined, key: string): Json | undefined => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined)

/** The entries of a list; none for anything else. */
export const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : [])

export const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

export const numberOf = (value: Json | undefined): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)

/** A whole number ≥ 0. */
export const countOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined

/** The texts of a list, in order; anything else in it makes it no list of texts. */
export function textsOf(value: Json | undefined): readonly string[] | undefined {
  if (!isList(value)) return undefined
  const texts = value.filter((item): item is string => typeof item === 'string')
  return texts.length === value.length ? texts : undefined
}
