import { createHash, randomBytes } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import type { BlobStream, Digest } from '../../src/registry/port.ts'
import { blobStreamer } from '../../src/registry/stream.ts'
import { REGISTRIES, type Registry, startRegistry, tool } from '../components.ts'

const BYTES = randomBytes(3 * 1024 * 1024 + 17)
const sha256 = (bytes: Uint8Array): Digest => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Its digest is known when it has been read, not before. */
function stream(bytes: Uint8Array, digest?: Digest): BlobStream {
  let read = 0
  return {
    size: bytes.length,
    async *open() {
      for (let start = 0; start < bytes.length; start += 65_536) {
        const chunk = bytes.subarray(start, start + 65_536)
        read += chunk.length
        yield chunk
      }
    },
    digest() {
      expect(read).toBe(bytes.length)
      return digest ?? sha256(bytes)
    },
  }
}

describe.each(REGISTRIES)('a registry without logins (%s)', (kind) => {
  let registry: Registry
  beforeAll(async () => {
    registry = await startRegistry(kind)
  })
  afterAll(async () => {
    await registry.stop()
  })

  it('takes a blob whose digest comes last, as oras then finds it', async () => {
    expect(await blobStreamer(registry.host, 'team/model').send(stream(BYTES))).toBe(true)
    const repository = orasRepository(`${registry.host}/team/model`, { oras: tool('oras') })
    expect(await repository.hasBlob(sha256(BYTES), BYTES.length)).toBe(true)
    expect(await blobStreamer(registry.host, 'team/model').holds(sha256(BYTES), BYTES.length)).toBe(true)
    expect(await blobStreamer(registry.host, 'team/model').holds(sha256(BYTES), 5)).toBe(null)
    expect(await blobStreamer(registry.host, 'team/model').holds(sha256(Buffer.from('none')), 4)).toBe(false)
    expect(Buffer.from((await repository.getBlob(sha256(BYTES), BYTES.length)) ?? []).equals(BYTES)).toBe(true)
  })

  it('takes an empty blob', async () => {
    expect(await blobStreamer(registry.host, 'team/model').send(stream(new Uint8Array()))).toBe(true)
  })

  it('does not keep bytes of another digest', async () => {
    const wrong = sha256(Buffer.from('wrong'))
    expect(await blobStreamer(registry.host, 'team/wrong').send(stream(BYTES, wrong))).toBe(false)
    expect(await orasRepository(`${registry.host}/team/wrong`, { oras: tool('oras') }).hasBlob(wrong, BYTES.length)).toBe(false)
  })

  it('hands on what goes wrong with the bytes themselves', async () => {
    const broken: BlobStream = {
      ...stream(BYTES),
      async *open() {
        yield BYTES.subarray(0, 1000)
        throw new UserError('corrupt', 'w.bin changed while it was read', 'wait')
      },
    }
    await expect(blobStreamer(registry.host, 'team/broken').send(broken)).rejects.toMatchObject({ code: 'corrupt' })
  })
})

it('leaves registries with logins to oras', async () => {
  const registry = await startRegistry('v3', { auth: true })
  expect(await blobStreamer(registry.host, 'team/model').send(stream(BYTES))).toBe(false)
  expect(await blobStreamer(registry.host, 'team/model').holds(sha256(BYTES), BYTES.length)).toBe(null)
  await registry.stop()
})

it('leaves a registry that is not there to oras', async () => {
  expect(await blobStreamer('localhost:1', 'team/model').send(stream(BYTES))).toBe(false)
})

describe('an answer that is not the expected one ends it, and the bytes are not sent twice', () => {
  it.each<readonly [string, RequestListener]>([
    ['a login asked for late', (request, response) => answer(response, request.url === '/v2/' ? 200 : 401)],
    ['no location', (request, response) => answer(response, request.url === '/v2/' ? 200 : 202)],
    [
      'a location at another host, which would take it',
      (request, response) =>
        request.method === 'POST' ? answer(response, 202, `http://localhost:${request.socket.localPort}/upload`) : expected(request, response),
    ],
    ['a location that is none', (request, response) => answer(response, request.url === '/v2/' ? 200 : 202, 'http://[')],
    [
      'a refusal before the bytes are read',
      (request, response) => answer(response, request.url === '/v2/' ? 200 : request.method === 'POST' ? 202 : 413, '/upload'),
    ],
    ['a connection that breaks', (request, response) => (request.method === 'PATCH' ? request.socket.destroy() : expected(request, response))],
    ['another digest than sent', (request, response) => expected(request, response, sha256(Buffer.from('other')))],
  ])('%s', async (_, listener) => {
    const server = createServer(listener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    expect(await blobStreamer(`127.0.0.1:${port}`, 'team/model').send(stream(BYTES))).toBe(false)
    server.closeAllConnections()
    server.close()
  })
})

type Listener = Parameters<RequestListener>

function answer(response: Listener[1], status: number, location?: string): void {
  response.writeHead(status, location === undefined ? {} : { location }).end()
}

/** A registry as it should be, but for the digest it claims to hold. */
function expected(request: Listener[0], response: Listener[1], digest?: Digest): void {
  request.resume().on('end', () => {
    if (request.method === 'PUT') response.writeHead(201, digest === undefined ? {} : { 'docker-content-digest': digest }).end()
    else answer(response, request.method === 'GET' ? 200 : 202, '/upload')
  })
}
