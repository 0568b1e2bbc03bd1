import { describe, expect, it } from 'vitest'
import {
  concat,
  flatten,
  gather,
  gatherNd,
  insertAxis,
  pad,
  pieces,
  reshape,
  scale,
  slice,
  squeeze,
  tile,
  transpose,
  unsqueeze,
} from '../../src/shapes/arrange.ts'
import { attend } from '../../src/shapes/attention.ts'
import { axisInput, convolveInput, matmulLeft } from '../../src/shapes/backwards.ts'
import { einsum, matmul, matrixProduct, swapLast } from '../../src/shapes/matmul.ts'
import { recurrent } from '../../src/shapes/recurrent.ts'
import { argReduce, reduce, topK } from '../../src/shapes/reduce.ts'
import { broadcast, contractShape, identify, join, type Shape } from '../../src/shapes/shape.ts'
import { add, multiply, named, type Size } from '../../src/shapes/size.ts'
import { ARITHMETIC, range, rangeLength, zip } from '../../src/shapes/values.ts'
import { convolve, convolveBack, depthToSpace, pool, poolAll, slide, slideBack, spaceToDepth, type Window } from '../../src/shapes/window.ts'

const b = named('b')
const t = named('t')
const h = named('h')

const rules = (rows: readonly (readonly [string, Shape, ReturnType<typeof contractShape>])[]) => {
  it.each(rows)('%s', (_, shape, expected) => {
    expect(contractShape(shape)).toEqual(expected)
  })
}

describe('broadcasting', () => {
  rules([
    ['equal', broadcast([b, 3], [b, 3]), ['b', 3]],
    ['a missing axis is 1', broadcast([b, 3, 4], [4]), ['b', 3, 4]],
    ['1 stretches', broadcast([b, 1], [1, t]), ['b', 't']],
    ['a number other than 1 wins over a symbol', broadcast([b], [7]), [7]],
    ['0 wins too', broadcast([b], [0]), [0]],
    ['two symbols: either may be 1', broadcast([b], [t]), [null]],
    ['unknown against 1', broadcast([null], [1]), [null]],
    ['numbers that don’t fit: nothing', broadcast([2], [3]), [null]],
    ['scalars', broadcast([], []), []],
    ['unknown rank', broadcast([3], null), null],
    ['three operands', broadcast([b, 1, 1], [t, 1], [5]), ['b', 't', 5]],
    ['branches keep what they share', join([b, 3, 4], [b, 3, 5]), ['b', 3, null]],
    ['branches of different rank', join([b], [b, 1]), null],
  ])
})

const window = (more: Partial<Window>): Window => ({ kernel: 3, stride: 1, dilation: 1, padding: 'valid', rounding: 'floor', ...more })

describe('windows', () => {
  it.each<[string, Size, Size]>([
    ['valid', slide(7, window({})), 5],
    ['stride rounds down', slide(8, window({ stride: 2 })), 3],
    ['same is ⌈n / stride⌉', slide(7, window({ stride: 2, padding: 'same' })), 4],
    ['padding on both sides', slide(7, window({ padding: { before: 1, after: 1 } })), 7],
    ['dilation widens the kernel', slide(7, window({ dilation: 2 })), 3],
    ['larger than its input', slide(2, window({})), null],
    ['ceil counts a partial window', slide(8, window({ stride: 2, rounding: 'ceil' })), 4],
    [
      'ceil leaves out a window in the padding: runtimes differ',
      slide(3, window({ kernel: 1, stride: 3, padding: { before: 0, after: 1 }, rounding: 'ceil' })),
      null,
    ],
    ['a stride of 0', slide(7, window({ stride: 0 })), null],
    ['unknown size', slide(null, window({})), null],
    ['transposed: stride·(n − 1) + kernel', slideBack(4, window({ stride: 2 }), 0), 9],
    ['transposed with padding and output padding', slideBack(4, window({ stride: 2, padding: { before: 1, after: 1 } }), 1), 8],
    ['transposed same is n·stride', slideBack(4, window({ stride: 2, padding: 'same' }), 0), 8],
  ])('%s', (_, size, expected) => {
    expect(size).toBe(expected)
  })

  const same = window({ padding: { before: 1, after: 1 } })
  const half = window({ stride: 2, padding: { before: 1, after: 1 } })
  rules([
    ['a symbol stays itself where the size stays', convolve({ input: [b, 3, h, h], windows: [same, same] }, 8), ['b', 8, 'h', 'h']],
    ['half of a symbol has no word', convolve({ input: [b, 3, h], windows: [half] }, 8), ['b', 8, null]],
    ['unknown input: rank and filters are known', convolve({ input: null, windows: [same] }, 8), [null, 8, null]],
    ['an input of the wrong rank', convolve({ input: [b, 3], windows: [same] }, 8), null],
    ['pooling keeps channels', pool({ input: [b, 16, 8], windows: [window({ kernel: 2, stride: 2 })] }), ['b', 16, 4]],
    ['global pooling', poolAll([b, 16, 7, h]), ['b', 16, 1, 1]],
    ['transposed', convolveBack({ input: [b, 16, 4], windows: [window({ stride: 2 })] }, 8, { padding: [] }), ['b', 8, 9]],
    ['transposed to a fixed shape', convolveBack({ input: [b, 16, h], windows: [window({})] }, 8, { padding: [], shape: [20] }), ['b', 8, 20]],
    ['depth to space', depthToSpace([b, 12, 4, h], 2), ['b', 3, 8, null]],
    ['space to depth', spaceToDepth([b, 3, 8, 4], 2), ['b', 12, 4, 2]],
  ])

  it('the same formula of a symbol is the same size', () => {
    const twice = () => convolve({ input: [b, 3, h], windows: [half] }, 8)
    const flat = reshape(twice(), [b, -1])
    expect(contractShape(broadcast(twice(), twice()))).toEqual(['b', 8, null])
    expect(contractShape(reshape(flat, [b, 8, -1]))).toEqual(['b', 8, null])
  })
})

describe('arranging', () => {
  rules([
    ['transpose', transpose([b, 3, 4], [2, 0, 1]), [4, 'b', 3]],
    ['transpose without an order reverses', transpose([b, 3]), [3, 'b']],
    ['an axis twice is no transposition', transpose([b, 3], [0, 0]), null],
    ['reshape: what is left of a symbol', reshape([b, 3, 4], [-1, 12]), ['b', 12]],
    ['reshape: what is left of a number', reshape([b, 3, 4], [b, -1]), ['b', 12]],
    ['reshape: 0 copies', reshape([b, 3, 4], [0, -1]), ['b', 12]],
    ['reshape: 0 is empty', reshape([b, 0], [0, 5], 'empty'), [0, 5]],
    ['reshape: an unknown axis cancels', reshape(identify([null, 3, 4], 'x'), [-1, 12]), [null, 12]],
    ['reshape: an unknown entry is what is left', reshape([2, 6], [null, 3]), [4, 3]],
    ['reshape: two unknown entries', reshape([2, 6], [null, null, 3]), [null, null, 3]],
    ['reshape: an uncertain entry beside -1', reshape([2, 6], [null, -1, 3]), [null, null, 3]],
    ['reshape: sizes that don’t divide', reshape([7], [2, -1]), [2, null]],
    ['reshape: unknown input', reshape(null, [-1, 12]), [null, 12]],
    ['flatten', flatten([b, 3, 4], 1), ['b', 12]],
    ['flatten at 0', flatten([2, 3], 0), [1, 6]],
    ['flatten of unknown rank is a matrix', flatten(null, 1), [null, null]],
    ['squeeze axes', squeeze([b, 1, 4], [1]), ['b', 4]],
    ['squeeze all ones', squeeze([2, 1, 1], 'ones'), [2]],
    ['squeeze all ones of a symbol: it may be 1', squeeze([b, 1], 'ones'), null],
    ['unsqueeze', unsqueeze([b, 4], [0, -1]), [1, 'b', 4, 1]],
    [
      'concat adds',
      concat(
        [
          [b, 3],
          [b, 5],
        ],
        1,
      ),
      ['b', 8],
    ],
    [
      'concat learns from its neighbours',
      concat(
        [
          [null, 3],
          [7, 5],
        ],
        1,
      ),
      [7, 8],
    ],
    ['concat with unknown rank: the axis is open', concat([[b, 3], null], 1), ['b', null]],
    ['slice of a number', slice([b, 10], [{ axis: 1, start: 2, end: -1, step: 3 }]), ['b', 3]],
    ['slice backwards', slice([10], [{ axis: 0, start: -1, end: -(2 ** 40), step: -1 }]), [10]],
    ['slice of everything of a symbol', slice([b], [{ axis: 0, start: 0, end: 2 ** 53, step: 1 }]), ['b']],
    ['slice of a symbol: it may be shorter', slice([b], [{ axis: 0, start: 0, end: 4, step: 1 }]), [null]],
    ['slice beyond the end', slice([3], [{ axis: 0, start: 5, end: 9, step: 1 }]), [0]],
    ['pad', pad([b, 3], [0, 1], [0, 2]), ['b', 6]],
    ['tile', tile([b, 3], [1, 2]), ['b', 6]],
    ['gather rows', gather([100, 8], [b, t], 0), ['b', 't', 8]],
    ['gather one', gather([b, 8], [], 1), ['b']],
    ['gather n-d', gatherNd([b, 5, 6], [7, 2], 0), [7, 6]],
    ['scale whole factors', scale([b, h, 8], [1, 2, 1.5]), ['b', null, 12]],
    ['scale too close to call', scale([3], [0.33333334]), [null]],
    ['insert an axis', insertAxis([b, t], -1, 10), ['b', 't', 10]],
  ])

  it('leaves no -1 in a reshaped size', () => {
    expect(reshape([2, 6], [null, -1, 3])).toEqual([null, null, 3])
  })

  it.each([
    [10, 3, [4, 4, 2]],
    [6, 3, [2, 2, 2]],
  ])('%d in %d pieces', (size, count, expected) => {
    expect(pieces(size, count)).toEqual(expected)
  })
})

describe('products', () => {
  rules([
    ['matrices', matmul([b, 4], [4, 3]), ['b', 3]],
    ['a stack', matmul([b, t, 4], [4, 3]), ['b', 't', 3]],
    ['stacks broadcast', matmul([b, 1, t, 4], [8, 4, 3]), ['b', 8, 't', 3]],
    ['vector · matrix', matmul([4], [4, 3]), [3]],
    ['matrix · vector', matmul([b, 4], [4]), ['b']],
    ['vector · vector', matmul([4], [4]), []],
    ['scalars have no product', matmul([], [4]), null],
    ['unknown rank', matmul(null, [4, 3]), null],
    ['a matrix product is a matrix', matrixProduct(null, swapLast([3, 4])), [null, 3]],
    [
      'einsum',
      einsum('bij,bjk->bik', [
        [b, 2, 3],
        [b, 3, 5],
      ]),
      ['b', 2, 5],
    ],
    [
      'einsum with dots',
      einsum('...ij,jk->...ik', [
        [b, t, 2, 3],
        [3, 5],
      ]),
      ['b', 't', 2, 5],
    ],
    [
      'einsum without an arrow',
      einsum('ij,jk', [
        [2, 3],
        [3, 5],
      ]),
      [2, 5],
    ],
    ['einsum of the wrong rank', einsum('ij->i', [[2, 3, 4]]), null],
    ['attention over heads', attend({ query: [b, 8, t, 16], value: [b, 8, 6, 32], queryHeads: null, valueHeads: null }), ['b', 8, 't', 32]],
    ['grouped attention', attend({ query: [b, t, 64], value: [b, 6, 16], queryHeads: 8, valueHeads: 2 }), ['b', 't', 64]],
  ])

  it('recurrences keep directions apart', () => {
    const { sequence, state } = recurrent({ input: [t, b, 4], order: 'time-first', units: 6, directions: 2 })
    expect([contractShape(sequence), contractShape(state)]).toEqual([
      ['t', 2, 'b', 6],
      [2, 'b', 6],
    ])
    const batched = recurrent({ input: [b, t, 4], order: 'batch-first', units: 6, directions: 1 })
    expect([contractShape(batched.sequence), contractShape(batched.state)]).toEqual([
      ['b', 't', 1, 6],
      ['b', 1, 6],
    ])
  })
})

describe('reducing', () => {
  rules([
    ['one axis kept', reduce([b, 3, 4], [-1], 'keep'), ['b', 3, 1]],
    ['one axis dropped', reduce([b, 3, 4], [1], 'drop'), ['b', 4]],
    ['all dropped: a scalar even of unknown rank', reduce(null, 'all', 'drop'), []],
    ['all kept', reduce([b, 3], 'all', 'keep'), [1, 1]],
    ['unknown axes kept', reduce([b, 3], null, 'keep'), [null, null]],
    ['unknown axes dropped', reduce([b, 3], null, 'drop'), null],
    ['an axis that does not exist', reduce([b], [3], 'drop'), null],
    ['best k', topK([b, 100], -1, 5), ['b', 5]],
    ['index of the best', argReduce([b, 100], 1, 'drop'), ['b']],
  ])
})

describe('backwards', () => {
  rules([
    ['x · W demands the rows of W', matmulLeft(3, [4, 5]), [null, null, 4]],
    ['a stack of matrices', matmulLeft(2, [7, 4, 5]), [null, 4]],
    ['convolution demands channels', convolveInput(4, [8, 3, 5, 5], 2), [null, 6, null, null]],
    ['an axis', axisInput(3, -1, 9), [null, null, 9]],
    ['an axis that does not exist', axisInput(1, 2, 9), null],
  ])
})

describe('values of shape vectors', () => {
  it.each<[string, Size, Size]>([
    ['2b / 2', ARITHMETIC.divide(multiply(b, 2), 2), b],
    ['7 / 2 whole', ARITHMETIC.divide(7, 2), 3],
    ['−7 / 2 truncates elsewhere: not said', ARITHMETIC.divide(-7, 2), null],
    ['max(b, 0)', ARITHMETIC.maximum(b, 0), b],
    ['max(b, 1)', ARITHMETIC.maximum(b, 1), null],
    ['min(b, 5)', ARITHMETIC.minimum(b, 5), null],
    ['b = −1 is false', ARITHMETIC.equal(b, -1), 0],
    ['b = b', ARITHMETIC.equal(b, b), 1],
    ['b = 5 is open', ARITHMETIC.equal(b, 5), null],
    ['b < b + 1', ARITHMETIC.less(b, add(b, 1)), 1],
    ['4b mod 4', ARITHMETIC.modulo(multiply(b, 4), 4), 0],
    ['length of 2, 5, 8', rangeLength(2, 9, 3), 3],
    ['length of fractions is open', rangeLength(0, 1, 0.1), null],
    ['length of 0 … b', rangeLength(0, b, 1), b],
    ['length of b … 0 is open', rangeLength(b, 0, 1), null],
  ])('%s', (_, value, expected) => {
    expect(value).toEqual(expected)
  })

  it('meet element by element, a single one with all', () => {
    expect(zip([1, 2, 3], [10], ARITHMETIC.add)).toEqual([11, 12, 13])
    expect(zip([1, 2, 3], [1, 2], ARITHMETIC.add)).toBeNull()
    expect(range(2, 9, 3)).toEqual([2, 5, 8])
    expect(range(0, 1_000_000, 1)).toBeNull()
  })
})
