/** Shape rules against PyTorch 2.14 itself: test/models/pytorch/layers.json holds what its layers were given and gave. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PyDict, PyValue } from '../../../src/formats/pickle/values.ts'
import type { Module } from '../../../src/frameworks/pytorch/modules.ts'
import { run } from '../../../src/frameworks/pytorch/run.ts'
import { RunStop, tensor, type Value } from '../../../src/frameworks/pytorch/values.ts'

interface Settings {
  readonly type: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly weights: Readonly<Record<string, readonly number[]>>
  readonly children?: Readonly<Record<string, Settings>>
}
type Sizes = { readonly shape: readonly number[] } | readonly Sizes[]
interface Row extends Settings {
  readonly input: readonly number[]
  readonly output: Sizes | null
}

const rows: readonly Row[] = JSON.parse(readFileSync(new URL('../../models/pytorch/layers.json', import.meta.url), 'utf8'))

function pickled(value: unknown): PyValue {
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map(pickled) }
  if (typeof value === 'number') return Number.isInteger(value) ? value : { kind: 'float', value }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

function moduleOf({ type, attributes, weights, children }: Settings): Module {
  const state: PyDict = { kind: 'dict', pairs: Object.entries(attributes).map(([key, value]) => [key, pickled(value)]) }
  return {
    type,
    attributes: state,
    weights: new Map(Object.entries(weights).map(([name, shape]) => [name, { type: 'float32', shape }])),
    children: new Map(Object.entries(children ?? {}).map(([name, child]) => [name, moduleOf(child)])),
  }
}

function sizesOf(value: Value): Sizes | string {
  if (value.kind === 'sequence') return value.items.map(sizesOf).filter((item): item is Sizes => typeof item !== 'string')
  return value.kind === 'tensor' && value.shape !== null ? { shape: value.shape.map((size) => size ?? -1) } : value.kind
}

function gives(row: Row): Sizes | string {
  const type = /Embedding/.test(row.type) ? 'int64' : 'float32'
  try {
    return sizesOf(run(moduleOf(row), [tensor(type, row.input)], { left: 1_000 }, () => undefined))
  } catch (error) {
    if (error instanceof RunStop) return error.reason
    throw error
  }
}

const titleOf = ({ type, input }: Row): string => `${type.split('.').at(-1)} of ${input.join('x')}`

describe('sizes that come out', () => {
  it.each(rows.filter(({ output }) => output !== null).map((row, i) => [`${i}: ${titleOf(row)}`, row] as const))('%s', (_, row) => {
    expect(gives(row)).toEqual(row.output)
  })
})

describe('sizes that do not fit', () => {
  it.each(rows.filter(({ output }) => output === null).map((row, i) => [`${i}: ${titleOf(row)}`, row] as const))('%s', (_, row) => {
    expect(gives(row)).toBe('misfit')
  })
})
