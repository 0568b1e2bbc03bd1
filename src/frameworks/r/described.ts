import type { DType, Profile, Source } from '../../contract/types.ts'
import { attributeOf, classesOf, columnsOf, lengthOf, namesOf, type RValue } from '../../formats/rds/values.ts'

/** One column of the table that `predict(model, newdata)` takes. */
export interface Column {
  readonly name: string
  readonly type: DType | null
  readonly source: Source
  /** Sizes after the rows: of matrix columns. */
  readonly dims: readonly (number | null)[]
  readonly profile?: Profile
}

export type Inputs =
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }
  /** A matrix of numbers, by position. */
  | { readonly kind: 'matrix'; readonly width: number | null }

export interface Output {
  readonly name: string
  readonly type: DType | null
  /** Sizes after the rows; null where not even their number is known. */
  readonly dims: readonly (number | null)[] | null
  readonly source: Source
  readonly profile?: Profile
}

/** What `predict()` of a class gives with its default arguments. */
export interface Described {
  readonly inputs: Inputs
  readonly outputs: readonly Output[]
}

export const UNKNOWN: Omit<Column, 'name'> = { type: null, source: 'unknown', dims: [] }

export const columnOf = (name: string, known: Omit<Column, 'name'>): Column => ({ name, ...known })

/** Words of `dataClasses`. Whole numbers are numbers: a model is as content with 2 as with 2L. Source: stats::.MFclass. */
const CLASSES: ReadonlyMap<string, Omit<Column, 'name'>> = new Map([
  ['numeric', { type: 'float64', source: 'stored', dims: [] }],
  ['integer', { type: 'float64', source: 'stored', dims: [] }],
  ['logical', { type: 'bool', source: 'stored', dims: [] }],
  ['character', { type: 'string', source: 'stored', dims: [] }],
  ['factor', { type: 'string', source: 'stored', dims: [], profile: 'categorical' }],
  ['ordered', { type: 'string', source: 'stored', dims: [], profile: 'ordinal' }],
])

export function classColumn(word: string | undefined): Omit<Column, 'name'> {
  const matrix = /^nmatrix\.(\d{1,9})$/.exec(word ?? '')
  if (matrix) return { type: 'float64', source: 'stored', dims: [Number(matrix[1])] }
  return CLASSES.get(word ?? '') ?? UNKNOWN
}

/** Columns of a data frame, as they are: prototypes keep a table without rows. */
export function columnsOfFrame(frame: RValue | undefined): readonly Column[] | undefined {
  if (frame?.kind !== 'list' || !classesOf(frame).includes('data.frame')) return undefined
  const names = namesOf(frame)
  if (names.length !== frame.items.length) return undefined
  return frame.items.map((item, i) => columnOf(names[i] ?? '', vectorColumn(item)))
}

function vectorColumn(vector: RValue): Omit<Column, 'name'> {
  const classes = classesOf(vector)
  const of = (type: DType, profile?: Profile): Omit<Column, 'name'> => ({ type, source: 'stored', dims: sizes(vector), ...(profile && { profile }) })
  if (classes.includes('ordered')) return of('string', 'ordinal')
  if (classes.includes('factor')) return of('string', 'categorical')
  if (classes.includes('Date')) return of('date')
  if (classes.includes('POSIXct')) return of('timestamp')
  if (vector.kind === 'strings') return of('string')
  if (vector.kind !== 'numbers' || classes.some((name) => name !== 'AsIs')) return UNKNOWN
  const type = NUMBERS[vector.type]
  return type === null ? UNKNOWN : of(type)
}

const NUMBERS = { logical: 'bool', integer: 'int32', double: 'float64', complex: 'complex128', raw: null } as const

const sizes = (vector: RValue): readonly number[] => {
  const columns = columnsOf(vector)
  return columns === undefined ? [] : [columns]
}

/** Levels of a factor: the number of them, where it is one. */
export const isFactor = (value: RValue | undefined): boolean => classesOf(value).includes('factor')

export const levelCount = (value: RValue | undefined): number | undefined => lengthOf(attributeOf(value, 'levels'))

// what predict() returns

export const numbers = (...dims: readonly (number | null)[]): readonly Output[] => [{ name: 'predict', type: 'float64', dims, source: 'derived' }]

export const labels: readonly Output[] = [{ name: 'predict', type: 'string', dims: [], source: 'derived', profile: 'categorical' }]

export const truth: readonly Output[] = [{ name: 'predict', type: 'bool', dims: [], source: 'derived' }]

export const unknownOutput: readonly Output[] = [{ name: 'predict', type: null, dims: null, source: 'unknown' }]
