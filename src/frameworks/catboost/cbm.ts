import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { bytesAt, corruptAt, openRoot, scalar, type Table, table, tables, text, texts } from '../../formats/flatbuffer.ts'
import { type Json, parseJson } from '../../formats/json.ts'
import { partOf } from '../../formats/zip-entry.ts'
import { embeddingSizes } from './embeddings.ts'
import { describeInfo, type Info } from './info.ts'
import { type Feature, MAX_FEATURES, type Model } from './model.ts'

/**
 * CatBoost's own format: `CBM1`, u32 length, a FlatBuffer of that length (TModelCore), then the parts that it lists (tables of categories,
 * dictionaries of texts). Source: catboost/libs/model/model.cpp (TFullModel::Load), catboost/libs/model/flatbuffers/model.fbs.
 */
export const MAGIC = 'CBM1'
const HEADER_BYTES = 8

/** Slots of TModelCore. */
const CORE = { trees: 1, info: 2, parts: 3 } as const
/** Slots of TModelTrees. */
const TREES = { dimension: 0, categories: 4, numbers: 5, texts: 12, embeddings: 18 } as const

/** Slots of the tables of features.fbs, which are not in one order. */
const KINDS = [
  { kind: 'number', slot: TREES.numbers, index: 2, name: 4 },
  { kind: 'category', slot: TREES.categories, index: 1, name: 2 },
  { kind: 'text', slot: TREES.texts, index: 1, name: 2 },
  { kind: 'embedding', slot: TREES.embeddings, index: 1, name: 2 },
] as const
const EMBEDDING_SIZE = 3

/** One value of the map of texts: parameters list every class and ignored feature. */
const MAX_VALUE_BYTES = 16 * 1024 * 1024

/** @throws UserError `truncated`, `corrupt` */
export function readCbm(source: ByteSource): Model {
  const head = source.read(0, HEADER_BYTES)
  const size = new DataView(head.buffer, head.byteOffset, HEADER_BYTES).getUint32(4, true)
  if (HEADER_BYTES + size > source.size) throw cutOff(source, `its model takes ${size} bytes`)
  const core = openRoot(partOf(source, source.name, HEADER_BYTES, size))
  const trees = table(core, CORE.trees, 'ModelTrees')
  if (trees === undefined) throw corruptAt(core, 'holds no trees')
  const parts = texts(core, CORE.parts)
  requireParts(source, HEADER_BYTES + size, parts)
  const dimension = scalar(trees, TREES.dimension, 'int32')
  if (dimension < 1 || dimension > MAX_FEATURES) throw corruptAt(trees, `approximates ${dimension} values per row`)
  const sizes = parts.some((part) => part.startsWith('embed_process')) ? embeddingSizes(source, HEADER_BYTES + size) : new Map<number, number>()
  return { features: featuresOf(trees, sizes), dimension, ...describeInfo(infoOf(core, source)) }
}

function featuresOf(trees: Table, sizes: ReadonlyMap<number, number>): readonly Feature[] {
  const features = KINDS.flatMap(({ kind, slot, index, name }) =>
    tables(trees, slot, kind).map((feature): Feature => {
      const at = scalar(feature, index, 'int32', -1)
      if (at < 0 || at >= MAX_FEATURES) throw corruptAt(feature, `is feature ${at} of a row`)
      const size = kind === 'embedding' ? scalar(feature, EMBEDDING_SIZE, 'int32') || (sizes.get(scalar(feature, 0, 'int32', -1)) ?? 0) : 0
      return { kind, index: at, name: text(feature, name) ?? '', ...(size > 0 && { size }) }
    }),
  )
  const seen = new Set(features.map(({ index }) => index))
  if (seen.size !== features.length) throw corruptAt(trees, 'has two features at one place of a row')
  return features.sort((a, b) => a.index - b.index)
}

/** The values that matter, by their keys; others (histories of training) are not read. */
function infoOf(core: Table, source: ByteSource): Info {
  const found = new Map<string, string>()
  for (const entry of tables(core, CORE.info, 'InfoMap')) {
    const key = text(entry, 0) ?? ''
    const run = WANTED.has(key) ? bytesAt(entry, 1) : undefined
    if (run === undefined) continue
    if (run.length > MAX_VALUE_BYTES) throw corruptAt(entry, `has ${run.length} bytes of ${key}`)
    found.set(key, new TextDecoder().decode(source.read(HEADER_BYTES + run.start, run.length)))
  }
  const json = (key: string): Json | undefined => {
    const value = found.get(key)
    return value === undefined ? undefined : parseJson(value, `${source.name}: InfoMap.${key}`)
  }
  return {
    params: json('params'),
    classes: json('class_params') ?? json('multiclass_params'),
    lossFunction: json('loss_function'),
    version: found.get('catboost_version_info'),
  }
}

const WANTED = new Set(['params', 'class_params', 'multiclass_params', 'loss_function', 'catboost_version_info'])

/** What the dictionaries of texts end with. */
const TEXTS_END = 'ILLEGAL_GUID'

/** `static_provider_v1`: u32 number of tables, each u32 length and bytes. `text_process_v2` has a mark at its end, others have neither. */
function requireParts(source: ByteSource, start: number, parts: readonly string[]): void {
  if (parts.length === 0) return
  if (start >= source.size) throw cutOff(source, `${parts[0]} is missing`)
  if (parts.at(-1)?.startsWith('text_process_v2')) {
    const tail = Buffer.from(source.read(source.size - 16, 16)).toString('latin1')
    if (!tail.includes(TEXTS_END)) throw cutOff(source, 'the mark that ends its texts is missing')
  }
  if (parts[0]?.replace(/\0+$/, '') !== 'static_provider_v1') return
  const u32 = (at: number): number => {
    const bytes = source.read(at, 4)
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true)
  }
  const count = u32(start)
  let at = start + 4
  for (let i = 0; i < count; i++) {
    at += 4 + u32(at)
    if (at > source.size) throw cutOff(source, 'a table of categories runs over its end')
  }
}

const cutOff = ({ name, size }: ByteSource, why: string): UserError =>
  new UserError(
    'truncated',
    `${name} ends after ${size} bytes: ${why}`,
    'The file is cut off: copy or save it again, and compare its size with the original.',
    {
      file: name,
    },
  )
