import { NO_TAGS, numbersOf, type RTags, type RValue } from './values.ts'

/** Elements of a sequence that are written out. */
const MAX_ELEMENTS = 1_024

/**
 * Vectors that R 3.5 and later write in short: sequences as their ends, others wrapped.
 * Source: R, src/main/altclasses.c, the `_Serialized_state` of each class.
 */
export function unpacked(info: RValue, state: RValue, attributes: RTags): RValue {
  const name = info.kind === 'pairs' ? info.entries[0]?.value : undefined
  const className = name?.kind === 'symbol' ? name.name : ''
  if (className === 'compact_intseq' || className === 'compact_realseq') {
    const [length = 0, first = 0, step = 1] = numbersOf(state) ?? []
    const type = className === 'compact_intseq' ? 'integer' : 'double'
    const size = Number.isSafeInteger(length) && length >= 0 ? length : 0
    if (size > MAX_ELEMENTS) return { kind: 'numbers', type, length: size, attributes }
    return { kind: 'numbers', type, length: size, values: Array.from({ length: size }, (_, i) => first + i * step), attributes }
  }
  if (className === 'deferred_string') {
    const numbers = state.kind === 'pairs' ? state.entries[0]?.value : undefined
    const values = numbersOf(numbers)?.map(String)
    const length = numbers?.kind === 'numbers' ? numbers.length : 0
    return { kind: 'strings', length, ...(values && { values }), attributes }
  }
  if (className.startsWith('wrap_')) return wrapped(state, attributes)
  return { kind: 'other', attributes }
}

function wrapped(state: RValue, attributes: RTags): RValue {
  const inner = state.kind === 'list' ? state.items[0] : state.kind === 'pairs' ? state.entries[0]?.value : undefined
  if (inner?.kind !== 'strings' && inner?.kind !== 'numbers' && inner?.kind !== 'list') return { kind: 'other', attributes: NO_TAGS }
  return { ...inner, attributes: attributes.size > 0 ? attributes : inner.attributes }
}
