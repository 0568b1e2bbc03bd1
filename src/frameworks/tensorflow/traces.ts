import { type Dim, type Evidence, kindOf, type Shape, type Source, type TensorValue, type Value } from '../../contract/types.ts'
import type { Part, Structured } from './structure.ts'

/**
 * Several traces of one function as one contract. A call is taken by the first trace whose inputs fit it exactly, so the function accepts
 * what any of them accepts and gives what any of them gives. Source: tensorflow/python/saved_model/function_deserialization.py.
 */
export interface Trace {
  /** The arguments, by name. */
  readonly inputs: readonly Part[]
  readonly outputs: Structured
}

/** Traces of one function that are compared with each other; more are joined as they are. */
const MAX_COMPARED = 64

/** `undefined` where structures contradict each other: a tensor here, a nest there. */
export function joinTraces(traces: readonly Trace[]): Trace | undefined {
  const [first, ...rest] = traces.length > MAX_COMPARED ? traces : traces.filter((trace, i) => !isCovered(trace, i, traces))
  if (first === undefined) return undefined
  let inputs: readonly Part[] | undefined = first.inputs
  let outputs: Structured | undefined = first.outputs
  for (const trace of rest) {
    inputs = inputs && joinParts(inputs, trace.inputs, 'input')
    outputs = outputs && join(outputs, trace.outputs, 'output')
  }
  return inputs === undefined || outputs === undefined ? undefined : { inputs, outputs }
}

/** Sizes that differ: of outputs any may come; of inputs only those of the traces are taken, which contracts have no word for. */
type Side = 'input' | 'output'

function join(a: Structured, b: Structured, side: Side): Structured | undefined {
  if (a.kind === 'fixed' && b.kind === 'fixed') return a.text === b.text ? a : { kind: 'fixed', text: undefined }
  if (a.kind === 'tensor' && b.kind === 'tensor') return { kind: 'tensor', value: joinValues(a.value, b.value, side) }
  if (a.kind !== 'nest' || b.kind !== 'nest' || a.named !== b.named) return undefined
  const parts = joinParts(a.parts, b.parts, side)
  return parts && { ...a, parts }
}

function joinParts(a: readonly Part[], b: readonly Part[], side: Side): readonly Part[] | undefined {
  const others = new Map(b.map((part) => [part.name, part]))
  const joined: Part[] = []
  for (const mine of a) {
    const other = others.get(mine.name)
    others.delete(mine.name)
    const part = other === undefined ? { ...mine, optional: true } : joinPart(mine, other, side)
    if (part === undefined) return undefined
    joined.push(part)
  }
  return [...joined, ...[...others.values()].map((part) => ({ ...part, optional: true }))]
}

/** None here and a tensor there is a tensor that may be left out. */
function joinPart(a: Part, b: Part, side: Side): Part | undefined {
  const optional = a.optional === true || b.optional === true
  const [left, right] = [a.part, b.part]
  const part = isNone(left) && right.kind !== 'fixed' ? right : isNone(right) && left.kind !== 'fixed' ? left : join(left, right, side)
  if (part === undefined) return undefined
  const open = isNone(left) !== isNone(right) && part.kind !== 'fixed'
  return optional || open ? { name: a.name, part, optional: true } : { name: a.name, part }
}

const isNone = (structure: Structured): boolean => structure.kind === 'fixed' && structure.text === 'None'

const isTensor = (value: Value): value is TensorValue => kindOf(value) === 'tensor'

function joinValues(a: Value, b: Value, side: Side): Value {
  if (!isTensor(a) || !isTensor(b)) return a
  if (a.sparse !== b.sparse || a.ragged !== b.ragged) return evident({ type: null, shape: null }, a)
  const shape = joinShapes(a.shape, b.shape, side)
  return evident({ ...a, type: a.type === b.type ? a.type : null, shape }, a)
}

function joinShapes(a: Shape, b: Shape, side: Side): Shape {
  if (a === null || b === null || a.length !== b.length) return null
  return a.map((dim, i) => joinDims(dim, b[i] ?? null, side))
}

function joinDims(a: Dim, b: Dim, side: Side): Dim {
  if (a === b) return a
  return side === 'output' && a !== null && b !== null ? -1 : null
}

/** What stays known of a stored value is derived from several. */
function evident(value: TensorValue, from: TensorValue): TensorValue {
  const known = (fact: unknown): Source => (fact === null ? 'unknown' : 'derived')
  const evidence: Evidence = {
    name: 'stored',
    type: known(value.type),
    rank: known(value.shape),
    dims: (value.shape ?? []).map(known),
    where: from.evidence?.where ?? '',
  }
  return { ...value, evidence }
}

// ------------------------------------------------------------------------------------------------ traces that another one makes superfluous

/** Another trace takes every call that this one takes, and gives what this one gives or says more loosely what it gives. */
function isCovered(trace: Trace, i: number, traces: readonly Trace[]): boolean {
  return traces.some((other, j) => j !== i && covers(other, trace) && (j < i || !covers(trace, other)))
}

const covers = (wide: Trace, narrow: Trace): boolean => partsCover(wide.inputs, narrow.inputs) && structureCovers(wide.outputs, narrow.outputs)

const partsCover = (wide: readonly Part[], narrow: readonly Part[]): boolean =>
  wide.length === narrow.length &&
  wide.every((part, i) => {
    const other = narrow[i]
    return other !== undefined && other.name === part.name && structureCovers(part.part, other.part)
  })

function structureCovers(wide: Structured, narrow: Structured): boolean {
  switch (wide.kind) {
    case 'fixed':
      return narrow.kind === 'fixed' && wide.text === narrow.text
    case 'nest':
      return narrow.kind === 'nest' && wide.named === narrow.named && partsCover(wide.parts, narrow.parts)
    case 'tensor':
      return narrow.kind === 'tensor' && valueCovers(wide.value, narrow.value)
  }
}

function valueCovers(wide: Value, narrow: Value): boolean {
  if (!isTensor(wide) || !isTensor(narrow)) return false
  if (wide.type !== narrow.type || wide.sparse !== narrow.sparse || wide.ragged !== narrow.ragged) return false
  const { shape } = narrow
  if (wide.shape === null) return true
  return shape !== null && shape.length === wide.shape.length && wide.shape.every((dim, i) => dim === -1 || dim === shape[i])
}
