import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/contract/types.ts'
import { UserError } from '../../../src/errors.ts'
import { pickleFindings } from '../../../src/frameworks/pickle-findings.ts'
import { scanPickles } from '../../../src/frameworks/pickle-scan.ts'
import { readPickle } from '../../../src/frameworks/pickles.ts'
import { sklearn } from '../../../src/frameworks/sklearn/index.ts'
import { bytesSource } from '../../../src/model/window-source.ts'
import { inMemory } from '../onnx/memory.ts'

const folder = join(import.meta.dirname, '../../models/sklearn')
const load = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))

function infer(name: string, bytes = load(name)) {
  const files = inMemory({ [name]: bytes })
  const [match] = sklearn.match(files)
  return match === undefined ? null : sklearn.infer(files, match)
}

/** `age:float64? [-1]`: `?` where the type is assumed, `+` where the field is optional. */
function told(field: Field): string {
  const assumed = field.assumed?.includes('type') ? '?' : ''
  return 'shape' in field ? `${field.name}:${field.type}${assumed} ${JSON.stringify(field.shape)}${field.optional ? '+' : ''}` : field.name
}

const contract = (name: string): Record<string, string> =>
  Object.fromEntries(
    (infer(name)?.signatures ?? []).map(({ name: method, inputs, outputs }) => [
      method,
      `${inputs.map(told).join(', ')} → ${outputs.map(told).join(', ')}`,
    ]),
  )

const COLUMNS = 'age:float64? [-1], city:string [-1], fare:float64? [-1], id:null [-1]+'
const OVO = { predict: 'X:float64? [-1,2] → predict:int64 [-1]', decision_function: 'X:float64? [-1,2] → decision_function:float64 [-1,10]' }
const SVC = {
  predict: 'X:float64? [-1,3] → predict:string [-1]',
  predict_proba: 'X:float64? [-1,3] → predict_proba:float64 [-1,3]',
  decision_function: 'X:float64? [-1,3] → decision_function:float64 [-1,3]',
}
const CHURN = {
  predict: `${COLUMNS} → predict:string [-1]`,
  predict_proba: `${COLUMNS} → predict_proba:float64 [-1,3]`,
  decision_function: `${COLUMNS} → decision_function:float64 [-1,3]`,
}

describe('the contract of', () => {
  it.each([
    ['columns.pkl', 'columns of a table by name, text from the categories, an unused column optional', CHURN],
    ['columns.joblib', 'the same behind inline arrays', CHURN],
    ...[0, 1, 2, 3, 4, 5].map((protocol) => [`svc-protocol-${protocol}.pkl`, `protocol ${protocol}`, SVC] as const),
    ...['zlib', 'gzip', 'bz2', 'lzma', 'xz'].map((compression) => [`ovo.${compression}`, `${compression}, pairs of classes`, OVO] as const),
    [
      'targets.pkl',
      'two targets: a column each, probabilities one array each',
      {
        predict: 'X:float64? [-1,3] → predict:string [-1,2]',
        predict_proba: 'X:float64? [-1,3] → predict_proba_0:float64 [-1,3], predict_proba_1:float64 [-1,3]',
      },
    ],
    [
      'text.pkl',
      'text in, searched and piped',
      {
        predict: 'X:string [-1] → predict:bool [-1]',
        predict_proba: 'X:string [-1] → predict_proba:float64 [-1,2]',
        decision_function: 'X:string [-1] → decision_function:float64 [-1]',
      },
    ],
    ['union.pkl', 'widths of branches add up', { transform: 'X:float64? [-1,3] → transform:float64? [-1,12]' }],
    ['ridge.skops', 'skops, two targets', { predict: 'age:float64? [-1], fare:float64? [-1] → predict:float64 [-1,2]' }],
    ['bundle.pkl', 'a dict is no estimator', {}],
    [
      'tables.pkl',
      'a table out: parts, columns and categories make the names',
      {
        transform: `age:float64? [-1], city:string [-1], fare:float64? [-1], id:null [-1] → n__age:float64? [-1], n__fare:float64? [-1], c__city_Oslo:float64 [-1], c__city_Rome:float64 [-1], p__id:null [-1]`,
      },
    ],
    ['numbered.pkl', 'a table out of an array: classes are numbered', { transform: 'X:float64? [-1,3] → pca0:float64 [-1], pca1:float64 [-1]' }],
    ['no-table.pkl', 'a sparse matrix cannot become a table: the method fails', {}],
    ['fortran.pkl', 'importances of coefficients that stand column by column', { transform: 'X:float64? [-1,3] → transform:float64? [-1,1]' }],
    [
      'outliers.pkl',
      'scores keep the precision of the rows',
      { predict: 'X:float32? [-1,3] → predict:int64 [-1]', decision_function: 'X:float32? [-1,3] → decision_function:float32? [-1]' },
    ],
    ['centroid.pkl', 'other distances than the Euclidean give no scores', { predict: 'X:float64? [-1,3] → predict:string [-1]' }],
    ['column.pkl', 'a column of targets comes back as a column', { predict: 'X:float64? [-1,3] → predict:float64 [-1,1]' }],
    ['constant.pkl', 'a constant fills rows of any type', { transform: 'X:float64? [-1,3] → transform:float64? [-1,3]' }],
  ] as const)('%s: %s', (name, _, expected) => {
    expect(contract(name)).toEqual(expected)
  })

  it.each([
    ['svc-protocol-2.pkl', 'predict', [['maybe', 'no', 'yes']]],
    ['svc-protocol-5.pkl', 'predict_proba', [['maybe', 'no', 'yes']]],
    ['text.pkl', 'decision_function', [[false, true]]],
    ['ovo.zlib', 'decision_function', [undefined]],
    ['targets.pkl', 'predict', [undefined]],
    [
      'targets.pkl',
      'predict_proba',
      [
        ['maybe', 'no', 'yes'],
        ['maybe', 'no', 'yes'],
      ],
    ],
    ['ridge.skops', 'predict', [undefined]],
  ] as const)('class labels of %s: %s', (name, method, expected) => {
    const found = infer(name)?.signatures.find((signature) => signature.name === method)
    expect(found?.outputs.map(({ evidence }) => evidence?.classes?.labels)).toEqual(expected)
  })

  it('stacked predictions are numbers of classes', () => {
    expect(contract('stacked.pkl')['transform']).toBe('X:float64? [-1,3] → transform:int64 [-1,2]')
  })

  it('sparse is what is sparse for any rows', () => {
    const sparse = (name: string) => infer(name)?.signatures.find(({ name: method }) => method === 'transform')?.outputs[0]?.sparse
    expect(sparse('sparse.pkl')).toBe(true)
    expect(sparse('union.pkl')).toBeUndefined()
  })

  it('tells the version and the container', () => {
    expect(infer('columns.joblib')?.framework).toEqual({ name: 'sklearn', version: '1.5.2', format: 'joblib' })
    expect(infer('ridge.skops')?.framework.format).toBe('skops')
  })

  it('says why a dict has no signatures', () => {
    expect(infer('bundle.pkl')?.warnings.map(({ code }) => code)).toEqual(['sklearn-no-estimator'])
  })
})

describe('findings', () => {
  it.each(['evil.pkl', 'evil.joblib'])('%s runs a command', (name) => {
    const [worst] = pickleFindings(readPickle(bytesSource(name, load(name))), name)
    expect(worst).toMatchObject({ severity: 'critical', message: expect.stringContaining('posix.system') })
  })

  it.each(['columns.pkl', 'targets.pkl', 'text.pkl', 'ovo.xz', 'union.pkl'])('%s runs nothing', (name) => {
    expect(scanPickles(inMemory({ [name]: load(name) }))).toEqual([])
  })

  it('a pickle behind the first one is found', () => {
    const both = Buffer.concat([load('unfitted.pkl'), load('evil.pkl')])
    expect(scanPickles(inMemory({ 'model.pkl': both })).map(({ severity }) => severity)).toContain('critical')
  })
})

describe('damaged files', () => {
  const survives = (name: string, bytes: Uint8Array): void => {
    try {
      infer(name, bytes)
      scanPickles(inMemory({ [name]: bytes }))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }

  it.each(['columns.pkl', 'columns.joblib', 'ovo.bz2', 'ovo.xz', 'ovo.lzma', 'ovo.zlib', 'ridge.skops', 'svc-protocol-0.pkl', 'text.pkl'])(
    '%s cut off or changed is a UserError',
    (name) => {
      const bytes = load(name)
      for (let i = 0; i < 60; i++) {
        survives(name, bytes.slice(0, Math.floor((i / 60) * bytes.length)))
        const changed = bytes.slice()
        changed[(i * 7919) % bytes.length] = (i * 31) & 255
        survives(name, changed)
      }
    },
  )

  it('a file that ends early is truncated', () => {
    const bytes = load('columns.pkl')
    expect(() => infer('columns.pkl', bytes.slice(0, bytes.length - 40))).toThrow(expect.objectContaining({ code: 'truncated' }))
  })
})
