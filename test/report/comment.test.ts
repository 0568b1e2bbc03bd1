import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CommentOutcome, keepComment } from '../../src/report/comment.ts'
import { markerOf, safeKey } from '../../src/report/comment-key.ts'
import { githubComments } from '../../src/report/github.ts'
import type { Report } from '../../src/report/types.ts'
import { type GitHubApi, startGitHubApi } from './github-api.ts'
import { tagsOf, toHtml } from './rendered.ts'
import { AGE_BREAKS, comparison, OUTPUT_ADDED, refused, report } from './sample-reports.ts'

const KEY = 'models/churn'
const breaks = report({ outcome: refused('3.0.0'), comparison: comparison('breaking', AGE_BREAKS) })
const compatible = report({ outcome: { kind: 'validated', nextVersion: '2.5.0' }, comparison: comparison('compatible', OUTPUT_ADDED) })

let api: GitHubApi
beforeEach(async () => {
  api = await startGitHubApi()
})
afterEach(() => api.stop())

function keep(about: Report | null, headSha = 'a'.repeat(40), key = KEY): Promise<CommentOutcome> {
  const comments = githubComments({ token: 'ghs_token', apiUrl: api.url, repository: 'owner/models', number: 7 })
  return keepComment({ comments, key, headSha }, about)
}
const wire = (): readonly string[] => api.requests.map(({ method, path }) => `${method} ${path}`)

describe('keepComment', () => {
  it('writes one comment, with the workflow token, under a hidden marker', async () => {
    expect(await keep(breaks)).toEqual({ kind: 'created' })
    expect(wire()).toEqual(['GET /repos/owner/models/issues/7/comments?per_page=100', 'POST /repos/owner/models/issues/7/comments'])
    expect(new Set(api.requests.map(({ auth }) => auth))).toEqual(new Set(['token ghs_token']))
    expect(api.comments[0]?.body.split('\n').slice(0, 3)).toEqual([
      '<!-- mlambda/upload-action: models/churn -->',
      '<!-- state: open -->',
      '### ❌ **churn**: 1 breaking change → next version 3.0.0 (published 2.4.1)',
    ])
  })

  it('updates it in place when the report changes', async () => {
    await keep(compatible)
    expect(await keep(report({ comparison: comparison('weights') }))).toEqual({ kind: 'updated' })
    expect(wire().at(-1)).toBe('PATCH /repos/owner/models/issues/comments/1000')
    expect(api.comments).toHaveLength(1)
    expect(api.comments[0]?.body).toContain('same contract, new content')
  })

  it('leaves it alone when it says the same already, also with the line ends of a browser', async () => {
    await keep(compatible)
    for (const comment of api.comments) comment.body = `${comment.body.replaceAll('\n', '\r\n')}\r\n`
    api.requests.length = 0
    expect(await keep(compatible, 'b'.repeat(40))).toEqual({ kind: 'current' })
    expect(wire()).toEqual(['GET /repos/owner/models/issues/7/comments?per_page=100'])
  })

  it('says where a refused change was resolved, and goes on saying it', async () => {
    await keep(breaks)
    expect(await keep(compatible, `${'c'.repeat(7)}${'0'.repeat(33)}`)).toEqual({ kind: 'resolved' })
    expect(api.comments[0]?.body).toContain('Resolved in `ccccccc`.')
    expect(await keep(compatible, 'd'.repeat(40))).toEqual({ kind: 'current' })
    await keep(breaks)
    expect(api.comments[0]?.body).not.toContain('Resolved')
  })

  it('resolves it when the pull request no longer touches the model', async () => {
    await keep(breaks)
    expect(await keep(null)).toEqual({ kind: 'resolved' })
    expect(api.comments[0]?.body).toContain('**models/churn**: this pull request no longer changes the model')
  })

  it('writes nothing about a model that is not touched and was not spoken of', async () => {
    expect(await keep(null)).toEqual({ kind: 'absent' })
    expect(api.comments).toEqual([])
  })

  it('finds it behind 250 others, page by page', async () => {
    api.comments.push(...Array.from({ length: 250 }, (_, id) => ({ id, body: 'talk', user: { login: 'a', type: 'User' } as const })))
    await keep(breaks)
    api.requests.length = 0
    expect(await keep(compatible)).toEqual({ kind: 'resolved' })
    expect(wire()).toHaveLength(4)
    expect(api.comments).toHaveLength(251)
  })

  it('never touches a comment of a person, whatever it says', async () => {
    api.comments.push({ id: 1, body: `${markerOf(KEY)}\nLGTM`, user: { login: 'mallory', type: 'User' } })
    api.comments.push({ id: 2, body: markerOf(KEY), user: null })
    api.comments.push({ id: 3, body: `> ${markerOf(KEY)}\nquoted`, user: { login: 'other[bot]', type: 'Bot' } })
    expect(await keep(breaks)).toEqual({ kind: 'created' })
    expect(api.comments.slice(0, 3).map(({ body }) => body)).toEqual([`${markerOf(KEY)}\nLGTM`, markerOf(KEY), `> ${markerOf(KEY)}\nquoted`])
  })

  it('keeps one comment per model', async () => {
    await keep(breaks)
    await keep(breaks, 'a'.repeat(40), 'models/fraud')
    await keep(compatible)
    expect(api.comments.map(({ body }) => body.split('\n')[1])).toEqual([`<!-- state: resolved ${'a'.repeat(40)} -->`, '<!-- state: open -->'])
  })

  it.each([
    ['GET', 403],
    ['POST', 403],
    ['POST', 404],
    ['GET', 401],
  ])('names the permission when GitHub refuses %s with %i, and throws nothing', async (method, status) => {
    api.refuse(method, status, 'Resource not accessible by integration')
    expect(await keep(breaks)).toEqual({
      kind: 'failed',
      notice: `GitHub refused the pull request comment (${status}): the job needs permissions: pull-requests: write. The report is in the job summary.`,
    })
  })

  it.each([
    [502, '::error::<html>'],
    [422, 'body is too long\n##[error]x'],
  ])('tells a %i in one harmless line', async (status, message) => {
    api.refuse('POST', status, message)
    const outcome = await keep(breaks)
    expect(outcome.kind).toBe('failed')
    expect('notice' in outcome && outcome.notice).toMatch(new RegExp(`^GitHub did not take the pull request comment \\(${status}: `))
    expect('notice' in outcome && outcome.notice).not.toMatch(/\n|##\[/)
  })

  it('tells that GitHub did not answer', async () => {
    await api.stop()
    expect(await keep(breaks)).toMatchObject({ kind: 'failed', notice: expect.stringContaining('no answer') })
    api = await startGitHubApi()
  })

  it('does not even try with the read-only token of a fork', async () => {
    expect(await keepComment({ comments: null, key: KEY, headSha: '' }, breaks)).toMatchObject({
      kind: 'skipped',
      notice: expect.stringContaining('read-only'),
    })
    expect(api.requests).toEqual([])
  })

  it('lets a bug of ours through', async () => {
    const broken = { list: () => Promise.reject(new TypeError('bug')), create: async () => {}, update: async () => {}, login: async () => null }
    await expect(keepComment({ comments: broken, key: KEY, headSha: '' }, breaks)).rejects.toThrow('bug')
  })

  it('knows the comment of a personal token by its login', async () => {
    const stored = { id: 5, body: `${markerOf(KEY)}\nold`, author: { login: 'release-person', bot: false } }
    const updated: number[] = []
    const comments = {
      list: async () => [stored],
      create: async () => {},
      update: async (id: number) => void updated.push(id),
      login: async () => 'release-person',
    }
    expect(await keepComment({ comments, key: KEY, headSha: '' }, compatible)).toEqual({ kind: 'updated' })
    expect(updated).toEqual([5])
  })
})

describe('safeKey', () => {
  it.each([
    ['models/churn', 'models/churn'],
    ['a--> <b>', 'a-%2D%3E%20%3Cb%3E'],
    ['modèles\n', 'mod%C3%A8les%0A'],
    ['50%', '50%25'],
  ])('%j becomes %s', (key, safe) => {
    expect(safeKey(key)).toBe(safe)
    expect(tagsOf(toHtml(`${markerOf(key)}\n\ntext`)).filter((tag) => !tag.startsWith('<!--'))).toEqual(['<p>', '</p>'])
  })

  it('keeps long keys apart', () => {
    const long = 'x'.repeat(500)
    expect(safeKey(`${long}a`)).toHaveLength(199)
    expect(safeKey(`${long}a`)).not.toBe(safeKey(`${long}b`))
  })
})
