/**
 * What a pickle may cost. Measured on real files: a 100-tree forest is 17,000 opcodes, a vocabulary of 600,000 words 1.8 million opcodes and 233 MB.
 */
export interface Limits {
  /** Opcodes of one file, nested pickles included: eleven vocabularies of 600,000 words. */
  readonly operations: number
  /** Values on the stack at once: the widest dict that is set in one piece. */
  readonly stack: number
  /** Records made (containers, objects, floats, bytes): about 100 bytes each, 800 MB at most. */
  readonly records: number
  /** Decoded text, bytes: a vocabulary of 600,000 words is 6 MB. */
  readonly text: number
  /** Pickles within pickles (joblib's object arrays). */
  readonly depth: number
}

export const LIMITS: Limits = { operations: 20_000_000, stack: 5_000_000, records: 8_000_000, text: 256 * 1024 * 1024, depth: 8 }

/** An integer of this many bytes is a number; longer ones are kept as bytes (the largest real ones are seeds and keys of a few hundred bytes). */
export const MAX_LONG_BYTES = 1024
