import type { Shape } from '../../contract/types.ts'
import { type Layer, type Network, parseShape, portKey } from './network.ts'

/** Layers looked through for one output: a chain of scalars this long is no network. */
const MAX_STEPS = 500

/** The rank of the result depends on the values of the second input: known only if that is a constant. */
const RANK_BY_VALUE = /^(Reshape|Squeeze|Unsqueeze|Reduce[A-Za-z0-9]+|Broadcast|Tile)$/
/** What runs inside decides about the result. */
const OPAQUE = /^(If|Loop|TensorIterator|Result)$/

/**
 * The shape of an output port that lists no sizes: [] where it must be a scalar, null where nothing says so. Files write both the same way,
 * so it is a scalar only if the rank follows from what the layer reads.
 */
export function shapeWithoutSizes(network: Network, layerId: string, file: string): Shape {
  const proven = new Map<string, boolean>()
  let steps = 0

  /** All outputs of this layer have a known rank. */
  const isRanked = (id: string): boolean => {
    const known = proven.get(id)
    if (known !== undefined) return known
    // a cycle or an endless chain proves nothing
    proven.set(id, false)
    steps += 1
    const layer = network.layer(id)
    const ranked = layer !== undefined && steps <= MAX_STEPS && rankOf(id, layer)
    proven.set(id, ranked)
    return ranked
  }

  const rankOf = (id: string, layer: Layer): boolean => {
    if (layer.type === 'Parameter' || layer.type === 'Const') return layer.shape !== undefined && parseShape(layer.shape, file) !== null
    if (OPAQUE.test(layer.type) || layer.inputs.length === 0) return false
    return layer.inputs.every((port, i) => {
      const source = network.sources.get(portKey(id, port.id))?.split(':')[0] ?? ''
      if (i === 1 && RANK_BY_VALUE.test(layer.type) && network.layer(source)?.type !== 'Const') return false
      return port.dims.length > 0 || isRanked(source)
    })
  }

  return isRanked(layerId) ? [] : null
}
