import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agree } from '../../src/contract/agree.ts'
import { canonicalJson, contractDigest } from '../../src/contract/canonical.ts'
import type { Change } from '../../src/contract/change.ts'
import { completeness } from '../../src/contract/completeness.ts'
import { diff } from '../../src/contract/diff.ts'
import { levelOf } from '../../src/contract/level.ts'
import { parseContract } from '../../src/contract/parse.ts'
import type { Contract, Dim, Field, Signature } from '../../src/contract/types.ts'
import { UserError } from '../../src/errors.ts'
import { contractArbitrary } from './arbitraries.ts'

/** What `check` returns is no verdict: it throws, or the law holds. */
function holds<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => unknown, parameters: { readonly numRuns?: number } = {}): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      check(value)
    }),
    parameters,
  )
}

const level = (changes: readonly Change[]) => levelOf(changes, { contentChanged: false })
const shuffled = (contract: Contract): fc.Arbitrary<Contract> => {
  const order = (fields: readonly Field[]) => fc.shuffledSubarray([...fields], { minLength: fields.length })
  const signatures = contract.signatures.map((one) =>
    fc.record({ inputs: order(one.inputs), outputs: order(one.outputs) }).map((lists): Signature => ({ ...one, ...lists })),
  )
  return fc.tuple(...signatures).map((list) => ({ ...contract, signatures: list }))
}
const named = (contract: Contract): Contract => ({
  ...contract,
  signatures: contract.signatures.map(({ name, inputs, outputs }) => ({ name, inputs, outputs })),
})
/** Two or three versions of one model: same signature names, so that fields are really compared. */
const versions = (count: number, knowledge?: Parameters<typeof contractArbitrary>[0]) =>
  fc
    .array(contractArbitrary(knowledge), { minLength: count, maxLength: count })
    .map((list) => list.map((contract) => ({ ...contract, signatures: contract.signatures.slice(0, 1).map((one) => ({ ...one, name: 'predict' })) })))
const EMPTY: Contract = { contract: 1, framework: { name: 'none' }, signatures: [] }
const pair = versions(2).map(([a = EMPTY, b = EMPTY]) => [a, b] as const)

/** Contracts that differ in little, so that a step between two of them is often compatible: one signature, few fields, few sizes. */
const closeContract: fc.Arbitrary<Contract> = (() => {
  const dim = fc.constantFrom<Dim>(-1, -1, 4, 'n', 'n', 'm')
  const value = fc.record({ type: fc.constant('float32' as const), shape: fc.array(dim, { minLength: 1, maxLength: 1 }) })
  const field = (name: string, presence: object) => value.map((one): Field => ({ name, ...one, ...presence }))
  const rarely = (one: fc.Arbitrary<Field>) => fc.option(one, { freq: 1 })
  const list = fc
    .tuple(field('x', {}), rarely(field('y', {})), rarely(field('z', { optional: true })))
    .map((fields) => fields.filter((one) => one !== null))
  return fc
    .record({ inputs: list, outputs: list })
    .map((lists) => ({ contract: 1, framework: { name: 'onnx' }, signatures: [{ name: 'predict', ...lists }] }))
})()

describe('laws of diff', () => {
  it('says nothing about a contract against itself', () => {
    holds(contractArbitrary(), (a) => expect(diff(a, a)).toEqual([]))
  })

  it('never throws for two valid contracts', () => {
    holds(fc.oneof(pair, fc.tuple(contractArbitrary(), contractArbitrary())), ([a, b]) => void diff(a, b))
  })

  it('gives a level that does not depend on the order of fields in named signatures', () => {
    const reordered = pair
      .map(([a, b]) => [named(a), named(b)] as const)
      .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), shuffled(a), shuffled(b)))
    holds(reordered, ([a, b, c, d]) => expect(level(diff(c, d))).toBe(level(diff(a, b))))
  })

  it('gives two fields that claim one by their aliases to the same of them, whatever their order', () => {
    const old: readonly Field[] = [
      { name: 'x', type: 'int64', shape: [-1], aliases: ['y'], optional: true },
      { name: 'w', type: 'float32', shape: [-1], optional: true },
    ]
    const next: readonly Field[] = [{ name: 'y', type: 'float32', shape: [-1], aliases: ['w'], optional: true }]
    const promise = (inputs: readonly Field[]): Contract => ({
      contract: 1,
      framework: { name: 'onnx' },
      signatures: [{ name: 'predict', inputs, outputs: [] }],
    })
    const rules = (inputs: readonly Field[]) => diff(promise(inputs), promise(next)).map(({ rule, where }) => `${rule} ${where}`)
    expect(rules([...old].reverse()).sort()).toEqual(rules(old).sort())
  })

  it('says nothing about a reordered named contract', () => {
    const reordered = contractArbitrary()
      .map(named)
      .chain((a) => fc.tuple(fc.constant(a), shuffled(a)))
    holds(reordered, ([a, b]) => expect(diff(a, b)).toEqual([]))
  })

  it('says the same of symbols by another name', () => {
    const renamed = (contract: Contract): Contract =>
      JSON.parse(JSON.stringify(contract), (key, value) =>
        key === 'shape' && value ? value.map((dim: unknown) => (typeof dim === 'string' ? `${dim}'` : dim)) : value,
      )
    const noImages = contractArbitrary().filter((contract) => !JSON.stringify(contract).includes('"image":{'))
    holds(noImages, (a) => expect(diff(a, renamed(a))).toEqual([]))
  })

  it('never reports less for two steps than for the direct change, where everything is known', () => {
    const three = fc.tuple(closeContract, closeContract, closeContract)
    holds(
      three,
      ([a, b, c]) => {
        if (level(diff(a, c)) === 'breaking') expect([level(diff(a, b)), level(diff(b, c))]).toContain('breaking')
      },
      { numRuns: 5000 },
    )
  })

  it('never calls a comparison with a breaking row compatible', () => {
    holds(pair, ([a, b]) => expect(level(diff(a, b)) === 'breaking').toBe(diff(a, b).some((row) => row.level === 'breaking')))
  })

  it('joins the path of every row to its place', () => {
    holds(pair, ([a, b]) => expect(diff(a, b).filter((row) => row.where !== row.path.join('.'))).toEqual([]))
  })
})

describe('laws of the canonical form', () => {
  it('is read back as the same contract', () => {
    holds(contractArbitrary(), (a) => expect(parseContract(JSON.parse(canonicalJson(a)), 'contract.json')).toEqual(a))
  })

  it('has a digest that does not depend on the order of signatures', () => {
    holds(contractArbitrary(), (a) => expect(contractDigest({ ...a, signatures: [...a.signatures].reverse() })).toBe(contractDigest(a)))
  })

  it('has a digest that does not depend on the version of the framework', () => {
    holds(contractArbitrary(), (a) => expect(contractDigest({ ...a, framework: { ...a.framework, version: 'other' } })).toBe(contractDigest(a)))
  })

  it('refuses or reads any JSON, and throws nothing but UserError', () => {
    holds(
      fc.oneof(
        fc.json().map((text) => JSON.parse(text)),
        fc.record({ contract: fc.constant(1), framework: fc.jsonValue(), signatures: fc.jsonValue() }),
      ),
      (json) => {
        try {
          parseContract(json, 'contract.json')
        } catch (error) {
          expect(error).toBeInstanceOf(UserError)
        }
      },
    )
  })
})

describe('laws of agreement', () => {
  const declared = (contract: Contract) => ({ file: 'serving.yaml', contract, locate: () => ({ file: 'serving.yaml', line: 1 }) })
  const bare = (contract: Contract): Contract => JSON.parse(canonicalJson(contract))

  it('honours its declaration, or refuses', () => {
    holds(pair, ([a, b]) => {
      try {
        const agreed = agree([declared(a)], b)
        const broken = diff(agreed, { ...b, signatures: b.signatures }).filter((row) => row.level === 'breaking')
        expect(broken.filter((row) => row.rule !== 'output-dims-independent' && row.rule !== 'input-order-changed')).toEqual([])
      } catch (error) {
        expect(error).toBeInstanceOf(UserError)
      }
    })
  })

  it('accepts a declaration of exactly what was found', () => {
    holds(contractArbitrary({ unknowns: false, aliases: true }), (a) => {
      expect(bare(agree([declared(a)], a))).toEqual(bare(a))
    })
  })

  it('keeps what was found where nothing is declared', () => {
    holds(contractArbitrary(), (a) => expect(agree([], a)).toEqual(a))
  })
})

it('completeness is between 0 and 1, and every fact is known or missing', () => {
  holds(contractArbitrary(), (a) => {
    const { known, total, ratio, missing } = completeness(a)
    expect(known + missing.length).toBe(total)
    expect(ratio).toBeGreaterThanOrEqual(0)
    expect(ratio).toBeLessThanOrEqual(1)
  })
})
