import { UserError } from '../errors.ts'
import type { ByteSource } from '../formats/bytes.ts'
import { compressionOf, expand } from '../formats/compressed.ts'
import { LIMITS } from '../formats/pickle/limits.ts'
import type { Events } from '../formats/pickle/machine.ts'
import { type Beside, type Unpickled, unpickle } from '../formats/pickle/unpickle.ts'
import { dottedName, type PyGlobal, recordOf } from '../formats/pickle/values.ts'
import type { ModelFile, ModelFiles } from '../model/types.ts'
import { handsOn, isBlockMaker, isJudged, KEEP_METHODS, leavesHarmless } from './bound-methods.ts'

/** One event of a pickle, for the security findings. */
export type PickleEvent =
  | { readonly kind: 'import'; readonly global: PyGlobal; readonly offset: number }
  /** A call of something that is not imported by name: `maker` is what made it, '' where nothing can tell. */
  | { readonly kind: 'call'; readonly maker: string; readonly offset: number }
  /** Attributes set on what is imported. */
  | { readonly kind: 'build'; readonly target: PyGlobal; readonly offset: number }
  | { readonly kind: 'odd'; readonly what: string; readonly offset: number }

/** A file that holds a pickle, read once. */
export interface PickledFile extends Unpickled {
  /** The bytes of the pickle: of the file, or expanded. */
  readonly source: ByteSource
  /** Bytes that were made by expanding the file; they live in memory. */
  readonly expanded: number
  /** `pickle`, or `joblib` where arrays stand between the opcodes or the whole is compressed. */
  readonly format: 'pickle' | 'joblib'
  /** Modules of all imports. */
  readonly modules: readonly string[]
  readonly events: readonly PickleEvent[]
}

/** Events kept of one file: real models import some dozens of names. */
const MAX_EVENTS = 100_000

/** Opcodes of all pickles of one model together: three of the largest that are read. */
const MAX_OPERATIONS = 60_000_000

/** Bytes of pickles that are kept for the next framework that looks; the others are read again. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024

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

/** What reading the pickles of one model has cost so far. */
export interface Ledger {
  operations: number
}

interface Read {
  readonly ledger: Ledger
  readonly byPath: Map<string, PickledFile | UserError>
}

const reads = new WeakMap<ModelFiles, Read>()

function readOf(files: ModelFiles): Read {
  const known = reads.get(files) ?? { ledger: { operations: 0 }, byPath: new Map() }
  reads.set(files, known)
  return known
}

/** Opcodes of all pickles among these files, however they are opened. */
export const ledgerOf = (files: ModelFiles): Ledger => readOf(files).ledger
export const isSpent = ({ operations }: Ledger): boolean => operations > MAX_OPERATIONS

/** The pickle in a file, whatever compresses it. Read once per set of files, unless it is large. Throws UserError `truncated`, `corrupt`, `unsafe` of its compression. */
export function openPickle(files: ModelFiles, path: string): PickledFile {
  const { ledger, byPath } = readOf(files)
  let found = byPath.get(path)
  if (found === undefined) {
    forget(byPath)
    found = attempt(() => readPickle(files.open(path), 0, ledger, besideOf(files, path)))
    byPath.set(path, found)
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

/** Files in the same folder: joblib before 0.10 keeps arrays there. */
const besideOf =
  (files: ModelFiles, path: string): Beside =>
  (name) => {
    const found = files.find(`${path.slice(0, path.lastIndexOf('/') + 1)}${name}`)
    return found === undefined || found.pointer !== undefined || found.size === 0 ? null : files.open(found.path)
  }

/** Lets the oldest go until what is kept is small: two large pickles at once would be too much. */
function forget(byPath: Map<string, PickledFile | UserError>): void {
  const bytesOf = (kept: PickledFile | UserError): number =>
    kept instanceof UserError ? 0 : kept.root === undefined ? 0 : kept.memory + kept.expanded
  let total = [...byPath.values()].reduce((sum, kept) => sum + bytesOf(kept), 0)
  for (const [path, kept] of byPath) {
    if (total <= MAX_KEPT_BYTES) return
    total -= bytesOf(kept)
    if (bytesOf(kept) > 0) byPath.delete(path)
  }
}

/** The pickle in these bytes, whatever compresses it; `offset` where something stands before it. Throws UserError `unsafe` where the ledger is spent. */
export function readPickle(file: ByteSource, offset = 0, ledger: Ledger = { operations: 0 }, beside?: Beside): PickledFile {
  if (isSpent(ledger)) throw spent(file.name)
  const compression = offset === 0 ? compressionOf(file) : null
  const source = compression === null ? file : expand(file, compression)
  const { events, recorded, modules, getattr } = recorder()
  const unpickled = unpickle(source, offset, events, LIMITS, beside)
  ledger.operations += unpickled.operations
  const format = compression !== null || [...modules].some((module) => /(?:^|\.)joblib\.numpy_pickle/.test(module)) ? 'joblib' : 'pickle'
  // bound methods are pickled by getattr; what it does otherwise stays an event
  const bound = getattr.harmless && [...modules].some((module) => KEEP_METHODS.test(module))
  const told = bound ? recorded.filter((event) => event.kind !== 'import' || !isJudged(event.global)) : recorded
  return { ...unpickled, source, expanded: compression === null ? 0 : source.size, format, modules: [...modules], events: told }
}

const spent = (file: string): UserError =>
  new UserError(
    'unsafe',
    `${file} comes after pickles of more than ${MAX_OPERATIONS} opcodes: no model is that large`,
    'Leave out the pickles that the model does not need.',
    { file },
  )

/** Keeps each distinct import once, and calls and builds of what is no object of its own. Nothing kept holds on to the pickle's values. */
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
  const once = (key: string, event: PickleEvent): void => {
    if (recorded.length > MAX_EVENTS || seen.has(key)) return
    seen.add(key)
    // what comes after so many may be anything
    const isLast = recorded.length === MAX_EVENTS
    recorded.push(isLast ? { kind: 'odd', what: `more than ${MAX_EVENTS} different names to import are computed`, offset: event.offset } : event)
  }
  return {
    recorded,
    modules,
    getattr,
    events: {
      imported(global, offset) {
        if (modules.size < MAX_EVENTS) modules.add(global.module)
        once(`import ${global.module}\n${global.name}`, { kind: 'import', global, offset })
      },
      called(object, offset) {
        getattr.harmless &&= leavesHarmless(object)
        const { callable } = object
        // PyTorch's old format names the class by a persistent id
        if (recordOf(callable, 'global') !== null || recordOf(callable, 'persistent') !== null || isBlockMaker(callable)) return
        const maker = dottedName(callable)
        once(`call ${maker}`, { kind: 'call', maker, offset })
      },
      built(target, offset, state) {
        getattr.harmless &&= !handsOn(state)
        // attributes of an instance are what every pickle sets
        const global = recordOf(target, 'global')
        if (global !== null) once(`build ${dottedName(global)}`, { kind: 'build', target: global, offset })
      },
      odd(what, offset) {
        once(what, { kind: 'odd', what, offset })
      },
    },
  }
}
