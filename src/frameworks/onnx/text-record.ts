import { all, intOf, messageOf, mistake, type PbtxtField, type PbtxtMessage, textOf, wordOf } from '../../formats/pbtxt.ts'
import type { Blob, Rec } from './record.ts'
import { enumValue } from './words.ts'

/** A message of the protobuf text form. */
export function textRecord(message: PbtxtMessage): Rec {
  const found = (name: string): readonly PbtxtField[] => all(message, name)
  const numbers = (name: string, read: (field: PbtxtField) => number) => found(name).map(read)
  return {
    int: (name) => numbers(name, enumOrInt).at(-1),
    ints: (name) => numbers(name, enumOrInt),
    float: (name) => numbers(name, floatOf).at(-1),
    floats: (name) => numbers(name, floatOf),
    text: (name) => found(name).map(textOf).at(-1),
    texts: (name) => found(name).map(textOf),
    blobs: (name) => found(name).flatMap(blobOf),
    message(name) {
      const parts = found(name)
      return parts.length === 0 ? undefined : textRecord({ fields: parts.flatMap((part) => messageOf(part).fields) })
    },
    messages: (name) => found(name).map((field) => textRecord(messageOf(field))),
    each: (name) => found(name).map((field) => textRecord(messageOf(field))),
  }
}

/** Enum values are written by name (`FLOAT`, `INTS`) or number. */
function enumOrInt(field: PbtxtField): number {
  const word = wordOf(field)
  if (!/^[A-Za-z_]/.test(word)) return /^-?\d{16,}$/.test(word) ? Math.sign(Number(word)) * Number.MAX_SAFE_INTEGER : intOf(field)
  const value = enumValue(field.name, word)
  if (value === undefined) throw mistake(field, `${field.name} must be a number or an enum value, not ${word}`)
  return value
}

const floatOf = (field: PbtxtField): number => Number(wordOf(field))

/** Strings come with their escapes resolved; numbers one by one (`int64_data: 3`) are no bytes. */
function blobOf(field: PbtxtField): readonly Blob[] {
  if (field.value.kind !== 'string') return []
  const bytes = new TextEncoder().encode(textOf(field))
  return [{ length: bytes.length, read: () => bytes }]
}
