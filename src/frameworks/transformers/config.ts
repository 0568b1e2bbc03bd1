import type { Source } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { isObject, type Json, type JsonObject, own, parseDocument } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'

/** A size and where it comes from. */
export interface Known {
  readonly size: number | null
  readonly source: Source
}

export const NOTHING: Known = { size: null, source: 'unknown' }

/** `config.json` of a model, or one of the configurations inside of it (`text_config`, `decoder`, …). */
export interface Config {
  /** Lower case with underscores: `bert`, `vision-encoder-decoder`. '' in files before 2020. */
  readonly modelType: string
  /** Class of the saved model, '' where none is named. */
  readonly architecture: string
  /** The class comes with the model's own code (`auto_map`). */
  readonly custom: boolean
  /** A positive whole number under the first of these keys that has one. */
  size(...keys: readonly string[]): number | undefined
  flag(key: string): boolean | undefined
  text(key: string): string | undefined
  /** A configuration inside of this one. */
  inner(key: string): Config | undefined
  /** A list or a number that stands for a square. */
  pair(key: string): readonly [number, number] | undefined
  /** Names of the classes. `id2label` where it is there, else `num_labels`; two where nothing is said (PretrainedConfig.num_labels). */
  readonly labels: { readonly count: number; readonly names: readonly string[]; readonly source: Source }
}

/** Configurations are some kB; those with 21,000 labels of ImageNet are 2 MB. */
const MAX_CONFIG = 16 * 1024 * 1024

/** @throws UserError `truncated`, `corrupt` */
export function readConfig(files: ModelFiles, path: string): Config {
  return configOf(readObject(files, path))
}

/** A JSON file that holds an object. @throws UserError `truncated`, `corrupt` */
export function readObject(files: ModelFiles, path: string): JsonObject {
  const document = parseDocument(files.text(path, MAX_CONFIG), path)
  if (isObject(document)) return document
  throw new UserError('corrupt', `${path} holds no object`, 'Save the model again (save_pretrained).', { file: path })
}

function configOf(object: JsonObject): Config {
  const architectures = own(object, 'architectures')
  const [architecture] = Array.isArray(architectures) ? architectures : []
  const text = (key: string): string | undefined => textIn(own(object, key))
  const inner = (key: string): Config | undefined => {
    const value = own(object, key)
    return isObject(value) ? configOf(value) : undefined
  }
  return {
    modelType: (text('model_type') ?? '').replaceAll('_', '-'),
    architecture: textIn(architecture) ?? '',
    custom: isObject(own(object, 'auto_map')),
    size: (...keys) => keys.map((key) => sizeIn(own(object, key))).find((size) => size !== undefined),
    flag: (key) => {
      const value = own(object, key)
      return typeof value === 'boolean' ? value : undefined
    },
    text,
    inner,
    pair: (key) => pairIn(own(object, key)),
    labels: labelsIn(object),
  }
}

const textIn = (value: Json | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function sizeIn(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
}

function pairIn(value: Json | undefined): readonly [number, number] | undefined {
  const one = sizeIn(value)
  if (one !== undefined) return [one, one]
  const sides = isObject(value) ? [own(value, 'height'), own(value, 'width')] : Array.isArray(value) ? value : []
  const [height, width, ...more] = sides.map((side) => sizeIn(side))
  return height !== undefined && width !== undefined && more.length === 0 ? [height, width] : undefined
}

function labelsIn(object: JsonObject): Config['labels'] {
  const named = own(object, 'id2label')
  if (isObject(named)) {
    const names = Object.values(named).filter((name) => typeof name === 'string')
    return { count: Object.keys(named).length, names, source: 'stored' }
  }
  const count = sizeIn(own(object, 'num_labels')) ?? sizeIn(own(object, '_num_labels'))
  return { count: count ?? 2, names: [], source: count === undefined ? 'derived' : 'stored' }
}
