import type { Field } from '../../contract/types.ts'
import { corruptAt, identifierOf, openRoot, scalar, type Table, table, tables, text, texts } from '../../formats/flatbuffer.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { valueOfTypeInfo } from './types.ts'

/**
 * ONNX Runtime's own format: an ONNX graph after optimisation, its values typed by ONNX's shape inference.
 * Spec: onnxruntime/core/flatbuffers/schema/ort.fbs.
 */
export const ort: Framework = { name: 'ort', match, infer }

const IDENTIFIER = 'ORTM'

/** Slots. */
const SESSION = { version: 0, model: 1 } as const
const MODEL = { irVersion: 0, graph: 7 } as const
const GRAPH = { initializers: 0, values: 1, inputs: 5, outputs: 6, sparse: 7 } as const
const VALUE = { name: 0, type: 2 } as const
const TENSOR = { name: 0 } as const
const SPARSE = { values: 0 } as const

/** From this IR version on, an initializer that is also an input is a default which callers may replace (ONNX IR.md, "Graphs"). */
const IR_OVERRIDABLE = 4

/** Inputs and outputs: weights that are listed as inputs count into the thousands; a hundred thousand is no interface. */
const MAX_FIELDS = 100_000

function match(files: ModelFiles): readonly Match[] {
  return files.files
    .filter((file) => file.pointer === undefined && file.size >= 8 && identifierOf(files.open(file.path)) === IDENTIFIER)
    .map(({ path }) => ({ format: 'ort', path, because: `${path} holds an ONNX Runtime model`, covers: [path] }))
}

function infer(files: ModelFiles, { path: file }: Match): Inference {
  const session = openRoot(files.open(file))
  const model = table(session, SESSION.model, 'model')
  const graph = model === undefined ? undefined : table(model, MODEL.graph, 'graph')
  if (model === undefined || graph === undefined) throw corruptAt(session, 'holds no graph')
  const overridable = scalar(model, MODEL.irVersion, 'int64') >= IR_OVERRIDABLE
  const defaults = initializersOf(graph)
  const types = typesOf(graph)
  const field = (name: string, kind: string): Field => {
    const value = types.get(name)
    return { name, ...valueOfTypeInfo(value && table(value, VALUE.type, 'type'), `${file}: ${value?.path ?? `graph.${kind}`}`) }
  }
  const inputs = names(graph, GRAPH.inputs).flatMap((name): readonly Field[] => {
    if (!defaults.has(name)) return [field(name, 'inputs')]
    return overridable ? [{ ...field(name, 'inputs'), optional: true }] : []
  })
  const outputs = names(graph, GRAPH.outputs).map((name) => field(name, 'outputs'))
  const version = text(session, SESSION.version)
  return {
    framework: { name: 'ort', ...(version !== undefined && { version: `format ${version}` }), format: 'ort' },
    signatures: [{ name: 'predict', inputs, outputs }],
    warnings: [],
    findings: [],
  }
}

/** A name that is listed twice is one field. */
function names(graph: Table, slot: number): readonly string[] {
  const found = texts(graph, slot)
  if (found.length > MAX_FIELDS) throw corruptAt(graph, `has ${found.length} inputs or outputs`)
  return [...new Set(found)]
}

function initializersOf(graph: Table): ReadonlySet<string> {
  const dense = tables(graph, GRAPH.initializers, 'initializers').map((tensor) => text(tensor, TENSOR.name))
  const sparse = tables(graph, GRAPH.sparse, 'sparse_initializers').map((tensor) => {
    const values = table(tensor, SPARSE.values, 'values')
    return values && text(values, TENSOR.name)
  })
  return new Set([...dense, ...sparse].filter((name) => name !== undefined))
}

function typesOf(graph: Table): ReadonlyMap<string, Table> {
  return new Map(tables(graph, GRAPH.values, 'node_args').map((value) => [text(value, VALUE.name) ?? '', value]))
}
