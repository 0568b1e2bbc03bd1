import { constants, inflateRawSync } from 'node:zlib'
import type { ByteSource } from './bytes.ts'
import { memorySource } from './zip-entry.ts'

/** Archives are read whole here; models of this size are no attack that fits into a mail. */
const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024
const MAX_ENTRIES = 10_000
const MAX_ENTRY_BYTES = 64 * 1024 * 1024
const MAX_TOTAL_BYTES = 256 * 1024 * 1024

/**
 * The contents behind every local header, whatever flags, checksums and the directory say: for looking, not for trusting. Other readers
 * (Python's zipfile with its checks off, PyTorch's) may accept what a careful one refuses. Encrypted entries come out as noise.
 */
export function lenientEntries(source: ByteSource): readonly ByteSource[] {
  if (source.size > MAX_ARCHIVE_BYTES) return []
  const bytes = Buffer.from(source.read(0, source.size))
  const entries: ByteSource[] = []
  let total = 0
  for (
    let at = bytes.indexOf('PK\x03\x04', 0, 'latin1');
    at >= 0 && at + 30 <= bytes.length && entries.length < MAX_ENTRIES && total < MAX_TOTAL_BYTES;
    at = bytes.indexOf('PK\x03\x04', at + 4, 'latin1')
  ) {
    const nameLength = bytes.readUInt16LE(at + 26)
    const start = at + 30 + nameLength + bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 30, at + 30 + nameLength)
    for (const content of [inflated(bytes.subarray(start)), bytes.subarray(start, start + (bytes.readUInt32LE(at + 18) || bytes.length))]) {
      if (content === null || content.length < 2) continue
      total += content.length
      entries.push(memorySource(`${source.name}: ${name}`, content.length, () => content))
    }
  }
  return entries
}

/** What inflates from here on, as far as it does; null where nothing does. */
function inflated(bytes: Uint8Array): Uint8Array | null {
  try {
    const content = inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_ENTRY_BYTES })
    return content.length === 0 ? null : content
  } catch {
    return null
  }
}
