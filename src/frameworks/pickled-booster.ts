import { UserError } from '../errors.ts'
import type { ByteSource } from '../formats/bytes.ts'
import { bytesOf } from '../formats/pickle/arrays.ts'
import { dottedName, type PyDict, type PyValue, recordOf } from '../formats/pickle/values.ts'
import { memorySource, partOf } from '../formats/zip-entry.ts'
import type { ModelFiles } from '../model/types.ts'
import type { Finding, Match } from './framework.ts'
import { pickleFindings } from './pickle-findings.ts'
import { mayBePickle, openPickle } from './pickles.ts'

/** A library's own model object, pickled as it is: not a scikit-learn estimator around it. */
export interface PickledBooster {
  readonly attributes: PyDict
  readonly findings: readonly Finding[]
}

/** Pickles whose one object is of this class, by its dotted name. */
export function matchPickledBooster(files: ModelFiles, className: RegExp): readonly Match[] {
  return files.files.flatMap((file): readonly Match[] => {
    if (file.pointer !== undefined || file.size < 2 || !mayBePickle(files.open(file.path), file)) return []
    try {
      const name = dottedName(openPickle(files, file.path).root)
      return className.test(name) ? [{ format: 'pickle', path: file.path, because: `${file.path} is a pickled ${name}`, covers: [file.path] }] : []
    } catch (error) {
      if (error instanceof UserError) return []
      throw error
    }
  })
}

/** @throws UserError of a damaged pickle, `corrupt` where the object has no attributes */
export function openPickledBooster(files: ModelFiles, path: string): PickledBooster {
  const pickle = openPickle(files, path)
  const attributes = recordOf(recordOf(pickle.root, 'object')?.state, 'dict')
  if (attributes === null)
    throw pickle.failure ?? new UserError('corrupt', `${path} holds a booster without a state`, 'Save the model again.', { file: path })
  return { attributes, findings: pickleFindings(pickle, path) }
}

/** Bytes of a model inside a pickle: 4 GiB is the most that a bytearray of the libraries holds. */
const MAX_MODEL_BYTES = 256 * 1024 * 1024

/** The bytes in a pickle as a source of their own (bytes, bytearray, texts of old protocols); null for other values. */
export function bytesInPickle(value: PyValue | undefined, name: string): ByteSource | null {
  const plain = recordOf(value, 'bytes') ?? recordOf(recordOf(value, 'object')?.args[0], 'bytes')
  if (plain !== null) return partOf(plain.source, name, plain.offset, plain.length)
  const bytes = bytesOf(value, MAX_MODEL_BYTES)
  return bytes === null ? null : memorySource(name, bytes.length, () => bytes)
}
