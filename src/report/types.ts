import type { Contract } from '../contract/types.ts'
import type { Place, UserError } from '../errors.ts'
import type { Finding, Warning } from '../frameworks/framework.ts'
import type { Digest } from '../registry/port.ts'
import type { Baseline, Comparison, Release } from '../registry/types.ts'

/** Another contract in place of the published one, in the same three honest states: it has a name of its own, and neither version nor digest. Text is raw. */
export type Against =
  /** `content`: identity of its files, `null` where there are none (a definition, a contract file). */
  | { readonly state: 'compared'; readonly label: string; readonly contract: Contract; readonly content: Digest | null }
  /** The model is not there yet. */
  | { readonly state: 'first'; readonly label: string }
  | { readonly state: 'unavailable'; readonly label: string; readonly reason: string }

/** Everything a person is told about one model, as data. Renderers (terminal, annotations, summary, comment) only format it; all model text is raw here. */
export interface Report {
  readonly model: string
  /** Model directory relative to the workspace, for annotations. */
  readonly path: string
  readonly mode: 'validate' | 'publish'
  readonly image: string
  readonly outcome: /** `nextVersion`: which version a refused breaking change would be, where the story came so far. */
    | { readonly kind: 'failed'; readonly error: UserError; readonly nextVersion?: string }
    /** Pull request, or dry run: what would be published. */
    | { readonly kind: 'validated'; readonly nextVersion: string | null }
    | {
        readonly kind: 'published'
        readonly release: Release
        readonly builder: string
        readonly sent: number
        readonly size: number
        readonly reproducible: boolean
      }
    /** Same content, same contract, same base: the published version stands. */
    | { readonly kind: 'unchanged'; readonly version: string; readonly digest: string }
  /** Known as far as the story came before it failed. */
  readonly contract?: Contract
  /** Content digest of the files (docs/image.md). */
  readonly content?: Digest
  readonly detected?: { readonly because: string; readonly declaredIn?: string }
  /** 0…1; facts that are stored or derived or declared / all facts. */
  readonly completeness?: number
  readonly baseline?: Baseline
  /** What the input `baseline` names: then this was compared, and `baseline` only tells which version is published. */
  readonly against?: Against
  readonly comparison?: Comparison
  /** Breaking changes were accepted: by label or input. */
  readonly breakingAccepted?: string
  readonly warnings: readonly Warning[]
  readonly findings: readonly Finding[]
  /** Lines for annotations: where a declared fact stands. */
  readonly locate?: (path: readonly string[]) => Place
}

/** A model that is only named: found, or left alone because nothing of it changed. Text is raw. */
export interface ModelPlace {
  readonly name: string
  readonly path: string
}
