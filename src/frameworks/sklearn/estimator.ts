import { arrayOf, type PyArray, scalarOf } from '../../formats/pickle/arrays.ts'
import { dottedName, integerOf, itemOf, itemsOf, numberOf, type PyDict, type PyObject, type PyValue, recordOf } from '../../formats/pickle/values.ts'

/** A pickled estimator: its class and its attributes, nothing else. */
export interface Estimator {
  /** First word of the module: `sklearn`, `xgboost`; '' for classes made in `__main__`. */
  readonly library: string
  /** Class name without its module, which moved over the versions (`sklearn.svm.classes` → `sklearn.svm._classes`). */
  readonly name: string
  readonly record: PyObject
  readonly attributes: PyDict
}

/** Any instance with attributes; null for everything else. */
export function estimatorOf(value: PyValue | undefined): Estimator | null {
  const record = recordOf(value, 'object')
  const attributes = record === null ? null : attributesOf(record)
  if (record === null || attributes === null) return null
  const [library = '', ...rest] = dottedName(record.callable).split('.')
  return { library, name: rest.at(-1) ?? '', record, attributes }
}

/** The `__dict__`; classes with slots have `(dict, slots)`. */
function attributesOf({ state }: PyObject): PyDict | null {
  const dict = recordOf(state, 'dict')
  if (dict !== null) return dict
  for (const part of itemsOf(state) ?? []) {
    const inner = recordOf(part, 'dict')
    if (inner !== null) return inner
  }
  return null
}

export const attribute = ({ attributes }: Estimator, key: string): PyValue | undefined => itemOf(attributes, key)
export const has = (estimator: Estimator, key: string): boolean => attribute(estimator, key) !== undefined
export const arrayAt = (estimator: Estimator, key: string): PyArray | null => arrayOf(attribute(estimator, key))
export const integerAt = (estimator: Estimator, key: string): number | null => countOf(attribute(estimator, key))
export const inner = (estimator: Estimator, key: string): Estimator | null => estimatorOf(attribute(estimator, key))

export function textAt(estimator: Estimator, key: string): string | null {
  const value = attribute(estimator, key)
  return typeof value === 'string' ? value : null
}

/** Columns of a table that are listed by name: more would be no list of names. */
export const MAX_COLUMNS = 100_000

/** Estimators in a list or in an object array (gradient boosting, multi-output wrappers). */
export function estimatorsAt(estimator: Estimator, key: string): readonly Estimator[] {
  const value = attribute(estimator, key)
  const items = itemsOf(value) ?? arrayOf(value)?.first(MAX_COLUMNS) ?? []
  return items.map(estimatorOf).filter((item) => item !== null)
}

/** `(name, thing, …)` tuples: steps of a pipeline, transformers of a union. */
export function namedAt(estimator: Estimator, key: string): readonly (readonly PyValue[])[] {
  return (itemsOf(attribute(estimator, key)) ?? []).map(itemsOf).filter((item) => item !== null)
}

/** A number of things: an int, a NumPy scalar or a one-element array of ints. */
export function countOf(value: PyValue | undefined): number | null {
  const plain = integerOf(value)
  const found = plain ?? integerOf(scalarItem(value))
  return found !== null && found >= 0 ? found : null
}

function scalarItem(value: PyValue | undefined): PyValue | undefined {
  const object = recordOf(value, 'object')
  if (object === null || !/multiarray\.scalar$/.test(dottedName(object.callable))) return undefined
  return scalarValue(value)
}

/** A NumPy scalar as a plain value; everything else as it is. */
export function scalarValue(value: PyValue | undefined): PyValue | undefined {
  return scalarOf(value)?.value ?? value
}

/** The shape of an array, of a scipy matrix, or the length of a list. */
export function shapeOf(value: PyValue | undefined): readonly number[] | null {
  const array = arrayOf(value)
  if (array !== null) return array.shape
  const items = itemsOf(value)
  if (items !== null) {
    const [first] = items
    const below = first === undefined || numberOf(first) !== null ? [] : (shapeOf(first) ?? [])
    return [items.length, ...below]
  }
  const matrix = estimatorOf(value)
  if (matrix?.library !== 'scipy') return null
  const sizes = itemsOf(attribute(matrix, '_shape') ?? attribute(matrix, 'shape'))?.map(integerOf)
  return sizes === undefined || sizes.some((size) => size === null) ? null : sizes.map((size) => size ?? 0)
}

/** One axis of an attribute's shape, negative ones from the end. */
export function axisAt(estimator: Estimator, key: string, axis: number): number | null {
  return shapeOf(attribute(estimator, key))?.at(axis) ?? null
}

/** Texts in a list, an index or an object array; null where one of them is none. */
export function textsOf(value: PyValue | undefined): readonly string[] | null {
  const items = itemsOf(value) ?? arrayOf(value)?.first(MAX_COLUMNS) ?? null
  if (items === null || items.length === 0) return null
  const texts = items.filter((item) => typeof item === 'string')
  return texts.length === items.length ? texts : null
}
