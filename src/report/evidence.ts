import { type Field, kindOf, type Shape, type Source, type Value } from '../contract/types.ts'

/** Where the facts of one field come from; `dim` is the weakest of its dimensions. */
export interface FieldSources {
  readonly name: Source
  readonly type: Source
  readonly rank: Source
  readonly dim: Source
}

/** Strongest first. The marks are told apart without colour; people read them in tables, with `LEGEND` below. */
const SOURCES: readonly { readonly source: Source; readonly mark: string; readonly meaning: string }[] = [
  { source: 'declared', mark: '✎', meaning: 'declared by the author' },
  { source: 'stored', mark: '●', meaning: 'stored in the file' },
  { source: 'derived', mark: '◐', meaning: 'derived from stored facts' },
  { source: 'assumed', mark: '○', meaning: 'assumed by convention, no promise' },
  { source: 'unknown', mark: '?', meaning: 'not known' },
]

/** `✎ declared by the author · ● stored in the file · …`, of the sources that occur. */
export function legend(used: ReadonlySet<Source>): string {
  return SOURCES.filter(({ source }) => used.has(source))
    .map(({ mark, meaning }) => `${mark} ${meaning}`)
    .join(' · ')
}

/** `null` for a contract that was not read from a model's files: it has no evidence, which is not the same as evidence of nothing. */
export function sourcesOf(field: Field | Value): FieldSources | null {
  const { evidence } = field
  if (evidence === undefined) return null
  const assumed = new Set(field.assumed ?? [])
  const kind = kindOf(field)
  const shape: Shape | undefined = 'shape' in field ? field.shape : undefined
  const typeUnknown = kind === 'tensor' && 'type' in field && field.type === null
  const dims = (shape ?? []).map((dim, axis) => (dim === null ? 'unknown' : (evidence.dims[axis] ?? 'unknown')))
  const capped = (source: Source, fact: 'name' | 'type' | 'shape'): Source => (assumed.has(fact) ? weakest([source, 'assumed']) : source)
  const rank = capped(shape === null ? 'unknown' : evidence.rank, 'shape')
  return {
    name: capped(evidence.name, 'name'),
    type: typeUnknown ? 'unknown' : capped(evidence.type, 'type'),
    rank,
    dim: dims.length === 0 ? rank : capped(weakest(dims), 'shape'),
  }
}

/** `● stored`, or where the facts differ `● name · ○ type · ◐ shape`; '' without evidence. */
export function printSources(sources: FieldSources | null): string {
  if (sources === null) return ''
  const facts: readonly (readonly [string, Source])[] = [
    ['name', sources.name],
    ['type', sources.type],
    ['shape', weakest([sources.rank, sources.dim])],
  ]
  if (new Set(facts.map(([, source]) => source)).size === 1) return `${markOf(sources.name)} ${sources.name}`
  return facts.map(([fact, source]) => `${markOf(source)} ${fact}`).join(' · ')
}

export function usedSources(all: readonly (FieldSources | null)[]): ReadonlySet<Source> {
  return new Set(all.flatMap((one) => (one === null ? [] : [one.name, one.type, weakest([one.rank, one.dim])])))
}

function weakest(sources: readonly Source[]): Source {
  const rank = (source: Source): number => SOURCES.findIndex((row) => row.source === source)
  return sources.reduce((weak, source) => (rank(source) > rank(weak) ? source : weak), 'declared')
}

function markOf(source: Source): string {
  return SOURCES.find((row) => row.source === source)?.mark ?? '?'
}
