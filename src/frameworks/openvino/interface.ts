import { type Dim, evidenceOf, type Field, type Shape, type TensorValue } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { type Layer, type Network, type Port, parseShape, portKey } from './network.ts'
import { shapeWithoutSizes } from './ranks.ts'
import { dtypeOf } from './types.ts'

/** From this version on, Parameter and Result layers say what goes in and out, and tensors have names. */
const NAMED_TENSORS = 11
const OPERATIONS = 10

/** Inputs and outputs: models with all cached keys and values have hundreds. */
const MAX_FIELDS = 100_000

interface Interface {
  readonly inputs: readonly Field[]
  readonly outputs: readonly Field[]
}

export function interfaceOf(network: Network, file: string): Interface {
  const found = network.version >= OPERATIONS ? current(network, file) : legacy(network, file)
  if (found.inputs.length + found.outputs.length > MAX_FIELDS) {
    throw new UserError('corrupt', `${file} has more than ${MAX_FIELDS} inputs and outputs`, 'Export the model again.', { file })
  }
  return { inputs: unique(found.inputs), outputs: unique(found.outputs) }
}

function current(network: Network, file: string): Interface {
  const inputs: Field[] = []
  const outputs: Field[] = []
  for (const id of network.ends) {
    const layer = network.layer(id)
    if (layer === undefined) continue
    if (layer.type === 'Parameter') inputs.push(inputOf(network, layer, file))
    if (layer.type === 'Result') outputs.push(outputOf(network, id, layer, file))
  }
  return { inputs, outputs }
}

function inputOf(network: Network, layer: Layer, file: string): Field {
  const [port] = layer.outputs
  const where = `${file}: layer ${layer.name}`
  const shape = layer.shape === undefined ? (port?.dims ?? null) : parseShape(layer.shape, file)
  const value: TensorValue = { type: dtypeOf(layer.elementType ?? port?.precision), shape }
  const names = network.version >= NAMED_TENSORS ? (port?.names ?? []) : [...(port?.names ?? []), layer.name]
  return { ...named(names, layer.name), ...value, evidence: evidenceOf(value, 'stored', where) }
}

/** An output is called like the tensor it takes; a tensor without a name like the layer that makes it. */
function outputOf(network: Network, id: string, layer: Layer, file: string): Field {
  const [input] = layer.inputs
  const [producerId = '', portId = ''] = (network.sources.get(portKey(id, input?.id ?? '0')) ?? '').split(':')
  const producer = network.layer(producerId)
  const at = producer?.outputs.findIndex((one) => one.id === portId) ?? -1
  const port = producer?.outputs[at]
  if (producer === undefined || port === undefined) {
    throw new UserError('corrupt', `${file} has a result ${layer.name} that takes nothing`, 'Export the model again.', { file })
  }
  const where = `${file}: layer ${layer.name}`
  const value: TensorValue = { type: dtypeOf(port.precision || input?.precision), shape: shapeOfPort(network, producerId, producer, port, file) }
  const evidence = evidenceOf(value, 'stored', where)
  // that a tensor without sizes is a scalar follows from the layers before it
  const ranked = value.shape?.length === 0 && producer.type !== 'Parameter' ? { ...evidence, rank: 'derived' as const } : evidence
  const layerName = producer.outputs.length > 1 ? `${producer.name}.${at}` : producer.name
  const names = [...layer.outputNames, ...port.names, ...(network.version < NAMED_TENSORS ? [layerName] : [])]
  return { ...named(names, layerName), ...value, evidence: ranked }
}

function shapeOfPort(network: Network, id: string, producer: Layer, port: Port, file: string): Shape {
  if (port.dims.length > 0) return port.dims
  if (producer.type === 'Parameter' && producer.shape !== undefined) return parseShape(producer.shape, file)
  return shapeWithoutSizes(network, id, file)
}

/** A tensor may have several names, all as good: the runtime's "any name" is the first in order. */
function named(names: readonly string[], fallback: string): { readonly name: string; readonly aliases?: readonly string[] } {
  const [name, ...aliases] = [...new Set(names)].filter((one) => one !== '').sort()
  if (name === undefined) return { name: fallback }
  return aliases.length > 0 ? { name, aliases } : { name }
}

/** Two results may take the same tensor: callers then tell them apart by position only. */
function unique(fields: readonly Field[]): readonly Field[] {
  const seen = new Map<string, number>()
  return fields.map((field) => {
    const before = seen.get(field.name) ?? 0
    seen.set(field.name, before + 1)
    if (before === 0) return field
    const { aliases: _, ...rest } = field
    return { ...rest, name: `${field.name}#${before}`, assumed: ['name'] }
  })
}

/** Before version 10: layers of type Input, and every output that no layer reads. Source: OpenVINO 2019 IRReader. */
function legacy(network: Network, file: string): Interface {
  const read = new Set(network.sources.values())
  const inputs: Field[] = []
  const outputs: Field[] = []
  for (const id of network.ids) {
    const layer = network.layer(id)
    if (layer === undefined) continue
    const fieldOf = (port: Port, name: string): Field => {
      const shape: readonly Dim[] = port.dims
      const word = port.precision || layer.precision
      // the old runtime took and gave float32 for half precision networks
      const value: TensorValue = { type: /^f?p?16$/i.test(word) ? null : dtypeOf(word), shape: shape.length > 0 ? shape : null }
      return { name, ...value, evidence: evidenceOf(value, 'stored', `${file}: layer ${layer.name}`) }
    }
    const isInput = layer.type === 'Input'
    for (const [i, port] of layer.outputs.entries()) {
      if (isInput) inputs.push(fieldOf(port, layer.name))
      else if (layer.type !== 'Const' && !read.has(portKey(id, port.id))) {
        outputs.push(fieldOf(port, layer.outputs.length > 1 ? `${layer.name}.${i}` : layer.name))
      }
    }
  }
  return { inputs, outputs }
}
