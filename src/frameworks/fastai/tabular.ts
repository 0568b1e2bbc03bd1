import { type AssumedFact, type DType, evidenceOf, type Field } from '../../contract/types.ts'
import { arrayOf, scalarOf } from '../../formats/pickle/arrays.ts'
import { itemOf, type PyDict, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { attributeOf, attributesOf, listOf, shortNameOf, textsOf } from './attributes.ts'

/** Columns of a table as a learner reads them. */
export interface Table {
  readonly categorical: readonly string[]
  readonly continuous: readonly string[]
  /** Columns that FillMissing makes itself: `age_na` says that age was missing. */
  readonly made: ReadonlySet<string>
  /** Values of the categorical columns. */
  readonly categories: PyDict | null
}

/** Columns of a table are some thousand at most; categories of one are looked at until the first value. */
const MAX_COLUMNS = 100_000
const MAX_CATEGORIES = 100

/**
 * Names and processors of a TabularPandas (v2: `cat_names`, `cont_names`, `procs`) or of a TabularProcessor (v1: the same on each processor).
 * Source: fastai/tabular/core.py; fastai v1 fastai/tabular/{data,transform}.py.
 */
export function tableOf(holder: PyValue | undefined, processors: readonly PyValue[]): Table | undefined {
  const names = [holder, ...processors].find((one) => attributeOf(one, 'cat_names') !== undefined || attributeOf(one, 'cont_names') !== undefined)
  if (names === undefined) return undefined
  const categorical = textsOf(attributeOf(names, 'cat_names'))
  const continuous = textsOf(attributeOf(names, 'cont_names'))
  if (categorical.length + continuous.length > MAX_COLUMNS) return undefined
  const fill = processors.find((one) => shortNameOf(one) === 'FillMissing')
  const filled = attributeOf(fill, 'add_col') === false ? [] : (recordOf(attributeOf(fill, 'na_dict'), 'dict')?.pairs.map(([name]) => name) ?? [])
  const made = new Set(filled.flatMap((name) => (typeof name === 'string' ? [`${name}_na`] : [])))
  const categorify = processors.find((one) => /^Categorify|CollabProcessor$/.test(shortNameOf(one)))
  // v1 keeps them before it turns all of them into text: `categories`
  const categories =
    dictOf(attributeOf(categorify, 'categories')) ?? dictOf(attributeOf(categorify, 'classes')) ?? dictOf(attributeOf(holder, 'classes'))
  return { categorical, continuous, made, categories }
}

const dictOf = (value: PyValue | undefined): PyDict | null => recordOf(value, 'dict') ?? attributesOf(value)

/** One field per column that the caller has. */
export function tableFields({ categorical, continuous, made, categories }: Table, where: string): readonly Field[] {
  const external = categorical.filter((name) => !made.has(name))
  return [
    ...external.map((name): Field => {
      const value = { type: categoryType(itemOf(categories, name)), shape: [-1] }
      return {
        name,
        ...value,
        profile: 'categorical',
        evidence: { ...evidenceOf(value, 'stored', `${where}: cat_names`), type: value.type === null ? 'unknown' : 'derived' },
      }
    }),
    ...continuous.map((name): Field => {
      // any number will do: it becomes float32 after it was normalized
      const value = { type: 'float64', shape: [-1] } as const
      const assumed: readonly AssumedFact[] = ['type']
      return { name, ...value, profile: 'continuous', assumed, evidence: { ...evidenceOf(value, 'stored', `${where}: cont_names`), type: 'assumed' } }
    }),
  ]
}

/** fastai puts a row for missing values before the others. */
const MISSING = '#na#'

/** What the values of a column are: texts, whole numbers, truths, numbers. pandas shrinks integers to fewer bits: callers send what they have. */
function categoryType(values: PyValue | undefined): DType | null {
  const array = arrayOf(values)
  const first = (array === null ? listOf(values) : (array.first(MAX_CATEGORIES) ?? [])).find((value) => value !== MISSING && value !== null)
  if (array !== null && array.dtype.kind !== 'O') return kindType(array.dtype.kind)
  const scalar = scalarOf(first)
  if (scalar !== null) return kindType(scalar.dtype.kind)
  if (typeof first === 'string') return 'string'
  if (typeof first === 'boolean') return 'bool'
  if (typeof first === 'number' || typeof first === 'bigint') return 'int64'
  return recordOf(first, 'float') === null ? null : 'float64'
}

const KINDS: Readonly<Record<string, DType>> = { U: 'string', T: 'string', i: 'int64', u: 'int64', b: 'bool', f: 'float64', M: 'timestamp' }
const kindType = (kind: string): DType | null => KINDS[kind] ?? null
