import type { AssumedFact, DType, Field, Profile, Shape, Source } from '../contract/types.ts'

/** A fact about the values of a column or of a prediction: its element type, and how that is known. */
export interface Column {
  readonly type: DType | null
  readonly source: Source
  readonly profile?: Profile
  /** Behind the rows: none for a scalar column. */
  readonly dims?: readonly (number | null)[]
  readonly where: string
}

/** Inputs of a model on rows: one field per column where it was trained on named columns. */
export function namedColumns(names: readonly string[], columns: readonly Column[], fallback: Column): readonly Field[] {
  return names.map((name, i) => {
    const column = columns[i] ?? fallback
    return field(name, column, [-1, ...(column.dims ?? [])], 'stored')
  })
}

/** Inputs of a model that was trained on an array: `X` of so many columns. */
export function arrayOfColumns(width: number | null, column: Column): readonly Field[] {
  return [field('X', column, [-1, width], 'stored')]
}

/** One output. `source` is how its rank and sizes are known; its name is its method's. */
export const prediction = (name: string, column: Column, source: Source): Field => field(name, column, [-1, ...(column.dims ?? [])], source)

function field(name: string, { type, source, profile, where }: Column, shape: Exclude<Shape, null>, sizes: Source): Field {
  const assumed: AssumedFact[] = []
  if (type !== null && source === 'assumed') assumed.push('type')
  if (sizes === 'assumed') assumed.push('shape')
  return {
    name,
    type,
    shape,
    ...(profile && { profile }),
    ...(assumed.length > 0 && { assumed }),
    evidence: {
      name: 'stored',
      type: type === null ? 'unknown' : source,
      rank: sizes,
      dims: shape.map((dim) => (dim === null ? 'unknown' : sizes)),
      where,
    },
  }
}
