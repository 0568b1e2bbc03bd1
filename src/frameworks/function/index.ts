import { UserError } from '../../errors.ts'
import type { FunctionDef } from '../../formats/python/syntax.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match, Warning } from '../framework.ts'
import { cogTarget } from './cog.ts'
import { CONVENTIONS, ENTRY_FILES, type Entry, entriesOf, mayHoldEntry } from './entries.ts'
import { type Loaded, loadedBy } from './loads.ts'
import { MAX_MODULE, openProject, type Project } from './project.ts'
import { signatureOf } from './signature.ts'

/** Python entry points of servers (cog, BentoML, Hydrosphere, FastAPI, …): parsed, never run. The contract is what callers send and get. */
export const python: Framework = { name: 'function', isCode: true, match, infer }

/** Folders that hold no entry point of a model. */
const ASIDE = /(?:^|\/)(?:tests?|docs?|examples?|notebooks?|scripts?|train|training|venv|env|site-packages|node_modules|__pycache__|\.[^/]+)\//
/** Modules that are looked at, and how deep they lie: entry points stand near the top. */
const MAX_LOOKED_AT = 40
const MAX_FOLDERS = 3
/** Bytes of modules that are parsed to find the entry point: some thousand lines, less than a second. */
const MAX_PARSED = 512 * 1024

/** Endings of files that are models by themselves: code beside them yields, unless it is a server's own form. */
const MODEL_FILES =
  /\.(?:onnx|ort|h5|hdf5|keras|tflite|pkl|pickle|joblib|skops|pt|pth|pt2|mar|ckpt|safetensors|gguf|bst|ubj|cbm|pmml|pfa|rds|mlmodel|pdmodel|model|engine|plan|dill|npz|params|mojo)$|(?:^|\/)(?:saved_model\.pb|MLmodel|config\.pbtxt|model-settings\.json|model\.json|meta\.json)$/i

function match(files: ModelFiles): readonly Match[] {
  const project = openProject(files)
  const found = strongest(files, project)
  const [first] = found
  if (first === undefined) return []
  const { convention } = first.entries[0] ?? {}
  if (convention === undefined || (!convention.wraps && holdsModel(files))) return []
  return found.map(({ file, entries }) => ({
    format: convention.name,
    path: file,
    because: `${file} holds ${convention.title}${entries.length === 1 ? `, ${entries[0]?.node.name}()` : ''}${loading(loadedBy(project.open(file), files))}`,
    covers: convention.wraps ? ['/'] : [file],
  }))
}

/** Files that the entry point loads are what it stands for. */
function loading(loaded: readonly Loaded[]): string {
  const paths = loaded.flatMap(({ path }) => path ?? []).slice(0, 3)
  return paths.length === 0 ? '' : `, which loads ${paths.join(', ')}`
}

const holdsModel = (files: ModelFiles): boolean => files.files.some(({ path }) => MODEL_FILES.test(path))

interface Candidate {
  readonly file: string
  readonly entries: readonly Entry[]
}

/** The modules whose entry stands first in the table of conventions; of equal ones those of the more usual file name, nearer to the top. */
function strongest(files: ModelFiles, project: Project): readonly Candidate[] {
  const target = cogTarget(files)
  const looked = files.files
    .filter(isLookedAt)
    .sort((a, b) => depthOf(a) - depthOf(b))
    .slice(0, MAX_LOOKED_AT)
  // code beside a model file yields, so that only what wraps it is looked for
  const conventions = CONVENTIONS.filter(({ wraps }) => wraps || !holdsModel(files))
  let parsed = 0
  const candidates = looked.flatMap((file): readonly Candidate[] => {
    if (parsed > MAX_PARSED) return []
    const entries = entriesIn(files, file.path, project, target, conventions)
    if (project.isOpen(file.path)) parsed += file.size
    return entries.length > 0 ? [{ file: file.path, entries }] : []
  })
  const ranked = candidates.map((candidate) => ({ candidate, rank: rankOf(candidate, target?.file) }))
  const best = Math.min(...ranked.map(({ rank }) => rank))
  return ranked.filter(({ rank }) => rank === best).map(({ candidate }) => candidate)
}

const depthOf = ({ path }: ModelFile): number => path.split('/').length

const isLookedAt = ({ path, size, pointer }: ModelFile): boolean =>
  path.endsWith('.py') && size > 0 && size <= MAX_MODULE && pointer === undefined && !ASIDE.test(path) && path.split('/').length <= MAX_FOLDERS

/** Convention first, then the file: as cog.yaml names it, then the usual names in their order. */
function rankOf({ file, entries }: Candidate, target: string | undefined): number {
  if (file === target) return -1
  const [entry] = entries
  const convention = entry === undefined ? CONVENTIONS.length : CONVENTIONS.indexOf(entry.convention)
  const name = file.slice(file.lastIndexOf('/') + 1)
  const position = NAMES.indexOf(name)
  return convention * 100 + (position < 0 ? NAMES.length : position)
}

const NAMES = [...ENTRY_FILES.source.matchAll(/[a-z_]+(?=[|)])/g)].map(([name]) => `${name}.py`)

function entriesIn(
  files: ModelFiles,
  file: string,
  project: Project,
  target: ReturnType<typeof cogTarget>,
  conventions = CONVENTIONS,
): readonly Entry[] {
  try {
    if (target?.file === file) {
      const entries = target.entries(project)
      if (entries.length > 0) return entries
    }
    return mayHoldEntry(file, files.text(file, MAX_MODULE), conventions) ? entriesOf(project.open(file), project) : []
  } catch (error) {
    // what is no Python is no entry point
    if (error instanceof UserError) return []
    throw error
  }
}

function infer(files: ModelFiles, { path, format }: Match): Inference {
  const project = openProject(files)
  const scope = project.open(path)
  const entries = entriesIn(files, path, project, cogTarget(files))
  if (entries.length === 0)
    throw new UserError('not-inferable', `${path} holds no entry point.`, 'Declare the contract in serving.yaml.', { file: path })
  for (const { node } of entries) refuseDamagedHead(node, scope.module.errors, path)
  const found = entries.map((entry) => signatureOf(entry, project))
  const names = new Set<string>()
  return {
    framework: { name: 'function', format },
    signatures: found.map(({ signature }) => signature).filter(({ name }) => !names.has(name) && names.add(name)),
    warnings: [
      ...found.flatMap(({ warnings }) => warnings),
      ...missingFiles(loadedBy(scope, files), path),
      ...(scope.module.errors.length > 0
        ? [
            {
              code: 'function-syntax',
              message: `line ${scope.module.errors[0]} of ${path} could not be parsed`,
              where: `${path}:${scope.module.errors[0]}`,
            },
          ]
        : []),
    ],
    findings: [],
  }
}

/** The code cannot work without them, wherever the server puts the model's files. */
const missingFiles = (loaded: readonly Loaded[], module: string): readonly Warning[] =>
  loaded
    .filter(({ path }) => path === undefined)
    .map(({ name, line }) => ({
      code: 'function-file-missing',
      message: `${module} loads ${JSON.stringify(name)}, and no file of that name is here`,
      where: `${module}:${line}`,
    }))

/** Damage before the first statement of the body: the parameters are not what they seem. */
function refuseDamagedHead({ damaged, name, line, body }: FunctionDef, errors: readonly number[], path: string): void {
  const [first] = body
  const at = errors.find((error) => error >= line && (first === undefined || error <= first.line))
  if (!damaged || at === undefined || (first !== undefined && at === first.line && first.line > line)) return
  throw new UserError(
    'corrupt',
    `The parameters of ${name} in ${path} could not be parsed.`,
    'Correct the module: python -m py_compile says what is wrong.',
    {
      file: path,
      line: at,
    },
  )
}
