import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { isZip, openZip } from '../../src/formats/zip.ts'
import { crc32 } from '../../src/formats/zip-entry.ts'
import { bytesSource } from '../../src/model/window-source.ts'

interface Member {
  readonly name: string
  readonly content: Uint8Array
  readonly deflate?: boolean
  /** Overrides of what the central directory says. */
  readonly says?: Partial<Record<'size' | 'crc' | 'method' | 'flags' | 'offset', number>>
}

/** A zip written from the specification, field by field. */
function zipOf(members: readonly Member[], { prefix = 0, wide = false, comment = '' } = {}): Uint8Array {
  const parts: Buffer[] = [Buffer.alloc(prefix, 0x2a)]
  const central: Buffer[] = []
  let at = 0
  for (const { name, content, deflate = false, says = {} } of members) {
    const packed = deflate ? deflateRawSync(content) : Buffer.from(content)
    const label = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(label.length, 26)
    local.writeUInt16LE(5, 28) // an extra field that only the local header has
    const extra = wide ? Buffer.alloc(28) : Buffer.alloc(0)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(says.flags ?? 0x800, 8)
    entry.writeUInt16LE(says.method ?? (deflate ? 8 : 0), 10)
    entry.writeUInt32LE(says.crc ?? crc32(content), 16)
    entry.writeUInt16LE(label.length, 28)
    entry.writeUInt16LE(extra.length, 30)
    if (wide) {
      for (const field of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, field)
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(24, 2)
      for (const [i, value] of [says.size ?? content.length, packed.length, says.offset ?? at].entries())
        extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i)
    } else {
      entry.writeUInt32LE(packed.length, 20)
      entry.writeUInt32LE(says.size ?? content.length, 24)
      entry.writeUInt32LE(says.offset ?? at, 42)
    }
    central.push(entry, label, extra)
    parts.push(local, label, Buffer.alloc(5), packed)
    at += 30 + label.length + 5 + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(wide ? 0xffff : members.length, 10)
  end.writeUInt32LE(wide ? 0xffffffff : directory.length, 12)
  end.writeUInt32LE(wide ? 0xffffffff : at, 16)
  end.writeUInt16LE(comment.length, 20)
  if (!wide) return joined([...parts, directory, end, Buffer.from(comment)])
  const wideEnd = Buffer.alloc(56)
  wideEnd.writeUInt32LE(0x06064b50, 0)
  for (const [field, value] of [
    [32, members.length],
    [40, directory.length],
    [48, at],
  ] as const)
    wideEnd.writeBigUInt64LE(BigInt(value), field)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(at + directory.length), 8)
  return joined([...parts, directory, wideEnd, locator, end, Buffer.from(comment)])
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts))

const bytes = (words: string): Uint8Array => new TextEncoder().encode(words)
const TWO: readonly Member[] = [
  { name: 'config.json', content: bytes('{"a": 1}') },
  { name: 'weights/größe.bin', content: bytes('x'.repeat(50_000)), deflate: true },
  { name: 'weights/', content: bytes('') },
]
const open = (data: Uint8Array) => openZip(bytesSource('m.zip', data))

function entryOf(data: Uint8Array, name: string) {
  const zip = open(data)
  const entry = zip.find(name)
  if (entry === undefined) throw new Error(`${name} is missing`)
  return { zip, entry }
}

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
  return 'no error'
}

describe('reads', () => {
  it.each([
    ['a plain archive', zipOf(TWO)],
    ['zip64', zipOf(TWO, { wide: true })],
    ['an archive behind other data', zipOf(TWO, { prefix: 1000 })],
    ['zip64 behind other data', zipOf(TWO, { prefix: 1000, wide: true })],
    ['an archive with a comment that looks like an end record', zipOf(TWO, { comment: `PK\u0005\u0006${'!'.repeat(10)}` })],
  ])('%s', (_, data) => {
    const zip = open(data)
    expect(zip.entries.map((entry) => [entry.name, entry.size, entry.directory])).toEqual([
      ['config.json', 8, false],
      ['weights/größe.bin', 50_000, false],
      ['weights/', 0, true],
    ])
    const [config, weights] = zip.entries
    if (!config || !weights) throw new Error('entries are missing')
    expect(zip.text(config, 100)).toBe('{"a": 1}')
    expect(zip.open(config).read(2, 1)).toEqual(bytes('a'))
    expect(zip.open(weights).read(49_999, 1)).toEqual(bytes('x'))
    expect(zip.head(weights, 3)).toEqual(bytes('xxx'))
    expect(zip.open(weights).name).toBe('m.zip: weights/größe.bin')
  })

  it('an archive without entries', () => {
    expect(open(zipOf([])).entries).toEqual([])
  })

  it('the head of a long deflated entry without the rest of it', () => {
    const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 0xff)
    const { zip, entry } = entryOf(zipOf([{ name: 'a', content, deflate: true }]), 'a')
    expect(zip.head(entry, 20_000)).toEqual(content.slice(0, 20_000))
  })

  it('knows a zip by its first bytes', () => {
    expect(isZip(bytesSource('m', zipOf(TWO)))).toBe(true)
    expect(isZip(bytesSource('m', zipOf([])))).toBe(true)
    expect(isZip(bytesSource('m', bytes('PK\u0003\u0005 and then some words')))).toBe(false)
    expect(isZip(bytesSource('m', bytes('PK')))).toBe(false)
  })

  it('a stored entry through a window of the archive: nothing is kept', () => {
    const { zip, entry } = entryOf(zipOf(TWO), 'config.json')
    expect(codeOf(() => zip.open(entry).read(0, 9))).toBe('truncated')
  })
})

it('the checksum is the CRC-32 of zip', () => {
  expect(crc32(bytes('123456789'))).toBe(0xcbf43926) // the check value of CRC-32/ISO-HDLC
})

describe('refuses', () => {
  const whole = zipOf(TWO)
  const one = (member: Partial<Member>) => zipOf([{ name: 'a', content: bytes('aaaaaaaaaaaaaaaaaaaaaaaaaaaa'), ...member }])
  it.each<[string, string, Uint8Array]>([
    ['an archive that is cut off', 'truncated', whole.subarray(0, whole.length - 1)],
    ['an entry beyond the end of the file', 'truncated', one({ says: { offset: 2 ** 31 } })],
    ['an entry where none is', 'corrupt', one({ says: { offset: 3 } })],
    ['a wrong checksum of a deflated entry', 'corrupt', one({ deflate: true, says: { crc: 1 } })],
    ['a wrong checksum of a stored entry', 'corrupt', one({ says: { crc: 1 } })],
    ['an encrypted entry', 'corrupt', one({ says: { flags: 1 } })],
    ['a compression it cannot read', 'corrupt', one({ says: { method: 12 } })],
    ['deflate that is none', 'corrupt', one({ says: { method: 8 } })],
    ['a stored entry with two sizes', 'corrupt', one({ says: { size: 29 } })],
    ['fewer bytes than claimed', 'corrupt', one({ deflate: true, says: { size: 29 } })],
    ['more bytes than claimed', 'unsafe', one({ deflate: true, says: { size: 3 } })],
    ['a claim that deflate cannot keep', 'unsafe', one({ deflate: true, says: { size: 200_000_000 } })],
    ['two entries of one name', 'unsafe', zipOf([...TWO, { name: 'a', content: bytes('1') }, { name: 'a', content: bytes('2') }])],
    ['text that is no UTF-8', 'corrupt', one({ content: Uint8Array.of(0xff, 0xfe, 0xfd) })],
    ['an entry longer than its reader wants', 'corrupt', one({ content: new Uint8Array(101) })],
  ])('%s', (_, code, data) => {
    expect(
      codeOf(() => {
        const { zip, entry } = entryOf(data, 'a')
        zip.text(entry, 100)
      }),
    ).toBe(code)
  })

  it('more entries than any model has', () => {
    const data = Buffer.from(zipOf(TWO, { wide: true }))
    data.writeBigUInt64LE(10_000_000n, data.length - 22 - 20 - 56 + 32)
    expect(codeOf(() => open(data))).toBe('unsafe')
  })

  it('a list of entries outside of the file', () => {
    const data = Buffer.from(whole)
    data.writeUInt32LE(0x7fffffff, data.length - 6)
    expect(codeOf(() => open(data))).toBe('corrupt')
  })

  it('never throws anything but a UserError for damaged bytes', () => {
    const original = zipOf(TWO, { wide: true })
    for (let seed = 0; seed < 3000; seed++) {
      const data = Uint8Array.from(original)
      for (let k = 0; k <= seed % 3; k++) data[((seed * 7919 + k * 104_729) * 31) % data.length] = (seed * 13 + k * 7) & 0xff
      codeOf(() => {
        const zip = open(data)
        for (const entry of zip.entries.slice(0, 5)) {
          codeOf(() => zip.bytes(entry, 100_000))
          codeOf(() => zip.head(entry, 100))
        }
      })
    }
  })
})
