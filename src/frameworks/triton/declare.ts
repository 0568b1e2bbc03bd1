import type { Field, Shape } from '../../contract/types.ts'
import type { Declaration } from '../../model/definition-types.ts'
import { declaredPlaces } from '../wrappers/places.ts'
import type { Added, Completed } from './auto-complete.ts'
import type { TritonConfig, TritonTensor } from './config.ts'

/** The one thing Triton can be asked. */
export const PREDICT = 'predict'

/** How many dimensions stand before those that are written. */
export type Batching = 'batched' | 'plain' | 'unknown'

/**
 * What callers see. With `max_batch_size` > 0 every tensor has the batch before its dims (also ragged ones: each request is dense), except
 * shape tensors, whose values stand for the whole batch. `reshape` is between server and model.
 * Source: docs/user_guide/model_configuration.md; core/src/infer_request.cc `Normalize`, core/src/tritonserver.cc `ServerModelMetadata`.
 */
export function declare(config: TritonConfig, completed: Completed | undefined, batching: Batching): Declaration {
  const { file } = config
  const places = declaredPlaces(file)
  const fields = (key: 'inputs' | 'outputs', written: readonly TritonTensor[], added: readonly Added[]): readonly Field[] => {
    const byName = new Map(added.map((tensor) => [tensor.name, tensor]))
    const names = new Set(written.map(({ name }) => name))
    for (const tensor of written) notePlaces(places, [PREDICT, key, tensor.name], tensor)
    const own = written.map((tensor) => {
      const more = byName.get(tensor.name)
      return fieldOf({ ...tensor, type: tensor.type ?? more?.type ?? null, dims: tensor.dims ?? more?.dims ?? null }, batching)
    })
    return [...own, ...[...byName.values()].filter(({ name }) => !names.has(name)).map((tensor) => fieldOf(tensor, batching))]
  }
  const signature = {
    name: PREDICT,
    inputs: fields('inputs', config.inputs, completed?.inputs ?? []),
    outputs: fields('outputs', config.outputs, completed?.outputs ?? []),
  }
  const contract = { contract: 1, framework: { name: 'triton', format: 'config.pbtxt' }, signatures: [signature] } as const
  return { file, contract, locate: places.locate }
}

function notePlaces(places: ReturnType<typeof declaredPlaces>, path: readonly string[], { field, typeField, dimsField }: TritonTensor): void {
  const at = (part: typeof field) => ({ line: part.valueLine, column: part.valueColumn, key: path.slice(1).join('.') })
  places.note(path.slice(0, 2), at(field))
  places.note(path, at(field))
  if (typeField !== undefined) places.note([...path, 'type'], at(typeField))
  if (dimsField !== undefined) places.note([...path, 'shape'], at(dimsField))
}

function fieldOf(tensor: (TritonTensor | Added) & { readonly dims: readonly number[] | null }, batching: Batching): Field {
  const isShapeTensor = 'isShapeTensor' in tensor && tensor.isShapeTensor
  return {
    name: tensor.name,
    type: tensor.type,
    shape: isShapeTensor ? shapeTensorShape(tensor.dims, batching) : shapeOf(tensor.dims, batching),
    ...(tensor.optional && { optional: true }),
    ...('isImage' in tensor && tensor.isImage && { profile: 'image' as const }),
  }
}

function shapeOf(dims: readonly number[] | null, batching: Batching): Shape {
  if (dims === null || batching === 'unknown') return null
  return batching === 'batched' ? [-1, ...dims] : dims
}

/** One dimension without a batch; its size counts the batch among the values in newer servers, and did not in older ones ("Shape Tensors"). */
function shapeTensorShape(dims: readonly number[] | null, batching: Batching): Shape {
  return batching === 'plain' ? dims : (dims?.map((size, axis) => (axis === 0 ? null : size)) ?? null)
}

/** The shape that the model gets or gives behind a `reshape`; `undefined` where there is none. */
export function shapeInside({ reshape }: TritonTensor, batching: Batching): Shape | undefined {
  return reshape === undefined ? undefined : shapeOf(reshape, batching)
}
