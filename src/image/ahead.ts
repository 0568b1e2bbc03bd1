import { createHash } from 'node:crypto'
import type { ModelFile } from '../model/types.ts'
import type { Blob, Digest, Repository } from '../registry/port.ts'
import type { Payload } from './content.ts'
import { hashLayer, LAYER_TYPE, layerSize, tarStream } from './layers.ts'
import { filesAlone, imageEntry, layerKey } from './plan.ts'
import type { PublishedLayers } from './published-layers.ts'
import { readingBuffers } from './read.ts'
import { requireLayerLimit } from './send.ts'
import type { ContentFile, Entry, LayerPlan, Progress } from './types.ts'

/** Layers that were sent while their files were read for the first time. */
export interface Ahead {
  /** The files in them, identified on the way. */
  readonly files: readonly ContentFile[]
  /** The sent layer of exactly these files, or null. */
  find(layer: Pick<LayerPlan, 'entries'>): { readonly blob: Omit<Blob, 'open'>; readonly diffId: Digest } | null
  /** Bytes. */
  readonly sent: number
}

export const NOTHING_AHEAD: Ahead = { files: [], find: () => null, sent: 0 }

export interface SendingAhead {
  readonly repository: Repository
  readonly published: PublishedLayers
  readonly onRuntime: boolean
  readonly progress: Progress
}

/** Layers on their way at the same time, as oras: some are read while the registry ends others. */
const LANES = 4
/** The smallest layer is asked for first if it costs at most this share of everything. */
const PROBE_SHARE = 1 / 8

/**
 * Sends the large files that the registry cannot have, hashing them (as files and as layers) on the way: every byte is read once. A file is new where
 * the published version has none of its size; another one may be the published one and is hashed first. Nothing becomes visible: these are blobs.
 * Where an upload like this one was cut off before, its smallest layer is there: then nothing is sent ahead, because hashing finds the rest.
 * Throws UserError `corrupt` when a file changes meanwhile, `input-invalid` for a layer that the registry doesn't take.
 */
export async function sendAhead(payload: Payload, sending: SendingAhead): Promise<Ahead> {
  const { repository, published, progress } = sending
  if (!repository.putStream) return NOTHING_AHEAD
  const sizes = new Set(published.files.map(({ size }) => size))
  const alone = filesAlone(payload.files, sending).filter((file) => !file.pointer && !sizes.has(file.size))
  const layers = alone.map((file) => layerOf(file, payload)).sort((a, b) => a.plan.size - b.plan.size)
  requireLayerLimit(
    layers.map(({ plan }) => plan),
    repository.name,
  )
  const total = layers.reduce((sum, { plan }) => sum + plan.size, 0)
  if (await isResumed(layers, total, repository)) return NOTHING_AHEAD

  let done = 0
  const see = (bytes: number): void => {
    done += bytes
    // a layer that was refused halfway was counted as well
    progress('sending layers', Math.min(done, total), total)
  }
  const sent: Sent[] = []
  const queue = layers.values()
  let refused = false
  const lane = async (): Promise<void> => {
    for (const layer of queue) {
      if (refused) return
      try {
        const one = await sendOne(layer, repository, see)
        if (one) sent.push(one)
        else refused = true
      } catch (error) {
        refused = true
        throw error
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: LANES }, lane))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  const byKey = new Map(sent.map((one) => [layerKey([imageEntry(one.file)]), one]))
  return {
    files: sent.map(({ file }) => file),
    find: ({ entries }) => byKey.get(layerKey(entries)) ?? null,
    sent: sent.reduce((sum, { blob }) => sum + blob.size, 0),
  }
}

interface UnreadLayer {
  readonly file: ModelFile
  readonly plan: LayerPlan
}

interface Sent {
  readonly file: ContentFile
  readonly blob: Omit<Blob, 'open'>
  readonly diffId: Digest
}

/** The layer as it will be planned; only what is in the file is not known yet. */
function layerOf(file: ModelFile, payload: Payload): UnreadLayer {
  const entry: Entry = { ...imageEntry({ ...file, sha256: '' }), from: { file: payload.onDisk(file.path) } }
  return { file, plan: { title: entry.path, entries: [entry], size: layerSize([entry]) } }
}

async function isResumed(layers: readonly UnreadLayer[], total: number, repository: Repository): Promise<boolean> {
  const [smallest] = layers
  if (!smallest || smallest.plan.size > total * PROBE_SHARE) return false
  const { blob } = await hashLayer(smallest.plan, 'none', () => {})
  return await repository.hasBlob(blob.digest, blob.size)
}

async function sendOne({ file, plan }: UnreadLayer, repository: Repository, see: (bytes: number) => void): Promise<Sent | null> {
  const inFile = createHash('sha256')
  const inLayer = createHash('sha256')
  let stamp = ''
  const packing = {
    content: (chunk: Uint8Array) => inFile.update(chunk),
    seen: (seen: string) => {
      stamp = seen
    },
    buffers: readingBuffers(),
  }
  let digest: Digest | undefined
  const taken = await repository.putStream?.({
    size: plan.size,
    async *open() {
      for await (const chunk of tarStream(plan.entries, packing)) {
        inLayer.update(chunk)
        see(chunk.length)
        yield chunk
      }
    },
    digest() {
      digest = `sha256:${inLayer.digest('hex')}`
      return digest
    },
  })
  if (!taken || digest === undefined) return null
  const { path, size, executable } = file
  return {
    file: { path, size, executable, sha256: inFile.digest('hex'), stamp },
    blob: { digest, size: plan.size, mediaType: LAYER_TYPE.none },
    diffId: digest,
  }
}
