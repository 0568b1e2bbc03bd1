import type { DType } from '../../contract/types.ts'
import { UserError } from '../../errors.ts'
import { isObject, own } from '../../formats/json-document.ts'
import { readSafetensors, type SafeTensor } from '../../formats/safetensors.ts'
import { isZip, openZip } from '../../formats/zip.ts'
import type { ModelFiles } from '../../model/types.ts'
import { readObject } from './config.ts'

/** The saved arrays, as far as they can be read without a framework. */
export interface Weights {
  /** Arrays by name; `null`: pickled, only their file was looked at. */
  readonly tensors: ReadonlyMap<string, SafeTensor> | null
  /** The file, or the index of several. */
  readonly path: string
  readonly files: readonly string[]
}

/** Names of weights that `from_pretrained` looks for, in its order. Source: transformers/utils/__init__.py. */
const NAMES = ['model.safetensors', 'model.safetensors.index.json', 'pytorch_model.bin', 'pytorch_model.bin.index.json'] as const
/** Files of one model: the largest have some hundreds. */
const MAX_SHARDS = 10_000

/** Path of the weights in a folder (`''` or with a slash at its end). */
export function weightsIn(files: ModelFiles, folder: string): string | undefined {
  return NAMES.map((name) => `${folder}${name}`).find((path) => files.find(path) !== undefined)
}

/**
 * The weights at that path, with every shard that their index names.
 * @throws UserError `truncated` for a missing or short shard, `corrupt`, `lfs-pointer`, `empty-file`
 */
export function readWeights(files: ModelFiles, path: string, folder: string): Weights {
  const paths = path.endsWith('.json') ? shardsOf(files, path, folder) : [path]
  if (path.includes('pytorch_model')) {
    for (const file of paths) requireWhole(files, file)
    return { tensors: null, path, files: paths }
  }
  const tensors = new Map<string, SafeTensor>()
  for (const file of paths) for (const [name, tensor] of readSafetensors(files.open(file)).tensors) tensors.set(name, tensor)
  return { tensors, path, files: paths }
}

/** A zip of torch.save ends in its directory; older files are a pickle, which is not judged here. */
function requireWhole(files: ModelFiles, path: string): void {
  const source = files.open(path)
  if (isZip(source)) openZip(source)
}

function shardsOf(files: ModelFiles, path: string, folder: string): readonly string[] {
  const map = own(readObject(files, path), 'weight_map')
  const names = isObject(map) ? [...new Set(Object.values(map))].filter((name) => typeof name === 'string') : []
  if (names.length === 0 || names.length > MAX_SHARDS) {
    throw new UserError('corrupt', `${path} names no files with weights`, 'Save the model again (save_pretrained).', { file: path })
  }
  return names.map((name) => {
    const shard = `${folder}${name}`
    if (files.find(shard) !== undefined) return shard
    throw new UserError('truncated', `${shard} is missing: ${path} says that weights are in it`, `Add ${shard} to the model.`, { file: path })
  })
}

/** Element types that a model computes in. */
const FLOATS: Readonly<Record<string, DType>> = { F32: 'float32', F16: 'float16', BF16: 'bfloat16', F64: 'float64' }

/** The one floating point type of all arrays; `null` where there are several (quantised weights, mixed precision) or none is told. */
export function floatOf({ tensors }: Weights): DType | null {
  const found = new Set([...(tensors?.values() ?? [])].map(({ dtype }) => FLOATS[dtype]).filter((type) => type !== undefined))
  const [only, ...others] = found
  return only !== undefined && others.length === 0 ? only : null
}

/** Rows of the last array whose name ends so. `undefined`: none is stored, or the weights are pickled. */
export function rowsOf({ tensors }: Weights, ...endings: readonly string[]): number | undefined {
  for (const ending of endings) {
    const found = [...(tensors ?? [])].find(([name]) => name === ending || name.endsWith(`.${ending}`))
    if (found) return found[1].shape[0]
  }
  return undefined
}

/** Is there an array whose name ends so? `undefined`: the weights are pickled. */
export function holds({ tensors }: Weights, ending: string): boolean | undefined {
  return tensors === null ? undefined : [...tensors.keys()].some((name) => name === ending || name.endsWith(`.${ending}`))
}
