import type { Place } from '../errors.ts'
import type { Span } from '../formats/yaml-tree.ts'

/** Where the parts of a document stand, by path of names. */
export interface Places {
  /** Notes a part; the first note of a path stays. */
  note(path: readonly string[], span: Span): void
  /** The place of a part, or of the nearest part around it that is known. */
  locate(path: readonly string[]): Place
}

/** An empty register for one file. `root`: where the document itself begins. */
export function openPlaces(file: string, root: Span): Places {
  const spans = new Map<string, Span>()
  return {
    note(path, span) {
      const key = JSON.stringify(path)
      if (!spans.has(key)) spans.set(key, span)
    },
    locate(path) {
      for (let length = path.length; length > 0; length--) {
        const known = path.slice(0, length)
        const span = spans.get(JSON.stringify(known))
        if (span !== undefined) return { file, line: span.line, column: span.column, key: known.join('.') }
      }
      return { file, line: root.line, column: root.column }
    },
  }
}
