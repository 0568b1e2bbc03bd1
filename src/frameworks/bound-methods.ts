import { dottedName, itemsOf, type PyGlobal, type PyObject, type PyValue, recordOf } from '../formats/pickle/values.ts'

/** Libraries whose honest pickles hold bound methods: others have no need for `getattr`. */
export const KEEP_METHODS = /^(?:theano|aesara|pytensor|fastai2?|fastcore|fasttransform)(?:\.|$)/

/** Functions that are as dangerous as what they are given: `getattr(object, 'name')`, `reduce(function, items)`. */
const JUDGED = /^(?:(?:builtins|__builtin__)\.(getattr|reduce)|_?functools\.(reduce))$/

/** Containers in containers that are searched for a hidden `getattr`, and entries of one. */
const MAX_DEPTH = 4
const MAX_ENTRIES = 1_000

/** Whether what this name does depends on its arguments alone. */
export const isJudged = (global: PyGlobal | null): boolean => wordOf(global) !== undefined

function wordOf(global: PyGlobal | null): string | undefined {
  const match = global === null ? null : JUDGED.exec(`${global.module}.${global.name}`)
  return match?.[1] ?? match?.[2]
}

/**
 * Whether this call leaves the judged functions harmless. Python pickles a bound method as `getattr(object, 'name')`, and a union of types as
 * `reduce(or_, types)`. Any other use, and handing them to something else, is not.
 */
export function leavesHarmless(object: PyObject): boolean {
  const word = wordOf(recordOf(object.callable, 'global'))
  if (word === 'getattr') return isBoundMethod(object)
  if (word === 'reduce') return isUnion(object)
  return !object.args.some((value) => holdsJudged(value, 0)) && !holdsJudged(object.keywords, 0)
}

/**
 * Whether attributes that are set hand a judged function on: `functools.partial` keeps what it calls, and with what, in its state.
 * More attributes than any class has are not looked through; longer lists inside are data, no arguments.
 */
export function handsOn(state: PyValue): boolean {
  const near = insideOf(state)
  if (near.length > MAX_ENTRIES) return true
  return [state, ...near].some((value) => {
    const inside = insideOf(value)
    return isJudged(recordOf(value, 'global')) || (inside.length <= MAX_ENTRIES && inside.some((item) => isJudged(recordOf(item, 'global'))))
  })
}

/** Items of a container; keys and values of a dict, of which no more than matter here. */
const insideOf = (value: PyValue): readonly PyValue[] =>
  itemsOf(value) ??
  recordOf(value, 'set')?.items ??
  recordOf(value, 'dict')
    ?.pairs.slice(0, MAX_ENTRIES + 1)
    .flat() ??
  []

/** A class whose instance, or which itself, keeps methods by name. */
interface Keeper {
  readonly of: 'instance' | 'class'
  readonly name: RegExp
  readonly method: RegExp
}

/**
 * Sources: theano/link/basic.py, Container (`type.filter`); fastai/vision/augment.py, RandTransform (`before_call`), fastai/data/core.py,
 * FilteredBase (`dataloaders`), fastai/torch_core.py (`TensorImage.lighting`), fastai/tabular/core.py (`FillStrategy.median`),
 * fastai/text/models/awdlstm.py. Classes by name, because a module is an object as well: `fastai.vision.core.Image` is PIL's, which knows `os`.
 */
const KEEPERS: readonly Keeper[] = [
  { of: 'instance', name: /^(?:theano|aesara|pytensor)\.[\w.]*Type$/, method: /^filter$/ },
  { of: 'instance', name: /^(?:fastai2?|fastcore|fasttransform)\.[\w.]+$/, method: /^(?:before_call|dataloaders|encodes|decodes|setups)$/ },
  {
    of: 'class',
    name: /^fastai2?\.[\w.]+\.(?:Tensor\w+|PIL(?:Image\w*|Base|Mask|Dicom)|FilteredBase|DataLoaders|Datasets|TfmdLists|Tabular\w*|FillStrategy|WeightDropout)$/,
    method: /^(?!__)\w+$/,
  },
]

function isBoundMethod({ how, args: [object, name, ...more] }: PyObject): boolean {
  if (how !== 'call' || typeof name !== 'string' || more.length > 0) return false
  const of = recordOf(object, 'object')?.how === 'new' ? 'instance' : recordOf(object, 'global') !== null ? 'class' : undefined
  const owner = dottedName(object)
  return KEEPERS.some((keeper) => keeper.of === of && keeper.name.test(owner) && keeper.method.test(name))
}

/** `reduce(operator.or_, (A, B, C))`: the union A | B | C. */
function isUnion({ how, args: [or, types, ...more] }: PyObject): boolean {
  const all = itemsOf(types)
  return how === 'call' && /^_?operator\.or_$/.test(dottedName(or)) && more.length === 0 && (all?.every(isType) ?? false)
}

const isType = (value: PyValue): boolean => value === null || (recordOf(value, 'global') !== null && !isJudged(recordOf(value, 'global')))

/**
 * pandas 1.3 makes its blocks with `partial(new_block, ndim=2)(values, placement)`: a partial of a function whose import is looked at like any
 * other's. What it is made of must be that function and plain values. Source: pandas/core/internals/blocks.py, `Block.__reduce__`.
 */
export function isBlockMaker(callable: PyValue): boolean {
  const partial = recordOf(callable, 'object')
  if (partial === null || !/^_?functools\.partial$/.test(dottedName(partial.callable))) return false
  const [made, ...bound] = partial.args
  const [set, args, keywords] = partial.state === undefined ? [made, null, null] : (itemsOf(partial.state) ?? [])
  return (
    [made, set].every((value) => dottedName(recordOf(value, 'global')) === 'pandas.core.internals.blocks.new_block') &&
    bound.length === 0 &&
    ![args ?? null, keywords ?? null].some((value) => holdsJudged(value, 0))
  )
}

function holdsJudged(value: PyValue, depth: number): boolean {
  if (isJudged(recordOf(value, 'global'))) return true
  const inside = insideOf(value)
  // too deep or too wide to be sure
  if (inside.length > 0 && (depth >= MAX_DEPTH || inside.length > MAX_ENTRIES)) return inside.some((item) => typeof item === 'object')
  return inside.some((item) => holdsJudged(item, depth + 1))
}
