import { UserError } from '../../errors.ts'
import { damagedAt } from '../select.ts'
import type { Reading } from './read.ts'
import type { RValue } from './values.ts'

/** Types that stand in the constants of byte code beside ordinary objects. Source: R, src/main/serialize.c, ReadBC1, ReadBCConsts, ReadBCLang. */
const BYTE_CODE = 21
const CALL = 6
const PAIRS = 2
const ATTRIBUTE_PAIRS = 239
const ATTRIBUTE_CALL = 240
const REPEATED = 243
const DEFINED = 244
const LANGUAGE = new Set([CALL, PAIRS, ATTRIBUTE_PAIRS, ATTRIBUTE_CALL, REPEATED, DEFINED])

/** Expressions inside expressions of compiled functions. */
const MAX_DEPTH = 800

/** Reads one object of the stream around the byte code. */
type ReadItem = (reading: Reading, depth: number) => RValue

/** Compiled functions are passed over; only the references inside of them count. */
export function skipByteCode(reading: Reading, depth: number, readItem: ReadItem): void {
  reading.stream.int() // number of shared expressions
  skipCode(reading, depth, readItem)
}

function skipCode(reading: Reading, depth: number, readItem: ReadItem): void {
  const { stream, source } = reading
  requireDepth(reading, depth)
  readItem(reading, depth + 1) // instructions
  const constants = stream.int()
  if (constants < 0) throw damagedAt(source, stream.position() - 4, 'has byte code of a negative length')
  for (let i = 0; i < constants; i++) {
    const type = stream.int()
    if (type === BYTE_CODE) skipCode(reading, depth + 1, readItem)
    else if (LANGUAGE.has(type)) skipLanguage(reading, type, depth + 1, readItem)
    else readItem(reading, depth + 1)
  }
}

/** Chains of cells; the head of each may be another one. */
function skipLanguage(reading: Reading, first: number, depth: number, readItem: ReadItem): void {
  const { stream } = reading
  requireDepth(reading, depth)
  for (let type = first; ; ) {
    if (type === REPEATED) {
      stream.int()
      return
    }
    if (!LANGUAGE.has(type)) {
      readItem(reading, depth + 1)
      return
    }
    if (type === DEFINED) {
      stream.int()
      type = stream.int()
    }
    if (type === ATTRIBUTE_PAIRS || type === ATTRIBUTE_CALL) readItem(reading, depth + 1)
    readItem(reading, depth + 1) // tag
    const head = stream.int()
    if (LANGUAGE.has(head)) skipLanguage(reading, head, depth + 1, readItem)
    else readItem(reading, depth + 1)
    type = stream.int()
  }
}

function requireDepth({ source }: Reading, depth: number): void {
  if (depth > MAX_DEPTH)
    throw new UserError('unsafe', `${source.name} nests more than ${MAX_DEPTH} deep`, 'Save the model again.', { file: source.name })
}
