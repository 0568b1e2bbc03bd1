import { copyFileSync, linkSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix, relative, resolve, sep } from 'node:path'
import { UserError } from './errors.ts'
import { blobWriter, LINK, type TreeEntry } from './git-blobs.ts'
import { MAX_POINTER_BYTES, parseLfsPointer } from './model/lfs-pointer.ts'
import type { Run } from './tools/run.ts'

/** Files of one revision, written out under a directory of their own. */
export interface Checkout {
  /** Full hash of the commit. */
  readonly commit: string
  /** Where a path of the working directory lies in the checkout. */
  readonly at: (path: string) => string
  /** The directory that everything lies in. */
  readonly directory: string
  /** `false`: the revision holds nothing at any of the paths. */
  readonly found: boolean
  readonly remove: () => void
}

/** As many as a model directory may hold (model/walk.ts). */
const MAX_FILES = 200_000
/** Git itself takes refs up to 255 bytes per component; what is longer is no name that anybody wrote. */
const MAX_REVISION = 250
const TIMEOUT_MS = 120_000

/**
 * Writes what a revision holds at some paths (relative to the working directory) into a temporary directory. The blobs are taken out of git as they
 * are: no filter, hook or attribute of the repository runs, and nothing of the working copy or the index is touched. Git LFS pointers become
 * their files where those are in the local LFS store.
 * @throws UserError `input-invalid` for a revision that git does not know here; `unsafe` for a tree with paths that leave it
 */
export async function checkoutRevision(run: Run, revision: string, paths: readonly string[]): Promise<Checkout> {
  const git = await openGit(run)
  const commit = await git.commit(revision)
  const prefix = await git.text(['rev-parse', '--show-prefix'])
  const inside = (path: string): string => inRepository(prefix, path)
  const entries = await git.tree(commit, paths.map(inside))
  const directory = mkdtempSync(join(tmpdir(), 'mlambda-revision-'))
  const remove = (): void => rmSync(directory, { recursive: true, force: true })
  try {
    await git.write(entries, directory)
    const store = await git.text(['rev-parse', '--git-path', 'lfs/objects'])
    for (const entry of entries) if (entry.mode !== LINK) fillPointer(join(directory, entry.path), store)
  } catch (error) {
    remove()
    throw error
  }
  return { commit, directory, remove, found: entries.length > 0, at: (path) => join(directory, inside(path)) }
}

/** A path of the working directory as the repository names it; '' is the whole repository. */
export function inRepository(prefix: string, path: string): string {
  const own = relative(resolve('.'), resolve(path)).split(sep).join('/')
  const full = posix.normalize(`${prefix}${own}`).replace(/^\.$/, '').replace(/\/$/, '')
  if (full !== '..' && !full.startsWith('../') && !posix.isAbsolute(full)) return full
  throw new UserError('input-invalid', `${path} is not in the git repository of the working directory.`, 'Name a path inside of it.')
}

/** Regular, executable, and the group-writable form of old repositories. Submodules (160000) hold no files of ours. */
const FILES: ReadonlySet<string> = new Set(['100644', '100755', '100664', LINK])

async function openGit(run: Run) {
  const env = { GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1', GIT_OPTIONAL_LOCKS: '0' }
  const ask = (args: readonly string[]) => run('git', args, { env, timeoutMs: TIMEOUT_MS })

  async function text(args: readonly string[]): Promise<string> {
    const ran = await ask(args)
    if (ran.code === 0) return ran.stdout.replace(/\n$/, '')
    throw new UserError(
      'input-invalid',
      `git cannot read this repository: ${lastLine(ran.stderr)}`,
      'Run in a checkout of the repository, with git on PATH.',
    )
  }

  return {
    text,

    async commit(revision: string): Promise<string> {
      requireRevision(revision)
      const ran = await ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])
      const commit = ran.stdout.trim()
      if (ran.code === 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return commit
      throw new UserError(
        'input-invalid',
        `${JSON.stringify(revision)} is no file, no image, and no revision that git knows here${ran.stderr.trim() === '' ? '' : ` (${lastLine(ran.stderr)})`}.`,
        'Correct the name; a branch or commit is known after `actions/checkout` with `fetch-depth: 0`, branches as origin/NAME.',
      )
    },

    /** Every file below the paths, in git's order. */
    async tree(commit: string, paths: readonly string[]): Promise<readonly TreeEntry[]> {
      const wanted = paths.filter((path) => path !== '')
      const listing = await text(['ls-tree', '-r', '-z', '--full-tree', commit, ...(wanted.length === paths.length ? ['--', ...wanted] : [])])
      const rows = listing.split('\0').filter((row) => row !== '')
      if (rows.length > MAX_FILES)
        throw new UserError('unsafe', `${commit} holds ${rows.length} files there`, `Name a directory with at most ${MAX_FILES} files.`)
      return rows.flatMap((row) => {
        const parsed = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(row)
        const [, mode = '', oid = '', path = ''] = parsed ?? []
        return FILES.has(mode) ? [{ mode, oid, path: safePath(path) }] : []
      })
    },

    /** Links last, and every file only if nothing is there: no file is ever written through a link. */
    async write(entries: readonly TreeEntry[], directory: string): Promise<void> {
      const ordered = [...entries.filter(({ mode }) => mode !== LINK), ...entries.filter(({ mode }) => mode === LINK)]
      const writer = blobWriter(ordered, directory)
      const input = ordered.map(({ oid }) => `${oid}\n`).join('')
      const ran = await run('git', ['cat-file', '--batch'], { env, input, onStdout: writer.take })
      writer.end()
      if (ran.code !== 0)
        throw new UserError(
          'corrupt',
          `git cannot give the files of that revision: ${lastLine(ran.stderr)}`,
          'Fetch the revision again (`fetch-depth: 0`).',
        )
    },
  }
}

function requireRevision(revision: string): void {
  if (revision !== '' && revision.length <= MAX_REVISION && !revision.startsWith('-') && !/[\s\p{Cc}:\\]/u.test(revision)) return
  throw new UserError('input-invalid', `${JSON.stringify(revision)} is no revision.`, 'Write a branch (origin/main), a tag or a commit.')
}

/** git refuses such trees when it receives them, unless it is told not to look (git-config: receive.fsckObjects). */
function safePath(path: string): string {
  const names = path.split('/')
  if (names.every((name) => name !== '' && name !== '.' && name !== '..') && !path.includes('\\')) return path
  throw new UserError('unsafe', `The revision holds the path ${JSON.stringify(path)}.`, 'Compare with another revision.', { file: path })
}

/** The file that a pointer stands for, from the local LFS store, where it is there; else the pointer stays, and reading it says so. */
function fillPointer(path: string, store: string): void {
  if (statSync(path).size > MAX_POINTER_BYTES) return
  const pointer = parseLfsPointer(readFileSync(path, 'utf8'))
  if (pointer === undefined) return
  const object = join(store, pointer.sha256.slice(0, 2), pointer.sha256.slice(2, 4), pointer.sha256)
  if (statSync(object, { throwIfNoEntry: false })?.size !== pointer.size) return
  rmSync(path)
  try {
    linkSync(object, path)
  } catch {
    // another file system
    copyFileSync(object, path)
  }
}

/** What git said last: the reason. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
}
