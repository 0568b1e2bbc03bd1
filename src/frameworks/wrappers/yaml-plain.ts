import type { Json } from '../../formats/json-document.ts'
import type { Tree, TreeMap } from '../../formats/yaml-tree.ts'

/** A tree as JSON would have it; plain scalars by YAML's core schema (yaml.org/spec/1.2.2 §10.3.2). */
export function plainOf(tree: Tree): Json {
  if (tree.kind === 'list') return tree.items.map(plainOf)
  if (tree.kind === 'map') return Object.fromEntries(tree.entries.map(({ key, value }) => [key.text, plainOf(value)]))
  if (!tree.plain) return tree.text
  if (isNull(tree)) return null
  if (/^(?:true|false)$/i.test(tree.text)) return tree.text.toLowerCase() === 'true'
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(tree.text) ? Number(tree.text) : tree.text
}

export const isNull = (tree: Tree): boolean => tree.kind === 'scalar' && tree.plain && /^(?:|~|null)$/i.test(tree.text)

export const entryOf = (tree: TreeMap, key: string): Tree | undefined => tree.entries.find((entry) => entry.key.text === key)?.value

/** A scalar that says something. */
export const textOf = (tree: Tree): string | undefined => (tree.kind === 'scalar' && !isNull(tree) && tree.text !== '' ? tree.text : undefined)

export function textIn(tree: TreeMap, key: string): string | undefined {
  const value = entryOf(tree, key)
  return value === undefined ? undefined : textOf(value)
}
