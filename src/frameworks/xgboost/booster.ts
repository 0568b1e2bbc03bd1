import type { DType } from '../../contract/types.ts'

/** What a stored booster says about its interface, whatever container it comes in. */
export interface Booster {
  readonly version?: string
  /** Null where it was trained on an array, or the container has no place for names. */
  readonly names: readonly string[] | null
  /** `float`, `int`, `i` (indicator), `q` (quantitative), `c` (categorical); one per feature. Source: xgboost/src/data/data.cc, LoadFeatureType. */
  readonly types: readonly string[] | null
  /** Type of the categories of each categorical feature, where they are stored (3.1 and newer). */
  readonly categories: readonly (DType | null)[] | null
  readonly width: number | null
  /** Values per row before the objective transforms them: classes, targets or quantiles; null where unknown. */
  readonly groups: number | null
  readonly objective: string | null
}

/** Features of one model: DMatrix counts them in 32 bits, names of more are no list of columns. */
export const MAX_FEATURES = 10_000_000
