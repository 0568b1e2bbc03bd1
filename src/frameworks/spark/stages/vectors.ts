import { type Column, learn } from '../flow.ts'
import { linked } from './stage.ts'

/** The output holds the inputs side by side: an unknown width follows from the others. One input may be listed twice. */
export const sizesAddUp =
  (inputs: readonly Column[], output: Column): (() => boolean) =>
  () => {
    let learned = false
    let rest: number | null = output.shape?.[0] ?? null
    let known = 0
    const open: Column[] = []
    for (const input of inputs) {
      if (input.shape?.length === 1) learned = learn(input, { type: 'float64' }) || learned
      const width = input.shape === null ? null : input.shape.length === 0 ? 1 : (input.shape[0] ?? null)
      if (width === null) open.push(input)
      else known += width
    }
    if (open.length === 0) return learn(output, { shape: [known] }) || learned
    if (rest === null) return learned
    rest -= known
    const different = new Set(open)
    // one column may be listed twice
    if (different.size === 1) rest /= open.length
    const [only] = different
    if (different.size === 1 && only !== undefined && Number.isInteger(rest) && rest > 0) {
      return learn(only, only.shape === null && rest === 1 ? { shape: [] } : { type: 'float64', shape: [rest] }) || learned
    }
    if (rest === open.length) for (const column of different) learned = learn(column, { shape: column.shape === null ? [] : [1] }) || learned
    return learned
  }

/** Every product of at most `degree` entries, the empty one apart: C(n + d, d) - 1. Source: PolynomialExpansion.getPolySize. */
export function expandsTo(from: Column, to: Column, degree: number): () => boolean {
  const grown = (size: number): number | null => {
    let terms = 1
    for (let i = 1; i <= degree && terms <= Number.MAX_SAFE_INTEGER; i++) terms = (terms * (size + i)) / i
    return Number.isSafeInteger(Math.round(terms)) ? Math.round(terms) - 1 : null
  }
  return linked(from, to, grown, (size) => {
    for (let n = 1; n <= size; n++) {
      const terms = grown(n) ?? Number.POSITIVE_INFINITY
      if (terms === size) return n
      if (terms > size) return null
    }
    return null
  })
}
