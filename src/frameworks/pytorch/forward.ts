import { itemOf, itemsOf, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import type { Call as CallNode, Expression, FunctionDef, Statement } from '../../formats/python/syntax.ts'
import type { Arguments } from './arguments.ts'
import { FUNCTIONS, shapeOf } from './functions.ts'
import { forwardOf } from './library.ts'
import type { Module } from './modules.ts'
import { binary, truthOf, unary } from './operators.ts'
import { type Budget, type Call, spend } from './run.ts'
import { integer, NONE, RunStop, sequence, type Tensor, tensor, UNKNOWN, type Value } from './values.ts'

/** Methods of a class by name. */
export type Methods = ReadonlyMap<string, FunctionDef>

interface Scope {
  readonly module: Module
  readonly methods: Methods
  readonly names: Map<string, Value>
  readonly call: Call
  readonly budget: Budget
  readonly depth: number
}

/** Methods that call each other. */
const MAX_DEPTH = 30
/** Passes of one loop. */
const MAX_PASSES = 4_096

const stop = (what: string): RunStop => new RunStop('unknown', what)

/**
 * Follows a `forward` method as it stands in its source, over tensors that are nothing but types and sizes. Statements that it cannot follow for
 * certain end the run (RunStop `unknown`): what is returned is what the method returns.
 */
export function follow(method: FunctionDef, module: Module, methods: Methods, args: readonly Value[], call: Call, budget: Budget, depth = 0): Value {
  if (depth > MAX_DEPTH || method.damaged) throw stop('a method that cannot be followed')
  const [self, ...parameters] = method.parameters
  const names = new Map<string, Value>(self === undefined ? [] : [[self.name, { kind: 'module', module }]])
  const scope: Scope = { module, methods, names, call, budget, depth }
  for (const [i, { name, kind, default: otherwise }] of parameters.entries()) {
    if (kind === 'args') names.set(name, sequence(args.slice(i)))
    else if (kind !== 'kwargs') names.set(name, args[i] ?? (otherwise === null ? UNKNOWN : evaluate(otherwise, scope)))
  }
  return block(method.body, scope)?.returned ?? NONE
}

type Ended = { readonly returned: Value } | undefined

function block(statements: readonly Statement[], scope: Scope): Ended {
  for (const statement of statements) {
    spend(scope.budget)
    const ended = execute(statement, scope)
    if (ended !== undefined) return ended
  }
  return undefined
}

function execute(statement: Statement, scope: Scope): Ended {
  switch (statement.kind) {
    case 'return':
      return { returned: statement.value === null ? NONE : evaluate(statement.value, scope) }
    case 'assign': {
      const value = evaluate(statement.value, scope)
      for (const target of statement.targets) assign(target, value, scope)
      return undefined
    }
    case 'annotated':
      if (statement.value !== null) assign(statement.target, evaluate(statement.value, scope), scope)
      return undefined
    case 'augmented':
      assign(statement.target, binary(statement.op, evaluate(statement.target, scope), evaluate(statement.value, scope)), scope)
      return undefined
    case 'expression':
      return effect(statement.value, scope)
    case 'if': {
      const truth = truthOf(evaluate(statement.test, scope))
      if (truth === undefined) throw stop('a branch whose condition is not known')
      return block(truth ? statement.body : statement.otherwise, scope)
    }
    case 'for':
      return loop(statement.target, evaluate(statement.iterable, scope), statement.body, scope)
    case 'with':
      return block(statement.body, scope)
    case 'assert':
    case 'pass':
    case 'import':
    case 'import-from':
      return undefined
    case 'raise':
      throw new RunStop('misfit', 'the method raises an error')
    default:
      throw stop(`a ${statement.kind} statement`)
  }
}

/** A call for its effect: `parts.append(x)` grows a list; anything else on the way is looked at, and what it returns is dropped. */
function effect(expression: Expression, scope: Scope): Ended {
  if (expression.kind === 'call' && expression.callee.kind === 'attribute' && expression.callee.name === 'append') {
    const target = expression.callee.object
    const list = evaluate(target, scope)
    const [item] = expression.args
    if (target.kind !== 'name' || list.kind !== 'sequence' || item === undefined) throw stop('something is put into an unknown list')
    scope.names.set(target.id, sequence([...list.items, evaluate(item, scope)]))
  } else if (expression.kind !== 'string' && !isPrint(expression)) evaluate(expression, scope)
  return undefined
}

const isPrint = (expression: Expression): boolean =>
  expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.id === 'print'

function loop(target: Expression, iterable: Value, body: readonly Statement[], scope: Scope): Ended {
  const items = itemsIn(iterable)
  if (items === undefined || items.length > MAX_PASSES) throw stop('a loop over something unknown')
  for (const item of items) {
    assign(target, item, scope)
    const ended = block(body, scope)
    if (ended !== undefined) return ended
  }
  return undefined
}

function itemsIn(value: Value): readonly Value[] | undefined {
  if (value.kind === 'sequence') return value.items
  if (value.kind === 'module' && isList(value.module)) return [...value.module.children.values()].map((module): Value => ({ kind: 'module', module }))
  return undefined
}

const isList = ({ type }: Module): boolean => /^torch\.nn\.modules\.container\.(?:ModuleList|Sequential)$/.test(type)

function assign(target: Expression, value: Value, scope: Scope): void {
  if (target.kind === 'name') scope.names.set(target.id, value)
  else if (target.kind === 'tuple' || target.kind === 'list') {
    const items = itemsIn(value)
    if (items !== undefined && items.length !== target.elements.length) throw stop('an assignment to several names that does not fit')
    for (const [i, element] of target.elements.entries()) assign(element, items?.[i] ?? UNKNOWN, scope)
  } else if (target.kind === 'attribute') {
    // attributes that the method itself sets are read back rarely: nothing is known of them
    if (evaluate(target.object, scope).kind !== 'module') throw stop('an attribute of something unknown is set')
    scope.names.set(`.${target.name}`, value)
  } else throw stop('an assignment to a part of something')
}

function evaluate(expression: Expression, scope: Scope): Value {
  spend(scope.budget)
  switch (expression.kind) {
    case 'name':
      return scope.names.get(expression.id) ?? UNKNOWN
    case 'number':
      return expression.type === 'complex' ? UNKNOWN : { kind: 'number', value: expression.value, isFloat: expression.type === 'float' }
    case 'string':
      return { kind: 'text', value: expression.value }
    case 'constant':
      return expression.value === null ? NONE : typeof expression.value === 'boolean' ? { kind: 'bool', value: expression.value } : UNKNOWN
    case 'tuple':
    case 'list':
      return sequence(expression.elements.flatMap((element) => spread(element, scope)))
    case 'dict':
      return mapping(expression.entries, scope)
    case 'attribute':
      return attribute(expression.object, expression.name, scope)
    case 'subscript':
      return subscript(evaluate(expression.object, scope), expression.index, scope)
    case 'call':
      return called(expression, scope)
    case 'binary':
      return logical(expression.op, expression.left, expression.right, scope)
    case 'unary':
      return unary(expression.op, evaluate(expression.operand, scope))
    case 'conditional': {
      const truth = truthOf(evaluate(expression.test, scope))
      if (truth === undefined) throw stop('a choice whose condition is not known')
      return evaluate(truth ? expression.body : expression.otherwise, scope)
    }
    case 'comprehension':
      return comprehension(expression, scope)
    default:
      return UNKNOWN
  }
}

function spread(element: Expression, scope: Scope): readonly Value[] {
  if (element.kind !== 'starred' || element.value === null) return [evaluate(element, scope)]
  const items = itemsIn(evaluate(element.value, scope))
  if (items === undefined) throw stop('something unknown is spread')
  return items
}

function mapping(entries: readonly { readonly key: Expression | null; readonly value: Expression }[], scope: Scope): Value {
  const found = new Map<string, Value>()
  for (const { key, value } of entries) {
    if (key?.kind !== 'string') throw stop('a dictionary whose keys are not known')
    found.set(key.value, evaluate(value, scope))
  }
  return { kind: 'mapping', entries: found }
}

function comprehension(expression: Extract<Expression, { kind: 'comprehension' }>, scope: Scope): Value {
  const [clause, ...more] = expression.clauses
  if (clause === undefined || more.length > 0 || expression.of === 'dict' || expression.of === 'set') throw stop('a comprehension')
  const items = itemsIn(evaluate(clause.iterable, scope))
  if (items === undefined || items.length > MAX_PASSES) throw stop('a comprehension over something unknown')
  const inner: Scope = { ...scope, names: new Map(scope.names) }
  return sequence(
    items.map((item) => {
      assign(clause.target, item, inner)
      return evaluate(expression.element, inner)
    }),
  )
}

function attribute(object: Expression, name: string, scope: Scope): Value {
  const dotted = torchName(object, scope)
  // dtypes are arguments: torch.float32
  if (dotted !== undefined) return { kind: 'text', value: `torch.${name}` }
  const value = evaluate(object, scope)
  if (value.kind === 'module') return memberOf(value.module, name, scope)
  if (value.kind !== 'tensor') return UNKNOWN
  if (name === 'shape') return shapeOf(value)
  if (name === 'T') return torchCall('t', { positional: [value], named: new Map() })
  return name === 'data' ? value : UNKNOWN
}

/** What `self.name` is: a sub-module, a parameter, or a plain attribute as it was saved. A served model is not in training. */
function memberOf(module: Module, name: string, scope: Scope): Value {
  if (module === scope.module && scope.names.has(`.${name}`)) return scope.names.get(`.${name}`) ?? UNKNOWN
  const child = module.children.get(name)
  if (child !== undefined) return { kind: 'module', module: child }
  const weight = module.weights.get(name)
  if (weight !== undefined) return weight === null ? NONE : tensor(weight.type, weight.shape)
  if (name === 'training') return { kind: 'bool', value: false }
  return plain(itemOf(module.attributes, name), 0)
}

const MAX_NESTED = 8

function plain(value: PyValue | undefined, depth: number): Value {
  if (value === null) return NONE
  if (typeof value === 'number') return integer(value)
  if (typeof value === 'string') return { kind: 'text', value }
  if (typeof value === 'boolean') return { kind: 'bool', value }
  const float = recordOf(value, 'float')
  if (float !== null) return { kind: 'number', value: float.value, isFloat: true }
  const items = itemsOf(value)
  return items === null || depth > MAX_NESTED ? UNKNOWN : sequence(items.map((item) => plain(item, depth + 1)))
}

function subscript(value: Value, index: Expression, scope: Scope): Value {
  if (index.kind === 'slice') return sliced(value, index, scope)
  if (value.kind === 'tensor') return part(value, index, scope)
  const at = evaluate(index, scope)
  if (value.kind === 'mapping' && at.kind === 'text') return value.entries.get(at.value) ?? UNKNOWN
  if (value.kind === 'module' && at.kind === 'text') {
    const child = value.module.children.get(at.value)
    return child === undefined ? UNKNOWN : { kind: 'module', module: child }
  }
  const items = itemsIn(value)
  return items === undefined || at.kind !== 'number' ? UNKNOWN : (items.at(at.value) ?? UNKNOWN)
}

function sliced(value: Value, { lower, upper, step }: Extract<Expression, { kind: 'slice' }>, scope: Scope): Value {
  const bound = (expression: Expression | null): number | undefined | null => {
    if (expression === null) return undefined
    const one = evaluate(expression, scope)
    return one.kind === 'number' ? one.value : null
  }
  const [from, to] = [bound(lower), bound(upper)]
  if (from === null || to === null || step !== null) return UNKNOWN
  const items = itemsIn(value)
  if (items !== undefined) return sequence(items.slice(from, to))
  if (value.kind !== 'tensor' || value.shape === null) return UNKNOWN
  const [first, ...rest] = value.shape
  return first === undefined ? UNKNOWN : tensor(value.type, [first === null ? null : lengthOf(first, from, to), ...rest])
}

const lengthOf = (size: number, from: number | undefined, to: number | undefined): number => {
  const clip = (at: number): number => Math.min(Math.max(at < 0 ? at + size : at, 0), size)
  return Math.max(clip(to ?? size) - clip(from ?? 0), 0)
}

/** `x[:, -1, :]`: a number takes an axis away, a slice keeps it, None adds one. */
function part(value: Tensor, index: Expression, scope: Scope): Value {
  if (value.shape === null) return tensor(value.type, null)
  const steps = index.kind === 'tuple' ? index.elements : [index]
  const out: (number | null)[] = []
  let axis = 0
  for (const step of steps) {
    const size = value.shape[axis]
    if (step.kind === 'constant' && step.value === null) out.push(1)
    else if (step.kind === 'slice') {
      if (size === undefined) throw new RunStop('misfit', 'an index of an axis that is not there')
      const inner = sliced(tensor(null, [size]), step, scope)
      out.push(inner.kind === 'tensor' ? (inner.shape?.[0] ?? null) : null)
      axis += 1
    } else {
      const at = evaluate(step, scope)
      if (at.kind !== 'number') return UNKNOWN
      if (size === undefined) throw new RunStop('misfit', 'an index of an axis that is not there')
      axis += 1
    }
  }
  return tensor(value.type, [...out, ...value.shape.slice(axis)])
}

/** The name of torch's function that a callee is: `F.relu`, `torch.nn.functional.relu`; undefined for anything else. */
function torchName(callee: Expression, scope: Scope): string | undefined {
  const parts: string[] = []
  let at = callee
  while (at.kind === 'attribute') {
    parts.unshift(at.name)
    at = at.object
  }
  if (at.kind !== 'name' || scope.names.has(at.id)) return undefined
  const dotted = [at.id, ...parts].join('.')
  return /^(?:torch|F|nn|tf|func|functional)(?:\.|$)/.test(dotted) ? dotted : undefined
}

function called(node: CallNode, scope: Scope): Value {
  const { callee } = node
  const args = (): Arguments => ({
    positional: node.args.flatMap((arg) => spread(arg, scope)),
    named: new Map(node.keywords.flatMap(({ name, value }) => (name === null ? [] : [[name, evaluate(value, scope)] as const]))),
  })
  const dotted = torchName(callee, scope)
  if (dotted !== undefined) return torchCall(dotted.split('.').at(-1) ?? '', args())
  if (callee.kind === 'name') return scope.names.has(callee.id) ? apply(evaluate(callee, scope), args(), scope) : builtin(callee.id, args())
  if (callee.kind !== 'attribute') return apply(evaluate(callee, scope), args(), scope)
  const object = evaluate(callee.object, scope)
  if (object.kind === 'module') return methodCall(object.module, callee.name, args(), scope)
  if (object.kind === 'tensor') return torchCall(callee.name, { positional: [object, ...args().positional], named: args().named })
  if (object.kind === 'mapping' && callee.name === 'get') return subscript(object, node.args[0] ?? callee, scope)
  if (object.kind === 'unknown') return UNKNOWN
  throw stop(`a call of ${callee.name}`)
}

function methodCall(module: Module, name: string, args: Arguments, scope: Scope): Value {
  const member = memberOf(module, name, scope)
  if (member.kind === 'module') return apply(member, args, scope)
  if (name === 'forward' || name === '__call__') return scope.call(module, args.positional)
  if (name === 'size' && module === scope.module) return UNKNOWN
  const method = module === scope.module ? scope.methods.get(name) : undefined
  if (method === undefined) throw stop(`a call of ${name}`)
  const given = method.parameters.slice(1).map(({ name: parameter }, i) => args.positional[i] ?? args.named.get(parameter))
  const last = given.findLastIndex((value) => value !== undefined)
  return follow(
    method,
    module,
    scope.methods,
    given.slice(0, last + 1).map((value) => value ?? UNKNOWN),
    scope.call,
    scope.budget,
    scope.depth + 1,
  )
}

function apply(value: Value, args: Arguments, scope: Scope): Value {
  if (value.kind !== 'module') throw stop('a call of something unknown')
  // which parameter a keyword is, only the class of its own knows
  if (args.named.size > 0 && forwardOf(value.module.type) === undefined) throw stop('a call with keywords')
  return scope.call(value.module, [...args.positional, ...args.named.values()])
}

function torchCall(name: string, args: Arguments): Value {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (known === undefined) throw stop(`a call of ${name}`)
  return known(args)
}

function builtin(name: string, { positional }: Arguments): Value {
  const [first, second] = positional
  const items = first === undefined ? undefined : itemsIn(first)
  if (name === 'len' && first?.kind === 'tensor') return first.shape?.[0] == null ? UNKNOWN : integer(first.shape[0])
  if (name === 'len' && items !== undefined) return integer(items.length)
  if (name === 'range' && first?.kind === 'number') {
    const [from, to] = second?.kind === 'number' ? [first.value, second.value] : [0, first.value]
    if (second !== undefined && second.kind !== 'number') return UNKNOWN
    if (positional.length > 2 || to - from > MAX_PASSES) return UNKNOWN
    return sequence(Array.from({ length: Math.max(to - from, 0) }, (_, i) => integer(from + i)))
  }
  if (items === undefined) return name === 'int' && first?.kind === 'number' ? integer(Math.trunc(first.value)) : UNKNOWN
  if (name === 'enumerate') return sequence(items.map((item, i) => sequence([integer(i), item])))
  if (name === 'reversed') return sequence([...items].reverse())
  if (name === 'list' || name === 'tuple') return sequence(items)
  if (name === 'zip') {
    const columns = positional.map(itemsIn)
    return sequence(items.map((_, i) => sequence(columns.map((column) => column?.[i] ?? UNKNOWN))))
  }
  return UNKNOWN
}

function logical(op: string, left: Expression, right: Expression, scope: Scope): Value {
  if (op === 'and' || op === 'or') {
    const first = evaluate(left, scope)
    const truth = truthOf(first)
    if (truth === undefined) return UNKNOWN
    return truth === (op === 'and') ? evaluate(right, scope) : first
  }
  return binary(op, evaluate(left, scope), evaluate(right, scope))
}
