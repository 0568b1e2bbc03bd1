import fc from 'fast-check'
import { type Contract, DTYPES, type Field, PROFILES, type Value } from '../../src/contract/types.ts'

/** Names as files hold them: ordinary ones, and every trap of YAML, protobuf and terminals. */
const name = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'inputs',
      'outputs',
      'name',
      'metadata',
      'type',
      'true',
      'No',
      'null',
      '~',
      '12',
      '1.0',
      '<<',
      '?',
      '-',
      'a: b',
      '# x',
      '[x]',
      "it's",
      '"q"',
      'é\u0000\u001b[31m',
      '🚀',
      '\u202e',
      'a\nb',
      ' lead',
      'x'.repeat(1500),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
)
const dim = fc.oneof(fc.nat({ max: 4096 }), fc.constantFrom(-1, null), fc.constantFrom('batch', 'seq_len', 'batch+1', 'floor(n/2)', 'größe'))
const modifiers = fc.record(
  {
    profile: fc.constantFrom(...PROFILES),
    optional: fc.constant(true),
    sparse: fc.constant(true),
    ragged: fc.constant(true),
    aliases: fc.array(name, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: [] },
)

const { value } = fc.letrec<{ value: Value; plain: Value }>((tie) => ({
  value: fc.tuple(tie('plain'), modifiers).map(([plain, rest]) => ({ ...plain, ...rest })),
  plain: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.option(fc.constantFrom(...DTYPES)), shape: fc.option(fc.array(dim, { maxLength: 4 })) }),
    fc.record({ image: fc.record({ width: dim, height: dim, channels: dim }) }),
    tie('value').map((sequence) => ({ sequence })),
    fc.record({ map: fc.record({ key: fc.option(fc.constantFrom(...DTYPES)), value: tie('value') }) }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((fields) => ({ struct: fields.map(([key, inner]) => ({ name: key, ...inner })) })),
  ),
}))

const fields: fc.Arbitrary<readonly Field[]> = fc.array(
  fc.tuple(name, value).map(([key, inner]) => ({ name: key, ...inner })),
  { maxLength: 4 },
)

/** Any contract: names of all kinds, also twice, every kind of value, every modifier. Signature names are unique. */
export const anyContract: fc.Arbitrary<Contract> = fc
  .uniqueArray(
    fc
      .record({ name, inputs: fields, outputs: fields, positional: fc.boolean() })
      .map(({ positional, ...rest }) => (positional ? { ...rest, positional } : rest)),
    { selector: (signature) => signature.name, minLength: 1, maxLength: 3 },
  )
  .map((signatures) => ({ contract: 1 as const, framework: { name: 'other' }, signatures }))
