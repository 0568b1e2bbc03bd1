import { corruptAt, scalar, type Table, tables, texts } from '../../formats/flatbuffer.ts'
import { KINDS, TREE } from './schema.ts'

/** Where a leaf lies in its tree: keys of dictionaries, positions in tuples, lists and other nodes. */
export type Path = readonly (string | number)[]

/** Leaves of one tree: parameters of a whole model count into the thousands. */
const MAX_LEAVES = 100_000
/** Containers inside containers. */
const MAX_DEPTH = 50

/** Paths of all leaves in the order in which JAX flattens them. Source: jax/_src/tree_util.py; None has no leaves. */
export function leavesOf(tree: Table): readonly Path[] {
  const leaves: Path[] = []
  const walk = (node: Table, path: Path): void => {
    if (path.length > MAX_DEPTH) throw corruptAt(node, `nests deeper than ${MAX_DEPTH}`)
    const kind = scalar(node, TREE.kind, 'int8')
    if (kind === KINDS.none) return
    if (kind === KINDS.leaf) {
      if (leaves.push(path) > MAX_LEAVES) throw corruptAt(tree, `has more than ${MAX_LEAVES} leaves`)
      return
    }
    if (kind < 0 || kind > KINDS.last) throw corruptAt(node, `has a node of kind ${kind}`)
    const names = kind === KINDS.dict ? texts(node, TREE.names) : []
    for (const [i, child] of tables(node, TREE.children, 'children').entries()) walk(child, [...path, names[i] ?? i])
  }
  walk(tree, [])
  return leaves
}

/** The tree of arguments is a pair: positional ones, then keywords. A single positional argument needs no number. */
export function argumentPaths(leaves: readonly Path[], parts: readonly Table[]): readonly Path[] {
  const [positional] = parts
  const count = positional === undefined ? 0 : tables(positional, TREE.children, 'children').length
  return leaves.map(([part, argument, ...rest]): Path => {
    if (part !== 0) return argument === undefined ? [] : [argument, ...rest]
    return count > 1 && argument !== undefined ? [argument, ...rest] : rest
  })
}

interface Named {
  readonly name: string
  /** Some part of it is a key that the author wrote. */
  readonly isStored: boolean
}

/** `ids`, `a.1.c` where keys lead to the leaf; `input`, `input_0` … where only positions do. */
export function nameLeaves(paths: readonly Path[], word: 'input' | 'output'): readonly Named[] {
  const only = paths.length === 1
  const names = paths.map((path, i): Named => {
    if (path.some((step) => typeof step === 'string')) return { name: path.join('.'), isStored: true }
    if (path.length === 0) return { name: only ? word : `${word}_${i}`, isStored: false }
    return { name: only ? word : `${word}_${path.join('_')}`, isStored: false }
  })
  // keys may hold dots, and keywords may be called like positions: then only the order is sure
  if (new Set(names.map(({ name }) => name)).size === names.length) return names
  return names.map((_, i) => ({ name: `${word}_${i}`, isStored: false }))
}
