import { gunzipSync } from 'node:zlib'
import type { Blob, Digest, Manifest, Repository } from '../registry/port.ts'
import { isDigest } from '../registry/reference.ts'
import { HISTORY_COMMENT } from './config.ts'
import { contentDigest } from './content.ts'
import { parseFilesList } from './files-list.ts'
import { LAYER_TYPE } from './layers.ts'
import type { Descriptor } from './manifest.ts'
import { manifestParts } from './manifest-parts.ts'
import { parseObject } from './parse-object.ts'
import { FILES_JSON, imageEntry, layerKey } from './plan.ts'
import { findInTar } from './tar-find.ts'
import type { Compression, ContentFile, LayerPlan } from './types.ts'

/** What an earlier version already holds. */
export interface PublishedLayers {
  /** Every file of its payload; an LFS pointer with one of these sha256 is that file. */
  readonly files: readonly ContentFile[]
  /** Its layer of exactly these files, if it has one in this compression. */
  find(layer: LayerPlan, compression: Compression): { readonly blob: Omit<Blob, 'open'>; readonly diffId: Digest } | null
}

export const NOTHING_PUBLISHED: PublishedLayers = { files: [], find: () => null }

/** The list of 200,000 files is about 40 MB. */
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
  const byKey = new Map(ours.map((layer, index) => [layerKey(files.files.filter((file) => file.layer === index).map(imageEntry)), layer]))
  return {
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
