import { expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { fileBytes, inferFiles } from './models.ts'

const ROUNDS = 400
/** Of one damaged file of some kilobytes, on a busy machine. */
const LIMIT_MS = 1_000

/** mulberry32: the same files in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

function tolerates(files: Readonly<Record<string, Uint8Array | string>>): void {
  const start = performance.now()
  try {
    inferFiles(files)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
  expect(performance.now() - start).toBeLessThan(LIMIT_MS)
}

it.each(['k3-nested.keras', 'k2-sequence.keras', 'k3-picture.h5', 'k2-stack.h5'])('damaged bytes of %s give a UserError or a contract', (name) => {
  const original = fileBytes(name)
  const next = random(7)
  for (let round = 0; round < ROUNDS; round++) {
    const data = Uint8Array.from(original)
    for (let k = 0; k <= round % 5; k++) data[next(data.length)] = next(256)
    tolerates({ [name]: round % 10 === 0 ? data.subarray(0, next(data.length)) : data })
  }
})

/** Values that stand where others are expected. */
const STRANGE: readonly unknown[] = [
  null,
  -1,
  1e308,
  0.5,
  '',
  'x',
  [],
  [[]],
  {},
  [null],
  { class_name: 'Dense' },
  true,
  '__proto__',
  [1, 2, 3, 4, 5, 6, 7, 8, 9],
]

it.each(['k3', 'k2'])('configurations of %s with strange values give a UserError or a contract', (tag) => {
  const rows = JSON.parse(new TextDecoder().decode(fileBytes(`layers-${tag}.json`))) as readonly { readonly config: unknown }[]
  const next = random(11)
  for (const { config } of rows) {
    for (let round = 0; round < 12; round++) {
      const model = JSON.stringify({ class_name: 'Functional', config, keras_version: tag === 'k3' ? '3.15.1' : '2.21.0' })
      tolerates({ 'model.json': spoil(model, next) })
    }
  }
})

/** Replaces one value somewhere in the tree. */
function spoil(model: string, next: (below: number) => number): string {
  let left = next(model.length / 12)
  return JSON.stringify(JSON.parse(model), (key, value: unknown) => {
    left -= 1
    return left === 0 && key !== '' && key !== 'config' ? STRANGE[next(STRANGE.length)] : value
  })
}
