import { dottedName, itemsOf, type PyObject, type PyValue } from '../../formats/pickle/values.ts'
import { type Equations, equate, isBound, type Solved, solve, symbolKey } from '../../shapes/equations.ts'
import type { Shape } from '../../shapes/shape.ts'
import { any, type Size, unknown } from '../../shapes/size.ts'
import type { Argument } from './callable.ts'
import { ruleOf, sizesOf } from './operators.ts'
import { attribute, dataOf, integersOf, type Variable, variableOf } from './variable.ts'

/** Applications of one function: networks unrolled in time have tens of thousands. */
const MAX_APPLICATIONS = 100_000
/** Each walk solves what the one before found; chains of dependent sizes are short. */
const MAX_WALKS = 6

interface Node {
  readonly application: PyObject
  readonly op: PyObject
  readonly inputs: readonly Variable[]
  readonly strict: boolean
}

/** Shapes of inputs and outputs, in their order. */
export interface Walked {
  readonly inputs: readonly Shape[]
  readonly outputs: readonly Shape[]
}

/** Computes shapes from the inputs to the outputs, collects what operators demand, and again with what that solves. */
export function walkGraph(inputs: readonly Argument[], outputs: readonly Variable[]): Walked {
  const nodes = inOrder(outputs)
  const given = new Map(inputs.map(({ variable }, i) => [variable.object, i] as const))
  let solved: Solved = { values: new Map(), bound: [] }
  let walked = walkOnce(nodes, given, outputs, inputs, solved, 'bound')
  for (let i = 1; i < MAX_WALKS; i++) {
    const next = solve(walked.demands)
    const values = new Map([...solved.values, ...next.values])
    const grown = values.size > solved.values.size
    solved = { values, bound: next.bound }
    if (!grown) break
    walked = walkOnce(nodes, given, outputs, inputs, solved, 'bound')
  }
  return walkOnce(nodes, given, outputs, inputs, solved, 'free')
}

/** Applications that the outputs need, each after those it reads. `[]` where there are too many. */
function inOrder(outputs: readonly Variable[]): readonly Node[] {
  const order: Node[] = []
  const state = new Map<PyObject, 'open' | 'done'>()
  const stack: PyObject[] = outputs.flatMap(({ owner }) => (owner === null ? [] : [owner]))
  const opened = new Map<PyObject, Node>()
  while (stack.length > 0) {
    const application = stack.at(-1)
    if (application === undefined || opened.size > MAX_APPLICATIONS) break
    const node = opened.get(application) ?? nodeOf(application)
    if (node === null || state.has(application)) {
      stack.pop()
      // a graph that reads itself is left unfinished by its first visit
      if (node !== null && state.get(application) === 'open') order.push(node)
      state.set(application, 'done')
      continue
    }
    opened.set(application, node)
    state.set(application, 'open')
    for (const { owner } of node.inputs) if (owner !== null && !state.has(owner)) stack.push(owner)
  }
  return opened.size > MAX_APPLICATIONS ? [] : order
}

function nodeOf(application: PyObject): Node | null {
  const op = attribute(application, 'op')
  const inputs = itemsOf(attribute(application, 'inputs'))?.map((input) => variableOf(input))
  if (!isObject(op) || inputs === undefined || inputs.some((input) => input === null)) return null
  return { application, op, inputs: inputs.flatMap((input) => input ?? []), strict: !dottedName(op).startsWith('aesara.') }
}

const isObject = (value: PyValue | undefined): value is PyObject => typeof value === 'object' && value?.kind === 'object'

function walkOnce(
  nodes: readonly Node[],
  given: ReadonlyMap<PyObject, number>,
  outputs: readonly Variable[],
  inputs: readonly Argument[],
  solved: Solved,
  rest: 'bound' | 'free',
): Walked & { readonly demands: Equations } {
  const demands: Equations = { equations: [], bound: [] }
  const made = new Map<PyObject, readonly Shape[]>()
  const sizes = new Map<PyObject, readonly Size[] | null>()

  const shapeOf = (variable: Variable): Shape => {
    const index = given.get(variable.object)
    if (index !== undefined) return inputShape(variable, index, solved, rest)
    const stored = variable.holdsData ? dataOf(variable)?.shape : undefined
    if (stored !== undefined) return stored
    const found = variable.owner === null ? null : (made.get(variable.owner)?.[variable.index] ?? null)
    // types keep the rank, and what they fix of it
    if (variable.shape === null) return found
    return variable.shape.map((size, i) => size ?? (found?.length === variable.shape?.length ? (found?.[i] ?? null) : null))
  }
  const valuesOf = (variable: Variable): readonly Size[] | null =>
    integersOf(variable) ?? (variable.owner === null ? null : (sizes.get(variable.owner) ?? null))

  for (const node of nodes) {
    const shape = (input: number): Shape => {
      const variable = node.inputs[input]
      return variable === undefined ? null : shapeOf(variable)
    }
    const values = (input: number): readonly Size[] | null => {
      const variable = node.inputs[input]
      return variable === undefined ? null : valuesOf(variable)
    }
    const small = sizesOf(node.op, node.inputs, shape, values)
    sizes.set(node.application, small)
    const rule = ruleOf(node.op)
    // of an unknown operator nobody knows what it demands, but reading sizes demands nothing
    if (rule === undefined && small === null) bindAll(node, shape, demands)
    const { op, strict } = node
    made.set(node.application, rule?.({ op, inputs: node.inputs, shape, values, strict, equal: (a, b) => equate(demands, a, b) }) ?? [])
  }
  return { inputs: inputs.map(({ variable }) => shapeOf(variable)), outputs: outputs.map(shapeOf), demands }
}

function bindAll(node: Node, shape: (input: number) => Shape, demands: Equations): void {
  for (const [i] of node.inputs.entries()) {
    for (const size of shape(i) ?? []) if (size !== null && typeof size !== 'number') demands.bound.push(size)
  }
}

/** What the type fixes, then what operators demand; the rest is any size where no operator binds it, and the first axis always. */
function inputShape(variable: Variable, index: number, solved: Solved, rest: 'bound' | 'free'): Shape {
  return (
    variable.shape?.map((size, axis): Size => {
      if (size !== null) return size
      const site = `${index}[${axis}]`
      const symbol = axis === 0 ? any(site) : unknown(site)
      const value = solved.values.get(symbolKey(symbol) ?? '')
      if (value !== undefined) return value
      return axis > 0 && rest === 'free' && !isBound(symbol, solved.bound) ? any(site) : symbol
    }) ?? null
  )
}
