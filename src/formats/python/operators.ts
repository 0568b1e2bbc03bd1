import type { Concrete } from './concrete.ts'
import type { Source } from './parse.ts'
import type { Expression } from './syntax.ts'

/** How tightly operators bind; comparisons chain to the left. Source: Python language reference, 6.17 Operator precedence. */
const BINARY: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  in: 4,
  'not in': 4,
  is: 4,
  'is not': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  '<>': 4,
  '|': 5,
  '^': 6,
  '&': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '@': 10,
  '/': 10,
  '//': 10,
  '%': 10,
  '**': 12,
}
const PREFIX: Readonly<Record<string, number>> = { not: 3, '-': 11, '+': 11, '~': 11, await: 13 }
const POWER = 12
/** What stands right of `**` may have a sign: `2 ** -1`. */
const SIGNED = 11

/** Node types whose children are operands and operators. The grammar's own nesting of them is not Python's (`not a or b`): the row of tokens is read anew. */
export const OPERATOR_NODES: ReadonlySet<string> = new Set(['BinaryExpression', 'UnaryExpression', 'AwaitExpression'])

/**
 * Nesting of one expression or block. Left-nested chains (`"a" + "b" + …`, `x.a().b()`) nest too: CPython's own parser stops at 6,000 frames,
 * and people's chains at some dozens. Deeper is `unknown`.
 */
export const MAX_DEPTH = 400

/** An expression of operators, whose operands `read` reads. A chain longer than MAX_DEPTH nests too deep and is `unknown`. */
export function operation(node: Concrete, source: Source, line: number, read: (operand: Concrete) => Expression): Expression {
  const row = flattened(node)
  let at = 0
  const text = (token: Concrete | undefined): string => (token === undefined ? '' : source.text.slice(token.from, token.to))

  const operatorAt = (): { readonly op: string; readonly tokens: number } => {
    const first = text(row[at])
    const pair = `${first} ${text(row[at + 1])}`
    return pair === 'not in' || pair === 'is not' ? { op: pair, tokens: 2 } : { op: first, tokens: 1 }
  }
  const operand = (nesting: number): Expression => {
    const token = row[at]
    at++
    const prefix = token !== undefined && isOperator(token) ? PREFIX[text(token)] : undefined
    if (token === undefined || nesting > MAX_DEPTH) return { kind: 'unknown', line }
    if (prefix === undefined) return read(token)
    const inner = climb(prefix, nesting + 1)
    const start = source.lineOf(token.from)
    return token.type === 'await' ? { kind: 'await', value: inner, line: start } : { kind: 'unary', op: text(token), operand: inner, line: start }
  }
  const climb = (least: number, nesting: number): Expression => {
    let left = operand(nesting)
    for (let length = nesting; at < row.length; length++) {
      const { op, tokens } = operatorAt()
      const binding = BINARY[op]
      if (binding === undefined || binding < least) return left
      if (length > MAX_DEPTH) return { kind: 'unknown', line }
      at += tokens
      const right = climb(binding === POWER ? SIGNED : binding + 1, nesting + 1)
      left = { kind: 'binary', op, left, right, line: left.line }
    }
    return left
  }
  const whole = climb(0, 0)
  return at === row.length ? whole : { kind: 'unknown', line }
}

/** Operands and operators in the order of the text. */
function flattened(node: Concrete): readonly Concrete[] {
  const row: Concrete[] = []
  const stack = [node]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (!OPERATOR_NODES.has(next.type)) row.push(next)
    else for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i] ?? next)
  }
  return row
}

const isOperator = ({ type, children }: Concrete): boolean => children.length === 0 && /Op$|^(not|await)$/.test(type)
