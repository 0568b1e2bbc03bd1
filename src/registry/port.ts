/** `sha256:` and 64 hex digits. */
export type Digest = `sha256:${string}`

export interface Manifest {
  /** Byte-exact as stored: never re-serialise a fetched manifest. */
  readonly bytes: Uint8Array
  readonly digest: Digest
  readonly mediaType: string
}

/**
 * One repository of a registry (remote through oras, or an OCI layout folder), as small as the upload protocol needs it.
 * Every method throws UserError (registry-unauthorized, registry-unreachable, registry-broken-answer, …); "not there" is a value, never an error
 * — and never a value when the answer was anything but a clear "not there".
 */
export interface Repository {
  /** As users write it: `ghcr.io/owner/churn` or `oci:./registry/churn`. */
  readonly name: string
  /** The tag list is known to be answered from a cache: claims must not rely on it. */
  readonly staleList?: boolean
  /** All pages, any order, duplicates possible. `null`: the registry says that the repository does not exist (which may also mean: holds no tag). */
  list(): Promise<readonly string[] | null>
  /** Digest a tag (or digest) points to, `null` if there is none. */
  head(reference: string): Promise<Digest | null>
  get(reference: string): Promise<Manifest | null>
  /** Creates or moves; the registry offers nothing better. By tag or by digest. */
  putManifest(reference: string, manifest: { readonly bytes: Uint8Array; readonly mediaType: string }): Promise<void>
  /** Removes tags and never manifests, together because that costs the same as one. Where the registry can't, they point to `manifest` afterwards. False: not deleted. */
  deleteTags(tags: readonly string[], manifest: Manifest): Promise<boolean>

  hasBlob(digest: Digest, size: number): Promise<boolean>
  /** A small blob (configs), at most `limit` bytes. `null`: not there. */
  getBlob(digest: Digest, limit: number): Promise<Uint8Array | null>
  /** Streams a blob whose digest is known. The registry verifies it. */
  putBlob(blob: Blob): Promise<void>
  /**
   * Streams a blob whose digest is known only when its last byte was read. False: this registry does not take it this way, or it failed; nothing is there.
   * Absent: only blobs of known digest. Throws what the blob's own bytes throw.
   */
  putStream?(blob: BlobStream): Promise<boolean>
}

/** Bytes of known size; `digest` is asked for once they have all been read. */
export interface BlobStream {
  readonly size: number
  /** A piece is good until the one after the next is asked for: whoever keeps it longer copies it. */
  open(): AsyncIterable<Uint8Array>
  digest(): Digest
}

/** Bytes with a known identity; `open` can be called again for a retry. */
export interface Blob {
  readonly digest: Digest
  readonly size: number
  readonly mediaType: string
  open(): AsyncIterable<Uint8Array>
}
