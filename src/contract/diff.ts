import { byCodeUnits } from './canonical.ts'
import type { Change } from './change.ts'
import { changeOf } from './change-row.ts'
import { promised } from './known.ts'
import { type Matching, matchLists } from './matching.ts'
import type { By } from './pairing.ts'
import { printValue } from './render.ts'
import { boundSizes, tieChanges } from './ties.ts'
import type { Contract, Field, FrameworkId, Signature } from './types.ts'
import { valueChanges } from './value-changes.ts'

/**
 * What happens to callers that rely on `promise` when they meet `offer` (docs/contract.md, "Changes"; the rules are in rules.ts).
 * Inputs are contravariant, outputs covariant; what is assumed counts as unknown. No row: nothing changes for anybody.
 * Signatures are matched by name. A renamed signature is a removed and an added one, hence breaking, even if it is the only one.
 * Never throws for contracts that `parseContract` accepts.
 */
export function diff(promise: Contract, offer: Contract): Change[] {
  const offered = new Map(offer.signatures.map((signature) => [signature.name, signature]))
  const known = new Set(promise.signatures.map((signature) => signature.name))
  const removed = promise.signatures.filter((signature) => !offered.has(signature.name))
  const added = offer.signatures.filter((signature) => !known.has(signature.name)).sort((a, b) => byCodeUnits(a.name, b.name))
  const changed = [...promise.signatures]
    .sort((a, b) => byCodeUnits(a.name, b.name))
    .flatMap((before) => {
      const after = offered.get(before.name)
      return after === undefined ? [removedChange(before, removed.length === 1 ? added : [])] : signatureChanges(promised(before), promised(after))
    })
  return [
    ...frameworkChanges(promise.framework, offer.framework),
    ...changed,
    ...added.map((signature) => addedChange(signature, added.length === 1 ? removed : [])),
  ]
}

function signatureChanges(promise: Signature, offer: Signature): Change[] {
  const by = callingConvention(promise, offer)
  const lists = (key: 'inputs' | 'outputs', side: 'input' | 'output'): Matching =>
    matchLists({ side, path: [promise.name, key], promise: promise[key], offer: offer[key], by })
  const inputs = lists('inputs', 'input')
  const outputs = lists('outputs', 'output')
  const sizeOf = boundSizes(inputs.matched)
  return [
    ...conventionChanges(promise, offer),
    ...inputs.changes,
    ...inputs.matched.flatMap((matched) => valueChanges(matched, sizeOf)),
    ...tupleChanges(promise, offer),
    ...outputs.changes,
    ...outputs.matched.flatMap((matched) => valueChanges(matched, sizeOf)),
    ...tieChanges([...inputs.matched, ...outputs.matched]),
  ]
}

function callingConvention(promise: Signature, offer: Signature): By {
  if (Boolean(promise.positional) !== Boolean(offer.positional)) return 'either'
  return promise.positional ? 'position' : 'name'
}

function conventionChanges(promise: Signature, offer: Signature): Change[] {
  if (callingConvention(promise, offer) !== 'either') return []
  const way = (signature: Signature): string => (signature.positional ? 'by position' : 'by name')
  const printed = { was: way(promise), is: way(offer) }
  return [
    changeOf(
      'calling-convention-changed',
      'signature',
      [promise.name],
      printed,
      `callers that pass arguments of \`${promise.name}\` ${printed.was} must pass them ${printed.is} now`,
    ),
  ]
}

/** A callable with one output returns the value itself, with several a tuple of them. */
function tupleChanges(promise: Signature, offer: Signature): Change[] {
  if (!promise.positional || !offer.positional || promise.outputs.length !== 1 || offer.outputs.length < 2) return []
  const message = `callers that use the result of \`${promise.name}\` get a tuple of ${offer.outputs.length} values now`
  return [changeOf('became-tuple', 'output', [promise.name, 'outputs'], { was: '1 value', is: `${offer.outputs.length} values` }, message)]
}

function removedChange(signature: Signature, added: readonly Signature[]): Change {
  const twin = onlyTwin(signature, added)
  const hint = twin === undefined ? '' : `; \`${twin.name}\` has the same inputs and outputs: it looks renamed`
  const message = `callers of \`${signature.name}\` will fail: the signature is gone${hint}`
  return changeOf('signature-removed', 'signature', [signature.name], { was: printSignature(signature), is: '' }, message)
}

function addedChange(signature: Signature, removed: readonly Signature[]): Change {
  const twin = onlyTwin(signature, removed)
  const hint = twin === undefined ? 'a new signature' : `which looks like \`${twin.name}\` renamed`
  return changeOf(
    'signature-added',
    'signature',
    [signature.name],
    { was: '', is: printSignature(signature) },
    `callers may call \`${signature.name}\`, ${hint}`,
  )
}

/** The one signature on the other side, if callers could not tell the two apart but by name. */
function onlyTwin(signature: Signature, others: readonly Signature[]): Signature | undefined {
  const [other] = others
  if (other === undefined || others.length > 1 || signature.inputs.length + signature.outputs.length === 0) return undefined
  return signatureChanges(promised(signature), promised(other)).length === 0 ? other : undefined
}

/** Fields printed of each list; the report has the whole contract beside it. */
const MAX_PRINTED = 4

function printSignature({ inputs, outputs }: Signature): string {
  const print = (fields: readonly Field[]): string => {
    const shown = fields.slice(0, MAX_PRINTED).map((field) => `${field.name}: ${printValue(field)}`)
    return [...shown, ...(fields.length > MAX_PRINTED ? [`${fields.length - MAX_PRINTED} more`] : [])].join(', ')
  }
  return `(${print(inputs)}) → (${print(outputs)})`
}

/** A version alone is no change; neither is a format that only one side names. */
function frameworkChanges(was: FrameworkId, is: FrameworkId): Change[] {
  const sameFormat = was.format === is.format || was.format === undefined || is.format === undefined
  if (was.name === is.name && sameFormat) return []
  const print = (framework: FrameworkId): string => (framework.format === undefined ? framework.name : `${framework.name} (${framework.format})`)
  const printed = { was: print(was), is: print(is) }
  return [
    changeOf(
      'runtime-changed',
      'model',
      ['framework'],
      printed,
      `the model needs a runtime for ${printed.is} instead of ${printed.was}; callers are not touched`,
    ),
  ]
}
