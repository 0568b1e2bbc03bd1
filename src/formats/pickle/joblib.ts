import { dtypeOf } from './dtype.ts'
import type { Machine } from './machine.ts'
import { dottedName, integerOf, itemOf, itemsOf, type PyObject, type PyValue, recordOf } from './values.ts'

/**
 * joblib (0.10 and newer) writes the bytes of an array right behind its wrapper: raw, or for arrays with objects a pickle of its own.
 * joblib 1.2 and newer put a byte with the length of a padding before raw bytes. Source: joblib/numpy_pickle.py, `NumpyArrayWrapper`.
 * `undefined` where the object is no such wrapper.
 */
export function inlineArray(machine: Machine, object: PyObject): PyValue | undefined {
  if (!/(?:^|\.)joblib\.numpy_pickle\.NumpyArrayWrapper$/.test(dottedName(object.callable))) return undefined
  const state = recordOf(object.state, 'dict')
  const dtype = dtypeOf(itemOf(state, 'dtype'))
  const shape = itemsOf(itemOf(state, 'shape'))?.map(integerOf)
  if (dtype === null || shape === undefined || shape.some((size) => size === null || size < 0))
    throw machine.fail('an array of joblib has no type or shape')
  if (dtype.hasObjects) return machine.nested()
  const length = shape.reduce<number>((product, size) => product * (size ?? 0), dtype.size)
  const alignment = itemOf(state, 'numpy_array_alignment_bytes')
  if (alignment !== undefined && alignment !== null) machine.cursor.skip(machine.cursor.byte())
  const offset = machine.cursor.position()
  machine.cursor.skip(length)
  return machine.record({ kind: 'bytes', source: machine.source, offset, length })
}

/** A name of a file in the same folder. */
const PLAIN_NAME = /^[^/\\]+$/

/**
 * joblib before 0.10 writes each array into a file of its own, `model.pkl_01.npy`, and its name into the pickle. Source: joblib/numpy_pickle_compat.py,
 * `NDArrayWrapper`. `undefined` where the object is no such wrapper or the file is not there.
 */
export function sideArray(machine: Machine, object: PyObject): PyValue | undefined {
  if (!/(?:^|\.)joblib\.numpy_pickle(?:_compat)?\.NDArrayWrapper$/.test(dottedName(object.callable))) return undefined
  const name = itemOf(recordOf(object.state, 'dict'), 'filename')
  const source = typeof name === 'string' && PLAIN_NAME.test(name) ? machine.beside(name) : null
  return source === null ? undefined : machine.record({ kind: 'bytes', source, offset: 0, length: source.size })
}
