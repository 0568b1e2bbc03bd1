import type { Dim, Shape } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { type Attributes, readXml } from '../../formats/xml.ts'

/** One port of a layer. */
export interface Port {
  readonly id: string
  /** Word for the element type, '' where the port says none (IR before version 10). */
  readonly precision: string
  /** Tensor names. */
  readonly names: readonly string[]
  /** One size per axis; without any the tensor is a scalar or has no known rank: files don't say which. */
  readonly dims: Dim[]
}

export interface Layer {
  readonly name: string
  readonly type: string
  /** Before version 10 the element type stands here. */
  readonly precision: string
  /** Names given to the result (2024 and later). */
  readonly outputNames: readonly string[]
  /** Attributes of `<data>`. */
  elementType: string | undefined
  shape: string | undefined
  readonly inputs: Port[]
  readonly outputs: Port[]
}

export interface Network {
  readonly name: string
  readonly version: number
  /** Ids in file order. */
  readonly ids: Iterable<string>
  /** Ids of Parameter and Result layers. */
  readonly ends: readonly string[]
  layer(id: string): Layer | undefined
  /** Layer and port that are read → layer and port that give: `4:0` → `2:2`. */
  readonly sources: ReadonlyMap<string, string>
  /** Version of the writer, where it says so. */
  readonly writer: string | undefined
  /** A layer has weights in the .bin file. */
  readonly hasWeights: boolean
}

/** Layers of one network: large language models have 10,000. */
const MAX_LAYERS = 1_000_000
/** Axes of a tensor. */
const MAX_RANK = 256

/** Key of a port among edges; layer ids are numbers, so no `:` is in them. */
export const portKey = (layer: string, port: string): string => `${layer}:${port}`

/** Reads layers and edges of the main network; bodies of loops and branches lie deeper and are passed over. */
export function readNetwork(source: ByteSource): Network {
  const layers = new Map<string, string>()
  const ends: string[] = []
  const sources = new Map<string, string>()
  let net: { readonly name: string; readonly version: number } | undefined
  let layer: Layer | undefined
  let id = ''
  let port: Port | undefined
  let writer: string | undefined
  let hasWeights = false
  const corrupt = (what: string): UserError =>
    new UserError('corrupt', `${source.name} ${what}`, 'Export the model again: ov.save_model(model, "model.xml").', { file: source.name })

  const open = (path: readonly string[], attributes: Attributes): void => {
    const get = (key: string): string => attributes.get(key) ?? ''
    switch (path.join('/')) {
      case 'net':
        net = { name: get('name'), version: Number(get('version')) }
        return
      case 'net/layers/layer':
        layer = {
          name: get('name'),
          type: get('type'),
          precision: get('precision'),
          outputNames: splitNames(get('output_names')),
          elementType: undefined,
          shape: undefined,
          inputs: [],
          outputs: [],
        }
        if (layers.size >= MAX_LAYERS) throw corrupt(`has more than ${MAX_LAYERS} layers`)
        id = get('id')
        if (layers.has(id)) throw corrupt(`has two layers ${id}`)
        layers.set(id, '')
        if (layer.type === 'Parameter' || layer.type === 'Result') ends.push(id)
        return
      case 'net/layers/layer/data':
        if (layer !== undefined) {
          layer.elementType = attributes.get('element_type')
          layer.shape = attributes.get('shape')
          if (layer.type === 'Const' && Number(get('size')) > 0) hasWeights = true
        }
        return
      case 'net/layers/layer/blobs':
      case 'net/layers/layer/weights':
        hasWeights = true
        return
      case 'net/layers/layer/input/port':
      case 'net/layers/layer/output/port':
        port = { id: get('id'), precision: get('precision'), names: splitNames(get('names')), dims: [] }
        if (path[3] === 'input') layer?.inputs.push(port)
        else layer?.outputs.push(port)
        return
      case 'net/edges/edge':
        sources.set(portKey(get('to-layer'), get('to-port')), portKey(get('from-layer'), get('from-port')))
        return
      case 'net/rt_info/Runtime_version':
        writer = get('value')
        return
      case 'net/rt_info/info':
        if (get('name') === 'OpenVINO Runtime') writer = get('value')
    }
  }

  readXml(source, {
    open,
    close(path) {
      if (layer !== undefined && path.length === 3 && path[2] === 'layer') layers.set(id, pack(layer))
    },
    text(path, text) {
      if (path.length !== 6 || path[5] !== 'dim' || path[4] !== 'port' || path[2] !== 'layer' || port === undefined) return
      if (port.dims.push(sizeOf(text, corrupt)) > MAX_RANK) throw corrupt(`has a tensor of more than ${MAX_RANK} axes`)
    },
  })
  if (net === undefined || layers.size === 0) throw corrupt('holds no network')
  if (!Number.isInteger(net.version)) throw corrupt('has no version')
  const unpacked = (one: string): Layer | undefined => {
    const text = layers.get(one)
    return text === undefined || text === '' ? undefined : unpack(text)
  }
  return { ...net, ids: layers.keys(), ends, layer: unpacked, sources, writer, hasWeights }
}

/** A layer as one flat text: objects of 60,000 layers, whose texts hold on to the chunks they were cut from, would take 250 MB. */
const pack = (layer: Layer): string => JSON.stringify(layer)

/** What `pack` wrote. */
const unpack = (text: string): Layer => JSON.parse(text) as Layer

/** A list of names; commas inside of a name are written `\,`. */
export function splitNames(text: string): readonly string[] {
  return (text.match(/(?:\\[\s\S]|[^,\\])+/g) ?? []).map((name) => name.replace(/\\([\s\S])/g, '$1'))
}

/** `data/@shape` of a Parameter: `1,?,3..10`, `...` (any rank), '' (a scalar). Bounded sizes are "any" in a contract. */
export function parseShape(text: string, file: string): Shape {
  const trimmed = text
    .trim()
    .replace(/^\[([\s\S]*)\]$/, '$1')
    .trim()
  if (trimmed === '') return []
  if (trimmed === '...') return null
  const corrupt = (what: string): UserError => new UserError('corrupt', `${file} ${what}`, 'Export the model again.', { file })
  const dims = trimmed.split(',').map((part) => (/^(\?|-1|\d*\.\.\d*)$/.test(part.trim()) ? -1 : sizeOf(part, corrupt)))
  if (dims.length > MAX_RANK) throw corrupt(`has a tensor of more than ${MAX_RANK} axes`)
  return dims
}

function sizeOf(text: string, corrupt: (what: string) => UserError): Dim {
  const trimmed = text.trim()
  const size = /^(-1|\d{1,15})$/.test(trimmed) ? Number(trimmed) : undefined
  if (size === undefined) throw corrupt(`has the size ${JSON.stringify(trimmed.slice(0, 40))}`)
  return size
}
