import { callBuiltin } from './builtins.ts'
import { methodOfValue } from './containers.ts'
import { type Environment, newEnvironment } from './environment.ts'
import { callOperator } from './operators/index.ts'
import { bindAll, noDemands, type State, spent } from './state.ts'
import { PACKED, STATE } from './stored.ts'
import { dottedPath, type Expression, type FunctionDefinition } from './syntax.ts'
import { typeOf } from './types.ts'
import {
  anyOf,
  boolOf,
  type DictValue,
  floatOf,
  intOf,
  joinValues,
  NONE,
  type ObjectValue,
  stringOf,
  tupleOf,
  UNKNOWN,
  type Value,
} from './values.ts'

/**
 * Walks archived code with what is known of its values: shapes with symbolic sizes, numbers, modules. Nothing is computed with data.
 * Every value is sound: what may be different in another run with the same inputs is unknown.
 */

/** The value of an expression. */
export function evaluate(state: State, environment: Environment, expression: Expression): Value {
  if (state.dead || spent(state)) return UNKNOWN
  state.nesting++
  const value = evaluateOne(state, environment, expression)
  state.nesting--
  return value
}

function evaluateOne(state: State, environment: Environment, expression: Expression): Value {
  const inner = (one: Expression): Value => evaluate(state, environment, one)
  switch (expression.kind) {
    case 'int':
      return intOf(expression.value)
    case 'float':
      return floatOf(expression.value)
    case 'string':
      return stringOf(expression.value)
    case 'bool':
      // `is_batched = True` within a branch on the number of axes
      return state.rankBranches > 0 ? { ...boolOf(expression.value), onRank: true } : boolOf(expression.value)
    case 'none':
      return NONE
    case 'tuple':
      return tupleOf(expression.items.map(inner))
    case 'list':
      return { kind: 'list', items: expression.items.map(inner), element: UNKNOWN, block: state.block }
    case 'dict':
      return dictOf(
        expression.pairs.map(([key, value]) => [inner(key), inner(value)] as const),
        state.block,
      )
    case 'name':
      return environment.variables.get(expression.name) ?? UNKNOWN
    case 'attribute':
      return attributeValue(state, environment, expression)
    case 'subscript':
      return methodOfValue(state, '__getitem__', [inner(expression.of), inner(expression.index)]) ?? UNKNOWN
    case 'choice': {
      const test = inner(expression.test)
      if (test.kind === 'bool' && test.value !== null) return inner(test.value ? expression.yes : expression.no)
      return joinValues(inner(expression.yes), inner(expression.no))
    }
    case 'call':
      return call(state, environment, expression)
  }
}

function dictOf(pairs: readonly (readonly [Value, Value])[], block: number): DictValue {
  const entries = new Map<string, Value>()
  for (const [key, value] of pairs) if (key.kind === 'string' && key.value !== null) entries.set(key.value, value)
  const [first] = pairs
  const known = entries.size === pairs.length
  const element = known ? UNKNOWN : pairs.map(([, value]) => value).reduce((a, b) => joinValues(a, b))
  return { kind: 'dict', entries: known ? entries : null, key: first?.[0] ?? UNKNOWN, element, block }
}

// ------------------------------------------------------------------------------------------------------------ names and attributes

function attributeValue(state: State, environment: Environment, expression: Extract<Expression, { kind: 'attribute' }>): Value {
  const path = dottedPath(expression)
  const root = path?.slice(0, path.indexOf('.')) ?? ''
  if (path !== undefined && !environment.variables.has(root)) {
    if (root === 'CONSTANTS') return constant(state, path.slice(root.length + 1))
    if (root === '__torch__' || root === 'torch' || root === 'ops') return { kind: 'function', name: path }
  }
  const of = evaluate(state, environment, expression.of)
  return attributeOf(state, of, expression.name)
}

/** CONSTANTS.c12 is the thirteenth entry of constants.pkl. */
function constant(state: State, name: string): Value {
  const all = state.constants
  const index = /^c(\d+)$/.exec(name)?.[1]
  return all.kind === 'tuple' && index !== undefined ? (all.items[Number(index)] ?? UNKNOWN) : UNKNOWN
}

/** An attribute of an object: changed by code, stored, or a constant of its class. Of a tuple: a field of its class, which is not kept. */
export function attributeOf(state: State, of: Value, name: string): Value {
  const value = of.kind === 'optional' ? of.of : of
  if (value.kind !== 'object') return methodOfValue(state, name, [value]) ?? UNKNOWN
  restore(state, value)
  const known = value.attributes.get(name)
  if (known !== undefined) return known
  const isChanging = state.changing.has(`${value.className}.${name}`)
  const found = isChanging ? declaredAttribute(state, value, name) : (value.stored(name) ?? classAttribute(state, value, name))
  value.attributes.set(name, found)
  return found
}

const fieldOf = (state: State, object: ObjectValue, name: string) => state.program.class(object.className)?.fields.find((one) => one.name === name)

/** `in_features : Final[int] = 3` */
function classAttribute(state: State, object: ObjectValue, name: string): Value {
  const constant = fieldOf(state, object, name)?.defaultValue ?? null
  return constant === null ? declaredAttribute(state, object, name) : evaluate(state, newEnvironment(), constant)
}

function declaredAttribute(state: State, object: ObjectValue, name: string): Value {
  const field = fieldOf(state, object, name)
  return field === undefined ? UNKNOWN : anyOf(typeOf(field.type), 0)
}

/** self.x = value: certain where the object was made, or outside of every branch. */
export function setAttribute(state: State, of: Value, name: string, value: Value): void {
  const object = of.kind === 'optional' ? of.of : of
  if (object.kind !== 'object') return
  if (object.block === 0 && !restoring.has(state)) state.changing.add(`${object.className}.${name}`)
  object.attributes.set(name, object.block === state.block ? value : joinValues(attributeOf(state, object, name), value))
}

/** Walks in which a class just restores what it stored. */
const restoring = new WeakSet<State>()

/** A class with __getstate__ stores what its __setstate__ wants, once. */
function restore(state: State, object: ObjectValue): void {
  if (object.attributes.has(STATE)) return
  const stored = object.stored(STATE)
  object.attributes.set(STATE, NONE)
  const method = stored === undefined ? undefined : state.program.method(object.className, '__setstate__')
  if (stored === undefined) return
  if (method === undefined) object.attributes.set(PACKED, stored)
  else {
    // loading happened before any call: it neither demands nor depends
    const { demands, block } = state
    const isInner = restoring.has(state)
    state.demands = noDemands()
    state.block = object.block
    restoring.add(state)
    callFunction(state, method, [object, stored], [])
    if (!isInner) restoring.delete(state)
    state.demands = demands
    state.block = block
    state.dead = false
  }
}

// ------------------------------------------------------------------------------------------------------------ calls

type Keywords = readonly (readonly [string, Value])[]

function call(state: State, environment: Environment, expression: Extract<Expression, { kind: 'call' }>): Value {
  const { of } = expression
  const path = dottedPath(of)
  // types are no values: annotate(List[int], []), unchecked_cast(Tensor, x), uninitialized(Tensor)
  if (path === 'annotate' || path === 'unchecked_cast' || path === 'uninitialized') return typed(state, environment, path, expression.args)
  if (path === 'getattr') return named(state, environment, expression.args)
  const args = expression.args.map((argument) => evaluate(state, environment, argument))
  const keywords: Keywords = expression.keywords.map(({ name, value }) => [name, evaluate(state, environment, value)] as const)
  if (state.dead) return UNKNOWN
  const root = path?.split('.', 1)[0] ?? ''
  if (path !== undefined && !environment.variables.has(root)) {
    if (path.includes('.')) return callGlobal(state, path, args, keywords)
    return callBuiltin(state, path, args) ?? nothingKnown(state, args)
  }
  if (of.kind === 'attribute') return callMethod(state, evaluate(state, environment, of.of), of.name, args, keywords)
  const target = evaluate(state, environment, of)
  return target.kind === 'function' ? callGlobal(state, target.name, args, keywords) : nothingKnown(state, args)
}

function typed(state: State, environment: Environment, word: string, args: readonly Expression[]): Value {
  const [annotation, of] = args
  const type = typeOf(annotation ?? null)
  if (of === undefined || word === 'uninitialized') return anyOf(type, state.block)
  const value = evaluate(state, environment, of)
  if (word === 'unchecked_cast' && value.kind === 'optional' && type.kind !== 'optional') return value.of
  return value.kind === 'unknown' ? anyOf(type, state.block) : value
}

/** getattr(self, "0"): names that are no identifiers. */
function named(state: State, environment: Environment, args: readonly Expression[]): Value {
  const [of, name] = args
  if (of === undefined || name?.kind !== 'string') return UNKNOWN
  return attributeOf(state, evaluate(state, environment, of), name.value)
}

/** `torch.relu`, `ops.prim.dtype`, `__torch__.torch.nn.functional.relu`, `__torch__.Pair` and `__torch__.Pair.__new__`. */
function callGlobal(state: State, path: string, args: readonly Value[], keywords: Keywords): Value {
  if (!path.startsWith('__torch__.')) return callOperator(state, path, args, keywords)
  const definition = state.program.function(path)
  if (definition !== undefined) return callFunction(state, definition, args, keywords)
  const className = path.replace(/\.__new__$/, '')
  const made = state.program.class(className)
  if (path.startsWith('__torch__.torch.classes.')) return { ...newObject(state, className), stored: () => undefined }
  if (made === undefined) return nothingKnown(state, args)
  return made.base === 'NamedTuple' ? tupleOf(args) : newObject(state, className)
}

/** What code that is not known does with its arguments: anything. */
function nothingKnown(state: State, args: readonly Value[]): Value {
  for (const argument of args) bindAll(state, argument)
  return UNKNOWN
}

const newObject = (state: State, className: string): ObjectValue => ({
  kind: 'object',
  className,
  attributes: new Map([[STATE, NONE]]),
  stored: () => undefined,
  block: state.block,
})

function callMethod(state: State, of: Value, name: string, args: readonly Value[], keywords: Keywords): Value {
  const target = of.kind === 'optional' ? of.of : of
  if (target.kind === 'object') {
    restore(state, target)
    const method = state.program.method(target.className, name)
    if (method !== undefined) return callFunction(state, method, [target, ...args], keywords)
  }
  const value = methodOfValue(state, name, [target, ...args])
  if (value !== undefined) return value
  return callOperator(state, `method.${name}`, [target, ...args], keywords)
}

/** Runs a function of the archive with these arguments; its demands join those of the caller. */
export function callFunction(state: State, definition: FunctionDefinition, args: readonly Value[], keywords: Keywords): Value {
  if (state.dead || spent(state)) return UNKNOWN
  state.nesting += NESTING_OF_CALL
  const environment = newEnvironment()
  const given = new Map(keywords)
  for (const [i, parameter] of definition.parameters.entries()) {
    const { defaultValue } = parameter
    const value = args[i] ?? given.get(parameter.name) ?? (defaultValue === null ? UNKNOWN : evaluate(state, newEnvironment(), defaultValue))
    environment.variables.set(parameter.name, value.kind === 'unknown' ? anyOf(typeOf(parameter.type), state.block) : value)
  }
  state.execute(state, environment, definition.body)
  state.nesting -= NESTING_OF_CALL
  if (environment.returned === undefined) return NONE
  const declared = typeOf(definition.returns)
  return environment.returned.kind === 'unknown' ? anyOf(declared, state.block) : environment.returned
}

/** A call within a call costs the stack of JavaScript more than an expression does. */
const NESTING_OF_CALL = 8
