import type { Field } from '../../contract/types.ts'
import type { Expression, Parameter } from '../../formats/python/syntax.ts'
import { type Abstract, type Asked, asked, type Frame, UNKNOWN } from './abstract.ts'
import { annotationOf, fieldInfo, fieldsOf, isUnknown, type Typed } from './annotations.ts'
import { bentoDescriptor } from './bento.ts'
import type { Entry } from './entries.ts'
import { functionsIn } from './entry-functions.ts'
import { evaluate } from './evaluate.ts'
import { startWalk } from './interpreter.ts'
import type { Project, Scope } from './project.ts'

/** One parameter on its way to becoming inputs. */
interface Input {
  readonly parameter: Parameter
  readonly typed: Typed
  readonly optional: boolean
  readonly record: Asked
}

/** Binds every parameter to a record of what the body does with it; `self` to the attributes that its class sets once. */
export function bind(entry: Entry, frame: Frame, body: Asked, project: Project): readonly Input[] {
  const { node, owner, scope, convention } = entry
  const isStatic = node.decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'staticmethod')
  const parameters = owner === undefined || isStatic ? node.parameters : node.parameters.slice(1)
  const [first] = node.parameters
  if (owner !== undefined && !isStatic && first !== undefined) frame.locals.set(first.name, selfOf(entry, project))
  const inputs: Input[] = []
  for (const [i, parameter] of parameters.entries()) {
    // what the server fills in has its place behind the input, or is known by its name
    const own = convention.own.includes(parameter.name) && !(convention.takes !== 'arguments' && i === 0 && convention.name !== 'mlflow-pyfunc')
    const role = routeRole(parameter, scope, project, entry)
    if (own || role === 'injected') {
      frame.locals.set(parameter.name, UNKNOWN)
      continue
    }
    if (role === 'request') {
      frame.locals.set(parameter.name, { kind: 'request', body })
      continue
    }
    const record = asked(parameter.name, parameter.line, parameter.kind === 'kwargs' || convention.takes === 'body')
    const type = parameterType(parameter, entry, project)
    if ('map' in type.typed.value) {
      record.keyed = true
      if (!isUnknown(type.typed.value.map.value)) record.values = type.typed.value.map.value
    }
    if (isTable(parameter.annotation, scope, project)) record.table = true
    frame.locals.set(parameter.name, boundTo(parameter, type.typed, record, scope, project))
    inputs.push({ parameter, record, ...type })
  }
  return inputs
}

const isTable = (annotation: Expression | null, scope: Scope, project: Project): boolean => {
  const meaning = annotation === null ? undefined : project.meaning(annotation, scope)
  return meaning?.kind === 'external' && /(?:^|\.)DataFrame$/.test(meaning.path)
}

/** Inside the body: a value of the annotated type; where the annotation leaves it open, a record of what the body reads. */
function boundTo({ annotation, kind }: Parameter, { value }: Typed, record: Asked, scope: Scope, project: Project): Abstract {
  if (kind === 'args' || kind === 'kwargs' || isUnknown(value) || 'map' in value) return { kind: 'asked', asked: record }
  if ('shape' in value) return { kind: 'typed', type: value.type, shape: value.shape, assumed: false }
  const meaning = annotation === null ? undefined : project.meaning(annotation, scope)
  const fields = meaning?.kind === 'class' ? fieldsOf(meaning.node, meaning.scope, project) : undefined
  return fields === undefined ? UNKNOWN : { kind: 'record', fields }
}

function parameterType(parameter: Parameter, entry: Entry, project: Project): Pick<Input, 'typed' | 'optional'> {
  const { scope, convention, decorator } = entry
  const declared = annotationOf(parameter.annotation, scope, project)
  const descriptor = convention.name === 'bentoml' && decorator !== undefined ? bentoDescriptor(decorator, 'input', scope, project) : undefined
  const typed = descriptor?.get(parameter.name) ?? descriptor?.get('') ?? declared
  const fallback = parameter.default === null ? null : fieldOfClass(parameter.default, scope, project)
  const info = fallback?.kind === 'call' ? fieldInfo(fallback, scope, project) : undefined
  const optional = info === undefined ? fallback !== null && !(fallback.kind === 'constant' && fallback.value === '...') : info.optional
  return { typed, optional }
}

/** Defaults that several predictors share: `Inputs.prompt`, a constant, or what a function of the module returns. */
function fieldOfClass(fallback: Expression, scope: Scope, project: Project): Expression {
  const callee = fallback.kind === 'call' ? fallback.callee : fallback
  const meaning = project.meaning(callee, scope)
  if (fallback.kind !== 'call' && meaning?.kind === 'constant') return meaning.value
  let made = meaning?.kind === 'function' ? meaning.node : undefined
  if (callee.kind === 'attribute') {
    const owner = project.meaning(callee.object, scope)
    const statements = owner?.kind === 'class' ? owner.node.body : []
    for (const statement of statements) {
      if (statement.kind === 'function' && statement.name === callee.name) made = statement
      if (fallback.kind === 'call') continue
      if (statement.kind === 'annotated' && statement.target.kind === 'name' && statement.target.id === callee.name && statement.value !== null)
        return statement.value
      if (statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.id === callee.name))
        return statement.value
    }
  }
  const last = made?.body[made.body.length - 1]
  return fallback.kind === 'call' && last?.kind === 'return' && last.value?.kind === 'call' ? last.value : fallback
}

/** Parameters that FastAPI takes from the body: several have a key each, one is the body itself. Source: FastAPI, "Body - Multiple Parameters". */
export function isBody({ parameter, typed }: Input, { scope }: Entry, project: Project): boolean {
  const markers = [parameter.default, ...metadataOf(parameter.annotation)]
  const isMarked = markers.some((marker) => {
    const meaning = marker?.kind === 'call' ? project.meaning(marker.callee, scope) : undefined
    return meaning?.kind === 'external' && /^fastapi\.(?:.*\.)?Body$/.test(meaning.path)
  })
  return isMarked || !('shape' in typed.value)
}

export const isEmbedded = ({ default: fallback, annotation }: Parameter): boolean =>
  [fallback, ...metadataOf(annotation)].some(
    (marker) =>
      marker?.kind === 'call' && marker.keywords.some(({ name, value }) => name === 'embed' && value.kind === 'constant' && value.value === true),
  )

/** Parameters of a route that are not the caller's data. Source: FastAPI, Dependencies and "Using the Request directly". */
function routeRole(parameter: Parameter, scope: Scope, project: Project, { convention }: Entry): 'request' | 'injected' | 'data' {
  const path = (expression: Expression | null): string => {
    const meaning = expression === null ? undefined : project.meaning(expression.kind === 'call' ? expression.callee : expression, scope)
    return meaning?.kind === 'external' ? meaning.path : ''
  }
  const type = path(parameter.annotation)
  if (/^(?:fastapi|starlette\.requests)\.Request$/.test(type)) return 'request'
  if (/^(?:fastapi|starlette)\.(?:.*\.)?(?:Response|BackgroundTasks|WebSocket|HTTPConnection)$|^bentoml\.Context$/.test(type)) return 'injected'
  if (convention.takes !== 'route') return 'data'
  const markers = [parameter.default, ...metadataOf(parameter.annotation)]
  return markers.some((marker) => /^fastapi\.(?:.*\.)?(?:Depends|Security|Header|Cookie)$/.test(path(marker))) ? 'injected' : 'data'
}

const metadataOf = (annotation: Expression | null): readonly Expression[] =>
  annotation?.kind === 'subscript' && annotation.index.kind === 'tuple' ? annotation.index.elements : []

/** The instance: its methods, and attributes that are assigned a constant in one place of the class. */
function selfOf({ owner, scope }: Entry, project: Project): Abstract {
  const methods = new Map((owner === undefined ? [] : functionsIn(owner)).map((node) => [node.name, { node, scope }] as const))
  const attributes = new Map<string, Abstract>()
  const seen = new Set<string>()
  const walk = startWalk(project)
  const note = (name: string, value: Expression) => {
    if (seen.has(name)) attributes.delete(name)
    else if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'string' || value.kind === 'name')
      attributes.set(name, evaluate(value, { scope, locals: new Map(), depth: 0 }, walk))
    seen.add(name)
  }
  for (const statement of owner?.body ?? []) {
    if (statement.kind !== 'assign') continue
    for (const target of statement.targets) if (target.kind === 'name') note(target.id, statement.value)
  }
  for (const { node } of methods.values()) {
    for (const statement of node.body) {
      if (statement.kind !== 'assign') continue
      for (const target of statement.targets)
        if (target.kind === 'attribute' && target.object.kind === 'name' && target.object.id === 'self') note(target.name, statement.value)
    }
  }
  return { kind: 'self', methods, attributes }
}

/** `@bentoml.api(input_spec=Model)`: the fields of the model, which the method takes as `**params`. */
export function specOf({ decorator, scope, convention }: Entry, keyword: string, project: Project): readonly Field[] | undefined {
  const spec = convention.name === 'bentoml' ? decorator?.keywords.find(({ name }) => name === keyword)?.value : undefined
  const { value } = annotationOf(spec ?? null, scope, project)
  return 'struct' in value ? value.struct : undefined
}
