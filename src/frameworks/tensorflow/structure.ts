import type { Value } from '../../contract/types.ts'
import type { Warning } from '../framework.ts'
import { DICT, NAMED_TUPLE, PAIR, STRUCTURED, TUPLE } from './schema.ts'
import { BOOLEANS, readTensorSpec, readTypeSpec } from './signature.ts'
import type { View } from './view.ts'

/** Structures inside structures; nests of a dozen are odd already. */
const MAX_DEPTH = 32
/** Parts of one structure: as many as a signature may have. */
const MAX_PARTS = 10_000

/**
 * What a function takes or gives: tensors, Python values that were fixed when it was traced, and nests of these.
 * `text` of a Python value is undefined where only its presence is known (numbers, objects). `named`: the keys are words, not positions.
 */
export type Structured =
  | { readonly kind: 'tensor'; readonly value: Value }
  | { readonly kind: 'fixed'; readonly text: string | undefined }
  | { readonly kind: 'nest'; readonly named: boolean; readonly parts: readonly Part[]; readonly where: string }

export interface Part {
  readonly name: string
  readonly part: Structured
  /** Some traces were made without it. */
  readonly optional?: boolean
}

/** A StructuredValue (struct.proto), as nested_structure_coder.py writes it. @throws UserError `corrupt` for nests that are too deep or too large. */
export function readStructure(view: View, name: string, file: string, warnings: Warning[]): Structured {
  let parts = 0
  const read = (at: View, label: string, depth: number): Structured => {
    parts += 1
    if (depth > MAX_DEPTH || parts > MAX_PARTS) throw at.corrupt(`nests more than ${MAX_DEPTH} deep or has more than ${MAX_PARTS} parts`)
    const where = `${file}: ${at.path}`
    const spec = at.child(STRUCTURED.tensorSpec) ?? at.child(STRUCTURED.boundedSpec)
    if (spec !== undefined) return { kind: 'tensor', value: readTensorSpec(spec, where, warnings) }
    const composite = at.child(STRUCTURED.typeSpec)
    if (composite !== undefined) return { kind: 'tensor', value: readTypeSpec(label, composite, where, warnings) }
    const named = namedParts(at)
    const entries = named ?? positionalParts(at)
    if (entries === undefined) return { kind: 'fixed', text: textOfFixed(at) }
    if (new Set(entries.map(([key]) => key)).size < entries.length) throw at.corrupt('has two values of one name')
    return { kind: 'nest', named: named !== undefined, parts: entries.map(([key, part]) => ({ name: key, part: read(part, key, depth + 1) })), where }
  }
  return read(view, name, 0)
}

/** Entries of a dictionary sorted by key, as tf.nest orders them; fields of a named tuple as they stand. */
function namedParts(view: View): (readonly [string, View])[] | undefined {
  const dict = view.child(STRUCTURED.dict)
  if (dict !== undefined) return [...dict.entries(DICT.fields)].sort(([a], [b]) => (a < b ? -1 : 1))
  return view
    .child(STRUCTURED.namedTuple)
    ?.children(NAMED_TUPLE.values)
    .flatMap((pair) => {
      const value = pair.child(PAIR.value)
      return value === undefined ? [] : [[pair.text(PAIR.key), value] as const]
    })
}

const positionalParts = (view: View): (readonly [string, View])[] | undefined =>
  (view.child(STRUCTURED.list) ?? view.child(STRUCTURED.tuple))?.children(TUPLE.values).map((part, i) => [String(i), part] as const)

/** Python values as Python writes them. */
function textOfFixed(view: View): string | undefined {
  if (view.has(STRUCTURED.none)) return 'None'
  if (view.has(STRUCTURED.bool)) return view.int(STRUCTURED.bool, BOOLEANS) === 0 ? 'False' : 'True'
  return view.has(STRUCTURED.text) ? JSON.stringify(view.text(STRUCTURED.text)) : undefined
}

/** The words of a list of texts (the arguments' names). */
export const wordsOf = (structure: Structured | undefined): string[] =>
  structure?.kind === 'nest' ? structure.parts.flatMap(({ part }) => wordOf(part) ?? []) : []

/** The one text of a value. */
export function wordOf(structure: Structured | undefined): string | undefined {
  if (structure?.kind !== 'fixed' || structure.text?.startsWith('"') !== true) return undefined
  const word: unknown = JSON.parse(structure.text)
  return typeof word === 'string' ? word : undefined
}
