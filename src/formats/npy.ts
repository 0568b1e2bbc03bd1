import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/** Header of an .npy file: element type as text (`<f8`, `|O`; records as they are written), shape, and where the elements begin. */
export interface NpyHeader {
  readonly descr: string
  readonly fortran: boolean
  readonly shape: readonly number[]
  readonly start: number
}

/** The header is a small literal; records with thousands of fields are no weights. */
const MAX_HEADER_BYTES = 1024 * 1024

/** `\x93NUMPY` */
export function isNpy(source: ByteSource): boolean {
  if (source.size < 10) return false
  return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, i) => source.read(0, 6)[i] === byte)
}

/** Source: numpy/lib/format.py (versions 1.0 to 3.0). Throws UserError `corrupt`, `truncated`. */
export function decodeNpyHeader(source: ByteSource): NpyHeader {
  if (!isNpy(source)) throw damaged(source, 'is no .npy file')
  const head = new Uint8Array(source.read(0, Math.min(12, source.size)))
  const wide = (head[6] ?? 1) >= 2
  const length = wide ? new DataView(head.buffer).getUint32(8, true) : (head[8] ?? 0) | ((head[9] ?? 0) << 8)
  if (length > MAX_HEADER_BYTES) throw damaged(source, `has a header of ${length} bytes`)
  const start = wide ? 12 : 10
  const text = Buffer.from(source.read(start, length)).toString('utf8')
  const descr = /'descr'\s*:\s*(?:'([^']*)'|(\[))/.exec(text)
  const shape = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text)
  if (descr === null || shape === null) throw damaged(source, 'has a header without type or shape')
  const sizes = (shape[1] ?? '').split(',').map((part) => part.replace('L', '').trim())
  return {
    descr: descr[1] ?? '|V0',
    fortran: /'fortran_order'\s*:\s*True/.test(text),
    shape: sizes.filter((part) => part !== '').map(Number),
    start: start + length,
  }
}

const damaged = (source: ByteSource, what: string): UserError =>
  new UserError('corrupt', `${source.name} ${what}`, 'The file is damaged: save it again.', { file: source.name })
