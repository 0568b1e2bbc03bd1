import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { findHdf5, openHdf5 } from '../../formats/hdf5.ts'
import { isZip, openZip } from '../../formats/zip.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { get, parseJson, textAt } from './json.ts'
import { hdf5Content } from './read.ts'
import { GRAPH_CLASSES, layersOf } from './topology.ts'

/** Where the parts of a saved model lie beside each other (keras/src/saving/saving_lib.py, zipped=False). */
const CONFIG = 'config.json'
const METADATA = 'metadata.json'
const WEIGHTS = /^model\.weights\.(h5|json|npz)$/
/** Bytes of a JSON file that must show what it is. */
const HEAD = 2_048

/** Whole models: by content, whatever the file is called. Weights are no second model where the model itself is there. */
export function findModels(files: ModelFiles): readonly Match[] {
  const directories = savedDirectories(files)
  const inside = (file: ModelFile): boolean => directories.some(({ covers }) => covers.includes(file.path))
  const rest = files.files.filter((file) => !inside(file) && file.size > 0)
  const found = rest.flatMap((file) => matchFile(files, file))
  const models = [...directories, ...found.filter(({ format }) => format !== 'keras-weights')]
  const weights = found.filter(({ format }) => format === 'keras-weights')
  if (models.length === 0) return weights
  // checkpoints of the training beside the model are part of it
  const [only] = models
  return models.length === 1 && only !== undefined ? [{ ...only, covers: [...only.covers, ...weights.map(({ path }) => path)] }] : models
}

function savedDirectories(files: ModelFiles): readonly Match[] {
  return files.files.flatMap((file) => {
    if (file.path !== CONFIG && !file.path.endsWith(`/${CONFIG}`)) return []
    const directory = file.path.slice(0, -CONFIG.length)
    const metadata = files.find(`${directory}${METADATA}`)
    const weights = files.files.filter(({ path }) => path.startsWith(directory) && WEIGHTS.test(path.slice(directory.length)))
    if (metadata === undefined || weights.length === 0 || !isMetadata(files, metadata)) return []
    const shards = files.files.filter(({ path }) => path.startsWith(`${directory}model_0`) || path.startsWith(`${directory}assets/`))
    const covers = [file.path, metadata.path, ...weights.map(({ path }) => path), ...shards.map(({ path }) => path)]
    return [{ format: 'keras-v3-directory', path: file.path, because: `${file.path} and ${metadata.path} are those of a saved Keras model`, covers }]
  })
}

function isMetadata(files: ModelFiles, file: ModelFile): boolean {
  if (file.pointer !== undefined || file.size === 0 || file.size > 65_536) return false
  return headOf(files.open(file.path)).includes('"keras_version"')
}

function matchFile(files: ModelFiles, file: ModelFile): readonly Match[] {
  const of = (format: string, because: string): readonly Match[] => [{ format, path: file.path, because, covers: [file.path] }]
  if (file.pointer !== undefined) return /\.keras$/i.test(file.path) ? of('keras-v3', `${file.path} is called a Keras model`) : []
  const source = files.open(file.path)
  if (findHdf5(source) !== undefined) {
    const content = hdf5Content(source)
    if (content === 'model') return of('hdf5', `${file.path} is an HDF5 file with a model_config`)
    if (content === 'weights') return of('keras-weights', `${file.path} holds the weights of Keras layers`)
    // damaged: the name tells whose file it is
    return isDamaged(source) && /\.(h5|hdf5|keras)$/i.test(file.path) ? of('hdf5', `${file.path} is an HDF5 file`) : []
  }
  if (isZip(source)) return isArchive(source, file.path) ? of('keras-v3', `${file.path} holds the parts of a saved Keras model`) : []
  if (/\.json$/i.test(file.path) && isArchitecture(source)) return of('keras-json', `${file.path} is the architecture of a Keras model`)
  return /\.keras$/i.test(file.path) ? of('keras-v3', `${file.path} is called a Keras model`) : []
}

/** An HDF5 file that cannot be walked. */
function isDamaged(source: ByteSource): boolean {
  try {
    const root = openHdf5(source)
    return root.attributes().length + root.members().length < 0
  } catch (error) {
    if (error instanceof UserError) return true
    throw error
  }
}

function isArchive(source: ByteSource, path: string): boolean {
  try {
    const names = new Set(openZip(source).entries.map(({ name }) => name))
    return names.has(CONFIG) && (names.has(METADATA) || [...names].some((name) => WEIGHTS.test(name)))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return /\.keras$/i.test(path)
  }
}

const headOf = (source: ByteSource): string => new TextDecoder().decode(source.read(0, Math.min(source.size, HEAD)))

/** First keys of `model.to_json()`: Python 2 wrote them in any order. */
const FIRST_KEY = /^\s*\{\s*"(class_name|config|keras_version|backend|module|registered_name)"\s*:/
/** Bytes of a JSON file that is parsed to see what it is. */
const SMALL = 8 * 1024 * 1024

/** `model.to_json()`: a class of model, layers inside. */
function isArchitecture(source: ByteSource): boolean {
  const head = headOf(source)
  if (!FIRST_KEY.test(head)) return false
  if (source.size > SMALL) return /"class_name"\s*:\s*"(Sequential|Functional|Model)"\s*,\s*"config"\s*:/.test(head)
  try {
    const model = parseJson(new TextDecoder().decode(source.read(0, source.size)), source.name)
    return GRAPH_CLASSES.has(textAt(model, 'class_name') ?? '') && layersOf(get(model, 'config')).length > 0
  } catch (error) {
    // half of an architecture is one that is cut off; anything else that is no JSON is somebody else's
    if (error instanceof UserError) return /"class_name"\s*:\s*"(Sequential|Functional|Model)"/.test(head)
    throw error
  }
}
