import type { Field } from '../../contract/types.ts'
import { directoryOf, payloadPath } from './payload-links.ts'
import { kindOfModel, onlySignature, refusal } from './refusal.ts'
import { datatypeOf, type Tensor, tensorsOf } from './tensors.ts'
import { MARK, type ViewEntry, type Viewed } from './types.ts'

/**
 * How Triton reads a kind of model. Sources: server docs/user_guide/model_repository.md ("Model Files"), model_configuration.md, and core
 * src/model_config_utils.cc (AutoCompleteBackendFields).
 */
interface Backend {
  readonly framework: string
  readonly format: string
  /** `backend: "onnxruntime"` or `platform: "tensorflow_savedmodel"`. */
  readonly key: 'backend' | 'platform'
  readonly value: string
  /** The backend fills in tensors that the configuration leaves out, from the model. */
  readonly completes: boolean
  /** Name that the backend expects for a directory; a file is named by `default_model_filename`. */
  readonly directory?: string
  /** The backend finds tensors by position in `<name>__<index>`, because the model names no outputs. */
  readonly indexed?: true
}

const BACKENDS: readonly Backend[] = [
  { framework: 'onnx', format: 'onnx', key: 'backend', value: 'onnxruntime', completes: true },
  { framework: 'tensorflow', format: 'saved-model', key: 'platform', value: 'tensorflow_savedmodel', completes: true, directory: 'model.savedmodel' },
  { framework: 'tensorflow', format: 'graph-def', key: 'platform', value: 'tensorflow_graphdef', completes: false },
  { framework: 'openvino', format: 'openvino-ir', key: 'backend', value: 'openvino', completes: true },
  { framework: 'torchscript', format: 'torchscript', key: 'platform', value: 'pytorch_libtorch', completes: false, indexed: true },
]

/** The signature that TensorFlow's backend takes when none is named. */
const DEFAULT_SIGNATURE = 'serving_default'

/**
 * A Triton model repository with one model of one version, `1`: the version of the collection is the image's tag, and the same files must be the same image.
 * `max_batch_size: 0` writes every dimension out, the batch among them, as the contract does.
 * @throws UserError `input-invalid`
 */
export function tritonView(viewed: Viewed, root: string): readonly ViewEntry[] {
  const { found, files } = viewed
  if (found?.framework === 'triton') {
    // a model's directory is called as its configuration says; at the top of the payload that name is the model's
    const directory = directoryOf(found.path)
    const name = directory === '' ? repositoryName(viewed.name) : directory.slice(directory.lastIndexOf('/') + 1)
    return [{ path: `${root}/${name}`, to: payloadPath(directory) }]
  }
  const backend = BACKENDS.find(({ framework, format }) => framework === found?.framework && format === found.format)
  if (!found || !backend) throw refusal('triton', `no backend of Triton takes ${kindOfModel(viewed)}`)
  const name = repositoryName(viewed.name)
  const signature = onlySignature(viewed, 'triton', [DEFAULT_SIGNATURE, 'predict', 'forward'])
  const inputs = block('input', signature.inputs, backend, inputOf)
  const outputs = block('output', signature.outputs, backend, backend.indexed ? indexedOutput : outputOf)
  const isDirectory = backend.directory !== undefined
  const version = `${root}/${name}/1`
  const where = isDirectory && !files.includes(found.path) ? found.path : directoryOf(found.path)
  const text = [
    `# ${MARK}`,
    `name: ${quoted(name)}`,
    `${backend.key}: ${quoted(backend.value)}`,
    'max_batch_size: 0',
    ...(isDirectory ? [] : [`default_model_filename: ${quoted(found.path.slice(found.path.lastIndexOf('/') + 1))}`]),
    ...(isDirectory && signature.name !== DEFAULT_SIGNATURE
      ? [`parameters { key: "TF_SIGNATURE_DEF" value { string_value: ${quoted(signature.name)} } }`]
      : []),
    ...inputs,
    ...outputs,
    '',
  ].join('\n')
  return [
    { path: `${root}/${name}/config.pbtxt`, text },
    { path: isDirectory ? `${version}/${backend.directory}` : version, to: payloadPath(where) },
  ]
}

/** A directory name that Triton takes for a model's name. */
function repositoryName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'model'
}

/** One `input`/`output` block per tensor; none at all where something is unknown and the backend knows it from the model. */
function block(
  key: 'input' | 'output',
  fields: readonly Field[],
  backend: Backend,
  write: (tensor: Tensor, index: number) => readonly string[],
): string[] {
  const tensors = fields.length === 0 ? `the contract has no ${key}s` : withoutEmpty(tensorsOf(fields, 'firm'))
  if (typeof tensors !== 'string') return tensors.flatMap((tensor, index) => [`${key} {`, ...write(tensor, index).map((line) => `  ${line}`), '}'])
  const isTensor = fields.every((field) => 'type' in field)
  if (backend.completes && isTensor) return []
  throw refusal(
    'triton',
    `${tensors}, and ${backend.value} must be told`,
    'Declare the contract in serving.yaml, or take triton out of the input layout.',
  )
}

/** model_config_utils.cc, ValidateModelInput: dimensions are positive or -1. */
function withoutEmpty(tensors: readonly Tensor[] | string): readonly Tensor[] | string {
  const empty = typeof tensors === 'string' ? undefined : tensors.find(({ shape }) => shape.includes(0))
  return empty === undefined ? tensors : `${JSON.stringify(empty.name)} has a size of 0`
}

function inputOf(tensor: Tensor): readonly string[] {
  return [...outputOf(tensor), ...(tensor.optional ? ['optional: true'] : [])]
}

function outputOf(tensor: Tensor): readonly string[] {
  const type = datatypeOf(tensor) === 'BYTES' ? 'STRING' : datatypeOf(tensor)
  const { shape } = tensor
  // model_configuration.md, "Reshape": a scalar is one element for clients and nothing for the model
  const dims = shape.length === 0 ? ['dims: [ 1 ]', 'reshape { shape: [ ] }'] : [`dims: [ ${shape.join(', ')} ]`]
  return [`name: ${quoted(tensor.name)}`, `data_type: TYPE_${type}`, ...dims]
}

/** pytorch_backend README: outputs of TorchScript have no names, their index in the result is written behind any name. */
function indexedOutput(tensor: Tensor, index: number): readonly string[] {
  return outputOf({ ...tensor, name: `${tensor.name.replace(/_\d+$/, '')}__${index}` })
}

/** A string of protobuf's text format; UTF-8 stands for itself, control characters are octal. */
function quoted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (control) => `\\${control.charCodeAt(0).toString(8).padStart(3, '0')}`)
  return `"${escaped}"`
}
