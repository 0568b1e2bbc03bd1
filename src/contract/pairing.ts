import { byCodeUnits, valueJson } from './canonical.ts'
import { hasAssumedName } from './known.ts'
import type { Field } from './types.ts'

/** A field of the promise and the field of the offer that stands for it. */
export interface Pair {
  readonly promise: Field
  readonly offer: Field
}

export interface Pairing {
  /** In the order of the promise. */
  readonly pairs: readonly Pair[]
  readonly removed: readonly Field[]
  readonly added: readonly Field[]
  /** Positional only: a field that both sides name stands at another place. */
  readonly moved: boolean
}

/** `name`: callers use names. `position`: callers count. `either`: one side uses names and the other counts, so names are the best guess. */
export type By = 'name' | 'position' | 'either'

/**
 * Which field of the offer stands for which field of the promise. Linear in the number of fields, but for sorting.
 * By name, the result doesn't depend on the order of fields: fields whose name is only assumed are matched last, by what they carry.
 */
export function pairFields(promise: readonly Field[], offer: readonly Field[], by: By): Pairing {
  const moved = by === 'position' && haveMoved(promise, offer)
  const matches: Matches = { promise, offer, found: new Map(), used: new Set() }
  if (by !== 'position' || moved) {
    matchByName(matches)
    matchByAlias(matches)
  }
  if (by === 'name') matchByContent(matches)
  else matchByOrder(matches)
  const pairs = promise.flatMap((field, index) => {
    const other = offer[matches.found.get(index) ?? -1]
    return other === undefined ? [] : [{ promise: field, offer: other }]
  })
  return {
    pairs,
    removed: promise.filter((_, index) => !matches.found.has(index)),
    added: offer.filter((_, index) => !matches.used.has(index)),
    moved,
  }
}

/** Value of a field without what names it: the same text, the same thing. */
export function contentOf(field: Field): string {
  const { aliases: _, assumed: __, ...bare } = field
  return valueJson(bare)
}

/** Two lists while they are being matched: index in the promise → index in the offer. */
interface Matches {
  readonly promise: readonly Field[]
  readonly offer: readonly Field[]
  readonly found: Map<number, number>
  readonly used: Set<number>
}

function match(matches: Matches, promise: number, offer: number): void {
  matches.found.set(promise, offer)
  matches.used.add(offer)
}

/**
 * Names are decoration of positional fields, but a name that both sides know and that stands elsewhere is a field that moved:
 * `forward(x, mask)` → `forward(mask, x)` type-checks and is wrong.
 */
function haveMoved(promise: readonly Field[], offer: readonly Field[]): boolean {
  const places = new Map<string, number>()
  for (const [index, field] of offer.entries()) if (!hasAssumedName(field)) places.set(field.name, index)
  return promise.some((field, index) => !hasAssumedName(field) && (places.get(field.name) ?? index) !== index)
}

function matchByName(matches: Matches): void {
  const places = new Map<string, number[]>()
  for (const [index, field] of matches.offer.entries()) push(places, field.name, index)
  for (const [index, field] of matches.promise.entries()) {
    const place = places.get(field.name)?.shift()
    if (place !== undefined) match(matches, index, place)
  }
}

function push(places: Map<string, number[]>, name: string, index: number): void {
  const known = places.get(name)
  if (known) known.push(index)
  else places.set(name, [index])
}

/** Where several fields claim one by their aliases, their names decide, never their places: named fields have no order. */
function matchByAlias(matches: Matches): void {
  const places = new Map<string, number>()
  for (const [index, field] of byName(matches.offer)) {
    if (!matches.used.has(index)) for (const name of [field.name, ...(field.aliases ?? [])]) places.set(name, index)
  }
  for (const [index, field] of byName(matches.promise)) {
    if (matches.found.has(index)) continue
    const place = [field.name, ...(field.aliases ?? [])].map((name) => places.get(name)).find((one) => one !== undefined && !matches.used.has(one))
    if (place !== undefined) match(matches, index, place)
  }
}

function byName(fields: readonly Field[]): readonly (readonly [number, Field])[] {
  return [...fields.entries()].sort(([, a], [, b]) => byCodeUnits(a.name, b.name))
}

function matchByOrder(matches: Matches): void {
  const places = [...matches.offer.keys()].filter((index) => !matches.used.has(index))
  for (const index of matches.promise.keys()) {
    if (matches.found.has(index)) continue
    const place = places.shift()
    if (place !== undefined) match(matches, index, place)
  }
}

/** What is left, where a name is no promise: first fields that carry the same, then the rest, both in an order of their content. */
function matchByContent(matches: Matches): void {
  for (const groupOf of [(one: Leftover) => one.content, () => 'the rest']) {
    const promise = leftover(matches.promise, (index) => matches.found.has(index))
    const offer = leftover(matches.offer, (index) => matches.used.has(index))
    const known = queues(
      offer.filter((one) => !one.assumed),
      groupOf,
    )
    const assumed = queues(
      offer.filter((one) => one.assumed),
      groupOf,
    )
    for (const one of promise) {
      const group = groupOf(one)
      const other = (one.assumed ? known.get(group)?.shift() : undefined) ?? assumed.get(group)?.shift()
      if (other !== undefined) match(matches, one.index, other.index)
    }
  }
}

interface Leftover {
  readonly index: number
  readonly content: string
  /** The name is no promise. */
  readonly assumed: boolean
}

function leftover(fields: readonly Field[], isMatched: (index: number) => boolean): readonly Leftover[] {
  return fields
    .flatMap((field, index) => (isMatched(index) ? [] : [{ index, content: contentOf(field), assumed: hasAssumedName(field) }]))
    .sort((a, b) => byCodeUnits(a.content, b.content) || a.index - b.index)
}

function queues(list: readonly Leftover[], groupOf: (one: Leftover) => string): Map<string, Leftover[]> {
  const groups = new Map<string, Leftover[]>()
  for (const one of list) {
    const group = groups.get(groupOf(one))
    if (group) group.push(one)
    else groups.set(groupOf(one), [one])
  }
  return groups
}
