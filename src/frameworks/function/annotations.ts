import type { DType, Shape, Value } from '../../contract/types.ts'
import { parseExpression } from '../../formats/python/parse.ts'
import type { ClassDef, Expression, Statement } from '../../formats/python/syntax.ts'
import { constantOf } from './constants.ts'
import { type Project, type Scope, topLevel } from './project.ts'
import { DTYPE_NAMES, GENERICS, NAMED_TYPES } from './type-table.ts'

/** What an annotation says: a value without evidence, and whether `None` is one of its values. */
export interface Typed {
  readonly value: Value
  readonly nullable: boolean
}

/** An annotation nests as deep as people write them; deeper is unknown. A model that holds itself ends here, too. */
const MAX_DEPTH = 12

const UNKNOWN: Value = { type: null, shape: null }
const typed = (value: Value, nullable = false): Typed => ({ value, nullable })
const scalar = (type: DType | null): Typed => typed({ type, shape: [] })
export const isUnknown = (value: Value): boolean => 'shape' in value && value.type === null && value.shape === null

/** Reads an annotation as a value. What it doesn't know is an unknown tensor. Source: PEP 484, 585, 586, 593, 604, 655. */
export function annotationOf(annotation: Expression | null, scope: Scope, project: Project, depth = 0): Typed {
  if (annotation === null || depth > MAX_DEPTH) return typed(UNKNOWN)
  const deeper = (expression: Expression | null): Typed => annotationOf(expression, scope, project, depth + 1)
  switch (annotation.kind) {
    case 'string': {
      const quoted = parseExpression(annotation.value)
      return quoted === undefined ? typed(UNKNOWN) : deeper(quoted)
    }
    case 'constant':
      return annotation.value === null ? typed(UNKNOWN, true) : typed(UNKNOWN)
    case 'binary':
      return annotation.op === '|' ? union([deeper(annotation.left), deeper(annotation.right)], [annotation.left, annotation.right]) : typed(UNKNOWN)
    case 'name':
    case 'attribute':
      return namedType(annotation, scope, project, depth)
    case 'subscript':
      return generic(annotation.object, annotation.index, scope, project, depth)
    // conlist(float, min_length=4), constr(max_length=3)
    case 'call':
      return constrained(annotation, scope, project, depth)
    default:
      return typed(UNKNOWN)
  }
}

function namedType(annotation: Expression, scope: Scope, project: Project, depth: number): Typed {
  const meaning = project.meaning(annotation, scope)
  switch (meaning?.kind) {
    case 'external': {
      const named = NAMED_TYPES.get(lastNames(meaning.path)) ?? NAMED_TYPES.get(meaning.path)
      return named === undefined ? typed(UNKNOWN) : typed(named)
    }
    case 'class':
      return classType(meaning.node, meaning.scope, project, depth)
    case 'constant':
      return annotationOf(meaning.value, meaning.scope, project, depth + 1)
    default:
      return typed(UNKNOWN)
  }
}

/** jaxtyping's names for any float, any integer. */
const ANY_WIDTH = /\.(?:Float|Int)$/

/** `typing_extensions` is `typing`; the collections of `collections.abc` are those of `typing`. */
const lastNames = (path: string): string => path.replace(/^typing_extensions\./, 'typing.').replace(/^collections\.abc\./, 'typing.')

function generic(object: Expression, index: Expression, scope: Scope, project: Project, depth: number): Typed {
  const path = project.meaning(object, scope)
  if (path?.kind !== 'external') return typed(UNKNOWN)
  const name = lastNames(path.path)
  const items = index.kind === 'tuple' ? index.elements : [index]
  const [first = null, second = null] = items
  const deeper = (expression: Expression | null): Typed => annotationOf(expression, scope, project, depth + 1)
  switch (GENERICS.get(name)) {
    case 'optional':
      return { ...deeper(first), nullable: true }
    case 'same':
      return deeper(first)
    case 'union':
      return union(items.map(deeper), items)
    case 'literal':
      return literal(items)
    case 'annotated':
      return annotated(deeper(first), items.slice(1), scope, project)
    case 'list':
      return typed(listOf(deeper(first).value, -1))
    case 'tuple':
      if (second?.kind === 'constant' && second.value === '...') return typed(listOf(deeper(first).value, -1))
      return typed({ struct: items.map((item, i) => ({ name: String(i), ...deeper(item).value })) })
    case 'map': {
      const key = deeper(first).value
      return second === null ? typed(UNKNOWN) : typed({ map: { key: 'shape' in key ? key.type : null, value: deeper(second).value } })
    }
    // the second argument of numpy.ndarray is a dtype[…]; of numpy.typing.NDArray the first is a scalar type
    case 'ndarray':
      return typed({ type: dtypeOf(second ?? first, scope, project), shape: null })
    case 'jaxtyping':
      return typed({
        type: ANY_WIDTH.test(name) ? null : (DTYPE_NAMES.get((name.split('.').pop() ?? '').toLowerCase()) ?? null),
        shape: axes(second),
      })
    default:
      return typed(UNKNOWN)
  }
}

/** A list of scalars or tensors of one rank is a tensor with one more axis; of anything else it is a sequence. */
export function listOf(element: Value, size: number): Value {
  if (!('shape' in element)) return 'image' in element ? UNKNOWN : { sequence: element }
  return element.shape === null ? { type: element.type, shape: null } : { type: element.type, shape: [size, ...element.shape] }
}

function union(members: readonly Typed[], expressions: readonly Expression[]): Typed {
  const none = (expression: Expression | undefined) =>
    (expression?.kind === 'constant' && expression.value === null) || (expression?.kind === 'name' && expression.id === 'NoneType')
  const nullable = members.some((member) => member.nullable) || expressions.some(none)
  const values = members.filter((_, i) => !none(expressions[i])).map(({ value }) => value)
  const [first] = values
  if (first === undefined) return typed(UNKNOWN, nullable)
  if (values.every((value) => JSON.stringify(value) === JSON.stringify(first))) return typed(first, nullable)
  const scalars = values.every((value) => 'shape' in value && value.shape?.length === 0)
  return typed(scalars ? { type: null, shape: [] } : UNKNOWN, nullable)
}

const LITERAL_TYPES: Readonly<Record<string, DType>> = { string: 'string', bytes: 'bytes' }

function literal(items: readonly Expression[]): Typed {
  const types = items.map((item): DType | null => {
    if (item.kind === 'number') return item.type === 'int' ? 'int64' : null
    if (item.kind === 'unary') return 'int64'
    if (item.kind === 'constant' && typeof item.value === 'boolean') return 'bool'
    return LITERAL_TYPES[item.kind] ?? null
  })
  const nullable = items.some((item) => item.kind === 'constant' && item.value === null)
  const said = types.filter((_, i) => !(items[i]?.kind === 'constant' && items[i].value === null))
  const [first = null] = said
  return typed({ type: said.every((type) => type === first) ? first : null, shape: [] }, nullable)
}

/** `Annotated[np.ndarray, Shape((4,)), DType("float32")]` of BentoML; other metadata restricts values, not types. */
function annotated(base: Typed, metadata: readonly Expression[], scope: Scope, project: Project): Typed {
  let { value } = base
  for (const item of metadata) {
    if (item.kind !== 'call' || !('shape' in value)) continue
    const path = project.meaning(item.callee, scope)
    const name = path?.kind === 'external' ? path.path : ''
    const [argument = null] = item.args
    if (/^bentoml\..*\bDType$/.test(name)) value = { ...value, type: dtypeOf(argument, scope, project) }
    if (/^bentoml\..*\bShape$/.test(name)) value = { ...value, shape: dims(argument) }
    if (/^(?:pydantic\.)?.*\bLen$/.test(name) || /\bField$/.test(name)) value = sized(value, item, scope, project)
  }
  return { ...base, value }
}

/** `min_length` = `max_length` (v1: `min_items`, `max_items`) fix the size of a list. */
function sized(value: Value, call: Expression & { kind: 'call' }, scope: Scope, project: Project): Value {
  if (!('shape' in value) || value.shape === null || value.shape.length === 0) return value
  const number = (names: readonly string[]): number | undefined => {
    const keyword = call.keywords.find(({ name }) => name !== null && names.includes(name))
    const said = keyword === undefined ? undefined : constantOf(keyword.value, scope, project)
    return typeof said === 'number' ? said : undefined
  }
  const least = number(['min_length', 'min_items'])
  const most = number(['max_length', 'max_items'])
  const rest = value.shape.slice(1)
  return least !== undefined && least === most && Number.isSafeInteger(least) && least >= 0 ? { ...value, shape: [least, ...rest] } : value
}

function constrained(call: Expression & { kind: 'call' }, scope: Scope, project: Project, depth: number): Typed {
  const meaning = project.meaning(call.callee, scope)
  if (meaning?.kind !== 'external') return typed(UNKNOWN)
  const name = meaning.path.split('.').pop() ?? ''
  const kind = CONSTRAINED[name]
  const [first = null] = call.args
  const item = first ?? call.keywords.find((keyword) => keyword.name === 'item_type')?.value ?? null
  if (kind === 'list') return typed(sized(listOf(annotationOf(item, scope, project, depth + 1).value, -1), call, scope, project))
  if (name === 'NewType') return annotationOf(call.args[1] ?? null, scope, project, depth + 1)
  return kind === undefined ? typed(UNKNOWN) : scalar(kind)
}

/** Source: pydantic, Constrained types. */
const CONSTRAINED: Readonly<Record<string, DType | 'list'>> = {
  conlist: 'list',
  conset: 'list',
  confrozenset: 'list',
  conint: 'int64',
  confloat: 'float64',
  constr: 'string',
  conbytes: 'bytes',
  condate: 'date',
}

/** `np.float32`, `"float32"`, `float`, `np.dtype[np.float32]`, `torch.float32`. */
export function dtypeOf(expression: Expression | null, scope: Scope, project: Project): DType | null {
  if (expression === null) return null
  if (expression.kind === 'string') return DTYPE_NAMES.get(expression.value.replace(/^[<>=|]/, '')) ?? null
  if (expression.kind === 'subscript') return dtypeOf(expression.index, scope, project)
  if (expression.kind === 'call') return dtypeOf(expression.args[0] ?? null, scope, project)
  const meaning = project.meaning(expression, scope)
  if (meaning?.kind === 'constant') return dtypeOf(meaning.value, meaning.scope, project)
  if (meaning?.kind !== 'external') return null
  // the short names of torch are those of C
  if (meaning.path === 'torch.float') return 'float32'
  if (meaning.path === 'torch.int') return 'int32'
  return DTYPE_NAMES.get(meaning.path.split('.').pop() ?? '') ?? null
}

/** `(None, 4)`, `(-1, 4)`, `[4]`. */
function dims(expression: Expression | null): Shape {
  if (expression?.kind !== 'tuple' && expression?.kind !== 'list') return null
  return expression.elements.map((element) => {
    if (element.kind === 'number' && Number.isSafeInteger(element.value)) return element.value
    return (element.kind === 'constant' && element.value === null) || element.kind === 'unary' ? -1 : null
  })
}

/** `"batch 3 224 224"` of jaxtyping: names are symbols, `...` and `*name` leave the rank open. */
function axes(expression: Expression | null): Shape {
  if (expression?.kind !== 'string') return null
  const words = expression.value.trim().split(/\s+/).filter(Boolean)
  if (words.some((word) => !/^(?:\d+|[a-zA-Z_]\w*)$/.test(word))) return null
  return words.map((word) => (/^\d+$/.test(word) ? Number(word) : word === '_' ? -1 : word))
}

// ------------------------------------------------------------------------------------------------ classes

/** One field of a class that holds data. */
export interface ClassField {
  readonly name: string
  readonly value: Value
  readonly nullable: boolean
  /** May be left out when one is made from a dict. */
  readonly optional: boolean
  /** May be absent from a finished one: `NotRequired`, `total=False`. */
  readonly omitted: boolean
  readonly line: number
}

/** Classes that hold data, a struct each; enumerations, their members' type. Others are unknown. */
function classType(node: ClassDef, scope: Scope, project: Project, depth: number): Typed {
  const members = enumerated(node, scope, project)
  if (members !== undefined) return scalar(members)
  const fields = fieldsOf(node, scope, project, depth + 1)
  if (fields === undefined) return typed(UNKNOWN)
  return typed({
    struct: fields.map((field) => ({ name: field.name, ...field.value, ...(mayLack(field, project) && { optional: true }) })),
  })
}

/** Callers may leave out what has a default; answers always hold that, but `None` in place of what is optional. */
export const mayLack = ({ optional, nullable, omitted }: ClassField, { direction }: Project): boolean =>
  direction === 'taken' ? optional : nullable || omitted

/** `class Colour(str, Enum)`: by its base; a plain `Enum` by its members. */
function enumerated(node: ClassDef, scope: Scope, project: Project): DType | null | undefined {
  const bases = node.bases.map((base) => project.meaning(base, scope)).map((meaning) => (meaning?.kind === 'external' ? meaning.path : ''))
  if (bases.includes('enum.StrEnum')) return 'string'
  if (bases.includes('enum.IntEnum') || bases.includes('enum.IntFlag')) return 'int64'
  if (!bases.includes('enum.Enum')) return undefined
  if (bases.includes('str')) return 'string'
  if (bases.includes('int')) return 'int64'
  const { value } = literal(topLevel(node.body).flatMap((statement) => (statement.kind === 'assign' ? [statement.value] : [])))
  return 'shape' in value ? value.type : null
}

/** Bases and decorators that make a class a record of its annotated fields. */
const RECORD_BASES =
  /^(?:pydantic(?:\.v1|\.main|\.generics)?\.(?:BaseModel|BaseSettings|GenericModel)|cog\.BaseModel|sqlmodel\.SQLModel|bentoml\.IODescriptor|msgspec\.Struct|typing(?:_extensions)?\.(?:TypedDict|NamedTuple)|ninja\.Schema)$/
const RECORD_DECORATORS =
  /^(?:dataclasses\.dataclass|pydantic\.dataclasses\.dataclass|attrs?\.(?:s|attrs|define|frozen|dataclass|mutable)|dataclass|define)$/

/** The fields of a record class, inherited ones first; `undefined` for a class that is none. */
export function fieldsOf(node: ClassDef, scope: Scope, project: Project, depth = 0): readonly ClassField[] | undefined {
  if (depth > MAX_DEPTH) return undefined
  const fields = new Map<string, ClassField>()
  let record = node.decorators.some((decorator) => {
    const meaning = project.meaning(decorator.kind === 'call' ? decorator.callee : decorator, scope)
    return meaning?.kind === 'external' && RECORD_DECORATORS.test(meaning.path)
  })
  let nullableIsOptional = false
  for (const base of node.bases) {
    // Generic[T] and BaseModel[T]: the class without its argument
    const meaning = project.meaning(base.kind === 'subscript' ? base.object : base, scope)
    if (meaning?.kind === 'external' && RECORD_BASES.test(meaning.path)) {
      record = true
      // until pydantic 2, None was the default of what may be None
      nullableIsOptional ||= meaning.path.startsWith('pydantic.v1.')
    } else if (meaning?.kind === 'class') {
      const inherited = fieldsOf(meaning.node, meaning.scope, project, depth + 1)
      record ||= inherited !== undefined
      for (const field of inherited ?? []) fields.set(field.name, field)
    }
  }
  if (!record) return undefined
  const total = node.keywords.some(({ name, value }) => name === 'total' && value.kind === 'constant' && value.value === false)
  const aliases = aliasRule(node.body)
  for (const statement of node.body) {
    const field = fieldOf(statement, scope, project, depth, aliases)
    if (field === undefined) continue
    fields.set(statement.kind === 'annotated' && statement.target.kind === 'name' ? statement.target.id : field.name, {
      ...field,
      optional: field.optional || total || (nullableIsOptional && field.nullable),
      omitted: field.omitted || total,
    })
  }
  return [...fields.values()]
}

/** `name: type = default`. ClassVar, private names and model_config are no fields. */
function fieldOf(statement: Statement, scope: Scope, project: Project, depth: number, generated: boolean): ClassField | undefined {
  if (statement.kind !== 'annotated' || statement.target.kind !== 'name') return undefined
  const { id } = statement.target
  const { annotation } = statement
  const outer = annotation.kind === 'subscript' ? project.meaning(annotation.object, scope) : project.meaning(annotation, scope)
  const marker = outer?.kind === 'external' ? outer.path.split('.').pop() : undefined
  if (id.startsWith('_') || id === 'model_config' || marker === 'ClassVar' || marker === 'InitVar') return undefined
  const { value, nullable } = annotationOf(annotation, scope, project, depth + 1)
  const call = statement.value?.kind === 'call' ? statement.value : metadataCall(annotation)
  const info = call === undefined ? undefined : fieldInfo(call, scope, project)
  const optional =
    marker === 'NotRequired' ||
    (statement.value !== null && (statement.value.kind === 'call' && info !== undefined ? info.optional : !isEllipsis(statement.value)))
  // names that a function makes at run time are not known here
  if (generated && info?.alias === undefined) return undefined
  return {
    name: info?.alias ?? id,
    value: call === undefined ? value : sized(value, call, scope, project),
    nullable,
    optional: optional || (info?.optional ?? false),
    omitted: marker === 'NotRequired',
    line: statement.line,
  }
}

/** `Annotated[int, Field(alias="n")]` */
function metadataCall(annotation: Expression): (Expression & { kind: 'call' }) | undefined {
  if (annotation.kind !== 'subscript' || annotation.index.kind !== 'tuple') return undefined
  return annotation.index.elements.find((item): item is Expression & { kind: 'call' } => item.kind === 'call')
}

/** `Field(...)`, `field(default=…)`: required without a default or with `...`. Source: pydantic, Fields; dataclasses.field. */
export function fieldInfo(
  call: Expression & { kind: 'call' },
  scope: Scope,
  project: Project,
): { readonly optional: boolean; readonly alias?: string } | undefined {
  const meaning = project.meaning(call.callee, scope)
  if (
    meaning?.kind !== 'external' ||
    !/(?:^|\.)(?:Field|field|FieldInfo|ib|attrib|Input|Body|Query|Form|Path|File|Header|Cookie)$/.test(meaning.path)
  )
    return undefined
  const keyword = (names: readonly string[]) => call.keywords.find(({ name }) => name !== null && names.includes(name))?.value
  const [first] = call.args
  const positional = first !== undefined && /(?:^|\.)(?:Field|Body|Query|Form|Path|File|Header|Cookie|Input)$/.test(meaning.path) ? first : undefined
  const value = keyword(['default', 'default_factory', 'factory']) ?? positional
  const alias = keyword(['validation_alias', 'alias'])
  const name = alias === undefined ? undefined : constantOf(alias, scope, project)
  return { optional: value !== undefined && !isEllipsis(value), ...(typeof name === 'string' && { alias: name }) }
}

export const isEllipsis = (expression: Expression): boolean => expression.kind === 'constant' && expression.value === '...'

/** `alias_generator` in `model_config` or `class Config`: the names on the wire are made by a function. */
function aliasRule(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === 'class' && statement.name === 'Config') return aliasRule(statement.body)
    if (statement.kind !== 'assign') return false
    const [target] = statement.targets
    if (target?.kind === 'name' && target.id === 'alias_generator') return true
    return (
      target?.kind === 'name' &&
      target.id === 'model_config' &&
      statement.value.kind === 'call' &&
      statement.value.keywords.some(({ name }) => name === 'alias_generator')
    )
  })
}
