import { UserError } from '../../errors.ts'
import type { FunctionDef } from '../../formats/python/syntax.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Framework, Inference, Match } from '../framework.ts'
import { cogTarget } from './cog.ts'
import { CONVENTIONS, ENTRY_FILES, type Entry, entriesOf, mayHoldEntry } from './entries.ts'
import { MAX_MODULE, openProject, type Project } from './project.ts'
import { signatureOf } from './signature.ts'

/** Python entry points of servers (cog, BentoML, Hydrosphere, FastAPI, …): parsed, never run. The contract is what callers send and get. */
export const python: Framework = { name: 'function', match, infer }

/** Folders that hold no entry point of a model. */
const ASIDE = /(?:^|\/)(?:tests?|docs?|examples?|notebooks?|scripts?|train|training|venv|env|site-packages|node_modules|__pycache__|\.[^/]+)\//
/** Modules that are looked at, and how deep they lie: entry points stand near the top. */
const MAX_LOOKED_AT = 40
const MAX_FOLDERS = 3

/** Endings of files that are models by themselves: code beside them yields, unless it is a server's own form. */
const MODEL_FILES =
  /\.(?:onnx|ort|h5|hdf5|keras|tflite|pkl|pickle|joblib|skops|pt|pth|pt2|mar|ckpt|safetensors|gguf|bst|ubj|cbm|pmml|pfa|rds|mlmodel|pdmodel|model|engine|plan|dill|npz|params|mojo)$|(?:^|\/)(?:saved_model\.pb|MLmodel|config\.pbtxt|model-settings\.json|model\.json|meta\.json)$/i

function match(files: ModelFiles): readonly Match[] {
  const found = strongest(files, openProject(files))
  const [first] = found
  if (first === undefined) return []
  const { convention } = first.entries[0] ?? {}
  if (convention === undefined || (!convention.wraps && files.files.some(({ path }) => MODEL_FILES.test(path)))) return []
  return found.map(({ file, entries }) => ({
    format: convention.name,
    path: file,
    because: `${file} holds ${convention.title}${entries.length === 1 ? `, ${entries[0]?.node.name}()` : ''}`,
    covers: convention.wraps ? ['/'] : [file],
  }))
}

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
  const candidates = looked.flatMap((file): readonly Candidate[] => {
    const entries = entriesIn(files, file.path, project, target)
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

function entriesIn(files: ModelFiles, file: string, project: Project, target: ReturnType<typeof cogTarget>): readonly Entry[] {
  try {
    if (target?.file === file) {
      const entries = target.entries(project)
      if (entries.length > 0) return entries
    }
    return mayHoldEntry(file, files.text(file, MAX_MODULE)) ? entriesOf(project.open(file), project) : []
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
