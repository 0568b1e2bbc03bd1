import { createHash } from 'node:crypto'
import type { Digest, Manifest } from './port.ts'
import { isDigest } from './reference.ts'

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
/** Manifests of one image: OCI image-spec manifest.md, Docker image manifest version 2 schema 2. */
const IMAGE_TYPES: ReadonlySet<string> = new Set([OCI_MANIFEST, 'application/vnd.docker.distribution.manifest.v2+json'])
const INDEX_TYPES: ReadonlySet<string> = new Set([OCI_INDEX, 'application/vnd.docker.distribution.manifest.list.v2+json'])

/** A manifest as far as versions need it. */
export type ManifestContent =
  | {
      readonly kind: 'image'
      readonly config: { readonly digest: Digest; readonly size: number }
      readonly layers: readonly Digest[]
      /** Bytes of all layers as they are sent. */
      readonly size: number
      readonly annotations: Readonly<Record<string, string>>
    }
  | { readonly kind: 'index' }
  | { readonly kind: 'other' }

/** The media type of manifest bytes: what they say themselves, else what their keys say (image-spec 1.0 made `mediaType` optional). `null`: no manifest. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const json = parse(bytes)
  if (json === null) return null
  const stated = json['mediaType']
  if (typeof stated === 'string') return stated
  if (Array.isArray(json['manifests'])) return OCI_INDEX
  return typeof json['config'] === 'object' && Array.isArray(json['layers']) ? OCI_MANIFEST : null
}

/** Reads what a registry stores under a tag; never throws: what is no image manifest is `other`. */
export function readManifest(manifest: Manifest): ManifestContent {
  if (INDEX_TYPES.has(manifest.mediaType)) return { kind: 'index' }
  const json = parse(manifest.bytes)
  const config = record(json?.['config'])
  const layers = json?.['layers']
  const { digest, size } = config
  if (json === null || !IMAGE_TYPES.has(manifest.mediaType) || !isDigest(digest) || typeof size !== 'number' || !Array.isArray(layers))
    return { kind: 'other' }
  const digests = layers.map((layer) => record(layer)['digest'])
  return digests.every(isDigest)
    ? {
        kind: 'image',
        config: { digest, size },
        layers: digests,
        size: sumOf(layers.map((layer) => record(layer)['size'])),
        annotations: strings(json['annotations']),
      }
    : { kind: 'other' }
}

function sumOf(sizes: readonly unknown[]): number {
  return sizes.reduce<number>((sum, size) => sum + (typeof size === 'number' && size > 0 ? size : 0), 0)
}

/** The same manifest with further annotations, sorted by key: the same input gives the same bytes on every machine. */
export function withAnnotations(manifest: Manifest, annotations: Readonly<Record<string, string>>): Manifest {
  const json = parse(manifest.bytes)
  if (json === null || manifest.mediaType !== OCI_MANIFEST) throw new Error(`only OCI image manifests are annotated, not ${manifest.mediaType}`)
  const all = Object.entries({ ...strings(json['annotations']), ...annotations }).sort(([a], [b]) => (a < b ? -1 : 1))
  const bytes = new TextEncoder().encode(JSON.stringify({ ...json, annotations: Object.fromEntries(all) }))
  return { bytes, digest: digestOf(bytes), mediaType: manifest.mediaType }
}

/** The annotations of an image manifest; none for anything else. */
export function annotationsOf(manifest: Manifest): Readonly<Record<string, string>> {
  const content = readManifest(manifest)
  return content.kind === 'image' ? content.annotations : {}
}

/** Both hold the same config and layers, whatever their annotations say. */
export function sameContent(a: Manifest, b: Manifest): boolean {
  const [left, right] = [readManifest(a), readManifest(b)]
  return left.kind === 'image' && right.kind === 'image' && left.config.digest === right.config.digest && left.layers.join() === right.layers.join()
}

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Values of a JSON object that are strings; everything else is left out. */
export function strings(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])))
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? record(json) : null
  } catch {
    return null
  }
}
