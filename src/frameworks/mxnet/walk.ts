import type { DType } from '../../contract/types.ts'
import { isBound, type Solved, solve, symbolKey } from '../../shapes/equations.ts'
import type { Shape } from '../../shapes/shape.ts'
import { any, type Size, unknown } from '../../shapes/size.ts'
import { operatorName, ruleOf } from './operators/index.ts'
import type { Network } from './symbol.ts'
import { batchOf, callOf, type Demands, noDemands, type Tensor, UNKNOWN } from './tensor.ts'

/** A variable that callers fill. */
export interface Input {
  readonly name: string
  /** Stored with the variable. */
  readonly type: DType | null
  /** Stored with the variable; `null` sizes are open. */
  readonly shape: Shape
}

/** What the network makes of its inputs. */
export interface Walked {
  readonly inputs: ReadonlyMap<string, Tensor>
  /** One per head. */
  readonly outputs: readonly Tensor[]
}

/** Conventions to fill in what no operator demands. */
export interface Conventions {
  /** The usual rank, where operators take several. */
  readonly ranks: boolean
  readonly type: DType | null
}

/** Walks until nothing new is learned; each walk settles ranks, then sizes, then types. Real networks need three or four. */
const MAX_WALKS = 8
/** Axes: MXNet's own limit. */
const MAX_RANK = 32
/** Symbolic sizes computed in one walk: three per node of a large network. */
const MAX_EXPRESSIONS = 300_000

interface Learned {
  readonly ranks: ReadonlyMap<string, number>
  readonly types: ReadonlyMap<string, DType>
  readonly solved: Solved
  /** Symbols of sizes that any number fits. */
  readonly free: boolean
}

/**
 * Walks a network forwards with what is known of its variables, collects what operators demand of the inputs, and walks again with that,
 * until nothing is learned. Sound but for the conventions that are asked for: sizes follow from weights, never from a preference.
 * @param inputs by node number
 * @param parameters by node number
 */
export function walkNetwork(
  symbol: Network,
  inputs: ReadonlyMap<number, Input>,
  parameters: ReadonlyMap<number, Tensor>,
  conventions: Conventions,
): Walked {
  let learned: Learned = { ranks: new Map(), types: new Map(), solved: { values: new Map(), bound: [] }, free: false }
  let walked = walkOnce(symbol, inputs, parameters, learned, conventions)
  for (let i = 1; i < MAX_WALKS; i++) {
    const next = learn(learned, walked.demands, conventions)
    if (next === null) break
    learned = next
    walked = walkOnce(symbol, inputs, parameters, learned, conventions)
  }
  // last, with what is left marked as free where no operator binds it
  return walkOnce(
    symbol,
    inputs,
    parameters,
    { ...learned, solved: { ...learned.solved, bound: solve(walked.demands).bound }, free: true },
    conventions,
  )
}

/** null: nothing new. */
function learn(before: Learned, demands: Demands, conventions: Conventions): Learned | null {
  const single = <T>(wanted: ReadonlyMap<string, ReadonlySet<T>>): Map<string, T> =>
    new Map([...wanted].flatMap(([name, all]) => (all.size === 1 ? [...all].map((one) => [name, one] as const) : [])))
  const found = single(demands.ranks)
  const ranks = new Map([...before.ranks, ...found])
  const types = new Map([...before.types, ...single(demands.types)])
  const solution = solve(demands)
  const values = new Map([...before.solved.values, ...solution.values])
  // a convention only where a whole walk brought no demand
  if (conventions.ranks && ranks.size === before.ranks.size) {
    for (const [name, rank] of demands.usual) if (!ranks.has(name) && !demands.ranks.has(name)) ranks.set(name, rank)
  }
  const grown = ranks.size > before.ranks.size || types.size > before.types.size || values.size > before.solved.values.size
  return grown ? { ranks, types, solved: { values, bound: solution.bound }, free: false } : null
}

function walkOnce(
  symbol: Network,
  inputs: ReadonlyMap<number, Input>,
  parameters: ReadonlyMap<number, Tensor>,
  learned: Learned,
  conventions: Conventions,
): Walked & { readonly demands: Demands } {
  const demands = noDemands()
  const filled = new Map([...inputs].map(([node, input]) => [node, inputTensor(input, learned, conventions)] as const))
  const values: (readonly Tensor[])[] = []
  let expressions = 0
  for (const [i, node] of symbol.nodes.entries()) {
    if (node.op === 'null') {
      values.push([filled.get(i) ?? parameters.get(i) ?? UNKNOWN])
      continue
    }
    const given = node.inputs.map((entry) => values[entry.node]?.[entry.output] ?? UNKNOWN)
    const call = callOf(node, given, demands)
    const rule = expressions > MAX_EXPRESSIONS ? undefined : ruleOf(operatorName(node.op))
    // of an unknown operator nobody knows what it demands
    if (rule === undefined) for (const { shape } of given) for (const size of shape ?? []) call.bind(size)
    const made = (rule?.(call) ?? []).map(bounded)
    for (const { shape } of made) expressions += shape?.filter((size) => typeof size === 'object' && size !== null).length ?? 0
    values.push(made)
  }
  const outputs = symbol.heads.map((head) => values[head.node]?.[head.output] ?? UNKNOWN)
  return { inputs: new Map([...inputs].map(([node, { name }]) => [name, filled.get(node) ?? UNKNOWN])), outputs, demands }
}

const bounded = (value: Tensor): Tensor => (value.shape !== null && value.shape.length > MAX_RANK ? { ...value, shape: null } : value)

/** An input as far as it is known: stored facts, then what operators demand. */
function inputTensor({ name, type, shape }: Input, learned: Learned, conventions: Conventions): Tensor {
  const rank = shape?.length ?? learned.ranks.get(name)
  const known = type ?? learned.types.get(name) ?? conventions.type
  const typed = known === null ? { type: null, typedBy: name } : { type: known }
  if (rank === undefined || rank > MAX_RANK) return { ...typed, shape: null, origin: { input: name, more: 0 } }
  return { ...typed, shape: Array.from({ length: rank }, (_, axis) => shape?.[axis] ?? sizeAt(name, axis, learned)) }
}

function sizeAt(name: string, axis: number, { solved, free }: Learned): Size {
  const symbol = axis === 0 ? batchOf(name) : unknown(`${name}[${axis}]`)
  const key = symbolKey(symbol)
  const value = key === undefined ? undefined : solved.values.get(key)
  if (value !== undefined) return value
  return axis > 0 && free && !isBound(symbol, solved.bound) ? any(`${name}[${axis}]`) : symbol
}
