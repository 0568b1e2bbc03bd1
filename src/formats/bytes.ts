/**
 * Random access to the bytes of a file, in bounded windows. Readers never get a whole file, so a 2 GB model costs kilobytes.
 * Synchronous on purpose: parsing is a walk of small dependent reads, and a promise per varint would cost more than the read.
 */
export interface ByteSource {
  /** Path relative to the model directory, for messages. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Exactly `length` bytes from `offset`; throws UserError `truncated` past the end. The view is valid until the next read. */
  read(offset: number, length: number): Uint8Array
}
