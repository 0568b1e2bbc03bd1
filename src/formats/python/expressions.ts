import type { Concrete } from './concrete.ts'
import { literalParts, numberLiteral, unescaped } from './literals.ts'
import { MAX_DEPTH, operation } from './operators.ts'
import type { Source } from './parse.ts'
import type { Comprehension, Expression, Keyword, Parameter, Slice } from './syntax.ts'

/** The concrete node of an expression as syntax. Never throws: what it doesn't know is `unknown`. */
export function toExpression(node: Concrete | undefined, source: Source, depth: number): Expression {
  const line = node === undefined ? 1 : source.lineOf(node.from)
  if (node === undefined || depth > MAX_DEPTH) return { kind: 'unknown', line }
  const read = READERS[node.type]
  return read === undefined ? { kind: 'unknown', line } : read(node, source, depth + 1, line)
}

type Reader = (node: Concrete, source: Source, depth: number, line: number) => Expression

/** One row per node type of @lezer/python 1.1.19's grammar that is an expression. */
const READERS: Readonly<Record<string, Reader>> = {
  VariableName: (node, { text }, _, line) => {
    const id = text.slice(node.from, node.to)
    return id === 'yield' ? { kind: 'yield', value: null, line } : { kind: 'name', id, line }
  },
  Number: (node, { text }, _, line) => ({ kind: 'number', ...numberLiteral(text.slice(node.from, node.to)), line }),
  Boolean: (node, { text }, _, line) => ({ kind: 'constant', value: text.slice(node.from, node.to) === 'True', line }),
  None: (_node, _source, _depth, line) => ({ kind: 'constant', value: null, line }),
  Ellipsis: (_node, _source, _depth, line) => ({ kind: 'constant', value: '...', line }),
  String: (node, source, depth) => strings([node], source, depth),
  FormatString: (node, source, depth) => strings([node], source, depth),
  ContinuedString: (node, source, depth) => strings(node.children, source, depth),
  ParenthesizedExpression: (node, source, depth) => element(inner(node), source, depth),
  TupleExpression: (node, source, depth, line) => ({ kind: 'tuple', elements: elementsOf(inner(node), source, depth), line }),
  ArrayExpression: (node, source, depth, line) => ({ kind: 'list', elements: elementsOf(inner(node), source, depth), line }),
  SetExpression: (node, source, depth, line) => ({ kind: 'set', elements: elementsOf(inner(node), source, depth), line }),
  DictionaryExpression: dictionary,
  ComprehensionExpression: (node, source, depth) => comprehension('generator', inner(node), source, depth),
  ArrayComprehensionExpression: (node, source, depth) => comprehension('list', inner(node), source, depth),
  SetComprehensionExpression: (node, source, depth) => comprehension('set', inner(node), source, depth),
  DictionaryComprehensionExpression: (node, source, depth) => comprehension('dict', inner(node), source, depth),
  CallExpression: call,
  MemberExpression: member,
  BinaryExpression: operators,
  UnaryExpression: operators,
  AwaitExpression: operators,
  ConditionalExpression: ({ children }, source, depth, line) => ({
    kind: 'conditional',
    body: toExpression(children[0], source, depth),
    test: toExpression(children[2], source, depth),
    otherwise: toExpression(children[4], source, depth),
    line,
  }),
  LambdaExpression: lambda,
  NamedExpression: ({ children }, source, depth, line) => ({
    kind: 'named',
    target: toExpression(children[0], source, depth),
    value: toExpression(children[2], source, depth),
    line,
  }),
  YieldExpression: (node, source, depth) => yielded(node, source, depth),
}

function operators(node: Concrete, source: Source, depth: number, line: number): Expression {
  return operation(node, source, line, (operand) => toExpression(operand, source, depth))
}

/** Without the brackets that a node begins and ends with. */
const inner = ({ children }: Concrete): readonly Concrete[] => {
  const open = /^[([{]$/.test(children[0]?.type ?? '') ? 1 : 0
  const last = children[children.length - 1]
  return children.slice(open, last !== undefined && /^[)\]}]$/.test(last.type) ? children.length - 1 : children.length)
}

/** Pieces between separators; empty pieces (a trailing comma) are dropped. */
export function separated(nodes: readonly Concrete[], separator = ','): readonly (readonly Concrete[])[] {
  const groups: Concrete[][] = [[]]
  for (const node of nodes) {
    if (node.type === separator) groups.push([])
    else groups[groups.length - 1]?.push(node)
  }
  return groups.filter((group) => group.length > 0)
}

/** An element of a display, argument list or expression list: an expression, or `*expression`. */
export function element(nodes: readonly Concrete[], source: Source, depth: number): Expression {
  const [first, second] = nodes
  if (first?.type === '*') return { kind: 'starred', value: toExpression(second, source, depth), line: source.lineOf(first.from) }
  if (second !== undefined) return { kind: 'unknown', line: source.lineOf(first?.from ?? 0) }
  return toExpression(first, source, depth)
}

const elementsOf = (nodes: readonly Concrete[], source: Source, depth: number): readonly Expression[] =>
  separated(nodes).map((group) => element(group, source, depth))

/** `a`, or `a, b` (a tuple), or `a,` (a tuple as well). */
export function expressionList(nodes: readonly Concrete[], source: Source, depth: number): Expression {
  const elements = elementsOf(nodes, source, depth)
  const [first] = elements
  if (first !== undefined && !nodes.some(({ type }) => type === ',')) return first
  return { kind: 'tuple', elements, line: source.lineOf(nodes[0]?.from ?? 0) }
}

/** Adjacent literals are one; an f-string without a replacement is a string. */
function strings(nodes: readonly Concrete[], source: Source, depth: number): Expression {
  const line = source.lineOf(nodes[0]?.from ?? 0)
  const parts: (string | Expression)[] = []
  let bytes = false
  const push = (text: string) => {
    const last = parts.length - 1
    const before = parts[last]
    if (typeof before === 'string') parts[last] = before + text
    else parts.push(text)
  }
  for (const node of nodes) {
    const literal = source.text.slice(node.from, node.to)
    const form = literalParts(literal)
    bytes ||= form.bytes
    let from = form.from
    for (const hole of node.children.filter(({ type }) => type === 'FormatReplacement')) {
      push(plain(literal.slice(from, hole.from - node.from), form))
      parts.push(
        toExpression(
          hole.children.find(({ type }) => READERS[type] !== undefined),
          source,
          depth,
        ),
      )
      from = hole.to - node.from
    }
    push(plain(literal.slice(from, form.to), form))
  }
  const [only = ''] = parts
  if (parts.length > 1 || typeof only !== 'string') return { kind: 'format', parts: parts.filter((part) => part !== ''), line }
  return { kind: bytes ? 'bytes' : 'string', value: only, line }
}

const plain = (content: string, form: ReturnType<typeof literalParts>): string =>
  unescaped(form.format ? content.replaceAll('{{', '{').replaceAll('}}', '}') : content, form)

function dictionary(node: Concrete, source: Source, depth: number, line: number): Expression {
  const entries = separated(inner(node)).map((group) => {
    const [first, second, third] = group
    return first?.type === '**'
      ? { key: null, value: toExpression(second, source, depth) }
      : { key: toExpression(first, source, depth), value: toExpression(third, source, depth) }
  })
  return { kind: 'dict', entries, line }
}

/** `element for target in iterable if …`, several clauses in a row. Of conditions only their presence is kept. */
function comprehension(of: Comprehension['of'], nodes: readonly Concrete[], source: Source, depth: number): Expression {
  const start = nodes.findIndex(({ type }) => type === 'for' || type === 'async')
  const head = nodes.slice(0, start)
  const colon = head.findIndex(({ type }) => type === ':')
  const line = source.lineOf(nodes[0]?.from ?? 0)
  const clauses = separated(nodes.slice(start), 'for')
    .filter((group) => group.some(({ type }) => type === 'in'))
    .map((group) => {
      const at = group.findIndex(({ type }) => type === 'in')
      const condition = group.findIndex(({ type }) => type === 'if')
      return {
        target: expressionList(group.slice(0, at), source, depth),
        filtered: condition >= 0,
        iterable: expressionList(
          group.slice(at + 1, condition < 0 ? group.length : condition).filter(({ type }) => type !== 'async'),
          source,
          depth,
        ),
      }
    })
  return {
    kind: 'comprehension',
    of,
    element: element(colon < 0 ? head : head.slice(0, colon), source, depth),
    value: colon < 0 ? null : element(head.slice(colon + 1), source, depth),
    clauses,
    line,
  }
}

function call(node: Concrete, source: Source, depth: number, line: number): Expression {
  const [callee, list] = node.children
  const { args, keywords } = argumentsOf(list, source, depth)
  return { kind: 'call', callee: toExpression(callee, source, depth), args, keywords, line }
}

/** Arguments of a call or bases of a class. */
export function argumentsOf(
  list: Concrete | undefined,
  source: Source,
  depth: number,
): { readonly args: readonly Expression[]; readonly keywords: readonly Keyword[] } {
  const nodes = list === undefined ? [] : inner(list)
  // a generator without parentheses is the only argument
  if (nodes.some(({ type }) => type === 'for')) return { args: [comprehension('generator', nodes, source, depth)], keywords: [] }
  const args: Expression[] = []
  const keywords: Keyword[] = []
  for (const group of separated(nodes)) {
    const [first, second, third] = group
    const operator = second?.type === 'AssignOp' ? source.text.slice(second.from, second.to) : undefined
    if (first?.type === '**') keywords.push({ name: null, value: toExpression(second, source, depth) })
    else if (operator === '=' && first !== undefined)
      keywords.push({ name: source.text.slice(first.from, first.to), value: toExpression(third, source, depth) })
    else if (operator === ':=') args.push(toExpression(third, source, depth))
    else args.push(element(group, source, depth))
  }
  return { args, keywords }
}

/** `object.name` or `object[index]`. */
function member({ children }: Concrete, source: Source, depth: number, line: number): Expression {
  const [object, mark] = children
  const last = children[children.length - 1]
  if (mark?.type !== '[') {
    const name = last?.type === 'PropertyName' ? source.text.slice(last.from, last.to) : ''
    return name === '' ? { kind: 'unknown', line } : { kind: 'attribute', object: toExpression(object, source, depth), name, line }
  }
  const items = children.slice(2, last?.type === ']' ? children.length - 1 : children.length)
  const parts = separated(items).map((group) =>
    group.some(({ type }) => type === ':') ? slice(group, source, depth) : element(group, source, depth),
  )
  const [only] = parts
  const index: Expression = only !== undefined && !items.some(({ type }) => type === ',') ? only : { kind: 'tuple', elements: parts, line }
  return { kind: 'subscript', object: toExpression(object, source, depth), index, line }
}

function slice(nodes: readonly Concrete[], source: Source, depth: number): Slice {
  const bounds: (Expression | null)[] = [null]
  for (const node of nodes) {
    if (node.type === ':') bounds.push(null)
    else bounds[bounds.length - 1] = toExpression(node, source, depth)
  }
  const [lower = null, upper = null, step = null] = bounds
  return { kind: 'slice', lower, upper, step, line: source.lineOf(nodes[0]?.from ?? 0) }
}

function lambda({ children }: Concrete, source: Source, depth: number, line: number): Expression {
  const list = children.find(({ type }) => type === 'ParamList')
  return { kind: 'lambda', parameters: parametersOf(list, source, depth), body: toExpression(children[children.length - 1], source, depth), line }
}

/** `yield`, `yield a, b`, `yield from a`: as a statement or in parentheses. */
export function yielded({ children, from }: Concrete, source: Source, depth: number): Expression {
  const rest = children.filter(({ type }) => type !== 'yield')
  const delegated = rest[0]?.type === 'from'
  const operands = delegated ? rest.slice(1) : rest
  return {
    kind: delegated ? 'yield-from' : 'yield',
    value: operands.length === 0 ? null : expressionList(operands, source, depth),
    line: source.lineOf(from),
  }
}

/** Parameters of a function or lambda. Source: Python language reference, 8.7 Function definitions. */
export function parametersOf(list: Concrete | undefined, source: Source, depth: number): readonly Parameter[] {
  const parameters: Parameter[] = []
  let kind: Parameter['kind'] = 'positional'
  for (const group of separated(list === undefined ? [] : inner(list))) {
    const [first] = group
    const name = group.find(({ type }) => type === 'VariableName')
    if (first?.type === '*' || first?.type === '**') {
      const starred = first.type === '*' ? 'args' : 'kwargs'
      kind = 'keyword-only'
      if (name !== undefined) parameters.push(parameterOf(name, starred, group, source, depth))
    } else if (name !== undefined) parameters.push(parameterOf(name, kind, group, source, depth))
  }
  const slash = slashOf(list, source)
  return parameters.map((parameter, i) => (i < slash ? { ...parameter, kind: 'positional-only' } : parameter))
}

/** How many parameters stand before `/`, which has no node of its own: it is all there is between two commas. */
function slashOf(list: Concrete | undefined, source: Source): number {
  const children = list?.children ?? []
  const at = children.findIndex(({ type, from }, i) => {
    const before = children[i - 1]
    if (before?.type !== ',' || (type !== ',' && type !== ')')) return false
    return /^\s*\/\s*$/.test(source.text.slice(before.to, from).replace(/#[^\r\n]*/g, ''))
  })
  return at < 0 ? 0 : children.slice(0, at).filter(({ type }) => type === ',').length
}

function parameterOf(name: Concrete, kind: Parameter['kind'], group: readonly Concrete[], source: Source, depth: number): Parameter {
  const annotation = group.find(({ type }) => type === 'TypeDef')
  const equals = group.findIndex(({ type }) => type === 'AssignOp')
  return {
    name: source.text.slice(name.from, name.to),
    kind,
    annotation: annotation === undefined ? null : toExpression(annotation.children[annotation.children.length - 1], source, depth),
    default: equals < 0 ? null : toExpression(group[equals + 1], source, depth),
    line: source.lineOf(name.from),
  }
}
