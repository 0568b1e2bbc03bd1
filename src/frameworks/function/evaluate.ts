import type { Expression } from '../../formats/python/syntax.ts'
import { type Abstract, type Dict, either, type Frame, knownValue, typedAs, UNKNOWN } from './abstract.ts'
import type { ClassField } from './annotations.ts'
import { protoField, TELLING } from './calls.ts'
import { type Constant, constantOf, texts } from './constants.ts'
import { conditional, elementOf, itemsOf, known, MAX_ROUNDS, readKey, setKey, use, type Walk } from './walk.ts'

/** Expressions walked for one entry point; helpers and loops over columns are walked each time they are used. */
const MAX_STEPS = 200_000

/** A test looks at a value without taking it: `if x is None`, `"k" in data`, `len(x) > 0`. */
export function observe(test: Expression, frame: Frame, walk: Walk): void {
  switch (test.kind) {
    case 'binary':
      if (test.op === 'in' || test.op === 'not in') {
        evaluate(test.left, frame, walk)
        evaluate(test.right, frame, walk)
      } else {
        observe(test.left, frame, walk)
        observe(test.right, frame, walk)
      }
      break
    case 'unary':
      observe(test.operand, frame, walk)
      break
    default:
      evaluate(test, frame, walk)
  }
}

export function evaluate(expression: Expression, frame: Frame, walk: Walk): Abstract {
  walk.steps++
  if (walk.steps > MAX_STEPS) {
    // too much to walk: from here on every name may be used for anything
    for (const value of frame.locals.values()) use(value)
    return UNKNOWN
  }
  const deeper = (inner: Expression): Abstract => evaluate(inner, frame, walk)
  switch (expression.kind) {
    case 'name':
      return frame.locals.get(expression.id) ?? global(expression, frame, walk)
    case 'string':
      return { kind: 'constant', value: expression.value, float: false }
    case 'bytes':
      return typedAs('bytes', [])
    case 'number':
      return expression.type === 'complex' ? UNKNOWN : { kind: 'constant', value: expression.value, float: expression.type === 'float' }
    case 'constant':
      return expression.value === '...' ? UNKNOWN : { kind: 'constant', value: expression.value, float: false }
    case 'format':
      for (const part of expression.parts) {
        if (typeof part === 'string') continue
        const value = deeper(part)
        if (!walk.showing) use(value)
      }
      return typedAs('string', [])
    case 'tuple':
    case 'list':
    case 'set': {
      const items = expression.elements.map(deeper)
      if (expression.elements.some(({ kind }) => kind === 'starred')) {
        for (const item of items) use(item)
        return UNKNOWN
      }
      return { kind: 'items', items, tuple: expression.kind === 'tuple' }
    }
    case 'dict':
      return { kind: 'dict', dict: dictOf(expression, frame, walk) }
    case 'attribute':
      return attribute(deeper(expression.object), expression, frame, walk)
    case 'subscript':
      return subscript(deeper(expression.object), expression.index, frame, walk)
    case 'call':
      return walk.parts.call(expression, frame, walk)
    case 'conditional': {
      observe(expression.test, frame, walk)
      const [body, otherwise] = conditional(() => [deeper(expression.body), deeper(expression.otherwise)] as const, walk)
      const joined = either(body, otherwise)
      if (joined.kind === 'unknown') for (const value of [body, otherwise]) use(value)
      return joined
    }
    case 'binary': {
      const [left, right] = [deeper(expression.left), deeper(expression.right)]
      const [before, after] = expression.op === '+' ? [itemsOf(left), itemsOf(right)] : []
      if (before !== undefined && after !== undefined && before.length + after.length <= MAX_ROUNDS)
        return { kind: 'items', items: [...before, ...after], tuple: left.kind === 'items' && left.tuple }
      // `a or default` is one of both; `in` looks at keys only
      if (expression.op === 'or' && left.kind === 'asked') return left
      if (expression.op !== 'in' && expression.op !== 'not in') for (const value of [left, right]) use(value)
      return arithmetic(expression.op, left, right)
    }
    case 'unary': {
      const operand = deeper(expression.operand)
      use(operand)
      if (expression.op === 'not') return typedAs('bool', [])
      return operand.kind === 'constant' && typeof operand.value === 'number' && expression.op === '-'
        ? { ...operand, value: -operand.value }
        : UNKNOWN
    }
    case 'await':
      return expression.value === null ? UNKNOWN : deeper(expression.value)
    case 'starred':
    case 'yield':
    case 'yield-from':
      if (expression.value !== null) use(deeper(expression.value))
      return UNKNOWN
    case 'named': {
      const value = deeper(expression.value)
      walk.parts.assign(expression.target, value, frame, walk)
      return value
    }
    case 'comprehension':
      return comprehension(expression, frame, walk)
    case 'lambda':
      return { kind: 'lambda', parameters: expression.parameters, body: expression.body, frame }
    case 'slice':
      for (const bound of [expression.lower, expression.upper, expression.step]) if (bound !== null) use(deeper(bound))
      return UNKNOWN
    case 'unknown':
      return UNKNOWN
  }
}

function global(expression: Expression, frame: Frame, walk: Walk): Abstract {
  const meaning = walk.project.meaning(expression, frame.scope)
  if (meaning?.kind === 'external') return walk.given.get(meaning.path) ?? { kind: 'meaning', meaning }
  if (meaning?.kind !== 'constant') return meaning === undefined ? UNKNOWN : { kind: 'meaning', meaning }
  const value = constantOf(meaning.value, meaning.scope, walk.project)
  return value === undefined ? UNKNOWN : { ...known(value), ...(meaning.value.kind === 'number' && { float: meaning.value.type === 'float' }) }
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'is', 'is not', 'in', 'not in'])

/** Arithmetic of Python's own scalars; what arrays would do is not known. Source: Python language reference, 6.1. */
function arithmetic(op: string, left: Abstract, right: Abstract): Abstract {
  if (op === 'is' || op === 'is not' || op === 'in' || op === 'not in') return typedAs('bool', [])
  const [a, b] = [knownValue(left), knownValue(right)]
  if (a === undefined || b === undefined || !('shape' in a.value) || !('shape' in b.value)) return UNKNOWN
  if (a.value.shape?.length !== 0 || b.value.shape?.length !== 0) return UNKNOWN
  const types = [a.value.type, b.value.type]
  if (COMPARISONS.has(op)) return typedAs('bool', [])
  if (types.every((type) => type === 'string')) return op === '+' ? typedAs('string', []) : UNKNOWN
  if (types[0] === 'string' && op === '%') return typedAs('string', [])
  if (!types.every((type) => type === 'int64' || type === 'float64')) return UNKNOWN
  if (op === '/') return typedAs('float64', [])
  return /^(?:\+|-|\*|\/\/|%)$/.test(op) ? typedAs(types.includes('float64') ? 'float64' : 'int64', []) : UNKNOWN
}

function dictOf(expression: Expression & { kind: 'dict' }, frame: Frame, walk: Walk): Dict {
  const dict: Dict = { entries: new Map(), open: false }
  for (const { key, value } of expression.entries) {
    const result = evaluate(value, frame, walk)
    if (key === null) spread(dict, result)
    else {
      const name = constantIn(key, frame, walk)
      if (typeof name === 'string') dict.entries.set(name, { value: result, optional: false })
      else dict.open = true
    }
  }
  return dict
}

/** `{**other}` */
function spread(dict: Dict, other: Abstract): void {
  if (other.kind === 'dict') {
    for (const [name, entry] of other.dict.entries) dict.entries.set(name, entry)
    dict.open ||= other.dict.open
  } else {
    use(other)
    dict.open = true
  }
}

export function constantIn(expression: Expression, frame: Frame, walk: Walk): Constant | undefined {
  const value = evaluate(expression, frame, walk)
  if (value.kind === 'constant') return value.value
  const items = itemsOf(value)?.map((item) => (item.kind === 'constant' ? item.value : undefined))
  return items?.every((item) => item !== undefined) ? items : undefined
}

export function subscript(object: Abstract, index: Expression, frame: Frame, walk: Walk): Abstract {
  const key = constantIn(index, frame, walk)
  if (object.kind === 'asked') {
    if (typeof key === 'string') return readKey(object.asked, key, walk, index.line)
    const columns = texts(key)
    if (columns !== undefined && columns.length > 0) {
      object.asked.table = true
      for (const column of columns) use(readKey(object.asked, column, walk, index.line))
      return UNKNOWN
    }
    // an element of a list
    if (typeof key === 'number') return elementOf(object)
    use(object)
    return UNKNOWN
  }
  if (object.kind === 'record' && typeof key === 'string') return fieldValue(object.fields, key) ?? UNKNOWN
  if (object.kind === 'dict' && typeof key === 'string') return object.dict.entries.get(key)?.value ?? UNKNOWN
  const items = itemsOf(object)
  if (items !== undefined && typeof key === 'number') return items[key < 0 ? items.length + key : key] ?? UNKNOWN
  if (object.kind === 'typed' && object.type !== null) return typedAs(object.type, null, object.assumed)
  return UNKNOWN
}

/** A field of an instance of one of the model's own classes. */
function fieldValue(fields: readonly ClassField[], name: string): Abstract | undefined {
  const field = fields.find((each) => each.name === name)
  if (field === undefined) return undefined
  return 'shape' in field.value && !field.nullable ? typedAs(field.value.type, field.value.shape) : UNKNOWN
}

function attribute(object: Abstract, expression: Expression & { kind: 'attribute' }, frame: Frame, walk: Walk): Abstract {
  const { name } = expression
  switch (object.kind) {
    case 'meaning': {
      const meaning = walk.project.meaning(expression, frame.scope)
      if (meaning?.kind === 'constant') return global(expression, frame, walk)
      if (meaning?.kind === 'external') return walk.given.get(meaning.path) ?? { kind: 'meaning', meaning }
      return meaning === undefined ? { kind: 'method', of: object, name } : { kind: 'meaning', meaning }
    }
    case 'self': {
      const method = object.methods.get(name)
      if (method !== undefined) return { kind: 'bound', ...method, self: object }
      return object.attributes.get(name) ?? UNKNOWN
    }
    case 'asked': {
      const type = protoField(name)
      if (TELLING.test(name)) return UNKNOWN
      if (type !== undefined) {
        if (type !== null) object.asked.types.add(type)
        use(object)
        return typedAs(type, null)
      }
      return { kind: 'method', of: object, name }
    }
    case 'record':
      return fieldValue(object.fields, name) ?? { kind: 'method', of: object, name }
    case 'request':
      // properties of Flask's request; the same names called are Starlette's
      if (/^(?:json|form|values|args|files|data|query_params)$/.test(name)) {
        object.body.keyed = true
        return { kind: 'asked', asked: object.body }
      }
      return { kind: 'method', of: object, name }
    default:
      return { kind: 'method', of: object, name }
  }
}

/** `[f(c) for c in columns]` over known names is a list of known length; over the caller's list, one element stands for all. */
function comprehension(expression: Expression & { kind: 'comprehension' }, frame: Frame, walk: Walk): Abstract {
  const [clause, second] = expression.clauses
  const locals = new Map(frame.locals)
  const inner: Frame = { ...frame, locals }
  if (clause === undefined) return UNKNOWN
  const over = evaluate(clause.iterable, inner, walk)
  const items = second === undefined && !clause.filtered ? itemsOf(over) : undefined
  const run = (): readonly [Abstract, Abstract | undefined] => {
    const element = evaluate(expression.element, inner, walk)
    return [element, expression.value === null ? undefined : evaluate(expression.value, inner, walk)]
  }
  if (items === undefined || items.length > MAX_ROUNDS) {
    walk.parts.assign(clause.target, elementOf(over), inner, walk)
    for (const { target, iterable } of expression.clauses.slice(1)) walk.parts.assign(target, elementOf(evaluate(iterable, inner, walk)), inner, walk)
    const [element, value] = run()
    for (const each of [element, value]) if (each !== undefined) use(each)
    const typed = expression.of === 'list' ? knownValue(element) : undefined
    if (typed === undefined || !('shape' in typed.value) || typed.value.shape === null) return UNKNOWN
    return typedAs(typed.value.type, [-1, ...typed.value.shape], typed.assumed)
  }
  const results: Abstract[] = []
  const dict: Dict = { entries: new Map(), open: false }
  for (const item of items) {
    walk.parts.assign(clause.target, item, inner, walk)
    const [element, value] = run()
    results.push(element)
    if (value !== undefined) setKey(dict, element.kind === 'constant' ? element.value : undefined, value, walk)
  }
  if (expression.of === 'dict') return { kind: 'dict', dict }
  return expression.of === 'set' ? UNKNOWN : { kind: 'items', items: results, tuple: false }
}
