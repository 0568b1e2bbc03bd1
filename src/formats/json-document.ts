import { UserError } from '../errors.ts'

/** Parsed JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** Containers inside each other: nested networks stay below 150; deeper ones only exhaust the stack of whoever walks them. */
const MAX_DEPTH = 500

/** @throws UserError `truncated` where no bracket closes the file, `corrupt` for other syntax errors, `unsafe` beyond 500 levels */
export function parseDocument(text: string, file: string): Json {
  requireFlat(text, file)
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const cut = !/[}\]]\s*$/.test(text.slice(-1_024))
    const message = `${file} is no JSON: ${error.message.slice(0, 200)}`
    throw new UserError(cut ? 'truncated' : 'corrupt', message, 'The file is cut off or damaged: save the model again and upload the new file.', {
      file,
    })
  }
}

function requireFlat(text: string, file: string): void {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === QUOTE) {
      // to the closing quote: a backslash takes the next character along
      for (i++; i < text.length && text.charCodeAt(i) !== QUOTE; i++) if (text.charCodeAt(i) === BACKSLASH) i++
    } else if (char === 0x5b || char === 0x7b) {
      depth += 1
      if (depth > MAX_DEPTH) throw new UserError('unsafe', `${file} nests more than ${MAX_DEPTH} deep`, 'Save the model again.', { file })
    } else if (char === 0x5d || char === 0x7d) depth -= 1
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own property: names like `constructor` are names here, nothing else. */
export const own = (object: JsonObject, key: string): Json | undefined => (Object.hasOwn(object, key) ? object[key] : undefined)
