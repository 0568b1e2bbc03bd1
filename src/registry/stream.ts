import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, request as plain } from 'node:http'
import { Agent as SecureAgent, request as secure } from 'node:https'
import type { BlobStream, Digest } from './port.ts'
import { isLoopback } from './reference.ts'

/**
 * Sends blobs without oras to registries that ask nobody who they are (a registry on this machine or in a closed network). oras must know a digest
 * before it sends, and hashes the bytes once more; here the digest may come last, so that a layer is read once. Everything that needs a login,
 * a proxy or a second try is left to oras: every answer but the expected one ends in `false`, and nothing has happened.
 * Source: distribution-spec 1.1, "Pushing a blob in chunks", with one chunk.
 */
export interface BlobStreamer {
  /** False: the registry did not take it this way. Throws what the blob's own bytes throw. */
  send(blob: BlobStream): Promise<boolean>
  /** Whether a blob is there; `null`: this registry must be asked otherwise. */
  holds(digest: Digest, size: number): Promise<boolean | null>
}

/** A registry that is asked who it is answers at once, or the way to it needs more than we know. Milliseconds. */
const GREETING_TIMEOUT = 5_000
/** No byte is taken for so long: the connection hangs. Milliseconds. */
const STALL_TIMEOUT = 300_000
/** Answers here are empty or an error in JSON. Bytes. */
const MAX_ANSWER = 64 * 1024

export function blobStreamer(host: string, path: string): BlobStreamer {
  const origin = `${isLoopback(host) ? 'http' : 'https'}://${host}`
  let known: Promise<boolean> | undefined
  const isOpen = (): Promise<boolean> => {
    known ??= asksNobody(origin)
    return known
  }
  return {
    send: async (blob) => (await isOpen()) && (await sendTo(origin, path, blob)),
    holds: async (digest, size) => ((await isOpen()) ? await askFor(new URL(`/v2/${path}/blobs/${digest}`, origin), size) : null),
  }
}

/** distribution-spec 1.1, "Checking if content exists in the registry". */
async function askFor(url: URL, size: number): Promise<boolean | null> {
  const call = connection(url.origin)
  try {
    const answer = await call.ask('HEAD', url, STALL_TIMEOUT)
    if (answer?.status === 404) return false
    return answer?.status === 200 && answer.size === size ? true : null
  } finally {
    call.close()
  }
}

/** distribution-spec 1.1, "Determining support": 200 without a login is a registry without logins. */
async function asksNobody(origin: string): Promise<boolean> {
  if (origin.startsWith('https:') && behindProxy()) return false
  const call = connection(origin)
  try {
    const answer = await call.ask('GET', new URL('/v2/', origin), GREETING_TIMEOUT)
    return answer?.status === 200
  } finally {
    call.close()
  }
}

function behindProxy(): boolean {
  return ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => (process.env[name] ?? '') !== '')
}

async function sendTo(origin: string, path: string, blob: BlobStream): Promise<boolean> {
  const call = connection(origin)
  try {
    const begun = await call.ask('POST', new URL(`/v2/${path}/blobs/uploads/`, origin), STALL_TIMEOUT)
    const upload = begun?.status === 202 ? locationOf(begun, origin) : null
    if (upload === null) return false
    const sent = await call.ask('PATCH', upload, STALL_TIMEOUT, blob)
    const end = sent?.status === 202 ? locationOf(sent, origin) : null
    if (end === null) return false
    const digest = blob.digest()
    end.searchParams.set('digest', digest)
    const done = await call.ask('PUT', end, STALL_TIMEOUT)
    return done?.status === 201 && said(done, digest)
  } finally {
    call.close()
  }
}

interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly digest: string | undefined
  /** As the header says it. */
  readonly size: number
}

/** Where the upload goes on: relative or absolute, but never at another host, which would be a storage with rules of its own. */
function locationOf({ location }: Answer, origin: string): URL | null {
  if (location === undefined || !URL.canParse(location, origin)) return null
  const url = new URL(location, origin)
  return url.origin === new URL(origin).origin ? url : null
}

function said({ digest }: Answer, expected: Digest): boolean {
  return digest === undefined || digest === expected
}

interface Connection {
  /** `null`: no answer. */
  ask(method: string, url: URL, timeout: number, body?: BlobStream): Promise<Answer | null>
  close(): void
}

/** One kept connection: an upload is three requests. */
function connection(origin: string): Connection {
  const isPlain = origin.startsWith('http:')
  const agent = isPlain ? new PlainAgent({ keepAlive: true, maxSockets: 1 }) : new SecureAgent({ keepAlive: true, maxSockets: 1 })
  const start = isPlain ? plain : secure
  return {
    async ask(method, url, timeout, body) {
      const headers = { 'content-length': body?.size ?? 0, ...(body && { 'content-type': 'application/octet-stream' }) }
      const request = start(url, { method, agent, headers, timeout })
      const answer = answerTo(request)
      if (!body) request.end()
      else {
        try {
          await feed(request, body)
        } catch (error) {
          request.destroy()
          throw error
        }
      }
      return await answer
    },
    close: () => agent.destroy(),
  }
}

function answerTo(request: ClientRequest): Promise<Answer | null> {
  return new Promise((resolve) => {
    request.once('timeout', () => request.destroy())
    request.on('error', () => resolve(null))
    request.once('close', () => resolve(null))
    request.once('response', (response) => {
      let size = 0
      response.on('data', (chunk: Uint8Array) => {
        size += chunk.length
        if (size > MAX_ANSWER) request.destroy()
      })
      response.once('end', () => resolve(read(response)))
    })
  })
}

function read({ statusCode = 0, headers }: IncomingMessage): Answer {
  const digest = headers['docker-content-digest']
  return {
    status: statusCode,
    location: headers.location,
    digest: typeof digest === 'string' ? digest : undefined,
    size: Number(headers['content-length']),
  }
}

/** Writes the bytes as fast as they are taken; stops where the registry answers early or goes away. */
async function feed(request: ClientRequest, blob: BlobStream): Promise<void> {
  let over = false
  const stopped = new Promise<void>((resolve) => {
    const stop = (): void => {
      over = true
      resolve()
    }
    request.once('response', stop)
    request.once('close', stop)
    request.on('error', stop)
  })
  // the next piece is read and hashed while this one is taken
  let taken: Promise<void> | undefined
  for await (const chunk of blob.open()) {
    if (taken) await Promise.race([taken, stopped])
    if (over) break
    taken = request.write(chunk) ? undefined : new Promise((resolve) => request.once('drain', resolve))
  }
  request.end()
}
