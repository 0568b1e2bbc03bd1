import type { Parquet } from './parquet.ts'
import type { Column } from './parquet-pages.ts'

/** What readers want of the first row of a table. `null`: not there, or not read. */

/** The number in a scalar column. */
export function firstNumber(table: Parquet, path: string): number | null {
  const column = table.column(path)
  // the first value belongs to the first row only if that one is no null
  const value = column !== null && column.definition[0] === column.leaf.maxDefinition ? column.values?.[0] : null
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** Entries of a list: `vocabulary[]`. */
export function firstLength(table: Parquet, path: string): number | null {
  const column = table.column(path)
  return column === null ? null : (lengths(column, column.leaf.maxRepetition)[0] ?? null)
}

/** Entries of each inner list: `labelsArray[][]`. */
export function innerLengths(table: Parquet, path: string): readonly number[] | null {
  const column = table.column(path)
  return column === null || column.leaf.maxRepetition < 2 ? null : lengths(column, 2)
}

/** The values of a list of the first row. */
export function firstList(table: Parquet, path: string): readonly (number | boolean | string)[] | null {
  const column = table.column(path)
  const length = column === null ? undefined : lengths(column, 1)[0]
  if (column === null || length === undefined || column.values === null) return null
  return column.values.length >= length ? column.values.slice(0, length) : null
}

/**
 * Lengths of the innermost lists of the first row, in order: an entry that repeats at the innermost level continues a list, any other begins one.
 * An entry whose definition is not full is an empty list (or a null in it).
 */
function lengths({ leaf, repetition, definition }: Column, innermost: number): readonly number[] {
  const found: number[] = []
  for (let i = 0; i < repetition.length; i++) {
    const level = repetition[i] ?? 0
    if (i > 0 && level === 0) break
    const present = definition[i] === leaf.maxDefinition ? 1 : 0
    if (i > 0 && level >= innermost) found.push((found.pop() ?? 0) + 1)
    else found.push(present)
  }
  return found
}

/** Entries of the first Spark vector at a path (`idf`, `mus[]`): sparse ones (type 0) store their size, dense ones their values. Source: VectorUDT.scala. */
export function vectorSize(table: Parquet, path: string): number | null {
  const type = firstNumber(table, `${path}.type`)
  if (type === 0) return firstNumber(table, `${path}.size`)
  const values = table.column(`${path}.values[]`)
  return values === null ? null : (lengths(values, values.leaf.maxRepetition)[0] ?? null)
}
