import type { ClassDef, Expression, FunctionDef } from '../../formats/python/syntax.ts'
import { bentoServices, ENTRY_FUNCTIONS, isPlain, isSelfContained, methods, ownMethods, reserved, routes, uncalled } from './entry-functions.ts'
import type { Project, Scope } from './project.ts'

/** A function that callers reach, as the convention that makes it one says. */
export interface Entry {
  readonly convention: Convention
  /** Name of the signature. */
  readonly signature: string
  readonly node: FunctionDef
  readonly scope: Scope
  /** The class whose method it is. */
  readonly owner?: ClassDef
  /** What turns a request into the first argument. */
  readonly before?: FunctionDef
  /** What turns the result into an answer. */
  readonly after?: FunctionDef
  /** The decorator that makes it an entry. */
  readonly decorator?: Expression & { readonly kind: 'call' }
}

/** How a convention hands over what callers send, and how it takes what they get. */
export interface Convention {
  readonly name: string
  /** For people: `a cog predictor`. */
  readonly title: string
  /**
   * - `arguments`: one input per parameter
   * - `table`: the first parameter is the whole input: its columns, where they are read by name
   * - `body`: the first parameter is a JSON object: its keys
   * - `route`: parameters of a FastAPI route, or the request of Flask
   */
  readonly takes: 'arguments' | 'table' | 'body' | 'route'
  /** `keys`: a returned dict has one output per key · `one`: whatever is returned is one output. */
  readonly gives: 'keys' | 'one'
  /** Callers speak JSON with it. */
  readonly wire: boolean
  /** Parameters that the server fills in. */
  readonly own: readonly string[]
  /** Names of the functions that the server runs before and after it. */
  readonly steps?: { readonly before: string; readonly after: string }
  /** Whether the convention is a file's or class's own mark (it describes the model) or any function of a usual name (code beside a model yields). */
  readonly wraps: boolean
  /** Only in files of these names. */
  readonly files?: RegExp
  /** Words without which a source holds no such entry: looked for before it is parsed. */
  readonly words: RegExp
  readonly find: (scope: Scope, project: Project, convention: Convention) => readonly Entry[]
}

const CONTEXT = ['context', 'ctx', 'headers', 'request_headers', 'response_headers']

/** Usual names of files that hold the function a server calls. */
export const ENTRY_FILES =
  /(?:^|\/)(?:func_main|predict|predictor|prediction|inference|infer|handler|service|serve|serving|server|score|scoring|main|app|api|entry|entrypoint|entry_point|lambda_function|function|model)\.py$/

/** Of these, files that hold nothing but that function and what it needs. */
const PREDICTION_FILES =
  /(?:^|\/)(?:func_main|predict|predictor|prediction|inference|infer|handler|score|scoring|entrypoint|entry_point|function)\.py$/

/**
 * Written precedence: earlier wins, in one file and between files. What is marked by a server's own classes, decorators and files comes first
 * (those that wrap model files before those that yield to them), then functions of reserved names, then functions of usual names.
 */
export const CONVENTIONS: readonly Convention[] = [
  {
    name: 'cog',
    title: 'a cog predictor',
    takes: 'arguments',
    gives: 'one',
    wire: false,
    own: [],
    wraps: true,
    words: /\bcog\b/,
    find: (scope, project, convention) =>
      methods(scope, project, convention, /^cog\.(?:BasePredictor|BaseRunner)$/, ['predict', 'run'], () => 'predict'),
  },
  {
    name: 'bentoml',
    title: 'a BentoML service',
    takes: 'arguments',
    gives: 'one',
    wire: false,
    own: [...CONTEXT],
    wraps: true,
    words: /\bbentoml\b/,
    find: bentoServices,
  },
  {
    name: 'hydrosphere',
    title: 'a Hydrosphere function',
    takes: 'arguments',
    gives: 'keys',
    wire: false,
    own: [],
    wraps: true,
    files: /(?:^|\/)func_main\.py$/,
    words: /\bdef\b/,
    find: uncalled,
  },
  {
    name: 'mlflow-pyfunc',
    title: 'an MLflow python function',
    takes: 'table',
    gives: 'keys',
    wire: false,
    own: ['context', 'params'],
    wraps: false,
    words: /\bPythonModel\b/,
    find: (scope, project, convention) => methods(scope, project, convention, /(?:^|\.)PythonModel$/, ['predict']),
  },
  {
    name: 'kserve',
    steps: { before: 'preprocess', after: 'postprocess' },
    title: 'a KServe model',
    takes: 'body',
    gives: 'keys',
    wire: true,
    own: CONTEXT,
    wraps: false,
    words: /\b(?:kserve|kfserving)\b/,
    find: (scope, project, convention) => methods(scope, project, convention, /^(?:kserve|kfserving)\.(?:.*\.)?(?:Model|KFModel)$/, ['predict']),
  },
  {
    name: 'huggingface-endpoint',
    title: 'a Hugging Face endpoint handler',
    takes: 'body',
    gives: 'keys',
    wire: true,
    own: [],
    wraps: false,
    files: /(?:^|\/)handler\.py$/,
    words: /\bEndpointHandler\b/,
    find: (scope, _project, convention) =>
      ownMethods(
        scope,
        convention,
        ({ name }) => name === 'EndpointHandler',
        ['__call__'],
        () => 'predict',
      ),
  },
  {
    name: 'fastapi',
    title: 'a FastAPI application',
    takes: 'route',
    gives: 'keys',
    wire: true,
    own: [],
    wraps: false,
    words: /\b(?:fastapi|litestar|starlette)\b/,
    find: (scope, project, convention) => routes(scope, project, convention, /^fastapi(?:\..+)?\.(?:FastAPI|APIRouter)$/),
  },
  {
    name: 'flask',
    title: 'a Flask application',
    takes: 'route',
    gives: 'keys',
    wire: true,
    own: [],
    wraps: false,
    words: /\b(?:flask|quart)\b/i,
    find: (scope, project, convention) => routes(scope, project, convention, /^(?:flask|quart)\.(?:.+\.)?(?:Flask|Blueprint|Quart)$/),
  },
  {
    name: 'sagemaker',
    steps: { before: 'input_fn', after: 'output_fn' },
    title: 'SageMaker functions',
    takes: 'table',
    gives: 'keys',
    wire: true,
    own: ['model', 'content_type', 'request_content_type', 'response_content_type', 'accept', ...CONTEXT],
    wraps: false,
    words: /\bdef\s+predict_fn\b/,
    find: (scope, _project, convention) => reserved(scope, convention, ['predict_fn'], () => 'predict'),
  },
  {
    name: 'azureml',
    title: 'an Azure ML scoring script',
    takes: 'body',
    gives: 'keys',
    wire: true,
    own: [],
    wraps: false,
    files: ENTRY_FILES,
    words: /\bdef\s+run\b/,
    find: (scope, _project, convention) => (scope.functions.has('init') ? reserved(scope, convention, ['run'], () => 'predict') : []),
  },
  {
    name: 'lambda',
    title: 'a Lambda function',
    takes: 'body',
    gives: 'keys',
    wire: true,
    own: CONTEXT,
    wraps: false,
    files: ENTRY_FILES,
    words: /\bdef\s+lambda_handler\b/,
    find: (scope, _project, convention) => reserved(scope, convention, ['lambda_handler'], () => 'predict'),
  },
  {
    name: 'seldon',
    title: 'a Seldon component',
    takes: 'table',
    gives: 'keys',
    wire: false,
    own: ['features_names', 'feature_names', 'names', 'meta'],
    wraps: false,
    words: /\bfeatures?_names\b/,
    find: (scope, _project, convention) =>
      ownMethods(scope, convention, () => true, ['predict']).filter(({ node }) => node.parameters.some(({ name }) => /^features?_names$/.test(name))),
  },
  {
    name: 'function',
    title: 'a function',
    takes: 'arguments',
    gives: 'keys',
    wire: false,
    own: [],
    wraps: false,
    files: ENTRY_FILES,
    words: new RegExp(`\\bdef\\s+(?:${ENTRY_FUNCTIONS.join('|')})\\b`),
    find: (scope, _project, convention) => {
      // in files of general names only the plainest words mean a model
      const names = PREDICTION_FILES.test(scope.file) ? ENTRY_FUNCTIONS : ENTRY_FUNCTIONS.slice(0, 3)
      const entries = reserved(scope, convention, names)
      const found = entries.length > 0 || /(?:^|\/)model\.py$/.test(scope.file) ? entries : ownMethods(scope, convention, isPlain, names)
      return found.filter(({ node }) => isSelfContained(node))
    },
  },
]

/** The entries of a module, of the first convention that has any. */
export function entriesOf(scope: Scope, project: Project): readonly Entry[] {
  for (const convention of CONVENTIONS) {
    if (convention.files !== undefined && !convention.files.test(scope.file)) continue
    const entries = convention.find(scope, project, convention)
    if (entries.length > 0) return entries
  }
  return []
}

/** Whether a source may hold an entry at all. */
export const mayHoldEntry = (file: string, source: string, conventions = CONVENTIONS): boolean =>
  conventions.some(({ files, words }) => (files === undefined || files.test(file)) && words.test(source))
