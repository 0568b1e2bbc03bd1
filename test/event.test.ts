import { describe, expect, it } from 'vitest'
import { BREAKING_LABEL, occasionOf } from '../src/event.ts'

const HERE = { full_name: 'Frieda/Models' }
const FORK = { full_name: 'mallory/models' }
const pull = (head: unknown = HERE, more = {}): unknown => ({
  repository: HERE,
  pull_request: { number: 7, head: { sha: 'abc', repo: head }, labels: [], ...more },
})

describe('an event means', () => {
  it.each<[string, 'validate' | 'publish', boolean, unknown]>([
    ['pull_request', 'validate', false, pull()],
    ['merge_group', 'validate', false, { repository: HERE }],
    ['push', 'publish', false, { repository: HERE }],
    ['workflow_dispatch', 'publish', true, { repository: HERE }],
    ['schedule', 'publish', false, {}],
    ['repository_dispatch', 'publish', false, {}],
    ['release', 'publish', false, {}],
    ['workflow_run', 'publish', false, { repository: HERE, workflow_run: { head_repository: HERE } }],
  ])('%s: %s, on demand %s', (event, mode, onDemand, payload) => {
    expect(occasionOf(event, payload, 'frieda', 'auto')).toMatchObject({ mode, onDemand, because: expect.stringContaining(event) })
  })

  it.each<['validate' | 'publish', string]>([
    ['validate', 'push'],
    ['publish', 'push'],
    ['validate', 'issues'],
    ['publish', 'issue_comment'],
  ])('%s where `mode` says so: %s', (mode, event) => {
    expect(occasionOf(event, {}, 'frieda', mode).mode).toBe(mode)
  })

  it.each<[string, unknown, 'auto' | 'validate' | 'publish']>([
    ['pull_request_target', pull(), 'auto'],
    ['pull_request_target', pull(), 'validate'],
    ['pull_request_target', pull(), 'publish'],
    ['workflow_run', { repository: HERE, workflow_run: { head_repository: FORK } }, 'auto'],
    ['workflow_run', { repository: HERE, workflow_run: { head_repository: FORK } }, 'publish'],
    ['workflow_run', { repository: HERE, workflow_run: { head_repository: null } }, 'auto'],
    ['pull_request', pull(), 'publish'],
    ['merge_group', {}, 'publish'],
    ['issues', {}, 'auto'],
    ['', {}, 'auto'],
    ['constructor', {}, 'auto'],
    ['::error::', {}, 'auto'],
  ])('%s with %j and mode %s: nothing, it is refused', (event, payload, mode) => {
    expect(() => occasionOf(event, payload, 'frieda', mode)).toThrow(expect.objectContaining({ code: 'event-refused' }))
  })
})

describe('the changes of an event begin after', () => {
  const [base, zeros] = ['1'.repeat(40), '0'.repeat(40)]
  it.each<[string, string, unknown, string | undefined]>([
    ['the commit before a push', 'push', { before: base }, base],
    ['nothing, for a new branch', 'push', { before: zeros }, undefined],
    ['the commit a pull request is merged into', 'pull_request', pull(HERE, { base: { sha: base } }), base],
    ['the commit a merge group is merged into', 'merge_group', { merge_group: { base_sha: base } }, base],
    ['nothing, on demand', 'workflow_dispatch', { repository: HERE }, undefined],
    ['nothing that is no hash', 'push', { before: '--output=x' }, undefined],
  ])('%s', (_what, event, payload, before) => {
    expect(occasionOf(event, payload, 'frieda', 'auto').before).toBe(before)
  })

  it('also where the models are only named, whatever the event', () => {
    expect(occasionOf('issues', { before: base }, 'frieda', 'discover')).toMatchObject({ mode: 'validate', before: base })
  })
})

describe('a pull request', () => {
  it.each<[string, boolean, unknown, string]>([
    ['from this repository', false, pull(), 'frieda'],
    ['from this repository in other case', false, pull({ full_name: 'frieda/models' }), 'frieda'],
    ['from a fork', true, pull(FORK), 'mallory'],
    ['from a deleted fork', true, pull(null), 'mallory'],
    ['by Dependabot', true, pull(), 'dependabot[bot]'],
    ['without any repository', true, { pull_request: { number: 7, head: { sha: 'abc' } } }, 'frieda'],
  ])('%s is read-only: %s', (_what, readOnly, payload, actor) => {
    expect(occasionOf('pull_request', payload, actor, 'auto').pullRequest).toEqual({ number: 7, headSha: 'abc', readOnly, breakingAccepted: false })
  })

  it.each<[string, boolean, unknown]>([
    ['the label', true, [{ name: 'bug' }, { name: BREAKING_LABEL }]],
    ['no label', false, []],
    ['a label like it', false, [{ name: `${BREAKING_LABEL}s` }, { name: BREAKING_LABEL.toUpperCase() }]],
    ['text for a label', false, [BREAKING_LABEL]],
    ['no list', false, { name: BREAKING_LABEL }],
    ['nothing', false, undefined],
  ])('with %s accepts a break: %s', (_what, accepted, labels) => {
    expect(occasionOf('pull_request', pull(HERE, { labels }), 'frieda', 'auto').pullRequest?.breakingAccepted).toBe(accepted)
  })

  it.each([
    null,
    'text',
    7,
    [],
    {},
    { pull_request: null },
    { pull_request: { number: '7', head: { sha: 'abc' } } },
    { pull_request: { number: 7 } },
  ])('that the payload %j does not describe is validated without one', (payload) => {
    const occasion = occasionOf('pull_request', payload, 'frieda', 'auto')
    expect(occasion.mode).toBe('validate')
    expect(occasion.pullRequest).toBeUndefined()
  })
})
