import { getOctokit } from '@actions/github'
import { type Comment, type Comments, GitHubFailure } from './comment.ts'

export interface PullRequestAddress {
  readonly token: string
  /** `https://api.github.com`, or that of a GitHub Enterprise server: the runner's `GITHUB_API_URL`. */
  readonly apiUrl: string
  /** `owner/repository` */
  readonly repository: string
  readonly number: number
}

/** Comments of one page, the most GitHub gives. */
const PAGE_SIZE = 100
/** Pages that are read: 3,000 comments; whoever wrote more won't miss that ours is written anew. */
const MAX_PAGES = 30
/** One request; a report must not hold up a release. */
const TIMEOUT_MS = 20_000

/** The comments of a pull request through GitHub's REST API (issues/comments), one request at a time. */
export function githubComments({ token, apiUrl, repository, number }: PullRequestAddress): Comments {
  const { rest, paginate } = getOctokit(token, { baseUrl: apiUrl })
  const [owner = '', repo = ''] = repository.split('/')
  const request = (): { readonly signal: AbortSignal } => ({ signal: AbortSignal.timeout(TIMEOUT_MS) })
  return {
    list: () =>
      asked(async () => {
        const found: Comment[] = []
        let pages = 0
        const parameters = { owner, repo, issue_number: number, per_page: PAGE_SIZE, request: { signal: AbortSignal.timeout(TIMEOUT_MS * 3) } }
        for await (const page of paginate.iterator(rest.issues.listComments, parameters)) {
          for (const { id, body, user } of page.data) {
            found.push({ id, body: body ?? '', author: { login: user?.login ?? '', bot: user?.type === 'Bot' } })
          }
          if (++pages === MAX_PAGES) break
        }
        return found
      }),
    create: (body) => asked(async () => void (await rest.issues.createComment({ owner, repo, issue_number: number, body, request: request() }))),
    update: (id, body) => asked(async () => void (await rest.issues.updateComment({ owner, repo, comment_id: id, body, request: request() }))),
    login: () =>
      asked(async () => (await rest.users.getAuthenticated({ request: request() })).data.login).catch((error: unknown) => {
        if (error instanceof GitHubFailure && (error.status === 403 || error.status === 404)) return null
        throw error
      }),
  }
}

/** Octokit says status 500 of what fails below HTTP (DNS, refused, timeout): only an error with a response has GitHub's word. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new GitHubFailure(statusOf(error), message, { cause: error })
  }
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error) || !('response' in error) || error.response === undefined) return 0
  return typeof error.status === 'number' ? error.status : 0
}
