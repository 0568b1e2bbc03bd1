/**
 * Tar headers, byte for byte as Go's archive/tar writes them for BuildKit (and so for `COPY --link`): ustar where the path fits,
 * a PAX record before it where it doesn't. A layer written by us and one written by BuildKit are then the same blob.
 * Source: Go src/archive/tar/writer.go (writeUSTARHeader, writePAXHeader, splitUSTARPath), POSIX pax.
 */

/** Unit of a tar file; content is padded to it. */
export const BLOCK = 512
/** Two zero blocks end the archive. */
export const TRAILER = 2 * BLOCK

/** Widths of the ustar fields. */
const NAME = 100
const PREFIX = 155
/** Largest size that fits the eleven octal digits of a ustar header; above it a PAX record carries the size. */
const MAX_OCTAL_SIZE = 8 ** 11 - 1

export interface Member {
  /** UTF-8 path; directories end in `/`. */
  readonly path: string
  readonly size: number
  readonly mode: number
  readonly type: 'file' | 'directory' | 'link'
  /** Of a symbolic link: where it points to. */
  readonly link?: string
}

/** POSIX ustar: types of members. */
const TYPEFLAG = { file: '0', link: '2', directory: '5' } as const

/** Everything before a member's content: one block, or three and more with a PAX record. */
export function tarHeader(member: Member): Uint8Array {
  const name = Buffer.from(member.path)
  const split = splitPath(name)
  const link = Buffer.from(member.link ?? '')
  // Go writes the records sorted by key
  const records: [string, string][] = []
  if (link.length > NAME || link.some((byte) => byte >= 0x80 || byte === 0)) records.push(['linkpath', member.link ?? ''])
  if (split === null) records.push(['path', member.path])
  if (member.size > MAX_OCTAL_SIZE) records.push(['size', String(member.size)])
  const typeflag = TYPEFLAG[member.type]
  if (records.length === 0 && split) return block(split.name, split.prefix, member.mode, member.size, typeflag, link)
  const pax = Buffer.from(records.map(([key, value]) => paxRecord(key, value)).join(''))
  // Go computes both names from the whole path and cuts them to the field; only ASCII characters survive in the fallback name.
  const ascii = asciiOnly(member.path)
  const size = member.size > MAX_OCTAL_SIZE ? 0 : member.size
  return Buffer.concat([
    block(cutTrailingSlashes(asciiOnly(paxName(member.path)).subarray(0, NAME)), NONE, 0, pax.length, 'x'),
    pax,
    Buffer.alloc(padding(pax.length)),
    block(fieldOf(ascii), NONE, member.mode, size, typeflag, fieldOf(asciiOnly(member.link ?? ''))),
  ])
}

/** Zero bytes after `size` bytes of content. */
export function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

const NONE = Buffer.alloc(0)

/** The path as name and prefix fields, `null` when only a PAX record can hold it. */
function splitPath(path: Buffer): { name: Buffer; prefix: Buffer } | null {
  if (path.some((byte) => byte >= 0x80 || byte === 0)) return null
  if (path.length <= NAME) return { name: path, prefix: NONE }
  let length = path.length
  if (length > PREFIX + 1) length = PREFIX + 1
  else if (path[length - 1] === SLASH) length -= 1
  const slash = path.subarray(0, length).lastIndexOf(SLASH)
  const rest = path.length - slash - 1
  if (slash <= 0 || rest > NAME || rest === 0 || slash > PREFIX) return null
  return { name: path.subarray(slash + 1), prefix: path.subarray(0, slash) }
}

const SLASH = 0x2f

/** `LENGTH key=value\n`, where LENGTH counts itself, in bytes. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (rest + String(length).length !== length) length = rest + String(length).length
  return `${length} ${key}=${value}\n`
}

/** `dir/PaxHeaders.0/file`, as Go's path.Join(dir, "PaxHeaders.0", file) cleans it. */
function paxName(path: string): string {
  const slash = path.lastIndexOf('/')
  const file = path.slice(slash + 1)
  return [...(slash < 0 ? [] : [path.slice(0, slash)]), 'PaxHeaders.0', ...(file === '' ? [] : [file])].join('/')
}

function asciiOnly(text: string): Buffer {
  return Buffer.from(text).filter((byte) => byte < 0x80 && byte !== 0) as Buffer
}

/** A name too long for its field is cut; Go removes slashes that the cut leaves at the end, lest readers take a file for a directory. */
function fieldOf(name: Buffer): Buffer {
  if (name.length <= NAME || name[NAME - 1] !== SLASH) return name.subarray(0, NAME)
  return cutTrailingSlashes(name.subarray(0, NAME - 1))
}

function cutTrailingSlashes(name: Buffer): Buffer {
  let end = name.length
  while (end > 0 && name[end - 1] === SLASH) end -= 1
  return name.subarray(0, end)
}

/** One ustar header block: owner 0:0 without names, mtime 0, device numbers zero. */
function block(name: Buffer, prefix: Buffer, mode: number, size: number, typeflag: string, link: Buffer = NONE): Buffer {
  const header = Buffer.alloc(BLOCK)
  header.set(name, 0)
  header.write(octal(mode, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(size, 12), 124)
  header.write(octal(0, 12), 136)
  header.fill(0x20, 148, 156)
  header.write(typeflag, 156)
  header.set(link, 157)
  header.write('ustar\x0000', 257, 'latin1')
  // The extended header's own block is a raw file for Go: its device fields stay empty.
  if (typeflag !== 'x') {
    header.write(octal(0, 8), 329)
    header.write(octal(0, 8), 337)
  }
  header.set(prefix, 345)
  let sum = 0
  for (const byte of header) sum += byte
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

/** Octal digits filling a field of `width` bytes but for the NUL at its end. */
function octal(value: number, width: number): string {
  return value.toString(8).padStart(width - 1, '0')
}
