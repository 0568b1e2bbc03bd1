import { cutOff, damaged, growing } from './growing.ts'

/** LZ4 frames. Source: lz4/doc/lz4_Frame_format.md, lz4_Block_format.md. Checksums are skipped. Throws UserError `truncated`, `corrupt`, `unsafe`. */
export function unLz4(name: string, input: Uint8Array): Uint8Array {
  const output = growing(name, input.length)
  const view = new DataView(input.buffer, input.byteOffset, input.length)
  const word = (at: number): number => {
    if (at + 4 > input.length) throw cutOff(name)
    return view.getUint32(at, true)
  }
  if (word(0) !== 0x184d2204) throw damaged(name, 'no LZ4 frame begins here')
  if (input.length < 7) throw cutOff(name)
  const flags = input[4] ?? 0
  let at = 4 + 2 + ((flags & 0x08) !== 0 ? 8 : 0) + ((flags & 0x01) !== 0 ? 4 : 0) + 1
  for (;;) {
    const size = word(at)
    at += 4
    if (size === 0) return output.bytes()
    const end = at + (size & 0x7fffffff)
    if (end > input.length) throw cutOff(name)
    if (size > 0x7fffffff) output.append(input.subarray(at, end))
    else block(name, input.subarray(at, end), output)
    at = end + ((flags & 0x10) !== 0 ? 4 : 0)
  }
}

function block(name: string, input: Uint8Array, output: ReturnType<typeof growing>): void {
  let at = 0
  const extended = (base: number): number => {
    if (base < 15) return base
    for (let length = base; ; ) {
      const byte = input[at++]
      if (byte === undefined) throw damaged(name, 'a block ends early')
      length += byte
      if (byte !== 255) return length
    }
  }
  while (at < input.length) {
    const token = input[at++] ?? 0
    const literals = extended(token >> 4)
    if (at + literals > input.length) throw damaged(name, 'a block ends early')
    output.append(input.subarray(at, at + literals))
    at += literals
    // the last sequence has no match
    if (at >= input.length) return
    const distance = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8)
    at += 2
    output.repeat(distance, extended(token & 15) + 4)
  }
}
