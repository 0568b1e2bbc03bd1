import { UserError } from '../../../errors.ts'
import { at, type Json, listOf, parseJson, textOf, textsOf } from '../../../formats/json.ts'

/** Where a leaf lies: keys of dictionaries and fields, positions in tuples and lists. */
export type Path = readonly (string | number)[]

/** Containers inside containers. */
const MAX_DEPTH = 50
/** Leaves of one tree: caches of language models have some hundred. */
const MAX_LEAVES = 100_000

/**
 * Paths of the leaves of a tree that `treespec_dumps` wrote (`[1, {type, context, children_spec}]`), in order. None is a leaf.
 * Source: torch/utils/_pytree.py. Throws UserError `corrupt` for what is no tree.
 */
export function leavesOf(spec: string, fields: Json | undefined, file: string): readonly Path[] {
  const corrupt = (what: string): UserError =>
    new UserError('corrupt', `${file}: the tree of values ${what}`, 'export the model again with torch.export.save', { file })
  const leaves: Path[] = []
  const walk = (node: Json | undefined, path: Path): void => {
    if (path.length > MAX_DEPTH) throw corrupt(`nests deeper than ${MAX_DEPTH}`)
    const children = listOf(at(node, 'children_spec'))
    const type = at(node, 'type')
    if (type === null || type === undefined) {
      if (leaves.push(path) > MAX_LEAVES) throw corrupt(`has more than ${MAX_LEAVES} leaves`)
      return
    }
    const keys = keysOf(node, textOf(type) ?? '', children.length, fields, file)
    for (const [i, child] of children.entries()) walk(child, [...path, keys?.[i] ?? i])
  }
  const [, tree] = listOf(parseJson(spec, file))
  if (tree === undefined) throw corrupt('is none')
  walk(tree, [])
  return leaves
}

/**
 * Names of a node's children, from its context: keys of a dict, `[fields, fields that are None]` of a dataclass, `{dict_context}` of a defaultdict.
 * A named tuple's context is its type; its fields stand beside the graph since schema 8.3.
 */
function keysOf(node: Json | undefined, type: string, count: number, fields: Json | undefined, file: string): readonly string[] | undefined {
  const context = contextOf(at(node, 'context'), file)
  const candidates = [
    context,
    listOf(context)[0],
    at(context, 'dict_context'),
    at(at(fields, textOf(context) ?? type), 'field_names'),
    at(at(fields, type), 'field_names'),
  ]
  // lists and tuples have no context, and a subclass of them none that names its items
  return candidates.map((candidate) => keyTexts(candidate)).find((keys) => keys !== undefined && keys.length === count && count > 0)
}

/** Keys may be numbers and bools as well; JSON's own order is kept. */
function keyTexts(value: Json | undefined): readonly string[] | undefined {
  const keys = listOf(value)
  if (keys.some((key) => typeof key === 'object')) return undefined
  return textsOf(keys.map((key) => String(key)))
}

/** The context is JSON in a text. Classes that people registered may write anything: then there are no names. */
function contextOf(context: Json | undefined, file: string): Json | undefined {
  if (typeof context !== 'string') return context
  try {
    return parseJson(context, file)
  } catch (error) {
    if (error instanceof UserError) return context
    throw error
  }
}

/** The leaf's path below its first step as a suffix: `_left`, `_1_0`. */
export const suffixOf = (path: Path): string => path.map((step) => `_${step}`).join('')

/** Names of results: `output` for one value, `output_0` … for a tuple, keys where the first step is one; keys lead deeper with `_`. */
export function outputNames(paths: readonly Path[]): readonly string[] {
  const names = paths.map(
    ([first, ...rest]) => (typeof first === 'string' ? first : `output${first === undefined ? '' : `_${first}`}`) + suffixOf(rest),
  )
  return new Set(names).size === names.length ? names : paths.map((_, i) => `output_${i}`)
}

/** Names of arguments: their own (`names`, positional ones first, then keywords), and the way inside; undefined for those that have none. */
export function inputNames(paths: readonly Path[], names: readonly string[] | undefined): readonly (string | undefined)[] {
  const order = [...new Map(paths.map(([part, argument]) => [`${part} ${argument}`, [part, argument] as const])).values()]
  const positional = paths.reduce((most, [part, argument]) => (part === 0 && typeof argument === 'number' ? Math.max(most, argument + 1) : most), 0)
  const keywords = order.filter(([part]) => part !== 0).map(([, argument]) => argument)
  const found = paths.map(([part, argument, ...rest]) => {
    const given = part === 0 && typeof argument === 'number' ? names?.[argument] : undefined
    const base = part === 0 ? given : (textStep(argument) ?? names?.[positional + keywords.indexOf(argument)])
    return base === undefined ? undefined : `${base}${suffixOf(rest)}`
  })
  // two ways that join to one name: the graph's own are told apart
  const counts = new Map<string | undefined, number>()
  for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1)
  return found.map((name) => (counts.get(name) === 1 ? name : undefined))
}

const textStep = (step: string | number | undefined): string | undefined => (typeof step === 'string' ? step : undefined)
