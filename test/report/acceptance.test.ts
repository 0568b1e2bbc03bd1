import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { acceptedInQueue, acceptedOnMerge } from '../../src/report/acceptance.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** GitHub's answer to one request, and which requests came. */
async function github(status: number, answer: unknown): Promise<{ readonly apiUrl: string; readonly paths: string[] }> {
  const paths: string[] = []
  const started = createServer((request, response) => {
    paths.push(request.url ?? '')
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const address = started.address()
  return { apiUrl: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, paths }
}

const merged = (number: number, labels: readonly string[], at: string | null = '2026-11-22T10:00:00Z') => ({
  number,
  merged_at: at,
  labels: labels.map((name) => ({ name })),
})
const question = { token: 'ghs_t', repository: 'frieda/models', label: 'breaking-contract' }
const SHA = '2'.repeat(40)

describe('who accepted the change that a commit merged', () => {
  it('is the label on the merged pull request', async () => {
    const { apiUrl, paths } = await github(200, [merged(6, ['docs']), merged(7, ['bug', 'breaking-contract'])])
    expect(await acceptedOnMerge({ ...question, apiUrl }, SHA)).toBe('label breaking-contract on #7')
    expect(paths).toEqual([`/repos/frieda/models/commits/${SHA}/pulls`])
  })

  it.each<[string, number, unknown]>([
    ['no pull request', 200, []],
    ['no label', 200, [merged(7, ['bug'])]],
    ['a pull request that is not merged', 200, [merged(7, ['breaking-contract'], null)]],
    ['a token without pull-requests: read', 403, { message: 'Resource not accessible by integration' }],
    ['a broken answer', 200, { nothing: true }],
  ])('is not known: %s', async (_, status, answer) => {
    const { apiUrl } = await github(status, answer)
    expect(await acceptedOnMerge({ ...question, apiUrl }, SHA)).toBeNull()
  })
})

describe('who accepted a change that waits in a merge queue', () => {
  it('is the label on the pull request', async () => {
    const { apiUrl, paths } = await github(200, [{ name: 'bug' }, { name: 'breaking-contract' }])
    expect(await acceptedInQueue({ ...question, apiUrl }, 7)).toBe('label breaking-contract on #7')
    expect(paths).toEqual(['/repos/frieda/models/issues/7/labels?per_page=100'])
  })

  it.each<[number, unknown]>([
    [200, [{ name: 'bug' }]],
    [403, { message: 'Resource not accessible by integration' }],
  ])('is nobody when GitHub answers %s', async (status, answer) => {
    const { apiUrl } = await github(status, answer)
    expect(await acceptedInQueue({ ...question, apiUrl }, 7)).toBeNull()
  })
})
