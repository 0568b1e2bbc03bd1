import type { Place } from '../../errors.ts'

/** Where the parts of a declaration stand: lines where the file has lines, keys where it has not. */
export interface DeclaredPlaces {
  /** Notes a part; the first note of a path stays. */
  note(path: readonly string[], place: Omit<Place, 'file'>): void
  /** The place of a part, or of the nearest part around it that is known. */
  locate(path: readonly string[]): Place
}

/** An empty register for one file. */
export function declaredPlaces(file: string): DeclaredPlaces {
  const known = new Map<string, Omit<Place, 'file'>>()
  return {
    note(path, place) {
      const key = JSON.stringify(path)
      if (!known.has(key)) known.set(key, place)
    },
    locate(path) {
      for (let length = path.length; length > 0; length--) {
        const place = known.get(JSON.stringify(path.slice(0, length)))
        if (place !== undefined) return { file, ...place }
      }
      return { file }
    },
  }
}
