import type { Expression, FunctionDef } from '../../formats/python/syntax.ts'
import { type Abstract, either, type Frame, typedAs, UNKNOWN } from './abstract.ts'
import { fieldsOf } from './annotations.ts'
import { callKnown, HARMLESS } from './calls.ts'
import { dottedText, type Meaning } from './project.ts'
import { use, type Walk } from './walk.ts'

/** Helpers that call helpers. */
const MAX_CALLS = 10

export function call(expression: Expression & { kind: 'call' }, frame: Frame, walk: Walk): Abstract {
  if (HARMLESS.test(dottedText(expression.callee))) return shown(expression, frame, walk)
  const callee = walk.parts.evaluate(expression.callee, frame, walk)
  const path = callee.kind === 'meaning' && callee.meaning.kind === 'external' ? callee.meaning.path : ''
  const args = expression.args.map((argument) => walk.parts.evaluate(argument, frame, walk))
  if (callee.kind === 'asked') return callee
  const keywords = new Map<string, Abstract>()
  let spreads = expression.args.some(({ kind }) => kind === 'starred')
  for (const { name, value } of expression.keywords) {
    const result = walk.parts.evaluate(value, frame, walk)
    if (name === null) {
      use(result)
      spreads = true
    } else keywords.set(name, result)
  }
  if (!spreads) {
    const target = functionOf(callee)
    if (target !== undefined && frame.depth < MAX_CALLS) return inline(target, args, keywords, frame, walk)
    if (callee.kind === 'lambda' && frame.depth < MAX_CALLS) return callLambda(callee, args, frame.depth, walk)
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

/** What is only shown or measured is not used, but the keys that it takes are read. */
function shown(expression: Expression & { kind: 'call' }, frame: Frame, walk: Walk): Abstract {
  const before = walk.showing
  walk.showing = true
  for (const argument of [...expression.args, ...expression.keywords.map(({ value }) => value)]) walk.parts.evaluate(argument, frame, walk)
  walk.showing = before
  return dottedText(expression.callee) === 'len' ? typedAs('int64', []) : UNKNOWN
}

/** A lambda, with the names around the place where it stands. */
export function callLambda(lambda: Abstract & { kind: 'lambda' }, args: readonly Abstract[], depth: number, walk: Walk): Abstract {
  const locals = new Map(lambda.frame.locals)
  for (const [i, parameter] of lambda.parameters.entries()) locals.set(parameter.name, args[i] ?? UNKNOWN)
  return walk.parts.evaluate(lambda.body, { ...lambda.frame, locals, depth: depth + 1 }, walk)
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
      const fallback =
        parameter.default === null ? UNKNOWN : walk.parts.evaluate(parameter.default, { scope, locals: new Map(), depth: frame.depth + 1 }, walk)
      locals.set(parameter.name, positional ?? keywords.get(parameter.name) ?? fallback)
    }
  }
  const { values, yields, falls } = walk.parts.walkFunction(node, { scope, locals, depth: frame.depth + 1 }, walk)
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
