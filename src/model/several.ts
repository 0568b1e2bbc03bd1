import { type Dirent, readdirSync, statSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { UserError } from '../errors.ts'
import type { Framework } from '../frameworks/framework.ts'
import { type Candidate, matchAll, remaining } from './candidates.ts'
import { DEFINITION_FILES, readDefinitions } from './definition.ts'
import type { Definition } from './definition-types.ts'
import { DECLARATION_FILES } from './discover.ts'
import { type OpenedFiles, openModelFiles } from './files.ts'
import { cleanPattern, compileGlob, matchesOrParent } from './glob.ts'
import { CERTAIN_ENDINGS } from './nothing-found.ts'

/** One model of several: where it lies, and which document of a definition with several models it is. */
export interface ModelAt {
  /** Directory or file, as a user would write it. */
  readonly path: string
  /** Name in its definition, or ''. */
  readonly name: string
  /** The definition file holds more models than this one: the name tells which is meant. */
  readonly document: boolean
}

/** A repository has tens of models; GitHub starts at most 256 jobs of one matrix. */
const MAX_MODELS = 1000
/** Entries that a pattern is held against. */
const MAX_ENTRIES = 100_000
/** Deeper than any tree that people write by hand. */
const MAX_DEPTH = 32

/**
 * Every model that a list of paths names, in the order of the list. A path is a directory, a file or a pattern (`models/*`, `models/**`, `*.onnx`); one that
 * begins with `!` takes models out again. A directory with a definition is one model, or one per document. A directory that is no model itself, but has
 * models in two or more directories below, stands for those. Anything else that is written out stands for one model, and is told what it lacks when it is
 * read; what a pattern meets and is no model is passed over.
 * @throws UserError `not-a-model` for a pattern that meets no model, `input-invalid` for one that cannot be read
 */
export function findModels(paths: readonly string[], frameworks: readonly Framework[]): readonly ModelAt[] {
  const wanted = paths.filter((path) => !path.startsWith('!'))
  const unwanted = paths.filter((path) => path.startsWith('!')).map((path) => compileGlob(posix.normalize(path.slice(1))))
  const found = new Map<string, ModelAt>()
  for (const path of wanted) {
    const models = isPattern(path) ? modelsOfPattern(path, frameworks) : modelsBelow(path, frameworks)
    const left = models.filter((model) => !unwanted.some((glob) => matchesOrParent(glob, posix.normalize(model.path))))
    for (const model of left) if (!found.has(keyOf(model))) found.set(keyOf(model), model)
  }
  if (found.size <= MAX_MODELS) return [...found.values()]
  throw new UserError(
    'input-invalid',
    `${wanted.join(', ')} holds ${found.size} models`,
    `name at most ${MAX_MODELS} of them: one run handles them one after the other`,
  )
}

/** Path without `./` and the slash at its end; documents of one file are told apart by their names. */
function keyOf({ path, name, document }: ModelAt): string {
  return JSON.stringify([posix.normalize(`${path}/`), document ? name : ''])
}

/** A name that is there as it is written is no pattern, whatever characters it has. */
function isPattern(path: string): boolean {
  return /[*?[]/.test(path) && statSync(path, { throwIfNoEntry: false }) === undefined
}

function modelsOfPattern(pattern: string, frameworks: readonly Framework[]): readonly ModelAt[] {
  const found: ModelAt[] = []
  const names = expand(pattern)
  for (const { path, directory } of names) {
    // a model's own directories and files are met by `**` as well
    if (found.some((model) => path === model.path || path.startsWith(`${model.path}/`))) continue
    found.push(...(directory ? modelsIn(path, frameworks) : modelOfFile(path, frameworks)))
  }
  if (found.length > 0) return found
  throw new UserError(
    'not-a-model',
    `${pattern} meets ${names.length === 0 ? 'nothing' : `${names.length} names and no model`}`,
    'correct the pattern: `models/*` means every directory in models, `models/**` every one below',
  )
}

interface Named {
  readonly path: string
  readonly directory: boolean
}

/** Directories and regular files that a pattern matches, parents first. Links and hidden directories are not walked. */
function expand(pattern: string): readonly Named[] {
  const leading = posix.isAbsolute(pattern) ? '/' : ''
  const cleaned = cleanPattern(pattern)
  const parts = cleaned.split('/')
  const fixed = parts.slice(
    0,
    parts.findIndex((part) => /[*?[\\]/.test(part)),
  )
  const glob = compileGlob(cleaned)
  const depth = cleaned.includes('**') ? MAX_DEPTH : parts.length - fixed.length
  const found: Named[] = []
  let entries = 0
  const visit = (directory: string, level: number): void => {
    for (const entry of entriesOf(`${leading}${directory}` || '.')) {
      if (++entries > MAX_ENTRIES)
        throw new UserError(
          'input-invalid',
          `${pattern} is held against more than ${MAX_ENTRIES} names`,
          'begin the pattern with the directory of the models',
        )
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`
      if (glob.matches(path) && (entry.isDirectory() || entry.isFile())) found.push({ path: `${leading}${path}`, directory: entry.isDirectory() })
      if (entry.isDirectory() && level < depth) visit(path, level + 1)
    }
  }
  visit(fixed.join('/'), 1)
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function entriesOf(directory: string): readonly Dirent[] {
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(directory, { withFileTypes: true }) : []
}

function modelOfFile(path: string, frameworks: readonly Framework[]): readonly ModelAt[] {
  if ((DEFINITION_FILES as readonly string[]).includes(basename(path))) return []
  const files = openModelFiles(path)
  try {
    return matchAll(files, frameworks).candidates.length > 0 ? [{ path, name: '', document: false }] : []
  } finally {
    files.close()
  }
}

/** A path that is written out: what is wrong with it is told by the story of its one model. */
function modelsBelow(path: string, frameworks: readonly Framework[]): readonly ModelAt[] {
  // nothing lies below a file or a flat directory; a definition may still hold several models, and who tells the story recognises what is there
  const models = entriesOf(path).some((entry) => entry.isDirectory()) ? modelsIn(path, frameworks) : documentsIn(path)
  return models.length > 0 ? models : [{ path, name: '', document: false }]
}

/** The models in a directory: itself, or those below; none where nothing is recognised. What cannot be opened is one model, whose story tells why. */
function modelsIn(directory: string, frameworks: readonly Framework[]): readonly ModelAt[] {
  try {
    return modelsInside(directory, frameworks)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // what is wrong may lie in one of several models: then the others are well
    const children = entriesOf(directory).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    const below = children.flatMap(({ name }) => modelsIn(join(directory, name), frameworks))
    return below.length > 1 ? below : [{ path: directory, name: '', document: false }]
  }
}

function modelsInside(directory: string, frameworks: readonly Framework[]): readonly ModelAt[] {
  const files = openModelFiles(directory)
  try {
    const defined = modelsOf(definitionsOf(files), directory)
    if (defined.length > 0) return defined
    if (DECLARATION_FILES.some((name) => files.find(name))) return [{ path: directory, name: '', document: false }]
    const { candidates, refusal } = matchAll(files, frameworks)
    const claims = candidates.map(atHome)
    const marks = [...definitionsBelow(files), ...unpulled(files)]
    const places = [...claims.map(({ match }) => match.path), ...marks].filter((place) => !place.startsWith('.'))
    const children = new Set(places.map((place) => (place.includes('/') || isDirectoryOf(files, place) ? (place.split('/', 1)[0] ?? '') : '')))
    const single = { path: directory, name: '', document: false }
    const isOne =
      // something of it lies right here: one model, or several in the same place, of which its author has to name one
      children.has('') ||
      remaining(claims, files).length + marks.length <= 1 ||
      claims.some(({ match }) => match.covers.includes('/')) ||
      // `1`, `2` are versions of one model (TensorFlow Serving, Triton)
      [...children].every((child) => /^\d+$/.test(child))
    if (isOne) return places.length > 0 || refusal !== undefined ? [single] : []
    // each alone, those without a claim too: code yields to model files wherever it sees any
    const directories = new Set(files.files.flatMap(({ path }) => (path.includes('/') && !path.startsWith('.') ? [path.split('/', 1)[0] ?? ''] : [])))
    const below = [...directories].sort().flatMap((child) => modelsIn(join(directory, child), frameworks))
    return below.length > 0 ? below : [single]
  } finally {
    files.close()
  }
}

/** Directories of one model that hold its code. */
const CODE = /^(?:src|code|app|service|serving)\//

/**
 * A claim on everything, made from a directory further down, means that directory: seen from above, it holds one of several models. Code that lies beside
 * its model's files in `src` speaks for all of them.
 */
function atHome(candidate: Candidate): Candidate {
  const { path, covers } = candidate.match
  if (!path.includes('/') || !covers.includes('/') || CODE.test(path)) return candidate
  const home = `${path.split('/', 1)[0]}/`
  return { ...candidate, match: { ...candidate.match, covers: covers.map((covered) => (covered === '/' ? home : covered)) } }
}

/** Git LFS pointers to what is a model by its name: a job that only looks for models need not pull them. */
function unpulled(files: OpenedFiles): readonly string[] {
  return files.files.filter(({ path, pointer }) => pointer !== undefined && CERTAIN_ENDINGS.test(path)).map(({ path }) => path)
}

/** One model per definition; of several in one file the name tells which is meant. */
function modelsOf(definitions: readonly Pick<Definition, 'name'>[], path: string): readonly ModelAt[] {
  return definitions.map(({ name }) => ({ path, name: name ?? '', document: definitions.length > 1 }))
}

/** What the definition of a directory says, nothing recognised. What cannot be opened says nothing: its story tells why. */
function documentsIn(directory: string): readonly ModelAt[] {
  if (!DEFINITION_FILES.some((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isFile())) return []
  try {
    const files = openModelFiles(directory)
    const models = modelsOf(definitionsOf(files), directory)
    files.close()
    return models
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

/** `place` is a directory of the model's files, not a file: the models of a format that are directories name themselves so. */
function isDirectoryOf(files: OpenedFiles, place: string): boolean {
  return place !== '' && files.files.some(({ path }) => path.startsWith(`${place}/`))
}

/** A definition that cannot be read still says that here is one model: its error is told when the model is read. */
function definitionsOf(files: OpenedFiles): readonly Pick<Definition, 'name'>[] {
  try {
    return readDefinitions(files)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [{}]
  }
}

/** Definition files in directories further down. */
function definitionsBelow(files: OpenedFiles): readonly string[] {
  return files.files
    .filter(({ path, size }) => path.includes('/') && size > 0 && (DEFINITION_FILES as readonly string[]).includes(posix.basename(path)))
    .filter(({ path }) => isDefinition(files, path))
    .map(({ path }) => path)
}

function isDefinition(files: OpenedFiles, path: string): boolean {
  try {
    return readDefinitions(files, path).length > 0
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return true
  }
}
