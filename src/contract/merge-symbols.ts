import type { Dim, Field, Shape, Value } from './types.ts'

/**
 * The symbols of one signature while a declaration is merged into what was found. Both sides have their own symbols: `n` of one is not `n`
 * of the other, unless they stand at the same place. Dimensions are tagged first, then resolved when all equalities are known.
 */
export interface SymbolTable {
  /** The one dimension that keeps both sides' equalities. `input`: a fixed declared size of an input fixes the found symbol everywhere. */
  merge(declared: Dim, found: Dim, side: 'input' | 'output'): Dim
  /** A dimension only one side has. */
  tag(dim: Dim, owner: 'declared' | 'found'): Dim
  /** Tagged → final. */
  resolve(dim: Dim): Dim
}

/** Owner and symbol in one string; neither owner is a prefix of the other. */
type Tag = `declared:${string}` | `found:${string}`

export function symbolTable(): SymbolTable {
  const parents = new Map<string, string>()
  const sizes = new Map<string, number>()
  const names = new Map<string, string>()
  const taken = new Set<string>()
  let sizeOfRoot: ReadonlyMap<string, number> | undefined

  const rootOf = (tag: string): string => {
    let root = tag
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    // path compression: a hostile contract must not make this quadratic
    for (let step = tag; step !== root; ) {
      const next = parents.get(step) ?? root
      parents.set(step, root)
      step = next
    }
    return root
  }
  // a declared symbol is the root, so that the class has the author's name
  const unite = (declared: Tag, found: Tag): void => {
    const [root, child] = [rootOf(declared), rootOf(found)]
    if (root !== child) parents.set(child, root)
  }
  const tag = (dim: Dim, owner: 'declared' | 'found'): Dim => (typeof dim === 'string' ? `${owner}:${dim}` : dim)

  return {
    tag,
    merge(declared, found, side) {
      if (declared === null) return tag(found, 'found')
      if (typeof found !== 'string') return tag(declared, 'declared')
      if (typeof declared === 'string') unite(`declared:${declared}`, `found:${found}`)
      else if (declared === -1) return tag(found, 'found')
      else if (side === 'input') sizes.set(`found:${found}`, declared)
      return tag(declared, 'declared')
    },
    resolve(dim) {
      if (typeof dim !== 'string') return dim
      sizeOfRoot ??= new Map([...sizes].map(([fixed, size]) => [rootOf(fixed), size]))
      const root = rootOf(dim)
      const size = sizeOfRoot.get(root)
      if (size !== undefined) return size
      const name = names.get(root) ?? freeName(root.slice(root.indexOf(':') + 1), taken)
      names.set(root, name)
      taken.add(name)
      return name
    },
  }
}

/** Every dimension of a value, at any depth. */
export function mapDims(value: Value, change: (dim: Dim) => Dim): Value {
  if ('sequence' in value) return { ...value, sequence: mapDims(value.sequence, change) }
  if ('map' in value) return { ...value, map: { key: value.map.key, value: mapDims(value.map.value, change) } }
  if ('struct' in value) return { ...value, struct: value.struct.map((field) => mapFieldDims(field, change)) }
  if ('image' in value) {
    const { width, height, channels } = value.image
    return { ...value, image: { width: change(width), height: change(height), channels: change(channels) } }
  }
  const shape: Shape = value.shape === null ? null : value.shape.map(change)
  return { ...value, shape }
}

export function mapFieldDims(field: Field, change: (dim: Dim) => Dim): Field {
  return { name: field.name, ...mapDims(field, change) }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`
  return name
}
