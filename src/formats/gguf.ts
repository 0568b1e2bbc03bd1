import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/** A value of a key; arrays are told by their length and the kind of their elements, and not read. */
export type GgufValue = number | bigint | boolean | string | { readonly length: number; readonly kind: number }

export interface GgufTensor {
  /** `ne`: the fastest axis first. */
  readonly sizes: readonly number[]
  readonly type: number
}

export interface Gguf {
  readonly version: number
  readonly keys: ReadonlyMap<string, GgufValue>
  readonly tensors: ReadonlyMap<string, GgufTensor>
}

/** Keys of one file; real ones have below a hundred. */
const MAX_KEYS = 100_000
/** Arrays of one file; a split of a mixture of experts has some thousands. */
const MAX_TENSORS = 1_000_000
/** Spec: keys are at most 2^16-1 bytes long. */
const MAX_NAME = 65_535
/** Chat templates are the longest texts of a file: some ten kB. */
const MAX_TEXT = 16 * 1024 * 1024
/** Tokens of one vocabulary are below a million; merges twice as many. */
const MAX_ITEMS = 100_000_000
/** Arrays of arrays: the spec allows them, nobody writes more than one level. */
const MAX_NESTING = 4

/** Bytes of a scalar by kind; 8 = text, 9 = array. Spec: ggml/docs/gguf.md, gguf_metadata_value_type. */
const SCALAR_BYTES: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 }
const TEXT = 8
const ARRAY = 9

/** Elements and bytes of one block by type. Source: ggml/src/ggml-common.h, ggml.c type_traits; types that were removed keep their numbers. */
const BLOCKS: Readonly<Record<number, readonly [elements: number, bytes: number]>> = {
  ...{ 0: [1, 4], 1: [1, 2], 2: [32, 18], 3: [32, 20], 6: [32, 22], 7: [32, 24], 8: [32, 34], 9: [32, 36] },
  ...{ 10: [256, 84], 11: [256, 110], 12: [256, 144], 13: [256, 176], 14: [256, 210], 15: [256, 292] },
  ...{ 16: [256, 66], 17: [256, 74], 18: [256, 98], 19: [256, 50], 20: [32, 18], 21: [256, 110], 22: [256, 82], 23: [256, 136] },
  ...{ 24: [1, 1], 25: [1, 2], 26: [1, 4], 27: [1, 8], 28: [1, 8], 29: [256, 56], 30: [1, 2], 34: [256, 54], 35: [256, 66], 39: [32, 17] },
}

/** `GGUF` in its first four bytes. */
export function isGguf(source: ByteSource): boolean {
  return source.size >= 8 && Buffer.from(source.read(0, 4)).toString('latin1') === 'GGUF'
}

/**
 * Keys and arrays of a GGUF file, versions 1 to 3, little or big endian; no byte of the arrays is read. Every array must lie inside of the file.
 * Spec: github.com/ggml-org/ggml, docs/gguf.md.
 * @throws UserError `truncated`, `corrupt`
 */
export function readGguf(source: ByteSource): Gguf {
  const reader = openReader(source)
  const { version } = reader
  const tensorCount = reader.count('arrays', MAX_TENSORS)
  const keyCount = reader.count('keys', MAX_KEYS)
  const keys = new Map<string, GgufValue>()
  for (let i = 0; i < keyCount; i++) {
    const name = reader.text(MAX_NAME)
    keys.set(name, reader.value(reader.u32(), 0))
  }
  const tensors = new Map<string, GgufTensor>()
  let end = 0
  for (let i = 0; i < tensorCount; i++) {
    const name = reader.text(MAX_NAME)
    const rank = reader.u32()
    if (rank > 4) throw broken(source.name, `has an array of ${rank} axes; the format knows 4`)
    const sizes = Array.from({ length: rank }, () => reader.size())
    const type = reader.u32()
    const [elements, bytes] = BLOCKS[type] ?? [1, 0]
    const total = sizes.reduce((product, size) => product * size, 1)
    end = Math.max(end, reader.offset() + Math.ceil(total / elements) * bytes)
    tensors.set(name, { sizes, type })
  }
  const alignment = keys.get('general.alignment')
  const step = typeof alignment === 'number' && alignment > 0 ? alignment : 32
  const start = Math.ceil(reader.position() / step) * step
  if (tensorCount > 0 && start + end > source.size) {
    throw new UserError(
      'truncated',
      `${source.name} ends early: its arrays end at byte ${start + end}, and it has ${source.size}`,
      'The file is cut off: copy or fetch it again in full (git lfs pull).',
      { file: source.name },
    )
  }
  return { version, keys, tensors }
}

function openReader(source: ByteSource) {
  let at = 4
  const view = (length: number): DataView => {
    const bytes = source.read(at, length)
    at += length
    return new DataView(bytes.buffer, bytes.byteOffset, length)
  }
  const written = view(4).getUint32(0, true)
  // version 3 added big endian files: their version is a large number when it is read the other way round
  const little = written < 0x1_0000
  const version = little ? written : view4Swapped(written)
  if (version < 1 || version > 3) throw broken(source.name, `is of version ${version}; versions 1 to 3 are known`)
  const u32 = (): number => view(4).getUint32(0, little)
  /** Counts and lengths are 32 bits wide in version 1, 64 since. */
  const size = (): number => (version === 1 ? u32() : offset())
  const offset = (): number => {
    const value = view(8).getBigUint64(0, little)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw broken(source.name, `says ${value} where a size stands`)
    return Number(value)
  }
  const text = (most: number): string => {
    const length = size()
    if (length > most) throw broken(source.name, `has a text of ${length} bytes`)
    const bytes = length === 0 ? new Uint8Array() : source.read(at, length)
    at += length
    return Buffer.from(bytes).toString('utf8')
  }
  const skip = (bytes: number): void => {
    at += bytes
    // reading nothing at the end: `truncated` where that is beyond it
    if (at > source.size) source.read(at, 0)
    if (at > source.size) throw broken(source.name, 'ends within its keys')
  }
  const value = (kind: number, depth: number): GgufValue => {
    if (kind === TEXT) return text(MAX_TEXT)
    if (kind === ARRAY) return array(depth)
    return scalar(kind)
  }
  const array = (depth: number): GgufValue => {
    if (depth >= MAX_NESTING) throw broken(source.name, `nests arrays more than ${MAX_NESTING} deep`)
    const kind = u32()
    const length = size()
    if (length > MAX_ITEMS) throw broken(source.name, `has a list of ${length} items`)
    const bytes = SCALAR_BYTES[kind]
    if (bytes !== undefined) skip(length * bytes)
    else for (let i = 0; i < length; i++) kind === TEXT ? skip(size()) : value(kind, depth + 1)
    return { length, kind }
  }
  const scalar = (kind: number): GgufValue => {
    const bytes = SCALAR_BYTES[kind]
    if (bytes === undefined) throw broken(source.name, `has a value of kind ${kind}, which the format does not know`)
    const data = view(bytes)
    switch (kind) {
      case 0:
        return data.getUint8(0)
      case 1:
        return data.getInt8(0)
      case 2:
        return data.getUint16(0, little)
      case 3:
        return data.getInt16(0, little)
      case 4:
        return data.getUint32(0, little)
      case 5:
        return data.getInt32(0, little)
      case 6:
        return data.getFloat32(0, little)
      case 7:
        return data.getUint8(0) !== 0
      case 10:
        return data.getBigUint64(0, little)
      case 11:
        return data.getBigInt64(0, little)
      default:
        return data.getFloat64(0, little)
    }
  }
  const count = (what: string, most: number): number => {
    const counted = version === 1 ? u32() : Number(view(8).getBigUint64(0, little))
    if (counted > most) throw broken(source.name, `says that it has ${counted} ${what}`)
    return counted
  }
  return { version, u32, size, offset, text, value, count, position: () => at }
}

const view4Swapped = (value: number): number => (((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0

function broken(file: string, what: string): UserError {
  return new UserError('corrupt', `${file} ${what}`, 'The file is damaged: convert the model again.', { file })
}
