import type { Concrete } from './concrete.ts'
import { argumentsOf, element, expressionList, parametersOf, separated, toExpression, yielded } from './expressions.ts'
import { MAX_DEPTH } from './operators.ts'
import type { Source } from './parse.ts'
import type { Expression, Statement, Try, With } from './syntax.ts'

/** The statements among nodes, in order; places that could not be read become `unknown`. */
export function toStatements(nodes: readonly Concrete[], source: Source, depth: number): readonly Statement[] {
  return nodes.flatMap((node): readonly Statement[] => {
    if (node.type === 'StatementGroup') return toStatements(node.children, source, depth)
    if (node.type === ';' || node.type === ':') return []
    const line = source.lineOf(node.from)
    const read = depth > MAX_DEPTH ? undefined : READERS[node.type]
    return [read === undefined ? { kind: 'unknown', line } : read(node, source, depth + 1, line)]
  })
}

type Reader = (node: Concrete, source: Source, depth: number, line: number) => Statement

/** One row per node type of @lezer/python 1.1.19's grammar that is a statement. */
const READERS: Readonly<Record<string, Reader>> = {
  FunctionDefinition: (node, source, depth, line) => definition(node, [], source, depth, line),
  ClassDefinition: (node, source, depth, line) => definition(node, [], source, depth, line),
  DecoratedStatement: ({ children }, source, depth, line) => {
    const decorators = children.filter(({ type }) => type === 'Decorator').map((node) => decorator(node, source, depth))
    const defined = children.find(({ type }) => type === 'FunctionDefinition' || type === 'ClassDefinition')
    return defined === undefined ? { kind: 'unknown', line } : definition(defined, decorators, source, depth, source.lineOf(defined.from))
  },
  AssignStatement: assignment,
  UpdateStatement: ({ children }, source, depth, line) => {
    const at = children.findIndex(({ type }) => type === 'UpdateOp')
    const operator = children[at]
    return {
      kind: 'augmented',
      target: expressionList(children.slice(0, at), source, depth),
      op: operator === undefined ? '' : source.text.slice(operator.from, operator.to - 1),
      value: expressionList(children.slice(at + 1), source, depth),
      line,
    }
  },
  ExpressionStatement: ({ children }, source, depth, line) => ({ kind: 'expression', value: expressionList(children, source, depth), line }),
  YieldStatement: (node, source, depth, line) => ({ kind: 'expression', value: yielded(node, source, depth), line }),
  PrintStatement: (_node, _source, _depth, line) => ({ kind: 'pass', line }),
  ReturnStatement: ({ children }, source, depth, line) => {
    const rest = children.slice(1)
    return { kind: 'return', value: rest.length === 0 ? null : expressionList(rest, source, depth), line }
  },
  RaiseStatement: ({ children }, source, depth, line) => ({
    kind: 'raise',
    exception: children[1] === undefined ? null : toExpression(children[1], source, depth),
    line,
  }),
  DeleteStatement: (node, source, depth, line) => ({ kind: 'delete', operands: operands(node, source, depth), line }),
  ScopeStatement: (node, source, depth, line) => ({ kind: 'scope', operands: operands(node, source, depth), line }),
  AssertStatement: (node, source, depth, line) => ({ kind: 'assert', operands: operands(node, source, depth), line }),
  PassStatement: (_node, _source, _depth, line) => ({ kind: 'pass', line }),
  BreakStatement: (_node, _source, _depth, line) => ({ kind: 'break', line }),
  ContinueStatement: (_node, _source, _depth, line) => ({ kind: 'continue', line }),
  ImportStatement: imported,
  IfStatement: ({ children }, source, depth, line) => conditional(children, source, depth, line),
  ForStatement: ({ children }, source, depth, line) => {
    const start = children.findIndex(({ type }) => type === 'for')
    const at = children.findIndex(({ type }) => type === 'in')
    const body = children.findIndex(({ type }) => type === 'Body')
    return {
      kind: 'for',
      target: expressionList(children.slice(start + 1, at), source, depth),
      iterable: expressionList(children.slice(at + 1, body), source, depth),
      body: block(children[body], source, depth),
      otherwise: block(after(children, 'else'), source, depth),
      line,
    }
  },
  WhileStatement: ({ children }, source, depth, line) => ({
    kind: 'while',
    test: toExpression(children[1], source, depth),
    body: block(
      children.find(({ type }) => type === 'Body'),
      source,
      depth,
    ),
    otherwise: block(after(children, 'else'), source, depth),
    line,
  }),
  TryStatement: attempt,
  WithStatement: ({ children }, source, depth, line) => {
    const start = children.findIndex(({ type }) => type === 'with')
    const body = children.findIndex(({ type }) => type === 'Body')
    const items = withItems(children.slice(start + 1, body), source, depth)
    return { kind: 'with', items, body: block(children[body], source, depth), line }
  },
  MatchStatement: ({ children }, source, depth, line) => {
    const clauses = children.find(({ type }) => type === 'MatchBody')?.children.filter(({ type }) => type === 'MatchClause') ?? []
    return {
      kind: 'match',
      subject: toExpression(children[1], source, depth),
      cases: clauses.map((clause) =>
        block(
          clause.children.find(({ type }) => type === 'Body'),
          source,
          depth,
        ),
      ),
      line,
    }
  },
}

const block = (body: Concrete | undefined, source: Source, depth: number): readonly Statement[] =>
  body === undefined ? [] : toStatements(body.children, source, depth)

const operands = ({ children }: Concrete, source: Source, depth: number): readonly Expression[] =>
  separated(children.slice(1)).map((group) => element(group, source, depth))

/** The block behind a keyword of a compound statement. */
function after(children: readonly Concrete[], keyword: string): Concrete | undefined {
  const at = children.findIndex(({ type }) => type === keyword)
  return at < 0 ? undefined : children[at + 1]
}

/** `@a.b(c)`: the grammar gives dotted names as a row of names. */
function decorator({ children }: Concrete, source: Source, depth: number): Expression {
  const names = children.filter(({ type }) => type === 'VariableName')
  const line = source.lineOf(children[0]?.from ?? 0)
  const [first, ...rest] = names.map(({ from, to }) => source.text.slice(from, to))
  if (first === undefined) return { kind: 'unknown', line }
  const path = rest.reduce<Expression>((object, name) => ({ kind: 'attribute', object, name, line }), { kind: 'name', id: first, line })
  const list = children.find(({ type }) => type === 'ArgList')
  return list === undefined ? path : { kind: 'call', callee: path, ...argumentsOf(list, source, depth), line }
}

function definition(node: Concrete, decorators: readonly Expression[], source: Source, depth: number, line: number): Statement {
  const { children, type, damaged } = node
  const named = children.find(({ type }) => type === 'VariableName')
  if (named === undefined) return { kind: 'unknown', line }
  const name = source.text.slice(named.from, named.to)
  const body = block(
    children.find(({ type }) => type === 'Body'),
    source,
    depth,
  )
  if (type === 'ClassDefinition') {
    const { args, keywords } = argumentsOf(
      children.find(({ type }) => type === 'ArgList'),
      source,
      depth,
    )
    return { kind: 'class', name, decorators, bases: args, keywords, body, line }
  }
  const returns = children.find(({ type }) => type === 'TypeDef')
  return {
    kind: 'function',
    name,
    async: children[0]?.type === 'async',
    decorators,
    parameters: parametersOf(
      children.find(({ type }) => type === 'ParamList'),
      source,
      depth,
    ),
    returns: returns === undefined ? null : toExpression(returns.children[returns.children.length - 1], source, depth),
    body,
    damaged,
    line,
  }
}

/** `a as b, c`, also in parentheses. The commas that stand for `as` (grammar-gaps.ts) join an item with its target. */
function withItems(nodes: readonly Concrete[], source: Source, depth: number): With['items'] {
  const [only, more] = nodes
  if (only?.type === 'TupleExpression' && more === undefined) return withItems(only.children.slice(1, -1), source, depth)
  const groups: Concrete[][] = [[]]
  const targets: (Concrete | undefined)[] = []
  let target = false
  for (const node of nodes) {
    const separator = node.type === ','
    if (separator && source.text.startsWith('as', node.from)) target = true
    else if (separator) {
      groups.push([])
      target = false
    } else if (target) targets[groups.length - 1] = node
    else groups[groups.length - 1]?.push(node)
  }
  return groups.flatMap((group, i) =>
    group.length === 0
      ? []
      : [{ context: element(group, source, depth), target: targets[i] === undefined ? null : toExpression(targets[i], source, depth) }],
  )
}

/** `a = b = value`, `a: T = value`, `a: T`. */
function assignment({ children }: Concrete, source: Source, depth: number, line: number): Statement {
  const typed = children.find(({ type }) => type === 'TypeDef')
  const groups: Concrete[][] = [[]]
  for (const child of children) {
    if (child.type === 'AssignOp') groups.push([])
    else if (child !== typed) groups[groups.length - 1]?.push(child)
  }
  const lists = groups.map((group) => {
    const [first] = group
    return first?.type === 'YieldExpression' ? yielded(first, source, depth) : expressionList(group, source, depth)
  })
  const [target] = lists
  if (target === undefined) return { kind: 'unknown', line }
  const value = lists.length > 1 ? lists[lists.length - 1] : undefined
  if (typed !== undefined) {
    const annotation = toExpression(typed.children[typed.children.length - 1], source, depth)
    return { kind: 'annotated', target, annotation, value: value ?? null, line }
  }
  return value === undefined ? { kind: 'unknown', line } : { kind: 'assign', targets: lists.slice(0, -1), value, line }
}

/** The grammar gives `a.b` as a row of names and dots. */
function imported({ children }: Concrete, source: Source, _depth: number, line: number): Statement {
  const text = ({ from, to }: Concrete): string => source.text.slice(from, to)
  const dotted = (nodes: readonly Concrete[]): string =>
    nodes
      .filter(({ type }) => type === 'VariableName')
      .map(text)
      .join('.')
  const at = children.findIndex(({ type }) => type === 'import')
  const names = separated(children.slice(at + 1).filter(({ type }) => type !== '(' && type !== ')')).map((group) => {
    const as = group.findIndex(({ type }) => type === 'as')
    const alias = as < 0 ? undefined : group[as + 1]
    return { name: group[0]?.type === '*' ? '*' : dotted(as < 0 ? group : group.slice(0, as)), as: alias === undefined ? null : text(alias) }
  })
  if (children[0]?.type !== 'from') return { kind: 'import', names: names.map(({ name, as }) => ({ module: name, as })), line }
  const origin = children.slice(1, at)
  const firstName = origin.findIndex(({ type }) => type === 'VariableName')
  const dots = firstName < 0 ? origin : origin.slice(0, firstName)
  return {
    kind: 'import-from',
    module: dotted(origin),
    level: dots.reduce((sum, node) => sum + (/^\.+$/.test(text(node)) ? node.to - node.from : 0), 0),
    names,
    line,
  }
}

/** `if a: … elif b: … else: …`: each `elif` is an `if` alone in the `else` before it. */
function conditional(children: readonly Concrete[], source: Source, depth: number, line: number): Statement {
  const next = children.findIndex(({ type }, i) => i > 0 && (type === 'elif' || type === 'else'))
  const own = next < 0 ? children : children.slice(0, next)
  const rest = next < 0 ? [] : children.slice(next)
  const [keyword] = rest
  const otherwise =
    keyword === undefined
      ? []
      : keyword.type === 'else' || depth > MAX_DEPTH
        ? block(rest[1], source, depth)
        : [conditional(rest, source, depth + 1, source.lineOf(keyword.from))]
  return {
    kind: 'if',
    test: toExpression(own[1], source, depth),
    body: block(
      own.find(({ type }) => type === 'Body'),
      source,
      depth,
    ),
    otherwise,
    line,
  }
}

function attempt({ children }: Concrete, source: Source, depth: number, line: number): Statement {
  const handlers = children.flatMap((child, i): Try['handlers'] => {
    if (child.type !== 'except') return []
    const end = children.findIndex(({ type }, j) => j > i && type === 'Body')
    const head = children.slice(i + 1, end < 0 ? children.length : end).filter(({ type }) => type !== '*')
    const named = head[head.length - 1]
    const name = head.length > 1 && named?.type === 'VariableName' ? source.text.slice(named.from, named.to) : null
    return [{ type: head[0] === undefined ? null : toExpression(head[0], source, depth), name, body: block(children[end], source, depth) }]
  })
  return {
    kind: 'try',
    body: block(
      children.find(({ type }) => type === 'Body'),
      source,
      depth,
    ),
    handlers,
    otherwise: block(after(children, 'else'), source, depth),
    final: block(after(children, 'finally'), source, depth),
    line,
  }
}
