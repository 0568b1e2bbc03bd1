import type { Contract } from '../contract/types.ts'
import { type Place, UserError } from '../errors.ts'
import type { ByteSource } from '../formats/bytes.ts'
import { bytes, child, corruptAt, fields, int, ints, type Message, openMessage, type ProtoField, text } from '../formats/protobuf.ts'
import { encodeInt, encodeMessage, encodePackedInts, encodeText, joined } from '../formats/protobuf-writer.ts'
import type { Declaration } from './definition-types.ts'
import { type FieldMessage, fromMessages, primarySignature, type SignatureMessage, toMessage } from './signature-message.ts'
import { DATA_TYPES, DT_INVALID, OPEN_TYPES, PROFILE_NUMBERS } from './signature-words.ts'

/**
 * `contract.protobin`: Hydrosphere's ModelSignature in protobuf's binary form, written and read. Field numbers:
 * ModelSignature { signature_name = 1, inputs = 2, outputs = 3 } · ModelField { name = 1, shape = 2, subfields = 3 { data = 1 }, dtype = 4, profile = 5 }
 * · TensorShape { dims = 1 } (3.x) or TensorShapeProto { dim = 2 { size = 1 }, unknown_rank = 3 } (2.x)
 * · ModelContract { model_name = 1, predict = 2 } (2.x) or { model_name = 1, repeated signatures = 2 } (1.x).
 * Source: Hydrospheredata/hydro-serving-protos, serving/contract/*.proto and, for the older ones, contract/*.proto and tf/tensor_shape.proto.
 */

/** A signature of 10,000 columns is about 500 kB. */
const MAX_BYTES = 8 * 1024 * 1024
/** Tensors have at most 64 dimensions. */
const MAX_DIMS = 64

/** The primary signature as ModelSignature; see signature-message.ts for what the format cannot say. */
export function encodeSignature(contract: Contract): Uint8Array {
  const signature = primarySignature(contract)
  if (signature === undefined) return new Uint8Array(0)
  const { name, inputs, outputs } = toMessage(signature)
  return joined([
    encodeText(1, name),
    ...inputs.map((field) => encodeMessage(2, encodeField(field))),
    ...outputs.map((field) => encodeMessage(3, encodeField(field))),
  ])
}

function encodeField({ name, dims, type, subfields, profile }: FieldMessage): Uint8Array[] {
  const number = DATA_TYPES.find(([, , known]) => known === type)?.[1] ?? DT_INVALID
  const profileNumber = PROFILE_NUMBERS.find(([, , known]) => known === profile)?.[1] ?? 0
  return [
    encodeText(1, name),
    ...(dims === undefined ? [] : [encodeMessage(2, [encodePackedInts(1, dims)])]),
    subfields === undefined
      ? encodeInt(4, number)
      : encodeMessage(
          3,
          subfields.map((field) => encodeMessage(1, encodeField(field))),
        ),
    ...(profileNumber === 0 ? [] : [encodeInt(5, profileNumber)]),
  ]
}

/**
 * Reads a ModelSignature, or a ModelContract of older generations, as a declared contract.
 * Throws UserError `definition-invalid` for anything else: the file is something an author put there.
 */
export function decodeSignature(source: ByteSource): Declaration {
  const file = source.name
  if (source.size > MAX_BYTES) throw notASignature(file, `it is ${source.size} bytes long`)
  try {
    const contract = fromMessages(readMessages(openMessage(source)))
    return { file, contract, locate: (path): Place => ({ file, ...(path.length > 0 && { key: path.join('.') }) }) }
  } catch (error) {
    if (error instanceof UserError && (error.code === 'corrupt' || error.code === 'truncated')) throw notASignature(file, error.message, error)
    throw error
  }
}

function readMessages(root: Message): SignatureMessage[] {
  const top = [...fields(root)]
  // only a ModelSignature has field 3; one without outputs would promise nothing
  if (top.some((field) => field.number === 3)) return [readSignature(root)]
  const signatures = top.filter((field) => field.number === 2).map((field) => readSignature(child(field, 'signature')))
  if (signatures.length === 0) throw corruptAt(root, 'holds no signature')
  return signatures
}

function readSignature(message: Message): SignatureMessage {
  let name = ''
  const inputs: FieldMessage[] = []
  const outputs: FieldMessage[] = []
  for (const field of fields(message)) {
    if (field.number === 1) name = text(field)
    else if (field.number === 2) inputs.push(readField(child(field, `inputs[${inputs.length}]`)))
    else if (field.number === 3) outputs.push(readField(child(field, `outputs[${outputs.length}]`)))
    else throw corruptAt(message, `has a field ${field.number}, which a signature does not have`)
  }
  if (inputs.length + outputs.length === 0) throw corruptAt(message, 'has neither inputs nor outputs')
  return { name: name === '' ? 'predict' : name, inputs, outputs }
}

function readField(message: Message): FieldMessage {
  let name = ''
  let dims: readonly number[] | undefined
  let type: FieldMessage['type'] = null
  let subfields: FieldMessage[] | undefined
  let profile: FieldMessage['profile'] = 'none'
  for (const field of fields(message)) {
    if (field.number === 1) name = text(field)
    else if (field.number === 2) dims = readShape(child(field, 'shape'))
    else if (field.number === 3)
      subfields = [...fields(child(field, 'subfields'))]
        .filter((part) => part.number === 1)
        .map((part, index) => readField(child(part, `data[${index}]`)))
    else if (field.number === 4) type = readType(message, int(field))
    else if (field.number === 5) profile = readProfile(message, int(field))
    else throw corruptAt(message, `has a field ${field.number}, which a model field does not have`)
  }
  if (name === '') throw corruptAt(message, 'has no name')
  return { name, dims, type, subfields, profile }
}

/** 3.x: `dims`; 2.x: `dim { size }` and `unknown_rank`. An empty shape is a scalar in both. */
function readShape(message: Message): readonly number[] | undefined {
  const dims: number[] = []
  let unknownRank = false
  for (const field of fields(message)) {
    if (field.number === 1) dims.push(...ints(field))
    else if (field.number === 2) dims.push(readDim(field))
    else if (field.number === 3) unknownRank = int(field) !== 0
    else throw corruptAt(message, `has a field ${field.number}, which a shape does not have`)
    if (dims.length > MAX_DIMS) throw corruptAt(message, `has more than ${MAX_DIMS} dimensions`)
  }
  for (const size of dims) if (size < -1) throw corruptAt(message, `has the size ${size}`)
  return unknownRank ? undefined : dims
}

function readDim(field: ProtoField): number {
  // proto3 leaves a zero out
  let size = 0
  for (const part of fields(child(field, 'dim'))) {
    if (part.number === 1) size = int(part)
    else if (part.number === 2) bytes(part, MAX_BYTES)
  }
  return size
}

function readType(message: Message, number: number): FieldMessage['type'] {
  const known = DATA_TYPES.find(([, candidate]) => candidate === number)
  if (known !== undefined) return known[2]
  if (OPEN_TYPES.some(([, candidate]) => candidate === number)) return null
  throw corruptAt(message, `has the data type ${number}, which no version of the format knows`)
}

function readProfile(message: Message, number: number): FieldMessage['profile'] {
  const known = PROFILE_NUMBERS.find(([, candidate]) => candidate === number)
  if (known === undefined) throw corruptAt(message, `has the profile ${number}, which no version of the format knows`)
  return known[2]
}

function notASignature(file: string, why: string, cause?: unknown): UserError {
  const remedy = 'write the contract into serving.yaml, or serialise a hydrosphere ModelSignature again'
  return new UserError('definition-invalid', `${file} is no ModelSignature: ${why}`, remedy, { file }, cause === undefined ? undefined : { cause })
}
