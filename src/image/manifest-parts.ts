import { UserError } from '../errors.ts'
import type { Digest, Manifest } from '../registry/port.ts'
import { isDigest } from '../registry/reference.ts'
import type { Descriptor } from './manifest.ts'
import { parseObject } from './parse-object.ts'

/** What an image manifest names. Throws UserError `registry-broken-answer` for anything that is none. */
export function manifestParts(manifest: Pick<Manifest, 'bytes'>): { readonly config: Digest; readonly layers: readonly Descriptor[] } {
  const body = parseObject(manifest.bytes, 'image manifest')
  return {
    config: parseDescriptor(body['config']).digest,
    layers: (Array.isArray(body['layers']) ? body['layers'] : []).map(parseDescriptor),
  }
}

/** One descriptor of a manifest or index. OCI image-spec descriptor.md. */
export function parseDescriptor(value: unknown): Descriptor {
  if (typeof value === 'object' && value !== null && 'mediaType' in value && 'digest' in value && 'size' in value) {
    const { mediaType, digest, size } = value
    const valid = typeof mediaType === 'string' && isDigest(digest) && typeof size === 'number' && Number.isSafeInteger(size) && size >= 0
    if (valid) return { mediaType, digest, size }
  }
  throw new UserError(
    'registry-broken-answer',
    'a manifest holds something that is no descriptor',
    'push the image again; if it stays, look at the registry or a proxy before it',
  )
}
