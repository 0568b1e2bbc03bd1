import { createHash } from 'node:crypto'

export interface Sized {
  readonly path: string
  readonly size: number
}

/**
 * Files packed into bundles of about `target` bytes, so that one changed, added or removed file changes one bundle and no other.
 * A file's place is a hash of its directory and then of its path; a bundle that is too large is split by the next bit of it, alone.
 * Files of one directory stay together as long as they fit. Bundles and the files in them come in a fixed order, whatever the input's.
 */
export function bundle<T extends Sized>(files: readonly T[], target: number): readonly (readonly T[])[] {
  const placed = files.map((file) => ({ file, place: placeOf(file.path) }))
  return split(placed, 0, target).map((group) => group.map(({ file }) => file).sort(byPath))
}

/** The smallest power of two ≥ `floor` for which `files` make at most `most` bundles: it moves only when the whole collection grows or shrinks a lot. */
export function bundleAtMost<T extends Sized>(files: readonly T[], floor: number, most: number): readonly (readonly T[])[] {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  for (let target = floor; ; target *= 2) {
    const bundles = bundle(files, target)
    if (bundles.length <= most || target >= total) return bundles
  }
}

interface Placed<T> {
  readonly file: T
  readonly place: Buffer
}

/** 16 bytes for the directory, 16 for the path: splitting goes by directories before it cuts one. */
function placeOf(path: string): Buffer {
  const directory = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  return Buffer.concat([sha256(directory).subarray(0, 16), sha256(path).subarray(0, 16)])
}

/** Bits of a place. */
const DEPTH = 256

function split<T extends Sized>(group: readonly Placed<T>[], depth: number, target: number): readonly (readonly Placed<T>[])[] {
  if (group.length === 0) return []
  const size = group.reduce((sum, { file }) => sum + file.size, 0)
  if (size <= target || group.length === 1 || depth === DEPTH) return [group]
  const zeros = group.filter(({ place }) => !bit(place, depth))
  const ones = group.filter(({ place }) => bit(place, depth))
  return [...split(zeros, depth + 1, target), ...split(ones, depth + 1, target)]
}

function bit(place: Buffer, index: number): boolean {
  return (((place[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function byPath(a: Sized, b: Sized): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}
