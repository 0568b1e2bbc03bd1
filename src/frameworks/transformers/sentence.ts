import { isObject, type Json, own, parseDocument } from '../../formats/json-document.ts'
import type { ModelFiles } from '../../model/types.ts'
import { type Known, NOTHING, readObject } from './config.ts'

/** sentence-transformers: a list of modules that turns the states of a transformer into one vector. */
export interface Sentence {
  /** Folder of the transformer, `''` or with a slash at its end. */
  readonly folder: string
  readonly dimension: Known
  readonly where: string
}

const MAX_MODULES = 100
const MAX_BYTES = 1024 * 1024

/** Is there such a list in the folder? */
export const sentenceFile = (folder: string): string => `${folder}modules.json`

/**
 * What comes out of the last module that changes the width. Source: sentence_transformers/models: Pooling, Dense, Normalize, WeightedLayerPooling.
 * @throws UserError `truncated`, `corrupt`
 */
export function readSentence(files: ModelFiles, folder: string): Sentence {
  const path = sentenceFile(folder)
  const list = parseDocument(files.text(path, MAX_BYTES), path)
  const modules = (Array.isArray(list) ? list : []).slice(0, MAX_MODULES).map((module) => moduleOf(module, folder))
  const [transformer] = modules
  let dimension: Known = NOTHING
  let where = path
  for (const { kind, folder: own } of modules.slice(1)) {
    const config = `${own}config.json`
    if (!CHANGES.has(kind)) {
      if (!KEEPS.has(kind)) dimension = NOTHING
      continue
    }
    dimension = files.find(config) === undefined ? NOTHING : widthOf(files, config, kind)
    where = config
  }
  return { folder: transformer?.folder ?? folder, dimension, where }
}

const CHANGES: ReadonlySet<string> = new Set(['Pooling', 'Dense'])
const KEEPS: ReadonlySet<string> = new Set(['Normalize', 'LayerNorm', 'Dropout'])

function moduleOf(module: Json, folder: string): { readonly kind: string; readonly folder: string } {
  const type = isObject(module) ? own(module, 'type') : undefined
  const path = isObject(module) ? own(module, 'path') : undefined
  const kind = typeof type === 'string' ? (type.split('.').at(-1) ?? '') : ''
  return { kind, folder: typeof path === 'string' && path !== '' ? `${folder}${path}/` : folder }
}

/** Ways to pool; each that is on adds one vector. */
const MODES = ['cls_token', 'mean_tokens', 'max_tokens', 'mean_sqrt_len_tokens', 'weightedmean_tokens', 'lasttoken'] as const

function widthOf(files: ModelFiles, path: string, kind: string): Known {
  const config = readObject(files, path)
  const size = (key: string): number | undefined => {
    const value = own(config, key)
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
  }
  if (kind === 'Dense') return known(size('out_features'))
  const each = size('word_embedding_dimension') ?? size('embedding_dimension')
  const mode = own(config, 'pooling_mode')
  if (each === undefined) return NOTHING
  // newer files name the modes in one word or a list, older ones have a switch for each
  const count =
    typeof mode === 'string'
      ? mode.split('+').length
      : Array.isArray(mode)
        ? mode.length
        : MODES.filter((name) => own(config, `pooling_mode_${name}`) === true).length
  return count === 1 ? known(each) : { size: each * Math.max(1, count), source: 'derived' }
}

const known = (size: number | undefined): Known => (size === undefined ? NOTHING : { size, source: 'stored' })
