import { createServer } from 'node:http'

/** One request as it came over the wire. */
export interface ApiRequest {
  readonly method: string
  /** With query. */
  readonly path: string
  readonly authorization: string | undefined
  readonly body: unknown
}

export interface Comment {
  readonly id: number
  body: string
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' }
}

export interface GitHubApi {
  /** For GITHUB_API_URL. */
  readonly url: string
  readonly requests: readonly ApiRequest[]
  /** Comments of all pull requests by number; tests may put some there beforehand. */
  readonly comments: Map<number, Comment[]>
  /** Merged pull requests by the commit that they brought. */
  readonly merged: Map<string, { readonly number: number; readonly labels: readonly string[] }[]>
  /** Labels of open pull requests. */
  readonly labels: Map<number, readonly string[]>
  readonly stop: () => Promise<void>
}

/**
 * GitHub's REST API for pull request comments on loopback, with its pages and its refusals.
 * `read`: the token of a fork's pull request, reading works and writing answers 403; `none`: reading too; `down`: 502 for everything.
 */
export async function startGitHubApi(permission: 'write' | 'read' | 'none' | 'down' = 'write'): Promise<GitHubApi> {
  const requests: ApiRequest[] = []
  const comments = new Map<number, Comment[]>()
  const merged: GitHubApi['merged'] = new Map()
  const labels: GitHubApi['labels'] = new Map()
  let nextId = 1000

  const answer = (method: string, url: URL, body: unknown): { status: number; json?: unknown; link?: string } => {
    const list = /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)\/comments$/.exec(url.pathname)
    const one = /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/.exec(url.pathname)
    if (permission === 'down') return { status: 502, json: { message: 'Server Error' } }
    if (permission === 'none' || (permission === 'read' && method !== 'GET')) {
      return {
        status: 403,
        json: { message: 'Resource not accessible by integration', documentation_url: 'https://docs.github.com/rest', status: '403' },
      }
    }
    const labelled = /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)\/labels$/.exec(url.pathname)?.[1]
    if (labelled !== undefined && method === 'GET') return { status: 200, json: (labels.get(Number(labelled)) ?? []).map((name) => ({ name })) }
    const commit = /^\/repos\/[^/]+\/[^/]+\/commits\/([0-9a-f]{40})\/pulls$/.exec(url.pathname)?.[1]
    if (commit !== undefined && method === 'GET') {
      const pulls = merged.get(commit) ?? []
      return {
        status: 200,
        json: pulls.map(({ number, labels }) => ({ number, merged_at: '2026-11-22T10:00:00Z', labels: labels.map((name) => ({ name })) })),
      }
    }
    if (list !== null && method === 'GET') return page(url, comments.get(Number(list[1])) ?? [])
    if (list !== null && method === 'POST') {
      const comment: Comment = { id: nextId++, body: textOf(body), user: { login: 'github-actions[bot]', type: 'Bot' } }
      comments.set(Number(list[1]), [...(comments.get(Number(list[1])) ?? []), comment])
      return { status: 201, json: comment }
    }
    const comment = one === null ? undefined : [...comments.values()].flat().find(({ id }) => id === Number(one[1]))
    if (comment !== undefined && method === 'PATCH') {
      comment.body = textOf(body)
      return { status: 200, json: comment }
    }
    return { status: 404, json: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const body: unknown = text === '' ? undefined : JSON.parse(text)
      const method = request.method ?? 'GET'
      requests.push({ method, path: request.url ?? '/', authorization: request.headers.authorization, body })
      const { status, json, link } = answer(method, new URL(request.url ?? '/', origin), body)
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(link === undefined ? {} : { link }) })
      response.end(JSON.stringify(json))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { url: origin, requests, comments, merged, labels, stop }
}

/** GitHub's pages: 30 at a time unless told, at most 100, the next one in `Link`. */
function page(url: URL, all: readonly Comment[]): { status: number; json: unknown; link?: string } {
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), 100)
  const number = Number(url.searchParams.get('page') ?? 1)
  const json = all.slice((number - 1) * size, number * size)
  if (number * size >= all.length) return { status: 200, json }
  const next = new URL(url)
  next.searchParams.set('page', String(number + 1))
  return { status: 200, json, link: `<${next.href}>; rel="next"` }
}

function textOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'body' in body ? String(body.body) : ''
}
