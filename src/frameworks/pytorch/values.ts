import type { DType } from '../../contract/types.ts'
import type { Module } from './modules.ts'

/** Sizes of one run: numbers throughout, because networks are tried with sizes (probe.ts); `null` is unknown. */
export type Sizes = readonly (number | null)[] | null

/** An input of which not everything is known. */
export interface Origin {
  readonly index: number
  /** Nothing has been done to its sizes yet: what a layer needs of them, the input needs. */
  readonly whole: boolean
  /** Examples in this run, which its first axis counts. */
  readonly batch: number
}

/** A tensor of a run. */
export interface Tensor {
  readonly kind: 'tensor'
  readonly type: DType | null
  readonly shape: Sizes
  /** The input that this is or comes from, as long as layers may still say what they need of it. */
  readonly input?: Origin
}

export interface Sequence {
  readonly kind: 'sequence'
  readonly items: readonly Value[]
}

export interface Mapping {
  readonly kind: 'mapping'
  readonly entries: ReadonlyMap<string, Value>
}

/** A Python value of a forward method. `unknown`: nothing follows from it. */
export type Value =
  | Tensor
  | Sequence
  | Mapping
  | { readonly kind: 'number'; readonly value: number; readonly isFloat: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'unknown' }

export const UNKNOWN: Value = { kind: 'unknown' }
export const NONE: Value = { kind: 'none' }
export const integer = (value: number): Value => ({ kind: 'number', value, isFloat: false })
export const sequence = (items: readonly Value[]): Sequence => ({ kind: 'sequence', items })
export const tensor = (type: DType | null, shape: Sizes): Tensor => ({ kind: 'tensor', type, shape })

/** The same tensor with other sizes; what is told of its type still tells of the input's. */
export function reshaped(from: Tensor, shape: Sizes): Tensor {
  return { kind: 'tensor', type: from.type, shape, ...(from.input && { input: { ...from.input, whole: false } }) }
}

/** An axis that a layer leaves open: `batch` examples side by side, `free` any length or height. */
export type Axis = number | 'batch' | 'free'

/** What a layer needs of a tensor that reaches it. `axes` undefined: any rank. */
export interface Need {
  readonly type: DType | null
  readonly axes?: readonly Axis[]
}

/** Ends a run: an input has a need (`needs`), sizes don't fit (`misfit`), or there is no rule (`unknown`). Never leaves this folder. */
export class RunStop extends Error {
  readonly reason: 'needs' | 'misfit' | 'unknown'
  readonly input: number
  readonly need: Need | undefined

  constructor(reason: 'needs' | 'misfit' | 'unknown', message: string, input = -1, need?: Need) {
    super(message)
    this.reason = reason
    this.input = input
    this.need = need
  }
}

export const misfit = (what: string): RunStop => new RunStop('misfit', what)

/** Tells the input behind a tensor what a layer needs; a tensor that is known must have it. */
export function require(value: Tensor, need: Need, layer: string): Tensor {
  if (value.input?.whole && need.axes !== undefined) {
    // a type that is known already was set on the way: `x.float()` takes anything
    throw new RunStop('needs', layer, value.input.index, value.type === null ? need : { type: null, axes: need.axes })
  }
  if (value.input !== undefined && value.type === null && need.type !== null) {
    throw new RunStop('needs', layer, value.input.index, { type: need.type })
  }
  const { shape } = value
  if (need.axes === undefined || shape === null) return value
  for (const [i, axis] of need.axes.entries()) {
    if (typeof axis === 'number' && shape.length === need.axes.length && shape[i] !== null && shape[i] !== axis)
      throw misfit(`${layer} needs ${axis}`)
  }
  return value
}
