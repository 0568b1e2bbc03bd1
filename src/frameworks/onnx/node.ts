import type { DType } from '../../contract/types.ts'
import type { Shape } from '../../shapes/shape.ts'
import type { Size } from '../../shapes/size.ts'
import type { Values } from '../../shapes/values.ts'
import { type Known, NOTHING } from './known.ts'
import type { Rec } from './record.ts'

/** One node as operator rules see it: what is known of its inputs, and its attributes. */
export interface Node {
  readonly op: string
  /** Version of its operator set. */
  readonly opset: number
  readonly outputs: readonly string[]
  readonly inputCount: number
  /** Given and not the empty name of a left-out optional input. */
  has(input: number): boolean
  input(index: number): Known
  shape(input: number): Shape
  type(input: number): DType | null
  values(input: number): Values | null
  /** The only element of a scalar or one-element input. */
  scalar(input: number): Size
  int(attribute: string): number | undefined
  ints(attribute: string): readonly number[] | undefined
  floats(attribute: string): readonly number[] | undefined
  float(attribute: string): number | undefined
  text(attribute: string): string | undefined
  /** Entries of a list of strings. */
  strings(attribute: string): number
  message(attribute: string, field: 't' | 'g' | 'sparse_tensor'): Rec | undefined
}

/** Longest attribute text that a rule reads: einsum equations and mode words. */
const MAX_ATTRIBUTE_TEXT = 1_024

/** Attributes of a call of a local function, to which its nodes refer by `ref_attr_name`. */
export type Attributes = ReadonlyMap<string, Rec>

export function attributesOf(records: readonly Rec[], caller: Attributes | undefined): Attributes {
  const attributes = new Map<string, Rec>()
  for (const record of records) {
    const reference = record.text('ref_attr_name') ?? ''
    const resolved = reference === '' ? record : caller?.get(reference)
    if (resolved !== undefined) attributes.set(record.text('name') ?? '', resolved)
  }
  return attributes
}

export function nodeView(record: Rec, inputs: readonly (Known | undefined)[], attributes: Attributes, opset: number): Node {
  const input = (index: number): Known => inputs[index] ?? NOTHING
  const list = <T>(values: readonly T[] | null | undefined): readonly T[] | undefined => (values?.length ? values : undefined)
  return {
    op: record.text('op_type') ?? '',
    opset,
    outputs: record.texts('output'),
    inputCount: inputs.length,
    has: (index) => inputs[index] !== undefined,
    input,
    shape: (index) => input(index).shape,
    type: (index) => input(index).type,
    values: (index) => input(index).values,
    scalar(index) {
      const { values } = input(index)
      return values?.length === 1 ? (values[0] ?? null) : null
    },
    int: (name) => attributes.get(name)?.int('i'),
    ints(name) {
      const attribute = attributes.get(name)
      // AttributeType.INTS = 7: an empty list is a list all the same
      return attribute?.int('type') === 7 ? (attribute.ints('ints') ?? undefined) : list(attribute?.ints('ints'))
    },
    floats: (name) => list(attributes.get(name)?.floats('floats')),
    float: (name) => attributes.get(name)?.float('f'),
    text(name) {
      const blob = attributes.get(name)?.blobs('s').at(-1)
      return blob === undefined || blob.length > MAX_ATTRIBUTE_TEXT ? undefined : new TextDecoder().decode(blob.read(MAX_ATTRIBUTE_TEXT))
    },
    strings: (name) => attributes.get(name)?.blobs('strings').length ?? 0,
    message: (name, field) => attributes.get(name)?.message(field),
  }
}

/** What a node gives, output by output; missing ones are unknown. */
export type Rule = (node: Node) => readonly Known[]

/** Rules by operator name, of one operator domain. */
export type Rules = Readonly<Record<string, Rule>>

/** The same rule for several operators. */
export const alike = (names: string, rule: Rule): Rules => Object.fromEntries(names.split(' ').map((name) => [name, rule]))
