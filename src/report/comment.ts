import { markerOf } from './comment-key.ts'
import { codeForMarkdown, forLog, forMarkdown } from './escape.ts'
import { COMMENT_LIMIT, renderMarkdown } from './markdown.ts'
import type { Report } from './types.ts'
import { comparisonOf, verdict } from './wording.ts'

/** One comment of a pull request, as far as we read it. */
export interface Comment {
  readonly id: number
  readonly body: string
  readonly author: { readonly login: string; readonly bot: boolean }
}

/** The comments of one pull request. Every method throws `GitHubFailure` for what GitHub refuses or does not answer, nothing else. */
export interface Comments {
  /** All pages, oldest first. */
  list(): Promise<readonly Comment[]>
  create(body: string): Promise<void>
  update(id: number, body: string): Promise<void>
  /** Login of the token's user; `null` for the workflow's own token, which may not ask. */
  login(): Promise<string | null>
}

/** GitHub said no (`status`), or nothing at all (status 0). The message is GitHub's, raw. */
export class GitHubFailure extends Error {
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'GitHubFailure'
    this.status = status
  }
}

/** What happened; a `notice` is one line for the log, safe as it is. The verdict of the run never depends on it. */
export type CommentOutcome =
  | { readonly kind: 'created' | 'updated' | 'resolved' | 'current' }
  /** There is nothing to say and no comment that says otherwise. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'skipped' | 'failed'; readonly notice: string }

/** Where the comment belongs. */
export interface Conversation {
  /** `null`: not even tried, because the token is read-only there (fork, Dependabot). */
  readonly comments: Comments | null
  /** One comment per key: the model's directory. */
  readonly key: string
  /** Head commit of the pull request, 40 hex digits. */
  readonly headSha: string
}

/**
 * Keeps one comment per model up to date, in place: found by its marker among our own, written anew only if there is none, and not touched if it
 * says the same already. A change that was refused and is gone since is said to be resolved, once, and stays said.
 * `report: null` means that the pull request no longer touches the model. GitHub's refusals are an outcome, never an error.
 */
export async function keepComment({ comments, key, headSha }: Conversation, report: Report | null): Promise<CommentOutcome> {
  if (comments === null) return { kind: 'skipped', notice: READ_ONLY }
  try {
    const own = await findOwn(comments, key)
    if (own === undefined && report === null) return { kind: 'absent' }
    const next = bodyOf(key, headSha, report, own === undefined ? 'none' : stateOf(own.body))
    if (own === undefined) {
      await comments.create(next.body)
      return { kind: 'created' }
    }
    if (sameText(own.body, next.body)) return { kind: 'current' }
    await comments.update(own.id, next.body)
    return { kind: next.resolvedNow ? 'resolved' : 'updated' }
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error
    return { kind: 'failed', notice: noticeOf(error) }
  }
}

const READ_ONLY =
  'The token is read-only for pull requests from forks and from Dependabot, so there is no comment on this one: the report is in the job summary.'

function noticeOf({ status, message }: GitHubFailure): string {
  const where = 'The report is in the job summary.'
  // GitHub answers 404 for what a token may not see (docs: "Troubleshooting the REST API")
  if (status === 401 || status === 403 || status === 404) {
    return `GitHub refused the pull request comment (${status}): the job needs permissions: pull-requests: write. ${where}`
  }
  return `GitHub did not take the pull request comment (${status === 0 ? 'no answer' : status}: ${forLog(message, 200)}). ${where}`
}

/** Ours: begins with the marker, and written by a bot or by the token's own user. A person quoting the marker is not. */
async function findOwn(comments: Comments, key: string): Promise<Comment | undefined> {
  const marker = markerOf(key)
  const marked = (await comments.list()).filter((comment) => comment.body.trimStart().startsWith(marker))
  const byBot = marked.find((comment) => comment.author.bot)
  if (byBot !== undefined || marked.length === 0) return byBot
  const login = await comments.login()
  return login === null ? undefined : marked.find((comment) => comment.author.login === login)
}

/** What the comment said last: a change was refused or broke callers (`open`), or that was resolved in a commit. */
type State = 'none' | 'open' | `resolved ${string}`

const STATE_LINE = /^<!-- state: (open|none|resolved [0-9a-f]{7,64}) -->$/m

function stateOf(body: string): State {
  const found = STATE_LINE.exec(body)?.[1] ?? 'none'
  if (found === 'open' || found === 'none') return found
  return `resolved ${found.slice('resolved '.length)}`
}

function bodyOf(key: string, headSha: string, report: Report | null, before: State): { readonly body: string; readonly resolvedNow: boolean } {
  const open = report !== null && isOpen(report)
  const sha = /^[0-9a-f]{7,64}$/.test(headSha) ? headSha : ''
  const resolvedNow = !open && before === 'open'
  const state: State = open ? 'open' : resolvedNow && sha !== '' ? `resolved ${sha}` : before === 'open' ? 'none' : before
  const head = [markerOf(key), `<!-- state: ${state} -->`]
  const resolution = state.startsWith('resolved ')
    ? [`Resolved in ${codeForMarkdown(state.slice('resolved '.length, 'resolved '.length + 7))}.`, '']
    : []
  const prefix = `${[...head, ...resolution].join('\n')}\n`
  const text =
    report === null
      ? `### ✅ **${forMarkdown(key)}**: this pull request no longer changes the model`
      : renderMarkdown(report, COMMENT_LIMIT - Buffer.byteLength(prefix))
  return { body: `${prefix}${text}`, resolvedNow }
}

/** Something a reviewer has to settle: the run failed, or callers break. */
function isOpen(report: Report): boolean {
  return verdict(report).mood === 'bad' || comparisonOf(report)?.level === 'breaking'
}

/** GitHub stores line ends as CRLF or LF, and trims. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()
  return plain(a) === plain(b)
}
