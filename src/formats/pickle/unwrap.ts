import { COST } from './limits.ts'
import type { Machine } from './machine.ts'
import type { PyDict, PyObject, PyValue } from './values.ts'
import { dottedName, itemsOf, recordOf } from './values.ts'

/**
 * Calls whose result is known data: containers of builtins and collections, and copyreg's ways to make an instance.
 * Module names of Python 2 and 3. Everything else stays the record of a call. Copies are paid for.
 */
export function plainRecord(object: PyObject, machine: Pick<Machine, 'spend'>): PyValue {
  const plain = UNWRAP[dottedName(object.callable)]
  if (plain === undefined) return object
  // a list of pairs becomes pairs of its own
  for (const argument of object.args) machine.spend((recordOf(argument, 'dict') === null ? COST.pair : COST.item) * sizeOf(argument))
  return plain(object)
}

function sizeOf(value: PyValue): number {
  const record = typeof value === 'object' ? value : null
  return record === null ? 0 : 'items' in record ? record.items.length : 'pairs' in record ? record.pairs.length : 0
}

const UNWRAP: Readonly<Record<string, (object: PyObject) => PyValue>> = {
  ...both('builtins', '__builtin__', {
    set: ({ args }) => ({ kind: 'set', items: [...(itemsOf(args[0]) ?? [])] }),
    frozenset: ({ args }) => ({ kind: 'set', items: [...(itemsOf(args[0]) ?? [])] }),
    list: ({ args }) => ({ kind: 'list', items: [...(itemsOf(args[0]) ?? [])] }),
    tuple: ({ args }) => ({ kind: 'tuple', items: itemsOf(args[0]) ?? [] }),
    dict: ({ args }) => dictFrom(args[0]),
  }),
  'collections.OrderedDict': ({ args }) => dictFrom(args[0]),
  'collections.defaultdict': ({ args }) => dictFrom(args[1]),
  ...both('copyreg', 'copy_reg', {
    // _reconstructor(cls, base, state) is how protocols 0 and 1 make an instance
    _reconstructor: (object) => instance(object, object.args[0], []),
    __newobj__: (object) => instance(object, object.args[0], object.args.slice(1)),
    __newobj_ex__: (object) => instance(object, object.args[0], itemsOf(object.args[1]) ?? []),
  }),
}

function both(
  now: string,
  before: string,
  rows: Readonly<Record<string, (object: PyObject) => PyValue>>,
): Readonly<Record<string, (object: PyObject) => PyValue>> {
  return Object.fromEntries(Object.entries(rows).flatMap(([name, row]) => [now, before].map((module) => [`${module}.${name}`, row])))
}

function instance(object: PyObject, callable: PyValue | undefined, args: readonly PyValue[]): PyObject {
  return { ...object, callable: callable ?? null, how: 'new', args }
}

/** From a dict, or from a list of pairs. */
function dictFrom(value: PyValue | undefined): PyDict {
  const dict = recordOf(value, 'dict')
  if (dict !== null) return { kind: 'dict', pairs: [...dict.pairs] }
  const pairs = (itemsOf(value) ?? []).flatMap((item): [PyValue, PyValue][] => {
    const [key, content] = itemsOf(item) ?? []
    return key === undefined || content === undefined ? [] : [[key, content]]
  })
  return { kind: 'dict', pairs }
}
