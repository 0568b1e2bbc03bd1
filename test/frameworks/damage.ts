import { expect } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { Framework } from '../../src/frameworks/framework.ts'
import { inMemory } from './onnx/memory.ts'

/** Milliseconds one damaged file may take; honest ones take less than 10, but test machines are shared. */
const PATIENCE = 2_000

/** What came of the damaged files. */
export interface Outcomes {
  readonly contract: number
  readonly refused: number
  readonly unmatched: number
}

type Model = Readonly<Record<string, Uint8Array>>

/**
 * Damages one file of a model again and again, the same way in every run. Each time there must be a contract, a UserError or no match.
 * @throws Error for anything else: a bug
 */
export function damage(framework: Framework, model: Model, victim: string, times: number): Outcomes {
  const original = contentOf(model, victim)
  return tryAll(framework, model, victim, times, original.length, (pick) => mutate(original, pick))
}

/** The same for JSON that stays JSON: one to three of its values are replaced, each by something that may not belong there. */
export function damageJson(framework: Framework, model: Model, victim: string, times: number): Outcomes {
  const original = new TextDecoder().decode(contentOf(model, victim))
  return tryAll(framework, model, victim, times, original.length, (pick) => {
    const tree: unknown = JSON.parse(original)
    for (let changes = 1 + pick(3); changes > 0; changes--) replaceSomewhere(tree, pick)
    return new TextEncoder().encode(JSON.stringify(tree))
  })
}

const STRANGERS: readonly unknown[] = [null, true, 7, -1, 1e99, 0.5, '', 'x', [], {}, [[1]], [null], { a: 1 }, '__proto__']

function replaceSomewhere(tree: unknown, pick: (limit: number) => number): void {
  for (let at = tree; typeof at === 'object' && at !== null; ) {
    const keys = Object.keys(at)
    const key = keys[pick(keys.length || 1)]
    if (key === undefined) return
    const inner: unknown = Reflect.get(at, key)
    // the nearer to the leaves the more often
    if (typeof inner !== 'object' || inner === null || pick(8) === 0) {
      Reflect.set(at, key, structuredClone(STRANGERS[pick(STRANGERS.length)]))
      return
    }
    at = inner
  }
}

function contentOf(model: Model, victim: string): Uint8Array {
  const original = model[victim]
  if (original === undefined) throw new Error(`${victim} is no file of the model`)
  return original
}

function tryAll(
  framework: Framework,
  model: Model,
  victim: string,
  times: number,
  seed: number,
  change: (pick: (limit: number) => number) => Uint8Array,
): Outcomes {
  const pick = random(victim.length * 7919 + seed)
  const seen = { contract: 0, refused: 0, unmatched: 0 }
  for (let i = 0; i < times; i++) {
    const files = inMemory({ ...model, [victim]: change(pick) })
    const start = performance.now()
    try {
      const [match] = framework.match(files)
      if (match === undefined) seen.unmatched++
      else if (framework.infer(files, match).signatures.length >= 0) seen.contract++
    } catch (error) {
      if (!(error instanceof UserError)) throw new Error(`mutation ${i} of ${victim} is a bug`, { cause: error })
      seen.refused++
    }
    expect(performance.now() - start, `mutation ${i} of ${victim}`).toBeLessThan(PATIENCE)
  }
  return seen
}

/** mulberry32: the same mutations in every run. */
function random(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** One to four of: flip a byte, set one to an extreme, cut the end, cut a piece out, double a piece. */
function mutate(original: Uint8Array, pick: (limit: number) => number): Uint8Array {
  let bytes = Uint8Array.from(original)
  for (let times = 1 + pick(4); times > 0; times--) {
    const at = pick(bytes.length || 1)
    const piece = bytes.slice(at, at + 1 + pick(40))
    switch (pick(5)) {
      case 0:
        bytes[at] = pick(256)
        break
      case 1:
        bytes[at] = [0, 0x7f, 0x80, 0xff][pick(4)] ?? 0
        break
      case 2:
        // half of the cuts near the end: what is cut early never gets far
        bytes = bytes.slice(0, pick(2) === 0 ? at : Math.max(at, bytes.length - 64))
        break
      case 3:
        bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + piece.length)])
        break
      default:
        bytes = Uint8Array.from([...bytes.slice(0, at), ...piece, ...bytes.slice(at)])
    }
  }
  return bytes
}
