import { arrayOf } from '../../formats/pickle/arrays.ts'
import { dottedName, integerOf, itemsOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import type { Describer } from './describe.ts'
import { assumed, type Column, commonType, type Described, type Inputs, type Output, UNKNOWN } from './described.ts'
import { attribute, type Estimator, estimatorOf, integerAt, MAX_COLUMNS, namedAt, scalarValue, textsOf } from './estimator.ts'
import { categorical, namesOf } from './features.ts'
import { commonKnown, sideBySide, stronger } from './pipeline.ts'

/** Estimators that hand different columns to different transformers; null for all others. */
export function describeColumns(estimator: Estimator, describer: Describer): Described | null {
  if (estimator.name === 'ColumnTransformer') return columnTransformer(estimator, describer)
  if (estimator.name === 'DataFrameMapper') return dataFrameMapper(estimator, describer)
  if (/(?:^|\.)sklearn2pmml\.decoration\./.test(dottedName(estimator.record.callable))) return domain(estimator, describer)
  return null
}

/** compose/_column_transformer.py: `transformers_` of (name, transformer, columns), the remainder among them (its columns are positions). */
function columnTransformer(estimator: Estimator, describer: Describer): Described {
  const parts = namedAt(estimator, 'transformers_')
  const names = namesOf(estimator)
  const width = names?.length ?? integerAt(estimator, 'n_features_in_') ?? integerAt(estimator, '_n_features') ?? null
  const chosen = parts.map(([, transformer, columns]) => ({ transformer, at: positions(columns, names, width) }))
  const described = chosen.map(({ transformer, at }) => ({ ...part(transformer, at, describer), at }))

  const types: (Column | undefined)[] = []
  const text = new Set<number>()
  for (const { inputs, at, used } of described) {
    at?.forEach((column, i) => {
      if (!used) return
      const said = inputs?.kind === 'rows' ? (inputs.columns[i] ?? UNKNOWN) : UNKNOWN
      const before = types[column]
      types[column] = before === undefined ? said : stronger(before, said)
      if (inputs?.kind === 'text') text.add(column)
    })
  }
  const count = width ?? named(parts)?.length ?? null
  const labels = names ?? named(parts)
  const columns = Array.from({ length: Math.min(count ?? 0, MAX_COLUMNS) }, (_, i): Column => {
    if (text.has(i)) return { type: 'string', source: 'derived', profile: 'text' }
    // a dropped column is not looked at in a table; in an array it must be there
    return types[i] ?? (labels === null ? UNKNOWN : { ...UNKNOWN, optional: true })
  })
  return {
    inputs: { kind: 'rows', width: count, names: labels, columns },
    // decided by density when it was fitted
    outputs: new Map([
      [
        'transform',
        outputs(described.map(({ output }) => output)).map((all) =>
          attribute(estimator, 'sparse_output_') === true ? { ...all, sparse: true } : all,
        ),
      ],
    ]),
  }
}

interface Part {
  readonly inputs: Inputs | null
  readonly output: Output | null
  readonly used: boolean
}

function part(transformer: PyValue | undefined, at: readonly number[] | null, describer: Describer): Part {
  if (transformer === 'drop') return { inputs: null, output: null, used: false }
  if (transformer === 'passthrough') return { inputs: null, output: { ...assumed('float64'), dims: [at?.length ?? null] }, used: true }
  // nothing was selected: the transformer was never fitted
  if (at?.length === 0) return { inputs: null, output: null, used: false }
  const fitted = estimatorOf(transformer)
  // since 1.3 a passing remainder is a FunctionTransformer without function
  if (fitted?.name === 'FunctionTransformer' && attribute(fitted, 'func') === null)
    return { inputs: null, output: { ...assumed('float64'), dims: [at?.length ?? null] }, used: true }
  const { inputs, outputs } = describer.describe(fitted)
  return { inputs, output: outputs.get('transform')?.[0] ?? { ...UNKNOWN, dims: [null] }, used: true }
}

function outputs(parts: readonly (Output | null)[]): readonly Output[] {
  const present = parts.filter((output) => output !== null)
  if (present.length === 0) return [{ ...assumed('float64'), dims: [0] }]
  return [sideBySide(present)]
}

/** Names in the order they are first used, where the columns were chosen by name and the table's own list is not stored. */
function named(parts: readonly (readonly PyValue[])[]): readonly string[] | null {
  const lists = parts.map(([, , columns]) => (typeof columns === 'string' ? [columns] : textsOf(columns)))
  return lists.some((list) => list === null) ? null : [...new Set(lists.flatMap((list) => list ?? []))]
}

/** Positions that a selector means: names, positions (negative from the end), masks, slices; one of each or many. Null where it cannot be said. */
export function positions(selector: PyValue | undefined, names: readonly string[] | null, width: number | null): readonly number[] | null {
  const one = scalarValue(selector)
  if (typeof one === 'string') return found([one], names)
  if (typeof one === 'number') return [one < 0 ? one + (width ?? 0) : one]
  const slice = sliceOf(selector, names, width)
  if (slice !== null) return slice
  const items = itemsOf(selector) ?? arrayOf(selector)?.first(MAX_COLUMNS) ?? null
  if (items === null) return null
  if (items.length === 0) return []
  const plain = items.map((item) => scalarValue(item))
  if (plain.every((item) => typeof item === 'boolean')) return plain.flatMap((item, i) => (item ? [i] : []))
  if (plain.every((item) => typeof item === 'string')) return found(plain, names)
  return plain.every((item) => typeof item === 'number') ? plain.map((item) => (item < 0 ? item + (width ?? 0) : item)) : null
}

function found(wanted: readonly string[], names: readonly string[] | null): readonly number[] | null {
  const places = names === null ? null : new Map(names.map((name, i) => [name, i]))
  const at = wanted.map((name) => places?.get(name))
  return at.some((place) => place === undefined) ? null : at.map((place) => place ?? 0)
}

/** `slice(start, stop, step)`; of names both ends are included. */
function sliceOf(value: PyValue | undefined, names: readonly string[] | null, width: number | null): readonly number[] | null {
  const object = recordOf(value, 'object')
  if (object === null || !/^(?:builtins|__builtin__)\.slice$/.test(dottedName(object.callable)) || width === null || width > MAX_COLUMNS) return null
  const [start, stop, step] = object.args
  const place = (bound: PyValue | undefined, otherwise: number, isStop: boolean): number | null => {
    if (bound === null || bound === undefined) return otherwise
    if (typeof bound === 'string') {
      const at = names?.indexOf(bound) ?? -1
      return at < 0 ? null : at + (isStop ? 1 : 0)
    }
    const number = integerOf(bound)
    return number === null ? null : Math.min(width, number < 0 ? Math.max(0, number + width) : number)
  }
  const [from, to, by] = [place(start, 0, false), place(stop, width, true), integerOf(step) ?? 1]
  if (from === null || to === null || by < 1) return null
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, i) => from + i * by)
}

/** sklearn_pandas: `built_features` of (columns, transformer, options). */
function dataFrameMapper(estimator: Estimator, describer: Describer): Described {
  const key = namedAt(estimator, 'built_features').length > 0 ? 'built_features' : 'features'
  const columns = new Map<string, Column>()
  const sizes: (number | null)[] = []
  const types: Output[] = []
  for (const [selector, transformer] of namedAt(estimator, key)) {
    const names = typeof selector === 'string' ? [selector] : (textsOf(selector) ?? [])
    const fitted = estimatorOf(transformer)
    const described = fitted === null ? null : describer.describe(fitted)
    names.forEach((name, i) => {
      const inputs = described?.inputs
      const said: Column =
        inputs?.kind === 'rows'
          ? (inputs.columns[i] ?? UNKNOWN)
          : inputs?.kind === 'labels'
            ? categorical(inputs.type)
            : inputs?.kind === 'text'
              ? { type: 'string', source: 'derived' }
              : UNKNOWN
      const own = fitted === null && transformer === null ? assumed('float64') : said
      columns.set(name, stronger(columns.get(name) ?? UNKNOWN, own))
    })
    const output = described?.outputs.get('transform')?.[0]
    types.push(output ?? { ...UNKNOWN, dims: null })
    sizes.push(described === null ? names.length : output?.dims?.length === 0 ? 1 : (output?.dims?.[0] ?? null))
  }
  const names = [...columns.keys()]
  const total = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0)
  const widths = textsOf(attribute(estimator, 'transformed_names_'))?.length ?? total
  return {
    inputs: { kind: 'rows', width: names.length || null, names: names.length === 0 ? null : names, columns: [...columns.values()] },
    outputs: new Map([['transform', [{ ...commonKnown(types), dims: [widths] }]]]),
  }
}

/** sklearn2pmml's domains pass columns through and remember their values: `data_values_` / `valid_values_` and `dtype_`. */
function domain(estimator: Estimator, describer: Describer): Described {
  const parts = (itemsOf(attribute(estimator, 'domains')) ?? []).map(estimatorOf)
  if (parts.length > 0) {
    const columns = parts.flatMap((one): readonly Column[] => {
      const { inputs } = describer.describe(one)
      return inputs.kind === 'rows' && inputs.columns.length > 0 ? inputs.columns : [UNKNOWN]
    })
    return passing(columns)
  }
  const isContinuous = estimator.name === 'ContinuousDomain'
  const values = attribute(estimator, 'data_values_') ?? attribute(estimator, 'valid_values_')
  const array = arrayOf(values)
  const lists = array !== null ? null : itemsOf(values)
  const width = integerAt(estimator, 'n_features_in_') ?? lists?.length ?? 1
  if (isContinuous) return passing(Array.from({ length: Math.min(width, MAX_COLUMNS) }, () => assumed('float64')))
  const all = lists?.map((list) => arrayOf(list)?.first(MAX_COLUMNS) ?? itemsOf(list) ?? []) ?? [array?.first(MAX_COLUMNS) ?? []]
  return passing(Array.from({ length: Math.min(width, MAX_COLUMNS) }, (_, i) => textOnly(all[i] ?? [])))
}

/** Values of a domain come from the rows themselves; of text that is certain, of numbers any number will do. */
function textOnly(values: readonly PyValue[]): Column {
  const known = commonType(values.map((value) => scalarValue(value) ?? null))
  return known.type === null ? UNKNOWN : known.type === 'string' ? categorical(known) : { type: known.type, source: 'assumed' }
}

const passing = (columns: readonly Column[]): Described => ({
  inputs: { kind: 'rows', width: columns.length, names: null, columns },
  outputs: new Map([['transform', [{ ...commonKnown(columns), dims: [columns.length] }]]]),
})
