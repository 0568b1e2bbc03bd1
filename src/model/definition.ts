import { nearest } from '../contract/nearest.ts'
import { UserError } from '../errors.ts'
import { parseYaml, type Tree, type TreeMap } from '../formats/yaml-tree.ts'
import { entry, readSignatures } from './declared-contract.ts'
import { checkKeys, described, invalid, type Source } from './definition-error.ts'
import type { Definition } from './definition-types.ts'
import { DEFINITION_KEYS } from './definition-words.ts'
import { openPlaces } from './places.ts'
import type { ModelFiles } from './types.ts'

/** Names a definition may have, in order of preference. */
export const DEFINITION_FILES = ['serving.yaml', 'serving.yml', 'model.yaml', 'model.yml'] as const

/** As long as YAML itself is read (yaml-tree.ts), in bytes: UTF-8 may need three per character. */
const MAX_FILE_BYTES = 6 * 1024 * 1024

/** Patterns of `payload:`; each is matched against every file. */
const MAX_PAYLOAD = 1000

/**
 * All definitions beside the model (`serving.yaml` or `model.yaml`, several documents `kind: Model`), or in the file that is named.
 * Documents of another kind, and files that are no definitions at all, are passed over.
 * Throws UserError `definition-invalid` with file, line, column and the corrected line; also when two files define the model.
 */
export function readDefinitions(files: ModelFiles, path?: string): readonly Definition[] {
  const candidates = path === undefined ? DEFINITION_FILES.filter((name) => (files.find(name)?.size ?? 0) > 0) : [path]
  const found = candidates.map((name) => parseDefinitions(files.text(name, MAX_FILE_BYTES), name)).filter((definitions) => definitions.length > 0)
  const [first = [], second] = found
  if (second !== undefined) {
    const names = [first[0]?.file, second[0]?.file].join(' and ')
    throw new UserError(
      'definition-invalid',
      `${names} both define this model`,
      'keep one of them; several models go into one file as documents separated by `---`',
      { file: second[0]?.file ?? '' },
    )
  }
  return first
}

/** The one definition, `null` where there is none. Throws UserError `ambiguous` where a file defines several models and `name` is none of them. */
export function readDefinition(files: ModelFiles, name = ''): Definition | null {
  return chooseDefinition(readDefinitions(files), name)
}

/** Of several documents the one of that name. A single one stands whatever its name is: the input `name` overrides it. */
export function chooseDefinition(definitions: readonly Definition[], name: string): Definition | null {
  const [first, second] = definitions
  if (first === undefined || second === undefined) return first ?? null
  const [meant, again] = definitions.filter((definition) => name !== '' && definition.name === name)
  if (meant !== undefined && again === undefined) return meant
  const names = definitions.map((definition, index) => definition.name ?? `document ${index + 1}`).join(', ')
  throw new UserError(
    'ambiguous',
    `${first.file} defines ${definitions.length} models: ${names}${meant === undefined ? '' : `; two of them are called ${name}`}`,
    'name the one you mean with the input `name`, or put each model into a directory of its own',
    (again ?? second).locate(['name']),
  )
}

/** Reads the text of a definition file. Pure; see `readDefinitions` for what is thrown. */
export function parseDefinitions(text: string, file: string): readonly Definition[] {
  if (!mentionsModel(text)) return []
  const source = { file, text }
  return parseYaml(text, file).flatMap((tree) => {
    const definition = readDocument(source, tree)
    return definition === null ? [] : [definition]
  })
}

/** Cheap and generous: a YAML file of another tool that never says `kind` or `contract` is not parsed, let alone criticised. */
function mentionsModel(text: string): boolean {
  return /(?:^|[\s{,])["']?(?:kind|contract)["']?[ \t]*:/m.test(text)
}

function readDocument(source: Source, tree: Tree): Definition | null {
  if (tree.kind !== 'map' || !isModel(source, tree)) return null
  // `x-…` holds what anchors point to, as in Compose files
  const meant = tree.entries.filter(({ key }) => !key.text.startsWith('x-'))
  checkKeys(source, meant, DEFINITION_KEYS, 'a model definition')
  const places = openPlaces(source.file, tree.span)
  for (const { key, value } of tree.entries) places.note([key.text], value.span)
  const text = (key: string): string | undefined => readText(source, tree, key)
  const name = text('name')
  const framework = text('framework')
  const runtime = text('runtime')
  const installCommand = text('install-command')
  const payload = readPayload(source, tree, places)
  const declaration = readDeclaration(source, tree, framework)
  return {
    file: source.file,
    locate: places.locate,
    ...(name !== undefined && { name }),
    ...(framework !== undefined && { framework }),
    ...(runtime !== undefined && { runtime }),
    ...(installCommand !== undefined && { installCommand }),
    ...(payload !== undefined && { payload }),
    ...(declaration !== undefined && { declaration }),
  }
}

/** `kind: Model`; a contract under a mistyped or missing kind is an error, anything else is somebody else's document. */
function isModel(source: Source, tree: TreeMap): boolean {
  const kind = entry(tree, 'kind')
  const contract = entry(tree, 'contract')
  if (kind === undefined) {
    if (contract?.value.kind !== 'map' && contract?.value.kind !== 'list') return false
    throw invalid(source, tree.span, 'a contract without `kind: Model`', {
      remedy: 'write `kind: Model` as the first line of the document',
      key: 'kind',
    })
  }
  const word = kind.value.kind === 'scalar' ? kind.value.text : ''
  if (word === 'Model') return true
  const meant = word.toLowerCase() === 'model' || (contract !== undefined && nearest(word, ['Model']) !== undefined)
  if (meant) throw invalid(source, kind.value.span, `${JSON.stringify(word)} is no kind; the nearest is Model`, { instead: 'Model', key: 'kind' })
  return false
}

function readText(source: Source, tree: TreeMap, key: string): string | undefined {
  const value = entry(tree, key)?.value
  if (value === undefined) return undefined
  if (value.kind === 'scalar' && value.text !== '' && !(value.plain && /^(?:~|null)$/i.test(value.text))) return value.text
  throw invalid(source, value.span, `${key} must be a text, not ${described(value)}`, {
    remedy: `write a text behind \`${key}:\`, or leave the line out`,
    key,
  })
}

function readPayload(source: Source, tree: TreeMap, places: ReturnType<typeof openPlaces>): readonly string[] | undefined {
  const value = entry(tree, 'payload')?.value
  if (value === undefined) return undefined
  const items = value.kind === 'list' ? value.items : [value]
  if (items.length === 0)
    throw invalid(source, value.span, 'payload is empty', {
      remedy: 'name the files of the model, or leave payload out: then everything beside this file is the model',
      key: 'payload',
    })
  if (items.length > MAX_PAYLOAD)
    throw invalid(source, value.span, `payload names ${items.length} paths`, { remedy: 'name directories instead of single files', key: 'payload' })
  return items.map((item, index) => {
    places.note(['payload', String(index)], item.span)
    if (item.kind === 'scalar' && item.text !== '') return item.text
    throw invalid(source, item.span, `payload must hold paths, not ${described(item)}`, {
      remedy: 'write `payload: [model/, requirements.txt]`',
      key: 'payload',
    })
  })
}

function readDeclaration(source: Source, tree: TreeMap, framework: string | undefined): Definition['declaration'] {
  const found = entry(tree, 'contract')
  if (found === undefined) return undefined
  const places = openPlaces(source.file, found.key.span)
  const signatures = readSignatures({ source, places }, found.value, found.key.span)
  return { file: source.file, contract: { contract: 1, framework: { name: framework ?? 'other' }, signatures }, locate: places.locate }
}
