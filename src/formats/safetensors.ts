import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'
import { isObject, type Json, own, parseDocument } from './json-document.ts'

/** One stored array. */
export interface SafeTensor {
  /** As written: `F32`, `BF16`, `I64`, … */
  readonly dtype: string
  readonly shape: readonly number[]
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, SafeTensor>
  /** `__metadata__`: texts by name. */
  readonly metadata: ReadonlyMap<string, string>
}

/** The reference implementation refuses longer headers (safetensors/src/tensor.rs, MAX_HEADER_SIZE). */
const MAX_HEADER = 100_000_000
/** A mixture of experts with 61 layers of 256 has 90,000. */
const MAX_TENSORS = 1_000_000
const MAX_RANK = 64

/** Bits of one element. Source: safetensors/src/tensor.rs, Dtype::bitsize. */
const BITS: Readonly<Record<string, number>> = {
  ...{ BOOL: 8, U8: 8, I8: 8, F8_E5M2: 8, F8_E4M3: 8, F8_E8M0: 8, F8_E4M3FNUZ: 8, F8_E5M2FNUZ: 8, F4: 4, F6_E2M3: 6, F6_E3M2: 6 },
  ...{ I16: 16, U16: 16, F16: 16, BF16: 16, I32: 32, U32: 32, F32: 32, F64: 64, I64: 64, U64: 64, C64: 64 },
}

/** A little-endian length and then the `{` of a header that fits into the file: enough to tell the format from others. */
export function isSafetensors(source: ByteSource): boolean {
  if (source.size < 10) return false
  const head = source.read(0, 10)
  const length = Number(new DataView(head.buffer, head.byteOffset).getBigUint64(0, true))
  return length >= 2 && length <= MAX_HEADER && head[8] === 0x7b && (head[9] === 0x22 || head[9] === 0x7d || head[9] === 0x20)
}

/**
 * The header of a safetensors file: names, types and shapes; no byte of the arrays is read. Every array must lie inside of the file, one behind the other.
 * Spec: github.com/huggingface/safetensors, "Format".
 * @throws UserError `truncated`, `corrupt`, `unsafe`
 */
export function readSafetensors(source: ByteSource): Safetensors {
  const file = source.name
  const head = source.read(0, 8)
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true)
  if (length > BigInt(MAX_HEADER)) throw broken(file, `says that its header is ${length} bytes long; at most ${MAX_HEADER} are allowed`)
  const bytes = Number(length)
  const header = parseDocument(textAt(source, bytes), file)
  if (!isObject(header)) throw broken(file, 'has a header that is no object')
  const tensors = new Map<string, SafeTensor>()
  const metadata = new Map<string, string>()
  let end = 0
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      for (const [key, text] of Object.entries(isObject(value) ? value : {})) if (typeof text === 'string') metadata.set(key, text)
      continue
    }
    if (tensors.size === MAX_TENSORS) throw broken(file, `lists more than ${MAX_TENSORS} arrays`)
    const { tensor, last } = tensorOf(value, name, file)
    end = Math.max(end, last)
    tensors.set(name, tensor)
  }
  const there = source.size - 8 - bytes
  if (end > there) {
    throw new UserError(
      'truncated',
      `${file} ends early: its arrays take ${end} bytes, and ${there} are there`,
      'The file is cut off: copy or fetch it again in full (git lfs pull).',
      { file },
    )
  }
  return { tensors, metadata }
}

function textAt(source: ByteSource, length: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source.read(8, length))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw broken(source.name, 'has a header that is no UTF-8')
  }
}

function tensorOf(value: Json | undefined, name: string, file: string): { readonly tensor: SafeTensor; readonly last: number } {
  const entry = isObject(value) ? value : {}
  const dtype = own(entry, 'dtype')
  const shape = own(entry, 'shape')
  const offsets = own(entry, 'data_offsets')
  const [first, last, ...more] = sizesIn(offsets)
  const dims = sizesIn(shape)
  if (typeof dtype !== 'string' || !Array.isArray(shape) || first === undefined || last === undefined || more.length > 0 || last < first) {
    throw broken(file, `describes the array ${JSON.stringify(name.slice(0, 100))} in a way that is none of the format`)
  }
  const bits = BITS[dtype]
  const elements = dims.reduce((product, dim) => product * dim, 1)
  if (bits !== undefined && Math.ceil((elements * bits) / 8) !== last - first) {
    throw broken(
      file,
      `gives the array ${JSON.stringify(name.slice(0, 100))} ${last - first} bytes, and its shape needs ${Math.ceil((elements * bits) / 8)}`,
    )
  }
  return { tensor: { dtype, shape: dims }, last }
}

/** Whole numbers of a list; an empty list where it is something else. */
function sizesIn(value: Json | undefined): readonly number[] {
  const items = Array.isArray(value) && value.length <= MAX_RANK ? value : []
  return items.every((item): item is number => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0) ? items : []
}

function broken(file: string, what: string): UserError {
  return new UserError('corrupt', `${file} ${what}`, 'The file is damaged: save the model again.', { file })
}
