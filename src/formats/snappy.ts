/**
 * Snappy's raw format: a length, then literals and copies. `null` for anything that is not that, or gives another length.
 * Spec: google/snappy format_description.txt.
 */
export function unSnappy(input: Uint8Array, length: number): Uint8Array | null {
  let position = 0
  let claimed = 0
  for (let shift = 0; ; shift += 7) {
    const byte = input[position++]
    if (byte === undefined || shift > 28) return null
    claimed += (byte & 0x7f) * 2 ** shift
    if (byte < 128) break
  }
  if (claimed !== length) return null
  const output = new Uint8Array(length)
  let written = 0
  const little = (bytes: number): number => {
    let value = 0
    for (let i = 0; i < bytes; i++) value += (input[position++] ?? 0) * 256 ** i
    return value
  }
  while (position < input.length) {
    const tag = input[position++] ?? 0
    if ((tag & 3) === 0) {
      const size = 1 + (tag >> 2 < 60 ? tag >> 2 : little((tag >> 2) - 59))
      if (position + size > input.length || written + size > length) return null
      output.set(input.subarray(position, position + size), written)
      position += size
      written += size
      continue
    }
    const size = (tag & 3) === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2)
    const offset = (tag & 3) === 1 ? (tag >> 5) * 256 + little(1) : little((tag & 3) === 2 ? 2 : 4)
    if (offset === 0 || offset > written || written + size > length || position > input.length) return null
    // copies may overlap what they write
    for (let i = 0; i < size; i++, written++) output[written] = output[written - offset] ?? 0
  }
  return written === length ? output : null
}
