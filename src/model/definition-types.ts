import type { Contract } from '../contract/types.ts'
import type { Place } from '../errors.ts'

/** A contract somebody wrote down. What it leaves open is `null` (unknown), so that the files can fill it. */
export interface Declaration {
  /** File relative to the model directory (or as given by the input `contract`). */
  readonly file: string
  readonly contract: Contract
  /**
   * Where a part is written: `['predict', 'inputs', 'age', 'type']` → line and column of the value in the file.
   * Unknown paths give the nearest enclosing place that is known; binary files give only `file` and `key`.
   */
  locate(path: readonly string[]): Place
}

/** What the author wrote about a model (serving.yaml and friends): all optional. */
export interface Definition {
  readonly file: string
  readonly name?: string
  /** Settles which framework reads the files, where several could. */
  readonly framework?: string
  /** Base image reference; none = scratch. */
  readonly runtime?: string
  /** Paths or globs relative to the definition file; none = everything beside it. */
  readonly payload?: readonly string[]
  readonly installCommand?: string
  readonly declaration?: Declaration
  /** Where a key is written: `['runtime']`, `['payload', '0']`. Like `Declaration.locate`. */
  locate(path: readonly string[]): Place
}
