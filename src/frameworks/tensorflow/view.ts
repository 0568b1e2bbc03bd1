import { UserError } from '../../errors.ts'
import { all, bytesOf, intOf, messageOf, mistake, type PbtxtField, type PbtxtMessage, textOf, wordOf } from '../../formats/pbtxt.ts'
import {
  bytes,
  child,
  corruptAt,
  fields,
  int,
  ints,
  type Message,
  merge,
  type ProtoField,
  putEntry,
  text,
  type WireType,
} from '../../formats/protobuf.ts'

/**
 * One message of a TensorFlow file, whether it is written in binary (`.pb`) or as text (`.pbtxt`): the readers above know the schema once.
 * Absent scalar fields read as protobuf's defaults ('' and 0).
 */
export interface View {
  /** Path inside the file: `meta_graphs[0].signature_def["serving_default"]`. */
  readonly path: string
  has(field: FieldRef): boolean
  text(field: FieldRef): string
  texts(field: FieldRef): string[]
  /** `words`: names of an enum's values, for text files. */
  int(field: FieldRef, words?: ReadonlyMap<string, number>): number
  ints(field: FieldRef, words?: ReadonlyMap<string, number>): number[]
  bytes(field: FieldRef, limit: number): Uint8Array
  /** All occurrences of a repeated bytes field. */
  byteStrings(field: FieldRef, limit: number): Uint8Array[]
  /** A singular message. */
  child(field: FieldRef): View | undefined
  children(field: FieldRef): View[]
  /** The same, found one after the other and each opened when asked for: a graph of 100,000 nodes must not keep 100,000 views. */
  openers(field: FieldRef): Iterable<() => View>
  /** `map<string, Message>`. */
  entries(field: FieldRef): Map<string, View>
  corrupt(what: string): UserError
}

/** A field by its number in the binary format and its name in text. */
export interface FieldRef {
  readonly number: number
  readonly name: string
}

export const ref = (number: number, name: string): FieldRef => ({ number, name })

/** A list of more fields than this (a graph's nodes) is not kept: walking them again is cheaper. */
const MAX_INDEXED = 1_024

export function binaryView(message: Message, path = message.path): View {
  let index: readonly ProtoField[] | null | undefined
  const found = (field: FieldRef): readonly ProtoField[] => {
    if (index === undefined) index = indexed(message)
    return index === null ? [...occurrences(message, field)] : index.filter((one) => one.number === field.number)
  }
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const element = (field: FieldRef, one: ProtoField, i: number): View => {
    const name = `${field.name}[${i}]`
    return binaryView(merge(undefined, one, name), at(name))
  }
  return {
    path,
    has: (field) => found(field).length > 0,
    text: (field) => lastOf(found(field), text, ''),
    texts: (field) => found(field).map((one) => text(one)),
    int: (field) => lastOf(found(field), int, 0),
    ints: (field) => found(field).flatMap(ints),
    bytes: (field, limit) => lastOf(found(field), (one) => bytes(one, limit), new Uint8Array(0)),
    byteStrings: (field, limit) => found(field).map((one) => bytes(one, limit)),
    child(field) {
      const parts = found(field)
      if (parts.length === 0) return undefined
      const joined = parts.reduce<Message | undefined>((earlier, part) => merge(earlier, part, field.name), undefined)
      return joined === undefined ? undefined : binaryView(joined, at(field.name))
    },
    children: (field) => found(field).map((one, i) => element(field, one, i)),
    *openers(field) {
      let i = 0
      for (const { wire, start, end } of occurrences(message, field)) yield opener(message, path, field, i++, wire, start, end)
    },
    entries(field) {
      const map = new Map<string, Message>()
      for (const one of found(field)) putEntry(map, one, field.name)
      return new Map([...map].map(([key, value]) => [key, binaryView(value, at(`${field.name}[${JSON.stringify(key)}]`))]))
    },
    corrupt: (what) => corruptAt(message, what),
  }
}

function* occurrences(message: Message, field: FieldRef): Generator<ProtoField> {
  for (const one of fields(message)) if (one.number === field.number) yield one
}

/** Keeps a few numbers until it is opened. */
function opener(message: Message, path: string, field: FieldRef, i: number, wire: WireType, start: number, end: number): () => View {
  return () => {
    const name = `${field.name}[${i}]`
    return binaryView(child({ message, number: field.number, wire, start, end, low: 0, high: 0 }, name), path === '' ? name : `${path}.${name}`)
  }
}

/** The fields of a message; null if there are too many to keep. */
function indexed(message: Message): readonly ProtoField[] | null {
  const index: ProtoField[] = []
  for (const field of fields(message)) if (index.push(field) > MAX_INDEXED) return null
  return index
}

function lastOf<F, T>(found: readonly F[], read: (field: F) => T, absent: T): T {
  const field = found.at(-1)
  return field === undefined ? absent : read(field)
}

const KEY = 'key'
const VALUE = 'value'

export function textView(message: PbtxtMessage, file: string, path = '', holder?: PbtxtField): View {
  const index = grouped(message)
  const found = (field: FieldRef): readonly PbtxtField[] => index.get(field.name) ?? []
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const number = (field: PbtxtField, words: ReadonlyMap<string, number> | undefined): number => words?.get(wordOf(field)) ?? intOf(field)
  const view = (field: PbtxtField, name: string): View => textView(messageOf(field), file, at(name), field)
  return {
    path,
    has: (field) => found(field).length > 0,
    text: (field) => lastOf(found(field), textOf, ''),
    texts: (field) => found(field).map(textOf),
    int: (field, words) => lastOf(found(field), (one) => number(one, words), 0),
    ints: (field, words) => found(field).map((one) => number(one, words)),
    bytes: (field, limit) => lastOf(found(field), (one) => bytesOf(one, limit), new Uint8Array(0)),
    byteStrings: (field, limit) => found(field).map((one) => bytesOf(one, limit)),
    child(field) {
      const parts = found(field)
      const [first] = parts
      if (first === undefined) return undefined
      if (parts.length === 1) return view(first, field.name)
      return textView({ fields: parts.flatMap((part) => messageOf(part).fields) }, file, at(field.name), first)
    },
    children: (field) => found(field).map((one, i) => view(one, `${field.name}[${i}]`)),
    openers: (field) => found(field).map((one, i) => () => view(one, `${field.name}[${i}]`)),
    entries(field) {
      const map = new Map<string, View>()
      for (const one of found(field)) {
        const entry = messageOf(one)
        const keys = all(entry, KEY)
        const key = lastOf(keys, textOf, '')
        const name = `${field.name}[${JSON.stringify(key)}]`
        const values = all(entry, VALUE)
        const value = values.at(-1)
        map.set(key, value === undefined ? textView({ fields: [] }, file, at(name), one) : view(value, name))
      }
      return map
    },
    corrupt: (what) => (holder === undefined ? corruptFile(file, what) : mistake(holder, what)),
  }
}

function grouped(message: PbtxtMessage): Map<string, PbtxtField[]> {
  const index = new Map<string, PbtxtField[]>()
  for (const field of message.fields) {
    const list = index.get(field.name)
    if (list === undefined) index.set(field.name, [field])
    else list.push(field)
  }
  return index
}

function corruptFile(file: string, what: string): UserError {
  return new UserError('corrupt', `${file} ${what}`, 'The file is damaged or not what its name says: export the model again.', { file })
}
