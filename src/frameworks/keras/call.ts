import type { DType } from '../../contract/types.ts'
import type { Finding, Warning } from '../framework.ts'
import type { Json, Obj } from './json.ts'
import type { Tensor } from './tensor.ts'

/** An argument with its tensors looked up. */
export type Value =
  | { readonly tensor: Tensor }
  | { readonly items: readonly Value[] }
  | { readonly entries: readonly (readonly [string, Value])[] }
  | { readonly json: Json }

/** What the walk of one model shares. */
export interface Walk {
  readonly file: string
  /** 3 for Keras 3; 1 and 2 differ only in words of their configs. */
  readonly generation: 1 | 2 | 3
  /** The 8 of 3.8.0; the newest where the file doesn't say. */
  readonly minor: number
  /** Pays for work; UserError `unsafe` where models inside models, each called twice, would make it endless. */
  spend(layers: number): void
  warn(warning: Warning): void
  find(finding: Finding): void
  /** Applies a layer or model that is written inside another one's config. */
  run(entry: Obj, inputs: readonly Tensor[], depth: number): readonly Tensor[] | null
  /** Applies a nested graph of layers. */
  model(entry: Obj, inputs: readonly Tensor[], depth: number): readonly Tensor[] | null
}

/** One call of one layer, as its rule sees it. */
export interface Call {
  readonly className: string
  readonly name: string
  readonly config: Obj
  /** All tensors of the positional arguments, flattened. */
  readonly inputs: readonly Tensor[]
  readonly args: readonly Value[]
  readonly kwargs: ReadonlyMap<string, Value>
  /** The type that float layers compute in and give back. */
  readonly compute: DType | null
  readonly walk: Walk
  readonly depth: number
}

/** Outputs in flattened order; `null` where not even their number is known. Rules never throw. */
export type Rule = (call: Call) => readonly Tensor[] | null

/** All tensors in a value, in order. */
export function tensorsIn(value: Value | undefined): readonly Tensor[] {
  if (value === undefined || 'json' in value) return []
  if ('tensor' in value) return [value.tensor]
  if ('items' in value) return value.items.flatMap(tensorsIn)
  return value.entries.flatMap(([, item]) => tensorsIn(item))
}

/** The plain JSON of a value, tensors as null. */
export function jsonOf(value: Value | undefined): Json | undefined {
  if (value === undefined) return undefined
  if ('json' in value) return value.json
  if ('tensor' in value) return null
  if ('items' in value) return value.items.map((item) => jsonOf(item) ?? null)
  return Object.fromEntries(value.entries.map(([key, item]) => [key, jsonOf(item) ?? null]))
}

/** A positional argument, or the same by keyword. */
export const argument = (call: Pick<Call, 'args' | 'kwargs'>, position: number, name: string): Value | undefined =>
  call.kwargs.get(name) ?? call.args[position]
