import type { Expression } from '../../formats/python/syntax.ts'
import type { Project, Scope } from './project.ts'

/** A constant as the source writes it. */
export type Constant = string | number | boolean | null | readonly Constant[]

/** Names in one list, and steps to find a constant: columns come by the thousand, chains of names do not. */
const MAX_ITEMS = 20_000
const MAX_DEPTH = 12

/** The value of an expression made of literals, module constants, `+` and list(); `undefined` for anything else. */
export function constantOf(expression: Expression | null, scope: Scope, project: Project, depth = 0): Constant | undefined {
  if (expression === null || depth > MAX_DEPTH) return undefined
  const deeper = (inner: Expression): Constant | undefined => constantOf(inner, scope, project, depth + 1)
  switch (expression.kind) {
    case 'string':
      return expression.value
    case 'number':
      return expression.type === 'complex' ? undefined : expression.value
    case 'constant':
      return expression.value === '...' ? undefined : expression.value
    case 'unary': {
      const operand = deeper(expression.operand)
      return expression.op === '-' && typeof operand === 'number' ? -operand : undefined
    }
    case 'list':
    case 'tuple':
    case 'set': {
      const items = expression.elements.map(deeper)
      return items.length <= MAX_ITEMS && items.every((item) => item !== undefined) ? items : undefined
    }
    case 'binary':
      return expression.op === '+' ? joined(deeper(expression.left), deeper(expression.right)) : undefined
    case 'call': {
      const [only, more] = expression.args
      const callee = expression.callee.kind === 'name' ? expression.callee.id : ''
      return only !== undefined && more === undefined && (callee === 'list' || callee === 'tuple') ? deeper(only) : undefined
    }
    case 'name':
    case 'attribute': {
      const meaning = project.meaning(expression, scope)
      return meaning?.kind === 'constant' ? constantOf(meaning.value, meaning.scope, project, depth + 1) : undefined
    }
    default:
      return undefined
  }
}

function joined(left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (Array.isArray(left) && Array.isArray(right) && left.length + right.length <= MAX_ITEMS) return [...left, ...right]
  return undefined
}

/** A list of texts, or `undefined`. */
export function texts(constant: Constant | undefined): readonly string[] | undefined {
  return Array.isArray(constant) && constant.every((item) => typeof item === 'string') ? constant : undefined
}
