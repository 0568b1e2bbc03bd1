import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Blob, Digest, Manifest } from '../registry/port.ts'

/**
 * An OCI image layout that a builder can start from: manifest and config, and only those layers that are given.
 * BuildKit reads a layer only when it has to; the registry already has them all. Spec: OCI image-spec image-layout.md.
 */
export async function writeLayout(
  folder: string,
  manifest: Manifest,
  config: { readonly digest: Digest; readonly bytes: Uint8Array },
  layers: readonly Blob[],
): Promise<void> {
  const blobs = join(folder, 'blobs', 'sha256')
  await mkdir(blobs, { recursive: true })
  const fileOf = (digest: Digest) => join(blobs, digest.slice('sha256:'.length))
  await writeFile(fileOf(manifest.digest), manifest.bytes)
  await writeFile(fileOf(config.digest), config.bytes)
  for (const layer of layers) await pipeline(Readable.from(layer.open()), createWriteStream(fileOf(layer.digest)))
  const descriptor = { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length }
  await writeFile(
    join(folder, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [descriptor] }),
  )
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
}
