import type { DType, Field, Signature } from '../../contract/types.ts'
import { isObject, type JsonObject, own } from '../../formats/json-document.ts'
import type { Inference, Warning } from '../framework.ts'
import { readFrozenGraph } from '../tensorflow/frozen.ts'
import { readSignature } from '../tensorflow/signature.ts'
import { corrupt, jsonView } from './json-view.ts'

/**
 * The types of the browser: whatever the graph was built with, tensors are one of these.
 * Source: tfjs-converter/src/operations/operation_mapper.ts, parseDtypeParam.
 */
const RUNTIME_TYPES: Partial<Record<DType, DType>> = {
  float32: 'float32',
  float16: 'float32',
  float64: 'float32',
  int32: 'int32',
  int64: 'int32',
  int8: 'int32',
  uint8: 'int32',
  bool: 'bool',
  string: 'string',
  complex64: 'complex64',
  complex128: 'complex64',
}

/** A converted graph: its signature, or what the loader takes without one: placeholders and the nodes that nobody reads. */
export function readGraphModel(model: JsonObject, file: string): Omit<Inference, 'framework'> {
  const metadata = own(model, 'userDefinedMetadata')
  const inMetadata = isObject(metadata) ? own(metadata, 'signature') : undefined
  // the loader prefers the one in the metadata. Source: tfjs-converter/src/executor/graph_model.ts, loadSync
  const declared = inMetadata ?? own(model, 'signature')
  if (isObject(declared) && hasTensors(declared)) {
    const read = readSignature('predict', jsonView(declared, file, 'signature'), file, () => null)
    const renamed = { ...read.signature, outputs: structured(read.signature, declared, isObject(metadata) ? metadata : {}) }
    return { signatures: [inRuntimeTypes(renamed, file)], warnings: read.warnings, findings: [] }
  }
  const topology = own(model, 'modelTopology')
  if (!isObject(topology)) throw corrupt(file, 'modelTopology', 'is missing: the model has no graph')
  const read = readFrozenGraph(jsonView(topology, file, 'modelTopology'), file)
  const warnings = read.warnings.map((warning): Warning => ({ ...warning, code: warning.code.replace(/^tensorflow-/, 'tfjs-') }))
  return { signatures: read.signatures.map((signature) => inRuntimeTypes(signature, file)), warnings, findings: read.findings }
}

function hasTensors(signature: JsonObject): boolean {
  const outputs = own(signature, 'outputs')
  return isObject(outputs) && Object.keys(outputs).length > 0
}

/** Results come as an object with these keys, in the order of the signature's outputs. Source: graph_model.ts, predict. */
function structured(signature: Signature, declared: JsonObject, metadata: JsonObject): readonly Field[] {
  const outputs = own(declared, 'outputs')
  const keys = own(metadata, 'structuredOutputKeys')
  if (!Array.isArray(keys) || !isObject(outputs)) return signature.outputs
  const order = Object.keys(outputs)
  if (keys.length !== order.length || !keys.every((key) => typeof key === 'string') || new Set(keys).size < keys.length) return signature.outputs
  const renamed = new Map(order.map((name, i) => [name, String(keys[i])]))
  return signature.outputs.map((field) => ({ ...field, name: renamed.get(field.name) ?? field.name }))
}

function inRuntimeTypes(signature: Signature, file: string): Signature {
  const convert = (field: Field): Field => {
    if (!('type' in field) || field.type === null) return field
    const type = RUNTIME_TYPES[field.type] ?? null
    if (type === field.type) return field
    const evidence = field.evidence ?? { name: 'stored', type: 'stored', rank: 'stored', dims: [], where: file }
    return { ...field, type, evidence: { ...evidence, type: type === null ? 'unknown' : 'derived' } }
  }
  return { ...signature, inputs: signature.inputs.map(convert), outputs: signature.outputs.map(convert) }
}
