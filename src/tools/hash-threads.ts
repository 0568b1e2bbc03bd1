import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** What the file system said of a file when it was opened: `fs.BigIntStats`. */
export interface FileState {
  readonly dev: bigint
  readonly ino: bigint
  readonly size: bigint
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
}

/** `changed`: no regular file, another length than expected, or written to while it was read. */
export type Hashed =
  | { readonly outcome: 'hashed'; readonly sha256: string; readonly state: FileState }
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'unreadable'; readonly reason: string }

/** Files hashed side by side. */
export interface HashThreads {
  /** How many at a time. */
  readonly lanes: number
  /** sha256 of exactly `size` bytes; `flags` are open(2)'s. `seen` gets bytes as they are read. One call at a time in each lane. */
  hash(lane: number, file: string, flags: number, size: number, seen: (bytes: number) => void): Promise<Hashed>
  close(): Promise<void>
}

/** More threads than this wait for the disk, and each holds a few megabytes. */
const MOST = 8

/**
 * Threads that hash files, one for each processor but at most `wanted`. They read into one buffer each: twice as fast as streams on the main
 * thread, which stays free, and in constant memory.
 */
export function startHashThreads(wanted: number): HashThreads {
  const workers = Array.from({ length: Math.max(1, Math.min(wanted, MOST, availableParallelism())) }, () => new Worker(PROGRAM, { eval: true }))
  return {
    lanes: workers.length,
    hash(lane, file, flags, size, seen) {
      const worker = workers[lane]
      if (worker === undefined) throw new Error(`there is no lane ${lane}`)
      return new Promise((resolve, reject) => {
        const end = (): void => {
          worker.off('message', told)
          worker.off('error', failed)
        }
        const failed = (error: Error): void => {
          end()
          reject(error)
        }
        const told = (message: number | Hashed): void => {
          if (typeof message === 'number') {
            seen(message)
            return
          }
          end()
          resolve(message)
        }
        worker.on('message', told)
        worker.on('error', failed)
        worker.postMessage({ file, flags, size })
      })
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/**
 * The thread's program, as text: the bundle is one file, and a thread starts from a file or from text. It is constant; nothing that was read
 * becomes part of it. Answers a number of bytes while it reads, and a `Hashed` at the end.
 */
const PROGRAM = `
const { closeSync, fstatSync, openSync, readSync } = require('node:fs')
const { createHash } = require('node:crypto')
const { parentPort } = require('node:worker_threads')
const buffer = Buffer.allocUnsafeSlow(1024 * 1024)
const TELL_EVERY = 32 * 1024 * 1024
const stateOf = ({ dev, ino, size, mtimeNs, ctimeNs }) => ({ dev, ino, size, mtimeNs, ctimeNs })
const equal = (a, b) => Object.keys(a).every((key) => a[key] === b[key])

function hashed({ file, flags, size }) {
  let descriptor
  try {
    descriptor = openSync(file, flags)
  } catch (error) {
    return { outcome: 'unreadable', reason: error.message }
  }
  try {
    const stats = fstatSync(descriptor, { bigint: true })
    const state = stateOf(stats)
    if (!stats.isFile() || state.size !== BigInt(size)) return { outcome: 'changed' }
    const hash = createHash('sha256')
    let told = 0
    for (let offset = 0; offset < size; ) {
      const read = readSync(descriptor, buffer, 0, Math.min(buffer.length, size - offset), offset)
      if (read === 0) return { outcome: 'changed' }
      hash.update(buffer.subarray(0, read))
      offset += read
      if (offset - told >= TELL_EVERY) {
        parentPort.postMessage(offset - told)
        told = offset
      }
    }
    if (!equal(state, stateOf(fstatSync(descriptor, { bigint: true })))) return { outcome: 'changed' }
    parentPort.postMessage(size - told)
    return { outcome: 'hashed', sha256: hash.digest('hex'), state }
  } catch (error) {
    return { outcome: 'unreadable', reason: error.message }
  } finally {
    closeSync(descriptor)
  }
}

parentPort.on('message', (call) => parentPort.postMessage(hashed(call)))
`
