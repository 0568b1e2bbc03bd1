import type { Shape } from '../../shapes/shape.ts'
import type { Size } from '../../shapes/size.ts'
import { applyLayer } from './apply.ts'
import type { Value, Walk } from './call.ts'
import { get, type Obj, objectAt, sizesOf, textAt } from './json.ts'
import { computeType } from './policy.ts'
import { BATCH, dtypeOf, NOTHING, shapeFrom, type Tensor } from './tensor.ts'
import { type Arg, firstNode, type Graph, graphOf, type Layer, layerOf, layersOf, type Ref, refsOfCall } from './topology.ts'

/** Models inside models: five are unusual. */
const MAX_NESTING = 24

/** The tensor of an InputLayer, or what the first layer of an old Sequential says about its input. */
export function inputTensor({ config, name }: Layer): Tensor | undefined {
  const sizes = sizesOf(get(config, 'batch_shape')) ?? sizesOf(get(config, 'batch_input_shape')) ?? withBatch(sizesOf(get(config, 'input_shape')))
  const dim = get(config, 'input_dim')
  const known = sizes ?? (typeof dim === 'number' && Number.isInteger(dim) ? oldShape(config, dim) : undefined)
  if (known === undefined) return undefined
  const word = textAt(config, 'input_dtype') ?? textAt(config, 'dtype')
  const type = word === undefined ? computeType(get(config, 'dtype')) : (dtypeOf(word) ?? computeType(word))
  return {
    type,
    shape: shapeFrom(known, name),
    ...(get(config, 'sparse') === true && { sparse: true }),
    ...(get(config, 'ragged') === true && { ragged: true }),
    from: { shape: 'stored', type: word === undefined && get(config, 'dtype') === undefined ? 'assumed' : 'stored' },
  }
}

const withBatch = (sizes: readonly (number | null)[] | undefined): readonly (number | null)[] | undefined => sizes && [null, ...sizes]

/** Keras 1: `input_dim` without the batch, with `input_length` for sequences. */
function oldShape(config: Obj, dim: number): readonly (number | null)[] | undefined {
  if (!Object.hasOwn(config, 'input_length')) return [null, dim]
  const length = get(config, 'input_length')
  return [null, typeof length === 'number' ? length : null, dim]
}

/** A graph with given inputs (in the order of `graph.inputs`), or with what its InputLayers say. Outputs in declared order. */
export function evaluateGraph(graph: Graph, given: readonly Tensor[] | undefined, walk: Walk, depth: number): readonly Tensor[] {
  const first = firstNode(graph)
  const records = recordsOf(graph)
  const inputs = new Map(graph.inputs.map((end, i) => [end.ref.layer, given?.[i]]))
  const done = new Map<string, readonly Tensor[] | null>()
  const open = new Set<string>()

  const tensorOf = (ref: Ref): Tensor => {
    const outputs = done.get(keyOf(ref))
    return outputs?.[ref.tensor] ?? records.get(`${keyOf(ref)}/${ref.tensor}`) ?? NOTHING
  }
  const run = (layer: Layer, ref: Ref): readonly Tensor[] | null => {
    if (layer.className === 'InputLayer') return [agreed(inputs.get(layer.name), inputTensor(layer))]
    const call = layer.calls[ref.node - (first.get(layer.name) ?? 0)]
    // a layer without a call is an input of old models that began with it
    if (call === undefined) return inputs.has(layer.name) ? [agreed(inputs.get(layer.name), inputTensor(layer))] : null
    const values = {
      args: call.args.map((arg) => lookUp(arg, tensorOf)),
      kwargs: new Map([...call.kwargs].map(([key, arg]) => [key, lookUp(arg, tensorOf)])),
    }
    return applyLayer(layer, values, walk, depth)
  }
  // depth first over what the outputs need, on an own stack: chains of layers are longer than call stacks
  const stack: Ref[] = graph.outputs.map((end) => end.ref).reverse()
  for (let ref = stack.at(-1); ref !== undefined; ref = stack.at(-1)) {
    const key = keyOf(ref)
    const layer = graph.layers.get(ref.layer)
    if (done.has(key) || layer === undefined) {
      stack.pop()
      continue
    }
    const call = layer.calls[ref.node - (first.get(layer.name) ?? 0)]
    const needed = call === undefined || open.has(key) ? [] : refsOfCall(call).filter((other) => !done.has(keyOf(other)) && !open.has(keyOf(other)))
    open.add(key)
    if (needed.length > 0) {
      for (const other of needed) stack.push(other)
      continue
    }
    done.set(key, run(layer, ref)?.map((tensor, i) => withRecord(tensor, records.get(`${key}/${i}`), layer, walk)) ?? null)
    stack.pop()
  }
  return graph.outputs.map((end) => tensorOf(end.ref))
}

const keyOf = ({ layer, node }: Ref): string => `${node}/${layer}`

/** A stack of layers on one input. */
export function evaluateSequence(config: Obj, given: readonly Tensor[] | undefined, walk: Walk, depth: number): readonly Tensor[] | null {
  let current = given
  for (const entry of layersOf(config)) {
    const layer = layerOf(entry)
    if (layer.className === 'InputLayer') {
      current = [agreed(current?.[0], inputTensor(layer))]
      continue
    }
    const input = current ?? [inputTensor(layer) ?? NOTHING]
    const args: readonly Value[] = input.length === 1 ? input.map((tensor) => ({ tensor })) : [{ items: input.map((tensor) => ({ tensor })) }]
    current = applyLayer(layer, { args, kwargs: new Map() }, walk, depth) ?? [NOTHING]
  }
  return current ?? null
}

/** A nested model. `null` if it is no graph of layers. */
export function evaluateModel(entry: Obj, given: readonly Tensor[] | undefined, walk: Walk, depth: number): readonly Tensor[] | null {
  if (depth > MAX_NESTING) return null
  const config = get(entry, 'config')
  walk.spend(layersOf(config).length)
  const graph = graphOf(objectAt(entry, 'config') ?? {})
  if (graph !== undefined) return evaluateGraph(graph, given, walk, depth + 1)
  if (layersOf(config).length === 0) return null
  return evaluateSequence(objectAt(entry, 'config') ?? { layers: layersOf(config) }, given, walk, depth + 1)
}

function lookUp(arg: Arg, tensorOf: (ref: Ref) => Tensor): Value {
  if ('ref' in arg) return { tensor: tensorOf(arg.ref) }
  if ('items' in arg) return { items: arg.items.map((item) => lookUp(item, tensorOf)) }
  if ('entries' in arg) return { entries: arg.entries.map(([key, item]) => [key, lookUp(item, tensorOf)] as const) }
  return arg
}

// ------------------------------------------------------------------------------------------------ recorded tensors

function recordsOf(graph: Graph): ReadonlyMap<string, Tensor> {
  const records = new Map<string, Tensor>()
  for (const layer of graph.layers.values()) {
    for (const call of layer.calls) {
      for (const ref of refsOfCall(call)) {
        if (ref.recorded === undefined) continue
        const { shape, type } = ref.recorded
        records.set(`${keyOf(ref)}/${ref.tensor}`, { type, shape, from: { shape: 'stored', type: 'stored' } })
      }
    }
  }
  return records
}

/** The rule knows better than the record (Keras 3 writes some wrong ones); what it leaves open, the record tells. */
function withRecord(found: Tensor, record: Tensor | undefined, layer: Layer, walk: Walk): Tensor {
  if (record === undefined) return found
  const type = found.type === null || found.from?.type === 'assumed' ? record.type : found.type
  const from = { shape: 'derived', type: found.type === null ? 'stored' : 'derived' } as const
  if (found.shape === null) return { ...found, type, shape: record.shape, from: { ...from, shape: 'stored' } }
  if (record.shape === null || record.shape.length !== found.shape.length) {
    if (record.shape !== null) contradicted(found.shape.length, record.shape.length, layer, walk)
    return { ...found, type }
  }
  const shape = found.shape.map((size, i) => size ?? record.shape?.[i] ?? null)
  return { ...found, type, shape }
}

function contradicted(have: number, recorded: number, layer: Layer, walk: Walk): void {
  walk.warn({
    code: 'keras-recorded-shape-contradicted',
    message: `The file says that ${layer.name} (${layer.className}) gives a tensor of rank ${recorded}; by its configuration it is ${have}, which is what a run gives.`,
    where: walk.file,
  })
}

/** What a caller gives and what an InputLayer declares: fixed sizes of either hold. */
function agreed(given: Tensor | undefined, declared: Tensor | undefined): Tensor {
  if (given === undefined) return declared ?? NOTHING
  if (declared === undefined) return given
  return { ...given, type: given.type ?? declared.type, shape: agreedShape(given.shape, declared.shape) }
}

function agreedShape(given: Shape, declared: Shape): Shape {
  if (given === null) return declared
  if (declared === null || declared.length !== given.length) return given
  return given.map((size, i) => (typeof size === 'number' ? size : numberOr(declared[i] ?? null, size)))
}

const numberOr = (size: Size, other: Size): Size => (typeof size === 'number' ? size : (other ?? size ?? BATCH))
