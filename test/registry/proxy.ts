import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What happens to one request on its way to the registry. */
export type Fate =
  | { readonly kind: 'pass' }
  /** Answered here; the registry never sees it. */
  | { readonly kind: 'answer'; readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Reaches the registry, which applies it, and its answer is replaced or cut off. */
  | { readonly kind: 'applied'; readonly status?: number }
  /** The connection breaks before anything is sent on. */
  | { readonly kind: 'reset' }
  /** Passes, and once more after so many milliseconds. */
  | { readonly kind: 'repeat'; readonly after: number }
  /** The registry's body goes through this. */
  | { readonly kind: 'rewrite'; readonly body: (text: string) => string; readonly headers?: Readonly<Record<string, string>> }

export interface LoopbackProxy {
  readonly host: string
  readonly requests: readonly string[]
  fate: (method: string, path: string, count: number) => Fate
  stop(): Promise<void>
}

const PASS: Fate = { kind: 'pass' }

/** A proxy on loopback before a registry: `fate` decides about each request, by method, path and how often that pair came before. */
export async function startProxy(port: number): Promise<LoopbackProxy> {
  const counts = new Map<string, number>()
  const requests: string[] = []
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const [method, path] = [incoming.method ?? '', incoming.url ?? '']
      const count = counts.get(`${method} ${path}`) ?? 0
      counts.set(`${method} ${path}`, count + 1)
      requests.push(`${method} ${path}`)
      carry(proxy.fate(method, path, count), incoming, outgoing, Buffer.concat(chunks))
    })
  })

  function carry(fate: Fate, incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer): void {
    if (fate.kind === 'reset') return void incoming.socket.destroy()
    if (fate.kind === 'answer') return void outgoing.writeHead(fate.status, fate.headers).end(fate.body ?? '')
    if (fate.kind === 'repeat') setTimeout(() => send(incoming, body, () => undefined), fate.after)
    send(incoming, body, (status, headers, answer) => {
      if (fate.kind === 'applied') return void (fate.status === undefined ? incoming.socket.destroy() : outgoing.writeHead(fate.status).end())
      if (fate.kind !== 'rewrite') return void outgoing.writeHead(status, headers).end(answer)
      const text = fate.body(answer.toString())
      const { 'content-length': _length, ...others } = headers
      outgoing.writeHead(status, { ...others, ...fate.headers }).end(text)
    })
  }

  function send(incoming: IncomingMessage, body: Buffer, done: (status: number, headers: IncomingMessage['headers'], body: Buffer) => void): void {
    const onward = request({ port, host: '127.0.0.1', method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => done(answer.statusCode ?? 500, answer.headers, Buffer.concat(chunks)))
    })
    onward.on('error', () => incoming.socket.destroy())
    onward.end(body)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const proxy: LoopbackProxy = {
    host: `127.0.0.1:${address.port}`,
    requests,
    fate: () => PASS,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return proxy
}

/** Passes everything that the rule has no opinion on. */
export function except(rule: (method: string, path: string, count: number) => Fate | null): LoopbackProxy['fate'] {
  return (method, path, count) => rule(method, path, count) ?? PASS
}
