import { UserError } from '../../errors.ts'
import { isObject, type Json, own } from '../../formats/json-document.ts'
import type { FieldRef, View } from '../tensorflow/view.ts'

/**
 * A TensorFlow message in protobuf's JSON form, as model.json holds it: lowerCamelCase or original names, int64 as text, bytes as base64,
 * maps as objects. Spec: protobuf.dev/programming-guides/json. The readers of the binary form work on it unchanged.
 */
export function jsonView(value: Json, file: string, path = ''): View {
  if (!isObject(value)) throw corrupt(file, path, 'is not the object that belongs there')
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const one = ({ name }: FieldRef): Json | undefined => own(value, camel(name)) ?? own(value, name) ?? undefined
  const all = (field: FieldRef): readonly Json[] => {
    const found = one(field)
    if (found === undefined || found === null) return []
    return Array.isArray(found) ? found : [found]
  }
  const number = (item: Json, name: string, words?: ReadonlyMap<string, number>): number => {
    const known = typeof item === 'string' ? words?.get(item) : typeof item === 'boolean' ? Number(item) : undefined
    const read = known ?? (typeof item === 'number' ? item : typeof item === 'string' && /^-?[0-9]{1,20}$/.test(item) ? Number(item) : Number.NaN)
    if (!Number.isInteger(read)) throw corrupt(file, at(name), 'is no number')
    return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, read))
  }
  const text = (item: Json, name: string): string => {
    if (typeof item === 'string') return item
    throw corrupt(file, at(name), 'is no text')
  }
  const bytes = (item: Json, name: string, limit: number): Uint8Array => {
    const base64 = text(item, name)
    if (base64.length > 2 * limit) throw corrupt(file, at(name), `is longer than the ${limit} bytes that make sense`)
    return Uint8Array.from(Buffer.from(base64, 'base64'))
  }
  return {
    path,
    has: (field) => all(field).length > 0,
    text: (field) => all(field).map((item) => text(item, field.name))[0] ?? '',
    texts: (field) => all(field).map((item) => text(item, field.name)),
    int: (field, words) => all(field).map((item) => number(item, field.name, words))[0] ?? 0,
    ints: (field, words) => all(field).map((item) => number(item, field.name, words)),
    bytes(field, limit) {
      const items = all(field)
      // early converters wrote bytes as a list of their numbers
      if (typeof items[0] === 'number' && items.length <= limit) return Uint8Array.from(items.map((item) => number(item, field.name)))
      return items.map((item) => bytes(item, field.name, limit))[0] ?? new Uint8Array(0)
    },
    byteStrings: (field, limit) => all(field).map((item) => bytes(item, field.name, limit)),
    child(field) {
      const [found] = all(field)
      return found === undefined ? undefined : jsonView(found, file, at(field.name))
    },
    children: (field) => all(field).map((item, i) => jsonView(item, file, at(`${field.name}[${i}]`))),
    openers: (field) => all(field).map((item, i) => () => jsonView(item, file, at(`${field.name}[${i}]`))),
    entries(field) {
      const found = one(field)
      if (found === undefined || found === null) return new Map()
      if (!isObject(found)) throw corrupt(file, at(field.name), 'is no map')
      return new Map(Object.entries(found).map(([key, item]) => [key, jsonView(item, file, at(`${field.name}[${JSON.stringify(key)}]`))]))
    },
    corrupt: (what) => corrupt(file, path, what),
  }
}

const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

export function corrupt(file: string, path: string, what: string): UserError {
  const where = path === '' ? { file } : { file, key: path }
  return new UserError(
    'corrupt',
    `${file}${path === '' ? '' : `: ${path}`} ${what}`,
    'Convert or save the model again, and upload the new file.',
    where,
  )
}
