/** Event payloads as GitHub sends them, reduced to what is documented and stable. https://docs.github.com/webhooks/webhook-events-and-payloads */

export interface Event {
  /** `push`, `pull_request`, … */
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
  /** GITHUB_REF. */
  readonly ref: string
  /** GITHUB_SHA: of a pull request, the merge commit. */
  readonly sha: string
}

/** `owner/name` of the repository that the workflow belongs to. */
export const REPOSITORY = 'Frieda/Models'
export const SHA = {
  base: '1111111111111111111111111111111111111111',
  head: '2222222222222222222222222222222222222222',
  merge: '3333333333333333333333333333333333333333',
}

const user = (login: string) => ({ login, id: 583231, type: 'User' })
const repository = (fullName: string, fork = false) => {
  const [owner = '', name = ''] = fullName.split('/')
  return {
    id: 1296269,
    name,
    full_name: fullName,
    private: false,
    fork,
    owner: user(owner),
    html_url: `https://github.com/${fullName}`,
    default_branch: 'main',
  }
}

export function push(branch = 'main'): Event {
  const ref = `refs/heads/${branch}`
  const commit = { id: SHA.head, message: 'Retrain', timestamp: '2026-11-22T10:00:00Z', author: { name: 'Frieda', email: 'frieda@example.com' } }
  const payload = {
    ref,
    before: SHA.base,
    after: SHA.head,
    created: false,
    deleted: false,
    forced: false,
    repository: repository(REPOSITORY),
    pusher: { name: 'Frieda' },
    sender: user('Frieda'),
    head_commit: commit,
    commits: [commit],
  }
  return { name: 'push', payload, ref, sha: SHA.head }
}

export function workflowDispatch(inputs: Readonly<Record<string, string>> = {}): Event {
  const payload = {
    ref: 'refs/heads/main',
    inputs,
    repository: repository(REPOSITORY),
    sender: user('Frieda'),
    workflow: '.github/workflows/model.yml',
  }
  return { name: 'workflow_dispatch', payload, ref: 'refs/heads/main', sha: SHA.head }
}

export function schedule(): Event {
  return {
    name: 'schedule',
    payload: { schedule: '0 4 * * 1', repository: repository(REPOSITORY), workflow: '.github/workflows/model.yml' },
    ref: 'refs/heads/main',
    sha: SHA.head,
  }
}

export interface PullRequest {
  readonly number?: number
  readonly labels?: readonly string[]
  /** The head is in another repository; null: the fork was deleted. */
  readonly fork?: string | null
  readonly action?: 'opened' | 'synchronize' | 'reopened' | 'labeled' | 'closed'
  readonly author?: string
}

export function pullRequest(about: PullRequest = {}, name: 'pull_request' | 'pull_request_target' = 'pull_request'): Event {
  const number = about.number ?? 7
  const base = repository(REPOSITORY)
  const head = about.fork === undefined ? base : about.fork === null ? null : repository(about.fork, true)
  const labels = (about.labels ?? []).map((label, index) => ({ id: index + 1, name: label, color: 'd73a4a' }))
  const payload = {
    action: about.action ?? 'synchronize',
    number,
    pull_request: {
      number,
      state: 'open',
      draft: false,
      title: 'Retrain churn',
      html_url: `https://github.com/${REPOSITORY}/pull/${number}`,
      user: user(about.author ?? 'Frieda'),
      labels,
      head: { ref: 'retrain', sha: SHA.head, repo: head },
      base: { ref: 'main', sha: SHA.base, repo: base },
      merge_commit_sha: SHA.merge,
    },
    repository: base,
    sender: user(about.author ?? 'Frieda'),
  }
  // pull_request_target runs on the base: its commit is trusted, the head's is not
  return name === 'pull_request'
    ? { name, payload, ref: `refs/pull/${number}/merge`, sha: SHA.merge }
    : { name, payload, ref: 'refs/heads/main', sha: SHA.base }
}

export function mergeGroup(): Event {
  const ref = 'refs/heads/gh-readonly-queue/main/pr-7-1111111'
  const payload = {
    action: 'checks_requested',
    merge_group: { head_sha: SHA.head, head_ref: ref, base_ref: 'refs/heads/main', base_sha: SHA.base },
    repository: repository(REPOSITORY),
  }
  return { name: 'merge_group', payload, ref, sha: SHA.head }
}

export function workflowRun(fork?: string): Event {
  const payload = {
    action: 'completed',
    workflow_run: {
      id: 30433642,
      event: 'pull_request',
      conclusion: 'success',
      head_sha: SHA.head,
      head_repository: repository(fork ?? REPOSITORY, fork !== undefined),
    },
    repository: repository(REPOSITORY),
  }
  return { name: 'workflow_run', payload, ref: 'refs/heads/main', sha: SHA.base }
}
