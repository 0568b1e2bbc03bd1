import type { DType, Shape, Value } from '../../contract/types.ts'
import type { Expression, FunctionDef, Parameter } from '../../formats/python/syntax.ts'
import type { ClassField } from './annotations.ts'
import type { Constant } from './constants.ts'
import type { Meaning, Scope } from './project.ts'

/**
 * Something that comes from the caller, and what the code does with it: which keys it reads, and whether it hands the whole of it to code that is
 * not known here. Records are filled while the body is walked.
 */
export interface Asked {
  readonly name: string
  /** Keys that are read: columns of a table, entries of a dict. */
  readonly keys: Map<string, AskedKey>
  /** Elements of a list of them, where the code iterates. */
  element: Asked | null
  /** Used as a whole: it may hold more than the keys that are read. */
  whole: boolean
  /** Known to be a dict or a table: columns picked from it are its keys. */
  keyed: boolean
  /** Known to be a table: its keys are columns. */
  table: boolean
  /** Type of its values, where an annotation says it. */
  values: Value | null
  /** Types that reading it proves: `x.double_val`. */
  readonly types: Set<DType>
  readonly line: number
}
export interface AskedKey {
  readonly asked: Asked
  /** Some call works without it: it is read under a condition, or with a default. */
  optional: boolean
}

export const asked = (name: string, line: number, keyed = false): Asked => ({
  name,
  keys: new Map(),
  element: null,
  whole: false,
  keyed,
  table: false,
  values: null,
  types: new Set(),
  line,
})

/** What is known of a value while a body is walked. */
export type Abstract =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'constant'; readonly value: Constant; readonly float: boolean }
  /** A list or tuple of known length. */
  | { readonly kind: 'items'; readonly items: readonly Abstract[]; readonly tuple: boolean }
  | { readonly kind: 'dict'; readonly dict: Dict }
  /** The rows of a table of the caller's, one by one; `indexed`: with their index before them. */
  | { readonly kind: 'rows'; readonly of: Asked; readonly indexed: boolean }
  /** From the caller. */
  | { readonly kind: 'asked'; readonly asked: Asked }
  /** A number, text or array whose type (or more) is known. */
  | { readonly kind: 'typed'; readonly type: DType | null; readonly shape: Shape; readonly assumed: boolean }
  /** An instance of a record class of the model's own. */
  | { readonly kind: 'record'; readonly fields: readonly ClassField[] }
  | { readonly kind: 'meaning'; readonly meaning: Meaning }
  /** A function with the instance it is bound to. */
  | { readonly kind: 'bound'; readonly node: FunctionDef; readonly scope: Scope; readonly self: Abstract }
  | {
      readonly kind: 'self'
      readonly methods: ReadonlyMap<string, { readonly node: FunctionDef; readonly scope: Scope }>
      readonly attributes: ReadonlyMap<string, Abstract>
    }
  /** The request object of a web framework, whose body comes from the caller. */
  | { readonly kind: 'request'; readonly body: Asked }
  /** What a web framework answers when something is wrong: no output of the model. */
  | { readonly kind: 'failure' }
  /** A method that is not called yet: of something from the caller: `.get`, `.pop`, `.items`. */
  | { readonly kind: 'method'; readonly of: Abstract; readonly name: string }
  | { readonly kind: 'lambda'; readonly parameters: readonly Parameter[]; readonly body: Expression; readonly frame: Frame }

/** A dict that the code makes. */
export interface Dict {
  readonly entries: Map<string, DictEntry>
  /** Holds, or may hold, entries that are not known. */
  open: boolean
}
export interface DictEntry {
  readonly value: Abstract
  readonly optional: boolean
}

/** Names of one call. */
export interface Frame {
  readonly scope: Scope
  readonly locals: Map<string, Abstract>
  readonly depth: number
}

export const UNKNOWN: Abstract = { kind: 'unknown' }
export const typedAs = (type: DType | null, shape: Shape, assumed = false): Abstract => ({ kind: 'typed', type, shape, assumed })

/** The type and shape of a value the code makes; `undefined`: nothing is known. */
export function knownValue(abstract: Abstract): { readonly value: Value; readonly assumed: boolean } | undefined {
  switch (abstract.kind) {
    case 'typed':
      return { value: { type: abstract.type, shape: abstract.shape }, assumed: abstract.assumed }
    case 'constant': {
      const type = constantType(abstract.value, abstract.float)
      return type === undefined ? undefined : { value: { type, shape: [] }, assumed: false }
    }
    case 'items': {
      const values = abstract.items.map(knownValue)
      const [first] = values
      const same = first !== undefined && values.every((value) => JSON.stringify(value) === JSON.stringify(first))
      if (!same || !('shape' in first.value) || first.value.shape === null) return undefined
      return {
        value: { type: first.value.type, shape: abstract.tuple ? [values.length, ...first.value.shape] : [null, ...first.value.shape] },
        assumed: first.assumed,
      }
    }
    case 'record':
      return {
        value: {
          struct: abstract.fields.map(({ name, value, nullable, omitted }) => ({ name, ...value, ...((nullable || omitted) && { optional: true }) })),
        },
        assumed: false,
      }
    default:
      return undefined
  }
}

function constantType(value: Constant, float: boolean): DType | undefined {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'number' ? (float ? 'float64' : 'int64') : undefined
}

/** What is known whichever of two ways was taken. */
export function either(left: Abstract, right: Abstract): Abstract {
  if (left === right) return left
  if (left.kind === 'constant' && right.kind === 'constant' && left.value === right.value && left.float === right.float) return left
  if (left.kind === 'asked' && right.kind === 'asked' && left.asked === right.asked) return left
  if (left.kind === 'dict' && right.kind === 'dict') return { kind: 'dict', dict: eitherDict(left.dict, right.dict) }
  const [a, b] = [knownValue(left), knownValue(right)]
  if (a === undefined || b === undefined || !('shape' in a.value) || !('shape' in b.value)) return UNKNOWN
  if (a.value.type !== b.value.type || a.value.type === null) return UNKNOWN
  const same = JSON.stringify(a.value.shape) === JSON.stringify(b.value.shape)
  return typedAs(a.value.type, same ? a.value.shape : null, a.assumed || b.assumed)
}

/** A key that only one way sets is optional. */
function eitherDict(left: Dict, right: Dict): Dict {
  const entries = new Map<string, DictEntry>()
  for (const key of new Set([...left.entries.keys(), ...right.entries.keys()])) {
    const [a, b] = [left.entries.get(key), right.entries.get(key)]
    if (a !== undefined && b !== undefined) entries.set(key, { value: either(a.value, b.value), optional: a.optional || b.optional })
    else if (a !== undefined || b !== undefined) entries.set(key, { value: (a ?? b)?.value ?? UNKNOWN, optional: true })
  }
  return { entries, open: left.open || right.open }
}
