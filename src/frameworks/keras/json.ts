import { UserError } from '../../errors.ts'

/** JSON as Keras writes it. Accessors return `undefined` for what is not there or of another kind: configs differ between versions. */
export type Json = null | boolean | number | string | readonly Json[] | Obj
export type Obj = { readonly [key: string]: Json }

/** Containers inside each other: ten nested models stay below 150. Deeper ones only exhaust the stack. */
const MAX_DEPTH = 500

/** Parses what Python's `json.dumps` writes, `NaN` and `Infinity` included (as null). Throws UserError `corrupt`. */
export function parseJson(text: string, file: string): Json {
  requireFlat(text, file)
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    try {
      return JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (part) => (part.startsWith('"') ? part : 'null'))) as Json
    } catch {
      throw new UserError('corrupt', `${file} holds a Keras configuration that is no JSON`, 'Save the model again.', { file }, { cause: error })
    }
  }
}

function requireFlat(text: string, file: string): void {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 0x22) {
      // to the closing quote: a backslash takes the next character along
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++
    } else if (char === 0x5b || char === 0x7b) {
      depth += 1
      if (depth > MAX_DEPTH) {
        throw new UserError('unsafe', `${file} holds a configuration nested more than ${MAX_DEPTH} deep`, 'Save the model again.', { file })
      }
    } else if (char === 0x5d || char === 0x7d) depth -= 1
  }
}

export const isObject = (value: Json | undefined): value is Obj => typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** A member of an object, own properties only: `__proto__` is a name like any other. */
export const get = (value: Json | undefined, key: string): Json | undefined => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined)

export const objectAt = (value: Json | undefined, key: string): Obj | undefined => {
  const found = get(value, key)
  return isObject(found) ? found : undefined
}

export const listAt = (value: Json | undefined, key: string): readonly Json[] | undefined => {
  const found = get(value, key)
  return isList(found) ? found : undefined
}

export const textAt = (value: Json | undefined, key: string): string | undefined => {
  const found = get(value, key)
  return typeof found === 'string' ? found : undefined
}

export const flagAt = (value: Json | undefined, key: string): boolean => get(value, key) === true

export const numberAt = (value: Json | undefined, key: string): number | undefined => {
  const found = get(value, key)
  return typeof found === 'number' ? found : undefined
}

/** The first of these keys that holds a number: names changed from Keras 1 to 2. */
export function firstNumber(value: Json | undefined, ...keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const found = numberAt(value, key)
    if (found !== undefined) return found
  }
  return undefined
}

/** The content of the wrappers around tuples: `{"class_name": "__tuple__", "items": […]}`, `{"class_name": "TensorShape", "items": […]}`. */
export function unwrap(value: Json | undefined): Json | undefined {
  const name = textAt(value, 'class_name')
  if (name === '__tuple__' || name === 'TensorShape') return get(value, 'items') ?? get(objectAt(value, 'config'), 'items') ?? get(value, 'config')
  return value
}

/** A list of whole numbers and nulls, as shapes are written; a single number counts as a list of one where `single` allows. */
export function sizesOf(value: Json | undefined, single: 'single' | 'list' = 'list'): readonly (number | null)[] | undefined {
  const plain = unwrap(value)
  if (single === 'single' && typeof plain === 'number') return [plain]
  if (!isList(plain) || plain.length > 32) return undefined
  return plain.every((size) => size === null || (typeof size === 'number' && Number.isInteger(size)))
    ? (plain as readonly (number | null)[])
    : undefined
}
