import type { AssumedFact, Contract, Field, Source, TensorValue, Value } from './types.ts'

/** One fact that nothing but a convention, or nothing at all, says. */
export interface MissingFact {
  /** Segments as in a definition file: `['predict', 'inputs', 'x']`. */
  readonly path: readonly string[]
  /** `name`, `type`, `key type`, `rank`, `dim 1` (0-based, dim 0 is the batch), `width`, `height`, `channels`. */
  readonly fact: string
}

export interface Completeness {
  readonly known: number
  readonly total: number
  /** 0…1; 0 where there is nothing to know: a contract without a field tells callers nothing. */
  readonly ratio: number
  readonly missing: readonly MissingFact[]
}

/**
 * How much of a contract is known: names, types, ranks and non-batch dims of every field, nested ones too. Stored, derived and declared facts
 * count; assumed and unknown ones don't. A contract without evidence (read back from an image) counts what it says and doesn't call assumed.
 */
export function completeness(contract: Contract): Completeness {
  let known = 0
  const missing: MissingFact[] = []
  for (const { path, fact, known: said } of factsOf(contract)) {
    if (said) known++
    else missing.push({ path, fact })
  }
  const total = known + missing.length
  return { known, total, ratio: total === 0 ? 0 : known / total, missing }
}

type Fact = MissingFact & { readonly known: boolean }

function* factsOf(contract: Contract): Generator<Fact> {
  for (const signature of contract.signatures) {
    yield* fieldFacts(signature.inputs, [signature.name, 'inputs'])
    yield* fieldFacts(signature.outputs, [signature.name, 'outputs'])
  }
}

function* fieldFacts(fields: readonly Field[], path: readonly string[]): Generator<Fact> {
  for (const field of fields) {
    const at = [...path, field.name]
    yield { path: at, fact: 'name', known: isSaid(field, 'name', field.evidence?.name) }
    yield* valueFacts(field, at)
  }
}

function* valueFacts(value: Value, path: readonly string[]): Generator<Fact> {
  if ('sequence' in value) yield* valueFacts(value.sequence, [...path, 'sequence'])
  else if ('map' in value) {
    yield { path: [...path, 'map'], fact: 'key type', known: value.map.key !== null }
    yield* valueFacts(value.map.value, [...path, 'map', 'value'])
  } else if ('struct' in value) yield* fieldFacts(value.struct, [...path, 'struct'])
  else if ('image' in value) {
    const { width, height, channels } = value.image
    for (const [fact, dim] of Object.entries({ width, height, channels }))
      yield { path, fact, known: dim !== null && isSaid(value, 'shape', undefined) }
  } else {
    yield { path, fact: 'type', known: value.type !== null && isSaid(value, 'type', value.evidence?.type) }
    yield* shapeFacts(value, path)
  }
}

function* shapeFacts(value: TensorValue, path: readonly string[]): Generator<Fact> {
  yield { path, fact: 'rank', known: value.shape !== null && isSaid(value, 'shape', value.evidence?.rank) }
  for (const [index, dim] of (value.shape ?? []).entries()) {
    // the first dimension is the batch (row) dimension and no fact of its own (docs/contract.md, "Shapes")
    if (index > 0) yield { path, fact: `dim ${index}`, known: dim !== null && isSaid(value, 'shape', value.evidence?.dims[index]) }
  }
}

/** `source` is undefined where the contract carries no evidence. */
function isSaid(value: Value, fact: AssumedFact, source: Source | undefined): boolean {
  return !(value.assumed?.includes(fact) ?? false) && source !== 'assumed' && source !== 'unknown'
}
