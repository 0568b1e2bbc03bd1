import { UserError } from '../errors.ts'
import type { Blob, Digest, Manifest } from '../registry/port.ts'
import { CONFIG_TYPE, imageConfig } from './config.ts'
import { type Descriptor, digestOf, imageManifest } from './manifest.ts'
import type { SentLayer } from './send.ts'
import type { Plan } from './types.ts'

/** An image as bytes: what the embedded builder pushes, and what buildx starts from. */
export interface Composed {
  readonly manifest: Manifest
  readonly config: Blob & { readonly bytes: Uint8Array }
  readonly layers: readonly Descriptor[]
}

/** Docker's overlay2 and BuildKit's snapshots take no more (moby daemon/graphdriver/overlay2: maxDepth 128, three in use). */
const MAX_DEPTH = 125

/** Config and manifest over the runtime's layers and ours. Pure: the same layers give the same bytes. */
export function composeImage(plan: Plan, sent: readonly SentLayer[]): Composed {
  const layers = [...(plan.base?.layers ?? []), ...sent.map(({ blob }) => blob)]
  if (layers.length > MAX_DEPTH) {
    throw new UserError(
      'input-invalid',
      `the runtime has ${plan.base?.layers.length ?? 0} layers: with the model's that is more than the ${MAX_DEPTH} an image may have`,
      'flatten the runtime image',
    )
  }
  const bytes = imageConfig({
    platform: plan.platform,
    labels: plan.labels,
    layers: sent,
    ...(plan.base === undefined ? {} : { base: plan.base.config }),
  })
  const digest: Digest = digestOf(bytes)
  return {
    manifest: imageManifest(bytes, layers),
    layers,
    config: { bytes, digest, size: bytes.length, mediaType: CONFIG_TYPE, open: () => once(bytes) },
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
