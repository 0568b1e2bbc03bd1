import { randomUUID } from 'node:crypto'
import { execa } from 'execa'
import { UserError } from '../errors.ts'
import { digestOf, mediaTypeOf, withAnnotations } from './manifest.ts'
import { classify, type Failure, failureError, TRANSIENT } from './oras-errors.ts'
import type { Blob, Digest, Manifest, Repository } from './port.ts'
import { isDigest, isLoopback, isTag, parseRepository } from './reference.ts'
import { blobStreamer } from './stream.ts'

export interface OrasOptions {
  /** The executable, ≥ 1.3.0. */
  readonly oras: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds before each further try of a busy or failing registry; oras itself has tried five times before each. */
  readonly pauses?: readonly number[]
}

/** distribution-spec 1.1: registries must take manifests of 4 MiB, and refuse larger ones. */
const MAX_MANIFEST = 4 * 1024 * 1024
/** 100 times the largest known collections; more is a list that never ends. */
const MAX_TAGS = 1_000_000
/** A tag added while paging can show twice; a hundred times is a `Link` that points to its own page. */
const MAX_REPEATS = 100
/** A metadata call that answers nothing for so long is dead, with all the retries of oras in it. Milliseconds. */
const CALL_TIMEOUT = 180_000
/** oras takes no byte of a layer for so long: the connection hangs. Milliseconds. */
const STALL_TIMEOUT = 300_000
const PAUSES = [1000, 3000]
/**
 * A manifest is a handful of bytes in memory, so "other bytes than announced" and "blob unknown" are the registry's: distribution 2.8 writes the
 * links of a blob in place (filesystem driver, PutContent), and another upload of the same layer can catch one while it is empty.
 */
const PASSING_ON_WRITE: ReadonlySet<Failure> = new Set([...TRANSIENT, 'mismatch', 'absent'])
/** Bytes from which hashing once less is worth a question to the registry. */
const WORTH_STREAMING = 256 * 1024

/** Registries whose OCI API has no delete, so that trying costs requests for nothing (GHCR deletes through the packages API only, tag and manifest together). */
const NO_DELETE = /^(?:ghcr\.io|(?:.*\.)?docker\.io)$/
/** Quay answers tag lists from a cache of 120 s that pushes don't invalidate (quay: data/cache/cache_key.py). */
const STALE_LIST = /^quay\.io$/

interface Answer {
  readonly stdout: Uint8Array
  readonly failure: Failure | null
  readonly stderr: string
}

/** A repository of a registry, through the oras CLI: arguments as a list, never a shell. Throws UserError `repository-invalid` for folders and wrong names. */
export function orasRepository(name: string, options: OrasOptions): Repository {
  const parsed = parseRepository(name)
  if (parsed.kind !== 'remote') throw new Error(`${name} is a folder, not a registry`)
  const { host } = parsed
  const transport = isLoopback(host) ? ['--plain-http'] : []
  const pauses = options.pauses ?? PAUSES
  const streamer = blobStreamer(host, parsed.path)
  let deletes = !NO_DELETE.test(host)

  const at = (reference: string): string => {
    if (isDigest(reference)) return `${parsed.name}@${reference}`
    if (isTag(reference)) return `${parsed.name}:${reference}`
    throw new Error(`neither tag nor digest: ${reference}`)
  }

  /** One call of oras with further tries while the registry is busy. Failures come back as values: only the caller knows which are answers. */
  async function call(command: readonly string[], reference: string, limit: number, input?: Uint8Array): Promise<Answer> {
    const passing = input === undefined ? TRANSIENT : PASSING_ON_WRITE
    for (let attempt = 0; ; attempt++) {
      const answer = await once(command, reference, limit, input)
      const pause = pauses[attempt]
      if (answer.failure === null || !passing.has(answer.failure) || pause === undefined) return answer
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
    }
  }

  async function once(command: readonly string[], reference: string, limit: number, input?: Uint8Array): Promise<Answer> {
    const result = await execa(options.oras, [...command, ...transport, reference, ...(input === undefined ? [] : ['-'])], {
      ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
      ...(options.env === undefined ? {} : { env: options.env }),
      encoding: 'buffer',
      // a refusal is longer than a small blob may be
      maxBuffer: { stdout: limit, stderr: MAX_MANIFEST },
      reject: false,
      stripFinalNewline: false,
      timeout: CALL_TIMEOUT,
    })
    return answerOf(result, reference, limit)
  }

  function answerOf(result: Ended, reference: string, limit: number): Answer {
    const stderr = new TextDecoder().decode(result.stderr)
    if (result.isMaxBuffer)
      throw new UserError(
        'registry-broken-answer',
        `${host} sends more than ${limit} bytes for ${reference}.`,
        'Check that `image` names a container registry and that the image is one of this tool.',
      )
    if (result.timedOut) return { stdout: new Uint8Array(), failure: 'unreachable', stderr: `no answer within ${CALL_TIMEOUT / 1000} s` }
    if (result.exitCode === undefined && result.signal === undefined) throw notRunning(result.message ?? '')
    const failure = result.failed ? classify(stderr.trim(), reference) : null
    return { stdout: result.stdout ?? new Uint8Array(), failure, stderr }
  }

  function notRunning(message: string): UserError {
    return new UserError(
      'oras-missing',
      `oras could not be started at ${options.oras}. ${message.split('\n')[0] ?? ''}`,
      'Install oras 1.3 or newer (oras-project/setup-oras), or point `oras-path` to it.',
    )
  }

  const refuse = (answer: Answer, doing: string): UserError => failureError(answer.failure ?? 'broken', host, parsed.name, doing, answer.stderr)

  /** Answers whose only allowed failure is "not there". */
  async function present(command: readonly string[], reference: string, limit: number, doing: string): Promise<Uint8Array | null> {
    const answer = await call(command, reference, limit)
    if (answer.failure === 'absent') return null
    // a repository without any manifest: some registries say it in a body where others only answer 404
    if (answer.failure === 'missing') return null
    if (answer.failure !== null) throw refuse(answer, doing)
    return answer.stdout
  }

  async function put(target: string, manifest: { readonly bytes: Uint8Array; readonly mediaType: string }): Promise<void> {
    const answer = await call(['manifest', 'push', '--media-type', manifest.mediaType], target, MAX_MANIFEST, manifest.bytes)
    if (answer.failure !== null) throw refuse(answer, 'writing a manifest')
  }

  async function head(reference: string): Promise<Digest | null> {
    const stdout = await present(['resolve'], at(reference), MAX_MANIFEST, 'asking for a tag')
    if (stdout === null) return null
    const digest = new TextDecoder().decode(stdout).trim()
    if (!isDigest(digest)) throw failureError('broken', host, parsed.name, 'asking for a tag', digest)
    return digest
  }

  async function get(reference: string): Promise<Manifest | null> {
    const bytes = await present(['manifest', 'fetch', '--output', '-'], at(reference), MAX_MANIFEST, 'reading a manifest')
    if (bytes === null) return null
    const digest = digestOf(bytes)
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null || (isDigest(reference) && reference !== digest))
      throw failureError(
        'broken',
        host,
        parsed.name,
        'reading a manifest',
        `${reference} is ${bytes.length} bytes of ${digest}, no manifest of that digest`,
      )
    return { bytes, digest, mediaType }
  }

  return {
    name,
    ...(STALE_LIST.test(host) ? { staleList: true } : {}),

    async list() {
      for (let attempt = 0; ; attempt++) {
        const answer = await listOnce()
        if (answer.failure === null) return answer.tags
        // by-digest manifests alone are "name unknown" for distribution
        if (answer.failure === 'missing') return null
        const pause = pauses[attempt]
        if (!TRANSIENT.has(answer.failure) || pause === undefined)
          throw failureError(answer.failure, host, parsed.name, 'listing the tags', answer.stderr)
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
      }
    },

    head,

    get,

    async putManifest(reference, manifest) {
      await put(at(reference), manifest)
    },

    /**
     * The OCI API deletes by digest, and oras resolves a tag before: deleting a claim tag would delete the published manifest it points to.
     * So the tags are first moved to a tombstone, a manifest of their own, and that is deleted; where the registry refuses they move back.
     */
    async deleteTags(tags, model) {
      if (tags.length === 0) return true
      if (!deletes) return false
      const all = `${parsed.name}:${tags.join(',')}`
      try {
        const tombstone = withAnnotations(model, { 'dev.mlambda.retired': randomUUID() })
        await put(all, tombstone)
        const answer = await once(['manifest', 'delete', '--force'], at(tombstone.digest), MAX_MANIFEST)
        // crane's registry deletes the manifest and keeps its tags; another upload may write one of them anew at any time
        deletes = answer.failure === null && (await head(tags[0] ?? tombstone.digest)) !== tombstone.digest
        if (!deletes) await put(all, model)
        return deletes
      } catch (error) {
        if (error instanceof UserError) return false
        throw error
      }
    },

    async hasBlob(digest, size) {
      const told = size >= WORTH_STREAMING ? await streamer.holds(digest, size) : null
      if (told !== null) return told
      const stdout = await present(['blob', 'fetch', '--descriptor'], at(digest), MAX_MANIFEST, 'asking for a layer')
      if (stdout === null) return false
      const descriptor: unknown = parseJson(stdout)
      return typeof descriptor === 'object' && descriptor !== null && 'size' in descriptor && descriptor.size === size
    },

    async getBlob(digest, limit) {
      const bytes = await present(['blob', 'fetch', '--output', '-'], at(digest), limit, 'reading a blob')
      if (bytes !== null && digestOf(bytes) !== digest)
        throw failureError('broken', host, parsed.name, 'reading a blob', `other bytes than ${digest}`)
      return bytes
    },

    putStream: (blob) => streamer.send(blob),

    async putBlob(blob) {
      if (blob.size >= WORTH_STREAMING && (await streamer.send({ ...blob, digest: () => blob.digest }))) return
      for (let attempt = 0; ; attempt++) {
        const answer = await pushBlob(blob)
        if (answer.failure === null) return
        const pause = pauses[attempt]
        if (!TRANSIENT.has(answer.failure) || pause === undefined) throw refuse(answer, 'sending a layer')
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
      }
    },
  }

  /** Text and not JSON: pages come as they are read, so that a list without end is noticed instead of filling the memory. */
  async function listOnce(): Promise<{ readonly tags: readonly string[]; readonly failure: Failure | null; readonly stderr: string }> {
    const child = execa(options.oras, ['repo', 'tags', ...transport, parsed.name], {
      stdin: 'ignore',
      ...(options.env === undefined ? {} : { env: options.env }),
      buffer: { stdout: false },
      reject: false,
      timeout: CALL_TIMEOUT,
    })
    const repeats = new Map<string, number>()
    let endless = false
    for await (const tag of child.iterable()) {
      if (!isTag(tag)) continue
      const count = (repeats.get(tag) ?? 0) + 1
      repeats.set(tag, count)
      if (count > MAX_REPEATS || repeats.size > MAX_TAGS) {
        endless = true
        child.kill('SIGKILL')
        break
      }
    }
    const result = await child
    if (endless) return { tags: [], failure: 'broken', stderr: 'the pages of the tag list never end: a `Link` points back to an earlier page' }
    if (result.timedOut) return { tags: [], failure: 'unreachable', stderr: `no answer within ${CALL_TIMEOUT / 1000} s` }
    if (result.exitCode === undefined && result.signal === undefined) throw notRunning(result.message ?? '')
    return { tags: [...repeats.keys()], failure: result.failed ? classify(result.stderr.trim(), parsed.name) : null, stderr: result.stderr }
  }

  /** oras streams stdin when size and digest are known: nothing touches the disk. */
  async function pushBlob(blob: Blob): Promise<Answer> {
    const stalled = new AbortController()
    let watch: NodeJS.Timeout | undefined
    const alive = (): void => {
      clearTimeout(watch)
      watch = setTimeout(() => stalled.abort(), STALL_TIMEOUT)
    }
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const chunk of blob.open()) {
        alive()
        yield chunk
      }
      alive()
    }
    alive()
    try {
      const result = await execa(options.oras, ['blob', 'push', '--no-tty', '--size', String(blob.size), ...transport, at(blob.digest), '-'], {
        stdin: watched(),
        ...(options.env === undefined ? {} : { env: options.env }),
        encoding: 'buffer',
        reject: false,
        cancelSignal: stalled.signal,
      })
      if (stalled.signal.aborted)
        return { stdout: new Uint8Array(), failure: 'unreachable', stderr: `no byte was taken for ${STALL_TIMEOUT / 1000} s` }
      if (result.cause instanceof UserError) throw result.cause
      return answerOf(result, at(blob.digest), MAX_MANIFEST)
    } finally {
      clearTimeout(watch)
    }
  }
}

/** What execa tells of a finished call, as far as it is read here. */
interface Ended {
  readonly stdout?: Uint8Array | undefined
  readonly stderr?: Uint8Array | undefined
  readonly failed: boolean
  readonly timedOut: boolean
  readonly isMaxBuffer: boolean
  readonly exitCode?: number | undefined
  readonly signal?: string | undefined
  readonly message?: string | undefined
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
