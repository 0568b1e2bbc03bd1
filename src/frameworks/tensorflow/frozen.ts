import { type Evidence, evidenceOf, type Field, type Shape } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { contractShape } from '../../shapes/shape.ts'
import type { Inference, Warning } from '../framework.ts'
import { dtypeOf } from './dtypes.ts'
import { evaluator } from './evaluate.ts'
import { type Graph, type GraphNode, nodeName, readGraph, typeAttribute } from './graph.ts'
import { PLACEHOLDERS, placeholderShape } from './placeholders.ts'
import { readMetaGraph } from './saved-model.ts'
import { META_GRAPH, META_INFO, SAVER } from './schema.ts'
import { survey } from './survey.ts'
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
  const outline = outlineOf(graph)
  const saving = savingNodes(graph, outline, saver)
  const inputs = [...outline.placeholders].filter(([name]) => !saving.has(name)).map(([, node]) => inputField(node, graph, file))
  const ends = endsOf(outline, saving)
  if (inputs.length > MAX_ENDS || ends.length > MAX_ENDS) {
    throw new UserError('corrupt', `${file} has more than ${MAX_ENDS} loose ends`, 'Export the model as a SavedModel.', { file })
  }
  const evaluate = evaluator(outline.nodes, graph.producer)
  const outputs = ends.flatMap((node) => evaluate(node.name).map((tensor, i) => outputField(node, i, tensor, file)))
  const warnings = outputs.length === 0 ? [noOutputs(file)] : [assumedOutputs(file)]
  return { framework, signatures: [{ name: 'predict', inputs, outputs }], warnings, findings: survey(graph, file).findings }
}

/** What one walk over a graph keeps. Two nodes of one name are no graph: the later counts. */
interface Outline {
  readonly nodes: ReadonlyMap<string, () => GraphNode>
  readonly placeholders: ReadonlyMap<string, GraphNode>
  /** Names of the nodes that some node reads or waits for. */
  readonly read: ReadonlySet<string>
  readonly saves: boolean
}

function outlineOf(graph: Graph): Outline {
  const nodes = new Map<string, () => GraphNode>()
  const placeholders = new Map<string, GraphNode>()
  const read = new Set<string>()
  let saves = false
  for (const { node, again } of graph.nodes()) {
    nodes.set(node.name, again)
    if (PLACEHOLDERS.has(node.op)) placeholders.set(node.name, node)
    else placeholders.delete(node.name)
    for (const input of node.inputs) read.add(nodeName(input))
    saves ||= SAVING_OP.test(node.op)
  }
  return { nodes, placeholders, read, saves }
}

/** The nodes that nobody reads. Weights that are read but not used are no outputs, unless there is nothing else. */
function endsOf({ nodes, read }: Outline, saving: ReadonlySet<string>): readonly GraphNode[] {
  const candidates: GraphNode[] = []
  for (const [name, again] of nodes) if (!read.has(name) && !saving.has(name)) candidates.push(again())
  const results = candidates.filter(isResult)
  const computed = results.filter(({ op, inputs }) => {
    const source = op === 'Identity' ? nodes.get(nodeName(inputs[0] ?? ''))?.().op : undefined
    return op !== 'ReadVariableOp' && (source === undefined || !/^(Const|Variable(V2)?|VarHandleOp|ReadVariableOp)$/.test(source))
  })
  return computed.length > 0 ? computed : results
}

const SAVING_OP = /^(Save|SaveV2|SaveSlices|Restore|RestoreV2|ShardedFilename|MergeV2Checkpoints)$/

/** The saver's part of a training graph: its ops, what only they read (the file name), and what only waits for them. Source: tensorflow/python/training/saver.py. */
function savingNodes(graph: Graph, { saves }: Outline, saver: readonly string[]): ReadonlySet<string> {
  const saving = new Set(saver)
  if (!saves && saving.size === 0) return saving
  const { inputs, readers } = wiring(graph, saving)
  const inside = (name: string): boolean => saving.has(name)
  const queue = [...saving]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const sources = (inputs.get(name) ?? []).filter((source) => readers.get(source)?.every(inside) ?? false)
    const waiting = (readers.get(name) ?? []).filter((reader) => inputs.get(reader)?.every(inside) ?? false)
    for (const next of [...sources, ...waiting]) {
      if (saving.has(next)) continue
      saving.add(next)
      queue.push(next)
    }
  }
  return saving
}

/** Who reads whom: nodes by the nodes that read them or wait for them, and the reverse; ops of the saver go to `saving`. */
function wiring(
  graph: Graph,
  saving: Set<string>,
): { inputs: ReadonlyMap<string, readonly string[]>; readers: ReadonlyMap<string, readonly string[]> } {
  const inputs = new Map<string, readonly string[]>()
  const readers = new Map<string, string[]>()
  for (const { node } of graph.nodes()) {
    if (SAVING_OP.test(node.op)) saving.add(node.name)
    const names = [...new Set(node.inputs.map(nodeName))]
    inputs.set(node.name, names)
    for (const name of names) {
      const list = readers.get(name)
      if (list === undefined) readers.set(name, [node.name])
      else list.push(node.name)
    }
  }
  return { inputs, readers }
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
