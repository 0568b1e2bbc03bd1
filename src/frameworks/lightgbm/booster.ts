import type { Features } from './columns.ts'

/** What a stored booster says about its interface. */
export interface Booster extends Features {
  readonly names: readonly string[]
  /** Values per row: 1, or the number of classes. */
  readonly classes: number
  /** Without its parameters (`multiclass num_class:3` → `multiclass`); null for one of the caller's own. */
  readonly objective: string | null
  /** Whether columns had categories is not stored. */
  readonly untold?: boolean
}

/** Features, classes: LightGBM counts them in 32 bits; a line of more names is longer than a text may be. */
export const MAX_FEATURES = 10_000_000

/** Names nobody gave: Dataset calls the columns of an array so. Source: LightGBM, Dataset::set_feature_names. */
export const isNameless = (names: readonly string[]): boolean => names.every((name, i) => name === `Column_${i}`)
