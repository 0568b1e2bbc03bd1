import type { Change } from './change.ts'
import { changeOf } from './change-row.ts'
import type { Matched } from './matching.ts'
import { printDim } from './render.ts'
import type { Dim, Value } from './types.ts'
import { isFixed, type SizeOf } from './value-changes.ts'

/** Places named in one sentence; a table of 10,000 columns ties all of them by its batch symbol. */
const MAX_NAMED = 3

/** One dimension that both sides have. */
interface Place {
  readonly matched: Matched
  readonly index: number
  readonly promise: Dim
  readonly offer: Dim
}

/**
 * Sizes that offered symbols have for callers that keep to the promise: `n` of an input that was promised as 4 is 4. Only inputs that every
 * call carries bind a symbol. So a model that was exported for one row and now takes any number still returns one row to its old callers.
 */
export function boundSizes(inputs: readonly Matched[]): SizeOf {
  const sizes = new Map<string, Dim>()
  for (const place of placesOf(inputs)) {
    const { promise, offer, matched } = place
    if (typeof offer !== 'string' || promise === null || !matched.certain) continue
    // different sizes for one symbol break the inputs anyway
    if (!sizes.has(offer)) sizes.set(offer, promise)
  }
  return (symbol) => sizes.get(symbol)
}

/**
 * Rows about dimensions that became equal or independent. Which positions share a symbol is the promise, its name is none; a symbol that
 * occurs once, and -1, is an independent size. Time linear in the number of dimensions.
 */
export function tieChanges(matched: readonly Matched[]): Change[] {
  const places = [...placesOf(matched)].filter((place) => place.promise !== null && place.offer !== null)
  const tied = groupBy(places, (place) => place.offer)
  const promisedTied = groupBy(places, (place) => place.promise)
  return [...tied.flatMap(newTies), ...promisedTied.flatMap(lostTies)]
}

/** A group that shares an offered symbol: were all of them promised to be equal? */
function newTies(group: readonly Place[]): Change[] {
  const { inputs, outputs } = bySide(group)
  const demanded = distinct(inputs.map(promiseClass))
  const all = distinct(group.map(promiseClass))
  return [
    ...(demanded > 1
      ? [tieRow('dims-tied', inputs, `callers that send ${named(inputs)} in different sizes will be rejected: the sizes must be equal now`)]
      : []),
    ...(outputs.length > 0 && all > Math.max(demanded, 1) ? [tieRow('dims-tied', outputs, `${named(group)} always have equal sizes now`)] : []),
  ]
}

/** A group that shares a promised symbol: are all of them still equal for callers that keep to the promise? */
function lostTies(group: readonly Place[]): Change[] {
  const { inputs, outputs } = bySide(group)
  const freed = distinct(inputs.map(offerClass)) > 1 && !inputs.some((place) => isFixed(place.offer))
  return [
    ...(freed ? [tieRow('dims-independent', inputs, `callers may send ${named(inputs)} in different sizes`)] : []),
    ...(outputsDiffer(inputs, outputs)
      ? [tieRow('dims-independent', outputs, `callers that rely on equal sizes of ${named(group)} may get different ones now`)]
      : []),
  ]
}

function outputsDiffer(inputs: readonly Place[], outputs: readonly Place[]): boolean {
  if (inputs.length === 0) return distinct(outputs.map(offerClass)) > 1
  const equal = new Set(inputs.map(offerClass))
  return outputs.some((place) => !equal.has(offerClass(place)))
}

function* placesOf(all: readonly Matched[]): Generator<Place> {
  for (const matched of all) {
    const promise = sizesOf(matched.promise)
    const offer = sizesOf(matched.offer)
    if (promise.length !== offer.length) continue
    for (const index of promise.keys()) yield { matched, index, promise: promise[index] ?? null, offer: offer[index] ?? null }
  }
}

function sizesOf(value: Value): readonly Dim[] {
  if ('image' in value) return [value.image.width, value.image.height, value.image.channels]
  return 'shape' in value ? (value.shape ?? []) : []
}

/** Groups of at least two places with the same symbol, in order of first occurrence. */
function groupBy(places: readonly Place[], dimOf: (place: Place) => Dim): readonly (readonly Place[])[] {
  const groups = new Map<string, Place[]>()
  for (const place of places) {
    const dim = dimOf(place)
    if (typeof dim !== 'string') continue
    const group = groups.get(dim)
    if (group) group.push(place)
    else groups.set(dim, [place])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Equal classes are equal sizes: a symbol, a number, or (for -1) the place itself. */
type SizeClass = Dim | Place

function promiseClass(place: Place): SizeClass {
  return place.promise === -1 ? place : place.promise
}

function offerClass(place: Place): SizeClass {
  return place.offer === -1 ? place : place.offer
}

function distinct(classes: readonly SizeClass[]): number {
  return new Set(classes).size
}

function bySide(group: readonly Place[]): { readonly inputs: readonly Place[]; readonly outputs: readonly Place[] } {
  return { inputs: group.filter((place) => place.matched.side === 'input'), outputs: group.filter((place) => place.matched.side === 'output') }
}

function tieRow(rule: 'dims-tied' | 'dims-independent', places: readonly Place[], message: string): Change {
  const [first] = places
  if (first === undefined) throw new Error('a tie without a place')
  const sizes = (dimOf: (place: Place) => Dim): string => shortList(places.map((place) => printDim(dimOf(place))))
  return changeOf(rule, first.matched.side, first.matched.path, { was: sizes((place) => place.promise), is: sizes((place) => place.offer) }, message)
}

/** `dimension 0 of `a`, dimension 0 of `b` and 9,998 more`. */
function named(places: readonly Place[]): string {
  return shortList(
    places.map(
      ({ matched, index }) =>
        `${'image' in matched.promise ? (['width', 'height', 'channels'][index] ?? '') : `dimension ${index}`} of ${matched.subject}`,
    ),
  )
}

function shortList(texts: readonly string[]): string {
  const more = texts.length - MAX_NAMED
  if (more > 0) return `${texts.slice(0, MAX_NAMED).join(', ')} and ${more} more`
  return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts.join('')
}
