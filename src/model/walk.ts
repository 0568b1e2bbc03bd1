import { closeSync, lstatSync, opendirSync, openSync, readFileSync, readSync, realpathSync, type Stats } from 'node:fs'
import path from 'node:path'
import { UserError } from '../errors.ts'
import { compileGlob, matchesOrParent } from './glob.ts'
import { applyRules, defaultRules, type IgnoreRule, type Matched, parseDockerignore } from './ignore.ts'
import { MAX_POINTER_BYTES, parseLfsPointer } from './lfs-pointer.ts'
import type { ModelFile } from './types.ts'

/** One file of the payload and where its bytes lie. */
export interface Found {
  readonly file: ModelFile
  /** Absolute path of the bytes; never a link. */
  readonly disk: string
  /** Set when the name is a link: the target, relative to the root. */
  readonly link?: string
}

/** One entry that stayed out, directories with a trailing `/`. */
export interface Excluded {
  readonly path: string
  readonly reason: string
}

/** A model with more entries is a data set: listing, hashing and layering it would cost minutes. Spark's largest pipelines have a few thousand. */
const MAX_ENTRIES = 100_000
/** Linux' PATH_MAX is 4096 with the image's own prefix (`/model/files/`) in front. */
const MAX_PATH_BYTES = 4000
/** NAME_MAX of every common file system; longer names can't be unpacked again. */
const MAX_NAME_BYTES = 255
/** Real model trees are below 20 deep; a tree deeper than this is made to exhaust a recursion somewhere. */
const MAX_DEPTH = 256
/** A `.dockerignore` is written by hand. */
const MAX_DOCKERIGNORE_BYTES = 256 * 1024
/** Keys in PEM form are a few KiB; larger files are not looked into. */
const MAX_KEY_FILE_BYTES = 16 * 1024

const PRIVATE_KEY = /^(?:\s*-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-)/

interface Scope {
  /** Globs; empty = everything. */
  readonly include: readonly string[]
  /** The model is this one file of the root. */
  readonly only: string | undefined
}

/** Lists the payload below `root` (a real path), sorted by path in code unit order. Throws UserError `unsafe`, `input-invalid`. */
export function walk(root: string, scope: Scope): { readonly found: readonly Found[]; readonly excluded: readonly Excluded[] } {
  if (scope.only !== undefined) {
    const disk = path.join(root, scope.only)
    return { found: [{ file: describe(scope.only, disk, lstatSync(disk)).file, disk }], excluded: [] }
  }
  const rules = [...defaultRules(), ...dockerignoreOf(root)]
  const include = scope.include.map(compileGlob)
  const takesBack = rules.some((rule) => rule.negated)
  const found: Found[] = []
  const excluded: Excluded[] = []
  let entries = 0

  const visit = (directory: string, above: Matched, depth: number): void => {
    if (depth > MAX_DEPTH) throw unsafe(directory, `directories are nested more than ${MAX_DEPTH} deep`, 'flatten the model directory')
    for (const name of namesIn(root, directory)) {
      if (++entries > MAX_ENTRIES)
        throw unsafe(
          directory,
          `more than ${MAX_ENTRIES} files and directories`,
          'name the model itself with `payload:` in serving.yaml, or list what is no model in .dockerignore',
        )
      const relative = directory === '' ? name : `${directory}/${name}`
      const { matched, reason } = applyRules(rules, relative, above)
      const disk = path.join(root, ...relative.split('/'))
      const stats = lstatSync(disk, { throwIfNoEntry: false })
      if (stats === undefined) throw vanished(relative, name)
      if (stats.isDirectory()) {
        if (reason !== undefined) excluded.push({ path: `${relative}/`, reason })
        if (reason === undefined || takesBack) visit(relative, matched, depth + 1)
        continue
      }
      if (reason !== undefined) {
        excluded.push({ path: relative, reason })
        continue
      }
      if (include.length > 0 && !include.some((glob) => matchesOrParent(glob, relative))) continue
      checkName(relative, name)
      const target = stats.isSymbolicLink() ? targetOf(root, relative, disk) : undefined
      const kept = target === undefined ? undefined : reasonFor(rules, target.path)
      // a harmless name must not carry out what stays in
      if (kept !== undefined)
        throw unsafe(
          relative,
          `it is a link to ${target?.path}, which is left out (${kept})`,
          'put the file itself in its place, or list the link in .dockerignore',
        )
      const { file, privateKey } = describe(relative, target?.disk ?? disk, target?.stats ?? stats)
      // a file that .dockerignore took back by name is wanted
      if (privateKey && !matched.some((match, index) => match && rules[index]?.negated === true))
        excluded.push({ path: relative, reason: 'holds a private key' })
      else found.push(target === undefined ? { file, disk } : { file, disk: target.disk, link: target.path })
    }
  }
  visit('', [], 0)
  found.sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0))
  excluded.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return { found, excluded: withoutCovered(excluded) }
}

/** Why a path is left out, its directories considered. */
function reasonFor(rules: readonly IgnoreRule[], relative: string): string | undefined {
  let above: Matched = []
  let reason: string | undefined
  for (let end = relative.indexOf('/'); ; end = relative.indexOf('/', end + 1)) {
    const applied = applyRules(rules, end < 0 ? relative : relative.slice(0, end), above)
    above = applied.matched
    reason = applied.reason
    if (end < 0) return reason
  }
}

/** A directory says it for all in it; `takesBack` walks into excluded directories and meets their content again. */
function withoutCovered(excluded: readonly Excluded[]): readonly Excluded[] {
  const kept: Excluded[] = []
  for (const entry of excluded) {
    const last = kept.at(-1)
    if (last?.path.endsWith('/') !== true || !entry.path.startsWith(last.path)) kept.push(entry)
  }
  return kept
}

function dockerignoreOf(root: string): readonly IgnoreRule[] {
  const disk = path.join(root, '.dockerignore')
  const stats = lstatSync(disk, { throwIfNoEntry: false })
  if (stats?.isFile() !== true) return []
  if (stats.size > MAX_DOCKERIGNORE_BYTES) throw unsafe('.dockerignore', `it is ${stats.size} bytes long`, 'name directories instead of single files')
  return parseDockerignore(readFileSync(disk, 'utf8').replace(/^\uFEFF/, ''))
}

/** Names in one directory, read in small batches so that the cap on entries also bounds memory. */
function namesIn(root: string, directory: string): readonly string[] {
  const names: string[] = []
  try {
    const handle = opendirSync(path.join(root, directory), { bufferSize: 256 })
    try {
      for (let entry = handle.readSync(); entry !== null && names.length <= MAX_ENTRIES; entry = handle.readSync()) names.push(entry.name)
    } finally {
      handle.closeSync()
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UserError(
      'corrupt',
      `${directory || 'the model directory'} cannot be listed (${why})`,
      'check its permissions',
      { file: directory },
      { cause: error },
    )
  }
  return names
}

/** Node decodes names that are no UTF-8 with replacement characters: there is nothing under the name it shows. */
function vanished(relative: string, name: string): UserError {
  if (name.includes('\uFFFD')) return unsafe(relative, 'its name is not UTF-8', 'rename the file')
  return new UserError(
    'corrupt',
    `${relative} vanished while the directory was listed`,
    'let nothing write to the model directory during the upload',
    { file: relative },
  )
}

function checkName(relative: string, name: string): void {
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw unsafe(relative, `its name is longer than ${MAX_NAME_BYTES} bytes`, 'rename the file')
  if (Buffer.byteLength(relative) > MAX_PATH_BYTES)
    throw unsafe(relative, `its path is longer than ${MAX_PATH_BYTES} bytes`, 'flatten the model directory')
}

function targetOf(root: string, relative: string, disk: string): { readonly disk: string; readonly path: string; readonly stats: Stats } {
  const remedy = 'put the file itself in its place, or list the link in .dockerignore'
  let real: string
  try {
    real = realpathSync(disk)
  } catch (error) {
    throw unsafe(relative, 'it is a link that leads nowhere', remedy, error)
  }
  const inside = path.relative(root, real)
  if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside))
    throw unsafe(relative, 'it is a link out of the model directory', remedy)
  const stats = lstatSync(real)
  // a directory under two names could contain itself, and would put every file into the image twice
  if (stats.isDirectory())
    throw unsafe(relative, 'it is a link to a directory', 'put the directory itself in its place, or list the link in .dockerignore')
  return { disk: real, path: inside.split(path.sep).join('/'), stats }
}

function describe(relative: string, disk: string, stats: Stats): { readonly file: ModelFile; readonly privateKey: boolean } {
  if (!stats.isFile()) throw unsafe(relative, `it is ${specialKind(stats)}, not a file`, 'remove it, or list it in .dockerignore')
  const head = stats.size > 0 && stats.size <= MAX_KEY_FILE_BYTES ? headOf(disk, relative) : ''
  const pointer = stats.size <= MAX_POINTER_BYTES ? parseLfsPointer(head) : undefined
  const file = { path: relative, size: stats.size, executable: (stats.mode & 0o111) !== 0 }
  return { file: pointer === undefined ? file : { ...file, pointer }, privateKey: PRIVATE_KEY.test(head) }
}

function specialKind(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  if (stats.isBlockDevice() || stats.isCharacterDevice()) return 'a device'
  return 'something special'
}

/** The first bytes as text, one character per byte: enough to know pointers and keys. */
function headOf(disk: string, relative: string): string {
  let descriptor: number
  try {
    descriptor = openSync(disk, 'r')
  } catch (error) {
    throw new UserError(
      'corrupt',
      `${relative} cannot be opened (${error instanceof Error ? error.message : String(error)})`,
      'check its permissions',
      { file: relative },
      { cause: error },
    )
  }
  try {
    const head = Buffer.alloc(MAX_POINTER_BYTES)
    return head.toString('latin1', 0, readSync(descriptor, head, 0, head.length, 0))
  } finally {
    closeSync(descriptor)
  }
}

function unsafe(relative: string, why: string, remedy: string, cause?: unknown): UserError {
  return new UserError(
    'unsafe',
    `${relative === '' ? 'the model directory' : relative}: ${why}`,
    remedy,
    { file: relative },
    cause === undefined ? undefined : { cause },
  )
}
