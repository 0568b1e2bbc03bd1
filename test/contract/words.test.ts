import { describe, expect, it } from 'vitest'
import { completeness } from '../../src/contract/completeness.ts'
import { didYouMean, nearest } from '../../src/contract/nearest.ts'
import { printShape, printType, printValue } from '../../src/contract/render.ts'
import { DTYPES, evidenceOf, type Value } from '../../src/contract/types.ts'
import { contractOf, field, float } from './contracts.ts'

describe('the nearest word', () => {
  it.each([
    ['flaot32', 'float32'],
    ['FLOAT32', 'float32'],
    ['bool8', 'bool'],
    ['strng', 'string'],
    ['nothing like it', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%.20s → %s', (word, expected) => {
    expect(nearest(word, DTYPES)).toBe(expected)
  })

  it('is not looked for where nobody mistypes a word of this length', () => {
    expect(nearest('x'.repeat(65), ['x'.repeat(64)])).toBeUndefined()
  })

  it('ends a message, or adds nothing', () => {
    expect(didYouMean('shpae', ['type', 'shape'])).toBe(' Did you mean shape?')
    expect(didYouMean('colour', ['type', 'shape'])).toBe('')
  })
})

describe('values in print', () => {
  const tensor = { type: 'float32', shape: [] } as const
  it.each<[Value, string]>([
    [{ type: 'float32', shape: [-1, 4] }, 'float32 [-1, 4]'],
    [{ type: 'int64', shape: [] }, 'int64 []'],
    [{ type: 'int64', shape: ['batch', null] }, 'int64 [batch, ?]'],
    [{ type: 'int64', shape: null }, 'int64 ?'],
    [{ type: null, shape: [4] }, '? [4]'],
    [{ type: null, shape: null }, '?'],
    [{ type: 'float32', shape: [-1], sparse: true, optional: true }, 'sparse float32 [-1] (optional)'],
    [{ sequence: { map: { key: 'int64', value: tensor } } }, 'seq(map(int64 → float32 []))'],
    [{ map: { key: null, value: tensor } }, 'map(? → float32 [])'],
    [
      {
        struct: [
          { name: 'a', ...tensor },
          { name: 'b', sequence: tensor },
        ],
      },
      'struct(a: float32 [], b: seq(float32 []))',
    ],
    [
      { struct: Array.from({ length: 10 }, (_, index) => ({ name: `c${index}`, ...tensor })) },
      'struct(c0: float32 [], c1: float32 [], c2: float32 [], c3: float32 [], c4: float32 [], c5: float32 [], c6: float32 [], c7: float32 [], 2 more)',
    ],
    [{ image: { width: 224, height: -1, channels: null } }, 'image(224 × -1 × ?)'],
  ])('%j', (value, printed) => {
    expect(printValue(value)).toBe(printed)
  })

  it('prints type and shape alone', () => {
    expect(printType({ type: 'int8', shape: [3] })).toBe('int8')
    expect(printShape(null)).toBe('?')
  })
})

describe('completeness', () => {
  const known = (...values: readonly Value[]) => {
    const { known, total, missing } = completeness(contractOf(values.map((value, index) => field(`v${index}`, value))))
    return [known, total, ...missing.map(({ path, fact }) => `${path.slice(2).join('.')}: ${fact}`)]
  }
  it.each<[string, Value, readonly (string | number)[]]>([
    ['name, type, rank and the dimension that is no batch', { type: 'float32', shape: [-1, 4] }, [4, 4]],
    ['an unknown batch is no missing fact', { type: 'float32', shape: [null, 4] }, [4, 4]],
    ['unknown type', { type: null, shape: [-1] }, [2, 3, 'v0: type']],
    ['unknown rank', { type: 'int8', shape: null }, [2, 3, 'v0: rank']],
    ['unknown size', { type: 'int8', shape: [-1, null, 3] }, [4, 5, 'v0: dim 1']],
    ['any size and symbols are known', { type: 'int8', shape: [-1, -1, 'n'] }, [5, 5]],
    [
      'assumed facts do not count',
      { type: 'int8', shape: [-1, 4], assumed: ['name', 'type', 'shape'] },
      [0, 4, 'v0: name', 'v0: type', 'v0: rank', 'v0: dim 1'],
    ],
    [
      'nor do facts whose evidence is an assumption',
      { type: 'int8', shape: [-1], evidence: evidenceOf({ type: 'int8', shape: [-1] }, 'assumed', '') },
      [0, 3, 'v0: name', 'v0: type', 'v0: rank'],
    ],
    [
      'nor do facts without a source',
      { type: 'int8', shape: [-1], evidence: evidenceOf({ type: 'int8', shape: [-1] }, 'unknown', '') },
      [0, 3, 'v0: name', 'v0: type', 'v0: rank'],
    ],
    ['derived facts count', { type: 'int8', shape: [-1], evidence: evidenceOf({ type: 'int8', shape: [-1] }, 'derived', '') }, [3, 3]],
    ['inside of sequences', { sequence: { type: null, shape: [] } }, [2, 3, 'v0.sequence: type']],
    ['keys and values of maps', { map: { key: null, value: { type: 'int8', shape: [] } } }, [3, 4, 'v0.map: key type']],
    ['fields of structs', { struct: [float('a', null)] }, [3, 4, 'v0.struct.a: rank']],
    ['sizes of images', { image: { width: null, height: 8, channels: 3 } }, [3, 4, 'v0: width']],
  ])('%s', (_, value, expected) => {
    expect(known(value)).toEqual(expected)
  })

  it('is nothing where a contract says nothing', () => {
    expect(completeness(contractOf([])).ratio).toBe(0)
  })

  it('is a ratio', () => {
    expect(completeness(contractOf([float('a'), float('b', null)])).ratio).toBe(6 / 7)
  })
})
