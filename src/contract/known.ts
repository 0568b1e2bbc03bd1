import type { AssumedFact, Dim, Field, Shape, Signature, TensorValue, Value } from './types.ts'

/**
 * The signature as a promise: facts that rest on a convention of the framework (`assumed`) become unknown, and what is no promise
 * (evidence) is gone. Names stay, because they are all there is to call a field by; `hasAssumedName` tells which of them are no promise.
 */
export function promised(signature: Signature): Signature {
  return { ...signature, inputs: signature.inputs.map(promisedField), outputs: signature.outputs.map(promisedField) }
}

export function hasAssumedName(field: Field): boolean {
  return field.assumed?.includes('name') ?? false
}

/** A value of which neither kind nor type nor rank is known: anything may turn out to be there. */
export function isUnknown(value: Value): boolean {
  return 'shape' in value && value.type === null && value.shape === null && !value.sparse && !value.ragged
}

/** No fact of the value, at any depth, is unknown or assumed. */
export function isFullyKnown(value: Value): boolean {
  if (value.assumed !== undefined && value.assumed.length > 0) return false
  if ('sequence' in value) return isFullyKnown(value.sequence)
  if ('map' in value) return value.map.key !== null && isFullyKnown(value.map.value)
  if ('struct' in value) return value.struct.every(isFullyKnown)
  return 'image' in value ? knownShape([value.image.width, value.image.height, value.image.channels]) : value.type !== null && knownShape(value.shape)
}

function knownShape(shape: Shape): boolean {
  return shape?.every((dim) => dim !== null) ?? false
}

function promisedField(field: Field): Field {
  return { name: field.name, ...promisedValue(field), ...(hasAssumedName(field) && { assumed: ['name'] as const }) }
}

function promisedValue(value: Value): Value {
  const assumed = new Set<AssumedFact>(value.assumed)
  const { profile, optional, sparse, ragged, aliases } = value
  return {
    ...promisedKind(value, assumed),
    ...(profile !== undefined && { profile }),
    ...(optional && { optional }),
    ...(sparse && { sparse }),
    ...(ragged && { ragged }),
    ...(aliases !== undefined && { aliases }),
  }
}

function promisedKind(value: Value, assumed: ReadonlySet<AssumedFact>): Value {
  if ('shape' in value) return tensor(assumed.has('type') ? null : value.type, assumed.has('shape') ? null : value.shape)
  // the type of a composite value is its kind: assumed, nothing is known of it
  if (assumed.has('type')) return tensor(null, null)
  if ('sequence' in value) return { sequence: promisedValue(value.sequence) }
  if ('map' in value) return { map: { key: value.map.key, value: promisedValue(value.map.value) } }
  if ('struct' in value) return { struct: value.struct.map(promisedField) }
  const known = (dim: Dim): Dim => (assumed.has('shape') ? null : dim)
  return { image: { width: known(value.image.width), height: known(value.image.height), channels: known(value.image.channels) } }
}

function tensor(type: TensorValue['type'], shape: Shape): TensorValue {
  return { type, shape }
}
