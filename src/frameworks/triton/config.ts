import { didYouMean } from '../../contract/nearest.ts'
import type { DType } from '../../contract/types.ts'
import {
  all,
  boolOf,
  intOf,
  last,
  merged,
  messageOf,
  mistake,
  type PbtxtField,
  type PbtxtMessage,
  parsePbtxt,
  textOf,
  wordOf,
} from '../../formats/pbtxt.ts'
import { V2_WORDS, v2Type } from '../wrappers/v2-types.ts'

/**
 * `config.pbtxt`, Triton's ModelConfig in text form: only what callers meet. Fields that this list does not have are stepped over, so that
 * configurations of newer servers are read. Source: triton-inference-server/common protobuf/model_config.proto.
 */
export interface TritonConfig {
  readonly file: string
  readonly name: string | undefined
  readonly platform: string
  readonly backend: string
  /** `undefined`: not written, so that the server may complete it from the model. */
  readonly maxBatchSize: number | undefined
  readonly inputs: readonly TritonTensor[]
  readonly outputs: readonly TritonTensor[]
  /** Tensors of the model that the server fills or keeps itself: sequence controls, states, batch inputs. */
  readonly internal: ReadonlySet<string>
  /** Outputs that the server cuts out of what the model gives for a whole batch. */
  readonly scattered: ReadonlySet<string>
  /** Versions that are served: numbers, or `null` for the latest. */
  readonly versions: readonly string[] | null
  readonly modelFile: string | undefined
  readonly parameters: ReadonlyMap<string, string>
  readonly isEnsemble: boolean
}

export interface TritonTensor {
  readonly name: string
  readonly type: DType | null
  /** As written, without the batch dimension; `null` where none are written: the server completes them. */
  readonly dims: readonly number[] | null
  /** What the model gets instead of `dims`. */
  readonly reshape: readonly number[] | undefined
  readonly optional: boolean
  /** Its values are a shape: one for the whole batch. */
  readonly isShapeTensor: boolean
  /** Requests of several sizes are laid end to end for the model, without a batch: its shape is not the callers'. */
  readonly isRagged: boolean
  readonly isImage: boolean
  readonly field: PbtxtField
  readonly typeField: PbtxtField | undefined
  readonly dimsField: PbtxtField | undefined
}

/** Tensors have at most 64 dimensions. */
const MAX_DIMS = 64
/** Inputs or outputs of one model; recommenders have some thousands. */
const MAX_TENSORS = 100_000

/** Numbers of the enum DataType, in its order; text files may hold them instead of names. */
const NUMBERED = [
  'INVALID',
  'BOOL',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'FP16',
  'FP32',
  'FP64',
  'STRING',
  'BF16',
]

/** Keys that only a ModelConfig has at its top; `name` and `input` alone could be a network of Caffe's. */
const MARKS =
  /^[ \t]*(?:platform|backend|max_batch_size|instance_group|version_policy|default_model_filename|ensemble_scheduling|sequence_batching|dynamic_batching|model_transaction_policy|model_warmup|response_cache|optimization)\s*(?::|\{|\[)/m
const TENSORS = /^[ \t]*(?:input|output)\s*(?::\s*)?[[{]/m

/** Whether text is a ModelConfig, or nothing but comments (then the server completes everything). */
export function isTritonConfig(head: string): boolean {
  if (MARKS.test(head) || (TENSORS.test(head) && /\b(?:data_type|dims)\s*:/.test(head))) return true
  return /^(?:\s|#[^\n]*(?:\n|$))*(?:name\s*:\s*(?:"[^"\n]*"|'[^'\n]*')\s*)?$/.test(head)
}

/** Names of the models an ensemble is made of, from the head of its configuration. */
export function composingModels(head: string): readonly string[] {
  if (!/^[ \t]*ensemble_scheduling\b/m.test(head)) return []
  return [...head.matchAll(/\bmodel_name\s*:\s*["']([^"'\n/\\]+)["']/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}

/** @throws UserError `definition-invalid` with line and column */
export function readConfig(text: string, file: string): TritonConfig {
  const root = parsePbtxt(text, { file, code: 'definition-invalid' })
  const batch = last(root, 'max_batch_size')
  return {
    file,
    name: optionalText(root, 'name'),
    platform: optionalText(root, 'platform') ?? '',
    backend: optionalText(root, 'backend') ?? '',
    maxBatchSize: batch === undefined ? undefined : intOf(batch),
    inputs: tensorsOf(root, 'input'),
    outputs: tensorsOf(root, 'output'),
    internal: new Set(internalNames(root)),
    scattered: new Set(namedIn(root, 'batch_output', 'target_name')),
    versions: versionsOf(root),
    modelFile: optionalText(root, 'default_model_filename'),
    parameters: parametersOf(root),
    isEnsemble: root.fields.some(({ name }) => name === 'ensemble_scheduling'),
  }
}

function optionalText(message: PbtxtMessage, name: string): string | undefined {
  const field = last(message, name)
  return field === undefined || textOf(field) === '' ? undefined : textOf(field)
}

function tensorsOf(root: PbtxtMessage, key: 'input' | 'output'): readonly TritonTensor[] {
  const fields = all(root, key)
  const [first] = fields
  if (first !== undefined && fields.length > MAX_TENSORS) throw mistake(first, `${fields.length} ${key}s; at most ${MAX_TENSORS} are read`)
  return fields.map(readTensor)
}

function readTensor(field: PbtxtField): TritonTensor {
  const message = messageOf(field)
  const name = optionalText(message, 'name')
  if (name === undefined) throw mistake(field, `an ${field.name} must have a name`)
  const typeField = last(message, 'data_type')
  const dimsField = last(message, 'dims')
  const reshape = merged(message, 'reshape')
  const format = last(message, 'format')
  return {
    name,
    type: typeField === undefined ? null : dataType(typeField),
    dims: dimsField === undefined ? null : sizesOf(message, 'dims'),
    reshape: reshape === undefined ? undefined : sizesOf(reshape, 'shape'),
    optional: flag(message, 'optional'),
    isShapeTensor: flag(message, 'is_shape_tensor'),
    isRagged: flag(message, 'allow_ragged_batch'),
    isImage: format !== undefined && ['FORMAT_NHWC', 'FORMAT_NCHW', '1', '2'].includes(wordOf(format)),
    field,
    typeField,
    dimsField,
  }
}

function flag(message: PbtxtMessage, name: string): boolean {
  const field = last(message, name)
  return field !== undefined && boolOf(field)
}

function dataType(field: PbtxtField): DType | null {
  const written = wordOf(field)
  const word = /^\d+$/.test(written) ? `TYPE_${NUMBERED[Number(written)] ?? written}` : written
  if (word === 'TYPE_INVALID') return null
  const type = word.startsWith('TYPE_') ? v2Type(word.slice('TYPE_'.length)) : null
  if (type !== null) return type
  const words = V2_WORDS.filter((known) => known !== 'BYTES').map((known) => `TYPE_${known}`)
  throw mistake(field, `${written} is no data type.${didYouMean(written, words)}`)
}

function sizesOf(message: PbtxtMessage, key: string): readonly number[] {
  const fields = all(message, key)
  const [first] = fields
  if (first !== undefined && fields.length > MAX_DIMS) throw mistake(first, `${fields.length} dimensions; tensors have at most ${MAX_DIMS}`)
  return fields.map((field) => {
    const size = intOf(field)
    if (size < -1) throw mistake(field, `${size} is no size: write -1 for any`)
    return size
  })
}

/** The server feeds these to the model; callers never send them. */
function internalNames(root: PbtxtMessage): readonly string[] {
  const sequence = merged(root, 'sequence_batching')
  return [
    ...(sequence === undefined
      ? []
      : [...namedIn(sequence, 'control_input', 'name'), ...namedIn(sequence, 'state', 'input_name'), ...namedIn(sequence, 'state', 'output_name')]),
    ...namedIn(root, 'batch_input', 'target_name'),
  ]
}

const namedIn = (message: PbtxtMessage, key: string, name: string): readonly string[] =>
  all(message, key).flatMap((field) => all(messageOf(field), name).map(textOf))

function versionsOf(root: PbtxtMessage): readonly string[] | null {
  const policy = merged(root, 'version_policy')
  const specific = policy === undefined ? undefined : merged(policy, 'specific')
  return specific === undefined ? null : all(specific, 'versions').map((field) => String(intOf(field)))
}

/** A map in text form is a list of `{ key, value { string_value } }`. */
function parametersOf(root: PbtxtMessage): ReadonlyMap<string, string> {
  return new Map(
    all(root, 'parameters').flatMap((field) => {
      const key = optionalText(messageOf(field), 'key')
      const value = merged(messageOf(field), 'value')
      return key === undefined || value === undefined ? [] : [[key, optionalText(value, 'string_value') ?? ''] as const]
    }),
  )
}
