import { countOf } from '../../../formats/json.ts'
import { firstNumber, vectorSize } from '../../../formats/parquet-values.ts'
import { type Column, type Flow, learn } from '../flow.ts'
import { columnParam, countIn, type Saved } from '../saved.ts'

/** What a stage does to the columns. */
export type Stage = (saved: Saved, flow: Flow) => void
/** By class name behind `org.apache.spark.ml.`. */
export type Stages = Readonly<Record<string, Stage>>

/** A size that is stored with a model; looked up only if the stage is there. */
export type SizeOf = (saved: Saved) => number | null

/** A vector of `data/`. */
export const stored =
  (path: string): SizeOf =>
  (saved) => {
    const table = saved.table()
    return table === null ? null : vectorSize(table, path)
  }
/** A number of `data/`: `numFeatures`, `coefficientMatrix.numCols`. */
export const storedNumber =
  (path: string): SizeOf =>
  (saved) => {
    const table = saved.table()
    return table === null ? null : positive(firstNumber(table, path))
  }
export const inMetadata =
  (key: string): SizeOf =>
  (saved) =>
    positive(countIn(saved, key))
/** The first of them that is known. */
export const either =
  (...sizes: readonly SizeOf[]): SizeOf =>
  (saved) => {
    for (const size of sizes) {
      const found = size(saved)
      if (found !== null) return found
    }
    return null
  }
export const always =
  (size: number): SizeOf =>
  () =>
    size

export const positive = (size: number | null): number | null => (size !== null && countOf(size) !== undefined && size > 0 ? size : null)

/** A column of vectors that a stage reads. */
export function readVector(flow: Flow, name: string, size: number | null): Column {
  const column = flow.read(name)
  flow.know(column, { type: 'float64', shape: [size] })
  return column
}

/** `inputCol` or its default name elsewhere. */
export const nameOf = (saved: Saved, param: string): string => columnParam(saved, param) ?? ''

/** One size follows from the other, in both directions. */
export const linked = (from: Column, to: Column, forth: (size: number) => number | null, back: (size: number) => number | null) => (): boolean => {
  const [a, b] = [from.shape?.[0], to.shape?.[0]]
  if (typeof a === 'number' && from.shape?.length === 1) return learn(to, { shape: [forth(a)] })
  if (typeof b === 'number' && to.shape?.length === 1) return learn(from, { shape: [back(b)] })
  return false
}
