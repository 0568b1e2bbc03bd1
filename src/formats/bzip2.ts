import { cutOff, damaged, type Growing, growing } from './growing.ts'

const MAX_CODE_BITS = 20
/** Symbols per Huffman table change (bzip2's group size). */
const GROUP = 50

/** bzip2, several streams too. Source: the bzip2 format specification (Joe Tsai, 2016). Checksums are skipped. Throws UserError `truncated`, `corrupt`, `unsafe`. */
export function unBzip2(name: string, input: Uint8Array): Uint8Array {
  const output = growing(name, input.length)
  const bits = bitReader(name, input)
  do {
    if (bits.read(24) !== 0x425a68) throw damaged(name, 'no bzip2 stream begins here')
    const level = bits.read(8) - 0x30
    if (level < 1 || level > 9) throw damaged(name, 'its block size is unknown')
    const work = new Uint32Array(level * 100_000)
    for (;;) {
      const [high, low] = [bits.read(24), bits.read(24)]
      bits.read(32)
      if (high === 0x177245 && low === 0x385090) break
      if (high !== 0x314159 || low !== 0x265359) throw damaged(name, 'a block does not begin as it must')
      block(name, bits, work, output)
    }
    bits.align()
  } while (bits.startsWith(0x42, 0x5a, 0x68))
  return output.bytes()
}

interface Bits {
  read(count: number): number
  align(): void
  startsWith(...bytes: readonly number[]): boolean
}

function bitReader(name: string, input: Uint8Array): Bits {
  let at = 0
  let held = 0
  let count = 0
  const read = (wanted: number): number => {
    if (wanted > 24) return read(wanted - 16) * 65_536 + read(16)
    while (count < wanted) {
      if (at >= input.length) throw cutOff(name)
      held = ((held & 0xffffff) << 8) | (input[at++] ?? 0)
      count += 8
    }
    count -= wanted
    return (held >>> count) & ((1 << wanted) - 1)
  }
  return {
    read,
    align() {
      count -= count % 8
    },
    startsWith: (...bytes) => bytes.every((byte, i) => input[at - count / 8 + i] === byte),
  }
}

function block(name: string, bits: Bits, work: Uint32Array, output: Growing): void {
  if (bits.read(1) !== 0) throw damaged(name, 'its blocks are randomised (bzip2 before 0.9.5)')
  const origin = bits.read(24)
  const symbols = usedSymbols(bits)
  if (symbols.length === 0) throw damaged(name, 'a block uses no symbols')
  const length = readSymbols(name, bits, symbols, work)
  if (origin >= length) throw damaged(name, 'a block begins outside of itself')
  untransform(work, length, origin, output)
}

function usedSymbols(bits: Bits): number[] {
  const ranges = bits.read(16)
  const symbols: number[] = []
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue
    const used = bits.read(16)
    for (let i = 0; i < 16; i++) if ((used & (0x8000 >> i)) !== 0) symbols.push(range * 16 + i)
  }
  return symbols
}

interface Table {
  readonly shortest: number
  /** Per length: highest code + 1 of this length, and what to subtract to get the index of its symbol. */
  readonly limits: Int32Array
  readonly offsets: Int32Array
  readonly order: readonly number[]
}

/** Move-to-front, run lengths and Huffman: fills the low bytes of `work`, returns the length of the block. */
function readSymbols(name: string, bits: Bits, symbols: readonly number[], work: Uint32Array): number {
  const alphabet = symbols.length + 2
  const tableCount = bits.read(3)
  const selectorCount = bits.read(15)
  if (tableCount < 2 || tableCount > 6 || selectorCount < 1) throw damaged(name, 'a block has no code tables')
  const order = Array.from({ length: tableCount }, (_, i) => i)
  const selectors = Array.from({ length: selectorCount }, () => moveToFront(order, unary(name, bits, tableCount)))
  const tables = Array.from({ length: tableCount }, () => codeTable(name, bits, alphabet))

  const front = [...symbols]
  let length = 0
  let run = 0
  let weight = 1
  const put = (byte: number, count: number): void => {
    if (length + count > work.length) throw damaged(name, 'a block is longer than it says')
    work.fill(byte, length, length + count)
    length += count
  }
  for (let decoded = 0; ; decoded++) {
    const table = tables[selectors[Math.floor(decoded / GROUP)] ?? -1]
    if (table === undefined) throw damaged(name, 'a block has too many symbols')
    const symbol = decode(name, bits, table)
    if (symbol <= 1) {
      run += weight << symbol
      weight <<= 1
      if (run > work.length) throw damaged(name, 'a run is longer than its block')
      continue
    }
    if (run > 0) {
      put(front[0] ?? 0, run)
      run = 0
      weight = 1
    }
    if (symbol === alphabet - 1) return length
    put(moveToFront(front, symbol - 1), 1)
  }
}

function unary(name: string, bits: Bits, limit: number): number {
  let count = 0
  while (bits.read(1) === 1) if (++count >= limit) throw damaged(name, 'a table is chosen that is not there')
  return count
}

function moveToFront(list: number[], index: number): number {
  const value = list[index] ?? 0
  list.copyWithin(1, 0, index)
  list[0] = value
  return value
}

function codeTable(name: string, bits: Bits, alphabet: number): Table {
  let length = bits.read(5)
  const lengths = Array.from({ length: alphabet }, () => {
    while (bits.read(1) === 1) length += bits.read(1) === 0 ? 1 : -1
    if (length < 1 || length > MAX_CODE_BITS) throw damaged(name, 'a code is too long')
    return length
  })
  const limits = new Int32Array(MAX_CODE_BITS + 2)
  const offsets = new Int32Array(MAX_CODE_BITS + 2)
  const order: number[] = []
  let code = 0
  for (let bitsOfCode = 1; bitsOfCode <= MAX_CODE_BITS; bitsOfCode++) {
    offsets[bitsOfCode] = code - order.length
    lengths.forEach((of, symbol) => {
      if (of !== bitsOfCode) return
      order.push(symbol)
      code += 1
    })
    limits[bitsOfCode] = code
    code <<= 1
  }
  return { shortest: Math.min(...lengths), limits, offsets, order }
}

function decode(name: string, bits: Bits, { shortest, limits, offsets, order }: Table): number {
  let code = bits.read(shortest)
  for (let length = shortest; length <= MAX_CODE_BITS; length++) {
    if (code < (limits[length] ?? 0)) {
      const symbol = order[code - (offsets[length] ?? 0)]
      if (symbol !== undefined) return symbol
    }
    code = (code << 1) | bits.read(1)
  }
  throw damaged(name, 'a code is in no table')
}

/** Inverse Burrows-Wheeler transform, then the first run-length coding (four equal bytes are followed by a count). */
function untransform(work: Uint32Array, length: number, origin: number, output: Growing): void {
  const starts = new Uint32Array(257)
  for (let i = 0; i < length; i++) starts[((work[i] ?? 0) & 0xff) + 1] = (starts[((work[i] ?? 0) & 0xff) + 1] ?? 0) + 1
  for (let i = 1; i < 257; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  for (let i = 0; i < length; i++) {
    const byte = (work[i] ?? 0) & 0xff
    const to = starts[byte] ?? 0
    starts[byte] = to + 1
    work[to] = ((work[to] ?? 0) & 0xff) | (i << 8)
  }
  let next = (work[origin] ?? 0) >>> 8
  let before = -1
  let equal = 0
  for (let i = 0; i < length; i++) {
    const entry = work[next] ?? 0
    const byte = entry & 0xff
    next = entry >>> 8
    if (equal === 4) {
      for (let n = 0; n < byte; n++) output.push(before)
      equal = 0
      before = -1
      continue
    }
    equal = byte === before ? equal + 1 : 1
    before = byte
    output.push(byte)
  }
}
