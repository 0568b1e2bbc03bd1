import type { Change, Level } from '../contract/change.ts'
import type { Contract } from '../contract/types.ts'
import type { Digest, Manifest, Repository } from './port.ts'

export type Scheme = 'semver' | 'integer'
export type Bump = 'major' | 'minor' | 'patch'

/** How tags become versions and versions become tags. */
export interface Numbering {
  readonly scheme: Scheme
  /** Written before the number; both spellings count as taken. */
  readonly prefix: string
  /** First version of an empty collection: `1.0.0` or `1`. */
  readonly initial: string
  /** Exactly this version; must be higher than every visible one. */
  readonly explicit?: string
  /** At least this bump; lower than the diff demands is `bump-too-low` unless allowBreaking. */
  readonly bump?: Bump
  readonly allowBreaking: boolean
}

/** One version of the collection, as its manifest and config tell it: one manifest and one config request, no layer is read. */
export interface Published {
  /** Without prefix: `2.4.1` or `7`. */
  readonly version: string
  readonly tag: string
  readonly digest: Digest
  /** null: an image that this tool did not write. */
  readonly contract: Contract | null
  readonly contractDigest: string | null
  readonly content: Digest | null
  /** Bytes of its layers. */
  readonly size?: number
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** The three honest states of the published side. */
export type Baseline =
  | { readonly state: 'compared'; readonly published: Published & { readonly contract: Contract } }
  | { readonly state: 'first' }
  | { readonly state: 'unavailable'; readonly reason: string; readonly published?: Published }

/** What the candidate is against what is published. */
export interface Comparison {
  readonly level: Level
  readonly changes: readonly Change[]
}

/** One upload, ready to be numbered: its bytes are in the repository, by digest. */
export interface Upload {
  readonly repository: Repository
  readonly content: Manifest
  readonly numbering: Numbering
  /** The registry enforces immutable tags (the user's word): the PUT decides, no claim. */
  readonly immutableTags: boolean
  /** `run id.attempt.uuid`; a re-run of the same run has the same prefix up to the last dot but one. */
  readonly nonce: string
  /** Compares the candidate with a baseline; called again whenever the highest version changed. Pure. Throws UserError `breaking-change` where breaking is refused. */
  compare(baseline: Baseline): Comparison
  /** Annotations beside version, parent and nonce: source, revision, created, content … */
  readonly annotations: Readonly<Record<string, string>>
  /** Who let a breaking change through: `label breaking-contract on #7`. Recorded beside a breaking change only. */
  readonly accepted?: string
  /** Tags like `latest`, `1`, `1.2` to move forward after success. */
  readonly floating: readonly ('latest' | 'major' | 'minor')[]
  /** One line of progress for the log. */
  readonly log: (line: string) => void
}

/** The outcome of a publish. */
export interface Release {
  readonly version: string
  readonly tag: string
  readonly digest: Digest
  readonly previous: Published | null
  readonly comparison: Comparison
  readonly baseline: Baseline
  /** false: a re-run found its own finished upload. */
  readonly fresh: boolean
  readonly floating: readonly string[]
}
