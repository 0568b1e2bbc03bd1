import { createHash } from 'node:crypto'
import type { Digest, Manifest } from '../registry/port.ts'
import { CONFIG_TYPE } from './config.ts'
import { goJson } from './oci-json.ts'

/** OCI image-spec manifest.md. */
export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'

export interface Descriptor {
  readonly mediaType: string
  readonly digest: Digest
  /** Bytes. */
  readonly size: number
}

/** A plain image manifest as deterministic bytes, indented as BuildKit indents it; no annotations: those come with the version. */
export function imageManifest(config: Uint8Array, layers: readonly Descriptor[]): Manifest {
  const bytes = goJson(
    {
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: { mediaType: CONFIG_TYPE, digest: digestOf(config), size: config.length },
      layers: layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
    },
    2,
  )
  return { bytes, digest: digestOf(bytes), mediaType: MANIFEST_TYPE }
}

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
