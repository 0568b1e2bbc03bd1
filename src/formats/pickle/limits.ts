/**
 * What a pickle may cost. Measured on real files: a 100-tree forest is 17,000 opcodes, a vocabulary of 600,000 words 1.8 million opcodes
 * and 90 MB of records. The numbers behind the caps: docs/decisions.md, "Hostile pickles".
 */
export interface Limits {
  /** Opcodes of one file, nested pickles included: eleven vocabularies of 600,000 words. */
  readonly operations: number
  /** Values and marks on the stack at once: the widest tuple; lists and dicts are pickled in pieces of 1,000. */
  readonly stack: number
  /** Bytes of everything that is kept, as COST reckons them: a vocabulary of 600,000 words that NumPy numbered takes 300 MB. */
  readonly memory: number
  /** Bytes of memory for each byte of the file, besides `leastMemory`: real models take 2 to 21, a file of empty lists 80. */
  readonly memoryPerByte: number
  readonly leastMemory: number
  /** Pickles within pickles (joblib's object arrays). */
  readonly depth: number
}

const MiB = 1024 * 1024

export const LIMITS: Limits = { operations: 20_000_000, stack: 2_000_000, memory: 384 * MiB, memoryPerByte: 20, leastMemory: 32 * MiB, depth: 8 }

/** Bytes that V8 (64 bit, no pointer compression) takes for records: headers, fields, backing stores of arrays. */
export const COST = {
  tuple: 72,
  list: 80,
  dict: 80,
  set: 80,
  float: 48,
  bytes: 72,
  global: 160,
  object: 152,
  persistent: 48,
  /** The first push reserves 17 elements. */
  firstItem: 160,
  /** An element, with the room that growing arrays keep. */
  item: 28,
  /** A pair of a dict: an array of two. */
  pair: 88,
  /** A text besides its characters, or an integer beyond 2^31. */
  text: 32,
  memo: 32,
  /** An entry of the memo that is numbered far beyond the others. */
  farMemo: 96,
} as const

/** An integer of this many bytes is a number; longer ones are kept as bytes (the largest real ones are seeds and keys of a few hundred bytes). */
export const MAX_LONG_BYTES = 1024
