import { broadcast, type Shape } from './shape.ts'
import type { Size } from './size.ts'

/** NumPy matmul: vectors are promoted, leading axes broadcast. [.., m, k] × [.., k, n] → [.., m, n]. */
export function matmul(a: Shape, b: Shape): Shape {
  if (a === null || b === null || a.length === 0 || b.length === 0) return null
  const left = a.length === 1 ? [1, ...a] : a
  const right = b.length === 1 ? [...b, 1] : b
  const batch = broadcast(left.slice(0, -2), right.slice(0, -2))
  if (batch === null) return null
  return [...batch, ...(a.length === 1 ? [] : [left.at(-2) ?? null]), ...(b.length === 1 ? [] : [right.at(-1) ?? null])]
}

/** Swaps the last two axes. */
export function swapLast(shape: Shape): Shape {
  if (shape === null || shape.length < 2) return shape
  return [...shape.slice(0, -2), shape.at(-1) ?? null, shape.at(-2) ?? null]
}

/** A matrix product of two matrices, each transposed or not: [m, n] even where an operand is unknown. */
export function matrixProduct(a: Shape, b: Shape): Shape {
  return [a?.length === 2 ? (a[0] ?? null) : null, b?.length === 2 ? (b[1] ?? null) : null]
}

/** Features of the last axis replaced: [.., k] → [.., n]. */
export const project = (shape: Shape, features: Size): Shape => (shape === null || shape.length === 0 ? null : [...shape.slice(0, -1), features])

/** Einstein summation, `...` included: `bij,bjk->bik`. `null` for what the equation does not decide. */
export function einsum(equation: string, operands: readonly Shape[]): Shape {
  const [inputs = '', output] = equation.replaceAll(' ', '').split('->')
  const subscripts = inputs.split(',')
  if (subscripts.length !== operands.length) return null
  const sizes = new Map<string, Size>()
  let dots: Shape = []
  for (const [i, subscript] of subscripts.entries()) {
    const shape = operands[i] ?? null
    const [head = '', tail] = subscript.split('...')
    if (shape === null) {
      if (tail !== undefined) dots = null
      continue
    }
    const covered = shape.length - head.length - (tail?.length ?? 0)
    if (covered < 0 || (tail === undefined && covered > 0)) return null
    if (tail !== undefined) dots = broadcast(dots, shape.slice(head.length, head.length + covered))
    for (const [at, letter] of [...head].entries()) remember(sizes, letter, shape[at] ?? null)
    for (const [at, letter] of [...(tail ?? '')].entries()) remember(sizes, letter, shape[head.length + covered + at] ?? null)
  }
  const result = output ?? implicitOutput(inputs)
  const [head = '', tail] = result.split('...')
  if (tail !== undefined && dots === null) return null
  const letters = (part: string): Size[] => [...part].map((letter) => sizes.get(letter) ?? null)
  return [...letters(head), ...(tail === undefined || dots === null ? [] : dots), ...letters(tail ?? '')]
}

/** A size other than 1 wins over 1 and over ignorance. */
function remember(sizes: Map<string, Size>, letter: string, size: Size): void {
  const old = sizes.get(letter)
  if (old === undefined || old === null || old === 1 || (typeof size === 'number' && size !== 1)) sizes.set(letter, size)
}

/** Without `->`: the dots, then letters that occur once, in alphabetical order. */
function implicitOutput(inputs: string): string {
  const letters = [...inputs.replaceAll('...', '').replaceAll(',', '')]
  const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort()
  return `${inputs.includes('...') ? '...' : ''}${once.join('')}`
}
