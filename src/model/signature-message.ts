import type { Contract, DType, Field, Profile, Shape, Signature, Value } from '../contract/types.ts'
import { kindOf } from '../contract/types.ts'
import { DATA_TYPES } from './signature-words.ts'

/**
 * Hydrosphere's ModelSignature as plain data, between its two spellings (binary and text) and our contracts.
 *
 * What the message cannot say, and what becomes of it (never a wrong fact):
 *
 * | contract | message | read back |
 * |---|---|---|
 * | rank unknown, or one size unknown | no `shape` ("Dynamic": checks disabled) | rank unknown |
 * | any size, symbol | -1 | any size |
 * | type unknown, or not in the enum (float8, int4, timestamp, bytes …) | DT_INVALID | type unknown |
 * | `struct` | `subfields` | `struct` |
 * | `sequence`, `map`, `image` | no shape, DT_INVALID | tensor, both unknown |
 * | `optional`, `sparse`, `ragged`, `aliases`, `assumed`, `positional` | left out; a sparse or ragged value has no shape | – |
 * | several signatures | one: `serving_default`, else `predict`, else the first (as Hydrosphere's TensorFlow reader chose) | that one |
 *
 * The file is written for runtimes that check requests; our own contract.json beside it stays the exact one.
 */
export interface SignatureMessage {
  readonly name: string
  readonly inputs: readonly FieldMessage[]
  readonly outputs: readonly FieldMessage[]
}

export interface FieldMessage {
  readonly name: string
  /** `undefined`: the message has no shape at all. */
  readonly dims: readonly number[] | undefined
  /** `null`: DT_INVALID or absent. `subfields` take the place of a type. */
  readonly type: DType | null
  readonly subfields: readonly FieldMessage[] | undefined
  readonly profile: Profile
}

/** The signature that a file for Hydrosphere holds; `undefined` for a contract without signatures. */
export function primarySignature(contract: Contract): Signature | undefined {
  const named = (name: string): Signature | undefined => contract.signatures.find((signature) => signature.name === name)
  return named('serving_default') ?? named('predict') ?? contract.signatures[0]
}

/** Our signature in the message's words; the table above says what is lost. */
export function toMessage({ name, inputs, outputs }: Signature): SignatureMessage {
  return { name, inputs: inputs.map(fieldMessage), outputs: outputs.map(fieldMessage) }
}

function fieldMessage(field: Field): FieldMessage {
  const profile = field.profile ?? 'none'
  const base = { name: field.name, profile, dims: undefined, type: null, subfields: undefined }
  if ('struct' in field) return { ...base, subfields: field.struct.map(fieldMessage) }
  if (!('shape' in field) || kindOf(field) !== 'tensor') return base
  // what rests on a convention only is no promise, here neither
  const assumed = field.assumed ?? []
  const shaped = !field.sparse && !field.ragged && !assumed.includes('shape')
  return { ...base, type: assumed.includes('type') ? null : sayable(field.type), dims: shaped ? dimsOf(field.shape) : undefined }
}

function sayable(type: DType | null): DType | null {
  return DATA_TYPES.some(([, , known]) => known === type) ? type : null
}

/** -1 is a promise to take any size: not the word for a size that nobody knows. */
function dimsOf(shape: Shape): readonly number[] | undefined {
  if (shape === null || shape.includes(null)) return undefined
  return shape.map((dim) => (typeof dim === 'number' ? dim : -1))
}

/** The contract that the messages declare. Framework: unknown to the format. */
export function fromMessages(messages: readonly SignatureMessage[]): Contract {
  const signatures = messages.map(({ name, inputs, outputs }) => ({ name, inputs: inputs.map(fieldOf), outputs: outputs.map(fieldOf) }))
  return { contract: 1, framework: { name: 'other' }, signatures }
}

function fieldOf(message: FieldMessage): Field {
  const { name, dims, type, subfields, profile } = message
  const modifiers = profile === 'none' ? {} : { profile }
  const shape: Shape = dims ?? null
  const value: Value = subfields === undefined ? { type, shape } : { struct: subfields.map(fieldOf) }
  return { name, ...value, ...modifiers }
}
