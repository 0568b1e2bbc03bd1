import { at, countOf, isList, type Json, listOf, textOf, textsOf } from '../../../formats/json.ts'
import type { RowShape } from '../flow.ts'

/**
 * What `model.json` says of an operation: `{op, attributes: {name: {double: 1} | {type: 'list', string: […]} | {type: 'tensor', shape, double: […]}}}`.
 * Zero, false and empty values are left out by the writer. Source: combust/mleap bundle-ml, `json/JsonSupport.scala`.
 */
export interface Attributes {
  readonly op: string
  /** A whole number. */
  count(name: string): number | null
  text(name: string): string | null
  flag(name: string): boolean
  /** Number of elements of a list. */
  length(name: string): number | null
  texts(name: string): readonly string[]
  /** Whole numbers of a list. */
  counts(name: string): readonly number[]
  /** Sizes of a tensor. */
  tensor(name: string): readonly number[] | null
  /** Sizes of the first tensor of a list of them. */
  firstTensor(name: string): readonly number[] | null
  /** Length of the first attribute that is a tensor with one dimension. */
  anyVector(): number | null
  /** Shapes of a list of data shapes, or of a single one. */
  shapes(name: string): readonly (RowShape | null)[]
}

/** Words of the lists of numbers and texts. */
const LISTS = ['string', 'double', 'float', 'long', 'int', 'short', 'byte', 'boolean', 'tensor', 'data_shape', 'data_type', 'basic_type', 'model']

export function attributesOf(model: Json | null): Attributes {
  const attributes = at(model ?? {}, 'attributes')
  const value = (name: string): Json | undefined => at(attributes, name)
  const items = (name: string): readonly Json[] | null => {
    const list = value(name)
    if (textOf(at(list, 'type')) !== 'list') return null
    const word = LISTS.find((kind) => isList(at(list, kind)))
    return word === undefined ? [] : listOf(at(list, word))
  }
  return {
    op: textOf(at(model ?? {}, 'op')) ?? '',
    count: (name) => countOf(at(value(name), 'long')) ?? countOf(at(value(name), 'int')) ?? null,
    text: (name) => textOf(at(value(name), 'string')) ?? null,
    flag: (name) => at(value(name), 'boolean') === true,
    length: (name) => items(name)?.length ?? null,
    texts: (name) => textsOf(at(value(name), 'string')) ?? [],
    counts: (name) => (items(name) ?? []).flatMap((item) => countOf(item) ?? []),
    tensor: (name) => sizesOf(value(name)),
    firstTensor: (name) => sizesOf(items(name)?.[0]),
    anyVector() {
      for (const each of typeof attributes === 'object' && attributes !== null && !isList(attributes) ? Object.values(attributes) : []) {
        const sizes = sizesOf(each)
        if (sizes?.length === 1) return sizes[0] ?? null
      }
      return null
    },
    shapes: (name) => (items(name) ?? listOf(value(name) === undefined ? [] : [at(value(name), 'data_shape') ?? null])).map(dataShape),
  }
}

/** A tensor's sizes are stored, and where they are -1 the values tell. */
function sizesOf(tensor: Json | undefined): readonly number[] | null {
  const dimensions = at(at(tensor, 'shape'), 'dimensions')
  if (!isList(dimensions)) return null
  const sizes = dimensions.map((dimension) => countOf(at(dimension, 'size')))
  if (sizes.every((size): size is number => size !== undefined)) return sizes
  const values = listOf(at(tensor, 'double') ?? at(tensor, 'float')).length
  return sizes.length === 1 && values > 0 ? [values] : null
}

/** `{base: 'scalar'}`, `{base: 'tensor', tensorShape: {dimensions: [{size: 2}]}}`, `{base: 'list'}` → the shape of one row's value. */
function dataShape(shape: Json): RowShape | null {
  const base = textOf(at(shape, 'base'))
  if (base === 'scalar') return []
  if (base === 'list') return [-1]
  if (base !== 'tensor') return null
  const dimensions = at(at(shape, 'tensorShape') ?? at(shape, 'tensor_shape'), 'dimensions')
  return isList(dimensions) ? dimensions.map((dimension) => countOf(at(dimension, 'size')) ?? null) : null
}
