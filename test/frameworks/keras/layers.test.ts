import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/contract/types.ts'
import { signatureOf } from '../../../src/frameworks/keras/signature.ts'

/** One layer each, as Keras wrote it; the outputs are those of a run (test/models/keras/generate.py). */
interface Row {
  readonly config: {
    readonly layers: readonly { readonly class_name: string; readonly config: { readonly name: string; readonly function?: string } }[]
  }
  readonly outputs: readonly { readonly type: string; readonly shape: readonly number[] }[]
}

const rowsOf = (tag: string): readonly Row[] =>
  JSON.parse(readFileSync(new URL(`../../models/keras/layers-${tag}.json`, import.meta.url), 'utf8')) as readonly Row[]

function titleOf({ config }: Row, index: number): string {
  const layer = config.layers.at(-1)
  return `${index} ${layer?.config.function ?? layer?.class_name ?? ''}`
}

/** A fact that is open here and fixed in two runs is less than the truth, but true; the other way round is wrong. */
function agrees(field: Field | undefined, seen: Row['outputs'][number]): boolean {
  if (field === undefined || !('shape' in field) || field.shape === null || field.type !== seen.type) return false
  if (field.shape.length !== seen.shape.length) return false
  return field.shape.every((dim, axis) => (dim === -1 ? axis === 0 || seen.shape[axis] === -1 : dim === seen.shape[axis]))
}

describe.each([
  ['k3', '3.15.1'],
  ['k2', '2.21.0'],
])('layers and operations of %s', (tag, version) => {
  const rows = rowsOf(tag)
  it.each(rows.map((row, i) => [titleOf(row, i), row] as const))('%s', (_, { config, outputs }) => {
    const model = { class_name: 'Functional', config: JSON.parse(JSON.stringify(config)) }
    const [signature] = signatureOf({ model, version, where: 'test' }, 'test', 'test').signatures
    const found = signature?.outputs ?? []
    expect(found).toHaveLength(outputs.length)
    outputs.forEach((seen, i) => {
      const field = found[i]
      expect(agrees(field, seen), `${JSON.stringify(field)} is not what a run gives: ${JSON.stringify(seen)}`).toBe(true)
    })
  })
})
