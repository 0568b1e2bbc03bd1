import type { DType } from '../../contract/types.ts'
import type { Shape } from '../../shapes/shape.ts'
import { get, isList, isObject, type Json, listAt, type Obj, objectAt, sizesOf, textAt } from './json.ts'
import { dtypeOf, shapeFrom } from './tensor.ts'

/** One tensor of the graph of layers: the `tensor`-th output of the `node`-th call of a layer. */
export interface Ref {
  readonly layer: string
  readonly node: number
  readonly tensor: number
  /** Keras 3 writes down shape and type of every tensor that is consumed. */
  readonly recorded?: { readonly shape: Shape; readonly type: DType | null }
}

/** An argument of a call: a tensor, a plain value, or a structure of both. */
export type Arg =
  | { readonly ref: Ref }
  | { readonly items: readonly Arg[] }
  | { readonly entries: readonly (readonly [string, Arg])[] }
  | { readonly json: Json }

export interface LayerCall {
  readonly args: readonly Arg[]
  readonly kwargs: ReadonlyMap<string, Arg>
}

/** A layer as its config describes it. */
export interface Layer {
  readonly className: string
  readonly name: string
  readonly config: Obj
  readonly entry: Obj
  readonly calls: readonly LayerCall[]
}

/** Names of inputs or outputs with their tensors, in declared order. `key` is set where callers pass a dictionary. */
export interface End {
  readonly key?: string
  readonly ref: Ref
}

/** A Functional model: layers by name, and which tensors go in and out. */
export interface Graph {
  readonly layers: ReadonlyMap<string, Layer>
  readonly inputs: readonly End[]
  readonly outputs: readonly End[]
  /** Written by Keras 3: nodes are counted from the first call. */
  readonly isNew: boolean
}

/** A network of 20,000 layers is beyond all published ones; each costs a visit. */
const MAX_LAYERS = 50_000

/** Class names of models that are graphs of layers, from Keras 1 on. */
export const GRAPH_CLASSES: ReadonlySet<string> = new Set(['Functional', 'Model', 'Sequential', 'Network'])

/** The class without module or package: `acme>Dense` is nobody's Dense, so it keeps its prefix. */
export const layerOf = (entry: Obj): Layer => {
  const config = objectAt(entry, 'config') ?? {}
  const className = textAt(entry, 'class_name') ?? ''
  const registered = textAt(entry, 'registered_name')
  return {
    className: registered?.includes('>') === true && !/^(Keras|keras|Functional)/.test(registered) ? registered : className,
    name: textAt(entry, 'name') ?? textAt(config, 'name') ?? '',
    config,
    entry,
    calls: [],
  }
}

/** A list of layers (Keras 1 to 2.2.2), or an object that holds it. */
export const layersOf = (config: Json | undefined): readonly Obj[] =>
  (isList(config) ? config : (listAt(config, 'layers') ?? [])).filter(isObject).slice(0, MAX_LAYERS)

/** `undefined` where the config is no graph of layers. */
export function graphOf(config: Obj): Graph | undefined {
  const entries = layersOf(config)
  if (entries.length === 0 || get(config, 'output_layers') === undefined) return undefined
  const names = new Set(entries.map((entry) => layerOf(entry).name))
  const layers = new Map<string, Layer>()
  for (const entry of entries) {
    const layer = layerOf(entry)
    layers.set(layer.name, { ...layer, calls: callsOf(get(entry, 'inbound_nodes'), names) })
  }
  const isNew = entries.some((entry) => (listAt(entry, 'inbound_nodes') ?? []).some((node) => isObject(node) && Object.hasOwn(node, 'args')))
  const ends = (key: string): readonly End[] => endsOf(get(config, key), names).map((end) => (isNew ? fromFirstCall(end, layers) : end))
  return { layers, inputs: ends('input_layers'), outputs: ends('output_layers'), isNew }
}

/**
 * Keras 3 counts the construction of a nested Functional model as its node 0 where it lists inputs and outputs, but not in the arguments of calls.
 * Source: keras/src/models/functional.py, get_config (`kept_nodes`) and get_tensor.
 */
function fromFirstCall(end: End, layers: ReadonlyMap<string, Layer>): End {
  const layer = layers.get(end.ref.layer)
  const nested = layer !== undefined && get(layer.config, 'output_layers') !== undefined
  return nested && end.ref.node > 0 ? { ...end, ref: { ...end.ref, node: end.ref.node - 1 } } : end
}

// ------------------------------------------------------------------------------------------------ inputs and outputs

/** `["name", 0, 0]`, a list of them, or a dictionary; lists in lists are flattened as Keras does. */
export function endsOf(value: Json | undefined, names: ReadonlySet<string>): readonly End[] {
  const ref = refOf(value, names)
  if (ref !== undefined) return [{ ref }]
  if (isList(value)) return value.flatMap((item) => endsOf(item, names))
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => endsOf(item, names).map((end) => ({ key, ...end })))
  return []
}

/** `["layer", node, tensor]` with the name of a layer that exists; a list of texts and numbers is something else. */
function refOf(value: Json | undefined, names: ReadonlySet<string>): Ref | undefined {
  if (!isList(value) || value.length < 3 || value.length > 4) return undefined
  const [layer, node, tensor] = value
  if (typeof layer !== 'string' || typeof node !== 'number' || typeof tensor !== 'number' || !names.has(layer)) return undefined
  return { layer, node, tensor }
}

// ------------------------------------------------------------------------------------------------ calls

function callsOf(nodes: Json | undefined, names: ReadonlySet<string>): readonly LayerCall[] {
  if (!isList(nodes)) return []
  return nodes.map((node) => (isObject(node) && Object.hasOwn(node, 'args') ? newCall(node, names) : oldCall(node, names)))
}

/** Keras 3: `{"args": […], "kwargs": {…}}` with `__keras_tensor__` where tensors are. */
function newCall(node: Obj, names: ReadonlySet<string>): LayerCall {
  const args = (listAt(node, 'args') ?? []).map((arg) => argOf(arg, names))
  const kwargs = new Map(Object.entries(objectAt(node, 'kwargs') ?? {}).map(([key, arg]) => [key, argOf(arg, names)]))
  return { args, kwargs }
}

/**
 * Keras 1 and 2: a list of `["layer", node, tensor, {kwargs}]`, or one of them by itself (op layers), or a dictionary of them.
 * A constant first argument is `["_CONSTANT_VALUE", -1, value, {kwargs}]`. Source: tf_keras/src/engine/node.py, Node.serialize.
 */
function oldCall(node: Json, names: ReadonlySet<string>): LayerCall {
  const kwargs = new Map<string, Arg>()
  const arg = oldArg(node, names, kwargs)
  const list = 'items' in arg && arg.items.length === 1 && arg.items[0] !== undefined && 'ref' in arg.items[0] ? arg.items[0] : arg
  return { args: [list], kwargs }
}

function oldArg(value: Json, names: ReadonlySet<string>, kwargs: Map<string, Arg>): Arg {
  if (isList(value) && (refOf(value, names) !== undefined || value[0] === '_CONSTANT_VALUE')) {
    const [, , constant = null, more] = value
    if (isObject(more)) for (const [key, item] of Object.entries(more)) kwargs.set(key, argOf(item, names))
    const ref = refOf(value, names)
    return ref === undefined ? { json: constant } : { ref }
  }
  if (isList(value)) return { items: value.map((item) => oldArg(item, names, kwargs)) }
  if (isObject(value)) return { entries: Object.entries(value).map(([key, item]) => [key, oldArg(item, names, kwargs)] as const) }
  return { json: value }
}

function argOf(value: Json, names: ReadonlySet<string>): Arg {
  const keras = textAt(value, 'class_name') === '__keras_tensor__' ? recordedRef(objectAt(value, 'config'), names) : undefined
  const ref = keras ?? refOf(value, names)
  if (ref !== undefined) return { ref }
  if (textAt(value, 'class_name') === '__tuple__') return argOf(get(value, 'items') ?? [], names)
  if (isList(value)) {
    const items = value.map((item) => argOf(item, names))
    return items.some((item) => !('json' in item)) ? { items } : { json: value }
  }
  if (isObject(value) && textAt(value, 'class_name') === undefined) {
    const entries = Object.entries(value).map(([key, item]) => [key, argOf(item, names)] as const)
    return entries.some(([, item]) => !('json' in item)) ? { entries } : { json: value }
  }
  return { json: value }
}

function recordedRef(config: Obj | undefined, names: ReadonlySet<string>): Ref | undefined {
  const ref = refOf(get(config, 'keras_history'), names)
  if (ref === undefined) return undefined
  const sizes = sizesOf(get(config, 'shape'))
  const shape = sizes === undefined ? null : shapeFrom(sizes, `${ref.layer}/${ref.node}/${ref.tensor}`)
  return { ...ref, recorded: { shape, type: dtypeOf(textAt(config, 'dtype')) } }
}

/** All references in an argument. */
export function refsIn(arg: Arg): readonly Ref[] {
  if ('ref' in arg) return [arg.ref]
  if ('items' in arg) return arg.items.flatMap(refsIn)
  if ('entries' in arg) return arg.entries.flatMap(([, item]) => refsIn(item))
  return []
}

/** All references in a call, positional ones first. */
export const refsOfCall = (call: LayerCall): readonly Ref[] => [...call.args.flatMap(refsIn), ...[...call.kwargs.values()].flatMap(refsIn)]

/** How far node numbers of Keras 1 and 2 count before the first call: a nested model has its own construction as node 0. Source: tf_keras functional.py, `_should_skip_first_node`. */
export function firstNode(graph: Graph): ReadonlyMap<string, number> {
  if (graph.isNew) return new Map()
  const seen = new Map<string, { least: number; most: number }>()
  const look = ({ layer, node }: Ref): void => {
    const range = seen.get(layer)
    seen.set(layer, { least: Math.min(range?.least ?? node, node), most: Math.max(range?.most ?? node, node) })
  }
  for (const layer of graph.layers.values()) for (const call of layer.calls) for (const ref of refsOfCall(call)) look(ref)
  for (const { ref } of [...graph.inputs, ...graph.outputs]) look(ref)
  const first = new Map<string, number>()
  for (const [name, { least, most }] of seen) {
    const layer = graph.layers.get(name)
    const calls = layer?.calls.length ?? 0
    const nested = layer !== undefined && (layer.className === 'Functional' || layer.className === 'Model')
    if (least > 0 && (most >= calls || nested)) first.set(name, Math.max(0, Math.min(least, most - calls + 1), nested ? 1 : 0))
  }
  return first
}
