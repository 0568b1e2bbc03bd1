import { type Place, UserError } from '../errors.ts'
import { type Conflict, conflictError, printPlace } from './conflict.ts'
import { diff } from './diff.ts'
import { asDeclared, mergeSignatures, type WrittenAt } from './merge.ts'
import { keyOf } from './rules.ts'
import type { AssumedFact, Contract, Evidence, Field, FrameworkId, Signature, Value } from './types.ts'

/** A contract somebody wrote down: the part of model/definition-types.ts `Declaration` that agreement needs. */
export interface Declared {
  readonly file: string
  readonly contract: Contract
  /** `['predict', 'inputs', 'age', 'type']` → line and column; unknown paths give the nearest enclosing place. */
  locate(path: readonly string[]): Place
}

/**
 * The contract that callers are promised: the declarations, strongest first, completed by what was found in the files. With nothing found
 * the declaration is the contract (of `options.framework`).
 *
 * A declaration is a promise to callers that the model must honour: `diff(declared, found)` must hold no breaking change.
 * - It may leave out signatures, outputs and optional inputs: they are kept as found. A required input left out of a declared signature is a
 *   contradiction, because callers that trust the declaration would fail. An empty list of inputs (or outputs) declares nothing.
 * - It may be narrower than what the model takes and wider than what it gives: then the declaration is the promise.
 * - Assumed facts yield. Formats that cannot say aliases, `sparse`, `positional` or equal sizes don't contradict them by silence: `-1` takes the
 *   symbol of the model, and a declared symbol stands where the file only says `-1`.
 * - `predict` is the name where a format has none: one declared and one found signature, one of them called `predict`, are the same.
 *
 * @throws UserError `contract-conflict` with every contradiction; `not-inferable` if there is neither a declaration nor anything found
 */
export function agree(declarations: readonly Declared[], inferred: Contract | null, options: { readonly framework?: FrameworkId } = {}): Contract {
  let conflicts: readonly Conflict[] = []
  let found = inferred
  for (const declared of [...declarations].reverse()) {
    const { contract, contradictions } =
      found === null ? { contract: declaredAlone(declared), contradictions: [] } : agreeOne(declared, found, inferred !== null)
    conflicts = [...contradictions, ...conflicts]
    // what is contradicted says nothing against the next declaration: the model does
    if (found === null || contradictions.length === 0) found = contract
  }
  if (found === null) throw new UserError('not-inferable', 'No contract is declared and none was found.', 'Declare the contract in serving.yaml.')
  const [first, ...more] = conflicts
  if (first) throw conflictError([first, ...more], inferred === null ? 'declaration' : 'model')
  const framework = inferred?.framework ?? options.framework ?? found.framework
  return { contract: 1, framework, signatures: found.signatures.map(withAssumedFacts) }
}

interface Agreement {
  readonly contract: Contract
  readonly contradictions: readonly Conflict[]
}

/** One declaration over what is known so far. `complete`: that comes from the model, so a signature that is not there does not exist. */
function agreeOne(declared: Declared, found: Contract, complete: boolean): Agreement {
  const places = new Map<string, string>()
  const foundAt = (path: readonly string[], where: string): unknown => where && places.set(JSON.stringify(path), where)
  const written = writtenIn(declared)
  const pairs = pairSignatures(declared.contract.signatures, found.signatures)
  const names = new Map<string, string>()
  const merged = declared.contract.signatures.map((signature) => {
    const other = pairs.get(signature)
    if (other === undefined) return declaredSignature(signature, written)
    const name = agreedName(signature, other)
    names.set(name, signature.name)
    // paths of the merged signature begin with the declared name until it is renamed here
    return { ...mergeSignatures(signature, other, written, (path, where) => foundAt([name, ...path.slice(1)], where)), name }
  })
  const paired = new Set(pairs.values())
  const kept = found.signatures.filter((signature) => !paired.has(signature))
  const contract = { contract: 1, framework: found.framework, signatures: [...merged, ...kept] } as const
  const renamed = new Map([...pairs].map(([signature, other]) => [other, agreedName(signature, other)]))
  const model = { ...found, signatures: found.signatures.map((signature) => ({ ...signature, name: renamed.get(signature) ?? signature.name })) }
  for (const signature of model.signatures) noteLists(signature, foundAt)
  const contradictions = diff(contract, model)
    .filter((change) => change.level === 'breaking' && !SILENT.has(change.rule) && (complete || change.rule !== 'signature-removed'))
    .map((change): Conflict => {
      const key = keyOf(change.rule)
      const [name = '', ...rest] = change.path
      const place = declared.locate([names.get(name) ?? name, ...rest, ...(key === undefined ? [] : [key])])
      return {
        change,
        key,
        declaredAt: { ...place, file: place.file ?? declared.file },
        foundAt: nearestPlace(change.path, places) ?? found.framework.name,
      }
    })
  return { contract, contradictions }
}

/** A declared symbol is a promise the author makes where the file only says `-1`; files of most formats cannot say it. */
const SILENT: ReadonlySet<string> = new Set(['output-dims-independent'])

/** By name; and the only signatures of both sides if one of them has the name of formats without names. */
function pairSignatures(declared: readonly Signature[], found: readonly Signature[]): ReadonlyMap<Signature, Signature> {
  const [one, other] = [declared[0], found[0]]
  if (one && other && declared.length === 1 && found.length === 1 && [one.name, other.name].includes(NAMELESS)) return new Map([[one, other]])
  const byName = new Map(found.map((signature) => [signature.name, signature]))
  return new Map(
    declared.flatMap((signature) => {
      const counterpart = byName.get(signature.name)
      return counterpart === undefined ? [] : [[signature, counterpart] as const]
    }),
  )
}

/** The name of a signature where the format has none (docs/contract.md, "Names"). */
const NAMELESS = 'predict'

function agreedName(declared: Signature, found: Signature): string {
  return declared.name === NAMELESS ? found.name : declared.name
}

function writtenIn(declared: Declared): WrittenAt {
  return (path) => printPlace({ file: declared.file, ...declared.locate(path) })
}

function declaredAlone(declared: Declared): Contract {
  const { contract } = declared
  const written = writtenIn(declared)
  return { ...contract, signatures: contract.signatures.map((signature) => declaredSignature(signature, written)) }
}

function declaredSignature(signature: Signature, written: WrittenAt): Signature {
  const fields = (key: 'inputs' | 'outputs'): readonly Field[] =>
    signature[key].map((field) => asDeclared(field, [signature.name, key, field.name], written))
  return { ...signature, inputs: fields('inputs'), outputs: fields('outputs') }
}

/** Where a whole signature is found: the file of its first field, without the key. */
function noteLists(signature: Signature, foundAt: (path: readonly string[], where: string) => unknown): void {
  const [first] = [...signature.inputs, ...signature.outputs]
  const where = first?.evidence?.where.split(': ')[0] ?? ''
  for (const path of [[], [signature.name], [signature.name, 'inputs'], [signature.name, 'outputs']]) foundAt(path, where)
}

/** The place of a value, or of the nearest thing around it. */
function nearestPlace(path: readonly string[], places: ReadonlyMap<string, string>): string | undefined {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(JSON.stringify(path.slice(0, length)))
    if (place !== undefined) return place
  }
  return undefined
}

/** The canonical form has no evidence, so what is only assumed must be said by `assumed`. Dimensions alone don't: a rank that is known stays a promise. */
function withAssumedFacts(signature: Signature): Signature {
  return { ...signature, inputs: signature.inputs.map(markAssumed), outputs: signature.outputs.map(markAssumed) }
}

function markAssumed<V extends Value>(value: V): V {
  const facts = new Set<AssumedFact>([...(value.assumed ?? []), ...assumedBy(value.evidence, 'name' in value)])
  return { ...value, ...markedInside(value), ...(facts.size > 0 && { assumed: [...facts] }) }
}

function markedInside(value: Value): object {
  if ('sequence' in value) return { sequence: markAssumed(value.sequence) }
  if ('map' in value) return { map: { key: value.map.key, value: markAssumed(value.map.value) } }
  return 'struct' in value ? { struct: value.struct.map(markAssumed) } : {}
}

function assumedBy(evidence: Evidence | undefined, named: boolean): readonly AssumedFact[] {
  return [
    ...(named && evidence?.name === 'assumed' ? (['name'] as const) : []),
    ...(evidence?.type === 'assumed' ? (['type'] as const) : []),
    ...(evidence?.rank === 'assumed' ? (['shape'] as const) : []),
  ]
}
