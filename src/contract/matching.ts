import type { Change } from './change.ts'
import { changeOf } from './change-row.ts'
import { hasAssumedName, isFullyKnown } from './known.ts'
import { type By, contentOf, type Pair, type Pairing, pairFields } from './pairing.ts'
import { printValue } from './render.ts'
import type { Field, Value } from './types.ts'

/** A value of the promise and what the offer has in its place, at any depth. */
export interface Matched {
  readonly side: 'input' | 'output'
  /** Segments with the names of the promise: `['predict', 'inputs', 'x', 'sequence']`. */
  readonly path: readonly string[]
  /** For sentences, with raw names: "`x`", "elements of `x`". */
  readonly subject: string
  readonly promise: Value
  readonly offer: Value
  /** Every call carries it: no optional field, sequence or map is around it, nor is it optional itself. */
  readonly certain: boolean
}

export interface Matching {
  /** Rows about fields as wholes: removed, added, renamed, moved. */
  readonly changes: readonly Change[]
  readonly matched: readonly Matched[]
}

/** One list of fields on both sides. `path` ends in `inputs` or `outputs`. */
export interface Lists {
  readonly side: 'input' | 'output'
  readonly path: readonly string[]
  readonly promise: readonly Field[]
  readonly offer: readonly Field[]
  readonly by: By
}

/** Matches two lists of fields and everything inside them. */
export function matchLists(lists: Lists): Matching {
  return matchFields(lists, '', true)
}

/** `owner` is the subject's prefix of struct fields: `row.`. */
function matchFields(lists: Lists, owner: string, certain: boolean): Matching {
  const pairing = pairFields(lists.promise, lists.offer, lists.by)
  const changes = [...orderChanges(lists, pairing), ...membershipChanges(lists, pairing, owner)]
  const matched: Matched[] = []
  for (const pair of pairing.pairs) {
    const path = [...lists.path, pair.promise.name]
    const name = `${owner}${pair.promise.name}`
    const root: Matched = {
      side: lists.side,
      path,
      subject: `\`${name}\``,
      promise: pair.promise,
      offer: pair.offer,
      certain: certain && !pair.promise.optional,
    }
    const inner = matchInside(root, name)
    // pushed one by one: a struct may have more fields than a call may have arguments
    for (const change of [...(lists.by === 'name' ? nameChanges(lists.side, path, name, pair) : []), ...inner.changes]) changes.push(change)
    matched.push(root)
    for (const one of inner.matched) matched.push(one)
  }
  return { changes, matched }
}

function matchInside(outer: Matched, name: string): Matching {
  const { side, path, promise, offer, certain, subject } = outer
  if ('sequence' in promise && 'sequence' in offer) {
    return matchElement(
      { side, path: [...path, 'sequence'], subject: `elements of ${subject}`, promise: promise.sequence, offer: offer.sequence, certain: false },
      name,
    )
  }
  if ('map' in promise && 'map' in offer) {
    return matchElement(
      { side, path: [...path, 'map', 'value'], subject: `values of ${subject}`, promise: promise.map.value, offer: offer.map.value, certain: false },
      name,
    )
  }
  if ('struct' in promise && 'struct' in offer) {
    return matchFields({ side, path: [...path, 'struct'], promise: promise.struct, offer: offer.struct, by: 'name' }, `${name}.`, certain)
  }
  return { changes: [], matched: [] }
}

function matchElement(element: Matched, name: string): Matching {
  const inner = matchInside(element, name)
  return { changes: inner.changes, matched: [element, ...inner.matched] }
}

function orderChanges({ side, path, promise, offer }: Lists, { moved }: Pairing): Change[] {
  if (!moved) return []
  const list = (fields: readonly Field[]): string => fields.map((field) => field.name).join(', ')
  const verb = side === 'input' ? 'pass inputs' : 'unpack outputs'
  return [
    changeOf(
      'order-changed',
      side,
      path,
      { was: list(promise), is: list(offer) },
      `callers that ${verb} by position mix them up: the order is another one now`,
    ),
  ]
}

function membershipChanges({ side, path, by }: Lists, pairing: Pairing, owner: string): Change[] {
  const renames = by === 'name' ? likelyRenames(pairing) : []
  const from = new Set(renames.map((pair) => pair.promise))
  const to = new Set(renames.map((pair) => pair.offer))
  const at = (field: Field): readonly string[] => [...path, field.name]
  const name = (field: Field): string => `\`${owner}${field.name}\``
  const print = (field: Field): string => `${field.name}: ${printValue(field)}`
  return [
    ...renames.map(({ promise, offer }) =>
      changeOf(
        'renamed',
        side,
        at(promise),
        { was: print(promise), is: print(offer) },
        `callers that ${side === 'input' ? `send ${name(promise)} will be rejected` : `read ${name(promise)} will not find it`}: it looks renamed to ${name(offer)}, which has the same type and shape`,
      ),
    ),
    ...pairing.removed
      .filter((field) => !from.has(field))
      .map((field) =>
        changeOf(
          'removed',
          side,
          at(field),
          { was: printValue(field), is: '' },
          side === 'input'
            ? `callers that send ${name(field)} will be rejected: there is no such input any more`
            : `callers that read ${name(field)} will not find it: the output is gone`,
        ),
      ),
    ...pairing.added.filter((field) => !to.has(field)).map((field) => addedChange(side, at(field), name(field), field)),
  ]
}

function addedChange(side: 'input' | 'output', path: readonly string[], name: string, field: Field): Change {
  const printed = { was: '', is: printValue(field) }
  if (side === 'output') return changeOf('added', side, path, printed, `callers may read ${name}, a new output`)
  if (field.optional) return changeOf('optional-added', side, path, printed, `callers may send ${name}, a new optional input`)
  return changeOf('required-added', side, path, printed, `callers that do not send ${name} will be rejected: it is a new required input`)
}

/** Pairs of one removed and one added field that carry the same, where no other removed or added field carries it too. */
function likelyRenames({ removed, added }: Pairing): readonly Pair[] {
  const candidates = uniqueByContent(added)
  return [...uniqueByContent(removed)].flatMap(([content, promise]) => {
    const offer = candidates.get(content)
    return offer === undefined ? [] : [{ promise, offer }]
  })
}

function uniqueByContent(fields: readonly Field[]): Map<string, Field> {
  const unique = new Map<string, Field>()
  const several = new Set<string>()
  for (const field of fields) {
    const content = contentOf(field)
    if (unique.has(content)) several.add(content)
    if (isFullyKnown(field)) unique.set(content, field)
  }
  for (const content of several) unique.delete(content)
  return unique
}

/** Names by which callers may address the field: all promised ones must still be accepted, more of them are no change. */
function nameChanges(side: 'input' | 'output', path: readonly string[], name: string, { promise, offer }: Pair): Change[] {
  const printed = { was: promise.name, is: offer.name }
  const [wasAssumed, isAssumed] = [hasAssumedName(promise), hasAssumedName(offer)]
  if (wasAssumed)
    return isAssumed
      ? []
      : [changeOf('name-learned', side, path, printed, `\`${name}\` is known to be called \`${offer.name}\` now; the name before was a convention`)]
  if (isAssumed)
    return [changeOf('name-lost', side, path, printed, `nothing says any more that \`${name}\` is called so: \`${offer.name}\` is a convention`)]
  const accepted = new Set([offer.name, ...(offer.aliases ?? [])])
  return [promise.name, ...(promise.aliases ?? [])]
    .filter((one) => !accepted.has(one))
    .map((one) =>
      changeOf(
        'name-dropped',
        side,
        path,
        { was: one, is: offer.name },
        `callers that call it \`${one}\` ${side === 'input' ? 'will be rejected' : 'will not find it'}: it is \`${offer.name}\` now`,
      ),
    )
}
