/** Longer words are not compared: the table below is quadratic, and nobody mistypes a word of this length. Characters. */
const MAX_WORD = 64

/**
 * The word a person probably meant, or `undefined` where nothing is near: at most a third of its letters wrong (never less than one),
 * case ignored, the first of equally near words. Swapped neighbours count as one mistake (optimal string alignment distance).
 */
export function nearest(word: string, words: readonly string[]): string | undefined {
  if (word.length > MAX_WORD) return undefined
  const typed = word.toLowerCase()
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of words) {
    if (candidate.length > MAX_WORD) continue
    const mistakes = distance(typed, candidate.toLowerCase())
    if (mistakes < least && mistakes <= Math.max(1, Math.floor(Math.max(typed.length, candidate.length) / 3))) {
      best = candidate
      least = mistakes
    }
  }
  return best
}

/** ` Did you mean …?` for the end of a message, or '' where nothing is near. */
export function didYouMean(word: string, words: readonly string[]): string {
  const meant = nearest(word, words)
  return meant === undefined ? '' : ` Did you mean ${meant}?`
}

function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}
