import type { Expression, FunctionDef, Statement } from '../../formats/python/syntax.ts'
import { type Abstract, type Asked, type AskedKey, asked, type Dict, either, type Frame, typedAs, UNKNOWN, valueOf } from './abstract.ts'
import { type ClassField, fieldsOf } from './annotations.ts'
import { callKnown, HARMLESS, protoField, TELLING } from './calls.ts'
import { type Constant, constantOf, texts } from './constants.ts'
import { dottedText, type Meaning, type Project } from './project.ts'

/** Expressions walked for one entry point; helpers and loops over columns are walked each time they are used. */
const MAX_STEPS = 200_000
/** Helpers that call helpers. */
const MAX_CALLS = 10
/** Columns of one loop. */
const MAX_ROUNDS = 20_000

/** What walking a body has found out. */
export interface Walk {
  readonly project: Project
  /** What names of web frameworks stand for here: `flask.request` → the request. */
  readonly given: ReadonlyMap<string, Abstract>
  /** The function speaks JSON with its callers: texts made by json.dumps are what it answers. */
  readonly wire: boolean
  steps: number
  /** Keys read since the innermost branch began. */
  reads: Set<AskedKey>
  /** Conditions around the place that is walked: what is read there may be absent. */
  conditions: number
}

export const startWalk = (project: Project, wire = false, given: ReadonlyMap<string, Abstract> = new Map()): Walk => ({
  project,
  given,
  wire,
  steps: 0,
  reads: new Set(),
  conditions: 0,
})

/** What a function returns: every way out, in the order of the source; `yielded` what it yields. */
export interface Returned {
  readonly values: readonly Abstract[]
  readonly yields: boolean
  /** The end of the body can be reached: it may return None. */
  readonly falls: boolean
}

/** How a block ends. */
type Flow = 'falls' | 'leaves'

interface Out {
  readonly values: Abstract[]
  yields: boolean
}

/** Walks a function's body with its parameters bound, noting in the records of the caller's values which keys are read. */
export function walkFunction(node: FunctionDef, frame: Frame, walk: Walk): Returned {
  const out: Out = { values: [], yields: false }
  const flow = block(node.body, frame, walk, out)
  return { ...out, falls: flow === 'falls' }
}

function block(statements: readonly Statement[], frame: Frame, walk: Walk, out: Out): Flow {
  for (const statement of statements) if (step(statement, frame, walk, out) === 'leaves') return 'leaves'
  return 'falls'
}

function step(statement: Statement, frame: Frame, walk: Walk, out: Out): Flow {
  switch (statement.kind) {
    case 'return':
      out.values.push(statement.value === null ? UNKNOWN : evaluate(statement.value, frame, walk))
      return 'leaves'
    case 'raise':
      if (statement.exception !== null) use(evaluate(statement.exception, frame, walk))
      return 'leaves'
    case 'expression':
      if (statement.value.kind === 'yield' || statement.value.kind === 'yield-from') out.yields = true
      // a bare name or constant does nothing
      if (statement.value.kind !== 'string') evaluate(statement.value, frame, walk)
      return 'falls'
    case 'assign': {
      const value = evaluate(statement.value, frame, walk)
      for (const target of statement.targets) assign(target, value, frame, walk)
      return 'falls'
    }
    case 'annotated':
      if (statement.value !== null) assign(statement.target, evaluate(statement.value, frame, walk), frame, walk)
      return 'falls'
    case 'augmented':
      use(evaluate(statement.value, frame, walk))
      use(evaluate(statement.target, frame, walk))
      assign(statement.target, UNKNOWN, frame, walk)
      return 'falls'
    case 'if':
      return branches(statement.test, statement.body, statement.otherwise, frame, walk, out)
    case 'for':
      loop(statement.target, statement.iterable, statement.body, frame, walk, out)
      block(statement.otherwise, frame, walk, out)
      return 'falls'
    case 'while':
      use(evaluate(statement.test, frame, walk))
      repeated(statement.body, frame, walk, out)
      return 'falls'
    case 'with':
      for (const { context, target } of statement.items) {
        const value = evaluate(context, frame, walk)
        if (target !== null) assign(target, value.kind === 'asked' ? value : UNKNOWN, frame, walk)
      }
      return block(statement.body, frame, walk, out)
    case 'try':
      return attempt(statement, frame, walk, out)
    case 'match':
      use(evaluate(statement.subject, frame, walk))
      for (const body of statement.cases) conditional(() => repeatedOnce(body, frame, walk, out), walk)
      return 'falls'
    case 'assert':
      for (const operand of statement.operands) evaluate(operand, frame, walk)
      return 'falls'
    case 'function':
      frame.locals.set(statement.name, { kind: 'meaning', meaning: { kind: 'function', node: statement, scope: frame.scope } })
      return 'falls'
    case 'delete':
    case 'scope':
    case 'class':
    case 'import':
    case 'import-from':
    case 'pass':
    case 'break':
    case 'continue':
      return 'falls'
    case 'unknown':
      return 'falls'
  }
}

function conditional<T>(run: () => T, walk: Walk): T {
  walk.conditions++
  try {
    return run()
  } finally {
    walk.conditions--
  }
}

/** Both ways of an `if`: what is read on one only is optional, what both set to the same stays known. */
function branches(test: Expression, body: readonly Statement[], otherwise: readonly Statement[], frame: Frame, walk: Walk, out: Out): Flow {
  observe(test, frame, walk)
  const before = new Map(frame.locals)
  const outside = walk.reads
  const one = new Set<AskedKey>()
  const other = new Set<AskedKey>()
  walk.reads = one
  const first = conditional(() => block(body, frame, walk, out), walk)
  const taken = new Map(frame.locals)
  restore(frame, before)
  walk.reads = other
  const second = conditional(() => block(otherwise, frame, walk, out), walk)
  walk.reads = outside
  // what both ways read is read
  for (const key of one) {
    if (!other.has(key)) continue
    outside.add(key)
    if (walk.conditions === 0) key.optional = false
  }
  if (first === 'leaves' && second === 'leaves') return 'leaves'
  if (second === 'leaves') restore(frame, taken)
  else if (first !== 'leaves') join(frame, taken)
  return 'falls'
}

function restore(frame: Frame, locals: ReadonlyMap<string, Abstract>): void {
  frame.locals.clear()
  for (const [name, value] of locals) frame.locals.set(name, value)
}

function join(frame: Frame, other: ReadonlyMap<string, Abstract>): void {
  for (const name of new Set([...frame.locals.keys(), ...other.keys()])) {
    const [a, b] = [frame.locals.get(name), other.get(name)]
    frame.locals.set(name, a === undefined || b === undefined ? UNKNOWN : either(a, b))
  }
}

/** A body that may run any number of times: what it assigns is not known afterwards. */
function repeated(body: readonly Statement[], frame: Frame, walk: Walk, out: Out): void {
  for (const name of assignedIn(body)) forget(frame, name)
  repeatedOnce(body, frame, walk, out)
  for (const name of assignedIn(body)) forget(frame, name)
}

function repeatedOnce(body: readonly Statement[], frame: Frame, walk: Walk, out: Out): void {
  const before = new Map(frame.locals)
  block(body, frame, walk, out)
  join(frame, before)
}

function forget(frame: Frame, name: string): void {
  const value = frame.locals.get(name)
  if (value?.kind === 'asked') use(value)
  if (value !== undefined) frame.locals.set(name, UNKNOWN)
}

function assignedIn(body: readonly Statement[]): readonly string[] {
  return body.flatMap((statement): readonly string[] => {
    switch (statement.kind) {
      case 'assign':
        return statement.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
      case 'augmented':
      case 'annotated':
        return statement.target.kind === 'name' ? [statement.target.id] : []
      case 'if':
        return [...assignedIn(statement.body), ...assignedIn(statement.otherwise)]
      case 'for':
      case 'while':
      case 'with':
        return assignedIn(statement.body)
      case 'try':
        return [...assignedIn(statement.body), ...statement.handlers.flatMap((handler) => assignedIn(handler.body))]
      default:
        return []
    }
  })
}

/** A loop over known names is walked for each; over something from the caller, once for any element. */
function loop(target: Expression, iterable: Expression, body: readonly Statement[], frame: Frame, walk: Walk, out: Out): void {
  const over = evaluate(iterable, frame, walk)
  const items = itemsOf(over)
  if (items !== undefined && items.length <= MAX_ROUNDS) {
    for (const item of items) {
      assign(target, item, frame, walk)
      block(body, frame, walk, out)
    }
    return
  }
  const element = elementOf(over)
  for (const name of assignedIn(body)) forget(frame, name)
  assign(target, element, frame, walk)
  repeatedOnce(body, frame, walk, out)
  for (const name of assignedIn(body)) forget(frame, name)
}

function itemsOf(value: Abstract): readonly Abstract[] | undefined {
  if (value.kind === 'items') return value.items
  if (value.kind === 'constant' && Array.isArray(value.value)) return value.value.map(known)
  return undefined
}

const known = (value: Constant): Abstract => ({ kind: 'constant', value, float: typeof value === 'number' && !Number.isInteger(value) })

/** Iterating a list of the caller's gives its elements; iterating a dict gives keys, which are not known: it is used as a whole then, too. */
function elementOf(over: Abstract): Abstract {
  if (over.kind !== 'asked') {
    use(over)
    return UNKNOWN
  }
  over.asked.element ??= asked('', over.asked.line)
  return { kind: 'asked', asked: over.asked.element }
}

function attempt(statement: Statement & { kind: 'try' }, frame: Frame, walk: Walk, out: Out): Flow {
  // where a handler catches a missing key and goes on, the key may be missing
  const forgiving = statement.handlers.some(({ type, body }) => namesKeyError(type) && !leaves(body))
  const body = () => block(statement.body, frame, walk, out)
  const before = new Map(frame.locals)
  const flow = forgiving ? conditional(body, walk) : body()
  const otherwise = flow === 'leaves' ? 'leaves' : block(statement.otherwise, frame, walk, out)
  const normal = new Map(frame.locals)
  let falls = otherwise === 'falls'
  for (const handler of statement.handlers) {
    restore(frame, before)
    if (handler.name !== null) frame.locals.set(handler.name, UNKNOWN)
    if (conditional(() => block(handler.body, frame, walk, out), walk) === 'falls') {
      if (falls) join(frame, normal)
      normal.clear()
      for (const [name, value] of frame.locals) normal.set(name, value)
      falls = true
    }
  }
  restore(frame, normal)
  const last = block(statement.final, frame, walk, out)
  return falls && last === 'falls' ? 'falls' : 'leaves'
}

const namesKeyError = (type: Expression | null): boolean =>
  type?.kind === 'name' ? /^(?:KeyError|LookupError|IndexError)$/.test(type.id) : type?.kind === 'tuple' && type.elements.some(namesKeyError)

const leaves = (body: readonly Statement[]): boolean => body.some(({ kind }) => kind === 'raise' || kind === 'return')

// ------------------------------------------------------------------------------------------------ assignments

function assign(target: Expression, value: Abstract, frame: Frame, walk: Walk): void {
  switch (target.kind) {
    case 'name':
      frame.locals.set(target.id, value)
      break
    case 'tuple':
    case 'list': {
      const items = itemsOf(value)
      for (const [i, element] of target.elements.entries()) assign(element, items?.[i] ?? UNKNOWN, frame, walk)
      if (items === undefined) use(value)
      break
    }
    case 'starred':
      if (target.value !== null) assign(target.value, UNKNOWN, frame, walk)
      break
    case 'subscript': {
      const object = evaluate(target.object, frame, walk)
      const key = constantIn(target.index, frame, walk)
      if (object.kind === 'dict') setKey(object.dict, key, value, walk)
      // a column that the code adds to a table of the caller's is none that the caller sends
      else if (object.kind === 'asked') noteMade(object.asked, key)
      else use(value)
      break
    }
    default:
      use(value)
  }
}

function setKey(dict: Dict, key: Constant | undefined, value: Abstract, walk: Walk): void {
  if (typeof key === 'string') dict.entries.set(key, { value, optional: walk.conditions > 0 && !dict.entries.has(key) })
  else dict.open = true
}

function noteMade(record: Asked, key: Constant | undefined): void {
  for (const name of texts(Array.isArray(key) ? key : [key ?? null]) ?? []) if (!record.keys.has(name)) made(record).add(name)
}

const MADE = new WeakMap<Asked, Set<string>>()
const made = (record: Asked): Set<string> => {
  const names = MADE.get(record) ?? new Set<string>()
  MADE.set(record, names)
  return names
}

// ------------------------------------------------------------------------------------------------ expressions

/** The value is handed to code that is not known here: everything in it may be read. */
export function use(value: Abstract): void {
  const stack = [value]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'asked') next.asked.whole = true
    else if (next.kind === 'items') stack.push(...next.items)
    else if (next.kind === 'dict') for (const entry of next.dict.entries.values()) stack.push(entry.value)
    else if (next.kind === 'method') stack.push(next.of)
  }
}

/** A test looks at a value without taking it: `if x is None`, `"k" in data`, `len(x) > 0`. */
function observe(test: Expression, frame: Frame, walk: Walk): void {
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
      for (const part of expression.parts) if (typeof part !== 'string') use(deeper(part))
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
      return call(expression, frame, walk)
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
      assign(expression.target, value, frame, walk)
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
  const [a, b] = [valueOf(left), valueOf(right)]
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

function constantIn(expression: Expression, frame: Frame, walk: Walk): Constant | undefined {
  const value = evaluate(expression, frame, walk)
  if (value.kind === 'constant') return value.value
  const items = itemsOf(value)?.map((item) => (item.kind === 'constant' ? item.value : undefined))
  return items?.every((item) => item !== undefined) ? items : undefined
}

/** Key of something from the caller. */
export function readKey(record: Asked, key: string, walk: Walk, line: number, optional = walk.conditions > 0): Abstract {
  if (MADE.get(record)?.has(key)) return UNKNOWN
  const known = record.keys.get(key)
  if (known !== undefined) {
    known.optional &&= optional
    walk.reads.add(known)
    return { kind: 'asked', asked: known.asked }
  }
  const field = { asked: asked(key, line), optional }
  record.keys.set(key, field)
  walk.reads.add(field)
  return { kind: 'asked', asked: field.asked }
}

function subscript(object: Abstract, index: Expression, frame: Frame, walk: Walk): Abstract {
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
      if (name === 'json' || name === 'form' || name === 'values') {
        object.body.keyed = true
        return { kind: 'asked', asked: object.body }
      }
      return { kind: 'method', of: object, name }
    default:
      return { kind: 'method', of: object, name }
  }
}

function call(expression: Expression & { kind: 'call' }, frame: Frame, walk: Walk): Abstract {
  // what is only shown or measured is not used
  if (HARMLESS.test(dottedText(expression.callee))) return /^len$/.test(dottedText(expression.callee)) ? typedAs('int64', []) : UNKNOWN
  const callee = evaluate(expression.callee, frame, walk)
  const path = callee.kind === 'meaning' && callee.meaning.kind === 'external' ? callee.meaning.path : ''
  const args = expression.args.map((argument) => evaluate(argument, frame, walk))
  if (callee.kind === 'asked') return callee
  const keywords = new Map<string, Abstract>()
  let spreads = expression.args.some(({ kind }) => kind === 'starred')
  for (const { name, value } of expression.keywords) {
    const result = evaluate(value, frame, walk)
    if (name === null) {
      use(result)
      spreads = true
    } else keywords.set(name, result)
  }
  if (!spreads) {
    const target = functionOf(callee)
    if (target !== undefined && frame.depth < MAX_CALLS) return inline(target, args, keywords, frame, walk)
    if (callee.kind === 'lambda' && frame.depth < MAX_CALLS) {
      const locals = new Map(callee.frame.locals)
      for (const [i, parameter] of callee.parameters.entries()) locals.set(parameter.name, args[i] ?? UNKNOWN)
      return evaluate(callee.body, { ...callee.frame, locals, depth: frame.depth + 1 }, walk)
    }
  }
  if (callee.kind === 'meaning' && callee.meaning.kind === 'class') {
    for (const value of [...args, ...keywords.values()]) use(value)
    const fields = fieldsOf(callee.meaning.node, callee.meaning.scope, walk.project)
    return fields === undefined ? UNKNOWN : { kind: 'record', fields }
  }
  const result = callKnown({ path, callee, args, keywords, expression, frame, walk })
  if (result !== undefined) return result
  for (const value of [callee, ...args, ...keywords.values()]) use(value)
  return UNKNOWN
}

type Target = { readonly node: FunctionDef; readonly scope: Frame['scope']; readonly self: Abstract | undefined }

function functionOf(callee: Abstract): Target | undefined {
  if (callee.kind === 'bound') return { node: callee.node, scope: callee.scope, self: isStatic(callee.node) ? undefined : callee.self }
  const meaning: Meaning | undefined = callee.kind === 'meaning' ? callee.meaning : undefined
  return meaning?.kind === 'function' ? { node: meaning.node, scope: meaning.scope, self: undefined } : undefined
}

const isStatic = ({ decorators }: FunctionDef): boolean =>
  decorators.some((decorator) => decorator.kind === 'name' && decorator.id === 'staticmethod')

/** Walks a helper with its arguments; its way out is what the call gives. */
function inline(
  { node, scope, self }: Target,
  args: readonly Abstract[],
  keywords: ReadonlyMap<string, Abstract>,
  frame: Frame,
  walk: Walk,
): Abstract {
  const given = self === undefined ? args : [self, ...args]
  const locals = new Map<string, Abstract>()
  let position = 0
  for (const parameter of node.parameters) {
    if (parameter.kind === 'args') {
      for (const value of given.slice(position)) use(value)
      position = given.length
    } else if (parameter.kind === 'kwargs') {
      const taken = new Set(node.parameters.map(({ name }) => name))
      const entries = [...keywords].filter(([name]) => !taken.has(name)).map(([name, value]) => [name, { value, optional: false }] as const)
      locals.set(parameter.name, { kind: 'dict', dict: { entries: new Map(entries), open: false } })
    } else {
      const positional = parameter.kind !== 'keyword-only' && position < given.length ? given[position++] : undefined
      const fallback = parameter.default === null ? UNKNOWN : evaluate(parameter.default, { scope, locals: new Map(), depth: frame.depth + 1 }, walk)
      locals.set(parameter.name, positional ?? keywords.get(parameter.name) ?? fallback)
    }
  }
  const { values, yields, falls } = walkFunction(node, { scope, locals, depth: frame.depth + 1 }, walk)
  const [first, ...rest] = values
  if (first === undefined || yields || falls) {
    for (const value of values) use(value)
    return UNKNOWN
  }
  return rest.reduce((left, right) => {
    const joined = either(left, right)
    if (joined.kind === 'unknown') for (const value of [left, right]) use(value)
    return joined
  }, first)
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
    assign(clause.target, elementOf(over), inner, walk)
    for (const { target, iterable } of expression.clauses.slice(1)) assign(target, elementOf(evaluate(iterable, inner, walk)), inner, walk)
    const [element, value] = run()
    for (const each of [element, value]) if (each !== undefined) use(each)
    const typed = expression.of === 'list' ? valueOf(element) : undefined
    if (typed === undefined || !('shape' in typed.value) || typed.value.shape === null) return UNKNOWN
    return typedAs(typed.value.type, [-1, ...typed.value.shape], typed.assumed)
  }
  const results: Abstract[] = []
  const dict: Dict = { entries: new Map(), open: false }
  for (const item of items) {
    assign(clause.target, item, inner, walk)
    const [element, value] = run()
    results.push(element)
    if (value !== undefined) setKey(dict, element.kind === 'constant' ? element.value : undefined, value, walk)
  }
  if (expression.of === 'dict') return { kind: 'dict', dict }
  return expression.of === 'set' ? UNKNOWN : { kind: 'items', items: results, tuple: false }
}
