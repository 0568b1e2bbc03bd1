import type { DType } from '../../contract/types.ts'
import { type Size, unknown } from '../../shapes/size.ts'
import { newEnvironment } from './environment.ts'
import { evaluate } from './interpret.ts'
import type { Program } from './program.ts'
import type { State } from './state.ts'
import type { FunctionDefinition, Parameter } from './syntax.ts'
import { type Type, typeOf } from './types.ts'
import { anyOf, type Tensor, tupleOf, UNKNOWN, type Value } from './values.ts'

/** A tensor that callers give: an argument, or within one. Named by its place: `x`, `x[0]`, `x[]` for every item of a list, `x{}` for every value of a dict. */
export interface Leaf {
  readonly type: DType | null
  readonly rank: number | null
}

/** What is known of the tensors that callers give. */
export interface Facts {
  readonly leaves: ReadonlyMap<string, Leaf>
  /** Sizes by the key of their symbol: a number, or another symbol that is always as large. */
  readonly sizes: ReadonlyMap<string, Size>
}

/** How arguments are filled: defaults left out · numbers and words unknown · optional tensors given · lists of one item. */
export type Scenario = 'default' | 'open' | 'given' | 'single'

/** Classes within classes of an argument. */
const MAX_DEPTH = 8

/** Whether a list may have any number of items, or has one. */
type Items = 'any' | 'one'

/** An argument as its type says, each tensor in it found at a place. `leaf` gives the tensor of a place. */
export function argumentValue(program: Program, type: Type, place: string, leaf: (place: string) => Tensor, items: Items = 'any', depth = 0): Value {
  if (depth > MAX_DEPTH) return UNKNOWN
  const inner = (of: Type, at: string): Value => argumentValue(program, of, at, leaf, items, depth + 1)
  switch (type.kind) {
    case 'tensor':
      return leaf(place)
    case 'optional':
      return { kind: 'optional', of: inner(type.of, place) }
    case 'list': {
      const element = inner(type.of, `${place}[]`)
      return { kind: 'list', items: items === 'one' ? [element] : null, element, block: OUTSIDE }
    }
    case 'dict':
      return { kind: 'dict', entries: null, key: anyOf(type.key, OUTSIDE), element: inner(type.value, `${place}{}`), block: OUTSIDE }
    case 'tuple':
      return tupleOf(type.items.map((item, i) => inner(item, `${place}[${i}]`)))
    case 'class': {
      const fields = namedTupleFields(program, type.name)
      return fields === undefined ? UNKNOWN : tupleOf(fields.map((field, i) => inner(typeOf(field.type), `${place}[${i}]`)))
    }
    default:
      return anyOf(type, OUTSIDE)
  }
}

/** What callers give was made in no block: changes of it are never certain. */
const OUTSIDE = -1

/** Fields of a NamedTuple class, undefined for other classes. */
export function namedTupleFields(program: Program, name: string): readonly Parameter[] | undefined {
  const definition = program.class(name)
  return definition?.base === 'NamedTuple' ? definition.fields : undefined
}

/** May a caller leave this argument out? */
export const isOptional = (parameter: Parameter): boolean => parameter.defaultValue !== null

/** Items of lists have no axis of rows: they are rows, images, … themselves. */
export const isItem = (place: string): boolean => place.includes('[]')

/** Values of all arguments for one walk. */
export function argumentsFor(state: State, method: FunctionDefinition, facts: Facts, scenario: Scenario): readonly Value[] {
  const leaf = (place: string): Tensor => {
    const known = state.inputs.get(place)
    if (known !== undefined) return known
    const made = leafTensor(place, facts)
    state.inputs.set(place, made)
    return made
  }
  return method.parameters.slice(1).map((parameter) => {
    const type = typeOf(parameter.type)
    const fresh = (of: Type): Value => argumentValue(state.program, of, parameter.name, leaf, scenario === 'single' ? 'one' : 'any')
    if (parameter.defaultValue === null) return fresh(type)
    const standard = evaluate(state, newEnvironment(), parameter.defaultValue)
    if (scenario === 'given' && holdsTensor(type)) return fresh(type.kind === 'optional' ? type.of : type)
    return scenario === 'open' && !holdsTensor(type) ? fresh(type) : standard
  })
}

export function holdsTensor(type: Type): boolean {
  switch (type.kind) {
    case 'tensor':
      return true
    case 'optional':
    case 'list':
      return holdsTensor(type.of)
    case 'dict':
      return holdsTensor(type.value)
    case 'tuple':
      return type.items.some(holdsTensor)
    default:
      return false
  }
}

/** Places of the tensors of one argument. */
export function placesOf(program: Program, parameter: Parameter): readonly string[] {
  const places: string[] = []
  argumentValue(program, typeOf(parameter.type), parameter.name, (place) => {
    places.push(place)
    return { kind: 'tensor', type: null, shape: null }
  })
  return places
}

function leafTensor(place: string, { leaves, sizes }: Facts): Tensor {
  const { type, rank } = leaves.get(place) ?? { type: null, rank: null }
  const shape = rank === null ? null : Array.from({ length: rank }, (_, axis) => sizes.get(sizeKey(place, axis)) ?? symbolOf(place, axis))
  return { kind: 'tensor', type, shape, ...(type === null && { typedBy: { inputs: [place], loosely: false } }) }
}

/** The size of an axis of a tensor that callers give. */
export const symbolOf = (place: string, axis: number): Size => unknown(sizeKey(place, axis))
export const sizeKey = (place: string, axis: number): string => `${place}.${axis}`
