import type { DType, Field, Profile } from '../../contract/types.ts'
import { isObject, type Json, type JsonObject, own } from '../../formats/json-document.ts'
import type { Declaration } from '../../model/definition-types.ts'
import { declaredPlaces } from './places.ts'
import { v2Type } from './v2-types.ts'

/**
 * Tensors in the vocabulary of the Open Inference (KServe v2) protocol: `inputs` and `outputs` of a model's metadata, `{name, datatype, shape}`.
 * Source: kserve/open-inference-protocol specification/protocol/inference_rest.md "Model Metadata"; content types: MLServer docs, "Content Types".
 */

/** The one thing the protocol can be asked. */
export const INFER = 'predict'

const MAX_TENSORS = 100_000
/** Tensors have at most 64 dimensions. */
const MAX_DIMS = 64

/** What MLServer's codecs make of a tensor's elements. */
const CONTENT_TYPES: ReadonlyMap<string, { readonly type?: DType; readonly profile?: Profile }> = new Map([
  ['base64', { type: 'bytes' }],
  ['datetime', { type: 'timestamp' }],
  ['str', { type: 'string' }],
  ['pillow_image', { profile: 'image' }],
])

/** Whether text looks like v2 metadata: tensors with the protocol's own datatypes. */
export const isV2Metadata = (head: string): boolean =>
  /"(?:inputs|outputs)"\s*:\s*\[/.test(head) && /"datatype"\s*:\s*"(?:BOOL|BYTES|U?INT(?:8|16|32|64)|B?FP?(?:16|32|64))"/.test(head)

/** What is wrong, and at which key. */
export type Complain = (key: string, message: string) => Error

/** The declared contract of metadata; `null` where it declares no tensor. @throws what `complain` makes */
export function declaredTensors(json: JsonObject, file: string, framework: string, complain: Complain): Declaration | null {
  const places = declaredPlaces(file)
  const fields = (key: 'inputs' | 'outputs'): readonly Field[] => {
    const list = own(json, key) ?? []
    if (!Array.isArray(list)) throw complain(key, 'must be a list of tensors')
    if (list.length > MAX_TENSORS) throw complain(key, `${list.length} tensors; at most ${MAX_TENSORS} are read`)
    places.note([INFER, key], { key })
    return list.map((entry: Json, index: number) => {
      const field = readTensor(entry, `${key}[${index}]`, complain)
      places.note([INFER, key, field.name], { key: `${key}[${index}]` })
      places.note([INFER, key, field.name, 'type'], { key: `${key}[${index}].datatype` })
      places.note([INFER, key, field.name, 'shape'], { key: `${key}[${index}].shape` })
      return field
    })
  }
  const [inputs, outputs] = [fields('inputs'), fields('outputs')]
  if (inputs.length + outputs.length === 0) return null
  const contract = { contract: 1, framework: { name: framework }, signatures: [{ name: INFER, inputs, outputs }] } as const
  return { file, contract, locate: places.locate }
}

function readTensor(entry: Json, key: string, complain: Complain): Field {
  if (!isObject(entry)) throw complain(key, 'must be an object')
  const name = own(entry, 'name')
  if (typeof name !== 'string' || name === '') throw complain(key, 'must have a name')
  const datatype = own(entry, 'datatype')
  const content = CONTENT_TYPES.get(contentTypeOf(entry))
  const type = content?.type ?? (typeof datatype === 'string' ? v2Type(datatype.toUpperCase()) : null)
  return { name, type, shape: shapeOf(own(entry, 'shape'), `${key}.shape`, complain), ...(content?.profile && { profile: content.profile }) }
}

/** `parameters.content_type`, or ''. */
export function contentTypeOf(entry: JsonObject): string {
  const parameters = own(entry, 'parameters')
  const type = isObject(parameters) ? own(parameters, 'content_type') : undefined
  return typeof type === 'string' ? type : ''
}

function shapeOf(shape: Json | undefined, key: string, complain: Complain): readonly number[] | null {
  if (shape === undefined || shape === null) return null
  if (!Array.isArray(shape)) throw complain(key, 'must be a list of sizes')
  if (shape.length > MAX_DIMS) throw complain(key, `${shape.length} dimensions; tensors have at most ${MAX_DIMS}`)
  return shape.map((size: Json) => {
    if (typeof size === 'number' && Number.isSafeInteger(size) && size >= -1) return size
    throw complain(key, `${JSON.stringify(size)} is no size: write -1 for any`)
  })
}
