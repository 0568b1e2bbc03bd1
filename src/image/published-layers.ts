import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Blob, Digest, Manifest, Repository } from '../registry/port.ts'
import { isDigest } from '../registry/reference.ts'
import { HISTORY_COMMENT } from './config.ts'
import { contentDigest } from './content.ts'
import { parseFilesList } from './files-list.ts'
import { contentOffset, LAYER_TYPE } from './layers.ts'
import type { Descriptor } from './manifest.ts'
import { manifestParts } from './manifest-parts.ts'
import { parseObject } from './parse-object.ts'
import { FILES_JSON, FILES_PREFIX, imageEntry, layerKey } from './plan.ts'
import { findInTar } from './tar-find.ts'
import type { Compression, ContentFile, LayerPlan } from './types.ts'

/** What an earlier version already holds. */
export interface PublishedLayers {
  /** Every file of its payload; an LFS pointer with one of these sha256 is that file. */
  readonly files: readonly ContentFile[]
  /** Its layer of exactly these files, if it has one in this compression. */
  find(layer: LayerPlan, compression: Compression): { readonly blob: Omit<Blob, 'open'>; readonly diffId: Digest } | null
  /** The bytes of a listed file, cut out of its layer; `null` where it is not listed or its layer is too large to be fetched for it. */
  fetch(sha256: string): Promise<Uint8Array | null>
}

export const NOTHING_PUBLISHED: PublishedLayers = { files: [], find: () => null, fetch: async () => null }

/** Largest layer that is fetched for files in it: every bundle of small and medium files is below, and it is held in memory. */
const MAX_FETCHED = 64 * 1024 * 1024

/** The list of 200,000 files is about 40 MB. Unpacked layers are held to the same. */
const MAX_LIST = 64 * 1024 * 1024
/** As registries and clients refuse larger configs. */
const MAX_CONFIG = 4 * 1024 * 1024

/**
 * Reads the file list of a published version: manifest, config and one small layer. An image that this tool did not write, or one whose list
 * does not fit its own content digest, holds nothing to re-use; that is no error. Throws what the repository throws.
 */
export async function readPublishedLayers(repository: Repository, digest: Digest): Promise<PublishedLayers> {
  const manifest = await repository.get(digest)
  if (manifest === null) return NOTHING_PUBLISHED
  if (isIndex(manifest)) return NOTHING_PUBLISHED
  const { config: configDigest, layers } = manifestParts(manifest)
  const config = await repository.getBlob(configDigest, MAX_CONFIG)
  if (config === null) return NOTHING_PUBLISHED
  const ours = ownLayers(parseObject(config, 'published config'), layers)
  const last = ours.at(-1)
  if (!last || last.blob.size > MAX_LIST) return NOTHING_PUBLISHED
  const tar = await repository.getBlob(last.blob.digest, MAX_LIST)
  const list = tar === null ? null : findInTar(unpack(tar, last.blob.mediaType), FILES_JSON)
  const files = list === null ? null : parseFilesList(list)
  if (files === null || contentDigest(files.files) !== files.content) return NOTHING_PUBLISHED
  const inLayer = ours.map((_, index) => files.files.filter((file) => file.layer === index).map(imageEntry))
  const byKey = new Map(ours.map((layer, index) => [layerKey(inLayer[index] ?? []), layer]))
  // the files of one layer are asked for one after the other
  let fetched: { readonly index: number; readonly tar: Uint8Array } | undefined
  const layerBytes = async (index: number): Promise<Uint8Array | null> => {
    if (fetched?.index === index) return fetched.tar
    const blob = ours[index]?.blob
    const packed = blob === undefined || blob.size > MAX_FETCHED ? null : await repository.getBlob(blob.digest, MAX_FETCHED)
    if (packed === null || blob === undefined) return null
    fetched = { index, tar: unpack(packed, blob.mediaType) }
    return fetched.tar
  }
  return {
    async fetch(sha256) {
      const file = files.files.find((one) => one.sha256 === sha256)
      const bytes = file && (await layerBytes(file.layer))
      if (!bytes) return null
      const start = contentOffset(inLayer[file.layer] ?? [], FILES_PREFIX + file.path)
      const found = bytes.subarray(start, start + file.size)
      return createHash('sha256').update(found).digest('hex') === sha256 ? found : null
    },
    files: files.files,
    find(plan, compression) {
      const found = byKey.get(layerKey(plan.entries))
      return found && compression !== 'zstd' && found.blob.mediaType === LAYER_TYPE[compression] ? found : null
    },
  }
}

interface OwnLayer {
  readonly blob: Omit<Blob, 'open'>
  readonly diffId: Digest
}

/** Our layers among a runtime's and a command's: the history pairs with the layers, and names ours. */
function ownLayers(config: { readonly [key: string]: unknown }, layers: readonly Descriptor[]): readonly OwnLayer[] {
  const history = (Array.isArray(config['history']) ? config['history'] : []).map(record).filter((line) => line['empty_layer'] !== true)
  const ids = record(config['rootfs'])['diff_ids']
  if (history.length !== layers.length || !Array.isArray(ids)) return []
  return history.flatMap((line, index) => {
    const blob = layers[index]
    const diffId: unknown = ids[index]
    return line['comment'] === HISTORY_COMMENT && blob && isDigest(diffId) ? [{ blob, diffId }] : []
  })
}

function isIndex(manifest: Manifest): boolean {
  return 'manifests' in parseObject(manifest.bytes, 'published manifest')
}

function unpack(bytes: Uint8Array, mediaType: string): Uint8Array {
  if (mediaType !== LAYER_TYPE.gzip) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_LIST })
  } catch {
    return new Uint8Array()
  }
}

function record(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
}
