import { join } from 'node:path'
import { nearest } from './contract/nearest.ts'
import { UserError } from './errors.ts'
import { LAYOUTS, type Layout } from './image/layouts/types.ts'
import { INPUTS, type InputName } from './metadata.ts'
import type { Bump, Scheme } from './registry/types.ts'

/** Every input of action.yml, read once, checked, and never changed again. The command line gives the same names as flags. */
export interface Inputs {
  /** Directories, files and patterns as they were written, `working-directory` included. */
  readonly paths: readonly string[]
  /** Model directory or file that a story is about: the first of `paths` until the models are found. */
  readonly path: string
  readonly image: string
  readonly name: string
  /** Only models with changed files: since the revision the event names (`''`), or since this one; `null` = all. */
  readonly onlyChanged: string | null
  readonly mode: 'auto' | 'validate' | 'publish' | 'drift' | 'discover' | 'overview' | 'catalogue'
  readonly contract: string
  /** As it was written (an image or a revision), and as a path below `working-directory`; both '' = the published version. */
  readonly baseline: { readonly text: string; readonly path: string }
  readonly version: string
  readonly versionScheme: Scheme
  readonly tagPrefix: string
  readonly bump: Bump | ''
  readonly initialVersion: string
  readonly unchanged: 'auto' | 'skip' | 'publish'
  readonly breaking: 'auto' | 'fail' | 'strict' | 'warn' | 'allow'
  /** 0…1 */
  readonly minCompleteness: number
  /** What to do about pickles that run code when they are loaded. */
  readonly pickle: 'allow' | 'warn' | 'deny'
  readonly runtime: string
  /** Views of the files in the image, in the order they were written. */
  readonly layout: readonly Layout[]
  readonly builder: 'auto' | 'buildx' | 'embedded'
  readonly platform: { readonly os: string; readonly architecture: string }
  readonly compression: 'none' | 'gzip'
  readonly immutableTags: boolean
  readonly floatingTags: readonly ('latest' | 'major' | 'minor')[]
  readonly comment: boolean
  readonly githubToken: string
  readonly orasPath: string
  readonly dryRun: boolean
}

/** Raw text of an input: the runner's INPUT_… or a flag's value; defaults of action.yml are already filled in. */
export type RawInput = (name: InputName) => string

/**
 * Reads and checks every input. `given`: the operands of the command line, in which a line break is part of a name.
 * @throws UserError `input-invalid` naming the input, what was written and the nearest word that is valid
 */
export function readInputs(raw: RawInput, given?: readonly string[]): Inputs {
  const text = (name: InputName): string => raw(name).trim()
  const paths = (given ?? listOf(text('path'))).map((path) => withinPattern(text('working-directory'), path))
  return {
    paths,
    path: paths[0] ?? '.',
    onlyChanged: onlyChanged(text('only-changed')),
    image: text('image'),
    name: text('name'),
    mode: oneOf('mode', text('mode'), ['auto', 'validate', 'publish', 'drift', 'discover', 'overview', 'catalogue']),
    contract: text('contract') === '' ? '' : within(text('working-directory'), text('contract')),
    baseline: { text: text('baseline'), path: text('baseline') === '' ? '' : within(text('working-directory'), text('baseline')) },
    version: text('version'),
    versionScheme: oneOf('version-scheme', text('version-scheme'), ['semver', 'integer']),
    tagPrefix: text('tag-prefix'),
    bump: oneOf('bump', text('bump'), ['', 'major', 'minor', 'patch']),
    initialVersion: text('initial-version'),
    unchanged: oneOf('unchanged', text('unchanged'), ['auto', 'skip', 'publish']),
    breaking: oneOf('breaking', text('breaking'), ['auto', 'fail', 'strict', 'warn', 'allow']),
    minCompleteness: percentage('min-completeness', text('min-completeness')),
    pickle: oneOf('pickle', text('pickle'), ['allow', 'warn', 'deny']),
    runtime: text('runtime'),
    layout: text('layout')
      .split(/[\s,]+/)
      .filter((word) => word !== '')
      .map((word) => oneOf('layout', word, LAYOUTS)),
    builder: oneOf('builder', text('builder'), ['auto', 'buildx', 'embedded']),
    platform: platform(text('platform')),
    compression: oneOf('compression', text('compression'), ['none', 'gzip']),
    immutableTags: truth('immutable-tags', text('immutable-tags')),
    floatingTags: text('floating-tags')
      .split(/[\s,]+/)
      .filter((word) => word !== '')
      .map((word) => oneOf('floating-tags', word, ['latest', 'major', 'minor'])),
    comment: truth('comment', text('comment')),
    githubToken: text('github-token'),
    orasPath: text('oras-path'),
    dryRun: truth('dry-run', text('dry-run')),
  }
}

/** The default of action.yml, the only place where defaults are written. */
export function defaultOf(name: InputName): string {
  return INPUTS.find((input) => input.name === name)?.default ?? ''
}

/** Lines of a list; a single line may hold spaces, as paths do. */
function listOf(text: string): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 0 ? ['.'] : lines
}

/** `!models/old` takes models out of a list: the mark stays in front. */
function withinPattern(directory: string, path: string): string {
  return path.startsWith('!') ? `!${within(directory, path.slice(1))}` : within(directory, path)
}

/** `false`, `true`, or a revision. */
function onlyChanged(text: string): string | null {
  if (['false', 'False', 'FALSE', ''].includes(text)) return null
  return ['true', 'True', 'TRUE'].includes(text) ? '' : text
}

/** `.` stays `.`: paths are shown as they were written. */
function within(directory: string, path: string): string {
  return directory === '' || directory === '.' ? path : join(directory, path)
}

function oneOf<const W extends string>(name: InputName, text: string, words: readonly W[]): W {
  const found = words.find((word) => word === text)
  if (found !== undefined) return found
  const shown = words.filter((word) => word !== '')
  const guess = nearest(text, shown)
  throw new UserError(
    'input-invalid',
    `Input ${name}: ${JSON.stringify(text)} is none of ${shown.join(', ')}.`,
    `Write ${name}: ${guess ?? defaultOf(name)}`,
    { file: 'workflow', key: name },
  )
}

/** The words GitHub's own `core.getBooleanInput` takes (YAML 1.2 core schema). */
function truth(name: InputName, text: string): boolean {
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (['false', 'False', 'FALSE', ''].includes(text)) return false
  throw new UserError('input-invalid', `Input ${name}: ${JSON.stringify(text)} is neither true nor false.`, `Write ${name}: true or ${name}: false`, {
    file: 'workflow',
    key: name,
  })
}

function percentage(name: InputName, text: string): number {
  const number = Number(text.replace(/%$/, ''))
  if (text !== '' && Number.isFinite(number) && number >= 0 && number <= 100) return number / 100
  throw new UserError(
    'input-invalid',
    `Input ${name}: ${JSON.stringify(text)} is not a percentage between 0 and 100.`,
    `Write ${name}: ${defaultOf(name)}`,
    {
      file: 'workflow',
      key: name,
    },
  )
}

function platform(text: string): Inputs['platform'] {
  const [os, architecture, ...rest] = text.split('/')
  if (os && architecture && rest.length === 0 && /^[a-z0-9]+$/.test(os) && /^[a-z0-9_]+$/.test(architecture)) return { os, architecture }
  throw new UserError('input-invalid', `Input platform: ${JSON.stringify(text)} is not one platform.`, 'Write platform: linux/amd64', {
    file: 'workflow',
    key: 'platform',
  })
}
