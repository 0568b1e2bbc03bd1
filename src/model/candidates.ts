import { UserError } from '../errors.ts'
import type { Framework, Match } from '../frameworks/framework.ts'
import type { OpenedFiles } from './files.ts'
import type { ModelFiles } from './types.ts'

/** One framework's claim on the files. */
export interface Candidate {
  readonly framework: Framework
  readonly match: Match
}

/**
 * Every framework's claims. A reader that stumbles over an un-pulled or empty file while looking has no claim;
 * `refusal` is the first such stumble, to be told if nobody else has one.
 */
export function matchAll(
  files: ModelFiles,
  frameworks: readonly Framework[],
): { readonly candidates: readonly Candidate[]; readonly refusal: UserError | undefined } {
  const candidates: Candidate[] = []
  let refusal: UserError | undefined
  for (const framework of frameworks) {
    try {
      for (const match of framework.match(files)) candidates.push({ framework, match })
    } catch (error) {
      if (!(error instanceof UserError) || !['lfs-pointer', 'empty-file'].includes(error.code)) throw error
      refusal ??= error
    }
  }
  return { candidates, refusal }
}

/**
 * The claims that are models of their own. A claim is dropped when another one covers its path (a wrapper such as MLflow explains the model inside);
 * when two cover each other, the one that stands earlier in the list of frameworks stays: src/frameworks/index.ts writes wrappers first,
 * then formats by how certain their marks are. A link is no second model beside its target. Code that covers no model yields to one.
 */
export function remaining(candidates: readonly Candidate[], files: Pick<OpenedFiles, 'linkTarget'>): readonly Candidate[] {
  const left = uncovered(candidates, files)
  const models = left.filter(({ framework }) => !framework.isCode)
  return models.length > 0 ? models : left
}

/** The candidates that a chosen one neither covers nor is covered by: other models beside it. */
export function besides(chosen: Candidate, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(
    (other) => other !== chosen && !other.framework.isCode && !covers(chosen.match, other.match.path) && !covers(other.match, chosen.match.path),
  )
}

function uncovered(candidates: readonly Candidate[], files: Pick<OpenedFiles, 'linkTarget'>): readonly Candidate[] {
  return candidates.filter((candidate, index) =>
    candidates.every((other, otherIndex) => {
      if (other === candidate) return true
      if (isLinkTo(candidate, other, files)) return false
      if (isLinkTo(other, candidate, files)) return true
      const covered = covers(other.match, candidate.match.path)
      return !covered || (covers(candidate.match, other.match.path) && index < otherIndex)
    }),
  )
}

function isLinkTo(link: Candidate, target: Candidate, files: Pick<OpenedFiles, 'linkTarget'>): boolean {
  return link.match.path !== target.match.path && files.linkTarget(link.match.path) === target.match.path
}

/** A match covers its own path, the paths it lists, and everything below the prefixes ending in `/` it lists (`/` alone: everything). */
function covers({ path, covers: listed }: Match, other: string): boolean {
  return (
    path === other ||
    listed.some(
      (covered) => covered === other || covered === '/' || (covered.endsWith('/') && (other.startsWith(covered) || `${other}/` === covered)),
    )
  )
}
