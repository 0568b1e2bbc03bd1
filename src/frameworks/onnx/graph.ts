import type { Value } from '../../contract/types.ts'
import { identify, type Shape, shapeAt } from '../../shapes/shape.ts'
import type { Size } from '../../shapes/size.ts'
import { MAX_VALUES } from '../../shapes/values.ts'
import { commonOf, type Initializer, initializerOf, type Known, known, NOTHING, sparseInitializerOf } from './known.ts'
import { type Body, loop, scan } from './loops.ts'
import { domainOf, type Opsets, opsetsOf } from './model.ts'
import { type Attributes, attributesOf, type Node, nodeView } from './node.ts'
import { demandOf } from './operators/demands.ts'
import { ruleOf } from './operators/index.ts'
import type { Rec } from './record.ts'
import { valueOfType } from './value-types.ts'

/** Nodes walked in all, inlined functions and branches included: ten times the largest language model's graph, 0.3 s. */
const MAX_NODES = 100_000
/** Symbolic sizes computed in all: three per node of a large graph; the algebra takes microseconds each. */
const MAX_EXPRESSIONS = 100_000
/** Functions in functions, branches in branches: exporters nest a handful. */
const MAX_NESTING = 24
/** Axes of a tensor: runtimes stop below 16; a graph that keeps adding axes would otherwise double them node by node. */
const MAX_RANK = 32

/** One walk over a model: what is shared by its graphs. */
interface Walk {
  readonly functions: ReadonlyMap<string, () => LocalFunction>
  /** Operator domains in use, local functions left out. */
  readonly domains: Set<string>
  /** What operators demand of values they take first, by name; of the main graph only. */
  readonly demands: Map<string, Shape[]>
  visited: number
  /** Symbolic sizes computed. */
  expressions: number
}

export interface Walked {
  readonly values: ReadonlyMap<string, Known>
  readonly domains: ReadonlySet<string>
  readonly demands: ReadonlyMap<string, readonly Shape[]>
}

/** FunctionProto: a subgraph with a name. */
interface LocalFunction {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly nodes: readonly Rec[]
  readonly opsets: Opsets
  readonly defaults: Attributes
}

/** What a walk knows at one place. */
interface Scope {
  readonly values: Map<string, Known>
  /** Values of the graph around a branch. */
  readonly outer: Scope | undefined
  readonly opsets: Opsets
  /** Of the function call we are in. */
  readonly attributes: Attributes | undefined
  /** Prefix that makes names of this scope unique. */
  readonly site: string
  readonly nesting: number
  /** Declared types of inner values. */
  readonly declared: ReadonlyMap<string, Rec>
}

/**
 * Walks the graph of a model and returns what operator rules make of its values, by name.
 * Sound or silent: an operator without a rule, a broken node, an exhausted budget leave their outputs unknown.
 * @param initializers those of the graph, given so that they are read only once: each costs a seek in a large file
 * @param fixed names whose initializer a caller cannot replace
 */
export function walkGraph(model: Rec, graph: Rec, initializers: readonly Initializer[], fixed: (name: string) => boolean): Walked {
  const opsets = opsetsOf(model, model.int('ir_version') ?? 0)
  const functions = new Map(model.messages('functions').map((record) => [functionKey(record, record.text('name') ?? ''), openOnce(record)]))
  const scope: Scope = { values: new Map(), outer: undefined, opsets, attributes: undefined, site: '', nesting: 0, declared: new Map() }
  enterGraph(scope, graph, initializers, fixed)
  const walk: Walk = { functions, domains: new Set(), demands: new Map(), visited: 0, expressions: 0 }
  walkNodes(walk, { ...scope, declared: byName(graph.messages('value_info')) }, graph.each('node'))
  return { values: scope.values, domains: walk.domains, demands: walk.demands }
}

const functionKey = (record: Rec, name: string): string => JSON.stringify([domainOf(record), name, record.text('overload') ?? ''])

/** Read on the first call and kept: exporters call the same function for every layer. */
function openOnce(record: Rec): () => LocalFunction {
  let opened: LocalFunction | undefined
  return () => {
    opened ??= {
      inputs: record.texts('input'),
      outputs: record.texts('output'),
      nodes: record.messages('node'),
      opsets: opsetsOf(record, 0),
      defaults: attributesOf(record.messages('attribute_proto'), undefined),
    }
    return opened
  }
}

const byName = (records: readonly Rec[]): ReadonlyMap<string, Rec> => new Map(records.map((record) => [record.text('name') ?? '', record]))

/** Inputs with their declared types, then initializers: those that nobody can replace with their elements. */
function enterGraph(scope: Scope, graph: Rec, initializers: readonly Initializer[], fixed: (name: string) => boolean): void {
  for (const input of graph.each('input')) {
    const name = input.text('name') ?? ''
    scope.values.set(name, ofValue(valueOfType(input.message('type'), ''), `${scope.site}${name}`))
  }
  for (const { name, known } of initializers) if (fixed(name) || !scope.values.has(name)) scope.values.set(name, known)
}

/** All initializers of a graph, dense and sparse. */
export function* initializersOf(graph: Rec): Generator<Initializer> {
  for (const tensor of graph.each('initializer')) yield initializerOf(tensor)
  for (const tensor of graph.each('sparse_initializer')) yield sparseInitializerOf(tensor)
}

/** A declared value as the walk knows it. Optional and sparse ones are no plain tensors: nothing follows from them. */
export function ofValue(value: Value, site: string): Known {
  if (value.optional || value.sparse) return NOTHING
  return 'shape' in value ? known(value.type, shapeAt(value.shape, site)) : { ...NOTHING, composite: value }
}

function walkNodes(walk: Walk, scope: Scope, nodes: Iterable<Rec>): void {
  for (const record of nodes) {
    walk.visited += 1
    if (walk.visited > MAX_NODES || walk.expressions > MAX_EXPRESSIONS) return
    const results = walkNode(walk, scope, record)
    for (const result of results) walk.expressions += symbols(result.shape) + symbols(result.values)
    for (const [i, name] of record.texts('output').entries()) {
      if (name === '') continue
      scope.values.set(name, settle(results[i] ?? NOTHING, scope.declared.get(name), `${scope.site}${name}`))
    }
  }
}

const symbols = (sizes: readonly Size[] | null): number => sizes?.filter((size) => typeof size === 'object' && size !== null).length ?? 0

/** Limits and identity for a result; where nothing is known, the type and rank that the file declares for an inner value. */
function settle(result: Known, declared: Rec | undefined, site: string): Known {
  if (result.composite !== undefined) return result
  const shape = result.shape !== null && result.shape.length > MAX_RANK ? null : result.shape
  const values = result.values !== null && result.values.length <= MAX_VALUES && (shape?.length ?? 2) <= 1 ? result.values : null
  if (shape !== null && result.type !== null) return { type: result.type, shape: identify(shape, site), values }
  const value = valueOfType(declared?.message('type'), '')
  if (!('shape' in value) || value.optional || value.sparse) return { type: result.type, shape: identify(shape, site), values }
  // sizes of inner values go stale when people patch a model's inputs: only the rank is taken
  const open: Shape = value.shape?.map(() => null) ?? null
  return { type: result.type ?? value.type, shape: identify(shape ?? open, site), values }
}

function lookup(scope: Scope | undefined, name: string): Known {
  for (let at = scope; at !== undefined; at = at.outer) {
    const found = at.values.get(name)
    if (found !== undefined) return found
  }
  return NOTHING
}

function walkNode(walk: Walk, scope: Scope, record: Rec): readonly Known[] {
  const domain = domainOf(record)
  const op = record.text('op_type') ?? ''
  const inputs = record.texts('input').map((name) => (name === '' ? undefined : lookup(scope, name)))
  const attributes = attributesOf(record.messages('attribute'), scope.attributes)
  const local = walk.functions.get(functionKey(record, op))
  if (local !== undefined) return callFunction(walk, scope, local(), inputs, attributes)
  walk.domains.add(domain)
  const opset = scope.opsets.get(domain)
  const node = nodeView(record, inputs, attributes, opset ?? 0)
  if (domain === '' && op === 'If') return chooseBranch(walk, scope, node)
  if (domain === '' && (op === 'Loop' || op === 'Scan')) {
    const body = bodyOf(walk, scope, node)
    return body === undefined ? [] : op === 'Loop' ? loop(node, body) : scan(node, body)
  }
  if (scope.nesting === 0 && opset !== undefined) noteDemand(walk, record.texts('input')[0] ?? '', demandOf(domain, node))
  // without a version nobody can say which operator is meant
  return opset === undefined ? [] : (ruleOf(domain, op)?.(node) ?? [])
}

function noteDemand(walk: Walk, name: string, demand: Shape): void {
  if (demand === null) return
  const demands = walk.demands.get(name) ?? []
  if (demands.length === 0) walk.demands.set(name, demands)
  demands.push(demand)
}

/** A local function is its nodes with its inputs filled in. */
function callFunction(
  walk: Walk,
  scope: Scope,
  body: LocalFunction,
  inputs: readonly (Known | undefined)[],
  attributes: Attributes,
): readonly Known[] {
  if (scope.nesting >= MAX_NESTING) return []
  const values = new Map(body.inputs.flatMap((name, i) => (inputs[i] === undefined ? [] : [[name, inputs[i]] as const])))
  const inner: Scope = {
    values,
    outer: undefined,
    opsets: body.opsets,
    attributes: new Map([...body.defaults, ...attributes]),
    site: `${scope.site}#${walk.visited}/`,
    nesting: scope.nesting + 1,
    declared: new Map(),
  }
  walkNodes(walk, inner, body.nodes)
  return body.outputs.map((name) => values.get(name) ?? NOTHING)
}

/** If: the branch that a constant condition takes, else what both have in common. */
function chooseBranch(walk: Walk, scope: Scope, node: Node): readonly Known[] {
  if (scope.nesting >= MAX_NESTING) return []
  const condition = node.scalar(0)
  const branch = (name: string): readonly Known[] => {
    const graph = node.message(name, 'g')
    return graph === undefined ? [] : walkBranch(walk, scope, graph, name)
  }
  if (typeof condition === 'number') return branch(condition === 0 ? 'else_branch' : 'then_branch')
  const [yes, no] = [branch('then_branch'), branch('else_branch')]
  return yes.map((value, i) => commonOf(value, no[i] ?? NOTHING))
}

/** A branch or body as a function of its inputs; names that are not its own are those around it. */
function walkBranch(walk: Walk, scope: Scope, graph: Rec, name: string, inputs?: readonly Known[]): readonly Known[] {
  const inner: Scope = {
    ...scope,
    values: new Map(),
    outer: scope,
    site: `${scope.site}#${walk.visited}.${name}/`,
    nesting: scope.nesting + 1,
    declared: byName(graph.messages('value_info')),
  }
  enterGraph(inner, graph, [...initializersOf(graph)], () => true)
  for (const [i, input] of graph.messages('input').entries()) {
    const given = inputs?.[i]
    const own = input.text('name') ?? ''
    if (given !== undefined) inner.values.set(own, settle(given, undefined, `${inner.site}${own}`))
  }
  walkNodes(walk, inner, graph.each('node'))
  return graph.messages('output').map((output) => lookup(inner, output.text('name') ?? ''))
}

/** The body of a Loop or Scan, where there is one and nesting allows. */
function bodyOf(walk: Walk, scope: Scope, node: Node): Body | undefined {
  const graph = node.message('body', 'g')
  return graph === undefined || scope.nesting >= MAX_NESTING ? undefined : (inputs) => walkBranch(walk, scope, graph, 'body', inputs)
}
