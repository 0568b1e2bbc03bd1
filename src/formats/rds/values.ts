/** R objects as data: nothing is evaluated, and of numbers only short vectors are kept. Source: R Internals, chapters 1.1 and 1.8. */

/** Attributes of an object, or entries of a pairlist: tag → value. */
export type RTags = ReadonlyMap<string, RValue>

export interface RNull {
  readonly kind: 'null'
}
export interface RSymbol {
  readonly kind: 'symbol'
  readonly name: string
}
export interface RStrings {
  readonly kind: 'strings'
  readonly length: number
  /** `NA` is null. Absent where there are too many to keep. */
  readonly values?: readonly (string | null)[]
  readonly attributes: RTags
}
export interface RNumbers {
  readonly kind: 'numbers'
  readonly type: 'logical' | 'integer' | 'double' | 'complex' | 'raw'
  readonly length: number
  /** Of short vectors; `NA` of whole numbers and of truth values is null, true is 1. */
  readonly values?: readonly (number | null)[]
  readonly attributes: RTags
}
/** A vector of anything. */
export interface RList {
  readonly kind: 'list'
  readonly items: readonly RValue[]
  readonly attributes: RTags
}
/** A pairlist, or a call: its first entry is the function. */
export interface RPairs {
  readonly kind: 'pairs' | 'call'
  readonly entries: readonly { readonly tag: string | null; readonly value: RValue }[]
  readonly attributes: RTags
}
export interface REnvironment {
  readonly kind: 'environment'
  /** Frozen names and their values. */
  readonly bindings: Map<string, RValue>
}
/** Functions, byte code, pointers, S4 objects (their slots are the attributes). */
export interface ROther {
  readonly kind: 'function' | 's4' | 'pointer' | 'promise' | 'namespace' | 'other'
  readonly attributes: RTags
}
export type RValue = RNull | RSymbol | RStrings | RNumbers | RList | RPairs | REnvironment | ROther

export const NULL: RNull = { kind: 'null' }
export const NO_TAGS: RTags = new Map()

export const attributeOf = (value: RValue | undefined, name: string): RValue | undefined =>
  value !== undefined && 'attributes' in value ? value.attributes.get(name) : undefined

/** All strings of a character vector; undefined for anything else, with a missing one among them, or too many. */
export function textsOf(value: RValue | undefined): readonly string[] | undefined {
  if (value?.kind !== 'strings' || value.values === undefined) return undefined
  const texts = value.values.filter((item): item is string => item !== null)
  return texts.length === value.values.length ? texts : undefined
}

/** A single string. */
export function textOf(value: RValue | undefined): string | undefined {
  const texts = textsOf(value)
  return texts?.length === 1 ? texts[0] : undefined
}

/** The numbers of a short vector without missing ones. */
export function numbersOf(value: RValue | undefined): readonly number[] | undefined {
  if (value?.kind !== 'numbers' || value.values === undefined) return undefined
  const numbers = value.values.filter((item): item is number => item !== null)
  return numbers.length === value.values.length ? numbers : undefined
}

/** A single number. */
export function numberOf(value: RValue | undefined): number | undefined {
  const numbers = numbersOf(value)
  return numbers?.length === 1 ? numbers[0] : undefined
}

/** S3 classes, the most special first; the class of an S4 object. */
export const classesOf = (value: RValue | undefined): readonly string[] => textsOf(attributeOf(value, 'class')) ?? []

export const namesOf = (value: RValue | undefined): readonly string[] => textsOf(attributeOf(value, 'names')) ?? []

/** `$name` of a list, pairlist or environment, `@name` of an S4 object. */
export function memberOf(value: RValue | undefined, name: string): RValue | undefined {
  switch (value?.kind) {
    case 'list': {
      const at = namesOf(value).indexOf(name)
      return at < 0 ? undefined : value.items[at]
    }
    case 'pairs':
      return value.entries.find(({ tag }) => tag === name)?.value
    case 'environment':
      return value.bindings.get(name)
    case 's4':
      return value.attributes.get(name)
    default:
      return undefined
  }
}

/** `$a$b$c`. */
export const pathOf = (value: RValue | undefined, ...names: readonly string[]): RValue | undefined =>
  names.reduce<RValue | undefined>((at, name) => memberOf(at, name), value)

/** Number of elements, as `length()` has it for vectors. */
export function lengthOf(value: RValue | undefined): number | undefined {
  if (value?.kind === 'list') return value.items.length
  return value?.kind === 'strings' || value?.kind === 'numbers' ? value.length : undefined
}

/** Columns of a matrix, by its `dim`. */
export function columnsOf(value: RValue | undefined): number | undefined {
  const dim = numbersOf(attributeOf(value, 'dim'))
  return dim?.length === 2 ? dim[1] : undefined
}

/** Names of the rows (0) or columns (1) of a matrix. */
export function dimNamesOf(value: RValue | undefined, axis: 0 | 1): readonly string[] | undefined {
  const names = attributeOf(value, 'dimnames')
  return names?.kind === 'list' ? textsOf(names.items[axis]) : undefined
}
