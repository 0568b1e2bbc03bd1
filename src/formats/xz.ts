import { cutOff, damaged, type Growing, growing } from './growing.ts'
import { decodeLzma, type LzmaState, lzmaState } from './lzma.ts'

/** Bytes of the check behind each block, by its id (xz-file-format.txt 2.1.1.2). */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]
const LZMA2 = 0x21

/** xz streams with LZMA2 (what xz, Python and joblib write). Source: xz-file-format.txt 1.2.0. Checks are skipped. Throws UserError `truncated`, `corrupt`, `unsafe`. */
export function unXz(name: string, input: Uint8Array): Uint8Array {
  const output = growing(name, input.length)
  const byte = (at: number): number => {
    const value = input[at]
    if (value === undefined) throw cutOff(name)
    return value
  }
  const check = CHECK_BYTES[byte(7) & 15] ?? 0
  let at = 12
  // an index (a zero) ends the blocks
  while (byte(at) !== 0) {
    const header = at
    const headerSize = (byte(at) + 1) * 4
    const flags = byte(at + 1)
    at += 2
    const number = (): number => {
      for (let value = 0, scale = 1; ; scale *= 128) {
        const part = byte(at++)
        value += (part & 127) * scale
        if (part < 128) return value
        if (scale > 2 ** 49) throw damaged(name, 'a number is too long')
      }
    }
    if ((flags & 0x40) !== 0) number()
    if ((flags & 0x80) !== 0) number()
    if ((flags & 3) !== 0 || number() !== LZMA2) throw damaged(name, 'it uses a filter other than LZMA2')
    at = lzma2(name, input, header + headerSize, output)
    at += ((4 - ((at - header) % 4)) % 4) + check
  }
  return output.bytes()
}

/** Chunks of LZMA2; returns where they end. Source: xz-embedded/linux/lib/xz/xz_dec_lzma2.c. */
function lzma2(name: string, input: Uint8Array, start: number, output: Growing): number {
  let lzma: LzmaState | undefined
  for (let at = start; ; ) {
    const control = input[at]
    if (control === undefined || (control !== 0 && at + 6 > input.length)) throw cutOff(name)
    if (control === 0) return at + 1
    const pair = (index: number): number => ((input[index] ?? 0) << 8) + (input[index + 1] ?? 0) + 1
    if (control < 0x80) {
      if (control > 2) throw damaged(name, 'a chunk is of an unknown kind')
      const end = at + 3 + pair(at + 1)
      if (end > input.length) throw cutOff(name)
      output.append(input.subarray(at + 3, end))
      at = end
      continue
    }
    const size = ((control & 0x1f) << 16) + pair(at + 1)
    const packed = pair(at + 3)
    at += 5
    const reset = (control >> 5) & 3
    if (reset >= 2) lzma = lzmaState(name, input[at++] ?? 255)
    else if (reset === 1 && lzma !== undefined) lzma = lzmaState(name, (lzma.pb * 5 + lzma.lp) * 9 + lzma.lc)
    if (lzma === undefined) throw damaged(name, 'a chunk continues what never began')
    if (at + packed > input.length) throw cutOff(name)
    decodeLzma(name, input.subarray(at, at + packed), lzma, output, output.length() + size)
    at += packed
  }
}
