import { createServer, type IncomingMessage } from 'node:http'

export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly auth: string
  readonly body: unknown
}

export interface StoredComment {
  readonly id: number
  body: string
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' } | null
}

/** GitHub's issue comments on loopback: keeps what is posted, pages as GitHub does (`Link`), records every request, refuses where it is told to. */
export interface GitHubApi {
  readonly url: string
  readonly comments: StoredComment[]
  readonly requests: RecordedRequest[]
  /** Answers `METHOD` with this status and message from now on. */
  refuse(method: string, status: number, message: string): void
  stop(): Promise<void>
}

const BOT = { login: 'github-actions[bot]', type: 'Bot' } as const

export async function startGitHubApi(): Promise<GitHubApi> {
  const comments: StoredComment[] = []
  const requests: RecordedRequest[] = []
  const refusals = new Map<string, { readonly status: number; readonly message: string }>()
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request
    const body = await bodyOf(request)
    requests.push({ method, path: url, auth: request.headers.authorization ?? '', body })
    const answer = (status: number, value: unknown, headers = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(value))
    }
    const refusal = refusals.get(method)
    if (refusal) return answer(refusal.status, { message: refusal.message, documentation_url: 'https://docs.github.com/rest' })
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const text = String(Reflect.get(Object(body), 'body'))
    if (method === 'GET' && pathname === '/user') return answer(403, { message: 'Resource not accessible by integration' })
    if (method === 'GET' && pathname === '/repos/owner/models/issues/7/comments') {
      const size = Number(searchParams.get('per_page') ?? 30)
      const page = Number(searchParams.get('page') ?? 1)
      const next = page * size < comments.length ? { link: `<${address()}${pathname}?per_page=${size}&page=${page + 1}>; rel="next"` } : {}
      return answer(200, comments.slice((page - 1) * size, page * size), next)
    }
    if (method === 'POST' && pathname === '/repos/owner/models/issues/7/comments') {
      comments.push({ id: 1000 + comments.length, body: text, user: BOT })
      return answer(201, comments.at(-1))
    }
    const found = comments.find(({ id }) => pathname === `/repos/owner/models/issues/comments/${id}`)
    if (method === 'PATCH' && found) {
      found.body = text
      return answer(200, found)
    }
    return answer(404, { message: 'Not Found' })
  })
  const address = (): string => {
    const bound = server.address()
    return bound !== null && typeof bound === 'object' ? `http://127.0.0.1:${bound.port}` : ''
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: address(),
    comments,
    requests,
    refuse: (method, status, message) => void refusals.set(method, { status, message }),
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? null : JSON.parse(text)
}
