import { broadcast, matrixProduct } from './functions.ts'
import { sequence, tensor, UNKNOWN, type Value } from './values.ts'

/** Whether a condition holds; undefined where the value is not known. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'bool':
      return value.value
    case 'none':
      return false
    case 'number':
      return value.value !== 0
    case 'text':
      return value.value !== ''
    case 'sequence':
      return value.items.length > 0
    case 'module':
      return true
    default:
      return undefined
  }
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'is', 'is not', 'in', 'not in'])

/** What Python's binary operators give: sizes of tensors, numbers, truths. */
export function binary(op: string, a: Value, b: Value): Value {
  if (op === 'is' || op === 'is not') {
    if (a.kind === 'unknown' || b.kind === 'unknown') return UNKNOWN
    if (a.kind !== 'none' && b.kind !== 'none') return UNKNOWN
    return { kind: 'bool', value: (a.kind === b.kind) === (op === 'is') }
  }
  if (a.kind === 'tensor' || b.kind === 'tensor') return tensors(op, a, b)
  if (a.kind === 'number' && b.kind === 'number') return arithmetic(op, a.value, b.value, a.isFloat || b.isFloat)
  if (a.kind === 'text' && b.kind === 'text' && (op === '==' || op === '!=')) return { kind: 'bool', value: (a.value === b.value) === (op === '==') }
  if (a.kind === 'sequence' && b.kind === 'sequence' && op === '+') return sequence([...a.items, ...b.items])
  if (op === 'in' && b.kind === 'mapping' && a.kind === 'text') return { kind: 'bool', value: b.entries.has(a.value) }
  return UNKNOWN
}

function tensors(op: string, a: Value, b: Value): Value {
  if (a.kind === 'unknown' || b.kind === 'unknown') return UNKNOWN
  if (a.kind === 'tensor' && b.kind === 'tensor') {
    const result = op === '@' ? matrixProduct(a, b) : broadcast(a, b)
    return COMPARISONS.has(op) ? { ...tensor('bool', result.shape) } : result
  }
  const value = a.kind === 'tensor' ? a : b
  if (value.kind !== 'tensor') return UNKNOWN
  if (COMPARISONS.has(op)) return tensor('bool', value.shape)
  const other = a.kind === 'tensor' ? b : a
  // an integer tensor becomes a float one beside a float, or in a division
  const isFloat = value.type !== null && /float|complex/.test(value.type)
  return isFloat || (other.kind === 'number' && !other.isFloat && op !== '/') || value.input !== undefined ? value : tensor(null, value.shape)
}

function arithmetic(op: string, a: number, b: number, isFloat: boolean): Value {
  const number = (value: number, float = isFloat): Value => (Number.isFinite(value) ? { kind: 'number', value, isFloat: float } : UNKNOWN)
  switch (op) {
    case '+':
      return number(a + b)
    case '-':
      return number(a - b)
    case '*':
      return number(a * b)
    case '/':
      return number(a / b, true)
    case '//':
      return number(Math.floor(a / b))
    case '%':
      return number(a - b * Math.floor(a / b))
    case '**':
      return number(a ** b)
    case '==':
      return { kind: 'bool', value: a === b }
    case '!=':
      return { kind: 'bool', value: a !== b }
    case '<':
      return { kind: 'bool', value: a < b }
    case '<=':
      return { kind: 'bool', value: a <= b }
    case '>':
      return { kind: 'bool', value: a > b }
    case '>=':
      return { kind: 'bool', value: a >= b }
    default:
      return UNKNOWN
  }
}

export function unary(op: string, value: Value): Value {
  if (op === 'not') {
    const truth = truthOf(value)
    return truth === undefined ? UNKNOWN : { kind: 'bool', value: !truth }
  }
  if (value.kind === 'number' && op === '-') return { ...value, value: -value.value }
  return value.kind === 'tensor' ? value : UNKNOWN
}
