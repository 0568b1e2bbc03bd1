import { printValue } from './render.ts'
import { type Dim, type Field, kindOf, type Signature, type TensorValue, type Value } from './types.ts'

/**
 * Whether two readings of one network say the same of it: a network saved in several formats has other names in each, and not every format says
 * everything. Names and the order of fields are left aside; what is unknown or assumed on either side differs from nothing.
 */

/** The signature that a network itself has, in the words of the formats that have words for it. */
const OF_THE_NETWORK: readonly string[] = ['predict', 'serving_default', 'forward', 'main', 'transform', '__call__']

/** Fields that are paired by what they carry; longer lists are compared only where their names agree. */
const MAX_PAIRED = 64

/** The first difference in words (`input x: float32 [-1, 4] against float32 [-1, 5]`); `undefined` where nothing known differs. */
export function firstDifference(one: readonly Signature[], other: readonly Signature[]): string | undefined {
  const [a, b] = [signatureOf(one), signatureOf(other)]
  if (a === undefined || b === undefined) return undefined
  return listDifference('input', a.inputs.filter(isRequired), b.inputs.filter(isRequired)) ?? listDifference('output', a.outputs, b.outputs)
}

const isRequired = ({ optional }: Field): boolean => !optional

function signatureOf(signatures: readonly Signature[]): Signature | undefined {
  const [only, more] = signatures
  const named = OF_THE_NETWORK.map((name) => signatures.find((signature) => signature.name === name)).find((signature) => signature !== undefined)
  return named ?? (more === undefined ? only : undefined)
}

function listDifference(side: 'input' | 'output', one: readonly Field[], other: readonly Field[]): string | undefined {
  // a format that says nothing of a side has nothing to differ in
  if (one.length === 0 || other.length === 0) return undefined
  if (one.length !== other.length) return `${one.length} ${side}${one.length === 1 ? '' : 's'} against ${other.length}`
  const byName = pairsByName(one, other)
  const pairs = byName ?? one.map((field, index) => [field, other[index]] as const)
  const differing = pairs.find(([field, opposite]) => opposite !== undefined && !areAlike(field, opposite))
  if (differing === undefined || (byName === undefined && (one.length > MAX_PAIRED || canBePaired(one, other)))) return undefined
  const [field, opposite] = differing
  return opposite === undefined ? undefined : `${side} ${field.name}: ${printValue(field)} against ${printValue(opposite)}`
}

function pairsByName(one: readonly Field[], other: readonly Field[]): readonly (readonly [Field, Field])[] | undefined {
  const names = new Map(other.map((field) => [field.name, field]))
  const pairs = one.flatMap((field) => {
    const opposite = names.get(field.name)
    return opposite === undefined ? [] : [[field, opposite] as const]
  })
  return pairs.length === one.length && names.size === other.length ? pairs : undefined
}

/** Whether some order makes every pair alike: augmenting paths (Kuhn), at most 64³ steps. */
function canBePaired(one: readonly Field[], other: readonly Field[]): boolean {
  const takenBy = new Map<Field, Field>()
  const place = (field: Field, tried: Set<Field>): boolean =>
    other.some((opposite) => {
      if (tried.has(opposite) || !areAlike(field, opposite)) return false
      tried.add(opposite)
      const owner = takenBy.get(opposite)
      if (owner !== undefined && !place(owner, tried)) return false
      takenBy.set(opposite, field)
      return true
    })
  return one.every((field) => place(field, new Set()))
}

function areAlike(one: Value, other: Value): boolean {
  if (isOpen(one) || isOpen(other)) return true
  if (kindOf(one) !== kindOf(other)) return false
  // inside of composites the kinds are what can be compared without names
  return !('shape' in one) || !('shape' in other) || areTensorsAlike(one, other)
}

const isOpen = (value: Value): boolean => 'shape' in value && value.type === null && value.shape === null

function areTensorsAlike(one: TensorValue, other: TensorValue): boolean {
  const said = (value: TensorValue, fact: 'type' | 'shape'): boolean => !value.assumed?.includes(fact)
  if (said(one, 'type') && said(other, 'type') && one.type !== null && other.type !== null && one.type !== other.type) return false
  if (!said(one, 'shape') || !said(other, 'shape') || one.shape === null || other.shape === null) return true
  return one.shape.length === other.shape.length && one.shape.every((size, axis) => areSizesAlike(size, other.shape?.[axis] ?? null))
}

/** A symbol and -1 both take any size. */
function areSizesAlike(one: Dim, other: Dim): boolean {
  if (one === null || other === null) return true
  const [a, b] = [one, other].map((size) => (typeof size === 'string' ? -1 : size))
  return a === b
}
