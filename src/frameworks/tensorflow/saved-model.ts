import type { Shape } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { Inference, Warning } from '../framework.ts'
import { bodiesOf, describeFeatures, EXAMPLE_PARSERS, exampleFeatures } from './examples.ts'
import { type Functions, readFunctions } from './functions.ts'
import { type Graph, readGraph, tensorOf } from './graph.ts'
import { placeholderShape } from './placeholders.ts'
import { META_GRAPH, META_INFO, SAVED_MODEL } from './schema.ts'
import { type ReadSignature, readSignature } from './signature.ts'
import { type Survey, survey } from './survey.ts'
import type { View } from './view.ts'

/** Meta graphs of one model: train, serve, tpu, gpu … and their mixtures. */
const MAX_META_GRAPHS = 100
/** Signatures of one meta graph; multi-headed models stay below 1,000. */
const MAX_SIGNATURES = 10_000

/** Bookkeeping of the loader, no interface. Source: tensorflow/cc/saved_model/constants.h. */
const INTERNAL_SIGNATURES: ReadonlySet<string> = new Set(['__saved_model_init_op', '__saved_model_train_op'])

/** Signatures whose callers send tf.Example records. Source: tensorflow/cc/saved_model/signature_constants.h. */
const EXAMPLE_METHODS: ReadonlySet<string> = new Set(['tensorflow/serving/classify', 'tensorflow/serving/regress'])

/** A whole SavedModel: the meta graph that a server loads, and a word about the others. */
export function readSavedModel(root: View, file: string): Inference {
  const graphs = root.children(SAVED_MODEL.metaGraphs)
  if (graphs.length > MAX_META_GRAPHS) throw root.corrupt(`has more than ${MAX_META_GRAPHS} meta graphs`)
  const [served, ...others] = byPreference(graphs)
  if (served === undefined) throw root.corrupt('holds no meta graph: nothing could be loaded from it')
  const inference = readMetaGraph(served, file, 'saved-model') ?? readObject(served, file)
  if (inference === undefined) throw noSignatures(file)
  return { ...inference, warnings: [...inference.warnings, ...others.map((other) => unusedGraph(other, served, file))] }
}

/** Signatures of one meta graph; undefined if it has none (a `.meta` file may still have a graph). */
export function readMetaGraph(meta: View, file: string, format: string): Inference | undefined {
  const entries = [...meta.entries(META_GRAPH.signatures)].filter(([name]) => !INTERNAL_SIGNATURES.has(name))
  if (entries.length === 0) return undefined
  if (entries.length > MAX_SIGNATURES) throw meta.corrupt(`has more than ${MAX_SIGNATURES} signatures`)
  const graph = openGraph(meta)
  const seen = survey(graph, file)
  const refine = (tensor: string): Shape => placeholderOf(seen, graph.producer, tensor)
  const read = entries.map(([name, view]) => readSignature(name, view, file, refine))
  return {
    framework: frameworkOf(meta, format),
    signatures: read.map((one) => one.signature).sort((a, b) => (a.name < b.name ? -1 : 1)),
    warnings: [...read.flatMap((one) => one.warnings), ...read.flatMap((one) => serializedExamples(one, seen.parses ? graph : NO_GRAPH, file))],
    findings: seen.findings,
  }
}

function frameworkOf(meta: View, format: string): Inference['framework'] {
  const version = meta.child(META_GRAPH.info)?.text(META_INFO.version) ?? ''
  return version === '' ? { name: 'tensorflow', format } : { name: 'tensorflow', version, format }
}

/** Functions of the saved object in place of signatures; undefined if it has none. */
function readObject(meta: View, file: string): Inference | undefined {
  const objects = meta.child(META_GRAPH.objects)
  const { signatures, warnings } = objects === undefined ? NO_FUNCTIONS : readFunctions(objects, file)
  if (signatures.length === 0) return undefined
  const message = `${file} has no signatures: ${signatures.map(({ name }) => name).join(', ')} can be called in Python after tf.saved_model.load, but not by a server; to be served, export with signatures.`
  const { findings } = survey(openGraph(meta), file)
  return {
    framework: frameworkOf(meta, 'saved-model'),
    signatures,
    warnings: [{ code: 'tensorflow-functions-only', message, where: file }, ...warnings],
    findings,
  }
}

const NO_FUNCTIONS: Functions = { signatures: [], warnings: [] }

function openGraph(meta: View): Graph {
  const view = meta.child(META_GRAPH.graph)
  return view === undefined ? NO_GRAPH : readGraph(view)
}

const NO_GRAPH: Graph = { nodes: () => [], bodies: () => [], producer: 0 }

/** What a server picks: exactly `serve`, else the fewest tags beside `serve`, else no tags (TF-Hub), else the first. Source: tensorflow/python/saved_model/loader_impl.py. */
function byPreference(graphs: readonly View[]): View[] {
  const rank = (view: View): number => {
    const tags = tagsOf(view)
    if (tags.includes('serve')) return tags.length
    return tags.length === 0 ? 1_000 : 2_000
  }
  return [...graphs].sort((a, b) => rank(a) - rank(b))
}

const tagsOf = (meta: View): string[] => meta.child(META_GRAPH.info)?.texts(META_INFO.tags) ?? []

const named = (meta: View): string => `{${tagsOf(meta).join(', ')}}`

function unusedGraph(meta: View, served: View, file: string): Warning {
  const names = [...meta.entries(META_GRAPH.signatures).keys()].filter((name) => !INTERNAL_SIGNATURES.has(name)).sort()
  const has = names.length === 0 ? 'no signatures' : `signatures ${names.join(', ')}`
  const message = `The contract is that of the tags ${named(served)}; the tags ${named(meta)} hold another graph with ${has}.`
  return { code: 'tensorflow-other-tags', message, where: `${file}: ${meta.path}` }
}

/** The shape of a placeholder behind a tensor, where the signature leaves it open. */
function placeholderOf({ placeholders }: Survey, producer: number, tensor: string): Shape {
  const place = tensorOf(tensor)
  const node = place?.output === 0 ? placeholders.get(place.node) : undefined
  return node === undefined ? null : placeholderShape(node, producer)
}

/** Callers of these send tf.Example records as bytes; what they must hold is in the graph, not in the signature. */
function serializedExamples({ signature, method, tensors }: ReadSignature, graph: Graph, file: string): Warning[] {
  const texts = signature.inputs.filter((field) => 'type' in field && field.type === 'string')
  const [only] = texts
  if (only === undefined || texts.length > 1) return []
  const parsed = signature.inputs.length === 1 && (EXAMPLE_METHODS.has(method) || feedsParser(graph, only.name, tensors.get(only.name) ?? ''))
  if (!parsed) return []
  const features = exampleFeatures(graph)
  const known = features === undefined ? 'its features are not known' : `the graph parses ${describeFeatures(features)}`
  const message = `${signature.name} takes serialized tf.Example records in ${only.name}; ${known}.`
  return [{ code: 'tensorflow-serialized-examples', message, where: `${file}: signature_def[${JSON.stringify(signature.name)}]` }]
}

/** A parser reads the tensor itself, or (TF2, where signatures call functions) the function argument of the input's name. */
function feedsParser(graph: Graph, name: string, tensor: string): boolean {
  const source = tensorOf(tensor)?.node
  let wanted = source
  for (const body of bodiesOf(graph)) {
    if (body.some((node) => EXAMPLE_PARSERS.has(node.op) && tensorOf(node.inputs[0] ?? '')?.node === wanted)) return true
    wanted = name
  }
  return false
}

function noSignatures(file: string): UserError {
  const message = `${file} is a SavedModel without signatures, and its object has no traced functions: it does not say how it is called.`
  const remedy =
    'Export it with signatures: tf.saved_model.save(model, path, signatures=model.call.get_concrete_function(tf.TensorSpec([None, 4], tf.float32, name="x"))), or declare the contract in serving.yaml.'
  return new UserError('not-inferable', message, remedy, { file })
}
