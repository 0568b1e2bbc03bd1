import type { Expression, FunctionDef, Statement } from '../../formats/python/syntax.ts'
import { type Abstract, type AskedKey, either, type Frame, UNKNOWN } from './abstract.ts'
import { constantIn, evaluate, observe } from './evaluate.ts'
import { conditional, elementOf, itemsOf, MAX_ROUNDS, noteMade, type Returned, setKey, use, type Walk } from './walk.ts'

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

export function step(statement: Statement, frame: Frame, walk: Walk, out: Out): Flow {
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

export function assign(target: Expression, value: Abstract, frame: Frame, walk: Walk): void {
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
