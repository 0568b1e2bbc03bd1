import type { AssumedFact, Evidence, Field, Signature, Source, Value } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import type { Expression, Parameter } from '../../formats/python/syntax.ts'
import type { Warning } from '../framework.ts'
import { type Abstract, type Asked, asked, either, type Frame, UNKNOWN, valueOf } from './abstract.ts'
import { annotationOf, fieldInfo, fieldsOf, isUnknown, type Typed } from './annotations.ts'
import { bentoDescriptor } from './bento.ts'
import { isFailure } from './calls.ts'
import { docstringOf } from './docstring.ts'
import { type Entry, functionsIn } from './entries.ts'
import { evaluate, startWalk, type Walk, walkFunction } from './evaluate.ts'
import type { Project, Scope } from './project.ts'

/** A signature of an entry point, and what is to be said about it. */
export interface Found {
  readonly signature: Signature
  readonly warnings: readonly Warning[]
}

/** One parameter on its way to becoming inputs. */
interface Input {
  readonly parameter: Parameter
  readonly typed: Typed
  readonly optional: boolean
  readonly record: Asked
}

/**
 * Reads the signature of an entry point: annotations first, then what the body does with what it gets and returns.
 * @throws UserError `not-inferable` where the body hands its arguments, or what it returns, to code that names no field
 */
export function signatureOf(entry: Entry, project: Project): Found {
  const { convention, node, scope } = entry
  const body = asked('body', node.line, true)
  const frame: Frame = { scope, locals: new Map(), depth: 0 }
  const walk = startWalk(
    project,
    convention.wire,
    new Map([
      ['flask.request', { kind: 'request', body }],
      ['quart.request', { kind: 'request', body }],
    ]),
  )
  const inputs = bind(entry, frame, body, project)
  const { values, falls, yields } = walkFunction(node, frame, walk)
  const described = docstringOf(node)

  const spreads = convention.takes !== 'arguments'
  const fields: Field[] = []
  if (body.keys.size > 0 || body.whole || body.element !== null) fields.push(...bodyFields(body, entry))
  const bodies = inputs.filter(({ typed }) => 'struct' in typed.value)
  for (const input of inputs) {
    const { parameter, typed, record, optional } = input
    const where = `${scope.file}: ${node.name}(${parameter.name}), line ${parameter.line}`
    if (parameter.kind === 'args') {
      if (record.whole || record.element !== null) throw notInferable(entry, `takes any number of arguments (*${parameter.name})`)
      continue
    }
    if (parameter.kind === 'kwargs') {
      fields.push(...keywordFields(record, entry))
      continue
    }
    const read = record.keys.size > 0 && !record.whole
    if (!isUnknown(typed.value) && !('map' in typed.value && read)) {
      // the one model class of a route is the body itself; the one table of a server is what callers send
      const alone = spreads && 'struct' in typed.value && (convention.takes !== 'route' || bodies.length === 1)
      if (alone && 'struct' in typed.value) fields.push(...typed.value.struct.map((field) => ({ ...field, ...said('stored', field, where) })))
      else fields.push({ name: parameter.name, ...typed.value, ...(optional && { optional: true }), ...said('stored', typed.value, where) })
      continue
    }
    const inner = convention.name === 'lambda' ? record.keys.get('body')?.asked : undefined
    if (inner !== undefined && inner.keys.size > 0 && !inner.whole) fields.push(...keysOf(inner, entry))
    else if (spreads && read) fields.push(...keysOf(record, entry))
    else
      fields.push({
        name: parameter.name,
        ...recordValue(record, described.get(parameter.name)),
        ...(optional && { optional: true }),
        ...evidenceFor(record, described.get(parameter.name), where, convention.name === 'sagemaker'),
      })
  }
  return {
    signature: { name: entry.signature, inputs: unique(fields), outputs: outputsOf(entry, values, { falls, yields }, walk, project) },
    warnings: node.damaged
      ? [
          {
            code: 'function-damaged',
            message: `${node.name} holds code that could not be parsed: what it does there is not known`,
            where: `${scope.file}:${node.line}`,
          },
        ]
      : [],
  }
}

const unique = (fields: readonly Field[]): readonly Field[] => {
  const seen = new Set<string>()
  return fields.filter(({ name }) => !seen.has(name) && seen.add(name))
}

// ------------------------------------------------------------------------------------------------ inputs

/** Binds every parameter to a record of what the body does with it; `self` to the attributes that its class sets once. */
function bind(entry: Entry, frame: Frame, body: Asked, project: Project): readonly Input[] {
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

/** `**kwargs`: the keys that are read. Used as a whole, it hides what callers must send. */
function keywordFields(record: Asked, entry: Entry): readonly Field[] {
  if (record.whole || record.element !== null)
    throw notInferable(entry, `takes its inputs as **${record.name} and uses them as a whole, so that their names are not in the code`)
  return keysOf(record, entry)
}

/** The JSON body of a request. */
function bodyFields(record: Asked, entry: Entry): readonly Field[] {
  if (record.whole || record.keys.size === 0)
    throw notInferable(entry, 'uses the body of the request as a whole, so that its keys are not in the code')
  return keysOf(record, entry)
}

const keysOf = (record: Asked, { node, scope }: Entry): readonly Field[] =>
  [...record.keys].map(([name, { asked: inner, optional }]) => ({
    name,
    ...keyValue(inner, record),
    ...(optional && { optional: true }),
    ...evidenceFor(inner, undefined, `${scope.file}: ${node.name} reads ${JSON.stringify(name)}, line ${inner.line}`, false, keyValue(inner, record)),
  }))

/** Nesting of keys in keys. */
const MAX_NESTING = 8

/** A column of a table has one value per row; a value of a typed dict is of its type. */
function keyValue(inner: Asked, record: Asked, depth = 0): Value {
  const value = recordValue(inner, undefined, depth)
  if (!isUnknown(value)) return value
  if (record.values !== null) return record.values
  return record.table ? { type: null, shape: [-1] } : value
}

/** What the body's use of a value tells of it. */
function recordValue(record: Asked, described?: Value, depth = 0): Value {
  const [type, other] = record.types
  if (record.types.size > 0) return { type: other === undefined ? (type ?? null) : null, shape: null }
  if (!record.whole && record.keys.size > 0 && depth < MAX_NESTING)
    return {
      struct: [...record.keys].map(([name, { asked: inner, optional }]) => ({
        name,
        ...keyValue(inner, record, depth + 1),
        ...(optional && { optional: true }),
      })),
    }
  return described ?? { type: null, shape: null }
}

function evidenceFor(
  record: Asked,
  described: Value | undefined,
  where: string,
  assumedName: boolean,
  value: Value = recordValue(record, described),
): { readonly assumed?: readonly AssumedFact[]; readonly evidence: Evidence } {
  const prose = record.types.size === 0 && (record.whole || record.keys.size === 0) && described !== undefined && 'shape' in described
  const { evidence } = said(prose ? 'assumed' : 'derived', value, where)
  const assumed: AssumedFact[] = [...(assumedName ? (['name'] as const) : [])]
  if (prose && evidence.type === 'assumed') assumed.push('type')
  if (prose && evidence.rank === 'assumed') assumed.push('shape')
  return { ...(assumed.length > 0 && { assumed }), evidence: { ...evidence, name: assumedName ? 'assumed' : 'stored' } }
}

function said(source: Source, value: Value, where: string): { readonly evidence: Evidence } {
  if (!('shape' in value)) return { evidence: { name: source, type: source, rank: source, dims: [], where } }
  return {
    evidence: {
      name: source,
      type: value.type === null ? 'unknown' : source,
      rank: value.shape === null ? 'unknown' : source,
      dims: (value.shape ?? []).map((dim) => (dim === null ? 'unknown' : source)),
      where,
    },
  }
}

// ------------------------------------------------------------------------------------------------ outputs

interface Ways {
  readonly falls: boolean
  readonly yields: boolean
}

/** What callers get: as the annotation says, else as every way out of the body says. */
function outputsOf(entry: Entry, values: readonly Abstract[], ways: Ways, walk: Walk, project: Project): readonly Field[] {
  const { node, scope, convention } = entry
  const where = `${scope.file}: ${node.name}, line ${node.line}`
  const declared = returnType(entry, project)
  if (!isUnknown(declared.value) && !('map' in declared.value && convention.gives === 'keys')) {
    if (convention.gives === 'keys' && 'struct' in declared.value && declared.value.struct[0]?.name !== '0')
      return declared.value.struct.map((field) => ({ ...field, ...said('stored', field, where) }))
    if (convention.gives === 'keys' && 'struct' in declared.value)
      return declared.value.struct.map((field, i) => ({ ...field, name: `output_${i}`, assumed: ['name'], ...said('stored', field, where) }))
    return [oneOutput(declared.value, declared.nullable, entry, where)]
  }
  if (convention.gives === 'one' || ways.yields) return [oneOutput(declared.value, declared.nullable, entry, where)]

  const answers = values.map((value) => answerOf(value, walk)).filter((value) => value.kind !== 'failure')
  const [first, ...rest] = answers
  const joined = first === undefined ? UNKNOWN : rest.reduce(either, first)
  if (joined.kind === 'dict' && joined.dict.entries.size > 0) {
    if (joined.dict.open) throw notInferable(entry, 'returns keys that it makes while it runs')
    return [...joined.dict.entries].map(([name, { value, optional }]) => output(name, value, optional || ways.falls, entry, where))
  }
  if (joined.kind === 'record')
    return joined.fields.map(({ name, value, nullable }) => ({
      name,
      ...value,
      ...(nullable && { optional: true }),
      ...said('derived', value, where),
    }))
  if (joined.kind === 'items' && joined.tuple && joined.items.length > 1)
    return joined.items.map((item, i) => ({
      ...output(`output_${i}`, item, false, entry, where),
      ...assumedName(output('', item, false, entry, where)),
    }))
  if (convention.name === 'hydrosphere') throw notInferable(entry, 'returns something whose names are not in the code')
  const known = valueOf(joined)
  return [
    {
      name: 'output',
      ...(known?.value ?? { type: null, shape: null }),
      assumed: ['name', ...(known?.assumed ? (['type', 'shape'] as const) : [])],
      ...said('derived', known?.value ?? { type: null, shape: null }, where),
    },
  ]
}

const assumedName = (field: Field): { readonly assumed: readonly AssumedFact[] } => ({ assumed: ['name', ...(field.assumed ?? [])] })

/** A status that comes with an answer tells whether it is one. */
function answerOf(value: Abstract, walk: Walk): Abstract {
  if (walk.wire && value.kind === 'dict') {
    // API Gateway's form of an answer
    const [status, body] = ['statusCode', 'body'].map((name) => value.dict.entries.get(name)?.value)
    if (status !== undefined && body !== undefined) return isFailure(status) ? { kind: 'failure' } : body
  }
  if (!walk.wire || value.kind !== 'items' || !value.tuple || value.items.length < 2) return value
  const [answer = UNKNOWN, status = UNKNOWN] = value.items
  return isFailure(status) ? { kind: 'failure' } : answer
}

function output(name: string, value: Abstract, optional: boolean, entry: Entry, where: string): Field {
  const known = valueOf(value)
  const { evidence } = said('derived', known?.value ?? { type: null, shape: null }, where)
  const field = known?.value ?? { type: null, shape: null }
  // Hydrosphere packs Python's numbers into the type that the author declares: what the body makes is no promise there
  const assumed = known?.assumed || (known !== undefined && entry.convention.name === 'hydrosphere')
  const sources = assumed && 'shape' in field
  return {
    name,
    ...field,
    ...(optional && { optional: true }),
    ...(sources && { assumed: [...(field.type === null ? [] : (['type'] as const)), ...(field.shape === null ? [] : (['shape'] as const))] }),
    evidence: sources
      ? {
          ...evidence,
          type: field.type === null ? 'unknown' : 'assumed',
          rank: field.shape === null ? 'unknown' : 'assumed',
          dims: (field.shape ?? []).map((dim) => (dim === null ? 'unknown' : 'assumed')),
        }
      : evidence,
  }
}

/** cog answers `{"output": …}`; elsewhere the name is a convention of ours. */
function oneOutput(value: Value, nullable: boolean, { convention }: Entry, where: string): Field {
  const { evidence } = said('stored', value, where)
  const named = convention.name === 'cog'
  return {
    name: 'output',
    ...value,
    ...(nullable && { optional: true }),
    ...(!named && { assumed: ['name'] }),
    evidence: named ? evidence : { ...evidence, name: 'assumed' },
  }
}

/** The annotation, FastAPI's `response_model=`, BentoML's `output=`. */
function returnType({ node, scope, convention, decorator }: Entry, taken: Project): Typed {
  const project: Project = { ...taken, direction: 'given' }
  const model = decorator?.keywords.find(({ name }) => name === 'response_model')?.value
  if (model !== undefined && convention.takes === 'route') return annotationOf(model, scope, project)
  if (convention.name === 'bentoml' && decorator !== undefined) {
    const descriptor = bentoDescriptor(decorator, 'output', scope, project)?.get('')
    if (descriptor !== undefined) return descriptor
  }
  return annotationOf(node.returns, scope, project)
}

function notInferable({ node, scope }: Entry, why: string): UserError {
  return new UserError(
    'not-inferable',
    `${node.name} in ${scope.file} ${why}.`,
    'Name what it takes and gives: parameters with annotations, `data["age"]` for each key, a dict literal as its result; or declare the contract in serving.yaml.',
    { file: scope.file, line: node.line },
  )
}
