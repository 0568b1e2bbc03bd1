import { readFileSync, statSync } from 'node:fs'
import { nearest } from '../contract/nearest.ts'
import { UserError } from '../errors.ts'
import type { Framework, Match, Warning } from '../frameworks/framework.ts'
import { besides, type Candidate, matchAll, remaining } from './candidates.ts'
import { chooseDefinition, parseDefinitions, readDefinition } from './definition.ts'
import type { Declaration, Definition } from './definition-types.ts'
import { type OpenedFiles, openModelFiles } from './files.ts'
import { agreementOf } from './formats-agree.ts'
import { explainNothing } from './nothing-found.ts'
import { choosePayload } from './payload.ts'
import { decodeSignature } from './signature-proto.ts'
import { parseSignature } from './signature-text.ts'
import { bytesSource } from './window-source.ts'

/** A model as it lies on disk, before its contract is read. */
export interface Discovered {
  /** The payload. */
  readonly files: OpenedFiles
  /** What the author wrote: serving.yaml and friends, or a bare contract.prototxt / contract.protobin. */
  readonly definition: Definition | null
  /** Every contract that is declared: the definition's first, then contract.prototxt and contract.protobin. They must agree. */
  readonly declarations: readonly Declaration[]
  /** `null`: no framework recognises the files, but a contract is declared (framework `other`). */
  readonly found: Found | null
  /** Other models here, which the definition passes over by naming the framework: perhaps the same network in other formats. */
  readonly others: readonly Found[]
  readonly warnings: readonly Warning[]
  /** Entries of `payload:` that name nothing that is here: no reason not to look, but reason not to publish. */
  readonly missing: readonly string[]
}

export interface Found {
  readonly framework: Framework
  readonly match: Match
}

export interface DiscoverOptions {
  /** Definition or contract file elsewhere (input `contract`), relative to the working directory; '' or absent = look beside the model. */
  readonly definition?: string
  /** Which document of a definition with several models is meant. */
  readonly name?: string
  /** The model must lie in here after links are resolved (the workspace). */
  readonly within?: string
}

/** The same limit as for files beside the model: a contract of 10,000 columns is about 600 kB. */
const MAX_DECLARATION_BYTES = 6 * 1024 * 1024

/** A contract in the form of the serving runtime's own messages, beside the model. */
export const DECLARATION_FILES = ['contract.prototxt', 'contract.protobin'] as const

/** What is known of a model before any framework looks at its files. */
export type Listed = Omit<Discovered, 'found' | 'others'>

/**
 * Finds the one model in a directory (or the one file): its files, what the author wrote about it, and the framework that reads it.
 * Throws UserError: `ambiguous` (candidates named, and the line that settles it), `not-a-model`, `lfs-pointer`, `empty-file`,
 * `definition-invalid`, and what opening the files throws (`unsafe`, `input-invalid`).
 */
export function discover(directory: string, frameworks: readonly Framework[], options: DiscoverOptions = {}): Discovered {
  const listed = listModel(directory, options)
  try {
    return { ...listed, ...findModel(listed.files, frameworks, listed.definition, listed.declarations) }
  } catch (error) {
    listed.files.close()
    throw error
  }
}

/** The files of the model and what its author wrote; enough where its contract comes from elsewhere. Throws `definition-invalid` and what opening the files throws. */
export function listModel(directory: string, options: DiscoverOptions = {}): Listed {
  const within = options.within === undefined ? {} : { within: options.within }
  const all = openModelFiles(directory, within)
  try {
    const definition = options.definition ? readDefinitionFile(options.definition, options.name) : readDefinition(all, options.name)
    const declarations = [...(definition?.declaration ? [definition.declaration] : []), ...(options.definition ? [] : declarationsBeside(all))]
    const { include, missing } = choosePayload(definition, all.files)
    return {
      files: include === undefined ? all : openModelFiles(directory, { ...within, include }),
      definition,
      declarations,
      missing,
      warnings: [...missing.map((path) => missingWarning(path, definition)), ...secretWarnings(all)],
    }
  } finally {
    // nothing is open of it but what the declarations were read from; it opens again on demand
    all.close()
  }
}

function findModel(
  files: OpenedFiles,
  frameworks: readonly Framework[],
  definition: Definition | null,
  declarations: readonly Declaration[],
): Pick<Discovered, 'found' | 'others'> {
  const wanted = wantedFramework(definition, frameworks)
  if (wanted === 'other') {
    if (declarations.length > 0 && files.files.length > 0) return { found: null, others: [] }
    throw new UserError(
      'not-inferable',
      `${definition?.file} says \`framework: other\`, but declares no contract`,
      'declare the contract in it, or leave `framework:` out',
      definition?.locate(['framework']),
    )
  }
  const { candidates, refusal } = matchAll(files, frameworks)
  const left = remaining(wanted === undefined ? candidates : candidates.filter(({ framework }) => framework.name === wanted), files)
  const [first, second] = left
  if (first !== undefined && second === undefined) {
    return { found: first, others: wanted === undefined ? [] : besides(first, remaining(candidates, files)) }
  }
  if (first !== undefined) throw ambiguous({ files, left, definition, declarations, agreement: agreementOf(left, files, frameworks) })
  if (wanted !== undefined) {
    if (refusal !== undefined) throw refusal
    const others = [...new Set(candidates.map(({ match }) => match.because))]
    throw new UserError(
      'definition-invalid',
      `${definition?.file} says \`framework: ${wanted}\`, but there is no such model here${others.length > 0 ? `: ${others.join('; ')}` : ''}`,
      'correct `framework:`, or leave it out',
      definition?.locate(['framework']),
    )
  }
  // a file that was not pulled may hold the model that the declaration is about: without it nobody knows which framework's
  const unpulled = files.files.some(({ pointer }) => pointer !== undefined)
  if (!unpulled && declarations.length > 0 && files.files.some(({ path }) => !isDeclaration(path, declarations))) {
    return { found: null, others: [] }
  }
  if (refusal !== undefined) throw refusal
  throw explainNothing(files)
}

function wantedFramework(definition: Definition | null, frameworks: readonly Framework[]): string | undefined {
  const wanted = definition?.framework
  if (wanted === undefined) return undefined
  const known = [...frameworks.map(({ name }) => name), 'other']
  if (known.includes(wanted)) return wanted
  const meant = nearest(wanted, known)
  const message = `${definition?.file}: ${JSON.stringify(wanted)} is no framework${meant === undefined ? '' : `; the nearest is ${meant}`}`
  throw new UserError(
    'definition-invalid',
    message,
    meant === undefined ? `use one of ${known.join(', ')}` : `write \`framework: ${meant}\``,
    definition?.locate(['framework']),
  )
}

/** Candidates shown in one message. */
const MAX_SHOWN = 5

interface Ambiguity {
  readonly files: OpenedFiles
  readonly left: readonly Candidate[]
  readonly definition: Definition | null
  readonly declarations: readonly Declaration[]
  /** Whether they are one network in several formats: `; …`, or ''. */
  readonly agreement: string
}

function ambiguous({ files, left, definition, declarations, agreement }: Ambiguity): UserError {
  const shown = left
    .slice(0, MAX_SHOWN)
    .map(({ framework, match }) => `${framework.name} in ${match.path === '' ? 'the directory itself' : match.path}`)
  const more = left.length > MAX_SHOWN ? `, and ${left.length - MAX_SHOWN} more` : ''
  const names = [...new Set(left.map(({ framework }) => framework.name))]
  const line =
    names.length === left.length ? `framework: ${names.join('` or `framework: ')}` : `payload: ${JSON.stringify(payloadOf(left[0]?.match))}`
  const file = definition?.file ?? 'serving.yaml'
  const other = declarations.length > 0 ? '; or `framework: other`, if the declared contract stands for all of them' : ''
  return new UserError(
    'ambiguous',
    `${files.label} holds ${left.length} models: ${shown.join(', ')}${more}${agreement}`,
    `say which one is the model: \`${line}\` in ${file}${definition === null ? ' (below `kind: Model`)' : ''}${other}; several models need a directory each`,
  )
}

/** Parts of a model that are named one by one; more are a directory's worth. */
const MAX_PARTS = 8

/** What `payload:` must name so that the model stays whole: the directory of a wrapper, else the file and its parts. */
function payloadOf(match: Match | undefined): readonly string[] {
  if (match === undefined) return []
  const directory = match.covers.find((covered) => covered !== '/' && covered.endsWith('/') && match.path.startsWith(covered))
  if (directory !== undefined) return [directory]
  const parts = match.covers.filter((covered) => covered !== '/' && covered !== match.path)
  return [match.path, ...(parts.length > MAX_PARTS ? [] : parts)]
}

function isDeclaration(path: string, declarations: readonly Declaration[]): boolean {
  return declarations.some(({ file }) => file === path)
}

function declarationsBeside(files: OpenedFiles): readonly Declaration[] {
  return DECLARATION_FILES.filter((name) => (files.find(name)?.size ?? 0) > 0).map((name) =>
    name.endsWith('.prototxt') ? parseSignature(files.text(name, MAX_DECLARATION_BYTES), name) : decodeSignature(files.open(name)),
  )
}

/** The input `contract`: a definition, or a ModelSignature in text or binary form, anywhere in the workspace. */
export function readDefinitionFile(file: string, name = ''): Definition {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined)
    throw new UserError('input-invalid', `there is no ${file}`, 'name the definition file relative to the working directory', { file })
  if (size > MAX_DECLARATION_BYTES)
    throw new UserError('definition-invalid', `${file} is ${size} bytes long`, 'name a serving.yaml, contract.prototxt or contract.protobin', {
      file,
    })
  const bytes = readFileSync(file)
  if (file.endsWith('.protobin')) return bareDefinition(decodeSignature(bytesSource(file, bytes)))
  const text = bytes.toString('utf8')
  if (file.endsWith('.prototxt')) return bareDefinition(parseSignature(text, file))
  const definition = chooseDefinition(parseDefinitions(text, file), name)
  if (definition === null)
    throw new UserError('definition-invalid', `${file} holds no document \`kind: Model\``, 'write `kind: Model` as its first line', {
      file,
      line: 1,
      column: 1,
    })
  return definition
}

function bareDefinition(declaration: Declaration): Definition {
  return { file: declaration.file, declaration, locate: declaration.locate }
}

function missingWarning(path: string, definition: Definition | null): Warning {
  const place = definition?.locate(['payload'])
  return {
    code: 'payload-missing',
    message: `payload names ${path}, which is not in the model directory`,
    ...(place?.file !== undefined && { where: place.file }),
  }
}

/** Left out silently is fine for caches, not for what somebody may have wanted to ship or should not have committed. */
function secretWarnings(files: OpenedFiles): readonly Warning[] {
  return files.excluded
    .filter(({ reason }) => reason === 'may hold secrets' || reason === 'holds a private key')
    .map(({ path, reason }) => ({
      code: 'left-out',
      message: `${path} stays out of the image: it ${reason}. \`!${path}\` in .dockerignore takes it back`,
      where: path,
    }))
}
