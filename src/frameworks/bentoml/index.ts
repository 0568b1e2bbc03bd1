import type { Field, Signature } from '../../contract/types.ts'
import { isObject, type Json, type JsonObject, own } from '../../formats/json-document.ts'
import { parseYaml, type Tree } from '../../formats/yaml-tree.ts'
import type { Declaration } from '../../model/definition-types.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, ReadInside } from '../framework.ts'
import { wrappedIn } from '../wrappers/inside.ts'
import { declaredPlaces } from '../wrappers/places.ts'
import { allBelow, below, directoryOf, filesNamed, isThere, viewAt, viewOf } from '../wrappers/view.ts'
import { entryOf, plainOf } from '../wrappers/yaml-plain.ts'
import { parametersOf, valueIn } from './json-schema.ts'

const MAX_TEXT = 2 * 1024 * 1024
const BENTO = 'bento.yaml'
const MODEL = 'model.yaml'

/** BentoML calls the value an API returns nothing; callers of its client get it as it is. */
const OUTPUT = 'output'

/**
 * BentoML's stores: a bento (`bento.yaml`, the code in `src/`, models in `models/`) declares its APIs by their JSON schema; a model of the model
 * store (`model.yaml`) names the methods that may be called of the model beside it.
 * Source: bentoml/BentoML src/bentoml/_internal/bento/bento.py `BentoInfoV2`, models/model.py `ModelInfo`.
 */
export const bentoml: Framework = { name: 'bentoml', match, infer }

const isBento = (head: string): boolean => /^bentoml_version\s*:/m.test(head) && /^(?:service|entry_service)\s*:/m.test(head)
const isStored = (head: string): boolean => /^module\s*:\s*["']?bentoml[.\w]*/m.test(head) && /^(?:context|api_version)\s*:/m.test(head)

function match(files: ModelFiles): readonly Match[] {
  const found = (name: string, isOne: (head: string) => boolean, what: string): readonly Match[] =>
    filesNamed(files, (other) => other === name, isOne).map((path) => ({
      format: name,
      path,
      because: `${path} describes ${what} of BentoML`,
      covers: [allBelow(directoryOf(path))],
    }))
  return [...found(BENTO, isBento, 'a bento'), ...found(MODEL, isStored, 'a model in a store')]
}

function infer(files: ModelFiles, { path: file, format }: Match, readInside?: ReadInside): Inference {
  const [tree] = parseYaml(files.text(file, MAX_TEXT), file)
  const json = tree === undefined ? {} : plainOf(tree)
  const info = isObject(json) ? json : {}
  return format === BENTO && tree !== undefined ? bento({ files, file, tree, info, readInside }) : stored({ files, file, info, readInside })
}

interface Opened {
  readonly files: ModelFiles
  readonly file: string
  readonly info: JsonObject
  readonly readInside: ReadInside | undefined
}

/** The APIs of a bento: declared by their schema since BentoML 1.2, else by the code in `src/`. */
function bento({ files, file, tree, info, readInside }: Opened & { readonly tree: Tree }): Inference {
  const declaration = declaredRoutes(file, tree, info)
  const framework = { name: 'bentoml', ...versionOf(own(info, 'bentoml_version')), format: BENTO }
  if (declaration !== null) return { framework, signatures: [], warnings: [], findings: [], declarations: [declaration] }
  const code = below(directoryOf(file), 'src')
  const wrapped = wrappedIn(isThere(files, code) ? viewAt(files, file, code) : viewOf(files, file, () => false), readInside, {
    wrapper: file,
    isDeclared: false,
  })
  return {
    framework,
    signatures: wrapped.signatures,
    warnings: wrapped.warnings,
    findings: wrapped.findings,
    ...(wrapped.inside !== undefined && { inside: wrapped.inside }),
  }
}

function declaredRoutes(file: string, tree: Tree, info: JsonObject): Declaration | null {
  const schema = own(info, 'schema')
  const routes = schema !== undefined && isObject(schema) ? own(schema, 'routes') : undefined
  if (!Array.isArray(routes)) return null
  const places = declaredPlaces(file)
  const lines = routeLines(tree)
  const signatures = routes.flatMap((route: Json, index: number): readonly Signature[] => {
    if (!isObject(route)) return []
    const name = own(route, 'name')
    if (typeof name !== 'string') return []
    const line = lines[index]
    places.note([name], { ...(line !== undefined && { line }), key: `schema.routes[${index}]` })
    return [{ name, inputs: parametersOf(own(route, 'input')), outputs: outputsOf(own(route, 'output')) }]
  })
  if (signatures.length === 0) return null
  return { file, contract: { contract: 1, framework: { name: 'bentoml', format: BENTO }, signatures }, locate: places.locate }
}

function routeLines(tree: Tree): readonly (number | undefined)[] {
  const schema = tree.kind === 'map' ? entryOf(tree, 'schema') : undefined
  const routes = schema?.kind === 'map' ? entryOf(schema, 'routes') : undefined
  return routes?.kind === 'list' ? routes.items.map(({ span }) => span.line) : []
}

function outputsOf(schema: Json | undefined): readonly Field[] {
  if (schema === undefined || !isObject(schema) || own(schema, 'type') === 'null') return []
  return [{ name: OUTPUT, ...valueIn(schema) }]
}

/** A model of the store: the methods that `signatures` names, of the model that lies beside. */
function stored({ files, file, info, readInside }: Opened): Inference {
  const directory = directoryOf(file)
  const beside = viewOf(files, file, (path) => path !== file && (directory === '' || path.startsWith(`${directory}/`)))
  const wrapped = wrappedIn(beside, readInside, { wrapper: file, isDeclared: false })
  const named = own(info, 'signatures')
  const names = new Set(named !== undefined && isObject(named) ? Object.keys(named) : [])
  const offered = wrapped.signatures.filter(({ name }) => names.has(name))
  const context = own(info, 'context')
  return {
    framework: {
      name: 'bentoml',
      ...versionOf(context !== undefined && isObject(context) ? own(context, 'bentoml_version') : undefined),
      format: MODEL,
    },
    signatures: offered.length > 0 ? offered : wrapped.signatures,
    warnings: wrapped.warnings,
    findings: wrapped.findings,
    ...(wrapped.inside !== undefined && { inside: wrapped.inside }),
  }
}

const versionOf = (version: Json | undefined): { readonly version?: string } => (typeof version === 'string' ? { version } : {})
