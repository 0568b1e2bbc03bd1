/** Parts of a document that must fit a limit. `rank` 0 is kept first; parts of one rank go in document order. */
export type Block =
  | { readonly kind: 'text'; readonly rank: number; readonly text: string }
  /** A table or list: whole rows are left out from the end, and `more` says how many. */
  | {
      readonly kind: 'rows'
      readonly rank: number
      readonly before: string
      readonly rows: readonly string[]
      readonly more: (left: number) => string
      readonly after: string
    }

const SEPARATOR = '\n\n'
const OMITTED = 'Some sections are left out: the report is longer than GitHub shows.'
/** The longest "… and N more" line that `more` may give, bytes. */
const MORE_BYTES = 160
/** Of the limit: what long tables leave for the titles of the tables after them. */
const RESERVED_SHARE = 0.25

/**
 * Blocks → one document of at most `limit` bytes of UTF-8 (which is never fewer than its characters). What doesn't fit is left out as whole rows
 * with a count, then as whole blocks with a sentence; nothing is cut in the middle. Every block keeps its place in the document.
 */
export function fit(blocks: readonly Block[], limit: number): string {
  let left = limit - bytes(OMITTED) - bytes(SEPARATOR)
  const kept = new Map<Block, number>()
  for (const rank of [...new Set(blocks.map((block) => block.rank))].sort((a, b) => a - b)) {
    const here: Block[] = []
    for (const block of blocks) {
      if (block.rank !== rank || frameBytes(block) > left) continue
      left -= frameBytes(block)
      here.push(block)
    }
    const later = blocks.filter((block) => block.rank > rank).reduce((sum, block) => sum + frameBytes(block), 0)
    const reserved = Math.min(later, limit * RESERVED_SHARE)
    for (const block of here) {
      const count = block.kind === 'rows' ? rowsWithin(block.rows, left - reserved) : 0
      if (block.kind === 'rows') left -= block.rows.slice(0, count).reduce((sum, row) => sum + bytes(row) + 1, 0)
      kept.set(block, count)
    }
  }
  const parts = blocks.flatMap((block) => (kept.has(block) ? [render(block, kept.get(block) ?? 0)] : []))
  return (kept.size === blocks.length ? parts : [...parts, OMITTED]).join(SEPARATOR)
}

function render(block: Block, count: number): string {
  if (block.kind === 'text') return block.text
  const left = block.rows.length - count
  const table = [...(block.before === '' ? [] : [block.before]), ...block.rows.slice(0, count)].join('\n')
  // the blank line ends the table: without it the line would be one more row
  return `${table}${left > 0 ? `${SEPARATOR}${block.more(left)}` : ''}${block.after}`
}

function frameBytes(block: Block): number {
  if (block.kind === 'text') return bytes(block.text) + bytes(SEPARATOR)
  return bytes(block.before) + bytes(block.after) + MORE_BYTES + 2 * bytes(SEPARATOR) + 1
}

function rowsWithin(rows: readonly string[], limit: number): number {
  let used = 0
  for (const [index, row] of rows.entries()) {
    used += bytes(row) + 1
    if (used > limit) return index
  }
  return rows.length
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8')
