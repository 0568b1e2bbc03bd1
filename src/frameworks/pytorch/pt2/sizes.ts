import type { Dim } from '../../../contract/types.ts'
import { at, countOf, type Json, textOf } from '../../../formats/json.ts'

/** Text of one expression: sympy's are some hundred characters. */
const MAX_EXPRESSION = 10_000

/** `Symbol('s77', positive=True, integer=True)` (sympy's srepr, since 2.6) or `s0`. */
const SREPR_SYMBOL = /^Symbol\('(\w{1,100})'(?:, \w+=\w+)*\)$/
const SYMBOL = /^[a-z]\w{0,99}$/i

/** One size: a number, a symbol, or an expression of symbols, which is any size (`-1`): contracts have no arithmetic. Source: schema.py, SymInt. */
export function sizeOf(size: Json): Dim {
  const fixed = countOf(at(size, 'as_int'))
  if (fixed !== undefined) return fixed
  const expression = expressionOf(size)
  if (expression === undefined) return null
  return symbolIn(expression) ?? -1
}

/** The text of an expression that is more than a symbol, as people write it; undefined for numbers and symbols. */
export function ruleOf(size: Json): string | undefined {
  const expression = expressionOf(size)
  if (expression === undefined || symbolIn(expression) !== undefined) return undefined
  return expression.replace(/Symbol\('(\w+)'(?:, \w+=\w+)*\)/g, '$1').replace(/Integer\((-?\d+)\)/g, '$1')
}

function expressionOf(size: Json): string | undefined {
  const text = textOf(at(at(size, 'as_expr'), 'expr_str'))?.trim()
  return text === undefined || text.length > MAX_EXPRESSION ? undefined : text
}

function symbolIn(expression: string): string | undefined {
  const name = SREPR_SYMBOL.exec(expression)?.[1] ?? expression
  return SYMBOL.test(name) ? name : undefined
}
