import { readdirSync, readFileSync } from 'node:fs'
import type { Field } from '../../src/contract/types.ts'

/** What a library itself gave for a model of test/models: names as the loaded model has them, result of predict. */
export interface Recorded {
  readonly names: readonly string[] | null
  readonly features?: number
  readonly type: string
  readonly shape: readonly number[]
}

const folderOf = (framework: string): string => new URL(`../models/${framework}/`, import.meta.url).pathname

export const modelFile = (framework: string, name: string): Uint8Array => readFileSync(folderOf(framework) + name)
export const modelNames = (framework: string): readonly string[] =>
  readdirSync(folderOf(framework)).filter((name) => !/^(?:generate\.py|contracts\.json)$/.test(name))

/** contracts.json of a folder: one entry per model. */
export function recorded<T>(framework: string): readonly (readonly [string, T])[] {
  const contracts: Record<string, T> = JSON.parse(readFileSync(`${folderOf(framework)}contracts.json`, 'utf8'))
  return Object.entries(contracts)
}

/** `age float32`, with `~` where the type is assumed. */
export const columnsOf = (fields: readonly Field[]): readonly string[] =>
  fields.map((field) => `${field.name} ${'type' in field ? (field.type ?? '?') : 'composite'}${field.assumed?.includes('type') ? '~' : ''}`)

export const shapeOf = (field: Field | undefined): unknown => (field !== undefined && 'shape' in field ? field.shape : undefined)
export const typeOf = (field: Field | undefined): unknown => (field !== undefined && 'type' in field ? field.type : undefined)
