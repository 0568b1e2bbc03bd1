import { UserError } from '../errors.ts'
import type { ByteSource } from '../formats/bytes.ts'
import { compressionOf, expand } from '../formats/compressed.ts'
import type { Events } from '../formats/pickle/machine.ts'
import { type Unpickled, unpickle } from '../formats/pickle/unpickle.ts'
import type { PyGlobal, PyObject, PyValue } from '../formats/pickle/values.ts'
import type { ModelFile, ModelFiles } from '../model/types.ts'
import { handsOn, isBlockMaker, isJudged, KEEP_METHODS, leavesHarmless } from './bound-methods.ts'

/** One event of a pickle, for the security findings. */
export type PickleEvent =
  | { readonly kind: 'import'; readonly global: PyGlobal; readonly offset: number }
  | { readonly kind: 'call'; readonly object: PyObject; readonly offset: number }
  | { readonly kind: 'build'; readonly target: PyValue; readonly offset: number }
  | { readonly kind: 'odd'; readonly what: string; readonly offset: number }

/** A file that holds a pickle, read once. */
export interface PickledFile extends Unpickled {
  /** The bytes of the pickle: of the file, or expanded. */
  readonly source: ByteSource
  /** `pickle`, or `joblib` where arrays stand between the opcodes or the whole is compressed. */
  readonly format: 'pickle' | 'joblib'
  /** Modules of all imports. */
  readonly modules: readonly string[]
  readonly events: readonly PickleEvent[]
}

/** Events kept of one file: real models import some dozens of names and call some thousands (trees, arrays). */
const MAX_EVENTS = 100_000

/** Larger files with another name than a pickle's are not expanded to see what they are. */
const MAX_UNNAMED_BYTES = 16 * 1024 * 1024
const PICKLE_NAME = /\.(?:pkl|pickle|p|pk|joblib|jl|sav|dill|cloudpickle|dat|model|bin|z|gz|bz2|xz|lzma|lz4|mdl|clf|obj|data)$|(?:^|\/)[^.]+$/i
const OLD_NAME = /\.(?:pkl|pickle|p|pk|joblib|sav|dill|cloudpickle|pt|pth)$/i

/** The first bytes of a pickle (protocol 2 and newer, or the opcodes that begin old ones) or of a compression, with a fitting name. */
export function mayBePickle(source: ByteSource, file: Pick<ModelFile, 'path' | 'size'>): boolean {
  const [first = 0, second = 0] = source.read(0, 2)
  if (first === 0x80 && second >= 2 && second <= 5) return true
  const isNamed = PICKLE_NAME.test(file.path)
  if (!isNamed && file.size > MAX_UNNAMED_BYTES) return false
  const isCompressed =
    [0x1f8b, 0x425a, 0xfd37, 0x5d00, 0x0422, 0x5a46].includes((first << 8) | second) || (first === 0x78 && ((first << 8) | second) % 31 === 0)
  // a pickle of protocol 0 or 1 may begin with nearly anything: its name must say that it is one
  return isCompressed || (isNamed && (OLD_NAME.test(file.path) || [0x28, 0x5d, 0x7d, 0x63].includes(first)))
}

const cache = new WeakMap<ModelFiles, Map<string, PickledFile | UserError>>()

/** The pickle in a file, whatever compresses it. Read once per set of files. Throws UserError `truncated`, `corrupt`, `unsafe` of its compression. */
export function openPickle(files: ModelFiles, path: string): PickledFile {
  const known = cache.get(files) ?? new Map<string, PickledFile | UserError>()
  cache.set(files, known)
  let found = known.get(path)
  if (found === undefined) {
    found = attempt(() => readPickle(files.open(path)))
    known.set(path, found)
  }
  if (found instanceof UserError) throw found
  return found
}

function attempt(read: () => PickledFile): PickledFile | UserError {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** The pickle in these bytes, whatever compresses it; `offset` where something stands before it. */
export function readPickle(file: ByteSource, offset = 0): PickledFile {
  const compression = offset === 0 ? compressionOf(file) : null
  const source = compression === null ? file : expand(file, compression)
  const { events, recorded, modules, getattr } = recorder()
  const unpickled = unpickle(source, offset, events)
  const format = compression !== null || [...modules].some((module) => /(?:^|\.)joblib\.numpy_pickle/.test(module)) ? 'joblib' : 'pickle'
  // bound methods are pickled by getattr; what it does otherwise stays an event
  const bound = getattr.harmless && [...modules].some((module) => KEEP_METHODS.test(module))
  const told = bound ? recorded.filter((event) => event.kind !== 'import' || !isJudged(event.global)) : recorded
  return { ...unpickled, source, format, modules: [...modules], events: told }
}

/** Keeps each distinct import once, and every call and build of something that is not plain data. */
export function recorder(): {
  readonly events: Events
  readonly recorded: PickleEvent[]
  readonly modules: Set<string>
  readonly getattr: { readonly harmless: boolean }
} {
  const getattr = { harmless: true }
  const recorded: PickleEvent[] = []
  const modules = new Set<string>()
  const seen = new Set<string>()
  const add = (event: PickleEvent): void => {
    if (recorded.length < MAX_EVENTS) recorded.push(event)
  }
  const once = (key: string, event: PickleEvent): void => {
    if (seen.has(key)) return
    seen.add(key)
    add(event)
  }
  const nameOf = (value: PyValue): string => (typeof value === 'object' && value?.kind === 'global' ? `${value.module}\n${value.name}` : '')
  return {
    recorded,
    modules,
    getattr,
    events: {
      imported(global, offset) {
        modules.add(global.module)
        once(`import ${global.module}\n${global.name}`, { kind: 'import', global, offset })
      },
      called(object, offset) {
        getattr.harmless &&= leavesHarmless(object)
        if (isBlockMaker(object.callable)) return
        const name = nameOf(object.callable)
        if (name === '') add({ kind: 'call', object, offset })
        else once(`${object.how} ${name}`, { kind: 'call', object, offset })
      },
      built(target, offset, state) {
        getattr.harmless &&= !handsOn(state)
        // attributes of an instance are what every pickle sets
        if (typeof target !== 'object' || target?.kind !== 'object') add({ kind: 'build', target, offset })
      },
      odd(what, offset) {
        once(what, { kind: 'odd', what, offset })
      },
    },
  }
}
