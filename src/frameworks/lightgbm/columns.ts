import type { DType } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'

/**
 * What a booster stores of one feature: `[min:max]` of numbers, `3:0:1` of categories (their codes), `none` of what it never split on.
 * Source: LightGBM, BinMapper::bin_info_string in include/LightGBM/bin.h.
 */
export type FeatureInfo =
  | { readonly kind: 'numbers'; readonly least: number; readonly most: number }
  | { readonly kind: 'codes'; readonly most: number }
  | { readonly kind: 'none' }
  /** Nothing is said of it. */
  | { readonly kind: 'untold' }

export function parseInfo(text: string): FeatureInfo {
  if (text === 'none') return { kind: 'none' }
  const [, least, most] = /^\[([^:]+):([^:]+)\]$/.exec(text) ?? []
  if (least !== undefined && most !== undefined) return { kind: 'numbers', least: Number(least), most: Number(most) }
  const codes = /^-?\d+(?::-?\d+)*$/.test(text) ? text.split(':') : []
  return codes.length === 0 ? { kind: 'untold' } : { kind: 'codes', most: codes.reduce((most, code) => Math.max(most, Number(code)), 0) }
}

/** The categories of one pandas column, and their common type. */
export interface Categories {
  readonly type: DType | null
  readonly count: number
}

/**
 * `pandas_categorical:[["blue", "red"], [0, 1]]`: the categories of each categorical column in order; null and [] where there were none.
 * Source: python-package/lightgbm/basic.py, _dump_pandas_categorical.
 * @throws UserError `truncated` where the list does not end, `corrupt` where it is something else
 */
export function parseCategories(json: string, file: string): readonly Categories[] {
  const value = parsed(json, file)
  if (value === null) return []
  if (!Array.isArray(value) || !value.every((list) => Array.isArray(list))) throw notCategories(file, undefined)
  const texts = sourcesOf(json)
  return value.map((list: readonly unknown[], i) => ({ type: typeOf(list, texts[i] ?? ''), count: list.length }))
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:Infinity|NaN)\b/g, (part) => (part.startsWith('"') ? part : 'null')))
  } catch (cause) {
    throw notCategories(file, cause, !/\]\s*$/.test(json))
  }
}

/** The source text of each inner list: JSON.parse makes 1.0 and 1 the same. */
function sourcesOf(json: string): readonly string[] {
  const lists: string[] = []
  let depth = 0
  let start = 0
  for (const match of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]]/g)) {
    if (match[0] === '[' && ++depth === 2) start = match.index
    if (match[0] === ']' && depth-- === 2) lists.push(json.slice(start, match.index))
  }
  return lists
}

function typeOf(values: readonly unknown[], source: string): DType | null {
  const kinds = new Set(values.map((value) => typeof value))
  const [kind] = kinds
  if (kinds.size !== 1) return null
  if (kind === 'string') return 'string'
  if (kind === 'boolean') return 'bool'
  if (kind !== 'number') return null
  return /[.eE]/.test(source) ? 'float64' : 'int64'
}

/** Features that are told from each other by their categories; more are no table. */
export interface Features {
  readonly infos: readonly FeatureInfo[]
  readonly categories: readonly Categories[]
  /** Indices that the parameter `categorical_feature` lists. */
  readonly declared: readonly number[]
}

/**
 * The type of each column of the table it was trained on. pandas columns of categories come as such; everything else is a number. Which columns
 * the lists of categories belong to is stored by order only: ordered categories are kept as numbers, so where the counts differ, whatever may
 * be one of them is unknown.
 */
export function columnTypes({ infos, categories, declared }: Features): readonly (DType | null)[] {
  if (categories.length === 0) return infos.map(() => 'float64')
  const coded = infos.flatMap((info, i) => (info.kind === 'codes' || (info.kind === 'none' && declared.includes(i)) ? [i] : []))
  const fits = coded.every((feature, i) => {
    const info = infos[feature]
    return info?.kind !== 'codes' || info.most < (categories[i]?.count ?? 0)
  })
  if (coded.length === categories.length && fits) {
    return infos.map((_, i) => (coded.includes(i) ? (categories[coded.indexOf(i)]?.type ?? null) : 'float64'))
  }
  const longest = categories.reduce((most, { count }) => Math.max(most, count), 0)
  return infos.map((info) => (info.kind === 'numbers' && !mayBeCodes(info.least, info.most, longest) ? 'float64' : null))
}

/** Codes of ordered categories count from 0. */
const mayBeCodes = (least: number, most: number, count: number): boolean =>
  Number.isInteger(least) && Number.isInteger(most) && least >= 0 && most < count

function notCategories(file: string, cause: unknown, isCut = false): UserError {
  const message = `${file} ${isCut ? 'ends within its list of categories' : 'has a line pandas_categorical that holds no lists of categories'}`
  return new UserError(
    isCut ? 'truncated' : 'corrupt',
    message,
    'Save the model again with booster.save_model(path).',
    { file, key: 'pandas_categorical' },
    { cause },
  )
}
