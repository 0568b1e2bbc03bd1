import { dottedName, itemsOf, type PyGlobal, type PyObject, type PyValue, recordOf } from '../formats/pickle/values.ts'

const GETATTR = /^(builtins|__builtin__)\.getattr$/
const TYPE = /^(theano|aesara|pytensor)\.[\w.]*Type$/

/** Containers in containers that are searched for a hidden `getattr`, and entries of one. */
const MAX_DEPTH = 4
const MAX_ENTRIES = 1_000

export const isGetattr = (global: PyGlobal | null): boolean => global !== null && GETATTR.test(`${global.module}.${global.name}`)

/**
 * Whether this call leaves `getattr` harmless. Python pickles a bound method as `getattr(object, 'name')`, and Theano's containers keep one:
 * `type.filter`. Any other use, and handing `getattr` to something else, is not. Source: theano/link/basic.py, Container.
 */
export function leavesGetattrHarmless(object: PyObject): boolean {
  if (isGetattr(recordOf(object.callable, 'global'))) return isFilter(object)
  return !object.args.some((value) => holdsGetattr(value, 0)) && !holdsGetattr(object.keywords, 0)
}

const isFilter = ({ how, args: [object, name, ...more] }: PyObject): boolean =>
  how === 'call' && name === 'filter' && more.length === 0 && recordOf(object, 'object')?.how === 'new' && TYPE.test(dottedName(object))

function holdsGetattr(value: PyValue, depth: number): boolean {
  if (isGetattr(recordOf(value, 'global'))) return true
  const inside = itemsOf(value) ?? recordOf(value, 'set')?.items ?? recordOf(value, 'dict')?.pairs.flat() ?? []
  // too deep or too wide to be sure
  if (inside.length > 0 && (depth >= MAX_DEPTH || inside.length > MAX_ENTRIES)) return inside.some((item) => typeof item === 'object')
  return inside.some((item) => holdsGetattr(item, depth + 1))
}
