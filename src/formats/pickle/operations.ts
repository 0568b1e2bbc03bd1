import { memorySource } from '../zip-entry.ts'
import { build } from './build.ts'
import { COST, MAX_LONG_BYTES } from './limits.ts'
import { rawUnicode, unescaped } from './lines.ts'
import { addPairs, dictOf, listOf, type Machine, tupleOf } from './machine.ts'
import { plainRecord } from './unwrap.ts'
import type { PyDict, PyGlobal, PyObject, PyValue } from './values.ts'
import { recordOf } from './values.ts'

/** What each opcode does, by its byte. Names and meaning: CPython Lib/pickletools.py. */
export const OPERATIONS: Readonly<Record<number, (m: Machine) => void>> = byCharacter({
  // marks and the stack
  '(': (m) => m.mark(),
  '0': (m) => m.discard(),
  '1': (m) => void m.popToMark(),
  '2': (m) => m.push(m.top()),
  // constants
  N: (m) => m.push(null),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  I: (m) => m.push(decimalInteger(m)),
  L: (m) => m.push(longText(m)),
  J: (m) => m.push(m.cursor.int32()),
  K: (m) => m.push(m.cursor.byte()),
  M: (m) => m.push(m.cursor.uint16()),
  '\x8a': (m) => m.push(long(m, m.cursor.byte())),
  '\x8b': (m) => m.push(long(m, sized(m, m.cursor.int32()))),
  F: (m) => m.push(m.record({ kind: 'float', value: Number(asciiLine(m)) })),
  G: (m) => m.push(m.record({ kind: 'float', value: m.cursor.double() })),
  // text and bytes
  S: (m) => m.push(quoted(m)),
  T: (m) => m.push(oldString(m, sized(m, m.cursor.int32()))),
  U: (m) => m.push(oldString(m, m.cursor.byte())),
  V: (m) => m.push(unicodeLine(m)),
  X: (m) => m.push(m.text(m.cursor.uint32(), 'utf8')),
  '\x8c': (m) => m.push(m.text(m.cursor.byte(), 'utf8')),
  '\x8d': (m) => m.push(m.text(m.cursor.uint64(), 'utf8')),
  B: (m) => m.push(bytes(m, m.cursor.uint32())),
  C: (m) => m.push(bytes(m, m.cursor.byte())),
  '\x8e': (m) => m.push(bytes(m, m.cursor.uint64())),
  '\x96': (m) => m.push(bytes(m, m.cursor.uint64())),
  // out-of-band buffers are in no file
  '\x97': (m) => m.push(null),
  '\x98': () => undefined,
  // containers
  ')': (m) => m.push(m.record(tupleOf([]))),
  t: (m) => m.push(m.record(tupleOf(m.popToMark()))),
  '\x85': (m) => m.push(m.record(tupleOf([m.pop()]))),
  '\x86': (m) => m.push(m.record(tupleOf([m.pop(), m.pop()].reverse()))),
  '\x87': (m) => m.push(m.record(tupleOf([m.pop(), m.pop(), m.pop()].reverse()))),
  ']': (m) => m.push(m.record(listOf([]))),
  l: (m) => m.push(m.record(listOf(m.popToMark()))),
  a: (m) => append(m, [m.pop()]),
  e: (m) => append(m, m.popToMark()),
  '}': (m) => m.push(dictOf(m, [])),
  d: (m) => m.push(dictOf(m, m.popToMark())),
  s: (m) => setItems(m, [m.pop(), m.pop()].reverse()),
  u: (m) => setItems(m, m.popToMark()),
  '\x8f': (m) => m.push(m.record({ kind: 'set', items: [] })),
  '\x90': (m) => append(m, m.popToMark()),
  '\x91': (m) => m.push(m.record({ kind: 'set', items: m.popToMark() })),
  // memo
  p: (m) => m.memoPut(memoIndex(m)),
  q: (m) => m.memoPut(m.cursor.byte()),
  r: (m) => m.memoPut(m.cursor.uint32()),
  '\x94': (m) => m.memoPut(m.memoSize()),
  g: (m) => m.push(m.memoGet(memoIndex(m))),
  h: (m) => m.push(m.memoGet(m.cursor.byte())),
  j: (m) => m.push(m.memoGet(m.cursor.uint32())),
  // imports and objects
  c: (m) => m.push(imported(m, utf8Line(m), utf8Line(m))),
  '\x93': stackGlobal,
  '\x82': (m) => m.push(extension(m, m.cursor.byte())),
  '\x83': (m) => m.push(extension(m, m.cursor.uint16())),
  '\x84': (m) => m.push(extension(m, m.cursor.int32())),
  R: (m) => {
    const args = m.pop()
    make(m, 'call', m.pop(), args, null)
  },
  '\x81': (m) => {
    const args = m.pop()
    make(m, 'new', m.pop(), args, null)
  },
  '\x92': (m) => {
    const keywords = recordOf(m.pop(), 'dict')
    const args = m.pop()
    make(m, 'new', m.pop(), args, keywords)
  },
  i: (m) => {
    const global = imported(m, utf8Line(m), utf8Line(m))
    make(m, 'new', global, m.record(tupleOf(m.popToMark())), null)
  },
  o: (m) => {
    const [callable = null, ...args] = m.popToMark()
    make(m, 'new', callable, m.record(tupleOf(args)), null)
  },
  b: build,
  P: (m) => m.push(m.record({ kind: 'persistent', id: utf8Line(m) })),
  Q: (m) => m.push(m.record({ kind: 'persistent', id: m.pop() })),
  // framing
  '\x80': (m) => {
    m.protocol = m.cursor.byte()
    if (m.protocol > 5) throw m.fail(`protocol ${m.protocol} is unknown`)
  },
  '\x95': (m) => {
    m.cursor.uint64()
  },
})

function byCharacter(operations: Readonly<Record<string, (m: Machine) => void>>): Readonly<Record<number, (m: Machine) => void>> {
  return Object.fromEntries(Object.entries(operations).map(([character, operation]) => [character.charCodeAt(0), operation]))
}

function utf8Line(m: Machine): string {
  const view = m.cursor.line()
  return Buffer.from(view.buffer, view.byteOffset, view.length).toString('utf8')
}

function asciiLine(m: Machine): string {
  const view = m.cursor.line()
  return Buffer.from(view.buffer, view.byteOffset, view.length).toString('latin1').replace(/\r$/, '')
}

function memoIndex(m: Machine): number {
  const index = Number(asciiLine(m))
  if (!Number.isSafeInteger(index) || index < 0) throw m.fail('an entry of the memo has no number')
  return index
}

/** INT writes bool as 01 and 00. */
function decimalInteger(m: Machine): PyValue {
  const text = asciiLine(m).trim()
  return text === '01' ? true : text === '00' ? false : integer(m, text)
}

const longText = (m: Machine): PyValue => integer(m, asciiLine(m).trim().replace(/L$/, ''))

function integer(m: Machine, text: string): PyValue {
  if (!/^[+-]?\d+$/.test(text) || text.length > 3 * MAX_LONG_BYTES) throw m.fail('a number is none')
  m.spend(COST.text + text.length)
  return narrowed(BigInt(text))
}

const narrowed = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value

/** Two's complement, little-endian. */
function long(m: Machine, length: number): PyValue {
  if (length > MAX_LONG_BYTES) return bytes(m, length)
  if (length > 3) m.spend(COST.text + length)
  const digits = [...m.cursor.bytes(length)].reverse().map((byte) => byte.toString(16).padStart(2, '0'))
  return digits.length === 0 ? 0 : narrowed(BigInt.asIntN(8 * length, BigInt(`0x${digits.join('')}`)))
}

function sized(m: Machine, length: number): number {
  if (length < 0) throw m.fail(`a length is ${length}`)
  return length
}

function bytes(m: Machine, length: number): PyValue {
  const offset = m.cursor.position()
  m.cursor.skip(length)
  return m.record({ kind: 'bytes', source: m.source, offset, length })
}

/** `str` of Python 2 is bytes; names are short, arrays are long. Short ones become text, one character per byte. */
const MAX_OLD_TEXT = 64 * 1024
const oldString = (m: Machine, length: number): PyValue => (length > MAX_OLD_TEXT ? bytes(m, length) : m.text(length, 'latin1'))

/** STRING: Python's `repr`, quotes and escapes included. */
function quoted(m: Machine): PyValue {
  const line = m.cursor.line()
  const content = unescaped(line)
  if (content === null) throw m.fail('a string has no quotes')
  m.spend(COST.text + content.length)
  if (content.length <= MAX_OLD_TEXT) return Buffer.from(content).toString('latin1')
  return m.record({ kind: 'bytes', source: memorySource(m.source.name, content.length, () => content), offset: 0, length: content.length })
}

/** UNICODE: raw-unicode-escape. */
function unicodeLine(m: Machine): string {
  const line = m.cursor.line()
  m.spend(COST.text + 2 * line.length)
  return rawUnicode(line)
}

function append(m: Machine, values: readonly PyValue[]): void {
  const target = m.top()
  if (typeof target === 'object' && target !== null && 'items' in target && target.kind !== 'tuple') {
    if (target.kind === 'object' && target.items === NOTHING_IN) target.items = []
    m.spend((target.items.length === 0 && values.length > 0 ? COST.firstItem : 0) + COST.item * values.length)
    for (const value of values) target.items.push(value)
  } else if (recordOf(target, 'global') !== null) m.events.built(target, m.offset, null)
  else m.events.odd('items are put into something that holds none', m.offset)
}

function setItems(m: Machine, flat: readonly PyValue[]): void {
  const target = m.top()
  if (typeof target === 'object' && target !== null && 'pairs' in target) {
    if (target.kind === 'object' && target.pairs === NO_PAIRS) target.pairs = []
    if (target.pairs.length === 0 && flat.length > 0) m.spend(COST.firstItem)
    addPairs(m, target.pairs, flat)
  } else if (recordOf(target, 'global') !== null) m.events.built(target, m.offset, null)
  else m.events.odd('items are set in something that holds none', m.offset)
}

function imported(m: Machine, module: string, name: string): PyGlobal {
  const global = m.record<PyGlobal>({ kind: 'global', module, name })
  m.events.imported(global, m.offset)
  return global
}

function stackGlobal(m: Machine): void {
  const name = m.pop()
  const module = m.pop()
  if (typeof name !== 'string' || typeof module !== 'string') {
    m.events.odd('a name to import is computed', m.offset)
    m.push(m.record({ kind: 'global', module: '?', name: '?' }))
  } else m.push(imported(m, module, name))
}

/** copyreg's extension registry: the code stands for a name that only the loading process knows. */
function extension(m: Machine, code: number): PyGlobal {
  m.events.odd(`extension ${code} stands for a name that is not in the file`, m.offset)
  return m.record({ kind: 'global', module: '?', name: `extension ${code}` })
}

/** Most objects hold neither: they share these until something is put in. */
const NOTHING_IN: PyValue[] = []
const NO_PAIRS: [PyValue, PyValue][] = []

function make(m: Machine, how: 'new' | 'call', callable: PyValue, args: PyValue, keywords: PyDict | null): void {
  const tuple = recordOf(args, 'tuple') ?? recordOf(args, 'list')
  const made: PyObject = {
    kind: 'object',
    callable,
    how,
    args: tuple?.items ?? [args],
    keywords,
    state: undefined,
    items: NOTHING_IN,
    pairs: NO_PAIRS,
    inline: undefined,
  }
  m.record(made)
  m.events.called(made, m.offset)
  m.push(plainRecord(made, m))
}
