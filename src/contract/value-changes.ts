import type { Change } from './change.ts'
import { changeOf } from './change-row.ts'
import { isUnknown } from './known.ts'
import type { Matched } from './matching.ts'
import { printDim, printShape, printType, printValue } from './render.ts'
import type { RuleName } from './rules.ts'
import { type Dim, type DType, kindOf, type Profile, type Shape, type Value } from './types.ts'

/** Size an offered symbol has for callers that keep to the promise, `undefined` where inputs don't say. */
export type SizeOf = (symbol: string) => Dim | undefined

/** Rows about one matched value itself; what is inside it is matched on its own. Facts that are assumed must be unknown here already. */
export function valueChanges(matched: Matched, sizeOf: SizeOf): Change[] {
  const { promise, offer } = matched
  if (kindOf(promise) !== kindOf(offer)) return [kindChange(matched)]
  return [...kindFacts(matched, sizeOf), ...encodingChanges(matched), ...presenceChanges(matched), ...profileChanges(matched)]
}

function kindFacts(matched: Matched, sizeOf: SizeOf): Change[] {
  const { promise, offer } = matched
  if ('shape' in promise && 'shape' in offer) {
    return [...typeChanges(matched, promise.type, offer.type, ''), ...shapeChanges(matched, promise.shape, offer.shape, sizeOf)]
  }
  if ('map' in promise && 'map' in offer) return typeChanges(matched, promise.map.key, offer.map.key, 'keys of ')
  if ('image' in promise && 'image' in offer) {
    const sizes = (value: typeof promise): readonly Dim[] => [value.image.width, value.image.height, value.image.channels]
    return dimChanges(matched, sizes(promise), sizes(offer), sizeOf, printType)
  }
  return []
}

function kindChange(matched: Matched): Change {
  const { side, path, subject, promise, offer } = matched
  const printed = { was: printValue(promise), is: printValue(offer) }
  if (isUnknown(promise)) return changeOf('type-learned', side, path, printed, `${subject}: ${printed.is}, which was unknown before`)
  if (isUnknown(offer)) return changeOf('type-lost', side, path, printed, `nothing says any more that ${subject} is ${printed.was}`)
  return changeOf('kind-changed', side, path, printed, becomes(matched, printed.was, printed.is))
}

function typeChanges(matched: Matched, was: DType | null, is: DType | null, part: string): Change[] {
  if (was === is) return []
  const { side, path } = matched
  const printed = { was: was ?? '?', is: is ?? '?' }
  const subject = `${part}${matched.subject}`
  if (was === null) return [changeOf('type-learned', side, path, printed, `${subject}: the type is known to be ${printed.is} now`)]
  if (is === null) return [changeOf('type-lost', side, path, printed, `nothing says any more that ${subject} has the type ${printed.was}`)]
  return [changeOf('type-changed', side, path, printed, becomes({ ...matched, subject }, printed.was, printed.is))]
}

/** Dense, sparse and ragged tensors are sent in different ways. Of a value that is wholly unknown nothing can have changed. */
function encodingChanges(matched: Matched): Change[] {
  const { side, path, promise, offer } = matched
  if (encodingOf(promise) === encodingOf(offer) || isBlank(promise) || isBlank(offer)) return []
  const printed = { was: printValue(promise), is: printValue(offer) }
  return [changeOf('encoding-changed', side, path, printed, becomes(matched, encodingOf(promise), encodingOf(offer)))]
}

function isBlank(value: Value): boolean {
  return 'shape' in value && value.type === null && value.shape === null
}

function encodingOf(value: Value): string {
  const words = [...(value.sparse ? ['sparse'] : []), ...(value.ragged ? ['ragged'] : [])]
  return words.length === 0 ? 'dense' : words.join(' and ')
}

function shapeChanges(matched: Matched, was: Shape, is: Shape, sizeOf: SizeOf): Change[] {
  const { side, path, subject } = matched
  const printed = { was: printShape(was), is: printShape(is) }
  if (was === null)
    return is === null ? [] : [changeOf('rank-learned', side, path, printed, `${subject}: the shape is known to be ${printed.is} now`)]
  if (is === null) return [changeOf('rank-lost', side, path, printed, `nothing says any more that ${subject} has the shape ${printed.was}`)]
  if (was.length !== is.length) {
    const message =
      side === 'input'
        ? `callers that send ${subject} as ${printed.was} will be rejected: its shape is ${printed.is} now`
        : `callers that read ${subject} as ${printed.was} get ${printed.is} now`
    return [changeOf('rank-changed', side, path, printed, message)]
  }
  return dimChanges(matched, was, is, sizeOf, (value) => ('shape' in value ? printShape(value.shape) : ''))
}

/** One row per rule, however many dimensions of the value it is about. */
function dimChanges(matched: Matched, was: readonly Dim[], is: readonly Dim[], sizeOf: SizeOf, print: (value: Value) => string): Change[] {
  const { side, path, promise, offer } = matched
  const byRule = new Map<DimRule, number[]>()
  for (const index of was.keys()) {
    const rule = dimRule(side, was[index] ?? null, is[index] ?? null, sizeOf)
    if (rule) byRule.set(rule, [...(byRule.get(rule) ?? []), index])
  }
  const printed = { was: print(promise), is: print(offer) }
  return [...byRule].map(([rule, indices]) => {
    const moves = indices.map((index) => `${placeName(matched, index)} ${printDim(was[index] ?? null)} → ${printDim(is[index] ?? null)}`).join(', ')
    return changeOf(rule, side, path, printed, DIM_SENTENCES[rule](matched, moves, printed))
  })
}

type DimRule = Extract<RuleName, `dim-${string}`>

/** The rule for one dimension; a symbol alone is any size (what it ties is compared for the whole signature). */
function dimRule(side: 'input' | 'output', was: Dim, is: Dim, sizeOf: SizeOf): DimRule | undefined {
  if (was === null) return is === null ? undefined : 'dim-learned'
  if (is === null) return 'dim-lost'
  if (isFixed(was) && isFixed(is)) return was === is ? undefined : 'dim-changed'
  if (isFixed(was)) return side === 'output' && typeof is === 'string' && sizeOf(is) === was ? 'dim-follows-input' : 'dim-widened'
  return isFixed(is) ? 'dim-narrowed' : undefined
}

export function isFixed(dim: Dim): dim is number {
  return typeof dim === 'number' && dim >= 0
}

const IMAGE_SIZES = ['width', 'height', 'channels']

function placeName({ promise }: Matched, index: number): string {
  return 'image' in promise ? (IMAGE_SIZES[index] ?? '') : `dimension ${index}`
}

type Printed = { readonly was: string; readonly is: string }

const DIM_SENTENCES: Readonly<Record<DimRule, (matched: Matched, moves: string, printed: Printed) => string>> = {
  'dim-changed': (matched, moves, { was, is }) => `${becomes(matched, was, is)} (${moves})`,
  'dim-widened': ({ side, subject }, moves) =>
    side === 'input'
      ? `callers may send ${subject} in other sizes too (${moves})`
      : `callers that rely on the size of ${subject} get other sizes now (${moves})`,
  'dim-narrowed': ({ side, subject }, moves) =>
    side === 'input'
      ? `callers that send ${subject} in another size will be rejected (${moves})`
      : `${subject} always has the same size now (${moves})`,
  'dim-follows-input': ({ subject }, moves) =>
    `${subject} has the size of the input now (${moves}): callers that send what they sent get what they got`,
  'dim-lost': ({ subject }, moves) => `nothing says any more which size ${subject} has (${moves})`,
  'dim-learned': ({ subject }, moves) => `the size of ${subject} is known now (${moves})`,
}

function presenceChanges({ side, path, subject, promise, offer }: Matched): Change[] {
  if (Boolean(promise.optional) === Boolean(offer.optional)) return []
  const printed = { was: printValue(promise), is: printValue(offer) }
  if (offer.optional) {
    const message = side === 'input' ? `callers may leave ${subject} out` : `callers that rely on ${subject} may not get it: it is optional now`
    return [changeOf('became-optional', side, path, printed, message)]
  }
  const message = side === 'input' ? `callers that leave ${subject} out will be rejected: it is required now` : `callers always get ${subject} now`
  return [changeOf('became-required', side, path, printed, message)]
}

function profileChanges({ side, path, subject, promise, offer }: Matched): Change[] {
  const [was, is]: readonly Profile[] = [promise.profile ?? 'none', offer.profile ?? 'none']
  if (was === undefined || is === undefined || was === is) return []
  if (was === 'none') return [changeOf('profile-learned', side, path, { was, is }, `${subject} is said to be ${is}`)]
  return [
    changeOf(
      'profile-changed',
      side,
      path,
      { was, is },
      `${subject} was said to be ${was}, now it is ${is}: nothing fails, but check that it still means the same`,
    ),
  ]
}

function becomes({ side, subject }: Pick<Matched, 'side' | 'subject'>, was: string, is: string): string {
  return side === 'input'
    ? `callers that send ${subject} as ${was} will be rejected: it is ${is} now`
    : `callers that read ${subject} as ${was} get ${is} now`
}
