import { axisOf } from '../../shapes/shape.ts'
import { isDifferent, isEqual, type Size } from '../../shapes/size.ts'
import type { State } from './state.ts'
import {
  boolOf,
  type DictValue,
  elementOf,
  entryOf,
  intOf,
  joinValues,
  type ListValue,
  NONE,
  stringOf,
  tensorOf,
  tupleOf,
  UNKNOWN,
  type Value,
} from './values.ts'

/** Lists longer than this are summarised: their items are not told apart. */
const MAX_ITEMS = 10_000

/** What a method of a list, dict, tuple or string gives, also written as a function (`torch.append(l, x)`); undefined for other methods. */
export function methodOfValue(state: State, name: string, args: readonly Value[]): Value | undefined {
  const [first = UNKNOWN, ...rest] = args
  const of = first.kind === 'optional' ? first.of : first
  if (of.kind === 'list' || of.kind === 'tuple') return sequenceMethod(state, name, of, rest)
  if (of.kind === 'dict') return dictMethod(state, name, of, rest)
  if (name === '__getitem__' && of.kind === 'tensor') return tensorOf(of.type, of.shape === null ? null : of.shape.slice(1), of.typedBy)
  if (name === '__getitem__') return of.kind === 'string' ? stringOf(null) : UNKNOWN
  return undefined
}

type Sequence = ListValue | Extract<Value, { kind: 'tuple' }>

function sequenceMethod(state: State, name: string, of: Sequence, [argument = UNKNOWN, second = UNKNOWN]: readonly Value[]): Value | undefined {
  const { items } = of
  switch (name) {
    case '__getitem__':
      return itemAt(of, argument)
    case 'len':
    case '__len__':
      return intOf(items === null ? null : items.length)
    case '__contains__':
      return contains(items, argument)
    case 'copy':
    case 'list':
      return of.kind === 'list' ? { ...of, items: items === null ? null : [...items], block: state.block } : newList(state, items)
    case 'reverse':
    case 'sort':
      if (of.kind === 'list') summarise(of)
      return NONE
  }
  return of.kind === 'list' ? changed(state, name, of, argument, second) : undefined
}

/** Methods that change a list: certainly, where the list was made in the same block; else perhaps. */
function changed(state: State, name: string, of: ListValue, argument: Value, second: Value): Value | undefined {
  const certain = of.block === state.block && of.items !== null && of.items.length < MAX_ITEMS ? of.items : null
  switch (name) {
    case 'append':
      if (certain !== null) certain.push(argument)
      else weaken(of, argument)
      return of
    case 'extend': {
      const more = argument.kind === 'list' || argument.kind === 'tuple' ? argument.items : null
      if (certain !== null && more !== null) certain.push(...more.slice(0, MAX_ITEMS))
      else weaken(of, argument.kind === 'list' ? elementOf(argument) : UNKNOWN)
      return NONE
    }
    case 'insert':
      weaken(of, second)
      return NONE
    case '_set_item': {
      const at = argument.kind === 'int' && typeof argument.size === 'number' && certain !== null ? axisOf(argument.size, certain.length) : null
      if (certain !== null && at !== null) certain[at] = second
      else weaken(of, second)
      return of
    }
    case 'pop': {
      const last = of.items?.at(-1)
      if (certain !== null && last !== undefined && argument.kind === 'unknown') return certain.pop() ?? UNKNOWN
      const element = elementOf(of) ?? UNKNOWN
      summarise(of)
      return element
    }
    case 'clear':
      if (certain !== null) certain.length = 0
      else summarise(of)
      return NONE
    case 'remove':
    case '__delitem__':
    case 'Delete':
      summarise(of)
      return NONE
    default:
      return undefined
  }
}

function summarise(list: ListValue): void {
  list.element = elementOf(list) ?? UNKNOWN
  list.items = null
}

function weaken(list: ListValue, item: Value | null): void {
  const before = elementOf(list)
  list.items = null
  list.element = before === null ? (item ?? UNKNOWN) : item === null ? before : joinValues(before, item)
}

const newList = (state: State, items: readonly Value[] | null): ListValue => ({
  kind: 'list',
  items: items === null ? null : [...items],
  element: UNKNOWN,
  block: state.block,
})

function itemAt(of: Sequence, index: Value): Value {
  if (of.items === null) return of.kind === 'list' ? of.element : UNKNOWN
  const at = index.kind === 'int' && typeof index.size === 'number' ? axisOf(index.size, of.items.length) : null
  if (at !== null) return of.items[at] ?? UNKNOWN
  return of.items.length === 0 ? UNKNOWN : of.items.reduce((a, b) => joinValues(a, b))
}

function contains(items: readonly Value[] | null, wanted: Value): Value {
  const outcomes = items?.map((item) => sameScalar(item, wanted))
  if (outcomes?.includes(true)) return boolOf(true)
  return boolOf(outcomes?.every((one) => one === false) === true ? false : null)
}

function sameScalar(a: Value, b: Value): boolean | null {
  if (a.kind === 'int' && b.kind === 'int') return sameSizes(a.size, b.size)
  if (a.kind === 'string' && b.kind === 'string' && a.value !== null && b.value !== null) return a.value === b.value
  return null
}

const sameSizes = (a: Size, b: Size): boolean | null => (isEqual(a, b) ? true : isDifferent(a, b) ? false : null)

// ------------------------------------------------------------------------------------------------------------ dicts

function dictMethod(state: State, name: string, of: DictValue, [key = UNKNOWN, value = UNKNOWN]: readonly Value[]): Value | undefined {
  const text = key.kind === 'string' ? key.value : null
  switch (name) {
    case '__getitem__':
    case 'pop':
      return (text === null ? undefined : of.entries?.get(text)) ?? entryOf(of) ?? UNKNOWN
    case 'get': {
      const found = text === null || of.entries === null ? undefined : of.entries.get(text)
      if (found !== undefined) return found
      const other = value.kind === 'unknown' ? NONE : value
      return of.entries !== null && text !== null ? other : joinValues(entryOf(of) ?? UNKNOWN, other)
    }
    case 'setdefault':
    case '_set_item':
      setItem(state, of, key, text, value)
      return name === '_set_item' ? of : value
    case 'len':
    case '__len__':
      return intOf(of.entries === null || of.block !== state.block ? null : of.entries.size)
    case '__contains__':
      return boolOf(of.entries === null || text === null ? null : of.entries.has(text))
    case 'keys':
      return of.entries === null
        ? { kind: 'list', items: null, element: of.key, block: state.block }
        : newList(state, [...of.entries.keys()].map(stringOf))
    case 'values':
      return of.entries === null ? { kind: 'list', items: null, element: of.element, block: state.block } : newList(state, [...of.entries.values()])
    case 'items':
      return of.entries === null
        ? { kind: 'list', items: null, element: tupleOf([of.key, of.element]), block: state.block }
        : newList(
            state,
            [...of.entries].map(([one, item]) => tupleOf([stringOf(one), item])),
          )
    case 'copy':
      return { ...of, entries: of.entries === null ? null : new Map(of.entries), block: state.block }
    case 'update':
    case 'clear':
    case 'popitem':
    case '__delitem__':
    case 'Delete':
      of.element = key.kind === 'dict' ? joinValues(entryOf(of) ?? entryOf(key) ?? UNKNOWN, entryOf(key) ?? UNKNOWN) : (entryOf(of) ?? UNKNOWN)
      of.entries = null
      return NONE
    default:
      return undefined
  }
}

function setItem(state: State, of: DictValue, key: Value, text: string | null, value: Value): void {
  if (of.key.kind === 'unknown') of.key = key.kind === 'string' ? stringOf(null) : key
  if (of.entries !== null && text !== null && of.block === state.block && of.entries.size < MAX_ITEMS) {
    of.entries.set(text, value)
    return
  }
  const before = entryOf(of)
  of.element = before === null ? value : joinValues(before, value)
  of.entries = null
}
