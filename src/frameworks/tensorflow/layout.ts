import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'
import { type Content, contentOf } from './detect.ts'

/** Names that TensorFlow gives its files; content decides, a name only says what a damaged file should be. */
const SAVED_MODEL_NAMES: ReadonlyMap<string, Content> = new Map([
  ['saved_model.pb', 'saved-model'],
  ['saved_model.pbtxt', 'saved-model-text'],
  ['saved_model.cpb', 'chunked'],
])

/** Files beside a SavedModel that belong to it, and directories. Source: tensorflow/cc/saved_model/constants.h. */
const PARTS = [
  'saved_model.pb',
  'saved_model.pbtxt',
  'saved_model.cpb',
  'fingerprint.pb',
  'keras_metadata.pb',
  'tfhub_module.pb',
  'variables/',
  'assets/',
  'assets.extra/',
]
const COMPANIONS: ReadonlySet<string> = new Set(['fingerprint.pb', 'keras_metadata.pb', 'tfhub_module.pb'])

/** Endings under which TensorFlow's single files are found; files without one are looked at as well. */
const ENDINGS: ReadonlySet<string> = new Set(['pb', 'pbtxt', 'graphdef', 'meta', 'cpb', 'index', 'txt', 'prototxt', ''])

/** Files opened for a look: model directories hold few candidates; a tree of thousands is data. */
const MAX_LOOKS = 256

export interface Found {
  readonly file: ModelFile
  readonly content: Content
}

/** Every file that TensorFlow can read, by content; a file that only its name makes a SavedModel is one too, so that its damage is reported. */
export function findContents(files: ModelFiles): Found[] {
  const found: Found[] = []
  let looks = 0
  for (const file of files.files) {
    const name = baseName(file.path)
    const promised = SAVED_MODEL_NAMES.get(name)
    if (COMPANIONS.has(name) || (promised === undefined && !ENDINGS.has(ending(name)))) continue
    if (promised === undefined && looks++ >= MAX_LOOKS) continue
    const content = look(files, file, promised)
    if (content !== undefined) found.push({ file, content })
  }
  return found
}

function look(files: ModelFiles, file: ModelFile, promised: Content | undefined): Content | undefined {
  if (file.pointer !== undefined || file.size === 0) return promised
  const source = files.open(file.path)
  const content = contentOf(source)
  if (content !== undefined || promised === undefined) return content
  return isForeign(source.read(0, Math.min(8, source.size)), promised) ? undefined : promised
}

/** A damaged SavedModel still begins like one: version field or meta graph, or a word. Anything else under its name is another format. */
function isForeign(head: Uint8Array, promised: Content): boolean {
  const [first, second] = head
  if (promised === 'saved-model') return !((first === 0x08 && second === 0x01) || first === 0x12)
  return promised === 'chunked' ? first !== 0x83 : !/^[\s#a-z]/.test(String.fromCharCode(first ?? 0))
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
/** With its slash; '' for the model directory itself. */
export const directoryOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const ending = (name: string): string => (name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '')

// ------------------------------------------------------------------------------------------------ SavedModel directories

/** A SavedModel, with what it is one version of. */
export interface Version {
  readonly found: Found
  readonly match: Match
}

const isSavedModel = ({ content }: Found): boolean => content === 'saved-model' || content === 'saved-model-text' || content === 'chunked'

/** Which of several in one directory is loaded: binary, then text. Source: tensorflow/cc/saved_model/reader.cc. */
const ORDER: readonly Content[] = ['saved-model', 'saved-model-text', 'chunked']

/**
 * One match per SavedModel; version directories (`1/`, `00000123/`) of one base are one model, the highest version,
 * as TensorFlow Serving loads it.
 */
export function savedModels(found: readonly Found[]): Match[] {
  const byDirectory = new Map<string, Found>()
  for (const content of ORDER) {
    for (const one of found) {
      const directory = directoryOf(one.file.path)
      if (one.content === content && isSavedModel(one) && !byDirectory.has(directory)) byDirectory.set(directory, one)
    }
  }
  const byBase = new Map<string, string[]>()
  for (const directory of byDirectory.keys()) {
    const base = versionOf(directory)?.base ?? `${directory}.`
    byBase.set(base, [...(byBase.get(base) ?? []), directory])
  }
  return [...byBase.values()].flatMap((directories) => {
    const [highest] = [...directories].sort((a, b) => compareVersions(b, a))
    const one = highest === undefined ? undefined : byDirectory.get(highest)
    return one === undefined ? [] : [savedModelMatch(one, directories)]
  })
}

function savedModelMatch({ file, content }: Found, directories: readonly string[]): Match {
  const covers = directories.flatMap((directory) => PARTS.map((part) => directory + part))
  const what = content === 'chunked' ? 'is a SavedModel cut into chunks' : 'holds a SavedModel'
  const among = directories.length > 1 ? `, the highest of ${directories.length} versions` : ''
  // a SavedModel saved under another name (`model.pb`) covers itself
  return {
    format: content === 'chunked' ? 'saved-model-chunked' : 'saved-model',
    path: file.path,
    because: `${file.path} ${what}${among}`,
    covers: [file.path, ...covers],
  }
}

/** Numbers of the version directories beside that of a SavedModel, lowest first. */
export function otherVersions(files: ModelFiles, path: string): string[] {
  const own = versionOf(directoryOf(path))
  if (own === undefined) return []
  const numbers = new Set<string>()
  for (const file of files.files) {
    const other = SAVED_MODEL_NAMES.has(baseName(file.path)) ? versionOf(directoryOf(file.path)) : undefined
    if (other?.base === own.base && other.number !== own.number) numbers.add(other.number)
  }
  return [...numbers].sort(compareNumbers)
}

/** `base/00000123/` → base and number. */
function versionOf(directory: string): { readonly base: string; readonly number: string } | undefined {
  const match = /^(.*\/)?([0-9]{1,18})\/$/s.exec(directory)
  return match === null ? undefined : { base: match[1] ?? '', number: match[2] ?? '' }
}

const compareVersions = (a: string, b: string): number => compareNumbers(versionOf(a)?.number ?? '0', versionOf(b)?.number ?? '0')

function compareNumbers(a: string, b: string): number {
  const [x, y] = [BigInt(a), BigInt(b)]
  return x < y ? -1 : x > y ? 1 : 0
}
