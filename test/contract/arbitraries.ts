import fc from 'fast-check'
import { MAX_RANK } from '../../src/contract/parse.ts'
import { type Contract, type Dim, DTYPES, type Field, PROFILES, type Signature, type Value } from '../../src/contract/types.ts'

/** Names that have confused programs: property names of objects, integer-like keys, dots, line breaks, half of an emoji, direction marks. */
export const HOSTILE_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '0',
  '10',
  '',
  ' ',
  'a.b',
  'inputs',
  'line\nbreak',
  '👩‍👩‍👧‍👦',
  '\ud83d',
  '\u202Eevil',
  '`|<b>',
]

const someName = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), fc.string({ maxLength: 4 }), fc.constantFrom('x', 'y', 'z'))
const knownDim: fc.Arbitrary<Dim> = fc.oneof(fc.constantFrom<Dim>(-1, 0, 1, 4, 5, 'n', 'm', 'batch'), fc.nat())
const anyDim: fc.Arbitrary<Dim> = fc.oneof(knownDim, fc.constant(null))

/** `unknowns`: facts may be unknown or assumed. */
export interface Knowledge {
  readonly unknowns: boolean
  readonly aliases: boolean
}

function modifiers(knowledge: Knowledge): fc.Arbitrary<object> {
  const assumed = fc.uniqueArray(fc.constantFrom('name', 'type', 'shape'), { minLength: 1 })
  return fc.record(
    {
      profile: fc.constantFrom(...PROFILES),
      optional: fc.constant(true),
      sparse: fc.constant(true),
      ragged: fc.constant(true),
      ...(knowledge.unknowns && { assumed }),
    },
    { requiredKeys: [] },
  )
}

function valueArbitrary(knowledge: Knowledge, depth: number): fc.Arbitrary<Value> {
  const dim = knowledge.unknowns ? anyDim : knownDim
  const type = knowledge.unknowns ? fc.option(fc.constantFrom(...DTYPES), { freq: 4 }) : fc.constantFrom(...DTYPES.slice(0, 4))
  const dims = fc.array(dim, { maxLength: 3 })
  const tensor = fc.record({ type, shape: knowledge.unknowns ? fc.option(dims, { freq: 4 }) : dims })
  const image = fc.record({ image: fc.record({ width: dim, height: dim, channels: dim }) })
  const inner = (): fc.Arbitrary<Value> => valueArbitrary(knowledge, depth - 1)
  const kinds: fc.Arbitrary<object>[] = [tensor, tensor, tensor, image]
  if (depth > 0) {
    kinds.push(
      fc.record({ sequence: inner() }),
      fc.record({ map: fc.record({ key: type, value: inner() }) }),
      fc.record({ struct: fieldsArbitrary(knowledge, depth - 1) }),
    )
  }
  return fc.tuple(fc.oneof(...kinds), modifiers(knowledge)).map(([kind, more]) => ({ ...kind, ...more }) as Value)
}

function fieldsArbitrary(knowledge: Knowledge, depth: number): fc.Arbitrary<Field[]> {
  const field = fc.tuple(someName, fc.array(someName, { maxLength: 2 }), valueArbitrary(knowledge, depth))
  return fc.array(field, { maxLength: 4 }).map((list) => {
    const taken = new Set<string>()
    const free = (name: string): boolean => !taken.has(name) && taken.add(name).has(name)
    return list.flatMap(([name, others, value]) => {
      if (!free(name)) return []
      const aliases = knowledge.aliases ? others.filter(free) : []
      return [{ name, ...value, ...(aliases.length > 0 && { aliases }) }]
    })
  })
}

export function signatureArbitrary(knowledge: Knowledge): fc.Arbitrary<Signature> {
  return fc
    .record({ name: someName, inputs: fieldsArbitrary(knowledge, 2), outputs: fieldsArbitrary(knowledge, 2), positional: fc.boolean() })
    .map(({ positional, ...signature }) => ({ ...signature, ...(positional && { positional }) }))
}

/** Any contract that the language allows, with signatures in normal order. */
export function contractArbitrary(knowledge: Knowledge = { unknowns: true, aliases: true }): fc.Arbitrary<Contract> {
  const framework = fc.record({ name: someName, version: someName, format: fc.constantFrom('a', 'b') }, { requiredKeys: ['name'] })
  const signatures = fc.uniqueArray(signatureArbitrary(knowledge), { maxLength: 3, selector: (signature) => signature.name })
  return fc
    .record({ framework, signatures })
    .map((rest) => ({ contract: 1, ...rest, signatures: rest.signatures.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }))
}

export const longestShape: readonly Dim[] = new Array<Dim>(MAX_RANK).fill(-1)
