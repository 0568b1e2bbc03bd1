import type { ClassDef, Expression, FunctionDef, Statement } from '../../formats/python/syntax.ts'
import type { Convention, Entry } from './entries.ts'
import { type Project, type Scope, topLevel } from './project.ts'

/** Names that people give the one function of a model, strongest first. */
export const ENTRY_FUNCTIONS = [
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

/** Classes that learn are libraries, not entry points. */
export const isPlain = ({ body }: ClassDef): boolean =>
  !body.some((statement) => statement.kind === 'function' && /^(?:fit|train|forward)$/.test(statement.name))

/** Methods of classes of the model's own that derive from a server's class. */
export function methods(
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
export function ownMethods(
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
    if (found === undefined) return []
    const step = (name: string | undefined) => (name === undefined ? undefined : methodOf(owner, name, scope, project)?.node)
    return [{ convention, signature: signature(found.node.name), ...found, owner, ...around(convention, step) }]
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
export function reserved(
  scope: Scope,
  convention: Convention,
  names: readonly string[],
  signature: (name: string) => string = (name) => name,
): readonly Entry[] {
  const [node] = names.flatMap((name) => scope.functions.get(name) ?? [])
  const step = (name: string | undefined) => (name === undefined ? undefined : scope.functions.get(name))
  return node === undefined ? [] : [{ convention, signature: signature(node.name), node, scope, ...around(convention, step) }]
}

/** The steps that a server runs before and after the entry: callers meet those. */
function around({ steps }: Convention, step: (name: string | undefined) => FunctionDef | undefined): Pick<Entry, 'before' | 'after'> {
  const [before, after] = [step(steps?.before), step(steps?.after)]
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
}

/** `@bentoml.service class` with `@bentoml.api` methods (1.2 and later), subclasses of `BentoService` with them (0.x), and functions decorated by `svc.api(input=…, output=…)` (1.0, 1.1). */
export function bentoServices(scope: Scope, project: Project, convention: Convention): readonly Entry[] {
  const means = (expression: Expression, path: RegExp): boolean => {
    const meaning = project.meaning(expression.kind === 'call' ? expression.callee : expression, scope)
    return meaning?.kind === 'external' && path.test(meaning.path)
  }
  const services = [...scope.classes.values()].filter(
    ({ decorators, bases }) =>
      decorators.some((decorator) => means(decorator, /^bentoml\.service$/)) || bases.some((base) => means(base, /^bentoml\.BentoService$/)),
  )
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
export function routes(scope: Scope, project: Project, convention: Convention, application: RegExp): readonly Entry[] {
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
export function uncalled(scope: Scope, _project: Project, convention: Convention): readonly Entry[] {
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

/** A step of a larger program is handed the model, its settings or a stream of batches; the function of a model takes data and returns something. */
export function isSelfContained({ parameters, body }: FunctionDef): boolean {
  const data = parameters.filter(({ name }) => name !== 'self' && name !== 'cls')
  return data.length > 0 && !data.some(({ name }) => HANDED.test(name)) && returns(body)
}

const HANDED =
  /^(?:(?:\w+_)?(?:model|net|network|estimator|classifier|clf|pipeline|tokenizer|sess|session|device|loader|dataloader|checkpoint|weights_path|model_path|model_dir)|args|argv|context|ctx|opt|opts|cfg|config|conf|hparams|theta\d*)$/i

/** Some way out gives a value, or it yields. */
function returns(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'return':
        return statement.value !== null && !(statement.value.kind === 'constant' && statement.value.value === null)
      case 'expression':
        return statement.value.kind === 'yield' || statement.value.kind === 'yield-from'
      case 'if':
      case 'for':
      case 'while':
        return returns(statement.body) || returns(statement.otherwise)
      case 'with':
        return returns(statement.body)
      case 'try':
        return (
          returns(statement.body) ||
          returns(statement.otherwise) ||
          returns(statement.final) ||
          statement.handlers.some((handler) => returns(handler.body))
        )
      case 'match':
        return statement.cases.some(returns)
      default:
        return false
    }
  })
}
