import { cutOff, damaged, type Growing, growing } from './growing.ts'

/**
 * LZMA: the range coder and its models. Source: LZMA specification (Igor Pavlov, lzma-specification.txt), named as there.
 * The whole output is the dictionary: it is in memory anyway.
 */

const TOP = 2 ** 24
const BITS_TOTAL = 11
const MOVE = 5

/** The probabilities and the last distances: LZMA2 keeps or renews them between chunks. */
export interface LzmaState {
  readonly lc: number
  readonly lp: number
  readonly pb: number
  readonly probs: Uint16Array
  state: number
  readonly reps: [number, number, number, number]
}

// Where each model begins in one array of probabilities.
const IS_MATCH = 0
const IS_REP = IS_MATCH + 192
const IS_REP_G0 = IS_REP + 12
const IS_REP_G1 = IS_REP_G0 + 12
const IS_REP_G2 = IS_REP_G1 + 12
const IS_REP0_LONG = IS_REP_G2 + 12
const POS_SLOT = IS_REP0_LONG + 192
const POS_SPECIAL = POS_SLOT + 256
const ALIGN = POS_SPECIAL + 128
const LEN = ALIGN + 16
/** choice, choice2, low[16][8], mid[16][8], high[256] */
const LEN_SIZE = 2 + 128 + 128 + 256
const REP_LEN = LEN + LEN_SIZE
const LITERAL = REP_LEN + LEN_SIZE

/** @param properties the byte `(pb * 5 + lp) * 9 + lc` */
export function lzmaState(name: string, properties: number): LzmaState {
  if (properties >= 225) throw damaged(name, 'its LZMA properties are unknown')
  const lc = properties % 9
  const lp = Math.floor(properties / 9) % 5
  return { lc, lp, pb: Math.floor(properties / 45), probs: new Uint16Array(LITERAL + (0x300 << (lc + lp))).fill(1024), state: 0, reps: [0, 0, 0, 0] }
}

/** `.lzma` files: properties, dictionary size, size (or -1), then the stream. Throws UserError `truncated`, `corrupt`, `unsafe`. */
export function unLzma(name: string, input: Uint8Array): Uint8Array {
  if (input.length < 13) throw cutOff(name)
  const size = new DataView(input.buffer, input.byteOffset, input.length).getBigUint64(5, true)
  const output = growing(name, input.length)
  const end = size === 2n ** 64n - 1n ? Number.POSITIVE_INFINITY : Number(size)
  decodeLzma(name, input.subarray(13), lzmaState(name, input[0] ?? 255), output, end)
  return output.bytes()
}

/** Decodes until the output is `end` bytes long, or the end marker comes. `floor`: where the dictionary begins in the output. */
export function decodeLzma(name: string, input: Uint8Array, lzma: LzmaState, output: Growing, end: number): void {
  const { probs, reps, lc, lp, pb } = lzma
  let at = 5
  if (input.length < 5) throw cutOff(name)
  let range = 0xffffffff
  let code = (((input[1] ?? 0) << 24) | ((input[2] ?? 0) << 16) | ((input[3] ?? 0) << 8) | (input[4] ?? 0)) >>> 0

  const normalize = (): void => {
    if (range >= TOP) return
    if (at >= input.length) throw cutOff(name)
    range = (range << 8) >>> 0
    code = ((code << 8) | (input[at++] ?? 0)) >>> 0
  }
  const bit = (index: number): number => {
    const prob = probs[index] ?? 0
    const bound = (range >>> BITS_TOTAL) * prob
    if (code < bound) {
      probs[index] = prob + ((2048 - prob) >> MOVE)
      range = bound
      normalize()
      return 0
    }
    probs[index] = prob - (prob >> MOVE)
    range = (range - bound) >>> 0
    code = (code - bound) >>> 0
    normalize()
    return 1
  }
  const tree = (base: number, bits: number): number => {
    let m = 1
    for (let i = 0; i < bits; i++) m = (m << 1) | bit(base + m)
    return m - (1 << bits)
  }
  const reverseTree = (base: number, bits: number): number => {
    let m = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const b = bit(base + m)
      m = (m << 1) | b
      value |= b << i
    }
    return value
  }
  const direct = (bits: number): number => {
    let value = 0
    for (let i = 0; i < bits; i++) {
      range = range >>> 1
      const b = code >= range ? 1 : 0
      if (b === 1) code = (code - range) >>> 0
      normalize()
      value = value * 2 + b
    }
    return value
  }
  const lengthOf = (base: number, posState: number): number => {
    if (bit(base) === 0) return 2 + tree(base + 2 + (posState << 3), 3)
    if (bit(base + 1) === 0) return 10 + tree(base + 130 + (posState << 3), 3)
    return 18 + tree(base + 258, 8)
  }
  const literal = (): void => {
    const position = output.length()
    const before = position > 0 ? output.at(position - 1) : 0
    const base = LITERAL + 0x300 * (((position & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)))
    let symbol = 1
    if (lzma.state >= 7) {
      if (reps[0] >= position) throw damaged(name, 'it refers to bytes before its beginning')
      let match = output.at(position - reps[0] - 1)
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1
        match <<= 1
        const b = bit(base + ((1 + matchBit) << 8) + symbol)
        symbol = (symbol << 1) | b
        if (matchBit !== b) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(base + symbol)
    output.push(symbol & 0xff)
    lzma.state = lzma.state < 4 ? 0 : lzma.state < 10 ? lzma.state - 3 : lzma.state - 6
  }
  const distanceOf = (length: number): number => {
    const slot = tree(POS_SLOT + (Math.min(length - 2, 3) << 6), 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const base = (2 | (slot & 1)) * 2 ** bits
    if (slot < 14) return base + reverseTree(POS_SPECIAL + base - slot, bits)
    return base + direct(bits - 4) * 16 + reverseTree(ALIGN, 4)
  }
  /** Moves the repeated distance to the front; true where it is one single byte. */
  const repeated = (posState: number): boolean => {
    if (bit(IS_REP_G0 + lzma.state) === 0) {
      if (bit(IS_REP0_LONG + (lzma.state << 4) + posState) === 0) return true
    } else {
      const which = bit(IS_REP_G1 + lzma.state) === 0 ? 1 : bit(IS_REP_G2 + lzma.state) === 0 ? 2 : 3
      const distance = reps[which]
      for (let i = which; i > 0; i--) reps[i] = reps[i - 1] ?? 0
      reps[0] = distance
    }
    return false
  }

  while (output.length() < end) {
    const posState = output.length() & ((1 << pb) - 1)
    if (bit(IS_MATCH + (lzma.state << 4) + posState) === 0) {
      literal()
      continue
    }
    let length: number
    if (bit(IS_REP + lzma.state) === 1) {
      if (repeated(posState)) {
        lzma.state = lzma.state < 7 ? 9 : 11
        output.repeat(reps[0] + 1, 1)
        continue
      }
      length = lengthOf(REP_LEN, posState)
      lzma.state = lzma.state < 7 ? 8 : 11
    } else {
      reps.copyWithin(1, 0, 3)
      length = lengthOf(LEN, posState)
      lzma.state = lzma.state < 7 ? 7 : 10
      reps[0] = distanceOf(length)
      if (reps[0] === 0xffffffff) return
    }
    output.repeat(reps[0] + 1, Math.min(length, end - output.length()))
  }
}
