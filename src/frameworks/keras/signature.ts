import type { AssumedFact, Shape as ContractShape, Evidence, Field, Signature, Source } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { contractShape } from '../../shapes/shape.ts'
import type { Finding, Inference, Warning } from '../framework.ts'
import { applyLayer, buildShape } from './apply.ts'
import type { Walk } from './call.ts'
import { evaluateGraph, evaluateModel, evaluateSequence, inputTensor } from './evaluate.ts'
import { get, isObject, type Obj, objectAt, textAt } from './json.ts'
import { computeType } from './policy.ts'
import type { Stored } from './read.ts'
import { NOTHING, type Tensor } from './tensor.ts'
import { type End, GRAPH_CLASSES, type Graph, graphOf, type Layer, layerOf, layersOf } from './topology.ts'

/** A field before its name is settled. */
interface Named {
  readonly name: string
  readonly named: Source
  readonly tensor: Tensor
  readonly optional?: boolean
}

interface Ends {
  readonly inputs: readonly Named[]
  readonly outputs: readonly Named[]
}

/** The contract of a stored model: one signature, `predict`. Throws UserError `not-inferable` where the configuration tells no inputs. */
export function signatureOf(stored: Stored, format: string, file: string): Inference {
  const warnings = new Map<string, Warning>()
  const findings: Finding[] = []
  const generation = generationOf(stored)
  const walk: Walk = {
    file,
    generation,
    minor: Number(/^\d+\.(\d+)/.exec(stored.version ?? '')?.[1] ?? 99),
    spend: budget(file),
    warn: (warning) => void warnings.set(`${warning.code} ${warning.message}`, warning),
    find: (finding) => void findings.push(finding),
    run: (entry, inputs, depth) => runEntry(entry, inputs, walk, depth),
    model: (entry, inputs, depth) => evaluateModel(entry, inputs, walk, depth),
  }
  const { inputs, outputs } = endsOfModel(stored.model, walk)
  const signature: Signature = { name: 'predict', inputs: fields(inputs, stored.where), outputs: fields(outputs, stored.where) }
  const framework = { name: 'keras', ...(stored.version !== undefined && { version: stored.version }), format }
  return { framework, signatures: [signature], warnings: [...warnings.values()].slice(0, MAX_WARNINGS), findings: unique(findings) }
}

/** Layers looked at in one model, every call of a nested one anew: the largest published networks have some ten thousand. */
const MAX_LAYERS = 200_000

function budget(file: string): (layers: number) => void {
  let left = MAX_LAYERS
  return (layers) => {
    left -= layers
    if (left >= 0) return
    const message = `${file} nests models in models so that more than ${MAX_LAYERS} layers would have to be followed`
    throw new UserError('unsafe', message, 'Save the model again, or declare the contract in serving.yaml.', { file })
  }
}

/** Custom layers of a large model would otherwise fill the report. */
const MAX_WARNINGS = 50

const unique = (findings: readonly Finding[]): readonly Finding[] =>
  [...new Map(findings.map((finding) => [finding.message, finding])).values()].slice(0, MAX_WARNINGS)

/** A layer or model inside a config. Deep nesting ends in ignorance. */
function runEntry(entry: Obj, inputs: readonly Tensor[], walk: Walk, depth: number): readonly Tensor[] | null {
  if (depth > 40) return null
  const args = inputs.length === 1 ? inputs.map((tensor) => ({ tensor })) : [{ items: inputs.map((tensor) => ({ tensor })) }]
  return applyLayer(layerOf(entry), { args, kwargs: new Map() }, walk, depth)
}

/** Keras 3 writes its modules and `batch_shape`; its version says it best. */
function generationOf({ version, model }: Stored): 1 | 2 | 3 {
  const major = /^(\d+)\./.exec(version ?? '')?.[1]
  if (major === '3') return 3
  if (major === '1') return 1
  if (major === '2') return 2
  return JSON.stringify(model).includes('"batch_shape"') ? 3 : 2
}

// ------------------------------------------------------------------------------------------------ kinds of models

function endsOfModel(model: Obj, walk: Walk): Ends {
  const config = objectAt(model, 'config') ?? {}
  const graph = graphOf(config)
  if (graph !== undefined) return endsOfGraph(graph, walk)
  const className = textAt(model, 'class_name') ?? ''
  if (layersOf(get(model, 'config')).length > 0 && (className === 'Sequential' || !GRAPH_CLASSES.has(className))) return endsOfSequence(model, walk)
  return endsOfSubclass(model, walk)
}

function endsOfGraph(graph: Graph, walk: Walk): Ends {
  const outputs = evaluateGraph(graph, undefined, walk, 0)
  const inputOf = (end: End): Named => {
    const layer = graph.layers.get(end.ref.layer)
    const tensor = (layer && inputTensor(layer)) ?? NOTHING
    return {
      name: end.key ?? end.ref.layer,
      named: 'stored',
      tensor,
      ...(layer !== undefined && get(layer.config, 'optional') === true && { optional: true }),
    }
  }
  return {
    inputs: graph.inputs.map(inputOf),
    outputs: graph.outputs.map((end, i) => ({ name: end.key ?? end.ref.layer, named: namedBy(end, graph), tensor: outputs[i] ?? NOTHING })),
  }
}

/** A layer whose config lacks its name is called anew by every process that loads it. */
const namedBy = (end: End, graph: Graph): Source => {
  const layer = graph.layers.get(end.ref.layer)
  return end.key !== undefined || layer === undefined || textAt(layer.config, 'name') !== undefined || GRAPH_CLASSES.has(layer.className)
    ? 'stored'
    : 'assumed'
}

/** A stack has one input: its InputLayer, or what its first layer was given. */
function endsOfSequence(model: Obj, walk: Walk): Ends {
  const config = objectAt(model, 'config') ?? { layers: layersOf(get(model, 'config')) }
  const layers = layersOf(config).map(layerOf)
  const [first] = layers
  const last = layers.at(-1)
  if (first === undefined || last === undefined) throw notBuilt(walk.file)
  const inner = nestedGraph(first)
  if (inner !== undefined && inner.inputs.length > 0) {
    const given = endsOfGraph(inner, { ...walk, warn: () => undefined, find: () => undefined }).inputs
    const outputs = evaluateSequence(
      config,
      given.map(({ tensor }) => tensor),
      walk,
      0,
    )
    return { inputs: given.map((input, i) => nameOfNested(input, i, first, walk)), outputs: namedOutputs(last, outputs) }
  }
  const stated = firstInput(first) ?? fromBuild(model, config, first)
  if (stated === undefined) throw notBuilt(walk.file)
  const isLayer = first.className === 'InputLayer'
  const outputs = evaluateSequence(config, isLayer ? undefined : [stated], walk, 0)
  return { inputs: [{ ...inputName(first, walk), tensor: stated }], outputs: namedOutputs(last, outputs) }
}

/** Inside a Sequential, the first layer may itself be a model. */
function nestedGraph(layer: Layer): Graph | undefined {
  return GRAPH_CLASSES.has(layer.className) ? graphOf(layer.config) : undefined
}

/** The input of a stack that begins with a stack is that one's. */
function firstInput(layer: Layer, depth = 0): Tensor | undefined {
  const own = inputTensor(layer)
  if (own !== undefined || depth > 20) return own
  const entries = layersOf(get(layer.entry, 'config'))
  const inner = GRAPH_CLASSES.has(layer.className) ? entries[0] : objectAt(layer.config, 'layer')
  return inner && firstInput(layerOf(inner), depth + 1)
}

/** Built by its first call: `build_input_shape`, `build_config`; the batch in them is that of the example. */
function fromBuild(model: Obj, config: Obj, first: Layer): Tensor | undefined {
  const candidates = [get(config, 'build_input_shape'), objectAt(model, 'build_config'), objectAt(first.entry, 'build_config')]
  for (const candidate of candidates) {
    const shape =
      isObject(candidate) && get(candidate, 'class_name') === undefined
        ? buildShape(candidate, first.name)
        : buildShape(candidate ?? null, first.name)
    if (shape !== null) return { type: computeType(get(first.config, 'dtype')), shape, from: { shape: 'stored', type: 'assumed' } }
  }
  return undefined
}

/** Keras 2 calls it `<first layer>_input`; Keras 1 `<class>_input_<n>`, which it doesn't write down. */
function inputName(first: Layer, walk: Walk): { name: string; named: Source } {
  if (first.className === 'InputLayer') return { name: first.name, named: 'stored' }
  if (walk.generation === 1) return { name: `${first.className.toLowerCase()}_input_1`, named: 'assumed' }
  return { name: walk.generation === 3 ? 'input' : `${first.name}_input`, named: walk.generation === 3 ? 'assumed' : 'derived' }
}

/** The outer stack calls the input after its own first layer, as long as there is one. */
function nameOfNested(input: Named, i: number, first: Layer, walk: Walk): Named {
  if (walk.generation === 3) return { ...input, named: 'assumed' }
  return { ...input, name: i === 0 ? `${first.name}_input` : input.name, named: 'derived' }
}

const namedOutputs = (last: Layer, outputs: readonly Tensor[] | null): readonly Named[] =>
  (outputs ?? [NOTHING]).map((tensor) => ({ name: last.name, named: 'stored' as const, tensor }))

/** Python code of its own: the configuration holds arguments of a constructor. Only the shape it was built for is known. */
function endsOfSubclass(model: Obj, walk: Walk): Ends {
  const build = objectAt(model, 'build_config')
  const className = textAt(model, 'registered_name') ?? textAt(model, 'class_name') ?? ''
  const type = computeType(get(get(model, 'config'), 'dtype'))
  const single = buildShape(build, 'input')
  const several = isObject(get(build, 'input_shape')) ? Object.entries(objectAt(build, 'input_shape') ?? {}) : []
  const inputs: Named[] = (
    single === null ? several.map(([name, sizes]) => [name, buildShape(sizes, name)] as const) : ([['input', single]] as const)
  ).map(
    ([name, shape]): Named => ({
      name,
      named: single === null ? 'stored' : 'assumed',
      tensor: { type, shape, from: { shape: 'stored', type: 'assumed' } },
    }),
  )
  if (inputs.length === 0) {
    const message = `${walk.file} holds a model of the class ${className}: its layers are Python code, and the file says nothing about inputs or outputs.`
    throw new UserError('not-inferable', message, REMEDY, { file: walk.file })
  }
  walk.warn({
    code: 'keras-subclassed',
    message: `The model is of the class ${className}: its layers are Python code. Its input has the shape it was built for; its outputs are unknown.`,
    where: walk.file,
  })
  return { inputs, outputs: [{ name: 'output', named: 'assumed', tensor: NOTHING }] }
}

const REMEDY =
  'Build the model before saving it (an Input layer, or a call on data), export it with model.export("saved_model"), or declare the contract in serving.yaml.'

function notBuilt(file: string): UserError {
  return new UserError('not-inferable', `${file} holds a model that was never built: no layer knows the shape of its input.`, REMEDY, { file })
}

// ------------------------------------------------------------------------------------------------ fields

/** Several tensors of one name get `_1`, `_2`, as Keras names them. */
function fields(ends: readonly Named[], where: string): readonly Field[] {
  const used = new Map<string, number>()
  return ends.map((end) => {
    const count = used.get(end.name) ?? 0
    used.set(end.name, count + 1)
    return fieldOf({ ...end, name: count === 0 ? end.name : `${end.name}_${count}` }, where)
  })
}

function fieldOf({ name, named, tensor, optional }: Named, where: string): Field {
  const shape = contractShape(tensor.shape)
  const from = tensor.from ?? { shape: 'derived', type: 'derived' }
  const assumed: AssumedFact[] = [
    ...(named === 'assumed' ? (['name'] as const) : []),
    ...(from.type === 'assumed' && tensor.type !== null ? (['type'] as const) : []),
    ...(from.shape === 'assumed' && shape !== null ? (['shape'] as const) : []),
  ]
  return {
    name,
    type: tensor.type,
    shape,
    ...(optional && { optional }),
    ...(tensor.sparse && { sparse: true }),
    ...(tensor.ragged && { ragged: true }),
    ...(assumed.length > 0 && { assumed }),
    evidence: evidenceOf(named, tensor, shape, from, where),
  }
}

function evidenceOf(named: Source, tensor: Tensor, shape: ContractShape, from: { shape: Source; type: Source }, where: string): Evidence {
  return {
    name: named,
    type: tensor.type === null ? 'unknown' : from.type,
    rank: shape === null ? 'unknown' : from.shape,
    dims: (shape ?? []).map((dim) => (dim === null ? 'unknown' : from.shape)),
    where,
  }
}
