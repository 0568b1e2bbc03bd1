/** Two readings of one network, up to names. */
import { describe, expect, it } from 'vitest'
import { firstDifference } from '../../src/contract/alike.ts'
import type { Dim, DType, Field, Signature } from '../../src/contract/types.ts'

const field = (name: string, type: DType | null, shape: readonly Dim[] | null, more: object = {}): Field => ({ name, type, shape, ...more })
const signature = (inputs: readonly Field[], outputs: readonly Field[], name = 'predict'): readonly Signature[] => [{ name, inputs, outputs }]
const x = field('x', 'float32', [-1, 4])
const y = field('y', 'int64', [-1])

describe('nothing differs', () => {
  it.each<readonly [what: string, one: readonly Signature[], other: readonly Signature[]]>([
    ['equal ones', signature([x], [y]), signature([x], [y])],
    ['other names, also of the signature', signature([x], [y]), signature([{ ...x, name: 'input_1' }], [{ ...y, name: 'out' }], 'serving_default')],
    [
      'another order of fields',
      signature([x, y], []),
      signature(
        [
          { ...y, name: 'a' },
          { ...x, name: 'b' },
        ],
        [],
      ),
    ],
    ['unknown types and ranks', signature([x], [y]), signature([field('x', null, null)], [field('y', null, [null])])],
    ['unknown sizes', signature([x], []), signature([field('x', 'float32', [null, null])], [])],
    ['assumed facts', signature([x], []), signature([field('x', 'float64', [-1, 9], { assumed: ['type', 'shape'] })], [])],
    ['a symbol for any size', signature([x], []), signature([field('x', 'float32', ['batch', 4])], [])],
    ['inputs that may be left out', signature([x], []), signature([x, field('z', 'int8', [], { optional: true })], [])],
    ['outputs that one side does not tell', signature([x], [y]), signature([x], [])],
    ['several signatures, none of the network', signature([x], []), [...signature([y], [], 'a'), ...signature([y], [], 'b')]],
    ['further signatures', signature([x], []), [...signature([y], [], 'train'), ...signature([x], [], 'serving_default')]],
    [
      'an order that must be found',
      signature([field('a', null, [4]), field('b', 'int8', [4])], []),
      signature([field('c', 'int8', [4]), field('d', 'int16', [4])], []),
    ],
  ])('%s', (_, one, other) => {
    expect([firstDifference(one, other), firstDifference(other, one)]).toEqual([undefined, undefined])
  })
})

describe('what differs is told', () => {
  it.each<readonly [what: string, one: readonly Signature[], other: readonly Signature[], difference: string]>([
    ['a type', signature([x], []), signature([field('in', 'int8', [-1, 4])], []), 'input x: float32 [-1, 4] against int8 [-1, 4]'],
    ['a rank', signature([x], []), signature([field('x', 'float32', [4])], []), 'input x: float32 [-1, 4] against float32 [4]'],
    ['a size', signature([x], [y]), signature([x], [field('y', 'int64', [3])]), 'output y: int64 [-1] against int64 [3]'],
    ['how many there are', signature([x, y], []), signature([x], []), '2 inputs against 1'],
    [
      'one of several',
      signature([y, x], []),
      signature([{ ...x, name: 'a' }, field('b', 'int32', [-1])], []),
      'input y: int64 [-1] against float32 [-1, 4]',
    ],
    [
      'what a name stands for',
      signature([x, y], []),
      signature([field('x', 'int64', [-1]), field('y', 'float32', [-1, 4])], []),
      'input x: float32 [-1, 4] against int64 [-1]',
    ],
    ['a kind', signature([x], []), signature([{ name: 'x', sequence: x }], []), 'input x: float32 [-1, 4] against seq(float32 [-1, 4])'],
  ])('%s', (_, one, other, difference) => {
    expect(firstDifference(one, other)).toBe(difference)
    expect(firstDifference(other, one)).toBeDefined()
  })
})
