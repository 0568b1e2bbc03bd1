/** Levels of one row of a diff. `lost`: known → unknown, a warning (breaking only with `strict`). `learned`: unknown → known, no change of the model. `note`: runtime or profile remarks that ask nothing of callers but are minor. */
export type RowLevel = 'breaking' | 'compatible' | 'lost' | 'learned'

/** Level of a whole comparison, strongest first. `weights`: same contract, other bytes. */
export type Level = 'breaking' | 'compatible' | 'weights' | 'learned' | 'unchanged'

/** One row of a diff, in the words of the caller. Names in it are raw: renderers escape. */
export interface Change {
  /** Rule id, an anchor of docs/contract.md: `input-type-changed`. */
  readonly rule: string
  readonly level: RowLevel
  /** `predict.inputs.age`, made of raw names; `path` is the same as segments. */
  readonly where: string
  readonly path: readonly string[]
  /** Printed forms of both sides, '' where there is none: `int64 [-1]`. */
  readonly was: string
  readonly is: string
  /** One sentence: what happens to callers. */
  readonly message: string
}
