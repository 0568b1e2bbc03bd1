import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { tensorflow } from '../../../src/frameworks/tensorflow/index.ts'
import { MODELS, memory } from './models.ts'

const MUTATIONS = 2_000
/** Of one mutated file of a few kilobytes; a slow machine included. */
const LIMIT_MS = 1_000

/** mulberry32: the same files in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Flips bits, writes extreme bytes, cuts, repeats or drops a piece. */
function mutate(raw: Uint8Array, next: () => number): Uint8Array {
  const out = raw.slice()
  const at = () => Math.floor(next() * out.length)
  const kind = Math.floor(next() * 5)
  if (kind === 0) for (let i = 0; i < 1 + next() * 8; i++) out[at()] = Math.floor(next() * 256)
  if (kind === 1) out[at()] = [0, 1, 0x7f, 0x80, 0xff][Math.floor(next() * 5)] ?? 0
  if (kind === 2) return out.slice(0, at())
  if (kind === 3) {
    const [start, length] = [at(), Math.floor(next() * 200)]
    return Uint8Array.from([...out.slice(0, start), ...out.slice(start, start + length), ...out.slice(start)])
  }
  if (kind === 4) {
    const start = at()
    return Uint8Array.from([...out.slice(0, start), ...out.slice(start + Math.floor(next() * 200))])
  }
  return out
}

describe.each([
  ['tf1-composites/saved_model.pb', 'saved-model'],
  ['tf1-examples/saved_model.pb', 'saved-model'],
  ['tf1-text/saved_model.pbtxt', 'saved-model'],
  ['tf2-functions/saved_model.pb', 'saved-model'],
  ['graph/frozen.pb', 'graph-def'],
  ['graph-text/graph.pbtxt', 'graph-def'],
  ['ops/windows/ops.pb', 'graph-def'],
  ['training/model.ckpt-30.meta', 'meta-graph'],
])('%s, damaged', (path, format) => {
  it(`${MUTATIONS} mutations give a contract or a UserError, quickly`, () => {
    const raw = new Uint8Array(readFileSync(MODELS + path))
    const name = path.slice(path.lastIndexOf('/') + 1)
    const next = random(path.length)
    let refused = 0
    let read = 0
    for (let i = 0; i < MUTATIONS; i++) {
      const files = memory({ [name]: mutate(raw, next) })
      const start = performance.now()
      try {
        tensorflow.match(files)
        tensorflow.infer(files, { format, path: name, because: '', covers: [] })
        read += 1
      } catch (error) {
        if (!(error instanceof UserError)) throw new Error(`mutation ${i} crashed`, { cause: error })
        refused += 1
      }
      expect(performance.now() - start).toBeLessThan(LIMIT_MS)
    }
    expect(Math.min(refused, read)).toBeGreaterThan(0)
  })
})
