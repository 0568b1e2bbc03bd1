import { BLOCK, padding } from './tar.ts'

/** Content of one file with a short ASCII name in a small tar of our own, `null` when it is not there. Never reads past the end. */
export function findInTar(tar: Uint8Array, path: string): Uint8Array | null {
  const text = Buffer.from(tar.buffer, tar.byteOffset, tar.byteLength)
  for (let offset = 0; offset + BLOCK <= text.length; ) {
    const name = text.toString('latin1', offset, offset + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(text.toString('latin1', offset + 124, offset + 135), 8)
    // zero blocks end the archive; a size that is no octal number is no tar
    if (name === '' || !Number.isSafeInteger(size)) return null
    const start = offset + BLOCK
    if (name === path) return start + size <= text.length ? text.subarray(start, start + size) : null
    offset = start + size + padding(size)
  }
  return null
}
