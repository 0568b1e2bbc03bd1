import { posix } from 'node:path'
import { UserError } from '../../errors.ts'
import type { ModelFiles } from '../../model/types.ts'
import type { Warning } from '../framework.ts'
import type { Rec } from './record.ts'

/** Where the bytes of a tensor lie outside the model file. Spec: onnx/docs/ExternalData.md. */
interface Location {
  readonly tensor: string
  /** Relative to the directory of the model file. */
  readonly path: string
  /** Bytes. */
  readonly offset: number
  /** Bytes; undefined: to the end. */
  readonly length: number | undefined
}

/** TensorProto.DataLocation. */
const EXTERNAL = 1
/** Absent files that are named one by one; the rest is counted. */
const NAMED_FILES = 5

/**
 * Checks that external weights of a tensor stay inside the model's directory and are as long as the model says; nothing is opened.
 * @returns the path of a file that is not there, which is no error: the contract is in the model file all the same
 * @throws UserError `unsafe` for a path that leaves the directory, `truncated` for a file that is too short, `corrupt` for nonsense
 */
export function missingData(files: ModelFiles, modelPath: string, tensor: Rec, index: number): string | null {
  if (tensor.int('data_location') !== EXTERNAL) return null
  const where = `${modelPath}: graph.initializer[${index}]`
  const location = locationOf(tensor, modelPath, where)
  const path = inside(modelPath, location, where)
  const file = files.find(path)
  if (file === undefined) return path
  checkLength(location, file.pointer?.size ?? file.size, path, where)
  return null
}

function locationOf(tensor: Rec, file: string, where: string): Location {
  const entries = new Map(tensor.messages('external_data').map((entry) => [entry.text('key') ?? '', entry.text('value') ?? '']))
  const name = tensor.text('name') ?? ''
  const path = entries.get('location')
  if (path === undefined || path === '') throw corrupt(`tensor ${name} lies in another file that is not named`, file, where)
  const bytes = (key: string): number | undefined => {
    const word = entries.get(key)
    if (word === undefined) return undefined
    if (!/^\d{1,16}$/.test(word)) throw corrupt(`tensor ${name} has an impossible ${key}: ${word.slice(0, 40)}`, file, where)
    return Number(word)
  }
  return { tensor: name, path, offset: bytes('offset') ?? 0, length: bytes('length') }
}

/** The path relative to the model directory. Both kinds of slashes count: the model may be loaded anywhere. */
function inside(modelPath: string, { path, tensor }: Location, where: string): string {
  const slashed = path.replaceAll('\\', '/')
  const normal = posix.normalize(slashed)
  const leaves = normal === '..' || normal.startsWith('../') || posix.isAbsolute(normal) || /^[A-Za-z]:/.test(slashed) || slashed.includes('\0')
  if (leaves) {
    throw new UserError(
      'unsafe',
      `${where} (${tensor}) reads its weights from ${path}, outside the directory of ${modelPath}`,
      'Save the model with its external data beside it: onnx.save(model, path, save_as_external_data=True, location="weights.bin").',
      { file: modelPath, key: where },
    )
  }
  return posix.join(posix.dirname(modelPath), normal)
}

function checkLength({ tensor, offset, length }: Location, size: number, path: string, where: string): void {
  const end = offset + (length ?? 0)
  if (end <= size) return
  throw new UserError(
    'truncated',
    `${path} ends early: ${size} bytes are there, tensor ${tensor} needs ${end}`,
    'Copy the weight file again in full (git lfs pull, an interrupted download or save).',
    { file: path, key: where },
  )
}

/** One warning for all files that are not there. */
export function missingFiles(paths: ReadonlySet<string>, modelPath: string): readonly Warning[] {
  if (paths.size === 0) return []
  const named = [...paths].slice(0, NAMED_FILES).join(', ')
  const more = paths.size > NAMED_FILES ? ` and ${paths.size - NAMED_FILES} more` : ''
  const message = `the weights of ${modelPath} lie in ${named}${more}, which ${paths.size === 1 ? 'is' : 'are'} not there: nothing can load this model`
  return [{ code: 'onnx-external-data-missing', message, where: modelPath }]
}

const corrupt = (message: string, file: string, key: string): UserError =>
  new UserError('corrupt', `${file}: ${message}`, 'Export the model again and upload the new file.', { file, key })
