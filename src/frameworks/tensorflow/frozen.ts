import { type Evidence, evidenceOf, type Field, type Shape } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { contractShape } from '../../shapes/shape.ts'
import type { Inference, Warning } from '../framework.ts'
import { dtypeOf } from './dtypes.ts'
import { evaluator } from './evaluate.ts'
import { findingsOf } from './findings.ts'
import { type Graph, type GraphNode, nodeName, readGraph, typeAttribute } from './graph.ts'
import { PLACEHOLDERS, placeholderShape } from './placeholders.ts'
import { readMetaGraph } from './saved-model.ts'
import { META_GRAPH, META_INFO, SAVER } from './schema.ts'
import type { Tensor } from './tensor.ts'
import type { View } from './view.ts'

/** Inputs or outputs of one graph: more is no interface but junk, or a file made to keep us busy. */
const MAX_ENDS = 10_000

/** Nodes at the end of a graph that give nothing back: bookkeeping, variables, summaries, training steps. */
const NO_RESULT =
  /^(NoOp|Assert|Const|Print|PrintV2|Save|SaveV2|SaveSlices|ShardedFilename|MergeV2Checkpoints|Restore|RestoreV2|VarHandleOp|Variable|VariableV2|VarIsInitializedOp|IsVariableInitialized|ControlTrigger|Abort|WriteFile|.*Summary(V2)?|(Ref)?(Resource|Sparse)*(Apply|Assign|Scatter).*|(Resource)?Count.*|.*(Queue|Reader|Iterator|Table|TensorArray|Stack)(Enqueue|Close|Import|Initialize|Push|Write).*|.*Enqueue.*|.*QueueClose.*|InitializeTable.*|LookupTableImport.*|MakeIterator)(V[0-9]+)?$/

/** A GraphDef on its own: placeholders are stored inputs; which nodes are outputs is nowhere said, so the ends of the graph are assumed to be. */
export function readFrozenGraph(root: View, file: string): Inference {
  return readEnds(readGraph(root), file, { name: 'tensorflow', format: 'graph-def' }, [])
}

/** A `.meta` file: its signatures if it has any, else the ends of its graph without saver and training steps. */
export function readTrainingGraph(root: View, file: string): Inference {
  const signed = readMetaGraph(root, file, 'meta-graph')
  if (signed !== undefined) return signed
  const graph = root.child(META_GRAPH.graph)
  if (graph === undefined) throw root.corrupt('holds no graph')
  const version = root.child(META_GRAPH.info)?.text(META_INFO.version) ?? ''
  const framework = version === '' ? { name: 'tensorflow', format: 'meta-graph' } : { name: 'tensorflow', version, format: 'meta-graph' }
  const saver = root.child(META_GRAPH.saver)
  const saving = [SAVER.filename, SAVER.save, SAVER.restore].map((field) => nodeName(saver?.text(field) ?? '')).filter((name) => name !== '')
  return readEnds(readGraph(graph), file, framework, saving)
}

function readEnds(graph: Graph, file: string, framework: Inference['framework'], saver: readonly string[]): Inference {
  const readers = readersOf(graph)
  const saving = savingNodes(graph, readers, saver)
  const nodes = [...graph.nodes.values()].filter((node) => !saving.has(node.name))
  const inputs = nodes.filter((node) => PLACEHOLDERS.has(node.op)).map((node) => inputField(node, graph, file))
  const ends = endsOf(
    graph,
    nodes.filter((node) => isResult(node) && !readers.has(node.name)),
  )
  if (inputs.length > MAX_ENDS || ends.length > MAX_ENDS) {
    throw new UserError('corrupt', `${file} has more than ${MAX_ENDS} loose ends`, 'Export the model as a SavedModel.', { file })
  }
  const evaluate = evaluator(graph)
  const outputs = ends.flatMap((node) => evaluate(node.name).map((tensor, i) => outputField(node, i, tensor, file)))
  const warnings = outputs.length === 0 ? [noOutputs(file)] : [assumedOutputs(file)]
  return { framework, signatures: [{ name: 'predict', inputs, outputs }], warnings, findings: findingsOf(graph, file) }
}

/** Weights that are read but not used are no outputs, unless there is nothing else. */
function endsOf(graph: Graph, candidates: readonly GraphNode[]): readonly GraphNode[] {
  const computed = candidates.filter(({ op, inputs }) => {
    const source = op === 'Identity' ? graph.nodes.get(nodeName(inputs[0] ?? ''))?.op : undefined
    return op !== 'ReadVariableOp' && (source === undefined || !/^(Const|Variable(V2)?|VarHandleOp|ReadVariableOp)$/.test(source))
  })
  return computed.length > 0 ? computed : candidates
}

/** Who reads a node, or waits for it: name → nodes. */
function readersOf(graph: Graph): ReadonlyMap<string, readonly GraphNode[]> {
  const readers = new Map<string, GraphNode[]>()
  for (const node of graph.nodes.values()) {
    for (const name of new Set(node.inputs.map(nodeName))) {
      const list = readers.get(name)
      if (list === undefined) readers.set(name, [node])
      else list.push(node)
    }
  }
  return readers
}

const SAVING_OP = /^(Save|SaveV2|SaveSlices|Restore|RestoreV2|ShardedFilename|MergeV2Checkpoints)$/

/** The saver's part of a training graph: its ops, what only they read (the file name), and what only waits for them. Source: tensorflow/python/training/saver.py. */
function savingNodes(graph: Graph, readers: ReadonlyMap<string, readonly GraphNode[]>, saver: readonly string[]): ReadonlySet<string> {
  const saving = new Set(saver)
  for (const node of graph.nodes.values()) if (SAVING_OP.test(node.op)) saving.add(node.name)
  const queue = [...saving]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const sources = (graph.nodes.get(name)?.inputs ?? [])
      .map(nodeName)
      .filter((source) => readers.get(source)?.every((reader) => saving.has(reader.name)) ?? false)
    const waiting = (readers.get(name) ?? [])
      .filter((reader) => reader.inputs.every((input) => saving.has(nodeName(input))))
      .map((reader) => reader.name)
    for (const next of [...sources, ...waiting]) {
      if (saving.has(next)) continue
      saving.add(next)
      queue.push(next)
    }
  }
  return saving
}

const isResult = (node: GraphNode): boolean => !PLACEHOLDERS.has(node.op) && !NO_RESULT.test(node.op)

function inputField(node: GraphNode, graph: Graph, file: string): Field {
  const value = { type: dtypeOf(typeAttribute(node, 'dtype')), shape: placeholderShape(node, graph.producer) }
  const field = { name: node.name, ...value, evidence: evidenceOf(value, 'stored', `${file}: node ${node.name}`) }
  return node.op === 'PlaceholderWithDefault' ? { ...field, optional: true } : field
}

/** Output 0 is called like its node, further ones `node:1`. That it is an output is assumed; its type and shape follow from the graph. */
function outputField(node: GraphNode, output: number, tensor: Tensor, file: string): Field {
  const name = output === 0 ? node.name : `${node.name}:${output}`
  const shape: Shape = contractShape(tensor.shape)
  const value = { type: dtypeOf(tensor.type), shape }
  const evidence: Evidence = { ...evidenceOf(value, 'derived', `${file}: node ${node.name}`), name: 'assumed' }
  return { name, ...value, assumed: ['name'], evidence }
}

const REMEDY = 'export a SavedModel (tf.saved_model.save), whose signatures name them, or declare them in serving.yaml'

const assumedOutputs = (file: string): Warning => ({
  code: 'tensorflow-outputs-assumed',
  message: `A graph does not say which of its nodes are outputs: the ones that no other node reads are taken; to be sure, ${REMEDY}.`,
  where: file,
})

const noOutputs = (file: string): Warning => ({
  code: 'tensorflow-no-outputs',
  message: `No node of the graph looks like an output: ${REMEDY}.`,
  where: file,
})
