import { UserError } from './errors.ts'
import { inspectImage } from './image/inspect.ts'
import { readCollection } from './registry/collection.ts'
import type { Comparison, Numbering } from './registry/types.ts'
import { type Candidate, type Collection, sameContent } from './verdict.ts'

export interface Agreement {
  readonly image: string
  readonly candidate: Candidate
  readonly collection: Collection
  /** The repository's model against the highest version. */
  readonly comparison: Comparison
  readonly numbering: Numbering
}

/** Problems that one message lists; a collection that was deleted has one per version. */
const MAX_LISTED = 20

/**
 * Three questions, one answer: does the highest version still carry what its contract says, is the chain of versions as it was recorded, and does
 * the model in the repository still match the registry.
 * @returns one line for the log
 * @throws UserError `drift` with everything that does not hold; what the repository throws
 */
export async function requireNoDrift({ image, candidate, collection, comparison, numbering }: Agreement): Promise<string> {
  const { repository, baseline } = collection
  if (baseline.state === 'first' || repository === null) throw drift([`${image} holds no version`])
  if (baseline.state === 'unavailable') throw drift([`the highest version of ${image} cannot be compared: ${baseline.reason}`])
  const { published } = baseline
  const inside = await inspectImage(repository, published)
  const { rows } = await readCollection(repository, numbering)
  const problems = [
    ...inside.map((problem) => `${image}:${published.tag}: ${problem}`),
    ...rows.flatMap(({ tag, problems: broken }) => broken.map((problem) => `${image}:${tag}: ${problem}`)),
    ...repositoryProblems(comparison, sameContent(candidate, published), published.version),
  ]
  // the tag that was moved is seen from inside and along the chain
  const different = [...new Set(problems)]
  if (different.length > 0) throw drift(different)
  return `${rows.length} version${rows.length === 1 ? '' : 's'}, the chain holds; ${published.version} carries what it says and is what the repository has`
}

/** More that is known of the same files is no drift: a newer release of this tool reads more. */
function repositoryProblems({ level, changes }: Comparison, sameFiles: boolean, version: string): readonly string[] {
  const [first] = changes
  const contract =
    level === 'breaking' || level === 'compatible' ? `another contract than ${version} (${level}${first ? `: ${first.message}` : ''})` : ''
  const content = sameFiles ? '' : `other files than ${version}`
  const found = [content, contract].filter((part) => part !== '').join(' and ')
  return found === '' ? [] : [`the repository has ${found}`]
}

function drift(problems: readonly string[]): UserError {
  const listed = problems.slice(0, MAX_LISTED)
  const more = problems.length - listed.length
  const message =
    problems.length === 1
      ? `Registry and repository do not agree: ${problems[0]}`
      : ['Registry and repository do not agree:', ...listed.map((one) => `- ${one}`), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')
  return new UserError('drift', message, 'Publish the repository if it is right; if the registry is, go back to the commit that was published.')
}
