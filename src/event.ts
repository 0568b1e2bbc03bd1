import { UserError } from './errors.ts'
import type { Inputs } from './inputs.ts'

/** What the workflow event means for an upload. */
export interface Occasion {
  readonly mode: 'validate' | 'publish'
  /** For the log: why this mode. */
  readonly because: string
  /** A person asked for a new version of whatever is there. */
  readonly onDemand: boolean
  /** Registry and repository must agree: any difference is an error. */
  readonly drift?: true
  /** Commit that the event's changes begin after, where it names one. */
  readonly before?: string
  readonly pullRequest?: PullRequest
  /** Number of the pull request that a merge queue is about to merge; its event does not carry the labels. */
  readonly queued?: number
}

export interface PullRequest {
  readonly number: number
  readonly headSha: string
  /** Head of another repository, or Dependabot: the token is read-only. */
  readonly readOnly: boolean
  /** Carries the label `breaking-contract`. */
  readonly breakingAccepted: boolean
}

/** The label with which a reviewer accepts a breaking change. */
export const BREAKING_LABEL = 'breaking-contract'

const PUBLISHING = new Set(['push', 'workflow_dispatch', 'schedule', 'repository_dispatch', 'release', 'workflow_run', 'create', 'dynamic'])
const VALIDATING = new Set(['pull_request', 'merge_group'])

/**
 * Event name and payload (https://docs.github.com/webhooks) → what to do. The payload is the runner's, but parts of it (titles, labels, branch
 * names) are written by anybody: only the fields below are read, each by its type.
 * @throws UserError `event-refused` for events that run foreign code with this repository's rights, or that say nothing about a model.
 */
export function occasionOf(event: string, payload: unknown, actor: string, wanted: Inputs['mode']): Occasion {
  const before = beforeOf(payload)
  return { ...judge(event, payload, actor, wanted), ...(before !== undefined && { before }) }
}

function judge(event: string, payload: unknown, actor: string, wanted: Inputs['mode']): Occasion {
  if (event === 'pull_request_target') {
    throw refused(
      event,
      'it runs with write permissions on code of a pull request',
      'Use on: pull_request; forks get the same verdict in the job summary.',
    )
  }
  if (event === 'workflow_run' && repositoryOf(at(payload, 'workflow_run', 'head_repository')) !== repositoryOf(at(payload, 'repository'))) {
    throw refused(event, 'the run it follows came from a fork', 'Publish on: push to your own branch.')
  }
  if (wanted === 'discover' || wanted === 'overview' || wanted === 'catalogue')
    return { mode: 'validate', because: `input mode: ${wanted}`, onDemand: false }
  if (wanted === 'drift') return { mode: 'validate', because: 'input mode: drift', onDemand: false, drift: true }
  if (VALIDATING.has(event)) {
    if (wanted === 'publish') {
      throw refused(event, 'mode: publish was asked for, and nothing of a pull request is published', 'Remove mode, or publish on: push.')
    }
    const pullRequest = event === 'pull_request' ? pullRequestOf(payload, actor) : undefined
    const queued = event === 'merge_group' ? queuedIn(payload) : undefined
    return {
      mode: 'validate',
      because: `event ${event}`,
      onDemand: false,
      ...(pullRequest && { pullRequest }),
      ...(queued !== undefined && { queued }),
    }
  }
  if (wanted !== 'auto') return { mode: wanted, because: `input mode: ${wanted}`, onDemand: event === 'workflow_dispatch' }
  if (PUBLISHING.has(event)) return { mode: 'publish', because: `event ${event}`, onDemand: event === 'workflow_dispatch' }
  throw refused(
    event,
    'it does not say whether to validate or to publish',
    'Set the input mode to validate or publish, or use push, pull_request or workflow_dispatch.',
  )
}

/** A push names the commit before it (zeros for a new branch), a pull request and a merge group the commit they are to be merged into. */
function beforeOf(payload: unknown): string | undefined {
  const named = at(payload, 'pull_request', 'base', 'sha') ?? at(payload, 'merge_group', 'base_sha') ?? at(payload, 'before')
  return typeof named === 'string' && /^[0-9a-f]{40,64}$/.test(named) && !/^0+$/.test(named) ? named : undefined
}

/** The branch of a merge group is `gh-readonly-queue/BASE/pr-NUMBER-SHA`. */
function queuedIn(payload: unknown): number | undefined {
  const ref = at(payload, 'merge_group', 'head_ref')
  const number = typeof ref === 'string' ? /\/gh-readonly-queue\/.+\/pr-(\d{1,10})-[0-9a-f]+$/.exec(ref)?.[1] : undefined
  return number === undefined ? undefined : Number(number)
}

function pullRequestOf(payload: unknown, actor: string): PullRequest | undefined {
  const number = at(payload, 'pull_request', 'number')
  const headSha = at(payload, 'pull_request', 'head', 'sha')
  if (typeof number !== 'number' || typeof headSha !== 'string') return undefined
  const labels = at(payload, 'pull_request', 'labels')
  const head = repositoryOf(at(payload, 'pull_request', 'head', 'repo'))
  return {
    number,
    headSha,
    // head.repo is null when the fork was deleted: also read-only
    readOnly: head === undefined || head !== repositoryOf(at(payload, 'repository')) || actor === 'dependabot[bot]',
    breakingAccepted: Array.isArray(labels) && labels.some((label) => at(label, 'name') === BREAKING_LABEL),
  }
}

function repositoryOf(value: unknown): string | undefined {
  const name = at(value, 'full_name')
  return typeof name === 'string' ? name.toLowerCase() : undefined
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  let here: unknown = value
  for (const key of keys) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined
    here = Reflect.get(here, key)
  }
  return here
}

function refused(event: string, because: string, remedy: string): UserError {
  return new UserError('event-refused', `The event ${JSON.stringify(event)} is refused: ${because}.`, remedy)
}
