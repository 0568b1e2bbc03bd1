import type { ClassDef, Expression, FunctionDef } from '../../formats/python/syntax.ts'
import { dottedText, type Project, type Scope, topLevel } from './project.ts'

/** A function that callers reach, as the convention that makes it one says. */
export interface Entry {
  readonly convention: Convention
  /** Name of the signature. */
  readonly signature: string
  readonly node: FunctionDef
  readonly scope: Scope
  /** The class whose method it is. */
  readonly owner?: ClassDef
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
const ENTRY_FILES =
  /(?:^|\/)(?:func_main|predict|predictor|prediction|inference|infer|handler|service|serve|serving|server|score|scoring|main|app|api|entry|entrypoint|entry_point|lambda_function|function|model)\.py$/

/** Names that people give the one function of a model, strongest first. */
const ENTRY_FUNCTIONS = [
  'predict',
  'infer',
  'inference',
  'handle',
  'transform',
  'score',
  'classify',
  'detect',
  'generate',
  'forecast',
  'recommend',
  'embed',
]

/**
 * Written precedence: earlier wins, in one file and between files. What is marked by a server's own classes and decorators comes first, then
 * functions of reserved names, then Hydrosphere's file, then functions of usual names.
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
    title: 'SageMaker functions',
    takes: 'table',
    gives: 'keys',
    wire: true,
    own: ['model', ...CONTEXT],
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
      const entries = reserved(scope, convention, ENTRY_FUNCTIONS)
      return entries.length > 0 || /(?:^|\/)model\.py$/.test(scope.file) ? entries : ownMethods(scope, convention, isPlain, ENTRY_FUNCTIONS)
    },
  },
]

/** Classes that learn are libraries, not entry points. */
const isPlain = ({ body }: ClassDef): boolean =>
  !body.some((statement) => statement.kind === 'function' && /^(?:fit|train|forward)$/.test(statement.name))

/** Methods of classes of the model's own that derive from a server's class. */
function methods(
  scope: Scope,
  project: Project,
  convention: Convention,
  base: RegExp,
  names: readonly string[],
  signature: (name: string) => string = (name) => name,
): readonly Entry[] {
  const derived = (node: ClassDef, from: Scope, depth: number): boolean =>
    depth < 8 &&
    node.bases.some((expression) => {
      const meaning = project.meaning(expression, from)
      return meaning?.kind === 'external' ? base.test(meaning.path) : meaning?.kind === 'class' && derived(meaning.node, meaning.scope, depth + 1)
    })
  return ownMethods(scope, convention, (node) => derived(node, scope, 0), names, signature, project)
}

/** The first of these methods that each of the wanted classes has. */
function ownMethods(
  scope: Scope,
  convention: Convention,
  wanted: (node: ClassDef) => boolean,
  names: readonly string[],
  signature: (name: string) => string = (name) => name,
  project?: Project,
): readonly Entry[] {
  const owners = [...scope.classes.values()].filter(wanted)
  return owners.flatMap((owner): readonly Entry[] => {
    // a class that another one here derives from is that one's base, not a second model
    if (owners.some((other) => other.bases.some((base) => base.kind === 'name' && base.id === owner.name))) return []
    const [found] = names.flatMap((name) => methodOf(owner, name, scope, project) ?? [])
    return found === undefined ? [] : [{ convention, signature: signature(found.node.name), ...found, owner }]
  })
}

/** A method, its own or inherited from a class of the model's own. */
export function methodOf(owner: ClassDef, name: string, scope: Scope, project?: Project, depth = 0): Pick<Entry, 'node' | 'scope'> | undefined {
  const node = functionsIn(owner).find((method) => method.name === name)
  if (node !== undefined || project === undefined || depth > 8) return node && { node, scope }
  for (const base of owner.bases) {
    const meaning = project.meaning(base, scope)
    const inherited = meaning?.kind === 'class' ? methodOf(meaning.node, name, meaning.scope, project, depth + 1) : undefined
    if (inherited !== undefined) return inherited
  }
  return undefined
}

export const functionsIn = (owner: ClassDef): readonly FunctionDef[] =>
  topLevel(owner.body).flatMap((statement) => (statement.kind === 'function' ? [statement] : []))

/** The first of these functions that the module has. */
function reserved(
  scope: Scope,
  convention: Convention,
  names: readonly string[],
  signature: (name: string) => string = (name) => name,
): readonly Entry[] {
  const [node] = names.flatMap((name) => scope.functions.get(name) ?? [])
  return node === undefined ? [] : [{ convention, signature: signature(node.name), node, scope }]
}

/** `@bentoml.service class` with `@bentoml.api` methods (1.2 and later), and functions decorated by `svc.api(input=…, output=…)` (1.0, 1.1). */
function bentoServices(scope: Scope, project: Project, convention: Convention): readonly Entry[] {
  const means = (expression: Expression, path: RegExp): boolean => {
    const meaning = project.meaning(expression.kind === 'call' ? expression.callee : expression, scope)
    return meaning?.kind === 'external' && path.test(meaning.path)
  }
  const services = [...scope.classes.values()].filter(({ decorators }) => decorators.some((decorator) => means(decorator, /^bentoml\.service$/)))
  const modern = services.flatMap((owner) =>
    functionsIn(owner).flatMap((node): readonly Entry[] => {
      const decorator = node.decorators.find((each) => means(each, /^bentoml\.(?:api|task)$/))
      return decorator === undefined ? [] : [{ convention, signature: node.name, node, scope, owner, ...callOnly(decorator) }]
    }),
  )
  const older = [...scope.functions.values()].flatMap((node): readonly Entry[] => {
    const decorator = node.decorators.find(
      (each) =>
        each.kind === 'call' && each.callee.kind === 'attribute' && each.callee.name === 'api' && isService(each.callee.object, scope, project),
    )
    return decorator === undefined ? [] : [{ convention, signature: node.name, node, scope, ...callOnly(decorator) }]
  })
  return [...modern, ...older]
}

const callOnly = (decorator: Expression): Pick<Entry, 'decorator'> => (decorator.kind === 'call' ? { decorator } : {})

function isService(expression: Expression, scope: Scope, project: Project): boolean {
  const meaning = project.meaning(expression, scope)
  if (meaning?.kind !== 'constant' || meaning.value.kind !== 'call') return false
  const made = project.meaning(meaning.value.callee, meaning.scope)
  return made?.kind === 'external' && /^bentoml\.(?:legacy\.)?Service$/.test(made.path)
}

/** Names of routes that tell of the server, not of the model. */
const HOUSEKEEPING =
  /^\/?(?:$|(?:v\d+\/)?(?:health|healthz|ping|live|ready|readyz|livez|metrics|status|info|docs|favicon|static|index|home|version|reload)\b)/i

/** Functions that a web application answers POST requests with. */
function routes(scope: Scope, project: Project, convention: Convention, application: RegExp): readonly Entry[] {
  const isApplication = (expression: Expression): boolean => {
    const meaning = project.meaning(expression, scope)
    if (meaning?.kind !== 'constant' || meaning.value.kind !== 'call') return false
    const made = project.meaning(meaning.value.callee, meaning.scope)
    return made?.kind === 'external' && application.test(made.path)
  }
  return [...scope.functions.values()].flatMap((node): readonly Entry[] => {
    for (const decorator of node.decorators) {
      if (decorator.kind !== 'call' || decorator.callee.kind !== 'attribute' || !isApplication(decorator.callee.object)) continue
      const path = decorator.args[0]?.kind === 'string' ? decorator.args[0].value : ''
      const posts = /^(?:post|put)$/.test(decorator.callee.name) || (/^(?:route|api_route)$/.test(decorator.callee.name) && allows(decorator, 'POST'))
      if (posts && !HOUSEKEEPING.test(path)) return [{ convention, signature: node.name, node, scope, decorator }]
    }
    return []
  })
}

const allows = (decorator: Expression & { kind: 'call' }, verb: string): boolean =>
  decorator.keywords.some(
    ({ name, value }) =>
      name === 'methods' &&
      'elements' in value &&
      value.elements.some((element) => element.kind === 'string' && element.value.toUpperCase() === verb),
  )

/** Public functions of the module that nothing in it uses: of several, the one of a usual name. */
function uncalled(scope: Scope, _project: Project, convention: Convention): readonly Entry[] {
  const all = [...scope.functions.values()]
  const mentioned = new Set<string>()
  for (const statement of scope.module.body) mentions(statement, statement.kind === 'function' ? statement.name : '', mentioned)
  const free = all.filter(({ name }) => !name.startsWith('_') && !mentioned.has(name))
  const usual = ENTRY_FUNCTIONS.flatMap((name) => free.filter((node) => node.name === name))
  const [node] = free.length > 1 ? usual : free
  return node === undefined ? [] : [{ convention, signature: node.name, node, scope }]
}

/** Names that are read anywhere in a piece of the tree, but for the function's own name in itself. */
function mentions(node: unknown, own: string, found: Set<string>): void {
  const stack: unknown[] = [node]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (Array.isArray(next)) stack.push(...next)
    else if (typeof next === 'object' && next !== null) {
      if ('kind' in next && next.kind === 'name' && 'id' in next && typeof next.id === 'string' && next.id !== own) found.add(next.id)
      stack.push(...Object.values(next).filter((value) => typeof value === 'object' && value !== null))
    }
  }
}

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
export const mayHoldEntry = (file: string, source: string): boolean =>
  CONVENTIONS.some(({ files, words }) => (files === undefined || files.test(file)) && words.test(source))

export { dottedText, ENTRY_FILES }
