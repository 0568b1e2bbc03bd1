import type { ClassDefinition, Expression, FunctionDefinition, Keyword, Parameter, Statement } from './syntax.ts'
import { notCode, type Token, tokenize } from './tokens.ts'

/** Expressions within expressions: the printer breaks long ones into lines; calls nest some dozens deep. */
const MAX_DEPTH = 200

/** What a parser reads from: one token of lookahead. */
interface Reader {
  peek(): Token
  next(): Token
  /** Takes the next token if it is this word or operator. */
  take(text: string): boolean
  expect(text: string): void
  fail(what: string): Error
  depth: number
}

/**
 * Statements of one source file of an archive.
 * @throws UserError `corrupt` with the line of what is no TorchScript
 */
export function parseCode(text: string, file: string): readonly Statement[] {
  const reader = readerOver(tokenize(text, file), file)
  const statements: Statement[] = []
  while (reader.peek().kind !== 'end') {
    if (reader.peek().kind === 'newline') reader.next()
    else statements.push(statement(reader))
  }
  return statements
}

/** One expression that stands alone: the types of bytecode and of pickled containers. */
export function parseExpression(text: string, file: string): Expression {
  return expression(readerOver(tokenize(text, file), file))
}

function readerOver(tokens: readonly Token[], file: string): Reader {
  let at = 0
  const end: Token = { kind: 'end', text: '', line: tokens.at(-1)?.line ?? 1 }
  const peek = (): Token => tokens[at] ?? end
  const fail = (what: string): Error => notCode(file, peek().line, what)
  const is = (token: Token, text: string): boolean => (token.kind === 'name' || token.kind === 'operator') && token.text === text
  return {
    depth: 0,
    peek,
    fail,
    next() {
      const token = peek()
      at++
      return token
    },
    take(text) {
      if (!is(peek(), text)) return false
      at++
      return true
    },
    expect(text) {
      if (!is(peek(), text)) throw fail(`${JSON.stringify(text)} is missing before ${JSON.stringify(peek().text)}`)
      at++
    },
  }
}

// ------------------------------------------------------------------------------------------------------------ statements

function statement(reader: Reader): Statement {
  const token = reader.peek()
  if (token.kind === 'name') {
    const compound = COMPOUND[token.text]
    if (compound !== undefined && Object.hasOwn(COMPOUND, token.text)) {
      reader.next()
      return compound(reader)
    }
  }
  const simple = simpleStatement(reader)
  endOfLine(reader)
  return simple
}

function endOfLine(reader: Reader): void {
  reader.take(';')
  const { kind } = reader.peek()
  if (kind === 'newline') reader.next()
  else if (kind !== 'end' && kind !== 'dedent') throw reader.fail(`${JSON.stringify(reader.peek().text)} is one word too many`)
}

const COMPOUND: Readonly<Record<string, (reader: Reader) => Statement>> = {
  if: ifStatement,
  for(reader) {
    const variables = targets(reader)
    reader.expect('in')
    const over = expression(reader)
    return { kind: 'for', variables, over, body: block(reader) }
  },
  while(reader) {
    const test = expression(reader)
    return { kind: 'while', test, body: block(reader) }
  },
  with(reader) {
    do {
      expression(reader)
      if (reader.take('as')) expression(reader)
    } while (reader.take(','))
    return { kind: 'with', body: block(reader) }
  },
  def: (reader) => ({ kind: 'function', definition: functionDefinition(reader) }),
  class: (reader) => ({ kind: 'class', definition: classDefinition(reader) }),
}

function ifStatement(reader: Reader): Statement {
  const test = expression(reader)
  const yes = block(reader)
  if (reader.take('elif')) return { kind: 'if', test, yes, no: [ifStatement(reader)] }
  return { kind: 'if', test, yes, no: reader.take('else') ? block(reader) : [] }
}

function block(reader: Reader): readonly Statement[] {
  reader.expect(':')
  if (reader.peek().kind !== 'newline') return [statement(reader)]
  reader.next()
  if (reader.peek().kind !== 'indent') return []
  reader.next()
  const body: Statement[] = []
  while (reader.peek().kind !== 'dedent' && reader.peek().kind !== 'end') {
    if (reader.peek().kind === 'newline') reader.next()
    else body.push(statement(reader))
  }
  reader.next()
  return body
}

function simpleStatement(reader: Reader): Statement {
  if (reader.take('pass')) return { kind: 'pass' }
  if (reader.take('return')) return { kind: 'return', value: startsNothing(reader) ? null : tupleOrOne(reader) }
  if (reader.take('raise')) {
    if (!startsNothing(reader)) tupleOrOne(reader)
    return { kind: 'raise' }
  }
  if (reader.take('assert')) {
    const test = expression(reader)
    if (reader.take(',')) expression(reader)
    return { kind: 'assert', test }
  }
  const first = tupleOrOne(reader)
  if (reader.take(':')) {
    const annotation = expression(reader)
    return { kind: 'assign', targets: [first], annotation, value: reader.take('=') ? tupleOrOne(reader) : null }
  }
  if (!reader.take('=')) return { kind: 'expression', value: first }
  return { kind: 'assign', targets: first.kind === 'tuple' ? first.items : [first], annotation: null, value: tupleOrOne(reader) }
}

const startsNothing = (reader: Reader): boolean => ['newline', 'end', 'dedent'].includes(reader.peek().kind)

function targets(reader: Reader): readonly Expression[] {
  const found = [postfix(reader)]
  while (reader.take(',') && reader.peek().text !== 'in') found.push(postfix(reader))
  return found
}

/** `a`, `a, b` or `a, b,`: without brackets. */
function tupleOrOne(reader: Reader): Expression {
  const first = expression(reader)
  if (reader.peek().text !== ',' || reader.peek().kind !== 'operator') return first
  const items = [first]
  while (reader.take(',') && !startsNothing(reader) && reader.peek().text !== '=') items.push(expression(reader))
  return { kind: 'tuple', items }
}

function functionDefinition(reader: Reader): FunctionDefinition {
  const name = identifier(reader)
  reader.expect('(')
  const parameters: Parameter[] = []
  while (!reader.take(')')) {
    if (reader.take('*')) {
      reader.take(',')
      continue
    }
    const parameter = identifier(reader)
    const type = reader.take(':') ? expression(reader) : null
    parameters.push({ name: parameter, type, defaultValue: reader.take('=') ? expression(reader) : null })
    if (!reader.take(',') && reader.peek().text !== ')') throw reader.fail('a list of parameters does not end')
  }
  const returns = reader.take('->') ? expression(reader) : null
  return { name, parameters, returns, body: block(reader) }
}

function classDefinition(reader: Reader): ClassDefinition {
  const name = identifier(reader)
  let base: string | undefined
  if (reader.take('(')) {
    while (!reader.take(')')) {
      const one = expression(reader)
      base ??= one.kind === 'name' ? one.name : undefined
      reader.take(',')
    }
  }
  const fields: Parameter[] = []
  const methods: FunctionDefinition[] = []
  for (const part of block(reader)) {
    if (part.kind === 'function') methods.push(part.definition)
    if (part.kind !== 'assign') continue
    const [target] = part.targets
    if (target?.kind === 'name') fields.push({ name: target.name, type: part.annotation, defaultValue: part.value })
    // __annotations__["0"] = type: attributes whose names are no identifiers
    if (target?.kind === 'subscript' && target.index.kind === 'string') {
      fields.push({ name: target.index.value, type: part.value, defaultValue: null })
    }
  }
  return { name, base, fields, methods }
}

function identifier(reader: Reader): string {
  const token = reader.next()
  if (token.kind !== 'name') throw reader.fail(`${JSON.stringify(token.text)} is no name`)
  return token.text
}

// ------------------------------------------------------------------------------------------------------------ expressions

function expression(reader: Reader): Expression {
  if (++reader.depth > MAX_DEPTH) throw reader.fail('expressions are nested too deeply')
  const value = binary(reader, 0)
  if (!reader.take('if')) {
    reader.depth--
    return value
  }
  const test = binary(reader, 0)
  reader.expect('else')
  const no = expression(reader)
  reader.depth--
  return { kind: 'choice', test, yes: value, no }
}

/** Infix operators, loosest first, and the function of `torch` that each stands for. The printer of today writes the functions. */
const LEVELS: readonly Readonly<Record<string, string>>[] = [
  { or: '__or__' },
  { and: '__and__' },
  { '==': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge', is: '__is__', in: '__contains__' },
  { '|': '__or__', '&': '__and__', '^': '__xor__', '<<': '__lshift__', '>>': '__rshift__' },
  { '+': 'add', '-': 'sub' },
  { '*': 'mul', '/': 'div', '//': 'floordiv', '%': 'remainder', '@': 'matmul' },
]

function binary(reader: Reader, level: number): Expression {
  const operators = LEVELS[level]
  if (operators === undefined) return unary(reader)
  let left = binary(reader, level + 1)
  for (;;) {
    const { kind, text } = reader.peek()
    if ((kind !== 'operator' && kind !== 'name') || !Object.hasOwn(operators, text)) return left
    reader.next()
    const negated = text === 'is' && reader.take('not')
    const right = binary(reader, level + 1)
    const [first, second] = text === 'in' ? [right, left] : [left, right]
    left = torchCall(negated ? '__isnot__' : (operators[text] ?? text), [first, second])
  }
}

function unary(reader: Reader): Expression {
  if (++reader.depth > MAX_DEPTH) throw reader.fail('expressions are nested too deeply')
  const made = signed(reader)
  reader.depth--
  return made
}

function signed(reader: Reader): Expression {
  if (reader.take('not')) return torchCall('__not__', [unary(reader)])
  if (reader.take('~')) return torchCall('bitwise_not', [unary(reader)])
  if (reader.take('+')) return unary(reader)
  if (reader.take('-')) {
    const value = unary(reader)
    return value.kind === 'int' || value.kind === 'float' ? { kind: value.kind, value: -value.value } : torchCall('neg', [value])
  }
  const base = postfix(reader)
  return reader.take('**') ? torchCall('pow', [base, unary(reader)]) : base
}

const torchCall = (name: string, args: readonly Expression[]): Expression => ({
  kind: 'call',
  of: { kind: 'attribute', of: { kind: 'name', name: 'torch' }, name },
  args,
  keywords: [],
})

function postfix(reader: Reader): Expression {
  let value = atom(reader)
  for (;;) {
    if (reader.take('.')) value = { kind: 'attribute', of: value, name: identifier(reader) }
    else if (reader.take('(')) value = { kind: 'call', of: value, ...argumentList(reader) }
    else if (reader.take('[')) value = subscript(reader, value)
    else return value
  }
}

function argumentList(reader: Reader): { readonly args: readonly Expression[]; readonly keywords: readonly Keyword[] } {
  const args: Expression[] = []
  const keywords: Keyword[] = []
  while (!reader.take(')')) {
    const value = expression(reader)
    if (value.kind === 'name' && reader.take('=')) keywords.push({ name: value.name, value: expression(reader) })
    else args.push(value)
    if (!reader.take(',') && reader.peek().text !== ')') throw reader.fail('a list of arguments does not end')
  }
  return { args, keywords }
}

/** `x[i]`, `Tuple[int, str]`, `Tuple[()]`; `x[a:b]` of old files is torch.slice. */
function subscript(reader: Reader, of: Expression): Expression {
  const bound = (): Expression => ([':', ']'].includes(reader.peek().text) ? { kind: 'none' } : expression(reader))
  const first = bound()
  if (reader.take(':')) {
    const end = bound()
    const step: Expression = reader.take(':') ? bound() : { kind: 'none' }
    reader.expect(']')
    return torchCall('slice', [of, { kind: 'int', value: 0 }, first, end, step.kind === 'none' ? { kind: 'int', value: 1 } : step])
  }
  if (reader.take(']')) return { kind: 'subscript', of, index: first }
  const items = [first]
  while (reader.take(',') && reader.peek().text !== ']') items.push(expression(reader))
  reader.expect(']')
  return { kind: 'subscript', of, index: { kind: 'tuple', items } }
}

const CONSTANT_NAMES: Readonly<Record<string, Expression>> = {
  None: { kind: 'none' },
  True: { kind: 'bool', value: true },
  False: { kind: 'bool', value: false },
  inf: { kind: 'float', value: Number.POSITIVE_INFINITY },
  nan: { kind: 'float', value: Number.NaN },
}

function atom(reader: Reader): Expression {
  const token = reader.next()
  switch (token.kind) {
    case 'name':
      return Object.hasOwn(CONSTANT_NAMES, token.text) ? (CONSTANT_NAMES[token.text] ?? { kind: 'none' }) : { kind: 'name', name: token.text }
    case 'int':
    case 'float':
      return { kind: token.kind, value: Number.parseFloat(token.text) }
    case 'string': {
      let value = token.text
      while (reader.peek().kind === 'string') value += reader.next().text
      return { kind: 'string', value }
    }
    case 'operator':
      if (token.text === '(') return bracketed(reader, ')')
      if (token.text === '[') return bracketed(reader, ']')
      if (token.text === '{') return dict(reader)
      break
    default:
  }
  throw reader.fail(`${JSON.stringify(token.text)} begins no expression`)
}

function bracketed(reader: Reader, close: ')' | ']'): Expression {
  const items: Expression[] = []
  let commas = 0
  while (!reader.take(close)) {
    items.push(expression(reader))
    if (reader.take(',')) commas++
    else if (reader.peek().text !== close) throw reader.fail('a bracket does not close')
  }
  const [only] = items
  if (close === ')' && only !== undefined && items.length === 1 && commas === 0) return only
  return { kind: close === ')' ? 'tuple' : 'list', items }
}

function dict(reader: Reader): Expression {
  const pairs: [Expression, Expression][] = []
  while (!reader.take('}')) {
    const key = expression(reader)
    reader.expect(':')
    pairs.push([key, expression(reader)])
    if (!reader.take(',') && reader.peek().text !== '}') throw reader.fail('a dict does not close')
  }
  return { kind: 'dict', pairs }
}
