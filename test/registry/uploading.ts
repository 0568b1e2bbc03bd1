import { digestOf } from '../../src/registry/manifest.ts'
import type { Manifest, Repository } from '../../src/registry/port.ts'
import type { Numbering, Upload } from '../../src/registry/types.ts'

export const SEMVER: Numbering = { scheme: 'semver', prefix: '', initial: '1.0.0', allowBreaking: false }
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const CONFIG = 'application/vnd.oci.image.config.v1+json'
const CONTRACT = '{"contract":1,"framework":{"name":"none"},"signatures":[]}'

/** Puts a model of no layers, told apart by `content`, into a repository by digest, as the image part does before it asks for a version. */
export async function freeze(repository: Repository, content: string, contract = CONTRACT): Promise<Manifest> {
  const config = encode({
    architecture: 'amd64',
    os: 'linux',
    config: { Labels: { 'dev.mlambda.contract': contract, content } },
    rootfs: { type: 'layers', diff_ids: [] },
  })
  const blob = { digest: digestOf(config), size: config.length, mediaType: CONFIG }
  await repository.putBlob({
    ...blob,
    async *open() {
      yield config
    },
  })
  const bytes = encode({ schemaVersion: 2, mediaType: MANIFEST, config: blob, layers: [] })
  const manifest = { bytes, digest: digestOf(bytes), mediaType: MANIFEST }
  await repository.putManifest(manifest.digest, manifest)
  return manifest
}

/** An upload of that content; each is a compatible change of the one before, so versions run 1.0.0, 1.1.0, 1.2.0. */
export function uploadOf(repository: Repository, content: Manifest, nonce: string, changes: Partial<Upload> = {}): Upload {
  return {
    repository,
    content,
    numbering: SEMVER,
    immutableTags: false,
    nonce,
    compare: () => ({ level: 'compatible', changes: [] }),
    annotations: { 'org.opencontainers.image.created': '2026-01-02T03:04:05Z' },
    floating: [],
    log: () => undefined,
    ...changes,
  }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}
