import { UserError } from '../../errors.ts'
import type { Blob, Rec } from './record.ts'
import { enumValue } from './words.ts'

type Json = null | boolean | number | string | readonly Json[] | JsonObject
interface JsonObject {
  readonly [key: string]: Json
}

/**
 * A message of the JSON form (`google.protobuf.json_format`): lowerCamelCase or original names, int64 as text, bytes as base64.
 * Spec: protobuf.dev/programming-guides/json.
 */
export function jsonRecord(value: unknown, file: string): Rec {
  if (!isObject(value)) throw new UserError('corrupt', `${file} is JSON, but not the object an ONNX message is`, REMEDY, { file })
  const found = (name: string): readonly Json[] => {
    const one = own(value, name) ?? own(value, camel(name))
    if (one === undefined || one === null) return []
    return Array.isArray(one) ? one : [one]
  }
  const numbers = (name: string) => found(name).map((item) => numberOf(item, name, file))
  const texts = (name: string) => found(name).map((item) => textOf(item, name, file))
  return {
    int: (name) => numbers(name).at(-1),
    ints: numbers,
    float: (name) => numbers(name).at(-1),
    floats: numbers,
    text: (name) => texts(name).at(-1),
    texts,
    blobs: (name) => found(name).flatMap((item) => (typeof item === 'string' ? [blobOf(item)] : [])),
    message(name) {
      const item = found(name).at(-1)
      return item === undefined ? undefined : jsonRecord(item, file)
    },
    messages: (name) => found(name).map((item) => jsonRecord(item, file)),
    each: (name) => found(name).map((item) => jsonRecord(item, file)),
  }
}

const REMEDY = 'Export the model again; the binary form (.onnx) is the one that tools agree on.'

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (object: JsonObject, key: string): Json | undefined => (Object.hasOwn(object, key) ? object[key] : undefined)
const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

function numberOf(item: Json, name: string, file: string): number {
  const known = typeof item === 'string' ? enumValue(name, item) : undefined
  if (known !== undefined) return known
  const value = typeof item === 'number' ? item : typeof item === 'string' && item !== '' ? Number(item) : Number.NaN
  if (Number.isNaN(value) && item !== 'NaN') throw new UserError('corrupt', `${file}: ${name} must be a number`, REMEDY, { file, key: name })
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value))
}

function textOf(item: Json, name: string, file: string): string {
  if (typeof item === 'string') return item
  throw new UserError('corrupt', `${file}: ${name} must be text`, REMEDY, { file, key: name })
}

function blobOf(base64: string): Blob {
  return { length: Math.floor((base64.length * 3) / 4), read: () => Uint8Array.from(Buffer.from(base64, 'base64')) }
}
