import { UserError } from '../errors.ts'
import { emptyError, type OpenedFiles, pointerError } from './files.ts'
import type { ModelFile } from './types.ts'

/** Endings of files that people mean as models: what is said about them is worth more than a list of everything. */
const MODEL_ENDINGS =
  /\.(?:onnx|ort|pb|pbtxt|h5|hdf5|keras|tflite|lite|pkl|pickle|joblib|skops|dill|cloudpickle|pt|pth|pt2|pte|mar|ckpt|safetensors|gguf|ggml|bin|bst|ubj|xgb|cbm|json|txt|model|mlmodel|mlpackage|xml|pdmodel|pdiparams|params|npz|npy|zip|mojo|pmml|pfa|rds|rda|rdata|msgpack|orbax|engine|plan|nemo|weights|dat)$/i
/** Endings that mean a model whatever else is in the directory; the others are used for everything. */
export const CERTAIN_ENDINGS =
  /\.(?:onnx|ort|h5|hdf5|keras|tflite|pkl|pickle|joblib|skops|pt|pth|pt2|mar|ckpt|safetensors|gguf|bst|ubj|cbm|model|mlmodel|pdmodel|pmml|rds|pb)$/i

/** Bytes looked at to say what a file really is. */
const HEAD_BYTES = 512
/** Files described in one message. */
const MAX_DESCRIBED = 5
/** A DVC or annex pointer is a few lines. */
const MAX_POINTER_FILE = 16 * 1024

/**
 * Why there is no model: the most specific reason that is certain. Un-pulled pointers come first (what they point to may well be the model),
 * then empty files with a model's name, then what the files are instead.
 */
export function explainNothing(files: OpenedFiles): UserError {
  const [pointer] = byLikeness(files.files.filter((file) => file.pointer !== undefined))
  if (pointer?.pointer !== undefined) return pointerError(pointer.path, pointer.pointer)
  const other = files.files.map((file) => otherPointer(files, file)).find((found) => found !== undefined)
  if (other !== undefined) return other
  const [empty] = files.files.filter(({ size, path }) => size === 0 && isMeantAsModel(path))
  if (empty !== undefined) return emptyError(empty.path)
  if (files.files.length > 0 && files.files.every(({ size }) => size === 0)) return emptyError(files.files[0]?.path ?? files.label)
  return new UserError('not-a-model', `${files.label} holds no model that is known: ${seen(files)}`, remedyFor(files))
}

/** An empty notes.txt is nothing; an empty model.txt is a model that was not saved. */
function isMeantAsModel(path: string): boolean {
  return CERTAIN_ENDINGS.test(path) || (MODEL_ENDINGS.test(path) && /(?:^|\/)(?:model|weights|inference|trained|network|pipeline)[^/]*$/i.test(path))
}

/** DVC (`model.h5.dvc` beside the missing file) and git-annex: other ways to leave the bytes elsewhere. */
function otherPointer(files: OpenedFiles, file: ModelFile): UserError | undefined {
  if (file.size === 0 || file.size > MAX_POINTER_FILE || file.pointer !== undefined) return undefined
  const head = headOf(files, file, MAX_POINTER_FILE)
  if (file.path.endsWith('.dvc') && /^outs:/m.test(head)) {
    const target = file.path.slice(0, -'.dvc'.length)
    const there = files.files.some(({ path }) => path === target || path.startsWith(`${target}/`))
    return there ? undefined : pointerTo(file.path, 'a DVC pointer', 'fetch the files with `dvc pull` before this step')
  }
  if (/^\/annex\/objects\/\S+\s*$/.test(head))
    return pointerTo(file.path, 'a git-annex pointer', 'fetch the files with `git annex get .` before this step')
  return undefined
}

function pointerTo(path: string, what: string, remedy: string): UserError {
  return new UserError('lfs-pointer', `${path} is ${what}: the model itself was not fetched`, remedy, { file: path })
}

function seen(files: OpenedFiles): string {
  if (files.files.length === 0)
    return files.excluded.length === 0
      ? 'it is empty'
      : `nothing but ${files.excluded.length} entries that are left out (${files.excluded[0]?.path}: ${files.excluded[0]?.reason})`
  const described = byLikeness(files.files)
    .slice(0, MAX_DESCRIBED)
    .map((file) => `${file.path} (${describe(files, file)})`)
  const rest = files.files.length - described.length
  return described.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function remedyFor(files: OpenedFiles): string {
  const [likely] = byLikeness(files.files)
  const kind = likely === undefined || !CERTAIN_ENDINGS.test(likely.path) || likely.size === 0 ? '' : describe(files, likely)
  if (kind === 'an HTML page') return `${likely?.path} is the page of a failed download: fetch the file itself, and check its size`
  if (kind === 'text') return `${likely?.path} is text, perhaps an error message that was saved in the model's place: save the model again`
  return 'name the directory the model was saved to; for files of a framework that is not known, declare the contract in serving.yaml (docs/definition.md)'
}

/** Files that look like models by name first, larger ones first. */
function byLikeness(files: readonly ModelFile[]): readonly ModelFile[] {
  const rank = ({ path }: ModelFile): number => (CERTAIN_ENDINGS.test(path) ? 0 : MODEL_ENDINGS.test(path) ? 1 : 2)
  return [...files].sort((a, b) => rank(a) - rank(b) || b.size - a.size)
}

/** What a file is, from its first bytes. */
function describe(files: OpenedFiles, file: ModelFile): string {
  if (file.pointer !== undefined) return 'a Git LFS pointer'
  if (file.size === 0) return 'empty'
  const head = headOf(files, file, HEAD_BYTES)
  if (head.trim() === '') return 'white space'
  if (/^\s*<(?:!doctype html|html|head|body)/i.test(head)) return 'an HTML page'
  if (/^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(head)) return 'text'
  return `unknown bytes: ${[...Buffer.from(head, 'latin1').subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')} …`
}

/** The first bytes, one character per byte. */
function headOf(files: OpenedFiles, file: ModelFile, limit: number): string {
  return Buffer.from(files.open(file.path).read(0, Math.min(file.size, limit))).toString('latin1')
}
