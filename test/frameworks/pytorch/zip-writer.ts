import { crc32 } from '../../../src/formats/zip-entry.ts'

/** A zip archive of stored entries, as torch.export.save writes it. APPNOTE 4.3. */
export function zipOf(entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const [name, content] of Object.entries(entries)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const path = new TextEncoder().encode(name)
    const common = [20, 0, 0, 0, crc32(bytes), bytes.length, bytes.length, path.length]
    const local = record(0x04034b50, common)
    const central = record(0x02014b50, common, 20, at)
    parts.push(local, path, bytes)
    directory.push(central, path)
    at += local.length + path.length + bytes.length
  }
  const size = directory.reduce((total, part) => total + part.length, 0)
  const end = new DataView(new ArrayBuffer(22))
  const count = Object.keys(entries).length
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, count, true)
  end.setUint16(10, count, true)
  end.setUint32(12, size, true)
  end.setUint32(16, at, true)
  return Uint8Array.from(Buffer.concat([...parts, ...directory, new Uint8Array(end.buffer)]))
}

function record(
  signature: number,
  [version = 0, flags = 0, method = 0, time = 0, crc = 0, packed = 0, size = 0, name = 0]: readonly number[],
  made?: number,
  offset = 0,
): Uint8Array {
  const shift = made === undefined ? 0 : 2
  const view = new DataView(new ArrayBuffer(made === undefined ? 30 : 46))
  view.setUint32(0, signature, true)
  if (made !== undefined) view.setUint16(4, made, true)
  for (const [i, value] of [version, flags, method].entries()) view.setUint16(4 + shift + 2 * i, value, true)
  view.setUint32(10 + shift, time, true)
  view.setUint32(14 + shift, crc, true)
  view.setUint32(18 + shift, packed, true)
  view.setUint32(22 + shift, size, true)
  view.setUint16(26 + shift, name, true)
  if (made !== undefined) view.setUint32(42, offset, true)
  return new Uint8Array(view.buffer)
}
