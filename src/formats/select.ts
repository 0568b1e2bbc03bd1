import { UserError } from '../errors.ts'
import type { ByteSource } from './bytes.ts'

/**
 * Which parts of a large document (JSON, UBJSON) are wanted; everything else is walked over without being kept:
 * `all` of a value, only the `length` of a list, the `source` text of a JSON value (1 and 1.0 are one number otherwise), the same of `each`
 * item of a list, or these keys of an object.
 */
export type Selection = 'all' | 'length' | 'source' | Each | Keys
export interface Each {
  readonly each: Selection
}
export interface Keys {
  readonly keys: Readonly<Record<string, Selection>>
}

/** Containers inside each other: models nest a dozen deep, JSON trees of depth 250 twice that. */
export const MAX_NESTED = 1_000
/** Values kept: names of a million columns with their types; more is no description of a model. */
const MAX_KEPT = 4_000_000
/** Bytes of all texts kept together: parameters, names and labels are some MiB at most. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024
/** Bytes of one window. */
const WINDOW = 64 * 1024

/** The selection below a key of an object: undefined where the value is only walked over. */
export function below(selection: Selection | undefined, key: string): Selection | undefined {
  if (selection === 'all') return 'all'
  return typeof selection === 'object' && 'keys' in selection && Object.hasOwn(selection.keys, key) ? selection.keys[key] : undefined
}

/** The selection of the items of a list. */
export function within(selection: Selection | undefined): Selection | undefined {
  if (selection === 'all') return 'all'
  return typeof selection === 'object' && 'each' in selection ? selection.each : undefined
}

/** Counts what is kept of one document, so that a small hostile file cannot ask for much. */
export interface Budget {
  /** @throws UserError `unsafe` */
  keep(bytes: number): void
}

export function budgetOf(file: string): Budget {
  let values = 0
  let bytes = 0
  return {
    keep(more) {
      values += 1
      bytes += more
      if (values > MAX_KEPT || bytes > MAX_KEPT_BYTES) {
        throw new UserError('unsafe', `${file} describes itself with more than any model needs`, 'Save the model again.', { file })
      }
    },
  }
}

/** Reads forward through a file in windows of 64 KiB. */
export interface Cursor {
  /** Offset of the next byte. */
  position(): number
  /** Bytes left. */
  left(): number
  /** The next byte without taking it; -1 at the end. */
  peek(): number
  /** The next byte. @throws UserError `truncated` at the end */
  byte(): number
  /** The next bytes, copied. @throws UserError `truncated` */
  bytes(length: number): Uint8Array
  /** Over so many bytes, which are not read. @throws UserError `truncated` */
  skip(length: number): void
}

export function openCursor(source: ByteSource, start = 0): Cursor {
  let window: Uint8Array = new Uint8Array(0)
  let base = start
  let at = 0
  const fill = (): boolean => {
    base += at
    at = 0
    const length = Math.min(WINDOW, source.size - base)
    // copied: the view dies with the next read of anybody
    window = length > 0 ? source.read(base, length).slice() : new Uint8Array(0)
    return length > 0
  }
  const require = (length: number): void => {
    if (base + at + length > source.size) throw cutOff(source, base + at + length)
  }
  return {
    position: () => base + at,
    left: () => source.size - base - at,
    peek() {
      if (at >= window.length && !fill()) return -1
      return window[at] ?? -1
    },
    byte() {
      if (at >= window.length && !fill()) throw cutOff(source, base + at + 1)
      return window[at++] ?? 0
    },
    bytes(length) {
      require(length)
      if (at + length <= window.length) {
        at += length
        return window.slice(at - length, at)
      }
      const found = source.read(base + at, length).slice()
      base += at + length
      at = 0
      window = new Uint8Array(0)
      return found
    },
    skip(length) {
      require(length)
      at += length
      if (at > window.length) {
        base += at
        at = 0
        window = new Uint8Array(0)
      }
    },
  }
}

const cutOff = ({ name, size }: ByteSource, needed: number): UserError =>
  new UserError(
    'truncated',
    `${name} ends early: ${size} bytes are there, at least ${needed} belong to it`,
    'The file is cut off: copy or save it again, and compare its size with the original.',
    { file: name },
  )

export const damagedAt = (source: ByteSource, position: number, what: string): UserError =>
  new UserError('corrupt', `${source.name} ${what} at byte ${position}`, 'Save the model again, or copy it again in binary mode.', {
    file: source.name,
  })
