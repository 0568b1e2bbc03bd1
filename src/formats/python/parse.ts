import { parser } from '@lezer/python'
import { UserError } from '../../errors.ts'
import { type Concrete, concreteTree, ERROR } from './concrete.ts'
import { toExpression } from './expressions.ts'
import { toStatements } from './statements.ts'
import type { Expression, Module } from './syntax.ts'

/**
 * Bytes (UTF-16 units) of one Python file. Hand-written modules stay below 1 MiB; TorchScript writes some MiB for its largest networks.
 * The parser needs about 40 bytes of memory and 0.5 µs per unit.
 */
export const MAX_SOURCE = 8 * 1024 * 1024

/** Places reported of a damaged module. */
const MAX_ERRORS = 20

/**
 * Parses Python source of any version (2.7 to 3.14) without running it. Damaged places become `unknown` nodes and are listed in `errors`.
 * @param name of the file, for messages
 * @throws UserError `corrupt` for a source above MAX_SOURCE
 */
export function parsePython(text: string, name: string): Module {
  if (text.length > MAX_SOURCE) {
    throw new UserError('corrupt', `${name} is ${text.length} characters long: no Python module is.`, `Split it: at most ${MAX_SOURCE} are read.`, {
      file: name,
    })
  }
  const source = sourceOf(text)
  const root = concreteTree(parser.parse(text))
  return { body: toStatements(root.children, source, 0), errors: errorLines(root, source) }
}

/** One expression, as in a quoted annotation (`x: "np.ndarray"`). `undefined` where the text is none, or more than one. */
export function parseExpression(text: string): Expression | undefined {
  if (text.length > MAX_EXPRESSION) return undefined
  const source = sourceOf(text)
  // parentheses let an annotation span lines
  const root = concreteTree(parser.parse(text.trim()))
  const [statement, more] = root.children
  if (root.damaged || more !== undefined || statement?.type !== 'ExpressionStatement') return undefined
  const [expression, second] = statement.children
  return expression === undefined || second !== undefined ? undefined : toExpression(expression, source, 0)
}

/** A quoted annotation is a line or two. */
const MAX_EXPRESSION = 10_000

/** The text with its lines: what converting a node needs. */
export interface Source {
  readonly text: string
  lineOf(offset: number): number
}

function sourceOf(text: string): Source {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length)
  return {
    text,
    lineOf(offset) {
      let low = 0
      let high = starts.length
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if ((starts[middle] ?? 0) <= offset) low = middle
        else high = middle
      }
      return low + 1
    },
  }
}

function errorLines(root: Concrete, source: Source): readonly number[] {
  const lines = new Set<number>()
  const stack = [root]
  for (let node = stack.pop(); node !== undefined && lines.size < MAX_ERRORS; node = stack.pop()) {
    if (node.type === ERROR) lines.add(source.lineOf(node.from))
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i]
      if (child?.damaged) stack.push(child)
    }
  }
  return [...lines].sort((a, b) => a - b)
}
