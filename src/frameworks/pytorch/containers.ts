import { UserError } from '../../errors.ts'
import type { ByteSource } from '../../formats/bytes.ts'
import { identifierOf } from '../../formats/flatbuffer.ts'
import { isZip, openZip, type Zip, type ZipEntry } from '../../formats/zip.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import { openPickle } from '../pickles.ts'
import { layoutOf } from './pt2/index.ts'

/**
 * How PyTorch wraps what it saves: `pt2` torch.export · `zip` torch.save since 1.6 · `legacy` torch.save before · `tar` before 0.1.10 ·
 * `package` torch.package · `executorch` a program for devices · `pickle` Python's own pickle of torch objects.
 */
export type Container = 'pt2' | 'zip' | 'legacy' | 'tar' | 'package' | 'executorch' | 'pickle'

/** Endings that people give to what torch.save wrote: a damaged file of this name is a damaged model. */
const TORCH_NAME = /\.(?:pt|pth|pt2|ckpt|pth\.tar|pt\.tar)$/i
/** Larger plain pickles than this are looked at only under a name that says so. */
const MAX_PLAIN_BYTES = 512 * 1024 * 1024

/** The container of a file; undefined for what is none of PyTorch's. A damaged archive under PyTorch's own endings is still one. */
export function containerOf(files: ModelFiles, file: ModelFile): Container | undefined {
  if (file.pointer !== undefined || file.size < 16) return undefined
  const source = files.open(file.path)
  if (isZip(source)) return zipContainer(source, file.path)
  if (isLegacy(source)) return 'legacy'
  if (isTar(source)) return 'tar'
  if (isExecutorch(source)) return 'executorch'
  return isPlainPickle(files, file, source) ? 'pickle' : undefined
}

function zipContainer(source: ByteSource, path: string): Container | undefined {
  try {
    const zip = openZip(source)
    if (layoutOf(zip) !== undefined) return 'pt2'
    if (pickleEntry(zip) !== undefined) return 'zip'
    return zip.entries.some(({ name }) => /^[^/]+\/\.data\/extern_modules$/.test(name)) ? 'package' : undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // TorchScript's damaged archives look the same: they are refused alike
    if (!TORCH_NAME.test(path)) return undefined
    return /\.pt2$/i.test(path) ? 'pt2' : 'zip'
  }
}

/** `<top>/data.pkl` of torch.save; TorchScript has constants.pkl beside it. */
export function pickleEntry(zip: Zip): ZipEntry | undefined {
  if (zip.entries.some(({ name }) => /^(?:[^/]+\/)?(?:constants\.pkl|code\/.*|bytecode\.pkl)$/.test(name))) return undefined
  return zip.entries.find(({ name }) => /^(?:[^/]+\/)?data\.pkl$/.test(name))
}

/** Pickles of a package, except its own records below `.data`. */
export const packagePickles = (zip: Zip): readonly ZipEntry[] =>
  zip.entries.filter(({ name }) => name.endsWith('.pkl') && !/^[^/]+\/\.data\//.test(name))

/** Python files of a package by their path below its folder. */
export function sourceEntries(zip: Zip): ReadonlyMap<string, ZipEntry> {
  return new Map(zip.entries.filter(({ name }) => name.endsWith('.py')).map((entry) => [entry.name.replace(/^[^/]+\//, ''), entry]))
}

/** Pickle of `MAGIC_NUMBER = 0x1950a86a20f9469cfc6c` (torch/serialization.py), protocol 2 to 5. */
function isLegacy(source: ByteSource): boolean {
  const head = source.read(0, 15)
  const magic = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]
  return head[0] === 0x80 && magic.every((byte, i) => head[i + 2] === byte)
}

/** A tar archive of `sys_info`, `pickle`, `tensors`, `storages`. */
function isTar(source: ByteSource): boolean {
  if (source.size < 1_024) return false
  const head = source.read(0, 512)
  const text = new TextDecoder('latin1').decode(head)
  return text.slice(257, 262) === 'ustar' && /^(?:\.\/)?(?:sys_info|pickle|tensors|storages)\0/.test(text)
}

/** `ETxx` at byte 4, and the extended header `ehxx` behind it. Source: pytorch/executorch schema/program.fbs. */
const isExecutorch = (source: ByteSource): boolean => /^ET\d\d$/.test(identifierOf(source) ?? '')

/** pickle.dump of a module or of tensors; other libraries' pickles with tensors inside are theirs. */
const OTHERS = /^(?:fastai|sklearn|skorch|xgboost|lightgbm|catboost|spacy|thinc|transformers|theano|tensorflow|keras|mlflow|flair|gensim)(?:\.|$)/

function isPlainPickle(files: ModelFiles, file: ModelFile, source: ByteSource): boolean {
  const head = source.read(0, 2)
  if (head[0] !== 0x80 || (head[1] ?? 0) < 2 || (head[1] ?? 0) > 5 || file.size > MAX_PLAIN_BYTES) return false
  // names that are imported stand near the first object
  if (!new TextDecoder('latin1').decode(source.read(0, Math.min(file.size, 4_096))).includes('torch')) return false
  try {
    const { modules, failure } = openPickle(files, file.path)
    if (failure !== undefined && !TORCH_NAME.test(file.path)) return false
    return modules.some((module) => /^torch(?:\.|$)/.test(module)) && !modules.some((module) => OTHERS.test(module))
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}
