import type { Contract, FrameworkId, Signature } from '../contract/types.ts'
import type { UserError } from '../errors.ts'
import type { Declaration } from '../model/definition-types.ts'
import type { ModelFiles } from '../model/types.ts'

/** What a framework found among the files, before anything is parsed in depth. */
export interface Match {
  /** Container: `saved-model`, `onnx`, `joblib`, … */
  readonly format: string
  /** The file (or directory, '' = the model directory itself) that made it match. */
  readonly path: string
  /** Why, for people: `saved_model.pb holds a SavedModel`. */
  readonly because: string
  /** Files this model is made of or explains, so that another framework's match on the same file is no second model. Paths or directory prefixes ending in `/`. */
  readonly covers: readonly string[]
}

/** Something the reader wants people to know: text may hold names from the file, raw. */
export interface Warning {
  /** Stable id in kebab case, documented in docs/frameworks.md. */
  readonly code: string
  readonly message: string
  readonly where?: string
}

/** Something in the files that runs code when the model is loaded. */
export interface Finding {
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  readonly message: string
  readonly where: string
}

/** What a framework reader returns. Every value of the contract carries `evidence`. */
export interface Inference {
  readonly framework: FrameworkId
  readonly signatures: readonly Signature[]
  readonly warnings: readonly Warning[]
  readonly findings: readonly Finding[]
  /** Contracts that a wrapper (MLmodel, config.pbtxt …) declares; `signatures` then holds what the model inside says of itself, in the wrapper's words. */
  readonly declarations?: readonly Declaration[]
  /** What a wrapper wraps, for people: `model.pkl is a pickle of sklearn`. */
  readonly inside?: string
}

/** The model inside of a wrapper, or why it is not known. */
export type Inside = { readonly match: Match; readonly inference: Inference } | { readonly refusal: UserError }

/** Reads the one model among files that a wrapper points to, by whatever framework knows it. Throws UserError as `Framework.infer` does. */
export type ReadInside = (files: ModelFiles) => Inside

/**
 * One framework. `match` is cheap (names, magic bytes, a few KiB) and never throws for content that is not its own;
 * `infer` parses exactly what it needs and throws UserError for damaged or hostile files, never anything else. Wrappers read the model they wrap
 * through `readInside`; without it they know only what they say themselves.
 */
export interface Framework {
  readonly name: string
  /** Reads code, which yields to a model beside it unless its match covers that model. */
  readonly isCode?: boolean
  match(files: ModelFiles): readonly Match[]
  infer(files: ModelFiles, match: Match, readInside?: ReadInside): Inference
}

export type { Contract }
