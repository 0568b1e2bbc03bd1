import { hasAssumedName, isUnknown } from './known.ts'
import { mapFieldDims, type SymbolTable, symbolTable } from './merge-symbols.ts'
import { type By, pairFields } from './pairing.ts'
import {
  type AssumedFact,
  type Dim,
  type Evidence,
  evidenceOf,
  type Field,
  kindOf,
  type Shape,
  type Signature,
  type Source,
  type Value,
} from './types.ts'

/** Where a part of the declaration is written, for evidence: `serving.yaml:7`. */
export type WrittenAt = (path: readonly string[]) => string

/** Tells where the found counterpart of a merged value is: called once per merged value and list of fields. */
export type FoundAt = (path: readonly string[], where: string) => void

interface Merger {
  readonly written: WrittenAt
  readonly found: FoundAt
  readonly symbols: SymbolTable
  readonly side: 'input' | 'output'
}

/**
 * One declared signature completed by what the files say of it: every declared fact stands, unknown ones are filled. Outputs and optional
 * inputs that are not declared are kept as found; required inputs that are not declared are left out, for the comparison to find them missing.
 * A list without any field declares nothing. Whether the result is true of the model is for `diff` to say.
 */
export function mergeSignatures(declared: Signature, found: Signature, written: WrittenAt, foundAt: FoundAt): Signature {
  const symbols = symbolTable()
  const by = pairingBy(declared, found)
  const merged = (key: 'inputs' | 'outputs', side: 'input' | 'output'): readonly Field[] => {
    const merger: Merger = { written, found: foundAt, symbols, side }
    return mergeFields(declared[key], found[key], by, [declared.name, key], merger)
  }
  // both lists before any dimension is resolved: an output may tell that two symbols of inputs are one
  const lists = [merged('inputs', 'input'), merged('outputs', 'output')] as const
  const [inputs, outputs] = lists.map((fields) => fields.map((field) => mapFieldDims(field, symbols.resolve)))
  return { name: declared.name, inputs: inputs ?? [], outputs: outputs ?? [], ...((declared.positional || found.positional) && { positional: true }) }
}

/** Everything below a field or value is declared. */
export function asDeclared<V extends Value>(value: V, path: readonly string[], written: WrittenAt): V {
  return { ...value, ...declaredInside(value, path, written), evidence: evidenceOf(value, 'declared', written(path)) }
}

/** Declarations name their fields; where the model counts, names are matched first and the rest goes by order. */
function pairingBy(declared: Signature, found: Signature): By {
  if (!found.positional) return 'name'
  return declared.positional ? 'position' : 'either'
}

function mergeFields(declared: readonly Field[], found: readonly Field[], by: By, path: readonly string[], merger: Merger): readonly Field[] {
  const keep = (field: Field): Field => mapFieldDims(field, (dim) => merger.symbols.tag(dim, 'found'))
  if (declared.length === 0) return found.map(keep)
  const { pairs, removed, added } = pairFields(declared, found, by)
  const mergedByFound = new Map(pairs.map((pair) => [pair.offer, mergeField(pair.promise, pair.offer, by, [...path, pair.promise.name], merger)]))
  const mergedByDeclared = new Map(pairs.map((pair) => [pair.promise, mergedByFound.get(pair.offer)]))
  const contradicted = new Map(removed.map((field) => [field, tagDeclared(asDeclared(field, [...path, field.name], merger.written), merger)]))
  const kept = new Map(added.filter((field) => merger.side === 'output' || field.optional).map((field) => [field, keep(field)]))
  for (const field of added) merger.found([...path, field.name], field.evidence?.where ?? '')
  const inOrder =
    by === 'name'
      ? [...declared.map((field) => mergedByDeclared.get(field) ?? contradicted.get(field)), ...kept.values()]
      : [...found.map((field) => mergedByFound.get(field) ?? kept.get(field)), ...contradicted.values()]
  return inOrder.filter((field) => field !== undefined)
}

function tagDeclared(field: Field, { symbols }: Merger): Field {
  return mapFieldDims(field, (dim) => symbols.tag(dim, 'declared'))
}

function mergeField(declared: Field, found: Field, by: By, path: readonly string[], merger: Merger): Field {
  const value = mergeValue(declared, found, path, merger)
  const names = new Set([...(declared.aliases ?? []), ...(by === 'name' ? acceptedNames(found) : [])])
  names.delete(declared.name)
  const { aliases: _, ...rest } = value
  return { name: declared.name, ...rest, ...(names.size > 0 && { aliases: [...names] }) }
}

function acceptedNames(found: Field): readonly string[] {
  return [...(hasAssumedName(found) ? [] : [found.name]), ...(found.aliases ?? [])]
}

function mergeValue(declared: Value, found: Value, path: readonly string[], merger: Merger): Value {
  merger.found(path, found.evidence?.where ?? '')
  const kind = mergeKind(declared, found, path, merger)
  const profile = declared.profile === undefined || declared.profile === 'none' ? (found.profile ?? declared.profile) : declared.profile
  const assumed = (found.assumed ?? []).filter((fact) => !isDeclared(declared, fact))
  return {
    ...kind,
    ...(profile !== undefined && { profile }),
    ...(declared.optional && { optional: true }),
    // no declaration can say "dense": what it leaves out is as the model has it
    ...((declared.sparse || found.sparse) && { sparse: true }),
    ...((declared.ragged || found.ragged) && { ragged: true }),
    ...(assumed.length > 0 && { assumed }),
    evidence: mergeEvidence(declared, found, kind, merger.written(path)),
  }
}

function isDeclared(declared: Value, fact: AssumedFact): boolean {
  if (fact === 'name') return true
  if (!('shape' in declared)) return true
  return fact === 'type' ? declared.type !== null : declared.shape !== null
}

function mergeKind(declared: Value, found: Value, path: readonly string[], merger: Merger): Value {
  const { symbols, side } = merger
  if ('shape' in declared && 'shape' in found) {
    return { type: declared.type ?? found.type, shape: mergeShape(declared.shape, found, merger) }
  }
  if ('sequence' in declared && 'sequence' in found) return { sequence: mergeValue(declared.sequence, found.sequence, [...path, 'sequence'], merger) }
  if ('map' in declared && 'map' in found) {
    return {
      map: { key: declared.map.key ?? found.map.key, value: mergeValue(declared.map.value, found.map.value, [...path, 'map', 'value'], merger) },
    }
  }
  if ('struct' in declared && 'struct' in found) return { struct: mergeFields(declared.struct, found.struct, 'name', [...path, 'struct'], merger) }
  if ('image' in declared && 'image' in found) {
    const size = (key: 'width' | 'height' | 'channels'): Dim => symbols.merge(declared.image[key], found.image[key], side)
    return { image: { width: size('width'), height: size('height'), channels: size('channels') } }
  }
  const [one, owner] = isUnknown(declared) ? ([found, 'found'] as const) : ([asDeclared(declared, path, merger.written), 'declared'] as const)
  const { name: _, ...tagged } = mapFieldDims({ name: '', ...one }, (dim) => symbols.tag(dim, owner))
  return tagged
}

/** The declared rank stands even against the found one: the comparison names both. */
function mergeShape(declared: Shape, found: Value & { readonly shape: Shape }, { symbols, side }: Merger): Shape {
  if (declared === null) return found.shape?.map((dim) => symbols.tag(dim, 'found')) ?? null
  const known = found.assumed?.includes('shape') || found.shape?.length !== declared.length ? null : found.shape
  return declared.map((dim, index) => symbols.merge(dim, known?.[index] ?? null, side))
}

/** Facts that the files say too keep the evidence of the files; `declared` are those that only the declaration says, or says narrower. */
function mergeEvidence(declared: Value, found: Value, merged: Value, writtenAt: string): Evidence {
  const from = (same: boolean, source: Source | undefined): Source =>
    same && source !== 'assumed' && source !== 'unknown' ? (source ?? 'derived') : 'declared'
  const evidence = found.evidence
  const name = from(!('name' in declared) || ('name' in found && declared.name === found.name), evidence?.name)
  const facts =
    'shape' in merged && 'shape' in declared && 'shape' in found
      ? {
          type: declared.type === null ? sourceOf(found.type, evidence?.type) : from(declared.type === found.type, evidence?.type),
          rank: declared.shape === null ? sourceOf(found.shape, evidence?.rank) : from(declared.shape.length === found.shape?.length, evidence?.rank),
          dims: (merged.shape ?? []).map((dim, index) => {
            if (dim === null) return 'unknown'
            const was = declared.shape?.[index] ?? null
            const is = found.shape?.[index]
            return was === null
              ? sourceOf(is ?? null, evidence?.dims[index])
              : from(was === is || (was === -1 && typeof is === 'string'), evidence?.dims[index])
          }),
        }
      : { type: from(kindOf(declared) === kindOf(found) && !('shape' in merged), evidence?.type), rank: evidence?.rank ?? 'declared', dims: [] }
  const sources = [name, facts.type, facts.rank, ...facts.dims]
  const places = [
    ...(sources.some((source) => source !== 'declared' && source !== 'unknown') && evidence ? [evidence.where] : []),
    ...(sources.includes('declared') ? [writtenAt] : []),
  ]
  return { name, ...facts, where: places.join('; '), ...(evidence?.classes && { classes: evidence.classes }) }
}

function sourceOf(fact: unknown, source: Source | undefined): Source {
  return fact === null ? 'unknown' : (source ?? 'derived')
}

function declaredInside(value: Value, path: readonly string[], written: WrittenAt): object {
  if ('sequence' in value) return { sequence: asDeclared(value.sequence, [...path, 'sequence'], written) }
  if ('map' in value) return { map: { key: value.map.key, value: asDeclared(value.map.value, [...path, 'map', 'value'], written) } }
  if ('struct' in value) return { struct: value.struct.map((field) => asDeclared(field, [...path, 'struct', field.name], written)) }
  return {}
}
