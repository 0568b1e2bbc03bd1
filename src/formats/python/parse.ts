import type { Tree } from '@lezer/common'
import { UserError } from '../../errors.ts'
import { type Concrete, concreteTree, ERROR } from './concrete.ts'
import { toExpression } from './expressions.ts'
import { grammar } from './grammar.ts'
import { bridgeGaps, MAX_BRACKETS } from './grammar-gaps.ts'
import { toStatements } from './statements.ts'
import type { Expression, Module } from './syntax.ts'

/** UTF-16 units of one Python file unless the caller knows better: hand-written modules stay below it; parsing takes about 1 µs a unit. */
export const MAX_SOURCE = 1024 * 1024

/** Places reported of a damaged module. */
const MAX_ERRORS = 20

/** Milliseconds for reading around damage. Python refuses such a module, so only the grammar's own gaps deserve the effort: a few ms. */
const MAX_RECOVERY = 500

/**
 * Parses Python source of any version (2.7 to 3.14) without running it. Damaged places become `unknown` nodes and are listed in `errors`.
 * @param name of the file, for messages
 * @param limit UTF-16 units that are read
 * @throws UserError `corrupt` for a source above the limit, brackets nested deeper than CPython allows, and text that is no Python at all
 */
export function parsePython(text: string, name: string, limit = MAX_SOURCE): Module {
  if (text.length > limit) throw noPython(name, `is ${text.length} characters long; at most ${limit} are read`)
  const source = sourceOf(text)
  const bridged = bridgeGaps(text)
  if (bridged === undefined) throw noPython(name, `nests brackets deeper than ${MAX_BRACKETS}, which Python refuses`)
  const tree = parseStrictly(bridged) ?? parseAround(bridged)
  if (tree === undefined) throw noPython(name, 'is no Python source')
  const root = concreteTree(tree)
  return { body: toStatements(root.children, source, 0), errors: errorLines(root, source) }
}

function parseStrictly(text: string): Tree | undefined {
  try {
    return grammar().strict.parse(text)
  } catch (error) {
    // what the parser throws for the first place it cannot read, and nothing else
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Recovery tries many readings of each damaged place: some garbage costs a millisecond per character. */
function parseAround(text: string): Tree | undefined {
  const parse = grammar().lenient.startParse(text)
  const deadline = performance.now() + MAX_RECOVERY
  for (;;) {
    const tree = parse.advance()
    if (tree !== null) return tree
    if (performance.now() > deadline) return undefined
  }
}

function noPython(name: string, why: string): UserError {
  return new UserError('corrupt', `${name} ${why}.`, 'Upload the module as Python runs it: python -m py_compile checks it.', { file: name })
}

/** One expression, as in a quoted annotation (`x: "np.ndarray"`). `undefined` where the text is none, or more than one. */
export function parseExpression(quoted: string): Expression | undefined {
  const text = quoted.trim()
  if (text.length > MAX_EXPRESSION) return undefined
  const source = sourceOf(text)
  const bridged = bridgeGaps(text)
  const tree = bridged === undefined ? undefined : parseStrictly(bridged)
  if (tree === undefined) return undefined
  const root = concreteTree(tree)
  const [statement, more] = root.children
  if (more !== undefined || statement?.type !== 'ExpressionStatement') return undefined
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
