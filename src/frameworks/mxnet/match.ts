import { UserError } from '../../errors.ts'
import { LIST_MAGIC } from '../../formats/mxnet-params.ts'
import type { ModelFile, ModelFiles } from '../../model/types.ts'
import type { Match } from '../framework.ts'

/** Bytes looked at from the start and the end of a JSON file. */
const HEAD = 2_048
const TAIL = 65_536

/** A symbol begins with its nodes, and the first node with its operator. TVM and nnvm graphs do so too, but say where their values are stored. */
const SYMBOL = /^\s*\{\s*"nodes"\s*:\s*\[\s*\{\s*"(op|param|attrs?|name)"\s*:/
const COMPILED = /"(storage_id|dltype|tvm_op)"/

/** Symbols, each with its parameters; parameters without a symbol. */
export function matchMxnet(files: ModelFiles): readonly Match[] {
  const symbols = files.files.filter((file) => file.path.endsWith('.json') && usable(file) && isSymbol(files, file))
  const matches = symbols.map(({ path }): Match => {
    const parameters = parametersOf(files, path, symbols.length)
    const covers = [...parameters.all, ...beside(files, path)]
    return { format: 'symbol-json', path, because: `${path} holds an MXNet symbol`, covers }
  })
  const covered = new Set(matches.flatMap(({ covers }) => covers))
  const alone = files.files.filter((file) => file.path.endsWith('.params') && usable(file) && !covered.has(file.path) && isParameters(files, file))
  return [...matches, ...alone.map(({ path }): Match => ({ format: 'params', path, because: `${path} holds MXNet parameters`, covers: [] }))]
}

const usable = ({ size, pointer }: ModelFile): boolean => size > 0 && pointer === undefined

function isSymbol(files: ModelFiles, { path, size }: ModelFile): boolean {
  try {
    const source = files.open(path)
    const decoder = new TextDecoder()
    if (!SYMBOL.test(decoder.decode(source.read(0, Math.min(size, HEAD))))) return false
    const tail = Math.min(size, TAIL)
    return !COMPILED.test(decoder.decode(source.read(size - tail, tail)))
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

function isParameters(files: ModelFiles, { path, size }: ModelFile): boolean {
  if (size < 24) return false
  const head = files.open(path).read(0, 8)
  return new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true) === BigInt(LIST_MAGIC)
}

/** Where the parameters of a symbol lie: `net-symbol.json` belongs to `net-0007.params`. */
export interface Parameters {
  /** The one to read: of several epochs the last. */
  readonly path: string | undefined
  readonly all: readonly string[]
}

/** By name; a lone symbol takes whatever parameters lie beside it. */
export function parametersOf(files: ModelFiles, symbol: string, symbols: number): Parameters {
  const folder = symbol.slice(0, symbol.lastIndexOf('/') + 1)
  const stem = symbol
    .slice(folder.length)
    .replace(/\.json$/, '')
    .replace(/[-_.]symbol$/, '')
  const inFolder = files.files
    .map(({ path }) => path)
    .filter((path) => path.startsWith(folder) && path.endsWith('.params') && !path.slice(folder.length).includes('/'))
  const named = inFolder.filter((path) => {
    const rest = path.slice(folder.length)
    return rest.startsWith(stem) && /^(-\d+)?\.params$/.test(rest.slice(stem.length))
  })
  const all = named.length > 0 ? named : symbols === 1 ? inFolder : []
  return { path: all.at(-1), all }
}

/** Files that explain a symbol: the signature of Multi Model Server and the class names. */
function beside(files: ModelFiles, symbol: string): readonly string[] {
  const folder = symbol.slice(0, symbol.lastIndexOf('/') + 1)
  return ['signature.json', 'synset.txt'].map((name) => folder + name).filter((path) => files.find(path) !== undefined)
}
