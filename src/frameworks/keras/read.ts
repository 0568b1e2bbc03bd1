import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { type Hdf5Object, openHdf5 } from '../../formats/hdf5.ts'
import { openZip, type Zip } from '../../formats/zip.ts'
import type { ModelFiles } from '../../model/types.ts'
import { isObject, type Obj, objectAt, parseJson, textAt } from './json.ts'

/** A model's configuration, wherever it lay. */
export interface Stored {
  /** `{"class_name": …, "config": …}` */
  readonly model: Obj
  /** As written: `2.2.4-tf`. */
  readonly version: string | undefined
  /** File and part, for evidence. */
  readonly where: string
}

/** Text of one configuration: 155 layers take 200 kB. */
const MAX_CONFIG = 64 * 1024 * 1024
const MAX_METADATA = 1024 * 1024

/** The attribute `model_config` of an HDF5 file. Throws UserError `not-inferable` for weights without one. */
export function readHdf5(source: ByteSource): Stored {
  const root = openHdf5(source)
  const [config] = root.attribute('model_config') ?? []
  if (typeof config !== 'string') throw weightsOnly(source.name)
  const where = `${source.name}: model_config`
  const [version] = root.attribute('keras_version') ?? []
  return { model: modelIn(config, source.name), version: typeof version === 'string' ? version : undefined, where }
}

/** What an HDF5 file holds, for Keras. Never throws for foreign content. */
export function hdf5Content(source: ByteSource): 'model' | 'weights' | undefined {
  try {
    const root = openHdf5(source)
    if (root.attributes().includes('model_config')) return 'model'
    return isWeights(root) ? 'weights' : undefined
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** Keras 1 and 2 list the layers in an attribute; Keras 3 has groups `layers` or `_layer_checkpoint_dependencies`, with `vars` in them. */
function isWeights(root: Hdf5Object): boolean {
  if (root.attributes().some((name) => /^layer_names\d*$/.test(name))) return true
  const members = root.members()
  return (
    members.includes('_layer_checkpoint_dependencies') || (members.includes('layers') && (members.includes('vars') || members.includes('optimizer')))
  )
}

/** Names of the parts of a `.keras` file. Source: keras/src/saving/saving_lib.py. */
const CONFIG = 'config.json'
const METADATA = 'metadata.json'

export function readArchive(source: ByteSource): Stored {
  const zip = openZip(source)
  const config = zip.find(CONFIG)
  if (config === undefined) throw new UserError('corrupt', `${source.name} has no ${CONFIG}`, 'Save the model again.', { file: source.name })
  return {
    model: modelIn(zip.text(config, MAX_CONFIG), `${source.name}: ${CONFIG}`),
    version: versionIn(textOf(zip, METADATA)),
    where: `${source.name}: ${CONFIG}`,
  }
}

function textOf(zip: Zip, name: string): string | undefined {
  const entry = zip.find(name)
  return entry && zip.text(entry, MAX_METADATA)
}

/** The parts of a `.keras` file in a directory: `model.save(path, zipped=False)`. */
export function readDirectory(files: ModelFiles, directory: string): Stored {
  const path = `${directory}${CONFIG}`
  return { model: modelIn(files.text(path, MAX_CONFIG), path), version: versionIn(files.text(`${directory}${METADATA}`, MAX_METADATA)), where: path }
}

/** `model.to_json()` in a file of its own. */
export function readJson(files: ModelFiles, path: string): Stored {
  const model = modelIn(files.text(path, MAX_CONFIG), path)
  return { model, version: textAt(model, 'keras_version'), where: path }
}

function versionIn(metadata: string | undefined): string | undefined {
  return metadata === undefined ? undefined : textAt(parseJson(metadata, METADATA), 'keras_version')
}

function modelIn(text: string, file: string): Obj {
  const value = parseJson(text, file)
  // some writers of early tf.keras wrapped it once more
  const model = objectAt(value, 'model_config') ?? value
  if (isObject(model) && textAt(model, 'class_name') !== undefined) return model
  throw new UserError('corrupt', `${file} holds no configuration of a Keras model`, 'Save the model again.', { file })
}

/** Weights say what a network has learned, not what it is. */
export function weightsOnly(file: string): UserError {
  const message = `${file} holds the weights of a Keras model, not its layers, inputs and outputs.`
  const remedy =
    'Save the whole model: model.save("model.keras") instead of model.save_weights(…); or put model.to_json() beside the weights; or declare the contract in serving.yaml.'
  return new UserError('not-inferable', message, remedy, { file })
}
