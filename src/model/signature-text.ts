import { didYouMean } from '../contract/nearest.ts'
import type { Contract } from '../contract/types.ts'
import type { Place } from '../errors.ts'
import {
  all,
  boolOf,
  intOf,
  last,
  merged,
  messageOf,
  mistake,
  type PbtxtField,
  type PbtxtMessage,
  parsePbtxt,
  textOf,
  wordOf,
} from '../formats/pbtxt.ts'
import type { Declaration } from './definition-types.ts'
import { openPlaces, type Places } from './places.ts'
import { type FieldMessage, fromMessages, primarySignature, type SignatureMessage, toMessage } from './signature-message.ts'
import { DATA_TYPES, OPEN_TYPES, PROFILE_NUMBERS } from './signature-words.ts'

/** `contract.prototxt`: the same ModelSignature in protobuf's text form; the schema is in signature-proto.ts. */

/** Tensors have at most 64 dimensions. */
const MAX_DIMS = 64
const SIGNATURE = ['signature_name', 'inputs', 'outputs']
const CONTRACT = ['model_name', 'signatures', 'predict']
const FIELD = ['name', 'shape', 'subfields', 'dtype', 'profile']

/** The primary signature in text; see signature-message.ts for what the format cannot say. */
export function printSignature(contract: Contract): string {
  const signature = primarySignature(contract)
  if (signature === undefined) return ''
  const { name, inputs, outputs } = toMessage(signature)
  return [
    `signature_name: ${quoted(name)}\n`,
    ...inputs.map((field) => printField('inputs', field, '')),
    ...outputs.map((field) => printField('outputs', field, '')),
  ].join('')
}

function printField(key: string, { name, dims, type, subfields, profile }: FieldMessage, indent: string): string {
  const inner = `${indent}  `
  const word = DATA_TYPES.find(([, , known]) => known === type)?.[0] ?? 'DT_INVALID'
  const profileWord = PROFILE_NUMBERS.find(([, , known]) => known === profile)?.[0] ?? 'NONE'
  const lines = [
    `${indent}${key} {\n`,
    `${inner}name: ${quoted(name)}\n`,
    dims === undefined
      ? ''
      : dims.length === 0
        ? `${inner}shape {\n${inner}}\n`
        : `${inner}shape {\n${dims.map((dim) => `${inner}  dims: ${dim}\n`).join('')}${inner}}\n`,
    subfields === undefined
      ? `${inner}dtype: ${word}\n`
      : `${inner}subfields {\n${subfields.map((field) => printField('data', field, `${inner}  `)).join('')}${inner}}\n`,
    profile === 'none' ? '' : `${inner}profile: ${profileWord}\n`,
    `${indent}}\n`,
  ]
  return lines.join('')
}

/** As protobuf's own printer: quotes, backslashes and control characters escaped, other characters as they are. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (character) => [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''))}"`
}

/** Reads `contract.prototxt` of every generation. Throws UserError `definition-invalid` with line and column. */
export function parseSignature(text: string, file: string): Declaration {
  const places = openPlaces(file, { line: 1, column: 1, start: 0, end: 0 })
  const root = parsePbtxt(text, { file, code: 'definition-invalid' })
  const isContract = root.fields.some((field) => CONTRACT.includes(field.name))
  checkNames(root, isContract ? CONTRACT : SIGNATURE)
  const parts = isContract ? root.fields.filter((field) => field.name !== 'model_name').map(messageOf) : [root]
  const messages = parts.map((part) => readSignature(part, places))
  return { file, contract: fromMessages(messages), locate: (path): Place => places.locate(path) }
}

function readSignature(message: PbtxtMessage, places: Places): SignatureMessage {
  checkNames(message, SIGNATURE)
  const named = last(message, 'signature_name')
  const name = named === undefined || textOf(named) === '' ? 'predict' : textOf(named)
  if (named !== undefined) note(places, [name], named)
  const side = (which: string): FieldMessage[] => all(message, which).map((field) => readField(field, [name, which], places))
  return { name, inputs: side('inputs'), outputs: side('outputs') }
}

function readField(field: PbtxtField, above: readonly string[], places: Places): FieldMessage {
  const message = messageOf(field)
  checkNames(message, FIELD)
  const named = last(message, 'name')
  const name = named === undefined ? '' : textOf(named)
  if (name === '') throw mistake(named ?? field, 'a field has no name')
  const path = [...above, name]
  note(places, path, named ?? field)
  for (const key of ['shape', 'dtype', 'profile']) {
    const part = last(message, key)
    if (part !== undefined) note(places, [...path, key === 'dtype' ? 'type' : key], part)
  }
  const subfields = merged(message, 'subfields')
  if (subfields !== undefined) checkNames(subfields, ['data'])
  const dtype = last(message, 'dtype')
  const profile = last(message, 'profile')
  return {
    name,
    dims: readShape(merged(message, 'shape')),
    type:
      dtype === undefined ? null : enumOf(dtype, 'data type', [...DATA_TYPES, ...OPEN_TYPES.map(([word, number]) => [word, number, null] as const)]),
    subfields: subfields === undefined ? undefined : all(subfields, 'data').map((part) => readField(part, [...path, 'struct'], places)),
    profile: profile === undefined ? 'none' : enumOf(profile, 'profile', PROFILE_NUMBERS),
  }
}

function readShape(message: PbtxtMessage | undefined): readonly number[] | undefined {
  if (message === undefined) return undefined
  checkNames(message, ['dims', 'dim', 'unknown_rank'])
  const unknownRank = last(message, 'unknown_rank')
  if (unknownRank !== undefined && boolOf(unknownRank)) return undefined
  const dims = message.fields
    .filter((field) => field.name !== 'unknown_rank')
    .map((field) => {
      const part = field.name === 'dims' ? field : sizeOf(field)
      const size = part === undefined ? 0 : intOf(part)
      if (size < -1) throw mistake(field, `${size} is no size: write -1 for any`)
      return size
    })
  const [first] = message.fields
  if (dims.length > MAX_DIMS && first !== undefined) throw mistake(first, `a shape of ${dims.length} dimensions; tensors have at most ${MAX_DIMS}`)
  return dims
}

function sizeOf(field: PbtxtField): PbtxtField | undefined {
  const dim = messageOf(field)
  checkNames(dim, ['size', 'name'])
  return last(dim, 'size')
}

function enumOf<Meaning>(field: PbtxtField, what: string, table: readonly (readonly [name: string, number: number, meaning: Meaning])[]): Meaning {
  const word = wordOf(field)
  const row = table.find(([name, number]) => name === word || String(number) === word)
  if (row === undefined) {
    const words = table.map(([name]) => name)
    throw mistake(field, `${word} is no ${what}.${didYouMean(word, words)}`)
  }
  return row[2]
}

function checkNames(message: PbtxtMessage, known: readonly string[]): void {
  const stranger = message.fields.find((field) => !known.includes(field.name))
  if (stranger !== undefined) throw mistake(stranger, `${stranger.name} is not one of ${known.join(', ')}.${didYouMean(stranger.name, known)}`)
}

function note(places: Places, path: readonly string[], { valueLine, valueColumn }: PbtxtField): void {
  places.note(path, { line: valueLine, column: valueColumn, start: 0, end: 0 })
}
