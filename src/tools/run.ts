import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { execa } from 'execa'

/** What a finished process leaves behind. */
export interface Ran {
  /** Exit code; 127 = no such program (as a shell says it), 124 = timed out (as timeout(1) says it), 128 = ended by a signal. */
  readonly code: number
  /** Standard output as UTF-8 text; empty when it was streamed with `onStdout`. */
  readonly stdout: string
  /** The same, byte exact: manifests must never be re-encoded. */
  readonly bytes: Uint8Array
  /** The last STDERR_LIMIT bytes of standard error. */
  readonly stderr: string
  /** Why there is no exit code of the program's own. */
  readonly failure?: 'not-found' | 'timeout' | 'signal' | 'too-much-output'
}

export interface RunOptions {
  readonly cwd?: string
  /** On top of this process's environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Standard input, at once or streamed in constant memory. Nothing: the program reads end of file. */
  readonly input?: string | Uint8Array | AsyncIterable<Uint8Array>
  /** Takes standard output as it comes, instead of keeping it. */
  readonly onStdout?: (chunk: Uint8Array) => void
  /** Takes each line of standard error as it comes, without its line end: progress of long work. */
  readonly onLine?: (line: string) => void
  /** Most bytes of standard output to keep; more ends the program with `too-much-output`. Default STDOUT_LIMIT. */
  readonly stdoutLimit?: number
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** Starts a program by argument vector, never through a shell, and waits for its end. Does not throw for what the program does. */
export type Run = (command: string, args: readonly string[], options?: RunOptions) => Promise<Ran>

/** 64 MiB: the tag list of a repository with half a million versions; more is a broken or hostile answer. */
export const STDOUT_LIMIT = 64 * 1024 * 1024
/** 256 KiB: the end of a build log holds the error, and a day of progress lines must not fill the memory. */
export const STDERR_LIMIT = 256 * 1024

/**
 * The one place of this program where processes are started.
 * Throws only what the caller's own `input` throws while it is read: a model file that vanishes is the caller's story, not the program's.
 */
export const run: Run = async (command, args, options = {}) => {
  const child = execa(command, args, {
    reject: false,
    buffer: false,
    stdin: options.input === undefined ? 'ignore' : 'pipe',
    encoding: 'buffer',
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  })
  const limit = options.stdoutLimit ?? STDOUT_LIMIT
  const kept: Uint8Array[] = []
  let size = 0
  child.stdout.on('data', (chunk: Uint8Array) => {
    if (options.onStdout !== undefined) return options.onStdout(chunk)
    size += chunk.length
    if (size > limit) child.kill()
    else kept.push(chunk)
  })
  const stderr = tail(STDERR_LIMIT)
  const lines = lineSplitter(options.onLine)
  child.stderr.on('data', (chunk: Uint8Array) => {
    stderr.add(chunk)
    lines.add(chunk)
  })

  const [result, inputError] = await Promise.all([child, feed(child, options.input)])
  lines.end()
  if (inputError !== undefined) throw inputError.reason
  const bytes = Buffer.concat(kept)
  const end = { stdout: bytes.toString('utf8'), bytes, stderr: stderr.text() }
  if (size > limit) return { ...end, code: 1, failure: 'too-much-output' }
  if (result.timedOut) return { ...end, code: 124, failure: 'timeout' }
  if (result.exitCode !== undefined) return { ...end, code: result.exitCode }
  if (result.signal !== undefined) return { ...end, code: 128, failure: 'signal' }
  // the program never ran: ENOENT, EACCES, a missing working directory
  return { ...end, code: 127, failure: 'not-found', stderr: result.shortMessage ?? `${command} cannot be started` }
}

/** Gives the program its input. A program that stops reading early is judged by its exit code; only an error of the input itself is returned. */
async function feed(
  child: { readonly stdin: NodeJS.WritableStream | null; kill(): boolean },
  input: RunOptions['input'],
): Promise<{ readonly reason: unknown } | undefined> {
  if (input === undefined || child.stdin === null) return undefined
  let failed: { readonly reason: unknown } | undefined
  // only next() is watched: what a closed pipe throws into the generator at its yield is the program's doing
  async function* watched(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const iterator = chunks[Symbol.asyncIterator]()
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      try {
        return await iterator.next()
      } catch (reason) {
        failed = { reason }
        throw reason
      }
    }
    try {
      for (let step = await next(); step.done !== true; step = await next()) yield step.value
    } finally {
      await iterator.return?.()
    }
  }
  const source = typeof input === 'string' || input instanceof Uint8Array ? Readable.from([Buffer.from(input)]) : Readable.from(watched(input))
  try {
    await pipeline(source, child.stdin)
  } catch {
    // EPIPE and friends: the program has closed its input
    if (failed !== undefined) child.kill()
  }
  return failed
}

/** Keeps the last `limit` bytes of a stream. */
function tail(limit: number): { add(chunk: Uint8Array): void; text(): string } {
  let kept: Uint8Array[] = []
  let size = 0
  const joined = (): Buffer => Buffer.concat(kept).subarray(-limit)
  return {
    add(chunk) {
      kept.push(chunk)
      size += chunk.length
      if (size <= 2 * limit) return
      kept = [Uint8Array.from(joined())]
      size = limit
    },
    text: () => joined().toString('utf8'),
  }
}

/** Splits a byte stream into lines at \n or \r (progress bars rewrite their line); a line is at most 16 KiB, the rest starts a new one. */
function lineSplitter(take: ((line: string) => void) | undefined): { add(chunk: Uint8Array): void; end(): void } {
  if (take === undefined) return { add: () => undefined, end: () => undefined }
  const longest = 16 * 1024
  const decoder = new TextDecoder()
  let rest = ''
  const emit = (line: string): void => {
    if (line !== '') take(line)
  }
  return {
    add(chunk) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/)
      rest = parts.pop() ?? ''
      for (const part of parts) emit(part)
      for (; rest.length > longest; rest = rest.slice(longest)) emit(rest.slice(0, longest))
    },
    end() {
      emit(rest + decoder.decode())
      rest = ''
    },
  }
}
