import { getOctokit } from '@actions/github'

export interface Question {
  readonly token: string
  /** `https://api.github.com`, or that of a GitHub Enterprise server: the runner's `GITHUB_API_URL`. */
  readonly apiUrl: string
  /** `owner/repository` */
  readonly repository: string
  /** The label that accepts a change. */
  readonly label: string
}

/** One request; what is only recorded must not hold up a release. */
const TIMEOUT_MS = 10_000

/**
 * `label breaking-contract on #7`: the merged pull request that brought this commit (merge, squash or rebase) and carries the label.
 * A push event does not name its pull request, so GitHub is asked (REST: "List pull requests associated with a commit"). `null` wherever that does not
 * tell: another token, no pull request, no label, no answer. Labels are as they are now: GitHub keeps no label at the time of the merge.
 */
export async function acceptedOnMerge({ token, apiUrl, repository, label }: Question, sha: string): Promise<string | null> {
  const [owner = '', repo = ''] = repository.split('/')
  try {
    const { rest } = getOctokit(token, { baseUrl: apiUrl })
    const request = { signal: AbortSignal.timeout(TIMEOUT_MS) }
    const { data } = await rest.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha: sha, request })
    const accepted = data.find(({ merged_at, labels }) => merged_at !== null && labels.some(({ name }) => name === label))
    return accepted === undefined ? null : `label ${label} on #${accepted.number}`
  } catch {
    return null
  }
}

/**
 * The same for a pull request in a merge queue, whose event names it only by number. `null` where GitHub does not tell: a change that nobody is known to
 * have accepted stays refused.
 */
export async function acceptedInQueue({ token, apiUrl, repository, label }: Question, number: number): Promise<string | null> {
  const [owner = '', repo = ''] = repository.split('/')
  try {
    const { rest } = getOctokit(token, { baseUrl: apiUrl })
    const request = { signal: AbortSignal.timeout(TIMEOUT_MS) }
    const { data } = await rest.issues.listLabelsOnIssue({ owner, repo, issue_number: number, per_page: 100, request })
    return data.some(({ name }) => name === label) ? `label ${label} on #${number}` : null
  } catch {
    return null
  }
}
