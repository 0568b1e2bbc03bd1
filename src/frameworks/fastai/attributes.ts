import { scalarOf } from '../../formats/pickle/arrays.ts'
import { itemOf, itemsOf, type PyDict, type PyValue, recordOf } from '../../formats/pickle/values.ts'
import { classOf } from '../pytorch/modules.ts'

/** Attributes of a pickled instance; with `__slots__` they are the second of two. */
export function attributesOf(value: PyValue | undefined): PyDict | null {
  const state = recordOf(value, 'object')?.state
  return (
    recordOf(state, 'dict') ??
    recordOf(
      itemsOf(state)?.find((part) => recordOf(part, 'dict') !== null),
      'dict',
    )
  )
}

export const attributeOf = (value: PyValue | undefined, name: string): PyValue | undefined => itemOf(attributesOf(value), name)

/** `fastai.vision.augment.Resize`; '' for what is no instance. The old container names classes by a persistent id. */
export function classNameOf(value: PyValue | undefined): string {
  const object = recordOf(value, 'object')
  return object === null ? '' : classOf(object.callable).type
}

/** Last part of the class's name. */
export const shortNameOf = (value: PyValue | undefined): string => classNameOf(value).split('.').at(-1) ?? ''

/** Items of a list, a tuple, or fastcore's `L` and `CategoryMap`, which keep theirs in `items`. */
export function listOf(value: PyValue | undefined, depth = 0): readonly PyValue[] {
  const plain = itemsOf(value)
  if (plain !== null) return plain
  const object = recordOf(value, 'object')
  if (object === null || depth > 3) return []
  if (object.items.length > 0) return object.items
  const inner = attributeOf(object, 'items')
  if (inner !== undefined) return listOf(inner, depth + 1)
  // fastuple((h, w)) is a tuple of its own
  return /fastuple$/.test(classNameOf(object)) ? listOf(object.args[0], depth + 1) : []
}

export const textsOf = (value: PyValue | undefined): readonly string[] => listOf(value).filter((item) => typeof item === 'string')

/** Transforms of a Pipeline: `fs`. Source: fastcore/transform.py. */
export const transformsOf = (pipeline: PyValue | undefined): readonly PyValue[] => listOf(attributeOf(pipeline, 'fs'))

/** A plain value behind NumPy's scalars. */
export function plainOf(value: PyValue | undefined): PyValue | undefined {
  return scalarOf(value)?.value ?? value
}
