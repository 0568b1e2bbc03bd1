import { UserError } from '../../errors.ts'
import type { ByteSource } from '../bytes.ts'
import { damagedAt } from '../select.ts'
import { unpacked } from './altrep.ts'
import { skipByteCode } from './bytecode.ts'
import { NA_INT, openStream, type RStream } from './stream.ts'
import { NO_TAGS, NULL, type REnvironment, type RNumbers, type RTags, type RValue } from './values.ts'

/** Numbers of SEXPTYPE. Source: R Internals, 1.1.1, and src/main/serialize.c for those from 238 on. */
const T = {
  symbol: 1,
  pairs: 2,
  closure: 3,
  environment: 4,
  promise: 5,
  call: 6,
  special: 7,
  builtin: 8,
  char: 9,
  logical: 10,
  integer: 13,
  double: 14,
  complex: 15,
  strings: 16,
  dots: 17,
  list: 19,
  expressions: 20,
  byteCode: 21,
  pointer: 22,
  weak: 23,
  raw: 24,
  s4: 25,
  altrep: 238,
  attributePairs: 239,
  attributeCall: 240,
  baseEnvironment: 241,
  emptyEnvironment: 242,
  persistent: 247,
  package: 248,
  namespace: 249,
  baseNamespace: 250,
  missing: 251,
  unbound: 252,
  global: 253,
  nil: 254,
  reference: 255,
} as const

/** Objects inside objects: partitioning trees as lists of lists nest some 100 deep, with attributes; the stack holds twice this. */
const MAX_DEPTH = 800
/** Objects of one file: forests of 10,000 trees as lists of lists have some 100,000. */
const MAX_OBJECTS = 8_000_000
/** Numbers kept of one vector: dimensions, counts, codes; weights are passed over. */
const MAX_NUMBERS = 1_024
/** Strings kept of one vector: column names and levels. */
const MAX_STRINGS = 200_000
/** Bytes of a string that is kept. */
const MAX_STRING_BYTES = 1024 * 1024

export interface RFile {
  readonly value: RValue
  /** Version of R that wrote it: `4.2.2`. */
  readonly writer: string
  /** A promise stands where a value belongs: R runs it when somebody looks (CVE-2024-27322). */
  readonly hasPromise: boolean
}

export interface Reading {
  readonly source: ByteSource
  readonly stream: RStream
  readonly references: RValue[]
  objects: number
  /** Environments around this place: promises are at home there. */
  environments: number
  hasPromise: boolean
}

/**
 * The object that `saveRDS` or `serialize` wrote at this offset.
 * @throws UserError `truncated`, `corrupt`, `unsafe` (nests or holds beyond reason)
 */
export function readR(source: ByteSource, offset = 0): RFile {
  const stream = openStream(source, offset)
  const version = stream.int()
  if (version !== 2 && version !== 3) throw damagedAt(source, offset + 2, `is written in version ${version} of R's serialisation`)
  const writer = stream.int()
  stream.int() // oldest R that can read it
  // version 3 names the encoding of strings that are marked with none
  if (version === 3) stream.text(count(source, stream.int(), 64))
  const reading: Reading = { source, stream, references: [], objects: 0, environments: 0, hasPromise: false }
  const value = readItem(reading, 0)
  return { value, writer: [writer >> 16, (writer >> 8) & 0xff, writer & 0xff].join('.'), hasPromise: reading.hasPromise }
}

const count = (source: ByteSource, value: number, limit: number): number => {
  if (value < 0 || value > limit) throw damagedAt(source, 0, `says the length ${value}`)
  return value
}

const readItem = (reading: Reading, depth: number): RValue => readFlagged(reading, reading.stream.int(), depth)

function readFlagged(reading: Reading, flags: number, depth: number): RValue {
  const { stream, source } = reading
  countObject(reading)
  if (depth > MAX_DEPTH) {
    throw new UserError('unsafe', `${source.name} nests more than ${MAX_DEPTH} deep`, 'Save the model again, in fewer parts of parts.', {
      file: source.name,
    })
  }
  const type = flags & 0xff
  const has = hasOf(flags)
  const { hasAttributes } = has
  const attributes = (): RTags => (hasAttributes ? tagsOf(readItem(reading, depth + 1)) : NO_TAGS)
  switch (type) {
    case T.nil:
      return NULL
    case T.reference:
      return referred(reading, flags >>> 8 || stream.int())
    case T.symbol: {
      const name = stringOf(readItem(reading, depth + 1))
      return remembered(reading, { kind: 'symbol', name })
    }
    case T.pairs:
    case T.call:
      return readPairs(reading, depth, type === T.call ? 'call' : 'pairs', has)
    case T.closure:
    case T.promise:
    case T.dots:
      return readClosure(reading, depth, type, has)
    case T.environment:
      return readEnvironment(reading, depth)
    case T.special:
    case T.builtin:
      stream.text(length(reading))
      return { kind: 'function', attributes: NO_TAGS }
    case T.char: {
      const text = readString(reading, flags)
      if (hasAttributes) attributes()
      return { kind: 'strings', length: 1, values: [text], attributes: NO_TAGS }
    }
    case T.logical:
    case T.integer:
    case T.double:
    case T.complex:
    case T.raw: {
      const numbers = readNumbers(reading, type)
      return { ...numbers, attributes: attributes() }
    }
    case T.strings: {
      const strings = readStrings(reading)
      return { kind: 'strings', ...strings, attributes: attributes() }
    }
    case T.list:
    case T.expressions: {
      const items = readList(reading, depth)
      return { kind: 'list', items, attributes: attributes() }
    }
    case T.byteCode:
      skipByteCode(reading, depth, readItem)
      return { kind: 'function', attributes: attributes() }
    case T.pointer: {
      const pointer = remembered(reading, { kind: 'pointer', attributes: NO_TAGS })
      readItem(reading, depth + 1)
      readItem(reading, depth + 1)
      attributes()
      return pointer
    }
    case T.weak: {
      const reference = remembered(reading, { kind: 'pointer', attributes: NO_TAGS })
      attributes()
      return reference
    }
    case T.s4:
      return { kind: 's4', attributes: attributes() }
    case T.altrep: {
      const [info, state, tags] = [readItem(reading, depth + 1), readItem(reading, depth + 1), readItem(reading, depth + 1)]
      return unpacked(info, state, tagsOf(tags))
    }
    case T.persistent:
    case T.package:
    case T.namespace:
      return readNames(reading, depth)
    case T.baseEnvironment:
    case T.emptyEnvironment:
    case T.baseNamespace:
    case T.global:
      return { kind: 'namespace', attributes: NO_TAGS }
    case T.missing:
    case T.unbound:
      return { kind: 'other', attributes: NO_TAGS }
    default:
      throw damagedAt(source, stream.position() - 4, `has an object of the unknown type ${type}`)
  }
}

/** What refers to itself gets its number before its content is read. */
const remembered = (reading: Reading, value: RValue): RValue => {
  reading.references.push(value)
  return value
}

function referred({ references, source, stream }: Reading, index: number): RValue {
  const value = references[index - 1]
  if (value === undefined) throw damagedAt(source, stream.position(), 'refers to an object that is not there')
  return value
}

/** Long vectors write -1 and two halves. Beyond 2^53 nothing is real. */
function length({ stream, source }: Reading): number {
  const short = stream.int()
  if (short !== -1) {
    if (short < 0) throw damagedAt(source, stream.position() - 4, 'has a vector of a negative length')
    return short
  }
  const [high, low] = [stream.int(), stream.int()]
  const long = high * 0x100000000 + (low >>> 0)
  if (high < 0 || long > source.size) throw damagedAt(source, stream.position() - 8, 'has a vector that is longer than the file')
  return long
}

interface Has {
  readonly hasAttributes: boolean
  readonly hasTag: boolean
}

/** A chain of cells that is being read; each cell has flags of its own. */
interface Chain {
  readonly kind: 'pairs' | 'call'
  readonly entries: { readonly tag: string | null; readonly value: RValue }[]
  attributes: RTags
  tag: string | null
}

/** Formulas of thousands of terms are calls in calls in calls: those are kept on a list, not on the stack. */
function readPairs(reading: Reading, depth: number, kind: 'pairs' | 'call', first: Has): RValue {
  const { stream } = reading
  const chains: Chain[] = []
  const openCell = (chain: Chain, { hasAttributes, hasTag }: Has): void => {
    const attributes = hasAttributes ? tagsOf(readItem(reading, depth + 1)) : NO_TAGS
    if (chain.entries.length === 0) chain.attributes = attributes
    chain.tag = hasTag ? nameOf(readItem(reading, depth + 1)) : null
  }
  const begin = (inner: Chain['kind'], cell: Has): void => {
    const chain: Chain = { kind: inner, entries: [], attributes: NO_TAGS, tag: null }
    chains.push(chain)
    openCell(chain, cell)
  }
  begin(kind, first)
  for (;;) {
    countObject(reading)
    const head = stream.int()
    if (isCell(head)) {
      begin((head & 0xff) === T.call ? 'call' : 'pairs', hasOf(head))
      continue
    }
    let value = readFlagged(reading, head, depth + 1)
    for (;;) {
      const chain = chains.at(-1)
      if (chain === undefined) return value
      chain.entries.push({ tag: chain.tag, value })
      const rest = stream.int()
      if (isCell(rest)) {
        openCell(chain, hasOf(rest))
        break
      }
      // states of short vectors end in a value, all other chains in nothing
      if ((rest & 0xff) !== T.nil) chain.entries.push({ tag: null, value: readFlagged(reading, rest, depth + 1) })
      chains.pop()
      value = { kind: chain.kind, entries: chain.entries, attributes: chain.attributes }
    }
  }
}

const isCell = (flags: number): boolean => (flags & 0xff) === T.pairs || (flags & 0xff) === T.call

const hasOf = (flags: number): Has => ({ hasAttributes: (flags & 0x200) !== 0, hasTag: (flags & 0x400) !== 0 })

function countObject(reading: Reading): void {
  reading.objects += 1
  if (reading.objects <= MAX_OBJECTS) return
  const message = `${reading.source.name} holds more than ${MAX_OBJECTS} objects`
  throw new UserError('unsafe', message, 'Save the model without its training data.', { file: reading.source.name })
}

/** Environment, arguments and body of a function; environment, value and expression of a promise. */
function readClosure(reading: Reading, depth: number, type: number, { hasAttributes, hasTag }: Has): RValue {
  const attributes = hasAttributes ? tagsOf(readItem(reading, depth + 1)) : NO_TAGS
  if (hasTag) readItem(reading, depth + 1)
  readItem(reading, depth + 1)
  readItem(reading, depth + 1)
  if (type !== T.promise) return { kind: 'function', attributes }
  if (reading.environments === 0) reading.hasPromise = true
  return { kind: 'promise', attributes }
}

function readEnvironment(reading: Reading, depth: number): RValue {
  reading.stream.int() // locked
  const environment: REnvironment = { kind: 'environment', bindings: new Map() }
  remembered(reading, environment)
  reading.environments += 1
  readItem(reading, depth + 1) // around it
  const bind = (frame: RValue): void => {
    if (frame.kind !== 'pairs') return
    for (const { tag, value } of frame.entries) if (tag !== null && !environment.bindings.has(tag)) environment.bindings.set(tag, value)
  }
  bind(readItem(reading, depth + 1))
  const table = readItem(reading, depth + 1)
  if (table.kind === 'list') for (const bucket of table.items) bind(bucket)
  readItem(reading, depth + 1) // attributes
  reading.environments -= 1
  return environment
}

function readNames(reading: Reading, depth: number): RValue {
  reading.stream.int()
  for (let left = length(reading); left > 0; left--) readItem(reading, depth + 1)
  return remembered(reading, { kind: 'namespace', attributes: NO_TAGS })
}

function readList(reading: Reading, depth: number): RValue[] {
  const items: RValue[] = []
  for (let left = length(reading); left > 0; left--) items.push(readItem(reading, depth + 1))
  return items
}

const NUMBERS = new Map<number, RNumbers['type']>([
  [T.logical, 'logical'],
  [T.integer, 'integer'],
  [T.double, 'double'],
  [T.complex, 'complex'],
  [T.raw, 'raw'],
])

function readNumbers(reading: Reading, code: number): Omit<RNumbers, 'attributes'> {
  const { stream } = reading
  const type = NUMBERS.get(code) ?? 'double'
  const size = length(reading)
  const isInt = type === 'logical' || type === 'integer'
  const isKept = size <= MAX_NUMBERS && (isInt || type === 'double')
  if (isKept) {
    const values = Array.from({ length: size }, () => {
      const value = isInt ? stream.int() : stream.double()
      return isInt && value === NA_INT ? null : value
    })
    return { kind: 'numbers', type, length: size, values }
  }
  if (isInt) stream.skipInts(size)
  else if (type === 'raw') stream.skipRaw(size)
  else stream.skipDoubles(type === 'complex' ? 2 * size : size)
  return { kind: 'numbers', type, length: size }
}

function readStrings(reading: Reading): { readonly length: number; readonly values?: readonly (string | null)[] } {
  const { stream, source } = reading
  const size = length(reading)
  const values: (string | null)[] = []
  const isKept = size <= MAX_STRINGS
  for (let i = 0; i < size; i++) {
    const flags = stream.int()
    if ((flags & 0xff) !== T.char) throw damagedAt(source, stream.position() - 4, 'has something else for a string')
    if (isKept) values.push(readString(reading, flags))
    else skipString(reading)
  }
  if (isKept) reading.objects += size
  return isKept ? { length: size, values } : { length: size }
}

const LATIN1 = 1 << 2
const utf8 = new TextDecoder('utf-8')
const latin1 = new TextDecoder('latin1')

/** Bytes with a mark for their encoding; those without are nearly always UTF-8. */
function readString(reading: Reading, flags: number): string | null {
  const size = reading.stream.int()
  if (size === -1) return null
  if (size < 0) throw damagedAt(reading.source, reading.stream.position() - 4, 'has a string of a negative length')
  const bytes = reading.stream.text(size)
  if (size > MAX_STRING_BYTES) return ''
  return ((flags >> 12) & LATIN1 ? latin1 : utf8).decode(bytes)
}

function skipString({ stream, source }: Reading): void {
  const size = stream.int()
  if (size < -1) throw damagedAt(source, stream.position() - 4, 'has a string of a negative length')
  if (size > 0) stream.text(size)
}

const stringOf = (value: RValue): string => (value.kind === 'strings' ? (value.values?.[0] ?? 'NA') : '')

const nameOf = (value: RValue): string | null => (value.kind === 'symbol' ? value.name : null)

/** A pairlist as what it stands for: attributes. */
function tagsOf(value: RValue): RTags {
  if (value.kind !== 'pairs') return NO_TAGS
  const tags = new Map<string, RValue>()
  for (const { tag, value: item } of value.entries) if (tag !== null && !tags.has(tag)) tags.set(tag, item)
  return tags
}
