import type { ByteSource } from '../../formats/bytes.ts'
import { bytesAt, numbers, openRoot, scalar, table, tables } from '../../formats/flatbuffer.ts'
import { partOf } from '../../formats/zip-entry.ts'

/**
 * Sizes of embeddings: features do not store theirs, but what is computed of them does. The part begins with its name and a header (calcers by
 * id, and for each feature its calcers); each calcer lies behind a mark of its own, and what some keep behind it has no length.
 * Source: catboost/private/libs/embedding_features/embedding_processing_collection.cpp, embedding_feature_calcer.cpp and their .fbs.
 */
const PART = 'embed_process_1'
/** Names are padded to the alignment of what follows. */
const NAME_BYTES = 16
const LENGTH_BYTES = 8
const CALCER = 'EmbedCalcerV1'
/** The mark, padded, and the kind of calcer as u32. */
const CALCER_HEAD_BYTES = 20
const GUID_BYTES = 16
/** Calcers of one model: a few for each embedding. */
const MAX_CALCERS = 10_000
/** Bytes of the part that are searched; neighbours of a KNN calcer are kept with their vectors. */
const MAX_SEARCHED = 256 * 1024 * 1024
const WINDOW = 1024 * 1024

/** Size by index of the embedding (among embeddings); what is not told is not in it. @throws UserError `truncated`, `corrupt` */
export function embeddingSizes(source: ByteSource, start: number): ReadonlyMap<number, number> {
  const part = find(source, PART, start)
  if (part === null) return new Map()
  const headerAt = part + NAME_BYTES
  const header = openRoot(partOf(source, source.name, headerAt + LENGTH_BYTES, lengthAt(source, headerAt)))
  const ids = bytesOfGuids(source, headerAt + LENGTH_BYTES, bytesAt(header, 0))
  const perFeature = tables(header, 1, 'PerEmbeddingFeatureCalcers').map((list) => numbers(list, 0, 'uint32') ?? [])
  const sizes = calcerSizes(source, headerAt)
  return new Map(
    perFeature.flatMap((calcers, feature): [number, number][] => {
      const known = calcers.map((calcer) => sizes.get(ids[calcer] ?? '')).filter((size) => size !== undefined)
      const [size] = known
      return size !== undefined && known.every((other) => other === size) ? [[feature, size]] : []
    }),
  )
}

/** Total dimension of each calcer by its id. */
function calcerSizes(source: ByteSource, start: number): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  let at = find(source, CALCER, start)
  for (let seen = 0; at !== null && seen < MAX_CALCERS; seen++) {
    const rootAt = at + CALCER_HEAD_BYTES + LENGTH_BYTES
    const calcer = openRoot(partOf(source, source.name, rootAt, lengthAt(source, at + CALCER_HEAD_BYTES)))
    const implementation = table(calcer, 3, 'FeatureCalcerImpl')
    const size = implementation === undefined ? 0 : scalar(implementation, 0, 'int32')
    const id = structAt(source, rootAt, calcer.position)
    if (size > 0 && id !== null) sizes.set(id, size)
    at = find(source, CALCER, at + CALCER.length)
  }
  return sizes
}

/** The first field of a table is the id, a struct that lies within it: vtable, slot 0. */
function structAt(source: ByteSource, root: number, position: number): string | null {
  const back = view(source, root + position, 4).getInt32(0, true)
  const offset = view(source, root + position - back + 4, 2).getUint16(0, true)
  return offset === 0 ? null : hex(source, root + position + offset)
}

/** A vector of structs: `bytesAt` counts its elements, not its bytes. */
function bytesOfGuids(source: ByteSource, root: number, run: { readonly start: number; readonly length: number } | undefined): readonly string[] {
  const count = Math.min(run?.length ?? 0, MAX_CALCERS)
  return Array.from({ length: count }, (_, i) => hex(source, root + (run?.start ?? 0) + i * GUID_BYTES))
}

const hex = (source: ByteSource, at: number): string => Buffer.from(source.read(at, GUID_BYTES)).toString('hex')

function lengthAt(source: ByteSource, at: number): number {
  const length = view(source, at, LENGTH_BYTES).getBigUint64(0, true)
  return Number(length > BigInt(source.size) ? source.size : length)
}

function view(source: ByteSource, at: number, length: number): DataView {
  const bytes = source.read(at, length)
  return new DataView(bytes.buffer, bytes.byteOffset, length)
}

/** Where a text begins at or behind `start`; null where it does not. */
function find(source: ByteSource, text: string, start: number): number | null {
  const end = Math.min(source.size, start + MAX_SEARCHED)
  for (let at = start; at < end; at += WINDOW) {
    const found = Buffer.from(source.read(at, Math.min(WINDOW + text.length, source.size - at))).indexOf(text, 0, 'latin1')
    if (found >= 0) return at + found
  }
  return null
}
