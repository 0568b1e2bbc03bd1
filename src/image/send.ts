import { UserError } from '../errors.ts'
import { printBytes } from '../log.ts'
import type { Blob, Digest, Repository } from '../registry/port.ts'
import { type HashedLayer, hashLayer } from './layers.ts'
import type { Compression, LayerPlan, Progress } from './types.ts'

export interface Sending {
  readonly repository: Repository
  readonly compression: Compression
  readonly progress: Progress
  /** A layer of the same files that was sent before all was known, or null: it is there. */
  readonly ahead: (layer: LayerPlan) => { readonly blob: Omit<Blob, 'open'>; readonly diffId: Digest } | null
  /** A published layer of the same files, or null: it is asked for instead of being read and hashed. */
  readonly published: (layer: LayerPlan) => { readonly blob: Omit<Blob, 'open'>; readonly diffId: Digest } | null
}

export interface SentLayer {
  readonly diffId: Digest
  readonly title: string
  readonly blob: Blob
}

/** Layers on their way at the same time: small ones are bound by round trips, large ones by the wire. */
const LANES = 3

/**
 * Brings every layer into the repository, reading it once to know it and once more only if it has to be sent.
 * The smallest goes first and alone: it shows that the repository exists and is writable before gigabytes move.
 */
export async function sendLayers(
  layers: readonly LayerPlan[],
  sending: Sending,
): Promise<{ readonly layers: readonly SentLayer[]; readonly sent: number }> {
  requireLayerLimit(layers, sending.repository.name)
  const total = layers.reduce((sum, layer) => sum + layer.size, 0)
  const hashed = counter(sending.progress, 'reading layers', total)
  const moved = counter(sending.progress, 'sending layers', total)
  const result: SentLayer[] = []
  let sent = 0
  const send = async (layer: LayerPlan, index: number): Promise<void> => {
    const ahead = sending.ahead(layer)
    const known = ahead ?? sending.published(layer)
    if (known && (ahead || (await sending.repository.hasBlob(known.blob.digest, known.blob.size)))) {
      hashed.did(layer.size)
      moved.expect(-layer.size)
      result[index] = { diffId: known.diffId, title: layer.title, blob: { ...known.blob, open: () => rebuilt(layer, sending.compression) } }
      return
    }
    const { blob, diffId } = await hashLayer(layer, sending.compression, hashed.did)
    if (await sending.repository.hasBlob(blob.digest, blob.size)) moved.expect(-layer.size)
    else {
      moved.expect(blob.size - layer.size)
      await sending.repository.putBlob({ ...blob, open: () => counted(blob.open(), moved.did) })
      sent += blob.size
    }
    // what was kept to be sent is let go
    result[index] = { diffId, title: layer.title, blob: { ...blob, open: () => rebuilt(layer, sending.compression) } }
  }
  const queue = layers.map((layer, index) => ({ layer, index })).sort((a, b) => a.layer.size - b.layer.size)
  const [probe, ...rest] = queue
  if (probe) await send(probe.layer, probe.index)
  const waiting = rest.values()
  let failed = false
  const lane = async (): Promise<void> => {
    for (const { layer, index } of waiting) {
      if (failed) return
      try {
        await send(layer, index)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
  for (const outcome of lanes) if (outcome.status === 'rejected') throw outcome.reason
  return { layers: result, sent }
}

/** Largest layer a registry takes. GitHub docs, "Working with the Container registry": 10 GB each layer. */
const LAYER_LIMITS: ReadonlyMap<string, number> = new Map([['ghcr.io', 10_000_000_000]])

/** @throws UserError `input-invalid` naming the layer and the limit, before anything is read */
export function requireLayerLimit(layers: readonly LayerPlan[], repository: string): void {
  const host = repository.split('/', 1)[0] ?? ''
  const limit = LAYER_LIMITS.get(host)
  const over = layers.find((layer) => limit !== undefined && layer.size > limit)
  if (!over || limit === undefined) return
  throw new UserError(
    'input-invalid',
    `${over.title} is ${printBytes(over.size)}, but ${host} takes at most ${printBytes(limit)} in one layer`,
    'save the model in shards below that size (`max_shard_size`), or publish to a registry without that limit',
  )
}

async function* rebuilt(layer: LayerPlan, compression: Compression): AsyncGenerator<Uint8Array> {
  const { blob }: HashedLayer = await hashLayer(layer, compression, () => {})
  yield* blob.open()
}

async function* counted(stream: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    count(chunk.length)
    yield chunk
  }
}

interface Counter {
  readonly did: (bytes: number) => void
  /** So many more are to be done than was thought; negative: fewer. A layer that is there already is not sent, a packed one is smaller. */
  readonly expect: (bytes: number) => void
}

function counter(progress: Progress, step: string, atFirst: number): Counter {
  let done = 0
  let total = atFirst
  // a layer that was refused halfway is counted again
  const tell = (): void => {
    if (total > 0) progress(step, Math.min(done, total), total)
  }
  return {
    did(bytes) {
      done += bytes
      tell()
    },
    expect(bytes) {
      total += bytes
      tell()
    },
  }
}
