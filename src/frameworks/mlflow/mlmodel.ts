import { type Place, UserError } from '../../errors.ts'
import { type Json, parseDocument } from '../../formats/json-document.ts'
import { parseYaml, type Tree, type TreeMap } from '../../formats/yaml-tree.ts'
import { entryOf, isNull, plainOf, textIn, textOf } from '../wrappers/yaml-plain.ts'

/** The file `MLmodel` of an MLflow model directory: which flavors it has, and the signature of its `python_function`. */
export interface MLmodel {
  readonly file: string
  readonly version: string | undefined
  /** In the order of the file (MLflow sorts them by name). */
  readonly flavors: readonly Flavor[]
  readonly signature: { readonly [key in SchemaKey]?: Schema }
  /** `input_example.json` and friends. */
  readonly example: string | undefined
}

export interface Flavor {
  readonly name: string
  /** Only the settings that are text. */
  readonly settings: ReadonlyMap<string, string>
}

type SchemaKey = 'inputs' | 'outputs' | 'params'

export interface Schema {
  readonly json: Json
  readonly place: Omit<Place, 'file'>
}

/** Begins like an MLmodel: a file of that name may be anything, pickles included. */
export const isMLmodel = (head: string): boolean => /^(?:flavors|"flavors")\s*:/m.test(head)

/** @throws UserError `definition-invalid` with line and column */
export function readMLmodel(text: string, file: string): MLmodel {
  const [tree] = parseYaml(text, file)
  if (tree?.kind !== 'map') throw invalid(file, { line: 1 }, 'an MLmodel is a mapping with the key flavors')
  const signature = entryOf(tree, 'signature')
  const example = entryOf(tree, 'saved_input_example_info')
  return {
    file,
    version: textIn(tree, 'mlflow_version'),
    flavors: flavorsOf(tree),
    signature: signature?.kind === 'map' ? schemasOf(signature, file) : {},
    example: example?.kind === 'map' ? textIn(example, 'artifact_path') : undefined,
  }
}

function flavorsOf(tree: TreeMap): readonly Flavor[] {
  const flavors = entryOf(tree, 'flavors')
  if (flavors?.kind !== 'map') return []
  return flavors.entries.map(({ key, value }) => ({
    name: key.text,
    settings: new Map(
      value.kind === 'map'
        ? value.entries.flatMap((setting) => {
            const text = textOf(setting.value)
            return text === undefined ? [] : [[setting.key.text, text] as const]
          })
        : [],
    ),
  }))
}

function schemasOf(signature: TreeMap, file: string): MLmodel['signature'] {
  const keys: readonly SchemaKey[] = ['inputs', 'outputs', 'params']
  return Object.fromEntries(
    keys.flatMap((key) => {
      const tree = entryOf(signature, key)
      if (tree === undefined || isNull(tree)) return []
      const place = { line: tree.span.line, column: tree.span.column, key: `signature.${key}` }
      return [[key, { json: jsonOf(tree, file, place), place }]]
    }),
  )
}

/** JSON in a string, as MLflow writes it; JSON is YAML as well, so a schema may stand there without quotes. */
function jsonOf(tree: Tree, file: string, place: Omit<Place, 'file'>): Json {
  if (tree.kind !== 'scalar') return plainOf(tree)
  try {
    return parseDocument(tree.text, file)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw invalid(file, place, `${place.key} is no JSON`, error)
  }
}

/** What an author or a tool wrote is wrong, and where. */
export function invalid(file: string, place: Omit<Place, 'file'>, message: string, cause?: unknown): UserError {
  const at = place.line === undefined ? file : `${file}:${place.line}`
  return new UserError(
    'definition-invalid',
    `${at}: ${message}`,
    'let MLflow write the file again: mlflow.models.set_signature(…)',
    { file, ...place },
    { cause },
  )
}
